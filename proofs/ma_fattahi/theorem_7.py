"""Theorem 7 (Ma & Fattahi): P(sup X_t >= C J_p(0, D) + x) <= exp(-x^p/D^p) for a psi_p-process.

Found: false as printed for every C: it bounds sup X_t; [Wai19, Theorem 5.36] bounds sup |X_t - X_t'|. The
process X_1 = z, X_2 = (1 + h) z with a random sign z has D = h/sqrt(ln 2), as small as one likes, but
sup X_t >= 1 with probability 1/2.

Chosen: p = 2, x = 1/2; J = integral of sqrt(ln(1 + N)) <= D sqrt(ln 3), as N <= 2; s = sqrt(ln 3/ln 2).
"""

from flint import arb

from certify.claims import Computed, Constants, Eq, Rational, Unmechanised, claim, exp, log, reals, whole

c, h, s, v, prob, bound = reals("C h s level P bound")


constants = claim(
    "Theorem 7, witness: ln 3/ln 2 <= (13/10)^2, ln 2 > 69/100, exp(-2) <= 1/4",
    Constants(
        [
            ("ratio", log(3) / log(2), "<=", Rational(169, 100)),
            ("log 2", log(2), ">", Rational(69, 100)),
            ("exp(-2)", exp(-2), "<=", Rational(1, 4)),
        ]
    ),
)
level = claim(
    "Theorem 7, witness: for every C there is h in (0, 1/4] with C J + 1/2 <= 1",
    given=[
        c > 0,
        s > 0,
        s <= Rational(13, 10),
        h > 0,
        h <= Rational(1, 4),
        h * 13 * c <= 5,
        Eq(v, c * h * s),
    ],
    show=v + Rational(1, 2) <= 1,
    rests_on=["theorem_7.constants"],
    note="J <= D sqrt(ln 3) = h sqrt(ln 3/ln 2).",
)
tail = claim(
    "Theorem 7, witness: there the printed bound is exp(-ln 2/(4 h^2)) <= exp(-2) < 1/2",
    given=[h > 0, h <= Rational(1, 4), s > Rational(69, 100)],
    show=s / (4 * h**2) >= 2,
    note="s = ln 2 here; exp(-2) < 1/4 as e > 2.",
)
theorem_never = claim(
    "Theorem 7, witness: at X_1 = z, X_2 = (1 + h) z the probability exceeds the printed bound",
    given=[prob >= Rational(1, 2), bound >= 0, bound <= Rational(1, 4)],
    show=prob > bound,
    rests_on=["theorem_7.constants", "theorem_7.level", "theorem_7.tail"],
    note="P(sup X_t >= C J + 1/2) is at least P(z = 1) = 1/2 as C J + 1/2 <= 1; bound = exp(-1/(4 D^2)).",
)
theorem = claim(
    "Theorem 7",
    Unmechanised(
        "there is a universal C > 0 with P(sup X_t >= C J_p(0, D) + x) <= exp(-x^p/D^p) for every "
        "psi_p-process X_t with respect to a metric d, D the diameter and J_p(0, D) the integral of "
        "log^(1/p)(1 + N(T, d, e)) over e in (0, D)",
        "a statement on all processes; false for every C at a process of two points: theorem_7.theorem_never",
    ),
    printed=True,
    scope=whole,
    rests_on=["theorem_7.theorem_never"],
)
theorem_repaired = theorem.repaired(
    "sup |X_t - X_t'| for sup X_t, and a constant in front of the exponential",
    scope=whole,
    show=Unmechanised(
        "P(sup |X_t - X_t'| >= C (J_p + x)) <= 2 exp(-x^p/D^p)",
        "Dudley's chaining bound with an unspecified constant, cited from [Wai19]",
    ),
)


def _two_points(inverse: int) -> str:
    """The increments at the witness: sup |X_t - X_t'| = h never reaches 8 D = 8 h/sqrt(ln 2)."""
    size = arb(1) / inverse
    return "" if size < 8 * size / arb(2).log().sqrt() else f"h = 1/{inverse}"


increments = claim(
    "On Theorem 7, for increments, at the witness: sup |X_t - X_t'| stays below 8 D",
    Computed("h < 8 h/sqrt(ln 2)", _two_points, cases=[{"inverse": 4}, {"inverse": 100}], of="all h < 1"),
)
