"""Assumptions 1 and 2 and the scaling (7) (Zhu, Li, Tang, Wakin): (2r, 4r)-restricted strong convexity and
smoothness, a |D|^2 <= hess f(X)[D, D] <= b |D|^2 for rank X <= 2r, rank D <= 4r.

(7) prints b' = 2 a/(a + b) where 2 b/(a + b) is meant.
"""

from certify.claims import And, Eq, claim, reals
from certify.claims.words import Words, identity, matrix, sizes, square

a, b, c = reals("a b c")
scaled_b = claim(
    "(7): b' = 2 a/(a + b) = 1 + c with c = (b - a)/(a + b)",
    given=[a > 0, b >= a],
    show=Eq(2 * a / (a + b), 1 + (b - a) / (a + b)),
    printed=True,
)
scaled_b_repaired = scaled_b.repaired("b' = 2 b/(a + b)", show=Eq(2 * b / (a + b), 1 + (b - a) / (a + b)))
scaled_a = claim(
    "(7): a' = 2 a/(a + b) = 1 - c",
    given=[a > 0, b >= a],
    show=Eq(2 * a / (a + b), 1 - (b - a) / (a + b)),
    printed=True,
)
scaled_range = claim(
    "(7): 0 < a' <= 1 <= b', a' + b' = 2 and c in [0, 1)",
    given=[a > 0, b >= a],
    show=And(
        2 * a / (a + b) > 0,
        2 * a / (a + b) <= 1,
        2 * b / (a + b) >= 1,
        Eq(2 * a / (a + b) + 2 * b / (a + b), 2),
        (b - a) / (a + b) >= 0,
        (b - a) / (a + b) < 1,
    ),
    printed=True,
)
w1, w2, d1, d2 = reals("w1 w2 d1 d2")
weighted = claim(
    "Assumption 2: weights in [1 - c, 1 + c] give a = 1 - c, b = 1 + c, on any two entries of D",
    given=[c >= 0, c < 1, w1 >= 1 - c, w1 <= 1 + c, w2 >= 1 - c, w2 <= 1 + c],
    show=And(
        w1 * d1**2 + w2 * d2**2 >= (1 - c) * (d1**2 + d2**2),
        w1 * d1**2 + w2 * d2**2 <= (1 + c) * (d1**2 + d2**2),
    ),
)
mask = claim(
    "Assumption 2 fails for matrix completion: with an entry left out (w2 = 0) no a > 0 exists",
    given=[a > 0, Eq(w1, 1), Eq(w2, 0)],
    show=And(d1**2 + d2**2 > 0, w1 * d1**2 + w2 * d2**2 < a * (d1**2 + d2**2)),
    exists=True,
    note="D = e_i e_j^T off the mask has rank one. The text after Assumption 1 names matrix completion for "
    "Assumption 1 alone.",
)
n, m, r = sizes("n m r")
U, V = matrix("U", n, r), matrix("V", m, r)
sensing_critical = claim(
    "Assumption 1 for matrix sensing: grad f(X*) = A^* A(X* - X*) = 0",
    Words(matrix("H", n, n) * (U * V.T - U * V.T), "==", 0 * U * V.T),
    printed=True,
    note="One factor H from the left stands for the linear map A^* A.",
)
rank_of_sum = claim(
    "text after (6), used in Lemma 10 and Proposition 1: X - X* has a factorization with 2r columns",
    Words(
        U * V.T - matrix("A", n, r) * matrix("B", m, r).T,
        "==",
        U * V.T + matrix("A", n, r) * (matrix("B", m, r) * (-identity(r))).T,
    ),
    note="[U, A] [V, -B]^T has inner size 2r, so that its rank is at most 2r.",
)
frobenius = claim(
    "Assumption 2 for f = |X - X*|^2/2: a = b = 1, c = 0",
    Words(square(U * V.T), "==", square(V * U.T)),
)
