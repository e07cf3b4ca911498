"""Formulas for a page: well-formed, escaped, and worth what the expression is worth."""

import math
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.claims import (
    AtInstance,
    Claim,
    Computed,
    Constants,
    Eq,
    Masks,
    Or,
    Real,
    cases,
    collect,
    mask_bits,
    maximum,
    reals,
    sqrt,
)
from certify.claims.statements.words import Words, matrix, sizes, tr
from certify.formulas.expressions import Cases, Function, Number, Relation, Symbol, parts_of
from certify.formulas.expressions.tree import Node
from certify.recovery.instance.instance import Instance
from certify.report.formula import formula, symbol
from certify.report.mathml import LARGEST, WIDEST, mathml
from tests.expressions.trees import CONDITIONS, DEFINED, NAMES, value

PROOFS = Path(__file__).parents[2] / "proofs"
RELATIONS = {"=", "≤", "≥", "<", ">", "≠"}
PLUS, MINUS, TIMES = {"+"}, {"−"}, {"\N{INVISIBLE TIMES}", "\N{DOT OPERATOR}"}
# All positive, so that no root or logarithm has a choice; alpha and its letter look alike.
POINT = {name: 0.3 + 0.41 * place for place, name in enumerate(NAMES)}
POINT["α"] = POINT["alpha"]
FUNCTIONS: dict[str, Callable[[list[float]], float]] = {
    "min": min, "max": max, "exp": lambda values: math.exp(*values), "log": lambda values: math.log(*values)
}  # fmt: skip


class Reading:
    """A reader of MathML that knows sums, products, powers, fractions, roots, | |, min and max."""

    def __init__(self, point: dict[str, float]) -> None:
        self.point = {text(ElementTree.fromstring(f"<r>{symbol(name)}</r>")): v for name, v in point.items()}

    def element(self, node: Any) -> float:
        parts = list(node)
        match local(node):
            case "mn":
                return float(text(node))
            case "mi" | "msub" | "msubsup" | "mover":
                return self.point[text(node)]
            case "mfrac":
                return self.element(parts[0]) / self.element(parts[1])
            case "msqrt":
                return math.sqrt(self.sequence(parts))
            case "mroot":
                return self.element(parts[0]) ** (1 / self.element(parts[1]))
            case "msup":
                whole = self.point.get(text(node))
                return self.element(parts[0]) ** self.element(parts[1]) if whole is None else whole
            case "mrow":
                return self.sequence(parts)
        raise AssertionError(local(node))

    def sequence(self, parts: list[Any]) -> float:
        self_, rest = self._sum(parts)
        assert rest == [], [text(part) for part in rest]
        return self_

    def _sum(self, parts: list[Any]) -> tuple[float, list[Any]]:
        total, sign = 0.0, 1
        if operator(parts[0]) in PLUS | MINUS:
            sign, parts = (-1 if operator(parts[0]) in MINUS else 1), parts[1:]
        while True:
            value, parts = self._product(parts)
            total += sign * value
            if not parts or operator(parts[0]) not in PLUS | MINUS:
                return total, parts
            sign, parts = (-1 if operator(parts[0]) in MINUS else 1), parts[1:]

    def _product(self, parts: list[Any]) -> tuple[float, list[Any]]:
        value, parts = self._factor(parts)
        while parts and operator(parts[0]) in TIMES:
            factor, parts = self._factor(parts[1:])
            value *= factor
        return value, parts

    def _factor(self, parts: list[Any]) -> tuple[float, list[Any]]:
        first = operator(parts[0])
        if first in FUNCTIONS:
            _, *inside, _ = list(parts[1])
            return FUNCTIONS[first]([self.sequence(piece) for piece in split(inside, ",")]), parts[2:]
        if first == "(":
            value, parts = self._sum(parts[1:])
            assert operator(parts[0]) == ")"
            return value, parts[1:]
        if first == "|":
            value, parts = self._sum(parts[1:])
            assert operator(parts[0]) == "|"
            return abs(value), parts[1:]
        assert not first, first
        return self.element(parts[0]), parts[1:]


def local(node: Any) -> str:
    return str(node.tag).split("}")[-1]


def text(node: Any) -> str:
    return "".join(node.itertext())


def operator(node: Any) -> str:
    return text(node) if local(node) == "mo" else ""


def split(parts: list[Any], mark: str) -> list[list[Any]]:
    pieces: list[list[Any]] = [[]]
    for part in parts:
        if operator(part) == mark:
            pieces.append([])
        else:
            pieces[-1].append(part)
    return pieces


