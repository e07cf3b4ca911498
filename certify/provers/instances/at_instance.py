"""Statements about one instance, by `decide`: a certificate for one side of Theorem 2.1 or the other."""

from certify.certificates import Verdict as Side
from certify.certificates import decide
from certify.certificates.certificate import certificate
from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.at_instance import AtInstance
from certify.provers.outcome import Budget, Outcome, undecided

SIDE_OF = {"counterexample": Side.COUNTEREXAMPLE, "no counterexample": Side.ESCAPE_DIRECTIONS}


def instance(statement: AtInstance, budget: Budget) -> Outcome:
    """PROVED or REFUTED by a certificate of the claim's document; UNDECIDED next to delta*.

    What decides the other side is the witness of the rule that refutes this one.
    """
    del budget  # decide makes a bounded number of attempts
    decision = decide(statement.instance)
    if decision.certificate is None:
        return undecided(decision.reason)
    proved = decision.verdict is SIDE_OF[statement.side]
    witness = {} if proved else {"the other side": decision.reason}
    ((rule, asked),) = statement.asks(proved)
    found = certificate(rule, asked, decision.certificate.witness)
    result = found.check()
    if not result.accepted:
        return undecided(result.reason)
    verdict = Verdict.PROVED if proved else Verdict.REFUTED
    return Outcome(verdict, Grade.KERNEL, decision.reason, witness, (found,))


def shows(statement: AtInstance, outcome: Outcome) -> bool:
    """Whether the witness and the words are what the kernel says of the certificate of the other side."""
    del statement
    told = (dict(outcome.witness), outcome.how)
    reasons = (one.check().reason for one in outcome.certificates)
    return not outcome.witness or any(told == ({"the other side": reason}, reason) for reason in reasons)
