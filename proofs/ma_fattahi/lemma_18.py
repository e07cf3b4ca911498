"""Lemma 18 (Ma & Fattahi): X ~ Bin(m, p): P(|X - pm| >= d) <= 2 exp(-d^2/(2pm)); with d = pm/2, w.p. >=
1 - 2 exp(pm/4), pm/2 <= X <= 3pm/2.

Found: (i) the tail bound is false (upper tail): m = 1, p = 1/10, d = 9/10; [CL06] has d^2/(2(pm + d/3))
above.
(ii) 1 - 2 exp(pm/4) is negative: the statement says nothing. (iii) d = pm/2 gives exp(-pm/8); neither
exp(-pm/4) nor exp(-pm/8) is true: m = 1000, p = 1/20 and m = 40000, p = 1/100. exp(-pm/10) is.
"""

from fractions import Fraction
from math import comb

from flint import arb, fmpq

from certify.claims import (
    Computed,
    Constants,
    Eq,
    Rational,
    Unmechanised,
    case,
    claim,
    exp,
    log,
    reals,
    whole,
)

p, m, d, e, bound, prob = reals("p m d e bound P")
tail = claim(
    "Lemma 18, first display: P(|X - pm| >= d) = p <= 2 exp(-d^2/(2pm))",
    Constants([("m = 1", Rational(1, 10), "<=", 2 * exp(-(Rational(9, 10) ** 2) / (2 * Rational(1, 10))))]),
    printed=True,
    scope=case("m = 1, p = 1/10, d = 9/10"),
)


def _ball(value: Fraction) -> arb:
    return arb(fmpq(value.numerator, value.denominator))


def _bernstein(m: int, p: Fraction, d: Fraction) -> str:
    """The exact tail against 2 exp(-d^2/(2 (pm + d/3)))."""
    far = [j for j in range(m + 1) if abs(j - p * m) >= d]
    exact = sum((comb(m, j) * p**j * (1 - p) ** (m - j) for j in far), Fraction(0))
    right = 2 * (-_ball(d**2 / (2 * (p * m + d / 3)))).exp()
    return "" if _ball(exact) < right else f"m = {m}, p = {p}, d = {d}: {float(exact):.4g} > {right}"


def _as_printed(m: int, p: Fraction, d: Fraction) -> str:
    """The exact tail against 2 exp(-d^2/(2pm))."""
    far = [j for j in range(m + 1) if abs(j - p * m) >= d]
    exact = sum((comb(m, j) * p**j * (1 - p) ** (m - j) for j in far), Fraction(0))
    right = 2 * (-_ball(d**2 / (2 * p * m))).exp()
    return f"m = {m}, p = {p}, d = {d}: {exact} > {right}" if _ball(exact) > right else ""


