"""delta* of a whole batch of noiseless instances, vectorised."""

import numpy as np
from numpy.typing import NDArray

from certify.common.errors import InputError
from certify.recovery.duality.barrier import barrier_kappa
from certify.recovery.duality.noiseless import solve_noiseless
from certify.recovery.duality.scalar import scalar_kappa
from certify.recovery.geometry import Floats
from certify.recovery.instance.instance import LARGEST, Instance

# Instances at a time: their intermediate arrays stay in the processor's cache.
CHUNK = 4096
CHUNK_BARRIER = 512


def delta_star_batch(X: object, Z: object) -> Floats:
    """delta* (B,) of noiseless instances X (B, d, r), Z (B, d, r*); degree 0 in (X, Z).

    For r* = 1 by a scalar equation, for r* > 1 by a barrier method, all instances at once; the few that are
    ill-conditioned one by one, from their exact entries.

    Raises:
        InputError: an array that is not numeric, finite and of these shapes, or an instance of the batch
            with X X^T = Z Z^T, named by its index.
        SolverError: the solver failed on an ill-conditioned instance.
    """
    X, Z = _batch(X, "X"), _batch(Z, "Z")
    if X.shape[:2] != Z.shape[:2]:
        problem = f"has shape {Z.shape} and X has {X.shape}"
        raise InputError("Z", problem, "give X (B, d, r) and Z (B, d, r*) with the same B and d")
    values = np.empty(len(X))
    step = CHUNK if Z.shape[2] == 1 else CHUNK_BARRIER
    for start in range(0, len(X), step):
        chunk = slice(start, start + step)
        values[chunk], trusted = _chunk(X[chunk], Z[chunk])
        for index in start + np.flatnonzero(~trusted):
            values[index] = _single(X, Z, int(index))
    return values


def _chunk(X: Floats, Z: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """delta* of each instance, and whether double precision could be trusted with it."""
    # Of degree 0: a power of two brings every instance to size one, and squares neither over- nor underflow.
    size = np.maximum(np.abs(X).max(axis=(1, 2)), np.abs(Z).max(axis=(1, 2)))
    unit = np.exp2(np.floor(np.log2(np.where(size > 0.0, size, 1.0))))[:, None, None]
    with np.errstate(all="ignore"):
        if Z.shape[2] == 1:
            kappa, trusted = scalar_kappa(X / unit, Z[:, :, 0] / unit[:, :, 0])
        else:
            kappa, trusted = barrier_kappa(X / unit, Z / unit)
        return np.clip(kappa / (2.0 - kappa), 0.0, 1.0), trusted


def _single(X: Floats, Z: Floats, index: int) -> float:
    try:
        frame = Instance(X[index], Z[index]).reduced
    except InputError as error:
        field = f"{error.field[:1]}[{index}]{error.field[1:]}"
        raise InputError(field, error.problem, error.fix) from None
    return min(max(solve_noiseless(frame, "clarabel")[0].delta, 0.0), 1.0)


def _batch(value: object, field: str) -> Floats:
    try:
        array = np.asarray(value)
    except ValueError:
        array = np.asarray(None)
    if array.ndim != 3 or array.dtype.kind not in "iuf" or 0 in array.shape[1:]:
        problem = f"is not a numeric array of three dimensions (shape {array.shape}, {array.dtype})"
        raise InputError(field, problem, "give X (B, d, r) and Z (B, d, r*)")
    array = array.astype(np.float64)
    if not np.isfinite(array).all():
        index = int(np.argwhere(~np.isfinite(array))[0][0])
        raise InputError(f"{field}[{index}]", "has an entry that is not finite", "give finite numbers")
    if np.abs(array).max(initial=0.0) > LARGEST:
        index = int(np.argwhere(np.abs(array) > LARGEST)[0][0])
        problem = f"has an entry larger than {LARGEST:g}"
        raise InputError(f"{field}[{index}]", problem, "rescale the instance; delta* does not change")
    return array
