"""eps0 = eps1 = 0: of (P) only delta and one symmetric matrix T of order d - rank X are left, for any r*.

Theorem. Let X = Q1 Sigma V^T with Sigma = diag(s) > 0 of order k = rank X, [Q1, Q2] an orthogonal basis of
the d dimensions that X and Z span, Z = Q1 Z1 + Q2 Z2, and

    E11 = Sigma^2 - Z1 Z1^T,  E12 = -Z1 Z2^T,  F = Z2 Z2^T,  c(T) = (1 + delta) ||E||^2 + <F, T>,
    T_j = T + (1 + delta + eps2/2) s_j^2 I,  e_j = row j of E12, as a column.

An f with isometry constant delta in which X is critical, with Hessian at least -eps2 in the local norm,
exists iff some T has (1) (1+delta)^2 (||E11||^2 + 2 ||E12||^2) + ||(1+delta) F + T||^2 <= 2 delta c(T), (2)
T_j >= 0 for every j, and T >= 0 if r > k, (3) e_j in the range of T_j and

    4 (1+delta)^2 ||E11||^2 / (4 (1+delta) + eps2) + 2 sum_j (1+delta)^2 s_j^2 e_j^T T_j^+ e_j <= c(T).

Proof. By the rank-one form it is to find S with SX = 0, ||w||^2 <= 2 delta <E, w>, w = (1+delta) E - S, and

    q(D) + 2 v(D) t + <E, w> t^2 >= 0 for all D and t,   v(D) = <w, P_D>,
    q(D) = 2 <S, D D^T> + (1+delta) ||P_D||^2 + eps2 ||D X^T||^2.

SX = 0 leaves S = Q2 T Q2^T, any symmetric T (`critical`, `critical_back`). With the blocks of E (`error`)
the two scalars are c(T) and the left side of (1) (`inner_value`, `norm_value`). Every D is (Q1 A + Q2 B) V^T
+ P with PV = 0, and then q and v fall apart (`form`, `border`): q is the sum of

    (1+delta) ||A Sigma + Sigma A^T||^2 + eps2 ||A Sigma||^2,
    2 <T, B B^T> + (2 (1+delta) + eps2) ||B Sigma||^2,        2 <T, (Q2^T P)(Q2^T P)^T>,

and v = (1+delta) (<E11, A Sigma + Sigma A^T> + 2 <E12^T, B Sigma>). The third has no border: it says T >= 0
if there is such a P != 0, that is if r > k. The second is a sum over the columns b_j of B (`one_column`, one
after the other), each 2 b_j^T T_j b_j with border 2 (1+delta) s_j <e_j, b_j> (`column`, `column_border`). In
the first, W = A Sigma is any matrix as Sigma is invertible. Now let t = 1, by homogeneity. The minimum over W
is -4 (1+delta)^2 ||E11||^2/(4 (1+delta) + eps2) (`leading`, `leading_reached`, `leading_value`). That over
b_j is -2 (1+delta)^2 s_j^2 e_j^T T_j^+ e_j if T_j >= 0 and e_j is in its range (`fraction`,
`fraction_reached`), and there is none if T_j has a direction b with T_j b = 0, <e_j, b> != 0 (`unbounded`) or
b^T T_j b < 0. So the inequality at t = 1 is (2) and (3), and it implies that at t = 0.

The left sides are convex: a matrix-fractional term is the largest of functions affine in (T, 1 + delta)
(`tangent`, `tangent_touches`), the others are quadratic over linear.

With eps2 = 0 put T = (1 + delta) T', kappa = 2 delta/(1 + delta). Dividing (1) by (1+delta)^2 and (3) by
1 + delta, delta is left in kappa only (`scaled_band`, `scaled_fraction`): kappa* is the least of (||E11||^2
+ 2 ||E12||^2 + ||F + T'||^2)/(||E||^2 + <F, T'>), and delta* = kappa*/(2 - kappa*), as kappa grows with delta
(`kappa_grows`, `back`). If r > k then T >= 0, and (1) has no solution below delta = 1 (`deficient`), nor has
it where range Z lies inside range X (`inside`), whatever eps2: delta* = 1, at T = 0.

The instances below are decided on both sides of the delta* of the reduction, by certificates that know
nothing of it.
"""

from certify import Instance
from certify.claims import And, AtInstance, Claim, Eq, Iff, Rational, claim, reals
from certify.claims.statements.at_instance import SIDES
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square

