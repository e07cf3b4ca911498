"""The smallest value of the second-order form 2<S, D D^T> + <H(P_D), P_D> + eps2 ||D X^T||^2.

Directions are measured in the Euclidean norm, at ||E|| = 1. The frame is a rotation of the instance's own
coordinates, so the value is what anyone finds there from S, H and X, in units of ||E||. Near the truth, where
||X||^2 is large beside ||E||, the form has entries of the size of ||X||^2 / ||E||: it magnifies an error of
the point by as much, and its own rounding is 2^-52 times that (`curvature_rounding`)."""

import numpy as np
import scipy.optimize

from certify.recovery.geometry import Floats, lift_matrix
from certify.recovery.instance.reduction import Reduced
from certify.recovery.objectives import BandOperator, Operator

LARGEST_DENSE = 900
# Largest seen rounding of the form in the instance's coordinates, in units of 2^-52 ||X||^2 / ||E||: about 4.
ROUNDING = 8.0


def curvature_rounding(frame: Reduced) -> float:
    """What the smallest value of the form may be off by, computed in doubles in the instance's coordinates.

    A point cannot be confirmed where this exceeds the tolerance: neither its S and H, written in doubles, nor
    the form computed from them carry enough digits.
    """
    largest = float(frame.singular_values.max(initial=0.0))
    return ROUNDING * float(np.finfo(np.float64).eps) * largest**2


def smallest_curvature(frame: Reduced, S: Floats, H: Operator) -> float:
    """The least value of the form over directions of length one, on all of R^{d x r}.

    Where X has zero columns (in the frame) the form is 2 S on each of them. The rest is a dense eigenvalue
    problem of size d rank(X), or, where that is large and S X = 0, a secular equation.
    """
    lowest = [] if frame.full_rank else [2.0 * float(np.linalg.eigvalsh(S)[0])]
    k = frame.rank
    if k:
        critical = float(np.abs(S[:, :k]).max()) < 1e-12
        if frame.d * k > LARGEST_DENSE and isinstance(H, BandOperator) and critical:
            lowest.append(_secular(frame, S, H))
        else:
            lowest.append(float(np.linalg.eigvalsh(second_order_form(frame, S, H))[0]))
    return min(lowest)


def second_order_form(frame: Reduced, S: Floats, H: Operator) -> Floats:
    """The matrix (d k, d k) of the form on the first k = rank X columns of D, vec stacking columns."""
    X = frame.core
    form = np.kron(np.eye(frame.rank), 2.0 * S) + H.pull_back(lift_matrix(X))
    form += np.diag(np.repeat(frame.eps2 * frame.singular_values**2, frame.d))
    return form


def _secular(frame: Reduced, S: Floats, H: BandOperator) -> float:
    """The least value of Q - v v^T for the block diagonal Q that S X = 0 leaves of the form.

    With D = [A; B], Q couples A_ij only with A_ji, and B only along the columns through S; v collects
    <w, P_D> / sqrt(<E, w>).
    """
    k, s = frame.rank, frame.singular_values
    band, w = 1.0 + H.delta, H.direction * np.sqrt(H.weight)
    tau, turn = np.linalg.eigh(S[k:, k:])
    diagonal = [(2.0 * tau[:, None] + (2.0 * band + frame.eps2) * s**2).ravel()]
    border = [(turn.T @ (2.0 * w[k:, :k] * s)).ravel()]
    diagonal.append((4.0 * band + frame.eps2) * s**2)
    border.append(2.0 * np.diagonal(w)[:k] * s)
    a, b = np.triu_indices(k, 1)
    pairs = np.empty((len(a), 2, 2))
    pairs[:, 0, 0] = (2.0 * band + frame.eps2) * s[b] ** 2
    pairs[:, 1, 1] = (2.0 * band + frame.eps2) * s[a] ** 2
    pairs[:, 0, 1] = pairs[:, 1, 0] = 2.0 * band * s[a] * s[b]
    values, vectors = np.linalg.eigh(pairs)
    pair_border = 2.0 * w[a, b][:, None] * np.stack([s[b], s[a]], axis=1)
    diagonal.append(values.ravel())
    border.append(np.einsum("pij,pi->pj", vectors, pair_border).ravel())
    q, v = np.concatenate(diagonal), np.concatenate(border)
    return _lowest_after_rank_one(q, v)


def _lowest_after_rank_one(q: Floats, v: Floats) -> float:
    """lambda_min of diag(q) - v v^T."""
    lowest, square = float(q.min()), v**2
    active = square > 0.0
    if not active.any():
        return lowest
    start = float(q[active].min())
    bottom = start - 2.0 * float(square.sum()) - np.finfo(np.float64).tiny

    def secular(x: float) -> float:
        return 1.0 - float(np.sum(square[active] / (q[active] - x)))

    top = np.nextafter(start, -np.inf)
    if secular(top) >= 0.0:
        return min(lowest, float(top))
    return min(lowest, float(scipy.optimize.brentq(secular, bottom, top, xtol=1e-14)))
