"""Statements known to be true. None may be refuted, or called vacuous or ill posed."""

from fractions import Fraction

import sympy
from writing import at, eq, ge, gt, over

from certify.claims import (
    Abs,
    And,
    AtInstance,
    Computed,
    Constants,
    Curvature,
    Eq,
    Implies,
    L1Point,
    Masks,
    Max,
    Min,
    Ne,
    Or,
    Piecewise,
    PsdBound,
    Random,
    Rational,
    claim,
    log,
    mask_bits,
    maximum,
    minimum,
    norm,
    reals,
    root,
    sqrt,
)
from certify.claims.statements.words import Words, identity, inner, matrix, parameters, sizes, square, tr

x, y, z, w, s, d = reals("x y z w s delta")
BIG, TINY = Rational(10) ** 30, Rational(1, 10**30)

# Margins: the least value of x^4 - x is -0.47247039371057744..., at 4^(-1/3)
quartic_1 = claim("margin 1", x**4 - x >= -Rational(3, 2))
quartic_3 = claim("margin 5e-4", x**4 - x >= -Rational(473, 10**3))
quartic_6 = claim("margin 6e-7", x**4 - x >= -Rational(472471, 10**6))
quartic_9 = claim("margin 3e-10", x**4 - x >= -Rational(472470394, 10**9))
cube_root_9 = claim(
    "the cube root of 2, to 1e-9",
    given=[Eq(x**3, 2)],
    show=And(x > Rational(1259921049, 10**9), x < Rational(125992105, 10**8)),
)
cube_root_exists = claim(
    "there is a cube root of 2 below 1.2599210499",
    given=[Eq(x**3, 2)],
    show=x < Rational(12599210499, 10**10),
    exists=True,
)
golden_9 = claim(
    "a root of x^2 = x + 1, to 1e-9",
    given=[Eq(x**2, x + 1), x > 0],
    show=And(x > Rational(1618033988, 10**9), x < Rational(1618033989, 10**9)),
)
# Infima that are not attained
not_attained = claim("x^2 + (x y - 1)^2 is positive, and has the infimum 0", gt(x**2 + (x * y - 1) ** 2, 0))
not_attained_small = claim("it comes below 1e-6", x**2 + (x * y - 1) ** 2 < Rational(1, 10**6), exists=True)
reciprocal = claim("1/x is positive", given=[x > 0], show=1 / x > 0)
reciprocal_small = claim("1/x comes below 1e-9", given=[x > 0], show=1 / x < Rational(1, 10**9), exists=True)
bounded_open = claim("x/(1 + x) stays below one", given=[x >= 0], show=x / (1 + x) < 1)
# Hypotheses that hold on a set without interior
point = claim("a sum of squares that is not positive", given=[x**2 + y**2 <= 0], show=Eq(x + y, 0))
diagonal = claim("a square that is not positive", given=[(x - y) ** 2 <= 0], show=Eq(x**3, y**3))
surd_point = claim("one point, a surd", given=[(x**2 - 2) ** 2 + (y - x) ** 2 <= 0, x > 0], show=Eq(y**2, 2))
circle_tangent = claim(
    "where a line touches a circle", given=[x**2 + y**2 <= 1, x + y >= sqrt(2)], show=Eq(x, y)
)
curve = claim("on a cubic", given=[Eq(y**2, x**3), x <= 0], show=Eq(y, 0))
# Strict and not strict
strict_product = claim(
    "a positive product of numbers that are not negative", given=[x >= 0, y >= 0, x * y > 0], show=x > 0
)
equality_at_end = claim("equality only at the end", given=[x >= 1], show=x + 1 / x >= 2)
strict_inside = claim("strict away from the end", given=[x > 1], show=x + 1 / x > 2)
squeeze = claim("between two equal bounds", given=[x <= y, y <= z, z <= x], show=Eq(x, z))
# Quotients and roots that are defined just so far
half_slope = claim(
    "(sqrt(1 + x) - 1)/x <= 1/2 for x > 0", given=[x > 0], show=(sqrt(1 + x) - 1) / x <= Rational(1, 2)
)
open_end = claim(
    "(1 - x^2)/(1 - x) below x = 1", given=[x >= 0, x < 1], show=eq(over(1 - x**2, 1 - x), 1 + x)
)
root_hypothesis = claim("a root in the hypothesis", given=[ge(sqrt(x - 1), 0)], show=x >= 1)
two_roots = claim("two roots defined at one point", given=[ge(sqrt(x - 1) + sqrt(1 - x), 0)], show=Eq(x, 1))
negative_root = claim("the root of -x in the hypothesis", given=[sqrt(-x) >= 1], show=x <= -1)
guarded = claim("a quotient guarded by its implication", Implies(Ne(x, 0), eq(over(x, x), 1)))
inner_root = claim("a root of a root", given=[x >= 0], show=sqrt(sqrt(x)) <= 1 + x)
# Disjunctions
two_sides = claim("two sides", given=[Or(x >= 2, x <= -2)], show=x**2 >= 4)
quadrants = claim("two quadrants", given=[Or(And(x > 0, y > 0), And(x < 0, y < 0))], show=x * y > 0)
one_of_three = claim(
    "a product that is zero", given=[Eq(x * y * z, 0)], show=Or(Eq(x, 0), Eq(y, 0), Eq(z, 0))
)
cases = claim("cases with a tie", given=[Or(x <= 0, x >= 1)], show=x * (x - 1) >= 0)
# Huge and tiny coefficients
huge_square = claim("(1e15 x - 1e-15)^2", ge(BIG * x**2 - 2 * x + TINY, 0))
huge_shift = claim("a huge shift", given=[x >= BIG], show=x**2 >= BIG * x)
tiny_slope = claim("a tiny slope", given=[x > 0], show=TINY * x > 0)
tiny_box = claim("a tiny interval", given=[x >= TINY, x <= 2 * TINY], show=x**2 <= 4 * TINY**2)
# High degree
degree_20 = claim("x^20 - 20 x + 19", x**20 - 20 * x + 19 >= 0)
degree_40 = claim("x^40 - x^39 + 1", gt(x**40 - x**39 + 1, 0))
powers = claim("powers decrease on [0, 1]", given=[x >= 0, x <= 1], show=x**10 <= x**9)
bernoulli_9 = claim("Bernoulli, ninth power", given=[x >= -1], show=(1 + x) ** 9 >= 1 + 9 * x)
# Quantifiers
there_is = claim("some x has x^2 = 2 y, for a y above 1", given=[y > 1], show=Eq(x**2, 2 * y), exists=True)
there_are_surds = claim("three numbers", And(Eq(x**2, 2), Eq(y**2, 3), Eq(z, x * y), z > 2), exists=True)
inside_a_slit = claim(
    "a point in a slit of width 1e-9", And(x > y, x < y + Rational(1, 10**9), Eq(x + y, 1)), exists=True
)
# Extrema and absolute values
middle = claim("the middle of three", Max(Min(x, y), Min(y, z), Min(z, x)) <= Max(x, y, z))
clipped = claim("a clipped number", And(Max(0, Min(1, x)) >= 0, Max(0, Min(1, x)) <= 1))
hinge = claim("a hinge", eq(Max(x, 0) - Max(-x, 0), x))
steps = claim("cases", eq(Abs(x), Piecewise((x, x >= 0), (-x, True))))
# From the field
grows = claim("2 delta/(1 + delta) grows", given=[d >= 0, s > d], show=2 * s / (1 + s) > 2 * d / (1 + d))
threshold = claim("1/(1 + s) >= 1/2 for s <= 1", given=[s >= 0, s <= 1], show=1 / (1 + s) >= Rational(1, 2))
arc = claim(
    "sqrt(1 - a^2) <= 1 - a^2/2 - a^4/8",
    given=[x >= 0, x <= 1],
    show=sqrt(1 - x**2) <= 1 - x**2 / 2 - x**4 / 8,
)
determinant = claim("two by two", given=[x >= 0, z >= 0, x * z >= y**2], show=x + z >= 2 * Abs(y))

