"""Instances that once had a wrong answer, or none."""

import numpy as np
import pytest
from zoo import instance

from certify import InputError, Instance, compare, delta_star, delta_star_batch
from certify.recovery.duality import Status
from certify.recovery.escape.loss_curve import loss_curves
from certify.recovery.geometry import lift_matrix


def test_columns_that_nearly_depend_are_answered() -> None:
    rng = np.random.default_rng(1)
    X, Z = rng.standard_normal((3, 2)), rng.standard_normal((3, 1))
    near = np.hstack([X[:, :1], X[:, :1] + 1e-7 * X[:, 1:]])
    assert delta_star(Instance(near, Z)).status is Status.CONFIRMED


def test_equal_small_singular_values_in_many_columns_are_answered() -> None:
    r = 31
    X = 0.1 * np.vstack([np.eye(r), np.zeros((1, r))])
    Z = np.zeros((r + 1, 1))
    Z[-1] = 1.0
    assert delta_star(Instance(X, Z)).status is Status.CONFIRMED


@pytest.mark.parametrize("scale", [1e-149, 1e-81, 1e-80, 1e80, 1e149])
def test_the_batch_does_not_change_with_the_scale(scale: float) -> None:
    rng = np.random.default_rng(3)
    X, Z = rng.standard_normal((10, 3, 2)), rng.standard_normal((10, 3, 1))
    assert delta_star_batch(scale * X, scale * Z) == pytest.approx(delta_star_batch(X, Z), abs=1e-9)


def test_the_batch_names_an_instance_too_large_for_floats() -> None:
    rng = np.random.default_rng(3)
    X, Z = rng.standard_normal((10, 3, 2)), rng.standard_normal((10, 3, 1))
    X[4] *= 1e200
    with pytest.raises(InputError, match=r"X\[4\]: has an entry larger"):
        delta_star_batch(X, Z)


@pytest.mark.parametrize("distance", [1e-4, 1e-6, 1e-8])
def test_near_the_truth_the_returned_counterexample_still_is_one(distance: float) -> None:
    rng = np.random.default_rng(0)
    X = rng.standard_normal((4, 2))
    turn = np.linalg.qr(rng.standard_normal((2, 2)))[0]
    instance = Instance(X, X @ turn + distance * rng.standard_normal((4, 2)))
    result = delta_star(instance)
    assert result.status is Status.CONFIRMED
    S, _, H = result.counterexample
    size = np.linalg.norm(S) + instance.reduced.root_scale**2
    J = lift_matrix(instance.X)
    form = np.kron(np.eye(2), 2.0 * S) + J.T @ H.matrix() @ J
    assert np.linalg.eigvalsh(form)[0] >= -1e-6 * size
    assert np.linalg.norm(S @ instance.X) <= 1e-6 * size


@pytest.mark.parametrize("seed", range(12))
def test_the_loss_drawn_stays_in_sight(seed: int) -> None:
    rng = np.random.default_rng(seed)
    eps2 = 0.3 * (seed % 2)
    instance = Instance(rng.standard_normal((3, 2)), rng.standard_normal((3, 1)), eps2=eps2)
    assert max(np.abs(curve.loss).max() for curve in loss_curves(compare(instance))) < 100.0


@pytest.mark.parametrize("seed", [570, 891])
def test_tolerances_far_from_the_size_of_the_error_are_answered(seed: int) -> None:
    rng = np.random.default_rng(seed)
    X = rng.standard_normal((5, 3))
    Z = X + 1e-7 * rng.standard_normal((5, 3))
    assert delta_star(Instance(X, Z, eps1=0.01)).status is Status.CONFIRMED
    assert delta_star(Instance(1e-90 * X, 1e97 * X[:, :1], eps1=1e-4, eps2=1e-4)).status is Status.CONFIRMED


def test_the_gauge_has_no_cross_terms_where_a_singular_value_exceeds_one() -> None:
    """With eps2 > 0, eps1 = 0 and a singular value above 1 beside E, directions were once rescaled askew."""
    question = instance("short", 2, 3, 1055, (0.04, 0.0, 0.3))
    assert question.reduced.singular_values[0] > 1.0
    result = delta_star(question)
    assert result.status is Status.CONFIRMED
    assert result.residuals.second_order < 1e-8
