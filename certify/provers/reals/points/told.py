"""The point that a certificate about real numbers shows, for a person, and whether an outcome tells it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import sympy

from certify.certificates.certificate import Certificate
from certify.claims.results.verdict import Verdict
from certify.claims.statements.extremum import Extremum
from certify.claims.statements.statement import Real
from certify.provers.outcome import Outcome

WORDS = {Verdict.REFUTED: "it fails at", Verdict.ILL_POSED: "an expression is undefined at"}


def shows(statement: Real | Extremum, outcome: Outcome) -> bool:
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