largest = claim(
    "the largest value of x (1 - x)",
    maximum(x * (1 - x), (x, 0, 1), equals=Rational(1, 4), at=Rational(1, 2)),
)
least = claim("the least value of x + 1/x", minimum(x + 1 / x, (x, 1, None), equals=2, at=1))
dual_norm = claim(
    "a norm is the largest inner product",
    maximum(y * x + z * sqrt(1 - x**2), (x, -1, 1), equals=norm([y, z]), at=y / norm([y, z]), given=[z > 0]),
)

# Words
n, r = sizes("n r")
A, B, C = (matrix(name, n, n) for name in "ABC")
X, Y = matrix("X", n, r), matrix("Y", n, r)
P, Q = matrix("P", n, n, semidefinite=True), matrix("Q", n, n, semidefinite=True)
(t,) = parameters("t")
commutator = claim("the trace of a commutator", Words(tr(A * B), "==", tr(B * A)))
cyclic = claim("three factors rotate", Words(tr(A * B * C), "==", tr(C * A * B)))
transposed = claim("a product transposed", Words((A * B).T, "==", B.T * A.T))
parallelogram = claim(
    "the parallelogram law", Words(square(X + Y) + square(X - Y), "==", 2 * square(X) + 2 * square(Y))
)
mean = claim("a mean", Words(2 * inner(X, Y), "<=", square(X) + square(Y)))
young = claim("Young with a parameter", Words(2 * t * inner(X, Y), "<=", t**2 * square(X) + square(Y)))
trace_of_product = claim("two semidefinite matrices", Words(tr(P * Q), ">=", 0))
congruence = claim("a congruence", Words(tr(A.T * P * A * Q), ">=", 0))
idempotent = claim(
    "a projection has a trace that is not negative", Words(tr(A), ">=", 0, vanishing=(A * A - A, A - A.T))
)
inverse = claim(
    "a left inverse is a right inverse of its product",
    Words(A * B * A, "==", A, vanishing=(A * B - identity(n),)),
)
size_at_least_one = claim("sizes are at least one", Words(tr(identity(n)), ">=", 1))
trace_squared = claim("tr P^2 <= (tr P)^2", Words(tr(P * P), "<=", tr(P) ** 2))