YES, NO = SIDES
n, k, m, r, q = sizes("n k m r q")
(delta, eps2, s, g) = parameters("delta eps2 s g")
Q1, Q2, V = matrix("Q1", n, k), matrix("Q2", n, m), matrix("V", r, k)
Sigma, T = matrix("Sigma", k, k, symmetric=True), matrix("T", m, m, symmetric=True)
Z1, Z2 = matrix("Z1", k, q), matrix("Z2", m, q)
A, B, P = matrix("A", k, k), matrix("B", m, k), matrix("P", n, r)
S, Inverse = matrix("S", n, n, symmetric=True), matrix("Inverse", k, k, symmetric=True)

frames = (Q1.T * Q1 - identity(k), Q2.T * Q2 - identity(m), Q1.T * Q2, V.T * V - identity(k))
basis = (*frames, Q1 * Q1.T + Q2 * Q2.T - identity(n))
X, Z = Q1 * Sigma * V.T, Q1 * Z1 + Q2 * Z2
E = X * X.T - Z * Z.T
E11, E12, F = Sigma * Sigma - Z1 * Z1.T, -Z1 * Z2.T, Z2 * Z2.T
stress = Q2 * T * Q2.T
w = (1 + delta) * E - stress
D = (Q1 * A + Q2 * B) * V.T + P
lifted = D * X.T + X * D.T
W_s = A * Sigma + Sigma * A.T

critical = claim(
    "Noiseless reduction: SX = 0 leaves S = Q2 T Q2^T",
    Words(S, "==", Q2 * Q2.T * S * Q2 * Q2.T, (*basis, Sigma * Inverse - identity(k), S * X)),
    rests_on=["rank_one_form.bordered", "rank_one_form.unbordered"],
)
critical_back = claim(
    "Noiseless reduction: every S = Q2 T Q2^T has SX = 0", Words(stress * X, "==", 0, frames)
)
error = claim(
    "Noiseless reduction: the blocks of E",
    Words(E, "==", Q1 * E11 * Q1.T + Q1 * E12 * Q2.T + Q2 * E12.T * Q1.T - Q2 * F * Q2.T, frames),
)
inner_value = claim(
    "Noiseless reduction: <E, w> = (1 + delta) ||E||^2 + <F, T>",
    Words(inner(E, w), "==", (1 + delta) * square(E) + inner(F, T), frames),
    rests_on=["noiseless_reduction.error"],
)
norm_value = claim(
    "Noiseless reduction: ||w||^2 = (1 + delta)^2 (||E11||^2 + 2 ||E12||^2) + ||(1 + delta) F + T||^2",
    Words(
        square(w),
        "==",
        (1 + delta) ** 2 * (square(E11) + 2 * square(E12)) + square((1 + delta) * F + T),
        frames,
    ),
    rests_on=["noiseless_reduction.error"],
)
form = claim(
    "Noiseless reduction: the second-order form is one in A, one in B and one in P",
    Words(
        2 * inner(stress, D * D.T) + (1 + delta) * square(lifted) + eps2 * square(D * X.T),
        "==",
        (1 + delta) * square(W_s)
        + eps2 * square(A * Sigma)
        + 2 * inner(T, B * B.T)
        + (2 * (1 + delta) + eps2) * square(B * Sigma)
        + 2 * inner(T, Q2.T * P * P.T * Q2),
        (*frames, P * V),
    ),
    rests_on=["noiseless_reduction.critical", "noiseless_reduction.critical_back"],
)
border = claim(
    "Noiseless reduction: the border has a part in A and one in B",
    Words(
        inner(w, lifted),
        "==",
        (1 + delta) * (inner(E11, W_s) + 2 * inner(E12.T, B * Sigma)),
        (*frames, P * V),
    ),
    rests_on=["noiseless_reduction.critical_back", "noiseless_reduction.error"],
)

# One unit eigenvector u of Sigma after the other: b = B u is the column of B that goes with s.
u, C, b, e = matrix("u", k, 1), matrix("C", k, m), matrix("b", m, 1), matrix("e", m, 1)
eigenvector = (u.T * u - identity(1), Sigma * u - s * u)
ray, rest = B * u * u.T, B * (identity(k) - u * u.T)


def in_B(M):
    """The part of the form in B."""
    return 2 * inner(T, M * M.T) + (2 * (1 + delta) + eps2) * square(M * Sigma)


