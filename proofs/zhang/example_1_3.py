"""Example 1.3 (Zhang): n = 2, r = r* = 1, M* = diag(0, 2 + eps), four measurements, delta = 1/(2 + eps),
eps > 0.

At x0 = [1; 0]: grad f = 0, hess f = diag(4, -2 eps (1 + 1/(2 + eps))), |x0 x0^T - M*| > |M*|; A in
RIP(delta, 2),
delta < 1/2; all exact second-order points are global. eps is a symbol, so that one computation covers all.
"""

import sympy

from certify.claims import (
    And,
    Computed,
    Eq,
    Ne,
    Rational,
    Theorem,
    claim,
    derivative,
    part,
    reals,
    sqrt,
    whole,
)
from certify.claims.derivations import load
from certify.formulas import example_1_3_hessian
from certify.recovery.papers.examples import example_1_3

_derivation = load(__file__, "zhang/example_1_3")
eps = sympy.Symbol("eps", positive=True)
e, x, y = reals("eps x y")
d = 1 / (2 + e)


def _quartic() -> tuple[sympy.Expr, list[sympy.Symbol]]:
    x1, x2 = sympy.symbols("x1 x2", real=True)
    example = example_1_3(eps, exact=True)
    error = sympy.Matrix([[x1**2, x1 * x2], [x1 * x2, x2**2]]) - sympy.Matrix(example.M_star)
    misfits = [sum(a * b for a, b in zip(sympy.Matrix(A), error, strict=True)) for A in example.A]
    return sum(m**2 for m in misfits) / 2, [x1, x2]


def _gradient() -> str:
    f, (x1, x2) = _quartic()
    value = [sympy.simplify(sympy.diff(f, v).subs({x1: 1, x2: 0})) for v in (x1, x2)]
    return "" if value == [0, 0] else f"grad f(x0) = {value}"


def _hessian() -> str:
    f, (x1, x2) = _quartic()
    found = sympy.hessian(f, [x1, x2]).subs({x1: 1, x2: 0})
    printed = sympy.diag(4, -2 * eps * (1 + 1 / (2 + eps)))
    return "" if (found - printed).applyfunc(sympy.simplify).is_zero_matrix else f"hess f(x0) = {found}"


def _isometry() -> str:
    """The Gram matrix of the A_i on R^{2x2} has the eigenvalues 1 + delta (three times) and 1 - delta."""
    example = example_1_3(eps, exact=True)
    rows = sympy.Matrix([list(sympy.Matrix(A)) for A in example.A])
    gram = (rows.T * rows).applyfunc(sympy.simplify)
    u = sympy.Matrix([1, 0, 0, -1]) / sympy.sqrt(2)
    wanted = (1 + example.delta) * sympy.eye(4) - 2 * example.delta * u * u.T
    return "" if (gram - wanted).applyfunc(sympy.simplify).is_zero_matrix else f"A^T A = {gram}"


def _same_as_4_1() -> str:
    f, (x1, x2) = _quartic()
    delta = 1 / (2 + eps)
    a, b, c = x1**2, x1 * x2, x2**2 - (2 + eps)
    other = ((1 + delta) * (a**2 + 2 * b**2 + c**2) - 2 * delta * (a - c) ** 2 / 2) / 2
    return (
        "" if sympy.simplify(f - other) == 0 else f"differs from Example 4.1 by {sympy.simplify(f - other)}"
    )


def _formula() -> str:
    found = example_1_3_hessian()(eps)
    printed = sympy.diag(4, -2 * eps * (1 + 1 / (2 + eps)))
    return "" if (found - printed).applyfunc(sympy.simplify).is_zero_matrix else f"{found}"


