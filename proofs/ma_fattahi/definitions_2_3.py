"""Definitions 2 and 3 (Ma & Fattahi): the Orlicz norm |X|_psi = inf {t > 0: E psi(|X|/t) <= 1} with
psi_p(x) = exp(x^p) - 1, sub-Gaussian for p = 2 and sub-exponential for p = 1. Closed forms used elsewhere.

Found: |N(0, 1)|_psi2 = sqrt(8/3) > 1, where the proofs of Lemmas 9 and 10 use |<A, X>|_psi2 <= |X|_F.
"""

import sympy

from certify.claims import And, Computed, Eq, claim, reals, source, sqrt

SOURCE = source("Definition 3")
t, a, x, s, v = reals("t a x s v")


def _rademacher(p: int) -> str:
    """E exp(1/t^p) = 2 at t = (ln 2)^(-1/p)."""
    size = sympy.log(2) ** sympy.Rational(-1, p)
    value = sympy.exp(size ** (-p))
    return "" if value == 2 else f"E psi + 1 = {value}"


rademacher = claim(
    "Definition 3: the norm of a random sign is (ln 2)^(-1/p), p = 1, 2",
    Computed("E exp(1/t^p) - 1 = 1 at t = (ln 2)^(-1/p)", _rademacher, cases=[{"p": 1}, {"p": 2}]),
)
gaussian = claim(
    "Definition 3: E exp(X^2/t^2) = (1 - 2/t^2)^(-1/2) <= 2 iff t^2 >= 8/3, for X ~ N(0, 1)",
    given=[t > 0, t**2 > 2, s > 0, Eq(s**2 * (1 - 2 / t**2), 1), s <= 2],
    show=t**2 >= sqrt(64) / 3,
    note="E exp(a X^2) = (1 - 2 a)^(-1/2) for a < 1/2; s is that expectation. So the norm is sqrt(8/3).",
)
gaussian_attained = claim(
    "Definition 3: at t^2 = 8/3 the expectation is 2",
    given=[t > 0, Eq(3 * t**2, 8), s > 0, Eq(s**2 * (1 - 2 / t**2), 1)],
    show=Eq(s, 2),
)
convex = claim(
    "Definition 3: psi_1 and psi_2 are increasing and convex (first and second derivatives >= 0)",
    given=[x >= 0, v >= 1],
    show=And(v >= 0, (2 + 4 * x**2) * v >= 0, 2 * x * v >= 0),
    printed=True,
    note="v = exp(x^p); psi_2'' = (2 + 4 x^2) exp(x^2), psi_1'' = exp(x).",
)
gaussian_is_at_most_one = claim(
    "Lemmas 9, 10, proofs: |<A, X>|_psi2 <= |X|_F: E exp(<A, X>^2/|X|_F^2) is finite and at most 2",
    given=[t > 0, Eq(t, 1), s > 0],
    show=And(t**2 > 2, s**2 * (1 - 2 / t**2) >= 1),
    printed=True,
    note="t = 1: the expectation is infinite, as it is for every t^2 <= 2.",
)
gaussian_is_at_most_one_repaired = gaussian_is_at_most_one.repaired(
    "|<A, X>|_psi2 = sqrt(8/3) |X|_F",
    show=And(t**2 > 2, Eq(s**2 * (1 - 2 / t**2), 1)),
    given=[t > 0, Eq(3 * t**2, 8), Eq(s, 2)],
)
