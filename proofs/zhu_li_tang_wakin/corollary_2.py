"""Corollary 2 (Zhu, Li, Tang, Wakin): s_r(B) |A|_F <= |A B|_F <= |B| |A|_F for A (n, r), B (r, r).

B B^T = s I + C (or s I - C) with C semidefinite says s = s_r(B)^2 (or s = |B|^2).
"""

from certify.claims import claim
from certify.claims.words import Words, identity, matrix, parameters, sizes, square

n, r = sizes("n r")
(s,) = parameters("s")
A, B = matrix("A", n, r), matrix("B", r, r)
C = matrix("C", r, r, semidefinite=True)

lower = claim(
    "Corollary 2: |A B|^2 >= s_r(B)^2 |A|^2",
    Words(square(A * B), ">=", s * square(A), vanishing=(B * B.T - s * identity(r) - C,)),
    printed=True,
    rests_on=["lemma_7.lower"],
)
upper = claim(
    "Corollary 2: |A B|^2 <= |B|^2 |A|^2",
    Words(square(A * B), "<=", s * square(A), vanishing=(B * B.T - s * identity(r) + C,)),
    printed=True,
    rests_on=["lemma_7.upper"],
)
