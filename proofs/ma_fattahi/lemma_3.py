"""Lemma 3 (Ma & Fattahi): P(|X| >= d) <= 2 exp(-d^p/|X|^p) for a finite Orlicz norm, p >= 1.

Chosen: e = exp(d^p/|X|^p), M = E exp(|X|^p/|X|_psi^p) <= 2 (attained, by monotone convergence).
"""

from certify.claims import Eq, claim, reals

P, e, M, d = reals("P e M d")
lemma = claim(
    "Lemma 3: Markov's inequality on exp(|X|^p/|X|_psi^p)",
    given=[P >= 0, e > 0, P * e <= M, M <= 2],
    show=2 / e >= P,
    printed=True,
)
constant_variable = claim(
    "Lemma 3 for X = 0, whose norm is 0: d^p/|X|^p is defined",
    given=[d > 0, Eq(M, 0)],
    show=d / M > 0,
    printed=True,
    note="The printed bound divides by zero at X = 0; read as exp(-infinity) = 0 it is true.",
)
constant_variable_repaired = constant_variable.repaired("|X| > 0", given=[d > 0, M > 0])
