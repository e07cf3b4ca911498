"""Epsilon-MC: derivatives, constants and minimisers against brute force."""

import itertools
from fractions import Fraction

import numpy as np
import pytest

from certify.common.errors import InputError
from certify.recovery.papers.completion import (
    CompletionSurrogate,
    accuracy,
    block_minimiser,
    blocks_of,
    convexity_constants,
    deviations,
    diagonal_minimiser,
    evenness,
    incoherence,
    spikiness_squared,
    structured_mask,
    weights,
)

EPS = Fraction(1, 5)
MASKS = [np.array(bits).reshape(2, 2) for bits in itertools.product([0, 1], repeat=4)]


def surrogate(rng, n=4, **options):
    mask = rng.random((n, n)) < 0.5
    z = rng.standard_normal((n, 2))
    return CompletionSurrogate(mask, 0.3, z @ z.T, **options)


@pytest.mark.parametrize("half", [True, False])
@pytest.mark.parametrize("symmetrised", [True, False])
def test_gradient_and_hessian_are_the_derivatives_of_the_value(half, symmetrised):
    rng = np.random.default_rng(0)
    problem = surrogate(rng, half=half, symmetrised=symmetrised)
    X, U = rng.standard_normal((2, 4, 2))
    h = 1e-4

    def along(t):
        Y = X + t * U
        return problem.value(Y @ Y.T)

    slope = (along(h) - along(-h)) / (2 * h)
    assert np.sum(problem.factored_gradient(X) * U) == pytest.approx(slope, rel=1e-6)
    curvature = (along(h) - 2 * along(0.0) + along(-h)) / h**2
    assert problem.hessian_form(X, U) == pytest.approx(curvature, rel=1e-5)
    u = U.T.reshape(-1)
    assert u @ problem.factored_hessian(X) @ u == pytest.approx(problem.hessian_form(X, U))


def test_noise_is_what_the_surrogate_operator_misses():
    problem = CompletionSurrogate([[1, 1], [1, 0]], EPS, [[2, 3], [3, 7]])
    assert problem.noise.tolist() == [0, 0, 0, -7 * EPS]
    assert problem.observe(problem.truth).tolist() == [2, 3, 3, 0]
    assert problem.exact


@pytest.mark.parametrize("mask", MASKS, ids=str)
@pytest.mark.parametrize("half", [True, False])
def test_constants_are_the_extreme_eigenvalues_of_the_quadratic_form(mask, half):
    problem = CompletionSurrogate(mask, 0.2, np.zeros((2, 2)), half=half)
    everything = np.eye(4).reshape(4, 2, 2)
    root = np.sqrt(0.5)
    symmetric = np.array([[[1, 0], [0, 0]], [[0, root], [root, 0]], [[0, 0], [0, 1]]])
    for basis, is_symmetric in [(everything, False), (symmetric, True)]:
        images = np.stack([problem.apply(E) for E in basis])
        eigenvalues = np.linalg.eigvalsh(images @ images.T) * (1 if half else 2)
        found = convexity_constants(mask, EPS, symmetric=is_symmetric, half=half)
        assert float(found.convexity) == pytest.approx(eigenvalues[0])
        assert float(found.smoothness) == pytest.approx(eigenvalues[-1])


def test_isometry_constants_of_one_missing_entry():
    found = convexity_constants([[1, 1], [1, 0]], EPS)
    assert (found.convexity, found.smoothness) == (EPS**2, 1)
    assert found.rip == 1 - EPS**2
    assert found.rip_rescaled == (1 - EPS**2) / (1 + EPS**2)


def test_structured_mask_misses_pairs_of_distinct_odd_indices():
    mask = structured_mask(5)
    missing = {(i + 1, j + 1) for i, j in zip(*np.nonzero(~mask), strict=True)}
    assert missing == {(i, j) for i in (1, 3, 5) for j in (1, 3, 5) if i != j}


def _least(problem, r, rng, tries):
    """The least value that gradient descent with backtracking finds from random starts."""
    from scipy.optimize import minimize

    n = len(problem.mask)
    runs = [
        minimize(
            lambda x: problem.value(x.reshape(n, r) @ x.reshape(n, r).T),
            rng.standard_normal(n * r),
            jac=lambda x: problem.factored_gradient(x.reshape(n, r)).reshape(-1),
        )
        for _ in range(tries)
    ]
    return min(run.fun for run in runs)


@pytest.mark.parametrize(
    ("mask", "z"),
    [
        (np.zeros((2, 2)), [1, 1]),
        ([[1, 0], [0, 0]], [1, 1]),
        ([[1, 0], [0, 1]], [1, 2]),
        ([[1, 1, 0], [1, 1, 0], [0, 0, 1]], [1, -2, 2]),
        (structured_mask(5), [1, 0, 1, 0, 1]),
        (np.eye(3), [3, 1, 1]),
    ],
    ids=str,
)
@pytest.mark.parametrize("eps", [0.1, 0.6, 1.0])
def test_block_minimiser_is_never_beaten(mask, z, eps):
    rng = np.random.default_rng(1)
    problem = CompletionSurrogate(mask, eps, np.outer(z, z).astype(float))
    x = block_minimiser(mask, [float(t) for t in z], eps)
    assert problem.value(np.outer(x, x)) <= _least(problem, 1, rng, 12) + 1e-9


