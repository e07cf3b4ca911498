"""delta(alpha, beta): how far the sharp escape directions reach."""

import sympy

from certify.formulas.formula import Formula

_alpha, _beta = sympy.symbols("alpha beta", real=True)
_tangent = sympy.sqrt(1 - _alpha**2)
# (1 - 2 alpha beta + beta^2)/(1 - beta^2), arranged so that nothing cancels near alpha = beta = 1.
_interior = (1 - _beta) / (1 + _beta) + 2 * _beta * (1 - _alpha) / ((1 - _beta) * (1 + _beta))

delta = Formula(
    "delta",
    (_alpha, _beta),
    sympy.Piecewise((_tangent, _beta >= _alpha / (1 + _tangent)), (_interior, True)),
    source="Lemma 3.9, Zhang, citing Lemma 5.4 of [44]",
    domain=(_alpha >= 0, _alpha <= 1, _beta >= 0),
    description=(
        "The maximum over 0 <= tau <= alpha of (sqrt(1-alpha^2) sqrt(1-tau^2) + alpha tau - beta tau) / "
        "(1 + beta tau), printed as sqrt(1-alpha^2) where beta >= alpha/(1+sqrt(1-alpha^2)) and "
        "(1 - 2 alpha beta + beta^2)/(1 - beta^2) elsewhere; of degree 0 under (X, Z) -> (tX, tZ)."
    ),
)
