"""The smallest curvature by the secular equation is the one of the dense matrix."""

import numpy as np
import pytest
from independent import second_order_matrix
from zoo import factors, instance

from certify import Instance, delta_star
from certify.recovery.duality.points import band_point
from certify.recovery.geometry import symmetric_part
from certify.recovery.problems import symmetric_curvature as curvature


@pytest.mark.parametrize("eps2", [0.0, 0.6])
@pytest.mark.parametrize(
    ("kind", "r", "r_star"),
    [
        ("generic", 1, 1),
        ("generic", 3, 2),
        ("generic", 5, 3),
        ("rank-deficient X", 3, 1),
        ("Z inside range X", 3, 1),
        ("zero column in X", 3, 2),
    ],
)
def test_the_secular_and_the_dense_path_agree(
    kind: str, r: int, r_star: int, eps2: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(8):
        frame = instance(kind, r, r_star, 60 + seed, (0.0, 0.0, eps2)).reduced
        rng = np.random.default_rng(seed)
        S = np.zeros((frame.d, frame.d))
        normal = rng.standard_normal((frame.d - frame.rank,) * 2)
        S[frame.rank :, frame.rank :] = 0.2 * symmetric_part(normal)
        point = band_point(frame, 0.7, S, np.zeros_like(S))
        dense = curvature.smallest_curvature(frame, point.S, point.H)
        monkeypatch.setattr(curvature, "LARGEST_DENSE", 0)
        assert curvature.smallest_curvature(frame, point.S, point.H) == pytest.approx(dense, abs=1e-9)
        monkeypatch.undo()


@pytest.mark.parametrize("pattern", [(0.0, 0.0, 0.3), (0.1, 0.0, 0.0), (0.1, 0.3, 0.2)], ids=str)
@pytest.mark.parametrize(
    "kind", ["generic", "rank-deficient X", "zero column in X", "repeated singular values"]
)
def test_the_smallest_curvature_is_over_every_direction_of_the_instance(
    kind: str, pattern: tuple[float, ...]
) -> None:
    X, Z = factors(kind, 3, 1, 61)
    size = np.linalg.norm(X @ X.T - Z @ Z.T)
    # At ||E|| = 1 and in d = n dimensions, so that frame and instance have the same Euclidean norm.
    X, Z = X / size**0.5, Z / size**0.5
    result = delta_star(Instance(X, Z, *pattern))
    frame, point = result.instance.reduced, result.primal_point
    if frame.d < result.instance.n:
        pytest.skip("the span is smaller than the space")
    found = curvature.smallest_curvature(frame, point.S, point.H)
    S, _, H = result.counterexample
    expected = np.linalg.eigvalsh(second_order_matrix(result.instance, S, H))[0]
    assert found == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("size", [2, 5, 20, 40, 200])
def test_the_lowest_eigenvalue_after_a_rank_one_change_is_the_dense_one(size: int) -> None:
    rng = np.random.default_rng(size)
    for _ in range(50):
        q, v = rng.standard_normal(size), rng.standard_normal(size) * 10.0 ** rng.uniform(-8, 1, size)
        v[rng.random(size) < 0.3] = 0.0
        expected = np.linalg.eigvalsh(np.diag(q) - np.outer(v, v))[0]
        found = curvature._lowest_after_rank_one(q, v)
        assert found == pytest.approx(expected, abs=1e-9 * (1.0 + v @ v))
