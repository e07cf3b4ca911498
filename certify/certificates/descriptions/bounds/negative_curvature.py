"""What a certificate about the least eigenvalue of a Hessian says."""

from fractions import Fraction

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.notation import Wording, element, within_budget
from certify.common.exact import Exact, parse_rational
from certify.kernel.arithmetic.matrix import Matrix
from certify.kernel.arithmetic.polynomial import read_polynomial
from certify.kernel.fields import Field
from certify.kernel.limits import Budget
from certify.kernel.rules.bounds import negative_curvature as rule


def wording(certificate: Certificate) -> Wording:
    """The polynomial and the point; as margin how far the bound is from what was shown."""
    statement, witness = certificate.statement, certificate.witness
    variables = list(statement["variables"])
    polynomial = {"terms": [[c, exponents, []] for c, exponents in statement["polynomial"]]}
    given: dict[str, str | Exact] = {"f": element(polynomial, variables)}
    given["point"] = ", ".join(f"{x} = {a}" for x, a in zip(variables, statement["point"], strict=True))
    kind = "a critical point of f, where" if statement["critical"] == 1 else "a point where"
    words = {"<=": "at most", "<": "less than", ">=": "at least", ">": "greater than"}
    value = f"{words[statement['relation']]} {parse_rational(statement['bound'], 'bound')}"
    claim = f"The point below is {kind} the least eigenvalue of the Hessian of f is {value}."
    if statement["relation"][0] == ">":
        proof = "The kernel computes the Hessian, and H - (bound + margin) I is positive semidefinite."
        return claim, given, proof, {"margin": parse_rational(witness["margin"], "margin")}
    given["d"] = ", ".join(f"{x}: {a}" for x, a in zip(variables, witness["direction"], strict=True))
    proof = "The witness is the direction d; the kernel computes the Hessian, and the curvature along d."
    return claim, given, proof, within_budget(lambda budget: _curvature_margin(certificate, budget))


def _curvature_margin(certificate: Certificate, budget: Budget) -> dict[str, Fraction]:
    names = ("polynomial", "point", "bound")
    polynomial, at, bound = (Field(certificate.statement[name], name, budget) for name in names)
    direction = Field(certificate.witness["direction"], "direction", budget)
    point = [field.number() for field in at.items()]
    f = read_polynomial(polynomial, len(point))
    gradient = [rule.derivative(f, axis, budget) for axis in range(len(point))]
    H = rule.hessian(gradient, point, budget)
    d = Matrix.of([[field.number()] for field in direction.items(len(point))])
    budget.spend(32 * len(point) ** 2, H.bits + 2 * d.bits)
    return {"bound - d^T H d / |d|^2": bound.number() - d.inner(H @ d) / d.inner(d)}
