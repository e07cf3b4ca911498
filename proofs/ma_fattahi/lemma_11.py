"""Lemma 11 (Ma & Fattahi): Gaussian X, Y over (i, j, k) with (1) equal variances, (2) E X_ijk X_ilk <= E
Y_ijk Y_ilk, (3) E X_ijk X_lmk >= E Y_ijk Y_lmk for i != l, the same k. Then E min_k min_i max_j Y <= E
min_k min_i max_j X.

Found: false as printed: nothing is asked for k != k'. With one i, one j and two k: Y_1 = Y_2 has E min =
0, X_1, X_2 independent have E min = -1/sqrt(pi). With (3) for all (i, k) != (l, k') it is Gordon's theorem.
"""

from fractions import Fraction

from flint import arb, fmpq

from certify.claims import And, Computed, Eq, Rational, Unmechanised, case, claim, reals, sqrt, whole


def _expected_minimum(correlation: Fraction) -> arb:
    """E min(X_1, X_2) = -sqrt((1 - rho)/pi) for standard Gaussians with correlation rho."""
    gap = 1 - correlation
    return -(arb(fmpq(gap.numerator, gap.denominator)) / arb.pi()).sqrt()


def _min_over_k(rho_x: Fraction, rho_y: Fraction) -> str:
    """I = J = {1}, K = {1, 2}: conditions (1)-(3) hold for every pair of correlations between k = 1 and 2."""
    x, y = _expected_minimum(rho_x), _expected_minimum(rho_y)
    return f"rho_X = {rho_x}, rho_Y = {rho_y}: E min Y = {y} > E min X = {x}" if y > x else ""


lemma = claim(
    "Lemma 11",
    Computed(
        "for Gaussian processes X, Y over (i, j, k) with (1) equal variances, (2) E X_ijk X_ilk <= E Y_ijk "
        "Y_ilk, (3) E X_ijk X_lmk >= E Y_ijk Y_lmk for i != l: E min_k min_i max_j Y <= E min_k min_i max_j "
        "X; looked at: one i, one j, two k, where (1)-(3) hold for standard Gaussian pairs of any "
        "correlations",
        _min_over_k,
        cases=[{"rho_x": Fraction(0), "rho_y": Fraction(0)}, {"rho_x": Fraction(0), "rho_y": Fraction(1)}],
        of="all Gaussian pairs",
    ),
    printed=True,
    scope=whole,
    lint_except={"fixed-size": "one counterexample refutes a statement on all index sets"},
)
rx, ry, c = reals("rho_x rho_y c")
lemma_repaired = lemma.repaired(
    "(3) for all (i, k) != (l, k')",
    show=Unmechanised(
        "the lemma with E X_ijk X_lmk' >= E Y_ijk Y_lmk' for all (i, k) != (l, k')",
        "Gordon's comparison theorem over the index (i, k), cited from [LT91, Corollary 3.13]",
    ),
    rests_on=["lemma_11.min_over_k"],
    scope=whole,
)
(pi,) = reals("pi")
min_over_k = claim(
    "On Lemma 11, repaired, with one i, one j, two k: rho_Y <= rho_X makes E min Y <= E min X",
    given=[pi > 3, rx <= 1, ry >= -1, ry <= rx],
    show=-sqrt((1 - ry) / pi) <= -sqrt((1 - rx) / pi),
    note="E min = -sqrt((1 - rho)/pi).",
)
max_over_j = claim(
    "Lemma 11, condition (2): it makes E max Y <= E max X",
    given=[pi > 3, ry <= 1, rx >= -1, rx <= ry],
    show=sqrt((1 - ry) / pi) <= sqrt((1 - rx) / pi),
    printed=True,
    scope=case("one i, two j, one k"),
    note="E max = sqrt((1 - rho)/pi).",
)
min_over_i = claim(
    "Lemma 11, condition (3): it makes E min Y <= E min X",
    given=[pi > 3, rx <= 1, ry >= -1, rx >= ry],
    show=-sqrt((1 - ry) / pi) <= -sqrt((1 - rx) / pi),
    printed=True,
    scope=case("two i, one j, one k"),
    note="E min = -sqrt((1 - rho)/pi).",
)
variance = claim(
    "Lemma 11: without (1) it fails already for single indices with a shift of variance under max over two j",
    given=[pi > 3, rx >= 0, ry >= 0, And(rx <= 2, ry <= 2), Eq(rx, Rational(1, 2))],
    show=sqrt(ry / pi) <= sqrt(rx / pi),
    canary="REFUTED",
    note="E max of two independent N(0, v) is sqrt(v/pi); rx, ry are the variances.",
)
