"""The witness that a certificate of the kernel shows, for a person: so that one kept in a file is no other.

The kernel judges what a certificate holds, and not the words beside it. A witness that was kept is believed
where it is the one that the certificates of this verdict give; others beside them tell nothing of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import sympy

from certify.certificates.certificate import Certificate
from certify.claims.results.verdict import Verdict
from certify.claims.statements.at_instance import AtInstance
from certify.claims.statements.constant_ledger import Constants
from certify.claims.statements.extremum import Extremum
from certify.claims.statements.l1_point import L1Point
from certify.claims.statements.mask_enumeration import Masks
from certify.claims.statements.negative_curvature import Curvature
from certify.claims.statements.psd_bound import PsdBound
from certify.claims.statements.statement import Real, Statement
from certify.claims.statements.words import Words
from certify.provers.audit import questions
from certify.provers.outcome import Budget, Outcome

WORDS = {Verdict.REFUTED: "it fails at", Verdict.ILL_POSED: "an expression is undefined at"}


def shows(statement: Statement, outcome: Outcome) -> bool:
    """Whether the witness of an outcome at the grade of the kernel is that of its certificates."""
    asked = questions(statement, outcome.verdict)
    certificates = tuple(one for one in outcome.certificates if (one.rule, one.statement) in asked)
    witness, outcome = dict(outcome.witness), replace(outcome, certificates=certificates)
    if isinstance(statement, Real | Extremum):
        return _shows_point(statement, outcome)
    if isinstance(statement, Words) and outcome.verdict is Verdict.REFUTED:
        from certify.provers.words.witness import model_of, told

        shown = (told(statement, model_of(statement, one)) for one in certificates)
        return (witness, outcome.how) in shown
    if not witness:
        return True
    if isinstance(statement, AtInstance):
        return any((witness, outcome.how) == _other_side(one) for one in certificates)
    if isinstance(statement, L1Point):
        return any(witness == {"the point is": one.witness.get("says")} for one in certificates)
    if isinstance(statement, Curvature):
        return any(witness == _direction(statement, one) for one in certificates)
    if isinstance(statement, Masks | Constants):  # the kernel computes them, at once
        from certify.provers.computation.constant_ledger import ledger
        from certify.provers.computation.mask_enumeration import masks

        found = masks(statement, Budget()) if isinstance(statement, Masks) else ledger(statement, Budget())
        return (dict(found.witness), found.how) == (witness, outcome.how)
    if isinstance(statement, PsdBound):
        from certify.provers.bounds.psd_feasibility import feasible_point

        return any((witness, outcome.how) == feasible_point(statement, one) for one in certificates)
    return False


def _shows_point(statement: Real | Extremum, outcome: Outcome) -> bool:
    """Whether the point told, in witness and words, is that of a certificate; none where it has none."""
    points = [found for one in outcome.certificates if (found := point(statement, one)) is not None]
    by_point = outcome.verdict in WORDS or (isinstance(statement, Real) and statement.exists)
    if not (points and by_point):
        return not outcome.witness
    half, _, words = outcome.how.rpartition(": ")
    start = WORDS.get(outcome.verdict, "by the example")
    if not words.startswith(start) or half not in ("", "bound", "attained"):
        return False
    told = sorted(words.removeprefix(start).strip().split(", "))
    shown = sorted(f"{name} = {value}" for name, value in outcome.witness.items())
    return told == (shown or ["every point"]) and any(
        all(found.get(name) == value for name, value in outcome.witness.items()) for found in points
    )


def point(statement: Real | Extremum, certificate: Certificate) -> dict[str, str] | None:
    """The values of the symbols at the point of a certificate, as readable exact numbers."""
    witness: Any = certificate.witness
    real = statement
    if isinstance(statement, Extremum):
        real = statement.halves[witness.get("half") == "attained"]
        witness = witness.get("witness", {})
    found = witness.get("point") if isinstance(witness, Mapping) else None
    if not isinstance(found, Mapping) or not isinstance(real, Real):
        return None
    radicands = [_rational(text) for text in found["radicands"]]
    numbers = (str(_number(value, radicands)) for value in found["coordinates"])
    return dict(zip((symbol.name for symbol in real.symbols), numbers, strict=True))


def _number(value: Any, radicands: Sequence[sympy.Rational]) -> sympy.Expr:
    if isinstance(value, str):
        return _rational(value)
    total = sympy.Integer(0)
    for coefficient, exponents in value:
        term = _rational(coefficient)
        for exponent, radicand in zip(exponents, radicands, strict=True):
            term *= sympy.sqrt(radicand) ** exponent
        total += term
    return total


def _rational(text: str) -> sympy.Rational:
    number = Fraction(text)
    return sympy.Rational(number.numerator, number.denominator)


def _other_side(certificate: Certificate) -> tuple[dict[str, str], str]:
    reason = certificate.check().reason
    return {"the other side": reason}, reason


def _direction(statement: Curvature, certificate: Certificate) -> dict[str, str]:
    direction = certificate.witness.get("direction") or []
    if not direction:
        return {"least eigenvalue": f"> {statement.bound}"}
    return {f"direction[{s}]": str(x) for s, x in zip(statement.symbols, direction, strict=True)}
