"""Theorem 1 (Ma, Li, Chi): with delta_2r <= c, gradient descent (9) from any Z0 with (10), min over R of
|Z0 R - Z*| <= c0 kappa^{-3/2} s_min^{1/2}, a constant step: dist(Z_t) <= (1 - eta/(50 kappa))^t dist(Z_0).

Chosen, as in `theorem_2`: k = sqrt(kappa), s = sqrt(s_min), s_max = k^2 s^2, zeta = 1/(180 k); p = |Ex Yt^T|,
q = |Xt Ey^T|, w = |Ex Ey^T|, e = |Ex|, f = |Ey|, u = p^2 + q^2, d = delta_2r. 'The same arguments' are
written out, with both normalisers of (9): for the induction step delta_2r <= 1/100, eta <= 1/450 and c0 <=
eta/102000 are admissible. There c0 is chosen after eta, where the theorem fixes c0 first; the theorem itself
is not mechanised. Facts on norms and singular values are assumed by name.
"""

from fractions import Fraction

from certify.claims import (
    Abs,
    And,
    Computed,
    Eq,
    Rational,
    Unmechanised,
    assuming,
    case,
    claim,
    conclusion_of,
    part,
    reals,
    source,
    whole,
)
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
line_20 = claim(
    "(20), last line: |Ex - h G L|^2 = |Ex|^2 + h^2 |G L|^2 - 2 h <Ex, G L>",
    Words(square(E - h * G * L), "==", square(E) + h**2 * square(G * L) - 2 * h * inner(E, G * L)),
    printed=True,
    rests_on=["theorem_1.update_x", "theorem_1.update_y"],
    note="Here the factor (eta/s_max)^2 stands outside the brace of beta, unlike in Section 4.3.",
)
line_21_i = claim(
    "(21), (i): sqrt(beta~_1) - sqrt(beta_1) <= |(A* A - I)(Res) Yt L|, beta_1 as in Section 4.3",
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
    scope=case("A = I, r = n1 = n2 = 1, x* = y* = 1, x = y = v"),
    note="The right side is zero for A = I. beta_1 of Section 4.3 has the factor (eta/s_max)^2, beta~_1 has "
    "not.",
)
line_21_i_repaired = line_21_i.repaired(
    "beta_1 without the factor (eta/s_max)^2, for all sizes",
    scope="line",
    given=[
        b >= 0,
        t >= 0,
        g >= 0,
        Eq(t**2, b**2 + 2 * a + g**2),
        assuming("Cauchy-Schwarz", a**2 <= b**2 * g**2),
    ],
    show=t - b <= g,
    rests_on=["norms.triangle"],
    note="t = sqrt(beta~_1), b = sqrt(beta_1), g = |(A* A - I)(Res) Yt L|, a = <Res Yt L, (A* A - I)(Res) "
    "Yt L>.",
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
    given=[
        *lengths,
        y >= 0,
        conclusion_of("lemma_5.consequence", t1 <= d * p * y, x=t1, m1=p, c=y),
        conclusion_of("lemma_5.consequence", t2 <= d * q * y, x=t2, m1=q, c=y),
        conclusion_of("lemma_5.consequence", t3 <= d * w * y, x=t3, m1=w, c=y),
    ],
    show=t1 + t2 + t3 <= d * (p + q + w) * y,
    printed=True,
    rests_on=["theorem_1.line_21_ii"],
    note="y = ||Yt L||.",
)
line_21_iv = claim(
    "(21), (iv): |Yt L| <= 4 sqrt(s_max)",
    given=[
        *lengths,
        *small,
        *ball,
        y >= 0,
        a >= 0,
        assuming("Weyl", a <= k * s + f),
        t >= 0,
        conclusion_of("theorem_2.lambda_below_2", t <= 2, l1=t),
        assuming("norm inequalities", y <= a * t),
    ],
    show=And(a <= 2 * k * s, d * (p + q + w) * y <= 4 * d * k * s * (p + q + w)),
    printed=True,
    rests_on=["norms.product"],
    note="a = ||Yt||, ||Y*|| = k s, t = ||L||.",
    seconds=40,
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
        conclusion_of("lemma_5.scaled", And(-d * p * y <= t1, t1 <= d * p * y), g=t1, m1=p, m2=y),
        conclusion_of("lemma_5.scaled", And(-d * q * y <= t2, t2 <= d * q * y), g=t2, m1=q, m2=y),
        conclusion_of("lemma_5.scaled", And(-d * w * y <= t3, t3 <= d * w * y), g=t3, m1=w, m2=y),
        Eq(g, t1 + t2 - t3),
    ],
    show=Abs(g) <= d * (p + q + w) * y,
    printed=True,
    rests_on=["lemma_5.trace_form", "theorem_1.line_21_ii"],
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
    given=[
        *lengths,
        t >= 0,
        a >= 0,
        conclusion_of("theorem_1.line_21_iv", a <= 2 * k * s),
        b >= 0,
        conclusion_of("theorem_2.lambda_bound", b <= zeta, l1=b),
        assuming("norm inequalities", t <= a * b * e),
        assuming("norm inequalities", y <= p + t),
    ],
    show=y <= p + 2 * k * s * zeta * e,
    printed=True,
    rests_on=["norms.triangle", "norms.product"],
    note="y = |Yt L Ex^T|, t = |Yt (L - I) Ex^T|, a = ||Yt||, b = ||L - I||.",
    seconds=40,
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
six = d * (p + q + w) * (p + s * e / 90)
order = claim(
    "Section 4.4: the six terms are at most 3 delta_2r (u + s_min dist(Z_t))",
    given=[
        d >= 0,
        s > 0,
        g >= 0,
        conclusion_of("theorem_1.order_better", six <= Rational(21, 10) * d * (p**2 + q**2)),
    ],
    show=six <= 3 * d * (p**2 + q**2 + s**2 * g),
    printed=True,
    scope=part("with 3 for the hidden constant"),
    note="g = dist(Z_t), where dist^2 must be meant: its term has degree 3 in the scale, the others 4. It "
    "is not needed, as p >= s_r(Yt) e and q >= s_r(Xt) f.",
)
order_better = claim(
    "Section 4.4: the six terms are at most 21/10 delta_2r u",
    given=[s > 0, d >= 0, e >= 0, f >= 0, w >= 0, w <= s * f / 100, p >= 0, q >= 0, *below],
    show=six <= Rational(21, 10) * d * (p**2 + q**2),
    rests_on=["theorem_1.six_terms", "theorem_2.smallest_singular"],
    note="|Ex| <= s/100 gives w <= s f/100; 2 s_max^{1/2} zeta e = s e/90.",
    seconds=40,
)
much_less = claim(
    "Section 4.4: as long as delta_2r is small the six terms are much less than u + s_min dist, 3/100 of it",
    given=[
        s > 0,
        g >= 0,
        d >= 0,
        d <= Rational(1, 100),
        conclusion_of("theorem_1.order", six <= 3 * d * (p**2 + q**2 + s**2 * g)),
    ],
    show=six <= Rational(3, 100) * (p**2 + q**2 + s**2 * g),
    printed=True,
    scope=part("delta_2r <= 1/100"),
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
    seconds=40,
)

