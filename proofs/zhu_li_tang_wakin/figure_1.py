"""Figure 1 (Zhu, Li, Tang, Wakin): landscapes of h(U) = |Omega o (U U^T - X*)|^2/2, X* = [1, 1; 1, 1], U =
(x, y), for (a) Omega = [1, 1; 1, 1] and (b) Omega = [8, 1; 1, 8]. No numbers are given; here is the exact
table of critical points:

(a) (0, 0), h = 2, a saddle; +-(1, 1), h = 0, global minima.
(b) (0, 0), h = 65, a maximum; +-(1, 1), h = 0; +-sqrt(63/65) (1, -1), h = 256/65, minima; four saddles with
x^2 + y^2 = 1, x y = -1/63, h = 2080/63. `_figure_1.py` draws it.
"""

import sympy

from certify.claims import And, Computed, Curvature, Eq, Or, Rational, claim, derivative, reals, source

SOURCE = source("Figure 1", page=8)

x, y = reals("x y")


def landscape(q, x=x, y=y):
    """h for weights q = w^2 on the diagonal, in claims' symbols or others."""
    return (q * (x**2 - 1) ** 2 + q * (y**2 - 1) ** 2 + 2 * (x * y - 1) ** 2) / 2


def _table(q: int, expected: list[tuple[str, str, str, str, str]]) -> str:
    """All real critical points, from a Groebner basis, against (x + y)^2, (x - y)^2, h, and the signs of
    the trace and the determinant of the Hessian; one row for each pair +-(x, y) and each reflection."""
    x, y, s, d = sympy.symbols("x y s d")
    h = landscape(q, x, y)
    swapped = h.subs({x: (s + d) / 2, y: (s - d) / 2}, simultaneous=True)
    equations = [sympy.diff(swapped, s), sympy.diff(swapped, d)]
    found = set()
    for solution in sympy.solve_poly_system([sympy.expand(e) for e in equations], s, d):
        if all(value.is_real for value in solution):
            at = {s: solution[0], d: solution[1]}
            H = sympy.hessian(h, (x, y)).subs({x: (at[s] + at[d]) / 2, y: (at[s] - at[d]) / 2})
            row = [
                sympy.expand(at[s] ** 2),
                sympy.expand(at[d] ** 2),
                sympy.nsimplify(sympy.expand(swapped.subs(at))),
            ]
            signs = [str(sympy.sign(sympy.expand(value))) for value in (H.trace(), H.det())]
            found.add(tuple(map(str, row)) + tuple(signs))
    return "" if found == set(expected) else f"found {sorted(found)}"


table_a = claim(
    "Figure 1 (a): the critical points are 0 (h = 2, a saddle) and +-(1, 1) (h = 0, minima)",
    Computed(
        "all real critical points for Omega = [1, 1; 1, 1]",
        _table,
        cases=[{"q": 1, "expected": [("0", "0", "2", "-1", "0"), ("4", "0", "0", "1", "1")]}],
    ),
    printed=True,
    note="At 0 the Hessian is [-2, -2; -2, -2]: trace -4, determinant 0, eigenvalue -4 along (1, 1).",
)
table_b = claim(
    "Figure 1 (b): nine critical points: a maximum, two global and two spurious minima, four saddles",
    Computed(
        "all real critical points for Omega = [8, 1; 1, 8]",
        _table,
        cases=[
            {
                "q": 64,
                "expected": [
                    ("0", "0", "65", "-1", "1"),
                    ("4", "0", "0", "1", "1"),
                    ("0", "252/65", "256/65", "1", "1"),
                    ("61/63", "65/63", "2080/63", "1", "-1"),
                ],
            }
        ],
    ),
    printed=True,
    rests_on=["remark_4.spurious_8", "remark_4.sum_and_difference"],
    seconds=60,
)
only_global = claim(
    "Figure 1 (a): every critical point is 0 or a global minimum",
    given=[Eq(derivative(landscape(1), v), 0) for v in (x, y)],
    show=Or(And(Eq(x, 0), Eq(y, 0)), And(Eq(x, y), Eq(x**2, 1))),
    printed=True,
    rests_on=["remark_4.equal_weights"],
)
saddle_a = claim(
    "Figure 1 (a): 0 is a strict saddle, lambda_min = -4",
    Curvature(landscape(Rational(1)), {x: 0, y: 0}, at_most=-4, critical=True),
)
maximum_b = claim(
    "Figure 1 (b): at 0 the least eigenvalue is -130",
    Curvature(landscape(Rational(64)), {x: 0, y: 0}, at_most=-130, critical=True),
)
minimum_b = claim(
    "Figure 1 (b): (1, 1) is a strict local minimum, lambda_min = 256",
    Curvature(landscape(Rational(64)), {x: 1, y: 1}, at_least=256, critical=True),
)
