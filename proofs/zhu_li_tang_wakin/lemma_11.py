"""Lemma 11 (Zhu, Li, Tang, Wakin): |grad G - grad g|_F <= c |W W^T - W* W*^T|_F |W|, by
... <= max c |X - X*|_F (|P V^T|_F + |U Q^T|_F) <= c |X - X*|_F (|V| + |U|) <= c |W W^T - W* W*^T|_F |W|.

The last link is false for r >= 2. Witness (n = m = r = 2): U = diag(1, 0), V = diag(0, 1), X* = [0, 1;
1/4, 0]. The lemma holds: the maximum over |P|^2 + |Q|^2 = 1 is at most sqrt(|U|^2 + |V|^2) <= sqrt(2) |W|.
"""

import sympy

from certify.claims import Computed, Eq, claim, reals, sqrt
from certify.claims.words import Words, inner, matrix, sizes, square

n, m, r = sizes("n m r")
U, V, F = matrix("U", n, r), matrix("V", m, r), matrix("F", n, m)
P, Q, A, B = matrix("P", n, r), matrix("Q", m, r), matrix("A", n, r), matrix("B", m, r)
lifted = square(U * U.T - A * A.T) + square(V * V.T - B * B.T) + 2 * square(U * V.T - A * B.T)

difference = claim(
    "Lemma 11, proof: <grad G - grad g, D> = <F, P V^T> + <F, U Q^T>, F = grad f(X) - grad f(X*) - (X - X*)",
    Words(inner(F * V, P) + inner(F.T * U, Q), "==", inner(F, P * V.T) + inner(F, U * Q.T)),
    printed=True,
    rests_on=["formulas.gradient_general"],
)
p, q, x, c, u, v, w, a, b, L = reals("p q x c u v w a b L")
unit = (p >= 0, q >= 0, Eq(p**2 + q**2, 1), u >= 0, v >= 0)
second_link = claim(
    "Lemma 11, proof: |P V^T|_F + |U Q^T|_F <= |V| + |U| for |P|^2 + |Q|^2 = 1",
    given=[*unit, a >= 0, a <= p * v, b >= 0, b <= q * u],
    show=a + b <= v + u,
    printed=True,
    note="a = |P V^T|_F, b = |U Q^T|_F, u = |U|, v = |V|, p = |P|, q = |Q|.",
)


def _link(U: list[list[int]], V: list[list[int]], X: list[list[str]]) -> str:
    """|X - X*|_F (|V| + |U|) <= |W W^T - W* W*^T|_F |W| for W^T W = I and an X* with one entry in each row
    and column, so that its singular vectors are unit vectors; both sides squared."""
    left, right = sympy.Matrix(U), sympy.Matrix(V)
    star = sympy.Matrix(X).applyfunc(sympy.Rational)
    assert left.T * left + right.T * right == sympy.eye(2)
    AAT, BBT = sympy.diag(star[0, 1], star[1, 0]), sympy.diag(star[1, 0], star[0, 1])
    assert star * star.T == AAT**2
    assert star.T * star == BBT**2
    misfit = sum(e**2 for e in left * right.T - star)
    blocks = sum(e**2 for e in left * left.T - AAT) + sum(e**2 for e in right * right.T - BBT)
    norms = [max((M.T * M).eigenvals()) for M in (left, right)]
    sides = misfit * sum(map(sympy.sqrt, norms)) ** 2, blocks + 2 * misfit
    if sides[0] <= sides[1]:
        return ""
    return f"U = {U}, V = {V}, X* = {X}: the squares of the sides are {sides[0]} and {sides[1]} (|W| = 1)"


third_link = claim(
    "Lemma 11, proof: |X - X*|_F (|V| + |U|) <= |W W^T - W* W*^T|_F |W|",
    Computed(
        "the inequality at U = diag(1, 0), V = diag(0, 1), X* = [0, 1; 1/4, 0]",
        _link,
        cases=[{"U": [[1, 0], [0, 0]], "V": [[0, 0], [0, 1]], "X": [["0", "1"], ["1/4", "0"]]}],
    ),
    printed=True,
)
lifted_bound = claim(
    "Lemma 11: |W W^T - W* W*^T|^2 >= 2 |U V^T - X*|^2",
    Words(lifted, ">=", 2 * square(U * V.T - A * B.T)),
)
third_link_repaired = third_link.repaired(
    "sqrt(|U|^2 + |V|^2) in place of |V| + |U|",
    show=x * sqrt(u**2 + v**2) <= L * w,
    given=[x >= 0, u >= 0, v >= 0, w >= u, w >= v, L >= 0, 2 * x**2 <= L**2],
    rests_on=["lemma_11.lifted_bound"],
    note="x = |X - X*|_F, L = |W W^T - W* W*^T|_F, w = |W|.",
)
third_link_r1 = claim(
    "Lemma 11, proof, third link for r = 1: |W|^2 = |U|^2 + |V|^2",
    given=[x >= 0, u >= 0, v >= 0, w >= 0, Eq(w**2, u**2 + v**2), L >= 0, 2 * x**2 <= L**2],
    show=x * (u + v) <= L * w,
)
lemma = claim(
    "Lemma 11: |grad G - grad g|_F <= c |W W^T - W* W*^T|_F |W|",
    given=[
        *unit,
        x >= 0,
        c >= 0,
        a >= 0,
        a <= p * v,
        b >= 0,
        b <= q * u,
        w >= u,
        w >= v,
        L >= 0,
        2 * x**2 <= L**2,
    ],
    show=c * x * (a + b) <= c * L * w,
    printed=True,
    rests_on=[
        "lemma_11.difference",
        "lemma_10.lemma",
        "lemma_10.equation_73",
        "lemma_11.lifted_bound",
        "lemma_11.third_link_repaired",
    ],
    note="In norms: the left side bounds <grad G - grad g, D> for |D| = 1 by Lemma 10 and Corollary 2. True "
    "for every r, without the false link.",
)
