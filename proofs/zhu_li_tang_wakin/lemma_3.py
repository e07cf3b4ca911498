"""Lemma 3 (Zhu, Li, Tang, Wakin): the orthogonal Procrustes problem. W2^T W1 = L S P^T, R = L P^T.

S = C C^T with any C stands for the semidefinite S.
"""

from certify.claims import claim
from certify.claims.words import Words, identity, matrix, sizes, square, tr

N, r = sizes("N r")
W1, W2 = matrix("W1", N, r), matrix("W2", N, r)
L, P, C, Z = matrix("L", r, r), matrix("P", r, r), matrix("C", r, r), matrix("Z", r, r)
S = C * C.T
eye = identity(r)
svd = (L.T * L - eye, L * L.T - eye, P.T * P - eye, P * P.T - eye, W2.T * W1 - L * S * P.T)
R = L * P.T

product = claim(
    "Lemma 3: W1^T W2 R = P S P^T",
    Words(W1.T * W2 * R, "==", P * S * P.T, vanishing=svd),
    printed=True,
)
symmetric = claim(
    "Lemma 3: W1^T W2 R = (W2 R)^T W1",
    Words(W1.T * W2 * R, "==", (W2 * R).T * W1, vanishing=svd),
    printed=True,
)
x = matrix("x", r, 1)
semidefinite = claim(
    "Lemma 3: x^T P S P^T x >= 0",
    Words(tr(x.T * P * S * P.T * x), ">=", 0),
    printed=True,
)
optimal = claim(
    "Lemma 3: no orthogonal Z = P^T R'^T L has tr(S Z) > tr S, so that R attains the minimum",
    Words(tr(S), ">=", tr(S * Z), vanishing=(Z.T * Z - eye,)),
    printed=True,
    rests_on=["lemma_3.product"],
)
distance = claim(
    "Lemma 3: |W1 - W2 R|^2 = |W1|^2 + |W2|^2 - 2 tr S, tr S = ||W2^T W1||_*",
    Words(square(W1 - W2 * R), "==", square(W1) + square(W2) - 2 * tr(S), vanishing=svd),
    rests_on=["lemma_3.optimal"],
)
R1, R2 = matrix("R1", r, r), matrix("R2", r, r)
equation_12 = claim(
    "(12): |W1 R1 - W2 R2| = |W1 - W2 R2 R1^T|, so that one rotation suffices",
    Words(
        square(W1 * R1 - W2 * R2),
        "==",
        square(W1 - W2 * R2 * R1.T),
        vanishing=(R1 * R1.T - eye, R1.T * R1 - eye),
    ),
    printed=True,
    rests_on=[
        "definition_7.equation_4_repaired",
        "definition_7.group_closed",
        "definition_7.group_inverse",
        "example_2.energy",
    ],
)
