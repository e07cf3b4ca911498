"""The objectives whose landscape is studied: value, gradient, Hessian, isometry constants, examples."""

from certify.objectives.asymmetric import AsymmetricObjective
from certify.objectives.explicit import measurement_matrices
from certify.objectives.isometry import Isometry, isometry_constant
from certify.objectives.lifted import LiftedOperator
from certify.objectives.operators import BandOperator, GramOperator, Measurements, Operator
from certify.objectives.symmetric import SymmetricObjective

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
