"""Random masks: the kernel computes the probability, whether or not it is as asserted."""

from fractions import Fraction

from certify.certificates.certificate import certificate
from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.mask_enumeration import Masks
from certify.kernel import limits
from certify.kernel.fields import Field
from certify.kernel.rules.computation.mask_enumeration import evaluate
from certify.provers.outcome import Budget, Outcome, undecided


def masks(statement: Masks, budget: Budget) -> Outcome:
    """PROVED or REFUTED by a certificate of the claim's document.

    UNDECIDED where the masks are too many for the kernel.
    """
    del budget  # the kernel counts its work
    document, work = statement.document(), limits.Budget()
    fields = (Field(document[name], name, work) for name in ("probabilities", "quantity"))
    try:
        kind, value = evaluate(*fields)
    except limits.Declined as reason:
        return undecided(str(reason))
    how = f"the {kind} is {readable(value)}"
    for verdict in (Verdict.PROVED, Verdict.REFUTED):
        for rule, asked in statement.asks(verdict is Verdict.PROVED):
            proof = certificate(rule, asked, {})
            if proof.check().accepted:
                witness = {} if verdict is Verdict.PROVED else {kind: str(value)}
                return Outcome(verdict, Grade.KERNEL, how, witness, (proof,))
    return undecided(f"{how}; the kernel declines the certificate")


def readable(value: Fraction) -> str:
    """Exactly if it is short, otherwise to nine digits."""
    return (
        str(value)
        if value.denominator < 10**12
        else f"{float(value):.9g} (a fraction of {digits(value)} digits)"
    )


def digits(value: Fraction) -> int:
    """Of the denominator, about: its bits times log 2/log 10."""
    return value.denominator.bit_length() * 30103 // 100000 + 1


def shows(statement: Masks, outcome: Outcome) -> bool:
    """Whether the witness and the words are those of the kernel, which computes them at once."""
    if not outcome.witness:
        return True
    found = masks(statement, Budget())
    return (dict(found.witness), found.how) == (dict(outcome.witness), outcome.how)
