"""Rational matrices in FLINT, and to and from the numbers of Python and numpy."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from flint import fmpq, fmpq_mat

from certify.recovery.geometry import Floats

# Denominators tried for what may be rounded, the shortest first.
DENOMINATORS = (1, 2, 12, 60, 1000, 10**6, 10**9)


def exact_rows(rows: Sequence[Sequence[Fraction]]) -> fmpq_mat:
    """As FLINT has them."""
    entries = [fmpq(x.numerator, x.denominator) for row in rows for x in row]
    return fmpq_mat(len(rows), len(rows[0]), entries)


def as_fraction(x: fmpq) -> Fraction:
    """As Python has it."""
    return Fraction(int(x.p), int(x.q))


def floats(matrix: fmpq_mat) -> Floats:
    """The nearest floats; (m, n)."""
    entries = [float(as_fraction(x)) for x in matrix.entries()]
    return np.array(entries).reshape(matrix.nrows(), matrix.ncols())


def null_space(matrix: fmpq_mat) -> fmpq_mat:
    """Columns that span {v : matrix v = 0}; (n, nullity)."""
    echelon, rank = matrix.rref()
    n = matrix.ncols()
    pivots = [next(j for j in range(n) if echelon[i, j] != 0) for i in range(rank)]
    free = [j for j in range(n) if j not in set(pivots)]
    basis = fmpq_mat(n, len(free))
    for column, j in enumerate(free):
        basis[j, column] = 1
        for i, pivot in enumerate(pivots):
            basis[pivot, column] = -echelon[i, j]
    return basis


def affine_solutions(equations: fmpq_mat) -> fmpq_mat | None:
    """Q with {(1, w) : equations (1, w)^T = 0} = {(1, t) Q}, first column (1, 0, ...); None if empty."""
    rows = null_space(equations).transpose().tolist()
    lead = next((row for row in rows if row[0] != 0), None)
    if lead is None:
        return None
    rest = [
        [x - row[0] / lead[0] * y for x, y in zip(row, lead, strict=True)] for row in rows if row is not lead
    ]
    return fmpq_mat([[x / lead[0] for x in lead], *rest])
