"""Theorem 1 (Ma & Fattahi), symmetric sensing, k > r, m <= p p0 d (k-r): w.p. 1 - exp(-Omega(d(k-r))) -
exp(-Omega(p p0 m)) no true solution is a local minimum; (2): for 0 < g^2 <~ t0/sqrt(d), max over W* of min
over B(g) of f - f* <~ -g^2.

Found:
(i) false for k much larger than d: at d = r = 1, p = 1/4, p0 = 1 every true solution is a local minimum
w.p. >= 1 - 7/m (S = sum over clean of |a_i| minus sum over noisy, of mean (m/2) sqrt(2/pi) and variance at
most m), while the printed probability tends to 1 for m = c (k - 1)/4. The proof has r0 = min(k - r, d/2)
in place of k - r.
(ii) the rate -g^2 is false even for k <= d: for p = p0 = 1, k = d, r = 1, X* = h e1 e1^T, 4 h <= g^2, the
decrease is at most 2 |G|op g^2/m <= C d^(-1/4) g^2 w.p. >= 3/4, for m = c d (d - 1). With sqrt(d p p0/m)
g^2 the proof goes through.
(iii) t0/(sqrt(2) d) is needed where t0/sqrt(2 d) is printed; with the operator norm of A_i t0/sqrt(d) is
right. That no true solution is a local minimum for m <= c p p0 d r0 stands (theorem_repaired).
"""

import numpy as np

from certify.claims import (
    Eq,
    L1Point,
    Random,
    Rational,
    Unmechanised,
    assuming,
    claim,
    conclusion_of,
    reals,
    sqrt,
    whole,
)
from certify.recovery.papers.l1 import rounded_gaussians, sensing_instance

