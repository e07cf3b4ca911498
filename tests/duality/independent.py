"""What makes a point of (P) or (D) one, written out from the paper in the coordinates of the instance.

Nothing here uses the reduced frame, svec, the lift or the points of certify.
"""

import numpy as np
from zoo import exact

from certify import DualityResult, Instance


def error_of(instance: Instance) -> np.ndarray:
    """E, rounded once from its exact entries."""
    return exact(instance.error_exact)


def symmetric_basis(n: int) -> list[np.ndarray]:
    """An orthonormal basis of S^n."""
    basis = []
    for i in range(n):
        for j in range(i + 1):
            B = np.zeros((n, n))
            B[i, j] = B[j, i] = 1.0 if i == j else np.sqrt(0.5)
            basis.append(B)
    return basis


def band_matrix(H: object, n: int) -> np.ndarray:
    """H on S^n in an orthonormal basis, from what H does to each element."""
    basis = symmetric_basis(n)
    return np.array([[float(np.sum(H.apply(B) * C)) for B in basis] for C in basis])


def second_order_matrix(instance: Instance, S: np.ndarray, H: object) -> np.ndarray:
    """2<S, D D'^T> + <H(P_D), P_D'> + eps2 <D X^T, D' X^T> over every D (n, r): gauge and kernel included."""
    X = instance.X
    n, r = X.shape
    units = []
    for i in range(n):
        for a in range(r):
            D = np.zeros((n, r))
            D[i, a] = 1.0
            units.append(D)
    lifts = [D @ X.T + X @ D.T for D in units]
    images = [H.apply(P) for P in lifts]
    form = np.empty((n * r, n * r))
    for i, D in enumerate(units):
        for j, C in enumerate(units):
            local = float(np.sum((D @ X.T) * (C @ X.T)))
            form[i, j] = 2.0 * np.sum((S @ D) * C) + np.sum(images[i] * lifts[j]) + (instance.eps2 * local)
    return form


def primal_violations(result: DualityResult) -> dict[str, float]:
    """By how much the counterexample fails each condition of (P), in units of ||E||; the gap of S too."""
    instance = result.instance
    S, G, H = result.counterexample
    E = error_of(instance)
    size = np.linalg.norm(E)
    eigenvalues = np.linalg.eigvalsh(band_matrix(H, instance.n))
    delta = result.primal
    projector = instance.X @ np.linalg.pinv(instance.X, rcond=1e-9)
    return {
        "S is H(E) + G": float(np.linalg.norm(H.apply(E) + G - S) / size),
        "band": float(max(1.0 - delta - eigenvalues[0], eigenvalues[-1] - 1.0 - delta, 0.0)),
        "noise": float(max(np.linalg.norm(G, 2) - instance.eps0, 0.0) / size),
        "first order": float(max(2.0 * np.linalg.norm(S @ projector) - instance.eps1, 0.0) / size),
        "second order": float(max(-np.linalg.eigvalsh(second_order_matrix(instance, S, H))[0], 0.0) / size),
    }


def proved_bound(instance: Instance, D0: np.ndarray, D: list[np.ndarray]) -> float:
    """The delta below which psi(D0, D_1 ... D_p) < 0; 0 where the directions say nothing.

    psi = sup over the band of H and ||G||_op <= eps0 of <H(E) + G, M> + sum <H(P_i), P_i> + eps terms, with
    M = P_0 + 2 sum D_i D_i^T; the sup over H of <H, K> is tr K + delta ||K||_*.
    """
    X, E = instance.X, error_of(instance)
    lifts = [C @ X.T + X @ C.T for C in D]
    M = D0 @ X.T + X @ D0.T + 2.0 * sum((C @ C.T for C in D), np.zeros_like(E))
    basis = symmetric_basis(instance.n)
    m, e = (np.array([np.sum(A * B) for B in basis]) for A in (M, E))
    K = 0.5 * (np.outer(m, e) + np.outer(e, m))
    for P in lifts:
        p = np.array([np.sum(P * B) for B in basis])
        K += np.outer(p, p)
    size = np.abs(np.linalg.eigvalsh(K)).sum()
    if size == 0.0:
        return 0.0
    cost = np.trace(K) + instance.eps0 * np.abs(np.linalg.eigvalsh(M)).sum()
    cost += instance.eps1 * np.linalg.norm(D0 @ X.T)
    cost += instance.eps2 * sum(np.linalg.norm(C @ X.T) ** 2 for C in D)
    return float(max(-cost / size, 0.0))
