"""Points with one coordinate that is no surd: a root of an irreducible polynomial, told apart by an interval.

The kernel's rule `point` does not cover them, so what they decide has the grade EXACT.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import sympy

from certify.provers.reals.normal_form import HOLDS, Atom
from certify.provers.reals.polynomials import Poly, coefficients

_x = sympy.Symbol("x", real=True)


@dataclass(frozen=True)
class AlgebraicPoint:
    """Rational coordinates but for one, which is the root of `minimal` in the interval."""

    values: Mapping[int, Fraction]
    index: int
    minimal: sympy.Poly
    interval: tuple[Fraction, Fraction]

    def text(self, index: int) -> str:
        """A coordinate for a person."""
        if index != self.index:
            return str(self.values.get(index, Fraction(0)))
        low, high = self.interval
        return f"the root of {self.minimal.as_expr()} between {low} and {high}"


def algebraic_points(
    atoms: Sequence[Atom], chosen: Mapping[int, Fraction], size: int
) -> Iterator[AlgebraicPoint]:
    """The points with these rational coordinates, one more that an equation determines, and zeros."""
    for atom in atoms:
        if atom.relation != "=":
            continue
        unknown = {i for m in atom.polynomial for i, e in enumerate(m) if e and i not in chosen}
        if len(unknown) != 1:
            continue
        index = unknown.pop()
        values = {i: chosen.get(i, Fraction(0)) for i in range(size) if i != index}
        for factor, _ in _univariate(atom.polynomial, values, index).factor_list()[1]:
            if factor.degree() < 3:
                continue
            for (low, high), _ in factor.intervals(eps=sympy.Rational(1, 1000)):
                ends = Fraction(int(low.p), int(low.q)), Fraction(int(high.p), int(high.q))
                yield AlgebraicPoint(values, index, factor, ends)


def algebraic_satisfied(point: AlgebraicPoint, atoms: Sequence[Atom]) -> bool:
    """Whether every condition holds at the point, decided exactly."""
    for atom in atoms:
        p = _univariate(atom.polynomial, point.values, point.index)
        sign = _sign(p, point)
        if sign is None or not HOLDS[atom.relation](sign):
            return False
    return True


def _univariate(p: Poly, values: Mapping[int, Fraction], index: int) -> sympy.Poly:
    parts: dict[int, Fraction] = {}
    for monomial, value in coefficients(p).items():
        for i, exponent in enumerate(monomial):
            if exponent and i != index:
                value *= values[i] ** exponent
        parts[monomial[index]] = parts.get(monomial[index], Fraction(0)) + value
    terms = {(k,): sympy.Rational(v.numerator, v.denominator) for k, v in parts.items()}
    return sympy.Poly.from_dict(terms or {(0,): 0}, _x, domain="QQ")


def _sign(p: sympy.Poly, point: AlgebraicPoint) -> int | None:
    """The sign of p at the root: 0 iff the minimal polynomial divides p, else by narrowing the interval."""
    if p.rem(point.minimal).is_zero:
        return 0
    low, high = (sympy.Rational(end.numerator, end.denominator) for end in point.interval)
    at_low = point.minimal.eval(low)
    for _ in range(400):
        if p.count_roots(low, high) == 0:
            return int(sympy.sign(p.eval((low + high) / 2)))
        middle = (low + high) / 2
        value = point.minimal.eval(middle)
        if (value > 0) == (at_low > 0):
            low = middle
        else:
            high = middle
    return None
