"""What a sentence becomes: a statement with the same meaning, also where an expression is undefined."""

import pickle
from fractions import Fraction
from itertools import pairwise
from math import isqrt, prod
from operator import eq, ge, gt, le, lt, ne

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_sentences import EXPRESSIONS, NAMES, SENTENCES

from certify.claims import And, Eq, Implies, Not, Or, Real, Verdict, cases, reals, sqrt
from certify.claims.sentences import statement_of
from certify.claims.statements.words import Words, matrix, parameters, sizes, tr
from certify.common.errors import InputError
from certify.formulas.expressions import tree
from certify.formulas.grammar import RealSentence, parse
from certify.formulas.grammar.tree import Call, Cases, Chain, Comparison, Name, Negative, Number, Power
from certify.provers import Budget, decide_statement

COMPARED = {"<": lt, "<=": le, ">": gt, ">=": ge, "==": eq, "!=": ne}
# Values at which roots are often rational.
VALUES = st.sampled_from([Fraction(v) for v in ("0", "1", "-1", "4", "9/4", "-1/4", "16", "-4")])


class Undefined(Exception):  # noqa: N818 - an answer
    """The expression has no value here."""


class Irrational(Exception):  # noqa: N818 - an answer
    """It may have one, but not a rational one."""


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """A power of a rational number with an exponent whose denominator is 1 or 2."""
    if exponent < 0 and not base:
        raise Undefined
    if exponent.denominator == 1:
        return base**exponent.numerator
    if base < 0:
        raise Undefined
    root = Fraction(isqrt(base.numerator), isqrt(base.denominator))
    if root**2 != base:
        raise Irrational
    return root**exponent.numerator


def as_written(node, at):
    """The value of an expression of the grammar."""
    match node:
        case Number():
            return node.value
        case Name(name):
            return at[name]
        case Negative(operand):
            return -as_written(operand, at)
        case Power(base, exponent):
            return power(as_written(base, at), exponent)
        case Call("sqrt", (argument,)):
            return power(as_written(argument, at), Fraction(1, 2))
        case Call("abs", (argument,)):
            return abs(as_written(argument, at))
        case Call(function, arguments):
            return {"min": min, "max": max}[function]([as_written(part, at) for part in arguments])
        case Cases(pairs):
            for value, test in pairs:
                if test is None or holds_as_written(test, at):
                    return as_written(value, at)
            raise Undefined
        case Chain(operands, operators):
            total, *rest = [as_written(operand, at) for operand in operands]
            for operator, value in zip(operators, rest, strict=True):
                match operator:
                    case "+":
                        total += value
                    case "-":
                        total -= value
                    case "*":
                        total *= value
                    case "/":
                        total *= power(value, Fraction(-1))
            return total
    raise AssertionError(node)


def holds_as_written(test, at):
    sides = [as_written(operand, at) for operand in test.operands]
    return all(COMPARED[sign](*pair) for sign, pair in zip(test.operators, pairwise(sides), strict=True))


def as_built(node, at):
    """The value of the tree, read without the grammar."""
    match node:
        case tree.Number(value):
            return value
        case tree.Symbol(name):
            return at[name]
        case tree.Sum(parts):
            return sum(as_built(part, at) for part in parts)
        case tree.Product(parts):
            return prod(as_built(part, at) for part in parts)
        case tree.Negative(part):
            return -as_built(part, at)
        case tree.Quotient(above, below):
            return as_built(above, at) * power(as_built(below, at), Fraction(-1))
        case tree.Power(base, exponent):
            return power(as_built(base, at), exponent)
        case tree.Root(part):
            return power(as_built(part, at), Fraction(1, 2))
        case tree.Absolute(part):
            return abs(as_built(part, at))
        case tree.Minimum(parts):
            return min([as_built(part, at) for part in parts])
        case tree.Maximum(parts):
            return max([as_built(part, at) for part in parts])
        case tree.Cases(pairs):
            for test, value in pairs:
                if holds_as_built(test, at):
                    return as_built(value, at)
            raise Undefined
    raise AssertionError(node)


def holds_as_built(test, at):
    match test:
        case tree.Truth(value):
            return value
        case tree.Relation(sense, left, right):
            return COMPARED[{"=": "=="}.get(sense, sense)](as_built(left, at), as_built(right, at))
        case tree.Conjunction(parts):
            # both sides of every comparison have to exist
            truths = [holds_as_built(part, at) for part in parts]
            return all(truths)
    raise AssertionError(test)


def value_or_none(evaluate, expression, at):
    try:
        return evaluate(expression, at)
    except Undefined:
        return None


@given(EXPRESSIONS, st.fixed_dictionaries(dict.fromkeys(NAMES, VALUES)))
def test_a_statement_has_the_values_of_its_sentence_and_is_undefined_where_it_is(expression, at):
    sentence = RealSentence(NAMES, (), Comparison((expression, Number("0")), ("==",)))
    try:
        show = statement_of(parse(sentence.text())).show
        expected = value_or_none(as_written, expression, at)
        built = value_or_none(as_built, show.left, at)
    except (InputError, Irrational):
        assume(False)
    assert built == expected


@settings(max_examples=50)
@given(SENTENCES)
def test_a_statement_reaches_the_process_of_a_prover_as_it_was_built(sentence):
    try:
        statement = statement_of(parse(sentence.text()))
    except InputError:
        assume(False)
    sent = pickle.dumps(statement)
    assert pickle.loads(sent).hash == statement.hash  # noqa: S301 - what we have written ourselves


