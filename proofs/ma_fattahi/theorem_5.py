"""Theorem 5 (Ma & Fattahi), symmetric completion, k > r, some observed (l, l) with E[l, l] >= t0: w.p. 1 -
exp(-Omega(s d1 d2)) no true solution is a local minimum; for 0 < g <~ sqrt(t0) the decrease is >~ g^2/(s
d^2). Direction: U = g e_l e_1^T, dW = U R'.

Found: the last line of the proof has >= for <=. That no true solution is a local minimum is sure, not only
likely.
"""

from certify.claims import Abs, Eq, L1Point, Unmechanised, case, claim, reals, whole
from certify.claims.words import Words, matrix, sizes

e, g, m, s, n, t0, p, x, y, change = reals("E g m s n t0 p x y change")
decrease = claim(
    "Theorem 5, proof: |E - g^2| - |E| = -g^2 for g^2 <= t0 <= E: the change is exactly -g^2/m",
    given=[t0 > 0, e >= t0, g > 0, g**2 <= t0, m >= 1],
    show=Eq((Abs(e - g**2) - Abs(e)) / m, -(g**2) / m),
    printed=True,
    rests_on=["lemma_20.free_rotation", "lemma_20.in_the_ball", "lemma_20.room"],
)
d, k = sizes("d k")
v, w = matrix("v", d, 1), matrix("w", 1, k)
one_entry = claim(
    "Theorem 5, proof: U = g e_l e_1^T has U U^T = g^2 e_l e_l^T: one entry changes",
    Words((v * w) * (v * w).T, "==", v * (w * w.T) * v.T),
    printed=True,
)
last_line = claim(
    "Theorem 5, last line: -g^2/m >= -g^2/(2 s d^2) for m <= 2 s d^2",
    given=[g > 0, m > 0, s > 0, n >= 1, m <= 2 * s * n],
    show=-(g**2) / m >= -(g**2) / (2 * s * n),
    printed=True,
    note="n = d^2.",
)
last_line_repaired = last_line.repaired("<=", show=-(g**2) / m <= -(g**2) / (2 * s * n))
p_plus, positive = reals("p_plus P_positive")
side = claim(
    "Section 2.3: the diagonal event has a probability of at least 1 - (1 - s p p+)^d: each entry fails "
    "w.p. <= 1 - s p p+",
    given=[s >= 0, s <= 1, p >= 0, p <= 1, p_plus >= 0, p_plus <= 1, positive >= p_plus, positive <= 1],
    show=(1 - s * p * positive <= 1 - s * p * p_plus) & (1 - s * p * positive >= 0),
    printed=True,
    note="p_plus = p+, P_positive = P_o(zeta >= t0); the d diagonal entries are independent.",
)
end = claim(
    "Theorem 5, proof, end: the change at dW in B(g) is at most -g^2/(2 s d^2) < 0",
    given=[g > 0, m > 0, s > 0, n >= 1, m <= 2 * s * n, change <= -(g**2) / m],
    show=(change <= -(g**2) / (2 * s * n)) & (change < 0),
    printed=True,
    rests_on=["theorem_5.decrease", "theorem_5.one_entry", "theorem_5.last_line_repaired", "lemma_18.twice"],
    note="n = d^2.",
    seconds=40,
)
theorem = claim(
    "Theorem 5",
    Unmechanised(
        "symmetric completion under Assumption 2, k > r, some (l, l) in Psi with E[l, l] >= t0: w.p. >= 1 - "
        "exp(-Omega(s d1 d2)) none of the true solutions is a local minimum of f, and for any 0 < g <~ "
        "sqrt(t0) the maximum over them of the minimum over B(g) of f - f* is <~ -g^2/(s d^2)",
        "a sum over a random mask, and a minimum over a ball, are no expression of claims; the direction, "
        "the change and the constants are decided",
    ),
    printed=True,
    scope=whole,
    rests_on=["theorem_5.end", "theorem_5.last_line", "lemma_20.lemma", "lemma_20.room"],
)
surely = claim(
    "On Theorem 5: the change is negative for every m: no local minimum, whatever is observed",
    given=[g > 0, m >= 1, change <= -(g**2) / m],
    show=change < 0,
    rests_on=["theorem_5.decrease"],
)
_all = [[[int((i, j) == (x, y)) for j in range(2)] for i in range(2)] for x in range(2) for y in range(2)]
positive = claim(
    "Theorem 5, at a point: no local minimum",
    L1Point(_all, [1, 0, 0, 2], ([[1, 0], [0, 0]],), "not a local minimum"),
    printed=True,
    scope=case("d = k = 2, r = 1, X* = e1 e1^T, all observed, E[2, 2] = 1"),
)
positive_critical = claim(
    "Theorem 5, the same point is critical: a strict saddle",
    L1Point(_all, [1, 0, 0, 2], ([[1, 0], [0, 0]],), "critical"),
)
negative = claim(
    "Theorem 5 needs positive noise: E[2, 2] = -1 leaves a global minimum",
    L1Point(_all, [1, 0, 0, -1], ([[1, 0], [0, 0]],), "global minimum"),
)
exact_rank = claim(
    "Theorem 5 needs k > r: at k = r = 1 the same positive noise leaves a sharp local minimum",
    L1Point(_all, [1, 0, 0, 1], ([[1], [0]],), "sharp local minimum"),
)
off_diagonal = claim(
    "Theorem 5 needs noise on the diagonal: E[1, 2] = 1, E[2, 1] = 0 leaves a global minimum",
    L1Point(_all, [1, 1, 0, 0], ([[1, 0], [0, 0]],), "global minimum"),
    note="(x, y) and (y, x) are observed separately.",
)
beyond = claim(
    "Theorem 5 beyond its radius: g^2 > 2 E increases the loss",
    given=[e > 0, g > 0, g**2 > 2 * e],
    show=Abs(e - g**2) - Abs(e) > 0,
)
