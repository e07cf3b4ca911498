"""The forms and the solvers agree, and the points they return prove the value in the instance's own terms.

Feasibility and the dual bound are recomputed by `independent`, which shares no code with certify.
"""

import numpy as np
import pytest
from independent import error_of, primal_violations, proved_bound
from zoo import KINDS, PATTERNS, instance

from certify import DualityResult, Instance, delta_star
from certify.recovery.duality import Status
from certify.recovery.objectives import SymmetricObjective, isometry_constant

SHAPES = [(1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (3, 2)]
TOLERANCE = 1e-6


def check(result: DualityResult, tolerance: float = TOLERANCE) -> None:
    """A result proves what it says."""
    assert result.status is Status.CONFIRMED
    assert abs(result.gap) <= TOLERANCE
    assert result.gap == result.primal - result.dual
    assert 0.0 <= result.delta_star <= 1.0
    assert result.delta_star == pytest.approx(result.primal, abs=TOLERANCE)
    for condition, violation in primal_violations(result).items():
        assert violation <= 2 * tolerance, condition
    bound = proved_bound(result.instance, *result.escape)
    assert bound == pytest.approx(result.dual, abs=1e-8)


@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
@pytest.mark.parametrize(("r", "r_star"), SHAPES)
def test_the_points_of_every_tolerance_pattern_prove_the_value(
    r: int, r_star: int, pattern: tuple[float, ...]
) -> None:
    check(delta_star(instance("generic", r, r_star, 10, pattern)))
    check(delta_star(instance("tall", r, r_star, 11, pattern)))


@pytest.mark.parametrize("pattern", [PATTERNS[0], PATTERNS[1], PATTERNS[4], PATTERNS[7]], ids=str)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("r", "r_star"), [(2, 1), (1, 2), (3, 2)])
def test_the_points_of_every_degenerate_instance_prove_the_value(
    kind: str, r: int, r_star: int, pattern: tuple[float, ...]
) -> None:
    check(delta_star(instance(kind, r, r_star, 12, pattern)))


@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
@pytest.mark.parametrize(
    ("kind", "r", "r_star"),
    [
        ("generic", 1, 1),
        ("generic", 2, 1),
        ("generic", 1, 2),
        ("tall", 2, 2),
        ("short", 2, 2),
        ("rank-deficient X", 2, 1),
        ("rank-deficient Z", 2, 2),
        ("zero column in X", 2, 1),
        ("repeated singular values", 2, 1),
        ("Z inside range X", 2, 1),
        ("X zero", 1, 1),
        ("generic", 3, 2),
    ],
)
def test_all_forms_and_both_solvers_find_the_same_value(
    kind: str, r: int, r_star: int, pattern: tuple[float, ...]
) -> None:
    question = instance(kind, r, r_star, 13, pattern)
    reference = delta_star(question)
    check(reference)
    forms = ["full", "rank-one", *(["reduced"] if question.noiseless else [])]
    solvers = ["clarabel", "scs"] if (r, r_star) != (3, 2) else ["clarabel"]
    for form in forms:
        for solver in solvers:
            result = delta_star(question, form=form, solver=solver)  # type: ignore[arg-type]
            assert (result.form, result.solver) == (form, solver)
            if result.status is Status.CONFIRMED:
                check(result)
                assert result.delta_star == pytest.approx(reference.delta_star, abs=2 * TOLERANCE)
            else:
                # SCS may stop short; what its directions prove still has to be true.
                assert solver == "scs"
                assert result.dual <= reference.delta_star + TOLERANCE


@pytest.mark.parametrize("form", ["full", "rank-one", "reduced"])
@pytest.mark.parametrize(("r", "r_star"), SHAPES)
def test_clarabel_confirms_every_form_of_a_noiseless_instance(form: str, r: int, r_star: int) -> None:
    check(delta_star(instance("tall", r, r_star, 14), form=form, solver="clarabel"))  # type: ignore[arg-type]


