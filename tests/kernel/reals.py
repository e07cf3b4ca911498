"""Statements about real numbers for the tests: short ways to write them, and a naive way to evaluate them.

The evaluation is written from the definition, with fractions, at rational points; it shares no code with the
kernel.
"""

from fractions import Fraction

x, y, z = (["var", name] for name in "xyz")
SETTLED = ["settled"]


def n(number):
    """A number as an expression."""
    return ["num", str(Fraction(number))]


def statement(show, given=(), symbols=("x",), quantifier="for all"):
    return {"quantifier": quantifier, "symbols": list(symbols), "given": list(given), "show": show}


def there_are(show, given=(), symbols=("x",)):
    return statement(show, given, symbols, "there are")


def certificate(rule, stated, **witness):
    schema = {"schema": "certify/certificate", "version": 1}
    return {**schema, "rule": rule, "statement": stated, "witness": witness}


def at(*coordinates, radicands=(), roots=()):
    """A point; numbers may be given as integers or texts, surds as lists."""

    def written(number):
        return number if isinstance(number, list) else str(Fraction(number))

    return {
        "radicands": [str(c) for c in radicands],
        "coordinates": [written(number) for number in coordinates],
        "roots": [written(number) for number in roots],
    }


def poly(*terms):
    """A polynomial: (coefficient, exponent, ...) for each term."""
    return [[str(Fraction(coefficient)), list(exponents)] for coefficient, *exponents in terms]


def square(monomials, gram, product=()):
    rows = [[str(Fraction(entry)) for entry in row] for row in gram]
    return {"product": list(product), "monomials": monomials, "gram": rows}


def contradiction(strict=(), squares=(), multipliers=(), constant="1"):
    witness = {"strict": [list(pair) for pair in strict], "squares": list(squares)}
    witness["multipliers"] = [list(pair) for pair in multipliers]
    return ["contradiction", {"constant": constant, **witness}]


class Irrational(Exception):  # noqa: N818 - not an error: the naive evaluation does not reach so far
    """A root that is no rational number."""


def root_of(number, order):
    """The rational root of a rational number >= 0."""
    ends = []
    for end in (number.numerator, number.denominator):
        low = 0
        while low**order < end and low < 1000:
            low += 1
        if low**order != end:
            raise Irrational
        ends.append(low)
    return Fraction(*ends)


def power_of(base, exponent):
    if base is None:
        return None
    top, order = exponent.numerator, exponent.denominator
    if order > 1:
        if base < 0:
            return None
        base = root_of(base, order)
    return None if base == 0 and top < 0 else base**top


def value_of(node, point):
    """The value of an expression at a rational point, None where it is undefined."""
    kind, *rest = node
    if kind == "num":
        return Fraction(rest[0])
    if kind == "var":
        return point[rest[0]]
    if kind == "piecewise":
        for condition, then in rest:
            truth = truth_of(condition, point)
            if truth is not False:
                return value_of(then, point) if truth else None
        return None
    if kind == "^":
        return power_of(value_of(rest[0], point), Fraction(rest[1]))
    parts = [value_of(part, point) for part in rest]
    if None in parts:
        return None
    match kind:
        case "+":
            return sum(parts, Fraction(0))
        case "*":
            product = Fraction(1)
            for part in parts:
                product *= part
            return product
        case "neg":
            return -parts[0]
        case "abs":
            return abs(parts[0])
        case "min" | "max":
            return min(parts) if kind == "min" else max(parts)
        case "sqrt":
            return power_of(parts[0], Fraction(1, 2))
        case _:
            return None if parts[1] == 0 else parts[0] / parts[1]


def truth_of(condition, point):
    """True, False, or None where the condition is undefined."""
    kind, *rest = condition
    if kind in ("true", "false"):
        return kind == "true"
    if kind in ("and", "or", "not", "implies"):
        truths = [truth_of(part, point) for part in rest]
        if kind == "implies" or kind == "not":
            truths[0] = None if truths[0] is None else not truths[0]
        decisive = kind == "or" or kind == "implies"
        if kind != "not" and decisive in truths:
            return decisive
        if None in truths:
            return None
        return truths[0] if kind == "not" else not decisive
    left, right = (value_of(side, point) for side in rest)
    if left is None or right is None:
        return None
    return {
        "=": left == right,
        "!=": left != right,
        "<": left < right,
        "<=": left <= right,
        ">": left > right,
        ">=": left >= right,
    }[kind]
