"""The balanced factorization: derivatives, symmetry, critical points and their spectra, the five regions."""

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.common.errors import InputError
from certify.recovery.objectives import AsymmetricObjective, GramOperator
from certify.recovery.papers.balanced import (
    BalancedObjective,
    EntrywiseLoss,
    critical_points,
    curvature_direction,
    flat_direction,
    optimal_factor,
    regions,
    regular_step,
    saddle_direction,
)

cases = settings(max_examples=30, deadline=None)
seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(1, 4)
ranks = st.integers(1, 3)
SPECTRA = [(2.0,), (3.0, 1.0), (2.0, 2.0), (3.0, 2.0, 2.0), (5.0, 3.0, 1.0)]
SHAPES = [(3, 3), (3, 4), (5, 3)]


def losses(rng: np.random.Generator, n: int, m: int) -> list[EntrywiseLoss]:
    X_star = rng.standard_normal((n, m))
    return [EntrywiseLoss(X_star), EntrywiseLoss(X_star, rng.uniform(0.5, 2.0, (n, m)), ripple=0.4)]


def orthonormal(rng: np.random.Generator, n: int, k: int) -> np.ndarray:
    return np.linalg.qr(rng.standard_normal((n, k)))[0]


def with_spectrum(rng: np.random.Generator, shape: tuple[int, int], sigma: tuple[float, ...]):
    """Phi, Psi and X* = Phi diag(sigma) Psi^T."""
    Phi, Psi = (orthonormal(rng, size, len(sigma)) for size in shape)
    return Phi, Psi, (Phi * sigma) @ Psi.T


@cases
@given(seeds, sizes, sizes, ranks)
def test_gradient_and_hessian_are_the_differences_of_value_and_gradient(seed, n, m, r):
    rng = np.random.default_rng(seed)
    W, D = rng.standard_normal((2, n + m, r))
    step = 1e-5
    for loss in losses(rng, n, m):
        G = BalancedObjective(loss, mu=0.7)
        slope = (G.value(W + step * D) - G.value(W - step * D)) / (2 * step)
        assert np.vdot(G.gradient(W), D) == pytest.approx(slope, rel=1e-6, abs=1e-6)
        turn = (G.gradient(W + step * D) - G.gradient(W - step * D)) / (2 * step)
        np.testing.assert_allclose(G.hessian_action(W, D), turn, rtol=1e-6, atol=1e-6)
        assert D.ravel() @ G.hessian(W) @ D.ravel() == pytest.approx(G.hessian_form(W, D), rel=1e-9, abs=1e-9)


@cases
@given(seeds, sizes, sizes, ranks)
def test_a_quadratic_loss_gives_the_asymmetric_objective(seed, n, m, r):
    rng = np.random.default_rng(seed)
    X_star, weights = rng.standard_normal((n, m)), rng.uniform(0.5, 2.0, (n, m))
    W, D = rng.standard_normal((2, n + m, r))
    G = BalancedObjective(EntrywiseLoss(X_star, weights), mu=0.6)
    gram = GramOperator(np.diag(weights.ravel(order="F")), (n, m))
    other = AsymmetricObjective(gram, X_star, scale=0.5, mu=0.3)
    assert G.value(W) == pytest.approx(other.value(W))
    np.testing.assert_allclose(G.gradient(W), other.gradient(W), atol=1e-9)
    assert G.hessian_form(W, D) == pytest.approx(other.hessian_form(W, D))


@cases
@given(seeds, sizes, sizes, ranks)
def test_rotated_columns_have_the_same_value_and_a_rotated_gradient(seed, n, m, r):
    rng = np.random.default_rng(seed)
    W, R = rng.standard_normal((n + m, r)), orthonormal(rng, r, r)
    for loss in losses(rng, n, m):
        G = BalancedObjective(loss)
        assert G.value(W @ R) == pytest.approx(G.value(W))
        np.testing.assert_allclose(G.gradient(W @ R), G.gradient(W) @ R, atol=1e-9)


@pytest.mark.parametrize(("shape", "sigma", "r"), list(product(SHAPES, SPECTRA, [1, 2, 3, 4])))
def test_every_point_enumerated_is_critical_with_the_spectrum_stated(shape, sigma, r):
    rng = np.random.default_rng(len(sigma) + r)
    Phi, Psi, X_star = with_spectrum(rng, shape, sigma)
    R = orthonormal(rng, r, r)
    for mu in (0.25, 0.5, 2.0):
        g = BalancedObjective(EntrywiseLoss(X_star), mu)
        for point in critical_points(sigma, r):
            W = point.point(Phi, Psi) @ R
            assert np.abs(g.gradient(W)).max() < 1e-12
            found = np.linalg.eigvalsh(g.hessian(W))
            np.testing.assert_allclose(found, point.spectrum(*shape, mu), atol=1e-11)
            if point.is_minimum:
                assert found[0] > -1e-11
            else:
                assert found[0] == pytest.approx(point.least_eigenvalue_of_saddle, abs=1e-11)


