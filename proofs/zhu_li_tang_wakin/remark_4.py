"""Remark 4, (20), (21) (Zhu, Li, Tang, Wakin): weighted PCA h(U) = |Omega o (U U^T - X*)|^2/2, X* = [1, 1; 1,
1], Omega = [w, 1; 1, w]: no spurious minima at w = 1, some at w = 8.

Decided for every w > 0, with q = w^2 = b/a (for w >= 1) and U = (x, y): for q <= 3 all local minima are
global, for q > 3 the points +-sqrt((q - 1)/(q + 1)) (1, -1) are strict local minima with h > 0. So what is
needed is c = (b - a)/(a + b) <= 1/2, where (14) asks for c <= 1/100; and for w < 1 no ratio b/a is too
large. The same threshold holds for U, V and rho at mu = 1/2. "The constants alpha and beta in (14)" are a
and b.
"""

from certify.claims import (
    And,
    Curvature,
    Eq,
    Or,
    Rational,
    case,
    claim,
    derivative,
    expanded,
    reals,
    source,
    substitute,
)

SOURCE = source("Remark 4", page=7)

x, y, q, s, d1, d2, d3, d4 = reals("x y q s d1 d2 d3 d4")
h = (q * (x**2 - 1) ** 2 + q * (y**2 - 1) ** 2 + 2 * (x * y - 1) ** 2) / 2
hx, hy = expanded(derivative(h, x), [x, y]), expanded(derivative(h, y), [x, y])
hxx, hyy, hxy = (expanded(derivative(a, b), [x, y]) for a, b in ((hx, x), (hy, y), (hx, y)))
det = expanded(hxx * hyy - hxy**2)
critical = (Eq(hx, 0), Eq(hy, 0))
anti = (Eq(y, -x), Eq(x**2 * (q + 1), q - 1))

