"""Lemma 4 (Ma, Li, Chi), smoothness: |(X Y^T - M*) Y|_F <= 3/2 s1(Y*) (|X - X*|_F + |X (Y - Y*)^T|_F
+ |X - X*|_F |Y - Y*|_F) if ||Y - Y*|| <= s1(Y*)/4, and the same with X and Y exchanged.

As printed the bracket adds a length to areas: the first term should be |(X - X*) Y^T|_F, as in the proof and
in every use. Chosen: p = |Ex Y^T|, q = |X Ey^T|, w = |Ex Ey^T|, e = |Ex|, f = |Ey|, s = s1(Y*), y1 = s1(Y),
t = ||Y - Y*||, res = |X Y^T - M*|, m = |(X Y^T - M*) Y|.
"""

from fractions import Fraction

from certify.claims import Abs, Computed, assuming, case, claim, conclusion_of, part, reals, whole
from certify.claims.words import Words, matrix, sizes

n1, n2, r = sizes("n1 n2 r")
X, Xs, Y, Ys = matrix("X", n1, r), matrix("Xs", n1, r), matrix("Y", n2, r), matrix("Ys", n2, r)
x, y, t, s, p, q, w, e, f, y1, res, m = reals("x y t s p q w e f y1 res m")
lengths = (s > 0, p >= 0, q >= 0, w >= 0, e >= 0, f >= 0)
inside = (t > 0, Abs(y - t) <= t / 4)
inside_x = (t > 0, Abs(x - t) <= t / 4)
# What the proof has for all sizes: s1(Y) by Weyl, |Res Y| and |Ex Ey^T| by products, |Res| by its pieces.
all_sizes = (
    *lengths,
    res >= 0,
    m >= 0,
    t >= 0,
    t <= s / 4,
    assuming("Weyl", y1 <= s + t),
    assuming("norm inequalities", m <= y1 * res),
    assuming("norm inequalities", res <= p + q + w),
    assuming("norm inequalities", w <= e * f),
)

first = claim(
    "Lemma 4, first display: |(X Y^T - M*) Y| <= 3/2 s1(Y*) (|X - X*| + |X (Y - Y*)^T| + |X - X*| |Y - Y*|)",
    given=inside,
    show=Abs((x * y - t**2) * y) <= 3 * t / 2 * (Abs(x - t) + Abs(x * (y - t)) + Abs(x - t) * Abs(y - t)),
    printed=True,
    scope=case("r = n1 = n2 = 1, x* = y* = t, M* = t^2"),
    note="Its terms have the degrees 1, 2, 2 in the scale of (X, Y), so that it fails wherever the scale is "
    "large. The hypotheses of the lemma allow every t > 0.",
)
first_repaired = first.repaired(
    "|(X - X*) Y^T| for |X - X*|, for all sizes",
    given=all_sizes,
    show=m <= 3 * s / 2 * (p + q + e * f),
    scope="line",
    rests_on=["lemma_4.decomposition", "lemma_4.spectral", "norms.triangle", "norms.product"],
)
second = claim(
    "Lemma 4, second display: |(X Y^T - M*)^T X| <= 3/2 s1(X*) (|X - X*| + |X (Y - Y*)^T| + |X - X*| |Y - "
    "Y*|)",
    given=inside_x,
    show=Abs((x * y - t**2) * x) <= 3 * t / 2 * (Abs(x - t) + Abs(x * (y - t)) + Abs(x - t) * Abs(y - t)),
    printed=True,
    scope=case("r = n1 = n2 = 1, x* = y* = t, M* = t^2"),
    note="The bracket is that of the first display.",
)
second_repaired = second.repaired(
    "|(X - X*) Y^T| for |X - X*|, for all sizes",
    given=all_sizes,
    show=m <= 3 * s / 2 * (p + q + e * f),
    scope="line",
    rests_on=["lemma_4.decomposition", "lemma_4.spectral", "norms.triangle", "norms.product"],
    note="Here m = |(X Y^T - M*)^T X|, y1 = s1(X), s = s1(X*), t = |X - X*|: the same inequality of numbers.",
)


