"""What a certificate about random masks says."""

from typing import Any

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.notation import Wording, relation_of, sum_of
from certify.common.exact import Exact, exact_matrix, parse_rational
from certify.kernel import limits
from certify.kernel.fields import Field
from certify.kernel.rules.computation.mask_enumeration import evaluate


def wording(certificate: Certificate) -> Wording:
    """The event, and how far its probability is from the bound."""
    statement = certificate.statement
    chances = exact_matrix(statement["probabilities"], "probabilities")
    (kind, subject), bound = statement["quantity"], parse_rational(statement["bound"], "bound")
    n1, n2 = len(chances), len(chances[0])
    claimed = f"{relation_of(statement)} {bound}"
    if kind == "mean":
        claim = f"In a random {n1} x {n2} mask the mean of the polynomial below is {claimed}."
        given: dict[str, str | Exact] = {"polynomial": _in_bits(subject, n2)}
    else:
        claim = f"In a random {n1} x {n2} mask the event below has a probability {claimed}."
        given = {"event": _event(subject, n2)}
    given["probabilities"] = chances
    proof = (
        "No witness is needed. Entry (i, j), from 0, is observed (w_i_j = 1) with the probability shown, all "
        "independently; the kernel computes the quantity exactly, bit by bit."
    )
    budget = limits.Budget()
    fields = (Field(statement[name], name, budget) for name in ("probabilities", "quantity"))
    try:
        margins = {f"{kind} - bound": evaluate(*fields)[1] - bound}
    except (limits.Rejected, limits.Declined):
        margins = {}
    return claim, given, proof, margins


def _event(node: Any, n2: int) -> str:
    kind, *rest = node
    if kind == "holds":
        return f"{_in_bits(rest[0], n2)} {rest[1]} 0"
    if kind == "not":
        return f"not ({_event(rest[0], n2)})"
    parts = [_event(part, n2) for part in rest]
    return f" {kind} ".join(f"({part})" for part in parts) or {"and": "always", "or": "never"}[kind]


def _in_bits(terms: Any, n2: int) -> str:
    def name(position: int) -> str:
        return "w_{}_{}".format(*divmod(position, n2))

    return sum_of((coefficient, " ".join(map(name, bits))) for coefficient, bits in terms)
