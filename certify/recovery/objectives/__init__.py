"""The objectives whose landscape is studied: value, gradient, Hessian, isometry constants, examples."""

from certify.recovery.objectives.asymmetric import AsymmetricObjective
from certify.recovery.objectives.explicit import measurement_matrices
from certify.recovery.objectives.isometry import Isometry, isometry_constant
from certify.recovery.objectives.lifted import LiftedOperator
from certify.recovery.objectives.operators import BandOperator, GramOperator, Measurements, Operator
from certify.recovery.objectives.symmetric import SymmetricObjective

__all__ = [
    "AsymmetricObjective",
    "BandOperator",
    "GramOperator",
    "Isometry",
    "LiftedOperator",
    "Measurements",
    "Operator",
    "SymmetricObjective",
    "isometry_constant",
    "measurement_matrices",
]
