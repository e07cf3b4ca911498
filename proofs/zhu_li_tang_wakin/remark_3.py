"""Remark 3 (Zhu, Li, Tang, Wakin): earlier work on the critical points alone needs c <= 0.2, which is less
restrictive than (14)."""

from certify.claims import Rational, Unmechanised, claim, reals, source, sqrt

SOURCE = source("Remark 3", page=7)

s, k, phi, c = reals("sigma_r sigma_1 X_F c")
weaker = claim(
    "Remark 3, last sentence: (14) implies c <= 0.2",
    given=[s > 0, k >= s, phi >= k, c >= 0, 100 * c * phi * sqrt(k) <= s * sqrt(s)],
    show=c <= Rational(1, 5),
    printed=True,
    seconds=40,
)
cited = claim(
    "Remark 3, cited: c <= 0.2 suffices for the geometry at the critical points",
    Unmechanised("Theorem 3 of the cited paper", "its statement and proof are not in this paper"),
    printed=True,
)
