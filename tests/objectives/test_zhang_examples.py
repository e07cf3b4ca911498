"""The examples of Zhang have the properties that make them counterexamples, as printed or as found."""

from fractions import Fraction

import numpy as np
import pytest
import scipy.linalg
import sympy

from certify.common.errors import InputError
from certify.recovery.geometry import lift_matrix, local_norm
from certify.recovery.objectives import AsymmetricObjective, isometry_constant
from certify.recovery.papers.examples import (
    AsymmetricExample,
    SymmetricExample,
    example_1_3,
    example_1_8,
    example_4_1,
    example_4_4,
    example_4_5,
)

SIZES = [(1, 1, None), (2, 1, None), (2, 1, 5), (3, 2, None), (2, 2, 5), (4, 1, 6)]
EPSILONS = [0.0, 0.01, 0.5, 3.0]


def lowest(example: SymmetricExample | AsymmetricExample) -> float:
    assert example.objective is not None
    return float(np.linalg.eigvalsh(example.objective.hessian(example.X0))[0])


@pytest.mark.parametrize("epsilon", [0.01, 0.5, 3.0])
def test_example_1_3_is_a_nonstrict_saddle_with_the_printed_hessian(epsilon: float) -> None:
    example = example_1_3(epsilon)
    f = example.objective
    assert f is not None
    np.testing.assert_allclose(f.gradient(example.X0), 0.0, atol=1e-12)
    np.testing.assert_allclose(f.hessian(example.X0), example.hessian, atol=1e-12)
    assert lowest(example) == pytest.approx(example.hessian_bound)
    assert isometry_constant(f.operator, 2).upper == pytest.approx(example.delta)
    assert example.delta < 0.5
    error = np.linalg.norm(example.X0 @ example.X0.T - example.M_star)
    assert error > np.linalg.norm(example.M_star)


@pytest.mark.parametrize("epsilon", [0.01, 0.5])
def test_example_1_3_is_example_4_1_at_rank_one(epsilon: float) -> None:
    special, general = example_1_3(epsilon).objective, example_4_1(1, 1, epsilon).objective
    assert special is not None
    assert general is not None
    np.testing.assert_allclose(special.operator.matrix(), general.operator.matrix(), atol=1e-12)
    np.testing.assert_allclose(special.Z, general.Z, atol=1e-12)


@pytest.mark.parametrize(("r", "r_star", "n"), SIZES)
@pytest.mark.parametrize("epsilon", EPSILONS)
def test_example_4_1_is_critical_with_exactly_the_printed_curvature(r, r_star, n, epsilon) -> None:
    example = example_4_1(r, r_star, epsilon, n)
    f = example.objective
    assert f is not None
    np.testing.assert_allclose(f.gradient(example.X0), 0.0, atol=1e-12)
    assert lowest(example) == pytest.approx(example.hessian_bound, abs=1e-12)
    assert isometry_constant(f.operator, len(example.M_star)).upper == pytest.approx(example.delta)
    np.testing.assert_allclose(example.Z @ example.Z.T, example.M_star, atol=1e-12)
    error = np.linalg.norm(example.X0 @ example.X0.T - example.M_star)
    assert error > np.linalg.norm(example.M_star)
    assert example.G is not None
    assert np.linalg.norm(example.G) == pytest.approx(1.0)
    M = np.random.default_rng(0).standard_normal(example.M_star.shape)
    M = M + M.T
    printed = (1 + example.delta) * np.sum(M**2) - 2 * example.delta * np.vdot(example.G, M) ** 2
    assert f.operator.quadratic(M) == pytest.approx(printed)


@pytest.mark.parametrize(("r", "r_star", "n"), SIZES[:4])
@pytest.mark.parametrize("epsilon", EPSILONS)
@pytest.mark.parametrize("t", [0.0, 0.5, 2.0])
def test_example_4_4_is_critical_with_twice_the_printed_curvature(r, r_star, n, epsilon, t) -> None:
    example = example_4_4(r, r_star, epsilon, t, n)
    g = example.objective
    assert g is not None
    np.testing.assert_allclose(g.gradient(example.X0), 0.0, atol=1e-12)
    assert lowest(example) == pytest.approx(2.0 * example.hessian_bound, abs=1e-12)
    assert isometry_constant(g.operator, len(example.M_star)).upper == pytest.approx(example.delta)
    U, V = g.split(example.X0)
    assert np.linalg.norm(U @ V.T - example.M_star) > np.linalg.norm(example.M_star)


