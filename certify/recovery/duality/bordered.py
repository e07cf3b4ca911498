"""(P) in the rank-one form for any problem without noise, at an exact critical point.

As for the symmetric class the largest H with H(E) = S decides: w = (1+delta) E - S,

    minimise delta   s.t.   ||w||^2 <= 2 delta <E, w>,   [ Q(S) + R + (1+delta) J^T J    J^T w  ]
                                                         [ (J^T w)^T                     <E, w> ]  >= 0.

The directions D_i and D_0 of the dual prove, whatever they are, that delta* is at least
-(tr K + sum R[D_i]) / ||K||_*, K(A) = <M, A><E, A> + sum <J D_i, A>^2, M = J D_0 + sum Q*(D_i).
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from certify.recovery.duality.conic import Block, rotated_cone, rotated_multiplier, solve
from certify.recovery.duality.points import (
    DualPoint,
    PrimalPoint,
    Residuals,
    largest_point,
    violations,
    written_out_eigenvalues,
)
from certify.recovery.geometry import Floats, smat, svec
from certify.recovery.problems.problem import Problem, WrittenOut

KEPT = 1e-13


@dataclass(frozen=True)
class Solution:
    """Optimal points of a problem, in its reduced frame.

    Attributes:
        problem: what was asked.
        delta: the primal value; S: H(E) + G there.
        dual_point: the directions, and the bound they prove, recomputed from them.
        M: J D_0 + sum Q*(D_i) of these directions.
        status: the solver's own word; a hint.
    """

    problem: Problem
    delta: float
    S: Floats
    dual_point: DualPoint
    M: Floats
    status: str

    @property
    def delta_star(self) -> float:
        """The smallest delta for which a counterexample exists, in [0, 1]."""
        return min(max(self.delta, 0.0), 1.0)

    @property
    def gap(self) -> float:
        """primal - dual."""
        return self.delta - self.dual_point.bound

    @cached_property
    def primal_point(self) -> PrimalPoint:
        """The counterexample with the operator of the rank-one theorem."""
        return largest_point(self.problem, self.delta, self.S, np.zeros_like(self.S))

    @cached_property
    def residuals(self) -> Residuals:
        """How far the counterexample is from satisfying each condition of (P)."""
        return violations(self.problem, self.primal_point)

    @property
    def slopes(self) -> tuple[Floats, ...]:
        """d delta* by each matrix of the instance (envelope theorem)."""
        E = self.problem.error
        w = (1.0 + self.delta) * E - self.S
        inner = float(np.vdot(E, w))

        def H(A: Floats) -> Floats:
            if inner <= 0.0:
                return A
            image: Floats = (1.0 + self.delta) * A - (float(np.vdot(w, A)) / inner) * w
            return image

        return self.problem.slopes(self.S, H, self.M, self.dual_point.D0, self.dual_point.D)


def solve_bordered(problem: Problem, solver: str = "clarabel") -> Solution:
    """The optimal points of a problem.

    Raises:
        InputError: the problem has noise or tolerances of first order, which this form does not have.
        SolverError: the solver failed.
    """
    data = problem.written_out()
    objective = np.zeros(1 + data.critical.shape[1])
    objective[0] = 1.0
    point = solve(objective, _blocks(problem, data), solver)
    return _solution(problem, data, point.x, point.z, point.status)


def _blocks(problem: Problem, data: WrittenOut) -> list[Block]:
    """The cones on x = (delta, coefficients of S)."""
    e, J = problem.coordinates(problem.error), data.lift
    size, k = data.critical.shape[1], data.directions.shape[1]
    w_slope = np.hstack([e[:, None], -data.critical])
    first = np.zeros((1, 1 + size))
    first[0, 0] = 1.0
    band = rotated_cone(np.vstack([first, e @ w_slope, w_slope]), np.concatenate([[0.0, e @ e], e]))
    slices = np.zeros((2 + size, k + 1, k + 1))
    gram = J.T @ J
    slices[0, :k, :k] = gram + data.constant
    slices[1, :k, :k] = gram
    slices[2:, :k, :k] = data.forms
    for v, vector in enumerate([e, *w_slope.T]):
        slices[v, :k, k] = slices[v, k, :k] = J.T @ vector
        slices[v, k, k] = e @ vector
    rows = svec(slices)
    return [band, Block("psd", rows[1:].T, rows[0])]


def _solution(problem: Problem, data: WrittenOut, x: Floats, z: list[Floats], status: str) -> Solution:
    """Everything recomputed from the solver's point and multipliers."""
    k, shape = data.directions.shape[1], problem.direction_shape
    bordered = smat(z[1])
    _, on_inner, on_w = np.split(rotated_multiplier(z[0]), [1, 2])
    values, vectors = np.linalg.eigh(bordered[:k, :k])
    kept = values > KEPT * max(values[-1], 0.0)
    D = (data.directions @ (vectors[:, kept] * np.sqrt(values[kept]))).T.reshape(-1, *shape)
    e = problem.coordinates(problem.error)
    derivative = (on_inner + bordered[k, k]) * e + on_w + 2.0 * data.lift @ bordered[:k, k]
    bent = problem.bend(D)
    tau = problem.coordinates(problem.from_coordinates(derivative) - bent)
    # D_0 is the direction whose lift is the tangent part of what is left, by least squares.
    coefficients = np.linalg.lstsq(data.lift, tau, rcond=None)[0]
    D0 = (data.directions @ coefficients).reshape(shape)
    M = problem.lift(D0[None])[0] + bent
    bound, size = _bound(problem, M, D)
    dual = DualPoint(D0 / size, D / size**0.5, max(bound, 0.0))
    return Solution(problem, float(x[0]), data.residual(x[1:]), dual, M / size, status)


def _bound(problem: Problem, M: Floats, D: Floats) -> tuple[float, float]:
    """The lower bound on delta* that M and D prove, and ||K||_*.

    K is written out: its rounding decides the last digits of searches whose results are on record.
    """
    e, m, p = (problem.coordinates(A) for A in (problem.error, M, problem.lift(D)))
    eigenvalues = written_out_eigenvalues(e, m, p)
    size = float(np.abs(eigenvalues).sum())
    if not size:
        return 0.0, 1.0
    return -(float(eigenvalues.sum()) + problem.constant_curvature(D)) / size, size
