"""Maxima and minima as claims: both halves are asked, and neither is taken for the other."""

import pytest

from certify.claims import Abs, Rational, Real, Verdict, claim, maximum, minimum, norm, reals, sqrt
from certify.common.errors import InputError
from certify.provers import decide_statement
from certify.provers.audit import settles
from certify.provers.outcome import Budget

tau, a, b = reals("tau a b")
HUMP = tau * (1 - tau)


def verdict(statement):
    return decide_statement(statement, Budget(seconds=600)).verdict


def test_both_halves_hold():
    statement = maximum(HUMP, (tau, 0, 1), equals=Rational(1, 4), at=Rational(1, 2))
    outcome = decide_statement(statement, Budget(seconds=600))
    assert (outcome.verdict, outcome.grade.value) == (Verdict.PROVED, "kernel")
    assert settles(statement, Verdict.PROVED, outcome.certificates)
    assert not settles(statement, Verdict.REFUTED, outcome.certificates)
    (whole,) = outcome.certificates
    assert (whole.rule, whole.statement) == ("extremum", statement.document())
    assert not settles(statement, Verdict.PROVED, ())


@pytest.mark.parametrize(
    "statement",
    [
        maximum(HUMP, (tau, 0, 1), equals=Rational(1, 2), at=Rational(1, 2)),  # a bound that is not attained
        maximum(HUMP, (tau, 0, 1), equals=Rational(1, 5), at=(1 + sqrt(Rational(1, 5))) / 2),  # no bound
        maximum(HUMP, (tau, 0, 1), equals=-2, at=2),  # attained outside the interval, and no bound
        maximum(HUMP, (tau, 2, 3), equals=Rational(1, 4), at=Rational(1, 2)),  # attained outside
        maximum(HUMP, (tau, 0, 1), equals=Rational(1, 4) + Rational(1, 10**9)),  # attained nowhere
        minimum(HUMP, (tau, 0, 1), equals=Rational(1, 4), at=Rational(1, 2)),  # the other extremum
        minimum(tau + 1 / tau, (tau, 1, None), equals=2, at=2),  # attained elsewhere
        maximum(a * tau, (tau, 0, 1), equals=a, at=1),  # for a >= 0 only
    ],
)
def test_a_false_half_refutes(statement):
    assert verdict(statement) is Verdict.REFUTED


@pytest.mark.parametrize(
    "statement",
    [
        maximum(HUMP, (tau, 0, 1), equals=Rational(1, 4)),
        minimum(tau + 1 / tau, (tau, 1, None), equals=2, at=1),
        minimum(tau**2 - 2 * tau, (tau, None, None), equals=-1),
        maximum(a * tau, (tau, 0, 1), equals=a, at=1, given=[a >= 0]),
        maximum(a * tau - tau**2, (tau, 0, a), equals=a**2 / 4, at=a / 2, given=[a >= 0]),
        maximum(
            a * tau + b * sqrt(1 - tau**2),
            (tau, -1, 1),
            equals=norm([a, b]),
            at=a / norm([a, b]),
            given=[b > 0],
        ),
        minimum(norm([tau, a]), (tau, None, None), equals=Abs(a), at=0),
    ],
)
def test_true_extrema_are_proved(statement):
    assert verdict(statement) is Verdict.PROVED


def test_a_place_that_is_undefined_somewhere_is_not_taken_for_a_place():
    statement = maximum(-((a * tau - 1) ** 2), (tau, None, None), equals=0, at=1 / a)
    assert verdict(statement) in (Verdict.ILL_POSED, Verdict.REFUTED)
    assert (
        verdict(maximum(-((a * tau - 1) ** 2), (tau, None, None), equals=0, at=1 / a, given=[a > 0]))
        is Verdict.PROVED
    )


def test_hypotheses_that_exclude_everything_prove_nothing():
    statement = maximum(a * tau, (tau, 0, 1), equals=a, at=1, given=[a > 1, a < 0])
    assert verdict(statement) is Verdict.VACUOUS


def test_an_expression_undefined_in_the_interval_is_ill_posed():
    assert verdict(maximum(1 / tau, (tau, 0, 1), equals=7, at=Rational(1, 7))) in (
        Verdict.ILL_POSED,
        Verdict.REFUTED,
    )
    assert verdict(minimum(1 / tau, (tau, 0, 1), equals=1, at=1)) is Verdict.ILL_POSED


def test_what_is_asked_of_the_two_halves():
    bound, attained = maximum(HUMP, (tau, 0, 1), equals=Rational(1, 4)).halves
    assert isinstance(bound, Real)
    assert not bound.exists
    assert attained.exists
    first = maximum(HUMP, (tau, 0, 1), equals=Rational(1, 4))
    assert first.hash != minimum(HUMP, (tau, 0, 1), equals=Rational(1, 4)).hash
    assert "maximum" in first.text()
    assert claim("a maximum", first).statement is first


@pytest.mark.parametrize(
    ("field", "build"),
    [
        ("at", lambda: maximum(a * tau, (tau, 0, 1), equals=a)),
        ("at", lambda: maximum(HUMP, (tau, 0, 1), equals=0, at=tau)),
        ("equals", lambda: maximum(HUMP, (tau, 0, 1), equals=tau)),
        ("given", lambda: maximum(HUMP, (tau, 0, 1), equals=0, at=0, given=[tau >= 0])),
        ("over", lambda: maximum(HUMP, (tau, 0, 2 * tau), equals=0, at=0)),
        ("equals", lambda: maximum(HUMP, (tau, 0, 1), equals="1/4", at=Rational(1, 2))),
        ("at", lambda: maximum(HUMP, (tau, 0, 1), equals=Rational(1, 4), at=0.5)),
        ("vector[1]", lambda: norm([1, "2"])),
    ],
)
def test_what_is_missing_or_out_of_place_is_named(field, build):
    with pytest.raises(InputError) as caught:
        build()
    assert caught.value.field == field


def test_the_norm_of_a_few_numbers():
    x, y = reals("x y")
    assert norm([x, y]) == sqrt(x**2 + y**2)
    assert str(norm([3, 4])) == "sqrt(3**2 + 4**2)"
    assert norm([]) == sqrt(0)
