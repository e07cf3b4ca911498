"""Theorem 1.6 (Zhang), asymmetric parameterization. (a) r/r* > [2 (1 + eps2/2) delta/(1 - 2 delta)_+]^2
gives |U V^T - M*| <=
(eps1/2 + 2 eps0 sqrt(r + r*)) (1/(1 + (1 + eps2/2) sqrt(r*/r)) - 2 delta)^(-1). (b) r/r* <= [(1 + eps2/4)
delta/(1 - delta)]^2
gives a counterexample for every k >= 1, t >= 0.

(a) stands although Theorem 3.19 as printed does not: |U V^T - M*| <= |E|/sqrt(2) pays for eps1/sqrt(2).
"""

from certify.claims import And, Eq, claim, reals, sqrt
from certify.claims.words import Words, identity, matrix, sizes, square

s, d, e2, e, m, e1, noise, margin, eps, a, b = reals("s delta eps2 e m eps1 noise margin eps a b")
T = 1 / (1 + (1 + e2 / 2) * s)
n1, n2, r, q = sizes("n1 n2 r q")
U, V, Us, Vs = matrix("U", n1, r), matrix("V", n2, r), matrix("Us", n1, q), matrix("Vs", n2, q)

threshold = claim(
    "Theorem 1.6 (a): r/r* > [2 (1 + eps2/2) delta/(1 - 2 delta)]^2 gives 1/(1 + (1 + eps2/2) s) - 2 "
    "delta > 0",
    given=[s > 0, s <= 1, d >= 0, 2 * d < 1, e2 >= 0, 1 / s > 2 * (1 + e2 / 2) * d / (1 - 2 * d)],
    show=T - 2 * d > 0,
    printed=True,
    note="Square roots of both sides, which are nonnegative.",
)
block = claim(
    "Theorem 1.6: 2 |U V^T - U* V*^T|^2 <= |X X^T - Z Z^T|^2, blocks (1, 2) and (2, 1)",
    Words(
        square(U * U.T - Us * Us.T) + square(V * V.T - Vs * Vs.T) + 2 * square(U * V.T - Us * Vs.T),
        ">=",
        2 * square(U * V.T - Us * Vs.T),
    ),
    printed=True,
)
bound = claim(
    "Theorem 1.6 (a): |U V^T - M*| <= (eps1/2 + 2 eps0 sqrt(r + r*))/(T - 2 delta)",
    given=[
        m >= 0,
        2 * m**2 <= e**2,
        e >= 0,
        e1 >= 0,
        noise >= 0,
        margin > 0,
        e * margin <= e1 / sqrt(2) + 2 * noise,
    ],
    show=m <= (e1 / 2 + 2 * noise) / margin,
    printed=True,
    rests_on=[
        "theorem_3_19.directions_repaired",
        "theorem_1_6.block",
        "theorem_1_6.threshold",
        "theorem_1_6.balanced",
    ],
    note="m = |U V^T - M*|, e = |E|, noise = eps0 sqrt(r + r*), margin = T - 2 delta.",
)
bound_better = claim(
    "Theorem 1.6 (a), what the same lines give: (eps1/2 + sqrt(2) eps0 sqrt(r + r*))/(T - 2 delta)",
    given=[
        m >= 0,
        2 * m**2 <= e**2,
        e >= 0,
        e1 >= 0,
        noise >= 0,
        margin > 0,
        e * margin <= e1 / sqrt(2) + 2 * noise,
    ],
    show=m <= (e1 / 2 + sqrt(2) * noise) / margin,
    rests_on=["theorem_3_19.directions_repaired", "theorem_1_6.block", "theorem_1_6.threshold"],
)
necessary = claim(
    "Theorem 1.6 (b): Example 4.4 with eps = eps2/4 is a local (0, eps2) point: 4 (1 + delta) eps |D|^2 "
    "<= eps2 |D X0^T|^2",
    given=[d >= 0, d < 1, e2 >= 0, Eq(eps, e2 / 4), a >= 0, b >= 0, Eq(b**2, 2 * a**2)],
    show=4 * (1 + d) * eps * a**2 <= e2 * b**2,
    printed=True,
    rests_on=[
        "example_4_4.hessian_repaired",
        "example_4_4.local_norm",
        "example_4_4.gradient",
        "example_4_4.error",
        "theorem_1_6.dimension_repaired",
        "theorem_1_4.threshold_b",
        "definition_1_1.nested",
    ],
    note="a = |D|, b = |D X0^T| = sqrt(2) |D|. With the true curvature it still suffices.",
)
n, ra, rs = reals("n r r_star")
dimension = claim(
    "Theorem 1.6 (b): Example 4.4 exists for all r >= r* and n1, n2 (n = min(n1, n2))",
    given=[rs >= 1, ra >= rs, n >= rs],
    show=And(n >= ra + rs),
    printed=True,
    note="Theorem 1.6 prints r >= r* and no bound on n1, n2; the example needs min(n1, n2) >= r + r*.",
    rests_on=["example_4_1.available"],
)
dimension_repaired = dimension.repaired(
    "min(n1, n2) >= r + r*",
    given=[rs >= 1, ra >= rs, n >= ra + rs],
    rests_on=["example_4_1.available_repaired"],
)
W, Y, G = matrix("W", n1, q), matrix("Y", n2, q), matrix("G", q, q)
balanced = claim(
    "text after Corollary 1.7: U* = W G, V* = Y G with orthonormal W, Y is balanced (G^2 the singular "
    "values)",
    Words(
        (W * G).T * (W * G),
        "==",
        (Y * G).T * (Y * G),
        vanishing=(W.T * W - identity(q), Y.T * Y - identity(q)),
    ),
    printed=True,
)
