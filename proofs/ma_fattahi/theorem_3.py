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

from certify.claims import And, Eq, L1Point, Rational, Unmechanised, claim, reals
from certify.objectives import rounded_gaussians

k, r, r1, r2, m, x, y, q, g, t0, tau, value, e, n, c, s = reals(
    "k r rank1 rank2 m x y q g t0 tau value e n c s"
)
same_set = claim(
    "Theorem 3 (a): the points of W(0, 2k/3) lie in W \\ W(0, k/3)",
    given=[r >= 1, k >= 3 * r, r1 >= r, r2 >= r, r1 + r2 - k <= r, r1 + r2 <= 2 * k / 3],
    show=r1 + r2 > k / 3,
    printed=True,
    note="Only then would 'more precisely' imply the sentence before it.",
)
same_set_repaired = same_set.repaired("W(0, 2k/3) in both places", show=r1 + r2 <= 2 * k / 3)
same_set_b = claim(
    "Theorem 3 (b): the points of W \\ W(tau, k/3) lie in W \\ W(tau, 2k/3)",
    given=[r >= 1, k >= 3 * r, r1 >= r, r2 >= r, r1 + r2 - k <= r, r1 + r2 > k / 3],
    show=r1 + r2 > 2 * k / 3,
    printed=True,
    note="Proposition 3 proves the decrease for the second set; balanced solutions with k/3 < 2 r <= 2k/3 "
    "are in the first.",
)
same_set_b_repaired = same_set_b.repaired(
    "2k/3 in both places", given=[r >= 1, k >= 3 * r, r1 >= r, r2 >= r, r1 + r2 > 2 * k / 3]
)
empty_set = claim(
    "Theorem 3 (a) for k < 3 r: every point of W(0, 2k/3) is no local minimum",
    given=[r >= 1, k >= r, k < 3 * r, r1 >= r, r2 >= r, r1 + r2 <= 2 * k / 3, value <= m],
    show=value < 0,
    printed=True,
    note="W(0, 2k/3) is empty for k < 3 r.",
)
part_a = empty_set.repaired(
    "k >= 3 r; from Proposition 4 at tau = 0, m <= c M k/3 and k <= 3 d2",
    given=[m > 0, value <= -m / 2],
    show=value < 0,
    rests_on=["proposition_4.proposition_repaired"],
    note="m is the rate.",
)
# (c): the combination
rate_first = claim(
    "Theorem 3 (c): at tau = sqrt(p p0/(m d2)) g, sqrt(d1 k p p0/m) tau g >= p p0 sqrt(k)/m g^2, as d1 >= d2",
    given=[x >= 1, y >= 1, x >= y, q > 0, q <= 1, m >= 1, k >= 1],
    show=(x * k * q / m) * (q / (m * y)) >= q**2 * k / m**2,
    printed=True,
    note="x = d1, y = d2, squares over g^4.",
)
rate_second = claim(
    "Theorem 3 (c): sqrt(d1 p p0/m) >= p p0 sqrt(k)/m",
    given=[x >= 1, q > 0, q <= 1, m >= 1, k >= 1],
    show=x * q / m >= q**2 * k / m**2,
    printed=True,
    note="It needs m d1 >= p p0 k, which m <~ d1 k does not give.",
)
rate_second_repaired = rate_second.repaired(
    "m d1 >= p p0 k", given=[x >= 1, q > 0, q <= 1, m >= 1, k >= 1, m * x >= q * k]
)
radius = claim(
    "Theorem 3 (c): min(sqrt(m p p0/(d2 k)) t0/tau, sqrt(m p p0/(d1 k)) t0) is the second for tau = sqrt(p "
    "p0/(m d2)) g",
    given=[x >= 1, q > 0, q <= 1, m >= 1, k >= 1, t0 > 0, t0 <= 1, g > 0, g**2 * x * k <= m * q * t0**2],
    show=g**4 * k <= m**2 * t0**2,
    printed=True,
    note="g <= sqrt(m p p0/(d2 k)) t0/tau says g^2 <= m t0/sqrt(k); x = d1.",
    seconds=6,
)
part_c = claim(
    "Theorem 3 (c): the smaller of both decreases is at least p p0 sqrt(k)/m g^2",
    given=[g > 0, x >= value, y >= value, n <= -x, s <= -y, (e <= n) | (e <= s)],
    show=e <= -value,
    printed=True,
    rests_on=[
        "theorem_3.rate_first",
        "theorem_3.rate_second",
        "theorem_3.radius",
        "proposition_3.proposition",
        "proposition_4.proposition",
    ],
    note="value = p p0 sqrt(k)/m g^2.",
)
# (ii)
wide_a = claim(
    "Theorem 3 (a) at d1 = d2 = r = 1, p = 1/4, p0 = 1, m = c k >= 100: P(no local minimum in W(0, 2k/3)) "
    ">= 1 - e",
    given=[m >= 100, value >= 0, value <= 7 / m, e > 0, e <= Rational(1, 4)],
    show=value >= 1 - e,
    printed=True,
    rests_on=["theorem_1.chebyshev"],
    note="f sees the number W1 W2 only, and x* is its strict minimiser where S > 0; e = exp(-c' m/4).",
)
wide_a_never = claim(
    "Theorem 3 (a): there the printed probability is never reached",
    given=[m >= 100, value >= 0, value <= 7 / m, e > 0, e <= Rational(1, 4)],
    show=value < 1 - e,
)
wide_a_repaired = wide_a.repaired(
    "k <= 3 min(d1, d2), m <= c M k/3",
    show=claim("", given=[m > 0, value <= -m / 2], show=value < 0).statement,
    rests_on=["proposition_4.proposition_repaired"],
    note="m is the rate, value = min f - f*.",
)
circle_mean = claim(
    "Theorem 3 (c), witness d1 = 2, d2 = 1, p = 1/100: P(S(u) <= m/2) <= 14/m for a fixed unit u",
    given=[m >= 1, x >= Rational(774, 1000) * m, value >= 0, value * (x - m / 2) ** 2 <= m],
    show=value <= 14 / m,
    note="S(u) = sum over clean |<a_i, u>| - sum over noisy, mean x = (98/100) sqrt(2/pi) m, variance <= m.",
)
circle_pi = claim(
    "Theorem 3 (c), witness: (98/100) sqrt(2/pi) >= 774/1000",
    given=[n > 3, n < Rational(22, 7), s > 0, Eq(s**2 * n, 2)],
    show=Rational(98, 100) * s >= Rational(774, 1000),
    note="n = pi.",
)
circle_net = claim(
    "Theorem 3 (c), witness: eight directions at distances <= 1/5 and sum |a_i| <= 2 m leave S(u) >= m/10 "
    "> 0 on the circle",
    given=[m >= 1, x > m / 2, y <= 2 * m, y >= 0, value >= x - y / 5],
    show=value >= m / 10,
    note="The angle pi/16 < 1/5 apart at most; sum |a_i| <= 2 m fails w.p. <= 1/m (mean square 2, variance "
    "4).",
)
wide_c = claim(
    "Theorem 3 (c) at d1 = 2, d2 = r = 1, p = 1/100, m = 2 c k >= 1000: P(no local minimum) >= 1 - e",
    given=[m >= 1000, value >= 0, value <= 113 / m, e > 0, e <= Rational(1, 4)],
    show=value >= 1 - e,
    printed=True,
    rests_on=["theorem_3.circle_mean", "theorem_3.circle_pi", "theorem_3.circle_net", "theorem_3.part_c"],
    note="8 * 14 + 1 = 113; c1 = c2 = 1/2.",
)
wide_c_repaired = wide_c.repaired(
    "k <= 3 min(d1, d2), m <= c min(d1, d2) k",
    show=claim("", given=[x > 0, y > 0, (value <= -x) | (value <= -y)], show=value < 0).statement,
    rests_on=["proposition_3.proposition_repaired", "proposition_4.proposition_repaired"],
    note="value = min f - f* at a point of either set, x and y the decreases.",
)
# (iii)
contraction = claim(
    "Theorem 3, witness (iii): E sup over the unit ball of R^N of |sum (s_i |<g_i, D>| - mean)| <= 4 "
    "sqrt(m N)",
    Unmechanised(
        "symmetrisation, and the contraction principle for |.|",
        "two cited theorems of [LT91, Chapters 4 and 6]; E |sum xi_i g_i| <= sqrt(m N) follows by Jensen's "
        "inequality",
    ),
)
tangent = claim(
    "Theorem 3, witness (iii): W1 (d1, k) of rank k = d1, W2 of rank 1, d2 = d1/200, m = d1 k: N/m <= "
    "1/200 + 1/k <= 1/150",
    given=[x >= 600, Eq(k, x), Eq(200 * y, x), Eq(m, x * k), n <= k * y + x - k, n >= 0],
    show=n / m <= Rational(1, 150),
    note="x = d1, y = d2, n = N = dim {W1 D2 + D1 W2} = k d2 + (d1 - k).",
)
left_heavy_probability = claim(
    "Theorem 3, witness (iii): P(not a sharp local minimum) <= 4 sqrt(N/m)/((1-2p) sqrt(2/pi)) <= 1/2 at p "
    "= 1/100",
    given=[x > 0, x**2 <= Rational(1, 150), s >= Rational(774, 1000), value >= 0, value * s <= 4 * x],
    show=value <= Rational(1, 2),
    rests_on=["theorem_3.contraction", "theorem_3.tangent", "theorem_3.circle_pi"],
    note="x = sqrt(N/m); Markov's inequality. Where the supremum is below the mean, f' > 0 along every "
    "tangent.",
)
left_heavy = claim(
    "Theorem 3 (b), (c) at W1 of full rank k = d1, W2 of rank 1, d2 = d1/200, m = d1 k: P(not critical) >= "
    "1 - e",
    given=[value >= 0, value <= Rational(1, 2), e > 0, e <= Rational(1, 4)],
    show=value >= 1 - e,
    printed=True,
    rests_on=["theorem_3.left_heavy_probability", "proposition_3.left_rate"],
    note="With m = c d1 k, c universal, the same for d2/d1 small beside c. e = exp(-c' m/100).",
)
left_heavy_repaired = left_heavy.repaired(
    "m <= c min(d1, d2) k (or a constant that depends on c1)",
    show=claim("", given=[x > 0, value <= -x * tau, tau > 0], show=value < 0).statement,
    rests_on=["proposition_3.proposition_repaired"],
)
_A = rounded_gaussians(24, 24, 6, 4)
_y = [f"{float(A[0][0]) * 10 + 30 * e:.0f}/10" for A, e in zip(_A, [1, -1, *[0] * 22], strict=True)]


def _unit(rows: int, columns: int, size: int) -> list[list[int]]:
    return [[int(i == j < size) for j in range(columns)] for i in range(rows)]


balanced_saddle = claim(
    "Theorem 3 (a) at a draw, d1 = 6, d2 = 4, r = 1, k = 3, m = 24, two noisy: the balanced solution is no "
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
widths = claim(
    "Theorem 3 (b), (c): 0 < c1 <= min/max <= c2 < 1 excludes d1 = d2",
    given=[x >= 1, y >= 1, Eq(x, y), c > 0, s >= c, s < 1, y >= c * x, y <= s * x],
    show=And(x > 0, value >= 0),
    canary="VACUOUS",
    note="Square problems are outside (b) and (c); Figure 2 has d1 = d2 = 20.",
)
