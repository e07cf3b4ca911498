"""Delta = Z_X - X with Z_X the nearest factor; 4 Delta and Delta prove one fifth."""

import numpy as np
import pytest
from independent import proved_bound
from zoo import PATTERNS, factors, instance, rotation

from certify import InputError, Instance, classical_escape, delta_star


@pytest.mark.parametrize(
    "kind", ["generic", "tall", "short", "rank-deficient X", "rank-deficient Z", "Z zero"]
)
@pytest.mark.parametrize(("r", "r_star"), [(1, 1), (2, 1), (2, 2), (3, 2)])
def test_no_factor_of_the_truth_is_nearer_than_the_one_used(kind: str, r: int, r_star: int) -> None:
    question = Instance(*factors(kind, r, r_star, 80))
    X, Z, report = question.X, question.Z, classical_escape(question)
    (direction,) = report.D
    np.testing.assert_allclose(report.D0, 4.0 * direction, atol=1e-12)
    factor = X + direction
    np.testing.assert_allclose(factor @ factor.T, Z @ Z.T, atol=1e-9)
    rng, distance = np.random.default_rng(0), np.linalg.norm(direction)
    padded = np.hstack([Z, np.zeros((len(Z), max(r - r_star, 0)))])
    for trial in range(200):
        Q = rotation(rng, r)
        assert np.linalg.norm(padded @ Q - X) >= distance - 1e-9
        if trial < 50:
            nudge = 10.0 ** -(trial % 4) * rng.standard_normal((r, r))
            near = np.linalg.qr(np.eye(r) + nudge - nudge.T)[0]
            near *= np.sign(np.diagonal(near))
            assert np.linalg.norm(factor @ near - X) >= distance - 1e-9


@pytest.mark.parametrize(
    "kind", ["generic", "tall", "short", "rank-deficient X", "rank-deficient Z", "X zero"]
)
@pytest.mark.parametrize(("r", "r_star"), [(1, 1), (2, 1), (3, 2)])
def test_the_classical_direction_proves_one_fifth_without_noise(kind: str, r: int, r_star: int) -> None:
    for seed in range(6):
        question = Instance(*factors(kind, r, r_star, 81 + seed))
        report = classical_escape(question)
        assert report.delta_directions >= 0.2 - 1e-9
        assert report.delta_directions <= delta_star(question).delta_star + 1e-6
        assert proved_bound(question, report.D0, report.D) >= 0.2 - 1e-9
        assert report.delta_closed_form is None


@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
def test_the_weights_prove_the_bound_they_are_given_for(pattern: tuple[float, ...]) -> None:
    question = instance("generic", 2, 1, 90, pattern)
    report = classical_escape(question)
    weighted = [np.sqrt(report.t2 / 2.0) * D for D in report.D]
    assert proved_bound(question, report.t1 * report.D0, weighted) == pytest.approx(
        report.delta_directions, abs=1e-8
    )


def test_a_truth_of_too_high_rank_has_no_such_factor() -> None:
    with pytest.raises(InputError, match=r"^Z: has rank 2"):
        classical_escape(Instance(*factors("generic", 1, 2, 91)))


def test_only_the_rank_of_the_truth_counts_not_its_columns() -> None:
    z = np.array([[1.0], [2.0], [-1.0]])
    wide, narrow = Instance([[1], [0], [0]], np.hstack([0.6 * z, 0.8 * z])), Instance([[1], [0], [0]], z)
    assert classical_escape(wide).delta_directions == pytest.approx(
        classical_escape(narrow).delta_directions, abs=1e-9
    )
