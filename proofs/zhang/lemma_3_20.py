"""Lemma 3.20 (Zhang): (1 - 2 delta) |E|^2 <= 2 eps0 sqrt(r + r*) |E| + (eps1/2) |X| + (eps2/2) |Z|^2 +
2 (1 + 2 delta) lambda_min(X^T X) |Z|^2, for g with Z^T J Z = 0."""

from certify.claims import Eq, Theorem, assuming, claim, reals, whole
from certify.claims.derivations import load

_derivations = load(__file__, "zhang/asymmetric_euclidean")

e, eh, grad, hess, se, ne, nuc, q, d, e0, e1, e2, X, Z, lam, local = reals(
    "e eh grad hess se ne nuc q delta eps0 eps1 eps2 X Z lambda local"
)
lemma = claim(
    "Lemma 3.20, end of the proof: the bound from the lines of Lemma 3.11 and <N, E> >= 0",
    given=[
        e >= 0,
        d >= 0,
        e0 >= 0,
        e1 >= 0,
        e2 >= 0,
        X >= 0,
        Z >= 0,
        lam >= 0,
        ne >= 0,
        eh >= (1 - 2 * d) * e**2,
        assuming("norm inequalities", nuc <= q * e),
        assuming("von Neumann trace inequality", -se <= 2 * e0 * nuc),
        assuming("Cauchy-Schwarz", grad >= -e1 * X / 2),
        hess >= -e2 * Z**2,
        local <= 4 * (1 + 2 * d) * lam * Z**2,
        Eq(eh, -se - ne - grad - (hess - local) / 2),
    ],
    show=(1 - 2 * d) * e**2 <= 2 * e0 * q * e + e1 / 2 * X + e2 / 2 * Z**2 + 2 * (1 + 2 * d) * lam * Z**2,
    printed=True,
    rests_on=[
        "lemma_3_5.error",
        "fact_3_14.fact",
        "fact_3_16.gradient",
        "fact_3_16.hessian",
        "lemma_3_11.four",
        "lemma_3_11.local_size",
        "lemma_3_11.decomposition",
    ],
    note="delta < 1/2 is not needed: otherwise the left side is not positive.",
    seconds=40,
)
lemma_whole = claim(
    "Lemma 3.20",
    Theorem(_derivations.lemma_3_20),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation. s1 and s2 are the first n1 and the last n2 columns of the "
    "identity, J = s1 s1' - s2 s2', HA is <A(.), A(.)>, q is r* and k >= r + r* (Fact 3.14). lam is the "
    "least eigenvalue of X'X, xx = |X|, e = |E|, rho = sqrt(r + r*). |grad g(X)| <= eps1 is read as "
    "g'(X)[D] >= -eps1 |D| for every D. delta < 1/2 is not needed.",
)
