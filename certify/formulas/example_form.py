"""The Hessian of Example 4.1 as a quadratic form, for all sizes at once.

A direction at Q1 is D = Q1 V1 + Q2 V2 + Q3 V3, with [Q1, Q2, Q3] orthogonal and V1 (r, r), V2 (r*, r),
V3 (n - r - r*, r). The quartic t -> f(Q1 + t D) is expanded with the blocks as noncommuting letters, and
only traces of words in them are left in its second derivative, so r, r* and n stay symbols.
"""

from functools import lru_cache

import sympy

from certify.formulas.formula import Formula
from certify.formulas.thresholds import threshold_necessary

_r, _r_star, _epsilon = sympy.symbols("r r_star epsilon", real=True)
_trace, _square, _norm1, _norm2, _norm3 = sympy.symbols("trace1 square1 norm1 norm2 norm3", real=True)
_t = sympy.Symbol("t", real=True)
_blocks = sympy.symbols("V1 V2 V3", commutative=False)
_transposed = sympy.symbols("V1t V2t V3t", commutative=False)

# tr of each word of length one and two; a word and its transpose, or its rotation, have the same trace.
_TRACES = {(_blocks[0],): _trace, (_transposed[0],): _trace}
_TRACES |= {(_blocks[0], _blocks[0]): _square, (_transposed[0], _transposed[0]): _square}
for _V, _Vt, _norm in zip(_blocks, _transposed, (_norm1, _norm2, _norm3), strict=True):
    _TRACES |= {(_V, _Vt): _norm, (_Vt, _V): _norm}


def _trace_of(expression: sympy.Expr, size: sympy.Expr) -> sympy.Expr:
    """The trace of a polynomial in the blocks that maps a space of dimension `size` to itself, up to t^2."""
    total = sympy.Integer(0)
    for term in sympy.Add.make_args(sympy.expand(expression)):
        commuting, letters = term.args_cnc()
        word: list[sympy.Symbol] = []
        for letter in letters:
            base, power = letter.as_base_exp()
            word += [base] * int(power)
        if len(word) <= 2:  # each letter carries a factor t
            total += sympy.Mul(*commuting) * (_TRACES[tuple(word)] if word else size)
    return total


def _second_derivative() -> sympy.Expr:
    rho = sympy.Symbol("rho", positive=True)  # sqrt(r/r*): a root of its own, so that terms cancel
    ranks = (rho**2 * _r_star, _r_star)
    delta = 1 / (1 + (1 + _epsilon) / rho)
    factor = [int(row == 0) + _t * block for row, block in enumerate(_blocks)]
    transposed = [int(row == 0) + _t * block for row, block in enumerate(_transposed)]
    error = [[left * right for right in transposed] for left in factor]
    error[1][1] -= 1 + _epsilon + rho
    sizes = (*ranks, sympy.Symbol("rest"))
    energy = sum(_trace_of(error[i][j] * error[j][i], sizes[i]) for i in range(3) for j in range(3))
    # <G, E>^2 = (tr E11 / rho - tr E22)^2 / (2 r*), since sqrt(r) = rho sqrt(r*).
    along = _trace_of(error[0][0], ranks[0]) / rho - _trace_of(error[1][1], ranks[1])
    quartic = (1 + delta) * energy / 2 - delta * along**2 / (2 * _r_star)
    form = sympy.expand(sympy.diff(quartic, _t, 2).subs(_t, 0))
    invariants = (_norm1, _square, _norm2, _norm3, _trace**2)
    collected = sympy.collect(form, invariants, evaluate=False)
    simplified = sum(sympy.factor(weight) * invariant for invariant, weight in collected.items())
    return simplified.subs(rho, sympy.sqrt(_r / _r_star))


@lru_cache
def example_4_1_form() -> Formula:
    """<hess f(Q1)[D], D> as a formula in r, r*, epsilon and the invariants of D; degree 2 in D."""
    return Formula(
        "example_4_1_form",
        (_r, _r_star, _epsilon, _trace, _square, _norm1, _norm2, _norm3),
        _second_derivative(),
        source="Example 4.1 and the proof of Lemma 4.2, Zhang",
        domain=(_r_star > 0, _r >= _r_star, _epsilon >= 0),
        description=(
            "<hess f(Q1)[D], D> for D = Q1 V1 + Q2 V2 + Q3 V3: trace1 = tr V1, square1 = tr V1^2, and "
            "norm1, norm2, norm3 = ||V1||^2, ||V2||^2, ||V3||^2. With delta = example_4_1_delta it is "
            "2 (1 + delta) (norm1 + square1 - epsilon norm2 + norm3) - (4 delta/r) trace1^2."
        ),
    )


example_4_1_delta = Formula(
    "example_4_1_delta",
    (_r, _r_star, _epsilon),
    threshold_necessary(_r, _r_star, 4 * _epsilon),
    source="Example 4.1, Zhang",
    domain=(_r_star > 0, _r >= _r_star, _epsilon >= 0),
    description="1/(1 + (1 + epsilon) sqrt(r*/r)): the necessary threshold of Theorem 1.4, eps2 = 4 epsilon.",
)
