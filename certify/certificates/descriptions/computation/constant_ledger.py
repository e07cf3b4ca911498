"""What a certificate about constants says, and its lines as formulas a person reads."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.notation import Wording
from certify.common.exact import Exact
from certify.kernel import limits
from certify.kernel.fields import Field
from certify.kernel.rules.computation.constant_ledger import Constants, Unclear

DIGITS = 128  # binary, of the margins of a ledger
ATOM, POWER, PRODUCT, SUM = range(4)  # how loosely the parts of a formula hold together


def wording(certificate: Certificate) -> Wording:
    """Its lines; as margins the distances of their sides, to about 30 digits."""
    statement = certificate.statement
    given: dict[str, str | Exact] = {str(name): formula(meaning)[0] for name, meaning in statement["where"]}
    for i, (title, left, relation, right) in enumerate(statement["lines"], 1):
        given[f"line {i}"] = f"{title}: {formula(left)[0]} {relation} {formula(right)[0]}"
    claim = f"Every one of the {len(statement['lines'])} lines below holds."
    proof = (
        "No witness is needed. The kernel computes intervals with rational ends around every constant until "
        "they decide; equality holds where a difference is too small for its degree and height not to be 0."
    )
    return claim, given, proof, _distances(statement)


def _distances(statement: Mapping[str, Any]) -> dict[str, Fraction]:
    """The distances of the sides where they are seen not to be 0, as far as the kernel's budget goes."""
    budget, margins = limits.Budget(), {}
    constants = Constants(DIGITS, budget)
    try:
        for name, meaning in statement["where"]:
            constants.named[name] = constants.value(Field(meaning, "where", budget))
        for i, (_, left, _, right) in enumerate(statement["lines"], 1):
            low, high = constants.value(Field(["-", left, right], "lines", budget)).interval
            if low > 0 or high < 0:
                margins[f"line {i}, between the sides"] = abs(Fraction(low + high, 2 << DIGITS))
    except (Unclear, limits.Rejected, limits.Declined):
        pass  # the kernel's own verdict says what is wrong
    return margins


def formula(node: Any) -> tuple[str, int]:
    """An expression of a ledger in the usual notation, and how loosely its parts hold together."""
    kind, *rest = node
    match kind:
        case "num":
            return rest[0], ATOM if rest[0].isdigit() else PRODUCT
        case "var":
            return rest[0], ATOM
        case "root":
            degree, (inside, _) = rest[0], formula(rest[1])
            return (f"sqrt({inside})" if degree == 2 else f"root({inside}, {degree})"), ATOM
        case "exp" | "log":
            return f"{kind}({formula(rest[0])[0]})", ATOM
        case "^":
            return f"{_inside(rest[0], ATOM)}^{rest[1]}", POWER
        case "+":
            return " + ".join(_inside(part, PRODUCT) for part in rest) or "0", SUM if len(
                rest
            ) > 1 else PRODUCT
        case "*":
            return " ".join(_inside(part, POWER) for part in rest) or "1", PRODUCT
        case "-":
            return f"{_inside(rest[0], SUM)} - {_inside(rest[1], PRODUCT)}", SUM
        case _:
            return f"{_inside(rest[0], POWER)}/{_inside(rest[1], ATOM)}", PRODUCT


def _inside(node: Any, loosest: int) -> str:
    text, looseness = formula(node)
    return f"({text})" if looseness > loosest else text
