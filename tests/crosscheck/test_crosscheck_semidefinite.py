"""Semidefiniteness by characteristic polynomials and by balls is what it is by definition."""

import itertools

import pytest
from flint import fmpq, fmpq_mat
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.crosscheck.arithmetic import semidefinite
from certify.crosscheck.refusal import Effort, NotJudged

integers = st.integers(-3, 3)


@st.composite
def symmetric_matrices(draw):
    """Small matrices; every second one a Gram matrix, hence semidefinite and often singular."""
    n = draw(st.integers(1, 5))
    if draw(st.booleans()):
        k = draw(st.integers(1, n))
        factor = fmpq_mat(n, k, draw(st.lists(integers, min_size=n * k, max_size=n * k)))
        A = factor * factor.transpose() / draw(st.integers(1, 7))
        if draw(st.booleans()):
            A[n - 1, n - 1] -= fmpq(1, draw(st.integers(1, 10**6)))
        return A
    A = fmpq_mat(n, n)
    for i, j in itertools.combinations_with_replacement(range(n), 2):
        A[i, j] = A[j, i] = fmpq(draw(integers), draw(st.integers(1, 3)))
    return A


def by_minors(A):
    """All principal minors are nonnegative."""
    n = A.nrows()
    for size in range(1, n + 1):
        for rows in itertools.combinations(range(n), size):
            if fmpq_mat([[A[i, j] for j in rows] for i in rows]).det() < 0:
                return False
    return True


@given(symmetric_matrices())
@settings(deadline=None)
def test_both_ways_agree_with_all_principal_minors(A):
    expected = by_minors(A)
    assert semidefinite.is_semidefinite(A, Effort()) == expected
    long, semidefinite.LONG = semidefinite.LONG, -1
    try:
        assert semidefinite.is_semidefinite(A, Effort()) == expected
    finally:
        semidefinite.LONG = long


@pytest.mark.parametrize("way", [10**9, -1], ids=["polynomial", "balls"])
@pytest.mark.parametrize("digits", [5, 40, 400])
def test_a_matrix_a_hair_from_singular_is_decided_exactly(way, digits, monkeypatch):
    monkeypatch.setattr(semidefinite, "LONG", way)
    hair = fmpq(1, 10**digits)
    for change, expected in [(hair, True), (fmpq(0), True), (-hair, False)]:
        A = fmpq_mat([[4, 2, 1], [2, 1 + change, fmpq(1, 2)], [1, fmpq(1, 2), 1]])
        assert semidefinite.is_semidefinite(A, Effort()) == expected


@pytest.mark.parametrize("rows", [[[0, 1], [1, 0]], [[0, 1], [1, 5]], [[1, 2, 0], [2, 4, 1], [0, 1, 0]]])
def test_a_zero_pivot_in_a_row_that_is_not_zero_refutes(rows, monkeypatch):
    monkeypatch.setattr(semidefinite, "LONG", -1)
    assert not semidefinite.is_semidefinite(fmpq_mat(rows), Effort())


def test_too_much_work_is_refused_before_it_is_done():
    with pytest.raises(NotJudged, match="too large"):
        semidefinite.is_semidefinite(fmpq_mat(512, 512, range(512 * 512)), spent(4_990_000_000))


def spent(units):
    effort = Effort()
    effort.spend(units)
    return effort
