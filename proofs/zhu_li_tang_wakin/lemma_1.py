"""Lemma 1 (Zhu, Li, Tang, Wakin): under (alpha, beta, delta)-regularity gradient descent with 0 < nu <= 2
beta stays in B(delta) and dist_t^2 <= (1 - 2 nu alpha)^t dist_0^2. Proof: Appendix B.

x, a, G: x_t, the nearest a(x*) to it, grad h(x_t). The proof prints "the assumption that mu <= 2 beta" for
nu <= 2 beta.
"""

from certify.claims import And, Unmechanised, claim, reals, source, whole
from certify.claims.words import Words, inner, matrix, parameters, sizes, square

SOURCE = source("Lemma 1", page=5)

(n,) = sizes("n")
x, a, G = matrix("x", n, 1), matrix("a", n, 1), matrix("G", n, 1)
nu, alpha, beta = parameters("nu alpha beta")

expansion = claim(
    "Appendix B, third line: |x - nu G - a|^2 = |x - a|^2 + nu^2 |G|^2 - 2 nu <x - a, G>",
    Words(square(x - nu * G - a), "==", square(x - a) + nu * nu * square(G) - 2 * nu * inner(x - a, G)),
    printed=True,
)
regular = inner(G, x - a) - alpha * square(x - a) - beta * square(G)
fourth_line = claim(
    "Appendix B, fourth line: |x - nu G - a|^2 <= (1 - 2 nu alpha) dist^2 - nu (2 beta - nu) |G|^2",
    Words(
        square(x - nu * G - a),
        "<=",
        (1 - 2 * nu * alpha) * square(x - a) - nu * (2 * beta - nu) * square(G),
        nonnegative=(regular, nu),
    ),
    printed=True,
    rests_on=["lemma_1.expansion"],
)
fifth_line = claim(
    "Appendix B, last line: |x - nu G - a|^2 <= (1 - 2 nu alpha) dist^2",
    Words(
        square(x - nu * G - a),
        "<=",
        (1 - 2 * nu * alpha) * square(x - a),
        nonnegative=(regular, nu, nu * (2 * beta - nu)),
    ),
    printed=True,
    rests_on=["lemma_1.fourth_line"],
    note="0 < nu <= 2 beta is used as nu >= 0 and nu (2 beta - nu) >= 0.",
)
too_long = claim(
    "On Lemma 1, with a step beyond 2 beta: the last line for nu = 3 beta",
    Words(
        square(x - 3 * beta * G - a),
        "<=",
        (1 - 6 * beta * alpha) * square(x - a),
        nonnegative=(regular, beta, alpha, 1 - 4 * alpha * beta),
    ),
    canary="REFUTED",
    note="The hypotheses are those of one x; h itself is built from them on the line through x and a.",
)
q, D0, Dt, Dn, K, delta2 = reals("q D_0 D_t D_next K delta2")
induction = claim(
    "Appendix B, from step to step: D_{t+1} <= q D_t and D_t <= q^t D_0 <= delta^2 give D_{t+1} <= "
    "q^{t+1} D_0 "
    "<= delta^2",
    given=[q >= 0, q <= 1, K >= 0, K <= 1, D0 >= 0, delta2 >= D0, Dt <= K * D0, Dn <= q * Dt],
    show=And(Dn <= q * K * D0, Dn <= delta2),
    printed=True,
    rests_on=["definition_8.rate"],
    note="K = q^t, q = 1 - 2 nu alpha, D_t = dist^2(x_t, x*) <= |x_t - a(x*)|^2.",
)
lemma = claim(
    "Lemma 1",
    Unmechanised(
        "If h satisfies the (alpha, beta, delta)-regularity condition and x_0 lies in B(delta, x*), then "
        "gradient "
        "descent x_{t+1} = x_t - nu grad h(x_t) with 0 < nu <= 2 beta has x_t in B(delta, x*) and "
        "dist^2(x_t, x*) "
        "<= (1 - 2 nu alpha)^t dist^2(x_0, x*) for all t >= 0",
        "an induction over t; one step is lemma_1.fifth_line, and what is carried on is lemma_1.induction",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_1.expansion", "lemma_1.fourth_line", "lemma_1.fifth_line", "lemma_1.induction"],
)
