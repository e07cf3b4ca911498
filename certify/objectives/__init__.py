"""The objectives whose landscape is studied: value, gradient, Hessian, isometry constants, examples."""

from certify.objectives.alignment import Alignment, Minimizer
from certify.objectives.asymmetric import AsymmetricObjective
from certify.objectives.examples import (
    AsymmetricExample,
    SymmetricExample,
    example_1_3,
    example_1_8,
    example_4_1,
    example_4_4,
    example_4_5,
)
from certify.objectives.explicit import measurement_matrices
from certify.objectives.isometry import Isometry, isometry_constant
from certify.objectives.l1 import (
    Completion,
    L1Instance,
    L1Objective,
    Sensing,
    completion_instance,
    random_truth,
    sensing_instance,
    sparse_noise,
    subgradient_method,
)
from certify.objectives.lifted import LiftedOperator
from certify.objectives.operators import BandOperator, GramOperator, Measurements, Operator
from certify.objectives.symmetric import SymmetricObjective

__all__ = [
    "Alignment",
    "AsymmetricExample",
    "AsymmetricObjective",
    "BandOperator",
    "Completion",
    "GramOperator",
    "Isometry",
    "L1Instance",
    "L1Objective",
    "LiftedOperator",
    "Measurements",
    "Minimizer",
    "Operator",
    "Sensing",
    "SymmetricExample",
    "SymmetricObjective",
    "completion_instance",
    "example_1_3",
    "example_1_8",
    "example_4_1",
    "example_4_4",
    "example_4_5",
    "isometry_constant",
    "measurement_matrices",
    "random_truth",
    "sensing_instance",
    "sparse_noise",
    "subgradient_method",
]
