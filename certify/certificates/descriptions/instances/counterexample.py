"""What a certificate of a counterexample at an instance says."""

from fractions import Fraction

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.instances.recovery import (
    error_of,
    fields_of,
    refuse_if_laborious,
    square,
)
from certify.certificates.descriptions.notation import Wording
from certify.certificates.rational import add, inner, multiply, transpose
from certify.common.exact import Exact, exact_matrix


def wording(certificate: Certificate) -> Wording:
    refuse_if_laborious(certificate)
    matrices, numbers, tolerances = fields_of(certificate)
    witness = certificate.witness
    S, G = exact_matrix(witness["S"], "S"), exact_matrix(witness["G"], "G")
    X, E = matrices["X"], error_of(matrices)
    delta = numbers["delta"]
    scaled: Exact = tuple(tuple((1 + delta) * x for x in row) for row in E)
    w = add(add(scaled, S, -1), G)
    claim = (
        f"At delta = {delta} there is a counterexample ({tolerances}): some "
        f"f(U) = 1/2 ||A(U U^T) - b||^2 with isometry constant at most {delta} and ground truth Z Z^T has X "
        "as a spurious point."
    )
    proof = (
        "The witness is S and G. With w = (1 + delta) E - S + G the operator "
        "H = (1 + delta) Id - w w^T / <E, w> has H(E) + G = S and lies in the band; the first- and "
        "second-order conditions hold at X."
    )
    margins = {"2 delta <E, w> - ||w||^2": 2 * delta * inner(E, w) - inner(w, w)}
    if numbers["eps1"]:
        margins["eps1^2 - 4 ||S Pi||^2"] = numbers["eps1"] ** 2 - 4 * _square_on_range(S, X)
    else:
        residue = multiply(S, X)
        margins["||S X||^2 (must be 0)"] = inner(residue, residue)
    given: dict[str, str | Exact] = {**matrices, "S": S}
    return claim, {**given, "G": G} if any(map(any, G)) else given, proof, margins


def _square_on_range(S: Exact, X: Exact) -> Fraction:
    """||S Pi||^2, with Pi = sum x x^T/||x||^2 over an orthogonal basis of the range of X."""
    total = Fraction(0)
    basis: list[Exact] = []
    for column in transpose(X):
        x: Exact = (column,)
        for b in basis:
            x = add(x, b, -inner(x, b) / inner(b, b))
        if any(x[0]):
            basis.append(x)
            total += square(multiply(x, S)) / square(x)
    return total