# From (19) to (9): the normalisers
footnote = claim(
    "Footnote 2, ||X0||^2 = ||Y0||^2 for Z0 with (10)",
    given=[*small, (x0 - 1) ** 2 + (y0 - 1) ** 2 <= c0**2],
    show=Eq(x0**2, y0**2),
    printed=True,
    scope=case("r = n1 = n2 = 1, x* = y* = 1"),
    note="The footnote says that X0 and Y0 are balanced; Theorem 1 speaks of any Z0 with (10).",
)
V = matrix("V", r, 1)
footnote_repaired = footnote.repaired(
    "balanced X0, Y0, as by the spectral method: |X0 v| = |Y0 v| for every v",
    scope="line",
    show=Words(square(X * V), "==", square(Y * V), vanishing=(X.T * X - Y.T * Y,)),
)
normaliser = claim(
    "Footnote 2: ||X0||^2 and ||Y0||^2 are of the order of s_max: between (1 - c0)^2 and (1 + c0)^2 times it",
    given=[*scale, *small, y >= 0, e <= c0 * s / k**3, assuming("Weyl", Abs(y - k * s) <= e)],
    show=And((1 - c0) * k * s <= y, y <= (1 + c0) * k * s),
    printed=True,
    note="y = ||Y0||, e = |Z0 R - Z*|, ||Y*|| = k s; balancedness is not needed for that.",
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
    seconds=40,
)
z, x = reals("z x")
rate = claim(
    "'The same arguments': dist(Z_{t+1}) <= (1 - eta/(50 kappa)) dist(Z_t) by one step of (9)",
    given=[
        kappa >= 1,
        eta > 0,
        eta <= Rational(1, 450),
        D >= 0,
        z >= 0,
        conclusion_of("theorem_1.one_step_9", z**2 <= (1 - eta / (24 * kappa)) * D**2, a=z**2, D=D**2),
    ],
    show=z <= (1 - eta / (50 * kappa)) * D,
    note="Omitted in the paper. D = dist(Z_t), z = dist(Z_{t+1}); delta_2r <= 1/100.",
)
theorem_whole = claim(
    "Theorem 1",
    Unmechanised(
        "there are constants c, c0 > 0 and c1 > 0 such that for all n1, n2, r, M* of rank r and A with the "
        "RIP, delta_2r <= c, and every Z_0 with min over R in O(r) of |Z_0 R - Z*|_F <= c0 kappa^{-3/2} "
        "s_min^{1/2}: with eta_t = eta = c1 the iterates of (9) have dist(Z_t, Z*) <= (1 - eta/(50 "
        "kappa))^t dist(Z_0, Z*) for every t",
        "claims have no statement about all iterates of a recursion, nor of the RIP as a hypothesis about "
        "all matrices of low rank; and the induction of theorem_2_end.rotation needs c0 chosen after eta, "
        "where the theorem fixes c0 first",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "theorem_1.rate",
        "theorem_1.one_step",
        "theorem_1.footnote_repaired",
        "theorem_2_end.existence",
        "theorem_2_end.drift",
        "theorem_2_end.rotation",
        "theorem_2_end.theorem_whole",
        "lemma_1.bound",
        "lemma_5.consequence",
    ],
)

