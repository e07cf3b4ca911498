"""The lifted problem (12) against the full tensor, finite differences and the factored problem."""

from fractions import Fraction

import numpy as np
import pytest

from certify.common.errors import InputError
from certify.recovery.papers.completion import CompletionSurrogate, block_minimiser, structured_mask
from certify.recovery.papers.tensor_lift import (
    TensorLift,
    multiply_modes,
    principal_factor,
    principal_part,
    rank_one_curvature,
    tensor_power,
)


def problem(rng, n, symmetric=True, **options):
    mask = rng.random((n, n)) < 0.6
    if symmetric:
        mask = mask | mask.T
    z = rng.standard_normal(n)
    return CompletionSurrogate(mask, 0.3, np.outer(z, z), **options)


def _power(M, order):
    power = M
    for _ in range(order - 1):
        power = np.kron(power, M)
    return power


@pytest.mark.parametrize("order", [1, 2, 3])
@pytest.mark.parametrize("symmetric", [True, False])
def test_value_is_that_of_the_full_tensor(order, symmetric):
    rng = np.random.default_rng(order)
    surrogate = problem(rng, 2, symmetric)
    w = rng.standard_normal((2,) * order)
    flat = w.reshape(-1)
    misfit = _power(surrogate.weights, order) * np.outer(flat, flat) - _power(surrogate.data, order)
    assert TensorLift(surrogate, order).value(w) == pytest.approx(np.sum(misfit**2))


@pytest.mark.parametrize("symmetric", [True, False])
def test_gradient_and_hessian_are_the_derivatives(symmetric):
    rng = np.random.default_rng(3)
    lift = TensorLift(problem(rng, 3, symmetric), 2)
    w, v = rng.standard_normal((2, 3, 3))
    h = 1e-4
    slope = (lift.value(w + h * v) - lift.value(w - h * v)) / (2 * h)
    assert np.sum(lift.gradient(w) * v) == pytest.approx(slope, rel=1e-6)
    change = (lift.gradient(w + h * v) - lift.gradient(w - h * v)) / (2 * h)
    assert lift.hessian(w) @ v.reshape(-1) == pytest.approx(change.reshape(-1), rel=1e-6, abs=1e-8)


def test_order_one_is_the_factored_problem():
    rng = np.random.default_rng(4)
    surrogate = problem(rng, 3, half=False)
    x = rng.standard_normal(3)
    lift = TensorLift(surrogate, 1)
    assert lift.value(x) == pytest.approx(surrogate.value(np.outer(x, x)))
    assert lift.gradient(x) == pytest.approx(surrogate.factored_gradient(x[:, None])[:, 0])
    assert lift.hessian(x) == pytest.approx(surrogate.factored_hessian(x[:, None]))


@pytest.mark.parametrize("order", [1, 3])
def test_rank_one_curvature_is_half_the_hessian_along_a_power(order):
    rng = np.random.default_rng(5)
    surrogate = problem(rng, 3)
    x, u = rng.standard_normal((2, 3))
    flat = tensor_power(u, order).reshape(-1)
    hessian = TensorLift(surrogate, order).hessian(tensor_power(x, order))
    found = rank_one_curvature(surrogate, x[:, None], u[:, None], order)
    assert found == pytest.approx(0.5 * flat @ hessian @ flat)


def test_everything_is_exact_for_exact_numbers():
    surrogate = CompletionSurrogate([[1, 0], [0, 1]], Fraction(1, 2), [[1, 1], [1, 1]])
    lift = TensorLift(surrogate, 3)
    w = tensor_power(np.array([Fraction(1), Fraction(2)], dtype=object), 3)
    for value in (lift.value(w), lift.gradient(w)[0, 1, 0], lift.hessian(w)[3, 4]):
        assert isinstance(value, Fraction)


def test_lifted_gradient_vanishes_at_a_global_minimiser_with_value_zero():
    mask = structured_mask(4)
    x = np.array([1.0, 0.0, 0.0, 0.0])
    lift = TensorLift(CompletionSurrogate(mask, 0.1, np.outer(x, x)), 3)
    assert lift.value(tensor_power(x, 3)) == pytest.approx(0.0)
    assert not lift.gradient(tensor_power(x, 3)).any()


def test_multiply_modes_is_the_kronecker_power():
    rng = np.random.default_rng(6)
    K, w = rng.standard_normal((3, 3)), rng.standard_normal((3, 3, 3))
    assert multiply_modes(K, w).reshape(-1) == pytest.approx(_power(K, 3) @ w.reshape(-1))


@pytest.mark.parametrize("order", [1, 3, 5])
def test_principal_factor_returns_the_factor_of_a_power(order):
    x = np.array([0.5, -2.0, 1.0])
    assert principal_factor(tensor_power(x, order)) == pytest.approx(x)


def test_principal_part_of_zero_is_zero():
    value, u = principal_part(np.zeros((2, 2, 2)))
    assert (value, u.tolist()) == (0.0, [1.0, 0.0])


def test_descent_reaches_a_minimiser_up_to_signs():
    mask, z = structured_mask(4), np.array([1.0, 0.0, 1.0, 0.0])
    surrogate = CompletionSurrogate(mask, 1e-3, np.outer(z, z))
    start = 1e-2 * tensor_power(np.array([0.7, 0.1, 0.7, -0.1]), 3)
    run = TensorLift(surrogate, 3).descend(start, 0.05, 3000)
    best = block_minimiser(mask, z.tolist(), 1e-3)
    assert run.finite
    assert np.abs(run.factor) == pytest.approx(np.abs(best), abs=1e-5)


def test_descent_that_diverges_says_so():
    surrogate = CompletionSurrogate(np.ones((2, 2)), 0.5, np.eye(2))
    run = TensorLift(surrogate, 3).descend(np.full((2, 2, 2), 50.0), 1.0, 100)
    assert not run.finite
    assert run.steps < 100
    assert np.isnan(run.factor).all()


def test_the_symmetrised_operator_has_no_mode_products():
    surrogate = CompletionSurrogate(np.eye(2), 0.5, np.eye(2), symmetrised=True)
    with pytest.raises(InputError, match="symmetrised"):
        TensorLift(surrogate, 3)
