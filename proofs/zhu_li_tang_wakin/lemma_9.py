"""Lemma 9 (Zhu, Li, Tang, Wakin): |A| >= alpha |B| with alpha > 1 gives |(A A^T - B B^T) A|_F >= (1 -
1/alpha^2) |A|^3.

True, but the second inequality of its proof is false. Witness (n = 3, r = 2, alpha = 2): A = [4 e1, e2], B
= [2 e1, 2 e3], where the two sides are sqrt(48^2 + 1) and sqrt(48^2 + 9). A proof with the leading
singular pair of A: A v = s u, A^T u = s v, s = |A|.
"""

import sympy

from certify.claims import Computed, Eq, Unmechanised, assuming, claim, reals, source, whole
from certify.claims.words import Words, identity, matrix, parameters, sizes, tr

SOURCE = source("Lemma 9", page=19)

n, r = sizes("n r")
(s,) = parameters("s")
A, B = matrix("A", n, r), matrix("B", n, r)
u, v = matrix("u", n, 1), matrix("v", r, 1)
one = identity(1)

bilinear = claim(
    "On Lemma 9: u^T (A A^T - B B^T) A v = s (s^2 - |B^T u|^2)",
    Words(
        tr(u.T * (A * A.T - B * B.T) * A * v),
        "==",
        s * s * s - s * tr(u.T * B * B.T * u),
        vanishing=(A * v - s * u, A.T * u - s * v, u.T * u - one, v.T * v - one),
    ),
)
x, y, b, f, alpha = reals("A B b f alpha")
from_the_pair = claim(
    "On Lemma 9: |(A A^T - B B^T) A|_F >= (1 - 1/alpha^2) |A|^3, from the leading singular pair",
    given=[
        y >= 0,
        alpha > 1,
        x >= alpha * y,
        b >= 0,
        assuming("norm inequalities", b <= y**2),
        assuming("Cauchy-Schwarz", f >= x * (x**2 - b)),
    ],
    show=f >= (1 - 1 / alpha**2) * x**3,
    rests_on=["lemma_9.bilinear"],
    note="A = |A|, B = |B|, b = |B^T u|^2, f = |(A A^T - B B^T) A|_F, which is at least u^T (...) A v.",
)

lemma = claim(
    "Lemma 9",
    Unmechanised(
        "For A, B (n, r) with |A| >= alpha |B| and alpha > 1: |(A A^T - B B^T) A|_F >= (1 - 1/alpha^2) |A|^3",
        "lemma_9.bilinear at the leading singular pair of A and lemma_9.from_the_pair prove it; no statement "
        "joins them, and its own proof has a false line",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_9.bilinear", "lemma_9.from_the_pair"],
)


def _link(A: list[list[int]], B: list[list[int]]) -> str:
    """The second inequality of the proof for A = Phi1 L1, B = Phi2 L2 (R1 = R2 = I), in squares."""
    left, right = sympy.Matrix(A), sympy.Matrix(B)
    assert (left.T * left).is_diagonal()
    assert (right.T * right).is_diagonal()
    L1, L2 = ((M.T * M).applyfunc(sympy.sqrt) for M in (left, right))
    assert all(L[i, i] >= L[i + 1, i + 1] > 0 for L in (L1, L2) for i in range(L.rows - 1))
    assert L1[0, 0] >= 2 * L2[0, 0]
    Phi1, Phi2 = left * L1.inv(), right * L2.inv()
    first = L1**3 - Phi1.T * Phi2 * L2**2 * Phi2.T * Phi1 * L1
    second = L1**3 - L2**2 * L1
    norms = [sum(x**2 for x in M) for M in (first, second)]
    if norms[0] >= norms[1]:
        return ""
    return f"A = {A}, B = {B}, alpha = 2: the squared norms are {norms[0]} and {norms[1]}"


link = claim(
    "Lemma 9, proof, second inequality: |L1^3 - Phi1^T Phi2 L2^2 Phi2^T Phi1 L1|_F >= |L1^3 - L2^2 L1|_F",
    Computed(
        "the inequality at A = [4 e1, e2], B = [2 e1, 2 e3]",
        _link,
        cases=[{"A": [[4, 0], [0, 1], [0, 0]], "B": [[2, 0], [0, 0], [0, 2]]}],
        of="all A and B",
    ),
    printed=True,
)
l1, l2 = reals("l1 l2")
link_repaired = link.repaired(
    "the leading entry only: u^T (A A^T - B B^T) A v instead of the second matrix",
    show=Words(
        tr(u.T * (A * A.T - B * B.T) * A * v),
        "==",
        s * s * s - s * tr(u.T * B * B.T * u),
        vanishing=(A * v - s * u, A.T * u - s * v, u.T * u - one, v.T * v - one),
    ),
)
Phi, M = matrix("Phi", n, r), matrix("M", n, r)
first_link = claim(
    "Lemma 9, proof, first inequality: |M|_F >= |Phi1^T M|_F for orthonormal Phi1",
    Words(tr(M.T * M), ">=", tr(M.T * Phi * Phi.T * M), vanishing=(Phi.T * Phi - identity(r),)),
    printed=True,
)
last_link = claim(
    "Lemma 9, proof, last inequality: |L1^3 - L2^2 L1| >= (1 - 1/alpha^2) |A|^3, from the first entry",
    given=[alpha > 1, l1 >= alpha * l2, l2 >= 0],
    show=l1**3 - l2**2 * l1 >= (1 - 1 / alpha**2) * l1**3,
    printed=True,
)
sharp = claim(
    "On Lemma 9, sharp: A = alpha B, B = e1",
    given=[alpha > 1],
    show=Eq((alpha**2 - 1) * alpha, (1 - 1 / alpha**2) * alpha**3),
)
alpha_below = claim(
    "On Lemma 9, n = r = 1: alpha > 0 suffices",
    given=[alpha > 0, y >= 0, x >= alpha * y, Eq(f, abs(x**2 - y**2) * x)],
    show=f >= (1 - 1 / alpha**2) * x**3,
    note="For alpha <= 1 the right side is not positive, so that alpha > 1 is not needed.",
)
