"""Lemma 3.7 (Zhang), the trivial cases. X != 0 and X X^+ Z = Z: psi(1, 0) <= (sqrt(r + r*) eps0 + eps1/2)
|E| -
(1 - delta) |E|^2. X = 0: psi(0, 1) <= sqrt(r + r*) eps0 |E| - (1 - delta) |E|^2.

Chosen: e = |E|, eh = |E|_H^2, se = <S, E>, nuc = |E|_nuc, q = sqrt(r + r*); psi is a supremum, so its bound
is
stated for every f in the class.
"""

from certify.claims import Eq, Theorem, assuming, claim, reals, whole
from certify.claims.derivations import load
from certify.claims.words import Words, identity, matrix, sizes, square

_derivations = load(__file__, "zhang/lemma_3_7")

n, r, q_ = sizes("n r q")
X, P, Z = matrix("X", n, r), matrix("P", r, n), matrix("Z", n, q_)
penrose = (X * P * X - X, P * X * P - P, X * P - (X * P).T, P * X - (P * X).T)
Id, Pi = identity(n), X * P
E = X * X.T - Z * Z.T
D0 = (Id - Pi / 2) * Z * (P * Z).T - X / 2

e, eh, se, nuc, q, d, e0, e1, first = reals("e eh se nuc q delta eps0 eps1 first")
noise = (
    e >= 0,
    q >= 1,
    d >= 0,
    d < 1,
    e0 >= 0,
    e1 >= 0,
    assuming("norm inequalities", nuc <= q * e),
    assuming("von Neumann trace inequality", -se <= e0 * nuc),
    eh >= (1 - d) * e**2,
)

inside = claim(
    "Lemma 3.7, proof: X X^+ Z = Z gives E_N = 0 and -(D0 X^T + X D0^T) = E",
    Words(-(D0 * X.T + X * D0.T), "==", E, vanishing=(*penrose, Pi * Z - Z)),
    printed=True,
)
inside_norm = claim(
    "Lemma 3.7, proof: X X^+ Z = Z gives |D0 X^T| = |E|/2",
    Words(4 * square(D0 * X.T), "==", square(E), vanishing=(*penrose, Pi * Z - Z)),
    printed=True,
    note="Here the block Pi E (I - Pi) vanishes, so that Fact 3.3 holds as printed.",
)
tangent = claim(
    "Lemma 3.7, end of the proof: psi(1, 0) <= (sqrt(r + r*) eps0 + eps1/2) |E| - (1 - delta) |E|^2",
    given=[*noise, Eq(first, -eh - se)],
    show=first + e1 * e / 2 <= (q * e0 + e1 / 2) * e - (1 - d) * e**2,
    printed=True,
    note="first = <grad f(X), D0>.",
    rests_on=["lemma_3_7.inside", "lemma_3_7.inside_norm", "fact_3_6.gradient"],
)
at_zero = claim(
    "Lemma 3.7, proof: X = 0 gives E = -Z Z^T and -sum D_i D_i^T = E",
    Words(X * X.T - Z * Z.T, "==", -((Id - Pi) * Z) * ((Id - Pi) * Z).T, vanishing=(X, P)),
    printed=True,
    rests_on=["definition_3_1.at_zero"],
)
normal = claim(
    "Lemma 3.7, end of the proof: psi(0, 1) <= sqrt(r + r*) eps0 |E| - (1 - delta) |E|^2",
    given=[*noise, Eq(first, -eh - se)],
    show=first <= q * e0 * e - (1 - d) * e**2,
    printed=True,
    note="first = sum_i <hess f(X)[D_i], D_i>/2.",
    rests_on=["lemma_3_7.at_zero", "fact_3_6.hessian"],
)
lemma_whole = claim(
    "Lemma 3.7",
    Theorem(_derivations.lemma_3_7),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation. q is r*, P for the Moore-Penrose inverse of X, and H for "
    "<A(.), A(.)>. psi is a supremum over the class, and its bound is that for every f in it. The "
    "sum over D_i = Z_p e_i u' is tr C, where v'Cv = <hess f[D], D> + eps2 |D X'|^2 for D = Z_p v "
    "u'.",
)
