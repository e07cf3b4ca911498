"""Example 1.8 (Zhang): M* = e1 e1^T, A in RIP(0, n), f([U; V]) = |A(U V^T) - b|^2, U = (1/sqrt(eps)) [e2
... e_(r+1)], V = 0:
grad f = 0, hess f >= -eps I, |U V^T - M*| = 1.

Found: the lowest eigenvalue is (1 - sqrt(1 + 4 eps^2))/eps, so that hess f >= -eps I fails for eps <
sqrt(2); it holds for
f/2, or with -2 eps. Chosen: RIP(0, n) is A^T A = Id; U^T U = c I with c = 1/eps, e^T U = 0 in place of the
columns.
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

SOURCE = source("Example 1.8", page=6)

n, r = sizes("n r")
U, V, P, Q, e = matrix("U", n, r), matrix("V", n, r), matrix("P", n, r), matrix("Q", n, r), matrix("e", n, 1)
(c,) = parameters("c")
point = (U.T * U - c * identity(r), e.T * U, e.T * e - identity(1))
f = square(U * V.T - e * e.T)
first = substitute(derivative(f, U, P) + derivative(f, V, Q), V, 0 * V)
second = derivative(f, U, P, 2) + derivative(f, V, Q, 2) + 2 * derivative(derivative(f, U, P), V, Q)

gradient = claim(
    "Example 1.8: grad f(X) = 0",
    Words(first, "==", 0, vanishing=point),
    printed=True,
    scope=part("gradient"),
    rests_on=["example_4_5.gradient"],
)
hessian_form = claim(
    "Example 1.8, the Hessian: <hess f[P; Q], [P; Q]> = -4 <P^T e1, Q^T e1> + (2/eps) |Q|^2",
    Words(
        substitute(second, V, 0 * V), "==", -4 * inner(P.T * e, Q.T * e) + 2 * c * square(Q), vanishing=point
    ),
)
p, q, eps, k = reals("p q eps k")
hessian = claim(
    "Example 1.8: hess f(X) >= -eps I, as -4 p q + (2/eps) q^2 >= -eps (p^2 + q^2)",
    given=[eps > 0, p >= 0, q >= 0],
    show=-4 * p * q + 2 / eps * q**2 >= -eps * (p**2 + q**2),
    printed=True,
    scope=case("directions P = p e1 u^T, Q = q e1 u^T, |u| = 1"),
    rests_on=["example_1_8.hessian_form", "example_4_5.hessian"],
    note="One rank-one direction has <P^T e1, Q^T e1> = p q, |P| = p, |Q| = q. The factor 1/2 of the "
    "other objectives is missing.",
)
hessian_repaired = hessian.repaired(
    "f/2 in place of f",
    show=-2 * p * q + 1 / eps * q**2 >= -eps * (p**2 + q**2),
    rests_on=["example_1_8.hessian_form", "example_4_5.hessian_repaired"],
)
hessian_twice = claim(
    "Example 1.8 for f as printed, with the bound -2 eps",
    given=[eps > 0, p >= 0, q >= 0],
    show=-4 * p * q + 2 / eps * q**2 >= -2 * eps * (p**2 + q**2),
    rests_on=["example_1_8.hessian_form"],
)
lowest = claim(
    "Example 1.8, the Hessian: the lowest eigenvalue (1 - sqrt(1 + 4 eps^2))/eps is a root of the 2 by 2 "
    "characteristic polynomial",
    given=[eps > 0, Eq(k, (1 - sqrt(1 + 4 * eps**2)) / eps)],
    show=Eq(k * (k - 2 / eps), 4),
    rests_on=["example_1_8.hessian_form"],
)
holds_from_root_two = claim(
    "Example 1.8, the Hessian: the printed bound holds exactly for eps >= sqrt(2)",
    given=[eps >= sqrt(2), p >= 0, q >= 0],
    show=-4 * p * q + 2 / eps * q**2 >= -eps * (p**2 + q**2),
    rests_on=["example_1_8.lowest"],
)
error = claim(
    "Example 1.8: |U V^T - M*| = 1",
    Words(square(U * (0 * V).T - e * e.T), "==", 1, vanishing=point),
    printed=True,
    scope=part("error"),
    rests_on=["example_4_5.error"],
)
spurious = claim(
    "Example 1.8 with f/2: its lowest eigenvalue is negative and at least -eps, where |U V^T - M*| = 1",
    given=[eps > 0, Eq(k, (1 - sqrt(1 + 4 * eps**2)) / (2 * eps))],
    show=And(k >= -eps, k < 0),
    rests_on=[
        "example_1_8.gradient",
        "example_1_8.hessian_repaired",
        "example_1_8.lowest",
        "example_1_8.error",
    ],
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
    "Example 1.8, the Hessian: for eps < sqrt(2) and all sizes there is a direction of curvature below -eps",
    Theorem(_derivations.example_1_8_refuted),
    note="By derivation.",
)