def test_block_minimiser_is_exact_and_a_critical_point():
    eps = Fraction(3, 4)
    x = block_minimiser([[0, 0, 0], [0, 1, 0], [0, 0, 1]], [2, 1, 1], eps)
    assert x.tolist() == [0, Fraction(4, 5), Fraction(4, 5)]
    truth = [[4, 2, 2], [2, 1, 1], [2, 1, 1]]
    problem = CompletionSurrogate([[0, 0, 0], [0, 1, 0], [0, 0, 1]], eps, truth)
    assert not problem.factored_gradient(x[:, None]).any()


def test_blocks_must_be_unions_of_squares():
    with pytest.raises(InputError, match="mask"):
        blocks_of([[1, 1, 0], [1, 1, 1], [0, 1, 1]], [1, 1, 1])
    with pytest.raises(InputError, match="mask"):
        blocks_of([[0, 1], [1, 0]], [1, 1])


def test_diagonal_minimiser_has_value_zero():
    mask = [[1, 0, 1], [0, 0, 0], [1, 1, 1]]
    M = diagonal_minimiser(mask, [Fraction(2), Fraction(3), Fraction(0)])
    assert M.tolist() == [[2, 0, 0], [0, 0, 0], [0, 0, 0]]
    assert CompletionSurrogate(mask, EPS, np.diag([2, 3, 0])).value(M) == 0
    with pytest.raises(InputError, match="diagonal"):
        diagonal_minimiser(mask, [1, -1, 0])


def test_evenness_lies_between_one_and_the_number_of_entries():
    assert evenness([0, 3, 0]) == 1
    assert evenness([[1, 1], [1, 1]]) == 4
    assert evenness([Fraction(1), Fraction(2)]) == Fraction(9, 5)
    with pytest.raises(InputError, match="d"):
        evenness([0, 0])


def test_deviations_and_accuracy():
    d = deviations(np.diag([Fraction(1), Fraction(0)]), np.diag([Fraction(1), Fraction(1)]), EPS)
    assert d.tolist() == [[EPS**2, 0], [0, 1 + EPS**2]]
    assert accuracy(Fraction(1, 2), Fraction(1, 4)) == 3
    with pytest.raises(InputError, match="chi"):
        accuracy(Fraction(1, 2), Fraction(1, 2))


def test_spikiness_and_incoherence_at_their_extremes():
    J, spike = np.ones((3, 3), dtype=int), np.diag([1, 0, 0])
    assert spikiness_squared(J.tolist()) == 1
    assert spikiness_squared(spike.tolist()) == 9
    assert incoherence(J.tolist()) == 1
    assert incoherence(spike.tolist()) == 3
    assert incoherence([[1, 2], [2, 4]]) == Fraction(8, 5)
    assert incoherence(np.array([[1.0, 2.0], [2.0, 4.0]])) == pytest.approx(1.6)
    for measure in (spikiness_squared, incoherence):
        with pytest.raises(InputError, match="M"):
            measure([[0, 0], [0, 0]])


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (([[1, 1]], 0.5, [[1.0]]), "mask"),
        (([[2, 0], [0, 1]], 0.5, np.eye(2)), "mask"),
        (([[1, 0], [0, 1]], 0.0, np.eye(2)), "eps"),
        (([[1, 0], [0, 1]], 1.5, np.eye(2)), "eps"),
        (([[1, 0], [0, 1]], 0.5, np.eye(3)), "truth"),
        (([[1, 0], [0, 1]], Fraction(1, 2), [[1, 2, 3]]), "truth"),
        (([[1, 0], [0, 1]], Fraction(1, 2), [[1, 2], [3]]), "truth"),
        (([[1, 0], [0, 1]], Fraction(1, 2), [["a", "b"], ["c", "d"]]), "truth"),
        (([[1, 0], [0, 1]], 0.5, [[1.0, np.nan], [0.0, 1.0]]), "truth"),
        (([[1, 0], [0, 1]], "half", np.eye(2)), "eps"),
        (([[1, 0], [0, 1]], np.nan, np.eye(2)), "eps"),
    ],
)
def test_bad_input_names_its_field(arguments, field):
    with pytest.raises(InputError) as error:
        CompletionSurrogate(*arguments)
    assert error.value.field == field


def test_weights_stay_exact():
    assert weights([[1, 0], [0, 1]], EPS).tolist() == [[1, EPS], [EPS, 1]]
    assert weights([[1, 0], [0, 1]], 0.5).dtype == np.float64
