"""Fact 3.15 (Zhang): |B^T(w)|op = |A^T(w)|op, B^T(w) = [0, A^T(w); A^T(w)^T, 0], whose eigenvalues are
+-sigma_i[A^T(w)].

Printed in the proof: |A^T(w)|op = max sigma_i[B^T(w)] (A^T(w) is meant; the value is the same).
"""

from certify.claims import Theorem, claim, whole
from certify.claims.derivations import load
from certify.claims.words import Words, identity, matrix, parameters, sizes

_derivations = load(__file__, "zhang/asymmetric")

n, n1, n2 = sizes("n n1 n2")
M, u, v = matrix("M", n1, n2), matrix("u", n1, 1), matrix("v", n2, 1)
(s,) = parameters("s")
singular = (M * v - s * u, M.T * u - s * v)
# [u; v] is J1 u + J2 v, and [0, M; M^T, 0] is J1 M J2^T + J2 M^T J1^T, with J1 = [I; 0] and J2 = [0; I]
J1, J2 = matrix("J1", n, n1), matrix("J2", n, n2)
frames = (J1.T * J1 - identity(n1), J2.T * J2 - identity(n2), J1.T * J2)
B = J1 * M * J2.T + J2 * M.T * J1.T

plus = claim(
    "Fact 3.15, proof: [0, M; M^T, 0] has the eigenvalue s at [u; v], where M v = s u and M^T u = s v",
    Words(B * (J1 * u + J2 * v), "==", s * (J1 * u + J2 * v), vanishing=(*singular, *frames)),
    printed=True,
    note="M = A^T(w).",
)
minus = claim(
    "Fact 3.15, proof: and the eigenvalue -s at [u; -v]",
    Words(B * (J1 * u - J2 * v), "==", -1 * s * (J1 * u - J2 * v), vanishing=(*singular, *frames)),
    printed=True,
)
square_block = claim(
    "Fact 3.15, proof: an eigenvector [u; v] of [0, M; M^T, 0] gives M M^T u = s^2 u: every eigenvalue is "
    "+- a singular value",
    Words(M * M.T * u, "==", s**2 * u, vanishing=singular),
    printed=True,
)
fact_whole = claim(
    "Fact 3.15",
    Theorem(_derivations.fact_3_15),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation. s1 and s2 are the first n1 and the last n2 columns of the "
    "identity, J = s1 s1' - s2 s2', HA is <A(.), A(.)>. M is A^T(w), of which A^T(w) "
    "may be any matrix; that the norms are equal says that they have the same bounds nu.",
)
