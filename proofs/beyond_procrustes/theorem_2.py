"""Theorem 2 (Ma, Li, Chi): if min over R of |Z0 R - Z*| <= c0 kappa^{-3/2} s_min^{1/2} (15), gradient descent
(14) on 1/2 |X Y^T - M*|^2 with a small constant step has dist(Z_t) <= (1 - eta/(50 kappa))^t dist(Z_0).

Chosen: k = sqrt(kappa) >= 1, s = sqrt(s_min), so that s_min = s^2, s_max = k^2 s^2 and zeta = 1/(180 k);
p = |Ex Yt^T|, q = |Xt Ey^T|, e = |Ex|, f = |Ey|, u = p^2 + q^2, dist^2 = e^2 + f^2; res = |Res Yt|_F,
res_y = |Res^T Xt|_F with Res = Xt Yt^T - M*; L = Q^T Q.

Found: three lines are false as printed; all have repairs. With them the induction step of `theorem_2_end` has
the explicit constants eta <= 1/72, c0 <= eta/102000: there c0 depends on eta, and the theorem fixes c0 first.
Facts on norms and singular values are assumed by name.
"""

from certify.claims import Abs, And, Eq, Rational, assuming, case, claim, conclusion_of, reals
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square

k, s, p, q, e, f, w = reals("k s p q e f w")
res, res_y, g1, g2, b1, b2 = reals("res res_y g1 g2 b1 b2")
eta, c0, l1, a1, a2, D, u = reals("eta c0 l1 a1 a2 D u")
kappa, S, m = reals("kappa S m")
zeta = 1 / (180 * k)
SMALL = Rational(1, 2000)  # a c0 that all lines but the last allow

scale = (k >= 1, s > 0)
lengths = (*scale, p >= 0, q >= 0, e >= 0, f >= 0)
small = (c0 > 0, c0 <= SMALL, eta > 0)
ball = e**2 + f**2 <= (c0 * s / k**3) ** 2

n1, n2, r = sizes("n1 n2 r")
X, Xs, Y, Ys = matrix("X", n1, r), matrix("Xs", n1, r), matrix("Y", n2, r), matrix("Ys", n2, r)
Q, K, R, M = matrix("Q", r, r), matrix("K", r, r), matrix("R", r, r), matrix("M", n1, n2)
E, G, L = matrix("E", n1, r), matrix("G", n1, r), matrix("L", r, r)
N = matrix("N", r, r)
(h,) = parameters("h")
inverse = (Q * K - identity(r), K * Q - identity(r))

# The first alignment matrix
distance_0 = claim(
    "Section 4.3, first display: |Q_0 - R| <= 5 c0/kappa^{3/2} by Lemma 1, P = R, delta = c0 kappa^{-3/2} "
    "s_r(X*)",
    given=[
        *scale,
        *small,
        D >= 0,
        c0 * s / k**3 >= D,
        a1 >= 0,
        conclusion_of("lemma_1.bound", a1 <= 5 * D / s, z=a1, d=D),
    ],
    show=And(s / 80 >= D, a1 <= 5 * c0 / k**3),
    printed=True,
    note="a1 = |Q_0 - R|. A rotation has singular values 1, within 1/2 and 3/2.",
    seconds=40,
)
rotation_0 = claim(
    "Section 4.3, first display: 5 c0/kappa^{3/2} <= 1/(400 sqrt(kappa)) as long as c0 is small: c0 <= "
    "1/2000",
    given=[k >= 1, c0 > 0, c0 <= Rational(1, 2000)],
    show=5 * c0 / k**3 <= 1 / (400 * k),
    printed=True,
)
rotation_0_largest = claim(
    "Section 4.3, first display, with c0 <= 1/1999",
    given=[k >= 1, c0 > 0, c0 <= Rational(1, 1999)],
    show=5 * c0 / k**3 <= 1 / (400 * k),
    canary="REFUTED",
    note="1/2000 is the largest constant, by kappa = 1.",
)

