"""Sections 1.1 and 1.2 (Ma, Li, Chi): what the data fix, why balancing was thought to be needed, and the key
message that factors stay balanced by themselves.

Chosen: h = eta/s_max, B = X^T X - Y^T Y; R any residual, X Y^T - M* or A* A(X Y^T - M*).
"""

from fractions import Fraction

import sympy

from certify.claims import (
    Abs,
    And,
    Computed,
    Curvature,
    Eq,
    Rational,
    Unmechanised,
    assuming,
    case,
    claim,
    reals,
    source,
)
from certify.claims.words import Words, matrix, parameters, sizes, square

SOURCE = source("Section 1.1")
SECTION_1, SECTION_1_2 = source("Section 1"), source("Section 1.2")

n1, n2, r = sizes("n1 n2 r")
X, Xs, Y, Ys = matrix("X", n1, r), matrix("Xs", n1, r), matrix("Y", n2, r), matrix("Ys", n2, r)
A, R, U, V = matrix("A", r, r), matrix("R", n1, n2), matrix("U", n1, r), matrix("V", n2, r)
t, h = parameters("t h")
x, y, eta, s, k, m, c0, D, series, G = reals("x y eta s k m c0 D series G")

blocks = claim(
    "Section 1.1: the loss sees the off-diagonal blocks of Z Z^T only: equal products, other diagonal blocks",
    given=[x > 0, y > 0],
    show=And(Eq(x * y, 1), x**2 >= 4, y**2 <= Rational(1, 4)),
    exists=True,
    printed=True,
    scope=case("n1 = n2 = r = 1, x* = y* = 1"),
)
flat = claim(
    "Section 1.1: no (restricted) strong convexity at the truth: along (X* A, -Y* A^T) the Hessian form is "
    "zero",
    Words(square(U * Ys.T + Xs * V.T), "==", 0, vanishing=(U - Xs * A, V + Ys * A.T)),
    printed=True,
    note="|U Y*^T + X* V^T|^2 is the Hessian form of 1/2 |X Y^T - M*|^2 at the truth (hessian).",
)
hessian = claim(
    "Section 1.1: the Hessian form of |X Y^T - M*|^2 at the truth is 2 |U Y*^T + X* V^T|^2",
    Words(
        square((Xs + t * U) * (Ys + t * V).T - Xs * Ys.T),
        "==",
        t**2 * square(U * Ys.T + Xs * V.T + t * U * V.T),
    ),
    note="The part of second order in t.",
)


