"""No directions prove more than delta*; and delta* changes only with what the question changes with."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from independent import proved_bound
from zoo import KINDS, PATTERNS, factors, instance, rotation

from certify import Instance, delta_star
from certify.formulas import threshold
from certify.recovery.duality.points import dual_point


@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
@pytest.mark.parametrize("kind", ["generic", "short", "rank-deficient X", "rank-deficient Z"])
def test_no_directions_whatever_prove_more_than_delta_star(kind: str, pattern: tuple[float, ...]) -> None:
    question = instance(kind, 2, 2, 20, pattern)
    result, frame = delta_star(question), question.reduced
    rng = np.random.default_rng(0)
    best = result.dual_point
    for trial in range(60):
        spread = 10.0 ** -(trial % 5)
        D0 = best.D0 * rng.integers(0, 2) + spread * rng.standard_normal(best.D0.shape)
        D = np.concatenate([best.D * rng.integers(0, 2), spread * rng.standard_normal((3, *D0.shape))])
        point = dual_point(frame, D0, D)
        assert point.bound <= result.delta_star + 2e-6
        directions = [frame.restore_direction(C) for C in point.D]
        bound = proved_bound(question, frame.restore_direction(point.D0), directions)
        assert bound == pytest.approx(point.bound, abs=1e-8)


def test_directions_that_say_nothing_prove_nothing() -> None:
    frame = instance("generic", 2, 1, 21).reduced
    assert dual_point(frame, np.zeros((frame.d, 2)), np.zeros((0, frame.d, 2))).bound == 0.0
    assert dual_point(frame, np.zeros((frame.d, 2)), np.zeros((4, frame.d, 2))).bound == 0.0


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1), st.sampled_from(PATTERNS))
def test_a_dual_bound_does_not_depend_on_the_length_of_the_directions(
    seed: int, pattern: tuple[float, ...]
) -> None:
    rng = np.random.default_rng(seed)
    frame = instance("generic", 2, 1, 22, pattern).reduced
    D0, D = rng.standard_normal((frame.d, 2)), rng.standard_normal((2, frame.d, 2))
    bound, t = dual_point(frame, D0, D).bound, 10.0 ** rng.uniform(-5, 5)
    assert dual_point(frame, t * D0, np.sqrt(t) * D).bound == pytest.approx(bound, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("which", [0, 1, 2])
def test_more_tolerance_never_raises_delta_star(kind: str, which: int) -> None:
    base = [0.02, 0.1, 0.1]
    values = []
    for size in (0.0, 0.05, 0.2, 0.5, 1.0, 2.0, 5.0):
        pattern = [*base]
        pattern[which] = size
        values.append(delta_star(instance(kind, 2, 1, 23, tuple(pattern))).delta_star)
    assert np.all(np.diff(values) <= 2e-6)


@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
@pytest.mark.parametrize("kind", ["generic", "rank-deficient X", "repeated singular values"])
@pytest.mark.parametrize(("r", "r_star"), [(2, 1), (2, 2), (3, 2)])
def test_rotations_of_rows_and_columns_change_nothing(
    r: int, r_star: int, kind: str, pattern: tuple[float, ...]
) -> None:
    X, Z = factors(kind, r, r_star, 24)
    if kind == "rank-deficient X":
        # Only rotations that keep the exact rank: permutations with signs.
        Q, V, W = (np.eye(m)[::-1] for m in (len(X), r, r_star))
    else:
        rng = np.random.default_rng(24)
        Q, V, W = rotation(rng, len(X)), rotation(rng, r), rotation(rng, r_star)
    size = np.linalg.norm(X @ X.T - Z @ Z.T)
    eps = (pattern[0] * size, pattern[1] * size, pattern[2])
    value = delta_star(Instance(X, Z, *eps)).delta_star
    assert delta_star(Instance(Q @ X, Q @ Z, *eps)).delta_star == pytest.approx(value, abs=2e-6)
    assert delta_star(Instance(X @ V, Z, *eps)).delta_star == pytest.approx(value, abs=2e-6)
    assert delta_star(Instance(X, Z @ W, *eps)).delta_star == pytest.approx(value, abs=2e-6)
    assert delta_star(Instance(-X, Z, *eps)).delta_star == pytest.approx(value, abs=2e-6)


@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
@pytest.mark.parametrize("kind", ["generic", "rank-deficient X", "short"])
def test_rows_and_columns_of_zeros_in_the_truth_change_nothing(kind: str, pattern: tuple[float, ...]) -> None:
    X, Z = factors(kind, 2, 1, 25)
    size = np.linalg.norm(X @ X.T - Z @ Z.T)
    eps = (pattern[0] * size, pattern[1] * size, pattern[2])
    value = delta_star(Instance(X, Z, *eps)).delta_star
    taller = [np.vstack([M, np.zeros((3, M.shape[1]))]) for M in (X, Z)]
    assert delta_star(Instance(*taller, *eps)).delta_star == pytest.approx(value, abs=1e-6)
    wider = np.hstack([Z, np.zeros((len(Z), 2))])
    assert delta_star(Instance(X, wider, *eps)).delta_star == pytest.approx(value, abs=1e-6)
    split = np.hstack([0.6 * Z, 0.8 * Z])
    assert delta_star(Instance(X, split, *eps)).delta_star == pytest.approx(value, abs=1e-6)


@pytest.mark.parametrize("scale", [1e-140, 1e-20, 1e-3, 1e4, 1e70])
@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
def test_scaling_with_the_tolerances_scaled_along_changes_nothing(
    pattern: tuple[float, ...], scale: float
) -> None:
    X, Z = factors("generic", 2, 1, 26)
    eps0, eps1, eps2 = pattern
    value = delta_star(Instance(X, Z, eps0, eps1, eps2)).delta_star
    scaled = Instance(scale * X, scale * Z, eps0 * scale**2, eps1 * scale**2, eps2)
    assert delta_star(scaled).delta_star == pytest.approx(value, abs=2e-6)


@pytest.mark.parametrize("eps2", [0.0, 0.4, 2.0])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("r", "r_star"), [(1, 1), (2, 1), (2, 2), (3, 2)])
def test_delta_star_is_never_below_the_threshold_of_theorem_1_4(
    r: int, r_star: int, kind: str, eps2: float
) -> None:
    for seed in range(3):
        result = delta_star(instance(kind, r, r_star, 30 + seed, (0.0, 0.0, eps2)))
        assert result.primal >= float(threshold(r, r_star, eps2)) - 1e-6
