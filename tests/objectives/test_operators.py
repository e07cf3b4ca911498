"""The three ways to give an operator are one operator, and each is self-adjoint with the stated spectrum."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.common.errors import InputError
from certify.recovery.geometry import svec, symmetric_part, vec
from certify.recovery.objectives import (
    BandOperator,
    GramOperator,
    Measurements,
    Operator,
    measurement_matrices,
)

seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(1, 4)


def band(rng: np.random.Generator, n: int, delta: float = 0.4) -> BandOperator:
    """A band operator with w inside the ball ||w||^2 <= 2 delta <E, w>."""
    E = symmetric_part(rng.standard_normal((n, n)))
    inside = symmetric_part(rng.standard_normal((n, n)))
    w = delta * E + 0.9 * delta * np.linalg.norm(E) * inside / np.linalg.norm(inside)
    return BandOperator(E, w, delta)


def operators(rng: np.random.Generator, n: int) -> list[Operator]:
    gram = rng.standard_normal((n * (n + 1) // 2,) * 2)
    rectangular = rng.standard_normal((n * (n + 1),) * 2)
    return [
        Measurements(rng.standard_normal((5, n, n))),
        Measurements(rng.standard_normal((5, n, n + 1))),
        Measurements(rng.standard_normal((5, n, n)), symmetric=False),
        GramOperator(gram + gram.T),
        GramOperator(rectangular + rectangular.T, (n, n + 1)),
        band(rng, n),
    ]


def argument(rng: np.random.Generator, operator: Operator) -> np.ndarray:
    M = rng.standard_normal(operator.shape)
    return symmetric_part(M) if operator.symmetric else M


@settings(max_examples=30, deadline=None)
@given(seeds, sizes)
def test_every_operator_is_self_adjoint_and_agrees_with_its_own_dense_matrix(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    for operator in operators(rng, n):
        M, N = argument(rng, operator), argument(rng, operator)
        assert np.vdot(operator.apply(M), N) == pytest.approx(
            np.vdot(M, operator.apply(N)), rel=1e-9, abs=1e-9
        )
        coordinates = svec if operator.symmetric else vec
        np.testing.assert_allclose(
            coordinates(operator.apply(M)), operator.matrix() @ coordinates(M), rtol=1e-9, atol=1e-9
        )
        assert operator.quadratic(M) == pytest.approx(np.vdot(operator.apply(M), M), rel=1e-9, abs=1e-9)
        lowest, highest = operator.spectrum()
        eigenvalues = np.linalg.eigvalsh(operator.matrix())
        assert lowest == pytest.approx(eigenvalues[0], rel=1e-9, abs=1e-9)
        assert highest == pytest.approx(eigenvalues[-1], rel=1e-9, abs=1e-9)
        J = rng.standard_normal((operator.dimension, 3))
        np.testing.assert_allclose(operator.pull_back(J), J.T @ operator.matrix() @ J, rtol=1e-8, atol=1e-8)


@settings(max_examples=30, deadline=None)
@given(seeds, sizes)
def test_coordinates_are_an_isometry_with_inverse_from_coordinates(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    for operator in operators(rng, n):
        M = argument(rng, operator)
        assert np.linalg.norm(operator.coordinates(M)) == pytest.approx(np.linalg.norm(M))
        np.testing.assert_allclose(operator.from_coordinates(operator.coordinates(M)), M, atol=1e-14)


@settings(max_examples=30, deadline=None)
@given(seeds, sizes)
def test_measurement_matrices_of_a_psd_operator_measure_what_it_measures(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    root = rng.standard_normal((n * (n + 1) // 2,) * 2)
    rectangular = rng.standard_normal((2, n * (n + 1)))
    for operator in (
        band(rng, n),
        GramOperator(root @ root.T),
        GramOperator(rectangular.T @ rectangular, (n, n + 1)),
        Measurements(rng.standard_normal((3, n, n))),
    ):
        A = measurement_matrices(operator)
        explicit = Measurements(A, symmetric=operator.symmetric)
        if operator.symmetric:
            np.testing.assert_array_equal(A, A.swapaxes(1, 2))
        np.testing.assert_allclose(explicit.matrix(), operator.matrix(), rtol=1e-8, atol=1e-8)


def test_skew_measurements_extend_the_band_to_all_matrices() -> None:
    operator = band(np.random.default_rng(0), 3, 0.3)
    lowest, highest = Measurements(measurement_matrices(operator, with_skew=True), symmetric=False).spectrum()
    assert lowest >= 0.7 - 1e-12
    assert highest == pytest.approx(1.3)


@pytest.mark.parametrize("scale", [1e-150, 1.0, 1e150])
def test_band_operator_does_not_depend_on_a_common_scale_of_e_and_w(scale: float) -> None:
    operator = band(np.random.default_rng(1), 3)
    scaled = BandOperator(scale * operator.E, scale * operator.w, operator.delta)
    np.testing.assert_allclose(scaled.matrix(), operator.matrix(), rtol=1e-12, atol=1e-12)


def test_band_operator_sends_e_to_the_prescribed_image() -> None:
    operator = band(np.random.default_rng(2), 4)
    np.testing.assert_allclose(operator.apply(operator.E), 1.4 * operator.E - operator.w, atol=1e-12)


def test_band_operator_with_w_zero_is_a_multiple_of_the_identity() -> None:
    operator = BandOperator(np.zeros((2, 2)), np.zeros((2, 2)), 0.25)
    np.testing.assert_array_equal(operator.matrix(), 1.25 * np.eye(3))
    assert operator.spectrum() == (1.25, 1.25)


def test_the_only_eigenvalue_of_a_scalar_band_operator_is_along_w() -> None:
    assert BandOperator([[2.0]], [[1.0]], 0.5).spectrum() == (1.0, 1.0)


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("A", lambda: Measurements(np.ones((2, 2)))),
        ("A", lambda: Measurements(np.ones((1, 2, 3)), symmetric=True)),
        ("A", lambda: Measurements([[[np.nan]]])),
        ("A", lambda: Measurements([[["1"]]])),
        ("A", lambda: Measurements([[[1.0, 2.0], [3.0]]])),
        ("matrix", lambda: GramOperator([[1.0, 2.0], [0.0, 1.0]], (1, 2))),
        ("matrix", lambda: GramOperator(np.eye(2))),
        ("shape", lambda: GramOperator(np.eye(3), (2, 2))),
        ("w", lambda: BandOperator(np.eye(2), -np.eye(2), 0.1)),
        ("w", lambda: BandOperator(np.eye(2), np.eye(3), 0.1)),
        ("E", lambda: BandOperator(np.ones((2, 3)), np.eye(2), 0.1)),
        ("delta", lambda: BandOperator(np.eye(2), np.eye(2), None)),
        ("operator", lambda: measurement_matrices(BandOperator(np.eye(2), 9 * np.eye(2), 0.1))),
        ("operator", lambda: measurement_matrices(GramOperator(-np.eye(3)))),
        ("with_skew", lambda: measurement_matrices(GramOperator(np.eye(2), (1, 2)), with_skew=True)),
    ],
)
def test_an_operator_that_does_not_exist_is_refused_by_the_name_of_the_field(field: str, make) -> None:
    with pytest.raises(InputError) as refusal:
        make()
    assert refusal.value.field == field
