"""Near misses of the paper's results, which must stay REFUTED, and statements that must stay UNDECIDED.

A verdict of PROVED on the first kind, or any on the second, is a fault of the provers, not a result. The
true statement beside each is a claim of its own elsewhere. The UNDECIDED ones are true or open, and out of
reach by construction: a distance far below floating point from an irrational threshold, trace inequalities
that are no sums of squares of words, an open packing problem.
"""

from fractions import Fraction

from flint import arb

from certify import Instance
from certify.claims import And, AtInstance, Computed, Eq, Max, Rational, claim, reals, sqrt
from certify.claims.words import Words, inner, matrix, parameters, sizes, square, tr

TINY = Rational(1, 10**9)
alpha, beta, c, k, rho, lam = reals("alpha beta c k rho lambda")
a, b, t, x = reals("a b t x")
circle = (alpha >= 0, c >= 0, Eq(alpha**2 + c**2, 1))

# Lemma 3.9 and what it rests on
lemma_3_9_value = claim(
    "Canary: Lemma 3.9, last display, with 1e-9 added to the value",
    given=[rho > 0, lam > 1],
    show=1 - 2 / (1 + lam + rho**2 / (lam - 1)) >= 1 / (1 + 1 / rho) + TINY,
    canary="REFUTED",
)
lemma_3_9_strict = claim(
    "Canary: Lemma 3.9, last display, with > in place of >=",
    given=[rho > 0, lam > 1],
    show=1 - 2 / (1 + lam + rho**2 / (lam - 1)) > 1 / (1 + 1 / rho),
    canary="REFUTED",
)
lemma_3_9_threshold = claim(
    "Canary: Lemma 3.9, second region, with eps2/4 in place of eps2/2 in the threshold",
    given=[
        *circle,
        k > 0,
        rho >= 1,
        beta >= 0,
        (1 + k) * beta < 1,
        (1 + k) * beta * (1 + c) <= alpha,
        alpha**2 + rho**2 * beta**2 <= 1,
    ],
    show=(1 - 2 * alpha * (1 + k) * beta + (1 + k) ** 2 * beta**2) / (1 - (1 + k) ** 2 * beta**2)
    >= rho / (rho + 1 + k / 2),
    canary="REFUTED",
)
lemma_3_9_constraint = claim(
    "Canary: Lemma 3.9, first region, without any constraint between alpha and beta",
    given=[*circle, rho >= 1, beta >= 0, beta * (1 + c) >= alpha],
    show=c >= rho / (rho + 1),
    canary="REFUTED",
)
constraint_sign = claim(
    "Canary: the repaired constraint of [44, Lemma 3.8], with ((beta - alpha)_+)^2 a thousandth less",
    given=[
        b > 0,
        lam > 0,
        Eq(lam**2, (1 - a**2) ** 2 + 2 * a**2 * b**2 + b**4),
        Eq(alpha * lam, b**2),
        Eq(beta * lam, 1),
    ],
    show=alpha**2 + beta**2 <= 1 + Rational(999, 1000) * Max(beta - alpha, 0) ** 2,
    canary="REFUTED",
    note="At X = [1; 0], Z = [a; b], where lambda = |E|. It fails as b goes to 0 at a = 1.",
)

# Facts 3.3, Lemmas 3.4, 3.5, 3.11
n, r, q = sizes("n r q")
X, P, Z = matrix("X", n, r), matrix("P", r, n), matrix("Z", n, q)
penrose = (X * P * X - X, P * X * P - P, X * P - (X * P).T, P * X - (P * X).T)
Pi = X * P
E = X * X.T - Z * Z.T
E_T = Pi * E + E * Pi - Pi * E * Pi
D0 = Z * (P * Z).T - Pi * Z * (P * Z).T / 2 - X / 2
fact_3_3 = claim(
    "Canary: Fact 3.3 repaired, |D0 X^T|^2 <= |E_T|^2/2, with 1e-9 less",
    Words(square(D0 * X.T), "<=", Fraction(499_999_999, 10**9) * square(E_T), vanishing=penrose),
    canary="REFUTED",
)
e, f = matrix("e", n, 1), matrix("f", n, 1)
H = matrix("H", n, n, symmetric=True)
(delta,) = parameters("delta")
lemma_3_4 = claim(
    "Canary: Lemma 3.4 with the band at E + F alone",
    Words(
        4 * inner(H * e, f),
        ">=",
        4 * inner(e, f) - 2 * delta * (square(e) + square(f)),
        nonnegative=(inner(H * (e + f), e + f) - (1 - delta) * square(e + f),),
    ),
    canary="REFUTED",
)
quadratic = claim(
    "Canary: Corollary 3.12, the quadratic inequality, with 1e-9 less",
    given=[a > 0, b >= 1, x >= 0, t >= 0, a * t**2 <= b * t + x],
    show=t <= b / a + sqrt(x / a) - TINY,
    canary="REFUTED",
)
(eps,) = reals("eps")
example_4_4 = claim(
    "Canary: Example 4.4, the repaired bound -4 (1 + delta) eps, with 1e-9 more",
    given=[rho >= 1, eps > 0, a >= 0, b >= 0],
    show=a**2 + b**2 - 2 * (1 + eps) * a * b >= -(1 - TINY) * eps * (a**2 + b**2),
    canary="REFUTED",
    note="Divided by 4 (1 + delta), along [Q2 B; Q2 C] as example_4_4.hessian.",
)


