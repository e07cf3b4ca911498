"""Theorem 2.2 (noisy completion): M_dagger symmetric, of rank r, a global optimum of (7); entries observed
independently with probability p. For any chi <= p,
|M_dagger - M*|^2 <= (1 - p + chi)/(p - chi) eps^2 |M*|^2 (10) with probability >= 1 - exp(-2 chi^2
|d|_1^2/|d|_2^2),
d = (M_dagger - M*)^2 + eps^2 M*^2 entrywise (11).

Found: M_dagger, and so d, depends on the mask, and Hoeffding's inequality needs d fixed. With M* = I the
optimum is
Omega o M*, and (10) fails whenever a diagonal entry is missing and eps is small. For chi < 0 the right
side may be
negative, at chi = p it is undefined.
Chosen: rank <= r for M_dagger, since the empty mask has M_dagger = 0; theorem_2_2_rank_one demands rank
exactly r.
"""

import itertools
from fractions import Fraction

import numpy as np

from certify.claims import (
    Computed,
    Constants,
    Eq,
    Masks,
    Or,
    Rational,
    Unmechanised,
    assuming,
    case,
    claim,
    conclusion_of,
    exp,
    mask_bits,
    part,
    reals,
    whole,
)
from certify.recovery.papers.completion import (
    CompletionSurrogate,
    accuracy,
    deviations,
    diagonal_minimiser,
    evenness,
)

p, chi, eps, m, error, seen = reals("p chi epsilon m error seen")


def _masks(n: int):
    for bits in itertools.product([0, 1], repeat=n * n):
        yield np.array(bits).reshape(n, n)


def _probability(mask: np.ndarray, p: Fraction) -> Fraction:
    return p ** int(mask.sum()) * (1 - p) ** int((1 - mask).sum())


def _identity_truth(n: int, r: int, p: Fraction, chi: Fraction, eps: Fraction) -> str:
    """The exact probability of (10) for M* = diag(1, ..., 1, 0, ..., 0), over all masks."""
    diagonal = [Fraction(int(i < r)) for i in range(n)]
    truth = np.array([[x if i == j else Fraction(0) for j in range(n)] for i, x in enumerate(diagonal)])
    limit = accuracy(p, chi) * eps**2 * sum(x**2 for x in diagonal)
    holds, least = Fraction(0), Fraction(n**2)
    for mask in _masks(n):
        M = diagonal_minimiser(mask, diagonal)
        problem = CompletionSurrogate(mask, eps, truth, half=False)
        if problem.value(M) != 0:
            return f"mask {mask.tolist()}: Omega o M* is not optimal"
        least = min(least, evenness(deviations(M, truth, eps)))
        if np.sum((M - truth) ** 2) <= limit:
            holds += _probability(mask, p)
    exponent = 2 * chi**2 * least
    claimed = exponent - exponent**2 / 2  # <= 1 - exp(-exponent)
    if holds >= claimed:
        return ""
    return (
        f"M* = diag({', '.join(map(str, diagonal))}), r = {r}, p = {p}, chi = {chi}, eps = {eps}: "
        "(10) holds with "
        f"probability {holds}; |d|_1^2/|d|_2^2 >= {least} for every mask, so 1 - exp(..) >= "
        f"{claimed} is claimed"
    )


