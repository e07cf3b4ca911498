"""The derivative of delta* in (X, Z), by the envelope theorem: no solve beyond the one that found delta*.

Where (P) and (D) have unique optimal points, delta* is differentiable, and only the explicit dependence of
the Lagrangian on X and Z counts,

    L = <M, H(E)> + <P_{D0}, G> + ... = <P_{D0}, S> + 2 sum <S, D_i D_i^T> + sum <H(P_{D_i}), P_{D_i}>
        + eps1 ||D0 X^T|| + eps2 sum ||D_i X^T||^2,        S = H(E) + G,  M = P_{D0} + 2 sum D_i D_i^T,

whose derivative in delta is ||K||_* = 1. Elsewhere the result is one of the derivatives nearby.
"""

from typing import NamedTuple

import numpy as np

from certify.recovery.duality.result import DualityResult
from certify.recovery.geometry import Floats, lift


class Gradient(NamedTuple):
    """d delta* / dX (n, r) and d delta* / dZ (n, r*), at fixed eps0, eps1, eps2."""

    X: Floats
    Z: Floats


def gradient(result: DualityResult) -> Gradient:
    """The gradient of delta* at the instance of a result; of degree -1 under (X, Z) -> (tX, tZ)."""
    frame, primal, dual = result.instance.reduced, result.primal_point, result.dual_point
    X, H = frame.X, primal.H
    M = lift(X, dual.D0) + 2.0 * sum((D @ D.T for D in dual.D), np.zeros_like(frame.E))
    pulled = H.apply(M)
    S = H.apply(frame.E) + primal.G
    along_X = 2.0 * (S @ dual.D0 + pulled @ X)
    for D in dual.D:
        along_X += 4.0 * H.apply(lift(X, D)) @ D + 2.0 * frame.eps2 * X @ (D.T @ D)
    size = float(np.linalg.norm(dual.D0 @ X.T))
    if frame.eps1 and size:
        along_X += frame.eps1 / size * X @ (dual.D0.T @ dual.D0)
    along_Z = -2.0 * pulled @ frame.Z
    back = -1.0 / frame.root_scale
    return Gradient(back * frame.basis @ along_X @ frame.right.T, back * frame.basis @ along_Z)
