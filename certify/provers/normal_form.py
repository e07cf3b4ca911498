"""A statement about real numbers as finitely many systems of polynomial conditions.

Every expression becomes finitely many cases, each a list of polynomial conditions and either a quotient N/D
with D > 0 under them or the mark that the expression is undefined there; together the cases cover everything.
A square root is a new variable v with v >= 0 and v^2 D = N; a quotient is split by the sign of its
denominator, absolute values, minima, maxima and Piecewise by their conditions. Truth values are Kleene's: a
disjunction with a true part holds even where another part is undefined; the parts of a conjunction asserted
must all be defined. Cases whose conditions exclude each other by inspection are dropped, unless all do.

"For all: given, then show" says that the systems `fails` have no solution; it is ill posed if one of
`undefined` has; it is vacuous if none of `hypotheses` has. "There are" says that one of `holds` has one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import sympy
from sympy.core.relational import Relational
from sympy.functions.elementary.piecewise import ExprCondPair
from sympy.polys.orderings import lex
from sympy.polys.rings import ring as polynomial_ring

from certify.claims.statement import Real
from certify.provers.polynomials import (
    Poly,
    Ring,
    constant_value,
    is_constant,
    primitive,
    readable,
)

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
class Root:
    """A variable that stands for a root: index in the ring, the order, and the expression under it."""

    index: int
    order: int
    radicand: sympy.Expr


@dataclass(frozen=True)
class NormalForm:
    """The systems of a statement. `symbols` maps its symbols to indices of the ring's variables."""

    ring: Ring
    names: tuple[str, ...]
    symbols: dict[str, int]
    roots: tuple[Root, ...]
    hypotheses: tuple[Cell, ...]
    fails: tuple[Cell, ...]
    undefined: tuple[Cell, ...]
    holds: tuple[Cell, ...]
    exists: bool
    literal: (
        str  # "true" or "false" where the assertion, "given" where a hypothesis, is a literal and decides
    )


@dataclass(frozen=True)
class _Case:
    """A case of an expression: conditions, and its value N/D with D > 0, or None where it is undefined."""

    atoms: Atoms
    value: tuple[Poly, Poly] | None


@dataclass
class _Truth:
    """Where a condition is true, false and undefined: lists of systems."""

    true: list[Atoms] = field(default_factory=list)
    false: list[Atoms] = field(default_factory=list)
    undefined: list[Atoms] = field(default_factory=list)


def normal_form(statement: Real) -> NormalForm:
    """The systems of a statement. Raises Inexpressible where it is outside what they cover."""
    parts = [*statement.given, statement.show]
    roots: dict[tuple[Any, int], int] = {}
    for part in parts:
        _collect_roots(part, roots)
    names = _names(statement.symbols, len(roots))
    ordered = [*reversed(names[len(statement.symbols) :]), *names[: len(statement.symbols)]]
    ring = polynomial_ring(ordered, sympy.QQ, lex)[0]
    count = len(roots)
    compiler = _Compiler(
        ring,
        {symbol: count + i for i, symbol in enumerate(statement.symbols)},
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
        roots=tuple(Root(count - 1 - i, order, base) for (base, order), i in roots.items()),
        hypotheses=tuple(Cell(atoms) for atoms in hypotheses),
        fails=cells(shown.false),
        undefined=cells(shown.undefined),
        holds=cells(shown.true),
        exists=statement.exists,
        literal=_literal(statement),
    )


def _literal(statement: Real) -> str:
    """What sympy has decided while the statement was written: of that there is nothing left to see."""
    if sympy.false in statement.given:
        return "given"
    if statement.show in (sympy.true, sympy.false):
        return "true" if statement.show == sympy.true else "false"
    return ""


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


def _names(symbols: Sequence[sympy.Symbol], roots: int) -> list[str]:
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


def _collect_roots(expression: Any, found: dict[tuple[Any, int], int]) -> None:
    """Every base under a fractional power with its order, inner ones first."""
    for part in expression.args:
        _collect_roots(part, found)
    if isinstance(expression, sympy.Pow) and isinstance(expression.exp, sympy.Rational):
        order = int(expression.exp.q)
        if order > 1:
            found.setdefault((expression.base, order), len(found))


