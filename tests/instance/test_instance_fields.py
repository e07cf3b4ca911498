"""An Instance is the question that was asked, exactly, or an error that names the field."""

import pickle
from fractions import Fraction

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from certify import CertifyError, InputError, Instance

X, Z = [["1", "0"], ["0", "1/3"]], [["0"], ["3/2"]]


def refused(field: str, **changes: object) -> str:
    given_fields: dict[str, object] = {"X": X, "Z": Z, **changes}
    with pytest.raises(InputError) as caught:
        Instance(**given_fields)  # type: ignore[arg-type]
    assert caught.value.field == field
    assert len(str(caught.value).splitlines()) == 1
    assert isinstance(caught.value, CertifyError)
    assert isinstance(caught.value, ValueError)
    return str(caught.value)


def test_exact_numbers_stay_beside_their_float_view() -> None:
    instance = Instance(X, Z, "1/10", Fraction(1, 7), 0.1, delta="2/5")
    assert instance.X_exact == ((1, 0), (0, Fraction(1, 3)))
    assert instance.Z_exact == ((0,), (Fraction(3, 2),))
    np.testing.assert_array_equal(instance.X, [[1, 0], [0, 1 / 3]])
    assert (instance.eps0_exact, instance.eps1_exact) == (Fraction(1, 10), Fraction(1, 7))
    assert instance.eps2_exact == Fraction(0.1) != Fraction(1, 10)
    assert (instance.delta_exact, instance.delta) == (Fraction(2, 5), 0.4)
    assert (instance.n, instance.r, instance.r_star) == (2, 2, 1)
    # Z Z^T = diag(0, 9/4): the last entry is 1/9 - 9/4.
    assert instance.error_exact == ((1, 0), (0, Fraction(-77, 36)))


def test_every_way_of_writing_an_instance_is_the_same_instance() -> None:
    ways = [
        Instance([[1, 0], [0, 2]], [[0], [3]]),
        Instance(np.array([[1.0, 0.0], [0.0, 2.0]]), np.array([[0], [3]])),
        Instance(np.array([[1, 0], [0, 2]], dtype=np.float32), (("0",), ("3",))),
        Instance(np.array([["1", "0"], ["0", "4/2"]]), [[Fraction(0)], [sympy.Integer(3)]]),
        Instance([[1, 0], [0, 2]], [[-0.0], [3]], eps0="0.0", eps1=Fraction(0), eps2=-0.0),
    ]
    assert len(set(ways)) == 1
    assert all(way == ways[0] for way in ways)
    assert pickle.loads(pickle.dumps(ways[0])) == ways[0]  # noqa: S301


@pytest.mark.parametrize(
    "changes",
    [
        {"eps0": 1},
        {"eps1": 1},
        {"eps2": 1},
        {"delta": 0},
        {"delta": "1/2"},
        {"X": [["1", "0"], ["0", "0.3333333333333333333333333333"]]},
        {"X": [["1", "0"], ["0", 1 / 3]]},
        {"Z": [["0"], ["-3/2"]]},
        {"Z": [["0", "0"], ["3/2", "0"]]},
    ],
    ids=repr,
)
def test_instances_that_differ_in_anything_are_not_equal(changes: dict[str, object]) -> None:
    base = {"X": X, "Z": Z}
    assert Instance(**base) != Instance(**{**base, **changes})  # type: ignore[arg-type]
    assert Instance(**base) != "an instance"


def test_an_instance_does_not_change_when_the_callers_array_does() -> None:
    array = np.eye(2)
    instance = Instance(array, [[3], [0]])
    array[:] = 7.0
    assert instance.X_exact == ((1, 0), (0, 1))
    np.testing.assert_array_equal(instance.X, np.eye(2))
    with pytest.raises(ValueError, match="read-only"):
        instance.X[0, 0] = 2.0


@pytest.mark.parametrize("name", ["eps0", "eps1", "eps2"])
@pytest.mark.parametrize(
    "value", [-1, -1e-300, "-1/1000", float("nan"), float("inf"), "1e5", None, True, 1j, 1e151, [0], "1/0"]
)
def test_a_tolerance_that_is_not_one_is_refused_by_name(name: str, value: object) -> None:
    refused(name, **{name: value})


@pytest.mark.parametrize("value", [1, "1", 1.0, -1e-300, "-1/2", 2, float("nan"), "nan", False, 1j, "1/0"])
def test_a_delta_outside_the_half_open_interval_is_refused(value: object) -> None:
    refused("delta", delta=value)


def test_delta_is_compared_with_one_exactly() -> None:
    inside = Instance(X, Z, delta="0." + "9" * 50)
    assert inside.delta_exact is not None
    assert inside.delta_exact < 1
    assert Instance(X, Z, delta=0).delta == 0.0
    refused("delta", delta=Fraction(10**50 + 1, 10**50))


