"""Alignment by an invertible matrix: against other optimisers, exact bounds, invariances, and the balance."""

from fractions import Fraction

import numpy as np
import pytest
import sympy
from scipy.optimize import minimize

from certify.common.errors import InputError
from certify.recovery.objectives import Measurements
from certify.recovery.papers.alignment import Alignment
from certify.recovery.papers.alignment_exact import (
    AlignmentData,
    best_lower_bound,
    lower_bound,
    positive_definite,
    relaxation,
    scalar_alignment,
)
from certify.recovery.papers.balancing_free import (
    balance_defect,
    balanced_factors,
    descent,
    projected_initialization,
    spectral_initialization,
)


def pair(seed: int, r: int, noise: float):
    """X, Y, X*, Y* with n1 = r + 1, n2 = r + 2, in thousandths, near an unbalanced copy of the truth."""
    rng = np.random.default_rng(seed)
    Xs, Ys = rng.normal(size=(r + 1, r)), rng.normal(size=(r + 2, r))
    P = np.eye(r) + 0.3 * rng.normal(size=(r, r))
    X = (Xs + noise * rng.normal(size=Xs.shape)) @ P
    Y = (Ys + noise * rng.normal(size=Ys.shape)) @ np.linalg.inv(P).T
    return [np.round(M, 3) for M in (X, Y, Xs, Ys)]


def exact(matrices) -> AlignmentData:
    return AlignmentData(*([[Fraction(round(1000 * x), 1000) for x in row] for row in M] for M in matrices))


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("r", [1, 2, 3])
def test_gradient_and_hessian_are_those_of_the_value(seed, r):
    rng = np.random.default_rng(seed)
    problem = Alignment(*pair(seed, r, 0.3))
    P, D = np.eye(r) + 0.2 * rng.normal(size=(r, r)), rng.normal(size=(r, r))
    h = 1e-5
    slope = (problem.value(P + h * D) - problem.value(P - h * D)) / (2 * h)
    assert np.vdot(problem.gradient(P), D) == pytest.approx(slope, rel=1e-6, abs=1e-6)
    moved = [problem.value(P @ (np.eye(r) + t * D)) for t in (-1e-4, 0.0, 1e-4)]
    second = (moved[0] - 2 * moved[1] + moved[2]) / 1e-8
    assert D.ravel() @ problem.hessian(P) @ D.ravel() == pytest.approx(second, rel=1e-3, abs=1e-3)


@pytest.mark.parametrize("noise", [0.01, 0.3, 2.0])
@pytest.mark.parametrize("r", [1, 2])
def test_no_other_optimiser_goes_lower(r, noise):
    problem = Alignment(*pair(7, r, noise))
    best = problem.local_minimizers()[0]
    assert best.attained
    np.testing.assert_allclose(problem.stationarity(best.P), 0.0, atol=1e-8)
    rng = np.random.default_rng(1)
    for _ in range(20):
        start = rng.normal(size=(r, r))

        def cost(p: np.ndarray) -> float:
            P = p.reshape(r, r)
            return problem.value(P) if abs(np.linalg.det(P)) > 1e-12 else 1e12

        found = minimize(cost, start.ravel(), method="Nelder-Mead", options={"maxiter": 4000, "fatol": 1e-12})
        assert found.fun >= best.value - 1e-7


@pytest.mark.parametrize("seed", range(3))
def test_dist_sees_products_only_and_orth_sees_rotations(seed):
    rng = np.random.default_rng(seed)
    X, Y, Xs, Ys = pair(seed, 2, 0.2)
    A, R = np.eye(2) + 0.4 * rng.normal(size=(2, 2)), np.linalg.qr(rng.normal(size=(2, 2)))[0]
    here, there = Alignment(X, Y, Xs, Ys), Alignment(X @ A, Y @ np.linalg.inv(A).T, Xs, Ys)
    assert there.distance() == pytest.approx(here.distance(), rel=1e-8)
    turned = Alignment(X @ R, Y @ R, Xs, Ys)
    assert turned.orthogonal()[1] == pytest.approx(here.orthogonal()[1])
    assert there.orthogonal()[1] != pytest.approx(here.orthogonal()[1], rel=1e-2)
    assert here.distance() <= here.orthogonal()[1] + 1e-12


def test_orthogonal_is_the_best_rotation():
    problem = Alignment(*pair(3, 2, 0.5))
    R, distance = problem.orthogonal()
    np.testing.assert_allclose(R.T @ R, np.eye(2), atol=1e-12)
    for angle in np.linspace(0, 2 * np.pi, 200):
        c, s = np.cos(angle), np.sin(angle)
        for turn in (np.array([[c, -s], [s, c]]), np.array([[c, s], [s, -c]])):
            assert problem.value(turn) >= distance**2 - 1e-12  # P^{-T} = P on O(r)


