"""A primal point that a solver left slightly outside its constraints, drawn back inside.

(P) is convex in (delta, H, G), and delta = 1, H = 2 (Id - E E^T / ||E||^2), S = G = 0 always satisfies it:
near the truth strictly, off the gauge. So every point of the segment towards it violates less, and delta
rises along it by no more than the same share of 1 - delta.
"""

import numpy as np

from certify.recovery.duality.points import PrimalPoint, Residuals, band_point, residuals
from certify.recovery.geometry import svec
from certify.recovery.instance.reduction import Reduced
from certify.recovery.objectives import GramOperator

# Violations up to this are left as they are.
SMALL = 1e-7
# Shares of the way that are tried.
SHARES = 10.0 ** np.arange(-9.0, 0.25, 0.5)


def refine(frame: Reduced, point: PrimalPoint, bound: float) -> tuple[PrimalPoint, Residuals]:
    """The point of the segment with the least of max(|delta - bound|, largest residual), and its residuals.

    Args:
        bound: the lower bound on delta* that the directions prove.
    """
    if point.delta > 1.0:
        point = _towards_one(frame, point, 1.0)
    found = residuals(frame, point)
    best, least = (point, found), max(abs(point.delta - bound), found.largest)
    if max(found.band, found.second_order) <= SMALL:
        return best
    for share in SHARES:
        nearer = _towards_one(frame, point, float(share))
        found = residuals(frame, nearer)
        error = max(abs(nearer.delta - bound), found.largest)
        if error < least:
            best, least = (nearer, found), error
        if abs(nearer.delta - bound) > least:
            break
    return best


def _towards_one(frame: Reduced, point: PrimalPoint, share: float) -> PrimalPoint:
    """The point `share` of the way to delta = 1; a dense H goes along, another is replaced by the best."""
    kept = 1.0 - share
    delta, S, G = kept * point.delta + share, kept * point.S, kept * point.G
    if not isinstance(point.H, GramOperator):
        return band_point(frame, delta, S, G)
    e = svec(frame.E)
    H = kept * point.H.matrix() + 2.0 * share * (np.eye(len(e)) - np.outer(e, e))
    return PrimalPoint(delta, S, G, GramOperator(H))
