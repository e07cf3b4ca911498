"""Elements are written by operators; their shapes are checked where they are written."""

import numpy as np
import pytest

from certify.claims.derivations import (
    derivative,
    equal,
    evaluate,
    forall,
    form,
    inner,
    matrix,
    parameters,
    sizes,
    square,
    tr,
)
from certify.claims.derivations.leads import lead
from certify.common.errors import InputError

n, r = sizes("n r")
X, D, S = matrix("X", n, r), matrix("D", n, r), matrix("S", n, n, "symmetric")
H = form("H", n, n)
(t,) = parameters("t")


@pytest.mark.parametrize(
    "build",
    [
        lambda: X + S,
        lambda: X * X,
        lambda: tr(X),
        lambda: X**2,
        lambda: inner(X, S),
        lambda: H(X, X),
        lambda: X >= 0,
        lambda: X / t,
        lambda: matrix("Q", n, r, "symmetric"),
        lambda: bool(t >= 0),
    ],
)
def test_what_has_no_meaning_is_refused_where_it_is_written(build):
    with pytest.raises(InputError):
        build()


def test_an_element_keeps_how_it_is_written():
    assert (X * X.T - 2 * S).tree == ["-", ["*", "X", ["T", "X"]], ["*", "2", "S"]]
    assert str(t >= square(X)) == "t >= |X|^2"
    assert str(equal(X * X.T, S)) == "X X' = S"


def test_the_derivative_of_a_quartic_is_its_derivative_in_numbers():
    rng = np.random.default_rng(1)
    weight = rng.standard_normal((9, 9))
    weight = weight + weight.T
    at = {
        "n": 3, "r": 2, "X": rng.standard_normal((3, 2)), "D": rng.standard_normal((3, 2)),
        "S": np.eye(3), "H": lambda a, b: a.ravel() @ weight @ b.ravel(),
    }  # fmt: skip
    E = X * X.T - S
    f = H(E, E) / 2 + inner(S, E) + square(tr(X.T * X)) - tr((X.T * X) ** 2)

    def moved(step):
        return evaluate(f, {**at, "X": at["X"] + step * at["D"]})

    h = 1e-3
    slope = (moved(h) - moved(-h)) / (2 * h)
    curvature = (moved(h) - 2 * moved(0) + moved(-h)) / h**2
    assert evaluate(derivative(f, X, D), at) == pytest.approx(slope, rel=1e-4)
    assert evaluate(derivative(f, X, D, order=2), at) == pytest.approx(curvature, rel=1e-4)


def test_the_derivative_of_the_square_of_a_scalar_is_a_product_and_that_of_a_matrix_an_inner_product():
    """An inner product is one of matrices, for both checkers."""
    assert derivative(square(t * tr(S)), t, t).tree == [
        "*",
        "2",
        ["*", ["*", "t", ["tr", "S"]], ["*", "t", ["tr", "S"]]],
    ]
    assert derivative(square(X), X, D).tree == ["*", "2", ["inner", "X", "D"]]
    assert inner(t, t).tree == (t * t).tree


def test_a_derivative_of_what_does_not_depend_is_zero():
    assert derivative(S, X, D).tree == ["0", "n", "n"]
    assert derivative(t, X, D).tree == "0"


def test_the_left_side_of_a_rule_is_read_from_text():
    names = {**X.names, **S.names, **t.names, "H": H.declared}
    assert lead("X' S X", names).tree == ["*", ["T", "X"], "S", "X"]
    assert lead("t^2 tr(S S)", names).tree == ["*", ["^", "t", 2], ["tr", ["*", "S", "S"]]]
    assert lead("H(S; X X')", names).tree == ["form", "H", "S", ["*", "X", ["T", "X"]]]
    for text in ("", "Y", "tr(S", "X +"):
        with pytest.raises(InputError):
            lead(text, names)


def test_bound_names_are_made_new_only_where_they_are_taken():
    inside = forall([D], [], H(X * X.T, D * D.T) >= 0)
    stated = forall([n, r, X, H], [inside, inside], equal(X * X.T))
    assert str(stated.apart(())) == str(stated)
    moved = stated.apart(["X", "D", "n"])
    assert [one.name for one in moved.letters] == ["X2"]
    assert "D2" in str(moved)
    assert "n2" in str(moved)
