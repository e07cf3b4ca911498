"""Why a system has no solution, before it is written down: what the ways to close systems find.

An identity, as the kernel's rule `real` reads it: a positive multiple of a product of conditions that are
not zero, plus sums of squares times conditions >= 0, plus multiples of conditions = 0, is the zero
polynomial. Or a polynomial that is not zero, refuted on either side. Or a box that contains all solutions, in
parts on each of which one condition fails. Or a chain of conditions that follow from each other.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from certify.provers.reals.polynomials import Poly, number

Gram: TypeAlias = tuple[tuple[Fraction, ...], ...]
ONE: Gram = ((Fraction(1),),)


@dataclass(frozen=True)
class Term:
    """basis^T gram basis times the product of conditions that are at least 0."""

    product: tuple[Poly, ...]
    basis: tuple[Poly, ...]
    gram: Gram = ONE


@dataclass(frozen=True)
class Identity:
    """constant prod p^k + sum of the terms + sum of equation times multiplier = 0.

    Attributes:
        strict: conditions that are not zero, with exponents.
        multipliers: conditions = 0, each with its multiplier.
    """

    constant: Fraction
    strict: tuple[tuple[Poly, int], ...] = ()
    terms: tuple[Term, ...] = ()
    multipliers: tuple[tuple[Poly, Poly], ...] = ()


@dataclass(frozen=True)
class Sides:
    """A polynomial that is not zero is neither positive nor negative."""

    polynomial: Poly
    positive: "Refutation"
    negative: "Refutation"


@dataclass(frozen=True)
class Derived:
    """A polynomial in a relation (=, !=, >=, >) to 0, since the opposite contradicts the conditions."""

    polynomial: Poly
    relation: str
    why: Identity


@dataclass(frozen=True)
class Chained:
    """What is derived from the conditions, in order, contradicts them."""

    derived: tuple[Derived, ...]
    why: "Refutation"


@dataclass(frozen=True)
class Part:
    """A part of a box: cut in two at a point of one variable, or where this condition holds nowhere."""

    condition: Poly | None = None
    variable: int = 0
    point: Fraction = Fraction(0)
    left: "Part | None" = None
    right: "Part | None" = None


@dataclass(frozen=True)
class Boxed:
    """The conditions, and what is derived from them in order, hold nowhere on the box that some bound.

    Attributes:
        ends: for a variable the conditions, or derived ones, that give its ends.
    """

    derived: tuple[Derived, ...]
    ends: dict[int, tuple[Poly, Poly]]
    cover: Part


Refutation: TypeAlias = Identity | Sides | Boxed | Chained


def signed(p: Poly, sign: int) -> Poly:
    """p, or -p."""
    return p if sign > 0 else -p


def square_of(p: Poly, factor: Fraction = Fraction(1)) -> Term:
    """factor p^2, factor >= 0."""
    return Term((), (p,), ((factor,),))


def times_one(p: Poly, factor: Fraction = Fraction(1)) -> Term:
    """factor p, for a condition p >= 0."""
    return Term((p,), (p.ring(1),), ((factor,),))


def constant_term(p: Poly, value: Fraction) -> Term:
    """A number >= 0 in the ring of p."""
    return square_of(p.ring(1), value)


def multiple(p: Poly, factor: Fraction) -> Poly:
    """factor p."""
    return p * number(p.ring, factor)
