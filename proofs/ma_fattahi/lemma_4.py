"""Lemma 4 (Ma & Fattahi), X_i independent, of mean 0: (a) P(|mean| >= d) <= 2 exp(-n^2 d^2/sum |X_i|_psi2^2);
(b) P(|mean| >= d) <= 2 exp(-n min(d^2/max |X_i|_psi1^2, d/max |X_i|_psi1)).

Found: both are false: [Ver18, Theorems 2.6.2, 2.8.1] have an unspecified constant in the exponent. Witnesses:
(a) 100 random signs, d = 1/2, where |X|_psi2^2 = 1/ln 2 makes the bound 2^(1 - n d^2); (b) 400 copies of
P(X = 1) = P(X = -1) = 1/8, P(X = 0) = 3/4, d = 1/8, where |X|_psi1 = 1/ln 5.
"""

from fractions import Fraction
from math import comb

from flint import arb, fmpq, fmpz_poly

from certify.claims import Computed, Unmechanised, case, claim, whole


def _signs(n: int, d: Fraction, factor: Fraction) -> str:
    """Random signs: exact tail against 2 exp(-factor n^2 d^2/sum |X_i|^2) = 2^(1 - factor n d^2)."""
    least = -(-n * (1 + d) // 2)  # heads needed for a sum of at least n d
    tail = Fraction(2 * sum(comb(n, h) for h in range(int(least), n + 1)), 2**n)
    exponent = 1 - factor * n * d**2
    bound = arb(2) ** arb(fmpq(exponent.numerator, exponent.denominator))
    if not arb(fmpq(tail.numerator, tail.denominator)) > bound:
        return ""
    return f"n = {n} random signs, d = {d}: P = {float(tail):.4g} exceeds 2^({exponent}) = {float(bound):.4g}"


def _three_points(n: int, d: Fraction, factor: Fraction) -> str:
    """X = 1, 0, -1 with 1/8, 6/8, 1/8: E exp(|X|/t) = 3/4 + exp(1/t)/4 = 2 at t = 1/ln 5; exact tail."""
    counts = fmpz_poly([1, 6, 1]) ** n
    least = n + -(-n * d // 1)
    tail = 2 * sum(int(counts[j]) for j in range(int(least), 2 * n + 1))
    probability = arb(fmpq(tail, 8**n))
    ratio = arb(5).log() * arb(fmpq(d.numerator, d.denominator))
    exponent = ratio * ratio if ratio < 1 else ratio
    bound = 2 * (-n * exponent * arb(fmpq(factor.numerator, factor.denominator))).exp()
    if not probability > bound:
        return ""
    return f"n = {n} copies of 1, 0, -1 with 1/8, 3/4, 1/8, d = {d}: P = {probability} exceeds {bound}"


_one = Fraction(1)
sub_gaussian = claim(
    "Lemma 4, first part: the tail of the mean",
    Computed(
        "P(|mean| >= d) <= 2 exp(-n^2 d^2/sum |X_i|_psi2^2) for random signs",
        _signs,
        cases=[{"n": n, "d": Fraction(1, 2), "factor": _one} for n in (1, 4, 16, 100)],
        of="all n and d",
    ),
    printed=True,
    scope=case("random signs, d = 1/2"),
)
sub_gaussian_repaired = sub_gaussian.repaired(
    "a constant c in the exponent: 1/2 here",
    scope=case("random signs"),
    show=Computed(
        "P(|mean| >= d) <= 2 exp(-(1/2) n^2 d^2/sum |X_i|_psi2^2) for random signs",
        _signs,
        cases=[
            {"n": n, "d": d, "factor": Fraction(1, 2)}
            for n in (1, 4, 16, 100, 400)
            for d in (Fraction(1, 8), Fraction(1, 2), _one)
        ],
        of="all n and d",
    ),
)
sub_exponential = claim(
    "Lemma 4, second part: the tail of the mean",
    Computed(
        "P(|mean| >= d) <= 2 exp(-n min(d^2/K^2, d/K)), K = |X|_psi1, for a law on three points",
        _three_points,
        cases=[{"n": n, "d": Fraction(1, 8), "factor": _one} for n in (1, 16, 400)],
        of="all n and d",
    ),
    printed=True,
    scope=case("1, 0, -1 with 1/8, 3/4, 1/8, d = 1/8"),
)
sub_exponential_repaired = sub_exponential.repaired(
    "a constant c in the exponent: 1/2 here",
    scope=case("1, 0, -1 with 1/8, 3/4, 1/8"),
    show=Computed(
        "P(|mean| >= d) <= 2 exp(-(1/2) n min(d^2/K^2, d/K)) for the same law",
        _three_points,
        cases=[
            {"n": n, "d": d, "factor": Fraction(1, 2)}
            for n in (1, 16, 400)
            for d in (Fraction(1, 8), Fraction(1, 2), _one)
        ],
        of="all n and d",
    ),
)
lemma = claim(
    "Lemma 4",
    Computed(
        "for independent X_i of mean 0: P(|mean| >= d) <= 2 exp(-n^2 d^2/sum |X_i|_psi2^2) where all are "
        "sub-Gaussian, and P(|mean| >= d) <= 2 exp(-n min(d^2/max |X_i|_psi1^2, d/max |X_i|_psi1)) where all "
        "are sub-exponential; looked at: random signs",
        _signs,
        cases=[{"n": 100, "d": Fraction(1, 2), "factor": _one}],
        of="all laws, n and d",
    ),
    printed=True,
    scope=whole,
    lint_except={"fixed-size": "one counterexample refutes a statement on all laws"},
)
lemma_repaired = lemma.repaired(
    "an absolute constant c > 0 in both exponents",
    show=Unmechanised(
        "for an absolute c > 0: P(|mean| >= d) <= 2 exp(-c n^2 d^2/sum |X_i|_psi2^2), resp. <= 2 exp(-c n "
        "min(d^2/max |X_i|_psi1^2, d/max |X_i|_psi1))",
        "cited from [Ver18, Theorems 2.6.2 and 2.8.1], on all laws, with a constant that is not given",
    ),
    scope=whole,
)
