"""Lemma 6 (Ma & Fattahi): |X Y|_psi1 <= |X|_psi2 |Y|_psi2."""

from certify.claims import Eq, Unmechanised, assuming, claim, reals, whole

x, y, k, ell, a, b, e = reals("x y K L a b e")
product = claim(
    "On Lemma 6: |X Y|/(K L) <= (X^2/K^2 + Y^2/L^2)/2",
    given=[k > 0, ell > 0, x >= 0, y >= 0],
    show=x * y / (k * ell) <= (x**2 / k**2 + y**2 / ell**2) / 2,
)
expectation = claim(
    "On Lemma 6: E exp(|X Y|/(K L)) <= (E exp(X^2/K^2) + E exp(Y^2/L^2))/2 <= 2",
    given=[a <= 2, b <= 2, assuming("Jensen", e <= (a + b) / 2)],
    show=e <= 2,
    rests_on=["lemma_6.product"],
    note="exp is increasing and convex.",
)
lemma = claim(
    "Lemma 6",
    Unmechanised(
        "X Y is sub-exponential for sub-Gaussian X and Y, with |X Y|_psi1 <= |X|_psi2 |Y|_psi2",
        "a statement on all random variables; the two inequalities that give it are decided",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_6.product", "lemma_6.expectation"],
)
tight = claim(
    "On Lemma 6: it is an equality for X = Y: E exp(X^2/K^2) = 2 on both sides",
    given=[Eq(a, 2), Eq(b, a), Eq(e, (a + b) / 2)],
    show=Eq(e, 2),
)
