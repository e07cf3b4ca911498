"""Points of (P) and (D) in the reduced frame, and what they are worth, recomputed without a solver.

A primal point is an operator H of the band and a noise matrix G; S = H(E) + G follows. A dual point is a
direction D0 and directions D_1 ... D_p; whatever they are, they prove a lower bound on delta*.

What a point is worth is asked of the `Problem` it is a point of, whatever its class (`violations`,
`proved_by`, `lagrangian`); `residuals`, `dual_point` and `lagrangian_value` ask it of a symmetric instance.
"""

from dataclasses import dataclass

import numpy as np

from certify.recovery.geometry import Floats
from certify.recovery.instance.reduction import Reduced
from certify.recovery.objectives import Operator
from certify.recovery.problems.problem import Problem, lagrangian_matrix
from certify.recovery.problems.symmetric import SymmetricProblem

# <E, w> <= this means w = 0 up to rounding: ||w||^2 <= 2 delta <E, w>, at ||E|| = 1.
SMALLEST_INNER_PRODUCT = 1e-13


@dataclass(frozen=True)
class PrimalPoint:
    """A candidate counterexample: h(U) = <G, U U^T> + 1/2 ||U U^T - Z Z^T||_H^2, with S = H(E) + G."""

    delta: float
    S: Floats
    G: Floats
    H: Operator


@dataclass(frozen=True)
class DualPoint:
    """Escape directions D0 (d, r) and D (p, d, r), scaled so that ||K||_* = 1, and the bound they prove."""

    D0: Floats
    D: Floats
    bound: float


@dataclass(frozen=True)
class Residuals:
    """How far a primal point is from satisfying each condition of (P), at ||E|| = 1; 0 where it does.

    Attributes:
        band: violation of (1 - delta) Id <= H <= (1 + delta) Id.
        noise: violation of ||G||_op <= eps0.
        first_order: violation of 2 ||S Pi|| <= eps1.
        second_order: violation of 2<S, D D^T> + <H(P_D), P_D> + eps2 ||D X^T||^2 >= 0, over D of length one.

    The conditions are written for the symmetric class; other classes have their own in the same places.
    """

    band: float
    noise: float
    first_order: float
    second_order: float

    @property
    def largest(self) -> float:
        """The largest of the four."""
        return max(self.band, self.noise, self.first_order, self.second_order)


def residuals(frame: Reduced, point: PrimalPoint) -> Residuals:
    """The violations of a primal point of the symmetric class, from its H, G and delta alone."""
    return violations(SymmetricProblem(frame), point)


def violations(problem: Problem, point: PrimalPoint) -> Residuals:
    """The violations of a primal point, from its H, G and delta alone."""
    lowest, highest = point.H.spectrum()
    S = point.H.apply(problem.error) + point.G
    return Residuals(
        band=max(1.0 - point.delta - lowest, highest - 1.0 - point.delta, 0.0),
        noise=problem.noise_excess(point.G),
        first_order=problem.first_order_excess(S),
        second_order=max(-problem.smallest_curvature(S, point.H), 0.0),
    )


def band_point(frame: Reduced, delta: float, S: Floats, G: Floats) -> PrimalPoint:
    """The primal point of the symmetric class with the operator of the rank-one theorem."""
    return largest_point(SymmetricProblem(frame), delta, S, G)


def largest_point(problem: Problem, delta: float, S: Floats, G: Floats) -> PrimalPoint:
    """The primal point with the operator of the rank-one theorem, w = (1 + delta) E - S + G.

    Where <E, w> is not positive the only such operator left is (1 + delta) Id, with w = 0; S follows.
    """
    E = problem.error
    w = (1.0 + delta) * E - S + G
    if float(np.vdot(E, w)) <= SMALLEST_INNER_PRODUCT:
        w, S = np.zeros_like(w), (1.0 + delta) * E + G
    return PrimalPoint(delta, S, G, problem.largest_operator(w, delta))


def dual_point(frame: Reduced, D0: Floats, D: Floats) -> DualPoint:
    """Escape directions of the symmetric class with the lower bound on delta* that they prove.

    With M = P_{D0} + 2 sum D_i D_i^T and K(A) = <M, A><E, A> + sum <P_{D_i}, A>^2 (no factor 1/2 on the
    second-order terms, as in Theorem 2.1), sup over the band is
        psi = tr K + delta ||K||_* + eps0 ||M||_* + eps1 ||D0 X^T|| + eps2 sum ||D_i X^T||^2,
    and psi < 0 excludes a counterexample; so delta* >= -(psi - delta ||K||_*) / ||K||_*.
    """
    return proved_by(SymmetricProblem(frame), D0, D)


