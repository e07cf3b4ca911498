"""Lemma 13 (Zhu, Li, Tang, Wakin; cited) and the lemma of Tu et al. used in (69).

A^T B semidefinite: |(A - B) A^T|^2 <= |A A^T - B B^T|^2/(2 (sqrt(2) - 1)). With a = A^T A, b = B^T B, P =
A^T B, t = sqrt(2): ((1 + t)/2) |A A^T - B B^T|^2 - |(A - B) A^T|^2 = ((1 + t)/2) |(t - 1) a - b + (2 - t)
P|^2 + t tr(P (A - B)^T (A - B)), which proves it for all sizes. The constant is the least possible.
"""

from certify.claims import Eq, Rational, Unmechanised, claim, conclusion_of, reals, source, sqrt, whole
from certify.claims.words import Words, identity, matrix, parameters, sizes, square, tr

SCALING = {"A": 1, "B": 1, "P": 2, "t": 0, "s": 2, "C": 2}
SOURCE = source("Lemma 13", page=21)

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
    "On Lemma 13: the difference of both sides is a square and the trace of a product of semidefinite "
    "matrices",
    Words(
        k * square(A * A.T - B * B.T) - square((A - B) * A.T),
        "==",
        square_part + trace_part,
        vanishing=(*root, A.T * B - B.T * A),
    ),
)
trace_is_nonnegative = claim(
    "On Lemma 13: tr(A^T B (A - B)^T (A - B)) >= 0 for semidefinite A^T B",
    Words(tr(A.T * B * (A - B).T * (A - B)), ">=", 0, vanishing=product),
)
rest = k * square((t - 1) * A.T * A - B.T * B + (2 - t) * P) + t * tr(P * (A - B).T * (A - B))
rest_is_nonnegative = claim(
    "On Lemma 13: the square and the trace are not negative",
    Words(rest, ">=", 0, nonnegative=(t,)),
    rests_on=["lemma_13.trace_is_nonnegative"],
)
inequality = claim(
    "On Lemma 13: |(A - B) A^T|^2 <= ((1 + t)/2) |A A^T - B B^T|^2, t = sqrt(2)",
    Words(
        k * square(A * A.T - B * B.T),
        ">=",
        square((A - B) * A.T),
        vanishing=(*root, *product),
        nonnegative=(conclusion_of("lemma_13.rest_is_nonnegative", rest),),
    ),
    rests_on=["lemma_13.identity_13", "lemma_13.constant"],
    note="t = sqrt(2) > 0; (1 + t)/2 = 1/(2 (t - 1)).",
)
lemma = claim(
    "Lemma 13",
    Unmechanised(
        "Let A, B (n, r) have A^T B = B^T A semidefinite. Then |(A - B) A^T|_F^2 <= |A A^T - B "
        "B^T|_F^2/(2 (sqrt(2) - "
        "1))",
        "lemma_13.rest_is_nonnegative and lemma_13.inequality prove it; no statement joins them",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_13.rest_is_nonnegative", "lemma_13.inequality", "lemma_13.constant"],
)
x, y, c = reals("x y c")
constant = claim(
    "On Lemma 13: 1/(2 (sqrt(2) - 1)) = (1 + sqrt(2))/2",
    given=[x > 0, Eq(x**2, 2)],
    show=Eq(1 / (2 * (x - 1)), (1 + x) / 2),
)
sharp = claim(
    "On Lemma 13, sharp: with c < (1 + sqrt(2))/2 it fails at A = e1, B^2 = (sqrt(2) - 1) e2 e2^T, A^T B = 0",
    given=[c >= 0, c < (1 + sqrt(2)) / 2, Eq(y, sqrt(2) - 1)],
    show=1 + y > c * (1 + y**2),
    note="y = |B|^2: |(A - B) A^T|^2 = 1 + y, |A A^T - B B^T|^2 = 1 + y^2.",
)
sign = claim(
    "On Lemma 13, without A^T B semidefinite: A = -B (n = r = 1)",
    given=[Eq(x, 1), Eq(y, -1)],
    show=(x - y) ** 2 * x**2 <= Rational(5, 4) * (x**2 - y**2) ** 2,
    canary="REFUTED",
)
C = matrix("C", r, r, semidefinite=True)
tu = claim(
    "On (69), the lemma cited there: |A A^T - B B^T|^2 >= 2 (sqrt(2) - 1) s |A - B|^2 for s <= s_r(B)^2, "
    "A^T B "
    "semidefinite",
    Words(
        k * square(A * A.T - B * B.T),
        ">=",
        s * square(A - B),
        vanishing=(B.T * B - s * identity(r) - C,),
        nonnegative=(
            conclusion_of(
                "lemma_13.inequality", k * square(B * B.T - A * A.T) - square((B - A) * B.T), A=B, B=A, P=P
            ),
        ),
    ),
    rests_on=["lemma_3.optimal", "lemma_13.constant"],
    note="Lemma 13 with A and B exchanged; |A - B| = dist(A, B) where A^T B is semidefinite.",
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
