"""Exact points: coordinates are rationals, or sums of products of square roots of rationals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import sympy

from certify.certificates.certificate import Certificate
from certify.kernel.arithmetic.polynomial import plus, times
from certify.kernel.limits import MAX_RADICANDS, Budget, Declined
from certify.kernel.rules.reals.point import evaluate, reduced, sign
from certify.provers.reals.normal_form import HOLDS, Atom, Cell, NormalForm
from certify.provers.reals.points.point_witness import point_certificate as certificate_at
from certify.provers.reals.points.surds import Surd, inverse, lifted, rational, squarefree
from certify.provers.reals.polynomials import coefficients


@dataclass(frozen=True)
class Point:
    """Values of all variables of a normal form, in Q(sqrt c_1, …, sqrt c_k)."""

    radicands: tuple[Fraction, ...]
    values: Mapping[int, Surd]

    @property
    def size(self) -> tuple[int, int, int]:
        """How hard it is to read: square roots, then digits, then signs."""
        numbers = [value for surd in self.values.values() for value in surd.values()] + list(self.radicands)
        digits = sum(abs(n.numerator).bit_length() + 2 * (n.denominator.bit_length() - 1) for n in numbers)
        return len(self.radicands), digits, sum(n < 0 for n in numbers)

    def approximate(self, index: int) -> float:
        """The coordinate as a float."""
        total = 0.0
        for exponents, value in self.values[index].items():
            term = float(value)
            for exponent, radicand in zip(exponents, self.radicands, strict=True):
                term *= float(radicand) ** (exponent / 2)
            total += term
        return total


def satisfied(point: Point, atoms: Sequence[Atom]) -> bool:
    """Whether every condition holds at the point, decided exactly."""
    budget, radicands = Budget(), list(point.radicands)
    size = len(atoms[0].polynomial.ring.gens) if atoms else 0
    try:
        place = [dict(point.values.get(i, {})) for i in range(size)]
        for atom in atoms:
            value = evaluate(coefficients(atom.polynomial), place, radicands, budget)
            if not HOLDS[atom.relation](sign(value, radicands, budget)):
                return False
    except Declined:
        return False
    return True


def completions(atoms: Sequence[Atom], chosen: Mapping[int, Fraction], size: int) -> Iterator[Point]:
    """The points with these rational coordinates whose other coordinates the equations determine.

    A variable that no equation determines is zero. Roots of equations of degree above two are found only
    where they are rational or quadratic.
    """
    equations = [coefficients(atom.polynomial) for atom in atoms if atom.relation == "="]
    start: dict[int, Surd] = {index: {(): value} if value else {} for index, value in chosen.items()}
    yield from _solve(equations, (), start, size)


def _solve(
    equations: list[dict[tuple[int, ...], Fraction]],
    radicands: tuple[Fraction, ...],
    known: dict[int, Surd],
    size: int,
) -> Iterator[Point]:
    budget = Budget()
    for position, equation in enumerate(equations):
        unknown = {i for monomial in equation for i, e in enumerate(monomial) if e and i not in known}
        if len(unknown) > 1:
            continue
        rest = equations[:position] + equations[position + 1 :]
        index = unknown.pop() if unknown else None
        parts = _collected(equation, index, known, radicands, budget)
        if not any(parts.values()):
            yield from _solve(rest, radicands, known, size)
            return
        if index is None:
            return
        for extended, root in _roots(parts, radicands, budget):
            lifted = _lift(known, len(extended)) if len(extended) > len(radicands) else known
            yield from _solve(rest, extended, {**lifted, index: root}, size)
        return
    if equations:  # more unknowns than equations: set one of them to zero
        unknown = {i for m in equations[0] for i, e in enumerate(m) if e and i not in known}
        yield from _solve(equations, radicands, {**known, max(unknown): {}}, size)
        return
    yield Point(radicands, {i: known.get(i, {}) for i in range(size)})


def _lift(known: Mapping[int, Surd], count: int) -> dict[int, Surd]:
    return {i: lifted(surd, count) for i, surd in known.items()}


def _collected(
    equation: dict[tuple[int, ...], Fraction],
    index: int | None,
    known: Mapping[int, Surd],
    radicands: tuple[Fraction, ...],
    budget: Budget,
) -> dict[int, Surd]:
    """The equation at the known values, by powers of the unknown."""
    parts: dict[int, Surd] = {}
    for monomial, value in equation.items():
        term: Surd = {(0,) * len(radicands): value}
        for i, exponent in enumerate(monomial):
            for _ in range(exponent if i != index else 0):
                term = reduced(times(term, known[i], budget), list(radicands))
        power = monomial[index] if index is not None else 0
        parts[power] = plus(parts.get(power, {}), term, 1, budget)
    return {power: surd for power, surd in parts.items() if sign(surd, list(radicands), budget)}


def _roots(
    parts: dict[int, Surd], radicands: tuple[Fraction, ...], budget: Budget
) -> Iterator[tuple[tuple[Fraction, ...], Surd]]:
    """The real roots of a polynomial in one unknown that are surds, each with the radicands it needs."""
    unit = (0,) * len(radicands)
    plain = {power: rational(surd) for power, surd in parts.items()}
    top = max(parts)
    if top == 0:
        return
    if top == 1:
        reciprocal = inverse(parts[1], radicands, budget)
        if reciprocal is not None:
            root = reduced(times(reciprocal, parts.get(0, {}), budget), list(radicands))
            yield radicands, {m: -v for m, v in root.items()}
        return
    if any(value is None for value in plain.values()):
        return
    x = sympy.Symbol("x")
    polynomial = sympy.Poly.from_dict(
        {
            (power,): sympy.Rational(value.numerator, value.denominator)
            for power, value in plain.items()
            if value
        },
        x,
    )
    for factor, _ in polynomial.factor_list()[1]:
        c = [Fraction(int(v.p), int(v.q)) for v in map(sympy.Rational, factor.all_coeffs())]
        if len(c) == 2:
            yield radicands, {unit: -c[1] / c[0]} if c[1] else {}
        elif len(c) == 3:
            middle, quarter = -c[1] / (2 * c[0]), c[1] ** 2 / (4 * c[0] ** 2) - c[2] / c[0]
            if quarter > 0:
                outside, inside = squarefree(quarter)
                extended = radicands if inside in radicands else (*radicands, inside)
                if len(extended) <= MAX_RADICANDS:
                    at = extended.index(inside)
                    unit2 = (0,) * len(extended)
                    for s in (1, -1):
                        root = {(*[int(i == at) for i in range(len(extended))],): s * outside}
                        yield extended, {**root, **({unit2: middle} if middle else {})}


def point_certificate(form: NormalForm, cell: Cell, point: Point) -> Certificate | None:
    """The kernel's certificate of what a point of a system says of the statement; None if it accepts none.

    A point of the hypotheses certifies that they hold somewhere: an existence statement of its own.
    """
    document = form.statement.document()
    names = [symbol.name for symbol in form.statement.symbols]
    values = [point.values.get(form.symbols[name], {}) for name in names]
    if cell in form.fails:
        rule = "real-refuted"
    elif cell in form.undefined:
        rule = "real-ill-posed"
    else:
        rule = "real"
        if not form.exists:
            document |= {"quantifier": "there are", "show": ["true"]}
    return certificate_at(rule, document, point.radicands, values)


def witness_text(form: NormalForm, point: Point) -> dict[str, str]:
    """The values of the statement's symbols, in readable exact numbers."""
    found = {}
    for name, index in form.symbols.items():
        total = sympy.Integer(0)
        for exponents, value in point.values.get(index, {}).items():
            term = sympy.Rational(value.numerator, value.denominator)
            for exponent, c in zip(exponents, point.radicands, strict=True):
                term *= sympy.sqrt(sympy.Rational(c.numerator, c.denominator)) ** exponent
            total += term
        found[name] = str(total)
    return found
