"""Lemma 5 (Ma, Li, Chi): with 2r-RIP, |<A M1, A M2> - <M1, M2>| <= delta_2r |M1| |M2| for rank M1, M2 <= r,
and |(A*A - I)(M1) A|_F <= delta_2r |M1|_F ||A|| for A (n2, r).

Chosen: matrices as vectors a, b (p, 1), and S = A* A as a symmetric matrix on them. a + b and a - b have rank
at most 2r, which is where delta_2r enters.
"""

from certify.claims import And, Computed, Eq, Unmechanised, assuming, claim, conclusion_of, reals, whole
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square, tr

(p,) = sizes("p")
n1, n2, r = sizes("n1 n2 r")
S = matrix("S", p, p, symmetric=True)
a, b = matrix("a", p, 1), matrix("b", p, 1)
W, A, B = matrix("W", n1, n2), matrix("A", n2, r), matrix("B", n1, r)
(delta,) = parameters("delta")
unit = (a.T * a - identity(1), b.T * b - identity(1))


def _upper(v):
    return (1 + delta) * square(v) - inner(S * v, v)


def _lower(v):
    return inner(S * v, v) - (1 - delta) * square(v)


above = claim(
    "Lemma 5, first display, upper bound, |M1| = |M2| = 1: <A M1, A M2> - <M1, M2> <= delta_2r",
    Words(
        4 * inner(S * a, b),
        "<=",
        4 * inner(a, b) + 4 * delta,
        vanishing=unit,
        nonnegative=(_upper(a + b), _lower(a - b)),
    ),
    printed=True,
)
below = claim(
    "Lemma 5, first display, lower bound, |M1| = |M2| = 1: <A M1, A M2> - <M1, M2> >= -delta_2r",
    Words(
        4 * inner(S * a, b),
        ">=",
        4 * inner(a, b) - 4 * delta,
        vanishing=unit,
        nonnegative=(_lower(a + b), _upper(a - b)),
    ),
    printed=True,
)
d, m1, m2, g, h, c, x, y = reals("d m1 m2 g h c x y")
scaled = claim(
    "Lemma 5, first display, for all M1, M2: from unit norms by homogeneity",
    given=[m1 > 0, m2 > 0, d >= 0, -d <= h, h <= d, Eq(g, h * m1 * m2)],
    show=And(-d * m1 * m2 <= g, g <= d * m1 * m2),
    printed=True,
    rests_on=["lemma_5.above", "lemma_5.below"],
    note="h = <A M1, A M2> - <M1, M2> for M1/|M1|, M2/|M2|; g the same for M1, M2. Zero is trivial.",
)
trace_form = claim(
    "Lemma 5, second display: the same number is tr[(A* A - I)(M1) M2^T]",
    Words(inner(S * a, b) - inner(a, b), "==", tr((S * a - a) * b.T)),
    printed=True,
)
dual_norm = claim(
    "Lemma 5, third display: |W A|_F^2 = <W, B A^T> for B = W A, W = (A* A - I)(M1)",
    Words(square(W * A), "==", inner(W, B * A.T), vanishing=(B - W * A,)),
)
consequence = claim(
    "Lemma 5, third display: |(A* A - I)(M1) A|_F <= delta_2r |M1|_F ||A||",
    given=[
        x >= 0,
        m1 >= 0,
        c >= 0,
        d >= 0,
        y >= 0,
        assuming("norm inequalities", y <= c * x),
        conclusion_of("lemma_5.scaled", x**2 <= d * m1 * y, g=x**2, m2=y),
    ],
    show=x <= d * m1 * c,
    printed=True,
    rests_on=["lemma_5.trace_form", "lemma_5.dual_norm", "norms.product"],
    note="x = |W A|, c = ||A||, y = |B A^T| <= c x; B A^T has rank at most r as A has r columns.",
    seconds=12,
)
lemma_whole = claim(
    "Lemma 5",
    Unmechanised(
        "if A satisfies the 2r-RIP with constant delta_2r, then for all M1 and M2 of rank at most r: "
        "|<A(M1), A(M2)> - <M1, M2>| <= delta_2r |M1|_F |M2|_F; equivalently |tr[(A*A - I)(M1) M2^T]| <= "
        "delta_2r |M1|_F |M2|_F; and |(A*A - I)(M1) A|_F <= delta_2r |M1|_F ||A|| for all A in R^{n2 x r}",
        "the RIP is a hypothesis about all matrices of rank at most 2r, which words cannot state; from its "
        "instances at M1 + M2 and M1 - M2 the lines of the lemma are claims of their own",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "lemma_5.above",
        "lemma_5.below",
        "lemma_5.scaled",
        "lemma_5.trace_form",
        "lemma_5.consequence",
    ],
)
p11, p12, p21, p22, e = reals("m11 m12 m21 m22 e")
determinant = claim(
    "An operator on 2 x 2 matrices with |A(M)|^2 = |M|^2 + 2 e det M, as four measurements",
    given=[e >= 0, e < 1],
    show=Eq(
        (1 + e) / 2 * ((p11 + p22) ** 2 + (p12 - p21) ** 2)
        + (1 - e) / 2 * ((p11 - p22) ** 2 + (p12 + p21) ** 2),
        p11**2 + p12**2 + p21**2 + p22**2 + 2 * e * (p11 * p22 - p12 * p21),
    ),
    note="It is isometric on rank one, delta_1 = 0, and delta_2 = e.",
)
delta_2 = claim(
    "The operator with |A(M)|^2 = |M|^2 + 2 e det M has delta_2 <= e: |2 det M| <= |M|^2",
    given=[e >= 0],
    show=(2 * e * (p11 * p22 - p12 * p21)) ** 2 <= (e * (p11**2 + p12**2 + p21**2 + p22**2)) ** 2,
)


def _with_delta_r(e: str) -> str:
    from fractions import Fraction

    e = Fraction(e)
    first, second = ((1, 0), (0, 0)), ((0, 0), (0, 1))

    def measured(M: tuple) -> list:
        (a, b), (c, d) = M
        return [((1 + e) / 2, a + d), ((1 + e) / 2, b - c), ((1 - e) / 2, a - d), ((1 - e) / 2, b + c)]

    left = sum(w * u * v for (w, u), (_, v) in zip(measured(first), measured(second), strict=True))
    return "" if left == 0 else f"r = 1, M1 = e1 e1^T, M2 = e2 e2^T: <A M1, A M2> = {left}, but delta_1 = 0"


needs_2r = claim(
    "Lemma 5 with delta_r in place of delta_2r, r = 1",
    Computed("the operator with |A(M)|^2 = |M|^2 + 2 e det M", _with_delta_r, cases=[{"e": "1/2"}]),
    canary="REFUTED",
    rests_on=["lemma_5.determinant"],
)
v1, v2 = reals("v1 v2")
not_identified = claim(
    "e = 1: the measurements m11 + m22, m12 - m21 are isometric on rank one but do not tell v v^T apart",
    given=[Eq(v1**2 + v2**2, 1)],
    show=Eq((v1**2 + v2**2) ** 2 + (v1 * v2 - v2 * v1) ** 2, 1),
    note="All v v^T with |v| = 1 have the data (1, 0).",
)
