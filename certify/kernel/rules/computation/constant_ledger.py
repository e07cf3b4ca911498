"""Rule `constant-ledger`: equations and inequalities between constants, each decided."""

from dataclasses import dataclass
from fractions import Fraction
from math import prod

from certify.kernel.arithmetic.intervals import Grid, Interval, bits_of
from certify.kernel.fields import VARIABLE, Field
from certify.kernel.limits import MAX_POWER, MAX_PRECISION, MAX_ROOT, MAX_ROOTS, Budget, Declined
from certify.kernel.rules.reals.point import HOLDS

NOT_ALGEBRAIC = -1  # all roots and more


class Unclear(Exception):  # noqa: N818 - a reason to go on
    """A sign is not known at this precision."""


@dataclass(frozen=True, eq=False)
class Value:
    """A constant.

    Attributes:
        interval: contains it.
        height: at least its absolute logarithmic height to the base 2 (if it is algebraic).
        roots: one bit for each root in it, or NOT_ALGEBRAIC.
    """

    interval: Interval
    height: Fraction
    roots: int


def check(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected: at growing precision, without a witness."""
    where, lines = statement.fields("where", "lines")
    witness.fields()
    bits = 128
    while bits <= MAX_PRECISION:
        try:
            every_line_holds(where, lines, Constants(bits, statement.budget))
        except Unclear:
            bits *= 4
        else:
            return f"every line holds ({len(lines.items())})"
    raise Declined(f"a line is not decided at {MAX_PRECISION} bits")


def every_line_holds(where: Field, lines: Field, constants: "Constants") -> None:
    """Rejected at a line that does not hold, Unclear where the precision does not tell."""
    for definition in where.items():
        name, meaning = definition.items(2)
        if not VARIABLE.fullmatch(name.text()) or name.text() in constants.named:
            raise name.reject("expected distinct names made of letters, digits and underscores")
        constants.named[name.text()] = constants.value(meaning)
    for line in lines.items():
        title, left, relation, right = line.items(4)
        title.text()
        holds = HOLDS[relation.one_of(HOLDS)]
        difference = constants.combined("-", 2, (constants.value(left), constants.value(right)), line)
        if not holds(constants.sign(difference)):
            raise line.reject("the line does not hold")


class Constants:
    """The constants of a ledger at one precision. Equal expressions are one constant."""

    def __init__(self, bits: int, budget: Budget) -> None:
        self.grid, self.budget = Grid(bits, budget), budget
        self.named: dict[str, Value] = {}
        self.known: dict[tuple[object, ...], Value] = {}
        self.degrees: list[int] = []  # of the roots met so far

    def value(self, field: Field) -> Value:
        """The constant of an expression; the depth of the file bounds the recursion."""
        operation, rest = field.kind("num", "var", "+", "*", "-", "/", "^", "root", "exp", "log")
        number: Fraction | int = 0
        if operation == "var":
            return self.named[field.items(2)[1].one_of(self.named)]
        if operation == "num":
            number, rest = field.items(2)[1].number(), []
        elif operation == "^":
            number, rest = field.items(3)[2].integer(0, MAX_POWER), rest[:1]
        elif operation == "root":
            number, rest = field.items(3)[1].integer(2, MAX_ROOT), rest[1:]
        elif operation not in ("+", "*"):
            field.items(3 if operation in ("-", "/") else 2)
        parts = []
        for part in rest:
            parts.append(self.value(part))
        key = (operation, number, *parts)
        if key not in self.known:
            self.known[key] = self.combined(operation, number, tuple(parts), field)
        return self.known[key]

    def combined(
        self, operation: str, number: Fraction | int, parts: tuple[Value, ...], field: Field
    ) -> Value:
        """The constant that an operation makes of others; Rejected where it is not defined."""
        grid = self.grid
        height, roots = sum((part.height for part in parts), Fraction(0)), 0
        for part in parts:
            roots |= part.roots
        first = parts[0].interval if parts else (0, 0)
        match operation:
            case "num":
                size = max(abs(number.numerator), number.denominator)
                return Value(grid.number(Fraction(number)), Fraction((size - 1).bit_length()), 0)
            case "+":
                total = (0, 0)
                for part in parts:
                    total = grid.plus(total, part.interval)
                return Value(total, height + len(parts).bit_length(), roots)
            case "*":
                total = grid.one
                for part in parts:
                    total = grid.times(total, part.interval)
                return Value(total, height, roots)
            case "-":
                return Value(grid.plus(first, parts[1].interval, -1), height + 1, roots)
            case "/":
                if not self.sign(parts[1]):
                    raise field.reject("a division by zero")
                return Value(grid.over(first, parts[1].interval), height, roots)
            case "^":
                return Value(grid.power(first, int(number)), height * number, roots)
            case "root":
                if self.sign(parts[0]) < 0:
                    raise field.reject("a root of a negative number")
                if len(self.degrees) == MAX_ROOTS:
                    raise Declined(f"too large: more than {MAX_ROOTS} different roots")
                self.degrees.append(int(number))
                this = 1 << len(self.degrees) - 1
                return Value(grid.root(first, int(number)), height * Fraction(1, number), roots | this)
            case "exp":
                return Value(grid.exp(first), height, NOT_ALGEBRAIC)
            case _:
                if self.sign(parts[0]) <= 0:
                    raise field.reject("a logarithm of a number that is not positive")
                return Value(grid.log(first), height, NOT_ALGEBRAIC)

    def sign(self, value: Value) -> int:
        """-1, 0 or 1. An algebraic number of degree at most d is 0 or at least 2^(-d height) in size."""
        low, high = value.interval
        if low > 0 or high < 0 or low == high:
            return (low > 0) - (low < 0)
        if value.roots != NOT_ALGEBRAIC:
            degree = prod(k for i, k in enumerate(self.degrees) if value.roots >> i & 1)
            if bits_of(low, high) <= self.grid.bits - degree * value.height:
                return 0
        raise Unclear
