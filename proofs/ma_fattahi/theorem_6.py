"""Theorem 6 (Ma & Fattahi), asymmetric completion, w.p. 1 - exp(-Omega(s p p0 M (k-r))): (a) k > r: some
true solution is not critical, decrease >~ sqrt((k-r)/d2) sqrt(p p0/(s d1 d2)) g for 0 < g <~ t0; (b) k >
2r: no point of W(0, k-1) is a local minimum, decrease >~ g^2/(s d1 d2) for 0 < g <~ sqrt(t0); (c) k >= r,
X* coherent: no true solution of norm <= Gamma is critical, decrease >~ sqrt(p p0/(s d1 d2^2)) sigma_r
g/Gamma for 0 < g <~ t0.

Found: (c), 'more precisely', is false for sigma_r/Gamma large, whatever the constants: the loss cannot
fall by more than sum |eps_i|/m, while sigma_r g/Gamma is unbounded (Proposition 2). For g <~ t0
Gamma/sigma_r it holds. (c) at k = r: the printed probability is 1 - exp(0) = 0. (b): S must be
orthonormal, and the direction lies in B(sqrt(2) g). '1 - exp(Omega(s p p0 d1 r))' is not positive.
"""

from certify.claims import (
    Abs,
    Constants,
    Eq,
    L1Point,
    Rational,
    Unmechanised,
    case,
    claim,
    conclusion_of,
    log,
    reals,
    whole,
)
from certify.claims.words import Words, identity, matrix, sizes, square