@pytest.mark.parametrize("epsilon", EPSILONS)
def test_example_4_4_has_the_printed_curvature_in_the_local_norm_and_without_the_factor_two(epsilon) -> None:
    example = example_4_4(2, 1, epsilon, 0.0)
    g, X0 = example.objective, example.X0
    assert g is not None
    r = X0.shape[1]
    local = np.kron(X0.T @ X0, np.eye(len(X0)))
    D = np.random.default_rng(1).standard_normal(X0.shape)
    assert D.T.reshape(-1) @ local @ D.T.reshape(-1) == pytest.approx(local_norm(X0, D) ** 2)
    quotients = scipy.linalg.eigh(g.hessian(X0), local, eigvals_only=True)
    assert quotients[0] == pytest.approx(example.hessian_bound, abs=1e-12)
    assert lift_matrix(X0).shape[1] == r * len(X0)
    halved = AsymmetricObjective(g.operator, example.M_star, scale=1.0, mu=0.0)
    lowest_halved = np.linalg.eigvalsh(halved.hessian(X0))[0]
    assert lowest_halved == pytest.approx(example.hessian_bound, abs=1e-12)


@pytest.mark.parametrize("build", [example_1_8, example_4_5])
@pytest.mark.parametrize(("r", "n"), [(1, None), (2, None), (2, 5)])
@pytest.mark.parametrize("epsilon", [0.01, 0.5, 1.4, 1.5, 4.0])
def test_the_unbalanced_point_keeps_the_printed_bound_only_from_root_two_on(build, r, n, epsilon) -> None:
    example = build(r, epsilon, n)
    g = example.objective
    np.testing.assert_array_equal(g.gradient(example.X0), 0.0)
    assert lowest(example) == pytest.approx((1 - np.sqrt(1 + 4 * epsilon**2)) / epsilon, rel=1e-6)
    assert (lowest(example) >= example.hessian_bound) == (epsilon > np.sqrt(2))
    halved = AsymmetricObjective(g.operator, g.M_star, scale=0.5, mu=0.0)
    assert np.linalg.eigvalsh(halved.hessian(example.X0))[0] >= example.hessian_bound
    U, V = g.split(example.X0)
    assert np.linalg.norm(U @ V.T - example.M_star) == 1.0


@pytest.mark.parametrize(
    "build",
    [
        lambda exact: example_1_3(Fraction(1, 10), exact=exact),
        lambda exact: example_4_1(2, 1, Fraction(1, 10), exact=exact),
        lambda exact: example_4_1(3, 2, 0, 6, exact=exact),
        lambda exact: example_4_4(3, 2, Fraction(1, 3), Fraction(3, 4), exact=exact),
        lambda exact: example_1_8(2, Fraction(1, 4), exact=exact),
    ],
)
def test_the_exact_and_the_float_example_are_the_same_numbers(build) -> None:
    exact, floats = build(True), build(False)
    assert exact.objective is None
    for name, value in vars(floats).items():
        if name == "objective" or value is None:
            continue
        other = getattr(exact, name)
        assert all(isinstance(entry, sympy.Expr | int) for entry in np.ravel(other))
        np.testing.assert_allclose(np.array(other, dtype=float), value, rtol=1e-14, atol=1e-15)


def test_example_4_1_is_exactly_critical_for_a_symbolic_epsilon() -> None:
    """S X0 = 0 with S = (1 + delta) E - 2 delta <G, E> G, for (r, r*) = (2, 1)."""
    epsilon = sympy.Symbol("epsilon", nonnegative=True)
    example = example_4_1(2, 1, epsilon, exact=True)
    assert example.G is not None
    E = example.X0 @ example.X0.T - example.M_star
    S = (1 + example.delta) * E - 2 * example.delta * np.sum(example.G * E) * example.G
    assert all(sympy.simplify(entry) == 0 for entry in np.ravel(S @ example.X0))
    corner = sympy.simplify(S[2, 2] + (1 + example.delta) * (1 + epsilon))
    assert corner == 0


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("epsilon", lambda: example_1_3(0)),
        ("epsilon", lambda: example_1_3(float("nan"))),
        ("epsilon", lambda: example_1_3("1")),
        ("epsilon", lambda: example_1_3("1", exact=True)),
        ("epsilon", lambda: example_1_3(0, exact=True)),
        ("epsilon", lambda: example_4_1(1, 1, sympy.Symbol("x"), exact=True)),
        ("epsilon", lambda: example_4_1(1, 1, float("inf"), exact=True)),
        ("epsilon", lambda: example_4_1(1, 1, -1e-3)),
        ("r", lambda: example_4_1(1, 2, 0.1)),
        ("r", lambda: example_4_1(1.5, 1, 0.1)),
        ("r_star", lambda: example_4_1(1, 0, 0.1)),
        ("n", lambda: example_4_1(2, 1, 0.1, 2)),
        ("t", lambda: example_4_4(2, 1, 0.1, -1)),
        ("n", lambda: example_1_8(2, 0.1, 2)),
        ("r", lambda: example_1_8(0, 0.1)),
    ],
)
def test_an_example_that_does_not_exist_is_refused_by_field(field: str, make) -> None:
    with pytest.raises(InputError) as refusal:
        make()
    assert refusal.value.field == field
