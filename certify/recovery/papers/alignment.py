"""Alignment of two pairs of factors by an invertible matrix, and by an orthogonal one.

    dist(Z, Z*)^2 = inf over P in GL(r) of g(P) = |X P - X*|^2 + |Y P^{-T} - Y*|^2

for Z = [X; Y], Z* = [X*; Y*] (Ma, Li and Chi, "Beyond Procrustes", Section 2). The orthogonal Procrustes
distance allows P in O(r) only. Floating point: what is exact about alignment is in `alignment_exact`.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from certify.common.errors import InputError
from certify.recovery.geometry import Floats
from certify.recovery.objectives.inputs import integer, real_array

_TOLERANCE = 1e-12  # of the gradient, relative to the data
_SAME = 1e-6  # two minimisers closer than this, relatively, are one
_DEGENERATE = 1e7  # a condition number of P from which on it has left GL(r)
_LONGEST = 0.8  # of a Newton step H in the moving frame P (I + H): I + H stays invertible
_STEPS = 100


@dataclass(frozen=True)
class Minimizer:
    """Where the descent of g ended.

    Attributes:
        P: the matrix (r, r), the last one visited where it is no minimiser.
        value: g(P).
        residual: the Frobenius norm of the gradient in the moving frame, 2 (Xt^T Ex - Ey^T Yt).
        attained: P is a strict local minimiser up to rounding. Otherwise P degenerates while g decreases to
            an infimum that no invertible matrix attains, or the minimisers form a continuum.
    """

    P: Floats
    value: float
    residual: float
    attained: bool


class Alignment:
    """The function g of P in GL(r), for X, X* (n1, r) and Y, Y* (n2, r).

    Value and distances are unchanged under (X, Y) -> (X A, Y A^{-T}), P -> A^{-1} P for invertible A.
    Raises InputError where the shapes do not fit.
    """

    def __init__(self, X: Any, Y: Any, X_star: Any, Y_star: Any) -> None:
        self.X, self.Y = real_array("X", X, None, None), real_array("Y", Y, None, None)
        self.rank = self.X.shape[1]
        if self.Y.shape[1] != self.rank:
            raise InputError("Y", f"it has {self.Y.shape[1]} columns", f"give {self.rank}, as X has")
        if not self.rank:
            raise InputError("X", "it has no columns", "give at least one")
        self.X_star = real_array("X_star", X_star, *self.X.shape)
        self.Y_star = real_array("Y_star", Y_star, *self.Y.shape)
        self._size = float(sum(np.sum(M**2) for M in (self.X, self.Y, self.X_star, self.Y_star)))

    def aligned(self, P: Floats) -> tuple[Floats, Floats]:
        """X P and Y P^{-T}. Raises InputError where P is singular."""
        try:
            return self.X @ P, _solved(P, self.Y.T).T
        except np.linalg.LinAlgError:
            raise InputError("P", "it is singular", "give an invertible matrix") from None

    def errors(self, P: Floats) -> tuple[Floats, Floats]:
        """Ex = X P - X* and Ey = Y P^{-T} - Y*."""
        Xt, Yt = self.aligned(P)
        return Xt - self.X_star, Yt - self.Y_star

    def value(self, P: Floats) -> float:
        """g(P), for invertible P (r, r)."""
        Ex, Ey = self.errors(P)
        return float(np.sum(Ex**2) + np.sum(Ey**2))

    def stationarity(self, P: Floats) -> Floats:
        """Xt^T Ex - Ey^T Yt (r, r), which vanishes at every minimiser (Lemma 2)."""
        (Xt, Yt), (Ex, Ey) = self.aligned(P), self.errors(P)
        condition: Floats = Xt.T @ Ex - Ey.T @ Yt
        return condition

    def gradient(self, P: Floats) -> Floats:
        """The gradient of g at P (r, r): 2 P^{-T} (Xt^T Ex - Ey^T Yt)."""
        return 2.0 * _solved(P.T, self.stationarity(P))

    def hessian(self, P: Floats) -> Floats:
        """The Hessian (r^2, r^2) of H -> g(P (I + H)) at H = 0, H in row-major order:

        2 |Xt H|^2 + 2 |Yt H^T|^2 + 4 tr(Ey^T Yt H^T H^T).
        """
        (Xt, Yt), (_, Ey) = self.aligned(P), self.errors(P)
        eye, r = np.eye(self.rank), self.rank
        form = np.kron(Xt.T @ Xt, eye) + np.kron(eye, Yt.T @ Yt)
        twice = np.einsum("kl,ij->kjil", eye, Ey.T @ Yt).reshape(r * r, r * r)
        hessian: Floats = 2.0 * form + 2.0 * (twice + twice.T)
        return hessian

    def local_minimizers(self, *, starts: int = 24, seed: int = 0) -> list[Minimizer]:
        """The minimisers found from both factors alone, from rotations and from random starts, best first.

        Both components of GL(r) are searched, det P > 0 and det P < 0. There may be others: the list is
        complete for certain only for r = 1, in `alignment_exact.scalar_alignment`.

        Args:
            starts: random starts besides the natural ones, >= 0.
            seed: of the random starts.
        """
        count = integer("starts", starts, least=0)
        rng = np.random.default_rng(seed)
        found: list[Minimizer] = []
        for start in [*self._natural_starts(), *self._random_starts(count, rng)]:
            end = self.descend(start)
            if not any(_same(end, other) for other in found):
                found.append(end)
        return sorted(found, key=lambda minimizer: minimizer.value)

    def distance(self, *, starts: int = 24, seed: int = 0) -> float:
        """dist(Z, Z*), up to the search for minimisers, which may stay above it."""
        best = self.local_minimizers(starts=starts, seed=seed)[0]
        return float(np.sqrt(max(best.value, 0.0)))

    def descend(self, P: Floats) -> Minimizer:
        """Newton's method on GL(r) from P: steps P (I + H), eigenvalues of the Hessian by absolute value."""
        value, slope = self.value(P), self._slope(P)
        for _ in range(_STEPS):
            if np.linalg.norm(slope) <= _TOLERANCE * self._size or np.linalg.cond(P) > _DEGENERATE:
                break
            curvature, directions = np.linalg.eigh(self.hessian(P))
            damped = np.maximum(np.abs(curvature), 1e-14 * max(1.0, float(np.abs(curvature).max())))
            H = -(directions @ ((directions.T @ slope.ravel()) / damped)).reshape(P.shape)
            H *= min(1.0, _LONGEST / max(float(np.linalg.norm(H, 2)), 1e-300))
            moved = self._backtrack(P, H, value, float(np.vdot(slope, H)))
            if moved is None:
                break
            P, value = moved
            slope = self._slope(P)
        lowest = float(np.linalg.eigvalsh(self.hessian(P))[0])
        small = float(np.linalg.norm(slope)) <= 1e-8 * self._size
        inside = float(np.linalg.cond(P)) <= _DEGENERATE
        attained = small and inside and lowest > 1e-10 * self._size
        return Minimizer(P, value, float(np.linalg.norm(slope)), attained)

    def orthogonal(self) -> tuple[Floats, float]:
        """The best rotation R in O(r) and |Z R - Z*| (orthogonal Procrustes, by one SVD)."""
        left, _, right = np.linalg.svd(self.X.T @ self.X_star + self.Y.T @ self.Y_star)
        R: Floats = left @ right
        error = np.sum((self.X @ R - self.X_star) ** 2) + np.sum((self.Y @ R - self.Y_star) ** 2)
        return R, float(np.sqrt(error))

    def _slope(self, P: Floats) -> Floats:
        return 2.0 * self.stationarity(P)

    def _backtrack(self, P: Floats, H: Floats, value: float, slope: float) -> tuple[Floats, float] | None:
        """The first of P (I + H/2^k) that decreases g enough, and its value."""
        rounding = 1e-15 * (self._size + value)
        for _ in range(40):
            moved = P + P @ H
            new = self.value(moved)
            if new <= value + 1e-4 * slope + rounding:
                return moved, new
            H, slope = H / 2.0, slope / 2.0
        return None

    def _natural_starts(self) -> list[Floats]:
        """Each factor alone, the best rotation, and their mirror images with the other sign of det P."""
        R, _ = self.orthogonal()
        guesses = [R, np.linalg.pinv(self.X) @ self.X_star, np.eye(self.rank)]
        from_Y = np.linalg.pinv(self.Y) @ self.Y_star
        if np.linalg.cond(from_Y) < _DEGENERATE:
            guesses.append(_solved(from_Y, np.eye(self.rank)).T)
        mirror = np.eye(self.rank)
        mirror[0, 0] = -1.0
        invertible = [guess for guess in guesses if np.linalg.cond(guess) < _DEGENERATE]
        return [start for guess in invertible for start in (guess, guess @ mirror)]

    def _random_starts(self, count: int, rng: np.random.Generator) -> list[Floats]:
        return [
            np.exp(rng.normal()) * np.linalg.qr(rng.normal(size=(self.rank, self.rank)))[0]
            + 0.3 * rng.normal(size=(self.rank, self.rank))
            for _ in range(count)
        ]


def _solved(P: Floats, right: Floats) -> Floats:
    """P^{-1} right."""
    return np.asarray(np.linalg.solve(P, right), dtype=np.float64)


def _same(one: Minimizer, other: Minimizer) -> bool:
    """Whether two descents ended at one point; two that left GL(r) count as one where their values agree."""
    if one.attained != other.attained:
        return False
    if not one.attained:
        return abs(one.value - other.value) <= _SAME * (1.0 + abs(other.value))
    return float(np.linalg.norm(one.P - other.P)) <= _SAME * (1.0 + float(np.linalg.norm(other.P)))
