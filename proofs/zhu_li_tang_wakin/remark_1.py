"""Remark 1 (Zhu, Li, Tang, Wakin): R1 u R2 u R3' contains {|W| <= (20/19) |W*|_F, |W W^T| <= (10/9) |W*
W*^T|}, and the five regions of Theorem 1 cover everything.

Both false as printed: R2 and R3' ask for |W W^T| <= (20/19) |W* W*^T|, so that W with |W W^T|/|W* W*^T|
between 20/19 and (20/19)^2 may lie in no region. For n = m = r = 1, X* = 1: W = (26/25, -26/25). With 10/9
in R2 and R3' (as Remark 8 has it, and as the proof of (17) uses) the five regions cover everything; in the
first inclusion |W*|_F must be |W*| besides. r = 1 in (t, a) as in theorem_5: |W|^2 = rho = 2 t^2 + a,
dist^2 = 2 (t - 1)^2 + a, sigma = 1.
"""

from fractions import Fraction

from certify.claims import And, Computed, Or, Rational, case, claim, reals, source
from certify.recovery.papers.balanced import regions

SOURCE = source("Remark 1", page=7)
R_1 = case("r = 1")

t, a = reals("t a")
rho, distance2 = 2 * t**2 + a, 2 * (t - 1) ** 2 + a
signs = (t >= 0, a >= 0)
ratio = Rational(20, 19)


def covering(factor):
    """R1, R2, R3', R3'', R3''' for r = 1, with this factor before |W* W*^T| in R2 and R3'."""
    return (
        distance2 <= 1,
        And(2 * rho <= 1, rho <= 2 * factor),
        And(distance2 > 1, rho <= 2 * ratio**2, 2 * rho > 1, rho <= 2 * factor),
        And(rho > 2 * ratio**2, rho <= Rational(20, 9)),
        rho > Rational(20, 9),
    )


first = claim(
    "Remark 1: R1 u R2 u R3' contains {|W| <= (20/19) |W*|_F, |W W^T| <= (10/9) |W* W*^T|}",
    given=[*signs, rho <= 2 * ratio**2, rho <= Rational(20, 9)],
    show=Or(*covering(ratio)[:3]),
    printed=True,
    scope=R_1,
)
first_repaired = first.repaired("10/9 in R2 and R3'", show=Or(*covering(Rational(10, 9))[:3]))
second = claim(
    "Remark 1: R1 u R2 u R3' u R3'' contains {|W W^T| <= (10/9) |W* W*^T|}",
    given=[*signs, rho <= Rational(20, 9)],
    show=Or(*covering(ratio)[:4]),
    printed=True,
    scope=R_1,
)
second_repaired = second.repaired("10/9 in R2 and R3'", show=Or(*covering(Rational(10, 9))[:4]))
everything = claim(
    "Remark 1: the five regions cover everything",
    given=list(signs),
    show=Or(*covering(ratio)),
    printed=True,
    scope=R_1,
    rests_on=["remark_1.first", "remark_1.second"],
    note="So Theorem 1 as printed does not give the robust strict saddle property on the gap.",
)
everything_repaired = everything.repaired(
    "10/9 in R2 and R3'", show=Or(*covering(Rational(10, 9))), rests_on=["remark_1.every_r"]
)
d, w, f, q, sg, ws, fs = reals("d w f q sigma w_star f_star")
every_r = claim(
    "On Remark 1, repaired, for every r: the five regions with 10/9 in R2 and R3' cover everything",
    given=[d >= 0, w >= 0, f >= 0, q >= 0, sg > 0, ws > 0, fs > 0],
    show=Or(
        d**2 <= sg,
        And(2 * q**2 <= sg, 9 * f <= 10 * fs),
        And(d**2 > sg, 19 * w <= 20 * ws, 2 * q**2 > sg, 9 * f <= 10 * fs),
        And(19 * w > 20 * ws, 9 * f <= 10 * fs),
        9 * f > 10 * fs,
    ),
    note="d = dist, w = |W|, f = |W W^T|, q = s_r(W), stars for W*: a split of cases.",
)


def _uncovered(W: list[list[str]], W_star: list[list[str]], factor: Fraction, wanted: set[str]) -> str:
    """Whether the exact classifier finds W in one of the wanted regions."""
    exact = [[[Fraction(x) for x in row] for row in M] for M in (W, W_star)]
    found = regions(*exact, factor=factor)
    assert found.exact
    held = ", ".join(sorted(found.names)) or "no region"
    return "" if found.names & wanted else f"W = {W}, W* = {W_star} lies in {held}"


ALL = {"R1", "R2", "R3'", "R3''", "R3'''"}
gap = claim(
    "On Remark 1: W = (26/25, -26/25) lies in one of the regions, n = m = r = 1, X* = 1",
    Computed(
        "the exact classifier",
        _uncovered,
        cases=[
            {
                "W": [["26/25"], ["-26/25"]],
                "W_star": [["1"], ["1"]],
                "factor": Fraction(20, 19),
                "wanted": ALL,
            }
        ],
    ),
    canary="REFUTED",
)
spectral = claim(
    "On Remark 1, first inclusion, with 10/9 and |W*|_F, at r = 2: W = [8/7, 0; 0, 9/10; -8/7, 0; 0, "
    "-9/10], X* = I_2",
    Computed(
        "W lies in R1, R2 or R3', though |W|^2 = 128/49 <= (20/19)^2 |W*|_F^2 = 4 (20/19)^2 and |W "
        "W^T|^2 <= (10/9)^2 8",
        _uncovered,
        cases=[
            {
                "W": [["8/7", "0"], ["0", "9/10"], ["-8/7", "0"], ["0", "-9/10"]],
                "W_star": [["1", "0"], ["0", "1"], ["1", "0"], ["0", "1"]],
                "factor": Fraction(10, 9),
                "wanted": {"R1", "R2", "R3'"},
            }
        ],
    ),
    canary="REFUTED",
    note="It lies in R3'': the spectral norm |W*| is meant.",
)
spectral_conditions = claim(
    "On Remark 1, the witness at r = 2 satisfies the conditions: 128/49 <= 4 (20/19)^2 and (128/49)^2 + "
    "(81/50)^2 <= 800/81",
    given=[t >= Rational(128, 49), t <= Rational(128, 49)],
    show=And(t <= 4 * ratio**2, t**2 + Rational(81, 50) ** 2 <= Rational(800, 81)),
)
