"""A statement about real numbers as finitely many systems of polynomial conditions.

Every expression becomes finitely many cases, each a list of polynomial conditions and either a quotient N/D
with D > 0 under them or the mark that the expression is undefined there; together the cases cover everything.
A square root is a new variable v with v >= 0 and v^2 D = N; a quotient is split by the sign of its
denominator, absolute values, minima, maxima and cases by their conditions. Truth values are Kleene's: a
disjunction with a true part holds even where another part is undefined; the parts of a conjunction asserted
must all be defined. Cases whose conditions exclude each other by inspection are dropped, unless all do.

"For all: given, then show" says that the systems `fails` have no solution; it is ill posed if one of
`undefined` has; it is vacuous if none of `hypotheses` has. "There are" says that one of `holds` has one.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Any

from sympy import QQ
from sympy.polys.orderings import lex
from sympy.polys.rings import ring as polynomial_ring

from certify.claims.statements.statement import Real
from certify.formulas.expressions import (
    Absolute,
    Cases,
    Condition,
    Conjunction,
    Disjunction,
    Expression,
    Implication,
    Maximum,
    Minimum,
    Negation,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Truth,
    parts_of,
)
from certify.formulas.expressions.numbers import exact_root
from certify.formulas.expressions.tree import Node
from certify.provers.reals.polynomials import Poly, Ring, constant_value, is_constant, primitive, readable

MAX_CASES = 512

HOLDS = {
    "=": lambda sign: sign == 0,
    "!=": lambda sign: sign != 0,
    ">=": lambda sign: sign >= 0,
    ">": lambda sign: sign > 0,
}
_SIGNS = {"=": {0}, "!=": {-1, 1}, ">=": {0, 1}, ">": {1}}
# The relation that the polynomial, times the sign, stands in exactly where the relation fails.
_NEGATED = {"=": (1, "!="), "!=": (1, "="), ">=": (-1, ">"), ">": (-1, ">="), "<=": (1, ">"), "<": (1, ">=")}


class Inexpressible(Exception):  # noqa: N818 - a verdict, not an error
    """The statement is outside what this normal form covers; the message says where."""


@dataclass(frozen=True)
class Atom:
    """A condition: the polynomial stands in the relation (=, !=, >=, >) to zero."""

    polynomial: Poly
    relation: str

    @property
    def decided(self) -> bool | None:
        """Its truth value if the polynomial is a constant."""
        if not is_constant(self.polynomial):
            return None
        value = constant_value(self.polynomial)
        return bool(HOLDS[self.relation]((value > 0) - (value < 0)))

    def negated(self) -> "Atom":
        """What holds exactly where this does not, in one of the four relations; < and <= are read as well."""
        sign, relation = _NEGATED[self.relation]
        return Atom(sign * self.polynomial, relation)

    def __str__(self) -> str:
        return f"{readable(self.polynomial)} {self.relation} 0"


Atoms = tuple[Atom, ...]


@dataclass(frozen=True)
class Cell:
    """A system of conditions. The conclusion, if any, is the last: the negation of what was asserted.

    Attributes:
        atoms: all conditions that are assumed.
        conclusion: one more, to hold as well; None in a system of hypotheses alone.
    """

    atoms: Atoms
    conclusion: Atom | None = None

    @property
    def all(self) -> Atoms:
        """Every condition."""
        return (*self.atoms, self.conclusion) if self.conclusion else self.atoms


@dataclass(frozen=True)
class RootVariable:
    """A variable that stands for a root: index in the ring, the order, and the expression under it."""

    index: int
    order: int
    radicand: Expression


@dataclass(frozen=True)
class NormalForm:
    """The systems of a statement. `symbols` maps its symbols to indices of the ring's variables."""

    ring: Ring
    names: tuple[str, ...]
    symbols: dict[str, int]
    roots: tuple[RootVariable, ...]
    hypotheses: tuple[Cell, ...]
    fails: tuple[Cell, ...]
    undefined: tuple[Cell, ...]
    holds: tuple[Cell, ...]
    exists: bool
    statement: Real


