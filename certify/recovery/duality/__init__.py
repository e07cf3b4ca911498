"""(P) and (D), strong duality between them, and the reductions that make them small."""

from certify.recovery.duality.asymmetric import AsymmetricResult, asymmetric_delta_star
from certify.recovery.duality.batch import delta_star_batch
from certify.recovery.duality.delta_star import Form, Solver, delta_star
from certify.recovery.duality.gradient import Gradient, gradient
from certify.recovery.duality.points import DualPoint, PrimalPoint, Residuals
from certify.recovery.duality.result import Counterexample, DualityResult, Escape, Status

__all__ = [
    "AsymmetricResult",
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
    "asymmetric_delta_star",
    "delta_star",
    "delta_star_batch",
    "gradient",
]
