"""The asymmetric class at balanced points: U V^T against M* on R^{n1 x n2}, with a balancing term.

g([U; V]) = 2 ||A(U V^T) - b||^2 + (mu/2) ||U^T U - V^T V||^2 without noise, H = A^T A in the band on
R^{n1 x n2}. With mu > 0 every critical point is balanced, U^T U = V^T V; then S = H(E), E = U V^T - M*, has
S V = 0 and S^T U = 0, and the Hessian of g over 4 is, at D = [P; Q],

    <H(T_D), T_D> + 2 <S, P Q^T> + (mu/4) ||B_D||^2,    T_D = P V^T + U Q^T,
                                                        B_D = P^T U + U^T P - Q^T V - V^T Q:

J D = T_D, Q(S)[D] = 2 <S, P Q^T>, R[D] = (mu/4) ||B_D||^2, no noise and no tolerances. For D = [U A; -V A^T],
A skew, T_D = 0 and B_D = 0, and the form has no cross terms with these: they are left out.
"""

import numpy as np

from certify.common.errors import InputError
from certify.recovery.geometry import Floats
from certify.recovery.objectives import GramOperator, Operator
from certify.recovery.problems.kind import Kind
from certify.recovery.problems.problem import Apply, Rules, WrittenOut, identity_directions

SMALLEST_SINGULAR_RATIO = 1e-9
BALANCED = 1e-9


