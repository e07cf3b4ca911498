"""Theorem 1 (Ma, Li, Chi): with delta_2r <= c, gradient descent (9) from any Z0 with (10), min over R of
|Z0 R - Z*| <= c0 kappa^{-3/2} s_min^{1/2}, a constant step: dist(Z_t) <= (1 - eta/(50 kappa))^t dist(Z_0).

Chosen, as in `theorem_2`: k = sqrt(kappa), s = sqrt(s_min), s_max = k^2 s^2, zeta = 1/(180 k); p = |Ex Yt^T|,
q = |Xt Ey^T|, w = |Ex Ey^T|, e = |Ex|, f = |Ey|, u = p^2 + q^2, d = delta_2r. 'The same arguments' are
written out, with both normalisers of (9): delta_2r <= 1/100, eta <= 1/450, c0 = eta/102000 are admissible.
"""

from fractions import Fraction

from certify.claims import Abs, And, Computed, Eq, Rational, claim, reals
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square

k, s, p, q, w, e, f, d, g, y = reals("k s p q w e f d g y")
b, t, t1, t2, t3, eta, c0, v, kappa, D, u, a = reals("b t t1 t2 t3 eta c0 v kappa D u a")
b1, b2, g1, g2, x0, y0 = reals("b1 b2 g1 g2 x0 y0")
zeta = 1 / (180 * k)
scale = (k >= 1, s > 0)
lengths = (*scale, p >= 0, q >= 0, w >= 0, w <= e * f, e >= 0, f >= 0, d >= 0)
small = (c0 > 0, c0 <= Rational(1, 2000))
ball = (e <= c0 * s / k**3, f <= c0 * s / k**3)

n1, n2, r, n = sizes("n1 n2 r n")
X, Y, E, G, L = (
    matrix("X", n1, r),
    matrix("Y", n2, r),
    matrix("E", n1, r),
    matrix("G", n1, r),
    matrix("L", r, r),
)
Q, K, S = matrix("Q", r, r), matrix("K", r, r), matrix("S", n1, n2)
F, H = matrix("F", n2, r), matrix("H", n, n, symmetric=True)
c1, c2, c3 = (matrix(name, n, 1) for name in ("c1", "c2", "c3"))
(h,) = parameters("h")
inverse = (Q * K - identity(r), K * Q - identity(r))

