"""Both halves of Theorem 1.4 meet where n >= r + r*, at a root of delta (1 + s (1 + eps2/(2 + 2 delta))) = 1.

Here s = sqrt(r*/r), eps0 = eps1 = 0. Write k = 1 + eps2/(2(1 + delta)), sigma = s k, and b = (1 + delta) k
beta, which is (1 + delta + eps2/2) beta. Lemma 3.8 shows that X is left wherever, for some 0 <= tau <= 1,

    sqrt(1 - alpha^2) sqrt(1 - tau^2) + (alpha - b) tau > delta,

that is wherever 1 - alpha^2 + ((alpha - b)_+)^2 > delta^2 (tau = 0 where b >= alpha, else the tau of
`reach`). The proof of Theorem 3.10 weakens 1 + delta + eps2/2 to (1 + eps2/2)(1 + delta) in its step (a);
not doing so, and with the constraint of [44, Lemma 3.8] with its sign repaired,

    alpha^2 + (beta/s)^2 <= 1 + ((beta - alpha)_+)^2,

the inequality holds for every delta with delta (1 + sigma) < 1. For beta <= alpha it is alpha^2 +
b^2/((1 + delta)^2 sigma^2) <= 1 (`theorem`: `normal_region` where b >= alpha, `mixed_region` where b <=
alpha); for beta >= alpha, where b >= alpha too, it gives 1 - alpha^2 > delta^2 (`steep_region`). It is a
claim for n = 2, for r* = 1 and for r* = 2 (Lemma 3.9 of the paper), and an assumption for r* > 2.

Conversely Example 4.1 with eps = eps2/(2(1 + delta)) has delta = 1/(1 + (1 + eps) s)
exactly where delta (1 + sigma) = 1, and its Hessian bound is then -2(1 + delta) eps = -eps2 (`example`).
"""

from certify.claims import And, Eq, Implies, Max, Rational, claim, reals, sqrt

alpha, beta, b, m, delta, sigma, s, eps2, eps = reals("alpha beta b m delta sigma s eps2 epsilon")
hypotheses = [alpha >= 0, alpha <= 1, b >= 0, delta >= 0, delta < 1, sigma > 0, delta * (1 + sigma) < 1]
premise = (alpha * (1 + delta) * sigma) ** 2 + b**2 <= ((1 + delta) * sigma) ** 2

reach = claim(
    "Sharper threshold: the best tau where b <= alpha",
    given=[
        alpha >= 0,
        alpha <= 1,
        b >= 0,
        b <= alpha,
        m > 0,
        Eq(m**2, 1 - alpha**2 + (alpha - b) ** 2),
    ],
    show=Eq(sqrt(1 - alpha**2) * sqrt(1 - ((alpha - b) / m) ** 2) + (alpha - b) ** 2 / m, m),
)
normal_region = claim(
    "Sharper threshold: where b >= alpha",
    given=[*hypotheses, premise, b >= alpha],
    show=1 - alpha**2 > delta**2,
    seconds=60,
)
mixed_region = claim(
    "Sharper threshold: where b <= alpha",
    given=[*hypotheses, premise, b <= alpha],
    show=1 - alpha**2 + (alpha - b) ** 2 > delta**2,
    seconds=60,
)
steep_region = claim(
    "Sharper threshold: below it X is left, where beta >= alpha",
    given=[alpha >= 0, delta >= 0, s > 0, s <= 1, delta * (1 + s) < 1, beta >= 0],
    show=Implies(
        And(beta >= alpha, s**2 * alpha**2 + beta**2 <= s**2 * (1 + (beta - alpha) ** 2)),
        1 - alpha**2 > delta**2,
    ),
    rests_on=["sharper_threshold.theorem"],
    note="The hypothesis is the constraint there, zhang/lemma_3_9.constraint_repaired.",
    seconds=60,
)
theorem = claim(
    "Sharper threshold: below it X is left, where beta <= alpha",
    given=[*hypotheses, premise],
    show=1 - alpha**2 + Max(alpha - b, 0) ** 2 > delta**2,
    rests_on=[f"sharper_threshold.{line}" for line in ("reach", "normal_region", "mixed_region")],
    note="The premise is alpha^2 + (beta/s)^2 <= 1, which is what the constraint says for beta <= alpha.",
    seconds=60,
)
example = claim(
    "Sharper threshold: Example 4.1 lies exactly on it",
    given=[
        s > 0,
        s <= 1,
        eps >= 0,
        Eq(delta, 1 / (1 + (1 + eps) * s)),
        Eq(eps2, 2 * (1 + delta) * eps),
    ],
    show=Eq(delta * (1 + s * (1 + eps2 / (2 * (1 + delta)))), 1),
)
between_the_printed = claim(
    "Sharper threshold: at least the printed sufficient one, at most the printed necessary one",
    given=[
        s > 0,
        s <= 1,
        eps2 >= 0,
        delta >= 0,
        delta <= 1,
        Eq(delta * (1 + s * (1 + eps2 / (2 * (1 + delta)))), 1),
    ],
    show=And(delta >= 1 / (1 + (1 + eps2 / 2) * s), delta <= 1 / (1 + (1 + eps2 / 4) * s)),
    rests_on=["sharper_threshold.theorem", "sharper_threshold.steep_region", "sharper_threshold.example"],
    seconds=60,
)
canary = claim(
    "Canary: the threshold cannot be raised by a hundredth",
    given=[*hypotheses[:-1], delta * (1 + sigma) < Rational(101, 100), premise, b <= alpha],
    show=1 - alpha**2 + (alpha - b) ** 2 > delta**2,
    canary="REFUTED",
    seconds=60,
)