class _Compiler:
    """Turns expressions into cases and conditions into systems, remembering what it has seen."""

    def __init__(
        self, ring: Ring, symbols: dict[sympy.Symbol, int], roots: dict[tuple[Any, int], int]
    ) -> None:
        self.ring, self.symbols, self.roots = ring, symbols, roots
        self.known: dict[Any, list[_Case]] = {}

    # Expressions

    def cases(self, expression: Any) -> list[_Case]:
        """The cases of an expression; together they cover all values of the symbols."""
        if expression not in self.known:
            self.known[expression] = _limited(self._cases(expression))
        return self.known[expression]

    def _cases(self, expression: Any) -> list[_Case]:
        one = self.ring(1)
        if isinstance(expression, sympy.Rational):
            return [_Case((), (self.ring(sympy.QQ(expression.p, expression.q)), one))]
        if isinstance(expression, sympy.Symbol):
            return [_Case((), (self.ring.gens[self.symbols[expression]], one))]
        if isinstance(expression, sympy.Add | sympy.Mul):
            return self._sum_or_product(expression)
        if isinstance(expression, sympy.Pow):
            return self._power(expression)
        if isinstance(expression, sympy.Abs):
            zero = sympy.Integer(0)
            return self._choice(
                [
                    (sympy.Ge(*expression.args, zero, evaluate=False), expression.args[0], 1),
                    (None, expression.args[0], -1),
                ]
            )
        if isinstance(expression, sympy.Max | sympy.Min):
            return self._extremum(expression)
        if isinstance(expression, sympy.Piecewise):
            return self._choice([(pair.cond, pair.expr, 1) for pair in expression.args])
        if isinstance(expression, ExprCondPair):
            return self._choice([(expression.cond, expression.expr, 1)])
        raise Inexpressible(f"{type(expression).__name__} ({expression}) is not algebraic over the rationals")

    def _sum_or_product(self, expression: Any) -> list[_Case]:
        parts = [self.cases(part) for part in expression.args]
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
                if position == 0 or left.value is None:
                    value = right.value
                elif isinstance(expression, sympy.Mul):
                    value = (left.value[0] * right.value[0], left.value[1] * right.value[1])
                else:
                    value = _plus(left.value, right.value)
                extended.append(_Case(atoms, value))
            results = _limited(extended)
        return [*found, *results]

    def _power(self, expression: Any) -> list[_Case]:
        base, exponent = expression.base, expression.exp
        if not isinstance(exponent, sympy.Rational):
            raise Inexpressible(f"the exponent of {expression} is not a rational number")
        found = []
        for case in self.cases(base):
            if case.value is None:
                found.append(case)
            elif exponent.q == 1:
                found += self._integer_power(case.atoms, case.value, int(exponent.p))
            else:
                found += self._root(case, self.roots[(base, int(exponent.q))], exponent)
        return found

    def _root(self, case: _Case, index: int, exponent: Any) -> list[_Case]:
        assert case.value is not None
        numerator, denominator = case.value
        negative = join(case.atoms, (Atom(primitive(-numerator), ">"),))
        found = [] if _conflict(negative) else [_Case(negative, None)]
        v = self.ring.gens[index]
        equation = Atom(v ** int(exponent.q) * denominator - numerator, "=")
        atoms = join(case.atoms, (Atom(v, ">="), equation))
        return [*found, *self._integer_power(atoms, (v, self.ring(1)), int(exponent.p))]

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

    def _choice(self, options: list[tuple[Any, Any, int]]) -> list[_Case]:
        """The first option whose condition holds (None: always); undefined if one is, or none holds."""
        remaining: list[Atoms] = [()]
        found: list[_Case] = []
        for condition, expression, factor in options:
            truth = _Truth(true=[()]) if condition is None else self.truth(condition)
            found += [_Case(join(a, b), None) for a, b in product(remaining, truth.undefined)]
            for a, b, case in product(remaining, truth.true, self.cases(expression)):
                value = case.value and (factor * case.value[0], case.value[1])
                found.append(_Case(join(a, b, case.atoms), value))
            remaining = [join(a, b) for a, b in product(remaining, truth.false)]
        found += [_Case(a, None) for a in remaining]
        return [case for case in found if not _conflict(case.atoms)]

    def _extremum(self, expression: Any) -> list[_Case]:
        relation = sympy.Ge if isinstance(expression, sympy.Max) else sympy.Le
        arguments = list(expression.args)
        options = []
        for argument in arguments[:-1]:
            others = [relation(argument, other, evaluate=False) for other in arguments if other != argument]
            options.append((sympy.And(*others, evaluate=False), argument, 1))
        return self._choice([*options, (None, arguments[-1], 1)])

    # Conditions

    def asserted(self, condition: Any) -> _Truth:
        """As truth, but the parts of a conjunction must each be defined."""
        if not isinstance(condition, sympy.And):
            return self.truth(condition)
        parts = [self.asserted(part) for part in condition.args]
        return _Truth(
            true=self._both([part.true for part in parts]),
            false=[system for part in parts for system in part.false],
            undefined=[system for part in parts for system in part.undefined],
        )

    def truth(self, condition: Any) -> _Truth:
        """Where a condition is true, false, and undefined."""
        if condition in (True, sympy.true):
            return _Truth(true=[()])
        if condition in (False, sympy.false):
            return _Truth(false=[()])
        if isinstance(condition, Relational):
            return self._relation(condition)
        if isinstance(condition, sympy.Not):
            truth = self.truth(condition.args[0])
            return _Truth(truth.false, truth.true, truth.undefined)
        if isinstance(condition, sympy.And):
            return self._and([self.truth(part) for part in condition.args])
        if isinstance(condition, sympy.Or):
            return _opposite(self._and([_opposite(self.truth(part)) for part in condition.args]))
        if isinstance(condition, sympy.Implies):
            if_part, then_part = map(self.truth, condition.args)
            return _opposite(self._and([if_part, _opposite(then_part)]))
        if isinstance(condition, sympy.Equivalent) and len(condition.args) == 2:
            a, b = map(self.truth, condition.args)
            forward, backward = self._and([a, _opposite(b)]), self._and([b, _opposite(a)])
            return self._and([_opposite(forward), _opposite(backward)])
        if isinstance(condition, sympy.ITE):
            test, then_part, else_part = map(self.truth, condition.args)
            first = _opposite(self._and([test, _opposite(then_part)]))
            return self._and([first, _opposite(self._and([_opposite(test), _opposite(else_part)]))])
        raise Inexpressible(f"{type(condition).__name__} is not a condition this normal form covers")

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

    def _relation(self, condition: Any) -> _Truth:
        left, right = self.cases(condition.lhs), self.cases(condition.rhs)
        truth = _Truth(undefined=[case.atoms for case in [*left, *right] if case.value is None])
        for a, b in product(left, right):
            guards = join(a.atoms, b.atoms)
            if a.value is None or b.value is None or _conflict(guards):
                continue
            atom = _compared(condition, a.value, b.value)
            truth.true.append((*guards, atom))
            truth.false.append((*guards, atom.negated()))
        return truth