def test_repeated_singular_values_are_counted_once_by_value():
    assert [p.taken for p in critical_points((2, 2, 1), 2)] == [(), (0,), (2,), (0, 1), (0, 2)]
    assert len(list(critical_points((3, 2, 1), 3))) == 8
    assert sum(p.is_minimum for p in critical_points((2, 1, 1), 2)) == 1


@cases
@given(seeds, st.sampled_from(SPECTRA), st.integers(1, 4))
def test_descent_ends_at_an_enumerated_minimum(seed, sigma, r):
    """Every limit of gradient descent from a random start has the singular values of the minimum."""
    rng = np.random.default_rng(seed)
    _, _, X_star = with_spectrum(rng, (3, 3), sigma)
    g = BalancedObjective(EntrywiseLoss(X_star))
    W = 0.5 * rng.standard_normal((6, r))
    for _ in range(3000):
        W = W - 0.05 / sigma[0] * g.gradient(W)
    (minimum,) = (p for p in critical_points(sigma, r) if p.is_minimum)
    wanted = sorted([sigma[i] for i in minimum.taken] + [0.0] * (3 - len(minimum.taken)), reverse=True)
    U, V = g.split(W)
    np.testing.assert_allclose(np.linalg.svd(U @ V.T, compute_uv=False), wanted, atol=2e-2)


@pytest.mark.parametrize(("sigma", "r"), list(product(SPECTRA, [1, 2, 3])))
def test_the_saddle_direction_attains_the_least_eigenvalue(sigma, r):
    rng = np.random.default_rng(r)
    Phi, Psi, X_star = with_spectrum(rng, (3, 4), sigma)
    g = BalancedObjective(EntrywiseLoss(X_star))
    for point in critical_points(sigma, r):
        if not point.is_minimum:
            W = point.point(Phi, Psi)
            i = next(i for i in range(len(sigma)) if i not in point.taken)
            D = saddle_direction(W, Phi[:, i], Psi[:, i])
            assert g.hessian_form(W, D) / np.vdot(D, D) == pytest.approx(point.least_eigenvalue_of_saddle)


@cases
@given(seeds, st.integers(2, 3))
def test_the_orbit_of_a_minimum_is_flat(seed, r):
    rng = np.random.default_rng(seed)
    X_star = rng.standard_normal((3, 4))
    W = optimal_factor(X_star, r)
    D = flat_direction(W, 0, r - 1)
    assert BalancedObjective(EntrywiseLoss(X_star)).hessian_form(W, D) == pytest.approx(0.0, abs=1e-9)
    assert np.vdot(D, D) > 0


@cases
@given(seeds, ranks, st.floats(0.01, 0.7))
def test_the_curvature_direction_is_as_negative_as_theorem_5_says(seed, r, least):
    rng = np.random.default_rng(seed)
    sigma = tuple(sorted(rng.uniform(1.0, 3.0, r), reverse=True))
    _, _, X_star = with_spectrum(rng, (4, 3), sigma)
    L, s, PT = np.linalg.svd(rng.standard_normal((7, r)), full_matrices=False)
    s[-1] = least * np.sqrt(sigma[-1])
    W, W_star = (L * s) @ PT, optimal_factor(X_star, r)
    D = curvature_direction(W, W_star)
    assert np.linalg.norm(D) == pytest.approx(1.0)
    assert BalancedObjective(EntrywiseLoss(X_star)).hessian_form(W, D) <= -sigma[-1] / 4 + 1e-9


def test_descent_contracts_by_the_rate_of_lemma_1_inside_the_first_region():
    rng = np.random.default_rng(3)
    _, _, X_star = with_spectrum(rng, (4, 3), (2.0, 1.0))
    g, W_star = BalancedObjective(EntrywiseLoss(X_star)), optimal_factor(X_star, 2)
    W = W_star + 0.4 * orthonormal(rng, 7, 2)
    step, alpha = regular_step(2.0), 1.0 / 32

    def distance2(W):
        size2 = np.vdot(W, W) + np.vdot(W_star, W_star)
        return size2 - 2 * np.linalg.norm(W_star.T @ W, "nuc")

    for _ in range(200):
        before, W = distance2(W), W - step * g.gradient(W)
        assert distance2(W) <= (1 - 2 * step * alpha) * before + 1e-12


