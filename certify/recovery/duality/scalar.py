"""The noiseless reduction for r* = 1: a scalar equation, for a whole batch at once.

With Z = z one column, T of the noiseless reduction is a number t >= -s_min^2. Scale to ||E|| = 1 and write
f = ||z_perp||^2, A = X^T X, y = X^T z: the scaled optimum is

    kappa = min_t (1 - f^2 + (f + t)^2) / (1 + f t)   s.t.   h(t) = 1 - ||E11||^2 + f t
                                                              - 2 f y^T (A + t I)^{-1} y >= 0,

and delta* = kappa / (2 - kappa). kappa falls up to t_0 and rises after it, h rises, and both t_0 and the
root of h lie in [-s_min^2, 0]: the answer is at the larger of the two.
"""

import numpy as np
from numpy.typing import NDArray

from certify.recovery.geometry import Floats

# Where the Gram matrix is used, eigenvalues below this ratio are not trusted to eight digits.
SMALLEST_GRAM_RATIO = 1e-6
SMALLEST_ERROR_RATIO = 1e-5
BISECTIONS = 52


def scalar_kappa(X: Floats, z: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """kappa of instances X (B, d, r), z (B, d) of size about one, and whether to trust double precision."""
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
    return kappa, trusted
