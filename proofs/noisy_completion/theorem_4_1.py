"""Theorem 4.1 (noisy completion): a rank-1 second-order point vec(X^)^{(x) l} of (12) for epsilon-MC has
|M* - P^|_F < lambda_r(X^) sqrt(tr M*)/eps + e_1 (16) with probability >= q, for odd l > 1/(1 - log_2(2
beta)), beta = tr M* lambda_r(P^)/(eps^2 (|M* - P^|_F^2 - e_2)) (17). Always e_1 = e_2 = |M*|_S^2, q = 1
(18), S the unobserved entries. For independent entries e_2 = 0, e_1 = sqrt((1 - p + chi)/(p - chi)) eps
|M*|_F, q = 1 - exp(-2 chi^2 |d|_1^2/|d|_2^2) (19).

Found: (18) prints the square of the e_1 that (50) derives; the two sides of (16) then scale differently.
Where beta > 1 the threshold of (17) is negative and admits every l. (19) inherits Theorem 2.2. lambda_r(X^)
is sigma_r(X^).
Chosen: S = sigma_r(X^) sqrt(tr M*), D = |M* - P^|_F, e = |M*|_S.
"""

import itertools
from fractions import Fraction
from math import isqrt

import numpy as np
import sympy

from certify.claims import (
    Computed,
    Constants,
    Eq,
    Masks,
    Or,
    Rational,
    Unmechanised,
    assuming,
    case,
    claim,
    conclusion_of,
    log,
    mask_bits,
    part,
    reals,
    sqrt,
    whole,
)
from certify.recovery.papers.completion import CompletionSurrogate, accuracy, diagonal_minimiser
from certify.recovery.papers.tensor_lift import TensorLift, tensor_power

MASK = [[0, 0, 0], [0, 1, 0], [0, 0, 1]]


def _root_below(x: Fraction) -> Fraction:
    """A rational at most the square root of x, by less than 1e-20."""
    return Fraction(isqrt(int(x * 10**40)), 10**20)


def _deterministic(order: int) -> str:
    """eps = 3/4, M* = z z^T with z = (2, 1, 1)/5, (2, 2) and (3, 3) observed, X^ = (0, 4, -4)/25, r = 1."""
    eps, z = Fraction(3, 4), [Fraction(2, 5), Fraction(1, 5), Fraction(1, 5)]
    X = np.array([Fraction(0), Fraction(4, 25), Fraction(-4, 25)], dtype=object)
    truth, P = np.outer(z, z), np.outer(X, X)
    problem = CompletionSurrogate(MASK, eps, truth)
    lift, point = TensorLift(problem, order), tensor_power(X, order)
    hessian = sympy.Matrix(lift.hessian(point).tolist())
    if lift.gradient(point).any() or not hessian.is_positive_definite:
        return ""
    D2, T = np.sum((truth - P) ** 2), (X @ X) * sum(t**2 for t in z)
    e1 = sum(truth[i, j] ** 2 for i in range(3) for j in range(3) if not MASK[i][j])
    beta = T / (eps**2 * (D2 - e1))
    if not (e1 < D2 and beta > 1):  # log_2(2 beta) > 1: the threshold of (17) is negative
        return ""
    if _root_below(D2) < (_root_below(T) + Fraction(1, 10**20)) / eps + e1:
        return ""
    return (
        f"n = 3, r = 1, l = {order}, eps = 3/4, M* = z z^T, z = (2, 1, 1)/5, only (2, 2) and (3, 3) "
        f"observed, X^ = "
        f"(0, 4, -4)/25: the Hessian of (12) is positive definite, beta = {beta} and the threshold of (17) "
        f"is "
        f"negative, |M* - P^|^2 = {D2}, (1/eps)^2 lambda_r tr M* = {T / eps**2}, e_1 = {e1}"
    )


