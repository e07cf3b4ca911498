"""Lemma 3.5 (Zhang): if N >= 0 and N Z = 0 then <N, E> >= 0 and <N, t1 E_T + t2 E_N> >= 0 for t1 >= t2 >=
0."""

from certify.claims import claim
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes

n, r, q = sizes("n r q")
X, P, Z = matrix("X", n, r), matrix("P", r, n), matrix("Z", n, q)
N = matrix("N", n, n, semidefinite=True)
t1, t2 = parameters("t1 t2")
penrose = (X * P * X - X, P * X * P - P, X * P - (X * P).T, P * X - (P * X).T)
Id, Pi = identity(n), X * P
E = X * X.T - Z * Z.T
Zp = (Id - Pi) * Z
E_N = -Zp * Zp.T
F = t1 * (E - E_N) + t2 * E_N

error = claim("Lemma 3.5: <N, E> >= 0", Words(inner(N, E), ">=", 0, vanishing=(N * Z,)), printed=True)
line = claim(
    "Lemma 3.5: <N, t1 E_T + t2 E_N> = <N, t1 X X^T + (t1 - t2) Z_p Z_p^T>",
    Words(inner(N, F), "==", inner(N, t1 * X * X.T + (t1 - t2) * Zp * Zp.T), vanishing=(*penrose, N * Z)),
    printed=True,
)
(gap,) = parameters("gap")
Y = matrix("Y", n, q)
combination = claim(
    "Lemma 3.5: <N, t1 X X^T + (t1 - t2) Z_p Z_p^T> >= 0 for t1 >= t2 >= 0",
    Words(inner(N, (t2 + gap) * X * X.T + gap * Y * Y.T), ">=", 0, nonnegative=(t2, gap)),
    printed=True,
    rests_on=["lemma_3_5.line"],
    note="gap = t1 - t2; Y stands for Z_p.",
)
wrong_order = claim(
    "Lemma 3.5 without t1 >= t2",
    Words(
        inner(N, t1 * X * X.T + (t1 - t2) * Zp * Zp.T),
        ">=",
        0,
        vanishing=(*penrose, N * Z),
        nonnegative=(t1, t2),
    ),
    canary="REFUTED",
    note="The order of t1 and t2 is used: Lemma 3.18 needs tau <= alpha.",
)
