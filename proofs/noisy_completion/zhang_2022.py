"""Quoted from Zhang (2022), Section 1.1 (noisy completion): for r_search > r [(1 + delta_n)/(1 - delta_n) -
1]^2/4 and r <= r_search < n, each solution X^ has X^ X^^T = M*. With L_s/alpha_s = 1/eps^2 for epsilon-MC.

Zhang's Theorem 1.2 has r_search/r > [delta/(1 - delta)]^2: the same number.
"""

from certify.claims import And, Eq, Rational, claim, reals, source

SOURCE = source("Section 1.1", page=3)

delta, r, search, eps, n = reals("delta r r_search epsilon n")

quoted = claim(
    "Section 1.1: [(1 + delta)/(1 - delta) - 1]^2/4 = [delta/(1 - delta)]^2",
    given=[delta >= 0, delta < 1],
    show=Eq(((1 + delta) / (1 - delta) - 1) ** 2 / 4, (delta / (1 - delta)) ** 2),
    printed=True,
    rests_on=["zhang/theorem_1_2.first_part", "zhang/theorem_1_2.threshold"],
    note="delta_n is the constant over all matrices; Zhang's theorem asks for rank <= r_search + r only.",
)
surrogate = claim(
    "Section 1.1 with L_s = 1, alpha_s = eps^2: r_search > r (1/eps^2 - 1)^2/4",
    given=[eps > 0, eps <= 1, Eq(delta, (1 - eps**2) / (1 + eps**2))],
    show=Eq(((1 + delta) / (1 - delta) - 1) ** 2 / 4, (1 / eps**2 - 1) ** 2 / 4),
    rests_on=["zhang_2022.quoted", "definition_1_1.surrogate"],
)
size_needed = claim(
    "Section 1.1 for epsilon-MC: r_search < n asks for n > r (1/eps^2 - 1)^2/4",
    given=[eps > 0, eps <= 1, r >= 1, search > r * (1 / eps**2 - 1) ** 2 / 4, search < n],
    show=n > (1 / eps**2 - 1) ** 2 / 4,
    rests_on=["zhang_2022.surrogate"],
)
tenth = claim(
    "Section 1.1 for epsilon-MC at eps = 1/10: n > 2450, whatever r",
    given=[Eq(eps, Rational(1, 10)), r >= 1, search > r * (1 / eps**2 - 1) ** 2 / 4, search < n],
    show=And(n > 2450, search > 2450),
    rests_on=["zhang_2022.size_needed"],
    note="(99/2)^2 = 2450.25. The quoted theorem recovers M_dagger only where b is noiseless.",
)
