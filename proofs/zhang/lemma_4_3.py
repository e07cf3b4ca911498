"""Lemma 4.3 (Zhang): f(X) = |A(X X^T - M*)|^2, grad f(X0) = 0, hess f(X0) >= -eps I, (4.1) A^T A commutes
with the
transpose, (4.2) <A(X0 X0^T - M*), A(Y Y^T)> <= 0 for all Y. Then g = |A(U V^T - M*)|^2 has at U0 = V0 = X0
grad g = 0, hess g >= -eps I.

The proof's displays carry the derivatives of |.|^2/2 (for f: half of them; for g: half of them too) and
lose factors
consistently or not, decided below. Chosen: A = one symmetric and one skew measurement, whose squares give
the general
A^T A that commutes with the transpose; a (n, n) is one measurement.
"""

from certify.claims import Theorem, claim, reals, whole
from certify.claims.derivations import load
from certify.claims.words import Words, derivative, inner, matrix, sizes, square

_derivations = load(__file__, "zhang/lemma_4_3")

n, r = sizes("n r")
X, D = matrix("X", n, r), matrix("D", n, r)
U, V, P, Q = matrix("U", n, r), matrix("V", n, r), matrix("P", n, r), matrix("Q", n, r)
Y = matrix("Y", n, r)
A, M = matrix("A", n, n), matrix("M", n, n, symmetric=True)
B = matrix("B", n, n, symmetric=True)  # a symmetric measurement
E = X * X.T - M
f = inner(A, E) ** 2
S = inner(A, E) * A

