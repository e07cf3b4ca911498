"""The elimination agrees with slow definitions of positive semidefiniteness."""

from fractions import Fraction
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.kernel.arithmetic.matrix import Matrix, identity
from certify.kernel.arithmetic.semidefinite import obstruction
from certify.kernel.limits import MAX_WORK, Budget, Declined

entries = st.integers(-3, 3) | st.fractions(-2, 2, max_denominator=5)


@st.composite
def symmetric(draw, size=None):
    n = draw(st.integers(1, 4) if size is None else size)
    lower = [[Fraction(draw(entries)) for _ in range(i + 1)] for i in range(n)]
    return Matrix.of([[lower[max(i, j)][min(i, j)] for j in range(n)] for i in range(n)])


@st.composite
def factors(draw):
    columns, rows = draw(st.integers(1, 5)), draw(st.integers(1, 3))
    return Matrix.of([[Fraction(draw(entries)) for _ in range(columns)] for _ in range(rows)])


def determinant(rows):
    """Leibniz's formula."""
    total = Fraction(0)
    for order in permutations(range(len(rows))):
        product = Fraction((-1) ** sum(order[i] > order[j] for i, j in combinations(range(len(order)), 2)))
        for row, column in zip(rows, order, strict=True):
            product *= row[column]
        total += product
    return total


def principal_minors_are_nonnegative(matrix):
    a, n = matrix.entries, len(matrix.rows)
    subsets = (kept for size in range(1, n + 1) for kept in combinations(range(n), size))
    return all(determinant([[a[i][j] for j in kept] for i in kept]) >= 0 for kept in subsets)


def is_semidefinite(matrix):
    return obstruction(matrix, Budget()) is None


@given(symmetric())
def test_semidefinite_means_that_no_principal_minor_is_negative(A):
    assert is_semidefinite(A) == principal_minors_are_nonnegative(A)


@given(symmetric(), factors())
def test_semidefinite_near_the_boundary_means_that_no_principal_minor_is_negative(A, B):
    n = len(A.rows)
    gram = B.T @ B
    if len(gram.rows) == n:
        A = gram + Fraction(1, 100) * A
    assert is_semidefinite(A) == principal_minors_are_nonnegative(A)


def has_no_negative_square(matrix):
    """Completing squares over the rationals, one variable after the other."""
    a = matrix.entries
    while a:
        (pivot, *row), *below = a
        if pivot < 0 or (pivot == 0 and any(row)):
            return False
        a = [
            [x - row[i] * row[j] / pivot if pivot else x for j, x in enumerate(line[1:])]
            for i, line in enumerate(below)
        ]
    return True


sparse = st.integers(-9, 9).map(lambda value: value * (abs(value) > 5))


@given(st.lists(st.lists(sparse, min_size=7, max_size=7), min_size=7, max_size=7), st.integers(0, 60))
def test_semidefinite_means_a_sum_of_squares_for_sparse_matrices_of_order_seven(rows, shift):
    A = Matrix(tuple(map(tuple, rows)), 1)
    A = A + A.T + shift * identity(7)
    assert is_semidefinite(A) == has_no_negative_square(A)


@given(factors())
def test_gram_matrices_of_any_rank_are_semidefinite(B):
    assert is_semidefinite(B.T @ B)


@given(factors())
def test_a_gram_matrix_without_full_rank_stops_being_semidefinite_when_anything_is_subtracted(B):
    n = len(B.rows[0])
    if len(B.rows) < n:
        assert not is_semidefinite(B.T @ B - Fraction(1, 10**30) * identity(n))


@given(factors(), st.randoms(use_true_random=False), st.data())
def test_congruence_does_not_change_the_answer(B, random, data):
    A = data.draw(symmetric(st.just(len(B.rows))))
    order = list(range(len(A.rows)))
    random.shuffle(order)
    weights = [Fraction(random.randint(1, 9), random.randint(1, 9)) for _ in order]
    a = A.entries
    moved = Matrix.of([[a[i][j] * weights[i] * weights[j] for j in order] for i in order])
    assert is_semidefinite(moved) == is_semidefinite(A)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([[-1]], "the pivot in row 1 is negative"),
        ([[0, 1], [1, 0]], "the pivot in row 1 is zero but its row is not"),
        ([[1, 0, 0], [0, 0, 1], [0, 1, 5]], "the pivot in row 2 is zero but its row is not"),
        ([[1, 2], [2, 3]], "the pivot in row 2 is negative"),
    ],
)
def test_the_obstruction_is_named_by_its_row(rows, why):
    assert obstruction(Matrix(tuple(map(tuple, rows)), 1), Budget()) == why


def test_zero_pivots_on_zero_rows_are_no_obstruction():
    assert is_semidefinite(Matrix(((0, 0, 0), (0, 4, 2), (0, 2, 1)), 3))
    assert is_semidefinite(Matrix(((0,),), 1))


def test_elimination_beyond_the_work_limit_is_declined():
    budget = Budget()
    budget.spent = MAX_WORK
    with pytest.raises(Declined, match="work limit"):
        obstruction(identity(2), budget)
