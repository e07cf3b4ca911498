"""Rule `escape-directions`: every step of the bound is checked, and what is accepted does bound the sum."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.kernel.arithmetic.matrix import Matrix
from certify.kernel.rules.instances.escape_directions import twice_form

from .certificates import DELETED, assert_rejected, case, changed, example, verdict

RULE = "escape-directions"
CERTIFICATE = example(RULE)

NOISY = changed(
    CERTIFICATE,
    statement__delta="1/5",
    statement__eps0="1/10",
    statement__eps1="1/10",
    statement__eps2="1/10",
)
# With E negative semidefinite and X = 0, one second-order direction is enough, and K has one sign.
ORIGIN = changed(
    CERTIFICATE,
    statement__X=[["0"], ["0"]],
    statement__Z=[["0"], ["1"]],
    statement__delta="99/100",
    witness__D0=[["0"], ["0"]],
    witness__D=[[["0"], ["1"]]],
    witness__nu="2",
    witness__U=[["0", "0"], ["0", "1"]],
    witness__M_plus=[["0", "0"], ["0", "2"]],
    witness__M_minus=[["0", "0"], ["0", "0"]],
    witness__q="0",
)
# First order alone: M = P_{D_0} = -E, as if X had been moved towards Z along its own line.
FIRST_ORDER = changed(
    ORIGIN,
    statement__X=[["1"], ["0"]],
    statement__Z=[["1/2"], ["0"]],
    statement__delta="9/10",
    witness__D0=[["-3/8"], ["0"]],
    witness__D=[],
    witness__nu="1",
    witness__U=[["3/4", "0"], ["0", "0"]],
    witness__M_plus=[["0", "0"], ["0", "0"]],
    witness__M_minus=[["3/4", "0"], ["0", "0"]],
    witness__q="3/8",
)


@pytest.mark.parametrize(
    "certificate",
    [
        pytest.param(CERTIFICATE, id="noiseless"),
        pytest.param(changed(CERTIFICATE, statement__delta="0"), id="delta = 0"),
        pytest.param(NOISY, id="every tolerance positive"),
        pytest.param(ORIGIN, id="X = 0 up to delta = 1"),
        pytest.param(FIRST_ORDER, id="no second-order direction"),
        pytest.param(changed(CERTIFICATE, witness__q="9"), id="q is free when eps1 = 0"),
    ],
)
def test_escape_directions_are_accepted(certificate):
    result = verdict(certificate, certificate["statement"])
    assert result.accepted, result.reason
    assert (result.code, result.rule) == (0, RULE)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        case("delta too large", "witness: the bound on the sum is not negative", statement__delta="1/2"),
        case("bound = 0", "the bound on the sum is not negative (it is 0)", statement__delta="61/133"),
        case("eps0 too large", "the bound on the sum is not negative", statement__eps0="1"),
        case("eps1 too large", "the bound on the sum is not negative", statement__eps1="1"),
        case("eps2 too large", "the bound on the sum is not negative", statement__eps2="1"),
        case("other D0", "witness.M_plus: M_plus - M_minus differs from", witness__D0__0__0="-1/3"),
        case("a direction less", "witness.M_plus: M_plus - M_minus differs from", witness__D__1=DELETED),
        case("nu too small", "witness.U: K + nu <U, .>^2 is not positive", witness__nu="9/10"),
        case("nu < 0", "witness.nu: expected a number of at least 0", witness__nu="-1"),
        case("other U", "witness.U: K + nu <U, .>^2 is not positive", witness__U__0__0="2"),
        case("q too small", "witness.q: q^2 is below ||D_0 X^T||^2 = 1/4", witness__q="2/5"),
        case("q < 0", "witness.q: expected a number of at least 0", witness__q="-1/2"),
        case(
            "M_plus not semidefinite",
            "witness.M_plus: not positive semidefinite",
            witness__M_plus__0__0="-1",
            witness__M_minus__0__0="0",
        ),
        case(
            "M_minus not semidefinite",
            "witness.M_minus: not positive semidefinite",
            witness__M_plus__1__1="0",
            witness__M_minus__1__1="-9/4",
        ),
        case("D0 of another shape", "witness.D0: expected 2 elements", witness__D0=[["1"]]),
        case("a direction of another shape", "witness.D[1]: expected 2 elements", witness__D__1=[["1"]]),
        case("U not symmetric", "witness.U: the matrix is not symmetric", witness__U__0__1="1"),
        case(
            "the opposite conclusion", "statement.conclusion", statement__conclusion="counterexample-exists"
        ),
        case("a derived matrix", "witness: unknown field 'K'", witness__K=[["1"]]),
        case("D not a list", "witness.D: expected a list", witness__D="1"),
        case("E = 0", "statement: E = X X^T - Z Z^T is zero", statement__Z=[["1"], ["0"]]),
    ],
)
def test_escape_directions_are_rejected_for(changes, message):
    assert_rejected(changed(CERTIFICATE, **changes), message)


def test_every_term_of_the_bound_counts():
    """6/5 tr K + 2/5 ||U||^2 + 1/10 (tr(M_plus + M_minus) + q + sum ||D_i X^T||^2), tr K = -61/16."""
    bound = Fraction(6, 5) * Fraction(-61, 16) + Fraction(2, 5) * Fraction(97, 16)
    bound += Fraction(1, 10) * (Fraction(13, 4) + Fraction(1, 2) + Fraction(9, 8))
    assert verdict(NOISY).reason.endswith(f"(bound {bound})")


small = st.fractions(-3, 3, max_denominator=4)


@st.composite
def forms(draw):
    n = draw(st.integers(1, 3))
    rows = st.lists(st.lists(small, min_size=n, max_size=n), min_size=n, max_size=n)
    symmetric = rows.map(Matrix.of).map(lambda A: A + A.T)
    lifts = draw(st.lists(symmetric, max_size=3))
    return draw(symmetric), draw(symmetric), lifts, draw(small), draw(symmetric), draw(symmetric)


@given(forms())
def test_the_form_has_the_values_of_k_plus_nu_times_the_square(data):
    M, E, lifts, nu, U, A = data
    expected = M.inner(A) * E.inner(A) + sum(P.inner(A) ** 2 for P in lifts) + nu * U.inner(A) ** 2
    n = len(A.rows)
    a = Matrix.of([[A.entries[i][j]] for i in range(n) for j in range(i, n)])
    assert (a.T @ twice_form(M, E, lifts, nu, U) @ a).trace == 2 * expected


def test_more_directions_than_the_limit_are_declined():
    result = verdict(changed(CERTIFICATE, witness__D=[[["0"], ["0"]]] * 1025))
    assert (result.code, result.reason) == (2, "witness.D: more than 1024 directions")


@pytest.mark.parametrize(
    ("n", "reason"),
    [
        (31, "witness: the bound on the sum is not negative (it is 0)"),
        (32, "statement.X: n (n + 1) / 2 exceeds 512"),
    ],
)
def test_problems_of_large_order_are_declined_before_arithmetic(n, reason):
    zeros = [["0"] * n for _ in range(n)]
    result = verdict(
        changed(
            CERTIFICATE,
            statement__X=[["1"]] * n,
            statement__Z=[["2"]] * n,
            witness__D0=[["0"]] * n,
            witness__D=[],
            witness__U=zeros,
            witness__M_plus=zeros,
            witness__M_minus=zeros,
        )
    )
    assert result.reason == reason


@pytest.mark.parametrize(
    "certificate", [CERTIFICATE, NOISY, ORIGIN, FIRST_ORDER], ids=["0", "noisy", "X=0", "D0"]
)
def test_what_is_accepted_makes_the_sum_negative_for_every_h_and_g(certificate):
    def matrix(rows):
        return np.array([[float(Fraction(x)) for x in row] for row in rows])

    statement, witness = certificate["statement"], certificate["witness"]
    X, Z, D0 = matrix(statement["X"]), matrix(statement["Z"]), matrix(witness["D0"])
    delta, eps0, eps1, eps2 = (float(Fraction(statement[k])) for k in ("delta", "eps0", "eps1", "eps2"))
    E, n = X @ X.T - Z @ Z.T, len(X)
    random = np.random.default_rng(1)
    for _ in range(300):
        Q = np.linalg.qr(random.normal(size=(n * n, n * n)))[0]
        H = Q @ np.diag(1 + delta * random.choice([-1, 1], n * n)) @ Q.T
        V = np.linalg.qr(random.normal(size=(n, n)))[0]
        G = V @ np.diag(eps0 * random.choice([-1, 1], n)) @ V.T
        S = (H @ E.ravel()).reshape(n, n)
        S = (S + S.T) / 2 + G
        total = np.sum(S * (D0 @ X.T + X @ D0.T)) + eps1 * np.linalg.norm(D0 @ X.T)
        for D in map(matrix, witness["D"]):
            P = (D @ X.T + X @ D.T).ravel()
            total += 2 * np.sum(S * (D @ D.T)) + P @ H @ P + eps2 * np.sum((D @ X.T) ** 2)
        assert total < 0
