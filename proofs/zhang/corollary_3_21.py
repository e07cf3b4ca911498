"""Corollary 3.21 (Zhang): |E| <= 2 eps0 sqrt(r + r*)/Delta + sqrt((eps1 sqrt(chi) R + eps2 chi R^2)/Delta),
Delta = 1/(1 + sqrt(r*/r)) - 2 delta, chi = (1 + 2 delta)(1 + sqrt(r/r*)). Printed without the hypothesis
Delta > 0."""

from fractions import Fraction

from certify.claims import Computed, Theorem, claim, reals, sqrt, whole
from certify.claims.derivations import load

_derivations = load(__file__, "zhang/corollary_3_21")

s, d, D, e, noise, e1, e2, p = reals("s delta Delta e noise eps1 eps2 p")


def _negative_bound(delta: Fraction, eps0: int) -> str:
    """X = Z = [1; 1], n1 = n2 = r = r* = 1, A = Id, w = 0: g >= 0 = g(X), so that eps1 = eps2 = 0 will do."""
    margin = Fraction(1, 2) - delta * 2  # 1/(1 + sqrt(r*/r)) - 2 delta
    if not (0 <= delta < 1 and eps0 > 0 and margin < 0):
        return ""
    return (
        f"n1 = n2 = r = r* = 1, X = Z = [1; 1], A = Id, which is in RIP({delta}, 2), w = 0, eps0 = {eps0}, "
        f"eps1 = eps2 = 0: |E| = 0, and the right side is 2 sqrt(2) eps0/Delta with Delta = {margin}, "
        "negative"
    )


corollary_whole = claim(
    "Corollary 3.21",
    Computed(
        "let g in G_Z(delta, eps0), Z^T J Z = 0, and X satisfy |grad g(X)| <= eps1 and hess g(X) >= "
        "-eps2. Then |X X^T - Z Z^T| <= 2 eps0 sqrt(r + r*)/Delta + sqrt((eps1 sqrt(chi) R + eps2 chi "
        "R^2)/Delta), Delta = 1/(1 + sqrt(r*/r)) - 2 delta, R = max(|X|, |Z|), chi = (1 + 2 delta)(1 + "
        "sqrt(r/r*))",
        _negative_bound,
        cases=[{"delta": Fraction(1, 2), "eps0": 1}],
        of="all instances",
    ),
    printed=True,
    scope=whole,
    rests_on=["corollary_3_21.defined"],
    lint_except={"fixed-size": "it is refuted, and one exact witness refutes what is said of all sizes"},
    note="The hypothesis Delta > 0 of Corollary 3.12 is missing.",
)
defined = claim(
    "Corollary 3.21, without Delta > 0: the right side is defined, and not negative",
    given=[s > 0, s <= 1, d >= 0, d < 1, e1 >= 0, e2 >= 0, p >= 0, noise >= 0],
    show=2 * noise / (1 / (1 + s) - 2 * d) + sqrt((e1 * p + e2 * p**2) / (1 / (1 + s) - 2 * d)) >= 0,
    note="p = sqrt(chi) R, noise = eps0 sqrt(r + r*).",
)
end_of_proof = claim(
    "Corollary 3.21 with Delta > 0, end of the proof: the quadratic inequality gives the bound",
    given=[
        D > 0,
        noise >= 0,
        e >= 0,
        e1 >= 0,
        e2 >= 0,
        p >= 0,
        D * e**2 - 2 * noise * e <= e1 * p + e2 * p**2,
    ],
    show=e <= 2 * noise / D + sqrt((e1 * p + e2 * p**2) / D),
    rests_on=[
        "lemma_3_20.lemma",
        "theorem_3_19.directions_repaired",
        "corollary_3_12.case_2_ratio",
        "corollary_3_12.end_of_chain",
        "corollary_3_12.conversion",
        "corollary_3_12.case_1",
        "corollary_3_12.quadratic",
        "corollary_3_12.quadratic_end",
    ],
    note="p = sqrt(chi) R, noise = eps0 sqrt(r + r*).",
    seconds=40,
)
corollary_repaired = corollary_whole.repaired(
    "with the hypothesis Delta > 0",
    scope=whole,
    show=Theorem(_derivations.corollary_3_21),
    rests_on=[],
    note="For all sizes, by derivation. s1 and s2 are the first n1 and the last n2 columns of the "
    "identity, J = s1 s1' - s2 s2', HA is <A(.), A(.)>, q is r* and k >= r + r* (Fact 3.14). s = "
    "sqrt(r*/r), T0 = 1/(1 + s), rho = sqrt(r + r*), e = |E|, R at least |X| and |Z|, sc = sqrt(chi); a "
    "and b are the two summands of the bound. |grad g(X)| <= eps1 is read as <grad g(X), D> >= -eps1 |D| "
    "for all D. It rests on what repairs Theorem 3.19 (eps1/sqrt(2)).",
)
