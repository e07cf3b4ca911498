"""What certificates that refute a claim by its own document say: the sentence is not so, for this is."""

from typing import Any

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.by_rule import wording_of
from certify.certificates.descriptions.notation import Wording
from certify.kernel.rules.refuted import COMPLEMENT, OF_A_PROGRAM

CONCLUSION = {
    "counterexample-exists": ("escape-directions", "no-counterexample"),
    "no-counterexample": ("counterexample", "counterexample-exists"),
}


def wording(certificate: Certificate) -> Wording:
    """What is said of the opposite, which the witness proves."""
    other = opposite(certificate)
    claim, given, proof, margins = wording_of(other.rule)(other)
    return f"The statement is false, for this is so: {claim}", given, proof, margins


def opposite(certificate: Certificate) -> Certificate:
    """The certificate of what is opposite to the statement, put together as the kernel does; not checked."""
    statement, witness = certificate.statement, certificate.witness
    rule = certificate.rule.removesuffix("-refuted")
    changed: dict[str, Any]
    if "conclusion" in statement:
        rule, conclusion = CONCLUSION[statement["conclusion"]]
        changed = {"conclusion": conclusion}
    elif rule == "constant-ledger":
        title, left, relation, right = statement["lines"][witness["line"]]
        changed, witness = {"lines": [[title, left, COMPLEMENT[relation], right]]}, {}
    elif rule == "l1-point":
        changed, witness = {"says": witness["says"]}, witness["witness"]
    else:
        words = OF_A_PROGRAM if rule == "psd-bound" else COMPLEMENT
        changed = {"relation": words[statement["relation"]]}
        if rule == "negative-curvature":
            changed["critical"] = 0
    asked = {**statement, **changed}
    return Certificate({**certificate.document, "rule": rule, "statement": asked, "witness": witness})
