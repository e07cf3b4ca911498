"""The witness of a point for the kernel's rules about real numbers: coordinates, and roots.

The point of a system gives the values of the symbols. The statement itself is evaluated there, as the kernel
does it, and every root that it takes on the way is found exactly, in a field of square roots.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from certify.certificates.certificate import Certificate, certificate
from certify.formulas.expressions.numbers import exact_root
from certify.kernel.arithmetic.polynomial import Polynomial, times
from certify.kernel.arithmetic.quotients import Value
from certify.kernel.fields import Field
from certify.kernel.limits import MAX_RADICANDS, Budget, Declined, Rejected
from certify.kernel.rules.reals.evaluation import Evaluation
from certify.kernel.rules.reals.expressions import Node, read_document
from certify.kernel.rules.reals.point import reduced, sign
from certify.provers.reals.points.surds import Surd, inverse, lifted, rational, squarefree

_SIGN = {-1: "-", 0: "0", 1: "+"}


class _NotFoundError(Exception):
    """A root that is no sum of products of few square roots."""


class _Extended(Exception):  # noqa: N818 - a restart, not an error
    """The field has to contain one more square root."""


def point_certificate(
    rule: str, document: Mapping[str, Any], radicands: Sequence[Fraction], values: Sequence[Surd]
) -> Certificate | None:
    """The certificate by the values at a point; None if the kernel does not accept it.

    Args:
        rule: `real` of an existence statement, `real-refuted` or `real-ill-posed`.
        radicands, values: the symbols' values, in the order of the document.
    """
    witness = point_witness(document, radicands, values)
    if witness is None:
        return None
    made = certificate(rule, document, {"point": witness})
    try:
        return made if made.check().accepted else None
    except ValueError:
        return None


def point_witness(
    document: Mapping[str, Any], radicands: Sequence[Fraction], values: Sequence[Surd]
) -> dict[str, Any] | None:
    """Coordinates and roots as the format writes them; None where a root is in no field of square roots."""
    field, places = list(radicands), [dict(value) for value in values]
    try:
        statement = read_document(Field(document, "statement", Budget()))  # type: ignore[arg-type]
        while True:
            evaluation = _Evaluation(field, places)
            try:
                for condition in (*statement.given, statement.show):
                    evaluation.truth(condition)
                break
            except _Extended:
                places = [lifted(place, len(field)) for place in places]
    except (_NotFoundError, Rejected, Declined):
        return None
    return {
        "radicands": [str(c) for c in field],
        "coordinates": [_written(place) for place in places],
        "roots": [_written(root) for root in evaluation.roots],
    }


def _written(surd: Surd) -> Any:
    value = rational(surd)
    if value is not None:
        return str(value)
    return sorted(([str(v), list(m)] for m, v in surd.items()), reverse=True)


class _Evaluation(Evaluation):
    """Evaluates at a point, and finds the roots that it needs."""

    def __init__(self, radicands: list[Fraction], coordinates: Sequence[Surd]) -> None:
        super().__init__(len(radicands), Budget())
        self.radicands, self.coordinates = radicands, coordinates
        self.roots: list[Surd] = []

    def within(self, polynomial: Polynomial, signs: str) -> bool:
        """Whether the number has one of these signs."""
        return _SIGN[sign(polynomial, self.radicands, self.budget)] in signs

    def times(self, p: Polynomial, q: Polynomial) -> Polynomial:
        """The product of two numbers."""
        return reduced(times(p, q, self.budget), self.radicands)

    def variable(self, axis: int) -> Polynomial:
        """The coordinate."""
        return self.coordinates[axis]

    def radical(self, order: int, value: Value, _: Node) -> Value:
        """The root, which is remembered."""
        if self.within(value.above, "0"):
            return Value({}, {})
        below = inverse(self.expanded(value.below), self.radicands, self.budget)
        if below is None:
            raise _NotFoundError
        root = self._root(self.times(value.above, below), order)
        if root not in self.roots:
            self.roots.append(root)
        return Value(root, {})

    def _root(self, number: Surd, order: int) -> Surd:
        plain = rational(number)
        if plain is not None and (exact := exact_root(plain, order)) is not None:
            return {(0,) * len(self.radicands): exact}
        if order % 2:
            raise _NotFoundError
        half = self._square_root(number) if plain is None else self._adjoined(plain)
        return half if order == 2 else self._root(half, order // 2)

    def _adjoined(self, number: Fraction) -> Surd:
        """The square root of a rational number, itself adjoined to the field where need be."""
        outside, inside = squarefree(number)
        if inside == 1:
            return {(0,) * len(self.radicands): outside}
        if inside not in self.radicands:
            if len(self.radicands) >= MAX_RADICANDS:
                raise _NotFoundError
            self.radicands.append(inside)
            raise _Extended
        place = self.radicands.index(inside)
        return {tuple(int(i == place) for i in range(len(self.radicands))): outside}

    def _square_root(self, number: Surd) -> Surd:
        """sqrt(a + b sqrt c) = sqrt((a + t)/2) + sign(b) sqrt((a - t)/2), t = sqrt(a^2 - b^2 c) rational."""
        irrational = [m for m in number if any(m)]
        if len(irrational) != 1:
            raise _NotFoundError
        a, b = number.get((0,) * len(self.radicands), Fraction(0)), number[irrational[0]]
        c = Fraction(1)
        for exponent, radicand in zip(irrational[0], self.radicands, strict=True):
            c *= radicand if exponent else 1
        t = exact_root(a * a - b * b * c, 2) if a * a >= b * b * c else None
        if t is None:
            raise _NotFoundError
        total: Surd = {}
        for part, factor in (((a + t) / 2, 1), ((a - t) / 2, 1 if b > 0 else -1)):
            for monomial, value in self._adjoined(part).items() if part else ():
                total[monomial] = total.get(monomial, Fraction(0)) + factor * value
        return {m: v for m, v in total.items() if v}
