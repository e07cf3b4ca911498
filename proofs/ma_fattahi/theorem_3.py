"""Theorem 3 (Ma & Fattahi), asymmetric sensing, k >= r, M = max(d1, d2), w.p. 1 - exp(-Omega(p0 p m)): (a)
m <~ M k: no point of W(0, 2k/3) is a local minimum; for 0 < g <~ sqrt(m p p0/(M k)) t0, max over W \\ W(0,
k/3) of min f - f* <~ -sqrt(M p p0/m) g^2. (b) also c1 <= min/max <= c2 < 1: no point of W \\ W(tau, 2k/3)
is critical; max over W \\ W(tau, k/3) <~ -sqrt(mu k p p0/m) tau g. (c) the same: no true solution is a
local minimum; max over W <~ -(p p0 sqrt(k)/m) g^2.

Found:
(i) (a), 'more precisely', speaks of another set than the sentence before it: for 2 r <= k/3 the balanced
solutions lie in W(0, 2k/3) and not in W \\ W(0, k/3). (b) likewise has k/3 for 2k/3.
(ii) (a) and (c) are false for k much larger than d1 and d2: at d1 = d2 = r = 1, p = 1/4 (a), and at d1 =
2, d2 = 1, p = 1/100 (c) every true solution is a global minimum w.p. 1 - O(1/m), for m as large as c k.
(iii) with universal constants in 'm <~ M k', as the notation section says, (b) and (c) are false for c1
small: W1 of full column rank k and W2 of rank r leave a tangent space of dimension N <= k d2 + r d1, much
smaller than m = c d1 k. Then W is critical, and a sharp local minimum, w.p. >= 1/2. For m <~ min(d1, d2) k
the proof of (14) is that of (13).
"""

from certify.claims import (
    And,
    Eq,
    L1Point,
    Rational,
    Unmechanised,
    assuming,
    case,
    claim,
    conclusion_of,
    reals,
    whole,
)
from certify.recovery.papers.l1 import rounded_gaussians

