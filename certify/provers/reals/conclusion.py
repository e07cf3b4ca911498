"""From systems without solution, and points in others, to the outcome for a statement.

A universal statement is PROVED when every system in which it fails or is undefined has been closed, and an
exact point satisfies its hypotheses; it is VACUOUS when the hypotheses themselves have been closed.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from certify.claims.results.verdict import Grade, Verdict
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.reals.normal_form import Cell, NormalForm
from certify.provers.reals.points.adversary import search


@dataclass(frozen=True)
class Closed:
    """Some systems have no solution: how far to trust that, and by what means."""

    grade: Grade
    how: str


# Shows that none of the systems (at least one) has a solution before a time, or says why it could not.
Closer = Callable[[NormalForm, Sequence[Cell], float], Closed | str]


def settle(form: NormalForm, close: Closer, budget: Budget, name: str) -> Outcome:
    """What a way to close systems can say of the statement."""
    start = time.monotonic()
    deadline = start + 0.8 * budget.seconds
    if not form.hypotheses and not form.exists:
        return undecided(f"{name}: no case of the hypotheses is both defined and true")
    if form.exists:
        closed = close(form, form.holds, deadline) if form.holds else "no case is left to refute"
        if isinstance(closed, str):
            return undecided(f"{name}: {closed}")
        why = f"no values satisfy it: {closed.how}; the witness is the proof, not a point"
        return Outcome(Verdict.REFUTED, closed.grade, why)
    cells = (*form.undefined, *form.fails)
    proof = close(form, cells, deadline) if cells else "no case is left to prove"
    if isinstance(proof, str):
        return undecided(f"{name}: {proof}")
    until = time.monotonic() + max(1.0, 0.5 * (start + budget.seconds - time.monotonic()))
    found = search(form, form.hypotheses, until, budget.seed)
    if found is None:
        closed = close(form, form.hypotheses, start + budget.seconds)
        if isinstance(closed, str):
            return undecided(f"{name}: it follows, but no point satisfying the hypotheses was found")
        why = f"the hypotheses contradict each other: {closed.how}"
        return Outcome(Verdict.VACUOUS, closed.grade, why)
    grade, place = proof.grade, ""
    if found.cell.atoms:
        grade = max(grade, found.grade, key=lambda one: one.rank)
        values = ", ".join(f"{k} = {v}" for k, v in found.witness(form).items())
        place = f"; the hypotheses hold at {values}"
    return Outcome(Verdict.PROVED, grade, proof.how + place)
