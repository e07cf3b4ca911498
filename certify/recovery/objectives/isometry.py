"""The restricted isometry constant of Definition 1.1 (Zhang): exact where it can be, otherwise a bracket."""

from dataclasses import dataclass

import numpy as np
import scipy.linalg

from certify.recovery.geometry import Floats, smat, symmetric_dimension
from certify.recovery.objectives.inputs import integer
from certify.recovery.objectives.operators import BandOperator, Operator

_SWEEPS = 200
_GAIN = 1e-13


@dataclass(frozen=True)
class Isometry:
    """lower <= delta <= upper, to rounding, for the smallest delta with
    (1 - delta) ||M||^2 <= <H(M), M> <= (1 + delta) ||M||^2 whenever rank M <= k.

    Attributes:
        lower: reached by a matrix of rank <= k that was found.
        upper: no matrix exceeds it.
        exact: whether the two are the constant itself; otherwise they are a bracket of it.
        reason: one line that says why.
    """

    lower: float
    upper: float
    exact: bool
    reason: str


def isometry_constant(operator: Operator, k: int, *, restarts: int = 8, seed: int = 0) -> Isometry:
    """The isometry constant of H over matrices of rank <= k in the space H acts on; degree 0 in scale.

    On S^n only symmetric matrices count (a map that should also be an isometry on the others needs the
    skew measurements of `measurement_matrices`). Deciding it is NP-hard in general, hence the bracket: from
    above by the whole spectrum, from below by an ascent over rank-k matrices with seeded restarts.

    Raises InputError unless k is an integer >= 1.
    """
    k = integer("k", k, least=1)
    lowest, highest = operator.spectrum()
    upper = _constant(lowest, highest)
    size = min(operator.shape)
    if k >= size:
        return Isometry(upper, upper, True, f"exact: every matrix has rank <= {size} <= k = {k}")
    if isinstance(operator, BandOperator):
        value = _constant(*_band_extremes(operator, k))
        return Isometry(value, value, True, f"exact: closed form of a rank-one change of Id at rank k = {k}")
    rng = np.random.default_rng(seed)
    starts = [rng.standard_normal(operator.shape) for _ in range(restarts)]
    found = _constant(
        -max(_ascend(operator, k, -1.0, highest, start) for start in starts),
        max(_ascend(operator, k, 1.0, -lowest, start) for start in starts),
    )
    reason = f"a bracket: best of {restarts} ascents over rank <= {k} below, the whole spectrum above"
    return Isometry(min(found, upper), upper, False, reason)


def _constant(lowest: float, highest: float) -> float:
    return max(1.0 - lowest, highest - 1.0)


def _band_extremes(operator: BandOperator, k: int) -> tuple[float, float]:
    """Extremes of 1 + delta - weight <u, M>^2 over unit M of rank <= k < n."""
    eigenvalues = np.linalg.eigvalsh(operator.direction)
    sizes = np.sort(np.abs(eigenvalues))[::-1]
    # Rank two reaches the complement of u always, rank one only when u is not definite.
    definite = k == 1 and (eigenvalues[0] > 0.0 or eigenvalues[-1] < 0.0)
    least = float(sizes[-1]) ** 2 if definite else 0.0
    band = 1.0 + operator.delta
    return band - operator.weight * float(np.sum(sizes[:k] ** 2)), band - operator.weight * least


def _ascend(operator: Operator, k: int, sign: float, shift: float, start: Floats) -> float:
    """A local maximum of sign <H(M), M> over unit M of rank <= k, by two half steps that never descend.

    Given M, the best rank-k matrix for the tangent of the convex function sign <H(M), M> + shift ||M||^2 is
    the truncation of its gradient; given the singular subspaces of that, the best M is an eigenvector.
    """
    gradient, value = start, -np.inf
    for _ in range(_SWEEPS):
        subspace = _rank_k_subspace(operator, gradient, k)
        compressed = sign * operator.pull_back(subspace)
        top = len(compressed) - 1
        eigenvalue, core = scipy.linalg.eigh(compressed, subset_by_index=[top, top])
        gain, value = float(eigenvalue[0]) - value, float(eigenvalue[0])
        if gain <= _GAIN * (abs(value) + abs(shift)):
            break
        M = operator.from_coordinates(subspace @ core[:, 0])
        gradient = sign * operator.apply(M) + shift * M
    return value


def _rank_k_subspace(operator: Operator, M: Floats, k: int) -> Floats:
    """Orthonormal coordinates (dimension, .) of the matrices on the k leading singular subspaces of M."""
    if operator.symmetric:
        eigenvalues, vectors = scipy.linalg.eigh(0.5 * (M + M.T))
        U = vectors[:, np.argsort(-np.abs(eigenvalues))[:k]]
        products = U @ smat(np.eye(symmetric_dimension(k))) @ U.T
        return operator.coordinates(products).T
    U, _, Vt = scipy.linalg.svd(M, full_matrices=False)
    products = np.einsum("ia,bj->abij", U[:, :k], Vt[:k]).reshape(k * k, *M.shape)
    return operator.coordinates(products).T
