"""Theorem 2.2 (noisy completion) where M_dagger has rank exactly r: M* = J, n = 2, r = 1, p = 4/5, chi =
79/100,
eps = 1/1000.

A diagonal entry alone, or both without an off-diagonal one, leave f the same under a change of sign or at
zero:
M_dagger = e_1 e_1^T or c [1, -1; -1, 1] is a global optimum of rank one and (10) fails.
Read with the mean of exp(-2 chi^2 |d|_1^2/|d|_2^2) over the masks, since d depends on the mask.

The other optima: with x = M_11 - 1, y = M_12 - 1, z = M_22 - 1 at an optimum of rank one for a mask that
sees (1, 1)
and an off-diagonal entry, (1 + x)(1 + z) = (1 + y)^2 and x^2 + y^2 <= f(M_dagger) - .. <= what is saved
elsewhere.
"""

from fractions import Fraction

import numpy as np

from certify.claims import (
    Abs,
    And,
    Computed,
    Constants,
    Eq,
    Masks,
    Rational,
    case,
    claim,
    exp,
    mask_bits,
    reals,
)
from certify.recovery.papers.completion import (
    CompletionSurrogate,
    accuracy,
    block_minimiser,
    deviations,
    evenness,
)

P, CHI, EPS = Fraction(4, 5), Fraction(79, 100), Fraction(1, 1000)
J = np.array([[Fraction(1)] * 2] * 2)
e, x, y, z, s, t = reals("epsilon x y z s t")


def _fails(diagonal: tuple[int, int], least: Fraction) -> str:
    """At this mask (no off-diagonal entry) some global optimum of rank one violates (10), evenly enough."""
    mask = np.diag(diagonal)
    root = block_minimiser(mask, [1, 1], EPS)
    M = np.array([[Fraction(str(a * b)) for b in root] for a in root])
    M[0, 1], M[1, 0] = -M[0, 1], -M[1, 0]  # the other sign has the same f
    values = [CompletionSurrogate(mask, EPS, J).value(N) for N in (M, abs(M))]
    if values[0] != values[1] or not M.any():
        return f"{M.tolist()} is no optimum of rank one"
    if np.sum((M - J) ** 2) <= accuracy(P, CHI) * EPS**2 * 4:
        return f"{M.tolist()} satisfies (10)"
    ratio = evenness(deviations(M, J, EPS))
    return "" if ratio >= least else f"|d|_1^2/|d|_2^2 = {ratio}"


