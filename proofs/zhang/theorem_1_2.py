"""Theorem 1.2 (Zhang, [44, Corollary 1.5]), noiseless and exact. r/r* > [delta/(1 - delta)]^2 and k >= r +
r*: every exact second-order point recovers M*. r/r* <= [delta/(1 - delta)]^2: for every k there is a
counterexample. (r* <= r < n.)

Found: the second part fails at n = r + 1 for all r > r* >= 2, where the threshold is that of r/r* replaced
by r - r* + 1; its example needs n >= r + r*, and there it holds. Read as "for some n" it holds, by the same
example. Chosen: rho = sqrt(r/r*) >= 1.
"""

from certify import Instance
from certify.claims import And, AtInstance, Computed, Eq, Rational, Theorem, claim, part, reals, sqrt, whole
from certify.claims.derivations import load

_derivation, _whole = load(__file__, "zhang/theorem_1_2"), load(__file__, "zhang/theorem_1_2_whole")
_smallest = load(__file__, "zhang/smallest_n")
rho, d, r, r_star, n = reals("rho delta r r_star n")
size, b, lam, alpha, beta = reals("size b lambda alpha beta")

threshold = claim(
    "Theorem 1.2, the threshold: r/r* > [delta/(1 - delta)]^2 says delta < 1/(1 + sqrt(r*/r))",
    given=[rho >= 1, d >= 0, d < 1, rho**2 > (d / (1 - d)) ** 2],
    show=d < 1 / (1 + 1 / rho),
    printed=True,
)
threshold_back = claim(
    "Theorem 1.2, the threshold: r/r* <= [delta/(1 - delta)]^2 says delta >= 1/(1 + sqrt(r*/r))",
    given=[rho >= 1, d >= 0, d < 1, rho**2 <= (d / (1 - d)) ** 2],
    show=d >= 1 / (1 + 1 / rho),
    printed=True,
)
counterexample_at_threshold = claim(
    "Theorem 1.2, second part, r = 4, r* = 1, n = 5: delta = 2/3 has a counterexample (Example 4.1, eps = 0)",
    AtInstance(
        Instance(
            [[int(i == j) for j in range(4)] for i in range(5)],
            [[0]] * 4 + [["1732051/1000000"]],
            delta="667/1000",
        ),
        "counterexample",
    ),
    note="sqrt(3) rounded, delta just above 2/3; example_4_1 has the example itself.",
    rests_on=["theorem_1_2.necessary", "lemma_2_3.lemma"],
)
necessary = claim(
    "Theorem 1.2, second part: Example 4.1 at eps = 0, which needs n >= r + r*, has an isometry constant "
    "of at most delta",
    given=[rho >= 1, d >= 0, d < 1, rho**2 <= (d / (1 - d)) ** 2],
    show=And(1 / (1 + 1 / rho) <= d, 2 / (1 + 1 / rho) >= 1),
    rests_on=["theorem_1_2.threshold_back", "theorem_1_4.necessary"],
    note="That constant is 1/(1 + 1/rho), between 1/2 and 1.",
)
none_below = claim(
    "Theorem 1.2, first part, the same X and Z: delta = 666/1000 has none",
    AtInstance(
        Instance(
            [[int(i == j) for j in range(4)] for i in range(5)],
            [[0]] * 4 + [["1732051/1000000"]],
            delta="666/1000",
        ),
        "no counterexample",
    ),
    rests_on=["theorem_1_2.first_part", "lemma_2_4.lemma"],
)

# Ambient dimension: Z_p Z_p^T has rank at most n - r, when X has full rank.
tangent_at_smallest_n = claim(
    "Theorem 1.2 at n = r + 1: alpha^2 + (r - r* + 1) beta^2 <= 1 where beta <= alpha",
    given=[
        r >= r_star,
        r_star >= 1,
        b >= 1,
        size > 0,
        Eq(alpha * size, b),
        Eq(beta * size, 1),
        size**2 >= b**2 + (r - r_star) + 1,
    ],
    show=alpha**2 + (r - r_star + 1) * beta**2 <= 1,
    rests_on=["lemma_3_9.one_direction", "fact_3_2.orthogonal"],
    note="lambda_min = 1; Z_p Z_p^T has one eigenvalue b, and b >= 1 is beta <= alpha. |E_T|^2 >= (r - "
    "r*) + 1: the "
    "eigendirections where B^T B has eigenvalue 0 may contribute nothing, that of b contributes 1.",
)
threshold_at_smallest_n = claim(
    "Theorem 1.2, second part at n = r + 1: r/r* <= [delta/(1 - delta)]^2 gives delta >= 1/(1 + 1/sqrt(r "
    "- r* + 1)), the least delta of a counterexample there",
    given=[r >= r_star, r_star >= 1, d >= 0, d < 1, r / r_star <= (d / (1 - d)) ** 2],
    show=d >= 1 / (1 + 1 / sqrt(r - r_star + 1)),
    rests_on=["theorem_1_2.tangent_at_smallest_n", "lemma_3_9.region_inner", "lemma_3_9.region_flat"],
    note="What the second part needs at the smallest n it is printed for. A failure is a triple (r, r*, "
    "delta), r and r* real here, at which no counterexample exists for n = r + 1, if the least delta "
    "there is as stated; r = 3, r* = 2, delta = 14/25 is one in integers.",
)
smallest_n = claim(
    "Theorem 1.2, second part at n = r + 1: the same for r = 3, r* = 2, delta = 14/25",
    given=[Eq(r, 3), Eq(r_star, 2), Eq(d, Rational(14, 25))],
    show=d >= 1 / (1 + 1 / sqrt(r - r_star + 1)),
    rests_on=["theorem_1_2.tangent_at_smallest_n"],
    note="delta = 14/25 satisfies 3/2 <= [delta/(1 - delta)]^2 = 196/121.",
)


