"""The sign of a polynomial on a bounded box, by bisection and Bernstein coefficients (rule `box`)."""

import time
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from certify.certificates.certificate import certificate
from certify.claims.statement import Real
from certify.claims.verdict import Grade
from certify.kernel.box import Box, bernstein
from certify.kernel.limits import Budget as Work
from certify.kernel.limits import Declined
from certify.provers.normal_form import Cell, Inexpressible, NormalForm, normal_form
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.polynomials import (
    Poly,
    coefficients,
    constant_value,
    is_constant,
    odd_part,
    readable,
    variables_of,
    written,
)
from certify.provers.settle import Closed, settle

_MAX_NODES = 6000
_WORK_PER_NODE = 20_000_000


def box(statement: Real, budget: Budget) -> Outcome:
    """PROVED at grade KERNEL where every system is closed by bisecting the box its hypotheses describe."""
    try:
        form = normal_form(statement)
    except Inexpressible as error:
        return undecided(f"box: {error}")
    return settle(form, _close, budget, "box")


def _close(form: NormalForm, cells: Sequence[Cell], deadline: float) -> Closed | str:
    proofs = []
    for position, cell in enumerate(cells):
        share = time.monotonic() + (deadline - time.monotonic()) / (len(cells) - position)
        proof = close_by_box(form, cell, share)
        if proof is None:
            return f"bisection did not settle {cell.conclusion or 'the hypotheses'}"
        proofs.append(proof)
    if not proofs:
        return "no case is left to prove"
    return Closed(Grade.KERNEL, proofs[-1].how, tuple(c for proof in proofs for c in proof.certificates))


def close_by_box(form: NormalForm, cell: Cell, deadline: float) -> Closed | None:
    """The system closed by the sign of its conclusion on a box that contains all its solutions."""
    last = cell.conclusion
    if last is None or last.relation == "!=":
        return None
    p, relation = -last.polynomial, ">" if last.relation == ">=" else ">="
    if last.relation == "=":
        p, relation = last.polynomial, ">"
    if relation == ">=" and not is_constant(p):
        p = odd_part(p)[0]
    inequalities = [atom.polynomial for atom in cell.atoms if atom.relation in (">", ">=")]
    for atom in cell.atoms:
        if atom.relation == "=":
            inequalities += [atom.polynomial, -atom.polynomial]
    inequalities = [g for g in inequalities if not is_constant(g)]
    ends = bounds(form, inequalities)
    used = [i for i in variables_of([p, *inequalities]) if ends[i][0] is not None and ends[i][1] is not None]
    missing = set(variables_of([p])) - set(used)
    if missing or not used:
        return None
    inequalities = [g for g in inequalities if set(variables_of([g])) <= set(used)]
    region: Box = []
    for i in used:
        low, high = ends[i]
        assert low is not None
        assert high is not None
        if low > high:
            return None
        region.append((low, high))
    signs = (p, -p) if last.relation == "=" else (p,)
    for target in signs:
        tree = _tree(target, relation == ">", inequalities, used, region, form, deadline)
        if tree is None:
            continue
        statement = {
            "variables": [form.names[i] for i in used],
            "polynomial": written(target, used),
            "relation": relation,
            "box": [[str(low), str(high)] for low, high in region],
            "hypotheses": [written(g, used) for g in inequalities],
        }
        made = certificate("box", statement, {"tree": tree})
        try:
            if made.check().accepted:
                words = f"{readable(target)} {'>' if relation == '>' else '≥'} 0 by bisection"
                return Closed(Grade.KERNEL, words, (made,))
        except ValueError:
            continue
    return None


