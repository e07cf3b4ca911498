"""What a certificate of a bound on a semidefinite program says."""

from fractions import Fraction

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.notation import Wording, within_budget
from certify.common.exact import Exact, exact_matrix, parse_rational
from certify.kernel.fields import Field
from certify.kernel.limits import Budget


def wording(certificate: Certificate) -> Wording:
    """The program; as margin how far the value shown is from the bound."""
    statement = certificate.statement
    given, bound = program(certificate)
    count = len(statement["constraints"])
    if statement["relation"] == "<":
        claim = f"Some positive semidefinite X with <A_i, X> = b_i ({count} equations) has <C, X> < {bound}."
        proof = "The witness is such an X."
        given["X"] = exact_matrix(certificate.witness["X"], "X")
    else:
        claim = f"<C, X> >= {bound} for all positive semidefinite X with <A_i, X> = b_i ({count} equations)."
        proof = "The witness is y with C - sum y_i A_i positive semidefinite and b^T y >= the bound."
    return claim, given, proof, within_budget(lambda budget: _psd_margin(certificate, budget))


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


def program(certificate: Certificate) -> tuple[dict[str, str | Exact], Fraction]:
    """What is given of a program, and the bound."""
    statement = certificate.statement
    given: dict[str, str | Exact] = {"C": exact_matrix(statement["objective"], "objective")}
    for i, (A, b) in enumerate(statement["constraints"][:4], 1):
        given[f"A{i}"], given[f"b{i}"] = exact_matrix(A, f"A{i}"), str(parse_rational(b, f"b{i}"))
    return given, parse_rational(statement["bound"], "bound")
