"""The reduced frame is the instance: same error, same X and Z, in d dimensions at ||E|| = 1, and back."""

from fractions import Fraction

import numpy as np
import pytest
import sympy
from zoo import KINDS, exact, factors, rotation

from certify import Instance
from certify.recovery.geometry import symmetric_part

SHAPES = [(1, 1), (2, 1), (1, 2), (3, 2), (2, 3)]


def exact_size(instance: Instance) -> float:
    """||E||, rounded once, whatever the scale of its entries."""
    square = sum((x * x for row in instance.error_exact for x in row), Fraction(0))
    return float(sympy.sqrt(sympy.Rational(square.numerator, square.denominator)).evalf(30))


def scaled_error(instance: Instance) -> np.ndarray:
    """E / ||E|| from the exact entries."""
    largest = max(abs(x) for row in instance.error_exact for x in row)
    E = exact(instance.error_exact, 1 / largest)
    return E / np.linalg.norm(E)


def rank(matrix: object) -> int:
    rows = [[sympy.Rational(x.numerator, x.denominator) for x in row] for row in matrix]
    return int(sympy.Matrix(rows).rank())


def check_frame(instance: Instance, tolerance: float = 1e-9) -> None:
    """Everything a reduced frame claims of itself, against the exact entries."""
    frame = instance.reduced
    P, V = frame.basis, frame.right
    np.testing.assert_allclose(P.T @ P, np.eye(frame.d), atol=1e-12)
    np.testing.assert_allclose(V.T @ V, np.eye(instance.r), atol=1e-12)
    assert P.shape == (instance.n, frame.d)
    assert frame.rank == rank(instance.X_exact)
    assert frame.d <= min(instance.n, instance.r + instance.r_star)
    assert np.linalg.norm(frame.E) == pytest.approx(1.0, abs=1e-12)
    np.testing.assert_array_equal(frame.E, frame.E.T)
    rounding = 1e-14 * (1.0 + np.linalg.norm(frame.core) ** 2)
    np.testing.assert_allclose(
        frame.core @ frame.core.T - frame.Z @ frame.Z.T, frame.E, rtol=0, atol=1e-9 + rounding
    )
    assert np.all(np.diff(frame.singular_values) <= 0.0)
    assert np.all(frame.singular_values >= 0.0)
    assert frame.root_scale == pytest.approx(exact_size(instance) ** 0.5, rel=tolerance)
    np.testing.assert_allclose(P @ frame.E @ P.T, scaled_error(instance), atol=tolerance)
    restored = frame.restore_direction(frame.X)
    np.testing.assert_allclose(restored, instance.X, atol=1e-12 * np.abs(instance.X).max(), rtol=0)
    np.testing.assert_allclose(
        P @ frame.Z * frame.root_scale, instance.Z, rtol=0, atol=1e-9 * np.abs(instance.Z).max() + 1e-300
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("r", "r_star"), SHAPES)
def test_the_frame_of_every_kind_of_instance_is_what_it_says(kind: str, r: int, r_star: int) -> None:
    check_frame(Instance(*factors(kind, r, r_star, seed=1)))


@pytest.mark.parametrize("kind", ["generic", "tall", "short", "rank-deficient X", "X zero"])
def test_there_and_back_is_the_identity(kind: str) -> None:
    instance = Instance(*factors(kind, 3, 2, seed=2))
    frame, rng = instance.reduced, np.random.default_rng(3)
    D = rng.standard_normal((frame.d, instance.r))
    np.testing.assert_allclose(frame.reduce_direction(frame.restore_direction(D)), D, atol=1e-12)
    along = frame.basis @ rng.standard_normal((frame.d, instance.r))
    np.testing.assert_allclose(frame.restore_direction(frame.reduce_direction(along)), along, atol=1e-12)
    # E, S, G scale as the square of directions do.
    M = symmetric_part(D @ D.T)
    C = frame.restore_direction(D)
    np.testing.assert_allclose(frame.restore_matrix(M), C @ C.T, atol=1e-10)


@pytest.mark.parametrize("scale", [1e-150, 1e-75, 1e-3, 1e3, 1e75, 1e149])
def test_the_frame_does_not_depend_on_the_scale_even_where_squares_overflow(scale: float) -> None:
    X, Z = factors("generic", 3, 2, seed=4)
    one, other = Instance(X, Z, 0.01, 0.02, 0.3).reduced, Instance(X * scale, Z * scale).reduced
    np.testing.assert_allclose(other.singular_values, one.singular_values, rtol=1e-12)
    np.testing.assert_allclose(
        other.basis @ other.E @ other.basis.T, one.basis @ one.E @ one.basis.T, atol=1e-12
    )
    assert other.root_scale == pytest.approx(one.root_scale * scale, rel=1e-12)


