"""Corollary 1.7 (Zhang), asymmetric, Gaussian noise: |U V^T - M*| <= 20 sigma sqrt(n (r + r*))/Delta +
sqrt((eps1 R + eps2 R^2)/Delta), Delta = 1/(1 + sqrt(r*/r)) - 2 delta, n = n1 + n2. Printed with grad f,
hess f for g.
"""

from certify.claims import Eq, Theorem, Unmechanised, claim, conclusion_of, part, reals, sqrt, whole
from certify.claims.derivations import load

_derivation = load(__file__, "zhang/corollary_1_7")

s, d, sigma, n, r, rs, e0, e1, e2, R, D, e, m, rho = reals(
    "s delta sigma n r r_star eps0 eps1 eps2 R Delta e m rho"
)

noise = claim(
    "Corollary 1.7, the noise term: 2 eps0 sqrt(r + r*) with eps0 = 10 sigma sqrt(n1 + n2) is 20 sigma "
    "sqrt(n (r + r*))",
    given=[sigma >= 0, n >= 2, r >= rs, rs >= 1, Eq(e0, 10 * sigma * sqrt(n))],
    show=Eq(2 * e0 * sqrt(r + rs), 20 * sigma * sqrt(n) * sqrt(r + rs)),
    printed=True,
)
smaller = claim(
    "Corollary 1.7, end of the proof: |U V^T - M*| <= |E|, where a factor sqrt(2) is given away",
    given=[m >= 0, e >= 0, 2 * m**2 <= e**2],
    show=m <= e,
    rests_on=["theorem_1_6.block"],
    note="m = |U V^T - M*|, e = |E|.",
)
corollary = claim(
    "Corollary 1.7, end of the proof: Corollary 3.21 with eps0 = 10 sigma sqrt(n) gives the error bound",
    given=[
        D > 0,
        conclusion_of("corollary_1_7.smaller", m <= e),
        conclusion_of("corollary_1_7.noise", Eq(2 * e0 * sqrt(r + rs), 20 * sigma * sqrt(n) * sqrt(r + rs))),
        e <= 2 * e0 * sqrt(r + rs) / D + sqrt((e1 * R + e2 * R**2) / D),
    ],
    show=m <= 20 * sigma * sqrt(n) * sqrt(r + rs) / D + sqrt((e1 * R + e2 * R**2) / D),
    printed=True,
    rests_on=["corollary_3_21.end_of_proof", "corollary_1_7.threshold"],
    note="m = |U V^T - M*|, R includes sqrt(chi). The last hypothesis is Corollary 3.21, |A^T(w)|op <= 10 "
    "sigma sqrt(n) the event of Lemma 3.13.",
    seconds=60,
)
deterministic = claim(
    "Corollary 1.7, for noise with |A^T(w)|op <= 10 sigma sqrt(n1 + n2): the error bound, for all sizes",
    Theorem(_derivation.corollary_1_7),
    printed=True,
    scope=part("where the noise is bounded"),
    rests_on=["corollary_3_21.corollary_repaired"],
    note="By derivation. n = n1 + n2, X = [U; V], Z = [U*; V*] with U*'U* = V*'V*, m = |U V' - M*|, q is r*, "
    "s = sqrt(r*/r), T0 = 1/(1 + s), Delta = T0 - 2 delta, rn = sqrt(n), rho = sqrt(r + r*), R at least |X| "
    "and |Z|, sc = sqrt(chi); a and b are the two summands of the bound. s1, s2, J and HA are those of "
    "Corollary 3.21; the derivatives are those of g. (.)_+ is read as the hypothesis 1 - 2 delta > 0.",
)
corollary_whole = claim(
    "Corollary 1.7",
    Unmechanised(
        "under the same conditions as Theorem 1.6, let w ~ N(0, sigma^2 I_m). If r/r* > [2 delta/(1 - 2 "
        "delta)_+]^2 and k >= r + r*, then any X = [U; V] with |grad f(X)| <= eps1 and hess f(X) >= -eps2 "
        "I (g is meant) has |U V^T - M*| <= 20 sigma sqrt(n (r + r*))/Delta + sqrt((eps1 R + eps2 "
        "R^2)/Delta), Delta = 1/(1 + sqrt(r*/r)) - 2 delta, R = sqrt((1 + 2 delta)(1 + sqrt(r/r*))) "
        "max(|X|, |Z|), with probability at least 1 - 12^(-n1-n2+1) over w",
        "where |A^T(w)|op <= 10 sigma sqrt(n1 + n2) it is proved for all sizes (deterministic); that this "
        "event has the probability is Lemma 3.13, which is not mechanised",
    ),
    printed=True,
    scope=whole,
    rests_on=["corollary_1_7.corollary", "corollary_1_7.deterministic", "lemma_3_13.lemma_whole"],
)
threshold = claim(
    "Corollary 1.7, its hypothesis: r/r* > [2 delta/(1 - 2 delta)_+]^2 gives Delta > 0",
    given=[rho >= 1, d >= 0, 2 * d < 1, rho > 2 * d / (1 - 2 * d)],
    show=1 / (1 + 1 / rho) - 2 * d > 0,
)