# One instance: exactly at delta*, close to it, and where X is degenerate
YES, NO = "counterexample", "no counterexample"
at_41_81 = claim("41/81", AtInstance(at("across", "41/81"), YES))
below_41_81 = claim("41/81 - 1e-6", AtInstance(at("across", "40999919/81000000"), NO))
above_root = claim("1/sqrt(2) + 1e-6", AtInstance(at("orthogonal", "707108/1000000"), YES))
below_root = claim("1/sqrt(2) - 1e-6", AtInstance(at("orthogonal", "707106/1000000"), NO))
below_root_12 = claim("1/sqrt(2) - 2e-13", AtInstance(at("orthogonal", "7071067811863/10000000000000"), NO))
at_21_29 = claim("21/29", AtInstance(at("tilted", "21/29"), YES))
below_21_29 = claim("21/29 - 1e-3", AtInstance(at("tilted", "20971/29000"), NO))
at_201_337 = claim("201/337", AtInstance(at("two", "201/337"), YES))
below_201_337 = claim("201/337 - 1e-4", AtInstance(at("two", "2009663/3370000"), NO))
at_half = claim("1/2 with eps2 = 3", AtInstance(at("four", "1/2", eps2="3"), YES))
below_half = claim("1/2 - 1e-5 with eps2 = 3", AtInstance(at("four", "49999/100000", eps2="3"), NO))
at_three_quarters = claim("3/4", AtInstance(at("nine", "3/4"), YES))
below_three_quarters = claim("3/4 - 1e-6", AtInstance(at("nine", "749999/1000000"), NO))
zero = claim("X = 0", AtInstance(at("zero", "999/1000"), NO))
deficient = claim("rank X < r", AtInstance(at("deficient", "999/1000"), NO))
inside = claim("range Z in range X", AtInstance(at("inside", "999/1000"), NO))
repeated = claim("two equal columns", AtInstance(at("repeated", "99/100"), NO))
all_tolerances = claim(
    "large tolerances", AtInstance(at("across", "1/10", eps0="2", eps1="2", eps2="2"), YES)
)


