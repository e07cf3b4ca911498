"""(P) and (D), strong duality between them, and the reductions that make them small."""

from certify.duality.batch import delta_star_batch
from certify.duality.delta_star import Form, Solver, delta_star
from certify.duality.gradient import Gradient, gradient
from certify.duality.points import DualPoint, PrimalPoint, Residuals
from certify.duality.result import Counterexample, DualityResult, Escape, Status

__all__ = [
    "Counterexample",
    "DualPoint",
    "DualityResult",
    "Escape",
    "Form",
    "Gradient",
    "PrimalPoint",
    "Residuals",
    "Solver",
    "Status",
    "delta_star",
    "delta_star_batch",
    "gradient",
]
