"""Theorem 1.6 (Zhang), asymmetric parameterization. (a) r/r* > [2 (1 + eps2/2) delta/(1 - 2 delta)_+]^2
gives |U V^T - M*| <=
(eps1/2 + 2 eps0 sqrt(r + r*)) (1/(1 + (1 + eps2/2) sqrt(r*/r)) - 2 delta)^(-1). (b) r/r* <= [(1 + eps2/4)
delta/(1 - delta)]^2
gives a counterexample for every k >= 1, t >= 0.

(a) stands although Theorem 3.19 as printed does not: |U V^T - M*| <= |E|/sqrt(2) pays for eps1/sqrt(2).
"""

from fractions import Fraction

import sympy

from certify.claims import Computed, Eq, Theorem, case, claim, part, reals, sqrt, whole
from certify.claims.derivations import load
from certify.claims.words import Words, identity, matrix, sizes, square

_derivation = load(__file__, "zhang/theorem_1_6")
_whole = load(__file__, "zhang/theorem_1_6_whole")

s, d, e2, e, m, e1, noise, margin, eps, a, b = reals("s delta eps2 e m eps1 noise margin eps a b")
T = 1 / (1 + (1 + e2 / 2) * s)
n1, n2, r, q = sizes("n1 n2 r q")
U, V, Us, Vs = matrix("U", n1, r), matrix("V", n2, r), matrix("Us", n1, q), matrix("Vs", n2, q)

threshold = claim(
    "Theorem 1.6 (a), its hypothesis: r/r* > [2 (1 + eps2/2) delta/(1 - 2 delta)]^2 gives 1/(1 + (1 + "
    "eps2/2) s) - 2 delta > 0",
    given=[s > 0, s <= 1, d >= 0, 2 * d < 1, e2 >= 0, 1 / s > 2 * (1 + e2 / 2) * d / (1 - 2 * d)],
    show=T - 2 * d > 0,
    printed=True,
    note="Square roots of both sides, which are nonnegative.",
)
block = claim(
    "Theorem 1.6, proof: 2 |U V^T - U* V*^T|^2 <= |X X^T - Z Z^T|^2, blocks (1, 2) and (2, 1)",
    Words(
        square(U * U.T - Us * Us.T) + square(V * V.T - Vs * Vs.T) + 2 * square(U * V.T - Us * Vs.T),
        ">=",
        2 * square(U * V.T - Us * Vs.T),
    ),
)
bound = claim(
    "Theorem 1.6 (a), end of the proof: |U V^T - M*| <= (eps1/2 + 2 eps0 sqrt(r + r*))/(T - 2 delta)",
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
    note="m = |U V^T - M*|, e = |E|, noise = eps0 sqrt(r + r*), margin = T - 2 delta. The last hypothesis "
    "is what Theorem 3.19 with eps1/sqrt(2) gives at an (eps1, eps2) point.",
)
bound_better = claim(
    "Theorem 1.6 (a), end of the proof, what the same lines give: (eps1/2 + sqrt(2) eps0 sqrt(r + r*))/(T "
    "- 2 delta)",
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
    "Theorem 1.6 (b), witness: Example 4.4 with eps = eps2/4 is a local (0, eps2) point: 4 (1 + delta) "
    "eps |D|^2 <= eps2 |D X0^T|^2",
    given=[d >= 0, d < 1, e2 >= 0, Eq(eps, e2 / 4), a >= 0, b >= 0, Eq(b**2, 2 * a**2)],
    show=4 * (1 + d) * eps * a**2 <= e2 * b**2,
    rests_on=[
        "example_4_4.hessian_repaired",
        "example_4_4.local_norm",
        "example_4_4.gradient",
        "example_4_4.error",
        "theorem_1_4.threshold_b",
        "definition_1_1.nested",
    ],
    note="a = |D|, b = |D X0^T| = sqrt(2) |D|. With the true curvature it still suffices. The example needs "
    "min(n1, n2) >= r + r*.",
)
u, v, mu, a2 = reals("u v mu a2")
smallest_sizes = claim(
    "Theorem 1.6 (b): a critical point of g has |U0 V0^T - M*| > |M*|, for some delta < 1, A and M*",
    given=[
        a2 > 0,
        Eq(4 * a2 * (u * v - mu) * v + 2 * (u**2 - v**2) * u, 0),
        Eq(4 * a2 * (u * v - mu) * u - 2 * (u**2 - v**2) * v, 0),
    ],
    show=(u * v - mu) ** 2 > mu**2,
    exists=True,
    printed=True,
    scope=case("n1 = n2 = r = r* = 1, eps0 = eps1 = eps2 = 0"),
    note="U0 = u, V0 = v, M* = mu, a2 = |A(1)|^2, which is at least 1 - delta > 0. Theorem 1.6 prints r >= "
    "r* and no bound on n1, n2; Example 4.4 needs min(n1, n2) >= r + r*.",
)


