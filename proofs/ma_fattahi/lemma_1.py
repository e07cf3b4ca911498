"""Lemma 1 (Ma & Fattahi): for locally Lipschitz f, (1) local minima are critical, (2) f'(x, d) >= 0 for all d
makes x critical, (3) if f = max g_i with smooth g_i and f'(x, d) < 0, x is not critical.

Chosen: f° as a number with f° >= f', which is [Cla75, Proposition 1.4]; the zoo in one variable at x = 0.
"""

from certify.claims import And, Eq, Max, Min, Unmechanised, assuming, claim, reals, whole

slope, clarke, quotient, t, x, d = reals("f_prime f_clarke quotient t x d")
local_minimum = claim(
    "Lemma 1 (1), proof: a limit superior of quotients that are >= 0 is >= 0",
    given=[quotient >= 0, clarke >= quotient],
    show=clarke >= 0,
    printed=True,
    note="At a local minimum (f(x + t d) - f(x))/t >= 0, and these are among the quotients of f°(x, d).",
)
directional = claim(
    "Lemma 1 (2), proof: f'(x, d) >= 0 and f' <= f° give f°(x, d) >= 0",
    given=[slope >= 0, assuming("Clarke derivative", clarke >= slope)],
    show=clarke >= 0,
    printed=True,
)
regular = claim(
    "Lemma 1 (3), proof: where f' = f°, f'(x, d) < 0 gives f°(x, d) < 0",
    given=[slope < 0, assuming("regularity of maxima", Eq(clarke, slope))],
    show=clarke < 0,
    printed=True,
    note="f_clarke is f°; two pieces: regular_two.",
)
a, b, h = reals("a b h")
regular_two = claim(
    "Lemma 1 (3): f = max(g1, g2) of linear pieces is regular: every quotient is at most f'(0, d)",
    given=[t > 0],
    show=Max(a * (x + t * d), b * (x + t * d)) - Max(a * x, b * x) <= t * Max(a * d, b * d),
)
needs_the_maximum = claim(
    "Lemma 1 (3) for any regular or irregular f: f'(0, d) < 0 excludes 0 <= f°(0, d), at f = -|x|",
    given=[Eq(slope, -1), clarke >= (-Max(x + t, -x - t) + Max(x, -x)) / t, t > 0, x + t < 0],
    show=clarke < 0,
    canary="REFUTED",
    note="f = min(x, -x): f'(0, 1) = -1 but f°(0, 1) = 1, so that 0 is critical: (3) needs the maximum form.",
)
zoo_minimum = claim(
    "Lemma 1 (1) at f = max(x, 2 x): f'(0, d) has no sign, and 0 is no local minimum",
    given=[x < 0],
    show=Max(x, 2 * x) < 0,
)
zoo_one_sided = claim(
    "Lemma 1 (2) has no converse at f = min(x, 0): critical (f° >= 0) with f'(0, -1) < 0",
    given=[t > 0],
    show=And(Min(-t, 0) < 0, Min(0 + t, 0) - Min(0, t) >= 0),
)
lemma = claim(
    "Lemma 1",
    Unmechanised(
        "for locally Lipschitz f on R^n: (1) every local minimum of f is critical, 0 in the Clarke "
        "subdifferential; (2) if f'(x, d) >= 0 for every feasible d, x is critical; (3) if f = max g_i of "
        "finitely many smooth g_i and f'(x, d) < 0 for some feasible d, x is not critical",
        "statements on all locally Lipschitz functions; the three inferences are decided from cited facts",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_1.local_minimum", "lemma_1.directional", "lemma_1.regular"],
)
