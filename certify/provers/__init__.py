"""Ways to decide a statement, one file each, behind one interface: (statement, budget) -> Outcome."""

from certify.claims.computation import Computed, Random
from certify.claims.curvature import Curvature
from certify.claims.extremum import Extremum
from certify.claims.instance import AtInstance
from certify.claims.l1_point import L1Point
from certify.claims.ledger import Ledger
from certify.claims.masks import Masks
from certify.claims.psd_bound import PsdBound
from certify.claims.statement import Real, Statement, Unmechanised
from certify.claims.verdict import Grade, Verdict
from certify.claims.words import Words
from certify.provers.outcome import Budget, Outcome, undecided


def decide_statement(statement: Statement, budget: Budget) -> Outcome:
    """The strongest outcome the provers that understand the statement reach within the budget."""
    if isinstance(statement, Unmechanised):
        return Outcome(Verdict.NOT_MECHANISED, Grade.NONE, statement.reason)
    if isinstance(statement, AtInstance):
        from certify.provers.instance import instance

        return instance(statement, budget)
    if isinstance(statement, L1Point):
        from certify.provers.l1_point import l1_point

        return l1_point(statement, budget)
    if isinstance(statement, PsdBound):
        from certify.provers.psd_bound import psd_bound

        return psd_bound(statement, budget)
    if isinstance(statement, Curvature):
        from certify.provers.curvature import curvature

        return curvature(statement, budget)
    if isinstance(statement, Computed):
        from certify.provers.computation import computation

        return computation(statement, budget)
    if isinstance(statement, Random):
        from certify.provers.sampling import sampling

        return sampling(statement, budget)
    if isinstance(statement, Real):
        from certify.provers.portfolio import decide_real

        return decide_real(statement, budget)
    if isinstance(statement, Extremum):
        from certify.provers.extremum import extremum

        return extremum(statement, budget)
    if isinstance(statement, Words):
        from certify.provers.words import words

        return words(statement, budget)
    if isinstance(statement, Ledger):
        from certify.provers.ledger import ledger

        return ledger(statement, budget)
    if isinstance(statement, Masks):
        from certify.provers.masks import masks

        return masks(statement, budget)
    return undecided(f"no prover understands {statement.kind} statements")


__all__ = ["Budget", "Outcome", "decide_statement"]
