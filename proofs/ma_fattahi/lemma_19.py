"""Lemma 19 (Ma & Fattahi): p < 1/2: X <= max(3/8, (1 - (1-2p)^2)/2) m w.p. 1 - exp(-Omega((1-2p)^2 m)).
Used as (m - 2 |S|)/m >= min(1/4, (1-2p)^2).

Chosen: h = 1 - 2p; Hoeffding's exp(-2 m gap^2) in place of Lemma 18, which is false above the mean.
"""

from fractions import Fraction
from math import comb

from flint import arb, fmpq

from certify.claims import Computed, Eq, Max, Min, Rational, Unmechanised, case, claim, reals, whole

p, h, m, x, gap = reals("p h m x gap")
half = (p >= 0, p < Rational(1, 2), Eq(h, 1 - 2 * p))
substitution = claim(
    "Lemma 19, proof: pm (1 + h) = (1 - (1-2p)^2)/2",
    given=[*half, m >= 1],
    show=Eq(p * m * (1 + h), (1 - (1 - 2 * p) ** 2) / 2),
    printed=True,
    note="The factor m is missing, twice.",
)
substitution_repaired = substitution.repaired(
    "times m", show=Eq(p * m * (1 + h), (1 - (1 - 2 * p) ** 2) / 2 * m)
)
gap_upper = claim(
    "Lemma 19, proof: for p >= 1/4 the threshold exceeds the mean by p h m >= (h/4) m",
    given=[*half, p >= Rational(1, 4)],
    show=(1 - h**2) / 2 - p >= h / 4,
    printed=True,
)
gap_lower = claim(
    "Lemma 19, proof: for p <= 1/4 the threshold 3/8 exceeds the mean by at least m/8 >= (h/8) m",
    given=[*half, p <= Rational(1, 4)],
    show=(Rational(3, 8) - p >= Rational(1, 8)) & (h <= 1),
    printed=True,
)
rate = claim(
    "Lemma 19, proof, with Omega(.) = h^2 m/32: Hoeffding's exponent 2 gap^2 is at least h^2/32",
    given=[*half, gap >= h / 8],
    show=2 * gap**2 >= h**2 / 32,
    printed=True,
    rests_on=["lemma_19.gap_upper", "lemma_19.gap_lower"],
)
used = claim(
    "Section 6: X <= max(3/8, (1 - h^2)/2) m gives (m - 2 X)/m >= min(1/4, h^2)",
    given=[*half, m >= 1, x <= Max(Rational(3, 8), (1 - h**2) / 2) * m],
    show=(m - 2 * x) / m >= Min(Rational(1, 4), h**2),
    printed=True,
)


def _exact(m: int, p: Fraction) -> str:
    """P(X > max(3/8, (1 - h^2)/2) m), exactly, against exp(-h^2 m/32)."""
    h = 1 - 2 * p
    limit = max(Fraction(3, 8), (1 - h**2) / 2) * m
    tail = sum((comb(m, j) * p**j * (1 - p) ** (m - j) for j in range(m + 1) if j > limit), Fraction(0))
    rate = h**2 * m / 32
    right = (-arb(fmpq(rate.numerator, rate.denominator))).exp()
    return "" if arb(fmpq(tail.numerator, tail.denominator)) < right else f"m = {m}, p = {p}: {float(tail)}"


exact_tails = claim(
    "Lemma 19, exact tails: with Omega(.) = h^2 m/32",
    Computed(
        "P(X > max(3/8, (1 - h^2)/2) m) <= exp(-h^2 m/32)",
        _exact,
        cases=[
            {"m": m, "p": p}
            for m in (1, 2, 3, 8, 40, 200)
            for p in (Fraction(0), Fraction(1, 100), Fraction(1, 4), Fraction(2, 5), Fraction(49, 100))
        ],
        of="all m and p < 1/2",
    ),
    printed=True,
    scope=case("m and p of a list"),
)
lemma = claim(
    "Lemma 19",
    Unmechanised(
        "for X ~ Bin(m, p), 0 <= p < 1/2: w.p. >= 1 - exp(-Omega((1-2p)^2 m)) X <= max(3/8, (1 - "
        "(1-2p)^2)/2) m",
        "a statement on chance for every m and p; Hoeffding's inequality and the gaps that are decided give "
        "it",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_19.rate", "lemma_19.gap_upper", "lemma_19.gap_lower", "lemma_19.substitution"],
    note="The substitution of the proof has lost the factor m, which does no harm.",
)
