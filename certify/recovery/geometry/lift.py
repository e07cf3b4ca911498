"""The linear map D -> P_D = D X^T + X D^T, from directions at X to first-order changes of X X^T."""

import numpy as np

from certify.recovery.geometry.symmetric import Floats, svec


def lift(X: Floats, D: Floats) -> Floats:
    """P_D = D X^T + X D^T, (d, d) for X and D of shape (d, r). Bilinear: degree 1 in X and in D."""
    half = D @ X.T
    return half + half.T


def lift_matrix(X: Floats) -> Floats:
    """The matrix J (N, d r) with svec(P_D) = J vec(D), vec stacking columns. Degree 1 in X."""
    d, r = X.shape
    products = np.zeros((r, d, d, d))
    identity = np.eye(d)
    # products[a, i] = e_i x_a^T, for direction D = e_i e_a^T; svec symmetrises, hence the factor 2.
    products[:] = identity[None, :, :, None] * X.T[:, None, None, :]
    return 2.0 * svec(products).reshape(r * d, -1).T


def local_norm(X: Floats, D: Floats) -> float:
    """||D X^T||, the norm in which Theorem 1.4 (Zhang) measures directions. Degree 1 in X and in D."""
    return float(np.linalg.norm(D @ X.T))


def vec(D: Floats) -> Floats:
    """Columns of D (d, r) stacked into a vector (d r,)."""
    return D.T.reshape(-1)


def unvec(v: Floats, r: int) -> Floats:
    """The (d, r) matrix whose columns, stacked, are v; inverse of `vec`."""
    return v.reshape(r, -1).T
