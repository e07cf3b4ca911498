"""The text of a tree: every tree has its own, and the grammar of sentences reads it back."""

from fractions import Fraction

import pytest
from hypothesis import assume, given

from certify.claims import Real, cases, reals, root, sqrt
from certify.claims.sentences import statement_of
from certify.common.errors import InputError
from certify.formulas.expressions import (
    Abs,
    And,
    Eq,
    Implies,
    Max,
    Min,
    Ne,
    Negative,
    Not,
    Number,
    Or,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    Truth,
    text,
)
from certify.formulas.grammar import parse
from tests.expressions.trees import CONDITIONS, NAMES

a, b, c = reals("a b c")
ONE, TWO = Number(Fraction(1)), Number(Fraction(2))
HALF = Number(Fraction(1, 2))


def read_again(statement):
    """The statement of its text as a sentence; of no interest beyond the limits, or with 1/0 or 0**0."""
    try:
        return statement_of(parse(statement.text()))
    except InputError as refusal:
        reasons = ("zero", "negative number", "multiplied out", "too long", "within each other", "too many")
        if not any(reason in refusal.problem for reason in reasons):
            raise
        assume(False)


@given(CONDITIONS, CONDITIONS)
def test_a_tree_is_read_back_from_its_text_and_keeps_its_hash(given_, show):
    statement = Real(tuple(map(Symbol, NAMES)), (given_,), show)
    again = read_again(statement)
    assert again.show == show
    assert again.given == (given_,)
    assert again.hash == statement.hash


@pytest.mark.parametrize(
    ("tree", "written"),
    [
        (a + b - c, "a + b - c"),
        (a - (b - c), "a - (b - c)"),
        (Sum((Sum((a, b)), c)), "(a + b) + c"),
        (a - 2, "a - 2"),
        (a - HALF * b, "a - 1/2*b"),
        (a + -2 * b, "a + -2*b"),
        (Sum((a, Negative(TWO))), "a + -(2)"),
        (Sum((a, Negative(HALF))), "a + -(1/2)"),
        (Sum((a, Negative(Number(Fraction(-2))))), "a - -2"),
        (a - -b, "a - -b"),
        (-a + b, "-a + b"),
        (a * b / c * a, "a*b/c*a"),
        (a * (b / c), "a*(b/c)"),
        (a * (b * c), "a*(b*c)"),
        (Product((Product((a, b)), c)), "(a*b)*c"),
        (a / (b * c), "a/(b*c)"),
        (HALF * a, "1/2*a"),
        (a * HALF, "a*(1/2)"),
        (HALF / a, "1/2/a"),
        (Quotient(ONE, TWO), "1/(2)"),
        (Quotient(Number(Fraction(-1)), TWO), "-1/(2)"),
        (Quotient(Negative(ONE), TWO), "-(1)/2"),
        (Quotient(HALF, TWO), "1/2/2"),
        (Quotient(ONE, a), "1/a"),
        (-(a * b), "-(a*b)"),
        (-a * b, "-a*b"),
        (Negative(-a), "-(-a)"),
        (-(a**2), "-a**2"),
        ((-a) ** 2, "(-a)**2"),
        (Power(Number(Fraction(-2)), Fraction(2)), "(-2)**2"),
        (HALF**2, "(1/2)**2"),
        ((a**2) ** -3, "(a**2)**(-3)"),
        (root(a, 3), "a**(1/3)"),
        (sqrt(a) ** 2, "sqrt(a)**2"),
        (Abs(Min(a, b, Max(a, 1))), "abs(min(a, b, max(a, 1)))"),
        (cases((a, a > 0), (-a, True)), "cases(a if a > 0, -a otherwise)"),
        (cases((a, Implies(a > 0, b > 0)), (1, Or(a > 1, b > 1))),
         "cases(a if a > 0 implies b > 0, 1 if a > 1 or b > 1)"),
    ],
)  # fmt: skip
def test_an_expression_has_the_parentheses_it_needs_and_no_others(tree, written):
    assert text(tree) == written
    assert statement_of(parse(f"for all a, b, c: {written} >= 0")).show == (tree >= 0)


@pytest.mark.parametrize(
    ("tree", "written"),
    [
        (Eq(a, b), "a == b"),
        (Ne(a, b + 1), "a != b + 1"),
        (And(a < b, Or(b < c, a < c)), "a < b and (b < c or a < c)"),
        (Or(And(a < b, b < c), a < c), "a < b and b < c or a < c"),
        (And(And(a < b, b < c), a < c), "(a < b and b < c) and a < c"),
        (Not(a < b), "not a < b"),
        (Not(And(a < b, b < c)), "not (a < b and b < c)"),
        (Not(Not(a < b)), "not (not a < b)"),
        (And(Not(a < b), Truth(True)), "not a < b and true"),
        (Implies(Or(a < b, Truth(False)), b < c), "a < b or false implies b < c"),
        (Implies(a < b, Implies(b < c, a < c)), "a < b implies (b < c implies a < c)"),
        (Implies(Implies(a < b, b < c), a < c), "(a < b implies b < c) implies a < c"),
        (Or(Implies(a < b, b < c), a < c), "(a < b implies b < c) or a < c"),
    ],
)
def test_a_condition_has_the_parentheses_it_needs_and_no_others(tree, written):
    assert text(tree) == written
    assert statement_of(parse(f"for all a, b, c: {written}")).show == tree


def test_two_trees_never_have_the_same_text():
    pairs = [
        (Sum((a, b, c)), Sum((Sum((a, b)), c))),
        (Negative(TWO), Number(Fraction(-2))),
        (Quotient(ONE, TWO), HALF),
        (Negative(HALF), Number(Fraction(-1, 2))),
        (sqrt(a), a ** Fraction(1, 2)),
        (Negative(Product((a, b))), Product((Negative(a), b))),
        (Sum((a, Negative(TWO))), Sum((a, Number(Fraction(-2))))),
    ]
    assert [text(one) for one, other in pairs if text(one) == text(other)] == []
