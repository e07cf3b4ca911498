"""Statements known to be false. None may be proved."""

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
    reals,
    sqrt,
)
from certify.claims.statements.words import Words, identity, inner, matrix, parameters, sizes, square, tr

x, y, z, s, d = reals("x y z s delta")
BIG, TINY = Rational(10) ** 30, Rational(1, 10**30)

# Margins: the least value of x^4 - x is -0.47247039371057744..., at 4^(-1/3)
quartic_1 = claim("margin 1", ge(x**4 - x, 1))
quartic_3 = claim("margin 5e-4", x**4 - x >= -Rational(472, 10**3))
quartic_6 = claim("margin 4e-7", x**4 - x >= -Rational(472470, 10**6))
quartic_9 = claim("margin 7e-10", x**4 - x >= -Rational(472470393, 10**9))
cube_root_9 = claim(
    "the cube root of 2, from above by 1e-9", given=[Eq(x**3, 2)], show=x < Rational(1259921049, 10**9)
)
cube_root_exists = claim(
    "there is a cube root of 2 below 1.259921049",
    given=[Eq(x**3, 2)],
    show=x < Rational(1259921049, 10**9),
    exists=True,
)
golden_9 = claim(
    "a root of x^2 = x + 1, to 1e-9", given=[Eq(x**2, x + 1), x > 0], show=x > Rational(1618033989, 10**9)
)
golden_both = claim("both roots of x^2 = x + 1", given=[Eq(x**2, x + 1)], show=x > 0)
# Infima that are not attained
not_attained = claim("x^2 + (x y - 1)^2 is at least 1e-6", x**2 + (x * y - 1) ** 2 >= Rational(1, 10**6))
not_attained_zero = claim("it has a zero", Eq(x**2 + (x * y - 1) ** 2, 0), exists=True)
reciprocal = claim("1/x is at least 1e-9", given=[x > 0], show=1 / x >= Rational(1, 10**9))
reciprocal_zero = claim("1/x reaches zero", given=[x > 0], show=1 / x <= 0, exists=True)
bounded_open = claim("x/(1 + x) reaches one", given=[x >= 0], show=x / (1 + x) >= 1, exists=True)
bounded_below = claim(
    "x/(1 + x) stays 1e-6 below one", given=[x >= 0], show=x / (1 + x) <= 1 - Rational(1, 10**6)
)
# Hypotheses that hold on a set without interior
point = claim("a sum of squares that is not positive", given=[x**2 + y**2 <= 0], show=x + y > 0)
diagonal = claim("a square that is not positive", given=[(x - y) ** 2 <= 0], show=x**2 > x * y)
surd_point = claim(
    "one point, a surd", given=[(x**2 - 2) ** 2 + (y - x) ** 2 <= 0, x > 0], show=y > Rational(3, 2)
)
circle_tangent = claim(
    "where a line touches a circle", given=[x**2 + y**2 <= 1, x + y >= sqrt(2)], show=x + y > sqrt(2)
)
curve = claim("on a cubic", given=[Eq(y**2, x**3)], show=x > 0)
sphere = claim("one of two points", given=[Eq(x**2 + y**2, 1), Eq(x * y, Rational(1, 2))], show=x > 0)
# Strict and not strict
weak_product = claim("a product that is not negative", given=[x >= 0, y >= 0, x * y >= 0], show=x > 0)
equality_at_end = claim("strict at the end", given=[x >= 1], show=x + 1 / x > 2)
squeeze = claim("between two bounds, strict", given=[x <= y, y <= z], show=x < z)
strict_square = claim("a positive square", given=[x >= y], show=(x - y) ** 2 > 0)
# Quotients and roots
half_slope = claim(
    "(sqrt(1 + x) - 1)/x <= 1/2 - 1e-6", given=[x > 0], show=(sqrt(1 + x) - 1) / x <= Rational(499999, 10**6)
)
open_end = claim(
    "(1 - x^2)/(1 - x) below x = 1",
    given=[x >= 0, x < 1],
    show=over(1 - x**2, 1 - x) <= Rational(1999999, 10**6),
)
root_hypothesis = claim("a root in the hypothesis", given=[ge(sqrt(x - 1), 0)], show=x > 1)
two_roots = claim("two roots defined at one point", given=[ge(sqrt(x - 1) + sqrt(1 - x), 0)], show=x > 1)
negative_root = claim("the root of -x in the hypothesis", given=[sqrt(-x) >= 1], show=x <= -2)
square_then_root = claim("squaring an inequality", given=[x**2 <= y**2], show=x <= y)
inner_root = claim("a root of a root", given=[x >= 0], show=sqrt(sqrt(x)) <= x)
cancelled = claim(
    "a cancelled quotient and the sign of what was cancelled", given=[Ne(y, 0), x / y >= 1], show=x >= y
)
# Disjunctions
two_sides = claim("two sides, strict", given=[Or(x >= 2, x <= -2)], show=x**2 > 4)
quadrants = claim("two quadrants", given=[Or(And(x > 0, y > 0), And(x < 0, y < 0))], show=x + y > 0)
one_of_three = claim("a product that is zero", given=[Eq(x * y * z, 0)], show=Or(Eq(x, 0), Eq(y, 0)))
either = claim("one of two", Or(x**2 < y, y < x))
implied = claim("an implication at its end", Implies(x >= 0, x**2 + x > 0))
# Huge and tiny coefficients
huge_square = claim("(1e15 x - 1e-15)^2, strict", gt(BIG * x**2 - 2 * x + TINY, 0))
huge_square_less = claim("(1e15 x - 1e-15)^2 minus 1e-60", ge(BIG * x**2 - 2 * x + TINY, TINY**2))
huge_shift = claim("a huge shift", given=[x >= BIG], show=x**2 > BIG * x)
huge_bound = claim("a huge bound", x < BIG)
tiny_box = claim("a tiny interval", given=[x >= TINY, x <= 2 * TINY], show=x**2 <= 3 * TINY**2)
# High degree
degree_20 = claim("x^20 - 20 x + 19, strict", x**20 - 20 * x + 19 > 0)
degree_40 = claim("x^40 - x^39 + 1/1000", ge(x**40 - x**39 + Rational(1, 1000), 0))
powers = claim("powers decrease", given=[x >= 0], show=x**10 <= x**9)
bernoulli_9 = claim("Bernoulli, ninth power, further left", given=[x >= -4], show=(1 + x) ** 9 >= 1 + 9 * x)
# Quantifiers
for_all = claim("every x has x^2 = 2 y, for a y above 1", given=[y > 1], show=Eq(x**2, 2 * y))
there_is = claim(
    "a number above its square root's square", given=[x >= 0], show=gt(sqrt(x) ** 2, x), exists=True
)
there_are_surds = claim(
    "three numbers", And(Eq(x**2, 2), Eq(y**2, 3), Eq(z, x * y), z > Rational(5, 2)), exists=True
)
empty_slit = claim("a point in an empty slit", And(x > y, x + Rational(1, 10**9) < y), exists=True)
least = claim("a least positive number, at least 1e-9", given=[x > 0], show=x >= Rational(1, 10**9))
# Extrema and absolute values
middle = claim("the middle of three is the largest", eq(Max(Min(x, y), Min(y, z), Min(z, x)), Max(x, y, z)))
hinge = claim("a hinge with plus", eq(Max(x, 0) + Max(-x, 0), x))
steps = claim("cases, the wrong one", eq(Abs(x), Piecewise((x, x > -1), (-x, True))))
reverse_triangle = claim("the triangle inequality reversed", Abs(x - y) <= Abs(x) - Abs(y))
# From the field
falls = claim("2 delta/(1 + delta) falls", given=[d >= 0, s > d], show=2 * s / (1 + s) < 2 * d / (1 + d))
threshold = claim("1/(1 + s) > 1/2 for s <= 1", given=[s >= 0, s <= 1], show=1 / (1 + s) > Rational(1, 2))
arc = claim(
    "sqrt(1 - a^2) <= 1 - a^2/2 - a^4/7",
    given=[x >= 0, x <= 1],
    show=sqrt(1 - x**2) <= 1 - x**2 / 2 - x**4 / 7,
)
determinant = claim("two by two, without x >= 0", given=[x * z >= y**2], show=x + z >= 2 * Abs(y))
absorbed = claim("sqrt(a + b) = sqrt a + sqrt b", given=[x > 0, y > 0], show=sqrt(x + y) >= sqrt(x) + sqrt(y))

