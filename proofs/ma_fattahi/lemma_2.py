"""Lemma 2 (Ma & Fattahi): f'(W, D) < 0 makes W not critical for the l1 loss. Proof: f = max over signs of
g_sigma(W) = sum_i sigma_i (y_i - <A_i, W1 W2>).

Found: the factor 1/m of f is missing in g_sigma.
"""

from certify.claims import Abs, Eq, Max, claim, reals

a, b, slope, clarke = reals("a b slope clarke")
pieces = claim(
    "Lemma 2: f = max over sigma of sum_i sigma_i (y_i - <A_i, W1 W2>), for m = 2",
    show=Eq((Abs(a) + Abs(b)) / 2, Max(a + b, a - b, -a + b, -a - b)),
    printed=True,
    note="a, b: the residuals.",
)
pieces_repaired = pieces.repaired(
    "the factor 1/m",
    show=Eq((Abs(a) + Abs(b)) / 2, Max(a + b, a - b, -a + b, -a - b) / 2),
)
lemma = claim(
    "Lemma 2: f'(W, D) < 0 and regularity exclude 0 in the subdifferential",
    given=[slope < 0, Eq(clarke, slope)],
    show=clarke < 0,
    printed=True,
    rests_on=["lemma_1.regular", "lemma_1.regular_two", "lemma_2.pieces_repaired"],
)
