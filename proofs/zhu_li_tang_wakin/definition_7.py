"""Definitions 5 to 7 and (4) (Zhu, Li, Tang, Wakin): groups that leave a function and the energy invariant.

(4): min over a1, a2 of |a1(x1) - a2(x2)| = min over a of |x1 - a(x2)|. The proof takes a1 out of the
difference, a1(x1) - a2(x2) = a1(x1 - a1^{-1} a2(x2)), as only linear operators allow; Definition 7 says "a
group of operators on R^n" and "preserves the energy". Without linearity (4) is false: on R let a(x) = -x
where |x| = 1 and a(x) = x elsewhere; a a = id, |a(x)| = |x|, and h(x) = x^2 is invariant.
"""

from fractions import Fraction
from itertools import product

from certify.claims import Computed, case, claim, line, reals, source
from certify.claims.words import Words, identity, matrix, sizes, square

SOURCE = source("Definition 7", page=4)

n, r = sizes("n r")
x, y = matrix("x", n, 1), matrix("y", n, 1)
A1, A2 = matrix("A1", n, n), matrix("A2", n, n)
orthogonal = (A1.T * A1 - identity(n), A2.T * A2 - identity(n), A1 * A1.T - identity(n))
R1, R2, inverse = matrix("R1", r, r), matrix("R2", r, r), matrix("N", r, r)


def _flip(x: Fraction) -> Fraction:
    return -x if abs(x) == 1 else x


def _distances(a: Fraction, b: Fraction) -> str:
    """Both sides of (4) for the group {id, flip}, which is checked on the orbits of a and b."""
    group = [lambda x: x, _flip]
    for x in (a, b, -a, -b):
        assert _flip(_flip(x)) == x
        assert abs(_flip(x)) == abs(x)
    left = min(abs(f(a) - g(b)) for f, g in product(group, group))
    right = min(abs(a - g(b)) for g in group)
    if left == right:
        return ""
    return (
        f"h(x) = x^2, a(x) = -x if |x| = 1 else x: at x1 = {a}, x2 = {b} the sides of (4) are {left} "
        f"and {right}"
    )


equation_4 = claim(
    "(4): min |a1(x1) - a2(x2)| = min |x1 - a(x2)| for groups of operators that preserve h and |x|",
    Computed(
        "both sides of (4) agree for G = {id, flip} on R",
        _distances,
        cases=[{"a": Fraction(-1), "b": Fraction(2)}],
        of="all x1 = a and x2 = b",
    ),
    printed=True,
    note="The group {id, flip} is exact and complete; x1 = -1, x2 = 2 is the witness.",
)
equation_4_repaired = equation_4.repaired(
    "the operators of the group are linear",
    show=Words(square(A1 * x - A2 * y), "==", square(x - A1.T * A2 * y), vanishing=orthogonal),
    note="Linear and energy preserving is orthogonal; A1^{-1} A2 = A1^T A2 is in the group.",
    rests_on=["definition_7.group_inverse", "definition_7.chain"],
)
chain = claim(
    "(4), its proof: |a1(x1 - a1^{-1} a2(x2))| = |x1 - a1^{-1} a2(x2)|",
    Words(square(A1 * (x - A1.T * A2 * y)), "==", square(x - A1.T * A2 * y), vanishing=orthogonal),
    printed=True,
)
group_closed = claim(
    "On Definitions 5 and 6: O_r is closed under the product",
    Words(
        (R1 * R2).T * (R1 * R2),
        "==",
        identity(r),
        vanishing=(R1.T * R1 - identity(r), R2.T * R2 - identity(r)),
    ),
)
group_inverse = claim(
    "On Definition 6: R^T is itself in O_r, R R^T = I where R^T R = I and R N = I, N = R^{-1}",
    Words(R1 * R1.T, "==", identity(r), vanishing=(R1.T * R1 - identity(r), R1 * inverse - identity(r))),
)
t, low, alpha, middle = reals("t low alpha middle")
not_convex = claim(
    "text after (4): an invariant h is not convex in a neighbourhood of a local minimum, for h(x) = "
    "(x^2 - 1)^2 and G = {1, -1}, h'' = 12 x^2 - 4 < 0 at some x within 1/10 of the minimum 1",
    given=[10 * t >= 9, 10 * t <= 11],
    show=12 * t**2 - 4 < 0,
    exists=True,
    printed=True,
    scope=case("h(x) = (x^2 - 1)^2, G = {1, -1}"),
    note="h'' >= 5 there: where the class of the minimum is discrete, h may be strongly convex around it. "
    "Even h = |x|^2 with all of O_n is, around its minimum 0.",
)
not_convex_repaired = not_convex.repaired(
    "not strongly convex, and only where the class of the minimum is not discrete",
    given=[alpha > 0, t > 0, middle >= low],
    show=middle > low - alpha * t**2 / 8,
    note="Every neighbourhood then holds two minima at some distance t > 0; see definition_4. Not convex at "
    "all is too much: a constant h is invariant.",
    scope=line,
    rests_on=["definition_4.convexity_fails"],
)
