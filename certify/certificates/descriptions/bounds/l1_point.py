"""What a certificate about a point of an l1 objective says."""

from fractions import Fraction

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.notation import Wording, within_budget
from certify.common.exact import Exact, exact_matrix
from certify.kernel.fields import Field
from certify.kernel.limits import Budget
from certify.kernel.rules.bounds.l1_objective import read_objective

_SAID = {
    "critical": "W is a critical point of f: 0 is in Clarke's subdifferential.",
    "sharp local minimum": "W is a sharp local minimum of f, which grows with the distance of the products.",
    "global minimum": "W is a global minimum of f, over factors with any number of columns.",
    "not critical": "W is not a critical point of f: f' is negative in some direction.",
    "not a local minimum": "W is not a local minimum of f.",
    "not a global minimum": "W is not a global minimum of f.",
}


def wording(certificate: Certificate) -> Wording:
    """The point, and what shows what it is; the value of m f, and how far free signs stay off their ends."""
    statement, says = certificate.statement, certificate.statement["says"]
    factors = [exact_matrix(W, "factors") for W in statement["factors"]]
    symmetric, m = len(factors) == 1, len(statement["measurements"])
    names = ["W"] if symmetric else ["W1", "W2"]
    given: dict[str, str | Exact] = dict(zip(names, factors, strict=True))
    product = "W W^T" if symmetric else "W1 W2"
    G = "(G + G^T) W = 0" if symmetric else "G W2^T = 0 and W1^T G = 0"
    if "signs" in certificate.witness:
        proof = f"The witness is a sign of every residual, with {G} for G = sum signs_i A_i"
        proof += {
            "critical": ".",
            "global minimum": ", and -(G + G^T)/2 semidefinite." if symmetric else ", and G = 0.",
        }.get(says, "; the A_i of zero residuals tell the tangents apart, and the ranks suffice.")
    elif "path" in certificate.witness:
        steps = len(certificate.witness["path"])
        proof = f"The witness is a path W + t D + ... of degree {steps} in t, along which f decreases."
    else:
        proof = "The witness is a point at which f is smaller."
    claim = f"With f = (1/m) sum |y_i - <A_i, {product}>| for {m} measurements: {_SAID[says]}"
    return claim, given, proof, within_budget(lambda budget: _l1_margins(certificate, budget))


def _l1_margins(certificate: Certificate, budget: Budget) -> dict[str, Fraction]:
    statement = (
        Field(certificate.statement[name], name, budget) for name in ("measurements", "data", "factors")
    )
    f = read_objective(*statement)
    residuals = [r for (r,) in f.residuals([f.factors[0] @ f.factors[1]]).entries]
    margins = {"m f": sum(map(abs, residuals), Fraction(0))}
    if "signs" in certificate.witness:
        signs = [field.number() for field in Field(certificate.witness["signs"], "signs", budget).items()]
        free = [abs(sign) for sign, r in zip(signs, residuals, strict=True) if not r]
        margins["1 - the largest sign of a zero residual"] = 1 - max(free, default=Fraction(0))
    return margins