theorem_whole = claim(
    "Theorem 2.2",
    Unmechanised(
        "if M_dagger is a symmetric rank-r matrix that is a global optimum of (7), eps in (0, 1], and each "
        "entry is observed independently with probability p, then for any chi <= p, |M_dagger - M*|_F^2 <= "
        "(1 - p + chi)/(p - chi) eps^2 |M*|_F^2 with probability at least 1 - exp(-2 chi^2 "
        "|d|_1^2/|d|_2^2), d = (M_dagger - M*)^2 + eps^2 M*^2 entrywise",
        "M_dagger and d depend on the mask, and the text does not say how a probability is compared with a "
        "random number, nor whether M_dagger may have a smaller rank. For rank M_dagger <= r and the least "
        "value over masks it is refuted (theorem), for rank 1 exactly and the mean over masks as well "
        "(theorem_2_2_rank_one.theorem_rank_one)",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "theorem_2_2.theorem",
        "theorem_2_2_rank_one.theorem_rank_one",
        "theorem_2_2.accuracy_positive",
    ],
)
HALF = {"p": Fraction(1, 2), "chi": Fraction(49, 100), "eps": Fraction(1, 100)}
theorem = claim(
    "Theorem 2.2: (10) holds with probability >= 1 - exp(-2 chi^2 |d|_1^2/|d|_2^2)",
    Computed(
        "the exact probability of (10) is not below 1 - exp(-2 chi^2 min |d|_1^2/|d|_2^2), the "
        "minimum over masks",
        _identity_truth,
        cases=[{"n": 2, "r": 2, **HALF}, {"n": 3, "r": 2, **HALF}, {"n": 3, "r": 3, **HALF}],
        of="all n, r, p, eps and chi",
    ),
    printed=True,
    scope=case("M* = diag(1, ..., 1, 0, ..., 0), rank M_dagger <= r"),
    rests_on=[
        *("theorem_2_2.tail", "theorem_2_2.expectation", "theorem_2_2.divided", "equation_8.nine"),
        *("theorem_2_2.accuracy_positive", "theorem_2_2.unseen_diagonal"),
    ],
    note="The weakest reading of a bound whose d is random: its least value over all masks.",
)
bit = mask_bits(2, 2)
missed = 2 - bit[0, 0] - bit[1, 1]
probability = claim(
    "Theorem 2.2: (10) has probability >= 38/100",
    Masks((2, 2), "1/2", missed <= 99 * Rational(1, 100) ** 2 * 2, at_least="38/100"),
    printed=True,
    scope=case("M* = I, r = n = 2, p = 1/2, chi = 49/100, eps = 1/100"),
    rests_on=["theorem_2_2.probability_claimed"],
    note="|M_dagger - M*|^2 is the number of diagonal entries that are missing; (1 - p + chi)/(p - "
    "chi) = 99.",
)
probability_claimed = claim(
    "Theorem 2.2, chi = 49/100: 1 - exp(-2 chi^2 |d|_1^2/|d|_2^2) >= 38/100 whatever d",
    Constants([("at |d|_1^2 = |d|_2^2", 1 - exp(-2 * Rational(49, 100) ** 2), ">=", Rational(38, 100))]),
    rests_on=["theorem_2_2.ratio_lower"],
)
probability_repaired = probability.repaired(
    "its probability is 1/4",
    show=Masks((2, 2), "1/2", missed <= 99 * Rational(1, 100) ** 2 * 2, exactly="1/4"),
    rests_on=[],
)
unseen_diagonal = claim(
    "Theorem 2.2, M* = diag(1, 1, 0, ...), any n: (10) asks for both ones once acc eps^2 |M*|^2 < 1",
    given=[p > 0, chi < p, error >= 1, (1 - p + chi) / (p - chi) * eps**2 * 2 < 1],
    show=error > (1 - p + chi) / (p - chi) * eps**2 * 2,
    note="error = the number of ones on the diagonal that are not observed.",
)

# (10) and (36) as they are printed, for any chi <= p.
accuracy_positive = claim(
    "Theorem 2.2, (10): the right side is not negative for chi < p",
    given=[p > 0, p <= 1, eps > 0, eps <= 1, m > 0, chi < p],
    show=(1 - p + chi) / (p - chi) * eps**2 * m >= 0,
    printed=True,
    note="At p = 1, chi < 0 every entry is observed, M_dagger = M*, and (10) says 0 <= a negative number.",
)
accuracy_positive_repaired = accuracy_positive.repaired(
    "0 <= chi < p", given=[p > 0, p <= 1, eps > 0, eps <= 1, m > 0, chi < p, chi >= 0]
)
collected = claim(
    "(36): E <= (1 - p + chi)(E + eps^2 m) says (p - chi) E <= (1 - p + chi) eps^2 m",
    given=[error <= (1 - p + chi) * (error + eps**2 * m)],
    show=(p - chi) * error <= (1 - p + chi) * eps**2 * m,
    printed=True,
    note="E = |M_dagger - M*|_F^2, m = |M*|_F^2.",
    lint_except={"circular": "the implication that is printed is this rearrangement"},
)
divided = claim(
    "(36): and then E <= (1 - p + chi)/(p - chi) eps^2 m",
    given=[
        chi <= p,
        conclusion_of("theorem_2_2.collected", (p - chi) * error <= (1 - p + chi) * eps**2 * m),
    ],
    show=error <= (1 - p + chi) / (p - chi) * eps**2 * m,
    printed=True,
)
divided_repaired = divided.repaired(
    "chi < p",
    given=[
        chi < p,
        conclusion_of("theorem_2_2.collected", (p - chi) * error <= (1 - p + chi) * eps**2 * m),
    ],
)


