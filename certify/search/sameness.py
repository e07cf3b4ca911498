"""Whether two instances are the same up to rotation, gauge and scale."""

import numpy as np

from certify.recovery.geometry import Floats

MIXES = (0.0, 0.31, 1.0, 2.7)


def invariants(X: Floats, Z: Floats) -> Floats:
    """Numbers that no rotation of the rows, of the columns of X or of those of Z, and no scaling changes.

    The spectra of X X^T + m Z Z^T for a few m, over ||E||. Equal invariants are no proof that two instances
    are the same; different ones prove that they are not.
    """
    A, B = X @ X.T, Z @ Z.T
    size = float(np.linalg.norm(A - B))
    spectra = [np.linalg.eigvalsh(B)[::-1], *(np.linalg.eigvalsh(A + m * B)[::-1] for m in MIXES)]
    return np.concatenate(spectra) / (size or 1.0)


def same(first: Floats, second: Floats, tolerance: float = 1e-4) -> bool:
    """Whether invariants agree."""
    return first.shape == second.shape and bool(
        np.all(np.abs(first - second) <= tolerance * (1 + np.abs(first)))
    )
