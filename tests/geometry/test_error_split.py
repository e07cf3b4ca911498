"""E = E_T + E_N at X (Fact 3.2), and the numbers alpha and beta of Lemma 3.8."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.recovery.geometry import (
    error_matrix,
    incidence,
    normal_part,
    range_basis,
    range_projector,
    symmetric_part,
    tangent_part,
)

seeds = st.integers(0, 2**32 - 1)


@settings(max_examples=40, deadline=None)
@given(seeds, st.integers(1, 6), st.integers(1, 4), st.integers(1, 3))
def test_tangent_and_normal_parts_are_the_orthogonal_ones_of_fact_3_2(
    seed: int, d: int, r: int, r_star: int
) -> None:
    rng = np.random.default_rng(seed)
    X, Z = rng.standard_normal((d, r)), rng.standard_normal((d, r_star))
    E, projector = error_matrix(X, Z), range_projector(X)
    np.testing.assert_allclose(E, X @ X.T - Z @ Z.T, atol=1e-12)
    T, N = tangent_part(E, projector), normal_part(E, projector)
    np.testing.assert_allclose(T + N, E, atol=1e-11)
    assert np.sum(T * N) == pytest.approx(0.0, abs=1e-9)
    np.testing.assert_allclose(T, projector @ E + E @ projector - projector @ E @ projector, atol=1e-10)
    normal_Z = Z - X @ np.linalg.pinv(X) @ Z
    np.testing.assert_allclose(N, -normal_Z @ normal_Z.T, atol=1e-8)
    # Orthogonal to every P_D, and T is one.
    D = rng.standard_normal((d, r))
    assert np.sum(N * (D @ X.T + X @ D.T)) == pytest.approx(0.0, abs=1e-8)
    np.testing.assert_allclose(tangent_part(T, projector), T, atol=1e-10)


@pytest.mark.parametrize("rank", [0, 1, 2, 3])
def test_the_projector_has_the_rank_of_x(rank: int) -> None:
    rng = np.random.default_rng(rank)
    X = rng.standard_normal((5, rank)) @ rng.standard_normal((rank, 4))
    projector = range_projector(X)
    assert range_basis(X).shape == (5, rank)
    assert np.trace(projector) == pytest.approx(rank)
    np.testing.assert_allclose(projector @ X, X, atol=1e-12)
    np.testing.assert_allclose(projector @ projector, projector, atol=1e-12)


@settings(max_examples=40, deadline=None)
@given(seeds, st.integers(1, 4), st.integers(1, 3), st.floats(1e-3, 1e3))
def test_alpha_and_beta_are_as_defined_and_of_degree_zero(seed: int, r: int, r_star: int, t: float) -> None:
    rng = np.random.default_rng(seed)
    X, Z = rng.standard_normal((r + r_star, r)), rng.standard_normal((r + r_star, r_star))
    E = X @ X.T - Z @ Z.T
    normal_Z = Z - X @ np.linalg.pinv(X) @ Z
    F = normal_Z @ normal_Z.T
    found, scaled = incidence(X, Z), incidence(t * X, t * Z)
    assert found.alpha == pytest.approx(np.linalg.norm(F) / np.linalg.norm(E), rel=1e-8)
    smallest = np.linalg.svd(X, compute_uv=False)[-1] ** 2
    beta = smallest / np.linalg.norm(E) * np.trace(F) / np.linalg.norm(F)
    assert found.beta == pytest.approx(beta, rel=1e-6, abs=1e-10)
    assert scaled.alpha == pytest.approx(found.alpha, rel=1e-8)
    assert scaled.beta == pytest.approx(found.beta, rel=1e-6, abs=1e-10)


def test_alpha_and_beta_are_zero_where_z_lies_inside_the_range_of_x() -> None:
    X = np.eye(3)[:, :2]
    assert incidence(X, 2.0 * X) == incidence(X, X @ [[1.0], [2.0]])
    assert (incidence(X, 2.0 * X).alpha, incidence(X, 2.0 * X).beta) == (0.0, 0.0)


def test_beta_is_zero_where_x_is_rank_deficient_and_alpha_one_where_x_is_zero() -> None:
    Z = np.eye(3)[:, 2:]
    deficient = np.array([[1.0, 1.0], [2.0, 2.0], [0.0, 0.0]])
    assert incidence(deficient, Z).beta == pytest.approx(0.0, abs=1e-15)
    zero = incidence(np.zeros((3, 2)), Z)
    assert (zero.alpha, zero.beta) == (1.0, 0.0)


@settings(max_examples=20, deadline=None)
@given(seeds)
def test_symmetric_part_is_the_nearest_symmetric_matrix(seed: int) -> None:
    M = np.random.default_rng(seed).standard_normal((4, 4))
    S = symmetric_part(M)
    np.testing.assert_array_equal(S, S.T)
    np.testing.assert_allclose(M - S, -(M - S).T, atol=1e-15)
