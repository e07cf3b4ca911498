"""The gauge directions {X A : A skew}, along which X X^T does not change.

For D = X A with A skew, P_D = 0; and if S X = 0 then <S, D D^T> = 0 too, so the second-order inequality
vanishes on these directions and the semidefinite program has no interior until they are removed. Only they
may be removed: the kernel of D -> P_D is larger when X is rank deficient, and on D = w v^T with X v = 0 the
inequality says that S is positive semidefinite on w.
"""

import numpy as np

from certify.recovery.geometry.symmetric import Floats


def gauge_directions(X: Floats) -> Floats:
    """A spanning set (d r, r(r-1)/2) of {vec(X A) : A skew}; independent iff rank X >= r - 1."""
    d, r = X.shape
    directions = np.zeros((r * (r - 1) // 2, r, d))
    for index, (a, b) in enumerate(zip(*np.triu_indices(r, 1), strict=True)):
        directions[index, a] = X[:, b]
        directions[index, b] = -X[:, a]
    return directions.reshape(-1, d * r).T


def gauge_complement(X: Floats, rank: int | None = None) -> Floats:
    """Orthonormal columns C (d r, .) spanning {vec D : D X^T orthogonal to X A X^T for every skew A}.

    The complement is taken in the local inner product <D X^T, D' X^T>, and where that vanishes in the
    Euclidean one, so that when S X = 0 the form 2<S, D D^T> + <H(P_D), P_D> + eps2 ||D X^T||^2 has no cross
    term between it and the gauge: the form is PSD iff its restriction to C is. Degree 0 in X. The rank of X
    is numpy's unless it is given.
    """
    d, r = X.shape
    U, s, Vt = np.linalg.svd(X)
    if rank is None:
        rank = int(np.sum(s > s.max(initial=0.0) * max(d, r) * np.finfo(np.float64).eps))
    # With U^T D V = [[D11, D12], [D21, D22]] the gauge is {[diag(s) A11, B]: A11 skew, B free} in the first
    # rows. D is locally orthogonal to it iff D11 diag(s) is symmetric, and D12 = 0 goes with B.
    columns = [np.outer(Vt[b], U[:, i]) for b in range(r) for i in range(rank, d)]
    columns += [np.outer(Vt[a], U[:, a]) for a in range(rank)]
    for a in range(rank):
        for b in range(a + 1, rank):
            pair = s[a] * np.outer(Vt[b], U[:, a]) + s[b] * np.outer(Vt[a], U[:, b])
            columns.append(pair / np.hypot(s[a], s[b]))
    return np.array(columns).reshape(len(columns), d * r).T