_Value = tuple[Poly, Poly]
Combination = Callable[[Any, Any], Any]


@dataclass(frozen=True)
class _Case:
    """A case of an expression: conditions, and its value N/D with D > 0, or None where it is undefined."""

    atoms: Atoms
    value: _Value | None


@dataclass
class _Truth:
    """Where a condition is true, false and undefined: lists of systems."""

    true: list[Atoms] = field(default_factory=list)
    false: list[Atoms] = field(default_factory=list)
    undefined: list[Atoms] = field(default_factory=list)


def normal_form(statement: Real) -> NormalForm:
    """The systems of a statement. Raises Inexpressible where it is outside what they cover."""
    parts = [*statement.given, statement.show]
    roots: dict[tuple[Expression, int], int] = {}
    seen: set[Node] = set()
    for part in parts:
        _collect_roots(part, roots, seen)
    names = _names(statement.symbols, len(roots))
    ordered = [*reversed(names[len(statement.symbols) :]), *names[: len(statement.symbols)]]
    ring = polynomial_ring(ordered, QQ, lex)[0]
    count = len(roots)
    compiler = _Compiler(
        ring,
        {symbol.name: count + i for i, symbol in enumerate(statement.symbols)},
        {key: count - 1 - position for key, position in roots.items()},
    )
    hypotheses: list[Atoms] = [()]
    for part in statement.given:
        hypotheses = _limited(join(a, b) for a, b in product(hypotheses, compiler.truth(part).true))
        hypotheses = _pruned(hypotheses)
    shown = compiler.asserted(statement.show)

    def cells(systems: Iterable[Atoms]) -> tuple[Cell, ...]:
        made = _limited(
            Cell(join(given, system[:-1]), system[-1]) if system else Cell(given)
            for given, system in product(hypotheses, systems)
        )
        plausible = [cell for cell in made if not _conflict(cell.atoms)]
        return tuple(dict.fromkeys(plausible or made))

    return NormalForm(
        ring=ring,
        names=tuple(ordered),
        symbols={symbol.name: count + i for i, symbol in enumerate(statement.symbols)},
        roots=tuple(RootVariable(count - 1 - i, order, base) for (base, order), i in roots.items()),
        hypotheses=tuple(Cell(atoms) for atoms in hypotheses),
        fails=cells(shown.false),
        undefined=cells(shown.undefined),
        holds=cells(shown.true),
        exists=statement.exists,
        statement=statement,
    )


def join(*systems: Atoms) -> Atoms:
    """All conditions, each once, without those that are plainly true."""
    return tuple(dict.fromkeys(atom for system in systems for atom in system if atom.decided is not True))


def _conflict(atoms: Iterable[Atom]) -> bool:
    """Whether conditions exclude each other by inspection.

    The signs asked of one polynomial do, or a constant has the wrong sign, or all terms of a polynomial do,
    given which variables are not negative.
    """
    atoms = tuple(atoms)
    allowed: dict[Poly, set[int]] = {}
    positive = {v for atom in atoms for v in _nonnegative_variable(atom)}
    for atom in atoms:
        if atom.decided is False or _all_terms_negative(atom, positive):
            return True
        p, signs = atom.polynomial, _SIGNS[atom.relation]
        if p.LC < 0:
            p, signs = -p, {-sign for sign in signs}
        p = primitive(p)
        allowed[p] = allowed.get(p, {-1, 0, 1}) & signs
        if not allowed[p]:
            return True
    return False


def _nonnegative_variable(atom: Atom) -> list[int]:
    """The variable said to be nonnegative, if the condition says just that."""
    if atom.relation not in (">", ">=") or len(atom.polynomial) != 1:
        return []
    ((monomial, value),) = atom.polynomial.items()
    return [i for i, exponent in enumerate(monomial) if exponent] if sum(monomial) == 1 and value > 0 else []


