"""Lemma 8 (Zhu, Li, Tang, Wakin): A^T B = B^T A semidefinite and |A - B| <= (sqrt(2)/2) s_r(B) give
<(A A^T - B B^T) A, A - B> >= (1/16) (tr((A - B)^T (A - B) B^T B) + |A A^T - B B^T|^2) ((51)).

E = A - B and K = E^T B, symmetric; s = s_r(B)^2: B^T B = s I + P, E^T E = s I/2 - N with P, N
semidefinite. That A^T B is semidefinite is not used. The constant 1/16 can be 33/250; for r = n = 1 no
constant above 71/500 works.
"""

from fractions import Fraction

from certify.claims import Rational, Unmechanised, claim, reals, source, whole
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square, tr

SCALING = {"E": 1, "B": 1, "s": 2, "K": 2, "P": 2, "N": 2, "e": 1, "b": 1}
SOURCE = source("Lemma 8", page=16)

n, r = sizes("n r")
(s,) = parameters("s")
E, B = matrix("E", n, r), matrix("B", n, r)
K = matrix("K", r, r, symmetric=True)
P, N = matrix("P", r, r, semidefinite=True), matrix("N", r, r, semidefinite=True)
A = E + B
symmetric = (E.T * B - K,)
a1 = inner((A * A.T - B * B.T) * A, E)
a2 = tr(E.T * E * B.T * B)
a3 = square(A * A.T - B * B.T)
EE, BB = E.T * E, B.T * B

