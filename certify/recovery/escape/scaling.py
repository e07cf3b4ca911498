"""Given directions, the weights on them that prove the most in (D)."""

import numpy as np
import scipy.optimize

from certify.recovery.duality.points import lagrangian_value
from certify.recovery.geometry import Floats
from certify.recovery.instance.reduction import Reduced

STARTS = 48


def best_scaling(frame: Reduced, D0: Floats, D: Floats) -> tuple[float, float, float]:
    """The largest bound on delta* over t1, t2 >= 0 from t1 D0 and sqrt(t2) D_i, and t1, t2 with maximum 1.

    The bound is a ratio of a concave to a convex function of (t1, t2), of degree 0: one angle, with one peak
    where it is positive. Returns a bound of 0 (t1 = t2 = 0) where no weights prove anything.
    """

    def bound(angle: float) -> float:
        value, size = lagrangian_value(frame, np.cos(angle) * D0, np.sqrt(max(np.sin(angle), 0.0)) * D)
        return value / size if size > 0.0 else 0.0

    angles = np.linspace(0.0, np.pi / 2, STARTS + 1)
    peak = int(np.argmax([bound(angle) for angle in angles]))
    around = angles[max(peak - 1, 0)], angles[min(peak + 1, STARTS)]
    refined = scipy.optimize.minimize_scalar(
        lambda angle: -bound(angle), bounds=around, method="bounded", options={"xatol": 1e-12}
    )
    angle = max((float(refined.x), float(angles[peak])), key=bound)
    best = bound(angle)
    if best <= 0.0:
        return 0.0, 0.0, 0.0
    t1, t2 = float(np.cos(angle)), max(float(np.sin(angle)), 0.0)
    return min(best, 1.0), t1 / max(t1, t2), t2 / max(t1, t2)