@pytest.mark.parametrize("field", ["X", "Z"])
@pytest.mark.parametrize("value", [1.1e150, -1e200, 1.7e308, "1" + "0" * 151, 10**400], ids=range(5))
def test_an_entry_too_large_for_floats_is_refused(field: str, value: object) -> None:
    assert "1e+150" in refused(field, **{field: [[value, "0"], ["0", "1"]]})
    refused(field, **{field: [[1, 0], [0, value]]})


def test_the_largest_entries_allowed_are_allowed() -> None:
    assert Instance([[1e150]], [[-1e149]]).error_exact[0][0] == Fraction(1e150) ** 2 - Fraction(1e149) ** 2


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_float_array_with_a_hole_is_refused_where_the_hole_is(bad: float) -> None:
    array = np.eye(3)
    array[2, 1] = bad
    refused("X[2][1]", X=array, Z=np.ones((3, 1)))
    refused("Z[2][1]", Z=array, X=np.ones((3, 1)))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"Z": [["1"], ["2"], ["3"]]}, "Z"),
        ({"X": [["1"]]}, "Z"),
        ({"X": [["1", "2"], ["3"]]}, "X"),
        ({"Z": []}, "Z"),
        ({"X": [[], []]}, "X"),
        ({"X": np.zeros((2, 0))}, "X"),
        ({"X": np.zeros((0, 2))}, "X"),
        ({"X": np.ones(2)}, "X[0]"),
        ({"X": np.ones((2, 2, 2))}, "X[0][0]"),
        ({"X": np.eye(2) + 1j}, "X[0][0]"),
        ({"X": np.eye(2) > 0}, "X[0][0]"),
        ({"X": None}, "X"),
        ({"X": [["1", "0"], ["0", "1e5"]]}, "X[1][1]"),
        ({"X": [["1", "0"], ["0", "٣"]]}, "X[1][1]"),
        ({"X": [["1", "0"], ["0", "1/0"]]}, "X[1][1]"),
    ],
    ids=lambda x: repr(x)[:50],
)
def test_a_malformed_factor_is_refused_by_name(changes: dict[str, object], field: str) -> None:
    refused(field, **changes)


SAME = [
    ([["1"]], [["-1"]]),
    ([["1/3"]], [["1/3"]]),
    ([["0"]], [["0"]]),
    ([["0", "0"], ["0", "0"]], [["0"], ["0"]]),
    # The rotation by 3/5, 4/5, which floats cannot write.
    ([["3/5", "4/5"], ["-4/5", "3/5"]], [["1", "0"], ["0", "1"]]),
    ([["1/3", "2/3"], ["2/3", "1/3"]], [["2/3", "1/3"], ["1/3", "2/3"]]),
    ([["3", "4"]], [["5"]]),
    ([["3/10", "4/10"]], [["1/2", "0", "0"]]),
    ([[1e-200, 0]], [[0, -1e-200]]),
    ([[3e150 / 4]], [[-3e150 / 4]]),
    ([[Fraction(1, 10**400)]], [[Fraction(-1, 10**400)]]),
]


@pytest.mark.parametrize(("left", "right"), SAME, ids=lambda x: str(x)[:40])
def test_a_point_that_is_the_truth_exactly_is_refused_however_floats_round(
    left: object, right: object
) -> None:
    assert "X X^T equals Z Z^T" in refused("X", X=left, Z=right)


DIFFERENT = [
    ([["1"]], [["1." + "0" * 40 + "1"]]),
    ([["3/5", "4/5"]], [["1." + "0" * 300 + "1"]]),
    ([[0.6, 0.8]], [[1.0]]),
    ([[1e-200]], [[2e-200]]),
    ([[1e-200]], [[0.0]]),
    ([[Fraction(1, 10**400)]], [["0"]]),
    ([["1", "0"], ["0", Fraction(1, 10**200)]], [["1"], ["0"]]),
    ([[1e150]], [[np.nextafter(1e150, 0)]]),
]


@pytest.mark.parametrize(("left", "right"), DIFFERENT, ids=lambda x: str(x)[:40])
def test_a_point_that_is_not_the_truth_is_not_refused_because_floats_cannot_tell(
    left: object, right: object
) -> None:
    assert any(map(any, Instance(left, right).error_exact))


@given(st.lists(st.lists(st.fractions(max_denominator=99), min_size=2, max_size=2), min_size=1, max_size=3))
def test_the_exact_error_is_x_x_transposed_minus_z_z_transposed(rows: list[list[Fraction]]) -> None:
    left = sympy.Matrix([[sympy.Rational(x.numerator, x.denominator) for x in row] for row in rows])
    right = sympy.ones(len(rows), 1) * 1000
    expected = left * left.T - right * right.T
    found = Instance(rows, [[1000]] * len(rows)).error_exact
    assert [[Fraction(int(x.p), int(x.q)) for x in row] for row in expected.tolist()] == [
        list(row) for row in found
    ]


def test_only_eps0_and_eps1_make_noise() -> None:
    assert Instance(X, Z, eps2=1).noiseless
    assert not Instance(X, Z, eps0="1/10" + "0" * 400).noiseless
    assert not Instance(X, Z, eps1=5e-324).noiseless
