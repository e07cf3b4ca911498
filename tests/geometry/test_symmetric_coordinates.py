"""svec is an isometry of S^d onto R^N, and smat its inverse."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.recovery.geometry import matrix_size, smat, svec, symmetric_dimension, symmetric_part

seeds = st.integers(0, 2**32 - 1)
sizes = st.integers(1, 7)


@settings(max_examples=40, deadline=None)
@given(seeds, sizes)
def test_svec_keeps_every_inner_product_and_smat_undoes_it(seed: int, d: int) -> None:
    rng = np.random.default_rng(seed)
    A, B = (symmetric_part(rng.standard_normal((d, d))) for _ in range(2))
    assert svec(A) @ svec(B) == pytest.approx(float(np.sum(A * B)), rel=1e-12, abs=1e-12)
    np.testing.assert_allclose(smat(svec(A)), A, rtol=1e-15, atol=0)
    v = rng.standard_normal(symmetric_dimension(d))
    np.testing.assert_allclose(svec(smat(v)), v, rtol=1e-15, atol=0)
    assert matrix_size(len(v)) == d


@settings(max_examples=20, deadline=None)
@given(seeds, sizes)
def test_svec_sees_only_the_symmetric_part(seed: int, d: int) -> None:
    M = np.random.default_rng(seed).standard_normal((d, d))
    np.testing.assert_allclose(svec(M), svec(symmetric_part(M)), rtol=1e-14, atol=1e-15)
    skew = M - M.T
    np.testing.assert_array_equal(svec(skew), 0.0)


def test_svec_and_smat_act_on_each_matrix_of_a_stack() -> None:
    stack = np.random.default_rng(0).standard_normal((2, 3, 4, 4))
    stack += stack.swapaxes(-1, -2)
    assert svec(stack).shape == (2, 3, 10)
    for i in range(2):
        for j in range(3):
            np.testing.assert_array_equal(svec(stack)[i, j], svec(stack[i, j]))
    np.testing.assert_allclose(smat(svec(stack)), stack, rtol=1e-15)


def test_the_order_is_the_upper_triangle_column_by_column() -> None:
    M = np.array([[1.0, 2.0, 4.0], [2.0, 3.0, 5.0], [4.0, 5.0, 6.0]])
    root = np.sqrt(2.0)
    np.testing.assert_allclose(svec(M), [1, 2 * root, 3, 4 * root, 5 * root, 6])


@pytest.mark.parametrize("N", [2, 4, 5, 7, 8, 9, 11])
def test_no_matrix_size_is_invented_for_a_length_that_has_none(N: int) -> None:
    with pytest.raises(ValueError, match=f"{N} is not of the form"):
        matrix_size(N)
    with pytest.raises(ValueError, match="not of the form"):
        smat(np.zeros(N))


def test_matrix_size_is_right_far_beyond_where_the_root_rounds() -> None:
    for d in (1, 2, 10**3, 94906266, 10**7):
        assert matrix_size(symmetric_dimension(d)) == d
