"""Lemma 11 (Zhu, Li, Tang, Wakin): |grad G - grad g|_F <= c |W W^T - W* W*^T|_F |W|, by
... <= max c |X - X*|_F (|P V^T|_F + |U Q^T|_F) <= c |X - X*|_F (|V| + |U|) <= c |W W^T - W* W*^T|_F |W|.

The last link is false for r >= 2. Witness (n = m = r = 2): U = diag(1, 0), V = diag(0, 1), X* = [0, 1;
1/4, 0]. The lemma holds: the maximum over |P|^2 + |Q|^2 = 1 is at most sqrt(|U|^2 + |V|^2) <= sqrt(2) |W|.
"""

import sympy

from certify.claims import Computed, Eq, Unmechanised, assuming, claim, reals, source, sqrt, whole
from certify.claims.words import Words, inner, matrix, sizes, square

SOURCE = source("Lemma 11", page=21)

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
p, q, x, c, u, v, w, a, b, L, dev = reals("p q x c u v w a b L dev")
unit = (p >= 0, q >= 0, Eq(p**2 + q**2, 1), u >= 0, v >= 0)
second_link = claim(
    "Lemma 11, proof: |P V^T|_F + |U Q^T|_F <= |V| + |U| for |P|^2 + |Q|^2 = 1",
    given=[
        *unit,
        a >= 0,
        assuming("norm inequalities", a <= p * v),
        b >= 0,
        assuming("norm inequalities", b <= q * u),
    ],
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
        of="all U, V and X*",
    ),
    printed=True,
)
lifted_bound = claim(
    "On Lemma 11: |W W^T - W* W*^T|^2 >= 2 |U V^T - X*|^2",
    Words(lifted, ">=", 2 * square(U * V.T - A * B.T)),
)
third_link_repaired = third_link.repaired(
    "sqrt(|U|^2 + |V|^2) for |V| + |U|",
    show=x * sqrt(u**2 + v**2) <= L * w,
    given=[x >= 0, u >= 0, v >= 0, w >= u, w >= v, L >= 0, 2 * x**2 <= L**2],
    rests_on=["lemma_11.lifted_bound"],
    note="x = |X - X*|_F, L = |W W^T - W* W*^T|_F, w = |W|.",
)
third_link_r1 = claim(
    "On Lemma 11, third link for r = 1: |W|^2 = |U|^2 + |V|^2",
    given=[x >= 0, u >= 0, v >= 0, w >= 0, Eq(w**2, u**2 + v**2), L >= 0, 2 * x**2 <= L**2],
    show=x * (u + v) <= L * w,
)
chain = claim(
    "On Lemma 11: the chain without its false link, |grad G - grad g|_F <= c |W W^T - W* W*^T|_F |W|",
    given=[
        *unit,
        x >= 0,
        c >= 0,
        a >= 0,
        assuming("norm inequalities", a <= p * v),
        b >= 0,
        assuming("norm inequalities", b <= q * u),
        w >= u,
        w >= v,
        L >= 0,
        2 * x**2 <= L**2,
        dev <= c * x * (a + b),
    ],
    show=dev <= c * L * w,
    rests_on=["lemma_11.difference", "lemma_10.lemma", "lemma_11.lifted_bound"],
    note="The letters are those of second_link and third_link_repaired; dev = |grad G - grad g|_F, and "
    "the last "
    "hypothesis is the first inequality of the proof.",
)
lemma = claim(
    "Lemma 11",
    Unmechanised(
        "Let f have a critical point X* of rank r and satisfy (6) with a = 1 - c, b = 1 + c, c in [0, 1). "
        "Then |grad "
        "G(W) - grad g(W)|_F <= c |W W^T - W* W*^T|_F |W| for every W",
        "f ranges over all functions; it rests on Lemma 10. lemma_11.chain is the rest of it",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_11.chain", "lemma_10.lemma"],
)
