"""Whether the constraints of a semidefinite program have a solution: an exact X, or why there is none.

Multipliers y with sum y_i A_i semidefinite and b^T y < 0 contradict the constraints. Where there are none the
constraints may still have no solution (X11 = 0 and X12 = 1). Then facial reduction goes on: with b^T y = 0,
S = sum y_i A_i semidefinite and not zero, every solution has S X = 0, so only its part on the null space of S
is left, on which multipliers are looked for again.
"""

from collections.abc import Sequence
from fractions import Fraction

from flint import fmpq, fmpq_mat

from certify.certificates.certificate import Certificate, certificate, matrix_strings
from certify.certificates.rational import inner
from certify.claims.statements.psd_bound import PsdBound
from certify.common.exact import Exact, exact_matrix
from certify.provers.bounds.exact_algebra import affine_solutions, as_fraction, exact_rows, null_space
from certify.provers.bounds.spectrahedron import rational_point
from certify.provers.outcome import Outcome


def infeasible(statement: PsdBound, deadline: float) -> Certificate | None:
    """An accepted certificate of `psd-infeasible`, if one is found."""
    n = len(statement.C)
    A = [exact_rows(matrix) for matrix in statement.A]
    b = fmpq_mat([[fmpq(x.numerator, x.denominator)] for x in statement.b]) if A else fmpq_mat(0, 1)
    T, V, steps = fmpq_mat(n, n), _identity(n), []
    for _ in range(n + 1):
        reduced = [V.transpose() * M * V for M in A]
        traces = [sum((M[i, i] for i in range(M.nrows())), fmpq(0)) for M in reduced]
        sides = [x for (x,) in b.tolist()]
        y = _multipliers(reduced, [(sides, fmpq(-1))], deadline)
        last = y is not None
        if y is None:
            y = _multipliers(reduced, [(sides, fmpq(0)), (traces, fmpq(1))], deadline)
        if y is None:
            return None
        M = sum((factor * matrix for factor, matrix in zip(y, A, strict=True)), fmpq_mat(n, n))
        R = _turn(M, T, V)
        steps.append({"y": [str(x) for x in y], "R": [[str(x) for x in row] for row in R.tolist()]})
        if last:
            break
        T = T + M + T * R + (T * R).transpose()
        V = V * null_space(V.transpose() * M * V)
    return accepted(certificate("psd-infeasible", statement.document(), {"steps": steps}))


def _multipliers(
    matrices: Sequence[fmpq_mat], equations: Sequence[tuple[list[fmpq], fmpq]], deadline: float
) -> list[fmpq] | None:
    """Rational y with sum y_i M_i semidefinite and a^T y = c for every equation (a, c)."""
    if not matrices:
        return None
    Q = affine_solutions(fmpq_mat([[-c, *a] for a, c in equations]))
    if Q is None:
        return None
    size = matrices[0].nrows()
    if size == 0:  # every y will do
        return [Q[0, i + 1] for i in range(len(matrices))]
    flat = fmpq_mat([M.entries() for M in matrices])
    starts = [fmpq_mat(1, len(matrices), row[1:]) * flat for row in Q.tolist()]
    constant, *moves = [_exact(fmpq_mat(size, size, row.entries())) for row in starts]
    weights = rational_point(constant, moves, deadline)
    if weights is None:
        return None
    row = [fmpq(1), *(fmpq(w.numerator, w.denominator) for w in weights)]
    y: list[fmpq] = (fmpq_mat(1, len(row), row) * Q).entries()[1:]
    return y


def _turn(M: fmpq_mat, T: fmpq_mat, V: fmpq_mat) -> fmpq_mat:
    """R with M + T R + R^T T = N M N, N the projection on the column space of V, the null space of T."""
    n = M.nrows()
    N = V * (V.transpose() * V).inv() * V.transpose() if V.ncols() else fmpq_mat(n, n)
    P = _identity(n) - N
    return ((T + N).inv() - N) * (M * N + M * P / 2) * fmpq(-1)


def feasible(statement: PsdBound, deadline: float) -> Exact | None:
    """A rational semidefinite X that satisfies the constraints, if one is found."""
    return Solutions(statement).below(None, deadline)


