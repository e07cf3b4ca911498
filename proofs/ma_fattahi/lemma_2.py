"""Lemma 2 (Ma & Fattahi): f'(W, D) < 0 makes W not critical for the l1 loss. Proof: f = max over signs of
g_sigma(W) = sum_i sigma_i (y_i - <A_i, W1 W2>).

Found: the factor 1/m of f is missing in g_sigma.
"""

from certify.claims import Abs, Eq, Max, Unmechanised, assuming, case, claim, reals, whole

a, b, slope, clarke = reals("a b f_prime f_clarke")
pieces = claim(
    "Lemma 2, proof: f = max over sigma of sum_i sigma_i (y_i - <A_i, W1 W2>)",
    show=Eq((Abs(a) + Abs(b)) / 2, Max(a + b, a - b, -a + b, -a - b)),
    printed=True,
    scope=case("m = 2"),
    note="a, b: the residuals.",
)
pieces_repaired = pieces.repaired(
    "the factor 1/m",
    show=Eq((Abs(a) + Abs(b)) / 2, Max(a + b, a - b, -a + b, -a - b) / 2),
)
not_critical = claim(
    "Lemma 2, proof: f'(W, D) < 0 and f° = f' give f°(W, D) < 0, so that 0 is no subgradient",
    given=[slope < 0, assuming("regularity of maxima", Eq(clarke, slope))],
    show=clarke < 0,
    printed=True,
    rests_on=["lemma_2.pieces_repaired"],
    note="f_clarke is f°.",
)
lemma = claim(
    "Lemma 2",
    Unmechanised(
        "if some direction dW has f'(W, dW) < 0 for the l1-loss f(W) = (1/m) sum_i |y_i - <A_i, W1 W2>|, "
        "then W is not a critical point of f",
        "the Clarke subdifferential is no expression of claims; the inference is decided from a cited fact",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_1.lemma", "lemma_2.not_critical", "lemma_2.pieces_repaired"],
)
