"""Rule `point`: hypotheses and relation are decided exactly, square roots included."""

import operator as op
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from certify.kernel.limits import Budget
from certify.kernel.rules.reals.point import sign

from .certificates import assert_rejected, case, changed, example, verdict

RULE = "point"
CERTIFICATE = example(RULE)
X = [["1", [1]]]


def at(number, relation, polynomial=X):
    """The claim that the relation fails where x is this rational number."""
    return changed(
        CERTIFICATE,
        statement__variables=["x"],
        statement__hypotheses=[],
        statement__fails=[polynomial, relation],
        witness={"radicands": [], "coordinates": [number]},
    )


@pytest.mark.parametrize(
    "certificate",
    [
        pytest.param(CERTIFICATE, id="square roots"),
        pytest.param(at("1/3", "<="), id="a rational point"),
        pytest.param(at("1/2", "!=", [["1", [2]], ["-1/4", [0]]]), id="an equation that holds"),
        pytest.param(at("0", ">", []), id="the zero polynomial"),
        pytest.param(
            changed(CERTIFICATE, witness={"radicands": ["1/2"], "coordinates": [[["1", [1]]]] * 2}),
            id="the root of a fraction",
        ),
        pytest.param(
            changed(
                CERTIFICATE,
                witness={"radicands": ["2", "8"], "coordinates": [[["1/2", [1, 0]]], [["1/4", [0, 1]]]]},
            ),
            id="dependent roots",
        ),
    ],
)
def test_a_point_is_accepted(certificate):
    result = verdict(certificate, certificate["statement"])
    assert result.accepted, result.reason
    assert (result.code, result.rule) == (0, RULE)


ROOT = "witness__coordinates__0__0__"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        case(
            "a hypothesis that fails", "statement.hypotheses[0]: the relation fails", witness__radicands=["3"]
        ),
        case(
            "a strict hypothesis at 0", "hypotheses[1]: the relation fails", witness__coordinates=["0", "1"]
        ),
        case("a relation that holds", "statement.fails: the relation holds", statement__fails__1=">"),
        case("a negative radicand", "witness.radicands[0]: expected a number", witness__radicands=["-2"]),
        case("a coordinate less", "witness.coordinates: expected 2", witness__coordinates=["1"]),
        case("a square of a root", "expected an integer from 0 to 1", **{ROOT + "1": [2]}),
        case("a root that is not there", "expected 1 elements", **{ROOT + "1": [0, 1]}),
        case("an unknown relation", "statement.fails[1]: expected one of", statement__fails__1="=="),
        case("a condition less its relation", "statement.fails: expected 2", statement__fails=[X]),
        case("an implication", "statement: unknown field 'conclusion'", statement__conclusion=[X, "<"]),
    ],
)
def test_a_point_is_rejected_for(changes, message):
    assert_rejected(changed(CERTIFICATE, **changes), message)


COMPARED = {"=": op.eq, "!=": op.ne, ">=": op.ge, ">": op.gt, "<=": op.le, "<": op.lt}


@pytest.mark.parametrize(("relation", "compare"), COMPARED.items())
@pytest.mark.parametrize("number", ["-1", "0", "1"])
def test_a_relation_fails_at_a_number_iff_it_is_false_there(relation, compare, number):
    assert verdict(at(number, relation)).accepted == (not compare(int(number), 0))


def test_too_many_square_roots_are_declined():
    five = changed(CERTIFICATE, witness={"radicands": ["2"] * 5, "coordinates": ["1", "1"]})
    assert verdict(five).reason == "witness.radicands: more than 4 square roots"


small = st.fractions(-9, 9, max_denominator=6)
surds = st.dictionaries(st.tuples(*[st.integers(0, 1)] * 3), small.filter(bool), max_size=8)
radicands = st.lists(st.fractions(0, 9, max_denominator=4), min_size=3, max_size=3)


@given(surds, radicands)
def test_the_sign_of_a_sum_of_square_roots_is_that_of_its_decimal_value(surd, roots):
    with localcontext() as context:
        context.prec = 60
        value = Decimal(0)
        for monomial, coefficient in surd.items():
            term = Decimal(coefficient.numerator) / coefficient.denominator
            for exponent, root in zip(monomial, roots, strict=True):
                term *= (Decimal(root.numerator) / root.denominator).sqrt() ** exponent if exponent else 1
            value += term
    assume(abs(value) > Decimal("1e-40"))
    assert sign(surd, roots, Budget()) == (1 if value > 0 else -1)


@given(small, small, st.fractions(0, 9, max_denominator=4), st.fractions(0, 9, max_denominator=4))
def test_expressions_in_roots_that_vanish_have_sign_zero(p, q, c, d):
    surd = {(1, 1, 0): p, (0, 0, 1): -p, (0, 0, 0): q * c, (1, 0, 0): Fraction(0)}
    surd = {monomial: coefficient for monomial, coefficient in surd.items() if coefficient}
    expected = (q * c > 0) - (q * c < 0)
    assert sign(surd, [c, d, c * d], Budget()) == expected
