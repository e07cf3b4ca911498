"""The closed forms of the papers, each written once, for exact numbers, symbols, floats and arrays."""

from certify.formulas.error_bounds import (
    error_bound_corollary_1_5,
    error_bound_corollary_1_7,
    error_bound_corollary_3_12,
    error_bound_corollary_3_21,
    error_bound_theorem_1_4,
    error_bound_theorem_1_6,
)
from certify.formulas.example_form import example_4_1_delta, example_4_1_form
from certify.formulas.example_hessians import example_1_3_hessian, example_4_1_hessian
from certify.formulas.formula import Formula
from certify.formulas.matrix_formula import MatrixFormula
from certify.formulas.reach import delta
from certify.formulas.thresholds import (
    ratio,
    ratio_asymmetric,
    ratio_necessary,
    threshold,
    threshold_asymmetric,
    threshold_asymmetric_necessary,
    threshold_necessary,
    threshold_noiseless,
    threshold_sharp,
)
from certify.formulas.written import as_written

__all__ = [
    "Formula",
    "MatrixFormula",
    "as_written",
    "delta",
    "error_bound_corollary_1_5",
    "error_bound_corollary_1_7",
    "error_bound_corollary_3_12",
    "error_bound_corollary_3_21",
    "error_bound_theorem_1_4",
    "error_bound_theorem_1_6",
    "example_1_3_hessian",
    "example_4_1_delta",
    "example_4_1_form",
    "example_4_1_hessian",
    "ratio",
    "ratio_asymmetric",
    "ratio_necessary",
    "threshold",
    "threshold_asymmetric",
    "threshold_asymmetric_necessary",
    "threshold_necessary",
    "threshold_noiseless",
    "threshold_sharp",
]
