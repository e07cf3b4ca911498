"""Whole theorems as MathML: what is bound, each premise and the conclusion in rows, with signs that hold."""

import html
import re

import pytest

from certify.claims import Theorem
from certify.claims.derivations import (
    equal,
    exists,
    forall,
    form,
    identity,
    inner,
    matrix,
    parameters,
    sizes,
    square,
)
from certify.claims.derivations.theorem import theorem
from certify.report.mathml import mathml

n, m = sizes("n m")
x, y, eps0 = parameters("x y eps0")
A, B, M = (matrix(name, n, m) for name in "ABM")
S = matrix("S", n, n, "semidefinite")
H = form("H", n, m)


def rows(sequent):
    """The text of each row; an indent is a tab."""
    told = mathml(Theorem(theorem("shown", sequent, lambda _: None)))
    assert told is not None
    lines = re.findall(r'<mtr><mtd style="text-align:left">(.*?)</mtd></mtr>', told)
    bare = (re.sub(r"<[^>]+>", "", line.replace('<mspace width="1.5em"/>', "\t")) for line in lines)
    return [html.unescape(line).replace("\xa0", " ").replace("\N{INVISIBLE TIMES}", "·") for line in bare]


def test_a_premise_for_all_and_a_conclusion_that_exists():
    bounded = forall([M], [equal(M, A)], H(M, M) >= (1 - eps0) * square(M))
    said = forall(
        [n, m, eps0, A, S, H], [x * 0 + eps0 > 0, bounded], exists([y], [y > 0, equal(y**2, inner(A, A))])
    )
    assert rows(said) == [
        "for all n∈ℕ,m∈ℕ,ε0∈ℝ,A∈ℝn×m,S∈ℝn×n ⪰ 0 ,",
        "\ta symmetric form H on ℝn×m",
        "with x·0+ε0>0",
        "and for all M∈ℝn×m",
        "\twith M=A",
        "\tthen H(M,M)≥(1−ε0)·‖M‖2",
        "then there are y∈ℝ",
        "with y>0",
        "and y2=⟨A,A⟩",
    ]


@pytest.mark.parametrize(
    ("atom", "shown"),
    [
        (x - (y - x) >= 0, "x≥y−x"),
        (x - (y - x) + y >= 1, "x−(y−x)+y≥1"),
        (x + (-y) >= x * 0, "x+(−y)≥x·0"),
        (-x * (x + y) ** 2 >= square(x + y), "(−x)·(x+y)2≥(x+y)2"),
        (equal(A.T * (A - B), identity(m)), "A⊤·(A−B)=Im"),
        (x / 2 > y, "12·x>y"),
    ],
)
def test_signs_and_parentheses(atom, shown):
    assert rows(forall([n, m, x, y, A, B], [], atom))[-1] == shown


def test_cases_and_contradictions_are_told():
    assert rows(forall([x], [], either=[x > 0, equal(x), -x > 0]))[1:] == ["x>0", "or x=0", "or −x>0"]
    assert rows(forall([x], [x > 0, -x > 0], either=()))[-1] == "then there is a contradiction "


def test_names_that_look_alike_are_left_to_the_text():
    a, b = parameters("x_1 x1")
    assert mathml(Theorem(theorem("shown", forall([a, b], [], a >= b), lambda _: None))) is None
