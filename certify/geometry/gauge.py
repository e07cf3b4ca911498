"""The gauge directions {X A : A skew}, along which X X^T does not change.

For D = X A with A skew, P_D = 0; and if S X = 0 then <S, D D^T> = 0 too, so the second-order inequality
vanishes on these directions and the semidefinite program has no interior until they are removed. Only they
may be removed: the kernel of D -> P_D is larger when X is rank deficient, and on D = w v^T with X v = 0 the
inequality says that S is positive semidefinite on w.
"""

import numpy as np
import scipy.linalg

from certify.geometry.symmetric import Floats


def gauge_directions(X: Floats) -> Floats:
    """A spanning set (d r, r(r-1)/2) of {vec(X A) : A skew}; independent iff rank X >= r - 1."""
    d, r = X.shape
    directions = np.zeros((r * (r - 1) // 2, r, d))
    for index, (a, b) in enumerate(zip(*np.triu_indices(r, 1), strict=True)):
        directions[index, a] = X[:, b]
        directions[index, b] = -X[:, a]
    return directions.reshape(-1, d * r).T


def gauge_complement(X: Floats) -> Floats:
    """Orthonormal columns C (d r, .) spanning {vec D : D X^T orthogonal to X A X^T for every skew A}.

    The complement is taken in the local inner product <D X^T, D' X^T>, extended by the Euclidean one where
    that vanishes, so that when S X = 0 the form 2<S, D D^T> + <H(P_D), P_D> + eps2 ||D X^T||^2 has no cross
    term between it and the gauge: the form is PSD iff its restriction to C is. Degree 0 in X.
    """
    d, r = X.shape
    U, s, Vt = np.linalg.svd(X, full_matrices=False)
    k = int(np.sum(s > s.max(initial=0.0) * max(X.shape) * np.finfo(np.float64).eps))
    if k == 0 or r == 1:
        return np.eye(d * r)
    # In the basis of the singular vectors, gauge directions are D = U [diag(s) A11, B] V^T with A11 skew
    # (k, k) and B free (k, r - k). D X^T is then orthogonal to X A X^T iff U^T D V diag(s) is symmetric
    # in its leading block; B is removed outright, since S X = 0 and X v = 0 make the form vanish on it.
    rows = []
    for a in range(k):
        for b in range(a + 1, k):
            constraint = np.outer(U[:, a], Vt[b]) * s[b] - np.outer(U[:, b], Vt[a]) * s[a]
            rows.append(constraint.T.reshape(-1) / np.hypot(s[a], s[b]))
    full_V = np.linalg.svd(X)[2]
    for b in range(k, r):
        rows += [np.outer(U[:, a], full_V[b]).T.reshape(-1) for a in range(k)]
    if not rows:
        return np.eye(d * r)
    complement: Floats = scipy.linalg.null_space(np.array(rows))
    return complement
