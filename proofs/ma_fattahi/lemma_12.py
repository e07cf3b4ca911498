"""Lemma 12 (Ma & Fattahi): P(f(x) - E f(x) <= -t) <= exp(-t^2/(2 K^2)) for K-Lipschitz f of a standard
Gaussian vector, t >= 0. Cited from [Ver10]; decided for linear f, for which it is a bound on the Gaussian
tail.
"""

from fractions import Fraction

from flint import arb, fmpq

from certify.claims import Computed, Unmechanised, claim


def _tail(t: Fraction) -> str:
    """P(N(0, 1) <= -t) <= exp(-t^2/2)."""
    x = arb(fmpq(t.numerator, t.denominator))
    tail, bound = (x / arb(2).sqrt()).erfc() / 2, (-x * x / 2).exp()
    return "" if tail < bound else f"t = {t}: {tail} against {bound}"


linear = claim(
    "Lemma 12 for linear f, K = 1",
    Computed(
        "P(N(0, 1) <= -t) <= exp(-t^2/2)",
        _tail,
        cases=[{"t": Fraction(a, 8)} for a in (0, 1, 4, 8, 16, 40, 80, 240)],
    ),
    printed=True,
)
lemma = claim(
    "Lemma 12 for every Lipschitz f",
    Unmechanised("Gaussian concentration", "a theorem on all Lipschitz functions, cited from [Ver10]"),
    printed=True,
)
