"""The closed forms of the papers, each written once, for exact numbers, symbols, floats and arrays.

Each name is loaded when it is first used: claims are written with `certify.formulas.expressions`, which needs
no computer algebra.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOME = {
    "Formula": "certify.formulas.formula",
    "MatrixFormula": "certify.formulas.matrix_formula",
    "as_written": "certify.formulas.written",
    "delta": "certify.formulas.reach",
    "error_bound_corollary_1_5": "certify.formulas.error_bounds",
    "error_bound_corollary_1_7": "certify.formulas.error_bounds",
    "error_bound_corollary_3_12": "certify.formulas.error_bounds",
    "error_bound_corollary_3_21": "certify.formulas.error_bounds",
    "error_bound_theorem_1_4": "certify.formulas.error_bounds",
    "error_bound_theorem_1_6": "certify.formulas.error_bounds",
    "example_1_3_hessian": "certify.formulas.example_hessians",
    "example_4_1_delta": "certify.formulas.example_form",
    "example_4_1_form": "certify.formulas.example_form",
    "example_4_1_hessian": "certify.formulas.example_hessians",
    "ratio": "certify.formulas.thresholds",
    "ratio_asymmetric": "certify.formulas.thresholds",
    "ratio_necessary": "certify.formulas.thresholds",
    "threshold": "certify.formulas.thresholds",
    "threshold_asymmetric": "certify.formulas.thresholds",
    "threshold_asymmetric_necessary": "certify.formulas.thresholds",
    "threshold_necessary": "certify.formulas.thresholds",
    "threshold_noiseless": "certify.formulas.thresholds",
    "threshold_sharp": "certify.formulas.thresholds",
}

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


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'certify.formulas' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
