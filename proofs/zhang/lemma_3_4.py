"""Lemma 3.4 (Zhang): if ||M|_H^2/|M|^2 - 1| <= delta for rank M <= r + r*, then
<H(E), F> >= <E, F> - delta |E| |F| for F = t1 E_T + t2 E_N.

Chosen: matrices as vectors e, f (p, 1) and H as a symmetric matrix (p, p) on them; self-adjointness is stated
in the paper just before ("for some self-adjoint linear operator") and it is needed.
"""

from certify.claims import Theorem, claim, reals, whole
from certify.claims.derivations import load
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square

_derivation = load(__file__, "zhang/section_3")

n, r, q, p = sizes("n r q p")
H, H_any = matrix("H", p, p, symmetric=True), matrix("H", p, p)
e, f = matrix("e", p, 1), matrix("f", p, 1)
(delta,) = parameters("delta")
X, P, Z, T = matrix("X", n, r), matrix("P", r, n), matrix("Z", n, q), matrix("T", n, n)
penrose = (X * P * X - X, P * X * P - P, X * P - (X * P).T, P * X - (P * X).T)
(t1, t2) = parameters("t1 t2")
Pi, Id = X * P, identity(n)
E = X * X.T - Z * Z.T
E_N = (Id - Pi) * E * (Id - Pi)
F = t1 * (E - E_N) + t2 * E_N

upper = (1 + delta) * square(e - f) - inner(H * (e - f), e - f)
lower = inner(H * (e + f), e + f) - (1 - delta) * square(e + f)

polarisation = claim(
    "Lemma 3.4, proof: 4 <H(E), F> = |E + F|_H^2 - |E - F|_H^2",
    Words(4 * inner(H * e, f), "==", inner(H * (e + f), e + f) - inner(H * (e - f), e - f)),
    printed=True,
)
polarisation_any = claim(
    "Lemma 3.4: the same for H that is not self-adjoint",
    Words(4 * inner(H_any * e, f), "==", inner(H_any * (e + f), e + f) - inner(H_any * (e - f), e - f)),
    canary="REFUTED",
)
bound = claim(
    "Lemma 3.4, proof: >= (1 - delta) |E + F|^2 - (1 + delta) |E - F|^2 = 4 <E, F> - 2 delta (|E|^2 + |F|^2)",
    Words(
        4 * inner(H * e, f),
        ">=",
        4 * inner(e, f) - 2 * delta * (square(e) + square(f)),
        nonnegative=(upper, lower),
    ),
    printed=True,
    rests_on=["lemma_3_4.polarisation"],
)
inside_the_span = claim(
    "Lemma 3.4, proof: E + F and E - F live on the span of [X, Z], whose projector is T: T F T = F",
    Words(T * F * T.T, "==", F, vanishing=(*penrose, T * X - X, T * Z - Z)),
    printed=True,
    note="E itself is the case t1 = t2 = 1. Their rank is then at most rank [X, Z] <= r + r*.",
)
a, b, g, i, d = reals("a b g i d")
normalised = claim(
    "Lemma 3.4, proof: from |E| = |F| = 1 to all E, F",
    given=[a > 0, b > 0, d >= 0, 4 * g / (a * b) >= 4 * i / (a * b) - 4 * d],
    show=g >= i - d * a * b,
    printed=True,
    note="a = |E|, b = |F|, g = <H(E), F>, i = <E, F>; F = 0 is trivial.",
)
lemma = claim(
    "Lemma 3.4, last line of the proof: <H(E), F> >= <E, F> - delta, where |E| = |F| = 1",
    Words(
        4 * inner(H * e, f),
        ">=",
        4 * inner(e, f) - 4 * delta,
        vanishing=(e.T * e - identity(1), f.T * f - identity(1)),
        nonnegative=(upper, lower),
    ),
    printed=True,
    rests_on=["lemma_3_4.bound", "lemma_3_4.inside_the_span", "lemma_3_4.normalised"],
)
lemma_whole = claim(
    "Lemma 3.4",
    Theorem(_derivation.lemma_3_4),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation. P is the Moore-Penrose inverse of X, q is r*, e = "
    "|E| and f = |F|; "
    "by Fact 3.2, E_N = -Z_p Z_p' with Z_p = Z - X P Z and E_T = E - E_N. A matrix of rank <= k is P R'.",
)