def test_tolerances_go_with_the_square_of_the_scale() -> None:
    X, Z = factors("generic", 2, 1, seed=5)
    size = np.linalg.norm(X @ X.T - Z @ Z.T)
    frame = Instance(X, Z, 0.1, 0.2, 0.3).reduced
    assert (frame.eps0, frame.eps1, frame.eps2) == pytest.approx((0.1 / size, 0.2 / size, 0.3))


@pytest.mark.parametrize("power", [6, 10, 14, 20, 100])
def test_an_error_tiny_beside_x_keeps_all_its_digits(power: int) -> None:
    tiny = Fraction(1, 10**power)
    X = [["1", "1/3"], ["2", "1"], ["0", "5/7"], ["1", "0"]]
    rows = [[Fraction(x) for x in row] for row in X]
    change = [[3, -1], [2, 5], [-4, 1], [0, 2]]
    Z = [
        [x + tiny * c for x, c in zip(row, more, strict=True)] for row, more in zip(rows, change, strict=True)
    ]
    check_frame(Instance(rows, Z))


@pytest.mark.parametrize("power", [10, 14])
def test_an_error_tiny_beside_float_entries_keeps_all_its_digits(power: int) -> None:
    rng = np.random.default_rng(power)
    X = rng.standard_normal((4, 2))
    Z = X @ rotation(rng, 2) + 10.0**-power * rng.standard_normal((4, 2))
    check_frame(Instance(X, Z))


@pytest.mark.parametrize("power", [3, 6, 7, 8, 12, 15])
def test_nearly_dependent_columns_have_the_exact_rank_and_the_exact_singular_values(power: int) -> None:
    tiny = Fraction(1, 10**power)
    X = [[Fraction(1), Fraction(1)], [Fraction(2), 2 + tiny], [Fraction(0), 3 * tiny]]
    instance = Instance(X, [[1], [1], [1]])
    check_frame(instance)
    gram = sympy.Matrix([[sympy.Rational(str(x)) for x in row] for row in X])
    gram = gram.T * gram
    root = sympy.sqrt(gram.trace() ** 2 - 4 * gram.det())
    smallest = sympy.sqrt((gram.trace() - root) / 2).evalf(30, maxn=400)
    found = instance.reduced.singular_values[-1] * instance.reduced.root_scale
    assert found == pytest.approx(float(smallest), rel=1e-8)


def test_exactly_dependent_columns_are_not_of_full_rank_because_floats_round() -> None:
    third = Fraction(1, 3)
    instance = Instance([[third, 2 * third], [Fraction(1, 7), Fraction(2, 7)], [0, 0]], [[1], [1], [1]])
    assert instance.reduced.rank == 1
    check_frame(instance)
    floats = Instance([[1 / 3, 0.1], [1 / 7, 0.3 / 7]], [[1], [1]])
    # Floats near a dependence are the numbers they are: independent.
    assert floats.reduced.rank == rank(floats.X_exact) == 2


@pytest.mark.parametrize("scale", ["1" + "0" * 149, "0." + "0" * 149 + "1"])
def test_one_extreme_entry_does_not_spoil_the_others(scale: str) -> None:
    check_frame(Instance([[scale, 0], [0, 1], [0, 0]], [[0], [1], [2]]))
    check_frame(Instance([[1, 0], [0, 1], [0, 0]], [[0], [1], [scale]]))


@pytest.mark.parametrize(("n", "r", "r_star"), [(1, 1, 1), (1, 3, 2), (2, 5, 1), (3, 4, 4), (60, 3, 2)])
def test_any_shape_has_its_frame(n: int, r: int, r_star: int) -> None:
    rng = np.random.default_rng([n, r, r_star])
    instance = Instance(rng.integers(-4, 5, (n, r)), rng.integers(-4, 5, (n, r_star)) + 5)
    check_frame(instance)
    joint = [[*x, *z] for x, z in zip(instance.X_exact, instance.Z_exact, strict=True)]
    assert instance.reduced.d == rank(joint)


def test_zero_factors_have_their_frames() -> None:
    only_Z = Instance(np.zeros((4, 2)), [[1], [2], [0], [0]]).reduced
    assert (only_Z.d, only_Z.rank, only_Z.full_rank) == (1, 0, False)
    np.testing.assert_allclose(only_Z.E, [[-1.0]])
    only_X = Instance([[1], [2], [0]], np.zeros((3, 2))).reduced
    assert (only_X.d, only_X.rank, only_X.full_rank) == (1, 1, True)
    np.testing.assert_allclose(only_X.E, [[1.0]])
    assert only_X.normal_block.shape == (0, 0)
