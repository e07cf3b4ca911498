"""Theorem C.10 (noisy completion): Theorem 4.1 for a symmetric second-order point w^ = lambda_S x^^{(x) l}
+ w^_rest that is kappa-rank-1, kappa <= O(1/|M*|_F^2): |M* - P^| < lambda_r(X^) sqrt(tr M*)/eps + O(sqrt(r)
kappa^{1/(2l)}) + e_1 (28), beta with |M* - P^|^2 - O(r kappa^{1/l}) - e_2 in the bracket (29).

Found: at kappa = 0 it is Theorem 4.1, and fails where that does. kappa is a quotient, 1/|M*|_F^2 is not.
"""

from certify.claims import Constants, Eq, Rational, Unmechanised, case, claim, log, reals, sqrt, whole

D, S, e1, beta = reals("D S e_1 beta")
POINT = [
    Eq(D, sqrt(Rational(23524, 625)) / 25),
    Eq(S, sqrt(Rational(192, 25)) / 25),
    Eq(e1, Rational(34, 625)),
    Eq(beta, S**2 / (Rational(9, 16) * (D**2 - e1))),
]
at_zero = claim(
    "Theorem C.10: (28)",
    Constants([("(28)", D, "<", S / Rational(3, 4) + e1)], where=POINT[:3]),
    printed=True,
    scope=case("kappa = 0, at the point of theorem_4_1.theorem, which is rank one and second order"),
    rests_on=["theorem_4_1.theorem", "theorem_c_9.theorem"],
    note="D = |M* - P^|, S = sigma_r(X^) sqrt(tr M*), e_1 = |M*|^2 off Omega, eps = 3/4; (29) "
    "admits every l there.",
)
at_zero_repaired = at_zero.repaired(
    "e_1 = |M*| off Omega, as in Theorem 4.1 repaired",
    show=Constants([("(28)", D, "<", S / Rational(3, 4) + sqrt(e1))], where=POINT[:3]),
    rests_on=["theorem_4_1.theorem_repaired"],
)
threshold = claim(
    "(29) at kappa = 0 at that point: the threshold is below 1",
    Constants([("(29)", 1, ">", 1 / (1 - log(2 * beta) / log(2)))], where=POINT),
)
size, root, c, t, g, e, eps, kappa, scale, r = reals("M_norm root c t g e epsilon kappa scale r")
exponents = claim(
    "(28), (29): the square of sqrt(r) kappa^{1/(2l)} is r kappa^{1/l}",
    given=[r > 0, root >= 0, Eq(kappa, root**6), Eq(g, sqrt(r) * root)],
    show=Eq(g**2, r * root**2),
    printed=True,
    scope=case("l = 3"),
    note="root = kappa^{1/6}, kappa^{1/3} = root^2.",
)
consistent = claim(
    "(28) from (13) with the bracket of (29): D^2 < S^2/eps^2 + c r kappa^{1/l} + e^2 gives D < "
    "S/eps + sqrt(c r) "
    "kappa^{1/(2l)} + e",
    given=[eps > 0, S >= 0, t >= 0, e >= 0, D >= 0, S**2 / eps**2 + t**2 + e**2 > D**2],
    show=S / eps + t + e > D,
    printed=True,
    note="t = sqrt(c r) kappa^{1/(2l)}, e = |M*| off Omega.",
)
unit = claim(
    "Theorem C.10, the bound on kappa: kappa <= c/|M*|_F^2 is the same condition for M* and scale M*",
    given=[size > 0, scale > 0, kappa >= 0, kappa <= c / size**2],
    show=kappa <= c / (scale * size) ** 2,
    note="kappa is a quotient of v-eigenvalues and does not change with the unit of M*; M_norm = |M*|_F.",
)
theorem = claim(
    "Theorem C.10",
    Unmechanised(
        "under the premise of Theorem 4.1, let the symmetric tensor w^ = lambda_S x^^{(x) l} + w^_rest be "
        "a second-order point of (12) that is kappa-rank-1, kappa <= O(1/|M*|_F^2), x^ a first-order point "
        "of (7). Then |M* - P^|_F < lambda_r(X^) sqrt(tr M*)/eps + O(sqrt(r) kappa^{1/(2l)}) + e_1 (28) "
        "with probability at least q, for odd l > 1/(1 - log_2(2 beta)), beta = tr M* lambda_r(P^)/(eps^2 "
        "(|M* - P^|_F^2 - O(r kappa^{1/l}) - e_2)) (29), with e_1, e_2, q of Theorem 4.1; gradient descent "
        "from w_0 = xi x_0^{(x) l} with small xi makes the trajectory kappa-rank-1 after t(kappa, l) "
        "iterations (26)",
        "the constants of O(1/|M*|_F^2), O(sqrt(r) kappa^{1/(2l)}) and O(r kappa^{1/l}) are not printed, "
        "and the proof is a reference to Theorem 2 of a cited paper. At kappa = 0 it is Theorem 4.1 and "
        "fails with it (at_zero)",
    ),
    printed=True,
    scope=whole,
    rests_on=["theorem_4_1.theorem", "theorem_c_9.theorem", "theorem_c_10.at_zero"],
)
