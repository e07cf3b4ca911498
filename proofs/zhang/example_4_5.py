"""Example 4.5 (Zhang), "a slight rephrasing of Example 1.8": g([U; V]) = |U V^T - e1 e1^T|^2 at the same
point.

Printed lines: <hess g[.], .> = 2 <-e1 e1^T, P Q^T> + |P V0^T + U0 Q^T|^2 = 2 <-e1 e1^T, P Q^T> + (1/eps)
|Q|^2;
lmin([[0, -1], [-1, 1/eps]]) = (1/(2 eps))(1 - sqrt(1 + 4 eps^2)) >= -eps. These are the derivatives of g/2.
"""

from certify.claims import And, Eq, Theorem, case, claim, part, reals, source, sqrt, whole
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

_derivations = load(__file__, "zhang/example_1_8")

SOURCE = source("Example 4.5", page=23)

n, r = sizes("n r")
U, V, P, Q, e = matrix("U", n, r), matrix("V", n, r), matrix("P", n, r), matrix("Q", n, r), matrix("e", n, 1)
(c,) = parameters("c")
point = (U.T * U - c * identity(r), e.T * U, e.T * e - identity(1))
g = square(U * V.T - e * e.T)
second = derivative(g, U, P, 2) + derivative(g, V, Q, 2) + 2 * derivative(derivative(g, U, P), V, Q)
at_point = substitute(second, V, 0 * V)

gradient = claim(
    "Example 4.5: grad g = -<e1 e1^T, U0 Q^T> = 0",
    Words(inner(e * e.T, U * Q.T), "==", 0, vanishing=point),
    printed=True,
    scope=part("gradient"),
    rests_on=["lemma_4_3.g_gradient_repaired"],
)
line_1 = claim(
    "Example 4.5, the Hessian form: 2 <-e1 e1^T, P Q^T> + |U0 Q^T|^2",
    Words(at_point, "==", -2 * inner(e * e.T, P * Q.T) + square(U * Q.T), vanishing=point),
    printed=True,
    note="A factor 2 is lost: this is the Hessian of g/2.",
)
line_1_repaired = line_1.repaired(
    "a factor 2",
    show=Words(at_point, "==", -4 * inner(e * e.T, P * Q.T) + 2 * square(U * Q.T), vanishing=point),
    rests_on=["lemma_4_3.g_hessian_repaired"],
)
line_2 = claim(
    "Example 4.5, proof: |U0 Q^T|^2 = (1/eps) |Q|^2",
    Words(square(U * Q.T), "==", c * square(Q), vanishing=point),
    printed=True,
)
p, q, eps, k = reals("p q eps k")
eigenvalue = claim(
    "Example 4.5, proof: lmin([[0, -1], [-1, 1/eps]]) = (1 - sqrt(1 + 4 eps^2))/(2 eps)",
    given=[eps > 0, Eq(k, (1 - sqrt(1 + 4 * eps**2)) / (2 * eps))],
    show=And(Eq(k * (k - 1 / eps), 1), k <= 1 / (2 * eps)),
    printed=True,
)
eigenvalue_bound = claim(
    "Example 4.5, proof: (1 - sqrt(1 + 4 eps^2))/(2 eps) >= (1 - 1 - 2 eps^2)/(2 eps) = -eps",
    given=[eps > 0],
    show=(1 - sqrt(1 + 4 * eps**2)) / (2 * eps) >= -eps,
    printed=True,
)
hessian = claim(
    "Example 4.5: hess g >= -eps I",
    given=[eps > 0, p >= 0, q >= 0],
    show=-4 * p * q + 2 / eps * q**2 >= -eps * (p**2 + q**2),
    printed=True,
    scope=case("directions P = p e1 u^T, Q = q e1 u^T, |u| = 1"),
    rests_on=[
        "example_4_5.line_1_repaired",
        "example_4_5.line_2",
        "example_4_5.eigenvalue",
        "example_4_5.eigenvalue_bound",
    ],
    note="p = |P^T e1|, q = |Q^T e1|. Fails for eps < sqrt(2).",
)
hessian_repaired = hessian.repaired(
    "g/2 in place of g",
    show=-2 * p * q + 1 / eps * q**2 >= -eps * (p**2 + q**2),
    rests_on=[
        "example_4_5.line_1_repaired",
        "example_4_5.line_2",
        "example_4_5.eigenvalue",
        "example_4_5.eigenvalue_bound",
    ],
)
error = claim(
    "Example 4.5: |U0 V0^T - e1 e1^T| = 1",
    Words(square(e * e.T), "==", 1, vanishing=point),
    printed=True,
    scope=part("error"),
)
example_repaired = hessian.repaired(
    "the Hessian of half the objective",
    scope=whole,
    show=Theorem(_derivations.example_1_8),
    rests_on=[],
    note="For all sizes n > r and eps > 0, by derivation: gradient 0, Hessian at least -eps, error 1. H "
    "is "
    "<A(.), A(.)>, c for 1/eps.",
)
refuted_for_all_sizes = claim(
    "Example 4.5, the Hessian: for eps < sqrt(2) and all sizes there is a direction of curvature below -eps",
    Theorem(_derivations.example_1_8_refuted),
    note="By derivation.",
)
