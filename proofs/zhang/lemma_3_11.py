"""Lemma 3.11 (Zhang), Euclidean norm: (1 - delta) |E|^2 <= eps0 sqrt(r + r*) |E| + (eps1/2) |X| + (eps2/2)
|Z|^2
+ 2 (1 + delta) lambda_min(X^T X) |Z|^2. Proof: D~0 = -X/2, D~i = Z e_i v^T.

Chosen: in the proof v is the unit eigenvector u of Definition 3.1.
"""

from certify.claims import And, Eq, Theorem, assuming, case, claim, reals, whole
from certify.claims.derivations import load
from certify.claims.words import Words, derivative, identity, inner, matrix, parameters, sizes, square

_derivation = load(__file__, "zhang/euclidean")

n, r, q = sizes("n r q")
X, Z, A, D = matrix("X", n, r), matrix("Z", n, q), matrix("A", n, n), matrix("D", n, r)
v, e_i = matrix("v", r, 1), matrix("e", q, 1)
b, lam = parameters("b lam")
E = X * X.T - Z * Z.T
H_E, S = inner(A, E) * A, (inner(A, Z * Z.T) - b) * A
f = (inner(A, X * X.T) - b) ** 2 / 2
D0 = -X / 2
unit = v.T * v - identity(1)

decomposition = claim(
    "Lemma 3.11, proof: E = -(X D~0^T + D~0 X^T) - sum D~i D~i^T",
    Words(E, "==", -(X * D0.T + D0 * X.T) - Z * Z.T),
    printed=True,
)
decomposition_columns = claim(
    "Lemma 3.11, proof: D~i D~i^T = Z e_i e_i^T Z^T, which sums to Z Z^T",
    Words((Z * e_i * v.T) * (Z * e_i * v.T).T, "==", Z * e_i * e_i.T * Z.T, vanishing=(unit,)),
    printed=True,
)
energy = claim(
    "Lemma 3.11, proof: |E|_H^2 = -<S, E> + <H(E) + S, X X^T> - <H(E) + S, Z Z^T>",
    Words(inner(H_E, E), "==", -inner(S, E) + inner(H_E + S, X * X.T) - inner(H_E + S, Z * Z.T)),
    printed=True,
)
gradient_part = claim(
    "Lemma 3.11, proof: <H(E) + S, X X^T> = -<grad f(X), D~0>",
    Words(inner(H_E + S, X * X.T), "==", -derivative(f, X, D0)),
    printed=True,
)
hessian_part = claim(
    "Lemma 3.11, proof: <H(E) + S, D D^T> = (<hess f[D], D> - |X D^T + D X^T|_H^2)/2, summed over D~i",
    Words(inner(H_E + S, D * D.T), "==", derivative(f, X, D, 2) / 2 - inner(A, X * D.T + D * X.T) ** 2 / 2),
    printed=True,
)
local_size = claim(
    "Lemma 3.11, proof: |D~i X^T|^2 = lambda_min(X^T X) |Z e_i|^2",
    Words(square(Z * e_i * v.T * X.T), "==", lam * square(Z * e_i), vanishing=(unit, X.T * X * v - lam * v)),
    printed=True,
)
four = claim(
    "Lemma 3.11, proof: |X D^T + D X^T|^2 <= 4 |D X^T|^2",
    Words(4 * square(D * X.T), ">=", square(X * D.T + D * X.T)),
    printed=True,
)