one_column = claim(
    "Noiseless reduction: the part in B is a sum over the columns of B, split off one by one",
    Words(in_B(B), "==", in_B(ray) + in_B(rest), eigenvector),
    rests_on=["noiseless_reduction.form"],
)
T_j = T + (1 + delta + eps2 / 2) * s**2 * identity(m)
column = claim(
    "Noiseless reduction: the column of B that goes with s_j has the form 2 b^T T_j b",
    Words(in_B(b * u.T), "==", 2 * inner(b, T_j * b), eigenvector),
    rests_on=["noiseless_reduction.one_column"],
)
column_border = claim(
    "Noiseless reduction: the column of B that goes with s_j has the border 2 (1 + delta) s_j <e_j, b>",
    Words(2 * inner(C.T, b * u.T * Sigma), "==", 2 * s * inner(C.T * u, b), eigenvector),
    rests_on=["noiseless_reduction.border"],
)

# The Schur complement, block by block. lam = 1 + delta, and t = 1.
(lam,) = parameters("lam")
W, G = matrix("W", k, k), matrix("G", k, k, symmetric=True)
b, f, y = matrix("b", m, 1), matrix("f", m, 1), matrix("y", m, 1)
N = matrix("N", m, m, semidefinite=True)


def in_W(M):
    """The form and the border in W = A Sigma, where (4 lam + eps2) G = 2 lam E11."""
    return lam * square(M + M.T) + eps2 * square(M) + 2 * (4 * lam + eps2) * inner(G, M)


def in_b(M):
    """The form and the border in one column, where N = T_j, e_j = N f and g = lam s_j."""
    return 2 * inner(M, N * M) + 4 * g * inner(N * f, M)


leading = claim(
    "Noiseless reduction: over W the least value is -(4 (1 + delta) + eps2) ||G||^2",
    Words(in_W(W), ">=", -(4 * lam + eps2) * square(G), nonnegative=(lam, eps2)),
    rests_on=["noiseless_reduction.form", "noiseless_reduction.border"],
)
leading_reached = claim(
    "Noiseless reduction: it is reached at W = -G",
    Words(in_W(-G), "==", -(4 * lam + eps2) * square(G)),
    rests_on=["noiseless_reduction.form", "noiseless_reduction.border"],
)
x, z, one, e2 = reals("x z lambda eps2")
leading_value = claim(
    "Noiseless reduction: it is -4 (1 + delta)^2 ||E11||^2/(4 (1 + delta) + eps2)",
    given=[one > 0, e2 >= 0, Eq((4 * one + e2) * z, 2 * one * x)],
    show=Eq((4 * one + e2) * z**2, 4 * one**2 * x**2 / (4 * one + e2)),
    rests_on=["noiseless_reduction.leading", "noiseless_reduction.leading_reached"],
    note="x = ||E11||, z = ||G||.",
)
fraction = claim(
    "Noiseless reduction: over b the least value is -2 (1 + delta)^2 s_j^2 e_j^T T_j^+ e_j",
    Words(in_b(b), ">=", -2 * g**2 * inner(f, N * f)),
    rests_on=["noiseless_reduction.column", "noiseless_reduction.column_border"],
    note="e_j = T_j f has e_j^T T_j^+ e_j = f^T T_j f, whichever f is taken.",
)
fraction_reached = claim(
    "Noiseless reduction: it is reached at b = -(1 + delta) s_j f",
    Words(in_b(-g * f), "==", -2 * g**2 * inner(f, N * f)),
    rests_on=["noiseless_reduction.column", "noiseless_reduction.column_border"],
)
unbounded = claim(
    "Noiseless reduction: along b with T_j b = 0 only the border is left, which has no least value "
    "unless <e_j, b> = 0",
    Words(
        2 * inner(lam * b, N * lam * b) + 4 * g * inner(y, lam * b), "==", 4 * g * lam * inner(y, b), (N * b,)
    ),
    rests_on=["noiseless_reduction.column", "noiseless_reduction.column_border"],
    note="e_j is y here, and lam any factor.",
)
tangent = claim(
    "Noiseless reduction: e^T T^+ e is at least 2 <e, y> - y^T T y for every y",
    Words(inner(f, N * f), ">=", 2 * inner(N * f, y) - inner(y, N * y)),
)
tangent_touches = claim(
    "Noiseless reduction: with equality at y = f, where e = T f",
    Words(inner(f, N * f), "==", 2 * inner(N * f, f) - inner(f, N * f)),
    rests_on=["noiseless_reduction.tangent"],
)

