"""Lemma 13 (Zhu, Li, Tang, Wakin; cited) and the lemma of Tu et al. used in (69).

A^T B semidefinite: |(A - B) A^T|^2 <= |A A^T - B B^T|^2/(2 (sqrt(2) - 1)). With a = A^T A, b = B^T B, P =
A^T B, t = sqrt(2): ((1 + t)/2) |A A^T - B B^T|^2 - |(A - B) A^T|^2 = ((1 + t)/2) |(t - 1) a - b + (2 - t)
P|^2 + t tr(P (A - B)^T (A - B)), which proves it for all sizes. The constant is the least possible.
"""

from certify.claims import Eq, Rational, claim, reals, sqrt
from certify.claims.words import Words, identity, matrix, parameters, sizes, square, tr

SCALING = {"A": 1, "B": 1, "P": 2, "t": 0, "s": 2, "C": 2}

n, r = sizes("n r")
t, s = parameters("t s")
A, B = matrix("A", n, r), matrix("B", n, r)
P = matrix("P", r, r, semidefinite=True)
root = (t * t - 2,)
product = (A.T * B - P,)
square_part = (1 + t) / 2 * square((t - 1) * A.T * A - B.T * B + (2 - t) * A.T * B)
trace_part = t * tr(A.T * B * (A - B).T * (A - B))
k = (1 + t) / 2

identity_13 = claim(
    "Lemma 13: the difference of both sides is a square and the trace of a product of semidefinite matrices",
    Words(
        k * square(A * A.T - B * B.T) - square((A - B) * A.T),
        "==",
        square_part + trace_part,
        vanishing=(*root, A.T * B - B.T * A),
    ),
)
trace_is_nonnegative = claim(
    "Lemma 13: tr(A^T B (A - B)^T (A - B)) >= 0 for semidefinite A^T B",
    Words(tr(A.T * B * (A - B).T * (A - B)), ">=", 0, vanishing=product),
)
lemma = claim(
    "Lemma 13: |(A - B) A^T|^2 <= |A A^T - B B^T|^2/(2 (sqrt(2) - 1))",
    Words(
        k * square(A * A.T - B * B.T),
        ">=",
        square((A - B) * A.T),
        vanishing=(*root, *product),
        nonnegative=(
            k * square((t - 1) * A.T * A - B.T * B + (2 - t) * P) + t * tr(P * (A - B).T * (A - B)),
        ),
    ),
    printed=True,
    rests_on=["lemma_13.identity_13", "lemma_13.trace_is_nonnegative", "lemma_13.constant"],
    note="t = sqrt(2) > 0; (1 + t)/2 = 1/(2 (t - 1)).",
)
x, y, c = reals("x y c")
constant = claim(
    "Lemma 13: 1/(2 (sqrt(2) - 1)) = (1 + sqrt(2))/2",
    given=[x > 0, Eq(x**2, 2)],
    show=Eq(1 / (2 * (x - 1)), (1 + x) / 2),
)
sharp = claim(
    "Lemma 13 is sharp: with c < (1 + sqrt(2))/2 it fails at A = e1, B^2 = (sqrt(2) - 1) e2 e2^T, A^T B = 0",
    given=[c >= 0, c < (1 + sqrt(2)) / 2, Eq(y, sqrt(2) - 1)],
    show=1 + y > c * (1 + y**2),
    note="y = |B|^2: |(A - B) A^T|^2 = 1 + y, |A A^T - B B^T|^2 = 1 + y^2.",
)
sign = claim(
    "Lemma 13 without A^T B semidefinite: A = -B (n = r = 1)",
    given=[Eq(x, 1), Eq(y, -1)],
    show=(x - y) ** 2 * x**2 <= Rational(5, 4) * (x**2 - y**2) ** 2,
    canary="REFUTED",
)
C = matrix("C", r, r, semidefinite=True)
tu = claim(
    "Tu et al., Lemma 5.4 (cited in (69)): |A A^T - B B^T|^2 >= 2 (sqrt(2) - 1) s_r(B)^2 |A - B|^2, "
    "A^T B semidefinite",
    Words(square((A - B) * B.T), ">=", s * square(A - B), vanishing=(B.T * B - s * identity(r) - C,)),
    printed=True,
    rests_on=["lemma_13.lemma", "lemma_3.optimal"],
    note="The line asserted, |(A - B) B^T|^2 >= s_r(B)^2 |A - B|^2, with Lemma 13 for (B, A); |A - B| "
    "= dist(A, B).",
)
S, Y, Z = matrix("S", r, r, symmetric=True), matrix("Y", r, r), matrix("Z", r, r)
M = Z * S * Y
schur = claim(
    "fact cited after (69): |Y^{-1} S Y|_F >= |S|_F for symmetric S (sum of |eigenvalue|^2 <= |.|_F^2)",
    Words(square(M), ">=", square(S), vanishing=(Y * Z - identity(r), Z * Y - identity(r))),
    printed=True,
    note="Z = Y^{-1}. |M|^2 - tr(M^2) = |M - M^T|^2/2 and tr(M^2) = tr(S^2).",
)
schur_square = claim(
    "fact cited after (69): |M|^2 >= tr(M^2) for every square M",
    Words(square(Y), "==", tr(Y * Y) + square(Y - Y.T) / 2),
)
