"""Assumptions 1 and 2 and the scaling (7) (Zhu, Li, Tang, Wakin): (2r, 4r)-restricted strong convexity and
smoothness, a |D|^2 <= hess f(X)[D, D] <= b |D|^2 for rank X <= 2r, rank D <= 4r.

(7) prints b' = 2 a/(a + b) where 2 b/(a + b) is meant.
"""

from certify.claims import And, Eq, claim, reals, source
from certify.claims.words import Words, derivative, inner, matrix, sizes, square

SOURCE = source("Assumption 2", page=5)

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
    "On Assumption 2: weights in [1 - c, 1 + c] give a = 1 - c, b = 1 + c, on any two entries of D",
    given=[c >= 0, c < 1, w1 >= 1 - c, w1 <= 1 + c, w2 >= 1 - c, w2 <= 1 + c],
    show=And(
        w1 * d1**2 + w2 * d2**2 >= (1 - c) * (d1**2 + d2**2),
        w1 * d1**2 + w2 * d2**2 <= (1 + c) * (d1**2 + d2**2),
    ),
)
mask = claim(
    "On Assumption 2, matrix completion: with an entry left out (w2 = 0) no a > 0 exists",
    given=[a > 0, Eq(w1, 1), Eq(w2, 0)],
    show=And(d1**2 + d2**2 > 0, w1 * d1**2 + w2 * d2**2 < a * (d1**2 + d2**2)),
    exists=True,
    note="D = e_i e_j^T off the mask has rank one. The text after Assumption 1 names matrix completion for "
    "Assumption 1 alone.",
)
N, p = sizes("N p")
A, x, x_star, d = matrix("A", p, N), matrix("x", N, 1), matrix("x_star", N, 1), matrix("d", N, 1)
sensing = square(A * (x - x_star)) / 2
sensing_critical = claim(
    "Section III-C: grad f(X) = A^* A (X - X*) for f = |A(X - X*)|^2/2, which vanishes at X*",
    Words(derivative(sensing, x, d), "==", inner(A.T * A * (x - x_star), d)),
    printed=True,
    source=source("Assumption 1", page=5),
    note="x, x_star, d: the matrices X, X*, D as vectors, A the matrix of the linear map.",
)
