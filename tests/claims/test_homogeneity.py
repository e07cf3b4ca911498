"""Formulas of unequal degrees are found, homogeneous ones are not; and a finding is no verdict."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from certify import InputError, check
from certify.claims import (
    Abs,
    And,
    Eq,
    Max,
    Min,
    Ne,
    Or,
    Piecewise,
    Rational,
    claim,
    collect,
    exp,
    log,
    reals,
    sqrt,
)
from certify.claims.homogeneity import declared, findings
from certify.claims.statements.words import Words, inner, matrix, parameters, sizes, square, tr
from certify.cli import main

x, y, a, u, free = reals("x y a u free")  # degrees 1, 1, 2, 0, and any
DEGREES = {"x": Fraction(1), "y": Fraction(1), "a": Fraction(2), "u": Fraction(0)}


def found(show: Any, given: tuple[Any, ...] = ()) -> list[str]:
    return findings(claim("c", show, given=given).statement, DEGREES)


@pytest.mark.parametrize(
    "show",
    [
        x * y <= a,
        x**2 + a >= u * a,
        sqrt(x**2 + y**2) <= x + y,
        sqrt(a) >= Abs(x),
        x / y <= 1 + u,
        a ** Rational(3, 2) >= x**3,
        Max(x, y, sqrt(a)) >= Min(x, 0),
        Piecewise((x, x > y), (y, True)) >= 0,
        Or(x > 0, And(a < y**2, Ne(x, y))),
        Eq(a, free),
        free + u * free >= a,
        x * free + y >= free,
        exp(u + x / y) >= log(1 + u) * 3,
        x > 0,
    ],
    ids=str,
)
def test_homogeneous_formulas_and_undeclared_symbols_are_left_alone(show: Any) -> None:
    assert found(show) == []


@pytest.mark.parametrize(
    ("show", "told"),
    [
        (x >= a, "the sides have the degrees 1, 2: x >= a"),
        (x >= 1, "the sides have the degrees 0, 1"),
        (x + a >= free, "a sum of terms of the degrees 1, 2: x + a"),
        (sqrt(a + x) >= free, "a sum of terms of the degrees 1, 2"),
        (sqrt(a) >= x**2, "the sides have the degrees 1, 2"),
        (Abs(a) >= x, "the sides have the degrees 1, 2"),
        (Max(a, x) >= free, "a choice between the degrees 1, 2"),
        (Min(u, x) >= free, "a choice between the degrees 0, 1"),
        (Piecewise((x, u > 0), (a, True)) >= free, "a choice between the degrees 1, 2"),
        (Piecewise((free, x > 1), (0, True)) >= free + 1, "the sides have the degrees 0, 1: x > 1"),
        (exp(x) >= free, "an argument of the degree 1"),
        (log(a) >= free, "an argument of the degree 2"),
        (Or(u > 0, x > a), "the sides have the degrees 1, 2"),
        (sqrt(x) / y >= u, "the sides have the degrees -1/2, 0"),
    ],
    ids=str,
)
def test_unequal_degrees_are_found(show: Any, told: str) -> None:
    lines = found(show)
    assert any(told in line for line in lines), lines
    assert len(lines) == len(set(lines))


def test_hypotheses_are_looked_at_as_well() -> None:
    assert found(x > 0, given=(a > y,)) == ["the sides have the degrees 1, 2: a > y"]


def test_words_are_looked_at_by_their_letters() -> None:
    n, r = sizes("n r")
    (t,) = parameters("t")
    X, Z, H = matrix("X", n, r), matrix("Z", n, r), matrix("H", n, n)
    degrees = declared({X: 1, Z: 1, "t": 0})
    known = {name: degree for name, degree in degrees.items() if degree is not None}
    assert findings(Words(square(X - t * Z), ">=", n * 0 * tr(X.T * X)), known) == []
    assert findings(Words(inner(H * X, Z), "==", tr(H * X * Z.T * X * X.T)), known) == []
    (line,) = findings(Words(square(X), ">=", square(X * Z.T), nonnegative=(square(Z) - n,)), known)[:1]
    assert line.startswith("the relation has terms of the degrees 2, 4")
    both = findings(Words(square(X), ">=", square(X * Z.T), vanishing=(X * Z.T * X - X,)), known)
    assert [line.split(":")[0] for line in both] == [
        "the relation has terms of the degrees 2, 4",
        "a hypothesis has terms of the degrees 1, 3",
    ]


@pytest.mark.parametrize("degree", [1.5, "one", True, [1]])
def test_a_degree_is_a_rational_number(degree: object) -> None:
    with pytest.raises(InputError, match="degree"):
        claim("c", x > 0, scaling={x: degree})


def test_the_folder_the_file_and_the_claim_declare_in_this_order(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "_scaling.py").write_text(
        'SCALING = {"x": 1, "y": 1, "lemma": {"y": 2, "z": 3}, "other": {"x": 5}}\n'
    )
    (folder / "lemma.py").write_text(
        "from certify.claims import claim, reals\n"
        'x, y, z = reals("x y z")\n'
        'SCALING = {"z": None}\n'
        'first = claim("first", x > y)\n'
        'second = claim("second", x > 0, scaling={x: 4})\n'
        'third = second.repaired("it", show=x >= 0)\n'
    )
    first, second, third = collect([folder]).claims
    assert first.scaling == {"x": 1, "y": 2, "z": None}
    assert second.scaling["x"] == third.scaling["x"] == 4


def test_findings_are_told_when_asked_for_and_change_no_verdict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "paper" / "lemma.py"
    file.parent.mkdir()
    file.write_text(
        "from certify.claims import claim, reals\n"
        'x, y = reals("x y")\n'
        'SCALING = {"x": 1, "y": 1}\n'
        'odd = claim("odd", given=[y > 0], show=x**2 + y > 0)\n'
        'even = claim("even", x**2 + y**2 >= 2 * x * y)\n'
    )
    options = [str(tmp_path), "--cache", "", "--jobs", "1"]
    assert main(["check", *options, "--lint"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[-2].startswith(
        "paper/lemma.odd: homogeneity: a sum of terms of the degrees 1, 2: x**2 + y; check the transcription"
    )
    assert main(["check", *options]) == 0
    assert "lint" not in capsys.readouterr().out
    results = check([tmp_path], jobs=0, cache=None)
    assert [r.verdict.value for r in results] == ["PROVED", "PROVED"]
    assert [len(r.lint) for r in results] == [1, 0]
