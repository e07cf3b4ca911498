"""Lemma D.1 (noisy completion), f_eps(M) = |A_eps(M)|^2. (a) (1, n)-RSS, (eps^2, n)-RSC, eps^2 |M|^2 <=
|A_eps(M)|^2 <= |M|^2. (b) entries observed independently: E |A_eps(M)|^2 = (p + eps^2 (1 - p)) |M|^2, "so
that the RSC constant improves in expectation from eps^2 to p + eps^2 (1 - p)". (c) with probability >= 1 -
delta, |A_eps(M)|^2 >= (eps^2 + (1 - eps^2)[p - alpha_sp(M)^2 (1 + 2 p) log(1/delta)/n^2]) |M|^2,
alpha_sp(M) = n max|M_ij|/|M|_F; "the operator enjoys an (alpha_s, n)-RSC property with alpha_s as stated".

Found: (a) the constants belong to f/2. (b) the mean at a fixed M is no RSC constant: that is eps^2 for
every mask with a missing entry. (c) the deviation of order log(1/delta) is too small, its line is not
homogeneous in M, and a bound for each M is none for all M at once. Bernstein's inequality has a square
root: sqrt(2 p (1 - p) sum M^4 log).
"""

from fractions import Fraction
from math import comb

from certify.claims import (
    And,
    Computed,
    Constants,
    Eq,
    Masks,
    Rational,
    Unmechanised,
    case,
    claim,
    log,
    mask_bits,
    reals,
    sqrt,
    whole,
)
from certify.claims.words import Words, identity, matrix, parameters, sizes, square

eps, w, m, p = reals("epsilon w m p")
entry = [eps > 0, eps <= 1, Eq((w - 1) * (w - eps), 0)]
between = [eps > 0, eps <= 1, w >= eps, w <= 1]


def _lemma(n: int, p: Fraction, delta: Fraction) -> str:
    """(c) at M = J: the exact probability of |P_Omega(J)|^2 >= p n^2 - (1 + 2 p) log(1/delta)."""
    from flint import arb, fmpq

    bound = (
        fmpq(p.numerator, p.denominator) * n * n
        + fmpq(int(p.denominator + 2 * p.numerator), p.denominator)
        * arb(fmpq(delta.numerator, delta.denominator)).log()
    )
    # counts of which it is not certain that they are below the bound
    held = sum(
        comb(n * n, k) * p**k * (1 - p) ** (n * n - k) for k in range(n * n + 1) if not bool(arb(k) < bound)
    )
    if held >= 1 - delta:
        return ""
    return (
        f"(c) at M = J, n = {n}, p = {p}, delta = {delta}: the bound holds with probability {float(held):.4f}"
    )


