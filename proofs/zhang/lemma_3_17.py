"""Lemma 3.17 (Zhang): the trivial cases for g, with 2 eps0 and 2 delta; Z^T J Z = 0, N = J Z Z^T J."""

from certify.claims import Eq, Theorem, assuming, claim, reals, whole
from certify.claims.derivations import load

_derivations = load(__file__, "zhang/lemma_3_18")

e, eh, se, ne, nuc, q, d, e0, e1, first = reals("e eh se ne nuc q delta eps0 eps1 first")
noise = (
    e >= 0,
    q >= 1,
    d >= 0,
    e0 >= 0,
    e1 >= 0,
    assuming("norm inequalities", nuc <= q * e),
    assuming("von Neumann trace inequality", -se <= 2 * e0 * nuc),
    ne >= 0,
    eh >= (1 - 2 * d) * e**2,
    Eq(first, -eh - se - ne),
)
links = ["lemma_3_5.error", "fact_3_14.fact", "fact_3_16.gradient", "fact_3_16.balanced", "fact_3_16.noise"]

tangent = claim(
    "Lemma 3.17, end of the proof: psi(1, 0) <= (2 sqrt(r + r*) eps0 + eps1/2) |E| - (1 - 2 delta) |E|^2",
    given=noise,
    show=first + e1 * e / 2 <= (2 * q * e0 + e1 / 2) * e - (1 - 2 * d) * e**2,
    printed=True,
    rests_on=[*links, "lemma_3_7.inside", "lemma_3_7.inside_norm"],
    note="ne = <N, E> >= 0 by Lemma 3.5.",
)
normal = claim(
    "Lemma 3.17, end of the proof: psi(0, 1) <= 2 sqrt(r + r*) eps0 |E| - (1 - 2 delta) |E|^2",
    given=noise,
    show=first <= 2 * q * e0 * e - (1 - 2 * d) * e**2,
    printed=True,
    rests_on=[*links, "fact_3_16.hessian", "lemma_3_7.at_zero"],
)
lemma_whole = claim(
    "Lemma 3.17",
    Theorem(_derivations.lemma_3_17),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation. s1 and s2 are the first n1 and the last n2 columns of the "
    "identity, J = s1 s1' - s2 s2', HA is <A(.), A(.)>. psi is a supremum over the class, "
    "and its bound is that for every f in it. The sum over D_i = Z_p e_i u' is tr C, where v'Cv = "
    "<hess f[D], D> + eps2 |D X'|^2 for D = Z_p v u'.",
)