theorem = claim(
    "Theorem 4.1",
    Computed(
        "at a rank-1 critical point vec(X^)^{(x) l} of (12) for epsilon-MC that is a second-order point, "
        "(16) holds with probability at least q for odd l as in (17): with e_1 = e_2 = |M*|^2 off Omega "
        "and q = 1 in all instances (18), and with e_2 = 0, e_1 = sqrt((1 - p + chi)/(p - chi)) eps |M*|_F "
        "and q = 1 - exp(-2 chi^2 |d|_1^2/|d|_2^2) where entries are observed independently with "
        "probability p (19)",
        _deterministic,
        cases=[{"order": 1}, {"order": 3}],
        of="all n, r, l, Omega, eps in (0, 1], M* and X^",
    ),
    printed=True,
    scope=whole,
    lint_except={"fixed-size": "the sentence is about all instances and points, and one of them refutes it"},
    rests_on=[
        *("theorem_4_1.fifty", "theorem_4_1.fifty_square", "theorem_3_1.theorem", "theorem_4_1.numbers"),
        *("theorem_4_1.eigenvalue", "theorem_4_1.positive", "theorem_4_1.exact_fit"),
    ],
    note="The witness refutes the part with (18). At l = 1, (12) is epsilon-MC itself and X^ is one of its "
    "global minima. For (19) see `independent`.",
)
D, S, e1, beta = reals("D S e_1 beta")
numbers = claim(
    "The counterexample to Theorem 4.1: (16) and (17) in numbers",
    Constants(
        [
            ("(16) fails", D, ">", S / Rational(3, 4) + e1),
            ("(17) admits l = 1", 1, ">", 1 / (1 - log(2 * beta) / log(2))),
        ],
        where=[
            Eq(D, sqrt(Rational(23524, 625)) / 25),
            Eq(S, sqrt(Rational(192, 25)) / 25),
            Eq(e1, Rational(34, 625)),
            Eq(beta, S**2 / (Rational(9, 16) * (D**2 - e1))),
        ],
    ),
)

dist, side, e, eps, top, b, c = reals("D S e epsilon T beta c")
theorem_repaired = theorem.repaired(
    "e_1 = |M*|_S, <= for <, and no condition (17)",
    show=Unmechanised(
        "at a rank-1 point vec(X^)^{(x) l} of (12) for epsilon-MC, l odd, that satisfies the first- and "
        "second-order conditions, |M* - P^|_F <= sigma_r(X^) sqrt(tr M*)/eps + |M*|_S",
        "a second-order point is a property of all directions at once, which no statement here has; its "
        "scalar lines are `violates_13` and theorem_3_1.upper",
    ),
    scope=whole,
    rests_on=["theorem_3_1.upper", "theorem_4_1.noise", "lemma_2_1.rss", "lemma_2_1.rsc"],
)
violates_13 = claim(
    "Theorem 4.1, proof: a point that violates (16) with e_1 = |M*|_S satisfies (13)",
    given=[eps > 0, eps <= 1, side >= 0, e >= 0, dist >= side / eps + e],
    show=eps**2 * dist**2 >= side**2 + eps**2 * e**2,
    rests_on=["theorem_3_1.theorem_repaired", "theorem_4_1.noise", "lemma_2_1.rsc"],
    note="S = sigma_r(X^) sqrt(tr M*). Theorem 3.1, as far as it holds, then makes the lifted point a "
    "strict saddle.",
)
noise = claim(
    "Proof of Theorem 4.1: |w_eps|^2/alpha_s = |M*|_S^2, alpha_s = eps^2",
    given=[eps > 0, eps <= 1, Eq(b, -eps * e)],
    show=Eq(b**2 / eps**2, e**2),
    printed=True,
)
fifty = claim(
    "(50): D^2 < S^2/eps^2 + e^2 gives D < S/eps + e",
    given=[eps > 0, eps <= 1, side >= 0, e >= 0, dist >= 0, dist**2 < side**2 / eps**2 + e**2],
    show=dist < side / eps + e,
    printed=True,
)
fifty_square = claim(
    "(18): (50) gives D < S/eps + e^2",
    given=[eps > 0, eps <= 1, side >= 0, e >= 0, dist >= 0, dist**2 < side**2 / eps**2 + e**2],
    show=dist < side / eps + e**2,
    printed=True,
)
fifty_square_repaired = fifty_square.repaired("e_1 = |M*|_S", show=dist < side / eps + e)
homogeneous = claim(
    "(16) with (18) is the same statement for M* and c M*: D, S, e become c D, c S, c e",
    given=[eps > 0, eps <= 1, side >= 0, e >= 0, c > 0, dist < side / eps + e**2],
    show=c * dist < c * side / eps + (c * e) ** 2,
    note="A bound of the paper's kind should not depend on the unit of M*.",
)
homogeneous_e = claim(
    "(16) with e_1 = |M*|_S is the same statement for M* and c M*",
    given=[eps > 0, eps <= 1, side >= 0, e >= 0, c > 0, dist < side / eps + e],
    show=c * dist < c * side / eps + c * e,
)


