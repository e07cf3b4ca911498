"""Formulas for a page: well-formed, escaped, and worth what the expression is worth."""

import cmath
import math
import xml.etree.ElementTree as ElementTree
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from certify.claims import (
    AtInstance,
    Claim,
    Computed,
    Ledger,
    Masks,
    Real,
    collect,
    mask_bits,
    maximum,
    reals,
)
from certify.claims.words import Words, matrix, sizes, tr
from certify.instance import Instance
from certify.report.formula import formula, symbol
from certify.report.mathml import LARGEST, mathml

PROOFS = Path(__file__).parents[2] / "proofs"
RELATIONS = {"=", "≤", "≥", "<", ">", "≠"}
PLUS, MINUS, TIMES = {"+"}, {"−"}, {"\N{INVISIBLE TIMES}", "\N{DOT OPERATOR}"}
NAMES = ("a", "x_1", "eps2", "alpha", "width")
# All positive, so that no root or logarithm has a choice.
POINT = {name: 0.3 + 0.41 * place for place, name in enumerate(NAMES)}


class Reading:
    """A reader of MathML that knows sums, products, powers, fractions, roots, | |, min and max."""

    def __init__(self, point: dict[str, float]) -> None:
        self.point = {text(ElementTree.fromstring(f"<r>{symbol(name)}</r>")): v for name, v in point.items()}

    def element(self, node: Any) -> complex:
        parts = list(node)
        match local(node):
            case "mn":
                return complex(text(node))
            case "mi" | "msub" | "msubsup" | "mover":
                return self.point[text(node)] if text(node) in self.point else {"e": math.e}[text(node)]
            case "mfrac":
                return self.element(parts[0]) / self.element(parts[1])
            case "msqrt":
                return cmath.sqrt(self.sequence(parts))
            case "mroot":
                return self.element(parts[0]) ** (1 / self.element(parts[1]))
            case "msup":
                whole = self.point.get(text(node))
                return self.element(parts[0]) ** self.element(parts[1]) if whole is None else whole
            case "mrow":
                return self.sequence(parts)
        raise AssertionError(local(node))

    def sequence(self, parts: list[Any]) -> complex:
        self_, rest = self._sum(parts)
        assert rest == [], [text(part) for part in rest]
        return self_

    def _sum(self, parts: list[Any]) -> tuple[complex, list[Any]]:
        total, sign = 0j, 1
        if operator(parts[0]) in PLUS | MINUS:
            sign, parts = (-1 if operator(parts[0]) in MINUS else 1), parts[1:]
        while True:
            value, parts = self._product(parts)
            total += sign * value
            if not parts or operator(parts[0]) not in PLUS | MINUS:
                return total, parts
            sign, parts = (-1 if operator(parts[0]) in MINUS else 1), parts[1:]

    def _product(self, parts: list[Any]) -> tuple[complex, list[Any]]:
        value, parts = self._factor(parts)
        while parts and operator(parts[0]) in TIMES:
            factor, parts = self._factor(parts[1:])
            value *= factor
        return value, parts

    def _factor(self, parts: list[Any]) -> tuple[complex, list[Any]]:
        first = operator(parts[0])
        if first in ("min", "max"):
            _, *inside, _ = list(parts[1])
            values = [self.sequence(piece) for piece in split(inside, ",")]
            return (min if first == "min" else max)(values, key=lambda z: z.real), parts[2:]
        if first == "(":
            value, parts = self._sum(parts[1:])
            assert operator(parts[0]) == ")"
            return value, parts[1:]
        if first == "|":
            value, parts = self._sum(parts[1:])
            assert operator(parts[0]) == "|"
            return complex(abs(value)), parts[1:]
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


def close(found: complex, expected: complex) -> bool:
    return cmath.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9)


def parsed(fragment: str) -> Any:
    return ElementTree.fromstring(f"<mrow>{fragment}</mrow>")


def numbers() -> Any:
    return st.fractions(-5, 5, max_denominator=7).map(lambda q: sympy.Rational(q.numerator, q.denominator))


def as_written(operation: Any, *pair: Any) -> Any:
    """Not simplified, where sympy can work with it: it cannot with 0 + 0."""
    return operation(*pair, evaluate=any(one.is_zero for one in pair))


