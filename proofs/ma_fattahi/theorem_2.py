"""Theorem 2 (Ma & Fattahi), symmetric sensing, p < 1/2, k >= r: (a) m >~ d r/(1-2p)^4: all true solutions
are critical and min over B(g) of f - f* >~ -(sqrt(2/pi) + sqrt(d k/m)) g^2; (b) m >~ d k/(1-2p)^4: the
true solutions are the global minima. The proof is that of Theorem 4.
"""

from certify.claims import Eq, L1Point, Unmechanised, claim, reals, whole
from certify.claims.words import Words, matrix, sizes
from certify.recovery.papers.l1 import rounded_gaussians

d, k = sizes("d k")
W, D = matrix("W", d, k), matrix("D", d, k)
split = claim(
    "Theorem 2, proof: (W + D)(W + D)^T - W W^T = (W D^T + D W^T) + D D^T",
    Words((W + D) * (W + D).T - W * W.T, "==", W * D.T + D * W.T + D * D.T),
    printed=True,
)
r, g, x, y, s, c, change = reals("r g x y s c change")
balanced = claim(
    "Theorem 2, proof: every true solution is rank-balanced: rank W = r, so that rank (W D^T + D W^T) <= 2 r",
    given=[r >= 1, Eq(x, r), y <= x + x],
    show=y <= 2 * r,
    printed=True,
    rests_on=["lemma_20.recovered"],
)
quadratic = claim(
    "Theorem 2, proof: |D D^T|_F <= |D|_F^2 <= g^2",
    given=[g > 0, x >= 0, y >= 0, x**2 + y**2 <= g**2],
    show=x**4 + y**4 <= g**4,
    printed=True,
    note="x, y: singular values of D.",
)
part_a = claim(
    "Theorem 2 (a), proof: G_1 >= 0 on matrices of rank <= 2 r gives f - f* >= -(sqrt(2/pi) + delta) g^2, "
    "delta = sqrt(c d k/m)",
    given=[x >= 0, s > 0, c > 0, y >= 0, y <= g**2 * (s + c), change >= x - y],
    show=change >= -(s + c) * g**2,
    printed=True,
    rests_on=[
        "theorem_2.split",
        "theorem_2.balanced",
        "theorem_2.quadratic",
        "theorem_4.lower_line",
        "lemma_27.lemma",
    ],
    note="change = f - f*, x = G_1, y = G_2, s = sqrt(2/pi), c = delta.",
)
part_b = claim(
    "Theorem 2 (b), proof, that of Theorem 4 (b): f - f* >= F >= c |dX|_F > 0 for W outside calW",
    given=[c > 0, x > 0, change >= c * x],
    show=change > 0,
    printed=True,
    rests_on=["theorem_4.part_b"],
)
theorem = claim(
    "Theorem 2",
    Unmechanised(
        "symmetric sensing under Assumptions 1 and 3, 0 <= p < 1/2, k >= r: (a) for m >~ d r/(1-2p)^4, w.p. "
        ">= 1 - exp(-Omega(d r)), all true solutions are critical, and for any g >= 0 the minimum over them "
        "and over B(g) of f - f* is >~ -(sqrt(2/pi) + sqrt(d k/m)) g^2; (b) for m >~ d k/(1-2p)^4, w.p. >= "
        "1 - exp(-Omega(d k)), W is a true solution iff it is a global minimum of f",
        "statements on chance with constants that are not given; lines and draws are decided",
    ),
    printed=True,
    scope=whole,
    rests_on=["theorem_2.part_a", "theorem_2.part_b", "theorem_4.theorem", "lemma_27.lemma"],
)


def _draw(m: int, noisy: int) -> tuple[list, list]:
    A = rounded_gaussians(m, m, 4, 4)
    return A, [f"{float(A[i][0][0]) * 10 + 30 * (-1) ** i * (i < noisy):.0f}/10" for i in range(m)]


_W = [[int(i == j == 0) for j in range(4)] for i in range(4)]
critical = claim(
    "Theorem 2 (a) at a draw: d = 4, r = 1, k = 4, m = 12, two noisy: critical",
    L1Point(*_draw(12, 2), (_W,), "critical"),
)
minimum = claim(
    "Theorem 2 (b) at a draw: d = 4, r = 1, k = 4, m = 24, two noisy: a global minimum over all semidefinite "
    "matrices",
    L1Point(*_draw(24, 2), (_W,), "global minimum"),
)
not_minimum = claim(
    "Theorem 2 (b) needs m >~ d k: m = 12, two noisy: no global minimum",
    L1Point(*_draw(12, 2), (_W,), "not a global minimum"),
)
exact_parameterised = claim(
    "Theorem 2 (b) at k = r = 1: d = 4, m = 16, two noisy: the truth is a global minimum (over all PSD "
    "matrices)",
    L1Point(*_draw(16, 2), ([[1], [0], [0], [0]],), "global minimum"),
)
half = claim(
    "Theorem 2 needs p < 1/2: d = r = k = 1, A = (1, 1, 1), two of three noisy by 1: the truth is not "
    "critical",
    L1Point([[[1]], [[1]], [[1]]], [1, 2, 2], ([[1]],), "not critical"),
)