def flat(nodes: list[Any]) -> list[Any]:
    """Parts of one row; a row in which only a relation stands is opened."""
    while len(nodes) == 1 and local(nodes[0]) == "mrow":
        nodes = list(nodes[0])
    return nodes


def sides(nodes: list[Any]) -> tuple[list[Any], str, list[Any]]:
    (place,) = [i for i, node in enumerate(nodes) if operator(node) in RELATIONS]
    return nodes[:place], operator(nodes[place]), nodes[place + 1 :]


def close(found: float, expected: float) -> bool:
    return math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9)


def parsed(fragment: str) -> Any:
    return ElementTree.fromstring(f"<mrow>{fragment}</mrow>")


@given(DEFINED)
def test_a_formula_that_is_read_back_has_the_value_of_the_expression(expression: Any) -> None:
    found = Reading(POINT).sequence(flat([parsed(formula(expression))]))
    assert close(found, value(expression, POINT))


@given(CONDITIONS)
def test_every_condition_is_shown_in_well_formed_mathml_with_the_parts_each_element_takes(tree: Any) -> None:
    takes = {
        "mfrac": 2,
        "msup": 2,
        "msub": 2,
        "msubsup": 3,
        "mroot": 2,
        "mover": 2,
        "mn": 0,
        "mi": 0,
        "mo": 0,
    }
    for node in parsed(formula(tree)).iter():
        assert len(node) == takes.get(local(node), len(node))


@pytest.fixture(scope="module")
def claims() -> tuple[Claim, ...]:
    return collect([PROOFS / "zhang", PROOFS / "beyond"]).claims


def test_the_formulas_of_proofs_are_well_formed_and_most_claims_have_one(claims: tuple[Claim, ...]) -> None:
    shown = [told for claim in claims if (told := mathml(claim.statement)) is not None]
    assert len(shown) > 0.8 * len(claims)
    for told in shown:
        root = ElementTree.fromstring(told)
        assert local(root) == "math"
        assert root.get("display") == "block"
        (table,) = root
        assert {local(row) for row in table} == {"mtr"}


def kinds_in(node: Node) -> set[type]:
    return {type(node)}.union(*map(kinds_in, parts_of(node)))


def test_what_claims_assert_is_what_their_rows_say(claims: tuple[Claim, ...]) -> None:
    """Also where a long relation goes over several rows."""
    looked_at = 0
    for claim in claims:
        statement = claim.statement
        if not isinstance(statement, Real) or not statement.given or statement.exists:
            continue
        relation = statement.show
        if not isinstance(relation, Relation) or kinds_in(relation) & {Cases, Function}:
            continue
        told = mathml(statement)
        if told is None:
            continue
        cells = [list(row[0]) for row in ElementTree.fromstring(told)[0]]
        start = next(
            i for i, cell in enumerate(cells) if local(cell[0]) == "mtext" and "then" in text(cell[0])
        )
        nodes = [node for cell in cells[start:] for node in cell if local(node) != "mtext"]
        left, mark, right = sides(flat(nodes))
        point = {one.name: 0.31 + 0.17 * place for place, one in enumerate(statement.symbols)}
        reading = Reading(point)
        for side, expression in ((left, relation.left), (right, relation.right)):
            try:
                expected = value(expression, point)
            except (ValueError, ZeroDivisionError, TypeError):
                continue  # undefined there
            assert close(reading.sequence(side), expected), claim.id
        assert mark == {"<=": "≤", ">=": "≥", "!=": "≠"}.get(relation.sense, relation.sense)
        looked_at += 1
    assert looked_at > 100


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("eps2", "<msub><mi>ε</mi><mn>2</mn></msub>"),
        ("t_1", "<msub><mi>t</mi><mn>1</mn></msub>"),
        ("lambda_", "<mi>λ</mi>"),
        ("r_star", "<msup><mi>r</mi><mo>⋆</mo></msup>"),
        ("beta_tilde", '<mover accent="true"><mi>β</mi><mo>~</mo></mover>'),
        ("f_M", "<msub><mi>f</mi><mi>M</mi></msub>"),
        ("square1", "<mi>square1</mi>"),
        ("<b>&", "<mi>&lt;b&gt;&amp;</mi>"),
    ],
)
def test_a_name_is_shown_as_a_mathematician_writes_it(name: str, shown: str) -> None:
    assert symbol(name) == shown


def test_two_names_that_would_look_alike_are_left_to_the_text() -> None:
    one, other = reals("x_1 x1")
    assert mathml(Real((one, other), (), one >= other)) is None


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="￾￿"), min_size=1))
def test_no_name_can_become_markup(name: str) -> None:
    x = Symbol(name)
    told = mathml(Real((x,), (), x >= 0))
    assert told is not None
    assert {local(node) for node in ElementTree.fromstring(told).iter()} <= {
        "math", "mtable", "mtr", "mtd", "mtext", "mrow", "mi", "mn", "mo", "msub", "msup", "msubsup", "mover",
    }  # fmt: skip


