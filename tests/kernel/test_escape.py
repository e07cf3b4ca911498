"""Rule `escape-directions`: every step of the bound is checked, and what is accepted does bound the sum."""

from fractions import Fraction

import numpy as np
import pytest

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


ROUNDED_UP = [["1", "0"], ["0", "-9/4"]]


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
        case("a derived matrix", "witness: unknown field 'K'", witness__K=ROUNDED_UP),
        case("D not a list", "witness.D: expected a list", witness__D="1"),
        case("E = 0", "statement: E = X X^T - Z Z^T is zero", statement__Z=[["1"], ["0"]]),
    ],
)
def test_escape_directions_are_rejected_for(changes, message):
    assert_rejected(changed(CERTIFICATE, **changes), message)


def test_more_directions_than_the_limit_are_declined():
    result = verdict(changed(CERTIFICATE, witness__D=[[["0"], ["0"]]] * 1025))
    assert (result.code, result.reason) == (2, "witness.D: more than 1024 directions")


def test_problems_of_large_order_are_declined_before_arithmetic():
    n = 32
    zeros = [["0"] * n for _ in range(n)]
    result = verdict(
        changed(
            CERTIFICATE,
            statement__X=[["1"]] * n,
            statement__Z=[["2"]] * n,
            witness__D0=[["1"]] * n,
            witness__D=[],
            witness__U=zeros,
            witness__M_plus=zeros,
            witness__M_minus=zeros,
        )
    )
    assert (result.code, result.reason) == (2, "statement.X: n (n + 1) / 2 exceeds 512")


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
