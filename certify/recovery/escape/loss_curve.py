"""The loss along the way out of X that (D) finds, for the hardest f at two values of delta."""

from dataclasses import dataclass

import numpy as np

from certify.recovery.escape.comparison import Comparison
from certify.recovery.geometry import Floats
from certify.recovery.objectives import BandOperator, GramOperator, Operator, SymmetricObjective

POINTS = 161
SHORTEST = 1e-3
# The quartic grows fast: the picture is drawn in until the valley takes a third of its height.
SHRINKINGS = 25


@dataclass(frozen=True)
class LossCurve:
    """(f(X + t D_1 + t^2 D_0) - f(X)) / ||E||^2 over t (161,), for the f that `label` names."""

    t: Floats
    loss: Floats
    label: str


def loss_curves(comparison: Comparison) -> list[LossCurve]:
    """The loss at delta*, where X is a spurious point, and at a smaller delta, where it is not.

    Along U(t) the loss changes by t^2 (<grad f, D_0> + <hess f[D_1], D_1>/2) to second order: the quantity
    (D) makes negative, for the longest of its second-order directions. The smaller delta is the instance's,
    or 4/5 of delta* where that is not below; its f has the counterexample's operator drawn into the band.
    """
    result = comparison.result
    frame, point = result.instance.reduced, result.primal_point
    D0, D = result.dual_point.D0, result.dual_point.D
    lengths = np.linalg.norm(D, axis=(1, 2))
    # At ||K||_* = 1: what is shorter is the solver's noise, where D0 alone is optimal.
    longest = D[int(lengths.argmax())] if lengths.max(initial=0.0) > SHORTEST else np.zeros_like(D0)
    X = frame.X
    delta = result.instance.delta
    below = delta if delta is not None and delta < result.delta_star - 1e-9 else 0.8 * result.delta_star
    functions = {
        f"f at δ* = {result.delta_star:.4f}: X is spurious": point.H,
        f"f at δ = {below:.4f} < δ*: X is not": _into_band(point.H, below),
    }
    length = float(np.linalg.norm(longest)) or float(np.linalg.norm(D0)) ** 0.5 or 1.0
    t = np.linspace(-1.0, 1.0, POINTS) * 2.0 * max(float(np.linalg.norm(X)), 1.0) / length
    for _ in range(SHRINKINGS):
        curves = [
            LossCurve(t, _loss(SymmetricObjective(H, frame.Z, point.G), X, longest, D0, t), label)
            for label, H in functions.items()
        ]
        highest, deepest = max(c.loss.max() for c in curves), -min(c.loss.min() for c in curves)
        if highest <= 2.0 * deepest:
            break
        t = 0.85 * t
    return curves


def _loss(f: SymmetricObjective, X: Floats, D1: Floats, D0: Floats, t: Floats) -> Floats:
    return np.array([f.value(X + step * D1 + step**2 * D0) for step in t]) - f.value(X)


def _into_band(H: Operator, delta: float) -> Operator:
    """H with its eigenvalues moved into [1 - delta, 1 + delta]."""
    if isinstance(H, BandOperator) and H.weight > 0.0:
        w = H.direction * min(1.0, 2.0 * delta / H.weight) * H.weight * float(np.vdot(H.E, H.direction))
        return BandOperator(H.E, w, delta)
    values, vectors = np.linalg.eigh(H.matrix())
    clipped = np.clip(values, 1.0 - delta, 1.0 + delta)
    return GramOperator((vectors * clipped) @ vectors.T)
