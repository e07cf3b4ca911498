"""Lemma 3 (Ma, Li, Chi), gradient dominance: for aligned pairs

<X - X*, (X Y^T - M*) Y> >= |Y (X - X*)^T|_F^2 - 1/4 |X - X*|_F^4, and the same with X and Y exchanged.

Chosen: Ex = X - X*, Ey = Y - Y*, M* = X* Y*^T. Only the stationarity X^T Ex = Ey^T Y of Lemma 2 is used.
|Ex^T Ex|_F <= |Ex|_F^2 enters as a fact that is assumed by name.
Printed in Appendix C as an equality with 1/4 |Ex|_F^4, which is one for r = 1 only.
"""

from fractions import Fraction

import numpy as np

from certify.claims import (
    Computed,
    Eq,
    Unmechanised,
    assuming,
    case,
    claim,
    conclusion_of,
    part,
    reals,
    whole,
)
from certify.claims.words import Words, identity, inner, matrix, sizes, square, tr
from certify.recovery.papers.alignment_exact import AlignmentData, best_lower_bound

n1, n2, r = sizes("n1 n2 r")
X, Xs, Y, Ys = matrix("X", n1, r), matrix("Xs", n1, r), matrix("Y", n2, r), matrix("Ys", n2, r)
Ex, Ey = X - Xs, Y - Ys
norms_x = (assuming("norm inequalities", square(Ex) ** 2 - square(Ex.T * Ex)),)
norms_y = (assuming("norm inequalities", square(Ey) ** 2 - square(Ey.T * Ey)),)
trace, squares, lam = reals("trace squares lambda")
residual = X * Y.T - Xs * Ys.T
stationary = (conclusion_of("lemma_2.lemma", X.T * Ex - Ey.T * Y, {"P": identity(r), "K": identity(r)}),)
H = X.T * Ex - Ey.T * Y

