"""Lemma 26 (Ma & Fattahi), (20): V orthonormal (k' x d2), m <= d1 k, z <~ sqrt(d1 k/(m p p0)) g: w.p. 1 -
exp(-Omega(m p p0)) V_V(g, z) = {U: |U|_F <= g, <A_i, U V> = 0 off S_t, = z sgn(eps_i) on S_t} is nonempty.

Found: with m <= d1 k there may be more equations than the d1 k' unknowns, k/3 <= k' <= k. At d1 = 2, d2 =
1, k = 3, k' = 1, m = 6 = d1 k every V_V(g, z), z > 0, with two or more clean measurements is empty, for
almost all A. m <~ d1 k' helps.
"""

from fractions import Fraction

import sympy
from sympy import Matrix

from certify.claims import Computed, Eq, claim, reals
from certify.objectives import rounded_gaussians

g, kk, k3, d1, m, x, z, root, s, c = reals("g k kprime d1 m x z root s c")
scaled = claim(
    "Section 5.4: Y2 = (g/sqrt(k')) V has |Y2|_F = g for V V^T = I (k', k')",
    given=[k3 >= 1, root > 0, Eq(root**2, k3), Eq(x, g**2 / root**2 * k3)],
    show=Eq(x, g**2),
    printed=True,
    note="x = |Y2|_F^2, tr V V^T = k'; for k' > d2 it is d2, and |Y2|_F < g.",
)
unknowns = claim(
    "Lemma 26: m <= d1 k leaves at least as many unknowns as equations, d1 k' >= m",
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


lemma = claim(
    "Lemma 26 at d1 = 2, d2 = 1, k = 3, k' = 1, m = 6: V_V(g, z) is nonempty for some z > 0",
    Computed("the clean equations have a solution U != 0", _empty, cases=[{"seed": 1, "d1": 2, "m": 6}]),
    printed=True,
    rests_on=["lemma_26.unknowns", "lemma_26.scaled", "lemma_24.lemma"],
    note="k' = k - k1 - k2 at k1 = k2 = 1 = r. The same for every A with two independent clean "
    "measurements, that is "
    "with probability one given at most four noisy ones.",
)
lemma_repaired = lemma.repaired(
    "m <= d1 k/3, so that A (V^T kron I) can have full row rank",
    show=claim(
        "",
        given=[c > 0, s > 0, z >= 0, z * root <= c * g, s * c <= s * s, g > 0, root > 0],
        show=z * root <= s * g,
    ).statement,
    rests_on=[
        "lemma_26.unknowns_repaired",
        "lemma_23.sigma",
        "lemma_17.lemma",
        "assumption_3.count_upper_repaired",
    ],
    note="s = sigma_min(A (V^T kron I)), V fixed, Gaussian (m, d1 k'): Lemma 17 bounds it by c.",
)