def _square(k: int) -> str:
    return "" if (k + 1) ** 2 == k * k + 2 * k + 1 else f"fails at {k}"


def _expanded() -> str:
    u = sympy.Symbol("u")
    return "" if sympy.expand((u + 1) ** 3 - u**3 - 3 * u**2 - 3 * u - 1) == 0 else "a term is left"


computed = claim("a symbolic case", Computed("(u + 1)^3 expands", _expanded))
computed_some = claim(
    "some cases",
    Computed("(k + 1)^2 = k^2 + 2 k + 1", _square, cases=[{"k": k} for k in range(9)], of="all k"),
)
coin = claim("a coin", Random("heads", lambda rng: rng.random() < 0.5, trials=400, at_least=0.4))
coin_most = claim(
    "a coin, from above", Random("heads", lambda rng: rng.random() < 0.5, trials=400, at_most=0.6)
)

# The objectives of the other papers
ONE = [[1]]
l1_sharp = claim("|1 - w^2| at w = 1", L1Point([ONE], [1], ([[1]],), "sharp local minimum"))
l1_global = claim("|1 - w^2| at w = 1, everywhere", L1Point([ONE], [1], ([[1]],), "global minimum"))
l1_critical = claim("|1 - w^2| at w = 0", L1Point([ONE], [1], ([[0]],), "critical"))
l1_not_minimum = claim(
    "|1 - w^2| at w = 0 is no minimum", L1Point([ONE], [1], ([[0]],), "not a local minimum")
)
l1_not_critical = claim("|1 - w^2| at w = 1/2", L1Point([ONE], [1], ([["1/2"]],), "not critical"))
trace_one = claim("the least eigenvalue", PsdBound([[2, 1], [1, 2]], [[[1, 0], [0, 1]]], [1], 1))
trace_one_slack = claim(
    "with slack 1e-9", PsdBound([[2, 1], [1, 2]], [[[1, 0], [0, 1]]], [1], 1 - Fraction(1, 10**9))
)
diagonal_fixed = claim(
    "correlation matrices", PsdBound([[0, 1], [1, 0]], [[[1, 0], [0, 0]], [[0, 0], [0, 1]]], [1, 1], -2)
)
saddle = claim("x^2 - y^2 at 0", Curvature(x**2 - y**2, {x: 0, y: 0}, at_most=-2, critical=True))
convex_point = claim("x^4 + y^2 at 0", Curvature(x**4 + y**2, {x: 0, y: 0}, at_least=0, critical=True))
curved_irrational = claim(
    "x^2 + x y at 0 has 1 - sqrt(2)", Curvature(x**2 + x * y, {x: 0, y: 0}, at_most=-Fraction(4142135, 10**7))
)
bits = mask_bits(2, 2)
rows_seen = claim(
    "each row is seen",
    Masks((2, 2), "1/2", And(bits[0, 0] + bits[0, 1] >= 1, bits[1, 0] + bits[1, 1] >= 1), exactly="9/16"),
)
all_seen = claim(
    "all entries are seen", Masks((2, 2), "9/10", sum(bits.values()) >= 4, at_least="6561/10000")
)
none_seen = claim("no entry is seen", Masks((2, 2), "9/10", sum(bits.values()) <= 0, at_most="1/10000"))
constants = claim(
    "sqrt 2 and sqrt 3",
    Constants(
        [("sum", sqrt(2) + sqrt(3), "<=", "31463/10000"), ("product", sqrt(2) * sqrt(3), "=", sqrt(6))]
    ),
)
nested = claim(
    "a nested root",
    Constants(
        [("square", sqrt(3 + 2 * sqrt(2)), "=", 1 + sqrt(2)), ("cube", root(2, 3), ">", "1259921/1000000")]
    ),
)
logarithm = claim(
    "log 12", Constants([("twice", 2 * log(12), "<", 5), ("close", 2 * log(12), ">", "4969/1000")])
)
del w
