"""The recovery problem of the two duality rules, and coordinates on the symmetric matrices.

In the basis E_ii, E_ij + E_ji (i < j) a symmetric matrix A has the coordinates A_ij, i <= j, and
<A, B> is the sum of weight_ij A_ij B_ij, the weight being 1 on the diagonal and 2 off it.
"""

from dataclasses import dataclass

from flint import fmpq, fmpq_mat

from certify.crosscheck.refusal import NotJudged, NotProved
from certify.crosscheck.values import choice, matrix, rational, record

# The operator H is written out as a matrix: n (n + 1) / 2 rows.
MAX_OPERATOR_ORDER = 512


@dataclass(frozen=True)
class Problem:
    """X (n, r), E = X X^T - Z Z^T, delta and the tolerances."""

    X: fmpq_mat
    E: fmpq_mat
    delta: fmpq
    eps0: fmpq
    eps1: fmpq
    eps2: fmpq

    @property
    def n(self) -> int:
        """Rows of X."""
        return int(self.X.nrows())

    @property
    def r(self) -> int:
        """Columns of X."""
        return int(self.X.ncols())


def read_problem(statement: object, conclusion: str) -> Problem:
    """The problem of a statement with this conclusion."""
    X_rows, Z_rows, delta_text, *tolerances, asserted = record(
        statement, "statement", "X", "Z", "delta", "eps0", "eps1", "eps2", "conclusion"
    )
    choice(asserted, "statement.conclusion", [conclusion])
    X = matrix(X_rows, "statement.X")
    Z = matrix(Z_rows, "statement.Z", rows=X.nrows())
    E = X * X.transpose() - Z * Z.transpose()
    if not any(E.entries()):
        raise NotProved("statement: X X^T = Z Z^T")
    delta = rational(delta_text, "statement.delta", nonnegative=True)
    if delta >= 1:
        raise NotProved("statement.delta: not below 1")
    eps = [rational(text, f"statement.eps{k}", nonnegative=True) for k, text in enumerate(tolerances)]
    if X.nrows() * (X.nrows() + 1) // 2 > MAX_OPERATOR_ORDER:
        raise NotJudged(f"statement.X: n (n + 1) / 2 exceeds {MAX_OPERATOR_ORDER}")
    return Problem(X, E, delta, *eps)


def symmetric_pairs(n: int) -> list[tuple[int, int]]:
    """The indices of the basis."""
    return [(i, j) for i in range(n) for j in range(i, n)]


def weights(n: int) -> fmpq_mat:
    """The Gram matrix of the basis, which is diagonal."""
    pairs = symmetric_pairs(n)
    gram = fmpq_mat(len(pairs), len(pairs))
    for k, (i, j) in enumerate(pairs):
        gram[k, k] = 1 if i == j else 2
    return gram


def coordinates(A: fmpq_mat) -> fmpq_mat:
    """The coordinates of a symmetric matrix, as a column."""
    pairs = symmetric_pairs(A.nrows())
    return fmpq_mat(len(pairs), 1, [A[i, j] for i, j in pairs])


def square_norm(A: fmpq_mat) -> fmpq:
    """The squared Frobenius norm."""
    return sum((x * x for x in A.entries()), fmpq(0))


def scalar_matrix(n: int, value: fmpq) -> fmpq_mat:
    """A multiple of the identity."""
    result = fmpq_mat(n, n)
    for i in range(n):
        result[i, i] = value
    return result


def longest_bits(*matrices: fmpq_mat) -> int:
    """The length of the longest entry over a common denominator, for estimates of cost."""
    longest = 0
    for A in matrices:
        integers, denominator = A.numer_denom()
        longest = max(longest, denominator.bit_length(), *(x.bit_length() for x in integers.entries()))
    return longest