def _all_terms_negative(atom: Atom, positive: set[int]) -> bool:
    """Whether p > 0 is asked where all terms are <= 0, or p >= 0 where one of them is a constant < 0."""
    if atom.relation not in (">", ">=") or any(value > 0 for value in atom.polynomial.values()):
        return False
    if any(e % 2 and i not in positive for monomial in atom.polynomial for i, e in enumerate(monomial)):
        return False
    return atom.relation == ">" or any(not any(monomial) for monomial in atom.polynomial)


def _pruned(systems: list[Atoms]) -> list[Atoms]:
    """Without those that contradict themselves, unless all do: then the provers are to say so."""
    return [atoms for atoms in systems if not _conflict(atoms)] or systems


def _limited(systems: Iterable[Any]) -> list[Any]:
    found = []
    for system in systems:
        found.append(system)
        if len(found) > MAX_CASES:
            raise Inexpressible(f"more than {MAX_CASES} cases")
    return found


def _names(symbols: Sequence[Symbol], roots: int) -> list[str]:
    """Names the certificate format allows: the symbols' own where they are plain, and root1, root2, …"""
    taken: list[str] = []
    for symbol in symbols:
        plain = symbol.name.isascii() and symbol.name.replace("_", "a").isalnum() and symbol.name[0].isalpha()
        name = symbol.name if plain and len(symbol.name) <= 32 else f"x{len(taken) + 1}"
        while name in taken:
            name += "_"
        taken.append(name)
    for k in range(roots):
        name = f"root{k + 1}"
        while name in taken:
            name += "_"
        taken.append(name)
    return taken


def _collect_roots(node: Node, found: dict[tuple[Expression, int], int], seen: set[Node]) -> None:
    """Every base under a root with its order, inner ones first."""
    if node in seen:
        return
    seen.add(node)
    for part in parts_of(node):
        _collect_roots(part, found, seen)
    match node:
        case Root(radicand):
            found.setdefault((radicand, 2), len(found))
        case Power(base, exponent) if exponent.denominator > 1:
            found.setdefault((base, exponent.denominator), len(found))


