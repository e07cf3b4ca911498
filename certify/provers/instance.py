"""Statements about one instance, by `decide`: a certificate for one side of Theorem 2.1 or the other."""

from certify.certificates import Verdict as Side
from certify.certificates import decide
from certify.claims.instance import AtInstance
from certify.claims.verdict import Grade, Verdict
from certify.provers.outcome import Budget, Outcome, undecided

SIDE_OF = {"counterexample": Side.COUNTEREXAMPLE, "no counterexample": Side.ESCAPE_DIRECTIONS}


def instance(statement: AtInstance, budget: Budget) -> Outcome:
    """PROVED or REFUTED by the certificate the kernel accepted; UNDECIDED next to delta*."""
    del budget  # decide makes a bounded number of attempts
    decision = decide(statement.instance)
    if decision.certificate is None:
        return undecided(decision.reason)
    proved = decision.verdict is SIDE_OF[statement.side]
    witness = {} if proved else {"the other side": decision.reason}
    return Outcome(
        Verdict.PROVED if proved else Verdict.REFUTED,
        Grade.KERNEL,
        decision.reason,
        witness,
        (decision.certificate,),
    )
