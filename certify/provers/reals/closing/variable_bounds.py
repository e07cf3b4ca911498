"""Bounds on variables that conditions state, each with the identity by which it follows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from certify.provers.reals.closing.frame import Frame
from certify.provers.reals.closing.refutation import (
    Derived,
    Identity,
    Term,
    constant_term,
    square_of,
    times_one,
)
from certify.provers.reals.polynomials import Poly, coefficients, number, variables_of

_ROUNDS = 3


@dataclass(frozen=True)
class _Bound:
    """side (x - value) >= 0: a lower end for side 1, an upper one for side -1."""

    polynomial: Poly
    value: Fraction
    why: Identity
    uses: tuple["_Bound", ...] = ()


@dataclass
class Bounds:
    """The best bound found on each side of each variable, by (variable, side)."""

    frame: Frame
    best: dict[tuple[int, int], _Bound] = field(default_factory=dict)

    def both(self, i: int) -> bool:
        """Whether the variable is bounded on both sides."""
        return (i, 1) in self.best and (i, -1) in self.best

    def interval(self, i: int) -> tuple[Fraction, Fraction]:
        """Its ends."""
        return self.best[i, 1].value, self.best[i, -1].value

    def explained(self, used: Sequence[int]) -> tuple[tuple[Derived, ...], dict[int, tuple[Poly, Poly]]]:
        """The bounds on these variables and those that they follow from, in order; and the ends."""
        ordered: dict[_Bound, None] = {}

        def visit(bound: _Bound) -> None:
            for other in bound.uses:
                visit(other)
            ordered.setdefault(bound)

        for i in used:
            visit(self.best[i, 1])
            visit(self.best[i, -1])
        derived = tuple(Derived(bound.polynomial, ">=", bound.why) for bound in ordered)
        return derived, {i: (self.best[i, 1].polynomial, self.best[i, -1].polynomial) for i in used}

    def tighten(self, i: int, side: int, value: Fraction, made: "_Bound") -> None:
        """Keep a bound that is better than the one known."""
        known = self.best.get((i, side))
        if known is None or side * value > side * known.value:
            self.best[i, side] = made


def bounds(frame: Frame, inequalities: Sequence[Poly]) -> Bounds:
    """Bounds that conditions g >= 0 state: linear ones, and numbers less sums of even powers."""
    found = Bounds(frame)
    for _ in range(_ROUNDS):
        for g in inequalities:
            terms = coefficients(g)
            if all(sum(m) <= 1 for m in terms):
                for i in variables_of([g]):
                    _linear(found, g, i)
            if all(all(e % 2 == 0 for e in m) and (v < 0 or not any(m)) for m, v in terms.items()):
                for i in variables_of([g]):
                    _squares(found, g, i)
    return found


def _excess(frame: Frame, i: int, side: int, value: Fraction) -> Poly:
    """side (x - value), which a bound says is at least 0."""
    return side * (frame.ring.gens[i] - number(frame.ring, value))


def _linear(found: Bounds, g: Poly, i: int) -> None:
    """c x + rest >= 0 bounds x where the rest is bounded above."""
    size = len(found.frame.names)
    slope, most = Fraction(0), Fraction(0)
    uses: list[tuple[_Bound, Fraction]] = []
    for m, value in coefficients(g).items():
        j = next((k for k, e in enumerate(m) if e), None)
        if j == i:
            slope = value
        elif j is None:
            most += value
        else:
            known = found.best.get((j, -1 if value > 0 else 1))
            if known is None:
                return
            most += value * known.value
            uses.append((known, abs(value)))
    assert slope
    assert i < size
    side, end = (1 if slope > 0 else -1), -most / slope
    excess = _excess(found.frame, i, side, end)
    # |slope| (-excess) + g + sum |m| (bound of the others) = 0.
    terms = (times_one(g), *(times_one(known.polynomial, factor) for known, factor in uses))
    why = Identity(abs(slope), ((-excess, 1),), terms)
    found.tighten(i, side, end, _Bound(excess, end, why, tuple(known for known, _ in uses)))


def _squares(found: Bounds, g: Poly, i: int) -> None:
    """top - a x^2 - other even powers >= 0 says |x| <= max(1, top/a)."""
    frame, terms = found.frame, coefficients(g)
    square = tuple(2 * int(j == i) for j in range(len(frame.names)))
    top = next((value for m, value in terms.items() if not any(m)), Fraction(0))
    if square not in terms or top < 0:
        return
    a = -terms[square]
    end = max(Fraction(1), top / a)
    for side in (1, -1):
        excess = _excess(frame, i, side, -side * end)
        over = -excess  # |x| - end where it is positive
        # 2 a end over + a over^2 + (a end^2 - top) + the other powers + g = 0.
        others = [
            square_of(_monomial(frame, tuple(e // 2 for e in m)), -value)
            for m, value in terms.items()
            if any(m) and m != square
        ]
        spare = a * end**2 - top
        parts: list[Term] = [square_of(over, a), *others, times_one(g)]
        if spare:
            parts.append(constant_term(g, spare))
        why = Identity(2 * a * end, ((over, 1),), tuple(parts))
        found.tighten(i, side, -side * end, _Bound(excess, -side * end, why))


def _monomial(frame: Frame, exponents: tuple[int, ...]) -> Poly:
    result = frame.ring(1)
    for generator, exponent in zip(frame.ring.gens, exponents, strict=True):
        result *= generator**exponent
    return result
