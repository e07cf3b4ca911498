"""The recovery problem both duality rules are about, rebuilt from the statement of a certificate.

The statement asks, for X (n, r) and Z (n, r*) with E = X X^T - Z Z^T != 0 and 0 <= delta < 1, whether there
are H self-adjoint on S^n and G in S^n with S = H(E) + G such that, P_D = D X^T + X D^T and Pi = X X^+,

    (1 - delta) Id <= H <= (1 + delta) Id,          -eps0 I <= G <= eps0 I,
    2 ||S Pi|| <= eps1                              (X is first-order critical up to eps1),
    2 <S, D D^T> + <H(P_D), P_D> + eps2 ||D X^T||^2 >= 0 for all D    (and second-order up to eps2).
"""

from dataclasses import dataclass
from fractions import Fraction

from certify.kernel.arithmetic.matrix import Matrix
from certify.kernel.fields import Field
from certify.kernel.limits import Budget


@dataclass(frozen=True)
class Problem:
    """The data of a well-formed statement."""

    X: Matrix
    Z: Matrix
    E: Matrix
    delta: Fraction
    eps0: Fraction
    eps1: Fraction
    eps2: Fraction
    budget: Budget

    @property
    def n(self) -> int:
        """The number of rows of X."""
        return len(self.X.rows)

    @property
    def r(self) -> int:
        """The number of columns of X."""
        return len(self.X.rows[0])


def read_problem(statement: Field, conclusion: str) -> Problem:
    """The problem of a statement with this conclusion, or Rejected where it is ill formed."""
    names = ("X", "Z", "delta", "eps0", "eps1", "eps2", "conclusion")
    X_field, Z_field, delta, eps0, eps1, eps2, asserted = statement.fields(*names)
    asserted.one_of((conclusion,))
    X = X_field.matrix()
    Z = Z_field.matrix(rows=len(X.rows))
    n, columns = len(X.rows), len(X.rows[0]) + len(Z.rows[0])
    statement.budget.spend(n * n * columns, 2 * max(X.bits, Z.bits))
    E = X @ X.T - Z @ Z.T
    if E.is_zero:
        raise statement.reject("E = X X^T - Z Z^T is zero: X is a ground truth")
    if delta.number(least=0) >= 1:
        raise delta.reject("expected a number below 1")
    return Problem(X, Z, E, delta.number(), eps0.number(0), eps1.number(0), eps2.number(0), statement.budget)
