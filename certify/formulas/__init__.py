"""The closed forms of the papers, each written once, for exact numbers, symbols, floats and arrays."""

from certify.formulas.formula import Formula
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

__all__ = [
    "Formula",
    "delta",
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
