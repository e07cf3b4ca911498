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

from certify.common.errors import SolverError
from certify.recovery.duality.conic import Block, ConicPoint, rotated_cone, rotated_multiplier, solve
from certify.recovery.duality.points import (
    DualPoint,
    PrimalPoint,
    band_point,
    dual_point,
    factor_directions,
    kernel_directions,
    outer_sum,
    tangent_direction,
)
from certify.recovery.geometry import (
    Floats,
    gauge_complement,
    lift_matrix,
    matrix_size,
    smat,
    svec,
    symmetric_part,
)
from certify.recovery.instance.reduction import Reduced

LARGEST_TENSOR = 60_000_000
# A singular value of X, at ||E|| = 1, from which on directions are rescaled.
LARGE = 10.0


@dataclass(frozen=True)
class _Affine:
    """v_0 + sum x_i v_i for the unknowns x = (delta, S, G): vectors of S^d, in svec coordinates."""

    constant: Floats
    slope: Floats

    def __call__(self, x: Floats) -> Floats:
        return self.constant + self.slope @ x


@dataclass(frozen=True)
class Program:
    """The conic constraints on x = (delta, S, G), and how to read S and G off x.

    The first block is the band, the last but `kernel_blocks` the bordered matrix, on directions vec D = C y
    with J: y -> svec P_D. The cones have an interior point at every delta > delta*.
    """

    blocks: list[Block]
    S: _Affine
    G: _Affine
    C: Floats
    J: Floats
    kernel_blocks: int

    @property
    def variables(self) -> int:
        """The length of x."""
        return int(self.S.slope.shape[1])


def assemble(frame: Reduced) -> Program:
    """The constraints of the rank-one form. Raises SolverError where they are too large to write down."""
    e = svec(frame.E)
    S, G, w = _unknowns(frame, e)
    C = _directions(frame)
    J = lift_matrix(frame.core) @ C if frame.rank else np.zeros((len(e), 0))
    blocks = [rotated_cone(*_band_rows(e, w)), *_first_order(frame, S), *_noise(frame, G)]
    blocks.append(_second_order(frame, e, S, w, C, J))
    kernel = [] if frame.full_rank else [_kernel_block(frame, S)]
    return Program(blocks + kernel, S, G, C, J, len(kernel))


def _directions(frame: Reduced) -> Floats:
    """Directions vec D, as columns, on which the second-order inequality is imposed.

    All of them where eps1 > 0, but where X is large beside E in a basis that keeps the numbers of order one:
    P_D is as large as the singular values of X are, except along the gauge, where it vanishes.
    """
    if not frame.eps1:
        C = gauge_complement(frame.core)
        # Whole columns are rescaled: the span is the one in which the gauge has no cross terms.
        local = np.linalg.norm(np.repeat(frame.singular_values, frame.d)[:, None] * C, axis=0)
        rescaled: Floats = C / np.maximum(local, 1.0)
        return rescaled
    if frame.column_scales.max(initial=1.0) < LARGE:
        return np.eye(frame.d * frame.rank)  # sparse, which is what makes it quick
    C = np.diag(1.0 / np.repeat(frame.column_scales, frame.d))
    for a, b in zip(*np.triu_indices(frame.rank, 1), strict=True):
        s_a, s_b = frame.singular_values[[a, b]]
        length = np.hypot(s_a, s_b)
        across, along = np.array([s_b, s_a]) / length, np.array([s_a, -s_b]) / length
        places = [b * frame.d + a, a * frame.d + b]  # of D_ab and D_ba
        C[places, places[0]] = across / max(length, 1.0)
        C[places, places[1]] = along / max(frame.eps2**0.5 * s_a * s_b / length, 1.0)
    return C


def solve_rank_one(frame: Reduced, solver: str) -> tuple[PrimalPoint, DualPoint, str]:
    """The optimal primal and dual points, and the solver's word for them.

    Raises:
        SolverError: the solver failed, or the instance is too large for this form.
    """
    program = assemble(frame)
    objective = np.zeros(program.variables)
    objective[0] = 1.0
    point = solve(objective, program.blocks, solver)
    S, G = smat(program.S(point.x)), smat(program.G(point.x))
    return band_point(frame, float(point.x[0]), S, G), _dual(frame, program, point), point.status


def interior_point(frame: Reduced, delta: float, solver: str) -> tuple[float, Floats, Floats]:
    """S and G (d, d) as far inside the constraints at this delta as there is room, and how far that is.

    The margin is positive iff delta > delta*, up to the solver's accuracy; where it is, every S and G nearby
    (with S X = 0 where eps1 = 0) belongs to a counterexample.

    Raises:
        SolverError: the solver failed, or the instance is too large for this form.
    """
    program = assemble(frame)
    objective = np.zeros(program.variables)
    objective[0] = -1.0
    largest = Block("nonnegative", objective[None], np.array([1.0]))
    blocks = [largest, *(_drawn_in(block, delta) for block in program.blocks)]
    point = solve(objective, blocks, solver)
    return float(point.x[0]), smat(program.S(point.x)), smat(program.G(point.x))


def _drawn_in(block: Block, delta: float) -> Block:
    """The block at a fixed delta, drawn in by t times the centre of its cone; t takes delta's place in x."""
    centre = np.zeros(len(block.b))
    if block.kind == "psd":
        centre = svec(np.eye(matrix_size(len(block.b))))
    else:
        centre[0] = 1.0
    A = block.A.copy()
    A[:, 0] = -centre
    return Block(block.kind, A, block.b + delta * block.A[:, 0])


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


def _first_order(frame: Reduced, S: _Affine) -> list[Block]:
    """||S Pi|| <= eps1 / 2; no block where S X = 0 is built in or X = 0."""
    k = frame.rank
    if not (frame.eps1 and k):
        return []
    columns = np.zeros((frame.d, frame.d))
    columns[:, :k] = 1.0
    # An entry of S off the diagonal stands twice in S Pi if both indices are below k, once if one is.
    weight = np.sqrt(svec(columns) / svec(np.ones_like(columns)))
    kept = weight > 0.0
    A = np.vstack([np.zeros((1, S.slope.shape[1])), (weight[:, None] * S.slope)[kept]])
    b = np.concatenate([[0.5 * frame.eps1], (weight * S.constant)[kept]])
    return [Block("second-order", A, b)]


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


def _dual(frame: Reduced, program: Program, point: ConicPoint) -> DualPoint:
    C, J, p = program.C, program.J, program.C.shape[1]
    kernel = point.z[len(point.z) - program.kernel_blocks :]
    bordered = smat(point.z[-1 - program.kernel_blocks])
    _, on_inner, on_w = np.split(rotated_multiplier(point.z[0]), [1, 2])
    V, border, corner = bordered[:p, :p], bordered[:p, p], bordered[p, p]
    D = factor_directions(frame, symmetric_part(C @ V @ C.T))
    if kernel:
        P = np.zeros((frame.d, frame.d))
        start = 0 if frame.eps1 else frame.rank
        P[start:, start:] = 0.5 * smat(kernel[0])
        D = np.concatenate([D, kernel_directions(frame, P)])
    M = smat((on_inner + corner) * svec(frame.E) + on_w + 2.0 * J @ border)
    D0 = tangent_direction(frame, M - 2.0 * outer_sum(D))
    return dual_point(frame, D0, D)
