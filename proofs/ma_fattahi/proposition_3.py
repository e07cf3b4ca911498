"""Proposition 3 (Ma & Fattahi): m <= d1 k, c1 d1 <= d2 <= c2 d1: for all tau > 0 and g <= sqrt(m p p0/(d2
k)) t0/tau, w.p. 1 - exp(-Omega(m p p0)), max over W \\ W(tau, 2k/3) of min over B(g) of f - f* <~ -sqrt(d1
k p p0/m) tau g. Split into (13), W_R and m <~ d1 k, and (14), W_L and m <~ d2 k, 'which follows identically'.

Found: (14) has the hypothesis m <~ d2 k, Proposition 3 has m <= d1 k. At d1 = 10, d2 = 3, r = 1, k = 3, m
= 28 <= d1 k there is a draw with a true solution of W_L (singular values 1) that is a sharp local minimum,
while its mirror image in W_R is not critical. And for c1 small the statement fails with probability >= 1/2
(theorem_3.left_heavy).
"""

from certify.claims import Eq, L1Point, Unmechanised, claim, reals, sqrt, whole
from certify.recovery.papers.l1 import rounded_gaussians

d1, d2, k, m, q, t0, tau, g, z, c1, st, r1, r2, change, rate = reals(
    "d1 d2 k m q t0 tau g z c1 St rank1 rank2 change rate"
)
split = claim(
    "Proposition 3, proof: rank(W1, tau) + rank(W2, tau) > 2k/3 gives one rank >= k/3",
    given=[k >= 1, r1 >= 0, r2 >= 0, r1 + r2 > 2 * k / 3],
    show=(r1 >= k / 3) | (r2 >= k / 3),
    printed=True,
)
shapes = (d1 >= 1, d2 >= c1 * d1, c1 > 0, c1 < 1, k >= 1, m >= 1, q > 0)
radius = claim(
    "Proposition 3, proof: g <= sqrt(m p p0/(d2 k)) t0/tau gives sqrt(d1 k/(m p p0)) tau g <= t0/sqrt(c1)",
    given=[*shapes, tau > 0, g > 0, t0 > 0, g**2 * tau**2 * d2 * k <= m * q * t0**2],
    show=d1 * k * tau**2 * g**2 * c1 <= t0**2 * m * q,
    printed=True,
    note="q = p p0; squares. The constant 1/sqrt(c1) is hidden in <~.",
)
rate_line = claim(
    "(16), Proposition 3: |S_t| >= m p p0/2 and z = sqrt(d1 k/(m p p0)) tau g give |S_t| z/m >= sqrt(d1 k "
    "p p0/m) tau g/2",
    given=[
        *(d1 >= 1, k >= 1, m >= 1, q > 0, tau > 0, g > 0, st >= m * q / 2, z > 0),
        Eq(z**2 * m * q, d1 * k * tau**2 * g**2),
    ],
    show=(st * z / m) ** 2 >= d1 * k * q / m * tau**2 * g**2 / 4,
    printed=True,
)
right = claim(
    "(13), proof: the decrease |S_t| z/m of (16) is at least the rate",
    given=[m >= 1, st > 0, z > 0, change <= -st * z / m, rate > 0, st * z / m >= rate],
    show=change <= -rate,
    printed=True,
    rests_on=[
        "proposition_3.radius",
        "proposition_3.rate_line",
        "lemma_23.sixteen",
        "lemma_24.lemma",
        "proposition_1.proposition",
    ],
    note="change = min over B(g) of f - f*, rate = c sqrt(d1 k p p0/m) tau g.",
)
hypothesis = claim(
    "Proposition 3, proof: m <= d1 k implies the hypothesis m <= d2 k of (14)",
    given=[d1 >= 1, c1 > 0, c1 < 1, d2 >= c1 * d1, d2 <= d1 * sqrt(1 - c1), k >= 1, m >= 1, m <= d1 * k],
    show=m <= d2 * k,
    printed=True,
)
left_rate = claim(
    "(14) has the rate with d2; with d2 >= c1 d1 it is the printed one up to sqrt(c1)",
    given=[d1 >= 1, c1 > 0, c1 < 1, d2 >= c1 * d1, k >= 1, m >= 1, q > 0],
    show=q * d2 * k / m >= c1 * q * d1 * k / m,
    printed=True,
)
_A = rounded_gaussians(28, 28, 10, 3)
_noise = [3, -3, *[0] * 26]


def _unit(rows: int, columns: int, size: int) -> list[list[int]]:
    """The first `size` ones of the diagonal."""
    return [[int(i == j < size) for j in range(columns)] for i in range(rows)]


# X* = e1 e1^T, so that <A_i, X*> is the first entry of A_i.
_y = [f"{10 * float(A[0][0]) + 10 * e:.0f}/10" for A, e in zip(_A, _noise, strict=True)]
left_heavy = claim(
    "Proposition 3, (14): d1 = 10, d2 = 3, r = 1, k = 3, m = 28 <= d1 k, two noisy: rank W1 = 3, rank W2 = 1",
    L1Point(_A, _y, (_unit(10, 3, 3), _unit(3, 3, 1)), "sharp local minimum"),
    note="One draw of rounded Gaussians; m > d2 k, so that (14) does not speak of it, but Proposition 3 "
    "does.",
)
right_heavy = claim(
    "Proposition 3, (13): the same draw, rank W1 = 1, rank W2 = 3: not critical",
    L1Point(_A, _y, (_unit(10, 3, 1), _unit(3, 3, 3)), "not critical"),
)
proposition = claim(
    "Proposition 3",
    Unmechanised(
        "for m <= d1 k and c1 d1 <= d2 <= c2 d1, 0 < c1 <= c2 < 1 constants: for every tau > 0 and g <= "
        "sqrt(m p p0/(d2 k)) t0/tau, w.p. >= 1 - exp(-Omega(m p p0)), the maximum over W \\ W(tau, 2k/3) of "
        "the minimum over B(g) of f(W* + dW) - f(W) is <~ -sqrt(d1 k p p0/m) tau g",
        "a statement on chance with constants that are not given; for c1 small it is false, assuming cited "
        "facts: theorem_3.left_heavy_never, and at one draw: proposition_3.left_heavy",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "proposition_3.split",
        "proposition_3.right",
        "proposition_3.hypothesis",
        "proposition_3.left_rate",
        "theorem_3.left_heavy_never",
    ],
    note="'f(W)' is read as f(W*).",
)
proposition_repaired = proposition.repaired(
    "W_R(tau, k/3) only, d1 >= c d2, c > 1, and p0 = P_o(|zeta| >= t0)",
    show=Unmechanised(
        "for d1 >= c d2, c > 1, and m <= C(c) d1 k: w.p. >= 1 - exp(-Omega(m p p0)) the maximum over the "
        "true solutions with rank(W2, tau) >= k/3 of the minimum over B(g) of f - f* is <~ -sqrt(d1 k p "
        "p0/m) tau g",
        "it rests on the repaired Lemma 24, which is not mechanised. (14) is left out: m <= min(d1, d2) k "
        "does not save it at the draw of table_1.left_critical",
    ),
    rests_on=[
        "proposition_3.radius",
        "proposition_3.rate_line",
        "proposition_3.right",
        "lemma_24.lemma_repaired",
    ],
    scope=whole,
)
