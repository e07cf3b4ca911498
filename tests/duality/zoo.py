"""Instances of every kind the engine has to survive, reproducible from a seed."""

import itertools
from fractions import Fraction

import numpy as np

from certify import Instance

# All eight patterns of zero and positive (eps0, eps1, eps2), in the scale ||E|| = 1.
PATTERNS = [
    tuple(size if on else 0.0 for size, on in zip((0.04, 0.15, 0.3), bits, strict=True))
    for bits in itertools.product((0, 1), repeat=3)
]
KINDS = (
    "generic",
    "tall",
    "short",
    "rank-deficient X",
    "rank-deficient Z",
    "zero column in X",
    "repeated singular values",
    "Z inside range X",
    "Z orthogonal to X",
    "Z zero",
    "X zero",
)


def factors(kind: str, r: int, r_star: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """X (n, r) and Z (n, r*) of a kind."""
    rng = np.random.default_rng([seed, r, r_star, KINDS.index(kind)])
    n = {"tall": r + r_star + 2, "short": max(r, r_star, 2)}.get(kind, r + r_star)
    X, Z = rng.standard_normal((n, r)), rng.standard_normal((n, r_star))
    if kind == "rank-deficient X":
        # Exact in binary, so that the exact rank is what it says.
        X = np.rint(8.0 * X) / 8.0
        X[:, -1] = X[:, 0] * 0.5 if r > 1 else 0.0
    elif kind == "rank-deficient Z":
        Z[:, -1] = Z[:, 0] * 0.5 if r_star > 1 else 0.0
    elif kind == "zero column in X":
        X[:, 0] = 0.0
    elif kind == "repeated singular values":
        X = np.linalg.qr(X)[0]
    elif kind == "Z inside range X":
        Z = X @ rng.standard_normal((r, r_star))
    elif kind == "Z orthogonal to X":
        X[r:], Z[:r] = 0.0, 0.0
    elif kind == "Z zero":
        Z[:] = 0.0
    elif kind == "X zero":
        X[:] = 0.0
    return X, Z


def instance(kind: str, r: int, r_star: int, seed: int, pattern: tuple[float, ...] = (0, 0, 0)) -> Instance:
    """An instance of a kind, its eps0 and eps1 in units of ||E||."""
    X, Z = factors(kind, r, r_star, seed)
    size = float(np.linalg.norm(X @ X.T - Z @ Z.T))
    eps0, eps1, eps2 = pattern
    return Instance(X, Z, eps0 * size, eps1 * size, eps2)


def rotation(rng: np.random.Generator, n: int) -> np.ndarray:
    """An orthogonal matrix, uniformly."""
    Q, R = np.linalg.qr(rng.standard_normal((n, n)))
    return Q * np.sign(np.diagonal(R))


def exact(matrix: tuple[tuple[Fraction, ...], ...], scale: Fraction = Fraction(1)) -> np.ndarray:
    """Exact entries, times a scale, as floats."""
    return np.array([[float(x * scale) for x in row] for row in matrix])
