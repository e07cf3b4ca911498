"""Corollary 1.7 (Zhang), asymmetric, Gaussian noise: |U V^T - M*| <= 20 sigma sqrt(n (r + r*))/Delta +
sqrt((eps1 R + eps2 R^2)/Delta), Delta = 1/(1 + sqrt(r*/r)) - 2 delta, n = n1 + n2. Printed with grad f,
hess f for g.
"""

from certify.claims import Eq, claim, reals, sqrt

s, d, sigma, n, r, rs, e0, e1, e2, R, D, e, m, t, rho = reals(
    "s delta sigma n r r_star eps0 eps1 eps2 R Delta e m t rho"
)

noise = claim(
    "Corollary 1.7: 2 eps0 sqrt(r + r*) with eps0 = 10 sigma sqrt(n1 + n2) is 20 sigma sqrt(n (r + r*))",
    given=[sigma >= 0, n >= 2, r >= rs, rs >= 1, Eq(e0, 10 * sigma * sqrt(n))],
    show=Eq(2 * e0 * sqrt(r + rs), 20 * sigma * sqrt(n) * sqrt(r + rs)),
    printed=True,
)
corollary = claim(
    "Corollary 1.7, from Corollary 3.21",
    given=[
        D > 0,
        t >= 0,
        m >= 0,
        2 * m**2 <= e**2,
        e >= 0,
        e1 >= 0,
        e2 >= 0,
        R >= 0,
        e <= 20 * sigma * t / D + sqrt((e1 * R + e2 * R**2) / D),
    ],
    show=m <= 20 * sigma * t / D + sqrt((e1 * R + e2 * R**2) / D),
    printed=True,
    rests_on=[
        "corollary_3_21.corollary_repaired",
        "corollary_1_7.noise",
        "theorem_1_6.block",
        "appendix_a.lemma",
        "corollary_1_7.threshold",
    ],
    note="t = sqrt(n (r + r*)), m = |U V^T - M*|. A factor sqrt(2) is given away.",
    seconds=40,
)
threshold = claim(
    "Corollary 1.7: r/r* > [2 delta/(1 - 2 delta)_+]^2 gives Delta > 0",
    given=[rho >= 1, d >= 0, 2 * d < 1, rho > 2 * d / (1 - 2 * d)],
    show=1 / (1 + 1 / rho) - 2 * d > 0,
    printed=True,
)