def bounds(form: NormalForm, inequalities: Sequence[Poly]) -> list[tuple[Fraction | None, Fraction | None]]:
    """Bounds that conditions on one variable state, and of square roots those of what is under them."""
    ends: list[tuple[Fraction | None, Fraction | None]] = [(None, None)] * len(form.names)

    def tighten(i: int, low: Fraction | None, high: Fraction | None) -> None:
        old_low, old_high = ends[i]
        lows = [x for x in (low, old_low) if x is not None]
        highs = [x for x in (high, old_high) if x is not None]
        ends[i] = (max(lows, default=None), min(highs, default=None))

    for _ in range(3):
        for g in inequalities:
            names = variables_of([g])
            terms = coefficients(g)
            linear = all(sum(m) <= 1 for m in terms)
            for i in names if linear else []:
                # c x + rest >= 0 bounds x where the rest is bounded above.
                unit = tuple(int(j == i) for j in range(len(form.names)))
                most = Fraction(0)
                known = True
                for m, value in terms.items():
                    if m == unit:
                        continue
                    j = next((k for k, e in enumerate(m) if e), None)
                    end: Fraction | None = Fraction(1) if j is None else ends[j][1 if value > 0 else 0]
                    if end is None:
                        known = False
                        break
                    most += value * end
                if known:
                    bound = -most / terms[unit]
                    tighten(i, *((bound, None) if terms[unit] > 0 else (None, bound)))
            # Squares only, with negative coefficients: c - a x^2 - b y^2 - ... >= 0 bounds all of them.
            if names and all(all(e % 2 == 0 for e in m) and (v < 0 or not any(m)) for m, v in terms.items()):
                top = constant_value(g.ring({m: v for m, v in g.items() if not any(m)}))
                for i in names:
                    square = tuple(2 * int(j == i) for j in range(len(form.names)))
                    if square in terms and top >= 0:
                        bound = max(Fraction(1), top / -terms[square])
                        tighten(i, -bound, bound)
    return ends


def _tree(
    p: Poly,
    strict: bool,
    inequalities: Sequence[Poly],
    used: Sequence[int],
    region: Box,
    form: NormalForm,
    deadline: float,
) -> Any:
    """The tree of a box certificate, by bisecting where the sign is not yet clear; None where it never is."""
    kept = {tuple(m[i] for i in used): value for m, value in coefficients(p).items()}
    hypotheses = [{tuple(m[i] for i in used): v for m, v in coefficients(g).items()} for g in inequalities]
    root: list[Any] = []
    pending: list[tuple[list[Any], Box, int]] = [(root, region, 0)]
    nodes = 0
    while pending:
        node, here, depth = pending.pop()
        nodes += 1
        if nodes > _MAX_NODES or depth > 60 or time.monotonic() > deadline:
            return None
        try:
            work = Work()
            lowest = min(bernstein(kept, here, work), default=0)
            if lowest > 0 or (lowest == 0 and not strict):
                node.append("leaf")
                continue
            out = next((i for i, g in enumerate(hypotheses) if max(bernstein(g, here, work)) < 0), None)
            if work.spent > _WORK_PER_NODE:
                return None
        except Declined:
            return None
        if out is not None:
            node += ["discard", out]
            continue
        corner = [low for low, _ in here]
        wide = [(high - low) / (base_high - base_low) if base_high > base_low else Fraction(0)
                for (low, high), (base_low, base_high) in zip(here, region, strict=True)]  # fmt: skip
        if not any(wide) or _refuted(kept, hypotheses, corner, strict):
            return None
        axis = max(range(len(used)), key=lambda k, wide=wide: wide[k])  # type: ignore[misc]
        low, high = here[axis]
        middle = (low + high) / 2
        left: list[Any] = []
        right: list[Any] = []
        node += ["split", form.names[used[axis]], str(middle), left, right]
        pending.append((right, [*here[:axis], (middle, high), *here[axis + 1 :]], depth + 1))
        pending.append((left, [*here[:axis], (low, middle), *here[axis + 1 :]], depth + 1))
    return root


def _refuted(p: Any, hypotheses: Sequence[Any], at: Sequence[Fraction], strict: bool) -> bool:
    """Whether the claim fails at a corner: then no subdivision will prove it."""
    value = _at(p, at)
    return (value < 0 or (strict and value == 0)) and all(_at(g, at) >= 0 for g in hypotheses)


def _at(p: Any, at: Sequence[Fraction]) -> Fraction:
    total = Fraction(0)
    for monomial, value in p.items():
        for x, exponent in zip(at, monomial, strict=True):
            value *= x**exponent
        total += value
    return total
