"""Statements about extrema, by their two halves: a bound, and a place where it is attained."""

from dataclasses import replace

from certify.claims.extremum import Extremum
from certify.claims.verdict import Verdict
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.portfolio import decide_real


def extremum(statement: Extremum, budget: Budget) -> Outcome:
    """PROVED by both halves, REFUTED by either; what is undefined or empty in one is so in the whole.

    Each half has the whole budget: it is that of one prover.
    """
    outcomes = [decide_real(half, budget) for half in statement.halves]
    named = list(zip(("bound", "attained"), outcomes, strict=True))
    for verdict in (Verdict.REFUTED, Verdict.ILL_POSED, Verdict.VACUOUS):
        for name, outcome in named:
            if outcome.verdict is verdict:
                return replace(outcome, how=f"{name}: {outcome.how}")
    how = "; ".join(f"{name}: {outcome.how}" for name, outcome in named)
    if any(outcome.verdict is not Verdict.PROVED for outcome in outcomes):
        return undecided(how)
    bound, attained = outcomes
    grade = max(bound.grade, attained.grade, key=lambda one: one.rank)
    return Outcome(Verdict.PROVED, grade, how, {}, bound.certificates + attained.certificates)
