"""Theorem 4 (Ma & Fattahi), asymmetric sensing, p < 1/2, k >= r, M = max(d1, d2): (a) m >~ M r/(1-2p)^4:
all of W(0, 2r) critical; min over W(0, r) of min over B(g) of f - f* >~ -(sqrt(2/pi) + sqrt(M k/m)) g^2.
(b) m >~ M k/(1-2p)^4: calW = argmin f.

Found: (i) W(0, r) is empty (factorised ranks are >= 2 r): 'more precisely' says nothing. (ii) the last
display of (b) ends with (sqrt(2/pi) - 1) min(1/4, (1-2p)^2) > 0, which is negative; sqrt(2/pi) - 1/2 is
right.

Chosen: h = 1 - 2p, s = sqrt(2/pi), w = min(1/4, h^2), q = c M k/m.
"""

from certify.claims import Abs, Eq, L1Point, Min, Rational, Unmechanised, claim, reals, whole
from certify.claims.words import Words, matrix, sizes
from certify.recovery.papers.l1 import rounded_gaussians

r, r1, r2, s, c, h, w, q, m, x, y, g, a, b, e, n, k, change, lower = reals(
    "r rank1 rank2 s c h w q m x y g a b e n k change F"
)
empty_set = claim(
    "Theorem 4 (a), 'more precisely': for all of W(0, r)",
    given=[r >= 1, r1 >= r, r2 >= r, r1 + r2 <= r, g > 0],
    show=change >= -g,
    printed=True,
    note="W1 W2 = X* of rank r gives rank W1, rank W2 >= r.",
)
empty_set_repaired = empty_set.repaired(
    "W(0, 2r)", show=Eq(r1 + r2, 2 * r), given=[r >= 1, r1 >= r, r2 >= r, r1 + r2 <= 2 * r]
)
d1, d2, kk = sizes("d1 d2 k")
W1, W2, D1, D2 = matrix("W1", d1, kk), matrix("W2", kk, d2), matrix("D1", d1, kk), matrix("D2", kk, d2)
split = claim(
    "Theorem 4 (a), proof: dX = (W1 dW2 + dW1 W2) + dW1 dW2",
    Words((W1 + D1) * (W2 + D2) - W1 * W2, "==", (W1 * D2 + D1 * W2) + D1 * D2),
    printed=True,
)
rank_of_first = claim(
    "Theorem 4 (a), proof: rank (W1 dW2 + dW1 W2) <= rank W1 + rank W2 <= 2 r for balanced solutions",
    given=[r >= 1, r1 >= r, r2 >= r, r1 + r2 <= 2 * r, x <= r1 + r2],
    show=x <= 2 * r,
    printed=True,
)
second_size = claim(
    "Theorem 4 (a), proof: |dW1 dW2|_F <= |dW1|_F |dW2|_F <= g^2 (and even g^2/2)",
    given=[g > 0, a >= 0, b >= 0, a**2 + b**2 <= g**2, x <= a * b],
    show=(x <= g**2) & (x <= g**2 / 2),
    printed=True,
)
lower_line = claim(
    "Theorem 4 (a), proof, per noisy measurement: |u + v - eps| - |eps| >= -|u| - |v|",
    given=[g > 0],
    show=Abs(a + b - e) - Abs(e) >= -Abs(a) - Abs(b),
    printed=True,
    note="u = <A_i, dX1>, v = <A_i, dX2>; 'eps' has the other sign in print.",
)
clean_line = claim(
    "Theorem 4 (a), proof, per clean measurement: |u + v| >= |u| - |v|",
    given=[g > 0],
    show=Abs(a + b) >= Abs(a) - Abs(b),
    printed=True,
)
part_a = claim(
    "Theorem 4 (a), proof: G_1 >= 0 and G_2 <= (s + delta) g^2 give f - f* >= -(s + delta) g^2",
    given=[x >= 0, s > 0, c > 0, y <= g**2 * (s + c), change >= x - y],
    show=change >= -(s + c) * g**2,
    printed=True,
    rests_on=[
        "theorem_4.split",
        "theorem_4.rank_of_first",
        "theorem_4.second_size",
        "theorem_4.lower_line",
        "theorem_4.clean_line",
        "theorem_4.final_positive_repaired",
        "lemma_27.lemma",
    ],
)
critical = claim(
    "Theorem 4 (a), proof: G_1 >= 0 along all directions makes f' >= 0, so that the point is critical",
    given=[x >= 0, y >= x],
    show=y >= 0,
    printed=True,
    rests_on=["lemma_1.directional"],
    note="x = G_1 at the linear part of a direction, y = m f'.",
)
noise_line = claim(
    "Theorem 4 (b), proof: |a - eps| - |eps| >= -|a|",
    given=[g > 0],
    show=Abs(a - e) - Abs(e) >= -Abs(a),
    printed=True,
)
rank_of_difference = claim(
    "Theorem 4 (b), proof: rank (W1 W2 - W1* W2*) <= k + r",
    given=[r >= 1, k >= r, a <= k, b <= r, x <= a + b],
    show=x <= k + r,
    printed=True,
)
roots = claim(
    "Theorem 4 (b), proof: (sqrt(u) + sqrt(v)) sqrt(c M (k+r)/m) <= 2 sqrt(2 c M k/m) for u + v = 1",
    given=[a >= 0, b >= 0, Eq(a**2 + b**2, 1), q >= 0, r >= 1, k >= r],
    show=(a + b) ** 2 * q * (k + r) <= 8 * q * k,
    printed=True,
    note="a^2 = |clean|/m, b^2 = |S|/m; squares, q = c M/m.",
)
share = claim(
    "Theorem 4 (b), proof: F1 - F2 >= s (m - 2|S|)/m - 2 sqrt(2 c M k/m)",
    given=[a >= 0, b >= 0, Eq(a**2 + b**2, 1), s > 0, x >= 0, (a + b) * x <= y],
    show=a**2 * s - a * x - (b**2 * s + b * x) >= s * (1 - 2 * b**2) - y,
    printed=True,
    rests_on=["theorem_4.roots", "lemma_27.lemma"],
    note="F1 >= a^2 (s - x/a), F2 <= b^2 (s + x/b), x = sqrt(c M (k+r)/m).",
)
sample_size = claim(
    "Theorem 4 (b), proof: m >= 512 c M k/h^4 gives 2 sqrt(2 c M k/m) <= h^2/8",
    given=[h > 0, h <= 1, q > 0, q * 512 <= h**4, x >= 0, Eq(x**2, 8 * q)],
    show=x <= h**2 / 8,
    printed=True,
)
(pi,) = reals("pi")
final_positive = claim(
    "Theorem 4 (b), last display: s w - 2 sqrt(2 c M k/m) >= (s - 1) w > 0",
    given=[
        *(pi > 3, pi < Rational(22, 7), s > 0, Eq(s**2 * pi, 2), h > 0, h <= 1, x >= 0, x <= h**2 / 8),
        Eq(w, Min(Rational(1, 4), h**2)),
    ],
    show=(s * w - x >= (s - 1) * w) & ((s - 1) * w > 0),
    printed=True,
    rests_on=["theorem_4.sample_size", "lemma_19.used"],
    note="sqrt(2/pi) < 1.",
)
final_positive_repaired = final_positive.repaired(
    "sqrt(2/pi) - 1/2",
    show=(s * w - x >= (s - Rational(1, 2)) * w) & ((s - Rational(1, 2)) * w > 0),
    seconds=40,
)
part_b = claim(
    "Theorem 4 (b), proof: F >= (s - 1/2) w |dX|_F > 0 for dX != 0",
    given=[s > Rational(1, 2), w > 0, x > 0, lower >= (s - Rational(1, 2)) * w * x],
    show=lower > 0,
    printed=True,
    rests_on=[
        "theorem_4.noise_line",
        "theorem_4.rank_of_difference",
        "theorem_4.share",
        "theorem_4.final_positive_repaired",
        "lemma_19.lemma",
        "lemma_27.lemma",
    ],
    seconds=40,
)
probability = claim(
    "Theorem 4 (b), its probability: exp(-Omega(M (k+r))) + exp(-Omega(h^2 m)) is exp(-Omega(M k)) for m >= "
    "512 c M k/h^4",
    given=[h > 0, h <= 1, c >= 1, q >= 1, m >= 512 * c * q / h**4],
    show=h**2 * m >= 512 * q,
    printed=True,
    note="q = M k.",
)
theorem = claim(
    "Theorem 4",
    Unmechanised(
        "asymmetric sensing under Assumptions 1 and 3, 0 <= p < 1/2, k >= r, M = max(d1, d2): (a) for m >~ "
        "M r/(1-2p)^4, w.p. >= 1 - exp(-Omega(M r)), all points of W(0, 2r) are critical, and for any g >= "
        "0 the minimum over W(0, r) and over B(g) of f - f* is >~ -(sqrt(2/pi) + sqrt(M k/m)) g^2; (b) for "
        "m >~ M k/(1-2p)^4, w.p. >= 1 - exp(-Omega(M k)), the true solutions are the global minima of f",
        "statements on chance with constants that are not given; lines and draws are decided; W(0, r) is "
        "empty",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "theorem_4.empty_set",
        "theorem_4.part_a",
        "theorem_4.critical",
        "theorem_4.part_b",
        "theorem_4.final_positive",
        "theorem_4.probability",
        "lemma_19.lemma",
        "lemma_27.lemma",
    ],
)