f_gradient = claim(
    "Lemma 4.3, proof: <grad f(X0), D> = <S, D X0^T + X0 D^T>, S = A^T A(E), f = |A(X X^T - M*)|^2",
    Words(derivative(f, X, D), "==", inner(S, D * X.T + X * D.T)),
    printed=True,
    note="A factor 2 is lost: the display is the gradient of f/2.",
)
f_gradient_repaired = f_gradient.repaired(
    "a factor 2", show=Words(derivative(f, X, D), "==", 2 * inner(S, D * X.T + X * D.T))
)
f_hessian = claim(
    "Lemma 4.3, proof: <hess f[D], D> = <S, 2 D D^T> + |A(D X0^T + X0 D^T)|^2",
    Words(derivative(f, X, D, 2), "==", 2 * inner(S, D * D.T) + inner(A, D * X.T + X * D.T) ** 2),
    printed=True,
    note="Again the display is that of f/2.",
)
f_hessian_repaired = f_hessian.repaired(
    "a factor 2",
    show=Words(derivative(f, X, D, 2), "==", 4 * inner(S, D * D.T) + 2 * inner(A, D * X.T + X * D.T) ** 2),
)
g = inner(A, U * V.T - M) ** 2
T = inner(A, U * V.T - M) * A
dg = derivative(g, U, P) + derivative(g, V, Q)
d2g = derivative(g, U, P, 2) + derivative(g, V, Q, 2) + 2 * derivative(derivative(g, U, P), V, Q)
g_gradient = claim(
    "Lemma 4.3, proof: <grad g, [P; Q]> = <S, P V0^T + U0 Q^T>",
    Words(dg, "==", inner(T, P * V.T + U * Q.T)),
    printed=True,
    note="A factor 2 is lost, as for f.",
)
g_gradient_repaired = g_gradient.repaired("a factor 2", show=Words(dg, "==", 2 * inner(T, P * V.T + U * Q.T)))
g_hessian = claim(
    "Lemma 4.3, proof: <hess g[P; Q], [P; Q]> = <S, 2 P Q^T> + |A(P V0^T + U0 Q^T)|^2",
    Words(d2g, "==", 2 * inner(T, P * Q.T) + inner(A, P * V.T + U * Q.T) ** 2),
    printed=True,
    note="A factor 2 is lost, as for f, so that the comparison of f with g is not affected.",
)
g_hessian_repaired = g_hessian.repaired(
    "a factor 2", show=Words(d2g, "==", 4 * inner(T, P * Q.T) + 2 * inner(A, P * V.T + U * Q.T) ** 2)
)
cross = claim(
    "Lemma 4.3, proof: the cross term of [D; D] and [Y; -Y] is 0, for a symmetric measurement",
    Words(inner(B, Y * D.T - D * Y.T) + inner(B, D * X.T + X * D.T) * inner(B, Y * X.T - X * Y.T), "==", 0),
    printed=True,
    note="For a skew measurement <A, D X0^T + X0 D^T> = 0, and S is symmetric: the same.",
)
same_curvature = claim(
    "Lemma 4.3, proof: <hess g[D; D], [D; D]> = <hess f[D], D>",
    Words(
        4 * inner(S, D * D.T) + 2 * inner(A, D * X.T + X * D.T) ** 2,
        "==",
        derivative(f, X, D, 2),
    ),
    printed=True,
)
split = claim(
    "Lemma 4.3, proof: with D = (P + Q)/2, Y = (P - Q)/2: |P|^2 + |Q|^2 = 2 |D|^2 + 2 |Y|^2",
    Words(square(P) + square(Q), "==", square(P + Q) / 2 + square(P - Q) / 2),
)
p, c, d, y, eps, h = reals("p c d y eps h")
halved = claim(
    "Lemma 4.3, proof: -eps |D|^2 >= -eps |[P; Q]|^2, using |P + Q| <= sqrt(2) |[P; Q]|",
    given=[eps >= 0, d >= 0, y >= 0, p >= 0, p**2 >= 2 * d**2],
    show=-eps * d**2 >= -eps * p**2,
    printed=True,
    note="p = |[P; Q]|, d = |D|. The best constant is -eps/2: see best_constant.",
    rests_on=["lemma_4_3.norm"],
)
best_constant = claim(
    "Lemma 4.3, end of the proof with the best constant: hess g >= -(eps/2) I",
    given=[eps >= 0, d >= 0, p >= 0, p**2 >= 2 * d**2],
    show=-eps * d**2 >= -eps / 2 * p**2,
    rests_on=["lemma_4_3.cross", "lemma_4_3.same_curvature", "lemma_4_3.split", "lemma_4_3.second_term"],
)
norm = claim(
    "Lemma 4.3, proof: |P + Q| <= sqrt(2) |[P; Q]|, squared",
    Words(2 * square(P) + 2 * square(Q), ">=", square(P + Q)),
    printed=True,
)
second_term = claim(
    "Lemma 4.3, proof: <hess g[Y; -Y], [Y; -Y]> = -2 <S, Y Y^T> + |A(Y V0^T - U0 Y^T)|^2 >= 0 under (4.2)",
    given=[c <= 0],
    show=-2 * c + h**2 >= 0,
    printed=True,
    note="c = <A(X0 X0^T - M*), A(Y Y^T)> = <S, Y Y^T>; a factor 2 is lost again.",
)
lemma = claim(
    "Lemma 4.3, end of the proof: hess g >= -eps I, from its two terms",
    given=[eps >= 0, p**2 >= 2 * d**2 + 2 * y**2, h >= -eps * d**2, c >= 0],
    show=h + c >= -eps * p**2,
    printed=True,
    rests_on=[
        "lemma_4_3.g_hessian_repaired",
        "lemma_4_3.f_hessian_repaired",
        "lemma_4_3.cross",
        "lemma_4_3.same_curvature",
        "lemma_4_3.split",
        "lemma_4_3.second_term",
        "lemma_4_3.f_gradient_repaired",
        "lemma_4_3.g_gradient_repaired",
        "lemma_4_3.halved",
    ],
    note="p = |[P; Q]|, d = |D|, y = |Y|; h, c: the terms of [D; D] and [Y; -Y].",
)
lemma_whole = claim(
    "Lemma 4.3",
    Theorem(_derivations.lemma_4_3),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation. H is <A(.), A(.)>; (4.1) says that H(M', N) = H(M, N').",
)
sharper = claim(
    "Lemma 4.3 with eps/2: hess g >= -(eps/2) I",
    Theorem(_derivations.lemma_4_3_sharp),
    note="For all sizes, by derivation.",
)
