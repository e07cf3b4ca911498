"""Ways to decide a statement, one file each, behind one interface: (statement, budget) -> Outcome."""

from importlib import import_module

from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.at_instance import AtInstance
from certify.claims.statements.computation import Computed, Random
from certify.claims.statements.constant_ledger import Constants
from certify.claims.statements.extremum import Extremum
from certify.claims.statements.l1_point import L1Point
from certify.claims.statements.mask_enumeration import Masks
from certify.claims.statements.negative_curvature import Curvature
from certify.claims.statements.psd_bound import PsdBound
from certify.claims.statements.statement import Real, Statement, Unmechanised
from certify.claims.statements.theorem import Theorem
from certify.claims.statements.words import Words
from certify.provers.outcome import Budget, Outcome, undecided

# The module and the function that decide statements of a type. They are imported when they are needed, and
# read as text where it is asked which code an outcome hangs on (`certify.checking.fingerprint`).
PROVERS: dict[type[Statement], tuple[str, str]] = {
    AtInstance: ("certify.provers.instances.at_instance", "instance"),
    Computed: ("certify.provers.computation.computation", "computation"),
    Curvature: ("certify.provers.bounds.negative_curvature", "curvature"),
    Extremum: ("certify.provers.reals.extremum", "extremum"),
    L1Point: ("certify.provers.bounds.l1_point", "l1_point"),
    Constants: ("certify.provers.computation.constant_ledger", "ledger"),
    Masks: ("certify.provers.computation.mask_enumeration", "masks"),
    PsdBound: ("certify.provers.bounds.psd_bound", "psd_bound"),
    Random: ("certify.provers.computation.sampling", "sampling"),
    Real: ("certify.provers.reals.portfolio", "decide_real"),
    Theorem: ("certify.provers.theorems.derivation", "derivation"),
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