@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
@pytest.mark.parametrize(
    ("kind", "r", "r_star"), [("generic", 2, 1), ("tall", 1, 1), ("short", 2, 2), ("rank-deficient X", 2, 1)]
)
def test_explicit_measurements_have_the_spurious_point_and_the_isometry_constant(
    kind: str, r: int, r_star: int, pattern: tuple[float, ...]
) -> None:
    question = instance(kind, r, r_star, 15, pattern)
    if kind == "rank-deficient X" and not question.eps0:
        pattern = (0.0, *pattern[1:])
    result = delta_star(question)
    S, G, H = result.counterexample
    A, b = result.measurements()
    size, n = np.linalg.norm(error_of(question)), question.n
    X, Z = question.X, question.Z
    assert A.shape[1:] == (n, n)
    # f(U) = 1/2 sum (<A_i, U U^T> - b_i)^2, differentiated here by hand.
    misfit = np.einsum("mij,ij->m", A, X @ X.T) - b
    gradient = np.einsum("m,mij->ij", misfit, A + A.swapaxes(1, 2)) @ X
    np.testing.assert_allclose(gradient, 2.0 * S @ X, atol=1e-7 * size)
    assert np.linalg.norm(gradient) <= (question.eps1 + 1e-6 * size) * np.linalg.norm(X, 2) + 1e-12
    rng = np.random.default_rng(0)
    for _ in range(5):
        D = rng.standard_normal(X.shape)
        P = D @ X.T + X @ D.T
        first = np.einsum("mij,ij->m", A, P)
        curvature = float(first @ first + 2.0 * misfit @ np.einsum("mij,ij->m", A, D @ D.T))
        form = 2.0 * np.sum((S @ D) * D) + np.sum(H.apply(P) * P)
        assert curvature == pytest.approx(form, rel=1e-6, abs=1e-6 * size)
        local = question.eps2 * np.linalg.norm(D @ X.T) ** 2
        assert curvature + local >= -1e-5 * size * np.linalg.norm(D) ** 2
        # RIP of the measurements themselves, on symmetric matrices.
        M = D @ D.T - P
        ratio = float(np.sum(np.einsum("mij,ij->m", A, M) ** 2) / np.sum(M**2))
        assert 1.0 - result.primal - 1e-6 <= ratio <= 1.0 + result.primal + 1e-6
    noise = np.einsum("m,mij->ij", np.einsum("mij,ij->m", A, Z @ Z.T) - b, A)
    np.testing.assert_allclose(noise, G, atol=1e-7 * size)
    assert np.linalg.norm(noise, 2) <= question.eps0 + 2e-6 * size
    rows = A.reshape(len(A), -1)
    np.testing.assert_allclose(rows.T @ rows @ P.ravel(), H.apply(P).ravel(), atol=1e-8 * np.linalg.norm(P))
    objective = SymmetricObjective.from_measurements(A, b, Z)
    np.testing.assert_allclose(objective.gradient(X), gradient, atol=1e-8 * size)
    np.testing.assert_allclose(objective.hessian(X), result.objective().hessian(X), atol=1e-6 * size)
    assert isometry_constant(H, n).upper <= result.primal + 1e-6


def test_the_counterexample_does_not_beat_the_truth_only_the_surroundings() -> None:
    result = delta_star(instance("generic", 2, 1, 16))
    f, question = result.objective(), result.instance
    assert f.value(question.Z) == pytest.approx(0.0, abs=1e-9)
    assert f.value(question.X) > 1e-6


@pytest.mark.parametrize("power", [3, 4, 5])
def test_a_point_near_the_truth_is_answered_from_its_exact_error(power: int) -> None:
    rng = np.random.default_rng(power)
    X = rng.standard_normal((4, 2))
    Z = X @ np.linalg.qr(rng.standard_normal((2, 2)))[0] + 10.0**-power * rng.standard_normal((4, 2))
    result = delta_star(Instance(X, Z))
    assert result.delta_star == pytest.approx(1.0, abs=10.0**-power)
    assert result.dual >= 1.0 - 10.0**-power
    check(result)
