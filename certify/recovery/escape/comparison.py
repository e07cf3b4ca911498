"""Everything certify knows of one instance, side by side."""

from dataclasses import dataclass
from enum import Enum

from certify.common.errors import InputError
from certify.formulas import threshold
from certify.recovery.duality import DualityResult, Form, Solver, Status, delta_star
from certify.recovery.escape.classical import classical_escape
from certify.recovery.escape.sharp import EscapeReport, sharp_escape
from certify.recovery.instance.instance import Instance


class Side(Enum):
    """Which clause of Theorem 2.1 (Zhang) holds at the instance's delta, as far as floats can tell."""

    COUNTEREXAMPLE = "counterexample"
    ESCAPE_DIRECTIONS = "escape directions"
    TOO_CLOSE = "too close to delta* to tell in floating point"
    UNKNOWN = "not told by these points"
    NOT_ASKED = "no delta given"


@dataclass(frozen=True)
class Comparison:
    """delta* beside what explicit escape directions prove and what the theorem says for all (X, Z).

    Attributes:
        result: the optimal values of (P) and (D).
        sharp: the directions of Definition 3.1.
        classical: the direction Delta = Z_X - X; None where r < rank Z.
        threshold: 1/(1 + (1 + eps2/2) sqrt(r*/r)) of Theorem 1.4; None where r < r*, which it excludes.
            A statement about eps0 = eps1 = 0: with noise it bounds delta* only up to ||E||.
    """

    result: DualityResult
    sharp: EscapeReport
    classical: EscapeReport | None
    threshold: float | None

    @property
    def side(self) -> Side:
        """Which clause of Theorem 2.1 holds at the instance's delta."""
        delta = self.result.instance.delta
        if delta is None:
            return Side.NOT_ASKED
        # The dual bound stands whatever the status; the primal point only within its residuals.
        room = 1e-9 + self.result.residuals.largest
        if delta < self.result.dual - 1e-9:
            return Side.ESCAPE_DIRECTIONS
        if self.result.status is not Status.CONFIRMED:
            return Side.UNKNOWN
        return Side.COUNTEREXAMPLE if delta > self.result.primal + room else Side.TOO_CLOSE


def compare(instance: Instance, form: Form = "auto", solver: Solver | None = None) -> Comparison:
    """Solve the instance and evaluate the explicit directions and the threshold beside it.

    Raises what `certify.delta_star` raises.
    """
    result = delta_star(instance, form, solver)
    try:
        classical = classical_escape(instance)
    except InputError:
        classical = None
    limit = None
    if instance.r >= instance.r_star:
        limit = float(threshold(instance.r, instance.r_star, instance.eps2))
    return Comparison(result, sharp_escape(instance), classical, limit)
