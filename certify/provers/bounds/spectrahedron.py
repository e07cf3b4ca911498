"""Rational points of {x : F_0 + sum x_i F_i semidefinite}, also where it has no interior.

A solver proposes a point as far inside as it goes. If that is inside, it is rounded to short numbers. If not,
the set lies in a face: the null space of the proposed matrix, where simple rational vectors span it, must be
annihilated by every point, which is a linear equation, solved exactly; the search goes on inside the face.
"""

import time
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import clarabel
import numpy as np
from flint import fmpq, fmpq_mat
from scipy import sparse

from certify.certificates.rational import Simplest
from certify.common.exact import Exact
from certify.kernel.arithmetic.matrix import Matrix
from certify.kernel.arithmetic.semidefinite import obstruction
from certify.kernel.limits import Budget
from certify.provers.bounds.exact_algebra import (
    DENOMINATORS,
    affine_solutions,
    as_fraction,
    exact_rows,
    floats,
    null_space,
)
from certify.provers.reals.sums_of_squares import rational_span
from certify.recovery.geometry import Floats

# Faces within faces looked at; how far unknowns may go, at first and at last, in multiples of the entries.
FACES, REACH, FARTHEST = 4, 1e3, 1e12


def rational_point(constant: Exact, moves: Sequence[Exact], deadline: float) -> list[Fraction] | None:
    """Rational x with constant + sum x_i moves_i semidefinite, as decided exactly; None if none was found.

    Unknowns may go farther as long as the proposed ones went as far as they could.
    """
    reach = REACH
    while reach <= FARTHEST and time.monotonic() < deadline:
        found, bounded = _within(reach, constant, moves, deadline)
        if found is not None or not bounded:
            return found
        reach *= 1000
    return None


def _within(
    reach: float, constant: Exact, moves: Sequence[Exact], deadline: float
) -> tuple[list[Fraction] | None, bool]:
    """A point that goes no farther than the reach, and whether one was proposed that went that far."""
    n, count = len(constant), len(moves)
    F = fmpq_mat(count + 1, n * n, [x for M in (constant, *moves) for x in exact_rows(M).entries()])
    P, V = _identity(count + 1), _identity(n)  # (1, x) = (1, w) P with w free; V spans the face
    bounded = False
    for _ in range(FACES):
        reduced = [V.transpose() * fmpq_mat(n, n, row) * V for row in (P * F).tolist()]
        near = [floats(M) for M in reduced]
        w = _deep_inside(near, reach, deadline)
        if w is None:
            return None, bounded
        bounded |= len(w) > 0 and float(np.abs(w).max()) > reach / 2
        for largest in DENOMINATORS:
            rounded = Simplest(largest).matrix(w[None, :])[0]
            x = fmpq_mat(1, len(rounded) + 1, [1, *(fmpq(a.numerator, a.denominator) for a in rounded)]) * P
            if _is_semidefinite(fmpq_mat(n, n, (x * F).entries())):
                return [as_fraction(value) for value in x.entries()[1:]], bounded
        reached = near[0] + sum((a * M for a, M in zip(w, near[1:], strict=True)), np.zeros_like(near[0]))
        smaller = _face(reached, reduced)
        if smaller is None:
            return None, bounded
        null, Q = smaller
        P, V = Q * P, V * null_space(null)
    return None, bounded


def _deep_inside(matrices: Sequence[Floats], reach: float, deadline: float) -> Floats | None:
    """Floats w with M_0 + sum w_i M_i - t I semidefinite, t <= 1 as large as can be."""
    count, n = len(matrices) - 1, len(matrices[0])
    if count == 0 or n == 0:
        return np.zeros(count)
    size = max(float(np.abs(M).max()) for M in matrices) or 1.0
    triangles = [triangle(M / size) for M in matrices]
    unit = np.eye(count + 1)
    A = np.vstack([unit, -unit[:-1], np.column_stack([*(-T for T in triangles[1:]), triangle(np.eye(n))])])
    b = np.concatenate([np.full(count, reach), [1.0], np.full(count, reach), triangles[0]])
    cones = [clarabel.NonnegativeConeT(2 * count + 1), clarabel.PSDTriangleConeT(n)]
    x = solved(-unit[-1], A, b, cones, deadline)
    return None if x is None else x[:-1]


def least_change(objective: Exact, matrices: Sequence[Exact], deadline: float) -> float | None:
    """About the least <objective, sum w_i M_i> with M_0 + sum w_i M_i semidefinite, w within the reach."""
    start, *moves = [floats(exact_rows(M)) for M in matrices]
    if not moves:
        return 0.0
    C = floats(exact_rows(objective))
    sizes = [float(np.abs(M).max()) or 1.0 for M in moves]
    cost = np.array([float((C * M).sum()) / size for M, size in zip(moves, sizes, strict=True)])
    largest = float(np.abs(cost).max())
    if largest == 0:
        return 0.0
    scale = float(np.abs(start).max()) or 1.0
    unit = np.eye(len(moves))
    columns = [-triangle(M) / size for M, size in zip(moves, sizes, strict=True)]
    A = np.vstack([unit, -unit, np.column_stack(columns)])
    b = np.concatenate([np.full(2 * len(moves), REACH), triangle(start / scale)])
    cones = [clarabel.NonnegativeConeT(2 * len(moves)), clarabel.PSDTriangleConeT(len(start))]
    w = solved(cost / largest, A, b, cones, deadline)
    return None if w is None else scale * float(cost @ w)


def solved(cost: Floats, A: Floats, b: Floats, cones: list[Any], deadline: float) -> Floats | None:
    """Clarabel's x for: minimise cost^T x with b - A x in the cones. A proposal, whatever its status."""
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    settings.max_threads = 1
    settings.time_limit = max(0.1, deadline - time.monotonic())
    zero = sparse.csc_matrix((len(cost), len(cost)))
    x = np.array(clarabel.DefaultSolver(zero, cost, sparse.csc_matrix(A), b, cones, settings).solve().x)
    return x if np.isfinite(x).all() else None


def triangle(M: Floats) -> Floats:
    """The upper triangle column by column, as Clarabel has it: off the diagonal times sqrt 2."""
    n = len(M)
    return np.array([M[i, j] * (1 if i == j else np.sqrt(2)) for j in range(n) for i in range(j + 1)])


def _face(reached: Floats, matrices: Sequence[fmpq_mat]) -> tuple[fmpq_mat, fmpq_mat] | None:
    """Rational null vectors of the matrix reached, as rows, and Q: (1, w) Q annihilates them for every w."""
    values, vectors = np.linalg.eigh(reached)
    top = max(float(values[-1]), 1e-300)
    for tolerance in (1e-3, 1e-4, 1e-5, 1e-6):
        small = values < tolerance * top
        span = rational_span(vectors[:, small].T) if small.any() else None
        if not span:
            continue
        null = exact_rows(span)
        equations = [(null * M).entries() for M in matrices]
        Q = affine_solutions(fmpq_mat(equations).transpose())
        if Q is not None:
            return null, Q
    return None


def _identity(n: int) -> fmpq_mat:
    return fmpq_mat(n, n, [int(i == j) for i in range(n) for j in range(n)])


def _is_semidefinite(matrix: fmpq_mat) -> bool:
    rows = [[as_fraction(x) for x in row] for row in matrix.tolist()]
    return obstruction(Matrix.of(rows), Budget()) is None
