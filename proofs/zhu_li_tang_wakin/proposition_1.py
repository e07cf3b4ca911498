"""Proposition 1 (Zhu, Li, Tang, Wakin): a critical point X* of rank r of an f with (6), a > 0, is the only
minimiser of f over rank X <= r, and f(X) - f(X*) >= (a/2) |X - X*|^2. Proof: Appendix C.

f1 = f(X), f0 = f(X*), s = <grad f(X*), X - X*>, q = hess f(X~)[X - X*, X - X*], D = |X - X*|^2.
"""

from certify.claims import And, Eq, claim, reals
from certify.claims.words import Words, matrix, parameters, sizes

f0, f1, s, q, a, D, u, v = reals("f0 f1 s q a D u v")
taylor = (Eq(f1, f0 + s + q / 2), Eq(s, 0), a > 0, D >= 0)
growth = claim(
    "Proposition 1, last display: f(X) - f(X*) >= (a/2) |X - X*|^2",
    given=[*taylor, q >= a * D],
    show=f1 - f0 >= a * D / 2,
    printed=True,
    rests_on=["proposition_1.segment", "assumption_2.rank_of_sum"],
)
unique = claim(
    "Proposition 1: f(X*) <= f(X), and equality only at X = X*",
    given=[*taylor, q >= a * D],
    show=And(f1 >= f0, (D <= 0) | (f1 > f0)),
    printed=True,
    rests_on=["proposition_1.growth"],
)
n, m, r = sizes("n m r")
U, V, A, B = matrix("U", n, r), matrix("V", m, r), matrix("A", n, r), matrix("B", m, r)
(t,) = parameters("t")
segment = claim(
    "Proposition 1: X~ = t X* + (1 - t) X = [t A, (1 - t) U] [B, V]^T has rank at most 2r",
    Words(t * (A * B.T) + (1 - t) * (U * V.T), "==", (t * A) * B.T + ((1 - t) * U) * V.T),
    printed=True,
)
no_convexity = claim(
    "Proposition 1 without (6): the minimiser is unique, for f(X) = (X_11 - 1)^2/2 on X = u v^T in R^{2 x 1}",
    given=[Eq((u - 1) ** 2 / 2, 0)],
    show=Eq((u - 1) ** 2 + v**2, 0),
    canary="REFUTED",
    note="a = 0: the entry X_21 = v is not seen. X* = (1, 0) is critical of rank 1.",
)
