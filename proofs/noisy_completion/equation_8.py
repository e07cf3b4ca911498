"""Equations (8), (9), (30) (noisy completion): from f(M_dagger) <= f(M*),
|M_dagger - M*|_F^2 <= |M_dagger - M*|_{S,F}^2 + eps^2 |M*|_{S,F}^2, S the entries that are not observed.

Chosen: d = M_dagger and m = M* at one unobserved entry, d_seen and m_seen at an observed one; sums follow.
(9) is stated for all sizes.
Printed "partition the set Omega", read [n] x [n].
Found: (8) takes f with 1/2, (7) has none; the noise is -eps M* off Omega only; M* must be feasible (M* >= 0),
which the text says only inside the proof of Theorem 3.1.
"""

from fractions import Fraction

import numpy as np

from certify.claims import Computed, Eq, case, claim, reals, source
from certify.claims.words import Words, matrix, parameters, sizes, square
from certify.recovery.papers.completion import CompletionSurrogate

eps, d, m, d_seen, m_seen, w, gap, b = reals("epsilon d m d_seen m_seen w gap b")
unit = [eps > 0, eps <= 1]
misfit = (d_seen - m_seen) ** 2 + (eps * d) ** 2 - (eps * m) ** 2  # f(M_dagger) - f(M*) for f of (7)
decomposed = (d_seen - m_seen) ** 2 / 2 + (eps * (d - m) + eps * m) ** 2 / 2 - eps**2 * m**2 / 2

first_line = claim(
    "(8), first line: f(M_dagger) - f(M*) is 1/2 of three squared norms, f of (7)",
    given=[*unit, misfit <= 0],
    show=Eq(misfit, decomposed),
    printed=True,
)
first_line_repaired = first_line.repaired("f with the 1/2 of (1)", show=Eq(misfit / 2, decomposed))


def _at_an_optimum(half: bool) -> str:
    """M* = I, all but (2, 2) observed: M_dagger = diag(1, 0) has f = 0, f(M*) = eps^2."""
    problem = CompletionSurrogate([[1, 1], [1, 0]], Fraction(1, 2), [[1, 0], [0, 1]], half=half)
    M_dagger = np.array([[Fraction(1), Fraction(0)], [Fraction(0), Fraction(0)]])
    left = problem.value(M_dagger) - problem.value(problem.truth)
    misses = problem.apply(M_dagger - problem.truth) - problem.noise
    right = (misses @ misses - problem.noise @ problem.noise) / 2
    return "" if left == right else f"M* = I, M_dagger = diag(1, 0), eps = 1/2: {left} against {right}"


first_line_at_an_optimum = claim(
    "(8), first line: both sides agree, f of (7)",
    Computed("both sides agree, f of (7)", _at_an_optimum, cases=[{"half": False}]),
    printed=True,
    scope=case("M* = I, r = 2, all but (2, 2) observed, eps = 1/2, M_dagger = diag(1, 0)"),
)
first_line_at_an_optimum_repaired = first_line_at_an_optimum.repaired(
    "f with 1/2",
    show=Computed("both sides agree, f of (1)", _at_an_optimum, cases=[{"half": True}]),
)
last_line = claim(
    "(8), last line: dropping 1/2 |A(M_dagger)|_S^2 >= 0",
    given=[*unit, Eq(gap, decomposed)],
    show=gap >= (d_seen - m_seen) ** 2 / 2 - eps**2 * m**2 / 2,
    printed=True,
)
(N,) = sizes("N")
(e,) = parameters("epsilon")
M, T = matrix("M_dagger", N, 1), matrix("M_star", N, 1)
P = matrix("P", N, N, symmetric=True)
nine = claim(
    "(9), (30): |M_dagger - M*|^2 <= |M_dagger - M*|_S^2 + eps^2 |M*|_S^2",
    Words(
        square(M - T),
        "<=",
        square(M - T - P * (M - T)) + e**2 * square(T - P * T),
        vanishing=(P * P - P,),
        nonnegative=(e**2 * square(T - P * T) - square(P * (M - T)) - e**2 * square(M - P * M),),
    ),
    printed=True,
    rests_on=["equation_8.first_line_repaired", "equation_8.last_line"],
    note="Matrices as columns of N = n^2 entries, P the projection on the observed ones (any orthogonal "
    "projection will do). The hypothesis is f(M_dagger) <= f(M*).",
)
noise_everywhere = claim(
    "Proof of Theorem 2.2: (w_eps)_i = -eps vec(M*)_i for all i, here at an observed entry",
    given=[*unit, Eq(b, m_seen), Eq(w, b - m_seen)],
    show=Eq(w, -eps * m_seen),
    printed=True,
    source=source("Theorem 2.2"),
    note="w = b - A_eps(M*), b = M*_ij and A_eps(M*)_ij = M*_ij where the entry is observed.",
)
noise_everywhere_repaired = noise_everywhere.repaired(
    "at the entries that are not observed", given=[*unit, Eq(b, 0), Eq(w, b - eps * m)], show=Eq(w, -eps * m)
)
feasible = claim(
    "(8) without M* >= 0: f(M_dagger) <= f(M*) for the best M_dagger >= 0",
    given=[d >= 0, Eq(m, -1), Eq(gap, (d - m) ** 2)],
    show=gap <= 0,
    note="n = 1, observed, M* = -1: every M_dagger = X X^T has f >= 1 > 0 = f(M*). M* = Z Z^T is needed.",
)