# The update in the aligned frame
update_x = claim(
    "Section 4.3, update: X_{t+1} Q = Xt - h (X Y^T - M*) Yt (Q^T Q), with Yt = Y Q^{-T}",
    Words(
        (X - h * (X * Y.T - M) * Y) * Q,
        "==",
        X * Q - h * (X * Y.T - M) * (Y * K.T) * Q.T * Q,
        vanishing=inverse,
    ),
    printed=True,
)
update_y = claim(
    "Section 4.3, update: Y_{t+1} Q^{-T} = Yt - h (X Y^T - M*)^T Xt (Q^T Q)^{-1}",
    Words(
        (Y - h * (X * Y.T - M).T * X) * K.T,
        "==",
        Y * K.T - h * (X * Y.T - M).T * (X * Q) * K * K.T,
        vanishing=inverse,
    ),
    printed=True,
    note="(Q^T Q)^{-1} = K K^T.",
)
same_product = claim(
    "Section 4.3, update: Xt Yt^T = X Y^T",
    Words(X * Q * (Y * K.T).T, "==", X * Y.T, vanishing=inverse),
    printed=True,
)
lambda_identity = claim(
    "Section 4.3: Q^T Q - R^T R = R^T N + N^T R + N^T N for Q = R + N; R^T R = I where R is orthogonal",
    Words((R + N).T * (R + N) - R.T * R, "==", R.T * N + N.T * R + N.T * N),
)
lambda_bound = claim(
    "Section 4.3: |L - I| <= 1/(180 sqrt(kappa)) where |Q - R| <= 1/(400 sqrt(kappa))",
    given=[
        k >= 1,
        e >= 0,
        e <= 1 / (400 * k),
        assuming("norm inequalities", l1 <= 2 * e + e**2),
    ],
    show=l1 <= zeta,
    printed=True,
    rests_on=["theorem_2.lambda_identity"],
    note="e = |Q - R|, l1 = |L - I|.",
)
lambda_inverse = claim(
    "Section 4.3: |L^{-1} - I| <= 1/(180 sqrt(kappa)), used for gamma_2 and beta_2",
    given=[
        k >= 1,
        e >= 0,
        e <= 1 / (400 * k),
        w >= 0,
        u >= 0,
        assuming("Weyl", w * (1 - e) ** 2 <= 1),
        assuming("norm inequalities", u <= 2 * e + e**2),
        assuming("norm inequalities", l1 <= w * u),
    ],
    show=l1 <= zeta,
    rests_on=["theorem_2.lambda_identity"],
    note="Not displayed. e = |Q - R|, l1 = |L^{-1} - I|, w = |L^{-1}| = s_min(Q)^{-2}, u = |L - I|.",
)
expand_alpha = claim(
    "Section 4.3: alpha_1 = |Ex|^2 + h^2 |Res Yt L|^2 - 2 h <Ex, Res Yt L>",
    Words(square(E - h * G * L), "==", square(E) + h**2 * square(G * L) - 2 * h * inner(E, G * L)),
    printed=True,
    note="h = eta/s_max, G = Res Yt. The same for alpha_2.",
)

