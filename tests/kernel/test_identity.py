"""Rule `identity`: two expressions are accepted iff they are the same polynomial."""

from fractions import Fraction
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.kernel.fields import Field
from certify.kernel.limits import Budget
from certify.kernel.rules.reals.identity import expand

from .certificates import assert_rejected, case, changed, example, verdict

RULE = "identity"
CERTIFICATE = example(RULE)
A, B = ["var", "a"], ["var", "b"]


def claim(left, right):
    return changed(CERTIFICATE, statement__left=left, statement__right=right)


@pytest.mark.parametrize(
    "certificate",
    [
        pytest.param(CERTIFICATE, id="(a + b)^2 = (a - b)^2 + 4 a b"),
        pytest.param(claim(["-", A, A], ["num", "0"]), id="a - a = 0"),
        pytest.param(claim(["+"], ["*", ["num", "0"], A]), id="the empty sum is 0"),
        pytest.param(claim(["*"], ["^", A, 0]), id="the empty product is 1, and so is a^0"),
        pytest.param(claim(["-", ["-", A, B], A], ["-", ["num", "0"], B]), id="order of subtraction"),
        pytest.param(claim(["^", ["^", A, 8], 8], ["^", A, 64]), id="powers of powers"),
        pytest.param(
            changed(claim(["num", "1/2"], ["num", "1/2"]), statement__variables=[]), id="no variables"
        ),
    ],
)
def test_an_identity_is_accepted(certificate):
    result = verdict(certificate, certificate["statement"])
    assert result.accepted, result.reason
    assert (result.code, result.rule) == (0, RULE)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        case(
            "another coefficient", "left - right has the coefficient -1 at a*b", statement__right__2__1__1="5"
        ),
        case("another sign", "statement: left - right has the coefficient", statement__right__0="-"),
        case("another power", "statement: left - right has the coefficient", statement__left__2=3),
        case("a subtraction of one", "statement.left: expected 3 elements", statement__left=["-", A]),
        case("a power by an expression", "statement.left[2]: expected an integer", statement__left__2=A),
        case("a negative power", "expected an integer from 0 to 64", statement__left__2=-1),
        case("a division", "statement.left[0]: expected one of", statement__left=["/", A, B]),
        case("a call", "statement.left[0]: expected one of", statement__left=["__import__", "os"]),
        case("an unknown variable", "expected one of a, b", statement__left=["var", "c"]),
        case("no variables", "expected one of nothing", statement__variables=[]),
        case("a number as it is", "statement.left: expected a list", statement__left="1"),
        case("a number with more", "statement.left: expected 2", statement__left=["num", "1", "2"]),
        case("a variable with nothing", "statement.left: expected 2", statement__left=["var"]),
        case("an empty expression", "expected a list that begins with one of", statement__left=[]),
        case("a witness", "witness: unknown field 'trust'", witness={"trust": "me"}),
    ],
)
def test_an_identity_is_rejected_for(changes, message):
    assert_rejected(changed(CERTIFICATE, **changes), message)


@pytest.mark.parametrize(
    "left",
    [
        pytest.param(["^", ["^", ["^", ["+", A, B], 64], 64], 64], id="terms"),
        pytest.param(["^", ["^", ["^", ["^", ["num", "9" * 99], 64], 64], 64], 64], id="digits"),
    ],
)
def test_expressions_that_expand_too_far_are_declined(left):
    result = verdict(claim(left, A))
    assert (result.code, result.reason) == (2, "too large: the arithmetic exceeds the work limit")


leaves = st.sampled_from([A, B]) | st.fractions(-3, 3, max_denominator=3).map(lambda q: ["num", str(q)])
expressions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: ["+", *items]),
        st.lists(inner, max_size=3).map(lambda items: ["*", *items]),
        st.tuples(st.just("-"), inner, inner).map(list),
        st.tuples(st.just("^"), inner, st.integers(0, 2)).map(list),
    ),
    max_leaves=6,
)


def value(expression, point):
    match expression:
        case ["num", number]:
            return Fraction(number)
        case ["var", name]:
            return point[name]
        case ["+", *items]:
            return sum((value(item, point) for item in items), Fraction(0))
        case ["*", *items]:
            return prod((value(item, point) for item in items), start=Fraction(1))
        case ["-", a, b]:
            return value(a, point) - value(b, point)
        case [_, a, k]:
            return value(a, point) ** k


@given(expressions, st.fractions(-2, 2, max_denominator=3), st.fractions(-2, 2, max_denominator=3))
def test_the_expanded_expression_has_the_values_of_the_expression(expression, a, b):
    polynomial = expand(Field(expression, "left", Budget()), ("a", "b"))
    expanded = sum((c * a**i * b**j for (i, j), c in polynomial.items()), Fraction(0))
    assert expanded == value(expression, {"a": a, "b": b})
