"""Figure 1 (noisy completion): the probability of Theorem 2.2 for a target on |M_dagger - M*|^2 and eps; p
= 3/10, 4/10, 5/10. n, M* and d are not printed. `_figure_1.py` draws it.

target = (1 - p + chi)/(p - chi) eps^2 |M*|^2 gives chi = p - 1/(1 + k), k = target/(eps^2 |M*|^2); 0 where
chi <= 0.
Chosen: |M*|_F = 1 and ratio = |d|_1^2/|d|_2^2 as a parameter. These are values of the printed bound, which
theorem_2_2 refutes as a bound.
"""

from certify.claims import And, Constants, Eq, Masks, Rational, claim, exp, log, mask_bits, reals

p, chi, k, other, ratio, target = reals("p chi k p_2 ratio target")

inverse = claim(
    "Figure 1: (1 - p + chi)/(p - chi) = k at chi = p - 1/(1 + k)",
    given=[k > 0, Eq(chi, p - 1 / (1 + k))],
    show=And(Eq((1 - p + chi) / (p - chi), k), chi < p),
)
brighter = claim(
    "Figure 1: as p increases, similar accuracies are certified with a higher probability",
    given=[k > 0, ratio >= 1, p > 0, other >= p, p - 1 / (1 + k) >= 0],
    show=2 * (other - 1 / (1 + k)) ** 2 * ratio >= 2 * (p - 1 / (1 + k)) ** 2 * ratio,
    printed=True,
    rests_on=["figure_1.inverse"],
    note="The exponent 2 chi^2 ratio grows with p at a fixed target.",
)
any_d = claim(
    "Figure 1, p = 3/10: a probability >= 8/10 whatever d, at chi <= p",
    Constants([("|d|_1^2 = |d|_2^2", 1 - exp(-2 * Rational(3, 10) ** 2), ">=", Rational(4, 5))]),
    note="'|M_dagger - M*|^2 <= 0.02 holds with probability at least 0.8 over a wide range of "
    "eps', d not printed.",
)
any_d_repaired = any_d.repaired(
    "|d|_1^2/|d|_2^2 >= 10, at chi = 29/100",
    show=Constants([("ratio 10", 1 - exp(-2 * Rational(29, 100) ** 2 * 10), ">=", Rational(4, 5))]),
)
needed = claim(
    "Figure 1, p = 3/10: the ratio that is needed, log 5/(2 p^2), lies between 8.94 and 8.95",
    Constants(
        [
            ("above", log(5) / (2 * Rational(3, 10) ** 2), ">", Rational(894, 100)),
            ("below", log(5) / (2 * Rational(3, 10) ** 2), "<", Rational(895, 100)),
        ]
    ),
)
wide_range = claim(
    "Figure 1, p = 3/10, target 1/50, |M*|_F = 1, ratio 10: 8/10 is reached at eps = 1/100 and not "
    "at eps = 1/10",
    Constants(
        [
            (
                "eps = 1/100",
                1 - exp(-20 * (Rational(3, 10) - 1 / (1 + Rational(10**4, 50))) ** 2),
                ">=",
                Rational(4, 5),
            ),
            (
                "eps = 1/10",
                1 - exp(-20 * (Rational(3, 10) - 1 / (1 + Rational(100, 50))) ** 2),
                "<",
                Rational(4, 5),
            ),
        ]
    ),
    rests_on=["figure_1.inverse"],
    note="At eps = 1/10, chi = 3/10 - 1/3 < 0 and the map shows 0.",
)
column = mask_bits(50, 1)
unlikely = claim(
    "Section 2: 29 observed entries in a column of 50 are 'highly unlikely when p = 0.3': "
    "probability <= 1/10000",
    Masks((50, 1), "3/10", sum(column.values()) >= 29, at_most="1/10000"),
    printed=True,
    note="That 29 are needed for a probability of 0.8 of unique recovery is quoted from another paper.",
)