g, e, t0, root, n, m, s, x, y, z, c, change, prob, bound, dim = reals(
    "g e t0 root n m s x y z c change prob bound dim"
)
entry_positive = claim(
    "Theorem 6 (a): |g/root - E| - |E| = -g/root for 0 < g/root <= t0 <= E",
    given=[t0 > 0, e >= t0, x > 0, x <= t0],
    show=Eq(Abs(x - e) - Abs(e), -x),
    printed=True,
    note="x = g/sqrt|PsiBar|.",
)
entry_negative = claim(
    "Theorem 6 (a): |-g/root - E| - |E| = -g/root for E <= -t0",
    given=[t0 > 0, e <= -t0, x > 0, x <= t0],
    show=Eq(Abs(-x - e) - Abs(e), -x),
    printed=True,
)
total = claim(
    "Theorem 6 (a): the change is exactly -sqrt|PsiBar| g/m",
    given=[root > 0, Eq(n, root**2), m >= 1],
    show=Eq(n * (-g / root) / m, -root * g / m),
    printed=True,
    rests_on=["theorem_6.entry_positive", "theorem_6.entry_negative"],
)
part_a = claim(
    "Theorem 6 (a), proof, end: the change is at most -(1/3) sqrt((k-r)/d2) sqrt(p p0/(s d1 d2)) g < 0",
    given=[g > 0, x > 0, m > 0, root / m >= x, change <= -root * g / m],
    show=(change <= -x * g) & (change < 0),
    printed=True,
    rests_on=["theorem_6.total", "proposition_1.proposition", "proposition_2.first", "lemma_2.lemma"],
    note="x = (1/3) sqrt((k-r)/d2) sqrt(p p0/(s d1 d2)).",
    seconds=40,
)
_all = [[[int((i, j) == (x, y)) for j in range(3)] for i in range(3)] for x in range(3) for y in range(3)]
_ones = [[1], [1], [1]]
_noisy = [2, 1, 1, 1, 1, 1, 1, 1, 1]
instance_a = claim(
    "Theorem 6 (a), at a point: (10) is not critical",
    L1Point(_all, _noisy, ([[1, 0]] * 3, [[1, 1, 1], [1, 0, 0]]), "not critical"),
    printed=True,
    scope=case("d1 = d2 = 3, X* all ones, r = 1, k = 2, all observed, noise 1 at (1, 1)"),
)
instance_a_exact = claim(
    "Theorem 6 (a) needs k > r: at k = r = 1 the same noise leaves a sharp local minimum",
    L1Point(_all, _noisy, (_ones, [[1, 1, 1]]), "sharp local minimum"),
)
instance_a_other = claim(
    "Theorem 6 (a) speaks of some true solutions: the balanced one with k = 2 is critical",
    L1Point(_all, _noisy, ([[1, 0]] * 3, [[1, 1, 1], [0, 0, 0]]), "critical"),
)
# (b)
d1, d2, k, r = sizes("d1 d2 k r")
W1, W2, S = matrix("W1", d1, k), matrix("W2", k, d2), matrix("S", k, r)
Y1, Y2 = matrix("Y1", d1, r), matrix("Y2", r, d2)
product = claim(
    "Theorem 6 (b): (W1 + Y1 S^T)(W2 + S Y2) = W1 W2 + Y1 Y2 for W1 S = 0, S^T W2 = 0, S^T S = I",
    Words(
        (W1 + Y1 * S.T) * (W2 + S * Y2),
        "==",
        W1 * W2 + Y1 * Y2,
        vanishing=(W1 * S, S.T * W2, S.T * S - identity(r)),
    ),
    printed=True,
)
length, y1, y2 = reals("length y1 y2")
product_any_basis = claim(
    "Theorem 6 (b), the columns of S form a basis: the same product, 1 + y1 y2",
    given=[length > 0],
    show=Eq(1 + (y1 * length) * (length * y2), 1 + y1 * y2),
    printed=True,
    scope=case("W1 = (1, 0), W2 = (1, 0)^T, S = (0, length)^T"),
    note="'Columns form a basis': k = 2, k1 = k2 = d1 = d2 = 1, and length need not be 1.",
)
product_any_basis_repaired = product_any_basis.repaired(
    "Y1 S^T S Y2 in general",
    scope="line",
    show=Words(
        (W1 + Y1 * S.T) * (W2 + S * Y2), "==", W1 * W2 + Y1 * S.T * S * Y2, vanishing=(W1 * S, S.T * W2)
    ),
)
k1, k2, nk = reals("k1 k2 k")
kernel = claim(
    "Theorem 6 (b): k1 + k2 <= k - 1 leaves a common kernel of dimension >= k - (k1 + k2) > 0",
    given=[k1 >= 1, k2 >= 1, nk >= k1 + k2 + 1, dim >= nk - (k1 + k2)],
    show=dim > 0,
    printed=True,
)
in_ball = claim(
    "Theorem 6 (b): (dW1, dW2) with |Y1| = |Y2| = g lies in B(g)",
    given=[g > 0, Eq(x, g), Eq(y, g)],
    show=x**2 + y**2 <= g**2,
    printed=True,
)
in_ball_repaired = in_ball.repaired("g/sqrt(2) each", given=[g > 0, Eq(2 * x**2, g**2), Eq(2 * y**2, g**2)])
norm_b = claim(
    "Theorem 6 (b): |S Y2|_F = |Y2|_F",
    Words(square(S * Y2), "==", square(Y2), vanishing=(S.T * S - identity(r),)),
    printed=True,
)
entry_b = claim(
    "Theorem 6 (b): |g^2 sgn(E) - E| - |E| = -g^2 for g^2 <= t0 <= |E|",
    given=[t0 > 0, e >= t0, x >= 0, x <= t0],
    show=Eq(Abs(x - e) - Abs(e), -x),
    printed=True,
    note="x = g^2.",
)
part_b = claim(
    "Theorem 6 (b): m <= 2 s d1 d2 turns the change -g^2/m into one of at most -g^2/(2 s d1 d2)",
    given=[g > 0, m > 0, s > 0, n >= 1, m <= 2 * s * n, Eq(change * m, -(g**2))],
    show=change <= -(g**2) / (2 * s * n),
    printed=True,
    rests_on=[
        "theorem_6.entry_b",
        "theorem_6.product",
        "theorem_6.product_any_basis",
        "theorem_6.norm_b",
        "theorem_6.kernel",
        "theorem_6.in_ball",
        "theorem_6.pair",
        "lemma_18.twice",
    ],
    note="n = d1 d2; within B(sqrt(2) g).",
    seconds=40,
)
instance_b = claim(
    "Theorem 6 (b), at a point: no local minimum",
    L1Point(_all, _noisy, ([[1, 0, 0]] * 3, [[1, 1, 1], [0, 0, 0], [0, 0, 0]]), "not a local minimum"),
    printed=True,
    scope=case("d1 = d2 = 3, X* all ones, r = 1, k = 3, all observed, noise 1 at (1, 1)"),
)
instance_b_critical = claim(
    "Theorem 6 (b), the same point is critical: a strict saddle",
    L1Point(_all, _noisy, ([[1, 0, 0]] * 3, [[1, 1, 1], [0, 0, 0], [0, 0, 0]]), "critical"),
)
pair = claim(
    "Theorem 6 (b): some |E| >= t0 exists w.p. 1 - (1 - s p p0)^(d1 d2) >= 1 - exp(-s p p0 d1 d2): log(1 - "
    "x) <= -x",
    given=[x >= 0, x < 1, n >= 1, y <= -x],
    show=n * y <= -n * x,
    printed=True,
    note="x = s p p0, y = log(1 - x), n = d1 d2.",
)
conjecture_b = claim(
    "Section 2.3: highly imbalanced solutions are unlikely local minima: k = r = 1, where W(0, k-1) is "
    "empty, has one",
    L1Point(_all, _noisy, (_ones, [[1, 1, 1]]), "sharp local minimum"),
    note="The conjecture is about k > 2 r; exactly parameterised, incoherent truths can be local minima.",
)
# (c)
sure = claim(
    "Theorem 6 (c): f - f* >= -sum |eps_i|/m, at every point",
    given=[m >= 1, e >= 0, y >= 0, Eq(change, (y - e) / m)],
    show=change >= -e / m,
    note="e = sum |eps_i| = m f*, y = m f, change = f - f*.",
)
part_c_rate_never = claim(
    "Theorem 6 (c), witness: at d1 = d2 = k = r = 1, s = p = p0 = 1, eps = t0 = 1, W = (y, y), Gamma = y, "
    "X* = y^2 the decrease is below c sigma_r g/Gamma",
    given=[
        *(c > 0, g > 0, g <= 1, y > 1 / (c * g), Eq(m, 1), Eq(e, 1)),
        conclusion_of("theorem_6.sure", change >= -e / m),
    ],
    show=change > -c * y * g,
    note="sigma_r g/Gamma = y g. Whatever c and the range of g are, the printed rate fails for y > 1/(c g).",
    seconds=40,
)
sigma_r, gamma = reals("sigma_r Gamma")
part_c_end = claim(
    "Theorem 6 (c), proof repaired, end: for 0 < g <= t0 Gamma/sigma_r the change is at most the printed "
    "rate",
    given=[
        sigma_r > 0,
        gamma > 0,
        g > 0,
        z > 0,
        m > 0,
        root / m >= z,
        change <= -root / m * (sigma_r * g / gamma),
    ],
    show=change <= -z * sigma_r * g / gamma,
    rests_on=["proposition_2.second_end", "proposition_1.proposition", "lemma_2.lemma"],
    note="z = (1/3) sqrt(p p0/(s d1 d2^2)), root = sqrt|Psi'|.",
    seconds=40,
)
part_c_critical = claim(
    "Theorem 6 (c): f'(W, dW) = -(sqrt|Psi'|/m) sigma_r/Gamma < 0, per unit of g: W is not critical",
    given=[root > 0, m >= 1, sigma_r > 0, gamma > 0],
    show=-root / m * (sigma_r / gamma) < 0,
    printed=True,
    rests_on=["proposition_2.coherent_direction", "lemma_2.lemma"],
)
probability_at_k_r = claim(
    "Theorem 6 (c), its probability: w.p. 1 - exp(-c s p p0 M (k - r)), where this is positive, something "
    "holds",
    given=[Eq(x, 0), y >= 1 - x, y <= 1 + x, Eq(bound, 1 - y), bound > 0, prob >= bound],
    show=prob > 0,
    printed=True,
    scope=case("k = r"),
    note="x = c s p p0 M (k - r) = 0, y = exp(-x) = 1. Proposition 2 has d1 in place of M (k - r).",
)
probability_at_k_r_repaired = probability_at_k_r.repaired(
    "1 - exp(-c s p p0 d1)",
    given=[x > 0, y * (1 + x) <= 1, Eq(bound, 1 - y), bound > 0, prob >= bound],
)
lost_minus = claim(
    "Theorem 6, proof of (c): '1 - exp(Omega(s p p0 d1 r))' is positive",
    given=[x > 0, y >= 1 + x, Eq(bound, 1 - y), bound > 0, prob >= bound],
    show=prob > 0,
    printed=True,
    note="x = c s p p0 d1 r, y = exp(x): a minus is lost.",
)
lost_minus_repaired = lost_minus.repaired(
    "1 - exp(-c s p p0 d1)", given=probability_at_k_r_repaired.statement.given
)
instance_c = claim(
    "Theorem 6 (c), at a point: not critical",
    L1Point(_all, [1, 0, 0, 2, 0, 0, 1, 0, 0], (_ones, [[1, 0, 0]]), "not critical"),
    printed=True,
    scope=case("X* = (1, 1, 1)^T e1^T, k = r = 1, all observed, noise 1 at (2, 1)"),
)
instance_c_elsewhere = claim(
    "Theorem 6 (c) needs noise in the coherent column: noise 1 at (2, 2) leaves a sharp local minimum",
    L1Point(_all, [1, 0, 0, 1, 1, 0, 1, 0, 0], (_ones, [[1, 0, 0]]), "sharp local minimum"),
)
probabilities = claim(
    "On Theorem 6: with |PsiBar| ~ Bin(d1 (k-r), s p p0), P(|PsiBar| >= mean/4) >= 1 - exp(-mean/4): 3/4 - "
    "log(4)/4 >= 1/4",
    Constants([("rate", Rational(3, 4) - log(4) / 4, ">=", Rational(1, 4))]),
)
theorem = claim(
    "Theorem 6",
    Unmechanised(
        "asymmetric completion under Assumptions 2 and 3, w.p. >= 1 - exp(-Omega(s p p0 max(d1, d2) "
        "(k-r))): (a) k > r: some true solution is not critical, and for any 0 < g <~ t0 the minimum over "
        "B(g) of f - f* is <~ -sqrt((k-r)/d2) sqrt(p p0/(s d1 d2)) g; (b) k > 2r: no point of W(0, k-1) is "
        "a local minimum, and for 0 < g <~ sqrt(t0) the maximum is <~ -g^2/(s d1 d2); (c) k >= r, X* "
        "coherent: no true solution of bounded norm is critical, and for Gamma < infinity, 0 < g <~ t0, the "
        "maximum over those of norm <= Gamma is <~ -sqrt(p p0/(s d1 d2^2)) sigma_r(X*) g/Gamma",
        "a statement on chance with constants that are not given; its directions are decided; the rate of "
        "(c) is false for sigma_r/Gamma large, whatever the constants: theorem_6.part_c_rate_never",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "theorem_6.part_a",
        "theorem_6.part_b",
        "theorem_6.part_c_critical",
        "theorem_6.part_c_rate_never",
        "theorem_6.probability_at_k_r",
        "proposition_1.proposition",
        "proposition_2.proposition",
    ],
)
theorem_repaired = theorem.repaired(
    "(a) min(k - r, d2); (b) g/sqrt(2) each, S orthonormal; (c) 0 < g <= t0 Gamma/sigma_r, w.p. >= 1 - "
    "exp(-Omega(s p p0 d1))",
    show=Unmechanised(
        "the three statements with these changes",
        "the binomial counts are statements on chance; directions, norms and constants are decided",
    ),
    rests_on=[
        "theorem_6.part_a",
        "theorem_6.product",
        "theorem_6.in_ball_repaired",
        "theorem_6.part_c_end",
        "theorem_6.part_c_critical",
        "proposition_2.proposition_repaired",
    ],
    scope=whole,
)
