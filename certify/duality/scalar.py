"""delta* of a whole batch of noiseless instances; for r* = 1 by a scalar equation, vectorised.

With Z = z one column, T of the noiseless reduction is a number t >= -s_min^2. Scale to ||E|| = 1 and write
f = ||z_perp||^2, A = X^T X, y = X^T z: the scaled optimum is

    kappa = min_t (1 - f^2 + (f + t)^2) / (1 + f t)   s.t.   h(t) = 1 - ||E11||^2 + f t
                                                              - 2 f y^T (A + t I)^{-1} y >= 0,

and delta* = kappa / (2 - kappa). kappa falls up to t_0 and rises after it, h rises, and both t_0 and the
root of h lie in [-s_min^2, 0]: the answer is at the larger of the two.
"""

import numpy as np
from numpy.typing import NDArray

from certify.duality.noiseless import solve_noiseless
from certify.errors import InputError
from certify.geometry import Floats
from certify.instance import LARGEST, Instance

# Where the Gram matrix is used, eigenvalues below this ratio are not trusted to eight digits.
SMALLEST_GRAM_RATIO = 1e-6
SMALLEST_ERROR_RATIO = 1e-5
BISECTIONS = 52
# Instances at a time: their intermediate arrays stay in the processor's cache.
CHUNK = 4096


def delta_star_batch(X: object, Z: object) -> Floats:
    """delta* (B,) of noiseless instances X (B, d, r), Z (B, d, r*); degree 0 in (X, Z).

    For r* = 1 all instances are solved at once (the few that are ill-conditioned, one by one, from their
    exact entries); for r* > 1 each is a small conic program.

    Raises:
        InputError: an array that is not numeric, finite and of these shapes, or an instance of the batch
            with X X^T = Z Z^T, named by its index.
        SolverError: the solver failed on an instance with r* > 1.
    """
    X, Z = _batch(X, "X"), _batch(Z, "Z")
    if X.shape[:2] != Z.shape[:2]:
        problem = f"has shape {Z.shape} and X has {X.shape}"
        raise InputError("Z", problem, "give X (B, d, r) and Z (B, d, r*) with the same B and d")
    if Z.shape[2] != 1 or len(X) == 0:
        return np.array([_single(X, Z, index) for index in range(len(X))])
    values = np.empty(len(X))
    for start in range(0, len(X), CHUNK):
        chunk = slice(start, start + CHUNK)
        with np.errstate(all="ignore"):
            values[chunk], trusted = _scalar(X[chunk], Z[chunk, :, 0])
        for index in start + np.flatnonzero(~trusted):
            values[index] = _single(X, Z, int(index))
    return values


def _single(X: Floats, Z: Floats, index: int) -> float:
    try:
        frame = Instance(X[index], Z[index]).reduced
    except InputError as error:
        field = f"{error.field[:1]}[{index}]{error.field[1:]}"
        raise InputError(field, error.problem, error.fix) from None
    return min(max(solve_noiseless(frame, "clarabel")[0].delta, 0.0), 1.0)


def _scalar(X: Floats, z: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """delta* for each instance, and whether double precision could be trusted with it."""
    # Of degree 0: a power of two brings every instance to size one, and squares neither over- nor underflow.
    size = np.maximum(np.abs(X).max(axis=(1, 2)), np.abs(z).max(axis=1))
    unit = np.exp2(np.floor(np.log2(np.where(size > 0.0, size, 1.0))))
    X, z = X / unit[:, None, None], z / unit[:, None]
    A, y = np.matmul(X.swapaxes(1, 2), X), np.einsum("bdr,bd->br", X, z)
    sigma, vectors = np.linalg.eigh(A)
    # In the singular basis of X: squared singular values sigma, and the squares of the entries of U^T z.
    inner = np.einsum("bra,br->ba", vectors, y)
    squares = inner**2
    z_square = np.einsum("bd,bd->b", z, z)
    along = squares / sigma
    f = z_square - along.sum(axis=1)
    leading = (sigma**2).sum(axis=1) - 2.0 * squares.sum(axis=1) + along.sum(axis=1) ** 2
    size_square = leading + 2.0 * f * along.sum(axis=1) + f**2
    magnitude = sigma.sum(axis=1) + z_square
    trusted = (sigma[:, 0] > SMALLEST_GRAM_RATIO * sigma[:, -1]) & np.isfinite(size_square)
    trusted &= size_square > (SMALLEST_ERROR_RATIO * magnitude) ** 2
    trusted &= f > SMALLEST_GRAM_RATIO * z_square
    norm = np.sqrt(size_square)
    f, sigma, squares = f / norm, sigma / norm[:, None], squares / size_square[:, None]
    rest = 1.0 - f**2
    stationary = f * rest / (rest + np.sqrt(rest**2 + rest * f**2)) - f
    lower, upper = -sigma[:, 0], np.zeros(len(f))
    constant, numerators = 1.0 - leading / size_square, 2.0 * f[:, None] * squares
    for _ in range(BISECTIONS):
        middle = 0.5 * (lower + upper)
        feasible = constant + f * middle >= (numerators / (sigma + middle[:, None])).sum(axis=1)
        upper = np.where(feasible, middle, upper)
        lower = np.where(feasible, lower, middle)
    t = np.maximum(stationary, upper)
    kappa = (rest + (f + t) ** 2) / (1.0 + f * t)
    return np.clip(kappa / (2.0 - kappa), 0.0, 1.0), trusted


def _batch(value: object, field: str) -> Floats:
    try:
        array = np.asarray(value)
    except ValueError:
        array = np.asarray(None)
    if array.ndim != 3 or array.dtype.kind not in "iuf" or 0 in array.shape[1:]:
        problem = f"is not a numeric array of three dimensions (shape {array.shape}, {array.dtype})"
        raise InputError(field, problem, "give X (B, d, r) and Z (B, d, r*)")
    array = array.astype(np.float64)
    if not np.isfinite(array).all():
        index = int(np.argwhere(~np.isfinite(array))[0][0])
        raise InputError(f"{field}[{index}]", "has an entry that is not finite", "give finite numbers")
    if np.abs(array).max(initial=0.0) > LARGEST:
        index = int(np.argwhere(np.abs(array) > LARGEST)[0][0])
        problem = f"has an entry larger than {LARGEST:g}"
        raise InputError(f"{field}[{index}]", problem, "rescale the instance; delta* does not change")
    return array