def _unit(rows: int, columns: int, size: int) -> list[list[int]]:
    return [[int(i == j < size) for j in range(columns)] for i in range(rows)]


def _draw(m: int) -> tuple[list, list]:
    """Rounded Gaussians (m, 6, 4), X* = e1 e1^T, noise 3 and -3 on the first two."""
    A = rounded_gaussians(m, m, 6, 4)
    return A, [f"{float(A[i][0][0]) * 10 + 30 * (-1) ** i * (i < 2):.0f}/10" for i in range(m)]


balanced_critical = claim(
    "Theorem 4 (a) at a draw, d1 = 6, d2 = 4, r = 1, k = 3, m = 18, two noisy: the balanced solution is "
    "critical",
    L1Point(*_draw(18), (_unit(6, 3, 1), _unit(3, 4, 1)), "critical"),
)
balanced_saddle = claim(
    "Theorems 3, 4 at the same draw: it is no local minimum",
    L1Point(*_draw(18), (_unit(6, 3, 1), _unit(3, 4, 1)), "not a local minimum"),
)
imbalanced = claim(
    "Theorem 4 (a) at the same draw: a solution with rank W1 = 3, rank W2 = 1 is not critical",
    L1Point(*_draw(18), (_unit(6, 3, 3), _unit(3, 4, 1)), "not critical"),
)
minimum = claim(
    "Theorem 4 (b) at a draw with m = 32: a global minimum, over all matrices",
    L1Point(*_draw(32), (_unit(6, 3, 1), _unit(3, 4, 1)), "global minimum"),
)
minimum_left = claim(
    "Theorem 4 (b) at the same draw: so is the solution with rank W1 = 3, rank W2 = 1",
    L1Point(*_draw(32), (_unit(6, 3, 3), _unit(3, 4, 1)), "global minimum"),
)
