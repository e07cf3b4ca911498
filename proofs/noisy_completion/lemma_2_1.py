"""Lemma 2.1 (noisy completion): epsilon-MC has (1, n)-RSS and (eps^2, n)-RSC for eps in (0, 1]; the RSC
constant is tight if it is to hold for all instances.

Chosen: one entry at a time, w = 1 observed, w = eps not; |A_eps(M)|^2 is the sum of w^2 M_ij^2.
Found: (7) has no 1/2 in front, and for it the constant of RSS is 2; the lemma speaks of (1) with A_eps.
"""

import itertools
from fractions import Fraction

import numpy as np

from certify.claims import And, Computed, Eq, claim, reals
from certify.objectives import convexity_constants

w, eps, m, half_l, half_a = reals("w epsilon m half_L half_alpha")
between = [eps > 0, w >= eps, w <= 1]
entry = [eps > 0, eps <= 1, Eq((w - 1) * (w - eps), 0)]

seven = claim(
    "Lemma 2.1 for f of (7): f(M) - f(N) - <M - N, grad f(N)> <= |M - N|^2/2 and >= eps^2 |M - N|^2/2",
    given=entry,
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
    "Lemma 2.1: eps^2 is tight over all instances: every mask with a missing entry has it",
    Computed("every mask, n <= 3, eps = 1/2 and 1/100", _tight, cases=CASES, of="all n, masks and eps < 1"),
    printed=True,
    rests_on=["lemma_2_1.seven_repaired", "lemma_2_1.reached"],
)
reached = claim(
    "Lemma 2.1: e_i e_j^T at a missing entry has |A_eps(M)|^2 = eps^2 |M|^2, rank one, any n",
    given=[eps > 0, eps <= 1, Eq(w, eps), Eq(m, 1)],
    show=Eq(w**2 * m**2, eps**2 * m**2),
    printed=True,
)
symmetric = claim(
    "Lemma 2.1 over symmetric matrices: alpha_s = min, L_s = max of (W_ij^2 + W_ji^2)/2 (n <= 3)",
    Computed(
        "every mask, n <= 3, eps = 1/2 and 1/100",
        _symmetric,
        cases=CASES,
        of="all masks with n <= 3, and eps < 1",
    ),
)
