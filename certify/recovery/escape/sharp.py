"""The sharp escape directions of Definition 3.1 (Zhang), and what they prove beside the optimum of (D)."""

from dataclasses import dataclass

import numpy as np

from certify.formulas import delta as reach
from certify.recovery.duality.points import tangent_direction
from certify.recovery.escape.scaling import best_scaling
from certify.recovery.geometry import Floats
from certify.recovery.instance.instance import Instance
from certify.recovery.instance.reduction import Reduced


@dataclass(frozen=True)
class EscapeReport:
    """Explicit escape directions and the lower bounds on delta* they prove.

    Attributes:
        D0: (n, r), at the scale of X.
        D: D_1 ... D_p, each (n, r).
        alpha, beta: the numbers of Lemma 3.8.
        delta_closed_form: delta(alpha, (1 + eps2/2) beta) - (eps0 sqrt(r + r*) + eps1/sqrt(2)) / ||E||, at
            least 0: what the proof of Theorem 3.10 gives for this instance. It prints eps1/2, from Fact 3.3:
            ||D0 X^T|| = ||E_T||/2; but that holds only where Pi E (I - Pi) = 0, and in general
            ||D0 X^T|| <= ||E_T||/sqrt(2). None for directions the theorem does not speak of.
        delta_directions: the largest bound in (D) over the weights t1 on D0 and t2/2 on the D_i of (3.1).
        t1, t2: weights that attain it, scaled so that max(t1, t2) = 1.
    """

    D0: Floats
    D: list[Floats]
    alpha: float
    beta: float
    delta_closed_form: float | None
    delta_directions: float
    t1: float
    t2: float


def sharp_escape(instance: Instance) -> EscapeReport:
    """D0 = (I - Pi/2) Z (X^+ Z)^T - X/2 and D_i = Z_perp e_i u^T, u for lambda_min(X^T X), in closed form.

    Where lambda_min is a repeated eigenvalue any of its eigenvectors will do: the closed form is the same,
    the bound of the directions may differ. Where X is rank deficient u lies in its kernel. D_i = 0 where
    Z_perp e_i = 0.
    """
    frame = instance.reduced
    D0, D = sharp_directions(frame)
    alpha, beta = frame_incidence(frame)
    noise = frame.eps0 * np.sqrt(instance.r + instance.r_star) + frame.eps1 / np.sqrt(2.0)
    closed_form = reach(alpha, (1.0 + 0.5 * instance.eps2) * beta) - noise
    bound, t1, t2 = best_scaling(frame, D0, D / np.sqrt(2.0))
    return EscapeReport(
        D0=frame.restore_direction(D0),
        D=[frame.restore_direction(direction) for direction in D],
        alpha=alpha,
        beta=beta,
        delta_closed_form=max(float(closed_form), 0.0),
        delta_directions=bound,
        t1=t1,
        t2=t2,
    )


def sharp_directions(frame: Reduced) -> tuple[Floats, Floats]:
    """D0 (d, r) and D_1 ... D_{r*} (r*, d, r) of Definition 3.1 in the reduced frame.

    D0 is the direction of least local norm with P_{D0} = -E_T (Facts 3.2 and 3.3), which is how it is
    computed: from E, where nothing cancels.
    """
    columns = frame.Z[frame.rank :].T
    D = np.zeros((len(columns), frame.d, frame.r))
    D[:, frame.rank :, -1] = columns
    return tangent_direction(frame, -frame.E), D


def frame_incidence(frame: Reduced) -> tuple[float, float]:
    """alpha and beta of Lemma 3.8; (0, 0) where Z_perp = 0, which Lemma 3.7 covers."""
    F = frame.normal_block
    size = float(np.linalg.norm(F))
    if size == 0.0:
        return 0.0, 0.0
    smallest = float(frame.singular_values[-1]) ** 2 if frame.full_rank else 0.0
    return min(size, 1.0), smallest * float(np.trace(F)) / size