def proved_by(problem: Problem, D0: Floats, D: Floats) -> DualPoint:
    """Escape directions with the lower bound on delta* that they prove, whatever they are."""
    value, size = lagrangian(problem, D0, D)
    if size == 0.0:
        return DualPoint(np.zeros_like(D0), np.zeros((0, *D0.shape)), 0.0)
    return DualPoint(D0 / size, D / size**0.5, max(value / size, 0.0))


def lagrangian_value(frame: Reduced, D0: Floats, D: Floats) -> tuple[float, float]:
    """-(psi - delta ||K||_*) and ||K||_* for the symmetric class."""
    return lagrangian(SymmetricProblem(frame), D0, D)


def lagrangian(problem: Problem, D0: Floats, D: Floats) -> tuple[float, float]:
    """-(psi - delta ||K||_*) and ||K||_*, of degree 1 in (D0, D_i D_i^T); delta* is at least their ratio."""
    M, lifts = lagrangian_matrix(problem, D0, D), problem.coordinates(problem.lift(D))
    eigenvalues = trace_form_eigenvalues(problem.coordinates(problem.error), problem.coordinates(M), lifts)
    cost = float(eigenvalues.sum()) + problem.constant_curvature(D)
    cost += problem.noise_support(M)
    cost += problem.first_order_price(D0)
    return -cost, float(np.abs(eigenvalues).sum())


def outer_sum(D: Floats) -> Floats:
    """sum D_i D_i^T (d, d), for D (p, d, r)."""
    side_by_side = D.swapaxes(0, 1).reshape(D.shape[1], -1)
    return side_by_side @ side_by_side.T


def trace_form_eigenvalues(e: Floats, m: Floats, p: Floats) -> Floats:
    """The nonzero eigenvalues of K = (e m^T + m e^T)/2 + sum p_i p_i^T, for p (., N)."""
    if len(p) + 2 >= len(e):
        return written_out_eigenvalues(e, m, p)
    R = np.linalg.qr(np.vstack([e, m, p]).T).R
    middle = np.eye(len(p) + 2)
    middle[:2, :2] = [[0.0, 0.5], [0.5, 0.0]]
    return np.asarray(np.linalg.eigvalsh(R @ middle @ R.T), dtype=np.float64)


def written_out_eigenvalues(e: Floats, m: Floats, p: Floats) -> Floats:
    """All eigenvalues of K (N, N)."""
    K = 0.5 * (np.outer(e, m) + np.outer(m, e)) + p.T @ p
    return np.asarray(np.linalg.eigvalsh(K), dtype=np.float64)


def tangent_direction(frame: Reduced, tau: Floats) -> Floats:
    """The D0 (d, r) of least local norm with P_{D0} equal to the tangent part of tau (d, d)."""
    k = frame.rank
    half = tau[:, :k].copy()
    half[:k] *= 0.5
    D0 = np.zeros((frame.d, frame.r))
    D0[:, :k] = half / frame.singular_values
    return D0


def factor_directions(frame: Reduced, V: Floats, tolerance: float = 1e-12) -> Floats:
    """Directions D (p, d, r) with sum vec(D_i) vec(D_i)^T = V (d k, d k), on the first k = rank X columns."""
    k = frame.rank
    if k == 0:
        return np.zeros((0, frame.d, frame.r))
    values, vectors = np.linalg.eigh(V)
    kept = values > tolerance * max(values[-1], 0.0)
    D = np.zeros((int(kept.sum()), frame.d, frame.r))
    scaled = (vectors[:, kept] * np.sqrt(values[kept])).T
    D[:, :, :k] = scaled.reshape(-1, k, frame.d).swapaxes(1, 2)
    return D


def kernel_directions(frame: Reduced, P: Floats, tolerance: float = 1e-12) -> Floats:
    """Directions D_i = w_i v^T (p, d, r), X v = 0, with sum D_i D_i^T = P, for P PSD (d, d)."""
    values, vectors = np.linalg.eigh(P)
    kept = values > tolerance * max(values[-1], 0.0)
    D = np.zeros((int(kept.sum()), frame.d, frame.r))
    D[:, :, -1] = (vectors[:, kept] * np.sqrt(values[kept])).T
    return D


__all__ = [
    "DualPoint",
    "PrimalPoint",
    "Residuals",
    "band_point",
    "dual_point",
    "factor_directions",
    "kernel_directions",
    "lagrangian",
    "lagrangian_value",
    "largest_point",
    "outer_sum",
    "proved_by",
    "residuals",
    "tangent_direction",
    "trace_form_eigenvalues",
    "violations",
    "written_out_eigenvalues",
]
