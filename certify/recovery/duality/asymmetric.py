"""(P) and (D) for the asymmetric class, in the rank-one form, at balanced points.

g([U; V]) = 2 ||A(U V^T) - b||^2 + (mu/2) ||U^T U - V^T V||^2 without noise, H = A^T A in the band on
R^{n1 x n2}. With mu > 0 every critical point is balanced, U^T U = V^T V; then S = H(E), E = U V^T - M*, has
S V = 0 and S^T U = 0, and the Hessian of g over 4 is, at D = [P; Q],

    <H(T_D), T_D> + 2 <S, P Q^T> + (mu/4) ||B_D||^2,    T_D = P V^T + U Q^T,
                                                        B_D = P^T U + U^T P - Q^T V - V^T Q.

As for the symmetric class the largest H with H(E) = S decides: w = (1+delta) E - S,

    minimise delta   s.t.   ||w||^2 <= 2 delta <E, w>,   [ the form with H = (1+delta) Id    J^T w  ]
                                                         [ (J^T w)^T                         <E, w> ]  >= 0,

J: D -> T_D. For D = [U A; -V A^T], A skew, T_D = 0 and B_D = 0, and the form has no cross terms with these:
they are removed. The directions D_i and D_0 of the dual prove, whatever they are, that delta* is at least
-(tr K + (mu/4) sum ||B_{D_i}||^2) / ||K||_*, K(A) = <M, A><E, A> + sum <T_{D_i}, A>^2,
M = T_{D_0} + 2 sum P_i Q_i^T.
"""

from dataclasses import dataclass

import numpy as np

from certify.common.errors import InputError
from certify.recovery.duality.conic import Block, rotated_cone, rotated_multiplier, solve
from certify.recovery.geometry import Floats, smat, svec

SMALLEST_SINGULAR_RATIO = 1e-9
BALANCED = 1e-9
KEPT = 1e-13


@dataclass(frozen=True)
class AsymmetricResult:
    """delta* of a balanced point in the asymmetric class.

    Attributes:
        primal: delta of (P); dual: the bound the directions prove, recomputed from them.
        S: H(E) (n1, n2) at the optimum, at the scale of E.
        D: directions (p, n1 + n2, r), the multiplier of the second-order inequality.
        slopes: d delta* / dU, dV, dM*, by the envelope theorem, for U, V moving freely; only their part
            along balanced points means anything.
    """

    primal: float
    dual: float
    S: Floats
    D: Floats
    slopes: tuple[Floats, Floats, Floats]

    @property
    def delta_star(self) -> float:
        """The smallest delta for which a counterexample exists, in [0, 1]."""
        return min(max(self.primal, 0.0), 1.0)

    @property
    def gap(self) -> float:
        """primal - dual."""
        return self.primal - self.dual


def asymmetric_delta_star(
    U: object, V: object, M_star: object, mu: float = 1.0, *, solver: str = "clarabel"
) -> AsymmetricResult:
    """delta* of U (n1, r), V (n2, r) with U^T U = V^T V of full rank, against M* (n1, n2).

    Of degree 0 under (U, V, M*) -> (tU, tV, t^2 M*). Source: the objective of Theorem 1.6 (Zhang), whose
    mu is 1; the rank-one reduction is beyond it.

    Raises:
        InputError: shapes that do not fit, entries that are not finite, mu <= 0, U V^T = M*, a point that is
            not balanced (no critical point, for any H), or U without full column rank (delta* = 1 there).
        SolverError: the solver failed.
    """
    frame = _Frame(_matrix(U, "U"), _matrix(V, "V"), _matrix(M_star, "M_star"), mu)
    point = solve(frame.objective, frame.blocks(), solver)
    return frame.result(point.x, point.z)


def _matrix(value: object, field: str) -> Floats:
    try:
        array = np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        array = np.empty(0)
    if array.ndim != 2 or 0 in array.shape or not np.isfinite(array).all():
        raise InputError(field, "is not a matrix of finite numbers", "give rows of finite numbers")
    return array