@pytest.mark.parametrize("noise", [0.01, 0.3, 2.0])
def test_rank_one_in_closed_form(noise):
    matrices = pair(5, 1, noise)
    result = scalar_alignment(exact(matrices))
    X, Y, Xs, Ys = (M.ravel() for M in matrices)
    a, b, d, e = X @ X, X @ Xs, Y @ Y, Y @ Ys
    c = Xs @ Xs + Ys @ Ys
    grid = np.concatenate([np.geomspace(1e-3, 1e3, 40001), -np.geomspace(1e-3, 1e3, 40001)])
    least = float(np.min(a * grid**2 - 2 * b * grid + d / grid**2 - 2 * e / grid + c))
    assert least - 1e-6 <= float(result.infimum) <= least + 1e-12  # the grid misses the minimum by its mesh
    found = Alignment(*matrices).local_minimizers()
    assert found[0].value == pytest.approx(float(result.infimum), rel=1e-9)
    for value, p in result.stationary:
        p, value = float(p), float(value)
        assert a * p**2 - 2 * b * p + d / p**2 - 2 * e / p + c == pytest.approx(value, rel=1e-9)


def test_both_of_two_minimisers_are_found_exactly():
    data = AlignmentData([[0], [1]], [[0], [1]], [[1], [0]], [[1], [0]])
    result = scalar_alignment(data)
    assert result.infimum == 4
    assert result.minimizers == (-1, 1)
    assert sorted(float(m.P[0, 0]) for m in data.floats().local_minimizers()) == pytest.approx([-1, 1])


@pytest.mark.parametrize(
    ("Y", "infimum", "at"),
    [([[0], [0]], 2, ()), ([[1], [0]], None, None)],
)
def test_an_infimum_may_not_be_attained(Y, infimum, at):
    """x orthogonal to x*, y = 0: g(p) = p^2 + 2, and p = 0 is not allowed."""
    data = AlignmentData([[0], [1]], Y, [[1], [0]], [[1], [0]])
    result = scalar_alignment(data)
    found = data.floats().local_minimizers()[0]
    assert found.attained is result.attained
    assert found.value == pytest.approx(float(result.infimum), abs=1e-9)
    if infimum is not None:
        assert not result.attained
        assert (result.infimum, result.minimizers) == (infimum, at)


def test_a_zero_factor_leaves_a_parabola():
    result = scalar_alignment(AlignmentData([[0]], [[2]], [[1]], [[3]]))
    assert (result.infimum, result.minimizers) == (1, (sympy.Rational(2, 3),))
    assert scalar_alignment(AlignmentData([[0]], [[0]], [[1]], [[3]])).constant


@pytest.mark.parametrize("r", [1, 2, 3])
@pytest.mark.parametrize("noise", [0.0, 0.01, 0.3])
def test_the_lower_bound_is_below_every_value_and_tight(r, noise):
    data = exact(pair(11, r, noise))
    best = data.floats().local_minimizers()[0]
    bound = best_lower_bound(data, best.P)
    assert bound is not None
    P = [[Fraction(round(x * 10**9), 10**9) for x in row] for row in best.P]
    above = data.value(P)
    assert bound.value <= above
    assert above - bound.value <= Fraction(1, 10**8) * (1 + above)


def test_multipliers_that_prove_nothing_give_no_bound():
    data = exact(pair(2, 2, 0.1))
    huge = [[Fraction(1000), Fraction(0)], [Fraction(0), Fraction(1000)]]
    zero = [[Fraction(0)] * 2] * 2
    assert lower_bound(data, huge, zero) is None
    weak = lower_bound(data, zero, zero)
    assert weak is not None
    assert weak.value <= data.value([[Fraction(1), Fraction(0)], [Fraction(0), Fraction(1)]])


@pytest.mark.parametrize("r", [1, 2])
def test_the_relaxation_contains_the_points_of_the_problem(r):
    data = exact(pair(4, r, 0.2))
    C, A, b = relaxation(data)
    rng = np.random.default_rng(0)
    P = np.eye(r) + 0.3 * rng.normal(size=(r, r))
    v = np.concatenate([P.ravel(), np.linalg.inv(P).T.ravel(), [1.0]])
    assert v @ np.array(C, dtype=float) @ v == pytest.approx(data.floats().value(P))
    for equation, right in zip(A, b, strict=True):
        assert v @ np.array(equation, dtype=float) @ v == pytest.approx(float(right))


def test_positive_definite_is_exact():
    tiny = Fraction(1, 10**40)
    assert positive_definite([[Fraction(1), Fraction(1)], [Fraction(1), 1 + tiny]])
    assert not positive_definite([[Fraction(1), Fraction(1)], [Fraction(1), Fraction(1)]])


def test_a_step_changes_the_balance_by_the_square_of_the_step_only():
    """B+ = B + h^2 (Y^T R^T R Y - X^T R R^T X), for any residual R."""
    X, Y, Xs, Ys = pair(1, 2, 0.4)
    rng = np.random.default_rng(0)
    operator = Measurements(rng.normal(size=(20, 3, 4)) / np.sqrt(20))
    M, h = Xs @ Ys.T, 0.07
    (_, _), (X1, Y1) = descent(operator.apply, M, X, Y, h, 1, normalizer=1.0)
    R = operator.apply(X @ Y.T - M)
    change = Y.T @ R.T @ R @ Y - X.T @ R @ R.T @ X
    np.testing.assert_allclose(balance_defect(X1, Y1), balance_defect(X, Y) + h**2 * change, atol=1e-12)


