"""Rule `counterexample`: what it accepts has an explicit H, and every condition on S and G is checked."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from certify.kernel.arithmetic.matrix import Matrix
from certify.kernel.fields import Field
from certify.kernel.limits import Budget, Rejected
from certify.kernel.rules.instances import counterexample
from certify.kernel.rules.instances.recovery import Problem

from .certificates import DELETED, assert_rejected, case, changed, example, verdict

RULE = "counterexample"
CERTIFICATE = example(RULE)
ZERO = [["0", "0"], ["0", "0"]]

# X = 0 is critical to first order for every S, and to second order iff S >= 0, which noise provides here.
ORIGIN = changed(
    CERTIFICATE,
    statement__X=[["0"], ["0"]],
    statement__Z=[["0"], ["1"]],
    statement__delta="1/2",
    statement__eps0="1/2",
    witness__S=ZERO,
    witness__G=[["0", "0"], ["0", "1/2"]],
)
# w = 0: S - G = (1 + delta) E, so H = (1 + delta) Id, and delta may be zero.
NO_BAND = changed(
    ORIGIN,
    statement__delta="0",
    statement__eps0="1",
    witness__G=[["0", "0"], ["0", "1"]],
)
# X of rank one in two columns, S X = 0 only up to eps1, S >= 0 thanks to noise.
DEFICIENT = changed(
    CERTIFICATE,
    statement__X=[["3/5", "4/5"], ["0", "0"]],
    statement__Z=[["0"], ["1/2"]],
    statement__delta="1/2",
    statement__eps0="1/2",
    statement__eps1="1/10",
    witness__S=[["1/20", "0"], ["0", "0"]],
    witness__G=[["-1/2", "0"], ["0", "1/4"]],
)
# With a second column that X does not use, the second-order condition says S >= 0 too.
UNUSED_COLUMN = changed(CERTIFICATE, statement__X=[["1", "0"], ["0", "0"]])


@pytest.mark.parametrize(
    "certificate",
    [
        pytest.param(CERTIFICATE, id="noiseless"),
        pytest.param(
            changed(CERTIFICATE, statement__delta="41/81", witness__S__1__1="-122/81"), id="at delta* itself"
        ),
        pytest.param(changed(CERTIFICATE, statement__eps2="1", witness__S__1__1="-2"), id="eps2 gives room"),
        pytest.param(
            changed(CERTIFICATE, statement__eps1="1/3", witness__S__0__0="1/6"), id="eps1 is reached"
        ),
        pytest.param(
            changed(CERTIFICATE, statement__Z=[["0", "0"], ["9/10", "6/5"]]), id="Z of rank 1 in 2 columns"
        ),
        pytest.param(DEFICIENT, id="X of rank 1 in 2 columns"),
        pytest.param(ORIGIN, id="X = 0"),
        pytest.param(NO_BAND, id="w = 0 and delta = 0"),
    ],
)
def test_a_counterexample_is_accepted(certificate):
    result = verdict(certificate, certificate["statement"])
    assert result.accepted, result.reason
    assert (result.code, result.rule) == (0, RULE)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        case(
            "delta below delta*",
            "witness.S: ||w||^2 exceeds 2 delta <E, w> by 3/64,",
            statement__delta="1/2",
        ),
        case("no band and w != 0", "witness.S: ||w||^2 exceeds", statement__delta="0"),
        case("no curvature", "second-order: the bordered matrix", witness__S__1__1="-41/25"),
        case("S X != 0", "witness.S: S X is not zero (entry 1,1 is 1/7)", witness__S__0__0="1/7"),
        case(
            "eps1 too small",
            "witness.S: first-order: 4 ||S Pi||^2 exceeds eps1^2 by 15/784",
            witness__S__0__0="1/7",
            statement__eps1="1/4",
        ),
        case("G without eps0", "witness.G: eps0 I - G is not positive semidefinite", witness__G__1__1="1/9"),
        case(
            "-G without eps0", "witness.G: eps0 I + G is not positive semidefinite", witness__G__1__1="-1/9"
        ),
        case("S not symmetric", "witness.S: the matrix is not symmetric", witness__S__0__1="1"),
        case("G not symmetric", "witness.G: the matrix is not symmetric", witness__G__1__0="1"),
        case("S too small", "witness.S: expected 2 elements, found 1", witness__S=[["0"]]),
        case("S too narrow", "witness.S[1]: expected 2 elements, found 1", witness__S__1=["0"]),
        case("S missing", "witness: field 'S' is missing", witness__S=DELETED),
        case("a derived matrix", "witness: unknown field 'H'", witness__H=ZERO),
        case("another conclusion", "statement.conclusion: expected one of", statement__conclusion="none"),
        case("delta = 1", "statement.delta: expected a number below 1", statement__delta="1"),
        case("delta < 0", "statement.delta: expected a number of at least 0", statement__delta="-1/2"),
        case("eps0 < 0", "statement.eps0: expected a number of at least 0", statement__eps0="-1"),
        case("eps1 < 0", "statement.eps1: expected a number of at least 0", statement__eps1="-1"),
        case("eps2 < 0", "statement.eps2: expected a number of at least 0", statement__eps2="-1"),
        case("E = 0", "statement: E = X X^T - Z Z^T is zero", statement__Z=[["-1"], ["0"]]),
        case("Z with other rows", "statement.Z: expected 2 elements, found 1", statement__Z=[["1"]]),
        case("X ragged", "statement.X[1]: expected 1 elements, found 2", statement__X__1=["0", "0"]),
        case("X without rows", "statement.X: the matrix is empty", statement__X=[]),
        case("X without columns", "statement.X: the matrix is empty", statement__X=[[], []]),
        case("X not a matrix", "statement.X[0]: expected a list", statement__X=["1", "0"]),
    ],
)
def test_a_counterexample_is_rejected_for(changes, message):
    assert_rejected(changed(CERTIFICATE, **changes), message)


def test_rank_deficient_x_needs_s_positive_on_what_x_misses():
    assert_rejected(UNUSED_COLUMN, "second-order")
    assert_rejected(changed(DEFICIENT, statement__eps1="9/100"), "first-order: 4 ||S Pi||^2 exceeds")


def test_noise_below_what_the_origin_needs_is_rejected():
    assert_rejected(changed(ORIGIN, statement__eps0="49/100"), "witness.G: eps0 I - G")
    assert_rejected(changed(NO_BAND, witness__G__0__0="1/2"), "witness.S: ||w||^2 exceeds")


def test_problems_of_large_order_are_declined_before_arithmetic():
    X = [["1"] * 8 for _ in range(64)]
    result = verdict(
        changed(
            CERTIFICATE,
            statement__X=X,
            statement__Z=[["2"] for _ in X],
            witness__S=[["0"] * 64 for _ in X],
            witness__G=[["0"] * 64 for _ in X],
        )
    )
    assert (result.code, result.reason) == (2, "statement.X: n r + 1 exceeds 512")


small = st.fractions(-3, 3, max_denominator=4)


@st.composite
def symmetric(draw, n):
    lower = [[draw(small) for _ in range(i + 1)] for i in range(n)]
    return Matrix.of([[lower[max(i, j)][min(i, j)] for j in range(n)] for i in range(n)])


@st.composite
def problems(draw):
    """Integer X (so often rank deficient), and a symmetric S."""
    n, r, columns = draw(st.integers(1, 3)), draw(st.integers(1, 3)), draw(st.integers(1, 2))
    X = Matrix.of([[Fraction(draw(st.integers(-2, 2))) for _ in range(r)] for _ in range(n)])
    Z = Matrix.of([[draw(small) for _ in range(columns)] for _ in range(n)])
    delta, eps0, eps1, eps2 = (
        draw(st.fractions(0, Fraction(9, 10))),
        *(draw(st.fractions(0, 2)) for _ in range(3)),
    )
    return Problem(X, Z, X @ X.T - Z @ Z.T, delta, eps0, eps1, eps2, Budget()), draw(symmetric(n))


def floats(matrix):
    return np.array([[float(entry) for entry in row] for row in matrix.entries])


@given(problems())
def test_first_order_compares_twice_the_norm_of_s_on_the_range_of_x_with_eps1(data):
    problem, S = data
    X = floats(problem.X)
    slope = 2 * np.linalg.norm(floats(S) @ X @ np.linalg.pinv(X))
    for eps1, holds in (
        (Fraction(slope) + Fraction(1, 10**6), True),
        (Fraction(slope) - Fraction(1, 10**6), False),
    ):
        at = Problem(
            problem.X, problem.Z, problem.E, problem.delta, problem.eps0, eps1, problem.eps2, Budget()
        )
        if holds:
            counterexample.first_order(at, S, Field("", "S", Budget()))
        elif eps1 > 0:
            with pytest.raises(Rejected, match="first-order"):
                counterexample.first_order(at, S, Field("", "S", Budget()))


@given(problems(), st.data())
def test_the_bordered_matrix_is_the_one_of_the_rank_one_theorem(data, more):
    problem, S = data
    X, s, n, r = floats(problem.X), floats(S), problem.n, problem.r
    w = more.draw(symmetric(n))
    columns = []
    for i in range(n):
        for a in range(r):
            D = np.zeros((n, r))
            D[i, a] = 1
            columns.append((D @ X.T + X @ D.T).ravel())
    J = np.array(columns).T
    top = 2 * np.kron(s, np.eye(r)) + float(1 + problem.delta) * J.T @ J
    top = top + float(problem.eps2) * np.kron(np.eye(n), X.T @ X)
    border = J.T @ floats(w).ravel()
    reach = problem.E.inner(w)
    expected = np.block([[top, border[:, None]], [border[None, :], np.array([[float(reach)]])]])
    found = floats(counterexample.bordered(problem, S, w, reach))
    # The last row and column may be scaled by a positive integer: that changes no sign.
    last = np.append(border, float(reach))
    largest = int(np.abs(last).argmax())
    ratio = found[-1, largest] / last[largest] if last[largest] else 1.0
    scale = np.sqrt(ratio) if largest == len(border) else ratio
    assert scale > 0
    assert np.isclose(scale, round(scale))
    by = np.append(np.ones(len(border)), scale)
    assert np.allclose(found, np.outer(by, by) * expected)


@pytest.mark.parametrize(
    "certificate", [CERTIFICATE, DEFICIENT, ORIGIN, NO_BAND], ids=["X", "deficient", "0", "w=0"]
)
def test_what_is_accepted_has_an_h_in_the_band_that_makes_x_critical(certificate):
    statement, witness = certificate["statement"], certificate["witness"]
    X, Z = (np.array([[float(Fraction(x)) for x in row] for row in statement[name]]) for name in "XZ")
    S, G = (np.array([[float(Fraction(x)) for x in row] for row in witness[name]]) for name in "SG")
    delta, eps1, eps2 = (float(Fraction(statement[name])) for name in ("delta", "eps1", "eps2"))
    E = X @ X.T - Z @ Z.T
    w = ((1 + delta) * E - S + G).ravel()
    H = (1 + delta) * np.eye(len(w)) - (np.outer(w, w) / (E.ravel() @ w) if w.any() else 0)
    eigenvalues = np.linalg.eigvalsh(H)
    assert 1 - delta - 1e-12 <= eigenvalues[0] <= eigenvalues[-1] <= 1 + delta + 1e-12
    assert np.allclose((H @ E.ravel()).reshape(E.shape) + G, S)
    assert 2 * np.linalg.norm(S @ X @ np.linalg.pinv(X)) <= eps1 + 1e-12
    for D in np.random.default_rng(0).normal(size=(200, *X.shape)):
        P = (D @ X.T + X @ D.T).ravel()
        assert 2 * np.sum(S * (D @ D.T)) + P @ H @ P + eps2 * np.sum((D @ X.T) ** 2) >= -1e-9


def margin(problem, S, G):
    """The least slack of the conditions on H = (1 + delta) Id - w w^T / <E, w>, S and G, in floats."""
    X, E, s, g, n, r = floats(problem.X), floats(problem.E), floats(S), floats(G), problem.n, problem.r
    delta, eps0, eps1, eps2 = map(float, (problem.delta, problem.eps0, problem.eps1, problem.eps2))
    w = ((1 + delta) * E - s + g).ravel()
    reach = E.ravel() @ w
    slack = [2 * delta * reach - w @ w, eps0 - np.abs(np.linalg.eigvalsh(g)).max()]
    slack.append(eps1 - 2 * np.linalg.norm(s @ X @ np.linalg.pinv(X)))
    H = (1 + delta) * np.eye(n * n) - np.outer(w, w) / (reach or 1)
    basis = np.eye(n * r).reshape(-1, n, r)
    P = np.array([(D @ X.T + X @ D.T).ravel() for D in basis])
    form = 2 * np.kron(s, np.eye(r)) + P @ H @ P.T + eps2 * np.kron(np.eye(n), X.T @ X)
    return min(*slack, np.linalg.eigvalsh(form)[0])


@given(problems(), st.integers(1, 9), st.integers(-5, 5), st.integers(0, 60))
def test_a_certificate_is_accepted_iff_its_h_s_and_g_satisfy_every_condition(data, level, pull, slope):
    problem, noise = data
    assume(not problem.E.is_zero)
    problem = replace(problem, delta=Fraction(level, 10), eps1=Fraction(slope))
    # S - G near the segment from (1 - delta) E to (1 + delta) E, so that every condition decides some cases.
    S = (1 + Fraction(pull, 4) * problem.delta) * problem.E + (problem.delta / 9) * noise
    G = (problem.eps0 / 9) * noise
    slack = margin(problem, S, G)
    assume(abs(slack) > 1e-6)

    def written(matrix):
        return [[str(entry) for entry in row] for row in matrix.entries]

    scalars = ("delta", "eps0", "eps1", "eps2")
    certificate = changed(
        CERTIFICATE,
        statement__X=written(problem.X),
        statement__Z=written(problem.Z),
        witness__S=written(S),
        witness__G=written(G),
        **{f"statement__{name}": str(getattr(problem, name)) for name in scalars},
    )
    assert verdict(certificate).accepted == (slack > 0)
