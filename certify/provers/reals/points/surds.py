"""Sums of products of square roots of rational numbers, as exponents of those roots -> coefficient."""

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt

from certify.kernel.arithmetic.polynomial import times
from certify.kernel.limits import Budget
from certify.kernel.rules.reals.point import reduced

Surd = dict[tuple[int, ...], Fraction]


def rational(surd: Surd) -> Fraction | None:
    """The rational number that it is, if it is written as one."""
    if any(any(monomial) for monomial in surd):
        return None
    return next(iter(surd.values()), Fraction(0))


def lifted(surd: Surd, count: int) -> Surd:
    """The same number where so many square roots have been adjoined."""
    return {(*m, *[0] * (count - len(m))): v for m, v in surd.items()}


def inverse(surd: Surd, radicands: Sequence[Fraction], budget: Budget) -> Surd | None:
    """1/surd, by removing one square root after the other from the denominator."""
    numerator: Surd = {(0,) * len(radicands): Fraction(1)}
    for i in range(len(radicands)):
        conjugate = {m: -v if m[i] else v for m, v in surd.items()}
        if any(m[i] for m in surd):
            numerator = reduced(times(numerator, conjugate, budget), list(radicands))
            surd = reduced(times(surd, conjugate, budget), list(radicands))
    value = rational(surd)
    return {m: v / value for m, v in numerator.items()} if value else None


def squarefree(value: Fraction) -> tuple[Fraction, Fraction]:
    """value = outside^2 inside, with inside a small integer where trial division finds the squares."""
    inside, outside = value.numerator * value.denominator, Fraction(1, value.denominator)
    for prime in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31):
        while inside % prime**2 == 0:
            inside, outside = inside // prime**2, outside * prime
    for small in (1, 2, 3, 5, 6, 7, 10, 11, 13, 14, 15):
        if inside % small == 0 and isqrt(inside // small) ** 2 == inside // small:
            return outside * isqrt(inside // small), Fraction(small)
    return outside, Fraction(inside)
