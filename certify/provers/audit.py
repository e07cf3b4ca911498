"""Whether certificates amount to a verdict: accepted by the kernel as certificates of this very statement.

Every statement names the rules whose certificates of its document prove or refute it, or show that it is
vacuous or ill posed. What of this fails proves nothing; what succeeds trusts neither the prover that found
the certificates nor the file in which they were kept.
"""

from collections.abc import Sequence

from certify.certificates.certificate import Certificate
from certify.claims.results.verdict import Verdict
from certify.claims.statements.statement import Question, Statement


def questions(statement: Statement, verdict: Verdict) -> tuple[Question, ...]:
    """The kernel's statements of which a certificate for any one gives this verdict on the statement."""
    match verdict:
        case Verdict.PROVED | Verdict.REFUTED:
            return statement.asks(verdict is Verdict.PROVED) or ()
        case Verdict.VACUOUS:
            return statement.about_hypotheses(hold=False)
        case Verdict.ILL_POSED:
            return statement.about_poles()
    return ()


def settles(statement: Statement, verdict: Verdict, certificates: Sequence[Certificate]) -> bool:
    """Whether all certificates are accepted, and one says that the statement has this verdict."""
    if not all(certificate.check().accepted for certificate in certificates):
        return False
    return any(
        certificate.rule == rule and certificate.check(question).accepted
        for rule, question in questions(statement, verdict)
        for certificate in certificates
    )


def has_model(statement: Statement, certificates: Sequence[Certificate]) -> bool:
    """Whether one of the certificates shows that the hypotheses hold somewhere."""
    return any(
        certificate.rule == rule and certificate.check(question).accepted
        for rule, question in statement.about_hypotheses(hold=True)
        for certificate in certificates
    )
