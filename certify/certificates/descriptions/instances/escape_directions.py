"""What a certificate says that an instance has no counterexample."""

from fractions import Fraction

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.instances.recovery import (
    error_of,
    fields_of,
    refuse_if_laborious,
    square,
)
from certify.certificates.descriptions.notation import Wording
from certify.certificates.rational import add, inner, lift, multiply, transpose
from certify.common.exact import Exact, exact_matrix, parse_rational


def wording(certificate: Certificate) -> Wording:
    refuse_if_laborious(certificate)
    matrices, numbers, tolerances = fields_of(certificate)
    X, E, delta, witness = matrices["X"], error_of(matrices), numbers["delta"], certificate.witness
    D = [exact_matrix(entry, f"D[{i}]") for i, entry in enumerate(witness["D"])]
    plus, minus = exact_matrix(witness["M_plus"], "M_plus"), exact_matrix(witness["M_minus"], "M_minus")
    U, nu = exact_matrix(witness["U"], "U"), parse_rational(witness["nu"], "nu")
    lifts = [lift(direction, X) for direction in D]
    trace = inner(add(plus, minus, -1), E) + sum((inner(P, P) for P in lifts), Fraction(0))
    local = sum((square(multiply(direction, transpose(X))) for direction in D), Fraction(0))
    diagonal = sum((plus[i][i] + minus[i][i] for i in range(len(plus))), Fraction(0))
    bound = (
        (1 + delta) * trace
        + 2 * delta * nu * inner(U, U)
        + numbers["eps0"] * diagonal
        + numbers["eps1"] * parse_rational(witness["q"], "q")
        + numbers["eps2"] * local
    )
    claim = (
        f"At delta = {delta} no counterexample exists ({tolerances}): for every f with isometry "
        f"constant at most {delta} and ground truth Z Z^T, X is not such a point."
    )
    proof = (
        f"The witness is D0 and {len(D)} second-order directions. For every f in question the sum of the "
        "first-order condition along D0 and the second-order ones along the D_i is at most the bound below, "
        "which is negative: one of them fails."
    )
    given: dict[str, str | Exact] = {**matrices, "D0": exact_matrix(witness["D0"], "D0")}
    given |= {f"D{i + 1}": direction for i, direction in enumerate(D)}
    return claim, given, proof, {"minus the bound": -bound}
