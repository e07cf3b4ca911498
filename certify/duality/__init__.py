"""(P) and (D), strong duality between them, and the reductions that make them small."""

from certify.duality.asymmetric import AsymmetricResult, asymmetric_delta_star
from certify.duality.batch import delta_star_batch
from certify.duality.delta_star import Form, Solver, delta_star
from certify.duality.gradient import Gradient, gradient
from certify.duality.points import DualPoint, PrimalPoint, Residuals
from certify.duality.result import Counterexample, DualityResult, Escape, Status

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
