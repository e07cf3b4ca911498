"""The sharp directions are those of Definition 3.1, split the error (Fact 3.2), and prove what they say."""

import numpy as np
import pytest
from independent import error_of, proved_bound
from zoo import KINDS, PATTERNS, factors, instance, rotation

from certify import Instance, delta_star, sharp_escape
from certify.formulas import delta as reach

SHAPES = [(1, 1), (2, 1), (1, 2), (3, 2), (2, 3)]


@pytest.mark.parametrize("kind", ["generic", "tall", "short", "rank-deficient Z", "rank-deficient X"])
@pytest.mark.parametrize(("r", "r_star"), SHAPES)
def test_the_directions_are_literally_those_of_definition_3_1(kind: str, r: int, r_star: int) -> None:
    if kind == "rank-deficient X" and r == 1:
        kind = "generic"
    question = Instance(*factors(kind, r, r_star, 70))
    X, Z, report = question.X, question.Z, sharp_escape(question)
    inverse = np.linalg.pinv(X, rcond=1e-9)
    projector = X @ inverse
    D0 = (np.eye(len(X)) - 0.5 * projector) @ Z @ (inverse @ Z).T - 0.5 * X
    np.testing.assert_allclose(report.D0, D0, atol=1e-8 * np.abs(D0).max())
    normal_Z = Z - projector @ Z
    _, s, Vt = np.linalg.svd(X)
    u = Vt[-1]
    assert len(report.D) == r_star
    if r - len(s) <= 1 and (kind != "rank-deficient X" or r == 2):
        # u is unique up to its sign, the same for all i.
        wanted = np.array([np.outer(column, u) for column in normal_Z.T])
        found = np.array(report.D)
        sign = np.sign(np.sum(wanted * found)) or 1.0
        np.testing.assert_allclose(sign * found, wanted, atol=1e-7)
    for column, D in zip(normal_Z.T, report.D, strict=True):
        np.testing.assert_allclose(D @ D.T, np.outer(column, column), atol=1e-8)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("r", "r_star"), SHAPES)
def test_the_directions_split_the_error_as_fact_3_2_says(kind: str, r: int, r_star: int) -> None:
    question = Instance(*factors(kind, r, r_star, 71))
    X, E, report = question.X, error_of(question), sharp_escape(question)
    tangent = report.D0 @ X.T + X @ report.D0.T
    normal = sum(D @ D.T for D in report.D)
    np.testing.assert_allclose(-(tangent + normal), E, atol=1e-9 * np.linalg.norm(E))
    assert np.sum(tangent * normal) == pytest.approx(0.0, abs=1e-8 * np.linalg.norm(E) ** 2)
    smallest = np.linalg.svd(X, compute_uv=False)[-1] if r <= len(X) else 0.0
    for D in report.D:
        assert np.linalg.norm(D @ X.T) == pytest.approx(smallest * np.linalg.norm(D), abs=1e-8)


@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("r", "r_star"), [(2, 1), (1, 2), (3, 2)])
def test_closed_form_directions_and_optimum_stand_in_this_order(
    kind: str, r: int, r_star: int, pattern: tuple[float, ...]
) -> None:
    if kind == "rank-deficient X" and r == 1:
        kind = "short"
    if kind == "zero column in X" and r == 1:
        kind = "tall"
    for seed in (72, 73):
        question = instance(kind, r, r_star, seed, pattern)
        report = sharp_escape(question)
        assert report.delta_closed_form is not None
        assert 0.0 <= report.delta_closed_form <= report.delta_directions + 1e-7
        assert report.delta_directions <= delta_star(question).delta_star + 2e-6


@pytest.mark.parametrize("pattern", PATTERNS, ids=str)
@pytest.mark.parametrize("kind", ["generic", "tall", "rank-deficient X", "Z inside range X", "X zero"])
def test_the_weights_prove_the_bound_they_are_given_for(kind: str, pattern: tuple[float, ...]) -> None:
    question = instance(kind, 2, 2, 74, pattern)
    report = sharp_escape(question)
    # In (3.1) the weights are t1 and t2/2; (D) has no factor 1/2.
    weighted = [np.sqrt(report.t2 / 2.0) * D for D in report.D]
    assert proved_bound(question, report.t1 * report.D0, weighted) == pytest.approx(
        report.delta_directions, abs=1e-8
    )
    if report.delta_directions > 0.0:
        assert max(report.t1, report.t2) == pytest.approx(1.0)
        for t1, t2 in np.random.default_rng(0).random((40, 2)):
            other = proved_bound(question, t1 * report.D0, [np.sqrt(t2 / 2.0) * D for D in report.D])
            assert other <= report.delta_directions + 1e-7


@pytest.mark.parametrize(("r", "r_star"), SHAPES)
def test_the_closed_form_is_delta_of_alpha_and_beta(r: int, r_star: int) -> None:
    question = Instance(*factors("generic", r, r_star, 75), eps2=0.4)
    X, E, report = question.X, error_of(question), sharp_escape(question)
    normal_Z = question.Z - X @ np.linalg.pinv(X) @ question.Z
    F = normal_Z @ normal_Z.T
    alpha = np.linalg.norm(F) / np.linalg.norm(E)
    beta = np.linalg.svd(X, compute_uv=False)[-1] ** 2 * np.trace(F) / np.linalg.norm(E) / np.linalg.norm(F)
    assert (report.alpha, report.beta) == pytest.approx((alpha, beta), rel=1e-7)
    assert report.delta_closed_form == pytest.approx(float(reach(alpha, 1.2 * beta)), rel=1e-7)


def test_without_a_normal_part_the_tangent_direction_alone_proves_one() -> None:
    report = sharp_escape(Instance(*factors("Z inside range X", 2, 1, 76)))
    assert report.delta_closed_form == pytest.approx(1.0)
    assert report.delta_directions == pytest.approx(1.0, abs=1e-7)
    zero = sharp_escape(Instance(*factors("X zero", 2, 1, 76)))
    np.testing.assert_array_equal(zero.D0, 0.0)
    assert zero.delta_directions == pytest.approx(1.0, abs=1e-7)


@pytest.mark.parametrize("r_star", [1, 2])
def test_where_lambda_min_is_repeated_the_closed_form_does_not_depend_on_the_choice(r_star: int) -> None:
    X, Z = factors("repeated singular values", 3, r_star, 77)
    rng = np.random.default_rng(0)
    reports = [sharp_escape(Instance(X @ rotation(rng, 3), Z)) for _ in range(5)]
    for report in reports:
        assert report.delta_closed_form == pytest.approx(reports[0].delta_closed_form, abs=1e-9)
        assert report.delta_directions >= report.delta_closed_form - 1e-9


@pytest.mark.parametrize("scale", [1e-100, 1e-4, 1e5, 1e100])
def test_directions_scale_with_x_and_bounds_do_not(scale: float) -> None:
    X, Z = factors("generic", 3, 2, 78)
    one, other = sharp_escape(Instance(X, Z)), sharp_escape(Instance(scale * X, scale * Z))
    np.testing.assert_allclose(other.D0 / scale, one.D0, atol=1e-9)
    assert other.delta_closed_form == pytest.approx(one.delta_closed_form, rel=1e-9)
    assert other.delta_directions == pytest.approx(one.delta_directions, rel=1e-9)
