"""Isometry constants: exact where they claim it, and otherwise a bracket around what sampling finds."""

import numpy as np
import pytest

from certify.common.errors import InputError
from certify.recovery.geometry import symmetric_part
from certify.recovery.objectives import BandOperator, GramOperator, Measurements, Operator, isometry_constant


def low_rank(rng: np.random.Generator, operator: Operator, k: int) -> np.ndarray:
    n1, n2 = operator.shape
    U = rng.standard_normal((n1, k))
    V = U * rng.choice([-1.0, 1.0], k) if operator.symmetric else rng.standard_normal((n2, k))
    M = U @ V.T
    return M / np.linalg.norm(M)


def deviation(operator: Operator, M: np.ndarray) -> float:
    return abs(operator.quadratic(M) - 1.0)


def gram(rng: np.random.Generator, size: int) -> np.ndarray:
    noise = rng.standard_normal((size, size))
    return np.eye(size) + 0.1 * (noise + noise.T)


@pytest.mark.parametrize("k", [1, 2])
@pytest.mark.parametrize("seed", range(4))
def test_the_bracket_holds_every_sampled_deviation_below_its_upper_end(seed: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    for operator in (GramOperator(gram(rng, 10)), GramOperator(gram(rng, 12), (3, 4))):
        bracket = isometry_constant(operator, k)
        assert not bracket.exact
        assert "bracket" in bracket.reason
        assert bracket.lower <= bracket.upper
        sampled = max(deviation(operator, low_rank(rng, operator, k)) for _ in range(300))
        assert sampled <= bracket.lower + 1e-9


@pytest.mark.parametrize("shape", [None, (3, 4)])
def test_a_void_rank_restriction_makes_the_constant_exact(shape: tuple[int, int] | None) -> None:
    operator = GramOperator(gram(np.random.default_rng(0), 6 if shape is None else 12), shape)
    found = isometry_constant(operator, 3)
    eigenvalues = np.linalg.eigvalsh(operator.matrix())
    assert found.exact
    assert found.lower == found.upper == pytest.approx(np.abs(eigenvalues - 1.0).max())


@pytest.mark.parametrize("k", [1, 2, 3])
@pytest.mark.parametrize("definite", [False, True])
def test_the_closed_form_for_a_band_operator_is_what_the_ascent_reaches(k: int, definite: bool) -> None:
    rng = np.random.default_rng(k)
    n = 4
    E = symmetric_part(rng.standard_normal((n, n)))
    if definite:
        E = E @ E + 0.1 * np.eye(n)
    operator = BandOperator(E, 0.6 * E, 0.3)
    exact = isometry_constant(operator, k)
    searched = isometry_constant(GramOperator(operator.matrix()), k, restarts=20)
    assert exact.exact
    assert not searched.exact
    # The ascent converges slowly where the maximum is flat; it may fall short but never go beyond.
    assert exact.lower - 1e-4 <= searched.lower <= exact.lower + 1e-12


def test_the_constant_grows_with_the_rank() -> None:
    operator = Measurements(np.random.default_rng(3).standard_normal((30, 3, 3)) / np.sqrt(30))
    constants = [isometry_constant(operator, k, restarts=20).lower for k in (1, 2, 3)]
    assert constants == sorted(constants)


def test_the_same_seed_gives_the_same_bracket() -> None:
    operator = GramOperator(gram(np.random.default_rng(5), 10))
    assert isometry_constant(operator, 2, seed=7) == isometry_constant(operator, 2, seed=7)


@pytest.mark.parametrize("k", [0, -1, 1.5, "2"])
def test_a_rank_that_is_not_a_positive_integer_is_refused(k) -> None:
    with pytest.raises(InputError, match=r"^k:"):
        isometry_constant(GramOperator(np.eye(3)), k)
