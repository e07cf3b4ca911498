"""Lemma 3 (Ma & Fattahi): P(|X| >= d) <= 2 exp(-d^p/|X|^p) for a finite Orlicz norm, p >= 1.

Chosen: e = exp(d^p/|X|^p), M = E exp(|X|^p/|X|_psi^p) <= 2 (attained, by monotone convergence).
"""

from certify.claims import Eq, Unmechanised, assuming, case, claim, line, reals, whole

P, e, M, d = reals("P e M d")
markov = claim(
    "On Lemma 3: Markov's inequality on exp(|X|^p/|X|_psi^p)",
    given=[P >= 0, e > 0, assuming("Markov", P * e <= M), M <= 2],
    show=2 / e >= P,
)
lemma = claim(
    "Lemma 3",
    Unmechanised(
        "P(|X| >= d) <= 2 exp(-d^p/|X|_psi_p^p) for p >= 1 and a finite Orlicz norm |X|_psi_p, psi_p(x) = "
        "exp(x^p) - 1",
        "a statement on all random variables; Markov's inequality gives it",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_3.markov"],
)
constant_variable = claim(
    "Lemma 3, its bound: d^p/|X|^p is defined",
    given=[d > 0, Eq(M, 0)],
    show=d / M > 0,
    printed=True,
    scope=case("X = 0"),
    note="M = |X|, which is 0 at X = 0. The printed bound divides by zero at X = 0; read as exp(-infinity) "
    "= 0 it is true.",
)
constant_variable_repaired = constant_variable.repaired("|X| > 0", given=[d > 0, M > 0], scope=line)
