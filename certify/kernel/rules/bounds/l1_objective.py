"""The objective of rule `l1-point`: (1/m) sum |y_i - <A_i, W1 W2>|, or the same with W W^T, at a point."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from certify.kernel.arithmetic.matrix import Matrix
from certify.kernel.fields import Field
from certify.kernel.limits import Budget

Pair = tuple[Matrix, Matrix]


@dataclass(frozen=True)
class Objective:
    """The rows of stack are the A_i, row by row; factors are W1 and W2, or W and W^T."""

    stack: Matrix
    data: Matrix
    factors: Pair
    symmetric: bool
    budget: Budget

    def residuals(self, products: Sequence[Matrix]) -> Matrix:
        """Row i has the coefficients of y_i - <A_i, X_0 + t X_1 + t^2 X_2 + ...>."""
        columns = [[entry for row in X.entries for entry in row] for X in products]
        X = Matrix.of(columns).T
        m, d = len(self.stack.rows), len(X.rows)
        self.budget.spend(m * (d + 32) * len(products), self.stack.bits + X.bits + self.data.bits)
        constant = Matrix.of([[Fraction(not i) for i in range(len(products))]])
        return self.data @ constant - self.stack @ X

    def shaped(self, row: Sequence[Fraction]) -> Matrix:
        """A row of the stack, or a combination of rows, as a matrix."""
        columns = len(self.factors[1].rows[0])
        return Matrix.of([row[i : i + columns] for i in range(0, len(row), columns)])

    def pull(self, A: Matrix) -> list[Fraction]:
        """The derivatives of <A, W1 W2> by all entries of the factors: A W2^T and W1^T A, or (A + A^T) W."""
        left, right = self.factors
        (d1, k), d2 = (len(left.rows), len(right.rows)), len(right.rows[0])
        self.budget.spend(2 * k * (d1 * d2 + 32 * (d1 + d2)), A.bits + left.bits + right.bits)
        blocks = [(A + A.T) @ left] if self.symmetric else [A @ right.T, left.T @ A]
        return [entry for block in blocks for row in block.entries for entry in row]


def read_objective(measurements: Field, data: Field, factors: Field) -> Objective:
    """The objective at the point with these factors."""
    halves = factors.items()
    if len(halves) not in (1, 2):
        raise factors.reject("expected one factor (W W^T) or two (W1 W2)")
    left = halves[0].matrix()
    right = halves[1].matrix(rows=len(left.rows[0])) if len(halves) == 2 else left.T
    d1, d2 = len(left.rows), len(right.rows[0])
    A = [field.matrix(d1, d2) for field in measurements.items()]
    if not A:
        raise measurements.reject("there is no measurement")
    shared = lcm(*(matrix.denominator for matrix in A))
    rows = [[x * (shared // matrix.denominator) for row in matrix.rows for x in row] for matrix in A]
    y = Matrix.of([[field.number()] for field in data.items(len(A))])
    factors.budget.spend(d1 * d2 * (len(left.rows[0]) + 32), left.bits + right.bits)
    stack = Matrix.reduced(rows, shared)
    return Objective(stack, y, (left, right), len(halves) == 1, factors.budget)


def read_factors(field: Field, f: Objective) -> Pair:
    """Matrices of the shapes of the factors."""
    halves = field.items(1 if f.symmetric else 2)
    first, *second = [
        half.matrix(len(factor.rows), len(factor.rows[0]))
        for half, factor in zip(halves, f.factors, strict=False)
    ]
    return first, second[0] if second else first.T


def rank(matrix: Matrix, budget: Budget) -> int:
    """The rank, by fraction-free elimination: after the pivots every entry is a minor."""
    rows, previous, found = [list(row) for row in matrix.rows], 1, 0
    for column in range(len(rows[0])):
        position = next((i for i, row in enumerate(rows) if row[column]), None)
        if position is None:
            continue
        pivot, found = rows.pop(position), found + 1
        longest = max(entry.bit_length() for row in (pivot, *rows) for entry in row)
        budget.spend(2 * len(rows) * len(pivot), 2 * longest)
        head = pivot[column]
        rows = [
            [(head * x - row[column] * y) // previous for x, y in zip(row, pivot, strict=True)]
            for row in rows
        ]
        previous = head
    return found
