"""Corollary 2 (Zhu, Li, Tang, Wakin): s_r(B) |A|_F <= |A B|_F <= |B| |A|_F for A (n, r), B (r, r).

B B^T = s I + C with C semidefinite says s <= s_r(B)^2, B B^T = s I - C says s >= |B|^2.
"""

from certify.claims import Unmechanised, claim, part, source, whole
from certify.claims.words import Words, identity, matrix, parameters, sizes, square

SOURCE = source("Corollary 2", page=16)

n, r = sizes("n r")
(s,) = parameters("s")
A, B = matrix("A", n, r), matrix("B", r, r)
C = matrix("C", r, r, semidefinite=True)

lower = claim(
    "Corollary 2: |A B|^2 >= s_r(B)^2 |A|^2",
    Words(square(A * B), ">=", s * square(A), vanishing=(B * B.T - s * identity(r) - C,)),
    printed=True,
    scope=part("lower bound"),
    rests_on=["lemma_7.lower"],
)
upper = claim(
    "Corollary 2: |A B|^2 <= |B|^2 |A|^2",
    Words(square(A * B), "<=", s * square(A), vanishing=(B * B.T - s * identity(r) + C,)),
    printed=True,
    scope=part("upper bound"),
    rests_on=["lemma_7.upper"],
)
corollary = claim(
    "Corollary 2",
    Unmechanised(
        "For A (n, r) and B (r, r): s_r(B) |A|_F <= |A B|_F <= |B| |A|_F",
        "its two bounds are decided one by one, squared, with B B^T - s_r(B)^2 I and |B|^2 I - B B^T as "
        "semidefinite letters; no statement joins them",
    ),
    printed=True,
    scope=whole,
    rests_on=["corollary_2.lower", "corollary_2.upper"],
)
