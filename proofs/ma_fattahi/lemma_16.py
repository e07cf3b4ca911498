"""Lemma 16 (Ma & Fattahi): P(max |A_i|_F >= sqrt(2 d1 d2)) <= exp(log m - Omega(d1 d2)).

Chosen: N = d1 d2; Chernoff at lambda = 1/4: E exp(g^2/4) = sqrt 2, so P(chi^2_N >= 2 N) <= (2/e)^(N/2),
and the constant is (1 - log 2)/2.
"""

from fractions import Fraction

from flint import arb

from certify.claims import (
    Computed,
    Constants,
    Eq,
    Rational,
    Unmechanised,
    case,
    claim,
    conclusion_of,
    log,
    reals,
    whole,
)

n, m, one, P, log_p, t, s, rate, ell = reals("N m P1 P log_P t s rate log_m")
moment = claim(
    "On Lemma 16: E exp(g^2/4) = (1 - 2/4)^(-1/2) = sqrt 2",
    given=[s > 0, Eq(t, Rational(1, 4)), Eq(s**2 * (1 - 2 * t), 1)],
    show=Eq(s**2, 2),
)
constant = claim(
    "On Lemma 16: log sqrt 2 - 1/2 < -3/20: each measurement fails with probability at most exp(-(3/20) d1 "
    "d2)",
    Constants([("rate", log(2) / 2 - Rational(1, 2), "<", Rational(-3, 20))]),
    rests_on=["lemma_16.moment"],
)
union = claim(
    "Lemma 16, proof: a union bound over i: m exp(-rate) = exp(log m - rate)",
    given=[m >= 1, one >= 0, m * one >= P, one <= t],
    show=m * t >= P,
    printed=True,
    note="P1 = P(|A_i|_F >= sqrt(2 d1 d2)) for one i, P that for the maximum, t = exp(-rate).",
)


def _tail(freedom: int) -> str:
    """P(chi^2_(2a) >= 4a) = exp(-2a) sum over j < a of (2a)^j/j!, exactly, against (2/e)^a."""
    a = freedom // 2
    term, total = Fraction(1), Fraction(0)
    for j in range(a):
        total += term
        term = term * 2 * a / (j + 1)
    return "" if arb(total.numerator) / total.denominator < (arb(2) * arb(1).exp()) ** a else f"N = {freedom}"


exact_tails = claim(
    "Lemma 16, exact chi-square tails: P(chi^2_N >= 2 N) <= (2/e)^(N/2)",
    Computed("for even N", _tail, cases=[{"freedom": f} for f in (2, 4, 8, 20, 100, 400)], of="all even N"),
    printed=True,
    scope=case("d1 d2 = N of a list, m = 1"),
)
logarithms = claim(
    "Lemma 16, proof: P <= exp(log m - (3/20) d1 d2), in logarithms",
    given=[n >= 1, ell >= 0, rate <= Rational(-3, 20), log_p <= ell + rate * n],
    show=log_p <= ell - Rational(3, 20) * n,
    printed=True,
    rests_on=["lemma_16.constant", "lemma_16.union"],
    note="N = d1 d2, rate = log sqrt 2 - 1/2.",
)
lemma = claim(
    "Lemma 16",
    Unmechanised(
        "for i.i.d. standard Gaussian A_1, ..., A_m (d1, d2): P(max |A_i|_F >= sqrt(2 d1 d2)) <= exp(log m - "
        "Omega(d1 d2))",
        "a statement on chance for every size; the constant 3/20 and the union bound are decided",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_16.logarithms"],
)
parameter = claim(
    "Lemma 16, proof: g^2 - 1 is sub-exponential 'with parameter 1': E exp((g^2 - 1)/t) is finite at t = 1",
    given=[Eq(t, 1)],
    show=2 / t < 1,
    printed=True,
    note="E exp(a g^2) is finite iff 2 a < 1: the norm of g^2 is 8/3.",
)
parameter_repaired = parameter.repaired("parameter 8/3", given=[Eq(t, Rational(8, 3))])
no_m = claim(
    "Proofs of Theorem 1 and Proposition 4: max |A_i|_F <= sqrt(2 d1 d2) w.p. 1 - exp(-Omega(d1 d2)), for "
    "every m",
    given=[
        *(n >= 1, ell >= 0),
        conclusion_of("lemma_16.logarithms", log_p <= ell - Rational(3, 20) * n),
    ],
    show=log_p <= -n / 100,
    printed=True,
    note="As a consequence of Lemma 16: log m drops out only if m <= exp(c d1 d2), which m <~ d k does not "
    "give "
    "for k beyond exp(c d).",
)
no_m_repaired = no_m.repaired(
    "log m <= d1 d2/10",
    given=[
        *(n >= 1, ell >= 0, ell <= n / 10),
        conclusion_of("lemma_16.logarithms", log_p <= ell - Rational(3, 20) * n),
    ],
)
