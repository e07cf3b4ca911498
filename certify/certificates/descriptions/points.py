"""What certificates about points and semidefinite programs say; margins within the kernel's budget."""

from collections.abc import Callable
from fractions import Fraction

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.words_and_constants import Wording, element
from certify.common.exact import Exact, exact_matrix, parse_rational
from certify.kernel.arithmetic.matrix import Matrix
from certify.kernel.arithmetic.polynomial import read_polynomial
from certify.kernel.fields import Field
from certify.kernel.limits import Budget, Declined, Rejected
from certify.kernel.rules.bounds import negative_curvature as rule
from certify.kernel.rules.bounds.l1_objective import read_objective

_SAID = {
    "critical": "W is a critical point of f: 0 is in Clarke's subdifferential.",
    "sharp local minimum": "W is a sharp local minimum of f, which grows with the distance of the products.",
    "global minimum": "W is a global minimum of f, over factors with any number of columns.",
    "not critical": "W is not a critical point of f: f' is negative in some direction.",
    "not a local minimum": "W is not a local minimum of f.",
    "not a global minimum": "W is not a global minimum of f.",
}


def l1_point(certificate: Certificate) -> Wording:
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
    return claim, given, proof, _within_budget(lambda budget: _l1_margins(certificate, budget))


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


def curvature(certificate: Certificate) -> Wording:
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
    return claim, given, proof, _within_budget(lambda budget: _curvature_margin(certificate, budget))


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


def psd_feasibility(certificate: Certificate) -> Wording:
    """The constraints, and a point that satisfies them or why there is none."""
    given, _ = _program(certificate)
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


def _program(certificate: Certificate) -> tuple[dict[str, str | Exact], Fraction]:
    """What is given of a program, and the bound."""
    statement = certificate.statement
    given: dict[str, str | Exact] = {"C": exact_matrix(statement["objective"], "objective")}
    for i, (A, b) in enumerate(statement["constraints"][:4], 1):
        given[f"A{i}"], given[f"b{i}"] = exact_matrix(A, f"A{i}"), str(parse_rational(b, f"b{i}"))
    return given, parse_rational(statement["bound"], "bound")


def psd_bound(certificate: Certificate) -> Wording:
    """The program; as margin how far the value shown is from the bound."""
    statement = certificate.statement
    given, bound = _program(certificate)
    count = len(statement["constraints"])
    if statement["relation"] == "<":
        claim = f"Some positive semidefinite X with <A_i, X> = b_i ({count} equations) has <C, X> < {bound}."
        proof = "The witness is such an X."
        given["X"] = exact_matrix(certificate.witness["X"], "X")
    else:
        claim = f"<C, X> >= {bound} for all positive semidefinite X with <A_i, X> = b_i ({count} equations)."
        proof = "The witness is y with C - sum y_i A_i positive semidefinite and b^T y >= the bound."
    return claim, given, proof, _within_budget(lambda budget: _psd_margin(certificate, budget))


def _psd_margin(certificate: Certificate, budget: Budget) -> dict[str, Fraction]:
    statement = certificate.statement
    objective, bound = (Field(statement[name], name, budget) for name in ("objective", "bound"))
    if statement["relation"] == "<":
        X = Field(certificate.witness["X"], "X", budget).matrix()
        C = objective.matrix()
        budget.spend(4 * len(X.rows) ** 2, C.bits + X.bits)
        return {"bound - <C, X>": bound.number() - C.inner(X)}
    sides = [Field(b, "b", budget).number() for _, b in statement["constraints"]]
    y = [field.number() for field in Field(certificate.witness["y"], "y", budget).items(len(sides))]
    budget.spend(32 * len(y), 4 * budget.denominator.bit_length())
    value = sum((b * factor for b, factor in zip(sides, y, strict=True)), Fraction(0))
    return {"b^T y - bound": value - bound.number()}


def _within_budget(margins: Callable[[Budget], dict[str, Fraction]]) -> dict[str, Fraction]:
    """The margins; none where the file is not of its rule or too laborious, of which the kernel says why."""
    try:
        return margins(Budget())
    except (Rejected, Declined, ZeroDivisionError):
        return {}