violated = claim(
    "Theorem 2.2, M* = J, n = 2: (10) fails at rank-one optima where no off-diagonal entry is observed",
    Computed(
        "p = 4/5, chi = 79/100, eps = 1/1000: (10) fails, and "
        "|d|_1^2/|d|_2^2 is at least 299/100 with one, 199/100 with both diagonal entries",
        _fails,
        cases=[
            {"diagonal": (1, 0), "least": Fraction(299, 100)},
            {"diagonal": (0, 1), "least": Fraction(299, 100)},
            {"diagonal": (1, 1), "least": Fraction(199, 100)},
        ],
    ),
)
same_diagonal = claim(
    "Theorem 2.2, M* = J, n = 2, both or no diagonal entry observed: given M_12 = u >= 1/2, f is least at "
    "M_11 = M_22 = u",
    given=[s >= 0, t >= 0, y >= Rational(1, 2), Eq(s * t, y**2)],
    show=And((s - 1) ** 2 + (t - 1) ** 2 >= 2 * (y - 1) ** 2, s**2 + t**2 >= 2 * y**2),
    note="M_dagger = u J then, and |d|_1^2/|d|_2^2 = 4. u < 1/2 costs more than f(J).",
)
fit = x**2 + y**2 + e**2 * (1 + z) ** 2 + e**2 * (1 + y) ** 2
other_first = claim(
    "Theorem 2.2, M* = J, n = 2, one diagonal entry observed: x^2 + y^2 <= 2 eps^2, so |x|, |y| <= 3/2000",
    given=[Eq(e, Rational(1, 1000)), x**2 + y**2 + e**2 * (1 + z) ** 2 <= 2 * e**2],
    show=And(Abs(x) <= Rational(3, 2000), Abs(y) <= Rational(3, 2000)),
)
other_second = claim(
    "Theorem 2.2, M* = J, n = 2, one diagonal entry observed: then -1/200 <= z <= 1/200",
    given=[
        Abs(x) <= Rational(3, 2000),
        Abs(y) <= Rational(3, 2000),
        Eq((1 + x) * (1 + z), (1 + y) ** 2),
    ],
    show=And(z >= -Rational(1, 200), z <= Rational(1, 200)),
)
other_third = claim(
    "Theorem 2.2, M* = J, n = 2, one diagonal entry observed: then x^2 + y^2 <= eps^2/50",
    given=[
        Eq(e, Rational(1, 1000)),
        z >= -Rational(1, 200),
        y >= -Rational(3, 2000),
        fit <= 2 * e**2,
    ],
    show=x**2 + y**2 <= e**2 / 50,
    note="One off-diagonal entry observed; 2 f(J) = 2 eps^2.",
)
other_third_both = claim(
    "Theorem 2.2, M* = J, n = 2, one diagonal and both off-diagonal entries observed: x^2 + y^2 <= eps^2/50",
    given=[z >= -Rational(1, 200), e > 0, x**2 + 2 * y**2 + e**2 * (1 + z) ** 2 <= e**2],
    show=x**2 + y**2 <= e**2 / 50,
)
other_fourth = claim(
    "Theorem 2.2, M* = J, n = 2, one diagonal entry observed: then z^2 <= eps^2/4",
    given=[
        Eq(e, Rational(1, 1000)),
        x**2 + y**2 <= e**2 / 50,
        Eq((1 + x) * (1 + z), (1 + y) ** 2),
    ],
    show=z**2 <= e**2 / 4,
)
u, v, w = reals("u v w")
other_evenness = claim(
    "Theorem 2.2, M* = J, n = 2, one diagonal entry observed: |d|_1^2 >= (17/5) |d|_2^2",
    given=[
        *(u >= 1, v >= 1, w >= 1, u + v <= 2 + Rational(1, 50), w <= Rational(5, 4)),
    ],
    show=(u + 2 * v + w) ** 2 >= Rational(17, 5) * (u**2 + 2 * v**2 + w**2),
    rests_on=[
        *("theorem_2_2_rank_one.other_first", "theorem_2_2_rank_one.other_second"),
        *("theorem_2_2_rank_one.other_third", "theorem_2_2_rank_one.other_third_both"),
        "theorem_2_2_rank_one.other_fourth",
    ],
    note="u, v, w = d_11, d_12, d_22 over eps^2.",
)
bit = mask_bits(2, 2)
probability = claim(
    "Theorem 2.2, M* = J, n = 2, p = 4/5: no off-diagonal entry and some diagonal one is observed",
    Masks(
        (2, 2),
        "4/5",
        And(bit[0, 1] + bit[1, 0] <= 0, bit[0, 0] + bit[1, 1] >= 1),
        exactly="24/625",
    ),
    note="2 p q^3 + p^2 q^2, q = 1 - p: there (10) fails at an optimum of rank one.",
)
c = Rational(79, 100)
p, q = Rational(4, 5), Rational(1, 5)
connected = 1 - q**2
theorem_rank_one = claim(
    "Theorem 2.2: (10) fails with a probability of at most E exp(-2 chi^2 |d|_1^2/|d|_2^2)",
    Constants(
        [
            (
                "P(rank one, (10) fails) <= E exp(..)",
                2 * p * q**3 + p**2 * q**2,
                "<=",
                connected * exp(-2 * c**2 * Rational(17, 5))
                + 2 * p * q**3 * exp(-2 * c**2 * Rational(299, 100))
                + p**2 * q**2 * exp(-2 * c**2 * Rational(199, 100))
                + q**4,
            )
        ]
    ),
    printed=True,
    scope=case("M* = J, n = 2, r = 1 = rank M_dagger, p = 4/5, chi = 79/100, eps = 1/1000"),
    rests_on=[
        *("theorem_2_2_rank_one.violated", "theorem_2_2_rank_one.same_diagonal"),
        "theorem_2_2_rank_one.probability",
        *("theorem_2_2_rank_one.other_evenness", "theorem_2_2.tail"),
    ],
    note="The right side is an upper bound of E exp(..) by the lines it rests on: 1 at the empty "
    "mask, evenness 17/5 "
    "where an off-diagonal entry is seen.",
)
theorem_rank_one_repaired = theorem_rank_one.repaired(
    "4 (1 - p + chi) |M*|^2, with d = M* o M* in the exponent",
    show=Constants(
        [
            ("|M*|_S^2 = 3 is within", 3, "<=", (1 - p + c) * 4),
            ("P(|M*|_S^2 = 4) <= exp(-2 chi^2 |M*|^4/sum M*_ij^4)", q**4, "<=", exp(-2 * c**2 * 4)),
        ]
    ),
    rests_on=["theorem_2_2.every_mask"],
)
