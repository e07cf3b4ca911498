"""Small dense conic programs, handed to Clarabel or SCS without a modelling layer.

    primal:  minimise c.x  subject to  A_i x + b_i in K_i        (one block i per cone)
    dual:    maximise -sum b_i.z_i  subject to  sum A_i^T z_i = c,  z_i in K_i^*

Blocks are nonnegative orthants, second-order cones {(t, v): t >= ||v||} and cones of PSD matrices in the
coordinates of `certify.recovery.geometry.svec`. Clarabel's triangle has that order; SCS stacks the lower
triangle instead, so its blocks are permuted on the way in and out.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import clarabel
import numpy as np
import scipy.sparse

from certify.common.errors import SolverError
from certify.recovery.geometry import Floats, Ints, matrix_size

Kind = Literal["nonnegative", "second-order", "psd"]
SCS_ITERATIONS = 20_000
# Beyond what Clarabel reaches at times: it then returns its best point, whose gradient is the better for it.
ACCURACY = 1e-11
ORDER: tuple[Kind, ...] = ("nonnegative", "second-order", "psd")


@dataclass(frozen=True)
class Block:
    """A x + b in K, with A (rows, variables) and b (rows,)."""

    kind: Kind
    A: Floats
    b: Floats


@dataclass(frozen=True)
class ConicPoint:
    """What a solver returned: x, the multipliers z_i in the order of the blocks, and its own word for it."""

    x: Floats
    z: list[Floats]
    status: str
    solver: str


def solve(c: Floats, blocks: list[Block], solver: str) -> ConicPoint:
    """A primal-dual point of the program. Its status is a hint; callers recompute what they rely on.

    Raises:
        SolverError: the solver is unknown, failed, or returned numbers that are not finite.
    """
    if solver not in SOLVERS:
        raise SolverError(f"solver: {solver!r} is not known; choose one of {', '.join(SOLVERS)}")
    ordered = sorted(range(len(blocks)), key=lambda i: ORDER.index(blocks[i].kind))
    try:
        x, stacked, status = SOLVERS[solver](c, [blocks[i] for i in ordered])
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in a compiled solver is not an Exception
        raise SolverError(f"{solver}: failed with {type(error).__name__}: {error}") from error
    if not (np.isfinite(x).all() and np.isfinite(stacked).all()):
        raise SolverError(f"{solver}: returned numbers that are not finite (its status: {status})")
    z: list[Floats] = [np.empty(0)] * len(blocks)
    start = 0
    for i in ordered:
        z[i] = stacked[start : start + len(blocks[i].b)]
        start += len(blocks[i].b)
    return ConicPoint(x, z, status, solver)


def rotated_cone(A: Floats, b: Floats) -> Block:
    """The block {(p, q, v): ||v||^2 <= 2 p q, p, q >= 0} for (p, q, v) = A x + b."""
    return Block("second-order", _rotate(A), _rotate(b))


def rotated_multiplier(z: Floats) -> Floats:
    """The multiplier of (p, q, v) from that of the second-order cone `rotated_cone` made of it."""
    return np.concatenate([[z[0] + z[1], z[0] - z[1]], math.sqrt(2.0) * z[2:]])


def _rotate(rows: Floats) -> Floats:
    p, q = rows[:1], rows[1:2]
    return np.concatenate([p + q, p - q, math.sqrt(2.0) * rows[2:]])


def _stack(blocks: list[Block]) -> tuple[Floats, Floats]:
    return np.concatenate([block.A for block in blocks]), np.concatenate([block.b for block in blocks])


def _clarabel(c: Floats, blocks: list[Block]) -> tuple[Floats, Floats, str]:
    cones: dict[Kind, Callable[[Block], Any]] = {
        "nonnegative": lambda block: clarabel.NonnegativeConeT(len(block.b)),
        "second-order": lambda block: clarabel.SecondOrderConeT(len(block.b)),
        "psd": lambda block: clarabel.PSDTriangleConeT(matrix_size(len(block.b))),
    }
    A, b = _stack(blocks)
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    settings.tol_gap_abs = settings.tol_gap_rel = settings.tol_feas = ACCURACY
    # Shorter steps keep the last iterations centred, where the multipliers are worth the most digits.
    settings.max_step_fraction = 0.93
    settings.max_threads = 1
    none = scipy.sparse.csc_matrix((len(c), len(c)))
    program = clarabel.DefaultSolver(
        none, c, scipy.sparse.csc_matrix(-A), b, [cones[block.kind](block) for block in blocks], settings
    )
    solution = program.solve()
    return np.array(solution.x), np.array(solution.z), str(solution.status)


def _lower_triangle_order(rows: int) -> Ints:
    """Positions, in our order of the triangle, of the entries in the order SCS expects."""
    d = matrix_size(rows)
    position = np.empty((d, d), dtype=np.intp)
    columns, rows_of = np.tril_indices(d)
    position[rows_of, columns] = position[columns, rows_of] = np.arange(rows)
    ordered: Ints = position[np.triu_indices(d)]
    return ordered


def _scs(c: Floats, blocks: list[Block]) -> tuple[Floats, Floats, str]:
    import scs

    orders = [
        _lower_triangle_order(len(block.b)) if block.kind == "psd" else np.arange(len(block.b))
        for block in blocks
    ]
    offsets = np.cumsum([0, *(len(block.b) for block in blocks)])
    order = np.concatenate([start + o for start, o in zip(offsets[:-1], orders, strict=True)])
    A, b = _stack(blocks)
    cone = {
        "l": sum(len(block.b) for block in blocks if block.kind == "nonnegative"),
        "q": [len(block.b) for block in blocks if block.kind == "second-order"],
        "s": [matrix_size(len(block.b)) for block in blocks if block.kind == "psd"],
    }
    data = {"A": scipy.sparse.csc_matrix(-A[order]), "b": b[order], "c": c}
    program = scs.SCS(data, cone, verbose=False, eps_abs=1e-9, eps_rel=1e-9, max_iters=SCS_ITERATIONS)
    solution = program.solve()
    z = np.empty(len(b))
    z[order] = solution["y"]
    return np.array(solution["x"]), z, str(solution["info"]["status"])


SOLVERS: dict[str, Callable[[Floats, list[Block]], tuple[Floats, Floats, str]]] = {
    "clarabel": _clarabel,
    "scs": _scs,
}