SYMBOLS = {name: sympy.Symbol(name, positive=True) for name in NAMES}
EXPRESSIONS = st.recursive(
    st.sampled_from(list(SYMBOLS.values())) | numbers(),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda pair: pair[0] + pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] * pair[1]),
        st.tuples(inner, inner).map(lambda pair: pair[0] - pair[1]),
        st.tuples(inner, inner).map(lambda pair: as_written(sympy.Mul, *pair)),
        st.tuples(inner, inner).map(lambda pair: as_written(sympy.Add, *pair)),
        st.tuples(inner, st.integers(2, 3)).map(lambda pair: pair[0] ** pair[1]),
        inner.map(lambda one: 1 / (1 + one**2)),
        inner.map(lambda one: sympy.sqrt(1 + one**2)),
        inner.map(lambda one: sympy.cbrt(1 + one**2) / 3),
        inner.map(abs),
        inner.map(lambda one: sympy.Max(abs(one), sympy.Rational(1, 2))),
        inner.map(lambda one: sympy.exp(-abs(one))),
    ),
    max_leaves=8,
)


@given(EXPRESSIONS)
def test_a_formula_that_is_read_back_has_the_value_of_the_expression(expression: Any) -> None:
    expected = complex(expression.subs({SYMBOLS[name]: value for name, value in POINT.items()}).evalf(30))
    assert close(Reading(POINT).sequence(flat([parsed(formula(expression))])), expected)


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


def test_what_claims_assert_is_what_their_rows_say(claims: tuple[Claim, ...]) -> None:
    """Also where a long relation goes over several rows."""
    looked_at = 0
    for claim in claims:
        statement = claim.statement
        if not isinstance(statement, Real) or not statement.given or statement.exists:
            continue
        relation = statement.show
        if not isinstance(relation, sympy.core.relational.Relational):
            continue
        if relation.atoms(sympy.Max, sympy.Min, sympy.log):
            continue  # their arguments have to be real
        cells = [list(row[0]) for row in ElementTree.fromstring(str(mathml(statement)))[0]]
        start = next(
            i for i, cell in enumerate(cells) if local(cell[0]) == "mtext" and "then" in text(cell[0])
        )
        nodes = [node for cell in cells[start:] for node in cell if local(node) != "mtext"]
        left, mark, right = sides(flat(nodes))
        point = {one.name: 0.31 + 0.17 * place for place, one in enumerate(statement.symbols)}
        values = {one: sympy.Float(point[one.name], 30) for one in statement.symbols}
        reading = Reading(point)
        for side, expression in ((left, relation.lhs), (right, relation.rhs)):
            assert close(reading.sequence(side), complex(expression.subs(values).evalf(30))), claim.id
        assert mark == {"<=": "≤", ">=": "≥", "==": "=", "!=": "≠"}.get(relation.rel_op, relation.rel_op)
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
    assert mathml(Real((one, other), (), sympy.Ge(one, other))) is None


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="￾￿"), min_size=1))
def test_no_name_can_become_markup(name: str) -> None:
    x = sympy.Symbol(name, real=True)
    told = mathml(Real((x,), (), sympy.Ge(x, 0)))
    assert told is not None
    assert {local(node) for node in ElementTree.fromstring(told).iter()} <= {
        "math", "mtable", "mtr", "mtd", "mtext", "mrow", "mi", "mn", "mo", "msub", "msup", "msubsup", "mover",
    }  # fmt: skip


def test_factors_that_would_run_together_have_a_sign_between_them() -> None:
    a, b, width = reals("a b width")
    for product in (2 * 3**a, a * width, width * a):
        assert "\N{DOT OPERATOR}" in formula(product)
    assert "\N{DOT OPERATOR}" not in formula(2 * a * b)


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
    told = str(mathml(maximum(x * (1 - x), (x, 0, 1), equals=sympy.Rational(1, 4), at=sympy.Rational(1, 2))))
    assert "the maximum over" in told
    assert "attained at" in told
    told = str(mathml(Ledger([("first", sympy.sqrt(2), "<=", Fraction(3, 2))])))
    assert "<msqrt><mn>2</mn></msqrt><mo>≤</mo>" in told
    assert mathml(Computed("something", lambda: "", complete=True)) is None
    assert mathml(Masks((1, 1), "1/2", mask_bits(1, 1)[0, 0] >= 1, at_least="1/2")) is None