update_x = claim(
    "Section 4.4, update: X_{t+1} Q = Xt - h [A* A(X Y^T - M*)] Yt L",
    Words((X - h * S * Y) * Q, "==", X * Q - h * S * (Y * K.T) * Q.T * Q, vanishing=inverse),
    printed=True,
    note="S = A* A(X Y^T - M*), any matrix; L = Q^T Q.",
)
update_y = claim(
    "Section 4.4, update: Y_{t+1} Q^{-T} = Yt - h [A* A(X Y^T - M*)]^T Xt L^{-1}",
    Words((Y - h * S.T * X) * K.T, "==", Y * K.T - h * S.T * (X * Q) * K * K.T, vanishing=inverse),
    printed=True,
)
line_20_first = claim(
    "(20), first line: dist^2(Z_{t+1}) <= g at P = Q_t, an infimum is at most every value",
    given=[D >= 0, t >= D, Eq(a, t)],
    show=a >= D,
    printed=True,
    note="D = dist^2, t = |X_{t+1} Q_t - X*|^2 + |Y_{t+1} Q_t^{-T} - Y*|^2.",
)
line_20 = claim(
    "(20), last line: |Ex - h G L|^2 = |Ex|^2 + h^2 |G L|^2 - 2 h <Ex, G L>",
    Words(square(E - h * G * L), "==", square(E) + h**2 * square(G * L) - 2 * h * inner(E, G * L)),
    printed=True,
    rests_on=["theorem_1.update_x", "theorem_1.update_y", "theorem_1.line_20_first"],
    note="Here the factor (eta/s_max)^2 stands outside the brace of beta, unlike in Section 4.3.",
)
line_21_i = claim(
    "(21), (i): sqrt(beta~_1) - sqrt(beta_1) <= |(A* A - I)(Res) Yt L|, beta_1 as in Section 4.3, at A = I, "
    "r = n1 = n2 = 1, x* = y* = 1, x = y = v",
    given=[
        v > 1,
        *small,
        (v - 1) ** 2 <= c0**2 / 2,
        eta > 0,
        eta <= Rational(1, 24),
        Eq(d, 0),
    ],
    show=(v**2 - 1) * v - eta * (v**2 - 1) * v <= d,
    printed=True,
    note="The right side is zero for A = I. beta_1 of Section 4.3 has the factor (eta/s_max)^2, beta~_1 "
    "has not.",
)
line_21_i_repaired = line_21_i.repaired(
    "beta_1 without the factor (eta/s_max)^2: the triangle inequality, for all sizes",
    show=claim("", given=[b >= 0, t >= 0, g >= 0, t <= b + g], show=t - b <= g).statement,
    rests_on=["norms.triangle"],
    note="t = sqrt(beta~_1), b = sqrt(beta_1), g = |(A* A - I)(Res) Yt L|.",
)
line_21_ii = claim(
    "(21), (ii): A* A - I is linear, Res = Ex Yt^T + Xt Ey^T - Ex Ey^T",
    Words(
        (H - identity(n)) * (c1 + c2 - c3),
        "==",
        (H - identity(n)) * c1 + (H - identity(n)) * c2 - (H - identity(n)) * c3,
    ),
    printed=True,
    rests_on=["lemma_4.decomposition", "norms.triangle"],
    note="c1, c2, c3: the three pieces as vectors, each of rank at most r; H = A* A.",
)
line_21_iii = claim(
    "(21), (iii): <= delta_2r (p + q + w) |Yt L| by Lemma 5",
    given=[*lengths, y >= 0, t1 <= d * p * y, t2 <= d * q * y, t3 <= d * w * y],
    show=t1 + t2 + t3 <= d * (p + q + w) * y,
    printed=True,
    rests_on=["lemma_5.consequence", "theorem_1.line_21_ii"],
)
line_21_iv = claim(
    "(21), (iv): |Yt L| <= 4 sqrt(s_max)",
    given=[*lengths, *small, *ball, y >= 0, a >= 0, a <= k * s + f, t >= 0, t <= 2, y <= a * t],
    show=And(a <= 2 * k * s, d * (p + q + w) * y <= 4 * d * k * s * (p + q + w)),
    printed=True,
    rests_on=["theorem_2.lambda_below_2", "norms.product"],
    note="a = |Yt| <= |Y*| + |Ey| (Weyl), t = |L|.",
    seconds=12,
)
beta_one = claim(
    "Section 4.4: beta~_1 <= 54 s_max (p^2 + q^2 + |Ex|^2 |Ey|^2) for delta_2r <= 3/10",
    given=[
        *scale,
        p >= 0,
        q >= 0,
        g >= 0,
        d >= 0,
        d <= Rational(3, 10),
        t >= 0,
        t <= 3 * k * s * (p + q + g) + 4 * d * k * s * (p + q + g),
    ],
    show=t**2 <= 54 * k**2 * s**2 * (p**2 + q**2 + g**2),
    rests_on=[
        "theorem_1.line_21_i_repaired",
        "theorem_1.line_21_iii",
        "theorem_1.line_21_iv",
        "theorem_2.beta_second_line",
    ],
    note="t = sqrt(beta~_1), g = |Ex| |Ey|; (3 + 4 d)^2 <= 18.",
    seconds=30,
)
beta_sum = claim(
    "Section 4.4: beta~_1 + beta~_2 <= 108 s_max u + 54 c0^2 s_max s_min kappa^{-3} dist^2 for delta_2r <= "
    "3/10",
    given=[
        kappa >= 1,
        a >= 0,
        b >= 0,
        c0 > 0,
        a <= c0**2 / kappa**3,
        b <= c0**2 / kappa**3,
        b1 <= 54 * kappa * (u + a * b),
        b2 <= 54 * kappa * (u + a * b),
    ],
    show=b1 + b2 <= 108 * kappa * u + 54 * c0**2 / kappa**2 * (a + b),
    printed=True,
    rests_on=["theorem_1.beta_one"],
    note="s_min = 1, kappa = k^2, a = |Ex|^2, b = |Ey|^2.",
)
gamma_difference = claim(
    "Section 4.4: |gamma~_1 - gamma_1| <= delta_2r (p + q + w) |Yt L Ex^T|",
    given=[
        *lengths,
        y >= 0,
        Abs(t1) <= d * p * y,
        Abs(t2) <= d * q * y,
        Abs(t3) <= d * w * y,
        Eq(g, t1 + t2 - t3),
    ],
    show=Abs(g) <= d * (p + q + w) * y,
    printed=True,
    rests_on=["lemma_5.trace_form", "lemma_5.scaled", "theorem_1.line_21_ii"],
    note="t1, t2, t3: the three traces. y = |Yt L Ex^T|, of rank at most r.",
)
trace_form = claim(
    "Section 4.4: <Ex, S Yt L> = tr(S Yt L Ex^T)",
    Words(inner(E, S * F * L), "==", inner(S.T, F * L * E.T)),
    printed=True,
    note="S = (A* A - I)(Res), F = Yt.",
)
product_norm = claim(
    "Section 4.4: |Yt L Ex^T| <= |Ex Yt^T| + |Yt (L - I) Ex^T| <= p + 2 s_max^{1/2} zeta |Ex|",
    given=[*lengths, t >= 0, t <= 2 * k * s * zeta * e, y <= p + t],
    show=And(y <= p + t, p + t <= p + 2 * k * s * zeta * e),
    printed=True,
    rests_on=["theorem_2.lambda_bound", "norms.triangle", "norms.product"],
    note="t = |Yt (L - I) Ex^T|.",
)
six_terms = claim(
    "Section 4.4: the six terms of the bound on |gamma~_1 - gamma_1|",
    given=lengths,
    show=Eq(
        d * (p + q + w) * (p + 2 * k * s * zeta * e),
        d * p**2
        + 2 * k * s * zeta * d * p * e
        + d * q * p
        + 2 * k * s * zeta * d * q * e
        + d * w * p
        + 2 * k * s * zeta * d * w * e,
    ),
    printed=True,
    rests_on=["theorem_1.gamma_difference", "theorem_1.product_norm"],
)
below = (Rational(99, 100) * s * e <= p, Rational(99, 100) * s * f <= q)
order = claim(
    "Section 4.4: the six terms are at most 3 delta_2r (u + s_min dist(Z_t)), with 3 for the hidden constant",
    given=[d >= 0, u >= 0, s > 0, g >= 0, t <= Rational(21, 10) * d * u],
    show=t <= 3 * d * (u + s**2 * g),
    printed=True,
    rests_on=["theorem_1.order_better"],
    note="g = dist(Z_t), where dist^2 must be meant: its term has degree 3 in the scale, the others 4. It is "
    "not needed, as p >= s_r(Yt) e and q >= s_r(Xt) f.",
)
order_better = claim(
    "Section 4.4: the six terms are at most 21/10 delta_2r u",
    given=[s > 0, d >= 0, e >= 0, f >= 0, w >= 0, w <= s * f / 100, p >= 0, q >= 0, *below],
    show=d * (p + q + w) * (p + s * e / 90) <= Rational(21, 10) * d * (p**2 + q**2),
    rests_on=["theorem_1.six_terms", "theorem_2.smallest_singular"],
    note="|Ex| <= s/100 gives w <= s f/100; 2 s_max^{1/2} zeta e = s e/90.",
    seconds=12,
)
much_less = claim(
    "Section 4.4: as long as delta_2r is small it is much less than u + s_min dist: a part 3/100 for 1/100",
    given=[u >= 0, d >= 0, d <= Rational(1, 100), t <= 3 * d * u],
    show=t <= Rational(3, 100) * u,
    printed=True,
    rests_on=["theorem_1.order"],
)
gamma_sum = claim(
    "Section 4.4: gamma~_1 + gamma~_2 >= u/2 - s_min dist^2/6 for delta_2r <= 1/20",
    given=[
        u >= 0,
        D >= 0,
        d >= 0,
        d <= Rational(1, 20),
        g >= 3 * u / 4 - D / 7,
        Abs(t1) <= Rational(21, 10) * d * u,
        Abs(t2) <= Rational(21, 10) * d * u,
    ],
    show=g + t1 + t2 >= u / 2 - D / 6,
    printed=True,
    rests_on=["theorem_1.order_better", "theorem_2.gamma_sum", "theorem_2.gamma_three_quarters"],
    note="s_min = 1; g = gamma_1 + gamma_2, t1 and t2 the differences.",
)
one_step = claim(
    "'The same arguments': one step of (19), eta <= 1/450, from the bounds on beta~ and gamma~",
    given=[
        kappa >= 1,
        D >= 0,
        eta > 0,
        eta <= Rational(1, 450),
        *small,
        u >= D / 2,
        b <= 108 * kappa * u + 54 * c0**2 / kappa**2 * D,
        g >= u / 2 - D / 6,
        a <= D + (eta / kappa) ** 2 * b - 2 * eta / kappa * g,
    ],
    show=a <= (1 - eta / (24 * kappa)) * D,
    rests_on=[
        "theorem_1.beta_sum",
        "theorem_1.gamma_sum",
        "theorem_1.line_20",
        "theorem_2.smallest_singular",
    ],
    note="Omitted in the paper for the sake of space.",
    seconds=12,
)

