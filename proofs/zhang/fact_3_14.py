"""Fact 3.14 (Zhang): H(E) = B^T B(E) + J E J. A in RIP(delta, k) gives ||M|_H^2/|M|^2 - 1| <= 2 delta for
rank M <= k.

Chosen: a, b, c = |E11|^2, |E12|^2, |E22|^2; m = |A(E12)|^2, so that |B(E)|^2 = 4 m, <E, J E J> = a - 2 b + c.
"""

from certify.claims import And, Eq, Theorem, claim, reals, whole
from certify.claims.derivations import load
from certify.claims.words import Words, inner, matrix, sizes

_derivations = load(__file__, "zhang/asymmetric")

n1, n2, r = sizes("n1 n2 r")
A, U, V = matrix("A", n1, n2), matrix("U", n1, r), matrix("V", n2, r)
a, b, c, m, d = reals("a b c m delta")
rip = (a >= 0, b >= 0, c >= 0, d >= 0, d < 1, m >= (1 - d) * b, m <= (1 + d) * b)

doubled = claim(
    "Section 3.2: <B_i, X X^T> = 2 <A_i, U V^T>",
    Words(inner(A, U * V.T) + inner(A.T, V * U.T), "==", 2 * inner(A, U * V.T)),
    printed=True,
)
line_1 = claim(
    "Fact 3.14, proof: |B(E)|^2 + <E, J E J> >= 4 (1 - delta) |E12|^2 + |E11|^2 - 2 |E12|^2 + |E22|^2",
    given=rip,
    show=4 * m + a - 2 * b + c >= 4 * (1 - d) * b + a - 2 * b + c,
    printed=True,
    lint_except={"circular": "the printed step is RIP of A at E12, four times"},
)
line_2 = claim(
    "Fact 3.14, proof: ... = |E11|^2 + 2 (1 - 2 delta) |E12|^2 + |E22|^2",
    given=rip,
    show=Eq(4 * (1 - d) * b + a - 2 * b + c, a + 2 * (1 - 2 * d) * b + c),
    printed=True,
)
line_3 = claim(
    "Fact 3.14, proof: ... >= (1 - 2 delta) |E|^2, |E|^2 = |E11|^2 + 2 |E12|^2 + |E22|^2",
    given=rip,
    show=a + 2 * (1 - 2 * d) * b + c >= (1 - 2 * d) * (a + 2 * b + c),
    printed=True,
)
fact = claim(
    "Fact 3.14, end of the proof: (1 - 2 delta) |E|^2 <= |E|_H^2 <= (1 + 2 delta) |E|^2",
    given=rip,
    show=And(
        4 * m + a - 2 * b + c >= (1 - 2 * d) * (a + 2 * b + c),
        4 * m + a - 2 * b + c <= (1 + 2 * d) * (a + 2 * b + c),
    ),
    printed=True,
    note="a, b, c = |E11|^2, |E12|^2, |E22|^2, m = |A(E12)|^2.",
    rests_on=["fact_3_14.doubled", "fact_3_14.line_1", "fact_3_14.line_2", "fact_3_14.line_3"],
)
sharp = claim(
    "Fact 3.14 is sharp: E11 = E22 = 0 and m = (1 - delta) b give equality below",
    given=[Eq(a, 0), Eq(c, 0), Eq(m, (1 - d) * b), b > 0],
    show=Eq(4 * m + a - 2 * b + c, (1 - 2 * d) * 2 * b),
    rests_on=["fact_3_14.fact"],
)
fact_whole = claim(
    "Fact 3.14",
    Theorem(_derivations.fact_3_14),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation. s1 and s2 are the first n1 and the last n2 columns of the "
    "identity, J = s1 s1' - s2 s2', HA is <A(.), A(.)>. A matrix of rank at most k is P R'.",
)