def _eigenvalue(x: int) -> str:
    """X^ = (x), n = r = 1: its eigenvalue against the root of that of X^ X^^T."""
    return "" if x == abs(x) else f"X^ = ({x}): lambda_1(X^) = {x}, sqrt(lambda_1(X^ X^^T)) = {abs(x)}"


sigma, lam = reals("sigma_r lambda_r")
eigenvalue = claim(
    "(16), (50): lambda_r(X^) = sqrt(lambda_r(X^ X^^T))",
    Computed(
        "lambda_r(X^) = sqrt(lambda_r(X^ X^^T))",
        _eigenvalue,
        cases=[{"x": 1}, {"x": -1}],
        of="all n by r matrices X^",
    ),
    printed=True,
    note="An n by r matrix has no eigenvalues for n != r.",
)
eigenvalue_repaired = eigenvalue.repaired(
    "sigma_r(X^)",
    show=claim("", given=[sigma >= 0, Eq(sigma**2, lam)], show=Eq(sqrt(lam), sigma)).statement,
    note="sigma_r(X^)^2 = lambda_r(X^ X^^T).",
)
D2, e2 = reals("D_squared e_2")
exact_fit = claim(
    "(17): beta at a point with f = 0, where |M* - P^|^2 = |M*|_S^2 = e_2",
    given=[eps > 0, eps <= 1, top >= 0, Eq(D2, e2)],
    show=top / (eps**2 * (D2 - e2)) >= 0,
    printed=True,
    note="f = 0 says P^ = Omega o M*.",
)
exact_fit_repaired = exact_fit.repaired("D^2 > e_2", given=[eps > 0, eps <= 1, top >= 0, e2 < D2])


def _negative_beta() -> str:
    """M* = J, n = 2, diagonal observed, eps = 3/4: X^ = (4, 4)/5 is a global minimum."""
    eps, X = Fraction(3, 4), np.array([[Fraction(4, 5)], [Fraction(4, 5)]], dtype=object)
    problem = CompletionSurrogate(np.eye(2), eps, np.ones((2, 2), dtype=int))
    if problem.factored_gradient(X).any():
        return ""
    D2, top = np.sum((problem.truth - X @ X.T) ** 2), np.sum(X**2) * 2
    beta = top / (eps**2 * (D2 - 2))
    return "" if beta > 0 else f"M* = J, X^ = (4, 4)/5, eps = 3/4: D^2 = {D2} < e_2 = 2, beta = {beta}"


positive = claim(
    "(17): beta > 0 at second-order points, so that log_2(2 beta) is defined",
    Computed("beta > 0", _negative_beta, of="all instances and second-order points"),
    printed=True,
    note="Where D^2 < e_2 the bound (16) holds anyway, and (17) says nothing.",
)
positive_repaired = positive.repaired(
    "D^2 > e_2 and lambda_r > 0",
    show=claim("", given=[eps > 0, top > 0, e2 < D2], show=top / (eps**2 * (D2 - e2)) > 0).statement,
)
x, z = reals("x z")
trivial = claim(
    "(16), r = 1: it excludes nothing where |x|^2/|z|^2 + |z|^2/|x|^2 <= 1/eps^2, whatever e_1 >= 0",
    given=[eps > 0, eps <= 1, x > 0, z > 0, x / z + z / x <= 1 / eps**2, x**2 + z**2 >= D2],
    show=x * z / eps**2 >= D2,
    note="x, z = |x|^2, |z|^2; D^2 = x^2 + z^2 - 2 <x, z>^2. For eps = 1/100 the ratio must lie outside "
    "[1e-4, 1e4].",
)