first = claim(
    "Lemma 8, proof: the left side is tr((E^T E)^2 + 3 E^T E E^T B + (E^T B)^2 + E^T E B^T B)",
    Words(a1, "==", tr(EE * EE + 3 * EE * E.T * B + E.T * B * E.T * B + EE * BB), vanishing=symmetric),
    printed=True,
)
third = claim(
    "Lemma 8, proof: |A A^T - B B^T|^2 = tr((E^T E)^2 + 4 E^T E E^T B + 2 (E^T B)^2 + 2 E^T E B^T B)",
    Words(
        a3, "==", tr(EE * EE + 4 * EE * E.T * B + 2 * E.T * B * E.T * B + 2 * EE * BB), vanishing=symmetric
    ),
    printed=True,
)
difference = claim(
    "Lemma 8, proof, first equality: a1 - (a2 + a3)/16 = tr(15/16 (E^T E)^2 + 11/4 E^T E E^T B + 7/8 (E^T "
    "B)^2 + 13/16 E^T E B^T B)",
    Words(
        a1 - (a2 + a3) / 16,
        "==",
        tr(
            Fraction(15, 16) * EE * EE
            + Fraction(11, 4) * EE * E.T * B
            + Fraction(7, 8) * E.T * B * E.T * B
            + Fraction(13, 16) * EE * BB
        ),
        vanishing=symmetric,
    ),
    printed=True,
)
squared = claim(
    "Lemma 8, proof, second equality: ... = |sqrt(121/56) E^T E + sqrt(7/8) E^T B|^2 + tr(13/16 E^T E B^T B "
    "- 137/112 (E^T E)^2)",
    Words(
        a1 - (a2 + a3) / 16,
        "==",
        Fraction(7, 8) * square(Fraction(11, 7) * EE + E.T * B)
        + tr(Fraction(13, 16) * EE * BB - Fraction(137, 112) * EE * EE),
        vanishing=symmetric,
    ),
    printed=True,
    note="sqrt(121/56) = sqrt(7/8) 11/7.",
)
lower_line = claim(
    "Lemma 8, proof, third line: tr(E^T E B^T B) >= s_r(B)^2 |E|^2",
    Words(tr(EE * BB), ">=", s * square(E), vanishing=(BB - s * identity(r) - P,)),
    printed=True,
    rests_on=["lemma_7.lower"],
)
upper_line = claim(
    "Lemma 8, proof, third and fourth line: tr((E^T E)^2) <= |E|^2 |E|_F^2 <= (s_r(B)^2/2) |E|_F^2, the "
    "difference being tr(E N E^T)",
    Words(s * square(E) - 2 * tr(EE * EE), "==", tr(E * N * E.T), vanishing=(2 * EE + N - s * identity(r),)),
    printed=True,
    rests_on=["lemma_7.upper", "lemma_8.upper_trace"],
)
upper_trace = claim(
    "Lemma 8, proof: tr(E N E^T) >= 0 for semidefinite N", Words(tr(E * N * E.T), ">=", 0), printed=True
)
x, y, z, k = reals("x y z k")
last = claim(
    "Lemma 8, proof, last line: 13/16 - (137/112)/2 >= 0, times s |E|^2",
    given=[x >= 0, y >= z, 2 * k <= z, z >= 0],
    show=Rational(13, 16) * y - Rational(137, 112) * k >= 0,
    printed=True,
    note="y = tr(E^T E B^T B), z = s |E|^2, k = tr((E^T E)^2).",
)
facts = (tr(EE * BB) - 2 * tr(EE * EE),)
inequality = claim(
    "(51), from tr(E^T E B^T B) >= 2 tr((E^T E)^2)",
    Words(a1, ">=", (a2 + a3) / 16, vanishing=symmetric, nonnegative=facts),
    printed=True,
    rests_on=[
        "lemma_8.first",
        "lemma_8.third",
        "lemma_8.difference",
        "lemma_8.squared",
        "lemma_8.last",
    ],
    note="|E| <= (sqrt(2)/2) s_r(B) enters by this hypothesis, which lower_line and upper_line give.",
)
lemma = claim(
    "Lemma 8",
    Unmechanised(
        "Let A, B (n, r) have A^T B = B^T A semidefinite and |A - B| <= (sqrt(2)/2) s_r(B). Then <(A A^T "
        "- B B^T) A, A "
        "- B> >= (1/16) (tr((A - B)^T (A - B) B^T B) + |A A^T - B B^T|_F^2)",
        "its steps are decided one by one: lemma_8.lower_line and lemma_8.upper_line give the hypothesis of "
        "lemma_8.inequality; no statement joins them",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_8.inequality", "lemma_8.lower_line", "lemma_8.upper_line", "lemma_8.upper_trace"],
)
constant = Fraction(33, 250)
sharper = claim(
    "On Lemma 8, with the constant 33/250",
    Words(a1, ">=", constant * (a2 + a3), vanishing=symmetric, nonnegative=facts),
    rests_on=["lemma_8.lower_line", "lemma_8.upper_line"],
    note="The completed square closes up to (28 - sqrt(304))/80 = 0.13206...",
)
e, b = reals("e b")
scalar = (b > 0, (e + b) * b >= 0, 2 * e**2 <= b**2)
scalar_bound = claim(
    "On Lemma 8, at n = r = 1 with the constant 141/1000",
    given=scalar,
    show=e**2 * (e + b) * (e + 2 * b) >= Rational(141, 1000) * (e**2 * b**2 + e**2 * (e + 2 * b) ** 2),
)
scalar_limit = claim(
    "On Lemma 8, at n = r = 1 with the constant 142/1000",
    given=scalar,
    show=e**2 * (e + b) * (e + 2 * b) >= Rational(142, 1000) * (e**2 * b**2 + e**2 * (e + 2 * b) ** 2),
    canary="REFUTED",
)
too_far = claim(
    "On Lemma 8, without |A - B| <= (sqrt(2)/2) s_r(B), n = r = 1",
    given=[b > 0, (e + b) * b >= 0],
    show=e**2 * (e + b) * (e + 2 * b) >= Rational(1, 16) * (e**2 * b**2 + e**2 * (e + 2 * b) ** 2),
    canary="REFUTED",
)
not_symmetric = claim(
    "On Lemma 8, without A^T B = B^T A",
    Words(a1, ">=", (a2 + a3) / 16, nonnegative=facts),
    canary="REFUTED",
)