class _Compiler:
    """Turns expressions into cases and conditions into systems, remembering what it has seen."""

    def __init__(self, ring: Ring, symbols: dict[str, int], roots: dict[tuple[Expression, int], int]) -> None:
        self.ring, self.symbols, self.roots = ring, symbols, roots
        self.known: dict[Expression, list[_Case]] = {}

    # Expressions

    def cases(self, expression: Expression) -> list[_Case]:
        """The cases of an expression; together they cover all values of the symbols."""
        if expression not in self.known:
            self.known[expression] = _limited(self._cases(expression))
        return self.known[expression]

    def _cases(self, expression: Expression) -> list[_Case]:
        one = self.ring(1)
        match expression:
            case Number(value):
                return [_Case((), (self.ring(QQ(value.numerator, value.denominator)), one))]
            case Symbol(name):
                return [_Case((), (self.ring.gens[self.symbols[name]], one))]
            case Sum(parts):
                return self._combined(parts, _plus)
            case Product(parts):
                return self._combined(parts, _times)
            case Negative(operand):
                return [_Case(c.atoms, c.value and (-c.value[0], c.value[1])) for c in self.cases(operand)]
            case Quotient(above, below):
                inverse = self._powers(below, -1)
                return self._product_of([self.cases(above), inverse], _times)
            case Power(base, exponent) if exponent.denominator == 1:
                return self._powers(base, exponent.numerator)
            case Power(base, exponent):
                return self._roots(base, exponent.denominator, exponent.numerator)
            case Root(radicand):
                return self._roots(radicand, 2, 1)
            case Absolute(operand):
                zero = Number(Fraction(0))
                return self._choice([(operand >= zero, operand, 1), (Truth(True), operand, -1)])
            case Maximum(operands) | Minimum(operands):
                return self._extremum(operands, largest=isinstance(expression, Maximum))
            case Cases(pairs):
                return self._choice([(test, value, 1) for test, value in pairs])
        raise Inexpressible(f"{expression} is not algebraic over the rationals")

    def _combined(self, parts: Sequence[Expression], combine: Combination) -> list[_Case]:
        return self._product_of([self.cases(part) for part in parts], combine)

    def _product_of(self, parts: Sequence[list[_Case]], combine: Combination) -> list[_Case]:
        """One case for each choice of cases of the parts, their values combined."""
        found = [case for cases in parts for case in cases if case.value is None]
        defined = [[case for case in cases if case.value is not None] for cases in parts]
        results: list[_Case] = [_Case((), None)]
        for position, cases in enumerate(defined):
            extended = []
            for left, right in product(results, cases):
                atoms = join(left.atoms, right.atoms)
                if _conflict(atoms):
                    continue
                assert right.value is not None
                first = position == 0 or left.value is None
                extended.append(_Case(atoms, right.value if first else combine(left.value, right.value)))
            results = _limited(extended)
        return [*found, *results]

    def _powers(self, base: Expression, power: int) -> list[_Case]:
        found = []
        for case in self.cases(base):
            found += [case] if case.value is None else self._integer_power(case.atoms, case.value, power)
        return found

    def _roots(self, base: Expression, order: int, power: int) -> list[_Case]:
        found = []
        for case in self.cases(base):
            found += [case] if case.value is None else self._root(case, self.roots[base, order], order, power)
        return found

    def _root(self, case: _Case, index: int, order: int, power: int) -> list[_Case]:
        assert case.value is not None
        numerator, denominator = case.value
        if (exact := _exact_root(numerator, denominator, order)) is not None:
            plain = self.ring(QQ(exact.numerator, exact.denominator)), self.ring(1)
            return self._integer_power(case.atoms, plain, power)
        negative = join(case.atoms, (Atom(primitive(-numerator), ">"),))
        found = [] if _conflict(negative) else [_Case(negative, None)]
        v = self.ring.gens[index]
        equation = Atom(v**order * denominator - numerator, "=")
        atoms = join(case.atoms, (Atom(v, ">="), equation))
        return [*found, *self._integer_power(atoms, (v, self.ring(1)), power)]

    def _integer_power(self, atoms: Atoms, value: tuple[Poly, Poly], power: int) -> list[_Case]:
        numerator, denominator = value
        if power >= 0:
            return [_Case(atoms, (numerator**power, denominator**power))]
        if not numerator:
            return [_Case(atoms, None)]
        found = []
        zero = join(atoms, (Atom(primitive(numerator), "="),))
        if not _conflict(zero):
            found.append(_Case(zero, None))
        # The denominator must be positive: one case for every choice of signs of its factors of odd power.
        constant, factors = numerator.factor_list()
        odd = [factor for factor, k in factors if (k * power) % 2]
        even = tuple(Atom(primitive(factor), "!=") for factor, k in factors if not (k * power) % 2)
        for signs in product((1, -1), repeat=len(odd)):
            chosen = tuple(Atom(primitive(s * factor), ">") for s, factor in zip(signs, odd, strict=True))
            system = join(atoms, even, chosen)
            if _conflict(system):
                continue
            negative = (signs.count(-1) + (constant < 0) * power) % 2
            sign = -1 if negative else 1
            found.append(_Case(system, (sign * denominator**-power, sign * numerator**-power)))
        return found

    def _choice(self, options: Sequence[tuple[Condition, Expression, int]]) -> list[_Case]:
        """The first option whose condition holds; undefined if a condition is, or none holds."""
        remaining: list[Atoms] = [()]
        found: list[_Case] = []
        for condition, expression, factor in options:
            truth = self.truth(condition)
            found += [_Case(join(a, b), None) for a, b in product(remaining, truth.undefined)]
            for a, b, case in product(remaining, truth.true, self.cases(expression)):
                value = case.value and (factor * case.value[0], case.value[1])
                found.append(_Case(join(a, b, case.atoms), value))
            remaining = [join(a, b) for a, b in product(remaining, truth.false)]
        found += [_Case(a, None) for a in remaining]
        return [case for case in found if not _conflict(case.atoms)]

    def _extremum(self, operands: Sequence[Expression], *, largest: bool) -> list[_Case]:
        """Each operand where it is at least, or at most, all others; undefined where one is."""
        options: list[tuple[Condition, Expression, int]] = []
        for place, one in enumerate(operands[:-1]):
            others = [other for i, other in enumerate(operands) if i != place]
            tests = [one >= other if largest else one <= other for other in others]
            options.append((tests[0] if len(tests) == 1 else Conjunction(tuple(tests)), one, 1))
        return self._choice([*options, (Truth(True), operands[-1], 1)])

    # Conditions

    def asserted(self, condition: Condition) -> _Truth:
        """As truth, but the parts of a conjunction must each be defined."""
        if not isinstance(condition, Conjunction):
            return self.truth(condition)
        parts = [self.asserted(part) for part in condition.parts]
        return _Truth(
            true=self._both([part.true for part in parts]),
            false=[system for part in parts for system in part.false],
            undefined=[system for part in parts for system in part.undefined],
        )

    def truth(self, condition: Condition) -> _Truth:
        """Where a condition is true, false, and undefined."""
        match condition:
            case Truth(value):
                return _Truth(true=[()]) if value else _Truth(false=[()])
            case Relation():
                return self._relation(condition)
            case Negation(part):
                return _opposite(self.truth(part))
            case Conjunction(parts):
                return self._and([self.truth(part) for part in parts])
            case Disjunction(parts):
                return _opposite(self._and([_opposite(self.truth(part)) for part in parts]))
            case Implication(premise, conclusion):
                return _opposite(self._and([self.truth(premise), _opposite(self.truth(conclusion))]))
        raise TypeError(type(condition).__name__)

    def _and(self, parts: list[_Truth]) -> _Truth:
        undefined = []
        for i, part in enumerate(parts):
            if part.undefined:
                others = [p.true + p.undefined for j, p in enumerate(parts) if j != i]
                undefined += self._both([*others, part.undefined])
        false = [system for part in parts for system in part.false]
        return _Truth(self._both([part.true for part in parts]), false, undefined)

    @staticmethod
    def _both(parts: list[list[Atoms]]) -> list[Atoms]:
        systems: list[Atoms] = [()]
        for part in parts:
            systems = _limited(_conjoined(a, b) for a, b in product(systems, part))
        return systems

    def _relation(self, condition: Relation) -> _Truth:
        left, right = self.cases(condition.left), self.cases(condition.right)
        truth = _Truth(undefined=[case.atoms for case in [*left, *right] if case.value is None])
        for a, b in product(left, right):
            guards = join(a.atoms, b.atoms)
            if a.value is None or b.value is None or _conflict(guards):
                continue
            atom = _compared(condition.sense, a.value, b.value)
            truth.true.append((*guards, atom))
            truth.false.append((*guards, atom.negated()))
        return truth