# Lower bounds on gamma
lam, x, t = reals("lambda x t")
gamma_first_line = claim(
    "(16), first line: gamma_1 >= <Ex, Res Yt> - <Ex, Res Yt (L - I)>",
    given=[
        c0 > 0,
        c0 <= SMALL,
        x > 0,
        Abs(lam - 1) <= Rational(1, 400),
        (x / lam - 1) ** 2 + (x * lam - 1) ** 2 <= c0**2,
    ],
    show=(x - 1) * (x**2 - 1) * x * lam**2
    >= (x - 1) * (x**2 - 1) * x - (x - 1) * (x**2 - 1) * x * (lam**2 - 1),
    printed=True,
    scope=case("r = n1 = n2 = 1, x* = y* = 1"),
    note="x_t = x/lambda, y_t = x lambda, R = 1, Q = lambda, L = lambda^2, aligned as x (x - 1) = (x - 1) "
    "x. gamma_1 = <Ex, Res Yt> + <Ex, Res Yt (L - I)>: the sign of the second term is lost. It fails for "
    "every c0 (gamma_first_line_always). The next line, with norms, holds.",
)
gamma_first_line_repaired = gamma_first_line.repaired(
    "the sign: gamma_1 = <Ex, Res Yt> + <Ex, Res Yt (L - I)>",
    scope="line",
    show=Words(inner(E, G * L), "==", inner(E, G) + inner(E, G * (L - identity(r)))),
)
gamma_first_line_always = claim(
    "(16), first line: it fails wherever x > 1 and lambda < 1, thus for every c0 > 0",
    given=[x > 1, lam > 0, lam < 1],
    show=(x - 1) * (x**2 - 1) * x * lam**2
    < (x - 1) * (x**2 - 1) * x - (x - 1) * (x**2 - 1) * x * (lam**2 - 1),
    seconds=40,
)
gamma_second_line = claim(
    "(16), second line: gamma_1 >= |Yt Ex^T|^2 - 1/4 |Ex|^4 - |L - I| |Res Yt| |Ex|",
    given=[
        *lengths,
        l1 >= 0,
        res >= 0,
        a1 >= p**2 - e**4 / 4,
        assuming("Cauchy-Schwarz", Abs(a2) <= w * e),
        assuming("norm inequalities", w <= l1 * res),
        Eq(g1, a1 + a2),
    ],
    show=g1 >= p**2 - e**4 / 4 - l1 * res * e,
    printed=True,
    rests_on=[
        "lemma_3.lemma",
        "theorem_2.gamma_first_line_repaired",
        "norms.cauchy_schwarz",
        "norms.product",
    ],
    note="a1 = <Ex, Res Yt>, at least p^2 - e^4/4 by lemma_3.lemma; a2 = <Ex, Res Yt (L - I)>, w = |Res Yt "
    "(L - I)|.",
)
gamma_third_line = claim(
    "(16), third line: gamma_1 >= |Yt Ex^T|^2 - s_min |Ex|^2/400 - zeta |Res Yt| |Ex|",
    given=[
        *lengths,
        l1 >= 0,
        conclusion_of("theorem_2.lambda_bound", l1 <= zeta),
        res >= 0,
        conclusion_of("theorem_2.near_truth", e**2 <= s**2 / 100),
        conclusion_of("theorem_2.gamma_second_line", g1 >= p**2 - e**4 / 4 - l1 * res * e),
        Eq(t, zeta * res * e),
    ],
    show=g1 >= p**2 - s**2 * e**2 / 400 - t,
    printed=True,
    note="t is the last term, zeta |Res Yt| |Ex|.",
    seconds=40,
)
near_truth = claim(
    "Section 4.3: |Ex|^2 <= dist^2(Z_t) <= dist^2(Z_0) <= s_min/100",
    given=[
        *lengths,
        D >= 0,
        conclusion_of("theorem_2.distance_0", s / 80 >= D),
        e**2 + f**2 <= D**2,
    ],
    show=And(e**2 <= s**2 / 100, s**2 / 100 >= D**2),
    printed=True,
    rests_on=["definition_2.below_orthogonal"],
    note="D = dist(Z_0), dist(Z_t) <= D by the second induction hypothesis. c0 <= 1/10 is enough.",
    seconds=40,
)
smooth = conclusion_of(
    "lemma_4.first_repaired", res <= Rational(3, 2) * k * s * (p + q + e * f), m=res, s=k * s
)
product = 3 * zeta / 2 * k * s * (p + q + e * f) * e
split = 9 * zeta * k / 2 * p * s / 3 * e + 9 * zeta * k / 2 * q * s / 3 * e + 3 * zeta / 2 * k * s * f * e**2
last_term_first = claim(
    "Section 4.3, bound of the last term of (16), first line: by Lemma 4",
    given=[*lengths, smooth, Eq(t, zeta * res * e)],
    show=t <= product,
    printed=True,
    note="The terms used are those of the repaired Lemma 4, not of the printed one.",
    seconds=40,
)
last_term_split = claim(
    "Section 4.3, bound of the last term of (16), second line",
    given=lengths,
    show=Eq(product, split),
    printed=True,
)
last_term_small = claim(
    "Section 4.3: 3 zeta/2 sqrt(s_max) |Ey| <= 3 zeta/2 sqrt(s_max) c0 kappa^{-3/2} sqrt(s_min) <= s_min/72",
    given=[*lengths, c0 > 0, c0 <= Rational(5, 3), f <= c0 * s / k**3],
    show=3 * zeta / 2 * k * s * f <= s**2 / 72,
    printed=True,
    note="'As long as c0 is sufficiently small': c0 <= 5/3.",
    seconds=40,
)
quarter = 81 * zeta**2 * k**2 / 8
last_term = claim(
    "Section 4.3, bound of the last term of (16), third line",
    given=[
        *lengths,
        conclusion_of("theorem_2.last_term_first", t <= product),
        conclusion_of("theorem_2.last_term_small", 3 * zeta / 2 * k * s * f <= s**2 / 72),
    ],
    show=t <= quarter * p**2 + quarter * q**2 + s**2 / 8 * e**2,
    printed=True,
    seconds=40,
)
gamma_1 = claim(
    "Section 4.3: gamma_1 >= (1 - c) |Yt Ex^T|^2 - c |Xt Ey^T|^2 - s_min |Ex|^2/7, c = 81 zeta^2 kappa/8",
    given=[
        *lengths,
        conclusion_of("theorem_2.gamma_third_line", g1 >= p**2 - s**2 * e**2 / 400 - t),
        conclusion_of("theorem_2.last_term", t <= quarter * p**2 + quarter * q**2 + s**2 / 8 * e**2),
    ],
    show=g1 >= (1 - quarter) * p**2 - quarter * q**2 - s**2 / 7 * e**2,
    printed=True,
)
gamma_2 = claim(
    "Section 4.3: gamma_2 >= (1 - c) |Xt Ey^T|^2 - c |Yt Ex^T|^2 - s_min |Ey|^2/7, c = 81 zeta^2 kappa/8",
    given=[
        *lengths,
        conclusion_of("theorem_2.gamma_third_line", g2 >= q**2 - s**2 * f**2 / 400 - t, g1=g2, p=q, e=f),
        conclusion_of(
            "theorem_2.last_term", t <= quarter * q**2 + quarter * p**2 + s**2 / 8 * f**2, p=q, q=p, e=f, f=e
        ),
    ],
    show=g2 >= (1 - quarter) * q**2 - quarter * p**2 - s**2 / 7 * f**2,
    printed=True,
    rests_on=["lemma_3.lemma_of_y", "lemma_4.second_repaired", "theorem_2.lambda_inverse"],
    note="(16) and the bound of its last term, with X and Y exchanged and L^{-1} for L; t = zeta |Res^T Xt| "
    "|Ey|.",
)
gamma_sum = claim(
    "Section 4.3: gamma_1 + gamma_2 >= (1 - 81 zeta^2 kappa/4) u - s_min dist^2/7",
    given=[
        *lengths,
        conclusion_of("theorem_2.gamma_1", g1 >= (1 - quarter) * p**2 - quarter * q**2 - s**2 / 7 * e**2),
        conclusion_of("theorem_2.gamma_2", g2 >= (1 - quarter) * q**2 - quarter * p**2 - s**2 / 7 * f**2),
    ],
    show=g1 + g2 >= (1 - 2 * quarter) * (p**2 + q**2) - s**2 / 7 * (e**2 + f**2),
    printed=True,
)
gamma_three_quarters = claim(
    "Section 4.3: 1 - 81 zeta^2 kappa/4 >= 3/4 with zeta = 1/(180 sqrt(kappa))",
    given=[k >= 1, u >= 0],
    show=(1 - 2 * quarter) * u >= 3 * u / 4,
    printed=True,
    note="It is 1599/1600.",
)

