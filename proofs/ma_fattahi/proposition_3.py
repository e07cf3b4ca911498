"""Proposition 3 (Ma & Fattahi): m <= d1 k, c1 d1 <= d2 <= c2 d1: for all tau > 0 and g <= sqrt(m p p0/(d2
k)) t0/tau, w.p. 1 - exp(-Omega(m p p0)), max over W \\ W(tau, 2k/3) of min over B(g) of f - f* <~ -sqrt(d1
k p p0/m) tau g. Split into (13), W_R and m <~ d1 k, and (14), W_L and m <~ d2 k, 'which follows identically'.

Found: (14) has the hypothesis m <~ d2 k, Proposition 3 has m <= d1 k. At d1 = 10, d2 = 3, r = 1, k = 3, m
= 28 <= d1 k there is a draw with a true solution of W_L (singular values 1) that is a sharp local minimum,
while its mirror image in W_R is not critical. And for c1 small the statement fails with probability >= 1/2
(theorem_3.left_heavy).
"""

from certify.claims import Eq, L1Point, Rational, claim, reals, sqrt
from certify.objectives import rounded_gaussians

d1, d2, k, m, q, t0, tau, g, z, c1, st, r1, r2 = reals("d1 d2 k m q t0 tau g z c1 St rank1 rank2")
split = claim(
    "Proposition 3: rank(W1, tau) + rank(W2, tau) > 2k/3 gives one rank >= k/3",
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
    seconds=6,
)
rate = claim(
    "(16), Proposition 3: |S_t| >= m p p0/2 and z = sqrt(d1 k/(m p p0)) tau g give |S_t| z/m >= sqrt(d1 k "
    "p p0/m) tau g/2",
    given=[
        *(d1 >= 1, k >= 1, m >= 1, q > 0, tau > 0, g > 0, st >= m * q / 2, z > 0),
        Eq(z**2 * m * q, d1 * k * tau**2 * g**2),
    ],
    show=(st * z / m) ** 2 >= d1 * k * q / m * tau**2 * g**2 / 4,
    printed=True,
    seconds=6,
)
right = claim(
    "(13), from Lemma 24 and (16)",
    given=[m >= 1, st > 0, z > 0, g <= -st * z / m, tau > 0, st * z / m >= tau],
    show=g <= -tau,
    printed=True,
    rests_on=[
        "proposition_3.radius",
        "proposition_3.rate",
        "lemma_23.sixteen",
        "lemma_24.lemma",
        "proposition_1.proposition",
    ],
    note="g = min f - f*, tau = the rate.",
)
hypothesis = claim(
    "Proposition 3: m <= d1 k implies the hypothesis m <= d2 k of (14)",
    given=[d1 >= 1, c1 > 0, c1 < 1, d2 >= c1 * d1, d2 <= d1 * sqrt(1 - c1), k >= 1, m >= 1, m <= d1 * k],
    show=m <= d2 * k,
    printed=True,
)
hypothesis_repaired = hypothesis.repaired(
    "m <= min(d1, d2) k", given=[d1 >= 1, d2 >= 1, k >= 1, m >= 1, m <= d1 * k, m <= d2 * k]
)
left_rate = claim(
    "(14) has the rate with d2; with d2 >= c1 d1 it is the printed one up to sqrt(c1)",
    given=[d1 >= 1, c1 > 0, c1 < 1, d2 >= c1 * d1, k >= 1, m >= 1, q > 0],
    show=q * d2 * k / m >= c1 * q * d1 * k / m,
    printed=True,
    seconds=6,
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
    "Proposition 3 at c1 small: w.p. 1 - e, e <= 1/4, no point of W \\ W(tau, 2k/3) is critical",
    given=[q >= 0, q <= Rational(1, 2), g > 0, g <= Rational(1, 4)],
    show=q >= 1 - g,
    printed=True,
    rests_on=[
        "proposition_3.right",
        "proposition_3.hypothesis",
        "proposition_3.left_rate",
        "theorem_3.left_heavy_probability",
    ],
    note="q: the probability that W is not critical, W1 of full column rank k = d1, W2 of rank 1, d2 = "
    "d1/200; g = "
    "exp(-c m p p0), as small as one likes. q <= 1/2 by theorem_3.left_heavy_probability.",
)
proposition_repaired = proposition.repaired(
    "m <= c min(d1, d2) k",
    show=claim("", given=[r1 <= -tau, r2 <= -tau, tau > 0, (z <= r1) | (z <= r2)], show=z <= -tau).statement,
    rests_on=[
        "proposition_3.split",
        "proposition_3.right",
        "proposition_3.hypothesis_repaired",
        "lemma_24.lemma_repaired",
    ],
    note="r1, r2: the decreases of (13) and (14); z that of a point in either set.",
)
