"""What a certificate about a maximum or minimum says."""

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

_HALVES = {"bound": "On the bound:", "attained": "On the place where it is attained:"}


def wording(certificate: Certificate) -> Wording:
    """The sentence with its interval, its value and its place, and the points of the witness."""
    statement, witness = certificate.statement, certificate.witness
    kind, (name, *ends) = one_of(statement["extremum"], ("maximum", "minimum")), statement["over"]
    low, high = (None if end == ["none"] else written(end) for end in ends)
    given: dict[str, str | Exact] = numbered(statement["given"])
    given["expression"] = written(statement["expression"])
    given["over"] = f"{f'{low} <= ' if low else ''}{name_of(name)}{f' <= {high}' if high else ''}"
    given[kind] = written(statement["equals"])
    place = ""
    if statement["at"] != ["none"]:
        given["attained at"] = f"{name} = {written(statement['at'])}"
        place = f", attained at {given['attained at']}"
    sentence = (
        f"for all values{with_hypotheses(statement['given'])}: the {kind} of {given['expression']} "
        f"over {given['over']} is {given[kind]}{place}."
    )
    elsewhere = f"for all values with the hypotheses below, the expression has the {kind} below."
    halves = witness if certificate.rule == "extremum" else {witness["half"]: witness["witness"]}
    proofs = []
    for half in filter(halves.__contains__, _HALVES):
        part = halves[half]
        if "point" in part:
            given[f"point, {half}"] = point(part["point"], statement["symbols"])
        proof = proof_of(part)
        proofs.append(f"{_HALVES[half]} {proof[0].lower()}{proof[1:]}")
    return said(certificate, sentence, elsewhere), given, " ".join(proofs), {}