# From (19) to (9): the normalisers
footnote = claim(
    "Footnote 2, ||X0||^2 = ||Y0||^2, for every Z0 with (10), r = n1 = n2 = 1, x* = y* = 1",
    given=[*small, (x0 - 1) ** 2 + (y0 - 1) ** 2 <= c0**2],
    show=Eq(x0**2, y0**2),
    printed=True,
    note="The footnote says that X0 and Y0 are balanced; Theorem 1 speaks of any Z0 with (10).",
)
V = matrix("V", r, 1)
footnote_repaired = footnote.repaired(
    "balanced X0, Y0, as by the spectral method: |X0 v| = |Y0 v| for every v",
    show=Words(square(X * V), "==", square(Y * V), vanishing=(X.T * X - Y.T * Y,)),
)
normaliser = claim(
    "Footnote 2: ||X0||^2 and ||Y0||^2 are of the order of s_max: between (1 - c0)^2 and (1 + c0)^2 times it",
    given=[*scale, *small, y >= 0, Abs(y - k * s) <= c0 * s / k**3],
    show=And((1 - c0) * k * s <= y, y <= (1 + c0) * k * s),
    printed=True,
    note="y = ||Y0||, |y - ||Y*||| <= |Z0 R - Z*|; balancedness is not needed for that.",
)
step_ratio = claim(
    "Footnote 2: eta/||Y0||^2 is within 9/10 and 11/10 of eta/s_max",
    given=[*small, y > 0, a > 0, (1 - c0) ** 2 * a <= y, y <= (1 + c0) ** 2 * a],
    show=And(a / y >= Rational(9, 10), a / y <= Rational(11, 10)),
    rests_on=["theorem_1.normaliser"],
)
P2, Q2, e2, f2 = reals("P2 Q2 e2 f2")
gamma_weighted = claim(
    "(9): with step ratios t1, t2 within 1/10 of one, t1 gamma~_1 + t2 gamma~_2 >= 169/200 u - 11/70 s_min "
    "dist^2",
    given=[
        P2 >= 0,
        Q2 >= 0,
        e2 >= 0,
        f2 >= 0,
        t1 >= Rational(9, 10),
        t1 <= Rational(11, 10),
        t2 >= Rational(9, 10),
        t2 <= Rational(11, 10),
        g1 >= P2 - (P2 + Q2) / 40 - e2 / 7,
        g2 >= Q2 - (P2 + Q2) / 40 - f2 / 7,
    ],
    show=t1 * g1 + t2 * g2 >= Rational(169, 200) * (P2 + Q2) - Rational(11, 70) * (e2 + f2),
    rests_on=["theorem_1.order_better", "theorem_2.gamma_1", "theorem_2.gamma_2", "theorem_1.step_ratio"],
    note="P2 = p^2, Q2 = q^2; 1/3200 + 21/10 delta_2r <= 1/40 for delta_2r <= 1/100.",
)
one_step_9 = claim(
    "One step of (9) itself: delta_2r <= 1/100, eta <= 1/450",
    given=[
        kappa >= 1,
        D >= 0,
        eta > 0,
        eta <= Rational(1, 450),
        *small,
        u >= D / 2,
        b <= Rational(121, 100) * (108 * kappa * u + 54 * c0**2 / kappa**2 * D),
        g >= Rational(169, 200) * u - Rational(11, 70) * D,
        a <= D + (eta / kappa) ** 2 * b - 2 * eta / kappa * g,
    ],
    show=a <= (1 - eta / (24 * kappa)) * D,
    rests_on=[
        "theorem_1.gamma_weighted",
        "theorem_1.beta_sum",
        "theorem_1.line_20",
        "theorem_2.smallest_singular",
    ],
    note="b = t1^2 beta~_1 + t2^2 beta~_2, g = t1 gamma~_1 + t2 gamma~_2.",
    seconds=12,
)
z, x, before, power, total = reals("z x before power total")
rho = 1 - eta / (50 * k**2)
theorem = claim(
    "Theorem 1, from t to t + 1, with delta_2r <= 1/100, eta <= 1/450, c0 = eta/102000 for the constants",
    given=[
        *scale,
        eta > 0,
        eta <= Rational(1, 450),
        c0 > 0,
        c0 <= eta / 102000,
        power > 0,
        power <= 1,
        D >= 0,
        power * c0 * s / k**3 >= D,
        total >= 0,
        total <= (1 - power) * 50 * k**2 / eta,
        before >= 0,
        before <= 5 * c0 / k**3 * (total + 1),
        z >= 0,
        z**2 <= (1 - eta / (24 * k**2)) * D**2,
        x >= 0,
        x <= before + 5 * D / s,
    ],
    show=And(z <= rho * D, x <= 1 / (400 * k)),
    printed=True,
    rests_on=[
        "theorem_1.one_step_9",
        "theorem_1.one_step",
        "theorem_1.footnote_repaired",
        "theorem_2_end.theorem",
        "theorem_2_end.existence",
        "lemma_1.lemma",
        "lemma_5.consequence",
    ],
    seconds=40,
    note="D = dist(Z_t), z >= dist(Z_{t+1}) by one_step_9, before >= |Q_t - R|, x >= |Q_{t+1} - R|, power = "
    "rho^t, total the sum of rho^s over s < t. The paper's constants are hidden; these are admissible.",
)