largest = claim(
    "a bound of x (1 - x) that is not attained",
    maximum(x * (1 - x), (x, 0, 1), equals=Rational(250001, 10**6)),
)
largest_less = claim(
    "a value of x (1 - x) that is no bound",
    maximum(x * (1 - x), (x, 0, 1), equals=Rational(6, 25), at=Rational(2, 5)),
)
least_elsewhere = claim("x + 1/x is least at 1, not at 2", minimum(x + 1 / x, (x, 1, None), equals=2, at=2))

# Words
n, r = sizes("n r")
A, B, C = (matrix(name, n, n) for name in "ABC")
X, Y = matrix("X", n, r), matrix("Y", n, r)
P, Q = matrix("P", n, n, semidefinite=True), matrix("Q", n, n, semidefinite=True)
(t,) = parameters("t")
commutator = claim("matrices commute", Words(A * B, "==", B * A))
cyclic = claim("three factors are exchanged", Words(tr(A * B * C), "==", tr(A * C * B)))
transposed = claim("a product transposed in order", Words((A * B).T, "==", A.T * B.T))
parallelogram = claim(
    "the parallelogram law, halved", Words(square(X + Y) + square(X - Y), "==", square(X) + square(Y))
)
mean = claim("a mean with 21/10", Words(Fraction(21, 10) * inner(X, Y), "<=", square(X) + square(Y)))
young = claim("Young with t in place of t^2", Words(2 * t * inner(X, Y), "<=", t * square(X) + square(Y)))
trace_of_product = claim("two semidefinite matrices, above a trace", Words(tr(P * Q), ">=", tr(P)))
three = claim("three semidefinite matrices", Words(tr(P * Q * matrix("R", n, n, semidefinite=True)), ">=", 0))
idempotent = claim(
    "an idempotent has rank n", Words(tr(A), "==", tr(identity(n)), vanishing=(A * A - A, A - A.T))
)
contraction = claim("A^T A B against B", Words(square(A * B), "<=", square(B)))
size = claim("sizes are one", Words(tr(identity(n)), "==", 1))
trace_squared = claim("tr P^2 >= (tr P)^2", Words(tr(P * P), ">=", tr(P) ** 2))

