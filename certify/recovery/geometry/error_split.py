"""The error E = X X^T - Z Z^T and its tangent and normal parts at X (Fact 3.2, Zhang)."""

from dataclasses import dataclass

import numpy as np

from certify.recovery.geometry.symmetric import Floats


def error_matrix(X: Floats, Z: Floats) -> Floats:
    """E = X X^T - Z Z^T, (d, d). Degree 2 under (X, Z) -> (tX, tZ)."""
    return X @ X.T - Z @ Z.T


def range_basis(X: Floats) -> Floats:
    """Orthonormal basis (d, rank X) of the column space of X, at numpy's default rank tolerance.

    Where the rank is in doubt use `certify.Instance.reduced`, which decides it on exact rationals.
    """
    U, s, _ = np.linalg.svd(X, full_matrices=False)
    threshold = s.max(initial=0.0) * max(X.shape) * np.finfo(np.float64).eps
    return U[:, s > threshold]


def range_projector(X: Floats) -> Floats:
    """The orthogonal projector X X^+ onto the column space of X, (d, d). Degree 0."""
    U = range_basis(X)
    return U @ U.T


def tangent_part(M: Floats, projector: Floats) -> Floats:
    """Pi M + M Pi - Pi M Pi: the part of M tangent to the matrices of rank r at X X^T (Fact 3.2)."""
    return M - normal_part(M, projector)


def normal_part(M: Floats, projector: Floats) -> Floats:
    """(I - Pi) M (I - Pi), the part of M normal to the matrices of rank r at X X^T (Fact 3.2)."""
    complement = np.eye(len(M)) - projector
    return complement @ M @ complement


@dataclass(frozen=True)
class Incidence:
    """The two numbers through which Lemmas 3.8 and 3.9 (Zhang) see a pair (X, Z); both of degree 0.

    alpha = ||Z_perp Z_perp^T|| / ||E|| is the normal share of the error;
    beta = lambda_min(X^T X) tr(Z_perp Z_perp^T) / (||E|| ||Z_perp Z_perp^T||).
    Where Z_perp = 0, alpha = beta = 0 (Lemma 3.7 covers the case, and delta(0, 0) = 1 agrees with it).
    """

    alpha: float
    beta: float


def incidence(X: Floats, Z: Floats) -> Incidence:
    """alpha and beta of Lemma 3.8 for X (d, r) and Z (d, r*) with X X^T != Z Z^T."""
    size = float(np.linalg.norm(error_matrix(X, Z)))
    normal = Z - range_projector(X) @ Z
    gram = normal.T @ normal
    normal_size = float(np.linalg.norm(gram))
    if normal_size == 0.0:
        return Incidence(0.0, 0.0)
    smallest = float(np.linalg.eigvalsh(X.T @ X)[0])
    beta = max(smallest, 0.0) * float(np.trace(gram)) / (size * normal_size)
    return Incidence(min(normal_size / size, 1.0), beta)
