"""(P) in the rank-one form: unknowns (delta, S, G) only, for every eps (mathematics: the rank-one theorem).

With w = (1+delta) E - S + G, an operator of the band with H(E) = S - G that satisfies the second-order
inequality exists iff H = (1+delta) Id - w w^T / <E, w> is one, that is iff

    ||w||^2 <= 2 delta <E, w>   and   [ 2 S (x) I + (1+delta) J^T J + eps2 X^T X (x) I    J^T w ]
                                      [ (J^T w)^T                                        <E, w> ]  >= 0.

Dual variables give the escape directions back: the block V of the multiplier of the large matrix is
sum vec(D_i) vec(D_i)^T, and M = P_{D0} + 2 sum D_i D_i^T is the derivative of the Lagrangian along w.
"""

from dataclasses import dataclass

import numpy as np

from certify.duality.conic import Block, ConicPoint, rotated_cone, rotated_multiplier, solve
from certify.duality.points import (
    DualPoint,
    PrimalPoint,
    band_point,
    dual_point,
    factor_directions,
    kernel_directions,
    outer_sum,
    tangent_direction,
)
from certify.errors import SolverError
from certify.geometry import Floats, gauge_complement, lift_matrix, smat, svec, symmetric_part
from certify.reduction import Reduced

LARGEST_TENSOR = 60_000_000


@dataclass(frozen=True)
class _Affine:
    """v_0 + sum x_i v_i for the unknowns x = (delta, S, G): vectors of S^d, in svec coordinates."""

    constant: Floats
    slope: Floats

    def __call__(self, x: Floats) -> Floats:
        return self.constant + self.slope @ x


def solve_rank_one(frame: Reduced, solver: str) -> tuple[PrimalPoint, DualPoint, str]:
    """The optimal primal and dual points, and the solver's word for them.

    Raises:
        SolverError: the solver failed, or the instance is too large for this form.
    """
    e = svec(frame.E)
    S, G, w = _unknowns(frame, e)
    blocks = [rotated_cone(*_band_rows(e, w)), _first_order(frame, S), *_noise(frame, G)]
    C = gauge_complement(frame.core) if frame.eps1 == 0.0 else np.eye(frame.d * frame.rank)
    J = lift_matrix(frame.core) @ C if frame.rank else np.zeros((len(e), 0))
    blocks.append(_second_order(frame, e, S, w, C, J))
    if not frame.full_rank:
        blocks.append(_kernel_block(frame, S))
    objective = np.zeros(w.slope.shape[1])
    objective[0] = 1.0
    point = solve(objective, blocks, solver)
    primal = band_point(frame, float(point.x[0]), smat(S(point.x)), smat(G(point.x)))
    return primal, _dual(frame, point, e, C, J), point.status


def _unknowns(frame: Reduced, e: Floats) -> tuple[_Affine, _Affine, _Affine]:
    """S, G and w = (1+delta) E - S + G as affine functions of x. S X = 0 is built in where eps1 = 0."""
    N = len(e)
    free = np.ones((frame.d, frame.d))
    if frame.eps1 == 0.0:
        free[: frame.rank] = free[:, : frame.rank] = 0.0
    basis_S = np.eye(N)[:, svec(free) != 0.0]
    basis_G = np.eye(N)[:, : N if frame.eps0 else 0]
    zeros, nothing = np.zeros(N), np.zeros((N, 1))
    S = _Affine(zeros, np.hstack([nothing, basis_S, np.zeros_like(basis_G)]))
    G = _Affine(zeros, np.hstack([nothing, np.zeros_like(basis_S), basis_G]))
    delta = np.zeros_like(S.slope)
    delta[:, 0] = e
    return S, G, _Affine(e, delta - S.slope + G.slope)


def _band_rows(e: Floats, w: _Affine) -> tuple[Floats, Floats]:
    """(delta, <E, w>, w), which lies in the rotated cone iff ||w||^2 <= 2 delta <E, w>."""
    delta = np.zeros((1, w.slope.shape[1]))
    delta[0, 0] = 1.0
    return np.vstack([delta, e @ w.slope, w.slope]), np.concatenate([[0.0, e @ w.constant], w.constant])


