"""Rule `l1-point`: residuals, subdifferentials, ranks and paths are exact."""

import itertools
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.kernel import limits
from certify.kernel.arithmetic.matrix import Matrix
from certify.kernel.limits import Budget
from certify.kernel.rules.bounds.l1_objective import rank

from .certificates import assert_rejected, case, changed, example, verdict

RULE = "l1-point"
CERTIFICATE = example(RULE)


def unit(n, i, j):
    return [[str(int((a, b) == (i, j))) for b in range(n)] for a in range(n)]


def every_entry(n):
    return [unit(n, i, j) for i, j in itertools.product(range(n), repeat=2)]


def about(measurements, data, factors, says, /, **witness):
    statement = {"measurements": measurements, "data": data, "factors": factors, "says": says}
    return changed(CERTIFICATE, statement=statement, witness=witness)


# All four entries of a symmetric 2 x 2 matrix are seen; the truth is e1 e1^T, with noise at (2, 2).
COLUMN = [[["1"], ["0"]]]
WIDE = [[["1", "0"], ["0", "0"]]]
PAIR = [[["1"], ["0"]], [["1", "0"]]]
SHARP, GLOBAL = "sharp local minimum", "global minimum"
NOT_LOCAL, NOT_GLOBAL = "not a local minimum", "not a global minimum"


def seen(noise, factors, says, /, **witness):
    return about(every_entry(2), ["1", "0", "0", noise], factors, says, **witness)


def signed(noise, factors, says, last):
    return seen(noise, factors, says, signs=["0", "0", "0", last])


# W + t E22 takes away t^2 from a residual of 5.
BENT = [[["0", "0"], ["0", "1"]]]
# The same gives t^2 to <E11 - E22, W W^T>, which t^2 E11/2 takes back.
COUPLED = ([[["1", "0"], ["0", "-1"]], unit(2, 1, 1)], ["1", "5"], WIDE)
BACK = [[["1/2", "0"], ["0", "0"]]]
# m f = |1 - w^2| + |1 + w^2| = 2 for |w| <= 1, and |1 - w1 w2|.
FLAT = ([[["1"]], [["1"]]], ["1", "-1"], [[["1/2"]]])
SLOPE = ([[["1"]]], ["1"], [[["0"]], [["1"]]])

