"""Lemma 2.1 (noisy completion): epsilon-MC has (1, n)-RSS and (eps^2, n)-RSC for eps in (0, 1]; the RSC
constant is tight if it is to hold for all instances.

Chosen: matrices as columns of N = n^2 entries, P the projection on the observed ones; A_eps is T = P + eps
(I - P). What is shown holds for every orthogonal projection P.
Found: (7) has no 1/2 in front, and for it the constant of RSS is 2; the lemma speaks of (1) with A_eps.
"""

import itertools
from fractions import Fraction

import numpy as np

from certify.claims import And, Computed, Eq, case, claim, part, reals, whole
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square
from certify.recovery.papers.completion import convexity_constants


def _lemma(observed: int, half: bool) -> str:
    """n = 1: f(M) - f(N) - (M - N) f'(N) = c W^2 (M - N)^2, W = 1 or eps = 1/2; c = 1/2 or 1."""
    eps = Fraction(1, 2)
    constants = convexity_constants(np.array([[observed]]), eps)
    factor = Fraction(1) if half else Fraction(2)
    if factor * constants.smoothness <= 1 and factor * constants.convexity >= eps**2:
        return ""
    return f"n = 1, M_11 observed, f = |A_eps(M) - b|^2 of (7): L_s = {factor * constants.smoothness} > 1"


lemma = claim(
    "Lemma 2.1",
    Computed(
        "the objective of (7) satisfies the (1, n)-RSS property and the (eps^2, n)-RSC property of "
        "Definition 1.1",
        _lemma,
        cases=[{"observed": 1, "half": False}],
        of="all n, masks and eps in (0, 1]",
    ),
    printed=True,
    scope=whole,
    rests_on=["definition_1_1.quadratic", "lemma_2_1.seven"],
    lint_except={"fixed-size": "the sentence is about all n and masks, and one mask refutes it"},
    note="As printed (7) has no 1/2. With the 1/2 of (1) both parts hold: `rss`, `rsc`.",
)
N = sizes("N")[0]
(e,) = parameters("epsilon")
x, y, z, b = (matrix(name, N, 1) for name in ("M", "N_0", "D", "b"))
P = matrix("P", N, N, symmetric=True)
T = P + e * (identity(N) - P)
rss = lemma.repaired(
    "with the 1/2 of (1): f(M) - f(N) <= <M - N, grad f(N)> + |M - N|^2/2",
    show=Words(
        square(T * x - b) / 2 - square(T * y - b) / 2,
        "<=",
        inner(x - y, T * (T * y - b)) + square(x - y) / 2,
        vanishing=(P * P - P,),
        nonnegative=(1 - e**2,),
    ),
    scope=part("(1, n)-RSS"),
    rests_on=[],
    note="All sizes. Rank is not restricted, as r = n.",
)
rsc = lemma.repaired(
    "with the 1/2 of (1): f(M) - f(N) >= <M - N, grad f(N)> + eps^2 |M - N|^2/2",
    show=Words(
        square(T * x - b) / 2 - square(T * y - b) / 2,
        ">=",
        inner(x - y, T * (T * y - b)) + e**2 * square(x - y) / 2,
        vanishing=(P * P - P,),
        nonnegative=(1 - e**2,),
    ),
    scope=part("(eps^2, n)-RSC"),
    rests_on=[],
    note="All sizes. Rank is not restricted, as r = n.",
)

w, eps, m = reals("w epsilon m")
between = [eps > 0, w >= eps, w <= 1]
seven = claim(
    "Lemma 2.1, (7) at one entry of M - N: W^2 m^2 <= m^2/2 and >= eps^2 m^2/2",
    given=[eps > 0, eps <= 1, Eq((w - 1) * (w - eps), 0)],
    show=And(w**2 * m**2 <= m**2 / 2, w**2 * m**2 >= eps**2 * m**2 / 2),
    printed=True,
    rests_on=["definition_1_1.quadratic"],
    note="m is an entry of M - N. (7) is printed without 1/2: the left side is |A_eps(M - N)|^2.",
)
seven_repaired = seven.repaired(
    "with the 1/2 of (1)",
    given=between,
    show=And(w**2 * m**2 / 2 <= m**2 / 2, w**2 * m**2 / 2 >= eps**2 * m**2 / 2),
)
seven_other_constants = seven.repaired(
    "constants 2 and 2 eps^2",
    given=between,
    show=And(w**2 * m**2 <= 2 * m**2 / 2, w**2 * m**2 >= 2 * eps**2 * m**2 / 2),
)


def _masks(n: int):
    for bits in itertools.product([0, 1], repeat=n * n):
        yield np.array(bits).reshape(n, n)


def _tight(n: int, eps: Fraction) -> str:
    """alpha_s = eps^2 unless all is observed, L_s = 1 unless nothing is; the least alpha_s is eps^2."""
    for mask in _masks(n):
        found = convexity_constants(mask, eps)
        wanted = (Fraction(1) if mask.all() else eps**2, Fraction(1) if mask.any() else eps**2)
        if (found.convexity, found.smoothness) != wanted:
            return f"mask {mask.tolist()}: {found}"
    return ""


def _symmetric(n: int, eps: Fraction) -> str:
    """Over symmetric M - N: min and max of (W_ij^2 + W_ji^2)/2; least over i <= j."""
    for mask in _masks(n):
        found = convexity_constants(mask, eps, symmetric=True)
        both = [mask[i, j] + mask[j, i] for i in range(n) for j in range(i + 1)]
        values = {0: eps**2, 1: (1 + eps**2) / 2, 2: Fraction(1)}
        if (found.convexity, found.smoothness) != (values[min(both)], values[max(both)]):
            return f"mask {mask.tolist()}: {found}"
    return ""


CASES = [{"n": n, "eps": Fraction(1, k)} for n in (1, 2, 3) for k in (2, 100)]
tight = claim(
    "Lemma 2.1, text after it: the RSC constant eps^2 is tight for the masks with a missing entry",
    Computed(
        "alpha_s = eps^2 unless all entries are observed", _tight, cases=CASES, of="all n, masks and eps < 1"
    ),
    printed=True,
    scope=case("n <= 3, eps = 1/2 and 1/100"),
    rests_on=["lemma_2_1.rsc", "lemma_2_1.reached"],
)
reached = claim(
    "Lemma 2.1, text after it: |A_eps(M)|^2 = eps^2 |M|_F^2 where M has no observed entry, all sizes",
    Words(square(T * x), "==", e**2 * square(x), vanishing=(P * P - P, P * x)),
    printed=True,
    note="M = e_i e_j^T at a missing entry is such a matrix, of rank one.",
)
symmetric = claim(
    "Lemma 2.1 over symmetric matrices: alpha_s = min, L_s = max of (W_ij^2 + W_ji^2)/2 (n <= 3)",
    Computed(
        "the masks with n <= 3, eps = 1/2 and 1/100",
        _symmetric,
        cases=CASES,
        of="all masks with n <= 3, and eps < 1",
    ),
)