def _first_order(frame: Reduced, S: _Affine) -> Block:
    """||S Pi|| <= eps1 / 2; with no rows where S X = 0 is built in or X = 0."""
    k = frame.rank if frame.eps1 else 0
    columns = np.zeros((frame.d, frame.d))
    columns[:, :k] = 1.0
    # An entry of S off the diagonal stands twice in S Pi if both indices are below k, once if one is.
    weight = np.sqrt(svec(columns) / svec(np.ones_like(columns)))
    kept = weight > 0.0
    A = np.vstack([np.zeros((1, S.slope.shape[1])), (weight[:, None] * S.slope)[kept]])
    b = np.concatenate([[0.5 * frame.eps1], (weight * S.constant)[kept]])
    return Block("second-order", A, b)


def _noise(frame: Reduced, G: _Affine) -> list[Block]:
    """-eps0 I <= G <= eps0 I; no block where eps0 = 0."""
    if not frame.eps0:
        return []
    bound = frame.eps0 * svec(np.eye(frame.d))
    return [Block("psd", sign * G.slope, bound) for sign in (1.0, -1.0)]


def _second_order(frame: Reduced, e: Floats, S: _Affine, w: _Affine, C: Floats, J: Floats) -> Block:
    """The bordered matrix on span C, one slice for each unknown and one for the constant term."""
    k, p, variables = frame.rank, C.shape[1], w.slope.shape[1]
    if (variables + 1) * (p + 1) ** 2 > LARGEST_TENSOR:
        raise SolverError(
            f"rank-one form: a matrix of order {p + 1} in {variables} unknowns is too large; reduce d or r"
        )
    columns = C.reshape(k, frame.d, p)
    slices = np.zeros((variables + 1, p + 1, p + 1))
    slices[1:, :p, :p] = 2.0 * np.einsum("aip,vij,ajq->vpq", columns, smat(S.slope.T), columns, optimize=True)
    local = np.repeat(frame.singular_values**2, frame.d)
    gram = J.T @ J
    slices[0, :p, :p] = gram + frame.eps2 * (C.T * local) @ C
    slices[1, :p, :p] += gram
    for v, vector in enumerate([w.constant, *w.slope.T]):
        slices[v, :p, p] = slices[v, p, :p] = J.T @ vector
        slices[v, p, p] = e @ vector
    rows = svec(slices)
    return Block("psd", rows[1:].T, rows[0])


def _kernel_block(frame: Reduced, S: _Affine) -> Block:
    """S >= 0, which D = w v^T with X v = 0 asks for when X is rank deficient."""
    start = frame.rank if frame.eps1 == 0.0 else 0
    matrices = smat(np.vstack([S.constant, S.slope.T]))[:, start:, start:]
    rows = svec(matrices)
    return Block("psd", rows[1:].T, rows[0])


def _dual(frame: Reduced, point: ConicPoint, e: Floats, C: Floats, J: Floats) -> DualPoint:
    p = C.shape[1]
    kernel = [] if frame.full_rank else [point.z[-1]]
    bordered = smat(point.z[-2 if kernel else -1])
    _, on_inner, on_w = np.split(rotated_multiplier(point.z[0]), [1, 2])
    V, border, corner = bordered[:p, :p], bordered[:p, p], bordered[p, p]
    D = factor_directions(frame, symmetric_part(C @ V @ C.T))
    if kernel:
        P = np.zeros((frame.d, frame.d))
        start = frame.rank if frame.eps1 == 0.0 else 0
        P[start:, start:] = 0.5 * smat(kernel[0])
        D = np.concatenate([D, kernel_directions(frame, P)])
    M = smat((on_inner + corner) * e + on_w + 2.0 * J @ border)
    D0 = tangent_direction(frame, M - 2.0 * outer_sum(D))
    return dual_point(frame, D0, D)