def _n4(delta: str, z3: str, z4: str) -> Instance:
    """r = 3, r* = 2, n = 4: X = [I3; 0], Z = [e3 z3, e4 z4]."""
    return Instance(
        [[int(i == j) for j in range(3)] for i in range(4)], [[0, 0], [0, 0], [z3, 0], [0, z4]], delta=delta
    )


n4_none = claim(
    "r = 3, r* = 2, n = 4 = r + 1: at the printed threshold's delta = 14/25 the best pair has no "
    "counterexample",
    AtInstance(_n4("14/25", "1", "1.55"), "no counterexample"),
    rests_on=["theorem_1_2.tangent_at_smallest_n", "lemma_2_4.lemma"],
)
n4_above = claim(
    "r = 3, r* = 2, n = 4 = r + 1: above 1/(1 + 1/sqrt(2)) = 0.5858 it has one",
    AtInstance(_n4("587/1000", "1", "1.5537"), "counterexample"),
    rests_on=["theorem_1_2.tangent_at_smallest_n", "lemma_2_3.lemma"],
)
n5_exists = claim(
    "r = 3, r* = 2, n = 5 = r + r*: delta = 14/25 has a counterexample",
    AtInstance(
        Instance(
            [[int(i == j) for j in range(3)] for i in range(5)],
            [[0, 0], [0, 0], [0, 0], ["1.4914", 0], [0, "1.4914"]],
            delta="14/25",
        ),
        "counterexample",
    ),
    rests_on=["theorem_1_2.necessary", "lemma_2_3.lemma"],
)
first_part = claim(
    "Theorem 1.2: an exact second-order point without noise has X X' = Z Z'",
    Theorem(_derivation.theorem_1_2),
    printed=True,
    scope=part("sufficiency"),
    note="For all sizes, by derivation. q is r*, Z Z' for M*, and H for <A(.), A(.)>; any symmetric "
    "bilinear form will do. A matrix of rank at most k is P R'. The converse, that X X' = M* is such a "
    "point, is not part of it.",
)
smallest_n_recovers = claim(
    "Theorem 1.2 at n = r + 1: if (r - r* + 1) (1 - delta)^2 > delta^2, an exact second-order point has "
    "X X' = Z Z'",
    Theorem(_smallest.no_counterexample),
    rests_on=[],
    note="For all sizes, by derivation. q is r*, Z Z' is M*, and H is <A(.), A(.)>. The part of Z orthogonal "
    "to X has rank one there.",
)
second_part_fails = claim(
    "Theorem 1.2, second part at n = r + 1 and r > r* >= 2: a delta with r/r* <= [delta/(1 - delta)]^2 "
    "and no counterexample",
    Theorem(_smallest.refuted),
    rests_on=["theorem_1_2.smallest_n_recovers"],
    note="By derivation, for all such sizes, at delta = 1/(1 + sqrt(r*/r)): for every A in RIP(delta, "
    "k), k >= r + r*, every exact second-order point recovers M*.",
)


def _none_at_smallest_n() -> str:
    """The kernel's verdict on the derivation of second_part_fails, and its premises at n = 4."""
    n, r, r_star = 4, 3, 2
    found = _smallest.refuted.certificate()
    if not (found.check(_smallest.refuted.document).accepted and n == r + 1 and r > r_star > 1):
        return ""
    return (
        f"n = {n}, r = {r}, r* = {r_star}, delta = 1/(1 + sqrt(r*/r)), so that r/r* = [delta/(1 - "
        "delta)]^2: for every A in RIP(delta, k) with k >= r + r*, every exact second-order point has X "
        "X^T = M*"
    )


theorem_whole = claim(
    "Theorem 1.2",
    Computed(
        "let M* (n, n) with M* >= 0 and rank M* <= r*, A in RIP(delta, k), r* <= r < n, and f(X) = |A(X "
        "X^T) - b|^2/2 on R^(n x r) with b = A(M*). If r/r* > [delta/(1 - delta)]^2 and k >= r + r*, then "
        "grad f(X) = 0 and hess f(X) >= 0 iff X X^T = M*. If r/r* <= [delta/(1 - delta)]^2, then for "
        "every k >= 1 a counterexample admits a spurious second-order point X0 with |X0 X0^T - M*| > |M*|",
        _none_at_smallest_n,
        of="all instances",
    ),
    printed=True,
    scope=whole,
    rests_on=["theorem_1_2.second_part_fails"],
    lint_except={"fixed-size": "it is refuted, and one choice of sizes refutes what is said of all"},
    note='The second part is read for every n > r, as its "for r satisfying r* <= r < n" says. The first '
    "part is not touched by this.",
)
theorem_repaired = theorem_whole.repaired(
    "n >= r + r* in the second part",
    scope=whole,
    show=Theorem(_whole.theorem_1_2_whole),
    rests_on=[],
    note="For all sizes, by derivation. q is r*, and Z Z' or Z0 Z0' is M*. In the first part H is <A(.), "
    "A(.)>: any nonnegative form; a matrix of rank <= k is P R'. The counterexample has the A with A(M) "
    "= alpha M + beta <G, M> G, which is in RIP(delta, k) for every k as the bounds hold for all M.",
)
