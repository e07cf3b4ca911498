"""Table 1 (noisy completion): orders of the sampling rate p that other methods ask for, and "arbitrary p"
for this one.

Found: (10) says nothing where (1 - p + chi)/(p - chi) eps^2 >= 4, since |M_dagger - M*|^2 <= 4 |M*|^2 always.
"""

from certify.claims import Masks, Rational, Unmechanised, claim, mask_bits, reals

orders = claim(
    "Table 1: p >= O(mu_0 r log(mu_0 r) n log n/n^2), O(mu_0 r max(log n, mu_0 r kappa^2)/n), "
    "O(mu_0^2 log^3 n/n), "
    "O(kappa^2 mu_0 r log n/n)",
    Unmechanised(
        "sufficient sampling rates of semidefinite relaxation, BM factorization, nuclear norm "
        "lasso, spectral methods",
        "orders with unspecified constants, quoted from other papers",
    ),
    printed=True,
)
p, chi, k = reals("p chi k")
arbitrary = claim(
    "Table 1, 'ours': for every p in (0, 1] the factor of (10) can be made as small as wanted by eps",
    given=[p > 0, p <= 1, chi >= 0, chi < p, k > 0, k <= 1],
    show=(1 - p + chi) / (p - chi) * (k * (p - chi) / 2) < k,
    printed=True,
    rests_on=["theorem_2_2.theorem", "theorem_2_2.worse_with_smaller_p"],
    note="At eps^2 = k (p - chi)/2 < 1. The probability 1 - exp(-2 chi^2 ..) does not depend on eps; it is "
    "that of Theorem 2.2.",
)
bits = mask_bits(4, 4)
limit = claim(
    "Table 1, 'arbitrary p': at p = 1/10, n = 4, row or column 1 of M* is seen at all with "
    "probability at most 53/100",
    Masks((4, 4), "1/10", sum(b for ij, b in bits.items() if 0 in ij) >= 1, at_most=Rational(53, 100)),
    note="Otherwise no method knows more of x_1 in M* = x x^T than nothing: M* and its change x_1 "
    "-> -x_1 agree on Omega.",
)