@settings(max_examples=200)
@given(SENTENCES)
def test_a_sentence_of_a_statement_gives_the_statement_again(sentence):
    try:
        statement = statement_of(parse(sentence.text()))
        again = statement_of(parse(statement.text()))
    except InputError:
        assume(False)
    assert (again, again.hash, again.text()) == (statement, statement.hash, statement.text())


a, b, c, x = reals("a b c x")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("a + b - c*2 > -1", a + b - c * 2 > -1),
        ("a - (b - c) >= 0", a - (b - c) >= 0),
        ("a*b/c*x = 1/2*a", Eq(a * b / c * x, Fraction(1, 2) * a)),
        ("-a*b < -a**2", -a * b < -(a**2)),
        ("-2*a <= a - 1/3", -2 * a <= a - Fraction(1, 3)),
        ("-1/2*a + 0.1 > 0", -Fraction(1, 2) * a + Fraction(1, 10) > 0),
        ("sqrt(a)/abs(b) > a**(-1/2)", sqrt(a) / abs(b) > a ** Fraction(-1, 2)),
        ("a < b <= c", And(a < b, b <= c)),
        ("a < b and b < c and c < a", And(a < b, b < c, c < a)),
        ("a < b or not (b < c and c < a)", Or(a < b, Not(And(b < c, c < a)))),
        ("a < b and b < c implies a < c", Implies(And(a < b, b < c), a < c)),
        ("cases(a if a > 0, -a otherwise) >= a", cases((a, a > 0), (-a, True)) >= a),
    ],
)
def test_a_sentence_is_the_tree_that_a_claim_file_builds(text, condition):
    assert statement_of(parse(f"for all a, b, c, x: {text}")).show == condition


def test_nothing_is_computed_while_a_statement_is_built():
    for text in (
        "1 < 2",
        "a - a >= 0",
        "a == a",
        "a < 1 or a >= 1",
        "(a < 1 and a > 2) and not a < 1",
        "a/a == 1",
    ):
        statement = statement_of(parse(f"for all a with {text}: {text}"))
        assert statement.text() == f"for all a with {text}: {text}"


def test_a_sentence_about_matrices_is_the_statement_written_in_python():
    n, r = sizes("n r")
    (t,) = parameters("t")
    x, s, p = matrix("X", n, r), matrix("S", n, n, symmetric=True), matrix("P", r, r, semidefinite=True)
    text = (
        "for all matrices X (n x r), symmetric S (n x n), semidefinite P (r x r) and scalars t"
        " with 0 = X'*S*X - P/2, 1 <= t, t >= 2: t**2*tr(X'*X)*n + inner(P, P) <= tr(S*X*P*X') - 0.5"
    )
    left = t**2 * tr(x.T * x) * n + tr(p * p)
    right = tr(s * x * p * x.T) - Fraction(1, 2)
    expected = Words(left, "<=", right, (p / 2 - x.T * s * x,), (t - 1, t - 2))
    assert statement_of(parse(text)).hash == expected.hash


def test_zero_has_the_shape_of_the_other_side():
    for text in ("X == 0", "0 == X", "X - X == 0"):
        assert isinstance(statement_of(parse(f"for all matrices X (n x r) with {text}: {text}")), Words)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("for all x: x > 0 implies cases(x if x > 1, 1 otherwise) >= 1", Verdict.PROVED),
        ("for all x: x >= 0 implies cases(x if x > 1, -1 otherwise) >= 0", Verdict.REFUTED),
        ("for all x with x > 0 implies x < 0: x <= 0", Verdict.PROVED),
        ("for all x: cases(x if x > 1) > 0", Verdict.ILL_POSED),
        ("for all x, y: x*y <= (x^2 + y^2)/2", Verdict.PROVED),
        ("for all a, b with a > 0, b > 0: a**3 >= a**2*b", Verdict.REFUTED),
        ("for all x: 1 <= 1 < x^2 + 1.5", Verdict.PROVED),
        ("for all x: 2 < 1", Verdict.REFUTED),
        ("for all: 1/2 + 1/3 = 5/6", Verdict.PROVED),
        ("for all: sqrt(2) + sqrt(3) > 4", Verdict.REFUTED),
        ("for all x: x < 1 or x >= 1", Verdict.PROVED),
        ("there are x: x**2 < 0", Verdict.REFUTED),
        ("for all x: x/x = 1", Verdict.ILL_POSED),
        ("for all x with x/x = 1: x != 0", Verdict.PROVED),
        ("for all x with 1/x < 0 or 1/x >= 0: x != 0", Verdict.PROVED),
        ("for all x: 0*sqrt(x) = 0", Verdict.ILL_POSED),
        ("for all x, y with x = 0, y < 0: sqrt(x^2*y) = 0", Verdict.PROVED),
        ("for all x: 1/(sqrt(2) - sqrt(2)) > x", Verdict.ILL_POSED),
        ("for all x with 1 > 2: x > 0", Verdict.VACUOUS),
        ("for all matrices A (n x r), B (n x r): 2*inner(A, B) <= tr(A'*A) + tr(B'*B)", Verdict.PROVED),
        ("for all matrices A (n x n), B (n x n): A*B = B*A", Verdict.REFUTED),
    ],
)
def test_a_sentence_is_decided_as_it_is_meant(text, verdict):
    assert decide_statement(statement_of(parse(text)), Budget(seconds=600)).verdict is verdict


def test_a_sentence_about_reals_binds_its_names():
    statement = statement_of(parse("there are b, a with a > 0: b < a"))
    assert isinstance(statement, Real)
    assert ([symbol.name for symbol in statement.symbols], statement.exists) == (["a", "b"], True)