# In words


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
    "Section 2.2, below Theorem 1: dist <= eps after C kappa log(1/eps) steps with a constant C",
    Computed("C = 22500 = 50/eta, eta = 1/450", _too_far, cases=[{"C": 22500}]),
    printed=True,
    scope=case("C = 22500 = 50/eta, eta = 1/450, eps = 1/2, r = n1 = n2 = 1, (14)"),
    source=source("Section 2.2"),
    rests_on=["theorem_1.iterations_half"],
    note="log(1/eps) does not see the scale of Z*; with 2^(C + 1) in the scale no C will do. Read with eps "
    "relative to dist(Z_0), or with constants that depend on Z*, it holds.",
)
iterations_half = claim(
    "Section 2.2, below Theorem 1: one step of (14) from x = y = v S leaves at least half of the distance, "
    "at every scale S",
    given=[v > 1, v <= Rational(81, 80), eta > 0, eta <= Rational(1, 24), Eq(x, v - eta * (v**2 - 1) * v)],
    show=2 * (x - 1) >= v - 1,
)
iterations_repaired = iterations.repaired(
    "accuracy relative to dist(Z_0)",
    scope="line",
    show=Unmechanised(
        "under the conditions of Theorem 1, dist(Z_t, Z*) <= eps dist(Z_0, Z*) for every t >= (50 "
        "kappa/eta) log(1/eps)",
        "powers with the exponent t and logarithms are not in the language of claims; it follows from "
        "Theorem 1 by (1 - x)^t <= exp(-t x)",
    ),
    rests_on=["theorem_1.theorem_whole"],
)
smaller_basin = claim(
    "Section 2.2, below Theorem 1: the basin c0 kappa^{-3/2} s_min^{1/2} is smaller than c0 s_min^{1/2}",
    given=[k >= 1, s > 0, c0 > 0],
    show=c0 * s / k**3 <= c0 * s,
    printed=True,
    source=source("Section 2.2"),
)
