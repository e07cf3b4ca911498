"""What a certificate about a sentence on real numbers says."""

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.notation import Wording
from certify.certificates.descriptions.reals.sentences import (
    name_of,
    numbered,
    one_of,
    point,
    proof_of,
    said,
    with_hypotheses,
    written,
)
from certify.common.exact import Exact


def wording(certificate: Certificate) -> Wording:
    """The sentence, its hypotheses one by one, and the point of the witness."""
    statement, witness = certificate.statement, certificate.witness
    symbols, quantifier = statement["symbols"], one_of(statement["quantifier"], ("for all", "there are"))
    names = ", ".join(map(name_of, symbols)) or "no variables"
    given: dict[str, str | Exact] = numbered(statement["given"])
    given["conclusion"] = written(statement["show"])
    sentence = f"{quantifier} {names}{with_hypotheses(statement['given'])}: {given['conclusion']}."
    if "point" in witness:
        given["point"] = point(witness["point"], symbols)
    elsewhere = f"{quantifier} values of the symbols with the hypotheses below, the conclusion holds."
    return said(certificate, sentence, elsewhere), given, proof_of(witness), {}
