"""Lemma 5 (Ma & Fattahi): |X - E X|_psi2 <= C |X|_psi2. Here with C = 2."""

from certify.claims import Eq, Unmechanised, assuming, claim, conclusion_of, reals, whole

norm, centred, mean_norm, mu, ell, E = reals("norm centred mean_norm mu ell E")
jensen = claim(
    "On Lemma 5: (E X)^2/|X|^2 <= ln E exp(X^2/|X|^2) <= ln 2, so that |E X| <= sqrt(ln 2) |X|",
    given=[norm > 0, ell > 0, ell >= E, assuming("Jensen", mu**2 / norm**2 <= E)],
    show=mu**2 <= ell * norm**2,
    note="ell = ln 2, E = ln E exp(X^2/|X|^2).",
)
constant = claim(
    "On Lemma 5: the norm of the constant E X is |E X|/sqrt(ln 2), at most |X|",
    given=[
        *(norm > 0, ell > 0, mean_norm >= 0, Eq(mean_norm**2 * ell, mu**2)),
        conclusion_of("lemma_5.jensen", mu**2 <= ell * norm**2),
    ],
    show=mean_norm <= norm,
    rests_on=["lemma_5.jensen"],
)
triangle = claim(
    "On Lemma 5: |X - E X| <= |X| + |E X| <= 2 |X|",
    given=[
        norm > 0,
        conclusion_of("lemma_5.constant", mean_norm <= norm),
        assuming("Orlicz norm", centred <= norm + mean_norm),
    ],
    show=centred <= 2 * norm,
    note="'for some constant C': C = 2.",
)
lemma = claim(
    "Lemma 5",
    Unmechanised(
        "|X - E X|_psi2 <= C |X|_psi2 for sub-Gaussian X and some constant C > 0",
        "a statement on all random variables; C = 2 follows from the triangle inequality and Jensen's",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_5.triangle"],
)
