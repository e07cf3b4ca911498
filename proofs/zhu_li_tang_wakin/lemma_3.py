"""Lemma 3 (Zhu, Li, Tang, Wakin): the orthogonal Procrustes problem. W2^T W1 = L S P^T, R = L P^T; of S
it is used that it is semidefinite."""

from certify.claims import Unmechanised, claim, source, whole
from certify.claims.words import Words, identity, matrix, sizes, square, tr

SOURCE = source("Lemma 3", page=6)

N, r = sizes("N r")
W1, W2 = matrix("W1", N, r), matrix("W2", N, r)
L, P, Z = matrix("L", r, r), matrix("P", r, r), matrix("Z", r, r)
S = matrix("S", r, r, semidefinite=True)
eye = identity(r)
svd = (L.T * L - eye, L * L.T - eye, P.T * P - eye, P * P.T - eye, W2.T * W1 - L * S * P.T)
R = L * P.T

product = claim(
    "Lemma 3, second display: W1^T W2 R = P S P^T",
    Words(W1.T * W2 * R, "==", P * S * P.T, vanishing=svd),
    printed=True,
)
symmetric = claim(
    "Lemma 3, second display: W1^T W2 R = (W2 R)^T W1",
    Words(W1.T * W2 * R, "==", (W2 * R).T * W1, vanishing=svd),
    printed=True,
)
x = matrix("x", r, 1)
semidefinite = claim(
    "Lemma 3, second display: P S P^T is semidefinite, x^T P S P^T x >= 0",
    Words(tr(x.T * P * S * P.T * x), ">=", 0),
    printed=True,
)
optimal = claim(
    "Lemma 3, first display: no orthogonal Z = P^T R'^T L has tr(S Z) > tr S, so that R attains the minimum",
    Words(tr(S), ">=", tr(S * Z), vanishing=(Z.T * Z - eye,)),
    printed=True,
    rests_on=["lemma_3.product"],
)
distance = claim(
    "On Lemma 3: |W1 - W2 R|^2 = |W1|^2 + |W2|^2 - 2 tr S, tr S = ||W2^T W1||_*",
    Words(square(W1 - W2 * R), "==", square(W1) + square(W2) - 2 * tr(S), vanishing=svd),
    rests_on=["lemma_3.optimal"],
)
lemma = claim(
    "Lemma 3",
    Unmechanised(
        "Let W2^T W1 = L S P^T be an SVD. Then R = L P^T minimises |W1 - W2 R'|_F over R' in O_r, and "
        "W1^T W2 R = "
        "(W2 R)^T W1 = P S P^T is semidefinite",
        "its conclusions are decided one by one; no statement joins them",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "lemma_3.optimal",
        "lemma_3.product",
        "lemma_3.symmetric",
        "lemma_3.semidefinite",
        "lemma_3.distance",
    ],
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
