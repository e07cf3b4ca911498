"""Lemma C.6 and (22) (noisy completion): <A (x) B, C (x) D>_{2,4} = A C (x) B D (21);
<P^{(x) l}, vec(X)^{(x) l}>_{3*[l]} = X^{(x) l}, with <P, vec(X)>_3 = X.

Found: under Definition C.5, <., .>_q sums the q-th index of both, which gives A C^T (x) B D^T; the paper's
own <P(w), P(w)>_2 = X X^T uses that. (22) cites "Lemma C.1", read C.6.
"""

import itertools

import numpy as np
import sympy

from certify.claims import Computed, case, claim, source, whole


def _contract(A: sympy.Matrix, B: sympy.Matrix, C: sympy.Matrix, D: sympy.Matrix) -> sympy.Array:
    """The sum over the indices 2 and 4 of A (x) B and of C (x) D, as (i, k, j, l)."""
    product = sympy.tensorproduct(*(sympy.Array(M) for M in (A, B, C, D)))
    return sympy.tensorcontraction(product, (1, 5), (3, 7))


def _outer(A: sympy.Matrix, B: sympy.Matrix) -> sympy.Array:
    """A (x) B with the row indices first: (i, k, j, l)."""
    return sympy.permutedims(sympy.tensorproduct(sympy.Array(A), sympy.Array(B)), (0, 2, 1, 3))


def _as_printed(a: list, c: list) -> str:
    A, C, one = sympy.Matrix(a), sympy.Matrix(c), sympy.eye(2)
    left, right = _contract(A, one, C, one), _outer(A * C, one)
    return (
        ""
        if left == right
        else f"A = {a}, C = {c}, B = D = I: A C = {(A * C).tolist()}, A C^T is what comes out"
    )


def _transposed(n: int, m: int) -> str:
    """Generic A, B, C, D (n, m): the contraction is A C^T (x) B D^T."""
    A, B, C, D = (sympy.Matrix(n, m, sympy.symbols(f"{name}0:{n * m}")) for name in "abcd")
    left = _contract(A, B, C, D)
    right = _outer(A * C.T, B * D.T)
    differences = [
        sympy.expand(x - y) for x, y in zip(sympy.flatten(left), sympy.flatten(right), strict=True)
    ]
    return "" if not any(differences) else f"{left} against {right}"


lemma = claim(
    "Lemma C.6",
    Computed(
        "<A (x) B, C (x) D>_{2,4} = A C (x) B D with <., .>_q of Definition C.5",
        _as_printed,
        cases=[{"a": [[0, 1], [0, 0]], "c": [[0, 1], [0, 0]]}],
        of="all matrices A, B, C, D of compatible dimensions",
    ),
    printed=True,
    scope=whole,
    lint_except={"fixed-size": "the sentence is about all A, B, C, D, and one quadruple refutes it"},
    rests_on=["definitions_c.outer"],
)
lemma_repaired = lemma.repaired(
    "A C^T (x) B D^T",
    show=Computed(
        "for all matrices of sizes 2 by 2, 2 by 3 and 3 by 2",
        _transposed,
        cases=[{"n": 2, "m": 2}, {"n": 2, "m": 3}, {"n": 3, "m": 2}],
        of="all sizes",
        symbols="all real A, B, C, D",
    ),
    scope=case("sizes 2 by 2, 2 by 3 and 3 by 2"),
)


def _reshapes(n: int, r: int, order: int) -> str:
    """<P^{(x) l}, vec(X)^{(x) l}> = X^{(x) l}, for all X (n, r)."""
    entries = sympy.symbols(f"x0:{n * r}")
    P = np.zeros((n, r, n * r), dtype=int)
    for i, j in itertools.product(range(n), range(r)):
        P[i, j, j * n + i] = 1
    X = np.array([[entries[j * n + i] for j in range(r)] for i in range(n)], dtype=object)
    tensor = np.array(entries, dtype=object)
    for _ in range(order - 1):
        tensor = np.multiply.outer(tensor, np.array(entries, dtype=object))
    found = tensor
    for _ in range(order):  # each step takes the first mode and puts its (n, r) last
        found = np.tensordot(found, P, axes=([0], [2]))
    wanted = X
    for _ in range(order - 1):
        wanted = np.multiply.outer(wanted, X)
    return (
        ""
        if all(sympy.expand(a - b) == 0 for a, b in zip(found.flat, wanted.flat, strict=True))
        else "differs"
    )


powers = claim(
    "(22): P^{(x) l} takes vec(X)^{(x) l} to X^{(x) l}",
    Computed(
        "for all X of sizes 2 by 1, 2 by 2 (l <= 3) and 3 by 2 (l <= 2)",
        _reshapes,
        cases=[
            *({"n": 2, "r": r, "order": order} for r in (1, 2) for order in (1, 2, 3)),
            *({"n": 3, "r": 2, "order": order} for order in (1, 2)),
        ],
        of="all n, r and l",
        symbols="all real X",
    ),
    printed=True,
    scope=case("n, r <= 2 with l <= 3, and n = 3, r = 2 with l <= 2"),
    source=source("Section C.2"),
    rests_on=["lemma_c_6.lemma_repaired"],
)
