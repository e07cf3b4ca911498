"""Lemma 7 (Zhu, Li, Tang, Wakin): s_n(A) tr B <= tr(A B) <= |A| tr B for semidefinite A and B.

A = s I + C with C semidefinite says s <= s_n(A), A = s I - C says s >= |A|.
"""

from certify.claims import Eq, Unmechanised, claim, part, reals, source, whole
from certify.claims.words import Words, identity, matrix, parameters, sizes, tr

SOURCE = source("Lemma 7", page=16)

(n,) = sizes("n")
(s,) = parameters("s")
B, C = matrix("B", n, n, semidefinite=True), matrix("C", n, n, semidefinite=True)
B_any = matrix("B", n, n, symmetric=True)

lower = claim(
    "Lemma 7: tr(A B) >= s_n(A) tr B",
    Words(tr((s * identity(n) + C) * B), ">=", s * tr(B)),
    printed=True,
    scope=part("lower bound"),
)
upper = claim(
    "Lemma 7: tr(A B) <= |A| tr B",
    Words(tr((s * identity(n) - C) * B), "<=", s * tr(B)),
    printed=True,
    scope=part("upper bound"),
)
A, P1, P2, L1, L2 = (
    matrix("A", n, n, symmetric=True),
    matrix("P1", n, n),
    matrix("P2", n, n),
    matrix("L1", n, n, symmetric=True),
    matrix("L2", n, n, symmetric=True),
)
rewritten = claim(
    "Lemma 7, proof: tr(A B) = tr(L1 P1^T P2 L2 P2^T P1)",
    Words(tr(P1 * L1 * P1.T * P2 * L2 * P2.T), "==", tr(L1 * P1.T * P2 * L2 * P2.T * P1)),
    printed=True,
)
any_symmetric = claim(
    "On Lemma 7, for a B that is only symmetric",
    Words(tr((s * identity(n) + C) * B_any), ">=", s * tr(B_any)),
    canary="REFUTED",
)
x, y, z, b = reals("x y z b")
attained = claim(
    "On Lemma 7, sharp: tr(A B) = s_n(A) tr B for A = diag(x, y), x <= y, and B = diag(b, 0)",
    given=[x >= 0, x <= y, b >= 0],
    show=Eq(x * b + y * 0, x * (b + 0)),
)
lemma = claim(
    "Lemma 7",
    Unmechanised(
        "For semidefinite A and B (n, n): s_n(A) tr B <= tr(A B) <= |A| tr B",
        "its two bounds are decided one by one, with A - s_n(A) I and |A| I - A as semidefinite letters; no "
        "statement joins them",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_7.lower", "lemma_7.upper"],
)
