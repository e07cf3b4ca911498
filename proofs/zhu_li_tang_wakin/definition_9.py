"""Definition 9 (Zhu, Li, Tang, Wakin): the revised robust strict saddle property, and how Theorem 1 gives it.

With sigma_r(X*) = 1 by scale, sigma_1 = ||X*|| >= 1, X_F = ||X*||_F >= sqrt(r): 2 delta = 1, alpha = 1/16,
beta = 1/(260 sigma_1), gamma = 1/6 and eps = 1/50. (19) enters as repaired, with r^(1/4) on its left.
"""

from certify.claims import And, Rational, assuming, claim, conclusion_of, reals, source, sqrt

SOURCE = source("Definition 9", page=5)

d, G, i, kappa, phi, w, f, r = reals("d G i sigma_1 X_F w f r")
alpha, eps = Rational(1, 16), Rational(1, 50)
shell = claim(
    "On Definition 9: on the shell delta < dist <= 2 delta, regularity (15) gives ||grad G|| > eps",
    given=[
        d > Rational(1, 2),
        d <= 1,
        kappa >= 1,
        G >= 0,
        assuming("Cauchy-Schwarz", i <= d * G),
        i >= alpha * d**2 + G**2 / (260 * kappa),
    ],
    show=eps < G,
    rests_on=["definition_8.gradient_in_the_shell"],
)
far_2 = claim(
    "On Definition 9: on R3'' (18) gives ||grad G|| > eps, w = ||W||",
    given=[
        kappa >= 1,
        w > 0,
        w**2 > 2 * Rational(20, 19) ** 2 * kappa,
        conclusion_of("theorem_1.gradient_2_all", w**3 / 50 <= G, grad_G=G, W_op=w),
    ],
    show=eps < G,
)
far_3 = claim(
    "On Definition 9: on R3''' (19) as repaired gives ||grad G|| > eps, f = ||W W^T||_F",
    given=[
        r >= 1,
        phi >= sqrt(r),
        f > Rational(20, 9) * phi,
        conclusion_of(
            "theorem_1.gradient_3_all_repaired", sqrt(sqrt(r)) * G > f * sqrt(f) / 45, grad_G=G, y=f, r=r
        ),
    ],
    show=eps < G,
    note="||X*||_F^2 is the sum of r squares, each at least sigma_r^2 = 1.",
)
parameters = claim(
    "On Definition 9: the parameters of Theorem 1 are admissible, alpha beta <= 1/4",
    given=[kappa >= 1],
    show=And(alpha / (260 * kappa) <= Rational(1, 4), alpha / (260 * kappa) > 0),
    rests_on=[
        "definition_9.shell",
        "definition_9.far_2",
        "definition_9.far_3",
        "definition_8.product",
        "definition_4.convexity_fails",
    ],
    note="Where R1 u R2 u R3 is everything, see remark_1, G then has the property with these parameters.",
)