d, r0, q, m, g, c, x, y, t0, st, n, e1, e2, h, c0 = reals("d r0 q m g c x y t0 St n e1 e2 h c0")
prob, change, fourth = reals("P change u")
(pi,) = reals("pi")
chebyshev = claim(
    "Theorem 1, witness (i): P(S <= 0) <= var/mean^2 <= 2 pi/m <= 7/m",
    given=[
        *(m >= 1, pi > 3, pi < Rational(7, 2), x > 0, Eq(x**2 * pi, m**2 / 2), prob >= 0),
        assuming("Chebyshev", prob * x**2 <= m),
    ],
    show=prob <= 7 / m,
    note="p = 1/4: mean x = (m/2) sqrt(2/pi), variance <= m E g^2 = m; P = P(S <= 0).",
    seconds=40,
)
scalar = claim(
    "Theorem 1, witness (i): at d = 1 the point |W|^2 = x* is a local minimum if S >= 0",
    given=[n >= 0, y >= 0, x <= y, x >= -y, n >= y],
    show=(n + x >= 0) & (n - x >= 0),
    note="n = sum over clean of |a_i|, y = sum over noisy of |a_i|, x = sum over noisy of sgn(eps_i) a_i; "
    "both one-sided "
    "derivatives in X = |W|^2.",
)
no_local_minimum_never = claim(
    "Theorem 1, witness (i): at d = r = 1, p = 1/4, p0 = 1, m = c (k - 1)/4 >= 100 the probability of no "
    "local minimum is below 1 - e1 - e2",
    given=[
        *(m >= 100, e1 > 0, e1 <= Rational(1, 4), e2 > 0, e2 <= Rational(1, 4)),
        conclusion_of("theorem_1.chebyshev", prob <= 7 / m),
    ],
    show=prob < 1 - e1 - e2,
    rests_on=["theorem_1.scalar"],
    note="e1 = exp(-c1 (k - 1)), e2 = exp(-c2 m/4); for any constants both are <= 1/4 for k large enough.",
)
k, r = reals("k r")
sizes_of_k = claim(
    "Section 2.2: for 2 r <= k, m <= c p p0 d k/2 implies m <= c p p0 d (k - r)",
    given=[d >= 1, k >= 1, r >= 1, 2 * r <= k, q > 0, m <= q * d * k / 2],
    show=m <= q * d * (k - r),
    printed=True,
    note="q = c p p0.",
)
# (ii)
linear_bound = claim(
    "Theorem 1, witness (ii): f - f* >= -(1/m) |G|op (2 sqrt(h) g + g^2) >= -2 |G|op g^2/m for 4 h <= g^2",
    given=[
        *(h > 0, g > 0, 4 * h <= g**2, n >= 0, x > 0, Eq(x**2, h), m >= 1),
        assuming("norm inequalities", change >= -n * (2 * x * g + g**2) / m),
    ],
    show=change >= -2 * n * g**2 / m,
    note="change = f - f*; |a - eps| - |eps| >= -sgn(eps) a; |W*|_F = sqrt(h) = x, |dW|_F <= g; n = |G|op, "
    "G = sum sgn(eps_i) A_i.",
    seconds=40,
)
rate_bound = claim(
    "Theorem 1, witness (ii): (2 |G|op/m)^4 <= 3072/(c0^2 d)",
    given=[
        d >= 2,
        c0 > 0,
        m > 0,
        m >= c0 * d**2 / 4,
        n > 0,
        n <= 12 * d**3 * m**2,
        Eq(fourth * m**4, 16 * n),
    ],
    show=fourth <= 3072 / (c0**2 * d),
    note="u = (2 |G|op/m)^4, n = |G|op^4; m >= c0 d (d-1)/2 >= c0 d^2/4.",
    seconds=40,
)
rate_never = claim(
    "Theorem 1 (2), witness (ii): at p = p0 = 1, k = d, r = 1 the decrease over g^2 is below c for d > "
    "3072/(c^4 c0^2)",
    given=[
        *(d >= 2, c0 > 0, c > 0, d > 3072 / (c**4 * c0**2)),
        conclusion_of("theorem_1.rate_bound", fourth <= 3072 / (c0**2 * d)),
    ],
    show=fourth < c**4,
    rests_on=["theorem_1.linear_bound", "lemma_22.fourth_moment_bound"],
    note="u: the fourth power of 2 |G|op/m, which bounds the decrease over g^2; |G|op^4 <= 12 d^3 m^2 w.p. "
    ">= 3/4.",
    seconds=40,
)
# the proof
proof_chain = claim(
    "Theorem 1, proof: m <= (c^2/8) p p0 d r0 gives c sqrt(d r0 p p0/(2 m)) >= 2, so that x - 1 >= x/2",
    given=[
        c > 0,
        q > 0,
        d >= 1,
        r0 >= 1,
        m > 0,
        m <= c**2 / 8 * q * d * r0,
        x > 0,
        Eq(x**2 * 2 * m, c**2 * d * r0 * q),
    ],
    show=(x >= 2) & (-(x - 1) <= -x / 2),
    printed=True,
)
enough_noise = claim(
    "Theorem 1, proof, (e): |S_t| >= p p0 m/2 gives c sqrt(d r0 |S_t|/m^2) >= c sqrt(d r0 p p0/(2 m))",
    given=[d >= 1, r0 >= 1, q > 0, m >= 1, st >= q * m / 2],
    show=d * r0 * st / m**2 >= d * r0 * q / (2 * m),
    printed=True,
)
proof_last = claim(
    "Theorem 1, proof: C_A - C_B >= (c/2) sqrt(d r0 p p0/(2 m)), from Lemma 22 as printed",
    given=[conclusion_of("theorem_1.proof_chain", x >= 2), y >= x],
    show=-(y - 1) <= -x / 2,
    printed=True,
    rests_on=[
        "theorem_1.proof_chain",
        "theorem_1.enough_noise",
        "lemma_22.lemma",
        "lemma_21.lemma",
        "lemma_20.free_rotation",
    ],
)
radius = claim(
    "Theorem 1, proof: max |A_i|_F <= sqrt(2) d gives t0/max |A_i|_F >= t0/sqrt(2 d)",
    given=[d >= 1, t0 > 0, x > 0, x <= sqrt(2) * d],
    show=t0 / x >= t0 / sqrt(2 * d),
    printed=True,
    rests_on=["lemma_16.lemma", "lemma_16.no_m"],
)
radius_repaired = radius.repaired("t0/(sqrt(2) d)", show=t0 / x >= t0 / (sqrt(2) * d))
radius_operator = claim(
    "On Theorem 1: with |sym A_i|op <= 3 sqrt(d) Lemma 21 holds for g^2 <= t0/(3 sqrt(d)), as the theorem "
    "asks",
    given=[d >= 1, t0 > 0, x > 0, x <= 3 * sqrt(d), g > 0, g**2 * 3 * sqrt(d) <= t0],
    show=x * g**2 <= t0,
    rests_on=["lemma_21.operator_norm"],
)
rate_repaired = claim(
    "Theorem 1, proof repaired, last step: C_B = 1/sqrt(r0) leaves half of the rate sqrt(d p p0/m)",
    given=[
        *(c > 0, q > 0, d >= 1, r0 >= 1, m > 0, m <= c**2 / 8 * q * d * r0, g > 0, n > 0, x > 0),
        *(Eq(n**2, r0), Eq(x**2 * 2 * m, c**2 * d * q), change <= -(x - 1 / n) * g**2),
    ],
    show=change <= -x / 2 * g**2,
    rests_on=["theorem_1.enough_noise"],
    note="n = sqrt(r0), x = c sqrt(d p p0/(2 m)); change = min over B(g) of f - f*.",
    seconds=40,
)
theorem = claim(
    "Theorem 1",
    Unmechanised(
        "symmetric sensing under Assumptions 1 and 3, k > r, m <= p p0 d (k-r): w.p. >= 1 - "
        "exp(-Omega(d(k-r))) - exp(-Omega(p p0 m)) none of the true solutions W W^T = X* is a local minimum "
        "of f(W) = (1/m) sum |y_i - <A_i, W W^T>|; and for any 0 < g^2 <~ t0/sqrt(d) the maximum over the "
        "true solutions of the minimum over B(g) of f - f* is <~ -g^2",
        "a statement on chance with constants that are not given; false for k much larger than d, assuming "
        "Chebyshev's inequality (no_local_minimum_never), and its rate is false at k = d (rate_never)",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "theorem_1.no_local_minimum_never",
        "theorem_1.rate_never",
        "theorem_1.proof_last",
        "theorem_1.radius",
        "lemma_22.lemma",
        "lemma_21.lemma",
    ],
)
theorem_repaired = theorem.repaired(
    "r0 = min(k - r, floor(d/2)) for k - r, the rate sqrt(d p p0/m) g^2",
    show=Unmechanised(
        "for d >= 2 and m <= c p p0 d r0: w.p. >= 1 - exp(-Omega(d r0)) - exp(-Omega(p p0 m)) no true "
        "solution is a local minimum, and for g^2 max |sym A_i|op <= t0 the decrease is >~ sqrt(d p p0/m) "
        "g^2",
        "it rests on the repaired Lemma 22, which is not mechanised; the other lines are decided",
    ),
    rests_on=[
        "lemma_22.lemma_repaired",
        "lemma_21.lemma",
        "lemma_21.operator_norm",
        "lemma_20.free_rotation",
        "lemma_20.in_the_ball",
        "lemma_18.middle_repaired",
        "theorem_1.rate_repaired",
        "theorem_1.radius_operator",
    ],
    scope=whole,
)


