"""Ways to decide a statement, one file each, behind one interface: (statement, budget) -> Outcome."""

from importlib import import_module

from certify.claims.computation import Computed, Random
from certify.claims.curvature import Curvature
from certify.claims.extremum import Extremum
from certify.claims.instance import AtInstance
from certify.claims.l1_point import L1Point
from certify.claims.ledger import Ledger
from certify.claims.masks import Masks
from certify.claims.psd_bound import PsdBound
from certify.claims.statement import Real, Statement, Unmechanised
from certify.claims.theorem import Theorem
from certify.claims.verdict import Grade, Verdict
from certify.claims.words import Words
from certify.provers.outcome import Budget, Outcome, undecided

# The module and the function that decide statements of a type. They are imported when they are needed, and
# read as text where it is asked which code an outcome hangs on (`certify.fingerprint`).
PROVERS: dict[type[Statement], tuple[str, str]] = {
    AtInstance: ("certify.provers.instance", "instance"),
    Computed: ("certify.provers.computation", "computation"),
    Curvature: ("certify.provers.curvature", "curvature"),
    Extremum: ("certify.provers.extremum", "extremum"),
    L1Point: ("certify.provers.l1_point", "l1_point"),
    Ledger: ("certify.provers.ledger", "ledger"),
    Masks: ("certify.provers.masks", "masks"),
    PsdBound: ("certify.provers.psd_bound", "psd_bound"),
    Random: ("certify.provers.sampling", "sampling"),
    Real: ("certify.provers.portfolio", "decide_real"),
    Theorem: ("certify.provers.derivation", "derivation"),
    Words: ("certify.provers.words.prover", "words"),
}


def decide_statement(statement: Statement, budget: Budget) -> Outcome:
    """The strongest outcome the provers that understand the statement reach within the budget."""
    if isinstance(statement, Unmechanised):
        return Outcome(Verdict.NOT_MECHANISED, Grade.NONE, statement.reason)
    place = prover_for(type(statement))
    if place is None:
        return undecided(f"no prover understands {statement.kind} statements")
    outcome: Outcome = getattr(import_module(place[0]), place[1])(statement, budget)
    return outcome


def prover_for(kind: type[Statement]) -> tuple[str, str] | None:
    """The module and the function that decide statements of a type; None where nothing does."""
    return next((PROVERS[one] for one in kind.__mro__ if one in PROVERS), None)


__all__ = ["PROVERS", "Budget", "Outcome", "decide_statement", "prover_for"]
