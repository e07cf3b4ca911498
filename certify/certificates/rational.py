"""Small rational linear algebra: bases with short integers, and floats rounded onto decimal grids."""

import math
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from flint import fmpz_mat

from certify.common.exact import Exact
from certify.recovery.geometry import Floats


class Grid:
    """Multiples of unit / steps, unit a power of ten: numbers of a given size rounded to few digits."""

    def __init__(self, size: float, steps: int) -> None:
        self.unit = Fraction(10) ** (round(math.log10(size)) if size > 0 else 0)
        self.steps = steps

    def round(self, value: float) -> Fraction:
        """The nearest multiple."""
        return self.unit * Fraction(round(Fraction(value) * self.steps / self.unit), self.steps)

    def round_up(self, value: float) -> Fraction:
        """The least multiple that is not below."""
        return self.unit * Fraction(math.ceil(Fraction(value) * self.steps / self.unit), self.steps)

    def matrix(self, M: Floats) -> Exact:
        """Every entry rounded; a symmetric matrix stays symmetric."""
        return tuple(tuple(self.round(float(x)) for x in row) for row in M)


class Simplest:
    """The rationals with denominators up to a bound: for numbers suspected of being one."""

    def __init__(self, largest: int) -> None:
        self.largest = largest

    def matrix(self, M: Floats) -> Exact:
        """Every entry replaced by the nearest of them; a symmetric matrix stays symmetric."""
        return tuple(tuple(Fraction(float(x)).limit_denominator(self.largest) for x in row) for row in M)


def integer_rows(rows: Sequence[Sequence[Fraction]]) -> list[list[int]]:
    """Each row times the least positive number that makes it integral."""
    scaled = []
    for row in rows:
        factor = math.lcm(*(x.denominator for x in row))
        scaled.append([int(x * factor) for x in row])
    return scaled


def kernel_basis(rows: list[list[int]], n: int) -> list[list[int]]:
    """Short integer vectors that span {v in Q^n : row . v = 0 for every row}, as rows."""
    if not rows:
        return [[int(i == j) for j in range(n)] for i in range(n)]
    basis, nullity = fmpz_mat(rows).nullspace()
    if nullity == 0:
        return []
    columns = [[int(basis[i, j]) for i in range(n)] for j in range(nullity)]
    primitive = [[x // math.gcd(*column) for x in column] for column in columns]
    reduced = fmpz_mat(primitive).lll()
    return [[int(reduced[i, j]) for j in range(n)] for i in range(nullity)]


def transpose(M: Exact) -> Exact:
    """M^T."""
    return tuple(zip(*M, strict=True))


def multiply(A: Exact, B: Exact) -> Exact:
    """A B."""
    columns = transpose(B)
    return tuple(tuple(_dot(row, column) for column in columns) for row in A)


def add(A: Exact, B: Exact, factor: Fraction | int = 1) -> Exact:
    """A + factor B."""
    return tuple(tuple(a + factor * b for a, b in zip(x, y, strict=True)) for x, y in zip(A, B, strict=True))


def lift(D: Exact, X: Exact) -> Exact:
    """P_D = D X^T + X D^T."""
    half = multiply(D, transpose(X))
    return add(half, transpose(half))


def inner(A: Exact, B: Exact) -> Fraction:
    """<A, B> = tr(A^T B)."""
    return sum((_dot(x, y) for x, y in zip(A, B, strict=True)), Fraction(0))


def to_floats(M: Exact) -> Floats:
    """The nearest floats."""
    return np.array([[float(x) for x in row] for row in M])


def _dot(x: Sequence[Fraction], y: Sequence[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(x, y, strict=True) if a and b), Fraction(0))
