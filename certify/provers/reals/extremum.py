"""Statements about extrema, by their two halves: a bound, and a place where it is attained."""

from collections.abc import Mapping
from typing import Any

from certify.certificates.certificate import Certificate, certificate
from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.extremum import Extremum
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.reals.portfolio import decide_real

_RULES = {
    Verdict.REFUTED: "extremum-refuted", Verdict.ILL_POSED: "extremum-ill-posed",
    Verdict.VACUOUS: "extremum-vacuous",
}  # fmt: skip
HALVES = ("bound", "attained")


def extremum(statement: Extremum, budget: Budget) -> Outcome:
    """PROVED by both halves, REFUTED by either; what is undefined or empty in one is so in the whole.

    Each half has the whole budget: it is that of one prover.
    """
    outcomes = [decide_real(half, budget) for half in statement.halves]
    for verdict, rule in _RULES.items():
        for half, outcome in zip(HALVES, outcomes, strict=True):
            if outcome.verdict is verdict:
                witness = {"half": half, "witness": _witness(outcome)}
                return _certified(statement, outcome, f"{half}: {outcome.how}", rule, witness)
    how = "; ".join(f"{half}: {outcome.how}" for half, outcome in zip(HALVES, outcomes, strict=True))
    if any(outcome.verdict is not Verdict.PROVED for outcome in outcomes):
        return undecided(how)
    worst = max(outcomes, key=lambda outcome: outcome.grade.rank)
    proofs = {half: _witness(outcome) for half, outcome in zip(HALVES, outcomes, strict=True)}
    return _certified(statement, worst, how, "extremum", proofs)


def _witness(outcome: Outcome) -> Mapping[str, Any]:
    return outcome.certificates[0].witness if outcome.certificates else {}


def _certified(
    statement: Extremum, outcome: Outcome, how: str, rule: str, witness: Mapping[str, Any]
) -> Outcome:
    """The outcome, at the grade of the kernel only with a certificate of the whole statement."""
    made: tuple[Certificate, ...] = ()
    grade = outcome.grade
    if grade is Grade.KERNEL:
        whole = certificate(rule, statement.document(), witness)
        try:
            made = (whole,) if whole.check().accepted else ()
        except ValueError:
            made = ()
        grade = Grade.KERNEL if made else Grade.EXACT
    return Outcome(outcome.verdict, grade, how, outcome.witness, made)
