"""What a certificate of a theorem says, as formulas a person reads."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from certify.certificates.certificate import Certificate
from certify.certificates.descriptions.notation import Wording
from certify.common.exact import Exact

RELATIONS = {"eq": "= 0", "ge": ">= 0", "gt": "> 0"}
KINDS = {"general": "", "symmetric": ", symmetric", "semidefinite": ", positive semidefinite"}
SUM, PRODUCT, POWER, ATOM = range(4)


def wording(certificate: Certificate) -> Wording:
    """The objects, premises and conclusion; how many steps of which kind prove it, and from what."""
    statement, steps = certificate.statement, list(_steps(certificate.witness["steps"]))
    given: dict[str, str | Exact] = {**dict(_objects(statement))}
    for name, kind, body in statement["premises"]:
        given[f"premise {name}"] = fact(kind, body)
    for i, case in enumerate(statement["cases"], 1):
        given["conclusion" + (f", case {i}" if len(statement["cases"]) > 1 else "")] = _case(case)
    counted = Counter(str(step["step"]) for step in steps)
    used = sorted(
        {step["sequent"][1] for step in steps if step["step"] == "apply" and step["sequent"][0] == "library"}
    )
    claim = "For all sizes and all objects below, the premises imply the conclusion."
    listed = ", ".join(f"{count} {name}" for name, count in sorted(counted.items()))
    proof = f"Steps: {listed}. Library facts: {', '.join(used) or 'none'}. The kernel repeats every step."
    return claim, given, proof, {}


def _steps(steps: Sequence[Any]) -> Iterator[Mapping[str, Any]]:
    """All steps, those within others included."""
    for step in steps:
        yield step
        yield from _steps(step.get("steps", []))
        for case in step["cases"] if step["step"] == "apply" else []:
            yield from _steps(case.get("steps", []))


def _objects(sequent: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((name, "a size") for name in sequent.get("sizes", []))
    yield from ((name, "a real number") for name in sequent["parameters"])
    for name, rows, columns, kind in sequent["letters"]:
        yield name, f"{rows} x {columns}{KINDS[kind]}"
    for name, rows, columns in sequent.get("forms", []):
        yield name, f"a symmetric bilinear form on {rows} x {columns} matrices"


def _case(case: Mapping[str, Any]) -> str:
    some = ", ".join(f"{name} ({what})" for name, what in _objects(case))
    facts = " and ".join(fact(kind, body) for _, kind, body in case["facts"]) or "true"
    return f"there are {some} with {facts}" if some else facts


def fact(kind: str, body: Any) -> str:
    """A fact in the usual notation."""
    if kind != "all":
        return f"{formula(body)[0]} {RELATIONS[kind]}"
    some = ", ".join(f"{name} ({what})" for name, what in _objects(body))
    premises = " and ".join(fact(kind, inner) for _, kind, inner in body["premises"])
    cases = " or ".join(map(_case, body["cases"])) or "a contradiction"
    implied = f"{premises} implies {cases}" if premises else cases
    return f"for all {some}: {implied}" if some else implied


def formula(node: Any) -> tuple[str, int]:
    """An element in the usual notation, and how tightly its parts hold together."""
    if isinstance(node, str):
        return node, ATOM if node.isidentifier() or node.isdigit() else PRODUCT if Fraction(node) > 0 else SUM
    head, *rest = node
    match head:
        case "+":
            return " + ".join(_within(part, SUM) for part in rest), SUM
        case "-":
            first = _within(rest[0], SUM) if len(rest) == 2 else ""
            return f"{first} - {_within(rest[-1], PRODUCT)}".strip(), SUM
        case "*":
            return " ".join(_within(part, PRODUCT) for part in rest), PRODUCT
        case "^":
            return f"{_within(rest[0], ATOM)}^{rest[1]}", POWER
        case "T":
            return f"{_within(rest[0], ATOM)}'", ATOM
        case "I":
            return f"I_{rest[0]}", ATOM
        case "0":
            return "0", ATOM
        case "tr":
            return f"tr({formula(rest[0])[0]})", ATOM
        case "inner":
            return f"<{formula(rest[0])[0]}, {formula(rest[1])[0]}>", ATOM
        case "square":
            return f"|{formula(rest[0])[0]}|^2", ATOM
        case "form":
            return f"{rest[0]}({formula(rest[1])[0]}, {formula(rest[2])[0]})", ATOM
    raise ValueError("not an element")


def _within(node: Any, tight: int) -> str:
    text, loose = formula(node)
    return text if loose >= tight else f"({text})"
