"""Lemma 4 (Zhu, Li, Tang, Wakin): g(W) >= min{mu/4, 1/8} |W W^T - W* W*^T|^2, and at mu = 1/2
g(W) = |W W^T - W* W*^T|^2/8 + |U^T U* - V^T V*|^2/4. Proof: Appendix E.

A = U*, B = V*, A^T A = B^T B; k = min{mu, 1/2}.
"""

from certify.claims import Eq, Min, Rational, Unmechanised, claim, part, reals, source, whole
from certify.claims.words import Words, matrix, parameters, sizes, square, tr

SCALING = {"U": 1, "V": 1, "A": 1, "B": 1, "k": 0}
SOURCE = source("Lemma 4", page=10)

n, m, r = sizes("n m r")
U, V, A, B = matrix("U", n, r), matrix("V", m, r), matrix("A", n, r), matrix("B", m, r)
(mu,) = parameters("mu")
(k,) = parameters("k")
balanced = (A.T * A - B.T * B,)
misfit, balance = square(U * V.T - A * B.T), square(U.T * U - V.T * V)
lifted = square(U * U.T - A * A.T) + square(V * V.T - B * B.T) + 2 * misfit  # |W W^T - W* W*^T|^2
cross = square(U.T * A - V.T * B)
rest = misfit / 2 - square(U * U.T - A * A.T) / 4 - square(V * V.T - B * B.T) / 4 + balance / 4

line_2 = claim(
    "Lemma 4, second line: g >= min{mu, 1/2} (|U V^T - X*|^2 + |U^T U - V^T V|^2/4)",
    Words(
        misfit / 2 + mu * balance / 4,
        ">=",
        k * (misfit + balance / 4),
        nonnegative=(mu - k, 1 - 2 * k),
    ),
    printed=True,
    note="k = min{mu, 1/2} enters by k <= mu and k <= 1/2.",
)
line_3 = claim(
    "Lemma 4, third line: ... = |W W^T - W* W*^T|^2/4 + g'(W)",
    Words(misfit + balance / 4, "==", lifted / 4 + rest),
    printed=True,
)
g_prime_1 = claim(
    "Lemma 4, g', first equality",
    Words(
        rest,
        "==",
        misfit / 2
        + square(U.T * A) / 2
        + square(V.T * B) / 2
        - tr(U.T * U * V.T * V) / 2
        - square(A * A.T) / 4
        - square(B * B.T) / 4,
    ),
    printed=True,
)
g_prime_2 = claim(
    "Lemma 4, g', second equality: ... = |U^T U* - V^T V*|^2/2 + |U* V*^T|^2/2 - |U* U*^T|^2/4 - "
    "|V* V*^T|^2/4",
    Words(
        misfit / 2
        + square(U.T * A) / 2
        + square(V.T * B) / 2
        - tr(U.T * U * V.T * V) / 2
        - square(A * A.T) / 4
        - square(B * B.T) / 4,
        "==",
        cross / 2 + square(A * B.T) / 2 - square(A * A.T) / 4 - square(B * B.T) / 4,
    ),
    printed=True,
)
g_prime_3 = claim(
    "Lemma 4, g', third equality: ... = |U^T U* - V^T V*|^2/2 >= 0",
    Words(
        cross / 2 + square(A * B.T) / 2 - square(A * A.T) / 4 - square(B * B.T) / 4,
        "==",
        cross / 2,
        vanishing=balanced,
    ),
    printed=True,
)
inequality = claim(
    "Lemma 4: g(W) >= min{mu/4, 1/8} |W W^T - W* W*^T|^2",
    Words(
        misfit / 2 + mu * balance / 4,
        ">=",
        k * lifted / 4,
        vanishing=balanced,
        nonnegative=(k, mu - k, 1 - 2 * k),
    ),
    printed=True,
    scope=part("first display"),
    rests_on=["lemma_4.line_2", "lemma_4.line_3", "lemma_4.g_prime_3", "lemma_4.constants"],
    seconds=30,
)
equality = claim(
    "Lemma 4: at mu = 1/2, g = |W W^T - W* W*^T|^2/8 + |U^T U* - V^T V*|^2/4",
    Words(misfit / 2 + balance / 8, "==", lifted / 8 + cross / 4, vanishing=balanced),
    printed=True,
    scope=part("second display"),
    rests_on=["lemma_4.g_prime_1", "lemma_4.g_prime_2", "lemma_4.g_prime_3"],
)
slack = claim(
    "On Lemma 4: the slack is (1/2 - k) |U V^T - X*|^2 + (mu - k)/4 |U^T U - V^T V|^2 + (k/2) |U^T U* - "
    "V^T V*|^2",
    Words(
        misfit / 2 + mu * balance / 4 - k * lifted / 4,
        "==",
        misfit / 2 - k * misfit + (mu - k) * balance / 4 + k * cross / 2,
        vanishing=balanced,
    ),
)
x, t, u, u1, v1 = reals("mu t u2 u v")
constants = claim(
    "Appendix E, last display: min{mu, 1/2}/4 = min{mu/4, 1/8}",
    given=[x > 0],
    show=(Min(x, Rational(1, 2)) / 4 <= Min(x / 4, Rational(1, 8)))
    & (Min(x, Rational(1, 2)) / 4 >= Min(x / 4, Rational(1, 8))),
    printed=True,
)
sharp_above = claim(
    "On Lemma 4, sharp for mu >= 1/2 (n = m = r = 1): with 1/8 + t, t > 0, it fails at W = 2 W*, X* = 1",
    given=[t > 0, Eq(u1, 2), Eq(v1, 2)],
    show=(u1 * v1 - 1) ** 2 / 2 + x * (u1**2 - v1**2) ** 2 / 4
    < (Rational(1, 8) + t) * ((u1**2 - 1) ** 2 + (v1**2 - 1) ** 2 + 2 * (u1 * v1 - 1) ** 2),
)
sharp_below = claim(
    "On Lemma 4, sharp for mu < 1/2 (at mu = 1/4, n = m = r = 1): with 1/16 + t, t > 0, it fails at u v = 1 "
    "with u^2 >= 1/(8 t)",
    given=[t > 0, u > 1, 8 * t * u >= 1],
    show=(u - 1 / u) ** 2 / 16 < (Rational(1, 16) + t) * ((u - 1) ** 2 + (1 / u - 1) ** 2),
    note="u2 = u^2, v^2 = 1/u2.",
)
lemma = claim(
    "Lemma 4",
    Unmechanised(
        "Let g be as in (29) with mu > 0. Then g(W) >= min{mu/4, 1/8} |W W^T - W* W*^T|_F^2 for every W, "
        "and for mu = "
        "1/2 g(W) = |W W^T - W* W*^T|_F^2/8 + |U^T U* - V^T V*|_F^2/4",
        "its two displays are decided one by one; no statement joins them",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_4.inequality", "lemma_4.equality"],
)
