"""Lemma 24 (Ma & Fattahi): m <~ d1 k, z <~ sqrt(d1 k/(m p p0)) tau g: w.p. 1 - exp(-Omega(m p p0)) V(g, z)
is nonempty for all (W1, W2) in W_R(tau, k/3). Proof: Lemma 25, and |S_t| <= 2 m p p0.

Found: |S_t| has no upper bound by p0 in Assumption 3 (assumption_3.count_upper). With P_o(|zeta| >= t0) =
p = 1, |S_t| = m, and the lemma itself fails as p0 -> 0: V(g, z) is empty for z sqrt(m) > |A_W|op g.
"""

from certify.claims import Eq, Unmechanised, assuming, claim, reals, sqrt, whole

x, p0, c, s, root, z, g, tau, m = reals("x p0 c s root z g tau m")
mpp0, st = reals("mpp0 St")
count = claim(
    "Lemma 24, proof: |S_t|^(-1/2) sigma_min g >= c sqrt(d1 k/(2 m p p0)) tau g, with |S_t| <= 2 m p p0",
    given=[c > 0, mpp0 > 0, st > 0, st <= 2 * mpp0, root >= c],
    show=root**2 / st >= c**2 / (2 * mpp0),
    printed=True,
    rests_on=["assumption_3.count_upper", "lemma_25.lemma"],
    note="mpp0 = m p p0, St = |S_t|, root = sigma_min/(sqrt(d1 k) tau), squares of both sides.",
)
needed = claim(
    "On Lemma 24: a point of V(g, z) needs z sqrt|S_t| = |b| = |A_W u| <= |A_W|op g",
    given=[
        *(z >= 0, root >= 0, c >= 0, g > 0, x >= 0, Eq(x, root * z), s <= g),
        assuming("norm inequalities", x <= c * s),
    ],
    show=z * root <= c * g,
    note="c = |A_W|op, s = |u|, x = |b|, root = sqrt|S_t|.",
)
lemma = claim(
    "Lemma 24",
    Unmechanised(
        "for m <~ d1 k and z <~ sqrt(d1 k/(m p p0)) tau g: w.p. >= 1 - exp(-Omega(m p p0)) V(g, z) is not "
        "empty for every (W1, W2) in W_R(tau, k/3)",
        "a statement on chance with constants that are not given; it fails as p0 decreases below P_o(|zeta| "
        ">= t0): lemma_24.lemma_never",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_24.count", "lemma_24.lemma_never", "lemma_23.lemma", "lemma_25.lemma"],
)
lemma_never = claim(
    "Lemma 24, witness: at p = 1, |eps_i| >= t0 always, z = c sqrt(d1 k/(m p0)) tau g has z sqrt(m) > "
    "|A_W|op g once p0 < (c/s)^2",
    given=[c > 0, p0 > 0, p0 <= 1, s >= 1, p0 * s**2 < c**2],
    show=c / sqrt(p0) > s,
    rests_on=["lemma_24.needed"],
    note="s = |A_W|op/(sqrt(d1 k) tau), bounded w.h.p. for singular values of W2 near tau; p0 may be any "
    "number below P_o(|zeta| >= t0), and m p0 as large as one likes.",
)
end_repaired = claim(
    "Lemma 24, proof repaired: z^2 |S_t| <= sigma_min^2 g^2 for |S_t| <= 2 m p p0",
    given=[c > 0, mpp0 > 0, st > 0, st <= 2 * mpp0, root >= c, g > 0, z >= 0, z**2 * 2 * mpp0 <= c**2 * g**2],
    show=z**2 * st <= root**2 * g**2,
    rests_on=["assumption_3.count_upper_repaired", "lemma_18.twice", "lemma_23.sigma"],
    note="mpp0 = m p p0, St = |S_t|, root = sigma_min.",
)
lemma_repaired = lemma.repaired(
    "p0 = P_o(|zeta| >= t0), and k' <= d2 for the tau-rank k' of W2",
    show=Unmechanised(
        "for p0 = P_o(|zeta| >= t0), d1 >= c d2, c > 1, and m <= C d1 k/3 with the constant of Lemma 13: "
        "w.p. >= 1 - exp(-Omega(m p p0)) V(g, z) is not empty for all of W_R(tau, k/3), z <~ sqrt(d1 k/(m p "
        "p0)) tau g",
        "it rests on Lemma 13 and on the tail of |S_t|, which are not mechanised; the end is decided",
    ),
    rests_on=["lemma_24.end_repaired", "lemma_23.lemma", "lemma_25.lemma_repaired"],
    scope=whole,
)
