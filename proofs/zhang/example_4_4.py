"""Example 4.4 (Zhang): g_t = 2 |A(U V^T - M*)|^2 + t |U^T U - V^T V|^2, A and M* of Example 4.1, U0 = V0 =
Q1: grad g_t = 0,
hess g_t >= -2 (1 + delta) eps I, |U0 V0^T - M*| > |M*|.

Found: the lowest eigenvalue is -4 (1 + delta) eps, so that the bound fails for every eps > 0: Lemma 4.3 is
used for
|A(.)|^2, and g_t has twice that. In the local norm, where X0^T X0 = 2 I, the curvature is -2 (1 + delta)
eps, as
Theorem 1.6 (b) needs. Chosen: as in Example 4.1; K = Q1 Q1^T - rho Q2 Q2^T, so that G = K/sqrt(2 r).
"""

import sympy

from certify.claims import Computed, Eq, Theorem, assuming, case, claim, part, reals, source, whole
from certify.claims.derivations import load
from certify.claims.words import (
    Words,
    derivative,
    identity,
    inner,
    matrix,
    parameters,
    sizes,
    square,
    substitute,
)
from certify.recovery.papers.examples import example_4_4

_derivations = load(__file__, "zhang/example_4_4")

SOURCE = source("Example 4.4", page=22)

n, r, q = sizes("n r q")
Q1, Q2 = matrix("Q1", n, r), matrix("Q2", n, q)
U, V, P, Q = matrix("U", n, r), matrix("V", n, r), matrix("P", n, r), matrix("Q", n, r)
B, C, M = matrix("B", q, r), matrix("C", q, r), matrix("M", n, n)
rho, eps, delta, c = parameters("rho eps delta c")
orthonormal = (Q1.T * Q1 - identity(r), Q2.T * Q2 - identity(q), Q1.T * Q2)
K = Q1 * Q1.T - rho * Q2 * Q2.T
balance = square(U.T * U - V.T * V)


def _at(value, P, Q):
    """The first and the second derivative at U = V = Q1 along [P; Q]."""
    one = derivative(value, U, P) + derivative(value, V, Q)
    two = (
        derivative(value, U, P, 2)
        + derivative(value, V, Q, 2)
        + 2 * derivative(derivative(value, U, P), V, Q)
    )
    return tuple(substitute(substitute(part, U, Q1), V, Q1) for part in (one, two))


symmetric_operator = claim(
    "Example 4.4, proof: A^T A(M) = (1 + delta) M - 2 delta G <G, M> commutes with the transpose",
    Words(((1 + delta) * M - c * K * inner(K, M)).T, "==", (1 + delta) * M.T - c * K * inner(K, M.T)),
    printed=True,
)
gradient = claim(
    "Example 4.4: grad g_t = 0 (data term): 4 <S, P V0^T + U0 Q^T> with S a multiple of Q2 Q2^T",
    Words(inner(Q2 * Q2.T, P * Q1.T + Q1 * Q.T), "==", 0, vanishing=orthonormal),
    printed=True,
    scope=part("gradient"),
    rests_on=["example_4_1.residual", "lemma_4_3.g_gradient_repaired", "example_4_4.balance_gradient"],
)
balance_gradient = claim(
    "Example 4.4, proof: |U^T U - V^T V|^2 has zero gradient at U0 = V0",
    Words(_at(balance, P, Q)[0], "==", 0, vanishing=orthonormal),
    printed=True,
)
balance_hessian = claim(
    "Example 4.4, proof: |U^T U - V^T V|^2 has a PSD Hessian at U0 = V0: 2 |P^T Q1 + Q1^T P - Q^T Q1 - "
    "Q1^T Q|^2",
    Words(
        _at(balance, P, Q)[1],
        "==",
        2 * square(P.T * Q1 + Q1.T * P - Q.T * Q1 - Q1.T * Q),
        vanishing=orthonormal,
    ),
    printed=True,
)
along_q2 = claim(
    "Example 4.4, the Hessian: along [Q2 B; Q2 C]: <K, P V0^T + U0 Q^T> = 0, |P V0^T + U0 Q^T|^2 = |B|^2 "
    "+ |C|^2, <Q2 Q2^T, P Q^T> = <B, C>",
    Words(
        square(Q2 * B * Q1.T + Q1 * C.T * Q2.T)
        + inner(K, Q2 * B * Q1.T + Q1 * C.T * Q2.T)
        - 2 * (1 + eps) * inner(Q2 * Q2.T, Q2 * B * C.T * Q2.T),
        "==",
        square(B) + square(C) - 2 * (1 + eps) * inner(B, C),
        vanishing=orthonormal,
    ),
    rests_on=["lemma_4_3.g_hessian_repaired", "example_4_1.residual"],
    note="The Hessian of 2 |A(.)|^2 is 8 <S, P Q^T> + 4 |A(W)|^2, S = -(1 + delta)(1 + eps) Q2 Q2^T: 4 "
    "(1 + delta) times this.",
)
e, p, a, b = reals("eps rho a b")
d = p / (p + 1 + e)
hessian = claim(
    "Example 4.4: hess g_t >= -2 (1 + delta) eps I, a = |B|, b = |C|",
    given=[p >= 1, e >= 0, a >= 0, b >= 0],
    show=4 * (1 + d) * (a**2 + b**2 - 2 * (1 + e) * a * b) >= -2 * (1 + d) * e * (a**2 + b**2),
    printed=True,
    scope=case("directions [Q2 B; Q2 C], <B, C> = |B| |C|"),
    rests_on=[
        "example_4_4.along_q2",
        "lemma_4_3.lemma",
        "example_4_4.symmetric_operator",
        "example_4_4.balance_hessian",
    ],
    note="A factor 2 is lost between |A(.)|^2 of Lemma 4.3 and 2 |A(.)|^2 of g_t.",
)
hessian_repaired = hessian.repaired(
    "-4 (1 + delta) eps",
    show=4 * (1 + d) * (a**2 + b**2 - 2 * (1 + e) * a * b) >= -4 * (1 + d) * e * (a**2 + b**2),
    note="a = |B|, b = |C|. The remaining blocks add something nonnegative (example_4_4.other_blocks).",
    rests_on=[
        "example_4_4.along_q2",
        "lemma_4_3.best_constant",
        "example_4_4.symmetric_operator",
        "example_4_4.balance_hessian",
        "example_4_4.other_blocks",
    ],
)
x, y = reals("x y")
other_blocks = claim(
    "Example 4.4, the Hessian: in the Q1 block the form is 4 (1 + delta) |W|^2 - (4 delta/r)(tr W)^2 >= "
    "0, with (tr W)^2 <= r |W|^2",
    given=[p >= 1, e >= 0, x >= 0, assuming("Cauchy-Schwarz", y**2 <= x)],
    show=4 * (1 + d) * x - 4 * d * y**2 >= 0,
    note="x = |W|^2, y^2 = (tr W)^2/r; the Q3 block adds 4 (1 + delta)(|P3|^2 + |Q3|^2), the balance "
    "term a square.",
)
local_norm = claim(
    "Example 4.4, in the local norm: |D X0^T|^2 = 2 |D|^2, as X0^T X0 = 2 I",
    Words(
        square(P * Q1.T) + square(P * Q1.T) + square(Q * Q1.T) + square(Q * Q1.T),
        "==",
        2 * square(P) + 2 * square(Q),
        vanishing=orthonormal,
    ),
)


