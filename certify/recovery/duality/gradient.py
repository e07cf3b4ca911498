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
from certify.recovery.problems.symmetric import SymmetricProblem


class Gradient(NamedTuple):
    """d delta* / dX (n, r) and d delta* / dZ (n, r*), at fixed eps0, eps1, eps2."""

    X: Floats
    Z: Floats


def gradient(result: DualityResult) -> Gradient:
    """The gradient of delta* at the instance of a result; of degree -1 under (X, Z) -> (tX, tZ)."""
    problem, primal, dual = SymmetricProblem(result.instance.reduced), result.primal_point, result.dual_point
    M = lift(problem.X, dual.D0) + 2.0 * sum((D @ D.T for D in dual.D), np.zeros_like(problem.error))
    S = primal.H.apply(problem.error) + primal.G
    return Gradient(*problem.slopes(S, primal.H.apply, M, dual.D0, dual.D))
