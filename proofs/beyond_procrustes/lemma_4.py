"""Lemma 4 (Ma, Li, Chi), smoothness: |(X Y^T - M*) Y|_F <= 3/2 s1(Y*) (|X - X*|_F + |X (Y - Y*)^T|_F
+ |X - X*|_F |Y - Y*|_F) if ||Y - Y*|| <= s1(Y*)/4, and the same with X and Y exchanged.

As printed the bracket adds a length to areas: the first term should be |(X - X*) Y^T|_F, as in the proof and
in every use. Chosen: p = |Ex Y^T|, q = |X Ey^T|, w = |Ex Ey^T|, e = |Ex|, f = |Ey|, s = s1(Y*).
"""

from certify.claims import Abs, And, claim, reals
from certify.claims.words import Words, matrix, sizes

n1, n2, r = sizes("n1 n2 r")
X, Xs, Y, Ys = matrix("X", n1, r), matrix("Xs", n1, r), matrix("Y", n2, r), matrix("Ys", n2, r)
x, y, t, s, p, q, w, e, f, y1, res, m = reals("x y t s p q w e f y1 res m")
lengths = (s > 0, p >= 0, q >= 0, w >= 0, e >= 0, f >= 0)
inside = (t > 0, Abs(y - t) <= t / 4)
inside_x = (t > 0, Abs(x - t) <= t / 4)

first = claim(
    "Lemma 4, first display, r = n1 = n2 = 1, x* = y* = t, M* = t^2",
    given=inside,
    show=Abs((x * y - t**2) * y) <= 3 * t / 2 * (Abs(x - t) + Abs(x * (y - t)) + Abs(x - t) * Abs(y - t)),
    printed=True,
    note="Its terms have the degrees 1, 2, 2 in the scale of (X, Y), so that it fails wherever the scale is "
    "large. The hypotheses of the lemma allow every t > 0.",
)
first_repaired = first.repaired(
    "|(X - X*) Y^T| for |X - X*|, for all sizes",
    show=claim(
        "",
        given=[*lengths, m >= 0, m <= y1 * res, y1 <= s + s / 4, res <= p + q + w, w <= e * f, res >= 0],
        show=m <= 3 * s / 2 * (p + q + e * f),
    ).statement,
    rests_on=["lemma_4.decomposition", "lemma_4.spectral", "norms.triangle", "norms.product"],
    note="m = |(X Y^T - M*) Y|, res = |X Y^T - M*|, y1 = s1(Y).",
)
second = claim(
    "Lemma 4, second display, r = n1 = n2 = 1, x* = y* = t, M* = t^2",
    given=inside_x,
    show=Abs((x * y - t**2) * x) <= 3 * t / 2 * (Abs(x - t) + Abs(x * (y - t)) + Abs(x - t) * Abs(y - t)),
    printed=True,
    note="The bracket is that of the first display.",
)
second_repaired = second.repaired(
    "|(X - X*) Y^T| for |X - X*|",
    show=Abs((x * y - t**2) * x)
    <= 3 * t / 2 * (Abs((x - t) * y) + Abs(x * (y - t)) + Abs(x - t) * Abs(y - t)),
    rests_on=["lemma_4.decomposition", "lemma_4.spectral"],
)
second_all_sizes = claim(
    "Lemma 4, second display, for all sizes, with |(X - X*) Y^T| for |X - X*|",
    given=[*lengths, m >= 0, m <= y1 * res, y1 <= s + s / 4, res <= p + q + w, w <= e * f, res >= 0],
    show=m <= 3 * s / 2 * (p + q + e * f),
    rests_on=["lemma_4.decomposition", "lemma_4.spectral", "norms.triangle", "norms.product"],
    note="m = |(X Y^T - M*)^T X|, y1 = s1(X), s = s1(X*): the same inequality of numbers.",
)
decomposition = claim(
    "Appendix D, first display: X Y^T - M* = (X - X*) Y^T + X (Y - Y*)^T + (X* - X) (Y - Y*)^T",
    Words(X * Y.T - Xs * Ys.T, "==", (X - Xs) * Y.T + X * (Y - Ys).T + (Xs - X) * (Y - Ys).T),
    printed=True,
)
line_1 = claim(
    "Appendix D, second display, first line: |(X Y^T - M*) Y|_F <= s1(Y) |X Y^T - M*|_F",
    given=[m >= 0, res >= 0, y1 >= 0, m**2 <= y1**2 * res**2],
    show=m <= y1 * res,
    printed=True,
    rests_on=["norms.product"],
)
line_2 = claim(
    "Appendix D, second display, second line: <= 3/2 s1(Y*) (|Ex Y^T| + |X Ey^T| + |Ex Ey^T|)",
    given=[*lengths, y1 >= 0, y1 <= 3 * s / 2, res >= 0, res <= p + q + w],
    show=y1 * res <= 3 * s / 2 * (p + q + w),
    printed=True,
    rests_on=["lemma_4.decomposition", "norms.triangle", "lemma_4.spectral"],
)
spectral = claim(
    "Appendix D, last display: s1(Y) <= s1(Y*) + ||Y - Y*|| <= 3/2 s1(Y*)",
    given=[s > 0, f >= 0, f <= s / 4, y1 <= s + f],
    show=And(y1 <= s + f, s + f <= 3 * s / 2),
    printed=True,
    note="Weyl's inequality is the hypothesis y1 <= s + f.",
)
sharper = claim(
    "Lemma 4, repaired, with 5/4 for 3/2",
    given=[*lengths, m >= 0, m <= y1 * res, y1 <= s + s / 4, res <= p + q + w, w <= e * f, res >= 0],
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