k, r, r1, r2, m, x, y, q, g, t0, e, n, c, s, change, rate, prob = reals(
    "k r rank1 rank2 m x y q g t0 e n c s change rate P"
)
same_set = claim(
    "Theorem 3 (a), 'more precisely': the points of W(0, 2k/3) lie in W \\ W(0, k/3)",
    given=[r >= 1, k >= 3 * r, r1 >= r, r2 >= r, r1 + r2 - k <= r, r1 + r2 <= 2 * k / 3],
    show=r1 + r2 > k / 3,
    printed=True,
    note="Only then would 'more precisely' imply the sentence before it.",
)
same_set_b = claim(
    "Theorem 3 (b), 'more precisely': the points of W \\ W(tau, k/3) lie in W \\ W(tau, 2k/3)",
    given=[r >= 1, k >= 3 * r, r1 >= r, r2 >= r, r1 + r2 - k <= r, r1 + r2 > k / 3],
    show=r1 + r2 > 2 * k / 3,
    printed=True,
    note="Proposition 3 proves the decrease for the second set; balanced solutions with k/3 < 2 r <= 2k/3 "
    "are in the first.",
)
empty_set = claim(
    "Theorem 3 (a): the points of W(0, 2k/3) are no local minima",
    given=[r >= 1, k >= r, k < 3 * r, r1 >= r, r2 >= r, r1 + r2 <= 2 * k / 3],
    show=change < 0,
    printed=True,
    scope=case("k < 3 r, where W(0, 2k/3) is empty"),
    note="change = min over B(g) of f - f*.",
)
# (c): the combination
nd1, nd2, pp0 = reals("d1 d2 pp0")
rate_first = claim(
    "Theorem 3 (c): at tau = sqrt(p p0/(m d2)) g, sqrt(d1 k p p0/m) tau g >= p p0 sqrt(k)/m g^2, as d1 >= d2",
    given=[nd1 >= 1, nd2 >= 1, nd1 >= nd2, pp0 > 0, pp0 <= 1, m >= 1, k >= 1],
    show=(nd1 * k * pp0 / m) * (pp0 / (m * nd2)) >= pp0**2 * k / m**2,
    printed=True,
    note="squares over g^4.",
)
rate_second = claim(
    "Theorem 3 (c): sqrt(d1 p p0/m) >= p p0 sqrt(k)/m",
    given=[nd1 >= 1, pp0 > 0, pp0 <= 1, m >= 1, k >= 1],
    show=nd1 * pp0 / m >= pp0**2 * k / m**2,
    printed=True,
    note="It needs m d1 >= p p0 k, which m <~ d1 k does not give.",
)
rate_second_repaired = rate_second.repaired(
    "m d1 >= p p0 k", given=[nd1 >= 1, pp0 > 0, pp0 <= 1, m >= 1, k >= 1, m * nd1 >= pp0 * k]
)
radius = claim(
    "Theorem 3 (c): min(sqrt(m p p0/(d2 k)) t0/tau, sqrt(m p p0/(d1 k)) t0) is the second for tau = sqrt(p "
    "p0/(m d2)) g",
    given=[
        nd1 >= 1,
        pp0 > 0,
        pp0 <= 1,
        m >= 1,
        k >= 1,
        t0 > 0,
        t0 <= 1,
        g > 0,
        g**2 * nd1 * k <= m * pp0 * t0**2,
    ],
    show=g**4 * k <= m**2 * t0**2,
    printed=True,
    note="g <= sqrt(m p p0/(d2 k)) t0/tau says g^2 <= m t0/sqrt(k).",
    seconds=40,
)
part_c = claim(
    "Theorem 3 (c), proof: the smaller of both decreases is at least p p0 sqrt(k)/m g^2",
    given=[g > 0, x >= rate, y >= rate, (change <= -x) | (change <= -y)],
    show=change <= -rate,
    printed=True,
    rests_on=[
        "theorem_3.rate_first",
        "theorem_3.rate_second",
        "theorem_3.radius",
        "proposition_3.proposition",
        "proposition_4.proposition",
    ],
    note="rate = p p0 sqrt(k)/m g^2, x and y the decreases of Propositions 3 and 4.",
)
# (ii)
wide_a_never = claim(
    "Theorem 3 (a), witness (ii): at d1 = d2 = r = 1, p = 1/4, p0 = 1, m = c k >= 100 the probability of no "
    "local minimum in W(0, 2k/3) is below 1 - e",
    given=[
        *(m >= 100, e > 0, e <= Rational(1, 4)),
        conclusion_of("theorem_1.chebyshev", prob <= 7 / m),
    ],
    show=prob < 1 - e,
    note="f sees the number W1 W2 only, and x* is its strict minimiser where S > 0; e = exp(-c' m/4).",
)
circle_mean = claim(
    "Theorem 3 (c), witness d1 = 2, d2 = 1, p = 1/100: P(S(u) <= m/2) <= 14/m for a fixed unit u",
    given=[
        *(m >= 1, x >= Rational(774, 1000) * m, prob >= 0),
        assuming("Chebyshev", prob * (x - m / 2) ** 2 <= m),
    ],
    show=prob <= 14 / m,
    note="S(u) = sum over clean |<a_i, u>| - sum over noisy, mean x = (98/100) sqrt(2/pi) m, variance <= m.",
)
(pi,) = reals("pi")
circle_pi = claim(
    "Theorem 3 (c), witness: (98/100) sqrt(2/pi) >= 774/1000",
    given=[pi > 3, pi < Rational(22, 7), s > 0, Eq(s**2 * pi, 2)],
    show=Rational(98, 100) * s >= Rational(774, 1000),
)
circle_net = claim(
    "Theorem 3 (c), witness: eight directions at distances <= 1/5 and sum |a_i| <= 2 m leave S(u) >= m/10 "
    "> 0 on the circle",
    given=[m >= 1, x > m / 2, y <= 2 * m, y >= 0, s >= x - y / 5],
    show=s >= m / 10,
    note="s = S(u) at any u, x at the direction next to it, y = sum |a_i|. The angle pi/16 < 1/5 apart at "
    "most; sum |a_i| <= 2 m fails w.p. <= 1/m (mean square 2, variance 4).",
)
one, two = reals("P1 P2")
wide_c_never = claim(
    "Theorem 3 (c), witness (ii): at d1 = 2, d2 = r = 1, p = 1/100, m = 2 c k >= 1000 the probability of no "
    "local minimum is below 1 - e",
    given=[
        *(m >= 1000, e > 0, e <= Rational(1, 4), prob <= 8 * one + two),
        conclusion_of("theorem_3.circle_mean", one <= 14 / m, P=one),
        assuming("Chebyshev", two <= 1 / m),
    ],
    show=prob < 1 - e,
    rests_on=["theorem_3.circle_pi", "theorem_3.circle_net"],
    note="P1: S(u) <= m/2 at one of eight directions, P2: sum |a_i| > 2 m; c1 = c2 = 1/2.",
)
# (iii)
(tangent_dim,) = reals("N")
tangent = claim(
    "Theorem 3, witness (iii): W1 (d1, k) of rank k = d1, W2 of rank 1, d2 = d1/200, m = d1 k: N/m <= "
    "1/200 + 1/k <= 1/150",
    given=[
        nd1 >= 600,
        Eq(k, nd1),
        Eq(200 * nd2, nd1),
        Eq(m, nd1 * k),
        tangent_dim <= k * nd2 + nd1 - k,
        tangent_dim >= 0,
    ],
    show=tangent_dim / m <= Rational(1, 150),
    note="N = dim {W1 D2 + D1 W2} = k d2 + (d1 - k).",
)
(sup,) = reals("E_sup")
left_heavy_probability = claim(
    "Theorem 3, witness (iii): P(not a sharp local minimum) <= 4 sqrt(N/m)/((1-2p) sqrt(2/pi)) <= 1/2 at p "
    "= 1/100",
    given=[
        *(x > 0, m > 0, s > 0, prob >= 0, Eq(x**2, tangent_dim / m)),
        conclusion_of("theorem_3.tangent", tangent_dim / m <= Rational(1, 150)),
        conclusion_of("theorem_3.circle_pi", Rational(98, 100) * s >= Rational(774, 1000)),
        assuming("Gaussian contraction", sup <= 4 * m * x),
        assuming("Markov", prob * (Rational(98, 100) * s * m) <= sup),
    ],
    show=prob <= Rational(1, 2),
    note="x = sqrt(N/m), s = sqrt(2/pi); E_sup bounds the mean supremum of the centred sums over unit "
    "tangents. Where the supremum is below the mean (98/100) s m, f' > 0 along every tangent.",
    seconds=40,
)
left_heavy_never = claim(
    "Theorem 3 (b), (c), witness (iii): at W1 of full rank k = d1, W2 of rank 1, d2 = d1/200, m = d1 k the "
    "probability of a point that is not critical is below 1 - e",
    given=[
        *(e > 0, e <= Rational(1, 4)),
        conclusion_of("theorem_3.left_heavy_probability", prob <= Rational(1, 2)),
    ],
    show=prob < 1 - e,
    note="With m = c d1 k, c universal, the same for d2/d1 small beside c. e = exp(-c' m/100).",
)
theorem = claim(
    "Theorem 3",
    Unmechanised(
        "asymmetric sensing under Assumptions 1 and 3, k >= r, w.p. >= 1 - exp(-Omega(p0 p m)): (a) for m "
        "<~ M k, M = max(d1, d2), no point of W(0, 2k/3) is a local minimum, and for 0 < g <~ sqrt(m p "
        "p0/(M k)) t0 the maximum over W \\ W(0, k/3) of the minimum over B(g) of f - f* is <~ -sqrt(M p "
        "p0/m) g^2; (b) if also c1 <= min(d1, d2)/M <= c2 for constants 0 < c1 <= c2 < 1, then for any tau "
        "> 0 no point of W \\ W(tau, 2k/3) is critical, and for 0 < g <~ sqrt(m p p0/(min(d1, d2) k)) "
        "t0/tau the maximum over W \\ W(tau, k/3) is <~ -sqrt(min(d1, d2) k p p0/m) tau g; (c) under the "
        "same no true solution is a local minimum, and for 0 < g <~ sqrt(m p p0/(M k)) t0 the maximum over "
        "W is <~ -(p p0 sqrt(k)/m) g^2",
        "a statement on chance with constants that are not given; false for k much larger than d1 and d2 "
        "and for c1 small, assuming cited facts: wide_a_never, wide_c_never, left_heavy_never",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "theorem_3.same_set",
        "theorem_3.same_set_b",
        "theorem_3.part_c",
        "theorem_3.wide_a_never",
        "theorem_3.wide_c_never",
        "theorem_3.left_heavy_never",
        "proposition_3.proposition",
        "proposition_4.proposition",
    ],
)
theorem_repaired = theorem.repaired(
    "(a) q = min(k/3, d2) for k, W(0, 2k/3) twice; (b) W_R(tau, k/3) only; (c) left out",
    show=Unmechanised(
        "d1 >= d2, p0 = P_o(|zeta| >= t0): (a) for k >= 3 r and m <= c d1 q no point of W(0, 2k/3) is a "
        "local minimum, with a decrease >~ sqrt(d1 p p0/m) g^2; (b) for d1 >= c d2, c > 1, and m <= C(c) d1 "
        "k no true solution with rank(W2, tau) >= k/3 is critical, with a decrease >~ sqrt(d1 k p p0/m) tau "
        "g",
        "it rests on the repaired Propositions 3 and 4, which are not mechanised; what is true of solutions "
        "with W1 of large rank is open here",
    ),
    rests_on=["proposition_3.proposition_repaired", "proposition_4.proposition_repaired"],
    scope=whole,
)
_A = rounded_gaussians(24, 24, 6, 4)
_y = [f"{float(A[0][0]) * 10 + 30 * e:.0f}/10" for A, e in zip(_A, [1, -1, *[0] * 22], strict=True)]


