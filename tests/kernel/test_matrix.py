"""Exact matrices obey the rules of matrices."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from certify.kernel.arithmetic.matrix import Matrix, identity

numbers = st.fractions(-3, 3, max_denominator=6)


def matrices(rows, columns):
    return st.lists(st.lists(numbers, min_size=columns, max_size=columns), min_size=rows, max_size=rows).map(
        Matrix.of
    )


@given(matrices(2, 3), matrices(2, 3), matrices(3, 2), numbers)
def test_sum_product_and_transpose_are_those_of_the_entries(A, B, C, factor):
    a, b, c = A.entries, B.entries, C.entries
    assert (A + B).entries == [[x + y for x, y in zip(*rows, strict=True)] for rows in zip(a, b, strict=True)]
    assert (A - B).entries == [[x - y for x, y in zip(*rows, strict=True)] for rows in zip(a, b, strict=True)]
    assert (factor * A).entries == [[factor * x for x in row] for row in a]
    assert (A @ C).entries == [[sum(row[k] * c[k][j] for k in range(3)) for j in range(2)] for row in a]
    assert A.T.entries == [[row[j] for row in a] for j in range(3)]
    assert A.inner(B) == (A.T @ B).trace == (B @ A.T).trace


@given(matrices(2, 2), numbers)
def test_equal_matrices_have_equal_fields(A, factor):
    assert A + identity(2) - identity(2) == A
    assert Matrix.of(A.entries) == A
    assert (A - A).is_zero
    assert (A - A) == 0 * A
    assert A.is_zero == (A.inner(A) == 0)
    if factor:
        assert (1 / factor) * (factor * A) == A
    assert A.denominator > 0
    assert isinstance(A.trace, Fraction)
