"""What certificates say on whether the equations of a semidefinite program have a solution."""

from fractions import Fraction

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.bounds.psd_bound import program
from certify.certificates.descriptions.notation import Wording
from certify.common.exact import exact_matrix, parse_rational


def wording(certificate: Certificate) -> Wording:
    """The constraints, and a point that satisfies them or why there is none."""
    given, _ = program(certificate)
    count = len(certificate.statement["constraints"])
    if certificate.rule == "psd-feasible":
        given["X"] = exact_matrix(certificate.witness["X"], "X")
        claim = f"Some positive semidefinite X has <A_i, X> = b_i ({count} equations)."
        return claim, given, "The witness is such an X.", {}
    *faces, last = certificate.witness["steps"]
    claim = f"No positive semidefinite X has <A_i, X> = b_i ({count} equations): a bound on it is empty."
    proof = "The witness is y with sum y_i A_i positive semidefinite and b^T y < 0"
    if faces:
        proof += f", on the face of the cone that {len(faces)} such sums with b^T y = 0 leave to X"
    sides = [parse_rational(b, "b") for _, b in certificate.statement["constraints"]]
    y = [parse_rational(x, "y") for x in last["y"]]
    value = sum((b * factor for b, factor in zip(sides, y, strict=True)), Fraction(0))
    return claim, given, f"{proof}.", {"minus b^T y": -value}