@pytest.mark.parametrize("weight", [0.0, 0.125])
def test_a_step_follows_the_gradient(weight):
    X, Y, Xs, Ys = pair(6, 2, 0.4)
    rng = np.random.default_rng(3)
    A = rng.normal(size=(20, 3, 4))
    operator, M = Measurements(A), Xs @ Ys.T

    def loss(X: np.ndarray, Y: np.ndarray) -> float:
        data = np.tensordot(A, X @ Y.T - M, 2)
        return 0.5 * data @ data + weight * np.sum((X.T @ X - Y.T @ Y) ** 2)

    (_, _), (X1, Y1) = descent(operator.apply, M, X, Y, 1.0, 1, normalizer=1e9, weight=weight)
    D, E, h = rng.normal(size=X.shape), rng.normal(size=Y.shape), 1e-6
    slope = (loss(X + h * D, Y + h * E) - loss(X - h * D, Y - h * E)) / (2 * h)
    along = 1e9 * (np.vdot(X - X1, D) + np.vdot(Y - Y1, E))
    assert along == pytest.approx(slope, rel=1e-4)


def test_the_normalizer_of_equation_9_is_the_other_factor():
    X, Y, M = np.array([[1.0]]), np.array([[2.0]]), np.array([[1.0]])
    (_, _), (X1, Y1) = descent(lambda M: M, M, X, Y, 0.1, 1)
    np.testing.assert_allclose([X1[0, 0], Y1[0, 0]], [1 - 0.1 / 4 * 2, 2 - 0.1 / 1 * 1])


def test_balanced_factors_and_initializations():
    rng = np.random.default_rng(0)
    M = rng.normal(size=(5, 2)) @ rng.normal(size=(2, 4))
    X, Y = balanced_factors(M, 2)
    np.testing.assert_allclose(X @ Y.T, M, atol=1e-12)
    np.testing.assert_allclose(balance_defect(X, Y), 0.0, atol=1e-12)
    for start in (spectral_initialization(lambda M: M, M, 2), projected_initialization(lambda M: M, M, 2, 3)):
        np.testing.assert_allclose(start[0] @ start[1].T, M, atol=1e-12)
    X, Y = spectral_initialization(lambda M: M, M, 2, scale=1 / 20)
    np.testing.assert_allclose(X @ Y.T, M / 20, atol=1e-12)
    X, Y = projected_initialization(lambda M: M, M, 2, 0)
    assert not X.any()
    assert not Y.any()


def test_descent_converges_without_balancing():
    rng = np.random.default_rng(0)
    Xs, Ys = balanced_factors(rng.normal(size=(6, 2)) @ rng.normal(size=(2, 5)), 2)
    M = Xs @ Ys.T
    operator = Measurements(rng.normal(size=(400, 6, 5)) / 20)
    start = spectral_initialization(operator.apply, M, 2)
    path = list(descent(operator.apply, M, *start, 0.3, 200))
    assert np.linalg.norm(path[-1][0] @ path[-1][1].T - M) < 1e-8 * np.linalg.norm(M)
    assert max(np.linalg.norm(balance_defect(X, Y)) for X, Y in path) < 0.05 * np.linalg.norm(M, 2)


@pytest.mark.parametrize(
    ("matrices", "field"),
    [
        (([[1.0]], [[1.0, 2.0]], [[1.0]], [[1.0]]), "Y"),
        (([[1.0]], [[1.0]], [[1.0], [2.0]], [[1.0]]), "X_star"),
        (([[np.nan]], [[1.0]], [[1.0]], [[1.0]]), "X"),
    ],
)
def test_bad_shapes_are_named(matrices, field):
    with pytest.raises(InputError) as caught:
        Alignment(*matrices)
    assert caught.value.field == field


def test_bad_requests_are_refused():
    with pytest.raises(InputError, match="singular"):
        Alignment([[1.0]], [[1.0]], [[1.0]], [[1.0]]).value(np.zeros((1, 1)))
    with pytest.raises(InputError, match="singular"):
        AlignmentData([[1]], [[1]], [[1]], [[1]]).value([[Fraction(0)]])
    with pytest.raises(InputError, match="rows"):
        AlignmentData([[1]], [[1]], [[1], [2]], [[1]])
    with pytest.raises(InputError, match="columns"):
        scalar_alignment(AlignmentData([[1, 2]], [[1, 2]], [[1, 2]], [[1, 2]]))
    with pytest.raises(InputError, match="rank"):
        balanced_factors(np.eye(2), 3)
    with pytest.raises(InputError, match="normalizer"):
        list(descent(lambda M: M, np.eye(1), np.zeros((1, 1)), np.zeros((1, 1)), 0.1, 1))