# From delta to kappa, where eps2 = 0. T' is U below.
d, kappa, d2 = reals("delta kappa delta2")
a, c = reals("a c")
U, E_ = matrix("U", m, m, symmetric=True), matrix("E", n, n, symmetric=True)
N_ = matrix("N_", m, m, semidefinite=True)
scaled_band = claim(
    "Noiseless reduction: (1) at T = (1 + delta) T' says numerator <= kappa denominator",
    given=[d >= 0, Eq(kappa * (1 + d), 2 * d)],
    show=Iff((1 + d) ** 2 * a <= 2 * d * (1 + d) * c, a <= kappa * c),
    rests_on=["noiseless_reduction.inner_value", "noiseless_reduction.norm_value"],
    note="a = ||E11||^2 + 2 ||E12||^2 + ||F + T'||^2 and c = ||E||^2 + <F, T'>.",
)
scaled_fraction = claim(
    "Noiseless reduction: (3) at T = (1 + delta) T', eps2 = 0 is 1 + delta times one without delta",
    Words(
        lam * square(E_) + inner(F, lam * U) - lam * square(G) - 2 * (lam * s) ** 2 * inner(f, lam * N_ * f),
        "==",
        lam * (square(E_) + inner(F, U) - square(G) - 2 * s**2 * inner(lam * f, N_ * lam * f)),
    ),
    rests_on=["noiseless_reduction.leading_value", "noiseless_reduction.fraction"],
    note="For one row of E12: T_j = lam N', and e_j = T_j f = N' (lam f).",
)
kappa_grows = claim(
    "Noiseless reduction: kappa = 2 delta/(1 + delta) grows with delta",
    given=[d >= 0, d2 > d],
    show=2 * d2 / (1 + d2) > 2 * d / (1 + d),
)
back = claim(
    "Noiseless reduction: delta = kappa/(2 - kappa) has kappa = 2 delta/(1 + delta), and 0 <= delta <= 1",
    given=[kappa >= 0, kappa <= 1, Eq(d * (2 - kappa), kappa)],
    show=And(Eq(2 * d / (1 + d), kappa), d >= 0, d <= 1),
)
P_F = matrix("F", m, m, semidefinite=True)
(rest_square,) = parameters("rest_square")  # ||E11||^2 + 2 ||E12||^2


def band(F, T):
    """||w||^2 - 2 delta <E, w>."""
    norm = (1 + delta) ** 2 * rest_square + square((1 + delta) * F + T)
    return norm - 2 * delta * ((1 + delta) * (rest_square + square(F)) + inner(F, T))


deficient = claim(
    "Noiseless reduction: T >= 0, as where r > rank X, has ||w||^2 - 2 delta <E, w> >= (1 - delta^2) ||E||^2",
    Words(band(P_F, N), ">=", (1 - delta**2) * (rest_square + square(P_F))),
    rests_on=[
        "noiseless_reduction.form",
        "noiseless_reduction.inner_value",
        "noiseless_reduction.norm_value",
    ],
    note="So (1) has no solution for delta < 1, whatever eps2; at delta = 1, T = 0 is one.",
)
inside = claim(
    "Noiseless reduction: F = 0, as where range Z lies inside range X, has the same",
    Words(band(0 * P_F, T), ">=", (1 - delta**2) * rest_square),
    rests_on=["noiseless_reduction.inner_value", "noiseless_reduction.norm_value"],
)

# The reduction at instances with r* = 2, and certificates on both sides of its delta*. t1, t2: diagonal of T'
# or T. What else T has only adds to ||F + T||^2, and by `tangent` to e_j^T T_j^+ e_j.
t1, t2 = reals("t1 t2")
IDENTITY = [[1, 0], [0, 1], [0, 0], [0, 0]]
ACROSS = [[0, 0], [0, 0], [2, 0], [0, "3/2"]]
TILTED = [["1/2", 0], [0, "1/2"], [1, 0], [0, 1]]
EIGHT = [[int(i == j) for j in range(8)] for i in range(10)]
EIGHT_TRUTH = [[0, 0]] * 8 + [[2, 0], [0, 2]]
SINGULAR = [[1, 0], [0, 0], [0, 0], [0, 0]]
SINGULAR_TRUTH = [["1/2", 1], [0, 0], [1, 0], [0, 1]]


def _at(what: str, side: str, X: list, Z: list, value: str, links: str, eps2: str = "0") -> Claim:
    return claim(
        f"Noiseless reduction, {what}",
        AtInstance(Instance(X, Z, delta=value, eps2=eps2), side),
        rests_on=[link if "." in link else f"noiseless_reduction.{link}" for link in links.split()],
    )


