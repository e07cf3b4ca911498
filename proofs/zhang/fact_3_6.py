"""Fact 3.6 (Zhang): <grad f(X), D> = <H(E) + S, D X^T + X D^T> and
<hess f(X)[D], D>/2 = <H(E) + S, D D^T> + |D X^T + X D^T|_H^2/2, with H = A^T A, S = A^T(A(Z Z^T) - b).

Chosen: one measurement A (n, n), not necessarily symmetric, with b a number: f, H and S are sums over them.
"""

from certify.claims import Theorem, case, claim, part, whole
from certify.claims.derivations import load
from certify.claims.words import Words, derivative, inner, matrix, parameters, sizes

_derivation = load(__file__, "zhang/section_3")
_whole = load(__file__, "zhang/fact_3_6")

n, r, q = sizes("n r q")
X, D, Z, A = matrix("X", n, r), matrix("D", n, r), matrix("Z", n, q), matrix("A", n, n)
(b,) = parameters("b")
E, W = X * X.T - Z * Z.T, D * X.T + X * D.T
f = (inner(A, X * X.T) - b) ** 2 / 2
S = (inner(A, Z * Z.T) - b) * A
H_E = inner(A, E) * A

gradient = claim(
    "Fact 3.6: <grad f(X), D> = <H(E) + S, D X^T + X D^T>",
    Words(derivative(f, X, D), "==", inner(H_E + S, W)),
    printed=True,
    scope=case("one measurement, the gradient"),
)
hessian = claim(
    "Fact 3.6: <hess f(X)[D], D>/2 = <H(E) + S, D D^T> + |D X^T + X D^T|_H^2/2",
    Words(derivative(f, X, D, order=2) / 2, "==", inner(H_E + S, D * D.T) + inner(A, W) ** 2 / 2),
    printed=True,
    scope=case("one measurement, the Hessian"),
)
euler = claim(
    "Fact 3.6, by homogeneity: <grad f(X), X> = 2 <H(E) + S, X X^T>",
    Words(derivative(f, X, X), "==", 2 * inner(H_E + S, X * X.T)),
    rests_on=["fact_3_6.gradient"],
)
derivatives = claim(
    "Fact 3.6: the first and second derivative of f, for all sizes and every symmetric bilinear form",
    Theorem(_derivation.fact_3_6),
    printed=True,
    scope=part("derivatives"),
    note="By derivation; f = H(E, E)/2 + <S, E> is differentiated by machine. q is r*.",
)
fact_whole = claim(
    "Fact 3.6",
    Theorem(_whole.fact_3_6),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation. q is r*; H(M, N) = <A(M), A(N)>, B = A^T(b), c = |b|^2, so that f(X) "
    "= |A(X X^T) - b|^2/2 is H(X X^T, X X^T)/2 - <B, X X^T> + c/2, which is differentiated by machine; "
    "L = A^T(A(Z Z^T)), S = L - B. A matrix of rank at most k = r + r* is P R'. The bounds repeat those "
    "of F_Z, the last one for symmetric matrices only.",
)
