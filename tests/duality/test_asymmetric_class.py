"""(P) and (D) of the asymmetric class: no gap, invariance, slopes, and what their points are worth."""

import numpy as np
import pytest

from certify import InputError
from certify.recovery.duality import asymmetric_delta_star
from certify.recovery.objectives import AsymmetricObjective, Measurements

SIZES = [(2, 2, 1, 1, 1.0), (3, 2, 1, 1, 0.5), (3, 3, 2, 1, 0.25), (3, 4, 2, 2, 1.0), (4, 4, 2, 2, 4.0)]


def point(n1: int, n2: int, r: int, r_star: int, seed: int) -> tuple[np.ndarray, ...]:
    """A balanced point, turned, and a truth of rank r*."""
    rng = np.random.default_rng([n1, n2, r, r_star, seed])
    s = np.exp(0.3 * rng.standard_normal(r))
    left, right = (np.linalg.qr(rng.standard_normal((n, r))).Q for n in (n1, n2))
    V = np.linalg.qr(rng.standard_normal((r, r))).Q
    truth = rng.standard_normal((n1, r_star)) @ rng.standard_normal((r_star, n2))
    return (left * s) @ V, (right * s) @ V, truth


@pytest.mark.parametrize(("n1", "n2", "r", "r_star", "mu"), SIZES)
@pytest.mark.parametrize("seed", range(4))
def test_strong_duality_and_invariance(n1: int, n2: int, r: int, r_star: int, mu: float, seed: int) -> None:
    U, V, M = point(n1, n2, r, r_star, seed)
    found = asymmetric_delta_star(U, V, M, mu)
    assert abs(found.gap) < 1e-6
    rng = np.random.default_rng(seed)
    P, Q, A = (np.linalg.qr(rng.standard_normal((k, k))).Q for k in (n1, n2, r))
    moved = asymmetric_delta_star(3.0 * P @ U @ A, 3.0 * Q @ V @ A, 9.0 * P @ M @ Q.T, mu)
    assert moved.primal == pytest.approx(found.primal, abs=1e-6)
    swapped = asymmetric_delta_star(V, U, M.T, mu)
    assert swapped.primal == pytest.approx(found.primal, abs=1e-6)


@pytest.mark.parametrize(("n1", "n2", "r", "r_star", "mu"), SIZES)
def test_the_primal_point_is_a_spurious_point_of_an_objective_in_the_band(
    n1: int, n2: int, r: int, r_star: int, mu: float
) -> None:
    """What (P) promises, recomputed from g alone: a critical point with a semidefinite Hessian."""
    U, V, M = point(n1, n2, r, r_star, 1)
    found = asymmetric_delta_star(U, V, M, mu)
    E = U @ V.T - M
    w = ((1.0 + found.primal) * E - found.S).ravel()
    H = (1.0 + found.primal) * np.eye(n1 * n2) - np.outer(w, w) / (E.ravel() @ w)
    values, vectors = np.linalg.eigh(H)
    assert values[0] >= 1.0 - found.primal - 1e-6
    assert values[-1] <= 1.0 + found.primal + 1e-6
    A = (np.sqrt(np.maximum(values, 0.0)) * vectors).T.reshape(-1, n1, n2)
    g = AsymmetricObjective(Measurements(A, symmetric=False), M, mu=mu)
    X = np.vstack([U, V])
    size = np.linalg.norm(E)
    assert np.linalg.norm(g.gradient(X)) < 1e-5 * size
    assert np.linalg.eigvalsh(g.hessian(X))[0] > -1e-5 * size


@pytest.mark.parametrize(("n1", "n2", "r", "r_star", "mu"), SIZES)
def test_more_balancing_weight_never_raises_delta_star(
    n1: int, n2: int, r: int, r_star: int, mu: float
) -> None:
    U, V, M = point(n1, n2, r, r_star, 2)
    values = [asymmetric_delta_star(U, V, M, factor * mu).primal for factor in (0.25, 1.0, 4.0)]
    assert values[0] >= values[1] - 1e-7
    assert values[1] >= values[2] - 1e-7


@pytest.mark.parametrize(("n1", "n2", "r", "r_star", "mu"), SIZES)
def test_the_slopes_are_central_differences_along_balanced_points(
    n1: int, n2: int, r: int, r_star: int, mu: float
) -> None:
    rng = np.random.default_rng(0)
    stretch, truth = 0.3 * rng.standard_normal((r, r)), rng.standard_normal((n1, n2))
    step, compared = 1e-3, 0
    for seed in range(3, 18):
        U, V, M = point(n1, n2, r, r_star, seed)
        here, after, before = (
            # U A and V A are balanced as well.
            asymmetric_delta_star(U @ A, V @ A, M + t * truth, mu)
            for t, A in ((t, np.eye(r) + t * stretch) for t in (0.0, step, -step))
        )
        moves = (U @ stretch, V @ stretch, truth)
        slope = sum(np.vdot(along, move) for along, move in zip(here.slopes, moves, strict=True))
        unsure = max(found.gap for found in (here, after, before)) / step
        if unsure > 1e-4:
            continue  # the solver left too few digits for a difference quotient
        compared += 1
        quotient = (after.primal - before.primal) / (2.0 * step)
        assert quotient == pytest.approx(slope, rel=1e-3, abs=1e-5 + unsure)
    assert compared >= 3


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"mu": 0.0}, "mu"),
        ({"mu": float("nan")}, "mu"),
        ({"M_star": np.ones((2, 3))}, "M_star"),
        ({"M_star": np.array([[1.0, 0.0], [0.0, 0.0]])}, "U"),
        ({"U": np.array([[2.0], [0.0]])}, "U"),
        ({"U": np.zeros((2, 1)), "V": np.zeros((2, 1))}, "U"),
        ({"U": [[1.0], [float("inf")]]}, "U"),
        ({"V": "no matrix"}, "V"),
        ({"V": [[1.0], [0.0, 1.0]]}, "V"),
    ],
)
def test_bad_input_is_refused_by_the_field(change: dict[str, object], field: str) -> None:
    e = np.array([[1.0], [0.0]])
    arguments = {"U": e, "V": e, "M_star": np.eye(2), "mu": 1.0, **change}
    with pytest.raises(InputError) as error:
        asymmetric_delta_star(**arguments)
    assert error.value.field == field