# (19): independent entries.


def _diagonal(n: int, p: Fraction, chi: Fraction, eps: Fraction) -> str:
    """M* = I, r = n: the probability that no X^ with f = 0 and X^ != 0 violates (16), exactly."""
    truth = np.array([[Fraction(int(i == j)) for j in range(n)] for i in range(n)])
    e1_squared = accuracy(p, chi) * eps**2 * n
    holds = Fraction(0)
    for bits in itertools.product([0, 1], repeat=n * n):
        P = diagonal_minimiser(np.array(bits).reshape(n, n), [Fraction(1)] * n)
        D2, rank = np.sum((truth - P) ** 2), int(np.trace(P))
        lowest = Fraction(int(rank == n))  # lambda_n(P^); 0 makes beta = 0 and admits every l
        violated = 0 < rank < n and lowest == 0 and e1_squared <= D2
        holds += 0 if violated else p ** sum(bits) * (1 - p) ** (n * n - sum(bits))
    exponent = 2 * chi**2
    claimed = exponent - exponent**2 / 2
    if holds >= claimed:
        return ""
    return (
        f"M* = I, r = n = {n}, p = {p}, chi = {chi}, eps = {eps}: (16) holds at P^ = Omega o M* with "
        f"probability "
        f"{holds}; q >= {claimed}"
    )


CASE = {"n": 3, "p": Fraction(1, 2), "chi": Fraction(49, 100), "eps": Fraction(1, 100)}
independent = claim(
    "Theorem 4.1: (16) holds with probability >= 1 - exp(-2 chi^2 |d|_1^2/|d|_2^2)",
    Computed(
        "the exact probability is not below 1 - exp(-2 chi^2)",
        _diagonal,
        cases=[CASE],
        of="all n, p, eps and chi",
    ),
    printed=True,
    scope=case("(19), M* = I, r = n = 3, p = 1/2, chi = 49/100, eps = 1/100"),
    rests_on=["theorem_2_2.theorem", "theorem_4_1.fifty_one", "theorem_4_1.fifty_three"],
    note="f = 0, so (12) is 0 at vec(X^)^{(x) l}: a second-order point for all l. lambda_r(P^) = 0 makes "
    "beta = 0; the "
    "threshold is read as its limit 0, and 2 beta^l < 1.",
)
bit = mask_bits(3, 3)
diagonal = bit[0, 0] + bit[1, 1] + bit[2, 2]
independent_probability = claim(
    "Theorem 4.1: (16) has probability >= 38/100",
    Masks((3, 3), "1/2", Or(diagonal >= 3, diagonal <= 0), at_least="38/100"),
    printed=True,
    scope=case("(19), M* = I, n = r = 3, p = 1/2, chi = 49/100, eps = 1/100"),
    rests_on=["theorem_2_2.probability_claimed"],
    note="|M* - P^|^2 is the number of missing diagonal entries, lambda_3(P^) = 0 unless all are "
    "seen, and e_1^2 = 99 "
    "eps^2 3 < 1; with none seen the only second-order point is 0, which is not of rank one.",
)
independent_probability_repaired = independent_probability.repaired(
    "its probability is 1/4",
    show=Masks((3, 3), "1/2", Or(diagonal >= 3, diagonal <= 0), exactly="1/4"),
    rests_on=[],
)