def _unit(rows: int, columns: int, size: int) -> list[list[int]]:
    return [[int(i == j < size) for j in range(columns)] for i in range(rows)]


balanced_saddle = claim(
    "Theorem 3 (a), at a draw, d1 = 6, d2 = 4, r = 1, k = 3, m = 24, two noisy: the balanced solution is no "
    "local minimum",
    L1Point(_A, _y, (_unit(6, 3, 1), _unit(3, 4, 1)), "not a local minimum"),
)
right_not_critical = claim(
    "Theorem 3 (b) at the same draw: rank W1 = 1, rank W2 = 3: not critical",
    L1Point(_A, _y, (_unit(6, 3, 1), _unit(3, 4, 3)), "not critical"),
)
left_minimum = claim(
    "Theorem 3 (b) at the same draw: rank W1 = 3, rank W2 = 1: a sharp local minimum",
    L1Point(_A, _y, (_unit(6, 3, 3), _unit(3, 4, 1)), "sharp local minimum"),
)
left_not_global = claim(
    "Theorem 3 at the same draw: that local minimum is not a global one",
    L1Point(_A, _y, (_unit(6, 3, 3), _unit(3, 4, 1)), "not a global minimum"),
)
c1, c2 = reals("c1 c2")
widths = claim(
    "Theorem 3 (b), (c): 0 < c1 <= min/max <= c2 < 1 excludes d1 = d2",
    given=[nd1 >= 1, nd2 >= 1, Eq(nd1, nd2), c1 > 0, c2 >= c1, c2 < 1, nd2 >= c1 * nd1, nd2 <= c2 * nd1],
    show=And(nd1 > 0, change >= 0),
    canary="VACUOUS",
    note="Square problems are outside (b) and (c); Figure 2 has d1 = d2 = 20.",
)