# One instance: exactly at delta*, close to it, and where X is degenerate
YES, NO = "counterexample", "no counterexample"
at_41_81 = claim("41/81", AtInstance(at("across", "41/81"), NO))
below_41_81 = claim("41/81 - 1e-6", AtInstance(at("across", "40999919/81000000"), YES))
above_root = claim("1/sqrt(2) + 1e-6", AtInstance(at("orthogonal", "707108/1000000"), NO))
below_root = claim("1/sqrt(2) - 1e-6", AtInstance(at("orthogonal", "707106/1000000"), YES))
below_root_12 = claim("1/sqrt(2) - 2e-13", AtInstance(at("orthogonal", "7071067811863/10000000000000"), YES))
below_root_25 = claim(
    "1/sqrt(2) - 4e-26",
    AtInstance(at("orthogonal", "7071067811865475244008443/10000000000000000000000000"), YES),
)
at_21_29 = claim("21/29", AtInstance(at("tilted", "21/29"), NO))
below_21_29 = claim("21/29 - 1e-3", AtInstance(at("tilted", "20971/29000"), YES))
at_201_337 = claim("201/337", AtInstance(at("two", "201/337"), NO))
below_201_337 = claim("201/337 - 1e-4", AtInstance(at("two", "2009663/3370000"), YES))
at_half = claim("1/2 with eps2 = 3", AtInstance(at("four", "1/2", eps2="3"), NO))
below_half = claim("1/2 - 1e-5 with eps2 = 3", AtInstance(at("four", "49999/100000", eps2="3"), YES))
at_three_quarters = claim("3/4", AtInstance(at("nine", "3/4"), NO))
below_three_quarters = claim("3/4 - 1e-6", AtInstance(at("nine", "749999/1000000"), YES))
zero = claim("X = 0", AtInstance(at("zero", "999/1000"), YES))
deficient = claim("rank X < r", AtInstance(at("deficient", "999/1000"), YES))
inside = claim("range Z in range X", AtInstance(at("inside", "999/1000"), YES))
repeated = claim("two equal columns", AtInstance(at("repeated", "99/100"), YES))
all_tolerances = claim("large tolerances", AtInstance(at("across", "1/10", eps0="2", eps1="2", eps2="2"), NO))


def _square(k: int) -> str:
    return "" if k * k < 60 else f"{k}^2 = {k * k} is not below 60"