def _expectation(n: int) -> str:
    """E[R] over all masks, with symbols for p and the d_i."""
    import sympy

    q = sympy.Symbol("p")
    d = sympy.symbols(f"d0:{n}")
    total = sum(
        sympy.prod([q if bit else 1 - q for bit in bits])
        * sum(0 if bit else x for bit, x in zip(bits, d, strict=True))
        for bits in itertools.product([0, 1], repeat=n)
    )
    left = sympy.expand(total - (1 - q) * sum(d))
    return "" if left == 0 else f"differs by {left}"


expectation = claim(
    "(34): E[R] = (1 - p) |d|_1 for fixed d",
    Computed(
        "E[R] = (1 - p) |d|_1 for n = 2",
        _expectation,
        cases=[{"n": 4}],
        of="all numbers of entries",
        symbols="all real p and d",
    ),
    printed=True,
    scope=case("four entries"),
)


def _tail(d: tuple[int, ...], p: Fraction, t: Fraction) -> str:
    """P(R > E R + t) for fixed d, exactly, against exp(-2 t^2/|d|_2^2)."""
    from flint import arb, fmpq

    mean, beyond = (1 - p) * sum(d), Fraction(0)
    for bits in itertools.product([0, 1], repeat=len(d)):
        R = sum(x for bit, x in zip(bits, d, strict=True) if not bit)
        if mean + t < R:
            beyond += p ** sum(bits) * (1 - p) ** (len(d) - sum(bits))
    rate = 2 * t**2 / sum(x**2 for x in d)
    limit = arb(fmpq(-rate.numerator, rate.denominator)).exp()
    return "" if limit - arb(fmpq(beyond.numerator, beyond.denominator)) > 0 else f"P(R > ..) = {beyond}"


invisible_2 = claim(
    "P(row and column i are not observed for some i), n = 2, p = 3/10: 2 q^3 - q^4, q = 7/10",
    Masks(
        (2, 2),
        "3/10",
        Or(bit[0, 0] + bit[0, 1] + bit[1, 0] <= 0, bit[1, 1] + bit[0, 1] + bit[1, 0] <= 0),
        exactly=2 * Rational(7, 10) ** 3 - Rational(7, 10) ** 4,
    ),
    note="Then row i of every M_dagger is 0, for any eps: sum_k (-1)^{k+1} C(n, k) q^{n^2 - (n-k)^2}.",
)
wide = mask_bits(3, 3)
invisible_3 = claim(
    "P(row and column i are not observed for some i), n = 3, p = 3/10: 3 q^5 - 3 q^8 + q^9, q = 7/10",
    Masks(
        (3, 3),
        "3/10",
        Or(*(sum(b for ij, b in wide.items() if k in ij) <= 0 for k in range(3))),
        exactly=3 * Rational(7, 10) ** 5 - 3 * Rational(7, 10) ** 8 + Rational(7, 10) ** 9,
    ),
)
tail = claim(
    "(33): Hoeffding's inequality for a fixed d, at exact probabilities",
    Computed(
        "P(R <= E R + t) >= 1 - exp(-2 t^2/|d|_2^2)",
        _tail,
        cases=[
            {"d": d, "p": Fraction(k, 10), "t": Fraction(j, 10) * sum(d)}
            for d in [(1,), (1, 1), (3, 1), (1, 1, 1, 1), (9, 3, 3, 1), (5, 1, 1, 1, 0, 0, 0, 0, 0)]
            for k in (1, 3, 5, 9)
            for j in (1, 2, 5)
        ],
        of="all d, p and t",
    ),
    printed=True,
    scope=case("six vectors d, p in 1/10, 3/10, 1/2, 9/10"),
    rests_on=["theorem_2_2.tilted_variance", "theorem_2_2.best_rate"],
)
u, s, size, t = reals("u s size t")
tilted_variance = claim(
    "(33), Hoeffding's lemma: the second derivative u (1 - u) of log E exp(s r) is at most 1/4, u the tilted "
    "probability",
    given=[u >= 0, u <= 1],
    show=u * (1 - u) <= Rational(1, 4),
)
best_rate = claim(
    "(33): s^2 |d|_2^2/8 - s t is -2 t^2/|d|_2^2 at s = 4 t/|d|_2^2",
    given=[size > 0, t >= 0, Eq(s * size, 4 * t)],
    show=Eq(s**2 * size / 8 - s * t, -2 * t**2 / size),
    note="size = |d|_2^2.",
)

