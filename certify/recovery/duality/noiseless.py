"""(P) for eps0 = eps1 = 0: unknowns delta and the block T of S normal to X, r*(r*+1)/2 + 1 numbers.

In the reduced frame SX = 0 leaves S = [0, 0; 0, T]. Write E11, E12 for the blocks of E, e_j for row j of E12
as a column, F = -E22 and c = (1 + delta)||E||^2 + <F, T> = <E, w>. The bordered matrix of the rank-one form
is then block diagonal but for its border, and eliminating the blocks leaves

    minimise delta   s.t.   (1+delta)^2 (||E11||^2 + 2||E12||^2) + ||(1+delta) F + T||^2 <= 2 delta c
    4 (1+delta)^2 ||E11||^2 / (4 (1+delta) + eps2)  +  2 sum_j s_j^2 (1+delta)^2 e_j^T T_j^{-1} e_j  <=  c
    T_j = T + (1 + delta + eps2/2) s_j^2 I  >= 0 for every j.

Every left side is convex (quadratic over linear, matrix fractional). A matrix-fractional term costs a block
of order r*+1; where there are many, those whose s_j lies well above the smallest are smooth wherever T is
feasible, and are bounded by their tangents instead, added until nothing changes. X rank deficient, or
range Z inside range X, give delta* = 1 with points in closed form (Lemma 3.7, and T >= 0).
"""

import numpy as np

from certify.recovery.duality.conic import Block, ConicPoint, rotated_cone, rotated_multiplier, solve
from certify.recovery.duality.points import (
    DualPoint,
    PrimalPoint,
    band_point,
    dual_point,
    outer_sum,
    tangent_direction,
)
from certify.recovery.geometry import Floats, lift, smat, svec
from certify.recovery.instance.reduction import Reduced

# Rows of E12 shorter than this change delta* by less than their square.
NEGLIGIBLE_ROW = 1e-12
# A smaller one leaves 1 - delta* below its square.
NEGLIGIBLE_SINGULAR_VALUE = 1e-8
# Up to this many rows each has its block; beyond, the rows with s_j^2 above NEAR s_min^2 share tangents.
MANY_ROWS = 24
NEAR = 8.0
TANGENT_ROUNDS = 60
TANGENT_TOLERANCE = 1e-12


def solve_noiseless(frame: Reduced, solver: str) -> tuple[PrimalPoint, DualPoint, str]:
    """The optimal primal and dual points of an instance with eps0 = eps1 = 0, and the solver's word.

    Raises:
        SolverError: the solver failed.
    """
    if not frame.full_rank or frame.d == frame.rank or frame.singular_values[-1] < NEGLIGIBLE_SINGULAR_VALUE:
        return (*_trivial(frame), "closed form")
    program = _Program(frame)
    point = solve(program.objective, program.blocks, solver)
    for _ in range(TANGENT_ROUNDS if len(program.far) else 0):
        value, tangent = program.tangent(point.x)
        if value <= point.x[program.far_variable] + TANGENT_TOLERANCE:
            break
        program.blocks.append(tangent)
        point = solve(program.objective, program.blocks, solver)
    S = np.zeros((frame.d, frame.d))
    S[frame.rank :, frame.rank :] = smat(program.T_of(point.x))
    primal = band_point(frame, float(point.x[0]), S, np.zeros_like(S))
    # Where s_min is tiny the multipliers lose their digits, and the directions of the limit are better.
    dual = max(program.dual(point), _limiting_directions(frame), key=lambda found: found.bound)
    return primal, dual, point.status


def _trivial(frame: Reduced) -> tuple[PrimalPoint, DualPoint]:
    """delta* = 1: S = 0 and H = 2 (Id - E E^T / ||E||^2), against directions with M = -E and P_{D_i} = 0."""
    zero = np.zeros_like(frame.E)
    return band_point(frame, 1.0, zero, zero), _limiting_directions(frame)


def _limiting_directions(frame: Reduced) -> DualPoint:
    """M = -E with D_i = z_i v^T / sqrt(2), v the last right singular vector of X: optimal where X v = 0."""
    columns = frame.Z[frame.rank :].T
    D = np.zeros((len(columns), frame.d, frame.r))
    D[:, frame.rank :, -1] = columns / np.sqrt(2.0)
    return dual_point(frame, tangent_direction(frame, -frame.E), D)


