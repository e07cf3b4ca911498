"""Definitions C.2-C.5 (noisy completion): tensors as arrays, symmetric tensors, rank, the outer product and
<a, b>_q, which sums the q-th index of both.

"For any tensor a, a necessary and sufficient condition for it to be rank-1 is that a = u^{(x) l}."
Found: e_1 (x) e_2 has rank one and is not symmetric; -e_1 (x) e_1 has rank one and is symmetric, l = 2.
"""

import itertools

import numpy as np
import sympy

from certify.claims import And, Computed, Eq, Ne, case, claim, reals, source
from certify.recovery.papers.tensor_lift import tensor_power

SOURCE = source("Definition C.4")

u1, u2, v1, v2, c = reals("u1 u2 v1 v2 c")
a11, a12, a22 = reals("a11 a12 a22")

rank_one_power = claim(
    "Definition C.4: a rank-1 tensor is u (x) u",
    exists=True,
    show=And(Eq(u1 * u1, 0), Eq(u1 * u2, 1), Eq(u2 * u1, 0), Eq(u2 * u2, 0)),
    printed=True,
    scope=case("e_1 (x) e_2, l = n = 2"),
)
rank_one_power_symmetric = claim(
    "Definition C.4: a rank-1 symmetric tensor is u (x) u",
    exists=True,
    show=And(Eq(c, -1), Eq(u1 * u1, c), Eq(u1 * u2, 0), Eq(u2 * u2, 0)),
    printed=True,
    scope=case("-e_1 (x) e_1, l = n = 2"),
)
rank_one_power_repaired = rank_one_power.repaired(
    "a symmetric a of rank 1 with a_11 > 0 is u (x) u, u = (sqrt(a_11), a_12/sqrt(a_11))",
    given=[a11 > 0, Eq(a11 * a22, a12**2), u1 > 0, Eq(u1**2, a11), Eq(u1 * u2, a12)],
    exists=False,
    show=Eq(u2**2, a22),
    scope=case("l = n = 2"),
)
rank_one_power_symmetric_repaired = rank_one_power_symmetric.repaired(
    "l odd, where the sign goes into u: -e_1 (x) e_1 (x) e_1",
    show=And(Eq(u1**3, -1), Eq(u1**2 * u2, 0), Eq(u1 * u2**2, 0), Eq(u2**3, 0)),
    exists=True,
    scope=case("-e_1 (x) e_1 (x) e_1, n = 2"),
)
matrix_rank_one = claim(
    "Definition C.4, l = 2, n = 2: a nonzero symmetric u v^T is c u u^T with c = v_i/u_i",
    given=[Eq(u1 * v2, u2 * v1), Ne(u1, 0), Eq(c * u1, v1)],
    show=And(Eq(u1 * v1, c * u1 * u1), Eq(u1 * v2, c * u1 * u2), Eq(u2 * v2, c * u2 * u2)),
)


def _symmetric(n: int, order: int) -> str:
    """u^{(x) l} is invariant under every permutation of its indices."""
    power = tensor_power(np.array(sympy.symbols(f"u0:{n}"), dtype=object), order)
    for index in itertools.product(range(n), repeat=order):
        for other in itertools.permutations(index):
            if sympy.expand(power[index] - power[other]) != 0:
                return f"entries {index} and {other} differ"
    return ""


symmetric = claim(
    "Definition C.3: u^{(x) l} is symmetric, n = 2, 3, l = 2, 3",
    Computed(
        "for all u",
        _symmetric,
        cases=[{"n": n, "order": order} for n in (2, 3) for order in (2, 3)],
        symbols="all real u",
    ),
    source=source("Definition C.3"),
)


def _outer(n: int) -> str:
    """(a (x) b)_{ij,kl} = a_ij b_kl, and <a, b>_1 sums the first index of both: a^T b for matrices."""
    a, b = (sympy.Matrix(n, n, sympy.symbols(f"{name}0:{n * n}")) for name in "ab")
    product = sympy.tensorproduct(sympy.Array(a), sympy.Array(b))
    if product.shape != (n, n, n, n) or product[0, 1, 1, 0] != a[0, 1] * b[1, 0]:
        return "the outer product differs"
    contracted = sympy.Matrix(sympy.tensorcontraction(product, (0, 2)))
    return "" if sympy.expand(contracted - a.T * b).is_zero_matrix else f"{contracted}"


outer = claim(
    "Definition C.5: the outer product has order l + p; <a, b>_1 = a^T b for matrices",
    Computed("for all a, b", _outer, cases=[{"n": 2}, {"n": 3}], symbols="all real a, b"),
    printed=True,
    scope=case("l = p = 2, n = 2, 3"),
    source=source("Definition C.5"),
)