def _spectrum(values: tuple, n1: int, n2: int, weight: str) -> str:
    """Nullity at Z* of the Hessian of 1/2 |X Y^T - M*|^2 + weight |X^T X - Y^T Y|^2; its spectrum at 0."""
    r, weight = len(values), Fraction(weight)
    xs, ys = sympy.symbols(f"x:{n1 * r}"), sympy.symbols(f"y:{n2 * r}")
    left, right = sympy.Matrix(n1, r, xs), sympy.Matrix(n2, r, ys)
    truth = sympy.Matrix(n1, n2, lambda i, j: values[i] if i == j < r else 0)
    roots = [sympy.sqrt(value) for value in values]
    residual, balance = left * right.T - truth, left.T * left - right.T * right
    loss = sum(e**2 for e in residual) / 2 + sympy.Rational(weight) * sum(e**2 for e in balance)
    at = {v: roots[i % r] if i // r == i % r else 0 for vs in (xs, ys) for i, v in enumerate(vs)}
    H = sympy.hessian(loss, (*xs, *ys)).subs(at)
    zero = H.shape[0] - H.rank()
    expected = r * r if weight == 0 else r * (r - 1) // 2
    if zero != expected:
        return f"nullity {zero}, not {expected}"
    if weight:
        return ""
    z = sympy.Symbol("z")
    factors = [z - a - b for a in values for b in values]
    factors += [z - a for a in values for _ in range(n1 - r + n2 - r)] + [z] * (r * r)
    difference = sympy.expand(H.charpoly(z).as_expr() - sympy.prod(factors))
    return "" if difference == 0 else f"the characteristic polynomial differs by {difference}"


spectrum = claim(
    "Section 1.1: the Hessian of 1/2 |X Y^T - M*|^2 at Z* has the eigenvalues s_i + s_j, s_j (n1 + n2 - 2r "
    "times), and 0 (r^2 times), at r = 2 and at r = 1",
    Computed(
        "the characteristic polynomial, exactly",
        _spectrum,
        cases=[
            {"values": (4, 1), "n1": 3, "n2": 3, "weight": "0"},
            {"values": (1,), "n1": 2, "n2": 1, "weight": "0"},
        ],
        of="all singular values s, n1 and n2",
    ),
)
spectrum_regularised = claim(
    "Section 1.1: with (1/8) |X^T X - Y^T Y|^2 the nullity drops from r^2 to r (r - 1)/2, that of O(r), at "
    "r = 2 and at r = 1",
    Computed(
        "the rank, exactly",
        _spectrum,
        cases=[
            {"values": (4, 1), "n1": 3, "n2": 3, "weight": "1/8"},
            {"values": (1,), "n1": 2, "n2": 2, "weight": "1/8"},
        ],
        of="all singular values s, n1 and n2",
    ),
    note="Regularised, the loss is strongly convex up to rotations; for r = 1 outright.",
)
a, b = reals("a b")
not_convex = claim(
    "Section 1.1: 1/2 (x y - 1)^2 is not strongly convex at its minimum (1, 1), least eigenvalue 0",
    Curvature((a * b - 1) ** 2 / 2, {a: 1, b: 1}, at_most=0, critical=True),
    printed=True,
    scope=case("r = n1 = n2 = 1, M* = 1"),
)

# Unbalanced factors
product = claim(
    "Section 1: unbalanced factors, r = n1 = n2 = 1, M* = 1: p+ - 1 = (p - 1) (1 - eta (x^2 + y^2) + eta^2 "
    "p (p - 1)), p = x y",
    given=[],
    show=Eq(
        (x - eta * (x * y - 1) * y) * (y - eta * (x * y - 1) * x) - 1,
        (x * y - 1) * (1 - eta * (x**2 + y**2) + eta**2 * x * y * (x * y - 1)),
    ),
    source=SECTION_1,
)
unstable = claim(
    "Section 1: 'if the norms of the factors become highly unbalanced, gradient descent might diverge "
    "easily'",
    given=[
        eta > 0,
        s > 0,
        eta * s >= 4,
        Abs(D) <= 1,
        Abs(D) <= Rational(1, 2) / eta,
        Abs(m) <= s / 2,
    ],
    show=Abs(D * (1 - eta * s + eta**2 * m * D)) >= 2 * Abs(D),
    printed=True,
    scope=case("r = n1 = n2 = 1, M* = 1"),
    source=SECTION_1,
    rests_on=["introduction.product"],
    note="s = x^2 + y^2, D = p - 1, m = p: near the truth the error doubles with every step where eta s >= "
    "4, however small it is; a balanced point near the truth has s about 2.",
    seconds=40,
)


def _trajectory(x: str, y: str, step: str, steps: int, least: str, most: str) -> str:
    a, b, h = Fraction(x), Fraction(y), Fraction(step)
    start = abs(a * b - 1)
    for _ in range(steps):
        e = a * b - 1
        a, b = a - h * e * b, b - h * e * a
    ratio = abs(a * b - 1) / start
    return (
        ""
        if Fraction(least) <= ratio <= Fraction(most)
        else f"the error is {float(ratio):.3g} times what it was"
    )


diverges = claim(
    "Section 1: x y = 11/10, step 1/10: from (10, 11/100) the error grows by 10^6 in 6 steps",
    Computed(
        "|x y - 1| after 6 exact steps",
        _trajectory,
        cases=[
            {
                "x": "10",
                "y": "11/100",
                "step": "1/10",
                "steps": 6,
                "least": "1000000",
                "most": "1" + "0" * 400,
            }
        ],
    ),
    source=SECTION_1,
    rests_on=["introduction.unstable"],
)
converges = claim(
    "Section 1: x y = 11/10, step 1/10: from the balanced (1, 11/10) the error falls below 3/10 of it in 6 "
    "steps",
    Computed(
        "|x y - 1| after 6 exact steps",
        _trajectory,
        cases=[{"x": "1", "y": "11/10", "step": "1/10", "steps": 6, "least": "0", "most": "3/10"}],
    ),
)

# The key message
balance = claim(
    "Section 1.2, key message: X+^T X+ - Y+^T Y+ = X^T X - Y^T Y + h^2 (Y^T R^T R Y - X^T R R^T X)",
    Words(
        (X - h * R * Y).T * (X - h * R * Y) - (Y - h * R.T * X).T * (Y - h * R.T * X),
        "==",
        X.T * X - Y.T * Y + h**2 * (Y.T * R.T * R * Y - X.T * R * R.T * X),
    ),
    source=SECTION_1_2,
    note="For every residual R, thus for sensing too: the balance moves by the square of the step only.",
)
balance_step = claim(
    "Section 1.2, key message: one step moves the balance by at most 24 eta^2 dist^2(Z_t)",
    given=[
        k >= 1,
        D >= 0,
        Rational(1, 4000000) >= D,
        eta > 0,
        m >= 0,
        G >= 0,
        3 * (Rational(25, 16) * k**2 * D + D**2) >= G,
        m <= 2 * Rational(9, 4) * Rational(101, 100) ** 2 * k**2 * G,
    ],
    show=(eta / k**2) ** 2 * m <= 24 * eta**2 * D,
    source=SECTION_1_2,
    rests_on=["introduction.balance", "lemma_4.first_repaired", "norms.three", "norms.product"],
    note="s_min = 1, s_max = k^2; m = |R Y|^2 + |R^T X|^2, |Q| and |Q^{-1}| at most 101/100; G = (p + q + e "
    "f)^2, p <= 5/4 k |Ex|.",
    seconds=40,
)
stays_balanced = claim(
    "Section 1.2, key message: |B_t - B_0| <= 24 eta^2 sum dist^2(Z_s) <= 1200 eta c0^2 s_min/kappa^2 for "
    "all t",
    given=[
        k >= 1,
        s > 0,
        eta > 0,
        eta <= Rational(1, 72),
        c0 > 0,
        D >= 0,
        c0 * s / k**3 >= D,
        series >= 0,
        series <= 50 * k**2 / eta * D**2,
        assuming("norm inequalities", 24 * eta**2 * series >= G),
    ],
    show=1200 * eta * c0**2 * s**2 / k**4 >= G,
    source=SECTION_1_2,
    rests_on=["introduction.balance_step", "theorem_2_end.theorem_whole", "theorem_2_end.geometric"],
    note="No formula is printed for 'stay approximately balanced'. D = dist(Z_0), series the sum of "
    "dist^2(Z_s), rho^2 <= rho.",
    seconds=40,
)
compare_7 = claim(
    "Text of 2.2: the method of [7] needs delta_6r <= c and has the basin c0 s_min^{1/2}",
    Unmechanised(
        "the results of [7]",
        "a citation; what follows from it is theorem_1.smaller_basin and definition_1.monotone",
    ),
    printed=True,
    source=source("Section 2.2"),
)
