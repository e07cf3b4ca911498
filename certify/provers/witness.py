"""The witness that a certificate of the kernel shows, for a person: so that one kept in a file is no other.

The kernel judges what a certificate holds, and not the words beside it. A witness that was kept is believed
where it is the one that the certificates of this verdict give; others beside them tell nothing of it. What a
certificate gives is told beside the prover of the type, named in `certify.claims.statements.table`.
"""

from dataclasses import replace

from certify.claims.statements.statement import Statement
from certify.claims.statements.table import PROVERS, named, type_of
from certify.provers.audit import questions
from certify.provers.outcome import Outcome


def shows(statement: Statement, outcome: Outcome) -> bool:
    """Whether the witness of an outcome at the grade of the kernel is that of its certificates."""
    line = type_of(type(statement))
    if line is None or not line.witness:
        return not outcome.witness
    asked = questions(statement, outcome.verdict)
    certificates = tuple(one for one in outcome.certificates if (one.rule, one.statement) in asked)
    found: bool = named(PROVERS, line.witness)(statement, replace(outcome, certificates=certificates))
    return found
