"""From n dimensions to d = rank [X, Z], and back (Lemmas 2.3 and 2.4, Zhang).

The reduced frame rotates the rows into a basis P of the span of [X, Z] whose first rank X vectors are left
singular vectors of X, rotates the columns of X into its right singular vectors, and scales to ||E|| = 1.
There X = [diag(s), 0; 0, 0]. Solvers see only this frame; exact questions (the rank of X) are asked of the
rationals, and where double precision would lose the answer the rotation is done in extended precision.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import mpmath
import numpy as np

from certify.common.errors import InputError
from certify.recovery.geometry import Floats, error_matrix, symmetric_part

if TYPE_CHECKING:
    from certify.common.exact import Exact
    from certify.recovery.instance.instance import Instance

# Below these ratios double precision no longer carries eight digits of the answer.
SMALLEST_SINGULAR_RATIO = 1e-7
SMALLEST_ERROR_RATIO = 1e-6
SMALLEST_SINGULAR_VALUE = 1e-155
LARGEST_PRECISE_SIZE = 4000


@dataclass(frozen=True)
class Reduced:
    """An instance in its reduced frame, with the way back.

    Attributes:
        basis: P (n, d), orthonormal; the first `rank` columns span the range of X.
        right: V (r, r), orthogonal; P^T X V = root_scale [diag(singular_values), 0; 0, 0].
        singular_values: s (rank,), in the scaled frame; those below 1e-155 count as 0, and not into rank.
        Z: P^T Z / root_scale, (d, r*).
        E: P^T E P / ||E||, (d, d), of Frobenius norm 1.
        root_scale: sqrt(||E||); X and directions scale with it, S and G with its square.
        eps0, eps1, eps2: tolerances in the scaled frame, cut where nothing changes any more (`_effective`).
    """

    basis: Floats
    right: Floats
    singular_values: Floats
    Z: Floats
    E: Floats
    root_scale: float
    eps0: float
    eps1: float
    eps2: float

    @property
    def d(self) -> int:
        """Dimension of the span of the columns of X and Z."""
        return int(self.basis.shape[1])

    @property
    def r(self) -> int:
        """Columns of X."""
        return int(self.right.shape[0])

    @property
    def rank(self) -> int:
        """rank X."""
        return len(self.singular_values)

    @property
    def full_rank(self) -> bool:
        """Whether X has full column rank."""
        return self.rank == self.r

    @property
    def core(self) -> Floats:
        """[diag(s); 0], (d, rank): X without the columns that vanish in this frame."""
        X = np.zeros((self.d, self.rank))
        np.fill_diagonal(X, self.singular_values)
        return X

    @property
    def column_scales(self) -> Floats:
        """max(s_j, 1) (rank,): directions are measured as ||D diag(.)||, the local norm where X is large."""
        return np.maximum(self.singular_values, 1.0)

    @property
    def X(self) -> Floats:
        """[diag(s), 0; 0, 0], (d, r): X in this frame."""
        return np.hstack([self.core, np.zeros((self.d, self.r - self.rank))])

    @property
    def normal_block(self) -> Floats:
        """F = Z_perp Z_perp^T in the scaled frame, (d - rank, d - rank)."""
        return -self.E[self.rank :, self.rank :]

    def restore_matrix(self, M: Floats) -> Floats:
        """A symmetric matrix of the frame (d, d) as one of the instance (n, n), at the scale of E."""
        return (self.basis @ (M * self.root_scale) @ self.basis.T) * self.root_scale

    def restore_direction(self, D: Floats) -> Floats:
        """A direction of the frame (d, r) as one of the instance (n, r), at the scale of X.

        Raises InputError where it is too large to be written in floats.
        """
        with np.errstate(over="ignore", invalid="ignore"):
            restored: Floats = (self.basis @ D @ self.right.T) * self.root_scale
        if not np.isfinite(restored).all():
            problem = "is so small beside Z that escape directions leave the range of floats"
            raise InputError("X", problem, "scale X and Z closer together")
        return restored

    def reduce_direction(self, D: Floats) -> Floats:
        """A direction of the instance (n, r) in the frame (d, r); inverse of `restore_direction`."""
        return self.basis.T @ (D / self.root_scale) @ self.right


def reduce_to_span(instance: Instance) -> Reduced:
    """The reduced frame of an instance. Raises InputError where no affordable precision can compute it."""
    magnitude = float(max(np.abs(instance.X).max(), np.abs(instance.Z).max()))
    unit = 2.0 ** np.floor(np.log2(magnitude)) if magnitude > 0 else 1.0
    X, Z = instance.X / unit, instance.Z / unit
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    rank = int(np.sum(s > s[0] * SMALLEST_SINGULAR_RATIO)) if s[0] > 0 else 0
    certain = rank == instance.r or rank == _exact_rank(instance.X_exact)
    if not certain or (rank == 0 and np.any(instance.X)):
        return _reduce_precisely(instance)
    range_X = U[:, :rank]
    Z_perp = Z - range_X @ (range_X.T @ Z)
    Z_perp -= range_X @ (range_X.T @ Z_perp)
    normal, z, _ = np.linalg.svd(Z_perp, full_matrices=False)
    basis = np.hstack([range_X, normal[:, z > 1e-14 * max(z[0], np.linalg.norm(Z))]])
    core = np.zeros((basis.shape[1], rank))
    np.fill_diagonal(core, s)
    rotated_Z = basis.T @ Z
    E = error_matrix(core, rotated_Z)
    size = float(np.linalg.norm(E))
    if size < SMALLEST_ERROR_RATIO * (np.linalg.norm(X) ** 2 + np.linalg.norm(Z) ** 2):
        return _reduce_precisely(instance)
    return _scaled_frame(
        instance,
        basis,
        Vt[:rank],
        s[:rank] / size**0.5,
        rotated_Z / size**0.5,
        E / size,
        float(unit * size**0.5),
    )


def _scaled_frame(
    instance: Instance,
    basis: Floats,
    rows_of_V: Floats,
    s: Floats,
    Z: Floats,
    E: Floats,
    root_scale: float,
) -> Reduced:
    # What squares to zero beside ||E|| is zero for every purpose: its vector joins the normal ones.
    rank, r = int(np.sum(s > SMALLEST_SINGULAR_VALUE)), instance.r
    s, rows_of_V = s[:rank], rows_of_V[:rank]
    right = np.eye(r)
    if rank:
        right = np.linalg.qr(rows_of_V.T, mode="complete")[0]
        right[:, :rank] = rows_of_V.T
    eps0, eps1, eps2 = _effective(instance, root_scale, len(E), s, rank == r)
    return Reduced(basis, right, s, Z, symmetric_part(E), root_scale, eps0, eps1, eps2)


def _effective(
    instance: Instance, root_scale: float, d: int, s: Floats, full_rank: bool
) -> tuple[float, float, float]:
    """Tolerances in the scaled frame, cut to the largest value that still matters for delta* <= 1.

    With ||E|| = 1: from eps0 = 1 on, G = -E makes delta* = 0. A counterexample has
    ||S|| <= (1 + delta) + eps0 sqrt(d), so the first-order condition is void beyond twice that, and the
    second-order one once eps2 lambda_min(X^T X) >= 2 ||S|| (where X has full rank).
    """
    eps0 = min(instance.eps0 / root_scale / root_scale, 2.0)
    largest_S = 2.0 + eps0 * d**0.5
    eps1 = min(instance.eps1 / root_scale / root_scale, 2.5 * largest_S)
    eps2 = instance.eps2
    if full_rank and s[-1] > 1e-100:
        eps2 = min(eps2, 2.5 * largest_S / s[-1] / s[-1])
    return eps0, eps1, eps2


def _exact_rank(matrix: Exact) -> int:
    from flint import fmpq, fmpq_mat

    entries = [[fmpq(x.numerator, x.denominator) for x in row] for row in matrix]
    rank: int = fmpq_mat(entries).rank()
    return rank


def _side_by_side(instance: Instance) -> Exact:
    return tuple(x + z for x, z in zip(instance.X_exact, instance.Z_exact, strict=True))


def _reduce_precisely(instance: Instance) -> Reduced:
    """The reduced frame in extended precision, from the exact entries."""
    n, r, r_star = instance.n, instance.r, instance.r_star
    if n * max(r, r_star) > LARGEST_PRECISE_SIZE:
        problem = "is too ill-conditioned beside Z for double precision, and too large for more"
        raise InputError("X", problem, f"reduce n·r below {LARGEST_PRECISE_SIZE} or move X away from Z Z^T")
    rank = _exact_rank(instance.X_exact)
    digits = 60
    while digits < 4000:
        with mpmath.workdps(digits):
            frame = _precise_frame(instance, rank, digits)
        if frame is not None:
            return frame
        digits *= 2
    raise InputError("X", "its singular values span more than 1e1000", "rescale the columns of X")


def _precise_frame(instance: Instance, rank: int, digits: int) -> Reduced | None:
    """One attempt at a working precision; None when the precision does not carry it."""
    X, Z = _mp_matrix(instance.X_exact), _mp_matrix(instance.Z_exact)
    tiny = mpmath.mpf(10) ** (-digits // 3)
    values, V = _gram_eigenvectors(X)
    if rank and values[rank - 1] < tiny * values[0]:
        return None
    columns = [X * V[:, j] / mpmath.sqrt(values[j]) for j in range(rank)]
    size_Z = sum(x * x for x in Z)
    for column in columns:
        Z = Z - column * (column.T * Z)
    z_values, W = _gram_eigenvectors(Z)
    # What is left of Z where its range lies in that of X is rounding: only the exact rank tells.
    normal = _exact_rank(_side_by_side(instance)) - rank
    if normal and z_values[0] < tiny**2 * size_Z:
        return None
    for j, value in enumerate(z_values[:normal]):
        if value > tiny * z_values[0]:
            columns.append(Z * W[:, j] / mpmath.sqrt(value))
    P = mpmath.matrix(instance.n, len(columns))
    for j, column in enumerate(columns):
        P[:, j] = column
    core, rotated_Z = P.T * X, P.T * _mp_matrix(instance.Z_exact)
    E = core * core.T - rotated_Z * rotated_Z.T
    size = mpmath.sqrt(sum(x * x for x in E))
    magnitude = sum(x * x for x in X) + sum(x * x for x in rotated_Z)
    if size < tiny * magnitude:
        return None
    root = mpmath.sqrt(size)
    s = np.array([float(mpmath.sqrt(values[j]) / root) for j in range(rank)])
    rows_of_V = np.array([[float(x) for x in V[:, j]] for j in range(rank)]).reshape(rank, instance.r)
    return _scaled_frame(
        instance, _floats(P), rows_of_V, s, _floats(rotated_Z / root), _floats(E / size), float(root)
    )


def _gram_eigenvectors(M: Any) -> tuple[list[Any], Any]:
    """Eigenvalues of M^T M in falling order, with eigenvectors as columns."""
    values, vectors = mpmath.eigsy(M.T * M)
    order = sorted(range(len(values)), key=lambda j: -values[j])
    ordered = mpmath.matrix(vectors.rows, vectors.cols)
    for position, j in enumerate(order):
        ordered[:, position] = vectors[:, j]
    return [values[j] for j in order], ordered


def _mp_matrix(matrix: Exact) -> Any:
    def convert(x: Fraction) -> Any:
        return mpmath.mpf(x.numerator) / x.denominator

    return mpmath.matrix([[convert(x) for x in row] for row in matrix])


def _floats(M: Any) -> Floats:
    return np.array([[float(x) for x in M[i, :]] for i in range(M.rows)]).reshape(M.rows, M.cols)