# Remark: 1 <= |d|_1^2/|d|_2^2 <= n^2.
x, y, norm1, norm2, scale = reals("x y d_norm_1 d_norm_2_squared scale")
ratio_lower = claim(
    "Remark after Theorem 2.2: |d|_1^2 >= |d|_2^2 for d >= 0, one more entry x at a time",
    given=[x >= 0, norm1 >= 0, norm1**2 >= norm2],
    show=(norm1 + x) ** 2 >= norm2 + x**2,
    printed=True,
)
a, b, c, e = reals("a b c e")
ratio_upper = claim(
    "Remark after Theorem 2.2: |d|_1^2 <= n^2 |d|_2^2",
    show=(a + b + c + e) ** 2 <= 4 * (a**2 + b**2 + c**2 + e**2),
    printed=True,
    scope=case("n = 2"),
)
ratio_upper_all = claim(
    "Remark after Theorem 2.2: |d|_1^2 <= N |d|_2^2 for N entries, one more entry x at a time",
    given=[y >= 1, norm1**2 <= y * norm2],
    show=(norm1 + x) ** 2 <= (y + 1) * (norm2 + x**2),
    printed=True,
    note="y = N.",
)
more_even = claim(
    "Remark after Theorem 2.2: moving weight from a larger to a smaller entry of d increases the ratio",
    given=[x >= y, y >= 0, t >= 0, t <= x - y],
    show=(x - t) ** 2 + (y + t) ** 2 <= x**2 + y**2,
    printed=True,
    note="|d|_1 stays, |d|_2 falls.",
)
worse_with_smaller_p = claim(
    "Text after Theorem 2.2: a smaller p gives a weaker (10), at the same chi >= 0",
    given=[chi >= 0, chi < x, x <= p, p <= 1],
    show=(1 - p + chi) / (p - chi) <= (1 - x + chi) / (x - chi),
    printed=True,
)

# What the proof does give. |M_dagger - M*| = apart on S, seen elsewhere; x = |M_dagger|_S, m = |M*|_S.
apart, M_squared = reals("apart M_squared")
every_mask = claim(
    "Theorem 2.2, for every mask: |M_dagger - M*|_F^2 <= 4 |M*|_S^2",
    given=[
        *(eps > 0, eps <= 1, x >= 0, m >= 0, apart >= 0, assuming("norm inequalities", apart <= x + m)),
        seen**2 + eps**2 * x**2 <= eps**2 * m**2,
    ],
    show=seen**2 + apart**2 <= 4 * m**2,
    rests_on=["equation_8.first_line_repaired"],
    note="(8) before the term |A(M_dagger)|_S^2 is dropped.",
)
every_mask_sharp = claim(
    "Theorem 2.2, for every mask: the 4 is reached as eps -> 0, M* = J, n = 2, both diagonal "
    "entries observed",
    Constants(
        [
            ("|M_dagger - M*|^2", 2 * (1 - scale) ** 2 + 2 * (1 + scale) ** 2, ">=", Rational(799, 200) * 2),
            ("|M*|_S^2", 2, "=", 2),
        ],
        where=[Eq(scale, 1 / (1 + Rational(1, 100) ** 2))],
    ),
    note="M_dagger = c [1, -1; -1, 1] with c = 1/(1 + eps^2), eps = 1/100.",
)
theorem_repaired = theorem.repaired(
    "4 (1 - p + chi) |M*|^2, with d = M* o M* in the exponent",
    show=claim(
        "",
        given=[
            conclusion_of("theorem_2_2.every_mask", seen**2 + apart**2 <= 4 * m**2),
            assuming("Hoeffding", m**2 <= (1 - p + chi) * M_squared),
        ],
        show=seen**2 + apart**2 <= 4 * (1 - p + chi) * M_squared,
    ).statement,
    scope=part("on the event |M*|_S^2 <= (1 - p + chi) |M*|^2"),
    rests_on=["theorem_2_2.every_mask", "theorem_2_2.tail", "theorem_2_2.expectation"],
    note="seen^2 + apart^2 = |M_dagger - M*|^2, m = |M*|_S, M_squared = |M*|^2. The event has probability "
    ">= 1 - exp(-2 chi^2 |M*|^4/sum M*_ij^4) by Hoeffding's inequality for the fixed entries M*_ij^2.",
)
