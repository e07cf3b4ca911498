"""G(W) = f(U V^T) + (mu/4) ||U^T U - V^T V||^2, balanced factorization: derivatives, critical points.

After Zhu, Li, Tang, Wakin, *The global optimization geometry of low-rank matrix optimization*; g is G for
f(X) = ||X - X*||^2 / 2. Points are W = [U; V] of shape (n + m, r), W^ = [U; -V], and the optimal factor of
X* = Phi diag(sigma) Psi^T is W* = [Phi; Psi] diag(sigma)^(1/2).
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from certify.common.errors import InputError
from certify.recovery.geometry import Floats
from certify.recovery.objectives.inputs import integer, real_array, real_number

# A comparison between floats is a tie where the two sides agree to this share of the larger one.
TIE = 1e-12


class Loss(Protocol):
    """A twice differentiable f on R^{n x m}; `shape` is (n, m)."""

    shape: tuple[int, int]

    def value(self, X: Floats) -> float:
        """f(X)."""

    def gradient(self, X: Floats) -> Floats:
        """grad f(X), of the shape of X."""

    def hessian_action(self, X: Floats, D: Floats) -> Floats:
        """hess f(X)[D], of the shape of X."""


class EntrywiseLoss:
    """f(X) = sum_ij w_ij (t^2/2 + s (1 - cos t)) at t = X_ij - X*_ij: convex, critical and least at X*.

    w = 1, s = 0 is that of g, s = 0 weighted PCA ((20) of the paper, w_ij = Omega_ij^2); s > 0 is not
    quadratic. Every second derivative lies in [a, b] = `curvature`, so that f is (2r, 4r)-restricted strongly
    convex and smooth (Assumption 2) with these constants, for every r.

    Args:
        X_star: (n, m).
        weights: w > 0 of that shape; ones by default.
        ripple: 0 <= s < 1.

    Raises InputError naming what does not fit.
    """

    def __init__(self, X_star: Any, weights: Any = None, ripple: float = 0.0) -> None:
        self.X_star = real_array("X_star", X_star, None, None)
        self.shape: tuple[int, int] = (self.X_star.shape[0], self.X_star.shape[1])
        self.weights = np.ones(self.shape) if weights is None else real_array("weights", weights, *self.shape)
        if not (self.weights > 0).all():
            raise InputError("weights", "one is not positive", "give weights > 0")
        self.ripple = real_number("ripple", ripple, least=0.0)
        if self.ripple >= 1.0:
            raise InputError("ripple", f"it is {self.ripple:g}", "give a number below 1")

    @property
    def curvature(self) -> tuple[float, float]:
        """a and b with a ||D||^2 <= <hess f(X)[D], D> <= b ||D||^2 for all X and D."""
        low, high = float(self.weights.min()), float(self.weights.max())
        return low * (1.0 - self.ripple), high * (1.0 + self.ripple)

    def value(self, X: Floats) -> float:
        t = X - self.X_star
        return float(np.sum(self.weights * (0.5 * t**2 + self.ripple * (1.0 - np.cos(t)))))

    def gradient(self, X: Floats) -> Floats:
        t = X - self.X_star
        return self.weights * (t + self.ripple * np.sin(t))

    def hessian_action(self, X: Floats, D: Floats) -> Floats:
        return self.weights * (1.0 + self.ripple * np.cos(X - self.X_star)) * D


class BalancedObjective:
    """G([U; V]) = f(U V^T) + (mu/4) ||U^T U - V^T V||^2 ((9) of the paper) on W of shape (n + m, r), any r.

    G(W R) = G(W) for orthogonal R. For g, value, gradient and Hessian scale as 4, 3 and 2 under
    (W, X*) -> (tW, t^2 X*). Raises InputError for mu < 0, or a W of other than n + m rows.
    """

    def __init__(self, loss: Loss, mu: float = 0.5) -> None:
        self.loss = loss
        self.mu = real_number("mu", mu, least=0.0)
        self._signs = np.repeat([1.0, -1.0], loss.shape)[:, None]

    def split(self, W: Any) -> tuple[Floats, Floats]:
        """U (n, r) and V (m, r) of W = [U; V]."""
        W = real_array("W", W, sum(self.loss.shape), None)
        return W[: self.loss.shape[0]], W[self.loss.shape[0] :]

    def value(self, W: Floats) -> float:
        """G(W)."""
        U, V = self.split(W)
        return self.loss.value(U @ V.T) + 0.25 * self.mu * float(np.sum((U.T @ U - V.T @ V) ** 2))

    def gradient(self, W: Floats) -> Floats:
        """[F V; F^T U] + mu W^ W^^T W, with F = grad f(U V^T); (71)."""
        U, V = self.split(W)
        F, mirrored = self.loss.gradient(U @ V.T), self._signs * W
        return np.vstack([F @ V, F.T @ U]) + self.mu * mirrored @ (mirrored.T @ W)

    def hessian_action(self, W: Floats, D: Floats) -> Floats:
        """hess G(W)[D], of the shape of W."""
        (U, V), (A, B) = self.split(W), self.split(D)
        F, H = self.loss.gradient(U @ V.T), self.loss.hessian_action(U @ V.T, A @ V.T + U @ B.T)
        mirrored, moved = self._signs * W, self._signs * D
        balance = moved @ (mirrored.T @ W) + mirrored @ (moved.T @ W + mirrored.T @ D)
        return np.vstack([F @ B + H @ V, F.T @ A + H.T @ U]) + self.mu * balance

    def hessian_form(self, W: Floats, D: Floats) -> float:
        """<hess G(W)[D], D>; (72)."""
        return float(np.vdot(self.hessian_action(W, D), D))

    def hessian(self, W: Floats) -> Floats:
        """The Hessian ((n + m) r, (n + m) r) in row-major coordinates of W."""
        basis = np.eye(W.size).reshape(W.size, *W.shape)
        columns = [self.hessian_action(W, direction).ravel() for direction in basis]
        return np.array(columns)


@dataclass(frozen=True)
class CriticalPoint:
    """A critical point of g for any mu > 0, up to the symmetries of g (Lemma 5, Theorems 3 and 4).

    W = [Phi_S; Psi_S] diag(sigma_S)^(1/2) R with R R^T = I, where S = `taken`. Where singular values repeat,
    all choices of singular vectors are meant: S stands for every subset with the same singular values.

    Attributes:
        sigma: the positive singular values of X*, not increasing.
        taken: the indices S, increasing, at most r of them.
        r: the number of columns of W.
    """

    sigma: tuple[float, ...]
    taken: tuple[int, ...]
    r: int

    @property
    def is_minimum(self) -> bool:
        """Whether the r largest singular values are taken, or all where there are fewer."""
        return [self.sigma[i] for i in self.taken] == list(self.sigma[: self.r])

    def point(self, Phi: Floats, Psi: Floats) -> Floats:
        """W (n + m, r) for singular vectors Phi (n, k) and Psi (m, k), with R = [I, 0]."""
        S = list(self.taken)
        filled = np.zeros((len(Phi) + len(Psi), self.r))
        filled[:, : len(S)] = np.vstack([Phi, Psi])[:, S] * np.sqrt(np.array(self.sigma)[S])
        return filled

    def spectrum(self, n: int, m: int, mu: float) -> list[float]:
        """The (n + m) r eigenvalues of the Hessian of g there, increasing, for X* of shape (n, m).

        lambda_j -+ sigma_i for i not taken (sigma_i = 0 beyond the rank) and lambda_j once more for every row
        that X* has more than columns; 2 sigma_i and 4 mu sigma_i for i taken; sigma_i + sigma_j twice,
        2 mu (sigma_i + sigma_j) and 0 for two taken; 2 mu sigma_i and 0 for i taken and a zero column.
        """
        small = min(integer("n", n, least=1), integer("m", m, least=1))
        if small < len(self.sigma):
            raise InputError("n", f"rank {len(self.sigma)} does not fit {n} x {m}", "give a larger shape")
        taken = [self.sigma[i] for i in self.taken]
        left = [s for i, s in enumerate(self.sigma) if i not in self.taken]
        left += [0.0] * (small - len(self.sigma))
        columns = taken + [0.0] * (self.r - len(taken))
        values = [c + sign * s for c in columns for s in left for sign in (-1, 1)]
        values += columns * abs(n - m)
        for position, s in enumerate(taken):
            values += [2 * s, 4 * mu * s]
            values += [v for t in taken[:position] for v in (s + t, s + t, 2 * mu * (s + t), 0.0)]
            values += [2 * mu * s, 0.0] * (self.r - len(taken))
        return sorted(values)

    @property
    def least_eigenvalue_of_saddle(self) -> float:
        """min_j lambda_j - max over i not taken of sigma_i: lambda_min, unless W is a minimum."""
        left = [s for i, s in enumerate(self.sigma) if i not in self.taken]
        if self.is_minimum or not left:
            raise InputError("taken", "this point is a global minimum", "ask at a saddle")
        least = min(self.sigma[i] for i in self.taken) if len(self.taken) == self.r else 0.0
        return least - max(left)


def critical_points(sigma: Sequence[float], r: int) -> Iterator[CriticalPoint]:
    """All critical points of g up to symmetry, the fewest singular values taken first.

    Args:
        sigma: the positive singular values of X*, not increasing; exact numbers stay exact.
        r: the number of columns of W, which may be below, at or above the rank of X*.
    """
    r = integer("r", r, least=1)
    values = tuple(sigma)
    if any(not v > 0 for v in values) or any(a < b for a, b in pairwise(values)):
        raise InputError("sigma", f"{values} is not positive and decreasing", "sort the singular values")
    seen: set[tuple[float, ...]] = set()
    for size in range(min(r, len(values)) + 1):
        for taken in combinations(range(len(values)), size):
            chosen = tuple(values[i] for i in taken)
            if chosen not in seen:
                seen.add(chosen)
                yield CriticalPoint(values, taken, r)


def optimal_factor(X_star: Any, r: int) -> Floats:
    """W* = [Phi; Psi] diag(sigma)^(1/2) (n + m, r) of X* (n, m), from its r largest singular values."""
    X_star = real_array("X_star", X_star, None, None)
    Phi, sigma, PsiT = np.linalg.svd(X_star, full_matrices=False)
    r = integer("r", r, least=1)
    if r > len(sigma):
        raise InputError("r", f"{r} exceeds min(n, m) = {len(sigma)}", "give fewer columns")
    factor: Floats = np.vstack([Phi[:, :r], PsiT[:r].T]) * np.sqrt(sigma[:r])
    return factor


def saddle_direction(W: Floats, phi: Floats, psi: Floats) -> Floats:
    """[phi; psi] alpha^T (n + m, r), ||D||^2 = 2, alpha the last right singular vector of W.

    With the leading singular pair of X* that W leaves out it shows Theorems 2 and 3, and with any i <= r
    left out Theorem 4.
    """
    alpha = np.linalg.svd(W)[2][-1]
    return np.outer(np.concatenate([phi, psi]), alpha)


def flat_direction(W: Floats, i: int, j: int) -> Floats:
    """W (e_j e_i^T - e_i e_j^T): along the orbit of W, where the Hessian of G at a critical W vanishes."""
    turned = np.zeros_like(W)
    turned[:, i], turned[:, j] = W[:, j], -W[:, i]
    return turned


def curvature_direction(W: Floats, W_star: Floats) -> Floats:
    """q alpha^T of norm 1 ((59)): q the unit vector in the range of W* with the least q^T W W^T q, alpha as
    in `saddle_direction`."""
    Q = np.linalg.svd(W_star, full_matrices=False)[0]
    q = Q @ np.linalg.eigh(Q.T @ W @ W.T @ Q)[1][:, 0]
    return np.outer(q, np.linalg.svd(W)[2][-1])


@dataclass(frozen=True)
class Regions:
    """Which of the five regions of Theorem 1 hold W.

    Attributes:
        names: those of "R1", "R2", "R3'", "R3''", "R3'''" that W lies in; empty where none covers it.
        exact: whether every comparison was between exact numbers.
        ties: comparisons of floats that rounding may have decided, by what they compare.
    """

    names: frozenset[str]
    exact: bool
    ties: tuple[str, ...]


def regions(W: Any, W_star: Any, *, factor: Fraction = Fraction(20, 19)) -> Regions:
    """The regions of Theorem 1 that hold W (n + m, r), for W* (n + m, r) with orthogonal columns.

    R2 and R3' bound ||W W^T|| by `factor` ||W* W*^T||; the paper prints 20/19, with which W between that and
    R3'' lies in no region, where 10/9 leaves no gap. Integers and Fractions are compared exactly, but for the
    distance where r >= 3 (a sum of r singular values); floats to rounding, and a tie counts as equality.

    Raises InputError unless the columns of W* are orthogonal and not zero (floats: to 1e-9).
    """
    point, optimum = _matrix("W", W), _matrix("W_star", W_star)
    if point.shape != optimum.shape:
        raise InputError("W", f"its shape is {point.shape}, W_star's {optimum.shape}", "make them equal")
    exact = point.dtype == object and optimum.dtype == object
    if not exact:
        point, optimum = point.astype(np.float64), optimum.astype(np.float64)
    gram = optimum.T @ optimum  # diag(2 sigma)
    doubled = [gram[i, i] for i in range(len(gram))]
    stray = max([0, *(abs(gram[i, j]) for i, j in combinations(range(len(gram)), 2))])
    if min(doubled) <= 0 or stray > (0 if exact else 1e-9 * float(max(doubled))):
        raise InputError(
            "W_star", "its columns are not orthogonal, or one is zero", "give [Phi; Psi] S^(1/2)"
        )
    compare = _Comparison(exact)
    inner, size2 = point.T @ point, sum(v * v for v in (point.T @ point).ravel())
    least, most, size2_star = min(doubled) / 2, max(doubled), sum(d * d for d in doubled)
    excess = sum(v * v for v in point.ravel()) + sum(doubled) - least  # dist^2 - sigma_r + 2 ||W*^T W||_*
    near = compare.nuclear_norm_at_least("dist(W, W*)", optimum.T @ point, excess / 2)
    large = compare.some_eigenvalue_above("||W||", inner, Fraction(20, 19) ** 2 * most)
    full = compare.all_eigenvalues_above("s_r(W)", inner, least / 2)
    moderate = compare.at_most("||W W^T||", size2, factor**2 * size2_star)
    bounded = compare.at_most("||W W^T||", size2, Fraction(10, 9) ** 2 * size2_star)
    holds = {
        "R1": near,
        "R2": not full and moderate,
        "R3'": not near and not large and full and moderate,
        "R3''": large and bounded,
        "R3'''": not bounded,
    }
    names = frozenset(name for name, held in holds.items() if held)
    return Regions(names, compare.exact, tuple(dict.fromkeys(compare.ties)))


def _matrix(field: str, value: Any) -> NDArray[Any]:
    """A matrix of Fractions where all entries are exact, otherwise of finite floats."""
    raw = np.asarray(value, dtype=object)
    if raw.ndim == 2 and raw.size and all(isinstance(v, int | Fraction | np.integer) for v in raw.ravel()):
        exact = np.empty(raw.shape, dtype=object)
        exact.ravel()[:] = [
            Fraction(int(v)) if isinstance(v, np.integer) else Fraction(v) for v in raw.ravel()
        ]
        return exact
    floats = np.asarray([[real_number(field, v) for v in row] for row in raw]) if raw.ndim == 2 else raw
    return real_array(field, floats, None, None)


class _Comparison:
    """Comparisons that know whether they were exact, and which of them were ties."""

    def __init__(self, exact: bool) -> None:
        self.exact = exact
        self.ties: list[str] = []

    def at_most(self, what: str, left: Any, right: Any) -> bool:
        """left <= right; between floats a tie counts as equality."""
        if isinstance(left, Fraction) and isinstance(right, Fraction):
            return left <= right
        a, b = float(left), float(right)
        tie = abs(a - b) <= TIE * max(abs(a), abs(b))
        self.ties += [what] if tie else []
        return tie or a < b

    def nuclear_norm_at_least(self, what: str, M: NDArray[Any], bound: Any) -> bool:
        """||M||_* >= bound, for M (r, r); exact for r <= 2, where ||M||_*^2 = ||M||^2 + 2 |det M|."""
        if bound <= 0:
            return True
        if self.exact and len(M) <= 2:
            determinant = M[0, 0] * M[1, 1] - M[0, 1] * M[1, 0] if len(M) == 2 else Fraction(0)
            return self.at_most(what, bound**2, sum(v * v for v in M.ravel()) + 2 * abs(determinant))
        self.exact = False
        return self.at_most(what, bound, np.linalg.norm(M.astype(np.float64), "nuc"))

    def all_eigenvalues_above(self, what: str, M: NDArray[Any], bound: Any) -> bool:
        """Whether M - bound I is positive definite."""
        if self.exact_matrix(M):
            return _is_definite(M - bound * _identity(len(M)))
        return not self.at_most(what, np.linalg.eigvalsh(M)[0], bound)

    def some_eigenvalue_above(self, what: str, M: NDArray[Any], bound: Any) -> bool:
        """Whether bound I - M is not positive semidefinite."""
        if self.exact_matrix(M):
            return not _is_semidefinite(bound * _identity(len(M)) - M)
        return not self.at_most(what, np.linalg.eigvalsh(M)[-1], bound)

    @staticmethod
    def exact_matrix(M: NDArray[Any]) -> bool:
        """Whether the entries are exact."""
        return M.dtype == object


def _identity(size: int) -> NDArray[Any]:
    return np.array([[Fraction(int(i == j)) for j in range(size)] for i in range(size)], dtype=object)


def _is_definite(M: NDArray[Any]) -> bool:
    """Whether a symmetric matrix of Fractions is positive definite, by elimination."""
    if not len(M):
        return True
    if M[0, 0] <= 0:
        return False
    return _is_definite(M[1:, 1:] - np.outer(M[1:, 0], M[0, 1:]) / M[0, 0])


def _is_semidefinite(M: NDArray[Any]) -> bool:
    """Whether a symmetric matrix of Fractions is positive semidefinite: zero pivots only on zero rows."""
    if not len(M):
        return True
    if M[0, 0] < 0 or (M[0, 0] == 0 and any(v != 0 for v in M[0])):
        return False
    rest = M[1:, 1:] if M[0, 0] == 0 else M[1:, 1:] - np.outer(M[1:, 0], M[0, 1:]) / M[0, 0]
    return _is_semidefinite(rest)


def regular_step(sigma_max: float) -> float:
    """2 beta = 1/(24 ||X*||), the longest step for which Lemma 1 and Theorem 5 (1) promise contraction."""
    return 1.0 / (24.0 * real_number("sigma_max", sigma_max, least=math.ulp(0.0)))
