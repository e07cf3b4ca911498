"""Coordinates of S^d, the symmetric d x d matrices.

A symmetric matrix is written as the vector of its upper triangle, column by column, with the entries off
the diagonal times sqrt(2). The map is an isometry: <A, B> = svec(A) . svec(B). The order and the scaling
are those of Clarabel's PSD triangle cone.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]


def symmetric_dimension(d: int) -> int:
    """N = d(d+1)/2, the dimension of S^d."""
    return d * (d + 1) // 2


def matrix_size(N: int) -> int:
    """d with d(d+1)/2 = N. Raises ValueError when there is none."""
    d = (int(np.sqrt(8 * N + 1)) - 1) // 2
    if symmetric_dimension(d) != N:
        raise ValueError(f"{N} is not of the form d(d+1)/2")
    return d


@lru_cache(maxsize=128)
def _upper_triangle(d: int) -> tuple[Ints, Ints, Floats]:
    columns, rows = np.tril_indices(d)
    scale = np.where(rows == columns, 1.0, np.sqrt(2.0))
    for array in (rows, columns, scale):
        array.setflags(write=False)
    return rows, columns, scale


def svec(M: Floats) -> Floats:
    """Coordinates (..., N) of the symmetric part of M (..., d, d)."""
    rows, columns, scale = _upper_triangle(M.shape[-1])
    coordinates: Floats = 0.5 * scale * (M[..., rows, columns] + M[..., columns, rows])
    return coordinates


def smat(v: Floats) -> Floats:
    """The symmetric matrix (..., d, d) with coordinates v (..., N); inverse of `svec`."""
    d = matrix_size(v.shape[-1])
    rows, columns, scale = _upper_triangle(d)
    M = np.empty((*v.shape[:-1], d, d))
    M[..., rows, columns] = M[..., columns, rows] = v / scale
    return M


def symmetric_part(M: Floats) -> Floats:
    """(M + M^T)/2."""
    return 0.5 * (M + M.swapaxes(-1, -2))
