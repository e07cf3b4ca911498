"""Exact matrices: integer entries over one positive denominator, so that sums and products need no gcds."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm


@dataclass(frozen=True)
class Matrix:
    """The matrix with entries rows[i][j] / denominator, in lowest terms: equal matrices have equal fields."""

    rows: tuple[tuple[int, ...], ...]
    denominator: int

    @staticmethod
    def reduced(rows: Sequence[Sequence[int]], denominator: int) -> "Matrix":
        """rows / denominator (positive), with the common factor taken out."""
        factor = gcd(denominator, *(entry for row in rows for entry in row))
        return Matrix(tuple(tuple(entry // factor for entry in row) for row in rows), denominator // factor)

    @staticmethod
    def of(rows: Sequence[Sequence[Fraction]]) -> "Matrix":
        """The matrix with these entries."""
        denominator = lcm(*(entry.denominator for row in rows for entry in row))
        return Matrix.reduced(
            [[entry.numerator * (denominator // entry.denominator) for entry in row] for row in rows],
            denominator,
        )

    @property
    def T(self) -> "Matrix":
        """The transpose."""
        return Matrix(tuple(zip(*self.rows, strict=True)), self.denominator)

    @property
    def entries(self) -> list[list[Fraction]]:
        """The entries as rational numbers."""
        return [[Fraction(entry, self.denominator) for entry in row] for row in self.rows]

    def __matmul__(self, other: "Matrix") -> "Matrix":
        columns = list(zip(*other.rows, strict=True))
        rows = [[dot(row, column) for column in columns] for row in self.rows]
        return Matrix.reduced(rows, self.denominator * other.denominator)

    def __add__(self, other: "Matrix") -> "Matrix":
        pairs = zip(self.rows, other.rows, strict=True)
        mine, theirs = other.denominator, self.denominator
        rows = [[mine * a + theirs * b for a, b in zip(x, y, strict=True)] for x, y in pairs]
        return Matrix.reduced(rows, self.denominator * other.denominator)

    def __rmul__(self, factor: Fraction | int) -> "Matrix":
        numerator, denominator = factor.as_integer_ratio()
        return Matrix.reduced(
            [[numerator * entry for entry in row] for row in self.rows], denominator * self.denominator
        )

    def __sub__(self, other: "Matrix") -> "Matrix":
        return self + -1 * other

    @property
    def bits(self) -> int:
        """The length of the longest entry, and of the denominator."""
        return max(entry.bit_length() for row in self.rows for entry in row) + self.denominator.bit_length()

    @property
    def is_zero(self) -> bool:
        """Whether every entry is zero."""
        return not any(any(row) for row in self.rows)

    @property
    def trace(self) -> Fraction:
        """The sum of the diagonal entries."""
        return Fraction(sum(row[i] for i, row in enumerate(self.rows)), self.denominator)

    def inner(self, other: "Matrix") -> Fraction:
        """<A, B> = tr(A^T B)."""
        total = sum(map(dot, self.rows, other.rows))
        return Fraction(total, self.denominator * other.denominator)


def identity(size: int) -> Matrix:
    """The identity matrix."""
    return Matrix(tuple(tuple(int(i == j) for j in range(size)) for i in range(size)), 1)


def dot(x: Sequence[int], y: Sequence[int]) -> int:
    """The sum of the products of the entries."""
    return sum(a * b for a, b in zip(x, y, strict=True) if a and b)