class AsymmetricProblem:
    """U (n1, r), V (n2, r) with U^T U = V^T V of full rank against M* (n1, n2), scaled to ||E|| = 1.

    Of degree 0 under (U, V, M*) -> (tU, tV, t^2 M*). Source: the objective of Theorem 1.6 (Zhang), whose mu
    is 1.

    Raises:
        InputError: shapes that do not fit, entries that are not finite, mu <= 0, U V^T = M*, a point that is
            not balanced (no critical point, for any H), or U without full column rank (delta* = 1 there).
    """

    kind: str = Kind.ASYMMETRIC
    rules: Rules | None = None  # the kernel has none for this class

    def __init__(self, U: object, V: object, M_star: object, mu: float = 1.0) -> None:
        left, right, truth = _matrix(U, "U"), _matrix(V, "V"), _matrix(M_star, "M_star")
        if right.shape[1] != left.shape[1] or truth.shape != (len(left), len(right)):
            problem = f"U {left.shape}, V {right.shape} and M* {truth.shape} do not fit"
            raise InputError("M_star", problem, "give U (n1, r), V (n2, r) and M* (n1, n2)")
        if not mu > 0.0:
            raise InputError("mu", f"{mu!r} is not positive", "give the weight of the balancing term")
        size = float(np.linalg.norm(left @ right.T - truth))
        if size <= SMALLEST_SINGULAR_RATIO * (np.linalg.norm(left) ** 2 + np.linalg.norm(right) ** 2):
            raise InputError("U", "U V^T is M* up to rounding", "move the point away from the truth")
        imbalance = np.linalg.norm(left.T @ left - right.T @ right)
        if imbalance > BALANCED * np.linalg.norm(left) ** 2:
            raise InputError(
                "U", "U^T U differs from V^T V", "give a balanced point: others are not critical"
            )
        r, s = left.shape[1], np.linalg.svd(left, compute_uv=False)
        if len(left) < r or len(right) < r or not s[-1] > SMALLEST_SINGULAR_RATIO * s[0]:
            raise InputError("U", "has no full column rank", "delta* is 1 there")
        self.root, self.mu = size**0.5, mu
        self.U, self.V = left / self.root, right / self.root
        self.error = self.U @ self.V.T - truth / size
        self.n1, self.n2, self.r = len(left), len(right), r

    @property
    def direction_shape(self) -> tuple[int, int]:
        return self.n1 + self.n2, self.r

    def coordinates(self, M: Floats) -> Floats:
        return M.reshape(*M.shape[:-2], self.n1 * self.n2)

    def from_coordinates(self, v: Floats) -> Floats:
        return v.reshape(self.n1, self.n2)

    def lift(self, D: Floats) -> Floats:
        tangents: Floats = D[:, : self.n1] @ self.V.T + self.U @ D[:, self.n1 :].swapaxes(1, 2)
        return tangents

    def bend(self, D: Floats) -> Floats:
        bent: Floats = 2.0 * np.einsum("par,pbr->ab", D[:, : self.n1], D[:, self.n1 :])
        return bent

    def imbalances(self, D: Floats) -> Floats:
        """B_D (p, r, r)."""
        half = self.U.T @ D[:, : self.n1] - self.V.T @ D[:, self.n1 :]
        imbalances: Floats = half + half.swapaxes(1, 2)
        return imbalances

    def constant_curvature(self, D: Floats) -> float:
        return 0.25 * self.mu * float(np.sum(self.imbalances(D) ** 2))

    def first_order_excess(self, S: Floats) -> float:
        return float(np.hypot(np.linalg.norm(S @ self.V), np.linalg.norm(S.T @ self.U)))

    def first_order_price(self, D0: Floats) -> float:  # noqa: ARG002 - the condition is exact
        return 0.0

    def noise_excess(self, G: Floats) -> float:
        return float(np.linalg.norm(G))

    def noise_support(self, M: Floats) -> float:  # noqa: ARG002 - there is no noise
        return 0.0

    def smallest_curvature(self, S: Floats, H: Operator) -> float:
        basis = identity_directions(self)
        mixed = np.einsum("par,ab,qbr->pq", basis[:, : self.n1], S, basis[:, self.n1 :])
        B = self.imbalances(basis).reshape(len(basis), -1)
        form = mixed + mixed.T + 0.25 * self.mu * B @ B.T
        form += H.pull_back(H.coordinates(self.lift(basis)).T)
        return float(np.linalg.eigvalsh(form)[0])

    def largest_operator(self, w: Floats, delta: float) -> Operator:
        # Columns are stacked in the coordinates of operators on rectangular matrices.
        column, inner = w.T.ravel(), float(np.vdot(self.error, w))
        H = (1.0 + delta) * np.eye(column.size)
        return GramOperator(H - np.outer(column, column) / inner if column.any() else H, w.shape)

    def slopes(self, S: Floats, H: Apply, M: Floats, D0: Floats, D: Floats) -> tuple[Floats, Floats, Floats]:
        """-dL/dU, -dL/dV, -dL/dM*, for L = <M, H(E)> + sum <H(T_i), T_i> + (mu/4) sum ||B_i||^2.

        U and V move freely in them; only the part along balanced points means anything.
        """
        HM = H(M)
        along_U = HM @ self.V + S @ D0[self.n1 :]
        along_V = HM.T @ self.U + S.T @ D0[: self.n1]
        for d, B in zip(D, self.imbalances(D), strict=True):
            pulled = H(self.lift(d[None])[0])
            along_U += 2.0 * pulled @ d[self.n1 :] + self.mu * d[: self.n1] @ B
            along_V += 2.0 * pulled.T @ d[: self.n1] - self.mu * d[self.n1 :] @ B
        return -along_U / self.root, -along_V / self.root, HM / self.root**2

    def restore_matrix(self, M: Floats) -> Floats:
        restored: Floats = self.root**2 * M
        return restored

    def restore_direction(self, D: Floats) -> Floats:
        restored: Floats = self.root * D
        return restored

    def written_out(self) -> WrittenOut:
        """S = N1 T N2^T for orthonormal bases N1, N2 across U and V."""
        N1, N2, C = _complement(self.U), _complement(self.V), self._directions()
        columns = C.T.reshape(-1, self.n1 + self.n2, self.r)
        P, Q = columns[:, : self.n1], columns[:, self.n1 :]
        J = self.lift(columns).reshape(len(columns), -1).T
        B = self.imbalances(columns).reshape(len(columns), -1).T
        size, k = N1.shape[1] * N2.shape[1], C.shape[1]
        # 2 <S, P Q^T>, symmetrised: N1^T P and N2^T Q are all that S sees.
        mixed = np.einsum("par,qbr->abpq", N1.T @ P, N2.T @ Q).reshape(size, k, k)
        return WrittenOut(
            directions=C,
            lift=J,
            constant=0.25 * self.mu * B.T @ B,
            critical=np.einsum("ia,jb->ijab", N1, N2).reshape(self.error.size, size),
            forms=mixed + mixed.swapaxes(1, 2),
            residual=lambda y: N1 @ y.reshape(N1.shape[1], N2.shape[1]) @ N2.T,
        )

    def _directions(self) -> Floats:
        """An orthonormal basis, as columns, of the complement of {[U A; -V A^T] : A skew}."""
        gauge = []
        for a in range(self.r):
            for b in range(a + 1, self.r):
                A = np.zeros((self.r, self.r))
                A[a, b], A[b, a] = 1.0, -1.0
                gauge.append(np.vstack([self.U @ A, -self.V @ A.T]).ravel())
        size = (self.n1 + self.n2) * self.r
        return _complement(np.array(gauge).reshape(-1, size).T) if gauge else np.eye(size)


def _matrix(value: object, field: str) -> Floats:
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        array = np.empty(0)
    if array.ndim != 2 or 0 in array.shape or not np.isfinite(array).all():
        raise InputError(field, "is not a matrix of finite numbers", "give rows of finite numbers")
    return array


def _complement(A: Floats) -> Floats:
    """Orthonormal columns across the columns of A."""
    Q = np.linalg.qr(A, mode="complete").Q
    rank = int(np.linalg.matrix_rank(A))
    complement: Floats = Q[:, rank:]
    return complement