ACCEPTED = [
    pytest.param(CERTIFICATE, id="a sharp minimum with noise"),
    pytest.param(changed(CERTIFICATE, statement__says="critical"), id="the same is critical"),
    pytest.param(signed("-5", WIDE, "critical", "-1"), id="critical, symmetric"),
    pytest.param(signed("-5", WIDE, GLOBAL, "-1"), id="global, symmetric"),
    pytest.param(signed("-5", WIDE, SHARP, "-1"), id="sharp, definite beside W"),
    pytest.param(signed("5", COLUMN, SHARP, "1"), id="sharp, W of full rank"),
    pytest.param(signed("5", PAIR, SHARP, "1"), id="sharp, factors of full rank"),
    pytest.param(signed("0", PAIR, SHARP, "0"), id="sharp without noise"),
    pytest.param(signed("0", PAIR, GLOBAL, "0"), id="global without noise"),
    pytest.param(
        about(every_entry(2), ["0"] * 4, [[["0"], ["0"]], [["1", "0"]]], SHARP, signs=["0"] * 4),
        id="sharp, only W2 of full rank",
    ),
    pytest.param(about(*FLAT, GLOBAL, signs=["1", "-1"]), id="global, and flat"),
    pytest.param(about(*SLOPE, "not critical", path=[[[["1"]], [["0"]]]]), id="not critical"),
    pytest.param(about(*SLOPE, NOT_LOCAL, path=[[[["1"]], [["0"]]]]), id="no minimum to first order"),
    pytest.param(seen("5", WIDE, NOT_LOCAL, path=[BENT]), id="no minimum to second order"),
    pytest.param(about(*COUPLED, NOT_LOCAL, path=[BENT, BACK]), id="no minimum, along a bent path"),
    pytest.param(seen("5", WIDE, NOT_GLOBAL, factors=[[["1", "0"], ["0", "2"]]]), id="a better W"),
    pytest.param(seen("5", PAIR, NOT_GLOBAL, factors=[[["0"], ["1"]], [["0", "5"]]]), id="a better pair"),
]
REJECTED = [
    ("an indefinite Z", signed("5", WIDE, GLOBAL, "1"), "-(G + G^T)/2 is not positive semidefinite"),
    ("an indefinite Z beside W", signed("5", WIDE, SHARP, "1"), "-(G + G^T)/2 is not positive"),
    ("Z = 0 beside W", signed("0", WIDE, SHARP, "0"), "neither W nor -(G + G^T)/2 beside it has full rank"),
    ("G that is not zero", signed("5", PAIR, GLOBAL, "1"), "sum signs_i A_i is not zero"),
    ("deficient factors", signed("5", WIDE * 2, SHARP, "1"), "neither factor has rank 2"),
    ("a sign", signed("5", PAIR, "critical", "-1"), "witness.signs[3]: the residual is positive"),
    ("half a sign", signed("-5", PAIR, "critical", "-1/2"), "signs[3]: the residual is negative"),
    ("a sign beyond 1", signed("0", PAIR, "critical", "2"), "signs[3]: expected a number in [-1, 1]"),
    ("a sign at the end", signed("0", PAIR, SHARP, "1"), "signs[3]: expected a number in (-1, 1)"),
    ("a sign less", seen("5", PAIR, "critical", signs=["1"]), "witness.signs: expected 4 elements"),
    ("G W2^T", seen("0", PAIR, "critical", signs=["0", "0", "1", "0"]), "has a derivative of 1 along"),
    ("W1^T G", seen("0", PAIR, "critical", signs=["0", "-1", "0", "0"]), "has a derivative of -1 along"),
    ("(G + G^T) W", seen("0", WIDE, "critical", signs=["0", "1", "0", "0"]), "has a derivative of 1 along"),
    (
        "too few measurements",
        about([unit(2, 0, 0), unit(2, 0, 1)], ["1", "0"], PAIR, SHARP, signs=["0", "0"]),
        "the zero residuals see 2 of the 3 dimensions of the tangent space",
    ),
    (
        "no zero residual",
        about([unit(2, 1, 1)], ["5"], PAIR, SHARP, signs=["1"]),
        "the zero residuals see 0 of the 3",
    ),
    ("a path uphill", seen("-5", WIDE, NOT_LOCAL, path=[BENT]), "witness.path: f does not decrease"),
    ("a path of second order", seen("5", WIDE, "not critical", path=[BENT]), "f does not decrease along it"),
    ("two steps", seen("5", WIDE, "not critical", path=[BENT, BENT]), "witness.path: expected 1 elements"),
    ("no steps", seen("5", WIDE, NOT_LOCAL, path=[]), "f does not decrease along it"),
    ("an unbent path", about(*COUPLED, NOT_LOCAL, path=[BENT]), "f does not decrease along it"),
    ("a path on a slope", about(*SLOPE, NOT_LOCAL, path=[[[["-1"]], [["0"]]]]), "f does not decrease"),
    ("a step less its half", about(*SLOPE, NOT_LOCAL, path=[[[["1"]]]]), "path[0]: expected 2 elements"),
    ("a step of another shape", seen("5", WIDE, NOT_LOCAL, path=[[[["1"]]]]), "expected 2 elements"),
    ("an equal point", seen("5", WIDE, NOT_GLOBAL, factors=WIDE), "m f is 5 there and 5 at W"),
]


@pytest.mark.parametrize("certificate", ACCEPTED)
def test_a_point_is_accepted(certificate):
    result = verdict(certificate, certificate["statement"])
    assert result.accepted, result.reason
    assert (result.code, result.rule) == (0, RULE)


@pytest.mark.parametrize(("certificate", "message"), [pytest.param(*row, id=name) for name, *row in REJECTED])
def test_a_point_is_rejected_for(certificate, message):
    assert_rejected(certificate, message)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        case("another word", "statement.says: expected one of critical", statement__says="a minimum"),
        case("no factor", "statement.factors: expected one factor", statement__factors=[]),
        case("three factors", "statement.factors: expected one factor", statement__factors=PAIR + COLUMN),
        case("factors that do not fit", "factors[1]: expected 1 elements", statement__factors=COLUMN * 2),
        case("no measurement", "measurements: there is no measurement", statement__measurements=[]),
        case("a short measurement", "expected 2 elements", statement__measurements__0=[["1", "0"]]),
        case("a number less", "statement.data: expected 5 elements", statement__data=["1"]),
        case("a path for signs", "witness: unknown field 'path'", witness={"path": []}),
    ],
)
def test_a_statement_is_rejected_for(changes, message):
    assert_rejected(changed(CERTIFICATE, **changes), message)


@pytest.mark.parametrize("certificate", ACCEPTED)
def test_work_is_declined_before_it_is_done(monkeypatch, certificate):
    monkeypatch.setattr(limits, "MAX_WORK", 10_000)
    result = verdict(certificate)
    assert (result.code, result.reason) == (2, "too large: the arithmetic exceeds the work limit")


@given(st.lists(st.lists(st.integers(-2, 2), min_size=4, max_size=4), min_size=1, max_size=5))
def test_the_rank_is_that_of_gauss(rows):
    left, found = [[Fraction(x) for x in row] for row in rows], 0
    while left:
        pivot = left.pop()
        column = next((j for j, x in enumerate(pivot) if x), None)
        if column is not None:
            found += 1
            left = [
                [x - row[column] / pivot[column] * y for x, y in zip(row, pivot, strict=True)] for row in left
            ]
    assert rank(Matrix.reduced(rows, 3), Budget()) == found
