"""(P) and (D), strong duality between them, and the reductions that make them small."""

from certify.duality.delta_star import Form, Solver, delta_star
from certify.duality.points import DualPoint, PrimalPoint, Residuals
from certify.duality.result import Counterexample, DualityResult, Escape, Status
from certify.duality.scalar import delta_star_batch

__all__ = [
    "Counterexample",
    "DualPoint",
    "DualityResult",
    "Escape",
    "Form",
    "PrimalPoint",
    "Residuals",
    "Solver",
    "Status",
    "delta_star",
    "delta_star_batch",
]