class _Frame:
    """The point scaled to ||E|| = 1; S = N1 T N2^T for orthonormal bases N1, N2 across U and V."""

    def __init__(self, U: Floats, V: Floats, M_star: Floats, mu: float) -> None:
        if V.shape[1] != U.shape[1] or M_star.shape != (len(U), len(V)):
            problem = f"U {U.shape}, V {V.shape} and M* {M_star.shape} do not fit"
            raise InputError("M_star", problem, "give U (n1, r), V (n2, r) and M* (n1, n2)")
        if not mu > 0.0:
            raise InputError("mu", f"{mu!r} is not positive", "give the weight of the balancing term")
        size = float(np.linalg.norm(U @ V.T - M_star))
        if size <= SMALLEST_SINGULAR_RATIO * (np.linalg.norm(U) ** 2 + np.linalg.norm(V) ** 2):
            raise InputError("U", "U V^T is M* up to rounding", "move the point away from the truth")
        imbalance = np.linalg.norm(U.T @ U - V.T @ V)
        if imbalance > BALANCED * np.linalg.norm(U) ** 2:
            raise InputError(
                "U", "U^T U differs from V^T V", "give a balanced point: others are not critical"
            )
        s = np.linalg.svd(U, compute_uv=False)
        if len(U) < U.shape[1] or len(V) < U.shape[1] or not s[-1] > SMALLEST_SINGULAR_RATIO * s[0]:
            raise InputError("U", "has no full column rank", "delta* is 1 there")
        self.root, self.mu = size**0.5, mu
        self.U, self.V = U / self.root, V / self.root
        self.E = self.U @ self.V.T - M_star / size
        self.n1, self.n2, self.r = len(U), len(V), U.shape[1]
        self.N1, self.N2 = _complement(self.U), _complement(self.V)
        self.T_size = self.N1.shape[1] * self.N2.shape[1]
        self.objective = np.zeros(1 + self.T_size)
        self.objective[0] = 1.0
        self.C = self._directions()
        columns = self.C.T.reshape(-1, self.n1 + self.n2, self.r)
        self.P, self.Q = columns[:, : self.n1], columns[:, self.n1 :]
        self.J = self.tangents(columns).reshape(len(columns), -1).T
        self.B = self.imbalances(columns).reshape(len(columns), -1).T

    def tangents(self, D: Floats) -> Floats:
        """T_D (p, n1, n2) of directions (p, n1 + n2, r)."""
        tangents: Floats = D[:, : self.n1] @ self.V.T + self.U @ D[:, self.n1 :].swapaxes(1, 2)
        return tangents

    def imbalances(self, D: Floats) -> Floats:
        """B_D (p, r, r)."""
        half = self.U.T @ D[:, : self.n1] - self.V.T @ D[:, self.n1 :]
        imbalances: Floats = half + half.swapaxes(1, 2)
        return imbalances

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

    def blocks(self) -> list[Block]:
        """The cones on x = (delta, T), T row by row."""
        e = self.E.ravel()
        S_slope = np.einsum("ia,jb->ijab", self.N1, self.N2).reshape(len(e), self.T_size)
        w_slope = np.hstack([e[:, None], -S_slope])
        first = np.zeros((1, 1 + self.T_size))
        first[0, 0] = 1.0
        band = rotated_cone(np.vstack([first, e @ w_slope, w_slope]), np.concatenate([[0.0, e @ e], e]))
        p = self.C.shape[1]
        slices = np.zeros((2 + self.T_size, p + 1, p + 1))
        gram = self.J.T @ self.J
        slices[0, :p, :p] = gram + 0.25 * self.mu * self.B.T @ self.B
        slices[1, :p, :p] = gram
        # 2 <S, P Q^T>, symmetrised: N1^T P and N2^T Q are all that S sees.
        left, right = self.N1.T @ self.P, self.N2.T @ self.Q
        mixed = np.einsum("par,qbr->abpq", left, right).reshape(self.T_size, p, p)
        slices[2:, :p, :p] = mixed + mixed.swapaxes(1, 2)
        for v, vector in enumerate([e, *w_slope.T]):
            slices[v, :p, p] = slices[v, p, :p] = self.J.T @ vector
            slices[v, p, p] = e @ vector
        rows = svec(slices)
        return [band, Block("psd", rows[1:].T, rows[0])]

    def result(self, x: Floats, z: list[Floats]) -> AsymmetricResult:
        """Everything recomputed from the solver's point and multipliers."""
        p, delta = self.C.shape[1], float(x[0])
        T = x[1:].reshape(self.N1.shape[1], self.N2.shape[1])
        S = self.N1 @ T @ self.N2.T
        bordered = smat(z[1])
        _, on_inner, on_w = np.split(rotated_multiplier(z[0]), [1, 2])
        values, vectors = np.linalg.eigh(bordered[:p, :p])
        kept = values > KEPT * max(values[-1], 0.0)
        D = (self.C @ (vectors[:, kept] * np.sqrt(values[kept]))).T.reshape(-1, self.n1 + self.n2, self.r)
        e = self.E.ravel()
        M = ((on_inner + bordered[p, p]) * e + on_w + 2.0 * self.J @ bordered[:p, p]).reshape(self.E.shape)
        second = 2.0 * np.einsum("par,pbr->ab", D[:, : self.n1], D[:, self.n1 :])
        D0 = self._tangent_direction(M - second)
        M = self.tangents(D0[None])[0] + second
        bound, size = self._bound(M, D)
        D, D0, M = D / size**0.5, D0 / size, M / size
        slopes = self._slopes(delta, S, M, D0, D)
        return AsymmetricResult(delta, max(bound, 0.0), self.root**2 * S, self.root * D, slopes)

    def _tangent_direction(self, tau: Floats) -> Floats:
        """The D_0 whose T is the tangent part of tau, by least squares."""
        coefficients = np.linalg.lstsq(self.J, tau.ravel(), rcond=None)[0]
        return (self.C @ coefficients).reshape(self.n1 + self.n2, self.r)

    def _bound(self, M: Floats, D: Floats) -> tuple[float, float]:
        """The lower bound on delta* that M and D prove, and ||K||_*."""
        e, m, t = self.E.ravel(), M.ravel(), self.tangents(D).reshape(len(D), -1)
        eigenvalues = np.linalg.eigvalsh(0.5 * (np.outer(e, m) + np.outer(m, e)) + t.T @ t)
        size = float(np.abs(eigenvalues).sum())
        if not size:
            return 0.0, 1.0
        cost = float(eigenvalues.sum()) + 0.25 * self.mu * float(np.sum(self.imbalances(D) ** 2))
        return -cost / size, size

    def _slopes(
        self, delta: float, S: Floats, M: Floats, D0: Floats, D: Floats
    ) -> tuple[Floats, Floats, Floats]:
        """-dL/dU, -dL/dV, -dL/dM*, for L = <M, H(E)> + sum <H(T_i), T_i> + (mu/4) sum ||B_i||^2."""
        w = (1.0 + delta) * self.E - S
        inner = float(np.vdot(self.E, w))

        def H(A: Floats) -> Floats:
            image: Floats = (1.0 + delta) * A - (float(np.vdot(w, A)) / inner) * w if inner > 0.0 else A
            return image

        HM = H(M)
        along_U = HM @ self.V + S @ D0[self.n1 :]
        along_V = HM.T @ self.U + S.T @ D0[: self.n1]
        for d, B in zip(D, self.imbalances(D), strict=True):
            pulled = H(self.tangents(d[None])[0])
            along_U += 2.0 * pulled @ d[self.n1 :] + self.mu * d[: self.n1] @ B
            along_V += 2.0 * pulled.T @ d[: self.n1] - self.mu * d[self.n1 :] @ B
        return -along_U / self.root, -along_V / self.root, HM / self.root**2


def _complement(A: Floats) -> Floats:
    """Orthonormal columns across the columns of A."""
    Q = np.linalg.qr(A, mode="complete").Q
    rank = int(np.linalg.matrix_rank(A))
    complement: Floats = Q[:, rank:]
    return complement
