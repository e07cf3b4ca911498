"""Rule `negative-curvature`: derivatives, directions and definiteness are exact."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.kernel.limits import Budget
from certify.kernel.rules.bounds.negative_curvature import derivative, hessian, value

from .certificates import assert_rejected, case, changed, example, verdict

RULE = "negative-curvature"
CERTIFICATE = example(RULE)
# x^2 - y^2 + 3 x y at 0: the Hessian [[2, 3], [3, -2]] has the eigenvalues +-sqrt 13.
SADDLE = [["1", [2, 0]], ["-1", [0, 2]], ["3", [1, 1]]]


def at_saddle(relation, bound, direction, margin="0", **changes):
    asked = {"polynomial": SADDLE, "relation": relation, "bound": bound}
    changes = {f"statement__{name}": value for name, value in asked.items()} | changes
    return changed(CERTIFICATE, witness={"direction": direction, "margin": margin}, **changes)


@pytest.mark.parametrize(
    "certificate",
    [
        pytest.param(CERTIFICATE, id="strictly below, at a critical point"),
        pytest.param(at_saddle("<=", "-3", ["-1", "2"]), id="at most"),
        pytest.param(at_saddle("<=", "-2", ["0", "1"]), id="at most, with equality along d"),
        pytest.param(at_saddle("<", "-3", ["-1", "2"], "3/5"), id="below, by what d allows"),
        pytest.param(at_saddle(">=", "-4", []), id="at least"),
        pytest.param(at_saddle(">", "-4", [], "1/3"), id="above"),
        pytest.param(
            at_saddle(">=", "-4", [], statement__critical=0, statement__point=["7", "1/2"]),
            id="not at a critical point",
        ),
        pytest.param(
            at_saddle(">=", "0", [], statement__polynomial=[], statement__point=["1", "1"]),
            id="the zero polynomial, with equality",
        ),
    ],
)
def test_a_bound_is_accepted(certificate):
    result = verdict(certificate, certificate["statement"])
    assert result.accepted, result.reason
    assert (result.code, result.rule) == (0, RULE)


@pytest.mark.parametrize(
    ("certificate", "message"),
    [
        pytest.param(
            at_saddle("<=", "-2", ["0", "0"]), "witness.direction: the direction is zero", id="d = 0"
        ),
        pytest.param(at_saddle("<=", "-3", ["1", "0"]), "exceeds (bound - margin) |d|^2 by 5", id="d"),
        pytest.param(at_saddle("<=", "-4", ["-1", "2"]), "by 2", id="a bound that is false"),
        pytest.param(at_saddle("<", "-2", ["0", "1"], "1/9"), "by 1/9", id="a margin too large"),
        pytest.param(at_saddle("<", "-2", ["0", "1"]), "needs a positive margin", id="no margin, below"),
        pytest.param(at_saddle(">", "-4", []), "needs a positive margin", id="no margin, above"),
        pytest.param(at_saddle(">=", "-4", [], "-1"), "at least 0", id="a negative margin"),
        pytest.param(at_saddle(">=", "-3", []), "witness: H - (bound + margin) I is not", id="not definite"),
        pytest.param(at_saddle(">", "-4", [], "1/2"), "witness: H - (bound + margin) I", id="margin, above"),
        pytest.param(at_saddle(">=", "-4", ["1", "0"]), "direction: expected 0 elements", id="a d above"),
        pytest.param(at_saddle("<=", "-2", ["1"]), "direction: expected 2 elements", id="a short d"),
    ],
)
def test_a_bound_is_rejected_for(certificate, message):
    assert_rejected(certificate, message)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        case("a gradient", "critical: the derivative by x is 3 at the point", statement__point=["0", "1"]),
        case("a gradient in y", "the derivative by y is -13/2", statement__point=["-3/2", "1"]),
        case("a truth value", "statement.critical: expected an integer from 0 to 1", statement__critical=2),
        case("an equation", "statement.relation: expected one of", statement__relation="="),
        case("a short point", "statement.point: expected 2 elements", statement__point=["0"]),
    ],
)
def test_a_statement_is_rejected_for(changes, message):
    certificate = at_saddle(">=", "-4", [])
    assert_rejected(changed(certificate, **changes), message)


def test_a_polynomial_without_variables_has_no_hessian():
    changes = {"statement__variables": [], "statement__polynomial": [], "statement__point": []}
    assert_rejected(at_saddle(">=", "0", [], **changes), "statement.variables: a polynomial without")


def test_long_powers_are_declined_before_they_are_computed():
    many = [["1", [64, e]] for e in range(64)]
    long = [f"{10**1999}/{10**1999 - 1}", "1"]
    result = verdict(at_saddle(">=", "0", [], statement__polynomial=many, statement__point=long))
    assert (result.code, result.reason) == (2, "too large: the arithmetic exceeds the work limit")


small = st.fractions(-4, 4, max_denominator=3)
polynomials = st.dictionaries(st.tuples(*[st.integers(0, 3)] * 2), small.filter(bool), max_size=6)


@given(polynomials, small, small, small, small)
def test_second_differences_of_the_taylor_polynomial_are_the_hessian(p, x, y, u, v):
    """f(a + t d) has at most the degree 6 in t; interpolated, its coefficients are the derivatives."""
    budget = Budget()
    gradient = [derivative(p, axis, budget) for axis in range(2)]
    H = hessian(gradient, [x, y], budget).entries
    slope = u * value(gradient[0], [x, y], budget) + v * value(gradient[1], [x, y], budget)
    bend = sum(a * b * H[i][j] for (i, a), (j, b) in itertools.product(enumerate((u, v)), repeat=2))
    values = [value(p, [x + t * u, y + t * v], budget) for t in range(7)]
    # Newton's forward differences: f(t) = sum_k C(t, k) D_k
    differences, row = [], values
    while row:
        differences.append(row[0])
        row = [b - a for a, b in itertools.pairwise(row)]
    powers = [[Fraction(1)]]
    for k in range(6):
        last = powers[-1]
        powers.append([
            ((last[i - 1] if i else 0) - k * (last[i] if i < len(last) else 0)) / (k + 1)
            for i in range(len(last) + 1)
        ])  # fmt: skip
    first, second = (
        sum(d * q[order] for d, q in zip(differences, powers, strict=True) if len(q) > order)
        for order in (1, 2)
    )
    assert (first, 2 * second) == (slope, bend)