def _conjoined(a: Atoms, b: Atoms) -> Atoms:
    """Both systems; the last condition stays last, even where it is plainly true or false."""
    if not b:
        return a
    return (*join(a, b[:-1]), b[-1])


def _exact_root(numerator: Poly, denominator: Poly, order: int) -> Fraction | None:
    """The root of a constant, where it is rational."""
    if not (is_constant(numerator) and is_constant(denominator)):
        return None
    return exact_root(constant_value(numerator) / constant_value(denominator), order)


def _plus(a: _Value, b: _Value) -> _Value:
    """The sum of two quotients, over the larger denominator if one divides the other."""
    for one, other in ((a, b), (b, a)):
        quotient, remainder = one[1].div(other[1])
        if not remainder:
            total = one[0] + quotient * other[0]
            return total, one[1]
    return a[0] * b[1] + b[0] * a[1], a[1] * b[1]


def _times(a: _Value, b: _Value) -> _Value:
    return a[0] * b[0], a[1] * b[1]


def _compared(sense: str, a: _Value, b: _Value) -> Atom:
    difference = _plus(a, (-b[0], b[1]))[0]
    if sense in ("<", "<="):
        difference, sense = -difference, {"<": ">", "<=": ">="}[sense]
    return Atom(primitive(difference), sense)


def _opposite(truth: _Truth) -> _Truth:
    return _Truth(truth.false, truth.true, truth.undefined)