# Upper bounds on beta
v = reals("v")[0]
beta_first_line = claim(
    "(17), first line: beta_1 <= 4 |Res Yt|^2, beta_1 as defined",
    given=[
        s > 0,
        v > 0,
        eta > 0,
        eta <= Rational(1, 24),
        c0 > 0,
        c0 <= SMALL,
        (v - s) ** 2 <= c0**2 * s**2 / 2,
    ],
    show=(eta / s**2) ** 2 * ((v**2 - s**2) * v) ** 2 <= 4 * ((v**2 - s**2) * v) ** 2,
    printed=True,
    scope=case("r = n1 = n2 = 1, x* = y* = s, x = y = v"),
    note="L = 1. The brace of beta_1 includes (eta/s_max)^2, which exceeds 4 where s_max < eta/2. The terms "
    "of (17) have the degrees 2 and 6 in the scale. In (20) the brace is where it should be.",
)
beta_first_line_repaired = beta_first_line.repaired(
    "beta_1 without the factor (eta/s_max)^2: |L| <= 2",
    scope="line",
    given=[
        l1 >= 0,
        conclusion_of("theorem_2.lambda_below_2", l1 <= 2),
        b1 >= 0,
        res >= 0,
        assuming("norm inequalities", b1 <= l1**2 * res**2),
    ],
    show=b1 <= 4 * res**2,
    rests_on=["norms.product", "theorem_2.lambda_below_2"],
    note="b1 = |Res Yt L|_F^2 from here on, l1 = |L|.",
)
lambda_below_2 = claim(
    "(17): |L| <= 2 and |L^{-1}| <= 2",
    given=[
        k >= 1,
        assuming("norm inequalities", l1 <= 1 + w),
        conclusion_of("theorem_2.lambda_bound", w <= zeta, l1=w),
    ],
    show=l1 <= 2,
    printed=True,
    rests_on=["theorem_2.lambda_inverse"],
    note="l1 = |L|, w = |L - I|; the same for L^{-1}, by lambda_inverse.",
)
beta_second_line = claim(
    "(17), second line: 4 |Res Yt|^2 <= 9 s_max (p + q + |Ex| |Ey|)^2",
    given=[*lengths, res >= 0, smooth],
    show=4 * res**2 <= 9 * k**2 * s**2 * (p + q + e * f) ** 2,
    printed=True,
    seconds=40,
)
beta_third_line = claim(
    "Section 4.3: beta_1 <= 27 s_max (p^2 + q^2 + |Ex|^2 |Ey|^2)",
    given=[S >= 0, b1 <= 9 * S * (p + q + e * f) ** 2],
    show=b1 <= 27 * S * (p**2 + q**2 + e**2 * f**2),
    printed=True,
    rests_on=["theorem_2.beta_first_line_repaired", "theorem_2.beta_second_line", "norms.three"],
    note="S = s_max from here to beta_sum, m = s_min, kappa = S/m.",
    seconds=40,
)
near_y, near_x = c0**2 * m / kappa**3 - f**2, c0**2 * m / kappa**3 - e**2
beta_1 = claim(
    "Section 4.3: beta_1 <= 27 s_max u + 27 c0^2 s_max s_min kappa^{-3} |Ex|^2",
    given=[
        kappa >= 1,
        S >= 0,
        near_y >= 0,
        conclusion_of("theorem_2.beta_third_line", b1 <= 27 * S * (p**2 + q**2 + e**2 * f**2)),
    ],
    show=b1 <= 27 * S * (p**2 + q**2) + 27 * c0**2 * S * m / kappa**3 * e**2,
    printed=True,
    seconds=40,
)
beta_2 = claim(
    "Section 4.3: beta_2 <= 27 s_max u + 27 c0^2 s_max s_min kappa^{-3} |Ey|^2",
    given=[
        kappa >= 1,
        S >= 0,
        near_x >= 0,
        conclusion_of("theorem_2.beta_third_line", b2 <= 27 * S * (p**2 + q**2 + e**2 * f**2), b1=b2),
    ],
    show=b2 <= 27 * S * (p**2 + q**2) + 27 * c0**2 * S * m / kappa**3 * f**2,
    printed=True,
    rests_on=["lemma_4.second_repaired", "theorem_2.lambda_inverse"],
    note="b2 = |Res^T Xt L^{-1}|^2, bounded as b1 is, by the second display of Lemma 4.",
    seconds=40,
)
beta_sum = claim(
    "Section 4.3: beta_1 + beta_2 <= 54 s_max u + 27 c0^2 s_max s_min kappa^{-3} dist^2",
    given=[
        kappa >= 1,
        conclusion_of(
            "theorem_2.beta_1", b1 <= 27 * S * (p**2 + q**2) + 27 * c0**2 * S * m / kappa**3 * e**2
        ),
        conclusion_of(
            "theorem_2.beta_2", b2 <= 27 * S * (p**2 + q**2) + 27 * c0**2 * S * m / kappa**3 * f**2
        ),
    ],
    show=b1 + b2 <= 54 * S * (p**2 + q**2) + 27 * c0**2 * S * m / kappa**3 * (e**2 + f**2),
    printed=True,
    seconds=40,
)

