"""The isometry constants, and the ratios r/r*, at which recovery becomes certain or impossible.

All are of degree 0 under (X, Z) -> (tX, tZ), since the local eps2 is. `delta < threshold(r, r*, eps2)` and
`r/r* > ratio(delta, eps2)` say the same; the paper prints the second.
"""

import sympy

from certify.formulas.formula import Formula

_r, _r_star, _eps2, _delta = sympy.symbols("r r_star eps2 delta", real=True)
_s = sympy.sqrt(_r_star / _r)
_half = sympy.Rational(1, 2)
_quarter = sympy.Rational(1, 4)
_ranks = (_r_star > 0, _r >= _r_star)


def _reach(slack: sympy.Expr) -> sympy.Expr:
    return 1 / (1 + (1 + slack) * _s)


def _ratio(slack: sympy.Expr, delta: sympy.Expr) -> sympy.Expr:
    """[(1 + slack) delta / (1 - delta)_+]^2, infinite where (1 - delta)_+ = 0."""
    finite = ((1 + slack) * delta / (1 - delta)) ** 2
    return sympy.Piecewise((finite, delta < 1), (sympy.oo, True))


threshold_noiseless = Formula(
    "threshold_noiseless",
    (_r, _r_star),
    _reach(sympy.Integer(0)),
    source="Theorem 1.2, Zhang",
    domain=_ranks,
    description="Below this delta every exact second-order point recovers the truth; from it on, none need.",
)
threshold = Formula(
    "threshold",
    (_r, _r_star, _eps2),
    _reach(_eps2 * _half),
    source="Theorem 1.4, Zhang, first part",
    domain=(*_ranks, _eps2 >= 0),
    description="Below this delta every approximate second-order point nearly recovers the truth.",
)
threshold_necessary = Formula(
    "threshold_necessary",
    (_r, _r_star, _eps2),
    _reach(_eps2 * _quarter),
    source="Theorem 1.4, Zhang, second part",
    domain=(*_ranks, _eps2 >= 0),
    description="From this delta on there is a counterexample, as printed for every n > r.",
)
threshold_sharp = Formula(
    "threshold_sharp",
    (_r, _r_star, _eps2),
    2 / (_s * (1 + _eps2 * _half) + sympy.sqrt(_s**2 * (1 + _eps2 * _half) ** 2 + 4 * (1 + _s))),
    source="beyond Zhang: Theorem 3.10 without its step (a), met by Example 4.1 where n >= r + r*",
    domain=(*_ranks, _eps2 >= 0),
    description=(
        "The root in (0, 1) of delta (1 + s (1 + eps2/(2(1 + delta)))) = 1, s = sqrt(r*/r), that is of "
        "(1 + s) delta^2 + s (1 + eps2/2) delta = 1."
    ),
)
threshold_asymmetric = Formula(
    "threshold_asymmetric",
    (_r, _r_star, _eps2),
    _half * _reach(_eps2 * _half),
    source="Theorem 1.6, Zhang, first part",
    domain=(*_ranks, _eps2 >= 0),
    description="Below this delta every approximate second-order point of g nearly recovers the truth.",
)
threshold_asymmetric_necessary = Formula(
    "threshold_asymmetric_necessary",
    (_r, _r_star, _eps2),
    _reach(_eps2 * _quarter),
    source="Theorem 1.6, Zhang, second part",
    domain=(*_ranks, _eps2 >= 0),
    description="From this delta on there is a counterexample to recovery by g, as printed.",
)

ratio = Formula(
    "ratio",
    (_delta, _eps2),
    _ratio(_eps2 * _half, _delta),
    source="Theorem 1.4, Zhang, first part",
    domain=(_delta >= 0, _eps2 >= 0),
    description="r/r* above [(1 + eps2/2) delta/(1 - delta)]^2 suffices; at eps2 = 0, Theorem 1.2.",
)
ratio_necessary = Formula(
    "ratio_necessary",
    (_delta, _eps2),
    _ratio(_eps2 * _quarter, _delta),
    source="Theorems 1.4 and 1.6, Zhang, second part",
    domain=(_delta >= 0, _eps2 >= 0),
    description="r/r* at most [(1 + eps2/4) delta/(1 - delta)]^2 allows a counterexample, as printed.",
)
ratio_asymmetric = Formula(
    "ratio_asymmetric",
    (_delta, _eps2),
    _ratio(_eps2 * _half, 2 * _delta),
    source="Theorem 1.6, Zhang, first part",
    domain=(_delta >= 0, _eps2 >= 0),
    description="r/r* above [2 (1 + eps2/2) delta/(1 - 2 delta)_+]^2 suffices.",
)
