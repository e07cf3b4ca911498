"""Refutations as the kernel's rule `real` reads them: in the facts of a node, which they cite by number."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from certify.provers.reals.closing.refutation import (
    Boxed,
    Chained,
    Derived,
    Identity,
    Part,
    Refutation,
    Sides,
    Term,
)
from certify.provers.reals.polynomials import Poly, coefficients, fraction, is_constant, number

Fact = tuple[Poly, str]  # a polynomial, and its signs: "0", "+", "0+" or "-+"
Json = list[Any]
_Split = tuple[Json, str, str, Json]  # a polynomial; the wrong signs and the right; why it is not the wrong

_SIGNS = {"=": "0", "!=": "-+", ">=": "0+", ">": "+"}
# The signs that a fact may have which says as much, or more.
_ENOUGH = {"0": ("0",), "-+": ("+", "-+"), "0+": ("+", "0+", "0"), "+": ("+",)}
# The opposite signs, and the fact that these are recorded as: of -p for "-" and "-0".
_OPPOSITE = {"0": ("-+", "-+"), "-+": ("0", "0"), "0+": ("-", "+"), "+": ("-0", "0+")}


class CannotCiteError(Exception):
    """A refutation uses what is no fact of the node."""


class Writer:
    """Writes polynomials of a ring for a node, whose variables have an order of their own.

    Args:
        order: for each variable of the node its place in the ring.
    """

    def __init__(self, ring: Any, order: Sequence[int]) -> None:
        self.ring, self.order = ring, order

    def polynomial(self, p: Poly) -> Json:
        """The terms, as the format writes them."""
        terms = sorted(coefficients(p).items(), reverse=True)
        return [[str(value), [m[i] for i in self.order]] for m, value in terms]

    def node(self, why: Refutation, facts: Sequence[Fact]) -> Json:
        """The node of a tree that says why the facts contradict each other. Raises CannotCiteError."""
        if isinstance(why, Identity):
            return self._contradiction(why, facts)
        if isinstance(why, Sides):
            return self._sides(why, facts)
        if isinstance(why, Chained):
            known = list(facts)
            splits = self._derived(why.derived, known)
            return _within(splits, self.node(why.why, known))
        return self._boxed(why, facts)

    def _sides(self, why: Sides, facts: Sequence[Fact]) -> Json:
        p, one = why.polynomial, self.ring(1)
        at_zero = Identity(Fraction(1), ((p, 1),), (), ((p, -one),))
        return [
            "split",
            self.polynomial(p),
            ["0", self._contradiction(at_zero, [*facts, (p, "0")])],
            ["+", self.node(why.positive, [*facts, (p, "+")])],
            ["-", self.node(why.negative, [*facts, (-p, "+")])],
        ]

    def _contradiction(self, why: Identity, facts: Sequence[Fact]) -> Json:
        constant, strict, squares = why.constant, [], []
        multipliers: dict[int, Poly] = {}
        for p, power in why.strict:
            if is_constant(p):
                constant *= next(iter(coefficients(p).values())) ** power
                continue
            index, ratio = _found(p, facts, ("+", "-+"))
            constant *= ratio**power
            strict.append([index, power])
        for term in why.terms:
            ratio, indices, equation = Fraction(1), list[int](), None
            others = self.ring(1)
            for p in term.product:
                if is_constant(p):
                    ratio *= next(iter(coefficients(p).values()))
                    continue
                index, factor = _found(p, facts, ("+", "0+", "0"))
                if facts[index][1] == "0" and equation is None:
                    equation = index, factor
                else:
                    indices.append(index)
                    ratio *= factor
                    others *= p * number(self.ring, 1 / factor)
            if equation is not None:
                index, factor = equation
                multiplier = self._form(term) * others * number(self.ring, ratio * factor)
                multipliers[index] = multipliers.get(index, self.ring(0)) + multiplier
            else:
                squares.append(self._square(term, indices, ratio))
        for p, multiplier in why.multipliers:
            if is_constant(p):
                continue  # of 0 = 0
            index, ratio = _found(p, facts, ("0",))
            extra = multiplier * number(self.ring, ratio)
            multipliers[index] = multipliers.get(index, self.ring(0)) + extra
        if constant < 0 and not squares:  # all of it with the other sign
            constant = -constant
            multipliers = {index: -multiplier for index, multiplier in multipliers.items()}
        cited = [[index, self.polynomial(m)] for index, m in sorted(multipliers.items()) if m]
        document = {"constant": str(constant), "strict": strict, "squares": squares, "multipliers": cited}
        return ["contradiction", document]

    def _form(self, term: Term) -> Poly:
        total = self.ring(0)
        for left, row in zip(term.basis, term.gram, strict=True):
            for right, entry in zip(term.basis, row, strict=True):
                if entry:
                    total += left * right * number(self.ring, entry)
        return total

    def _square(self, term: Term, indices: Sequence[int], ratio: Fraction) -> dict[str, Any]:
        """The same form in the monomials of its basis: V^T gram V."""
        rows = [coefficients(p) for p in term.basis]
        monomials = sorted({m for row in rows for m in row}, reverse=True)
        vectors = [[row.get(m, Fraction(0)) for m in monomials] for row in rows]
        size, count = len(monomials), len(rows)
        half = [
            [sum((term.gram[a][b] * vectors[b][j] for b in range(count)), Fraction(0)) for j in range(size)]
            for a in range(count)
        ]
        gram = [
            [sum((vectors[a][i] * half[a][j] for a in range(count)), Fraction(0)) for j in range(size)]
            for i in range(size)
        ]
        return {
            "product": list(indices),
            "monomials": [[m[i] for i in self.order] for m in monomials],
            "gram": [[str(ratio * x) for x in row] for row in gram],
        }

    def _boxed(self, why: Boxed, facts: Sequence[Fact]) -> Json:
        """Splits that establish what is derived, then the box."""
        known = list(facts)
        splits = self._derived(why.derived, known)
        ends: list[list[int]] = []
        for place in self.order:
            pair = why.ends.get(place)
            ends.append([] if pair is None else [_found(p, known, ("+", "0+", "0"))[0] for p in pair])
        return _within(splits, ["box", ends, self._cover(why.cover, known)])

    def _derived(self, derived: Sequence[Derived], known: list[Fact]) -> list[_Split]:
        """A split for each condition that is not among the facts, to which it is added."""
        splits = []
        for one in derived:
            p = one.polynomial
            right = _SIGNS[one.relation]
            if _is_known(p, known, _ENOUGH[right]):
                continue
            wrong, opposite = _OPPOSITE[right]
            against = self.node(one.why, [*known, (-p if wrong in ("-", "-0") else p, opposite)])
            splits.append((self.polynomial(p), wrong, right, against))
            known.append((p, right))
        return splits

    def _cover(self, part: Part, facts: Sequence[Fact]) -> Json:
        if part.condition is not None:
            return ["leaf", _found(part.condition, facts, ("+", "0+", "0"))[0]]
        assert part.left is not None
        assert part.right is not None
        axis = list(self.order).index(part.variable)
        sides = self._cover(part.left, facts), self._cover(part.right, facts)
        return ["split", axis, str(part.point), *sides]


def _within(splits: Sequence[_Split], node: Json) -> Json:
    """The node in the right branch of every split, the first outermost."""
    for p, wrong, right, against in reversed(splits):
        node = ["split", p, [wrong, against], [right, node]]
    return node


def _is_known(p: Poly, facts: Sequence[Fact], signs: Sequence[str]) -> bool:
    try:
        _found(p, facts, signs)
    except CannotCiteError:
        return False
    return True


def _found(p: Poly, facts: Sequence[Fact], signs: Sequence[str]) -> tuple[int, Fraction]:
    """The number of a fact with the first of these signs that there is, and the factor that makes it p.

    The factor is positive, but for a fact that is zero, or only not zero.
    """
    lead = p.LM
    for wanted in signs:  # the first that will do says the most
        for index, (q, known) in enumerate(facts):
            if known == wanted and lead == q.LM and len(q) == len(p):
                ratio = fraction(p.LC) / fraction(q.LC)
                if (ratio > 0 or known in ("0", "-+")) and q * number(q.ring, ratio) == p:
                    return index, ratio
    raise CannotCiteError(str(p))