# In words
n_iter, ell = reals("n ell")


def _too_far(C: int) -> str:
    """Whether C kappa log(1/eps) steps of (14) reach dist <= eps = 1/2 at r = n1 = n2 = 1, for every "
    "scale S."""
    steps = C  # >= C log 2, kappa = 1
    scale = 80 * 2 ** (steps + 1)  # x_0 = y_0 = 81/80 S, x* = y* = S
    left = Fraction(scale, 80) / 2**steps  # a step leaves at least half of x - S (iterations_half)
    if left <= Fraction(1, 2):
        return ""
    return f"S = 80 2^({steps + 1}), x_0 = y_0 = 81/80 S: after {steps} steps |x - S| >= {left} > eps = 1/2"


iterations = claim(
    "Text of 2.2: dist <= eps after C kappa log(1/eps) steps with a constant C, whatever Z*",
    Computed("C = 22500 = 50/eta, eta = 1/450", _too_far, cases=[{"C": 22500}]),
    printed=True,
    rests_on=["theorem_1.iterations_half"],
    note="log(1/eps) does not see the scale of Z*; with 2^(C + 1) in the scale no C will do. Read with eps "
    "relative to dist(Z_0), or with constants that depend on Z*, it holds.",
)
iterations_half = claim(
    "Text of 2.2: one step of (14) from x = y = v S leaves at least half of the distance, at every scale S",
    given=[v > 1, v <= Rational(81, 80), eta > 0, eta <= Rational(1, 24), Eq(x, v - eta * (v**2 - 1) * v)],
    show=2 * (x - 1) >= v - 1,
)
iterations_repaired = iterations.repaired(
    "accuracy relative to dist(Z_0): t >= 50 kappa/eta log(1/eps)",
    show=claim(
        "",
        given=[kappa >= 1, eta > 0, eta <= Rational(1, 24), ell >= 0, n_iter >= 50 * kappa / eta * ell],
        show=n_iter * eta / (50 * kappa) >= ell,
    ).statement,
    rests_on=["theorem_1.theorem"],
    note="ell = log(1/eps); (1 - x)^t <= exp(-t x), so that t x >= ell gives dist <= eps dist(Z_0).",
)
smaller_basin = claim(
    "Text of 2.2: the basin c0 kappa^{-3/2} s_min^{1/2} is smaller than c0 s_min^{1/2}",
    given=[k >= 1, s > 0, c0 > 0],
    show=c0 * s / k**3 <= c0 * s,
    printed=True,
)
