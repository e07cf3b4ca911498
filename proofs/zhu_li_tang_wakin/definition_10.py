"""Definition 10, (23), (24) (Zhu, Li, Tang, Wakin): the restricted isometry property; 4r-RIP gives (6) with
a = 1 - delta_4r and, printed, b = 1 - delta_4r; 1 + delta_4r is meant.

m = |A(D)|^2/|D|^2 for one D of rank at most 4r.
"""

from certify.claims import And, Eq, claim, reals

m, d, w1, w2, c, s = reals("m delta w1 w2 c s")
rip = (d >= 0, d < 1, m >= 1 - d, m <= 1 + d)
constants = claim(
    "Definition 10, text: 4r-RIP gives (6) with a = 1 - delta_4r and b = 1 - delta_4r",
    given=rip,
    show=And(m >= 1 - d, m <= 1 - d),
    printed=True,
)
constants_repaired = constants.repaired("b = 1 + delta_4r", show=And(m >= 1 - d, m <= 1 + d))
quadratic = claim(
    "text before Definition 10: hess f(X)[D, D] = |A(D)|^2, f = |A(X - X*)|^2/2, along D: the second "
    "derivative in s of m (s - 1)^2/2",
    given=[m > 0],
    show=(m * (s + 1 - 1) ** 2 / 2 - 2 * m * (s - 1) ** 2 / 2 + m * (s - 1 - 1) ** 2 / 2 >= m)
    & (m * (s + 1 - 1) ** 2 / 2 - 2 * m * (s - 1) ** 2 / 2 + m * (s - 1 - 1) ** 2 / 2 <= m),
    printed=True,
)
nested = claim(
    "Definition 10: delta_r <= delta_4r, the bound for rank <= 4r covers rank <= r",
    given=[s >= 0, d >= 0, m <= s, s <= d],
    show=m <= d,
)
diagonal = claim(
    "Definition 10, smallest case: two measurements sqrt(w_i) e_i e_i^T of diagonal D have delta = max "
    "|w_i - 1|",
    given=[w1 >= 1 - d, w1 <= 1 + d, w2 >= 1 - d, w2 <= 1 + d],
    show=And(
        w1 * c**2 + w2 * s**2 >= (1 - d) * (c**2 + s**2), w1 * c**2 + w2 * s**2 <= (1 + d) * (c**2 + s**2)
    ),
)
normalised = claim(
    "(24) with (7): a = 1 - delta_4r, b = 1 + delta_4r are normalised, c = delta_4r",
    given=[d >= 0, d < 1],
    show=Eq(((1 + d) - (1 - d)) / ((1 + d) + (1 - d)), d),
    rests_on=["definition_10.constants_repaired", "assumption_2.scaled_range"],
)