constants = claim(
    "Remark 4, second display: a = min Omega_ij^2, b = max Omega_ij^2: a |D|^2 <= |Omega o D|^2 <= b |D|^2",
    given=[q >= 1],
    show=And(
        q * d1**2 + d2**2 + d3**2 + q * d4**2 >= d1**2 + d2**2 + d3**2 + d4**2,
        q * d1**2 + d2**2 + d3**2 + q * d4**2 <= q * (d1**2 + d2**2 + d3**2 + d4**2),
    ),
    printed=True,
    scope=case("2 x 2, weights q >= 1 and 1"),
    rests_on=["assumption_2.weighted"],
)
equal_weights = claim(
    "Remark 4, last sentence: with Omega = [1, 1; 1, 1] every critical point is a global minimum or has "
    "negative curvature",
    given=[Eq(q, 1), *critical],
    show=Or(And(Eq(x, y), Eq(x**2, 1)), hxx < 0, hyy < 0, det < 0),
    printed=True,
    seconds=30,
)
spurious_8 = claim(
    "Remark 4, last sentence: with Omega = [8, 1; 1, 8] the points +-sqrt(63/65) (1, -1) are strict local "
    "minima with "
    "h = 256/65",
    given=[Eq(q, 64), Eq(y, -x), Eq(x**2, Rational(63, 65))],
    show=And(Eq(hx, 0), Eq(hy, 0), hxx > 0, det > 0, Eq(h, Rational(256, 65))),
    printed=True,
    note="The global minimum of h is 0.",
)
spurious = claim(
    "On Remark 4, for every w: for q = w^2 > 3 the points +-sqrt((q - 1)/(q + 1)) (1, -1) are strict local "
    "minima, h > 0",
    given=[q > 3, *anti],
    show=And(Eq(hx, 0), Eq(hy, 0), hxx > 0, det > 0, h > 0),
    rests_on=["remark_4.constants"],
)
saddle_below = claim(
    "On Remark 4, for every w: for 1 < q < 3 the same points have negative curvature",
    given=[q > 1, q < 3, *anti],
    show=And(Eq(hx, 0), Eq(hy, 0), det < 0),
)
# x = alpha + beta, y = alpha - beta, A = alpha^2, B = beta^2: grad h = 0 says alpha h_A = 0 and beta h_B = 0.
A, B, al, be = reals("A B alpha beta")
turned = q * (2 * (A + B) ** 2 - (A - B) ** 2 - 2 * (A + B) + 1) + (A - B - 1) ** 2
first_a, first_b = derivative(turned, A), derivative(turned, B)
second_aa, second_bb = derivative(first_a, A), derivative(first_b, B)
second_ab = derivative(first_a, B)
turned_xx, turned_yy = 2 * first_a + 4 * A * second_aa, 2 * first_b + 4 * B * second_bb
coordinates = claim(
    "On Remark 4: h in the coordinates x = alpha + beta, y = alpha - beta is a polynomial in A = alpha^2, "
    "B = beta^2",
    given=[Eq(x, al + be), Eq(y, al - be), Eq(A, al**2), Eq(B, be**2)],
    show=Eq(h, turned),
)
none_below = claim(
    "On Remark 4, for every w: for 0 < q < 3 every critical point is a global minimum or has negative "
    "curvature",
    given=[q > 0, q < 3, A >= 0, B >= 0, Or(Eq(A, 0), Eq(first_a, 0)), Or(Eq(B, 0), Eq(first_b, 0))],
    show=Or(
        And(Eq(A, 1), Eq(B, 0)),
        turned_xx < 0,
        turned_yy < 0,
        turned_xx * turned_yy - 16 * A * B * second_ab**2 < 0,
    ),
    rests_on=["remark_4.saddle_below", "remark_4.sum_and_difference", "remark_4.coordinates"],
    note="In alpha, beta the Hessian is [2 h_A + 4 A h_AA, 4 alpha beta h_AB; ., 2 h_B + 4 B h_BB].",
    seconds=40,
)
sum_and_difference = claim(
    "On Remark 4: a critical point off both diagonals has x^2 + y^2 = 1 and x y = -1/(q - 1)",
    given=[q > 0, A > 0, B > 0, Eq(first_a, 0), Eq(first_b, 0)],
    show=And(Eq(2 * (A + B), 1), Eq((A - B) * (q - 1), -1)),
    rests_on=["remark_4.coordinates"],
    seconds=30,
)
last_pairs = claim(
    "On Remark 4: points with x^2 + y^2 = 1, x y = -1/(q - 1) exist only for q >= 3",
    given=[q > 0, Eq(x**2 + y**2, 1), Eq(x * y * (q - 1), -1)],
    show=q >= 3,
)
at_three = claim(
    "On Remark 4, at q = 3: h grows along the degenerate direction (1, 1) of sqrt(1/2) (1, -1)",
    given=[Eq(q, 3), s > 0, s <= 1, x > 0, Eq(2 * x**2, 1), Eq(y, -x)],
    show=substitute(h, {x: x + s, y: y + s}) > h,
    note="There the antidiagonal point is degenerate: hess h (1, 1) = 0.",
)
ratio = claim(
    "On Remark 4: q > 3 says c = (b - a)/(a + b) > 1/2, for a = 1, b = q",
    given=[q > 3],
    show=(q - 1) / (q + 1) > Rational(1, 2),
)
small_weights = claim(
    "On Remark 4, last sentence: for w < 1 no dynamic range makes spurious minima appear: critical points "
    "have x = y",
    given=[q > 0, q < 1, A >= 0, B >= 0, Or(Eq(A, 0), Eq(first_a, 0)), Or(Eq(B, 0), Eq(first_b, 0))],
    show=Eq(B, 0),
    rests_on=["remark_4.coordinates"],
    note="b/a = 1/q is as large as one likes; 'can appear' is all that the paper says.",
    seconds=30,
)
u1, u2, v1, v2 = reals("u1 u2 v1 v2")
Q = Rational(41, 9)  # then (q - 1)/(q + 1) = 16/25 is a square
quartic = (Q * ((u1 * v1 - 1) ** 2 + (u2 * v2 - 1) ** 2) + (u1 * v2 - 1) ** 2 + (u2 * v1 - 1) ** 2) / 2 + (
    u1**2 + u2**2 - v1**2 - v2**2
) ** 2 / 8
symmetric_41_9 = claim(
    "On Remark 4, at q = 41/9: (4/5, -4/5) is a strict local minimum of h",
    Curvature(
        ((x**2 - 1) ** 2 + (y**2 - 1) ** 2) * Q / 2 + (x * y - 1) ** 2,
        {x: Rational(4, 5), y: -Rational(4, 5)},
        at_least=Rational(1, 2),
        critical=True,
    ),
    rests_on=["remark_4.spurious"],
)
with_regularizer = claim(
    "On Remark 4, with U, V and rho (mu = 1/2) at q = 41/9: U = V = (4/5, -4/5) is a strict local minimum "
    "of G",
    Curvature(
        quartic,
        {u1: Rational(4, 5), u2: -Rational(4, 5), v1: Rational(4, 5), v2: -Rational(4, 5)},
        at_least=Rational(1, 2),
        critical=True,
    ),
)
with_regularizer_below = claim(
    "On Remark 4, with U, V and rho at q = 5/3 < 3: U = V = (1/2, -1/2) has negative curvature",
    Curvature(
        quartic + (Rational(5, 3) - Q) * ((u1 * v1 - 1) ** 2 + (u2 * v2 - 1) ** 2) / 2,
        {u1: Rational(1, 2), u2: -Rational(1, 2), v1: Rational(1, 2), v2: -Rational(1, 2)},
        at_most=-Rational(5, 4),
        critical=True,
    ),
)
unique_minimum = claim(
    "Remark 4, text: for positive weights f is strongly convex, X* its only minimiser",
    given=[q > 0, Eq(q * d1**2 + d2**2, 0)],
    show=And(Eq(d1, 0), Eq(d2, 0)),
    printed=True,
    scope=case("an entry of weight q and one of weight 1"),
)
