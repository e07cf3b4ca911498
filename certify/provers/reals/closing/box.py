"""The sign of a polynomial on a bounded box, by bisection and Bernstein coefficients."""

import time
from collections.abc import Sequence
from fractions import Fraction

from certify.claims.results.verdict import Grade
from certify.kernel.limits import Budget as Work
from certify.kernel.limits import Declined
from certify.kernel.rules.reals.box import Box, bernstein
from certify.provers.reals.closing.frame import Closed, Frame
from certify.provers.reals.closing.refutation import Boxed, Derived, Identity, Part, Term
from certify.provers.reals.closing.variable_bounds import bounds
from certify.provers.reals.normal_form import Cell
from certify.provers.reals.polynomials import (
    Poly,
    coefficients,
    is_constant,
    odd_part,
    readable,
    variables_of,
)

_MAX_NODES = 6000
_WORK_PER_NODE = 20_000_000
Kept = dict[tuple[int, ...], Fraction]


def close_by_box(frame: Frame, cell: Cell, deadline: float) -> Closed | None:
    """The system closed by the sign of its conclusion on a box that contains all its solutions."""
    last = cell.conclusion
    if last is None or last.relation == "!=" or is_constant(last.polynomial):
        return None
    inequalities = [atom.polynomial for atom in cell.atoms if atom.relation in (">", ">=")]
    for atom in cell.atoms:
        if atom.relation == "=":
            inequalities += [atom.polynomial, -atom.polynomial]
    inequalities = [g for g in inequalities if not is_constant(g)]
    ends = bounds(frame, inequalities)
    shown, derived = last.polynomial, list[Derived]()
    if last.relation == ">":
        shown, why = _without_even_powers(last.polynomial)
        derived += [why] if why else []
    used = [i for i in variables_of([shown, *inequalities]) if ends.both(i)]
    if set(variables_of([shown])) - set(used) or not used:
        return None
    inequalities = [g for g in inequalities if set(variables_of([g])) <= set(used)]
    region: Box = [ends.interval(i) for i in used]
    if any(low > high for low, high in region):
        return None
    for sign in (1, -1) if last.relation == "=" else (1,):
        strict = last.relation != ">"
        cover = _cover(-sign * shown, strict, inequalities, used, region, deadline)
        if cover is not None:
            bounded, pairs = ends.explained(used)
            words = f"{readable(-sign * shown)} {'>' if strict else '≥'} 0 by bisection"
            return Closed(Grade.KERNEL, words, Boxed((*derived, *bounded), pairs, cover))
    return None


def _without_even_powers(p: Poly) -> tuple[Poly, Derived | None]:
    """A polynomial > 0, and what is left of it without even powers, which is then positive too."""
    odd = odd_part(p)[0]
    quotient, rest = p.div(odd)
    root = p.ring(1)
    for factor, power in quotient.factor_list()[1]:
        root *= factor ** (power // 2)
    factor, remainder = quotient.div(root**2)
    if rest or remainder or not is_constant(factor) or is_constant(root):
        return p, None
    # p > 0 and -odd >= 0 cannot be: p + factor root^2 (-odd) = 0.
    size = next(iter(coefficients(factor).values()))
    why = Identity(Fraction(1), ((p, 1),), (Term((-odd,), (root,), ((size,),)),))
    return odd, Derived(odd, ">", why)


def _cover(
    p: Poly, strict: bool, inequalities: Sequence[Poly], used: Sequence[int], region: Box, deadline: float
) -> Part | None:
    """Parts of the box on each of which p has the sign, or a condition fails; None where that never ends."""

    def kept(q: Poly) -> Kept:
        return {tuple(m[i] for i in used): value for m, value in coefficients(q).items()}

    shown, hypotheses = kept(p), [(g, kept(g)) for g in inequalities]
    nodes = 0

    def cover(here: Box, depth: int) -> Part | None:
        nonlocal nodes
        nodes += 1
        if nodes > _MAX_NODES or depth > 60 or time.monotonic() > deadline:
            return None
        try:
            work = Work()
            lowest = min(bernstein(shown, here, work), default=0)
            if lowest > 0 or (lowest == 0 and not strict):
                return Part(-p)
            out = next((g for g, q in hypotheses if max(bernstein(q, here, work)) < 0), None)
            if work.spent > _WORK_PER_NODE:
                return None
        except Declined:
            return None
        if out is not None:
            return Part(out)
        corner = [low for low, _ in here]
        wide = [(high - low) / (base_high - base_low) if base_high > base_low else Fraction(0)
                for (low, high), (base_low, base_high) in zip(here, region, strict=True)]  # fmt: skip
        if not any(wide) or _refuted(shown, [q for _, q in hypotheses], corner, strict):
            return None
        axis = max(range(len(used)), key=wide.__getitem__)
        low, high = here[axis]
        middle = (low + high) / 2
        left = cover([*here[:axis], (low, middle), *here[axis + 1 :]], depth + 1)
        right = left and cover([*here[:axis], (middle, high), *here[axis + 1 :]], depth + 1)
        return right and Part(None, used[axis], middle, left, right)

    return cover(region, 0)


def _refuted(p: Kept, hypotheses: Sequence[Kept], at: Sequence[Fraction], strict: bool) -> bool:
    """Whether the claim fails at a corner: then no subdivision will prove it."""
    value = _at(p, at)
    return (value < 0 or (strict and value == 0)) and all(_at(g, at) >= 0 for g in hypotheses)


def _at(p: Kept, at: Sequence[Fraction]) -> Fraction:
    total = Fraction(0)
    for monomial, value in p.items():
        for x, exponent in zip(at, monomial, strict=True):
            value *= x**exponent
        total += value
    return total
