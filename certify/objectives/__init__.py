"""The objectives whose landscape is studied: value, gradient, Hessian, isometry constants, examples."""

from certify.objectives.alignment import Alignment, Minimizer
from certify.objectives.asymmetric import AsymmetricObjective
from certify.objectives.balanced import (
    BalancedObjective,
    CriticalPoint,
    EntrywiseLoss,
    Regions,
    critical_points,
    curvature_direction,
    flat_direction,
    optimal_factor,
    regions,
    regular_step,
    saddle_direction,
)
from certify.objectives.completion import (
    CompletionSurrogate,
    block_minimiser,
    convexity_constants,
    diagonal_minimiser,
    structured_mask,
)
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
    rounded_gaussians,
    sensing_instance,
    sparse_noise,
    subgradient_method,
)
from certify.objectives.lifted import LiftedOperator
from certify.objectives.operators import BandOperator, GramOperator, Measurements, Operator
from certify.objectives.symmetric import SymmetricObjective
from certify.objectives.tensor_lift import TensorLift

__all__ = [
    "Alignment",
    "AsymmetricExample",
    "AsymmetricObjective",
    "BalancedObjective",
    "BandOperator",
    "Completion",
    "CompletionSurrogate",
    "CriticalPoint",
    "EntrywiseLoss",
    "GramOperator",
    "Isometry",
    "L1Instance",
    "L1Objective",
    "LiftedOperator",
    "Measurements",
    "Minimizer",
    "Operator",
    "Regions",
    "Sensing",
    "SymmetricExample",
    "SymmetricObjective",
    "TensorLift",
    "block_minimiser",
    "completion_instance",
    "convexity_constants",
    "critical_points",
    "curvature_direction",
    "diagonal_minimiser",
    "example_1_3",
    "example_1_8",
    "example_4_1",
    "example_4_4",
    "example_4_5",
    "flat_direction",
    "isometry_constant",
    "measurement_matrices",
    "optimal_factor",
    "random_truth",
    "regions",
    "regular_step",
    "rounded_gaussians",
    "saddle_direction",
    "sensing_instance",
    "sparse_noise",
    "structured_mask",
    "subgradient_method",
]
