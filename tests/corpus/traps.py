"""Traps: vacuous statements, undefined ones, pairs of a printed and a repaired one, orders of quantifiers.

The canary of each says what it is.
"""

from writing import at, eq, ge, over

from certify.claims import Abs, And, AtInstance, Eq, Max, Ne, Or, Piecewise, Rational, claim, reals, sqrt
from certify.claims.statements.words import Words, identity, matrix, sizes, square, tr

x, y, z, d = reals("x y z delta")
CLOSE = Rational(1, 10**9)

# VACUOUS: the hypotheses exclude everything, so that anything follows
empty_interval = claim("an empty interval", given=[x > 1, x < 1], show=x > 7, canary="VACUOUS")
missed_by_little = claim("missed by 1e-9", given=[x >= 1 + CLOSE, x <= 1], show=Eq(x, 7), canary="VACUOUS")
no_real_root = claim("no real root", given=[Eq(x**2 + x + 1, 0)], show=x > 7, canary="VACUOUS")
outside = claim("a root outside its domain", given=[sqrt(x - 2) >= 0, x < 2], show=x > 7, canary="VACUOUS")
opposite_roots = claim(
    "two roots never defined at once", given=[sqrt(x - 1) + sqrt(-x) >= 0], show=x > 7, canary="VACUOUS"
)
product_sign = claim("signs of a product", given=[x > 0, y < 0, x * y > 0], show=x > 7, canary="VACUOUS")
two_cases = claim(
    "neither case", given=[Or(And(x > 1, x < 0), And(x > 3, x < 2))], show=x > 7, canary="VACUOUS"
)
irrational_gap = claim(
    "between a root and itself",
    given=[Eq(x**2, 2), x > 0, x > Rational(3, 2)],
    show=Eq(x, 7),
    canary="VACUOUS",
)
no_model = claim(
    "the identity vanishes",
    Words(tr(matrix("A", *sizes("n n"))), "==", 7, vanishing=(identity(sizes("n")[0]),)),
    canary="VACUOUS",
)
# true although it looks vacuous
one_point = claim("one point is left", given=[x >= 1, x <= 1], show=eq(x, 1), canary="PROVED")
one_surd = claim("one surd is left", given=[Eq(x**2, 2), x > 0], show=x > 1, canary="PROVED")

# ILL_POSED: undefined inside the hypotheses
at_zero = claim("x/x at zero", given=[x >= 0], show=eq(over(x, x), 1), canary="ILL_POSED")
at_corner = claim(
    "x y/(x + y) at the corner", given=[x >= 0, y >= 0], show=ge(over(x * y, x + y), 0), canary="ILL_POSED"
)
at_end = claim(
    "(1 - x^2)/(1 - x) at its end",
    given=[x >= 0, x <= 1],
    show=over(1 - x**2, 1 - x) <= 2,
    canary="ILL_POSED",
)
root_inside = claim("a root undefined inside", given=[x >= -1, x <= 1], show=sqrt(x) <= 1, canary="ILL_POSED")
root_by_little = claim("a root undefined by 1e-9", given=[x >= -CLOSE], show=sqrt(x) >= 0, canary="ILL_POSED")
surd_pole = claim(
    "a pole at a surd", given=[x >= 0, x <= 2], show=1 / (x**2 - 2) ** 2 > 0, canary="ILL_POSED"
)
one_branch = claim(
    "undefined in one branch", show=Piecewise((sqrt(x), x >= -1), (0, True)) >= 0, canary="ILL_POSED"
)
alternative = claim(
    "undefined beside a true alternative",
    show=Or(1 / x > 0, x <= 0),
    canary="PROVED",
    note="the quotient is guarded",
)

# Pairs: what is printed fails, its repair holds
printed_strict = claim("strict", given=[x >= 0], show=x**2 + x > 0, printed=True, canary="REFUTED")
repaired_strict = printed_strict.repaired("not strict", show=x**2 + x >= 0, canary="PROVED")
printed_sign = claim(
    "the sign of a root",
    given=[x > 0, x < 1],
    show=Eq((1 - sqrt(1 - x**2)) / x, x / (1 - sqrt(1 - x**2))),
    printed=True,
    canary="REFUTED",
)
repaired_sign = printed_sign.repaired(
    "plus below", show=Eq((1 - sqrt(1 - x**2)) / x, x / (1 + sqrt(1 - x**2))), canary="PROVED"
)
printed_domain = claim("without its hypothesis", show=x + 1 / (1 + x**2) >= 1, printed=True, canary="REFUTED")
repaired_domain = printed_domain.repaired("x >= 1", given=[x >= 1], canary="PROVED")
printed_constant = claim(
    "its constant", given=[x**2 + y**2 <= 1], show=x + y <= Rational(7, 5), printed=True, canary="REFUTED"
)
repaired_constant = printed_constant.repaired("sqrt 2", show=x + y <= sqrt(2), canary="PROVED")
printed_pole = claim(
    "at its pole", given=[d >= 0, d <= 1], show=d / (1 - d) >= d, printed=True, canary="ILL_POSED"
)
repaired_pole = printed_pole.repaired("delta < 1", given=[d >= 0, d < 1], canary="PROVED")
n, r = sizes("n r")
X, Y = matrix("X", n, r), matrix("Y", n, r)
printed_words = claim(
    "a square of a sum", Words(square(X + Y), "<=", square(X) + square(Y)), printed=True, canary="REFUTED"
)
repaired_words = printed_words.repaired(
    "a factor 2", show=Words(square(X + Y), "<=", 2 * square(X) + 2 * square(Y)), canary="PROVED"
)
printed_at = claim(
    "at delta*", AtInstance(at("across", "41/81"), "no counterexample"), printed=True, canary="REFUTED"
)
repaired_at = printed_at.repaired(
    "below it", show=AtInstance(at("across", "1/2"), "no counterexample"), canary="PROVED"
)

# The order of quantifiers, and what a solver may simplify away
for_every_there_is = claim("no x is above every y", given=[], show=x > y, canary="REFUTED")
nothing_above = claim(
    "a number above the square of all: only where they are bounded",
    given=[y**2 <= 4, x > 4],
    show=x > y**2,
    canary="PROVED",
)
simplified = claim(
    "x/x = 1 beside a hypothesis on x", given=[Ne(x, 0)], show=eq(over(x, x), 1), canary="PROVED"
)
double_negation = claim("not below zero", given=[x < 0], show=Max(x, 0) <= 0, canary="PROVED")
absolute = claim("the absolute value and its root", show=eq(Abs(x), sqrt(x**2)), canary="PROVED")
