"""Statements about points: what they refuse, what they say, and which certificates are theirs."""

from fractions import Fraction
from typing import Any

import pytest
import sympy

from certify import InputError, Instance, verify
from certify.claims import (
    AtInstance,
    Curvature,
    L1Point,
    PsdBound,
    Rational,
    Real,
    Statement,
    claim,
    reals,
    sqrt,
)
from certify.provers import Budget, decide_statement

x, y = reals("x y")
SADDLE: dict[str, Any] = {"f": x**2 - y**2, "at": {x: 0, y: 0}, "at_most": -2}
POINT: dict[str, Any] = {
    "measurements": [[[1, 0], [0, 0]], [[0, 0], [0, "1/2"]]],
    "data": [1, 3],
    "factors": [[[1], [0]], [[1, 0]]],
    "says": "critical",
}
PROGRAM: dict[str, Any] = {"C": [[2, 1], [1, 1]], "A": [[[1, 0], [0, 1]]], "b": [1], "at_least": "1/4"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"f": sqrt(x)}, "f"),
        ({"f": 1 / x}, "f"),
        ({"f": 0.5}, "f"),
        ({"f": sqrt(2) * x}, "f"),
        ({"f": sympy.pi}, "f"),
        ({"f": x**65}, "f"),
        ({"f": "__import__('os')"}, "f"),
        ({"at": {x: 0}}, "at"),
        ({"at": {}}, "at"),
        ({"at": {"x": 0, "y": 0}}, "at"),
        ({"at": [0, 0]}, "at"),
        ({"at": dict.fromkeys((x, y, *reals(" ".join(f"z{i}" for i in range(1, 16)))), 0)}, "at"),
        ({"at": {x: float("nan"), y: 0}}, "at[x]"),
        ({"at": {x: sqrt(2), y: 0}}, "at[x]"),
        ({"at_most": None}, "at_most"),
        ({"at_least": 1}, "at_most"),
        ({"at_most": "one"}, "at_most"),
        ({"at_most": None, "at_least": float("inf")}, "at_least"),
    ],
)
def test_a_curvature_that_makes_no_sense_is_refused_by_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as refused:
        Curvature(**{**SADDLE, **changes})
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"says": "a minimum"}, "says"),
        ({"factors": []}, "factors"),
        ({"factors": [[[1], [0]]] * 3}, "factors"),
        ({"factors": [[[1], [0]]] * 2}, "factors[1]"),
        ({"factors": [[[1], [float("nan")]], [[1, 0]]]}, "factors[0][1][0]"),
        ({"factors": [[[0]] * 65, [[1, 0]]]}, "factors"),
        ({"measurements": []}, "measurements"),
        ({"measurements": [[[1, 0]], [[0, 0], [0, 1]]]}, "measurements[0]"),
        ({"measurements": [[[1, 0], [0]], [[0, 0], [0, 1]]]}, "measurements[0]"),
        ({"data": [1]}, "data"),
        ({"data": [1, "x"]}, "data[1]"),
    ],
)
def test_a_point_that_makes_no_sense_is_refused_by_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as refused:
        L1Point(**{**POINT, **changes})
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"C": [[0, 1], [2, 0]]}, "C"),
        ({"C": []}, "C"),
        ({"C": [[1, 0]]}, "C"),
        ({"C": [[0] * 65] * 65}, "C"),
        ({"A": [[[1]]]}, "A[0]"),
        ({"A": [[[0, 1], [0, 0]]]}, "A[0]"),
        ({"b": []}, "b"),
        ({"b": [None]}, "b[0]"),
        ({"at_least": "?"}, "at_least"),
    ],
)
def test_a_program_that_makes_no_sense_is_refused_by_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as refused:
        PsdBound(**{**PROGRAM, **changes})
    assert refused.value.field == field


def test_equal_statements_have_equal_hashes_however_their_numbers_are_written() -> None:
    assert (
        Curvature(**SADDLE).hash == Curvature(f=(x - y) * (x + y), at={y: "0", x: 0.0}, at_most="-2.0").hash
    )
    assert L1Point(**POINT).hash == L1Point(**{**POINT, "data": ("2/2", Fraction(3))}).hash
    assert PsdBound(**PROGRAM).hash == PsdBound(**{**PROGRAM, "at_least": 0.25}).hash


def test_what_is_said_otherwise_has_another_hash() -> None:
    said = [
        Curvature(**SADDLE),
        Curvature(**{**SADDLE, "at_most": None}, at_least=-2),
        Curvature(**SADDLE, critical=True),
        Curvature(**{**SADDLE, "at": {x: 0, y: 1}}),
        L1Point(**POINT),
        L1Point(**{**POINT, "says": "not critical"}),
        PsdBound(**PROGRAM),
        PsdBound(**{**PROGRAM, "b": [2]}),
    ]
    assert len({statement.hash for statement in said}) == len(said)
    assert len({statement.text() for statement in said}) == len(said) - 1  # the text leaves b out


def test_names_the_format_does_not_have_are_replaced() -> None:
    odd = reals("α β")
    statement = Curvature(odd[0] * odd[1], dict.fromkeys(odd, Rational(1, 2)), at_most=-1)
    assert statement.document()["variables"] == ["x1", "x2"]
    assert decide_statement(statement, Budget()).verdict.value == "PROVED"


EXAMPLE = Instance([["1"], ["0"]], [["0"], ["3/2"]], delta="2/5")
ASKED = [
    Curvature(**SADDLE),
    Curvature(**{**SADDLE, "at_most": -3}),
    Curvature(**{**SADDLE, "at_most": None}, at_least=-2, critical=True),
    Curvature(**{**SADDLE, "at_most": None}, at_least=0),
    *(L1Point(**{**POINT, "says": says}) for says in ("critical", "not critical", "not a local minimum")),
    PsdBound(**PROGRAM),
    PsdBound(**{**PROGRAM, "at_least": 1}),
    AtInstance(EXAMPLE, "no counterexample"),
    AtInstance(EXAMPLE, "counterexample"),
]


@pytest.mark.parametrize("statement", ASKED, ids=lambda statement: statement.text()[:60])
def test_the_certificate_found_is_one_of_those_asked_for_by_its_verdict_only(
    statement: Statement,
) -> None:
    outcome = decide_statement(statement, Budget())
    proved = outcome.verdict.value == "PROVED"
    assert proved or outcome.verdict.value == "REFUTED"
    for side in (True, False):
        questions = statement.asks(side)
        assert questions is not None
        accepted = [
            verify(found, question).accepted and found.rule == rule
            for found in outcome.certificates[:1]
            for rule, question in questions
        ]
        assert any(accepted) == (side == proved)


def test_the_certificate_of_a_claim_about_reals_is_of_its_document() -> None:
    (a,) = reals("a")
    statement = claim("a square", show=a**2 >= 0).statement
    assert isinstance(statement, Real)
    assert statement.asks() == (("real", statement.document()),)
    assert statement.asks(proved=False) == (("real-refuted", statement.document()),)
