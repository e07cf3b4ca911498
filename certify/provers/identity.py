"""Equalities that hold identically, modulo the equations assumed; the kernel re-expands both sides."""

import itertools
from collections.abc import Sequence
from typing import Any

from certify.certificates.certificate import Certificate, certificate
from certify.claims.statement import Real
from certify.claims.verdict import Grade
from certify.provers.normal_form import Cell, Inexpressible, NormalForm, normal_form
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.polynomials import Poly, is_constant, readable, variables_of, written
from certify.provers.settle import Closed, settle


def identity(statement: Real, budget: Budget) -> Outcome:
    """PROVED where every system is the negation of an equality that holds identically.

    Grade KERNEL if the kernel accepted a certificate for every one of them, EXACT if only division did.
    """
    try:
        form = normal_form(statement)
    except Inexpressible as error:
        return undecided(f"identity: {error}")
    return settle(form, _close, budget, "identity")


def _close(form: NormalForm, cells: Sequence[Cell], deadline: float) -> Closed | str:  # noqa: ARG001
    proofs = []
    for cell in cells:
        proof = close_by_identity(form, cell)
        if proof is None:
            return f"no identity shows that this has no solution: {cell.conclusion or 'the hypotheses'}"
        proofs.append(proof)
    grade = max((proof.grade for proof in proofs), key=lambda one: one.rank, default=Grade.NONE)
    return Closed(grade, proofs[0].how, tuple(c for proof in proofs for c in proof.certificates))


def close_by_identity(form: NormalForm, cell: Cell) -> Closed | None:
    """The system N != 0 closed by s N = q_1 h_1 + q_2 h_2 + … with equations h = 0 and s != 0 assumed."""
    if cell.conclusion is None or cell.conclusion.relation != "!=":
        return None
    target = cell.conclusion.polynomial
    equations = [atom.polynomial for atom in cell.atoms if atom.relation == "="]
    nonzero = [atom.polynomial for atom in cell.atoms if atom.relation in (">", "!=")]
    nonzero = [p for p in nonzero if not is_constant(p)]
    for factor in _factors(form, nonzero):
        product = target * factor
        quotients, rest = product.div(equations) if equations and product else ([], product)
        if rest:
            continue
        made = _certificate(form, factor, target, quotients, equations)
        grade = Grade.KERNEL if made else Grade.EXACT
        return Closed(grade, _in_words(factor, target, equations), (made,) if made else ())
    return None


def _factors(form: NormalForm, nonzero: list[Poly]) -> list[Poly]:
    """Products of polynomials that do not vanish, the simplest first."""
    found = [form.ring(1), *nonzero]
    found += [a * b for a, b in itertools.combinations_with_replacement(nonzero[:6], 2)]
    return list(dict.fromkeys(found))


def _in_words(factor: Poly, target: Poly, equations: list[Poly]) -> str:
    if not target:
        return "both sides cancel identically"
    if not equations:
        return "both sides are the same polynomial after clearing denominators"
    by = "" if is_constant(factor) else f", times {readable(factor)} ≠ 0,"
    return f"the difference{by} is a combination of {', '.join(f'{readable(h)} = 0' for h in equations)}"


def _certificate(
    form: NormalForm, factor: Poly, target: Poly, quotients: list[Poly], equations: list[Poly]
) -> Certificate | None:
    used = variables_of([factor, target, *quotients, *equations])
    names = [form.names[i] for i in used]
    right: list[Any] = ["+"]
    for quotient, equation in zip(quotients, equations, strict=bool(quotients)):
        if quotient:
            right.append(["*", _tree(quotient, used, names), _tree(equation, used, names)])
    left = ["*", _tree(factor, used, names), _tree(target, used, names)]
    made = certificate("identity", {"variables": names, "left": left, "right": right}, {})
    try:
        return made if made.check().accepted else None
    except ValueError:
        return None


def _tree(p: Poly, used: Sequence[int], names: Sequence[str]) -> list[Any]:
    terms: list[Any] = ["+"]
    for value, exponents in written(p, used):
        powers = [["^", ["var", names[i]], e] for i, e in enumerate(exponents) if e]
        terms.append(["*", ["num", value], *powers])
    return terms
