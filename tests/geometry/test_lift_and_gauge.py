"""D -> P_D, the gauge on which it vanishes, and the complement the second-order form is restricted to."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.recovery.geometry import (
    gauge_complement,
    gauge_directions,
    lift,
    lift_matrix,
    local_norm,
    svec,
    symmetric_part,
    unvec,
    vec,
)

seeds = st.integers(0, 2**32 - 1)


def matrix_of_rank(rng: np.random.Generator, d: int, r: int, rank: int) -> np.ndarray:
    U = np.linalg.qr(rng.standard_normal((d, rank)))[0]
    V = np.linalg.qr(rng.standard_normal((r, rank)))[0]
    return (U * rng.uniform(0.5, 2.0, rank)) @ V.T


SHAPES = [(d, r, k) for d in range(1, 6) for r in range(1, 5) for k in range(min(d, r) + 1)]


@settings(max_examples=40, deadline=None)
@given(seeds, st.integers(1, 5), st.integers(1, 4))
def test_the_matrix_of_the_lift_does_what_the_lift_does(seed: int, d: int, r: int) -> None:
    rng = np.random.default_rng(seed)
    X, D = rng.standard_normal((d, r)), rng.standard_normal((d, r))
    np.testing.assert_allclose(lift(X, D), D @ X.T + X @ D.T, rtol=1e-13, atol=1e-13)
    np.testing.assert_allclose(lift_matrix(X) @ vec(D), svec(lift(X, D)), rtol=1e-12, atol=1e-12)
    np.testing.assert_array_equal(unvec(vec(D), r), D)
    np.testing.assert_array_equal(vec(D), D.flatten(order="F"))
    assert local_norm(X, D) == pytest.approx(np.sqrt(np.trace(D @ X.T @ X @ D.T)), abs=1e-12)


@settings(max_examples=20, deadline=None)
@given(seeds, st.floats(1e-3, 1e3))
def test_lift_and_local_norm_have_degree_one_in_each_argument(seed: int, t: float) -> None:
    rng = np.random.default_rng(seed)
    X, D = rng.standard_normal((4, 2)), rng.standard_normal((4, 2))
    np.testing.assert_allclose(lift(t * X, D), t * lift(X, D), rtol=1e-12)
    np.testing.assert_allclose(lift(X, t * D), t * lift(X, D), rtol=1e-12)
    np.testing.assert_allclose(lift_matrix(t * X), t * lift_matrix(X), rtol=1e-12)
    assert local_norm(t * X, D) == pytest.approx(t * local_norm(X, D))
    assert local_norm(X, t * D) == pytest.approx(t * local_norm(X, D))


@pytest.mark.parametrize(("d", "r", "k"), SHAPES)
def test_the_gauge_is_where_x_x_transposed_does_not_change(d: int, r: int, k: int) -> None:
    X = matrix_of_rank(np.random.default_rng([d, r, k]), d, r, k)
    directions = gauge_directions(X)
    assert directions.shape == (d * r, r * (r - 1) // 2)
    np.testing.assert_allclose(lift_matrix(X) @ directions, 0.0, atol=1e-12)
    skew = np.random.default_rng(0).standard_normal((r, r))
    target = vec(X @ (skew - skew.T))
    if r > 1:
        fitted = directions @ np.linalg.lstsq(directions, target, rcond=None)[0]
        np.testing.assert_allclose(fitted, target, atol=1e-10)


@pytest.mark.parametrize(("d", "r", "k"), SHAPES)
def test_the_complement_is_all_of_the_local_orthogonal_complement_and_nothing_else(
    d: int, r: int, k: int
) -> None:
    X = matrix_of_rank(np.random.default_rng([d, r, k, 1]), d, r, k)
    C = gauge_complement(X, k)
    gauge_dimension = r * (r - 1) // 2 - (r - k) * (r - k - 1) // 2
    assert C.shape == (d * r, d * r - gauge_dimension)
    np.testing.assert_allclose(C.T @ C, np.eye(C.shape[1]), atol=1e-12)
    local = np.kron(X.T @ X, np.eye(d))
    np.testing.assert_allclose(gauge_directions(X).T @ local @ C, 0.0, atol=1e-12)
    # Together with the gauge it is everything.
    together = np.hstack([C, gauge_directions(X)])
    assert np.linalg.matrix_rank(together, tol=1e-8) == d * r


@pytest.mark.parametrize(("d", "r", "k"), SHAPES)
def test_the_rank_found_by_itself_gives_the_same_complement(d: int, r: int, k: int) -> None:
    X = matrix_of_rank(np.random.default_rng([d, r, k, 2]), d, r, k)
    C, given_rank = gauge_complement(X), gauge_complement(X, k)
    np.testing.assert_allclose(C @ C.T, given_rank @ given_rank.T, atol=1e-10)


@pytest.mark.parametrize(("d", "r", "k"), [s for s in SHAPES if s[2]])
def test_directions_in_the_kernel_of_x_are_not_mistaken_for_gauge(d: int, r: int, k: int) -> None:
    X = matrix_of_rank(np.random.default_rng([d, r, k, 3]), d, r, k)
    U, _, Vt = np.linalg.svd(X)
    C = gauge_complement(X, k)
    for w in U[:, k:].T:
        for v in Vt[k:]:
            D = vec(np.outer(w, v))
            np.testing.assert_allclose(C @ (C.T @ D), D, atol=1e-10)


@pytest.mark.parametrize(("d", "r", "k"), SHAPES)
def test_the_second_order_form_has_no_cross_term_with_the_gauge_where_s_x_is_zero(
    d: int, r: int, k: int
) -> None:
    rng = np.random.default_rng([d, r, k, 4])
    X = matrix_of_rank(rng, d, r, k)
    away = np.eye(d) - X @ np.linalg.pinv(X, rcond=1e-9)
    S = away @ symmetric_part(rng.standard_normal((d, d))) @ away
    N = d * (d + 1) // 2
    H = symmetric_part(rng.standard_normal((N, N)))
    J = lift_matrix(X)
    form = np.kron(np.eye(r), 2.0 * S) + J.T @ H @ J + 0.7 * np.kron(X.T @ X, np.eye(d))
    C = gauge_complement(X, k)
    np.testing.assert_allclose(gauge_directions(X).T @ form @ C, 0.0, atol=1e-10)
