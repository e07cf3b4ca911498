"""A batch gives each instance the value it has alone, whatever its neighbours are."""

import numpy as np
import pytest
from zoo import KINDS, factors

from certify import InputError, Instance, delta_star, delta_star_batch

RNG_SHAPES = [(2, 1), (3, 2), (4, 3), (6, 3), (2, 2), (3, 5), (1, 1)]


def singly(X: np.ndarray, Z: np.ndarray) -> np.ndarray:
    return np.array([delta_star(Instance(x, z)).delta_star for x, z in zip(X, Z, strict=True)])


@pytest.mark.parametrize(("d", "r"), RNG_SHAPES)
def test_one_column_of_truth_has_the_value_it_has_alone(d: int, r: int) -> None:
    rng = np.random.default_rng([d, r])
    X, Z = rng.standard_normal((20, d, r)), rng.standard_normal((20, d, 1))
    np.testing.assert_allclose(delta_star_batch(X, Z), singly(X, Z), atol=1e-7)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("r", "r_star"), [(2, 2), (3, 2), (1, 3), (4, 3)])
def test_several_columns_of_truth_lie_between_the_bounds_each_has_alone(
    kind: str, r: int, r_star: int
) -> None:
    pairs = [factors(kind, r, r_star, seed) for seed in range(3)]
    X, Z = (np.array(side) for side in zip(*pairs, strict=True))
    values = delta_star_batch(X, Z)
    for value, x, z in zip(values, X, Z, strict=True):
        alone = delta_star(Instance(x, z))
        assert alone.dual - 1e-9 <= value <= alone.primal + 1e-9


def test_a_batch_of_mixed_conditioning_has_each_value_right() -> None:
    rng = np.random.default_rng(1)
    X, Z = [], []
    for seed, kind in enumerate(KINDS):
        if kind in ("tall", "short"):
            continue
        x, z = factors(kind, 2, 1, seed)
        X.append(x)
        Z.append(z)
    for ratio in (1e-1, 1e-2, 1e-3):
        X.append(np.array([[1.0, 0.0], [0.0, ratio], [0.0, 0.0]]))
        Z.append(rng.standard_normal((3, 1)))
        X.append(rng.standard_normal((3, 2)))
        Z.append(X[-1][:, :1] + ratio * rng.standard_normal((3, 1)))
    X, Z = np.array(X), np.array(Z)
    expected = singly(X, Z)
    np.testing.assert_allclose(delta_star_batch(X, Z), expected, atol=1e-6)
    order = rng.permutation(len(X))
    np.testing.assert_allclose(delta_star_batch(X[order], Z[order]), expected[order], atol=1e-6)


@pytest.mark.parametrize("ratio", [1e-3, 1e-4, 1e-5, 1e-6])
def test_where_the_fast_path_hands_over_the_value_does_not_jump(ratio: float) -> None:
    rng = np.random.default_rng(2)
    core = rng.standard_normal((4, 2))
    for X, z in [
        (core * [1.0, ratio], rng.standard_normal((4, 1))),
        (core, core[:, :1] + ratio * rng.standard_normal((4, 1))),
    ]:
        near = delta_star_batch(np.array([X, X * 1.001]), np.array([z, z * 1.001]))
        assert abs(near[0] - near[1]) < 1e-7


@pytest.mark.parametrize("scale", [1e-140, 1e-100, 1e-60, 1e-5, 1e5, 1e60, 1e80, 1e140])
def test_a_batch_does_not_depend_on_the_scale(scale: float) -> None:
    rng = np.random.default_rng(3)
    X, Z = rng.standard_normal((10, 3, 2)), rng.standard_normal((10, 3, 1))
    np.testing.assert_allclose(delta_star_batch(scale * X, scale * Z), delta_star_batch(X, Z), atol=1e-7)


def test_the_values_of_a_batch_longer_than_one_chunk_are_in_order() -> None:
    rng = np.random.default_rng(4)
    X, Z = rng.standard_normal((9000, 3, 2)), rng.standard_normal((9000, 3, 1))
    values = delta_star_batch(X, Z)
    assert values.shape == (9000,)
    assert np.all((values >= 0.5857864376 - 1e-7) & (values <= 1.0))
    for i in (0, 4095, 4096, 8191, 8192, 8999):
        assert values[i] == pytest.approx(delta_star(Instance(X[i], Z[i])).delta_star, abs=1e-7)


@pytest.mark.parametrize("r_star", [1, 2])
def test_an_empty_batch_has_no_values(r_star: int) -> None:
    values = delta_star_batch(np.zeros((0, 3, 2)), np.zeros((0, 3, r_star)))
    assert values.shape == (0,)


def test_integers_and_single_precision_are_numbers_too() -> None:
    rng = np.random.default_rng(5)
    X, Z = rng.integers(-3, 4, (5, 3, 2)), rng.integers(1, 4, (5, 3, 1))
    np.testing.assert_allclose(
        delta_star_batch(X, Z), delta_star_batch(X.tolist(), Z.astype("f4")), atol=1e-7
    )


X3, Z3 = np.random.default_rng(6).standard_normal((3, 3, 2)), np.ones((3, 3, 1))


@pytest.mark.parametrize(
    ("X", "Z", "field"),
    [
        (np.where(np.arange(3)[:, None, None] == 1, np.nan, X3), Z3, "X[1]"),
        (X3, np.where(np.arange(3)[:, None, None] == 2, np.inf, Z3), "Z[2]"),
        (np.concatenate([X3, np.eye(3)[None, :, :2]]), np.concatenate([Z3, Z3[:1]])[:3], "Z"),
        (X3[:, :2], Z3, "Z"),
        (X3[0], Z3[0], "X"),
        (X3, Z3[:, :, 0], "Z"),
        (X3 + 0j, Z3, "X"),
        (X3 > 0, Z3, "X"),
        (X3.astype(object), Z3, "X"),
        (X3.astype(str), Z3, "X"),
        ([[[1.0], [2.0, 3.0]]], Z3, "X"),
        (None, Z3, "X"),
        (X3[:, :, :0], Z3, "X"),
        (X3, Z3[:, :, :0], "Z"),
        (X3[:, :0], Z3[:, :0], "X"),
    ],
    ids=range(15),
)
def test_a_malformed_batch_is_refused_and_the_member_named(X: object, Z: object, field: str) -> None:
    with pytest.raises(InputError) as caught:
        delta_star_batch(X, Z)
    assert caught.value.field == field
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize("r_star", [1, 2])
def test_a_member_with_nothing_to_separate_is_named_by_its_index(r_star: int) -> None:
    X, Z = X3.copy(), np.random.default_rng(7).standard_normal((3, 3, r_star))
    X[2] = 0.0
    X[2, :, 0] = Z[2, :, 0]
    Z[2, :, 1:] = 0.0
    with pytest.raises(InputError, match="nothing to separate") as caught:
        delta_star_batch(X, Z)
    assert caught.value.field == "X[2]"
