"""What comes of (P) and (D): two values, the points that prove them, and how far to trust them."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import NamedTuple

import numpy as np

from certify.common.errors import InputError
from certify.recovery.duality.points import DualPoint, PrimalPoint, Residuals
from certify.recovery.geometry import Floats, smat, svec
from certify.recovery.instance.instance import Instance
from certify.recovery.objectives import (
    BandOperator,
    GramOperator,
    Measurements,
    Operator,
    SymmetricObjective,
    measurement_matrices,
)

GAP_TOLERANCE = 1e-6
RESIDUAL_TOLERANCE = 1e-6


class Status(Enum):
    """What the recomputed points support; the text says it in words."""

    CONFIRMED = "strong duality confirmed: gap and residuals, recomputed from the points, are at most 1e-6"
    INACCURATE = (
        "the points do not support the value: gap or residuals exceed 1e-6, or X is so near the truth that "
        "doubles cannot tell; delta* lies between dual and primal, if at all"
    )

    @property
    def explanation(self) -> str:
        """The status in words."""
        return self.value


class Counterexample(NamedTuple):
    """h(U) = <G, U U^T> + 1/2 ||U U^T - Z Z^T||_H^2 for which X is spurious at delta*; S = H(E) + G."""

    S: Floats
    G: Floats
    H: Operator


class Escape(NamedTuple):
    """Escape directions D0 (n, r) and D_1 ... D_p (n, r) that exclude a counterexample below delta*."""

    D0: Floats
    D: list[Floats]


@dataclass(frozen=True)
class DualityResult:
    """The optimal values of (P) and (D), with the points they were recomputed from in double precision.

    Attributes:
        instance: the question.
        delta_star: the smallest delta for which a counterexample exists, in [0, 1]: the primal value.
        primal: delta of the primal point; an upper bound where the residuals vanish.
        dual: the lower bound that the escape directions prove, whatever a solver said.
        gap: primal - dual.
        residuals: violations of the conditions of (P) at the primal point, in the instance's coordinates, in
            units of ||E||.
        form: "full", "rank-one" or "reduced".
        solver: the solver, or solvers, that the points come from.
        solver_status: the solver's own word; a hint.
        status: what the points support.
    """

    instance: Instance
    delta_star: float
    primal: float
    dual: float
    gap: float
    residuals: Residuals
    form: str
    solver: str
    solver_status: str
    status: Status
    primal_point: PrimalPoint
    dual_point: DualPoint

    @cached_property
    def counterexample(self) -> Counterexample:
        """S, G (n, n) and H on S^n, at the scale of E. H is the identity times a number off the span."""
        frame, point = self.instance.reduced, self.primal_point
        S, G = frame.restore_matrix(point.S), frame.restore_matrix(point.G)
        return Counterexample(S, G, _restore_operator(self.instance, point))

    @cached_property
    def escape(self) -> Escape:
        """D0 and D_1 ... D_p (n, r), at the scale of X."""
        frame, point = self.instance.reduced, self.dual_point
        D = [frame.restore_direction(direction) for direction in point.D]
        return Escape(frame.restore_direction(point.D0), D)

    def objective(self) -> SymmetricObjective:
        """The counterexample as an objective, with its value, gradient and Hessian."""
        S_G_H = self.counterexample
        return SymmetricObjective(S_G_H.H, self.instance.Z, S_G_H.G)

    def measurements(self) -> tuple[Floats, Floats]:
        """Explicit A (m, n, n) and b (m,) with f(U) = 1/2 ||A(U U^T) - b||^2 = h(U) + constant.

        `SymmetricObjective.from_measurements(A, b, Z)` evaluates f and its derivatives from them alone.

        Raises:
            InputError: H is not positive semidefinite, or singular where noise has to be explained.
        """
        _, G, H = self.counterexample
        operator = Measurements(measurement_matrices(H), symmetric=True)
        rows = operator.A.reshape(len(operator.A), -1)
        noise = np.asarray(np.linalg.lstsq(rows.T, G.ravel(), rcond=None)[0], dtype=np.float64)
        if not np.allclose(operator.adjoint(noise), G, atol=1e-9 * max(1.0, float(np.abs(G).max()))):
            problem = "its isometry constant is 1 and its noise lies outside the range of the measurements"
            raise InputError("counterexample", problem, "ask for a delta above delta*")
        Z = self.instance.Z
        return operator.A, operator.measure(Z @ Z.T) - noise


def _restore_operator(instance: Instance, point: PrimalPoint) -> Operator:
    """H on S^n from H on S^d: the same on the span of [X, Z], within the band elsewhere (Lemma 2.3)."""
    P, H = instance.reduced.basis, point.H
    if isinstance(H, BandOperator):
        return BandOperator(P @ H.E @ P.T, P @ H.w @ P.T, H.delta)
    n = instance.n
    unit = smat(np.eye(n * (n + 1) // 2))
    compress = svec(P.T @ unit @ P).T
    return GramOperator(compress.T @ H.matrix() @ compress + np.eye(len(unit)) - compress.T @ compress)
