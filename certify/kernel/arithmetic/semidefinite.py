"""Exact positive semidefiniteness of a symmetric rational matrix."""

from certify.kernel.arithmetic.matrix import Matrix
from certify.kernel.limits import Budget


def obstruction(matrix: Matrix, budget: Budget) -> str | None:
    """None if the symmetric matrix is positive semidefinite, otherwise what shows that it is not.

    Symmetric fraction-free elimination (Bareiss 1968) on the integer numerators. After the pivots P the
    entry (i, j) is the minor det A[P + i, P + j], that is det A[P] times the entry of the Schur complement,
    and det A[P] > 0: so A is semidefinite iff the remaining matrix is. A negative diagonal entry refutes
    that; so does a zero one unless its whole row is zero, and then the row may be left out. Any order of
    pivots is sound; rows with few entries first, and short pivots among them, keep fill and digits small.
    """
    a = [list(row) for row in matrix.rows]
    remaining = list(range(len(a)))
    previous = 1
    while True:
        for i in remaining:
            if a[i][i] < 0:
                return f"the pivot in row {i + 1} is negative"
            if a[i][i] == 0 and any(a[i][j] for j in remaining):
                return f"the pivot in row {i + 1} is zero but its row is not"
        remaining = [i for i in remaining if a[i][i]]
        if not remaining:
            return None
        k = min(remaining, key=lambda i: (sum(1 for j in remaining if a[i][j]), a[i][i].bit_length()))
        remaining.remove(k)
        row, pivot = a[k], a[k][k]
        bits = max((a[i][i].bit_length() for i in remaining), default=0) + pivot.bit_length()
        budget.spend(len(remaining) * (len(remaining) + 1) // 2, bits)
        for position, i in enumerate(remaining):
            for j in remaining[: position + 1]:
                entry = a[i][j]
                if row[i] and row[j]:
                    entry = (pivot * entry - row[i] * row[j]) // previous
                elif entry:
                    entry = pivot * entry // previous
                a[i][j] = a[j][i] = entry
        previous = pivot
