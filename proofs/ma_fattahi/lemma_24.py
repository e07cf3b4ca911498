"""Lemma 24 (Ma & Fattahi): m <~ d1 k, z <~ sqrt(d1 k/(m p p0)) tau g: w.p. 1 - exp(-Omega(m p p0)) V(g, z)
is nonempty for all (W1, W2) in W_R(tau, k/3). Proof: Lemma 25, and |S_t| <= 2 m p p0.

Found: |S_t| has no upper bound by p0 in Assumption 3 (assumption_3.count_upper). With P_o(|zeta| >= t0) =
p = 1, |S_t| = m, and the lemma itself fails as p0 -> 0: V(g, z) is empty for z sqrt(m) > |A_W|op g.
"""

from certify.claims import And, Eq, claim, reals, sqrt

x, p0, c, s, root, z, g, tau, m = reals("x p0 c s root z g tau m")
count = claim(
    "Lemma 24, proof: |S_t|^(-1/2) sigma_min g >= c sqrt(d1 k/(2 m p p0)) tau g, with |S_t| <= 2 m p p0",
    given=[c > 0, x > 0, s > 0, s <= 2 * x, root >= c],
    show=root**2 / s >= c**2 / (2 * x),
    printed=True,
    rests_on=["assumption_3.count_upper", "lemma_25.lemma"],
    note="x = m p p0, s = |S_t|, root = sigma_min/(sqrt(d1 k) tau), squares of both sides.",
)
needed = claim(
    "Lemma 24: a point of V(g, z) needs z sqrt|S_t| = |b| = |A_W u| <= |A_W|op g",
    given=[z >= 0, root >= 0, c >= 0, g > 0, x >= 0, Eq(x, root * z), x <= c * s, s <= g],
    show=z * root <= c * g,
    note="c = |A_W|op, s = |u|, root = sqrt|S_t|.",
)
lemma = claim(
    "Lemma 24 at p = 1, |eps_i| >= t0 always, any p0 > 0: z = c sqrt(d1 k/(m p0)) tau g has z sqrt(m) <= "
    "|A_W|op g",
    given=[c > 0, p0 > 0, p0 <= 1, s >= 1, p0 * s**2 < c**2],
    show=c / sqrt(p0) <= s,
    printed=True,
    rests_on=["lemma_24.count", "lemma_24.needed", "lemma_23.lemma", "lemma_25.lemma"],
    note="s = |A_W|op/(sqrt(d1 k) tau), bounded w.h.p. for singular values of W2 near tau; p0 may be any "
    "number below "
    "P_o(|zeta| >= t0), and m p0 as large as one likes.",
)
lemma_never = claim(
    "Lemma 24: there it fails for every constant c once p0 < (c/s)^2",
    given=[c > 0, p0 > 0, p0 <= 1, s >= 1, p0 * s**2 < c**2],
    show=c / sqrt(p0) > s,
)
lemma_repaired = lemma.repaired(
    "p0 = P_o(|zeta| >= t0), with Lemma 18 for |S_t| <= 2 m p p0",
    show=And(z**2 * s <= root**2 * g**2, z >= 0),
    given=[c > 0, x > 0, s > 0, s <= 2 * x, root >= c, g > 0, z >= 0, z**2 * 2 * x <= c**2 * g**2],
    rests_on=[
        "assumption_3.count_upper_repaired",
        "lemma_18.twice",
        "lemma_23.sigma",
        "lemma_25.lemma_repaired",
    ],
)