# Collecting the bounds: D = dist^2, kappa = k^2; s = 1 without loss by scaling (degree 2 in the scale).
collected = (kappa >= 1, D >= 0, u >= 0, eta > 0, c0 > 0)
collect_1 = claim(
    "Section 4.3, all bounds collected, first line",
    given=[
        *collected,
        b1 + b2 <= 54 * kappa * u + 27 * c0**2 * kappa / kappa**3 * D,
        g1 + g2 >= 3 * u / 4 - D / 7,
    ],
    show=D + (eta / kappa) ** 2 * (b1 + b2) - 2 * eta / kappa * (g1 + g2)
    <= (1 + 27 * c0**2 * eta**2 / kappa**4) * D
    + 54 * eta**2 / kappa * u
    - 2 * eta / kappa * (3 * u / 4 - D / 7),
    printed=True,
    rests_on=[
        "theorem_2.beta_sum",
        "theorem_2.gamma_sum",
        "theorem_2.gamma_three_quarters",
        "theorem_2.expand_alpha",
    ],
    note="The left side is alpha_1 + alpha_2 by expand_alpha. s_min = 1, s_max = kappa; b1, b2 are beta_1, "
    "beta_2 without the factor (eta/s_max)^2.",
    seconds=40,
)
collect_2 = claim(
    "Section 4.3, all bounds collected, second line",
    given=collected,
    show=Eq(
        (1 + 27 * c0**2 * eta**2 / kappa**4) * D
        + 54 * eta**2 / kappa * u
        - 2 * eta / kappa * (3 * u / 4 - D / 7),
        (1 + 27 * c0**2 * eta**2 / kappa**4 + eta / (Rational(7, 2) * kappa)) * D
        + (54 * eta**2 / kappa - 3 * eta / (2 * kappa)) * u,
    ),
    printed=True,
)
P2, Q2 = reals("P2 Q2")
collect_3 = claim(
    "Section 4.3, bounds collected, third line 'as long as eta <= 1/24'",
    given=[
        v > 0,
        c0 > 0,
        c0 <= SMALL,
        (v - 1) ** 2 <= c0**2 / 2,
        eta > 0,
        eta <= Rational(1, 24),
    ],
    show=(1 + 27 * c0**2 * eta**2 + 2 * eta / 7) * 2 * (v - 1) ** 2
    + (54 * eta**2 - 3 * eta / 2) * 2 * v**2 * (v - 1) ** 2
    <= (1 + eta / 3) * 2 * (v - 1) ** 2 - 3 * eta / 4 * 2 * v**2 * (v - 1) ** 2,
    printed=True,
    scope=case("r = n1 = n2 = 1, x* = y* = 1, x = y"),
    note="v = x = y, Q = 1, kappa = 1. At eta = 1/24, 54 eta^2 - 3 eta/2 is positive. 54 eta^2 - 3 eta/2 <= "
    "-3 eta/4 is eta <= 1/72.",
)
collect_3_repaired = collect_3.repaired(
    "eta <= 1/72, for all sizes",
    scope="line",
    given=[
        *collected,
        c0 <= SMALL,
        eta <= Rational(1, 72),
        P2 >= 0,
        Q2 >= 0,
        assuming("product of singular values", u >= P2 + Q2),
    ],
    show=(1 + 27 * c0**2 * eta**2 / kappa**4 + 2 * eta / (7 * kappa)) * D
    + (54 * eta**2 / kappa - 3 * eta / (2 * kappa)) * u
    <= (1 + eta / (3 * kappa)) * D - 3 * eta / (4 * kappa) * (P2 + Q2),
    rests_on=["norms.lowest"],
    note="P2 = s_r(Yt)^2 |Ex|^2, Q2 = s_r(Xt)^2 |Ey|^2; u = |Ex Yt^T|^2 + |Xt Ey^T|^2 is at least their sum.",
    seconds=40,
)
collect_3_largest = claim(
    "Section 4.3, third line: 1/72 is the largest step this line allows, at eta = 1/71",
    given=[Eq(eta, Rational(1, 71))],
    show=54 * eta**2 - 3 * eta / 2 <= -3 * eta / 4,
    canary="REFUTED",
)
smallest_singular = claim(
    "Section 4.3: s_r(Xt)^2 >= s_min/2 and s_r(Yt)^2 >= s_min/2",
    given=[*lengths, *small, e <= c0 * s / k**3, assuming("Weyl", x >= s - e), x >= 0],
    show=x**2 >= s**2 / 2,
    printed=True,
    note="x = s_r(Xt) >= s_r(X*) - |Ex|; c0 <= 1 - 1/sqrt(2) is enough.",
    seconds=40,
)
rate_18 = claim(
    "(18): alpha_1 + alpha_2 <= (1 - eta/(24 kappa)) dist^2(Z_t)",
    given=[
        *collected,
        P2 + Q2 >= D / 2,
        a1 + a2 <= (1 + eta / (3 * kappa)) * D - 3 * eta / (4 * kappa) * (P2 + Q2),
    ],
    show=a1 + a2 <= (1 - eta / (24 * kappa)) * D,
    printed=True,
    rests_on=[
        "theorem_2.collect_1",
        "theorem_2.collect_2",
        "theorem_2.collect_3_repaired",
        "theorem_2.smallest_singular",
    ],
)
square_root = claim(
    "Section 4.3, second hypothesis: sqrt(1 - eta/(24 kappa)) <= 1 - eta/(50 kappa)",
    given=[
        kappa >= 1,
        eta > 0,
        eta <= Rational(1, 24),
        D >= 0,
        w >= 0,
        w**2 <= a1 + a2,
        conclusion_of("theorem_2.rate_18", a1 + a2 <= (1 - eta / (24 * kappa)) * D**2, D=D**2),
    ],
    show=w <= (1 - eta / (50 * kappa)) * D,
    printed=True,
    note="D = dist(Z_t), w = dist(Z_{t+1}), which is at most the distance at Q_t. 48 in place of 50 would "
    "do.",
)
