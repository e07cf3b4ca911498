"""Assumption 3 (Ma & Fattahi) and the example of Gaussian noise: P(|eps| >= t0) >= 1 - 2 t0/sigma, with
(t0, p0) = (1/(4 sigma), 1/2).

Found: the pair follows from the inequality only for sigma >= 1; at sigma = 1/2 Assumption 3 fails with it.
"""

from fractions import Fraction

from flint import arb, fmpq

from certify.claims import And, Computed, Eq, Min, Rational, case, claim, reals

s, t, t0, p0, q, c = reals("sigma t t0 p0 q c")


def _tail(ratio: Fraction) -> arb:
    """P(|N(0, 1)| >= ratio) as a ball."""
    return (arb(fmpq(ratio.numerator, ratio.denominator)) / arb(2).sqrt()).erfc()


def _fails_at(sigma: Fraction) -> str:
    t0 = 1 / (4 * sigma)
    probability = _tail(t0 / sigma)
    if not 0 < t0 <= 1 or not probability < arb(1) / 2:
        return ""
    return f"sigma = {sigma}: t0 = {t0}, but P(|N(0, sigma^2)| >= t0) = {probability} < 1/2"


(pi,) = reals("pi")
density = claim(
    "Section 2.1: P(|N(0, sigma^2)| < t0) <= 2 t0/sigma: the density of N(0, 1) is at most 1/sqrt(2 pi) <= 1",
    given=[pi > 3, q >= 0, q**2 * 2 * pi <= 1, s > 0, t >= 0],
    show=2 * (t / s) * q <= 2 * t / s,
    printed=True,
    note="q = 1/sqrt(2 pi); the probability is at most twice t0/sigma times the greatest density.",
    seconds=40,
)
pair = claim(
    "Section 2.1: (t0, p0) = (1/(4 sigma), 1/2) satisfies 1 - 2 t0/sigma >= p0",
    given=[s > 0, Eq(t0 * 4 * s, 1), t0 <= 1],
    show=1 - 2 * t0 / s >= Rational(1, 2),
    printed=True,
    rests_on=["assumption_3.density"],
)
pair_repaired = pair.repaired(
    "t0 = min(sigma/4, 1)",
    given=[s > 0, Eq(t0, Min(s / 4, 1))],
    show=And(1 - 2 * t0 / s >= Rational(1, 2), t0 <= 1),
)
pair_distribution = claim(
    "Section 2.1: Gaussian noise satisfies Assumption 3 with (t0, p0) = (1/(4 sigma), 1/2)",
    Computed(
        "P(|N(0, sigma^2)| >= 1/(4 sigma)) >= 1/2 wherever 1/(4 sigma) <= 1",
        _fails_at,
        cases=[{"sigma": Fraction(1, 2)}, {"sigma": Fraction(1)}, {"sigma": Fraction(3)}],
        of="all sigma > 0",
    ),
    printed=True,
    scope=case("sigma = 1/2, 1, 3"),
    rests_on=["assumption_3.pair"],
)


def _holds_at(sigma: Fraction) -> str:
    t0 = min(sigma / 4, Fraction(1))
    probability = _tail(t0 / sigma)
    return "" if probability > arb(1) / 2 else f"P = {probability} at sigma = {sigma}"


pair_distribution_repaired = pair_distribution.repaired(
    "t0 = min(sigma/4, 1)",
    show=Computed(
        "P(|N(0, sigma^2)| >= min(sigma/4, 1)) >= 1/2",
        _holds_at,
        cases=[{"sigma": Fraction(a, b)} for a in (1, 7, 40) for b in (1, 9, 1000)],
        of="all sigma > 0",
    ),
    rests_on=["assumption_3.pair_repaired"],
)
p, m, large = reals("p m P_large")
count_of_large = claim(
    "Section 4.2: the number |S_t| of noise values with |eps_i| >= t0 has a mean of at least p p0 m",
    given=[p >= 0, p <= 1, p0 > 0, p0 <= 1, large >= p0, large <= 1, m >= 1],
    show=m * p * large >= m * p * p0,
    printed=True,
    note="P_large = P_o(|zeta| >= t0). Assumption 3 bounds |S_t| from below only.",
)
count_upper = claim(
    "Section 5 (Lemma 24, Proposition 4): the mean of |S_t| is at most 2 p p0 m",
    given=[p > 0, p <= 1, p0 > 0, p0 <= 1, large >= p0, large <= 1, m >= 1],
    show=m * p * large <= 2 * m * p * p0,
    printed=True,
    note="'|S_t| <= 2 m p p0' and '|S_t| <= 3 m p p0/2' are said to hold with high probability; Assumption 3 "
    "allows P_o(|zeta| >= t0) = 1 with p0 = 1/10.",
)
count_upper_repaired = count_upper.repaired(
    "p0 = P_o(|zeta| >= t0)",
    given=[p > 0, p <= 1, p0 > 0, p0 <= 1, Eq(large, p0), m >= 1],
    show=m * p * large <= 2 * m * p * p0,
)