gradient = claim(
    "Example 1.3: grad f(x0) = 0",
    Computed("grad f(x0) = 0", _gradient, symbols="all real eps > 0"),
    printed=True,
    scope=part("gradient at x0"),
    rests_on=["example_1_3.instance_of_4_1"],
)
hessian = claim(
    "Example 1.3: hess f(x0) = diag(4, -2 eps (1 + 1/(2 + eps)))",
    Computed("the Hessian is as printed", _hessian, symbols="all real eps > 0"),
    printed=True,
    scope=part("Hessian at x0"),
    rests_on=["example_1_3.hessian_formula"],
)
hessian_formula = claim(
    "Example 1.3, the Hessian at x0: the library's Hessian is the printed one",
    Computed("certify.formulas agrees", _formula, symbols="all real eps > 0"),
    rests_on=["example_1_3.instance_of_4_1"],
)
isometry = claim(
    "Example 1.3: A in RIP(delta, 2)",
    Computed(
        "A^T A = (1 + delta) Id - 2 delta g g^T with |g| = 1, so that its spectrum is {1 - delta, 1 + delta}",
        _isometry,
        symbols="all real eps > 0",
    ),
    printed=True,
    scope=part("isometry"),
    rests_on=["example_1_3.instance_of_4_1"],
)
instance_of_4_1 = claim(
    "Example 1.3 is the r = r* = 1, n = 2 case of Example 4.1",
    Computed("both objectives agree as polynomials", _same_as_4_1, symbols="all real eps > 0"),
    printed=True,
    rests_on=["example_4_1.gradient", "example_4_1.hessian", "example_4_1.error", "example_4_1.isometry"],
)
below_half = claim(
    "Example 1.3: delta < 1/2",
    given=[e > 0],
    show=d < Rational(1, 2),
    printed=True,
    scope=part("isometry"),
    rests_on=["example_1_3.instance_of_4_1"],
)
error = claim(
    "Example 1.3: |x0 x0^T - M*| > |M*|",
    given=[e > 0],
    show=sqrt(1 + (2 + e) ** 2) > 2 + e,
    printed=True,
    scope=part("error at x0"),
    rests_on=["example_1_3.instance_of_4_1"],
)
# f in (x, y), from Example 4.1: 2 f = (1 + d) (x^4 + 2 x^2 y^2 + w^2) - d (x^2 - w)^2, w = y^2 - 2 - eps
w = y**2 - 2 - e
grad_x = 2 * x * ((1 + d) * (x**2 + y**2) - d * (x**2 - w))
grad_y = 2 * y * ((1 + d) * (x**2 + w) + d * (x**2 - w))
hess_x = derivative(grad_x, x)
hess_y = derivative(grad_y, y)
cross = derivative(grad_x, y)
A, B = reals("A B")
no_mixed_points = claim(
    "Example 1.3, second-order points: no critical point has x and y both different from 0 (A = x^2, B = "
    "y^2)",
    given=[e > 0, A > 0, B > 0, Eq((1 + d) * (A + B), d * (A - B + 2 + e))],
    show=Ne((1 + d) * (A + B - 2 - e) + d * (A - B + 2 + e), 0),
    rests_on=["example_1_3.instance_of_4_1"],
)
no_x_points = claim(
    "Example 1.3, second-order points: a critical point with y = 0, x != 0 has negative curvature in y",
    given=[e > 0, Eq(y, 0), Ne(x, 0), Eq(grad_x, 0)],
    show=hess_y < 0,
)
no_zero = claim(
    "Example 1.3, second-order points: at 0 the curvature in y is negative",
    given=[e > 0, Eq(x, 0), Eq(y, 0)],
    show=hess_y < 0,
)
global_points = claim(
    "Example 1.3, second-order points: a critical point with x = 0, y != 0 has y^2 = 2 + eps, that is x "
    "x^T = M*",
    given=[e > 0, Eq(x, 0), Ne(y, 0), Eq(grad_y, 0)],
    show=Eq(y**2, 2 + e),
    printed=True,
    rests_on=[
        "example_1_3.no_mixed_points",
        "example_1_3.no_x_points",
        "example_1_3.no_zero",
        "example_1_3.global_points_back",
    ],
)
global_points_back = claim(
    "Example 1.3, second-order points: x x^T = M* is an exact second-order point",
    given=[e > 0, Eq(x, 0), Eq(y**2, 2 + e)],
    show=And(Eq(grad_x, 0), Eq(grad_y, 0), hess_x >= 0, hess_x * hess_y >= cross**2),
    printed=True,
)
example_whole = claim(
    "Example 1.3",
    Theorem(_derivation.example_1_3),
    printed=True,
    scope=whole,
    note="By derivation, for all eps > 0 and any orthonormal basis e1, e2 of R^n with n = 2: A is in "
    "RIP(delta, 2), as its bounds hold for all M; delta < 1/2; the second-order points are those with x "
    "x' = M*; gradient, Hessian and error at x0 = e1. a, b and c are sqrt((1 + delta)/2), sqrt((1 - "
    "delta)/2) and sqrt(1 + delta).",
)