def _conjoined(a: Atoms, b: Atoms) -> Atoms:
    """Both systems; the last condition stays last, even where it is plainly true or false."""
    if not b:
        return a
    return (*join(a, b[:-1]), b[-1])


def _plus(a: tuple[Poly, Poly], b: tuple[Poly, Poly]) -> tuple[Poly, Poly]:
    """The sum of two quotients, over the larger denominator if one divides the other."""
    for one, other in ((a, b), (b, a)):
        quotient, remainder = one[1].div(other[1])
        if not remainder:
            total = one[0] + quotient * other[0]
            return total, one[1]
    return a[0] * b[1] + b[0] * a[1], a[1] * b[1]


def _compared(condition: Any, a: tuple[Poly, Poly], b: tuple[Poly, Poly]) -> Atom:
    difference = _plus(a, (-b[0], b[1]))[0]
    match condition:
        case sympy.Equality():
            return Atom(primitive(difference), "=")
        case sympy.Unequality():
            return Atom(primitive(difference), "!=")
        case sympy.GreaterThan():
            return Atom(primitive(difference), ">=")
        case sympy.StrictGreaterThan():
            return Atom(primitive(difference), ">")
        case sympy.LessThan():
            return Atom(primitive(-difference), ">=")
        case sympy.StrictLessThan():
            return Atom(primitive(-difference), ">")
    raise Inexpressible(f"{type(condition).__name__} is not a relation between numbers")


def _opposite(truth: _Truth) -> _Truth:
    return _Truth(truth.false, truth.true, truth.undefined)
