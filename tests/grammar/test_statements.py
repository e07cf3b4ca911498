"""What a sentence becomes: a statement with the same meaning, also where an expression is undefined."""

from fractions import Fraction
from math import isqrt

import pytest
import sympy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from test_sentences import EXPRESSIONS, NAMES, SENTENCES

from certify.claims import Real, Verdict
from certify.claims.words import Words, matrix, parameters, sizes, tr
from certify.errors import InputError
from certify.grammar import RealSentence, parse, statement_of
from certify.grammar.tree import Call, Chain, Comparison, Name, Negative, Number, Power
from certify.provers import Budget, decide_statement
from certify.provers.transport import pack, unpack

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


def as_built(expression, at):
    """The value of sympy's expression, computed without sympy."""
    if isinstance(expression, sympy.Rational):
        return Fraction(int(expression.p), int(expression.q))
    if isinstance(expression, sympy.Symbol):
        return at[expression.name]
    parts = [as_built(part, at) for part in expression.args]
    match expression:
        case sympy.Add():
            return sum(parts)
        case sympy.Mul():
            product = Fraction(1)
            for part in parts:
                product *= part
            return product
        case sympy.Pow():
            return power(*parts)
        case sympy.Abs():
            return abs(*parts)
        case sympy.Min():
            return min(parts)
        case sympy.Max():
            return max(parts)
    raise AssertionError(expression)


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
        built = value_or_none(as_built, show.lhs, at)
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
    assert unpack(pack(statement)).hash == statement.hash


def test_relations_are_not_decided_while_they_are_built():
    for text in ("1 < 2", "a - a >= 0", "a == a", "a < 1 or a >= 1", "(a < 1 and a > 2) and not a < 1"):
        statement = statement_of(parse(f"for all a with {text}: {text}"))
        assert not {statement.show, *statement.given} & {sympy.true, sympy.false}


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
        ("for all x, y: x*y <= (x^2 + y^2)/2", Verdict.PROVED),
        ("for all a, b with a > 0, b > 0: a**3 >= a**2*b", Verdict.REFUTED),
        ("for all x: 1 <= 1 < x^2 + 1.5", Verdict.PROVED),
        ("for all x: 2 < 1", Verdict.REFUTED),
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
    assert decide_statement(statement_of(parse(text)), Budget(seconds=20)).verdict is verdict


def test_a_sentence_about_reals_binds_the_names_in_their_order():
    statement = statement_of(parse("there are b, a with a > 0: b < a"))
    assert isinstance(statement, Real)
    assert ([symbol.name for symbol in statement.symbols], statement.exists) == (["b", "a"], True)