def _strict() -> str:
    """M* = I, n = r = 2, all but (2, 2) observed: X^ = [e_1, 0] is optimal and P^ = M_dagger."""
    eps = Fraction(1, 2)
    problem = CompletionSurrogate([[1, 1], [1, 0]], eps, [[1, 0], [0, 1]])
    X = np.array([[Fraction(1), Fraction(0)], [Fraction(0), Fraction(0)]], dtype=object)
    P = diagonal_minimiser(problem.mask, [Fraction(1), Fraction(1)])
    distance, lowest = np.sum((X @ X.T - P) ** 2), Fraction(0)
    if problem.value(X @ X.T) != 0 or distance < lowest * 2 / eps**2:
        return ""
    return f"M* = I, P^ = M_dagger = diag(1, 0): |P^ - M_dagger|^2 = {distance}, lambda_2(P^) = {lowest}"


fifty_one = claim(
    "(51): a second-order point has |P^ - M_dagger|^2 < lambda_r(P^) tr M*/eps^2",
    Computed(
        "|P^ - M_dagger|^2 < lambda_r(P^) tr M*/eps^2", _strict, of="all instances and second-order points X^"
    ),
    printed=True,
    rests_on=["theorem_3_1.noiseless"],
    note="It takes w~ = 0, though b is not A(M_dagger), and tr M* where M_dagger takes the place of M*.",
)
apart, trace, low, g = reals("apart trace lambda_r g")
fifty_one_repaired = fifty_one.repaired(
    "|P^ - M_dagger|^2 <= 2 lambda_r(P^) tr(M_dagger)/eps^2, at l = 1",
    show=claim(
        "",
        given=[
            *(eps > 0, eps <= 1, low >= 0, trace >= 0),
            g <= -(eps**2) * apart**2 / 2,
            g >= -low * trace,
        ],
        show=apart**2 <= 2 * low * trace / eps**2,
    ).statement,
    rests_on=[
        "theorem_3_1_steps.second_order",
        "theorem_3_1_steps.trace_bound",
        "theorem_3_1_steps.orthogonal",
    ],
    note="g = <grad f(P^), M_dagger>, apart = |P^ - M_dagger|, trace = tr M_dagger; f(M_dagger) <= f(P^) "
    "and strong convexity bound g above, and theorem_3_1_steps.second_order with L_s = 1 below.",
)
fifty_three = claim(
    "(53): |P^ - M*| <= |P^ - M_dagger| + |M_dagger - M*| < S/eps + e_1",
    given=[assuming("norm inequalities", dist <= apart + e), apart < side / eps, e <= e1, eps > 0],
    show=dist < side / eps + e1,
    printed=True,
    rests_on=["theorem_4_1.fifty_one"],
    note="D = |P^ - M*|, apart = |P^ - M_dagger|, e = |M_dagger - M*|. The second hypothesis is (51), "
    "which is false.",
)
p, chi, m, factor = reals("p chi m factor")
independent_repaired = independent.repaired(
    "sqrt(2 lambda_r(P^) tr M_dagger)/eps + 2 sqrt(1 - p + chi) |M*|, d = M* o M* in q",
    show=claim(
        "",
        given=[
            *(eps > 0, side >= 0, apart >= 0, e >= 0, factor >= 0, m >= 0),
            assuming("norm inequalities", dist <= apart + e),
            conclusion_of(
                "theorem_4_1.fifty_one_repaired",
                apart**2 <= 2 * side * side / eps**2,
                lambda_r=side,
                trace=side,
            ),
            conclusion_of(
                "theorem_2_2.theorem_repaired",
                e**2 <= 4 * factor**2 * m**2,
                chi=factor**2 + p - 1,
                seen=e,
                apart=0,
                M_squared=m**2,
            ),
        ],
        show=dist <= sqrt(2) * side / eps + 2 * factor * m,
    ).statement,
    scope=part("on the event |M*|_S^2 <= (1 - p + chi) |M*|^2, l = 1"),
    rests_on=["theorem_4_1.fifty_one_repaired", "theorem_2_2.theorem_repaired"],
    note="S^2 = lambda_r(P^) tr M_dagger, m = |M*|, factor = sqrt(1 - p + chi), D = |M* - P^|. (53) with "
    "(51) and (10) repaired.",
)
