"""Ways to decide a statement, one file each, behind one interface: (statement, budget) -> Outcome.

Which of them decides a type of statement stands in its line of `certify.claims.statements.table`. It is
imported when it is needed, and read as text where it is asked which code an outcome hangs on
(`certify.checking.fingerprint`).
"""

from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.statement import Statement, Unmechanised
from certify.claims.statements.table import PROVERS, named, type_of
from certify.provers.outcome import Budget, Outcome, undecided


def decide_statement(statement: Statement, budget: Budget) -> Outcome:
    """The strongest outcome the provers that understand the statement reach within the budget."""
    if isinstance(statement, Unmechanised):
        return Outcome(Verdict.NOT_MECHANISED, Grade.NONE, statement.reason)
    line = type_of(type(statement))
    if line is None or not line.prover:
        return undecided(f"no prover understands {statement.kind} statements")
    outcome: Outcome = named(PROVERS, line.prover)(statement, budget)
    return outcome


def prover_for(kind: type[Statement]) -> tuple[str, str] | None:
    """The module and the function that decide statements of a type; None where nothing does."""
    line = type_of(kind)
    if line is None or not line.prover:
        return None
    module, _, function = f"{PROVERS}.{line.prover}".rpartition(".")
    return module, function


__all__ = ["Budget", "Outcome", "decide_statement", "prover_for"]
