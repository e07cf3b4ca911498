"""Fact 3.15 (Zhang): |B^T(w)|op = |A^T(w)|op, B^T(w) = [0, A^T(w); A^T(w)^T, 0], whose eigenvalues are
+-sigma_i[A^T(w)].

Printed in the proof: |A^T(w)|op = max sigma_i[B^T(w)] (A^T(w) is meant; the value is the same).
"""

from certify.claims import claim
from certify.claims.words import Words, matrix, parameters, sizes

n1, n2 = sizes("n1 n2")
M, u, v = matrix("M", n1, n2), matrix("u", n1, 1), matrix("v", n2, 1)
(s,) = parameters("s")
singular = (M * v - s * u, M.T * u - s * v)

plus = claim(
    "Fact 3.15: M v = s u gives the first row of [0, M; M^T, 0] [u; v] = s [u; v]",
    Words(M * v, "==", s * u, vanishing=singular),
    printed=True,
)
minus = claim(
    "Fact 3.15: the same for -s and [u; -v]: M (-v) = -s u, M^T u = -s (-v)",
    Words(M.T * u, "==", -1 * s * (-1 * v), vanishing=singular),
    printed=True,
)
square_block = claim(
    "Fact 3.15: an eigenvector [u; v] of [0, M; M^T, 0] gives M M^T u = s^2 u: every eigenvalue is +- a "
    "singular value",
    Words(M * M.T * u, "==", s**2 * u, vanishing=singular),
    printed=True,
)
