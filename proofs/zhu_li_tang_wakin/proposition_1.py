"""Proposition 1 (Zhu, Li, Tang, Wakin): a critical point X* of rank r of an f with (6), a > 0, is the only
minimiser of f over rank X <= r, and f(X) - f(X*) >= (a/2) |X - X*|^2. Proof: Appendix C.

f1 = f(X), f0 = f(X*), s = <grad f(X*), X - X*>, q = hess f(X~)[X - X*, X - X*], D = |X - X*|^2.
"""

from certify.claims import And, Eq, Unmechanised, assuming, claim, reals, source, whole

SOURCE = source("Proposition 1", page=6)

f0, f1, s, q, a, D, u, v = reals("f0 f1 s q a D u v")
taylor = (assuming("Taylor", Eq(f1, f0 + s + q / 2)), Eq(s, 0), a > 0, D >= 0)
growth = claim(
    "Appendix C, last display: f(X) - f(X*) >= (a/2) |X - X*|^2",
    given=[*taylor, q >= a * D],
    show=f1 - f0 >= a * D / 2,
    printed=True,
)
unique = claim(
    "Proposition 1, from its proof: f(X*) <= f(X), and equality only at X = X*",
    given=[*taylor, q >= a * D],
    show=And(f1 >= f0, (D <= 0) | (f1 > f0)),
    printed=True,
    rests_on=["proposition_1.growth"],
)
proposition = claim(
    "Proposition 1",
    Unmechanised(
        "Let f satisfy (6) with a, b > 0, and let X* be a critical point of f with rank X* = r. Then "
        "f(X*) <= f(X) for "
        "all X (n, m) with rank X <= r, and equality holds only at X = X*",
        "f ranges over all functions; proposition_1.unique is the inference from Taylor's formula and (6)",
    ),
    printed=True,
    scope=whole,
    rests_on=["proposition_1.growth", "proposition_1.unique"],
)
no_convexity = claim(
    "On Proposition 1, without (6): the minimiser is unique, for f(X) = (X_11 - 1)^2/2 on X = u v^T in "
    "R^{2 x 1}",
    given=[Eq((u - 1) ** 2 / 2, 0)],
    show=Eq((u - 1) ** 2 + v**2, 0),
    canary="REFUTED",
    note="a = 0: the entry X_21 = v is not seen. X* = (1, 0) is critical of rank 1.",
)
