"""The classical escape direction Delta = Z_X - X of Ge, Jin and Zheng, for comparison."""

import numpy as np

from certify.common.errors import InputError
from certify.recovery.escape.scaling import best_scaling
from certify.recovery.escape.sharp import EscapeReport, frame_incidence
from certify.recovery.geometry import Floats
from certify.recovery.instance.instance import Instance
from certify.recovery.instance.reduction import Reduced


def classical_escape(instance: Instance) -> EscapeReport:
    """D0 = 4 Delta, D_1 = Delta with Delta = Z_X - X, Z_X the factor (n, r) of Z Z^T nearest to X.

    In the convention of Theorem 2.1 they prove delta* >= 1/5 where eps0 = eps1 = eps2 = 0 (Section 2, Zhang);
    `delta_directions` weighs them freely, with t1 on D0 and t2/2 on D_1 as in (3.1).

    Raises:
        InputError: r < rank Z, so that Z Z^T has no factor with r columns.
    """
    frame = instance.reduced
    D0, D = classical_directions(frame)
    alpha, beta = frame_incidence(frame)
    bound, t1, t2 = best_scaling(frame, D0, D / np.sqrt(2.0))
    return EscapeReport(
        D0=frame.restore_direction(D0),
        D=[frame.restore_direction(direction) for direction in D],
        alpha=alpha,
        beta=beta,
        delta_closed_form=None,
        delta_directions=bound,
        t1=t1,
        t2=t2,
    )


def classical_directions(frame: Reduced) -> tuple[Floats, Floats]:
    """4 Delta (d, r) and Delta (1, d, r) in the reduced frame."""
    U, s, _ = np.linalg.svd(frame.Z, full_matrices=False)
    rank = int(np.sum(s > 1e-12 * s.max(initial=0.0)))
    if rank > frame.r:
        problem = f"has rank {rank}, more than the {frame.r} columns of X"
        raise InputError("Z", problem, "give X at least as many columns; Delta needs a factor of that shape")
    factor = np.zeros((frame.d, frame.r))
    factor[:, :rank] = U[:, :rank] * s[:rank]
    left, _, right = np.linalg.svd(factor.T @ frame.X)
    difference = factor @ left @ right - frame.X
    return 4.0 * difference, difference[None]
