"""The Hessians of Examples 1.3 and 4.1 at their spurious points, by differentiating the quartics."""

from functools import lru_cache
from operator import index

import sympy

from certify.common.errors import InputError
from certify.formulas.matrix_formula import MatrixFormula

_epsilon = sympy.Symbol("epsilon", real=True)


@lru_cache
def example_1_3_hessian() -> MatrixFormula:
    """The Hessian (2, 2) of Example 1.3 at x0 = [1; 0], in epsilon > 0, from its four measurements."""
    x = sympy.Matrix(sympy.symbols("x1 x2", real=True))
    delta = 1 / (2 + _epsilon)
    plus, minus = sympy.sqrt((1 + delta) / 2), sympy.sqrt((1 - delta) / 2)
    off = sympy.sqrt(1 + delta)
    measurements = [
        plus * sympy.eye(2),
        minus * sympy.diag(1, -1),
        off * sympy.Matrix([[0, 0], [1, 0]]),
        off * sympy.Matrix([[0, 1], [0, 0]]),
    ]
    error = x * x.T - sympy.diag(0, 2 + _epsilon)
    misfits = [(A.T * error).trace() for A in measurements]
    quartic = sum((misfit**2 for misfit in misfits), sympy.Integer(0)) / 2
    return MatrixFormula(
        "example_1_3_hessian",
        (_epsilon,),
        sympy.hessian(quartic, list(x)).subs({x[0]: 1, x[1]: 0}).applyfunc(sympy.factor),
        source="Example 1.3, Zhang, where it is printed as diag(4, -2 epsilon (1 + 1/(2 + epsilon)))",
        domain=(_epsilon > 0,),
        description="The Hessian of 1/2 ||A(x x^T - M*)||^2 at [1; 0].",
    )


@lru_cache
def example_4_1_hessian(r: int, r_star: int, n: int | None = None) -> MatrixFormula:
    """The Hessian (n r, n r) of Example 4.1 at Q1, in epsilon >= 0, in vec (column-major) coordinates.

    [Q1, Q2] are the first r + r* columns of the identity and n defaults to r + r*; the cost grows as
    (n r)^2, for small sizes only. Raises InputError unless r >= r* >= 1 and n >= r + r*.
    """
    r, r_star = index(r), index(r_star)
    if not r >= r_star >= 1:
        raise InputError("r, r_star", f"they are {r} and {r_star}", "give integers r >= r_star >= 1")
    n = r + r_star if n is None else index(n)
    if n < r + r_star:
        raise InputError("n", f"it is {n}", f"give an integer >= r + r_star = {r + r_star}")
    X = sympy.Matrix(n, r, lambda i, j: sympy.Symbol(f"x{i}_{j}", real=True))
    rho = sympy.Symbol("rho", positive=True)  # sqrt(r/r*), kept a letter until everything has cancelled
    delta = 1 / (1 + (1 + _epsilon) / rho)
    error = X * X.T
    for i in range(r, r + r_star):
        error[i, i] -= 1 + _epsilon + rho
    # 1/2 ||A(E)||^2 = (1 + delta) ||E||^2 / 2 - delta <G, E>^2, with sqrt(2r) = rho sqrt(2 r*) in G.
    along = sum(error[i, i] for i in range(r)) / rho - sum(error[i, i] for i in range(r, r + r_star))
    energy = sum(entry**2 for entry in error)
    variables = list(X.vec())
    spurious = {X[i, j]: int(i == j) for i in range(n) for j in range(r)}
    squares = sympy.hessian(energy, variables).subs(spurious)
    shrunk = sympy.hessian(along**2, variables).subs(spurious)
    raw = squares * ((1 + delta) / 2) - shrunk * (delta / (2 * r_star))
    simple = {entry: sympy.factor(entry) for entry in set(raw)}
    hessian = raw.applyfunc(simple.__getitem__).subs(rho, sympy.sqrt(sympy.Rational(r, r_star)))
    return MatrixFormula(
        "example_4_1_hessian",
        (_epsilon,),
        hessian,
        source=f"Example 4.1, Zhang, at r = {r}, r* = {r_star}, n = {n}",
        domain=(_epsilon >= 0,),
        description="The Hessian of 1/2 ||A(X X^T - M*)||^2 at Q1, printed as >= -2 (1 + delta) epsilon I.",
    )
