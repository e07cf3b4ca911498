"""Systems of polynomial conditions in three variables, and what a refutation has to be."""

import math
import random
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from sympy import QQ
from sympy.polys.orderings import lex
from sympy.polys.rings import ring

from certify.provers.reals.closing.frame import Frame
from certify.provers.reals.closing.refutation import Identity
from certify.provers.reals.normal_form import HOLDS, Atom, Cell
from certify.provers.reals.polynomials import Poly, fraction, number

RING, X, Y, Z = ring("x y z", QQ, lex)
FRAME = Frame(RING, ("x", "y", "z"))
FOREVER = math.inf

Point = tuple[Fraction, ...]


def value(p: Poly, point: Point) -> Fraction:
    """The value of a polynomial at a point."""
    total = Fraction(0)
    for monomial, coefficient in p.items():
        total += fraction(coefficient) * math.prod(x**e for x, e in zip(point, monomial, strict=True))
    return total


def holds(atom: Atom, point: Point) -> bool:
    """Whether a condition does at a point."""
    size = value(atom.polynomial, point)
    return bool(HOLDS[atom.relation]((size > 0) - (size < 0)))


def satisfied_system(seed: int) -> tuple[Cell, Point]:
    """Conditions, with factors in common and equations linear in a variable, and a point where they hold."""
    rng = random.Random(seed)
    point = tuple(Fraction(rng.randint(-4, 4), rng.choice((1, 2))) for _ in range(3))
    factors = [X, Y, Z, X + Y, X - 1, Y * Z + 1, Z**2 + X, X + Y + Z]
    atoms = []
    for _ in range(rng.randint(2, 6)):
        p = RING(rng.choice((-2, -1, 1, 3)))
        for factor in rng.choices(factors, k=rng.randint(1, 3)):
            p *= factor ** rng.choice((1, 1, 2))
        atoms.append(_made_true(rng, p, point))
    for _ in range(rng.randint(0, 2)):
        p = rng.choice(factors) * rng.choice((X, Y, Z)) + rng.choice((X, Y, Z))
        atoms.append(Atom(p - number(RING, value(p, point)), "="))
    rng.shuffle(atoms)
    last = _made_true(rng, rng.choice(factors) * rng.choice(factors), point)
    return Cell(tuple(atoms), last), point


def _made_true(rng: random.Random, p: Poly, point: Point) -> Atom:
    size = value(p, point)
    if size == 0:
        return Atom(p, rng.choice(("=", ">=")))
    return Atom(p if size > 0 else -p, rng.choice((">", ">=", "!=")))


def expands_to_zero(why: Any, conditions: Sequence[Atom]) -> bool:
    """Whether an identity is one, and uses every condition as one of its relations allows."""
    assert isinstance(why, Identity)
    relations: dict[Poly, set[str]] = {}
    for atom in conditions:
        relations.setdefault(atom.polynomial, set()).add(atom.relation)

    def is_any(p: Poly, *allowed: str) -> bool:
        return bool(relations.get(p, set()) & set(allowed)) or (p.is_ground and p.LC > 0)

    total = RING(1) * number(RING, why.constant)
    signed = True
    for p, power in why.strict:
        total *= p**power
        assert is_any(p, ">", "!="), p
        signed = signed and (power % 2 == 0 or is_any(p, ">"))
    assert why.constant > 0 or not why.terms
    assert signed or not why.terms
    for term in why.terms:
        product = RING(0)
        for a, row in zip(term.basis, term.gram, strict=True):
            for b, entry in zip(term.basis, row, strict=True):
                product += a * b * number(RING, entry)
        assert all(row[i] >= 0 for i, row in enumerate(term.gram))
        for p in term.product:
            assert is_any(p, ">", ">="), p
            product *= p
        total += product
    for p, multiplier in why.multipliers:
        assert is_any(p, "="), p
        total += p * multiplier
    return not total
