"""What certificates that refute a claim by its own document say: the sentence is not so, for this is."""

from collections.abc import Callable
from typing import Any

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.words_and_constants import Wording
from certify.kernel.rules.refuted import COMPLEMENT, OF_A_PROGRAM

Describer = Callable[[Certificate], Wording]
CONCLUSION = {
    "counterexample-exists": ("escape-directions", "no-counterexample"),
    "no-counterexample": ("counterexample", "counterexample-exists"),
}


def refuted(teller: Describer) -> Describer:
    """Tells of the opposite, which the witness proves, by what tells certificates of that."""

    def tell(certificate: Certificate) -> Wording:
        claim, given, proof, margins = teller(opposite(certificate))
        return f"The statement is false, for this is so: {claim}", given, proof, margins

    return tell


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