def _lemma(x: str, y: str, t: str) -> str:
    """Both displays of the lemma at r = n1 = n2 = 1, x* = y* = t, where the hypotheses hold."""
    a, b, c = Fraction(x), Fraction(y), Fraction(t)
    bracket = abs(a - c) + abs(a * (b - c)) + abs(a - c) * abs(b - c)
    for near, factor in ((b, b), (a, a)):
        left, right = abs((a * b - c * c) * factor), Fraction(3, 2) * c * bracket
        if abs(near - c) <= c / 4 and left > right:
            return f"r = n1 = n2 = 1, x* = y* = {c}, x = {a}, y = {b}: the left side is {left}, the right "
            "{right}"
    return ""


lemma_whole = claim(
    "Lemma 4",
    Computed(
        "for all n1, n2, r, X, Y, X*, Y* and M* = X* Y*^T: if ||Y - Y*|| <= s1(Y*)/4, then |(X Y^T - M*) "
        "Y|_F <= 3/2 s1(Y*) (|X - X*|_F + |X (Y - Y*)^T|_F + |X - X*|_F |Y - Y*|_F); and if ||X - X*|| <= "
        "s1(X*)/4, then |(X Y^T - M*)^T X|_F <= 3/2 s1(X*) (the same bracket)",
        _lemma,
        cases=[{"x": "11", "y": "10", "t": "10"}],
        of="all n1, n2, r, X, Y, X* and Y*",
    ),
    printed=True,
    scope=whole,
    lint_except={"fixed-size": "the statement is about all sizes, and refuted by one member"},
)
lemma_whole_repaired = lemma_whole.repaired(
    "|(X - X*) Y^T|_F for |X - X*|_F in the bracket",
    show=first_repaired.statement,
    scope=part("first display"),
    rests_on=["lemma_4.first_repaired", "lemma_4.second_repaired"],
    note="The second display is second_repaired.",
)
decomposition = claim(
    "Appendix D, first display: X Y^T - M* = (X - X*) Y^T + X (Y - Y*)^T + (X* - X) (Y - Y*)^T",
    Words(X * Y.T - Xs * Ys.T, "==", (X - Xs) * Y.T + X * (Y - Ys).T + (Xs - X) * (Y - Ys).T),
    printed=True,
)
line_1 = claim(
    "Appendix D, second display, first line: |(X Y^T - M*) Y|_F <= s1(Y) |X Y^T - M*|_F",
    given=[m >= 0, res >= 0, y1 >= 0, assuming("norm inequalities", m**2 <= y1**2 * res**2)],
    show=m <= y1 * res,
    printed=True,
    rests_on=["norms.product"],
)
line_2 = claim(
    "Appendix D, second display, second line: <= 3/2 s1(Y*) (|Ex Y^T| + |X Ey^T| + |Ex Ey^T|)",
    given=[
        *lengths,
        y1 >= 0,
        conclusion_of("lemma_4.spectral", y1 <= 3 * s / 2),
        res >= 0,
        assuming("norm inequalities", res <= p + q + w),
    ],
    show=y1 * res <= 3 * s / 2 * (p + q + w),
    printed=True,
    rests_on=["lemma_4.decomposition", "norms.triangle"],
)
spectral = claim(
    "Appendix D, last display: s1(Y) <= s1(Y*) + ||Y - Y*|| <= 3/2 s1(Y*)",
    given=[s > 0, t >= 0, t <= s / 4, assuming("Weyl", y1 <= s + t)],
    show=y1 <= 3 * s / 2,
    printed=True,
)
sharper = claim(
    "Lemma 4, repaired, with 5/4 for 3/2",
    given=all_sizes,
    show=m <= 5 * s / 4 * (p + q + e * f),
    rests_on=["lemma_4.decomposition", "norms.triangle", "norms.product"],
)
sharp = claim(
    "Lemma 4, repaired, with 6/5 for 3/2: x = x*, y = 5/4 y* needs 5/4",
    given=inside,
    show=Abs((x * y - t**2) * y)
    <= 6 * t / 5 * (Abs((x - t) * y) + Abs(x * (y - t)) + Abs(x - t) * Abs(y - t)),
    canary="REFUTED",
)