def rational_factor(r: int) -> np.ndarray:
    """W* for diagonal X* with rational singular values 4, 1, 1/4, ... on a 3 x 3 matrix."""
    W = np.full((6, r), Fraction(0), dtype=object)
    for j in range(r):
        W[j, j] = W[3 + j, j] = Fraction(2) / 2**j
    return W


@cases
@given(seeds, ranks, st.floats(0.1, 2.0))
def test_exact_and_floating_regions_agree_away_from_ties(seed, r, scale):
    rng = np.random.default_rng(seed)
    W_star = rational_factor(r)
    noise = rng.integers(-40, 41, (6, r))
    W = np.array([[Fraction(int(v), 32) for v in row] for row in noise], dtype=object)
    W = W * Fraction(scale).limit_denominator(16) + rng.integers(0, 2) * W_star
    exact, floating = regions(W, W_star), regions(W.astype(float), W_star.astype(float))
    assert exact.names == floating.names
    assert exact.exact == (r <= 2 or exact.exact)
    assert not floating.exact


@cases
@given(seeds, ranks, st.floats(0.1, 2.0))
def test_with_ten_ninths_the_regions_cover_every_point(seed, r, scale):
    rng = np.random.default_rng(seed)
    W_star = rational_factor(r).astype(float)
    W = scale * rng.standard_normal((6, r))
    assert regions(W, W_star, factor=Fraction(10, 9)).names


def test_the_printed_regions_leave_a_gap():
    """r = n = m = 1, X* = 1: W = (26/25, -26/25) lies in none of the five regions of Theorem 1."""
    W, W_star = [[Fraction(26, 25)], [Fraction(-26, 25)]], [[1], [1]]
    assert regions(W, W_star).names == frozenset()
    assert regions(W, W_star, factor=Fraction(10, 9)).names == {"R3'"}
    assert regions(W, W_star).exact


@pytest.mark.parametrize(
    ("W", "names"),
    [
        ([[1], [1]], {"R1"}),
        ([[Fraction(1, 2)], [Fraction(1, 2)]], {"R1", "R2"}),  # ||W||^2 = 1/2 and dist^2 = 1/2
        ([[0], [0]], {"R2"}),
        ([[Fraction(1, 2)], [Fraction(-1, 2)]], {"R2"}),  # s_1(W)^2 = sigma/2: the boundary belongs to R2
        ([[1], [-1]], {"R3'"}),
        ([[Fraction(20, 19)], [Fraction(-20, 19)]], set()),  # ||W|| = (20/19) ||W*|| is not above it
        ([[2], [2]], {"R3'''"}),
    ],
)
def test_boundaries_are_decided_exactly(W, names):
    assert regions(W, [[1], [1]]).names == names


def test_a_tie_between_floats_is_reported():
    assert regions([[0.5], [-0.5]], [[1.0], [1.0]]).ties == ("s_r(W)",)
    assert regions([[0.5], [-0.25]], [[1.0], [1.0]]).ties == ()


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda: EntrywiseLoss([[1.0]], ripple=1.0), "ripple"),
        (lambda: EntrywiseLoss([[1.0]], weights=[[0.0]]), "weights"),
        (lambda: EntrywiseLoss([[1.0, float("nan")]]), "X_star"),
        (lambda: BalancedObjective(EntrywiseLoss([[1.0]]), mu=-1.0), "mu"),
        (lambda: BalancedObjective(EntrywiseLoss([[1.0]])).value(np.ones((3, 1))), "W"),
        (lambda: list(critical_points((1, 2), 1)), "sigma"),
        (lambda: list(critical_points((1, 0), 1)), "sigma"),
        (lambda: list(critical_points((1,), 0)), "r"),
        (lambda: next(critical_points((2, 1), 2)).spectrum(1, 2, 0.5), "n"),
        (lambda: optimal_factor([[1.0]], 2), "r"),
        (lambda: regions([[1], [1]], [[1], [1], [1]]), "W"),
        (lambda: regions([[1, 1], [1, 1]], [[1, 1], [1, 1]]), "W_star"),
        (lambda: regions([[1], ["a"]], [[1], [1]]), "W"),
    ],
)
def test_bad_input_is_named(call, field):
    with pytest.raises(InputError) as error:
        call()
    assert error.value.field == field


def test_a_saddle_has_no_least_eigenvalue_where_it_is_a_minimum():
    with pytest.raises(InputError, match="global minimum"):
        _ = list(critical_points((2, 1), 2))[-1].least_eigenvalue_of_saddle