def _log_12() -> str:
    gap = arb(4969) / 1000 - 2 * arb(12).log()
    return "" if gap > 0 else f"4.969 - 2 log 12 = {gap.str(8)}"


appendix_a = claim(
    "Canary: Appendix A with 4.969 > 2 log 12",
    Computed("4.969 > 2 log 12 = 4.96981...", _log_12),
    canary="REFUTED",
)

# Theorem 1.2 at its threshold: Example 4.1 with r = 9, r* = 1, eps = 0
NINE = ([[int(i == j) for j in range(9)] for i in range(10)], [[0]] * 9 + [[2]])
theorem_1_2_at = claim(
    "Canary: Theorem 1.2, first part, with delta at its threshold 3/4 (r/r* = 9) instead of below it",
    AtInstance(Instance(*NINE, delta="3/4"), "no counterexample"),
    canary="REFUTED",
)
theorem_1_2_below = claim(
    "Canary: Theorem 1.2, second part, with delta 1e-9 below its threshold 3/4",
    AtInstance(Instance(*NINE, delta="749999999/1000000000"), "counterexample"),
    canary="REFUTED",
)
theorem_1_4_a = claim(
    "Canary: Theorem 1.4 (a) with eps2/4 in place of eps2/2: no counterexample at delta = 44/100, eps2 = 1",
    AtInstance(Instance([[1], [0]], [[0], ["3/2"]], eps2="1", delta="44/100"), "no counterexample"),
    canary="REFUTED",
)

# What must stay UNDECIDED
irrational = claim(
    "Canary: X = e1, Z = e2 has delta* = 1/sqrt(2), and no counterexample 1e-30 below it",
    AtInstance(
        Instance(
            [[1], [0]], [[0], [1]], delta="707106781186547524400844362104/1000000000000000000000000000000"
        ),
        "no counterexample",
    ),
    canary="UNDECIDED",
    note="True, by scalar_case.theorem of beyond; its certificate needs points exact to 30 digits.",
)
A, B = matrix("A", n, n), matrix("B", n, n)
commutator = claim(
    "Canary: |A B - B A|^2 <= 2 |A|^2 |B|^2 (Boettcher, Wenzel)",
    Words(square(A * B - B * A), "<=", 2 * square(A) * square(B)),
    canary="UNDECIDED",
    note="True; not a sum of squares of words, for which products of traces stand alone.",
    seconds=3,
)
S, T = matrix("S", n, n, semidefinite=True), matrix("T", n, n, semidefinite=True)
trace_conjecture = claim(
    "Canary: the coefficient of t^3 in tr (S + t T)^6 is nonnegative (Bessis, Moussa, Villani; Stahl)",
    Words(
        6 * tr(S**3 * T**3)
        + 6 * tr(S * S * T * S * T * T)
        + 6 * tr(S * S * T * T * S * T)
        + 2 * tr(S * T * S * T * S * T),
        ">=",
        0,
    ),
    canary="UNDECIDED",
    note="True by Stahl's theorem, whose proof is not by squares.",
    seconds=3,
)
_points = [reals(f"x{i} y{i} z{i}") for i in range(15)]
packing = claim(
    "Canary: 15 points on the sphere, any two at least arccos(59/100) apart (open)",
    given=[Eq(sum(u**2 for u in p), 1) for p in _points],
    show=And(
        *(
            sum(u * v for u, v in zip(p, w, strict=True)) <= Rational(59, 100)
            for i, p in enumerate(_points)
            for w in _points[:i]
        )
    ),
    exists=True,
    canary="UNDECIDED",
    note="The best known arrangement of 15 has cosine 0.5926; whether it is the best is open.",
    seconds=3,
)