# The inequalities, for n = r = r* = 1, delta = eps0 = 0: f = (x^2 - z^2)^2/2.
x, z, e1, e2 = reals("x z eps1 eps2")
scalar = (x > 0, z >= 0, e1 >= 0, e2 >= 0, e1**2 >= (2 * x * (x**2 - z**2)) ** 2, 6 * x**2 - 2 * z**2 >= -e2)
line_b = claim(
    "Lemma 3.11, the inequality: |E|^2 <= eps0 |E|_nuc + (1/2) eps1 |D~0| + (1/2) sum[eps2 |D~i|^2 + 4 "
    "(1 + delta) |D~i X^T|^2]",
    given=scalar,
    show=(x**2 - z**2) ** 2 <= e1 * (x / 2) / 2 + (e2 * z**2 + 4 * z**2 * x**2) / 2,
    printed=True,
    scope=case("n = r = r* = 1, delta = eps0 = 0"),
    note="X = x, Z = z. The factor 1/2 before eps1 |D~0| is one too many; |D~0| = |X|/2 has it.",
)
line_b_repaired = line_b.repaired(
    "eps1 |D~0| in place of eps1 |D~0|/2",
    show=(x**2 - z**2) ** 2 <= e1 * (x / 2) + (e2 * z**2 + 4 * z**2 * x**2) / 2,
    seconds=40,
)
D0_size = reals("D0_size")[0]
line_c = claim(
    "Lemma 3.11, the last equality: (1/2) eps1 |D~0| = (1/2) eps1 |X|",
    given=[x > 0, e1 >= 0, Eq(D0_size, x / 2)],
    show=Eq(e1 * D0_size / 2, e1 * x / 2),
    printed=True,
    note="D0_size = |D~0| = |X|/2 and x = |X|. The two slips cancel: eps1 |D~0| = eps1 |X|/2 is the value "
    "that the lemma states.",
)
line_c_repaired = line_c.repaired("eps1 |D~0| = (1/2) eps1 |X|", show=Eq(e1 * D0_size, e1 * x / 2))
e, eh, grad, hess, se, nuc, q_, d, e0, size_x, size_z, lmin, local = reals(
    "e eh grad hess se nuc q delta eps0 X Z lambda local"
)
lemma = claim(
    "Lemma 3.11, end of the proof: the bound from the lines before",
    given=[
        e >= 0,
        d >= 0,
        d < 1,
        e0 >= 0,
        e1 >= 0,
        e2 >= 0,
        size_x >= 0,
        size_z >= 0,
        lmin >= 0,
        eh >= (1 - d) * e**2,
        assuming("norm inequalities", nuc <= q_ * e),
        assuming("von Neumann trace inequality", -se <= e0 * nuc),
        assuming("Cauchy-Schwarz", grad >= -e1 * size_x / 2),
        hess >= -e2 * size_z**2,
        local <= 4 * (1 + d) * lmin * size_z**2,
        Eq(eh, -se - grad - (hess - local) / 2),
    ],
    show=(1 - d) * e**2
    <= e0 * q_ * e + e1 / 2 * size_x + e2 / 2 * size_z**2 + 2 * (1 + d) * lmin * size_z**2,
    printed=True,
    rests_on=[
        "lemma_3_11.energy",
        "lemma_3_11.gradient_part",
        "lemma_3_11.hessian_part",
        "lemma_3_11.local_size",
        "lemma_3_11.four",
        "lemma_3_11.decomposition",
        "lemma_3_11.decomposition_columns",
        "lemma_3_11.line_b_repaired",
        "lemma_3_11.line_c_repaired",
    ],
    note="q = sqrt(r + r*), e = |E|, eh = |E|_H^2, se = <S, E>, nuc = |E|nuc, grad = <grad f, D~0>, hess = "
    "sum <hess f[D~i], D~i>, local = sum |X D~i^T + D~i X^T|_H^2, Z = |Z|.",
    seconds=40,
)
stress = claim(
    "Lemma 3.11: the bound as stated",
    given=scalar,
    show=And((x**2 - z**2) ** 2 <= e1 / 2 * x + e2 / 2 * z**2 + 2 * x**2 * z**2),
    printed=True,
    scope=case("n = r = r* = 1, delta = eps0 = 0"),
    seconds=40,
    rests_on=["lemma_3_11.lemma"],
)
lemma_whole = claim(
    "Lemma 3.11",
    Theorem(_derivation.lemma_3_11),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation. q is r*, H for <A(.), A(.)>, rho = sqrt(r + r*), e = |E|, xx = |X|, "
    "lam and u the least eigenvalue of X'X and a unit eigenvector of it. |grad f(X)| <= eps1 is read as "
    "<grad f(X), D> >= -eps1 |D| for all D. A matrix of rank at most k is P R'.",
)