def feasible_point(statement: PsdBound, certificate: Certificate) -> tuple[dict[str, str], str]:
    """The X of a certificate and the value it reaches, by name; and the value in one line."""
    rows = certificate.witness["X"]
    value = inner(statement.C, exact_matrix(rows, "X"))
    return {"X": str(rows).replace("'", ""), "⟨C, X⟩": str(value)}, f"a feasible X has ⟨C, X⟩ = {value}"


def feasible_certificate(statement: PsdBound, X: Exact) -> Certificate | None:
    """The accepted certificate of `psd-feasible` that X is one."""
    return accepted(certificate("psd-feasible", statement.document(), {"X": matrix_strings(X)}))


class Solutions:
    """The symmetric X that satisfy the equations, as X = L Y L^T with affine Y; at first a given X."""

    def __init__(self, statement: PsdBound, L: fmpq_mat | None = None, X: Exact | None = None) -> None:
        n = len(statement.C)
        self.L = _identity(n) if L is None else L
        self.C = self._moved(statement.C)
        self.places = [(i, j) for i in range(n) for j in range(i + 1)]
        equations = [[-b, *self._row(self._moved(A))] for A, b in zip(statement.A, statement.b, strict=True)]
        Q = affine_solutions(exact_rows(equations) if equations else fmpq_mat(0, len(self.places) + 1))
        self.matrices = [self._filled(row[1:]) for row in Q.tolist()] if Q is not None else []
        if X is not None:
            inverse = self.L.inv()
            self.matrices[0] = _exact(inverse * exact_rows(X) * inverse.transpose())

    def _moved(self, M: Exact) -> Exact:
        """L^T M L, whose product with Y is that of M with X."""
        return _exact(self.L.transpose() * exact_rows(M) * self.L)

    def _row(self, M: Exact) -> list[Fraction]:
        return [M[i][j] * (1 if i == j else 2) for i, j in self.places]

    def _filled(self, values: Sequence[fmpq]) -> Exact:
        lower = {place: as_fraction(x) for place, x in zip(self.places, values, strict=True)}
        n = self.L.nrows()
        return tuple(tuple(lower[max(i, j), min(i, j)] for j in range(n)) for i in range(n))

    def value(self, Y: Exact) -> Fraction:
        """<C, X>."""
        return sum(
            (a * b for row, other in zip(self.C, Y, strict=True) for a, b in zip(row, other, strict=True)),
            Fraction(0),
        )

    def below(self, target: Fraction | None, deadline: float) -> Exact | None:
        """A semidefinite X among them with <C, X> at most the target, if there is one."""
        if not self.matrices:
            return None
        start, *moves = self.matrices
        if target is not None:
            distance = target - self.value(start)
            unit = abs(distance) or Fraction(1)
            start = beside(start, distance / unit)
            moves = [beside(move, -self.value(move) / unit) for move in moves]
        weights = rational_point(start, moves, deadline)
        if weights is None:
            return None
        Y = exact_rows(self.matrices[0])
        for weight, move in zip(weights, self.matrices[1:], strict=True):
            Y += exact_rows(move) * fmpq(weight.numerator, weight.denominator)
        return _exact(self.L * Y * self.L.transpose())


def beside(M: Exact, corner: Fraction) -> Exact:
    """The block diagonal matrix of M and a number."""
    zero = Fraction(0)
    return (*((*row, zero) for row in M), (*(zero for _ in M), corner))


def accepted(found: Certificate) -> Certificate | None:
    """The certificate, if the kernel accepts it."""
    try:
        return found if found.check().accepted else None
    except ValueError:  # too large to be written
        return None


def _exact(M: fmpq_mat) -> Exact:
    return tuple(tuple(as_fraction(x) for x in row) for row in M.tolist())


def _identity(n: int) -> fmpq_mat:
    return fmpq_mat(n, n, [int(i == j) for i in range(n) for j in range(n)])


def shows(statement: PsdBound, outcome: Outcome) -> bool:
    """Whether the witness and the words are the X of a certificate and its value."""
    told = (dict(outcome.witness), outcome.how)
    return not outcome.witness or any(told == feasible_point(statement, one) for one in outcome.certificates)
