"""Equalities that hold identically, modulo the equations assumed."""

import itertools
from collections.abc import Sequence
from fractions import Fraction

from certify.claims.results.verdict import Grade
from certify.provers.reals.closing.frame import Closed, Frame
from certify.provers.reals.closing.refutation import Identity
from certify.provers.reals.normal_form import Cell
from certify.provers.reals.polynomials import Poly, is_constant, readable

Factors = tuple[Poly, ...]


def close_by_identity(frame: Frame, cell: Cell, deadline: float = 0.0) -> Closed | None:
    """The system N != 0 closed by s N = q_1 h_1 + q_2 h_2 + … with equations h = 0 and s != 0 assumed."""
    del deadline  # division is quick
    if cell.conclusion is None or cell.conclusion.relation != "!=":
        return None
    target = cell.conclusion.polynomial
    equations = [atom.polynomial for atom in cell.atoms if atom.relation == "="]
    nonzero = [atom.polynomial for atom in cell.atoms if atom.relation in (">", "!=")]
    nonzero = [p for p in nonzero if not is_constant(p)]
    for factors in _factors(nonzero):
        product = target
        for factor in factors:
            product *= factor
        quotients, rest = product.div(equations) if equations and product else ([], product)
        if rest:
            continue
        strict = tuple((p, 1) for p in (target, *factors))
        used = zip(equations, quotients, strict=bool(quotients))
        multipliers = tuple((h, -quotient) for h, quotient in used if quotient)
        why = Identity(Fraction(1), strict, (), multipliers)
        return Closed(Grade.KERNEL, _in_words(frame, factors, target, equations), why)
    return None


def _factors(nonzero: Sequence[Poly]) -> list[Factors]:
    """Products of polynomials that do not vanish, as their factors, the simplest first."""
    found: list[Factors] = [(), *((p,) for p in nonzero)]
    found += list(itertools.combinations_with_replacement(nonzero[:6], 2))
    return list(dict.fromkeys(found))


def _in_words(frame: Frame, factors: Factors, target: Poly, equations: Sequence[Poly]) -> str:
    if not target:
        return "both sides cancel identically"
    if not equations:
        return "both sides are the same polynomial after clearing denominators"
    product = frame.ring(1)
    for factor in factors:
        product *= factor
    by = f", times {readable(product)} ≠ 0," if factors else ""
    return f"the difference{by} is a combination of {', '.join(f'{readable(h)} = 0' for h in equations)}"