def _none_at_one() -> str:
    """Critical points at n1 = n2 = r = r* = 1, A(M) = alpha M, M* = mu; delta = 1/2 satisfies (b)."""
    x, y, m_, alpha = sympy.symbols("u v mu alpha", real=True)
    g = 2 * alpha**2 * (x * y - m_) ** 2 + (x**2 - y**2) ** 2 / 2
    gx, gy = sympy.diff(g, x), sympy.diff(g, y)
    # u gx = v gy at a critical point, hence u^2 = v^2; then gx = 4 alpha^2 (u v - mu) v
    same_size = sympy.expand(x * gx - y * gy - 2 * (x**2 - y**2) * (x**2 + y**2)) == 0
    left = sympy.expand(gx - 4 * alpha**2 * (x * y - m_) * y - 2 * (x**2 - y**2) * x) == 0
    if not (same_size and left and Fraction(1, 2) / (1 - Fraction(1, 2)) == 1):
        return ""
    return (
        "n1 = n2 = r = r* = 1, eps0 = eps1 = eps2 = 0, delta = 1/2: r/r* = [delta/(1 - delta)]^2, and "
        "every critical point of every g has u^2 = v^2 and (u v - mu) v = 0, so that |u v - mu| is 0 or "
        "|mu|, and never more"
    )


theorem_whole = claim(
    "Theorem 1.6",
    Computed(
        "let M* (n1, n2) with rank M* <= r*, A in RIP(delta, k), r >= r*, g([U; V]) = 2 |A(U V^T) - b|^2 "
        "+ |U^T U - V^T V|^2/2, b = A(M*) + w, |A^T(w)|op <= eps0, and X = [U; V] an (eps1, "
        "eps2)-approximate second-order point. If r/r* > [2 (1 + eps2/2) delta/(1 - 2 delta)_+]^2 and r + "
        "r* <= k, then |U V^T - M*| <= (eps1/2 + 2 eps0 sqrt(r + r*)) (1/(1 + (1 + eps2/2) sqrt(r*/r)) - "
        "2 delta)^(-1). If r/r* <= [(1 + eps2/4) delta/(1 - delta)]^2, then for every k >= 1 and t >= 0 a "
        "counterexample admits a spurious (eps1, eps2)-approximate second-order point X0 = [U0; V0] with "
        "|U0 V0^T - M*| > |M*|",
        _none_at_one,
        of="all instances",
    ),
    printed=True,
    scope=whole,
    rests_on=["theorem_1_6.part_a", "theorem_1_6.smallest_sizes"],
    lint_except={"fixed-size": "it is refuted, and the smallest sizes refute what is said of all sizes"},
    note="The first part is not touched by this.",
)
part_a = claim(
    "Theorem 1.6: the error bound",
    Theorem(_derivation.theorem_1_6),
    printed=True,
    scope=part("(a)"),
    note="For all sizes, by derivation from the core theorem. M* is Us Vs' with Us'Us = Vs'Vs, as balanced "
    "factors of every M* of rank <= r* are; [.]_+ is read as its hypothesis 1 - 2 delta > 0. q is r*, s^2 = "
    "q/r, rho^2 = r + q, f is the norm of the error, B the bound, HA is <A(.), A(.)>, n = n1 + n2. The "
    "conditions are those of 2 |.|_A^2 + 4 <S, .> + |U'U - V'V|^2/2, differentiated by machine, with "
    "tolerances in the local norm.",
)
theorem_repaired = theorem_whole.repaired(
    "min(n1, n2) >= r + r* in the second part",
    scope=whole,
    show=Theorem(_whole.theorem_1_6_whole),
    rests_on=[],
    note="For all sizes, by derivation; the first part as in part_a, with n = n1 + n2 and M* written "
    "as Us Vs' with Us'Us = Vs'Vs, as balanced factors of every M* of rank <= r* are. In the "
    "second there is no noise, A is given as A(M) = alpha M + beta <G, M> G, within 1 - delta and 1 + "
    "delta of an isometry on all matrices, and so in RIP(delta, k) for every k; M* is Us Vs'. The "
    "conditions are those of 2 |A(U V' - M*)|^2 + t |U'U - V'V|^2, differentiated by machine, with "
    "tolerances in the local norm.",
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
