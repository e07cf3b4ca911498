"""Lemma 3.5 (Zhang): if N >= 0 and N Z = 0 then <N, E> >= 0 and <N, t1 E_T + t2 E_N> >= 0 for t1 >= t2 >=
0."""

from certify.claims import claim, part, whole
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

error = claim(
    "Lemma 3.5: <N, E> >= 0",
    Words(inner(N, E), ">=", 0, vanishing=(N * Z,)),
    printed=True,
    scope=part("first inequality"),
)
line = claim(
    "Lemma 3.5, proof: <N, t1 E_T + t2 E_N> = <N, t1 X X^T + (t1 - t2) Z_p Z_p^T>",
    Words(inner(N, F), "==", inner(N, t1 * X * X.T + (t1 - t2) * Zp * Zp.T), vanishing=(*penrose, N * Z)),
    printed=True,
)
combination = claim(
    "Lemma 3.5, proof: <N, t1 X X^T + (t1 - t2) Z_p Z_p^T> >= 0 for t1 >= t2 >= 0",
    Words(inner(N, t1 * X * X.T + (t1 - t2) * Zp * Zp.T), ">=", 0, nonnegative=(t2, t1 - t2)),
    printed=True,
    rests_on=["lemma_3_5.line"],
)
lemma_whole = claim(
    "Lemma 3.5",
    Words(inner(N, F), ">=", 0, vanishing=(N * Z,), nonnegative=(t2, t1 - t2)),
    printed=True,
    scope=whole,
    rests_on=["lemma_3_5.error", "lemma_3_5.line", "lemma_3_5.combination", "fact_3_2.total"],
    note="N >= 0, N Z = 0 and t1 >= t2 >= 0, for all sizes, and for any P, of which X^+ is one. F = t1 E_T "
    "+ t2 E_N with E_T = E - E_N and E_N = -Z_p Z_p^T, as in Fact 3.2. The first inequality, <N, E> "
    ">= 0, is the case t1 = t2 = 1.",
    seconds=60,
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