across = claim(
    "Noiseless reduction at X = [I; 0], Z = [0; diag(2, 3/2)]: kappa >= 201/269 for every T' >= -I",
    given=[t1 >= -1, t2 >= -1],
    show=2 + (4 + t1) ** 2 + (Rational(9, 4) + t2) ** 2
    >= Rational(201, 269) * (2 + 16 + Rational(81, 16) + 4 * t1 + Rational(9, 4) * t2),
    rests_on=[
        "noiseless_reduction.scaled_band",
        "noiseless_reduction.kappa_grows",
        "noiseless_reduction.back",
    ],
    note="delta = 201/337. T' = -I reaches it: E12 = 0.",
)
across_at = _at("E12 = 0, exactly at its delta = 201/337", YES, IDENTITY, ACROSS, "201/337", "across")
across_below = _at("E12 = 0, 1e-6 below it", NO, IDENTITY, ACROSS, "200999663/337000000", "across")
tilted = claim(
    "Noiseless reduction at X = [I; 0], Z = [I/2; I]: kappa >= 21/25 for every T' that satisfies (3)",
    given=[
        t1 > -1,
        t2 > -1,
        Rational(9, 8) + 1 / (2 + 2 * t1) + 1 / (2 + 2 * t2) <= Rational(33, 8) + t1 + t2,
    ],
    show=Rational(17, 8) + (1 + t1) ** 2 + (1 + t2) ** 2 >= Rational(21, 25) * (Rational(33, 8) + t1 + t2),
    rests_on=[
        "noiseless_reduction.scaled_band",
        "noiseless_reduction.scaled_fraction",
        "noiseless_reduction.kappa_grows",
        "noiseless_reduction.back",
        "noiseless_reduction.tangent",
    ],
    note="delta = 21/29. T' = -I/2 reaches it, and (3) with equality: E11 = 3/4 I, E12 = -1/2 I, F = I.",
)
tilted_at = _at("E12 != 0, exactly at its delta = 21/29", YES, IDENTITY, TILTED, "21/29", "tilted")
tilted_below = _at("E12 != 0, 1e-5 below it", NO, IDENTITY, TILTED, "2099971/2900000", "tilted")
curved = claim(
    "Noiseless reduction at X = [I_8; 0], Z = [0; 2 I_2], eps2 = 3: (1) and (2) leave no delta below 1/2",
    given=[
        d >= 0,
        d < 1,
        t1 >= -(d + Rational(5, 2)),
        t2 >= -(d + Rational(5, 2)),
        8 * (1 + d) ** 2 + (4 * (1 + d) + t1) ** 2 + (4 * (1 + d) + t2) ** 2
        <= 2 * d * (40 * (1 + d) + 4 * t1 + 4 * t2),
    ],
    show=d >= Rational(1, 2),
    rests_on=[
        "noiseless_reduction.inner_value",
        "noiseless_reduction.norm_value",
        "noiseless_reduction.column",
    ],
    note="Example 4.1 with r = 8, r* = 2, eps = 1. T = -3 I reaches it.",
)
curved_at = _at(
    "eps2 = 3, exactly at its delta = 1/2",
    YES,
    EIGHT,
    EIGHT_TRUTH,
    "1/2",
    "curved sharper_threshold.example",
    "3",
)
curved_below = _at(
    "eps2 = 3, 1e-5 below it", NO, EIGHT, EIGHT_TRUTH, "49999/100000", "curved sharper_threshold.theorem", "3"
)
singular = _at(
    "rank X = 1 < r = 2, E12 != 0: none at 999/1000", NO, SINGULAR, SINGULAR_TRUTH, "999/1000", "deficient"
)
singular_curved = _at("the same with eps2 = 1", NO, SINGULAR, SINGULAR_TRUTH, "999/1000", "deficient", "1")
canary = claim(
    "Canary: (1) alone, without (3), does not give 21/25 at X = [I; 0], Z = [I/2; I]",
    given=[t1 > -1, t2 > -1],
    show=Rational(17, 8) + (1 + t1) ** 2 + (1 + t2) ** 2 >= Rational(21, 25) * (Rational(33, 8) + t1 + t2),
    canary="REFUTED",
    rests_on=["noiseless_reduction.scaled_band"],
)
canary_at = claim(
    "Canary: at delta = 21/29 itself, X = [I; 0], Z = [I/2; I] has no counterexample",
    AtInstance(Instance(IDENTITY, TILTED, delta="21/29"), NO),
    canary="REFUTED",
    rests_on=["noiseless_reduction.tilted"],
)
