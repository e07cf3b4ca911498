"""The recovery errors that Theorems 1.4 and 1.6 and their corollaries promise, as printed.

Each bounds ||X X^T - M*|| (or ||U V^T - M*||) and is of degree 2 under (X, Z) -> (tX, tZ): eps0 and sigma
are of degree 2, eps1 and eps2 of degree 2 and 0 in the local norm, of degree 3 and 2 in the Euclidean one.
A bound is stated only where its margin, the threshold less delta (or 2 delta), is positive.
"""

import sympy

from certify.formulas.formula import Formula
from certify.formulas.thresholds import threshold, threshold_noiseless

_r, _r_star, _delta, _n, _sigma = sympy.symbols("r r_star delta n sigma", real=True)
_eps0, _eps1, _eps2, _size_x, _size_z = sympy.symbols("eps0 eps1 eps2 size_X size_Z", real=True)

_ranks = (_r_star > 0, _r >= _r_star, _delta >= 0)
_accuracy = (_eps1 >= 0, _eps2 >= 0)
_sizes = (_size_x >= 0, _size_z >= 0)
_largest = sympy.Max(_size_x, _size_z)
_rank_root = sympy.sqrt(_r + _r_star)


def _margin(delta: sympy.Expr) -> sympy.Expr:
    """Delta = 1/(1 + sqrt(r*/r)) - delta."""
    return threshold_noiseless(_r, _r_star) - delta


def _chi(delta: sympy.Expr) -> sympy.Expr:
    return (1 + delta) * (1 + sympy.sqrt(_r / _r_star))


def _gaussian(factor: int, delta: sympy.Expr) -> sympy.Expr:
    """Corollaries 1.5 and 1.7, whose R absorbs sqrt(chi)."""
    R = sympy.sqrt(_chi(delta)) * _largest
    noise = factor * _sigma * sympy.sqrt(_n * (_r + _r_star)) / _margin(delta)
    return noise + sympy.sqrt((_eps1 * R + _eps2 * R**2) / _margin(delta))


def _euclidean(factor: int, delta: sympy.Expr) -> sympy.Expr:
    """Corollaries 3.12 and 3.21."""
    chi, R = _chi(delta), _largest
    curvature = (_eps1 * sympy.sqrt(chi) * R + _eps2 * chi * R**2) / _margin(delta)
    return factor * _eps0 * _rank_root / _margin(delta) + sympy.sqrt(curvature)


error_bound_theorem_1_4 = Formula(
    "error_bound_theorem_1_4",
    (_r, _r_star, _delta, _eps0, _eps1, _eps2),
    (_eps1 / 2 + _eps0 * _rank_root) / (threshold(_r, _r_star, _eps2) - _delta),
    source="Theorem 1.4, Zhang",
    domain=(*_ranks, _eps0 >= 0, *_accuracy, threshold(_r, _r_star, _eps2) - _delta > 0),
    description="||X X^T - M*|| at a point approximately second-order in the local norm.",
)
error_bound_theorem_1_6 = Formula(
    "error_bound_theorem_1_6",
    (_r, _r_star, _delta, _eps0, _eps1, _eps2),
    (_eps1 / 2 + 2 * _eps0 * _rank_root) / (threshold(_r, _r_star, _eps2) - 2 * _delta),
    source="Theorem 1.6, Zhang",
    domain=(*_ranks, _eps0 >= 0, *_accuracy, threshold(_r, _r_star, _eps2) - 2 * _delta > 0),
    description="||U V^T - M*|| at a point approximately second-order in the local norm.",
)
error_bound_corollary_1_5 = Formula(
    "error_bound_corollary_1_5",
    (_n, _r, _r_star, _delta, _sigma, _eps1, _eps2, _size_x, _size_z),
    _gaussian(15, _delta),
    source="Corollary 1.5, Zhang",
    domain=(_n > 0, *_ranks, _sigma >= 0, *_accuracy, *_sizes, _margin(_delta) > 0),
    description=(
        "||X X^T - M*|| under Gaussian noise of deviation sigma with probability 1 - 12^(-2n+1), at a point "
        "approximately second-order in the Euclidean norm; size_X = ||X||, size_Z = ||Z||."
    ),
)
error_bound_corollary_1_7 = Formula(
    "error_bound_corollary_1_7",
    (_n, _r, _r_star, _delta, _sigma, _eps1, _eps2, _size_x, _size_z),
    _gaussian(20, 2 * _delta),
    source="Corollary 1.7, Zhang",
    domain=(_n > 0, *_ranks, _sigma >= 0, *_accuracy, *_sizes, _margin(2 * _delta) > 0),
    description=(
        "||U V^T - M*|| under Gaussian noise with probability 1 - 12^(-n+1), n = n1 + n2, at a point "
        "approximately second-order in the Euclidean norm; size_X = ||[U; V]||, size_Z = ||[U*; V*]||."
    ),
)
error_bound_corollary_3_12 = Formula(
    "error_bound_corollary_3_12",
    (_r, _r_star, _delta, _eps0, _eps1, _eps2, _size_x, _size_z),
    _euclidean(1, _delta),
    source="Corollary 3.12, Zhang",
    domain=(*_ranks, _eps0 >= 0, *_accuracy, *_sizes, _margin(_delta) > 0),
    description="||X X^T - Z Z^T|| at a point approximately second-order in the Euclidean norm.",
)
error_bound_corollary_3_21 = Formula(
    "error_bound_corollary_3_21",
    (_r, _r_star, _delta, _eps0, _eps1, _eps2, _size_x, _size_z),
    _euclidean(2, 2 * _delta),
    source="Corollary 3.21, Zhang (which prints no hypothesis on the margin; it is needed)",
    domain=(*_ranks, _eps0 >= 0, *_accuracy, *_sizes, _margin(2 * _delta) > 0),
    description="||X X^T - Z Z^T|| for X = [U; V] and balanced Z = [U*; V*], in the Euclidean norm.",
)
