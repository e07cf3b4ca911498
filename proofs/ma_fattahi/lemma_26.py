"""Lemma 26 (Ma & Fattahi), (20): V orthonormal (k' x d2), m <= d1 k, z <~ sqrt(d1 k/(m p p0)) g: w.p. 1 -
exp(-Omega(m p p0)) V_V(g, z) = {U: |U|_F <= g, <A_i, U V> = 0 off S_t, = z sgn(eps_i) on S_t} is nonempty.

Found: with m <= d1 k there may be more equations than the d1 k' unknowns, k/3 <= k' <= k. At d1 = 2, d2 =
1, k = 3, k' = 1, m = 6 = d1 k every V_V(g, z), z > 0, with two or more clean measurements is empty, for
almost all A. m <~ d1 k' helps.
"""

from fractions import Fraction

import sympy
from sympy import Matrix

from certify.claims import Computed, Eq, Unmechanised, case, claim, reals, whole
from certify.recovery.papers.l1 import rounded_gaussians

g, kk, k3, d1, m, x, root = reals("g k kprime d1 m x root")
scaled = claim(
    "Section 5.4: Y2 = (g/sqrt(k')) V has |Y2|_F = g for V V^T = I (k', k')",
    given=[k3 >= 1, root > 0, Eq(root**2, k3), Eq(x, g**2 / root**2 * k3)],
    show=Eq(x, g**2),
    printed=True,
    note="x = |Y2|_F^2, tr V V^T = k'; for k' > d2 it is d2, and |Y2|_F < g.",
)
unknowns = claim(
    "Lemma 26, its equations: m <= d1 k leaves at least as many unknowns as equations, d1 k' >= m",
    given=[kk >= 1, d1 >= 1, k3 >= kk / 3, k3 <= kk, m >= 1, m <= d1 * kk],
    show=d1 * k3 >= m,
    printed=True,
)
unknowns_repaired = unknowns.repaired(
    "m <= d1 k/3", given=[kk >= 1, d1 >= 1, k3 >= kk / 3, k3 <= kk, m >= 1, m <= d1 * kk / 3]
)


def _empty(seed: int, d1: int, m: int) -> str:
    """d2 = k' = 1, V = 1: <A_i, U> = 0 for clean A_i that span R^d1 leaves U = 0, and 0 != z at the noisy
    one."""
    rows = [[Fraction(entry) for (entry,) in A] for A in rounded_gaussians(seed, m, d1, 1)]
    clean = Matrix([[sympy.Rational(e.numerator, e.denominator) for e in row] for row in rows[1:]])
    if clean.rank() < d1:
        return ""
    return f"d1 = {d1}, d2 = k' = 1, k = 3, m = {m} <= d1 k, A_1 noisy: the others have rank {d1}, so U = 0"


def _empty_wide(seed: int, d1: int, m: int) -> str:
    """d2 = 1, k' > 1: <A_i, U V> = <a_i, x> with x = U V in R^d1; whether the clean a_i span R^d1."""
    rows = [[Fraction(entry) for (entry,) in A] for A in rounded_gaussians(seed, m, d1, 1)]
    clean = Matrix([[sympy.Rational(e.numerator, e.denominator) for e in row] for row in rows[1:]])
    return "" if clean.rank() == d1 else f"the clean measurements have rank {clean.rank()}"


more_equations = claim(
    "Lemma 26, its set: V_V(g, z) is not empty for some z > 0",
    Computed(
        "the clean equations have a solution U != 0",
        _empty,
        cases=[{"seed": 1, "d1": 2, "m": 6}],
        of="all draws of A",
    ),
    printed=True,
    scope=case("d1 = 2, d2 = 1, k = 3, k' = 1, m = 6, one draw with one noisy measurement"),
    rests_on=["lemma_26.unknowns"],
    note="k' = k - k1 - k2 at k1 = k2 = 1 = r. The same for every A with two independent clean measurements, "
    "that is with probability one given at most four noisy ones.",
)
lemma = claim(
    "Lemma 26",
    Unmechanised(
        "for m <= d1 k and z <~ sqrt(d1 k/(m p p0)) g: w.p. >= 1 - exp(-Omega(m p p0)) V_V(g, z) = {U: "
        "|U|_F <= g, <A_i, U V> = 0 off S_t, = z sgn(eps_i) on S_t} is not empty, V orthonormal (k', d2), "
        "k' >= k/3",
        "a statement on chance with constants that are not given; false for two or more clean measurements "
        "at d1 = 2, d2 = 1, k = 3, m = 6: lemma_26.more_equations",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_26.more_equations", "lemma_26.scaled", "lemma_24.lemma"],
)
lemma_repaired = lemma.repaired(
    "k' <= d2, m <= c d1 k/3, p0 = P_o(|zeta| >= t0)",
    show=Unmechanised(
        "for V V^T = I (k' <= d2), k' >= k/3, m <= c d1 k/3 with a small absolute c, and z <~ sqrt(d1 k/(m "
        "p p0)) g: w.p. >= 1 - exp(-Omega(m p p0)) V_V(g, z) is not empty",
        "the rows vec(A_i V^T) form an (m, d1 k') Gaussian matrix, to which Lemma 17 applies; Lemma 17 and "
        "the tail of |S_t| are not mechanised",
    ),
    rests_on=[
        "lemma_26.unknowns_repaired",
        "lemma_26.wide",
        "lemma_23.sigma",
        "lemma_17.lemma",
        "assumption_3.count_upper_repaired",
    ],
    scope=whole,
)
wide = claim(
    "On Lemma 26, repaired, without k' <= d2: V_V(g, z) is empty at d1 = 2, d2 = 1, k = 12, k' = 10, m = 8 "
    "<= d1 k/3",
    Computed(
        "seven clean measurements of rank d1 d2 = 2 leave U V = 0, and 0 != z at the noisy one",
        _empty_wide,
        cases=[{"seed": 1, "d1": 2, "m": 8}],
        of="all draws of A",
    ),
    note="V (10, 1) has V^T V = 1, so that U V is any vector of R^2: d1 d2 unknowns for m equations.",
)