def _lowest() -> str:
    """n = 2, r = r* = 1, eps and t symbols: the quotient of the Hessian form along [0, 1, 0, 1]."""
    ep, tt = sympy.symbols("eps t", positive=True)
    u1, u2, v1, v2 = variables = sympy.symbols("u1 u2 v1 v2")
    example = example_4_4(1, 1, ep, tt, exact=True)
    G, D = (
        sympy.Matrix(example.G),
        sympy.Matrix([[u1], [u2]]) * sympy.Matrix([[v1, v2]]) - sympy.Matrix(example.M_star),
    )
    along = sum(x_ * y_ for x_, y_ in zip(G, D, strict=True))
    energy = (1 + example.delta) * sum(x_**2 for x_ in D) - 2 * example.delta * along**2
    value = 2 * energy + tt * (u1**2 + u2**2 - v1**2 - v2**2) ** 2
    H = sympy.hessian(value, variables).subs({u1: 1, u2: 0, v1: 1, v2: 0})
    z = sympy.Matrix([0, 1, 0, 1])
    quotient = sympy.factor((z.T * H * z)[0] / 2)
    below = sympy.factor(quotient - example.hessian_bound)
    return (
        f"n = 2, r = r* = 1: <hess g_t z, z>/|z|^2 = {quotient} at z = (0, 1, 0, 1), below the bound "
        f"by {sympy.factor(-below)}"
    )


differentiated = claim(
    "Example 4.4: hess g_t >= -2 (1 + delta) eps I",
    Computed(
        "the 4 by 4 Hessian by differentiation is at least -2 (1 + delta) eps I",
        _lowest,
        symbols="all real eps, t > 0",
    ),
    printed=True,
    rests_on=["example_4_4.along_q2", "example_4_4.balance_hessian"],
    scope=case("n = 2, r = r* = 1"),
    note="eps and t are symbols. The repair is example_4_4.hessian_repaired.",
)
error = claim(
    "Example 4.4: |U0 V0^T - M*| > |M*|: |U0 V0^T - M*|^2 = r + |M*|^2",
    Words(
        square(Q1 * Q1.T - (1 + eps + rho) * Q2 * Q2.T),
        "==",
        r + square((1 + eps + rho) * Q2 * Q2.T),
        vanishing=orthonormal,
    ),
    printed=True,
    scope=part("error"),
    rests_on=["example_4_1.error"],
)
del Eq
example_repaired = hessian.repaired(
    "-4 (1 + delta) eps for the Hessian",
    scope=whole,
    show=Theorem(_derivations.example_4_4),
    rests_on=[],
    note="For all sizes with [Q1, Q2] orthonormal and t >= 0, by derivation: gradient 0, the Hessian, and "
    "the "
    "error. c Q2 Q2' is M*, s for sqrt(r*/r), iq and ir for 1/q and 1/r.",
)
refuted_for_all_sizes = claim(
    "Example 4.4, the Hessian: for eps > 0 and all sizes a direction of curvature below -2 (1 + delta) eps",
    Theorem(_derivations.example_4_4_refuted),
    note="By derivation.",
)
