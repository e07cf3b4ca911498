"""Lemma 8 (Ma & Fattahi): (c1 sqrt(p)/e)^(p(n-p)) <= N(G(n,p), |.|_F, e) <= (c2 sqrt(p)/e)^(p(n-p)) for
0 < e < sqrt(2 min(p, n - p)).

Found: false as printed for p > n/2: G(n, n-1) and G(n, 1) are isometric by P -> I - P, so that the lower
bound for p = n - 1 exceeds the upper one for p = 1 once c1^2 (n - 1) > c2^2. And c1 <= 1, whatever p:
G(2p, p) is covered by two balls of radius sqrt(p). Both are what Lemma 9 has to reckon with.
"""

from fractions import Fraction

from flint import arb, fmpq

from certify.claims import Computed, Eq, Unmechanised, case, claim, reals, sqrt, whole
from certify.claims.words import Words, identity, matrix, sizes, square, tr

n, p = sizes("n p")
P, Q = matrix("P", n, n, symmetric=True), matrix("Q", n, n, symmetric=True)
complement = claim(
    "On Lemma 8: P -> I - P is an isometry of G(n, p) onto G(n, n - p)",
    Words(square((identity(n) - P) - (identity(n) - Q)), "==", square(P - Q)),
)
distance = claim(
    "On Lemma 8: |P - Q|^2 = 2 p - 2 <P, Q> on G(n, p)",
    Words(
        square(P - Q),
        "==",
        2 * p - 2 * tr(P * Q),
        vanishing=(P * P - P, Q * Q - Q, tr(P) - p, tr(Q) - p),
    ),
)
c1, c2, m, e, big, t, u = reals("c1 c2 m e N t u")
lemma = claim(
    "Lemma 8",
    Unmechanised(
        "there are constants c1, c2 > 0 with (c1 sqrt(p)/e)^(p(n-p)) <= N(G(n, p), |.|_F, e) <= (c2 "
        "sqrt(p)/e)^(p(n-p)) for all 0 < p < n and 0 < e < sqrt(2 min(p, n - p))",
        "covering numbers are no expression of claims; false as printed: lemma_8.both_ends_always_fails",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_8.complement", "lemma_8.both_ends_always_fails"],
)
both_ends_always_fails = claim(
    "Lemma 8, witness: whatever c1, c2 > 0 are, the bounds cross at n - 1 = (c2/c1)^2 + 1",
    given=[c1 > 0, c2 > 0, e > 0, Eq(m * c1**2, c2**2 + c1**2)],
    show=c1 * sqrt(m) / e > c2 / e,
    rests_on=["lemma_8.complement"],
    note="m = n - 1: the lower bound at p = n - 1 exceeds the upper one at p = 1, to the power n - 1, for "
    "sets that are isometric. No constants serve.",
)
lemma_repaired = lemma.repaired(
    "sqrt(min(p, n - p)) for sqrt(p)",
    show=Unmechanised(
        "(c1 sqrt(q)/e)^(p(n-p)) <= N(G(n, p), |.|_F, e) <= (c2 sqrt(q)/e)^(p(n-p)), q = min(p, n - p)",
        "the theorem of [Sza82], cited, with constants that are not given",
    ),
    rests_on=["lemma_8.complement"],
    scope=whole,
)
halves = claim(
    "On Lemma 8, at n = 2p, e = sqrt(p): two balls cover, about Q and I - Q",
    given=[big > 0, t >= 0, u >= 0, Eq(t + u, big)],
    show=(2 * big - 2 * t <= big) | (2 * big - 2 * u <= big),
    rests_on=["lemma_8.distance"],
    note="big = p, t = <P, Q>, u = <P, I - Q>; one of the squared distances is at most p.",
)
c1_at_most_one = claim(
    "On Lemma 8: c1^(p^2) <= 2 for all p forces c1 <= 1: for c1 > 1 Bernoulli's 1 + p^2 (c1 - 1) > 2 where "
    "p^2 > 1/(c1 - 1)",
    given=[c1 > 1, m > 1 / (c1 - 1)],
    show=1 + m * (c1 - 1) > 2,
    rests_on=["lemma_8.halves"],
    note="m = p^2; c1^m >= 1 + m (c1 - 1).",
)


def _circle(arcs: int, c1: Fraction, c2: Fraction) -> str:
    """G(2, 1) is a circle of lines, |P - Q|_F = sqrt 2 sin(angle); `arcs` balls cover iff e >= sqrt 2
    sin(pi/(2 arcs)).

    N = arcs for e in [sqrt 2 sin(pi/(2 arcs)), sqrt 2 sin(pi/(2 arcs - 2))): the bounds at both ends.
    """
    least = arb(2).sqrt() * (arb.pi() / (2 * arcs)).sin()
    upto = arb(2).sqrt() * (arb.pi() / (2 * arcs - 2)).sin()
    lower, upper = (
        arb(fmpq(c1.numerator, c1.denominator)) / least,
        arb(fmpq(c2.numerator, c2.denominator)) / upto,
    )
    return "" if lower < arcs and upper > arcs else f"N = {arcs}: {lower} and {upper}"


circle = claim(
    "Lemma 8, N exactly: c1 = 1, c2 = 9/2 serve on G(2, 1)",
    Computed(
        "c1/e <= N(e) <= c2/e on every step of N",
        _circle,
        cases=[{"arcs": a, "c1": Fraction(1), "c2": Fraction(9, 2)} for a in (2, 3, 4, 10, 100, 10_000)],
        of="all numbers of arcs",
    ),
    printed=True,
    scope=case("n = 2, p = 1"),
)
