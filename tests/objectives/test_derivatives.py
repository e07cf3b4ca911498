"""Gradient and Hessian are coefficients of the quartic t -> f(X + tD); both objectives are one family."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.common.errors import InputError
from certify.recovery.geometry import symmetric_part, vec
from certify.recovery.objectives import (
    AsymmetricObjective,
    BandOperator,
    GramOperator,
    LiftedOperator,
    Measurements,
    SymmetricObjective,
)

Objective = SymmetricObjective | AsymmetricObjective
cases = settings(max_examples=25, deadline=None)
seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(1, 4)
ranks = st.integers(1, 3)


def quartic_coefficients(objective: Objective, X: np.ndarray, D: np.ndarray) -> np.ndarray:
    """Coefficients c0 ... c4 of t -> objective(X + tD): five values determine a quartic."""
    t = np.linspace(-1.0, 1.0, 5)
    return np.linalg.solve(np.vander(t, increasing=True), [objective.value(X + s * D) for s in t])


def symmetric_objectives(rng: np.random.Generator, n: int) -> list[SymmetricObjective]:
    Z, noise = rng.standard_normal((n, 2)), rng.standard_normal((n, n))
    gram = rng.standard_normal((n * (n + 1) // 2,) * 2)
    E = symmetric_part(rng.standard_normal((n, n)))
    return [
        SymmetricObjective.from_measurements(rng.standard_normal((4, n, n)), rng.standard_normal(4), Z),
        SymmetricObjective(GramOperator(gram + gram.T), Z, noise),
        SymmetricObjective(BandOperator(E, 0.3 * E, 0.3), Z, noise, constant=2.0),
    ]


def asymmetric_objectives(rng: np.random.Generator, n: int) -> list[AsymmetricObjective]:
    M_star, noise = rng.standard_normal((n, n + 1)), rng.standard_normal((n, n + 1))
    gram = rng.standard_normal((n * (n + 1),) * 2)
    A, b = rng.standard_normal((4, n, n + 1)), rng.standard_normal(4)
    return [
        AsymmetricObjective.from_measurements(A, b, M_star),
        AsymmetricObjective.from_measurements(A, b, M_star, scale=1.0, mu=0.0),
        AsymmetricObjective(GramOperator(gram + gram.T, (n, n + 1)), M_star, noise, mu=0.7, constant=1.0),
    ]


def points(rng: np.random.Generator, n: int) -> list[tuple[Objective, int]]:
    pairs: list[tuple[Objective, int]] = [(f, n) for f in symmetric_objectives(rng, n)]
    return pairs + [(g, 2 * n + 1) for g in asymmetric_objectives(rng, n)]


@cases
@given(seeds, sizes, ranks)
def test_gradient_and_hessian_are_the_first_two_coefficients_along_every_line(
    seed: int, n: int, r: int
) -> None:
    rng = np.random.default_rng(seed)
    for objective, rows in points(rng, n):
        X, D = rng.standard_normal((rows, r)), rng.standard_normal((rows, r))
        coefficients = quartic_coefficients(objective, X, D)
        tolerance = 1e-9 * (1.0 + np.abs(coefficients).sum())
        assert np.vdot(objective.gradient(X), D) == pytest.approx(coefficients[1], abs=tolerance)
        assert objective.hessian_form(X, D) == pytest.approx(2.0 * coefficients[2], abs=2.0 * tolerance)


@cases
@given(seeds, sizes, ranks)
def test_hessian_matrix_is_symmetric_and_has_the_hessian_form(seed: int, n: int, r: int) -> None:
    rng = np.random.default_rng(seed)
    for objective, rows in points(rng, n):
        X, D = rng.standard_normal((rows, r)), rng.standard_normal((rows, r))
        hessian = objective.hessian(X)
        np.testing.assert_array_equal(hessian, hessian.T)
        assert vec(D) @ hessian @ vec(D) == pytest.approx(objective.hessian_form(X, D), rel=1e-8, abs=1e-8)


@cases
@given(seeds, sizes, ranks)
def test_a_rotation_of_the_factor_changes_nothing_but_the_frame(seed: int, n: int, r: int) -> None:
    rng = np.random.default_rng(seed)
    Q = np.linalg.qr(rng.standard_normal((r, r)))[0]
    for objective, rows in points(rng, n):
        X, D = rng.standard_normal((rows, r)), rng.standard_normal((rows, r))
        assert objective.value(X @ Q) == pytest.approx(objective.value(X), rel=1e-8, abs=1e-8)
        np.testing.assert_allclose(objective.gradient(X @ Q), objective.gradient(X) @ Q, rtol=1e-8, atol=1e-8)
        assert objective.hessian_form(X @ Q, D @ Q) == pytest.approx(
            objective.hessian_form(X, D), rel=1e-8, abs=1e-8
        )


@cases
@given(seeds, sizes, ranks)
def test_value_gradient_and_hessian_have_degrees_four_three_and_two(seed: int, n: int, r: int) -> None:
    rng = np.random.default_rng(seed)
    gram = rng.standard_normal((n * (n + 1) // 2,) * 2)
    operator, t = GramOperator(gram + gram.T), 1.7
    X, Z, G = rng.standard_normal((n, r)), rng.standard_normal((n, 2)), rng.standard_normal((n, n))
    f, scaled = SymmetricObjective(operator, Z, G), SymmetricObjective(operator, t * Z, t**2 * G)
    assert scaled.value(t * X) == pytest.approx(t**4 * f.value(X), rel=1e-9, abs=1e-9)
    np.testing.assert_allclose(scaled.gradient(t * X), t**3 * f.gradient(X), rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(scaled.hessian(t * X), t**2 * f.hessian(X), rtol=1e-8, atol=1e-8)


@cases
@given(seeds, sizes, ranks)
def test_from_measurements_is_the_sum_of_squares_it_is_named_after(seed: int, n: int, r: int) -> None:
    rng = np.random.default_rng(seed)
    A, b = rng.standard_normal((4, n, n)), rng.standard_normal(4)
    X, Z = rng.standard_normal((n, r)), rng.standard_normal((n, 2))
    misfit = np.tensordot(A, X @ X.T, 2) - b
    f = SymmetricObjective.from_measurements(A, b, Z)
    assert f.value(X) == pytest.approx(0.5 * misfit @ misfit, rel=1e-8, abs=1e-8)
    U, V = X, rng.standard_normal((n, r))
    misfit = np.tensordot(A, U @ V.T, 2) - b
    g = AsymmetricObjective.from_measurements(A, b, Z @ Z.T)
    balance = 0.5 * np.sum((U.T @ U - V.T @ V) ** 2)
    expected = 2.0 * misfit @ misfit + balance
    assert g.value(np.vstack([U, V])) == pytest.approx(expected, rel=1e-8, abs=1e-8)


@cases
@given(seeds, sizes, ranks)
def test_the_lifted_symmetric_objective_is_the_asymmetric_one(seed: int, n: int, r: int) -> None:
    """Fact 3.16, for a factor Z that need not be balanced."""
    rng = np.random.default_rng(seed)
    Z = rng.standard_normal((2 * n + 1, 2))
    M_star, G = Z[:n] @ Z[n:].T, rng.standard_normal((n, n + 1))
    operator = Measurements(rng.standard_normal((5, n, n + 1)), symmetric=False)
    g = AsymmetricObjective(operator, M_star, G, scale=1.3, mu=0.8, constant=0.5)
    h = g.lifted(Z)
    X = rng.standard_normal((2 * n + 1, r))
    assert h.value(X) == pytest.approx(g.value(X), rel=1e-8, abs=1e-8)
    np.testing.assert_allclose(h.gradient(X), g.gradient(X), rtol=1e-8, atol=1e-8)
    np.testing.assert_allclose(h.hessian(X), g.hessian(X), rtol=1e-8, atol=1e-8)


@cases
@given(seeds, sizes)
def test_the_lifted_operator_is_b_transpose_b_plus_the_signature(seed: int, n: int) -> None:
    """Fact 3.14: H(M) = B^T B(M) + J M J with B_i = [0, A_i; A_i^T, 0]."""
    rng = np.random.default_rng(seed)
    A = rng.standard_normal((3, n, n + 1))
    lifted = LiftedOperator(Measurements(A, symmetric=False))
    B = np.zeros((3, 2 * n + 1, 2 * n + 1))
    B[:, :n, n:], B[:, n:, :n] = A, A.swapaxes(1, 2)
    J = np.diag(np.repeat([1.0, -1.0], [n, n + 1]))
    M = symmetric_part(rng.standard_normal((2 * n + 1, 2 * n + 1)))
    expected = Measurements(B).apply(M) + J @ M @ J
    np.testing.assert_allclose(lifted.apply(M), expected, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(
        lifted.matrix() @ lifted.coordinates(M), lifted.coordinates(expected), rtol=1e-9, atol=1e-9
    )


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("operator", lambda: SymmetricObjective(GramOperator(np.eye(4), (2, 2)), np.eye(2))),
        ("operator", lambda: AsymmetricObjective(GramOperator(np.eye(3)), np.eye(2))),
        ("Z", lambda: SymmetricObjective(GramOperator(np.eye(3)), np.eye(3))),
        ("G", lambda: SymmetricObjective(GramOperator(np.eye(3)), np.eye(2), np.eye(3))),
        ("b", lambda: SymmetricObjective.from_measurements(np.ones((3, 2, 2)), np.ones(2), np.eye(2))),
        ("M_star", lambda: AsymmetricObjective(GramOperator(np.eye(4), (2, 2)), np.eye(3))),
        ("mu", lambda: AsymmetricObjective(GramOperator(np.eye(4), (2, 2)), np.eye(2), mu=-1.0)),
        ("scale", lambda: AsymmetricObjective(GramOperator(np.eye(4), (2, 2)), np.eye(2), scale=np.nan)),
    ],
)
def test_an_objective_that_does_not_fit_together_is_refused_by_field(field: str, make) -> None:
    with pytest.raises(InputError) as refusal:
        make()
    assert refusal.value.field == field
