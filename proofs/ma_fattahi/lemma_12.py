"""Lemma 12 (Ma & Fattahi): P(f(x) - E f(x) <= -t) <= exp(-t^2/(2 K^2)) for K-Lipschitz f of a standard
Gaussian vector, t >= 0. Cited from [Ver10]; decided for linear f, for which it is a bound on the Gaussian
tail.
"""

from fractions import Fraction

from flint import arb, fmpq

from certify.claims import Computed, Unmechanised, case, claim, whole


def _tail(t: Fraction) -> str:
    """P(N(0, 1) <= -t) <= exp(-t^2/2)."""
    x = arb(fmpq(t.numerator, t.denominator))
    tail, bound = (x / arb(2).sqrt()).erfc() / 2, (-x * x / 2).exp()
    return "" if tail < bound else f"t = {t}: {tail} against {bound}"


linear = claim(
    "Lemma 12, a Gaussian tail: P(N(0, 1) <= -t) <= exp(-t^2/2)",
    Computed(
        "P(N(0, 1) <= -t) <= exp(-t^2/2)",
        _tail,
        cases=[{"t": Fraction(a, 8)} for a in (0, 1, 4, 8, 16, 40, 80, 240)],
        of="all t >= 0",
    ),
    printed=True,
    scope=case("linear f, K = 1, t of a list"),
)
lemma = claim(
    "Lemma 12",
    Unmechanised(
        "for f on R^n with the Lipschitz constant K, x standard normal and every t >= 0: P(f(x) - E f(x) <= "
        "-t) <= exp(-t^2/(2 K^2))",
        "a theorem on all Lipschitz functions, cited from [Ver10, Proposition 5.34]",
    ),
    printed=True,
    scope=whole,
)