split = claim(
    "Appendix C, first display: X Y^T - M* = Ex Y^T + X* Ey^T",
    Words(residual, "==", Ex * Y.T + Xs * Ey.T),
    printed=True,
)
line_24_first = claim(
    "(24), first and second line: <Ex, (X Y^T - M*) Y> = tr(Ex^T Ex Y^T Y) + tr(Ex^T X* Ey^T Y)",
    Words(inner(Ex, residual * Y), "==", tr(Ex.T * Ex * Y.T * Y) + tr(Ex.T * Xs * Ey.T * Y)),
    printed=True,
    rests_on=["lemma_3.split"],
)
line_24_third = claim(
    "(24), third line: = |Y Ex^T|^2 + tr(Ey^T Y Ex^T X) - tr(Ey^T Y Ex^T Ex)",
    Words(
        inner(Ex, residual * Y),
        "==",
        square(Y * Ex.T) + tr(Ey.T * Y * Ex.T * X) - tr(Ey.T * Y * Ex.T * Ex),
    ),
    printed=True,
    rests_on=["lemma_3.line_24_first"],
)
line_24 = claim(
    "(24), last line: = |Y Ex^T|^2 + |X^T Ex|^2 - tr(X^T Ex Ex^T Ex)",
    Words(
        inner(Ex, residual * Y),
        "==",
        square(Y * Ex.T) + square(X.T * Ex) - tr(X.T * Ex * Ex.T * Ex),
        vanishing=stationary,
    ),
    printed=True,
    rests_on=["lemma_3.line_24_third"],
)
completed = claim(
    "Appendix C, the completed square: |X^T Ex|^2 - tr(X^T Ex Ex^T Ex) = |Ex^T X - 1/2 Ex^T Ex|^2 - 1/4 "
    "|Ex|_F^4",
    Words(
        square(X.T * Ex) - tr(X.T * Ex * Ex.T * Ex),
        "==",
        square(Ex.T * X - Ex.T * Ex / 2) - square(Ex) ** 2 / 4,
        vanishing=stationary,
    ),
    printed=True,
    note="An equality with |Ex^T Ex|_F^2, which is at most |Ex|_F^4 and equal to it only where rank Ex <= "
    "1. lemma_3.completed_aligned has a witness that is aligned.",
)
completed_repaired = completed.repaired(
    "|Ex^T Ex|_F^2 for |Ex|_F^4",
    rests_on=(),
    show=Words(
        square(X.T * Ex) - tr(X.T * Ex * Ex.T * Ex),
        "==",
        square(Ex.T * X - Ex.T * Ex / 2) - square(Ex.T * Ex) / 4,
    ),
)
completed_inequality = completed.repaired(
    ">= for =",
    show=Words(
        square(X.T * Ex) - tr(X.T * Ex * Ex.T * Ex),
        ">=",
        square(Ex.T * X - Ex.T * Ex / 2) - square(Ex) ** 2 / 4,
        nonnegative=norms_x,
    ),
    rests_on=["lemma_3.completed_repaired", "lemma_3.submultiplicative"],
    lint_except={
        "circular": "with the square multiplied out it is the assumed bound on |Ex^T Ex|, which is what the "
        "printed line lacks"
    },
)
submultiplicative = claim(
    "|E^T E|_F <= |E|_F^2: sum lambda_i^2 <= (sum lambda_i)^2 over the eigenvalues of E^T E, one more each "
    "time",
    given=[trace >= 0, squares >= 0, lam >= 0, squares <= trace**2],
    show=squares + lam**2 <= (trace + lam) ** 2,
    note="Induction over the eigenvalues, whose sum so far is trace; the first step is 0 <= 0.",
)
with_gram = claim(
    "Lemma 3 with |Ex^T Ex|_F^2 for |Ex|_F^4, which is more",
    Words(
        inner(Ex, residual * Y),
        ">=",
        square(Y * Ex.T) - square(Ex.T * Ex) / 4,
        vanishing=stationary,
    ),
    rests_on=["lemma_3.line_24", "lemma_3.completed_repaired"],
)
lemma = claim(
    "Lemma 3: <X - X*, (X Y^T - M*) Y> >= |Y (X - X*)^T|^2 - 1/4 |X - X*|^4",
    Words(
        inner(Ex, residual * Y),
        ">=",
        square(Y * Ex.T) - square(Ex) ** 2 / 4,
        vanishing=stationary,
        nonnegative=norms_x,
    ),
    printed=True,
    scope=part("first inequality, by Lemma 2's equation"),
    rests_on=["lemma_3.line_24", "lemma_3.completed_inequality"],
)
lemma_of_y = claim(
    "Lemma 3: <Y - Y*, (X Y^T - M*)^T X> >= |X (Y - Y*)^T|^2 - 1/4 |Y - Y*|^4",
    Words(
        inner(Ey, residual.T * X),
        ">=",
        square(X * Ey.T) - square(Ey) ** 2 / 4,
        vanishing=stationary,
        nonnegative=norms_y,
    ),
    printed=True,
    scope=part("second inequality, by Lemma 2's equation"),
    rests_on=["lemma_3.submultiplicative"],
)
lemma_whole = claim(
    "Lemma 3",
    Unmechanised(
        "for all n1, n2, r and Z = [X; Y] aligned with Z* (I_r minimises |X P - X*|_F^2 + |Y P^{-T} - "
        "Y*|_F^2 over the invertible P): <X - X*, (X Y^T - M*) Y> >= |Y (X - X*)^T|_F^2 - 1/4 |X - X*|_F^4, "
        "and <Y - Y*, (X Y^T - M*)^T X> >= |X (Y - Y*)^T|_F^2 - 1/4 |Y - Y*|_F^4",
        "that Z is aligned is a hypothesis about all invertible matrices, which words cannot state; from "
        "Lemma 2's equation, which it gives, the inequalities are lemma_3.lemma and lemma_3.lemma_of_y",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_3.lemma", "lemma_3.lemma_of_y"],
)
exact_form = claim(
    "Lemma 3 with its residual -tr(H Ex^T X*), H = X^T Ex - Ey^T Y, for pairs that are not aligned",
    Words(
        inner(Ex, residual * Y),
        "==",
        square(Y * Ex.T) + square(Ex.T * X - Ex.T * Ex / 2) - square(Ex.T * Ex) / 4 - tr(H * Ex.T * Xs),
    ),
)
exact_form_of_y = claim(
    "Lemma 3 with its residual, second",
    Words(
        inner(Ey, residual.T * X),
        "==",
        square(X * Ey.T) + square(Ey.T * Y - Ey.T * Ey / 2) - square(Ey.T * Ey) / 4 + tr(H.T * Ey.T * Ys),
    ),
)
without_alignment = claim(
    "Lemma 3 for pairs that are not aligned",
    Words(inner(Ex, residual * Y), ">=", square(Y * Ex.T) - square(Ex) ** 2 / 4),
    canary="REFUTED",
)
x, xs, y, ys = reals("x xs y ys")
I2 = [[1, 0], [0, 1]]


def _aligned_witness(scale: int) -> str:
    """X = Y = scale I, X* = Y* = I: whether the two sides of the completed square agree."""
    data = AlignmentData(*([[k * x for x in row] for row in I2] for k in (scale, scale, 1, 1)))
    value, bound = data.value(AlignmentData(I2, I2, I2, I2).X), best_lower_bound(data, np.eye(2))
    if bound is None or bound.value != value:
        return ""  # not shown to be aligned: no witness
    e = scale - 1
    left, right = 2 * (scale * e) ** 2 - 2 * scale * e**3, 2 * Fraction(scale * e - Fraction(e * e, 2)) ** 2
    right -= Fraction((2 * e * e) ** 2, 4)
    return (
        ""
        if left == right
        else (
            f"at X = Y = {scale} I, X* = Y* = I (r = 2), aligned as g >= {bound.value} = g(I) by "
            f"the multipliers {bound.first[0][0]} I, {bound.second[0][0]} I: the left side is {left}, the "
            f"right side {right}"
        )
    )


completed_aligned = claim(
    "Appendix C, the completed square, as printed",
    Computed("X = Y = 2 I, X* = Y* = I", _aligned_witness, cases=[{"scale": 2}]),
    printed=True,
    scope=case("the aligned pair X = Y = 2 I, X* = Y* = I, r = 2"),
)
completed_aligned_repaired = completed_aligned.repaired(
    "|Ex^T Ex|_F^2 for |Ex|_F^4",
    scope="line",
    show=completed_repaired.statement,
)
constant = claim(
    "Lemma 3 with 1/5 for 1/4, r = n1 = n2 = 1, by stationarity alone",
    given=[Eq(x * (x - xs), (y - ys) * y), xs > 0, Eq(xs, ys)],
    show=(x - xs) * (x * y - xs * ys) * y >= y**2 * (x - xs) ** 2 - (x - xs) ** 4 / 5,
    canary="REFUTED",
    note="Equality needs X = Ex/2, far from the truth: x = -x* is stationary, not aligned.",
)