def test_factors_that_would_run_together_have_a_sign_between_them() -> None:
    a, b, width = reals("a b width")
    half = Number(Fraction(1, 2))
    for product in (2 * Number(Fraction(3)) ** 2, a * 2, 2 * half * a, a * width, width * a):
        assert "\N{DOT OPERATOR}" in formula(product)
    assert "\N{DOT OPERATOR}" not in formula(2 * a * b)


def rows(told: str | None) -> list[str]:
    return [text(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in ElementTree.fromstring(str(told))[0]]


def test_the_parts_of_a_conjunction_stand_in_rows_in_the_order_in_which_they_were_written() -> None:
    b, a = reals("b a")
    told = rows(mathml(Real((a, b), (b > 0,), (b > a) & Or(a < 0, a > 1) & Eq(b, 1))))
    assert told == ["for all a,b", "with b>0", "then b>a", "and a<0∨a>1", "and b=1"]


def test_a_long_sum_goes_over_lines_that_each_fit_and_begin_with_their_signs() -> None:
    a, b = reals("a b")
    long = a
    for power in range(2, 20):
        long = long - a**power * b if power % 2 else long + b**power
    told = rows(mathml(Real((a, b), (), long >= 0)))[1:]
    assert len(told) > 3
    assert all(len(line) <= WIDEST for line in told)
    assert all(line[0] in "+−" for line in told[1:-1])
    assert told[-1] == "≥0"


def test_cases_stand_in_rows_the_last_of_which_may_be_otherwise() -> None:
    (x,) = reals("x")
    told = formula(Eq(x, cases((x, x > 0), (-x, x < -1), (1, True))))
    table = parsed(told).find(".//mtable")
    assert table is not None
    assert [[text(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in line] for line in table] == [
        ["x", "if x>0"], ["−x", "if x<−1"], ["1", "otherwise"]
    ]  # fmt: skip


def test_a_term_has_one_sign_and_parentheses_only_where_another_would_follow_it() -> None:
    a, b = reals("a b")
    for tree, shown in (
        (a + -2 * b, "a−2b"),
        (a - -b, "a−(−b)"),
        (-(a * b), "−ab"),
        (a - (b - 1), "a−(b−1)"),
    ):
        assert text(parsed(formula(tree))).replace("\N{INVISIBLE TIMES}", "") == shown


def test_matrices_have_their_transposes_and_sizes() -> None:
    n, r = sizes("n r")
    X = matrix("X", n, r)
    S = matrix("S", n, n, semidefinite=True)
    told = str(mathml(Words(tr(X.T * S * X), ">=", 0)))
    assert "<msup><mi>X</mi><mo>⊤</mo></msup>" in told
    assert "<msup><mi>ℝ</mi><mrow><mi>n</mi><mo>×</mo><mi>r</mi></mrow></msup>" in told
    assert "semidefinite" in told
    assert "<mo>≥</mo>" in told


def test_an_instance_is_shown_with_its_numbers_unless_it_is_large() -> None:
    told = str(mathml(AtInstance(Instance([[1], [0]], [[0], ["-3/2"]], delta="2/5"), "no counterexample")))
    entries = "<mtd><mrow><mo>−</mo><mfrac><mn>3</mn><mn>2</mn></mfrac></mrow></mtd>"
    assert entries in told
    assert "<mfrac><mn>2</mn><mn>5</mn></mfrac>" in told
    assert "no counterexample exists" in told
    tall = [[Fraction(1)]] * (LARGEST + 1)
    assert mathml(AtInstance(Instance(tall, [[0]] * len(tall), delta="2/5"), "counterexample")) is None


def test_extrema_and_constants_are_shown_and_computations_are_not() -> None:
    (x,) = reals("x")
    told = str(mathml(maximum(x * (1 - x), (x, 0, 1), equals=Fraction(1, 4), at=Fraction(1, 2))))
    assert "the maximum over" in told
    assert "attained at" in told
    told = str(mathml(Constants([("first", sqrt(x), "<=", Fraction(3, 2))], where=[Eq(x, 2)])))
    assert "<mi>x</mi><mo>=</mo><mn>2</mn>" in told
    assert "<msqrt><mi>x</mi></msqrt><mo>≤</mo>" in told
    assert mathml(Computed("something", lambda: "")) is None
    assert mathml(Masks((1, 1), "1/2", mask_bits(1, 1)[0, 0] >= 1, at_least="1/2")) is None