class _Program:
    """The conic program in x = (delta, T / unit, y, v, u), where [T_j / s_j^2, (1+delta) e_j; ., y_j] >= 0
    makes 2 y_j bound the j-th matrix-fractional term, v bounds the sum of the terms that have no block of
    their own, and u the first term where eps2 > 0.

    T is measured in units of s_min^2, which bounds it from below: all numbers are then of order one.
    """

    def __init__(self, frame: Reduced) -> None:
        self.frame = frame
        k, d = frame.rank, frame.d
        s, self.q = frame.singular_values, d - k
        E12 = frame.E[:k, k:]
        self.F = frame.normal_block
        self.size_T = self.q * (self.q + 1) // 2
        self.unit = min(float(s[-1]) ** 2, 1.0)
        rows = np.flatnonzero(np.linalg.norm(E12, axis=1) > NEGLIGIBLE_ROW)
        near = s[rows] ** 2 <= NEAR * s[-1] ** 2 if len(rows) > MANY_ROWS else np.full(len(rows), True)
        self.rows, self.far = rows[near], rows[~near]
        # T_j >= 0 for the smallest s_j implies the rest; a block with e_j = 0 says just that.
        self.smallest_alone = k - 1 not in self.rows
        self.curved = frame.eps2 > 0.0
        self.far_variable = 1 + self.size_T + len(self.rows)
        self.variables = self.far_variable + bool(len(self.far)) + self.curved
        self.objective = self._unit(0)
        self.tangent_square = float(np.sum(frame.E[:k] ** 2) + np.sum(E12**2))
        self.leading_square = float(np.sum(frame.E[:k, :k] ** 2))
        self.inner_A = self._unit(0)
        self.inner_A[1 : 1 + self.size_T] = self.unit * svec(self.F)
        self.blocks = [self._band(), self._schur()]
        if self.curved:
            self.blocks.append(self._leading())
        self.blocks += [self._fraction(s[j], E12[j], position) for position, j in enumerate(self.rows)]
        if self.smallest_alone:
            self.blocks.append(self._shifted(s[-1]))
        self.own_blocks = len(self.blocks)
        if len(self.far):
            self.blocks.append(self.tangent(np.zeros(self.variables))[1])

    def T_of(self, x: Floats) -> Floats:
        """T in svec coordinates."""
        return self.unit * x[1 : 1 + self.size_T]

    def _unit(self, index: int) -> Floats:
        row = np.zeros(self.variables)
        row[index] = 1.0
        return row

    def _band(self) -> Block:
        """||w||^2 <= 2 delta <E, w>, the blocks of w along X gathered into one number."""
        size = np.sqrt(self.tangent_square)
        A = np.zeros((3 + self.size_T, self.variables))
        A[0], A[1], A[2] = self._unit(0), self.inner_A, size * self._unit(0)
        A[3:, 0] = svec(self.F)
        A[3:, 1 : 1 + self.size_T] = self.unit * np.eye(self.size_T)
        return rotated_cone(A, np.concatenate([[0.0, 1.0, size], svec(self.F)]))

    def _schur(self) -> Block:
        """2 sum y_j + v + (the term of E11) <= <E, w>; that term is (1 + delta) ||E11||^2 where eps2 = 0."""
        row = self.inner_A.copy()
        row[1 + self.size_T : self.far_variable] = -2.0
        row[self.far_variable : self.far_variable + bool(len(self.far))] = -1.0
        if self.curved:
            row[-1] = -1.0
            return Block("nonnegative", row[None], np.array([1.0]))
        row[0] -= self.leading_square
        return Block("nonnegative", row[None], np.array([1.0 - self.leading_square]))

    def _leading(self) -> Block:
        """4 (1+delta)^2 ||E11||^2 <= u (4 (1+delta) + eps2)."""
        size = np.sqrt(8.0 * self.leading_square)
        A = np.stack([self._unit(self.variables - 1), 4.0 * self._unit(0), size * self._unit(0)])
        return rotated_cone(A, np.array([0.0, 4.0 + self.frame.eps2, size]))

    def _shifted(self, s: float) -> Block:
        """T / s^2 + (1 + delta + eps2/2) I >= 0."""
        identity = svec(np.eye(self.q))
        A = np.zeros((self.size_T, self.variables))
        A[:, 0] = identity
        A[:, 1 : 1 + self.size_T] = self.unit / s**2 * np.eye(self.size_T)
        return Block("psd", A, (1.0 + 0.5 * self.frame.eps2) * identity)

    def _fraction(self, s: float, e: Floats, position: int) -> Block:
        """[T_j / s_j^2, (1+delta) e_j / |e_j|; ., y_j] >= 0."""
        shifted = self._shifted(s)
        border = np.sqrt(2.0) * e
        A = np.zeros((self.size_T + self.q + 1, self.variables))
        A[: self.size_T] = shifted.A
        A[self.size_T : -1, 0] = border
        A[-1, 1 + self.size_T + position] = 1.0
        return Block("psd", A, np.concatenate([shifted.b, border, [0.0]]))

    def _far_columns(self, x: Floats) -> Floats:
        """T_j^{-1} (1+delta) s_j e_j for the far rows j, as columns (q, far)."""
        s = self.frame.singular_values[self.far]
        values, vectors = np.linalg.eigh(smat(self.T_of(x)))
        sides = (1.0 + x[0]) * s * (vectors.T @ self.frame.E[self.far, self.frame.rank :].T)
        shift = (1.0 + x[0] + 0.5 * self.frame.eps2) * s**2
        columns: Floats = vectors @ (sides / (values[:, None] + shift))
        return columns

    def tangent(self, x: Floats) -> tuple[float, Block]:
        """The sum of the far terms at x, and v >= its tangent there."""
        s, columns = self.frame.singular_values[self.far], self._far_columns(x)
        inner = s * np.sum(self.frame.E[self.far, self.frame.rank :].T * columns, axis=0)
        value = 2.0 * (1.0 + x[0]) * float(inner.sum())
        slope = np.zeros(self.variables)
        slope[0] = float(np.sum(4.0 * inner - 2.0 * s**2 * np.sum(columns**2, axis=0)))
        slope[1 : 1 + self.size_T] = -2.0 * self.unit * svec(columns @ columns.T)
        above = self._unit(self.far_variable) - slope
        return value, Block("nonnegative", above[None], np.array([slope @ x - value]))

    def dual(self, point: ConicPoint) -> DualPoint:
        """Escape directions from the multipliers.

        Those of the blocks, scaled back, are (P_j, p_j, pi), the last equal for all j. The direction with
        columns p_j / pi and the minimiser for E11 belongs to the whole bordered matrix; P_j - p_j p_j^T / pi
        adds directions of its own in column j; M is the derivative of the Lagrangian along w.
        """
        frame, k, delta = self.frame, self.frame.rank, max(float(point.x[0]), 0.0)
        s = frame.singular_values
        _, on_inner, on_w = np.split(rotated_multiplier(point.z[0]), [1, 2])
        share = max(float(point.z[1][0]), 0.0)
        joint = np.zeros((frame.d, frame.r))
        middle = 2.0 * (1.0 + delta) / (4.0 * (1.0 + delta) + frame.eps2)
        joint[:k, :k] = -middle * frame.E[:k, :k] / s
        directions = []
        fractions = point.z[2 + self.curved : self.own_blocks]
        joint[k:, self.far] = -self._far_columns(point.x)
        for position, j in enumerate(self.rows):
            multiplier = smat(fractions[position])
            P, p = multiplier[:-1, :-1] / s[j] ** 2, multiplier[:-1, -1] / s[j]
            column = p / (2.0 * share) if share > 0.0 else np.zeros(self.q)
            joint[k:, j] = column
            rest = P - 2.0 * share * np.outer(column, column)
            directions += self._columns(0.5 * rest, j)
        if self.smallest_alone:
            directions += self._columns(0.5 / s[-1] ** 2 * smat(fractions[-1]), k - 1)
        D = np.array([np.sqrt(share) * joint, *directions])
        w = (1.0 + delta) * frame.E
        w[k:, k:] -= smat(self.T_of(point.x))
        square = float(np.sum(w**2))
        M = (float(on_inner[0]) + share) * frame.E + 2.0 * share * lift(frame.X, joint)
        if square > 0.0:
            # The cone holds the length of w along X and minus its normal block; its multiplier is along w.
            along_X = (1.0 + delta) * np.sqrt(self.tangent_square)
            pull = float(on_w[0]) * along_X - float(on_w[1:] @ svec(w[k:, k:]))
            M += pull / square * w
        return dual_point(frame, tangent_direction(frame, M - 2.0 * outer_sum(D)), D)

    def _columns(self, P: Floats, j: int, tolerance: float = 1e-11) -> list[Floats]:
        """Directions in column j of X whose outer products add up to the PSD part of P."""
        values, vectors = np.linalg.eigh(P)
        directions = []
        for value, vector in zip(values, vectors.T, strict=True):
            if value > tolerance:
                D = np.zeros((self.frame.d, self.frame.r))
                D[self.frame.rank :, j] = np.sqrt(value) * vector
                directions.append(D)
        return directions
