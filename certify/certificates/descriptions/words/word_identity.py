"""What a certificate of a relation between words says, for matrices of all sizes."""

from collections.abc import Mapping
from typing import Any

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.notation import Wording, element, relation_of
from certify.common.exact import Exact


def wording(certificate: Certificate) -> Wording:
    """The two sides, the letters and what is assumed of them."""
    statement, witness = certificate.statement, certificate.witness
    given = hypotheses_and_sides(statement)
    assumed = " that satisfy the relations and facts" if statement["relations"] or statement["facts"] else ""
    claim = f"left {relation_of(statement)} right, for matrices of all sizes{assumed}."
    multiples, squares = len(witness["cofactors"]), len(witness["squares"])
    proof = (
        f"left - right is the sum of {multiples} multiples of relations, which vanish, and of {squares} sums "
        "of squares times facts, which are nonnegative; the kernel expands both and compares coefficients."
    )
    return claim, given, proof, {}


def hypotheses_and_sides(statement: Mapping[str, Any]) -> dict[str, str | Exact]:
    """Letters, relations, facts and sides of a statement about words."""
    variables = [*statement["sizes"], *statement["parameters"]]
    kinds = {"general": "", "symmetric": ", symmetric", "semidefinite": ", positive semidefinite"}
    given: dict[str, str | Exact] = {
        name: f"{rows} x {columns}{kinds[kind]}" for name, rows, columns, kind in statement["letters"]
    }
    for i, relation in enumerate(statement["relations"], 1):
        given[f"relation {i}"] = f"{element(relation, variables)} = 0"
    for i, fact in enumerate(statement["facts"], 1):
        given[f"fact {i}"] = f"{element(fact, variables)} >= 0"
    given["left"], given["right"] = (element(statement[side], variables) for side in ("left", "right"))
    return given
