"""The l1 loss: f' is the limit of quotients, f the maximum of smooth pieces, and both are gauge invariant."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.common.errors import InputError
from certify.recovery.papers.l1 import (
    Completion,
    L1Objective,
    Sensing,
    completion_instance,
    random_truth,
    rounded_gaussians,
    sensing_instance,
    subgradient_method,
)

cases = settings(max_examples=25, deadline=None)
seeds = st.integers(0, 2**32 - 1)


def instance(rng, symmetric, p=0.3, m=5):
    d1, d2 = (3, 3) if symmetric else (3, 2)
    return sensing_instance(d1, d2, 1, m, p, 2.0, rng, symmetric)


def gaussian_like(factors, rng):
    return tuple(rng.standard_normal(part.shape) for part in factors)


def moved(factors, directions, t):
    return tuple(part + t * step for part, step in zip(factors, directions, strict=True))


@cases
@given(seeds, st.booleans())
def test_f_is_the_largest_smooth_piece(seed, symmetric):
    rng = np.random.default_rng(seed)
    made = instance(rng, symmetric)
    factors = gaussian_like(made.padded(2), rng)
    pieces = [made.objective.smooth_piece(np.array(s), factors) for s in product((-1.0, 1.0), repeat=5)]
    assert made.objective.value(factors) == pytest.approx(max(pieces), rel=1e-12)


@cases
@given(seeds, st.booleans())
def test_the_derivative_is_the_limit_of_quotients_at_a_kink(seed, symmetric):
    rng = np.random.default_rng(seed)
    made = instance(rng, symmetric)
    factors = made.padded(2)
    directions = gaussian_like(factors, rng)
    t = 1e-6
    f = made.objective
    quotient = (f.value(moved(factors, directions, t)) - f.value(factors)) / t
    slope = f.directional_derivative(factors, directions, tolerance=1e-12)
    assert quotient == pytest.approx(slope, abs=1e-4)


@cases
@given(seeds, st.booleans())
def test_the_derivative_is_the_support_function_of_the_subdifferential(seed, symmetric):
    rng = np.random.default_rng(seed)
    made = instance(rng, symmetric)
    f, factors = made.objective, made.padded(2)
    directions = gaussian_like(factors, rng)
    data = f.multipliers(factors, tolerance=1e-12)
    slope = f.operator.measure(f.linearised(factors, directions))
    best = np.where(data.free, -np.sign(slope), data.signs)
    pairs = zip(f.subgradient(factors, best), directions, strict=True)
    support = sum(np.vdot(a, b) for a, b in pairs)
    assert support == pytest.approx(f.directional_derivative(factors, directions, 1e-12), rel=1e-9, abs=1e-12)


@cases
@given(seeds)
def test_the_value_sees_only_the_product(seed):
    rng = np.random.default_rng(seed)
    made = instance(rng, symmetric=False)
    W1, W2 = gaussian_like(made.padded(2), rng)
    P = np.array([[2.0, 1.0], [0.5, 3.0]])
    assert made.objective.value((W1 @ P, np.linalg.solve(P, W2))) == pytest.approx(
        made.objective.value((W1, W2)), rel=1e-10
    )


@cases
@given(seeds)
def test_the_symmetric_value_is_invariant_under_rotation_of_the_columns(seed):
    rng = np.random.default_rng(seed)
    made = instance(rng, symmetric=True)
    (W,) = gaussian_like(made.padded(2), rng)
    Q = np.linalg.qr(rng.standard_normal((2, 2)))[0]
    assert made.objective.value((W @ Q,)) == pytest.approx(made.objective.value((W,)), rel=1e-10)


@cases
@given(seeds)
def test_true_solutions_of_one_truth_are_equally_critical(seed):
    rng = np.random.default_rng(seed)
    made = instance(rng, symmetric=True, m=12)
    (W,) = made.padded(2)
    Q = np.linalg.qr(rng.standard_normal((2, 2)))[0]
    a, b = (made.objective.criticality((V,), 1e-9)[0] for V in (W, W @ Q))
    assert (a <= 1) == (b <= 1)


@cases
@given(seeds)
def test_multipliers_of_a_critical_point_give_a_zero_subgradient(seed):
    made = instance(np.random.default_rng(seed), symmetric=False, p=0.1, m=12)
    factors = made.padded(2)
    margin, lam = made.objective.criticality(factors, 1e-9)
    if margin <= 1:
        assert max(np.abs(part).max() for part in made.objective.subgradient(factors, lam)) < 1e-8


def test_without_noise_the_truth_is_critical_with_margin_zero():
    made = instance(np.random.default_rng(1), symmetric=False, p=0.0)
    assert made.objective.criticality(made.factors, 1e-9)[0] == pytest.approx(0.0, abs=1e-12)


def test_a_single_noisy_measurement_is_never_critical_at_a_full_rank_factor():
    f = L1Objective(Sensing(np.ones((1, 1, 1))), [3.0])
    point = (np.ones((1, 1)), np.ones((1, 1)))
    margin, lam = f.criticality(point)
    assert margin == np.inf
    assert list(lam) == [1.0]


def test_completion_measures_as_sensing_by_unit_matrices_does():
    rng = np.random.default_rng(2)
    mask = np.array([[True, False, True], [False, True, True]])
    unit = np.stack([np.outer(np.eye(2)[i], np.eye(3)[j]) for i, j in zip(*np.nonzero(mask), strict=True)])
    X, lam = rng.standard_normal((4, 2, 3)), rng.standard_normal((4, 4))
    sparse, dense = Completion(mask), Sensing(unit)
    assert np.array_equal(sparse.measure(X), dense.measure(X))
    assert np.array_equal(sparse.adjoint(lam), dense.adjoint(lam))


def test_a_batch_is_its_points_one_by_one():
    rng = np.random.default_rng(3)
    f = instance(rng, symmetric=False).objective
    W1, W2 = rng.standard_normal((4, 3, 2)), rng.standard_normal((4, 2, 2))
    assert np.allclose(f.value((W1, W2)), [f.value((a, b)) for a, b in zip(W1, W2, strict=True)])


def test_the_subgradient_method_recovers_a_clean_truth():
    made = completion_instance(8, 8, 1, 1.0, 0.0, 0.0, np.random.default_rng(4), symmetric=True, scale=4.0)
    start = (1e-3 * np.random.default_rng(5).standard_normal((8, 8)),)
    _, errors = subgradient_method(
        made.objective, start, step=0.1, decay=0.99, steps=1500, scale=8.0, truth=made.truth
    )
    assert errors[0] == pytest.approx(1.0, abs=1e-3)
    assert errors[-1] < 1e-4


def test_rounded_gaussians_are_the_same_everywhere_and_look_gaussian():
    drawn = np.array(rounded_gaussians(1, 40, 5, 5), dtype=float)
    assert rounded_gaussians(1, 2) == ["1.3", "1.4"]
    assert drawn.std() == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("y", lambda: L1Objective(Sensing(np.ones((2, 1, 1))), [1.0])),
        ("symmetric", lambda: L1Objective(Sensing(np.ones((1, 1, 2))), [1.0], symmetric=True)),
        ("operator", lambda: L1Objective(Completion(np.zeros((2, 2), dtype=bool)), [])),
        ("mask", lambda: Completion([[0, 1]])),
        ("A", lambda: Sensing([[1.0]])),
        ("r", lambda: random_truth(2, 3, 3, np.random.default_rng(0))),
        ("k", lambda: instance(np.random.default_rng(0), True).padded(0)),
    ],
)
def test_bad_input_names_its_field(field, make):
    with pytest.raises(InputError) as caught:
        make()
    assert caught.value.field == field