tail_repaired = tail.repaired(
    "d^2/(2 (pm + d/3)) in the exponent [CL06]",
    scope=case("a grid of m, p and d"),
    show=Computed(
        "P(|X - pm| >= d) <= 2 exp(-d^2/(2 (pm + d/3))), exactly, on a grid",
        _bernstein,
        cases=[
            {"m": m, "p": p, "d": d}
            for m in (1, 2, 5, 20, 60)
            for p in (Fraction(1, 100), Fraction(1, 10), Fraction(1, 2), Fraction(9, 10))
            for d in (Fraction(9, 10), Fraction(m, 10) + 1, Fraction(m, 2) + 1)
        ],
        of="all m, p and d",
    ),
)
lower_tail = claim(
    "Lemma 18, lower tail: P(X <= pm - d) <= exp(-d^2/(2pm)), at d = pm/2: (1 - log 2)/2 >= 1/8",
    Constants([("rate", (1 - log(2)) / 2, ">=", Rational(1, 8))]),
    printed=True,
    note="Chernoff's exponent at X <= pm/2 is pm (1 - log 2)/2.",
)
lemma = claim(
    "Lemma 18",
    Computed(
        "for X ~ Bin(m, p): P(|X - pm| >= d) <= 2 exp(-d^2/(2pm)), and w.p. >= 1 - 2 exp(pm/4), d = pm/2, "
        "pm/2 <= X <= 3pm/2; looked at: the first display",
        _as_printed,
        cases=[{"m": 1, "p": Fraction(1, 10), "d": Fraction(9, 10)}],
        of="all m, p and d",
    ),
    printed=True,
    scope=whole,
    lint_except={"fixed-size": "one counterexample refutes a statement on all m, p and d"},
)
lemma_repaired = lemma.repaired(
    "d^2/(2 (pm + d/3)), and 1 - 2 exp(-pm/10)",
    show=Unmechanised(
        "P(|X - pm| >= d) <= 2 exp(-d^2/(2 (pm + d/3))) for d > 0, and w.p. >= 1 - 2 exp(-pm/10) pm/2 <= X "
        "<= 3pm/2",
        "the bounds of Bernstein and Chernoff for all m and p; cited from [CL06], checked on a grid",
    ),
    rests_on=["lemma_18.tail_repaired", "lemma_18.middle_repaired"],
    scope=whole,
)
vacuous = claim(
    "Lemma 18, second display: with probability >= 1 - 2 exp(pm/4), where this is positive, pm/2 <= X <= "
    "3pm/2",
    given=[p >= 0, m >= 1, e >= 1 + p * m / 4, Eq(bound, 1 - 2 * e), bound > 0, prob >= bound],
    show=prob > 0,
    printed=True,
    note="e = exp(pm/4) >= 1 + pm/4. A minus is lost in print; without it the bound is negative.",
)
exponent = claim(
    "Lemma 18, d = pm/2: this turns d^2/(2pm) into pm/4",
    given=[p > 0, m >= 1, Eq(d, p * m / 2)],
    show=Eq(d**2 / (2 * p * m), p * m / 4),
    printed=True,
)
exponent_repaired = exponent.repaired("pm/8", show=Eq(d**2 / (2 * p * m), p * m / 8))


def _middle(m: int, p: Fraction, divisor: int) -> str:
    """A lower bound of P(X > 3pm/2), by its first 400 terms, against 2 exp(-pm/divisor)."""
    start = int(3 * p * m // 2) + 1
    term = Fraction(comb(m, start)) * p**start
    ball = _ball(term) * _ball(1 - p) ** (m - start)
    total = arb(0)
    for j in range(start, min(m, start + 400) + 1):
        total += ball
        ball = ball * (m - j) / (j + 1) * _ball(p / (1 - p))
    right = 2 * (-_ball(p * m / divisor)).exp()
    return (
        f"m = {m}, p = {p}: P(X > 3pm/2) >= {total} > 2 exp(-pm/{divisor}) = {right}" if total > right else ""
    )


_cases = [(60, Fraction(1, 2)), (1000, Fraction(1, 20)), (40_000, Fraction(1, 100))]
middle = claim(
    "Lemma 18, second display, the sign corrected: pm/2 <= X <= 3pm/2 w.p. >= 1 - 2 exp(-pm/4)",
    Computed(
        "P(X > 3pm/2) <= 2 exp(-pm/4)",
        _middle,
        cases=[{"m": m, "p": p, "divisor": 4} for m, p in _cases],
        of="all m and p",
    ),
)
middle_eighth = claim(
    "Lemma 18, second display, with exp(-pm/8): as the first display would give",
    Computed(
        "P(X > 3pm/2) <= 2 exp(-pm/8)",
        _middle,
        cases=[{"m": m, "p": p, "divisor": 8} for m, p in _cases],
        of="all m and p",
    ),
)
middle_repaired = vacuous.repaired(
    "1 - 2 exp(-pm/10), by Chernoff's exponents",
    rests_on=(),
    show=Constants(
        [
            ("upper", Rational(3, 2) * log(Rational(3, 2)) - Rational(1, 2), ">=", Rational(1, 10)),
            ("lower", (1 - log(2)) / 2, ">=", Rational(1, 10)),
        ]
    ),
    note="Chernoff: P(X >= (1 + h) pm) <= exp(-pm ((1 + h) log(1 + h) - h)), for all m and p.",
)
twice = claim(
    "Proof of Theorem 5: m = |Psi| <= 2 s d^2 w.p. 1 - exp(-Omega(s d^2)): 2 log 2 - 1 >= 1/3",
    Constants([("rate", 2 * log(2) - 1, ">=", Rational(1, 3))]),
    printed=True,
)
