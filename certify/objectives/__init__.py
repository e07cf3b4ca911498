"""The objectives whose landscape is studied: value, gradient, Hessian, isometry constants, examples."""

from certify.objectives.explicit import measurement_matrices
from certify.objectives.operators import BandOperator, GramOperator, Measurements, Operator

__all__ = [
    "BandOperator",
    "GramOperator",
    "Measurements",
    "Operator",
    "measurement_matrices",
]