def _expanded() -> str:
    u = sympy.Symbol("u")
    rest = sympy.expand((u + 1) ** 3 - u**3 - 3 * u**2 - 1)
    return "" if rest == 0 else f"{rest} is left"


computed = claim("a symbolic case", Computed("(u + 1)^3 = u^3 + 3 u^2 + 1", _expanded))
computed_last = claim(
    "the last of many cases", Computed("k^2 < 60", _square, cases=[{"k": k} for k in range(9)])
)
coin = claim("a coin", Random("heads", lambda rng: rng.random() < 0.5, trials=400, at_least=0.6))
coin_close = claim(
    "a coin, by 1e-9", Random("heads", lambda rng: rng.random() < 0.5, trials=400, at_least=0.5 + 1e-9)
)

# The objectives of the other papers
ONE = [[1]]
l1_sharp = claim("|1 - w^2| at w = 0 is sharp", L1Point([ONE], [1], ([[0]],), "sharp local minimum"))
l1_global = claim("|1 - w^2| at w = 0 is global", L1Point([ONE], [1], ([[0]],), "global minimum"))
l1_critical = claim("|1 - w^2| at w = 1/2 is critical", L1Point([ONE], [1], ([["1/2"]],), "critical"))
l1_close = claim(
    "|1 - w^2| at w = 1 + 1e-9 is critical", L1Point([ONE], [1], ([["1000000001/1000000000"]],), "critical")
)
l1_not_minimum = claim(
    "|1 - w^2| at w = 1 is no minimum", L1Point([ONE], [1], ([[1]],), "not a local minimum")
)
l1_not_critical = claim("|1 - w^2| at w = 0 is not critical", L1Point([ONE], [1], ([[0]],), "not critical"))
trace_one = claim(
    "the least eigenvalue, 1e-9 more",
    PsdBound([[2, 1], [1, 2]], [[[1, 0], [0, 1]]], [1], 1 + Fraction(1, 10**9)),
)
diagonal_fixed = claim(
    "correlation matrices", PsdBound([[0, 1], [1, 0]], [[[1, 0], [0, 0]], [[0, 0], [0, 1]]], [1, 1], -1)
)
unbounded = claim("an unbounded program", PsdBound([[0, 0], [0, -1]], [[[1, 0], [0, 0]]], [1], -(10**9)))
saddle = claim("x^2 - y^2 at 0, convex", Curvature(x**2 - y**2, {x: 0, y: 0}, at_least=0))
saddle_steeper = claim(
    "x^2 - y^2 at 0, by 1e-9", Curvature(x**2 - y**2, {x: 0, y: 0}, at_most=-2 - Fraction(1, 10**9))
)
not_critical = claim(
    "x + x^2 - y^2 at 0 is critical", Curvature(x + x**2 - y**2, {x: 0, y: 0}, at_most=-2, critical=True)
)
curved_irrational = claim(
    "x^2 + x y at 0, by 1e-7", Curvature(x**2 + x * y, {x: 0, y: 0}, at_most=-Fraction(4142136, 10**7))
)
bits = mask_bits(2, 2)
rows_seen = claim(
    "each row is seen",
    Masks(
        (2, 2), "1/2", And(bits[0, 0] + bits[0, 1] >= 1, bits[1, 0] + bits[1, 1] >= 1), at_least="5626/10000"
    ),
)
all_seen = claim("all entries are seen", Masks((2, 2), "9/10", sum(bits.values()) >= 4, exactly="6562/10000"))
none_seen = claim("no entry is seen", Masks((2, 2), "9/10", sum(bits.values()) <= 0, at_most="99/1000000"))
constants = claim(
    "sqrt 2 and sqrt 3",
    Constants(
        [("product", sqrt(2) * sqrt(3), "=", sqrt(6)), ("sum", sqrt(2) + sqrt(3), "<=", "3146264/1000000")]
    ),
)
nested = claim(
    "a nested root",
    Constants(
        [
            ("square", sqrt(3 + 2 * sqrt(2)), "=", 1 + sqrt(2)),
            ("off", sqrt(3 + 2 * sqrt(2)), "<", 1 + sqrt(2)),
        ]
    ),
)
logarithm = claim("log 12", Constants([("twice", 2 * log(12), "<", "4969/1000")]))
close_constants = claim("by 1e-12", Constants([("root", sqrt(2), "<=", "1414213562373/1000000000000")]))