lemma = claim(
    "Lemma D.1",
    Computed(
        "f_eps = |A_eps(M)|^2 satisfies (1, n)-RSS and (eps^2, n)-RSC, that is eps^2 |M|^2 <= |A_eps(M)|^2 "
        "<= |M|^2; for entries observed independently with probability p, E |A_eps(M)|^2 = (p + eps^2 (1 - "
        "p)) |M|^2, so that the RSC constant improves in expectation to that; and |A_eps(M)|^2 >= (eps^2 + "
        "(1 - eps^2) [p - alpha_sp(M)^2 (1 + 2 p) log(1/delta)/n^2]) |M|^2 with probability at least 1 - "
        "delta",
        _lemma,
        cases=[{"n": 8, "p": Fraction(1, 2), "delta": Fraction(1, 10)}],
        of="all n, M, eps in (0, 1), p in (0, 1] and delta in (0, 1)",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_d_1.smoothness", "lemma_d_1.constant", "lemma_d_1.tail"],
    lint_except={"fixed-size": "the sentence is about all n and M, and one M refutes it"},
    note="At M = J the last part is a binomial tail, whatever eps < 1. Other parts fail too: `smoothness`, "
    "`constant`.",
)
lemma_repaired = lemma.repaired(
    "f_eps/2, the mean at a fixed M, Bernstein's deviation at a fixed M",
    show=Unmechanised(
        "f_eps/2 satisfies (1, n)-RSS and (eps^2, n)-RSC; E |A_eps(M)|^2 = (p + eps^2 (1 - p)) |M|^2 for "
        "each M; and for each M, |A_eps(M)|^2 >= eps^2 |M|^2 + (1 - eps^2) [p |M|^2 - sqrt(2 p (1 - p) sum "
        "M_ij^4 log(1/delta)) - (|M|_max^2/3) log(1/delta)] with probability at least 1 - delta",
        "Bernstein's inequality is a fact of the literature; the first part is lemma_2_1.rss and rsc, the "
        "second `expectation` and `decomposition`, the third is checked at M = J (bernstein)",
    ),
    scope=whole,
    rests_on=[
        *("lemma_2_1.rss", "lemma_2_1.rsc", "lemma_d_1.expectation", "lemma_d_1.decomposition"),
        "lemma_d_1.bernstein",
    ],
)
N = sizes("N")[0]
(e_word,) = parameters("epsilon")
P_word, x = matrix("P", N, N, symmetric=True), matrix("M", N, 1)
T = P_word + e_word * (identity(N) - P_word)
sandwich = claim(
    "Lemma D.1 (a): eps^2 |M|^2 <= |A_eps(M)|^2, all sizes",
    Words(
        square(T * x),
        ">=",
        e_word**2 * square(x),
        vanishing=(P_word * P_word - P_word,),
        nonnegative=(1 - e_word**2,),
    ),
    printed=True,
    note="M as a column of N = n^2 entries, P the projection on the observed ones, A_eps = P + eps (I - P).",
)
sandwich_upper = claim(
    "Lemma D.1 (a): |A_eps(M)|^2 <= |M|^2, all sizes",
    Words(
        square(T * x),
        "<=",
        square(x),
        vanishing=(P_word * P_word - P_word,),
        nonnegative=(1 - e_word**2,),
    ),
    printed=True,
)
smoothness = claim(
    "Lemma D.1 (a): f_eps = |A_eps(M)|^2 satisfies (1, n)-RSS and (eps^2, n)-RSC, at one entry",
    given=entry,
    show=And(w**2 * m**2 <= m**2 / 2, w**2 * m**2 >= eps**2 * m**2 / 2),
    printed=True,
    rests_on=["definition_1_1.quadratic", "lemma_d_1.sandwich"],
)
smoothness_repaired = smoothness.repaired(
    "f_eps/2", given=between, show=And(w**2 * m**2 / 2 <= m**2 / 2, w**2 * m**2 / 2 >= eps**2 * m**2 / 2)
)
decomposition = claim(
    "Lemma D.1, proof: |A_eps(M)|^2 = eps^2 |M|^2 + (1 - eps^2) |P_Omega(M)|^2, all sizes",
    Words(
        square(T * x),
        "==",
        e_word**2 * square(x) + (1 - e_word**2) * square(P_word * x),
        vanishing=(P_word * P_word - P_word,),
    ),
    printed=True,
)

# (b): the mean.
bit = mask_bits(2, 2)
M = {(0, 0): 1, (0, 1): 2, (1, 0): -3, (1, 1): 5}
e = Rational(1, 10)
energy = sum((bit[ij] + e**2 * (1 - bit[ij])) * x**2 for ij, x in M.items())
expectation = claim(
    "Lemma D.1 (b): E |A_eps(M)|^2 = (p + eps^2 (1 - p)) |M|^2, one entry",
    show=Eq(p * m**2 + (1 - p) * (eps * m) ** 2, (p + eps**2 * (1 - p)) * m**2),
    printed=True,
    rests_on=["lemma_d_1.decomposition"],
)
expectation_masks = claim(
    "Lemma D.1 (b): E |A_eps(M)|^2 at M = [1, 2; -3, 5], p = 3/10, eps = 1/10, over all masks",
    Masks((2, 2), "3/10", energy, exactly=(Rational(3, 10) + e**2 * Rational(7, 10)) * 39),
)
least = e**2 + (1 - e**2) * bit[0, 0] * bit[0, 1] * bit[1, 0] * bit[1, 1]
constant = claim(
    "Lemma D.1 (b): the expected RSC constant is p + eps^2 (1 - p)",
    Masks((2, 2), "1/2", least, at_least=Rational(1, 2) + e**2 / 2),
    printed=True,
    scope=case("n = 2, p = 1/2, eps = 1/10"),
    rests_on=["lemma_2_1.tight", "lemma_d_1.expectation"],
    note="The RSC constant is min W_ij^2: 1 where all is observed, otherwise eps^2.",
)
order = reals("q")[0]
constant_repaired = constant.repaired(
    "it is eps^2 + (1 - eps^2) p^{n^2}",
    show=Masks((2, 2), "1/2", least, exactly=e**2 + (1 - e**2) / 16),
)
constant_general = claim(
    "Lemma D.1 (b): eps^2 + (1 - eps^2) p^{n^2} < p + eps^2 (1 - p) for n >= 2, 0 < p < 1, eps < 1",
    given=[eps > 0, eps < 1, p > 0, p < 1, order > 0, order <= p**2],
    show=eps**2 + (1 - eps**2) * order < p + eps**2 * (1 - p),
    note="q = p^{n^2} <= p^2.",
)
pair = (bit[0, 1] + bit[1, 0]) / 2
symmetric_pair = claim(
    "Lemma D.1 (b) over symmetric M, n = 2, p = 1/2: the expected constant is still below p + eps^2 (1 - p)",
    Masks(
        (2, 2),
        "1/2",
        e**2 + (1 - e**2) * bit[0, 0] * bit[1, 1] * pair,
        at_most=Rational(1, 2) + e**2 / 2,
    ),
    note="min of W_11^2, W_22^2 and (W_12^2 + W_21^2)/2 is the mean of the bits where both "
    "diagonal entries are "
    "seen, eps^2 otherwise.",
)

# (c): the deviation, at M = J, where alpha_sp = 1 and |P_Omega(J)|^2 is binomial.
bits = mask_bits(8, 8)
count = sum(bits.values())
tail = claim(
    "Lemma D.1 (c): the bound holds with probability >= 9/10",
    Masks((8, 8), "1/2", count >= 28, at_least="9/10"),
    printed=True,
    scope=case("M = J, n = 8, p = 1/2, delta = 1/10"),
    rests_on=[
        *("lemma_d_1.tail_threshold", "lemma_d_1.homogeneous", "lemma_d_1.variance"),
        *("lemma_d_1.bounded", "lemma_d_1.spiky", "lemma_d_1.decomposition"),
    ],
    note="The bound is count >= 64 p - (1 + 2 p) log 10 = 32 - 2 log 10 = 27.39, that is count >= 28.",
)
tail_threshold = claim(
    "Lemma D.1 (c), M = J, n = 8: 27 < 32 - 2 log 10 <= 28",
    Constants([("above 27", 27, "<", 32 - 2 * log(10)), ("at most 28", 32 - 2 * log(10), "<=", 28)]),
)
tail_repaired = tail.repaired(
    "Bernstein's inequality: p|M|^2 - sqrt(2 p (1 - p) sum M^4 log(1/delta)) - (B/3) log(1/delta), "
    "B = max M^2",
    show=Masks((8, 8), "1/2", count >= 23, at_least="9/10"),
    rests_on=["lemma_d_1.bernstein_threshold", "lemma_d_1.bernstein"],
    note="The bound is count >= 32 - sqrt(32 log 10) - log(10)/3 = 22.65.",
)
bernstein_threshold = claim(
    "Bernstein's bound, M = J, n = 8, p = 1/2, delta = 1/10: 22 < 32 - sqrt(32 log 10) - log(10)/3 <= 23",
    Constants(
        [
            ("above 22", 22, "<", 32 - sqrt(32 * log(10)) - log(10) / 3),
            ("at most 23", 32 - sqrt(32 * log(10)) - log(10) / 3, "<=", 23),
        ]
    ),
)


def _tails(n: int, p: Fraction, delta: Fraction) -> str:
    """P(Bin(n^2, p) < Bernstein's bound) <= delta, exactly, the bound rounded up by balls."""
    from flint import arb, fmpq

    N = n * n
    rate = -arb(fmpq(delta.numerator, delta.denominator)).log()
    chance = arb(fmpq(p.numerator, p.denominator))
    bound = chance * N - (2 * chance * (1 - chance) * N * rate).sqrt() - rate / 3
    least = next(k for k in range(-N, N + 1) if not bool(arb(k) < bound))  # certainly no k below it is enough
    below = sum(comb(N, k) * p**k * (1 - p) ** (N - k) for k in range(max(least, 0)))
    return "" if below <= delta else f"n = {n}, p = {p}: P(count < {least}) = {below} > {delta}"


bernstein = claim(
    "Lemma D.1 (c) with Bernstein's deviation, M = J: exact binomial tails, n <= 30",
    Computed(
        "P(|P_Omega(J)|^2 >= p n^2 - sqrt(2 p (1 - p) n^2 log(1/delta)) - log(1/delta)/3) >= 1 - delta",
        _tails,
        cases=[
            {"n": n, "p": Fraction(k, 10), "delta": delta}
            for n in (2, 3, 5, 8, 12, 20, 30)
            for k in (3, 5)
            for delta in (Fraction(1, 2), Fraction(1, 10), Fraction(1, 100))
        ],
        of="all n, p and delta",
    ),
)
size2, bound, rate = reals("M_squared B log")
homogeneous = claim(
    "Lemma D.1 (c): dividing p|M|^2 - B log - 2 p B |M|^2 log by |M|^2 gives p - B/|M|^2 log - 2 p "
    "B/|M|^2 log",
    given=[size2 > 0, bound > 0, rate > 0, p > 0, p <= 1],
    show=Eq(
        (p * size2 - bound * rate - 2 * p * bound * size2 * rate) / size2,
        p - bound / size2 * rate - 2 * p * bound / size2 * rate,
    ),
    printed=True,
    note="M_squared = |M|_F^2, B = max M_ij^2, log = log(1/delta). The third term has degree 4 in M, "
    "the others 2.",
)
homogeneous_repaired = homogeneous.repaired(
    "the root of the variance, sqrt(2 p B |M|^2 log)",
    show=Eq(
        (p * size2 - bound * rate - sqrt(2 * p * bound * size2 * rate)) / size2,
        p - bound / size2 * rate - sqrt(2 * p * bound / size2 * rate),
    ),
)
variance = claim(
    "Lemma D.1 (c): Var X_ij = p (1 - p) M_ij^4 <= p M_ij^4 and p M_ij^4 <= p B M_ij^2",
    given=[p > 0, p <= 1, m**2 <= bound],
    show=And(p * (1 - p) * m**4 <= p * m**4, p * m**4 <= p * bound * m**2),
    printed=True,
)
bounded = claim(
    "Lemma D.1 (c): |X_ij| = |S_ij - p| M_ij^2 <= B",
    given=[p > 0, p <= 1, m**2 <= bound, Eq(w * (1 - w), 0)],
    show=And((w - p) * m**2 <= bound, (p - w) * m**2 <= bound),
    printed=True,
)
spike, order_n = reals("alpha_sp n")
spiky = claim(
    "Lemma D.1 (c): B/|M|^2 = alpha_sp(M)^2/n^2",
    given=[size2 > 0, bound >= 0, order_n >= 1, Eq(spike, order_n * sqrt(bound) / sqrt(size2))],
    show=Eq(bound / size2, spike**2 / order_n**2),
    printed=True,
    note="M_squared = |M|_F^2, B = |M|_max^2; the hypothesis is the definition of alpha_sp.",
)
uniform = claim(
    "Lemma D.1 (c): the operator has (alpha_s, n)-RSC with probability >= 1 - delta, alpha_s that of M = J",
    Masks((4, 4), "4/5", sum(mask_bits(4, 4).values()) >= 16, at_least="1/2"),
    printed=True,
    scope=case("n = 4, p = 4/5, delta = 1/2"),
    rests_on=["lemma_d_1.uniform_threshold", "lemma_2_1.tight"],
    note="alpha_s > eps^2, and the constant over all M is eps^2 unless all 16 entries are "
    "observed: M = e_i e_j^T.",
)
uniform_threshold = claim(
    "Lemma D.1 (c), M = J, n = 4, p = 4/5, delta = 1/2: p - (1 + 2 p) log(2)/16 > 0, so alpha_s > eps^2",
    Constants([("positive", Rational(4, 5) - Rational(13, 5) * log(2) / 16, ">", 0)]),
)
uniform_repaired = uniform.repaired(
    "one M at a time: M = J",
    show=Masks((4, 4), "4/5", sum(mask_bits(4, 4).values()) >= 12, at_least="1/2"),
    note="16 p - (1 + 2 p) log 2 = 11.0; 12 observed entries are enough.",
)