def _one(m: int, noisy: int) -> tuple[list, list]:
    """Rounded Gaussians (m, 4, 4) and data of X* = e1 e1^T with noise 3, -3, ... on the first
    measurements."""
    A = rounded_gaussians(m, m, 4, 4)
    return A, [f"{float(A[i][0][0]) * 10 + 30 * (-1) ** i * (i < noisy):.0f}/10" for i in range(m)]


_W = [[int(i == j == 0) for j in range(4)] for i in range(4)]
instance_first_order = claim(
    "Theorem 1, d = k = 4, r = 1, m = 8, one noisy: not critical", L1Point(*_one(8, 1), (_W,), "not critical")
)
instance_saddle = claim(
    "Theorem 1, d = k = 4, r = 1, m = 12, two noisy: no local minimum",
    L1Point(*_one(12, 2), (_W,), "not a local minimum"),
)
instance_saddle_critical = claim(
    "Theorem 2 (a), the same point is critical: a strict saddle",
    L1Point(*_one(12, 2), (_W,), "critical"),
)


def _critical(m: int, rng: np.random.Generator) -> bool:
    made = sensing_instance(8, 8, 1, m, 0.1, 5.0, rng, symmetric=True)
    return made.objective.criticality(made.padded(8), 1e-9)[0] <= 1.0


def _critical_at_6(rng: np.random.Generator) -> bool:
    """Conditional on some noise: without any, the truth is a global minimum."""
    made = sensing_instance(8, 8, 1, 6, 0.1, 5.0, rng, symmetric=True)
    return bool(made.noise.any()) and made.objective.criticality(made.padded(8), 1e-9)[0] <= 1.0


def _critical_at_24(rng: np.random.Generator) -> bool:
    return _critical(24, rng)


few = claim(
    "Theorems 1, 2, phase diagram: d = k = 8, r = 1, p = 1/10, m = 6: noisy and critical in at most 1 % of "
    "draws",
    Random("noisy and critical", _critical_at_6, trials=400, at_most=0.01),
)
many = claim(
    "Theorems 1, 2, phase diagram: d = k = 8, r = 1, p = 1/10, m = 24: critical in at least 95 % of draws",
    Random("critical", _critical_at_24, trials=300, at_least=0.95),
)
