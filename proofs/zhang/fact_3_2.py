"""Fact 3.2 (Zhang): E = E_T + E_N, E_T = -(D0 X^T + X D0^T) = Pi E + E Pi - Pi E Pi,
E_N = -sum D_i D_i^T = (Id - Pi) E (Id - Pi) = -Z_p Z_p^T, orthogonal to each other.

Chosen: P = X^+ is any matrix with the four Penrose equations, of any sizes and ranks, Pi = X P.
"""

from certify.claims import Theorem, claim, part, whole
from certify.claims.derivations import load
from certify.claims.words import Words, identity, inner, matrix, sizes

_derivation = load(__file__, "zhang/directions")

n, r, q = sizes("n r q")
X, P, Z = matrix("X", n, r), matrix("P", r, n), matrix("Z", n, q)
u, e = matrix("u", r, 1), matrix("e", q, 1)
penrose = (X * P * X - X, P * X * P - P, X * P - (X * P).T, P * X - (P * X).T)
Id, Pi = identity(n), X * P
E = X * X.T - Z * Z.T
D0 = (Id - Pi / 2) * Z * (P * Z).T - X / 2
Zp = (Id - Pi) * Z
E_T = -(D0 * X.T + X * D0.T)
E_N = -Zp * Zp.T

tangent = claim(
    "Fact 3.2: -(D0 X^T + X D0^T) = Pi E + E Pi - Pi E Pi",
    Words(E_T, "==", Pi * E + E * Pi - Pi * E * Pi, vanishing=penrose),
    printed=True,
    scope=part("E_T"),
)
normal = claim(
    "Fact 3.2: (I - Pi) E (I - Pi) = -Z_p Z_p^T",
    Words((Id - Pi) * E * (Id - Pi), "==", E_N, vanishing=penrose),
    printed=True,
    scope=part("E_N"),
)
normal_directions = claim(
    "Fact 3.2, one summand of E_N: D_i D_i^T = Z_p e_i e_i^T Z_p^T, so that -sum D_i D_i^T = -Z_p Z_p^T",
    Words(
        (Zp * e * u.T) * (Zp * e * u.T).T,
        "==",
        Zp * e * e.T * Zp.T,
        vanishing=(*penrose, u.T * u - identity(1)),
    ),
    printed=True,
    note="The sum over i puts sum e_i e_i^T = I in the middle.",
)
total = claim(
    "Fact 3.2: E = E_T + E_N",
    Words(E, "==", E_T + E_N, vanishing=penrose),
    printed=True,
    scope=part("sum"),
    rests_on=["fact_3_2.tangent", "fact_3_2.normal", "fact_3_2.normal_directions"],
)
orthogonal = claim(
    "Fact 3.2: <E_T, E_N> = 0",
    Words(inner(E_T, E_N), "==", 0, vanishing=penrose),
    printed=True,
    scope=part("orthogonality"),
    rests_on=["definition_3_1.no_rotation", "fact_3_2.tangent", "fact_3_2.normal_directions"],
)
fact_whole = claim(
    "Fact 3.2",
    Theorem(_derivation.fact_3_2),
    printed=True,
    scope=whole,
    note="For all sizes, by derivation: E = E_T + E_N, <E_T, E_N> = 0, and the values of both. q is r*, P "
    "the Moore-Penrose inverse of X, lam and u the least eigenvalue of X'X and a unit eigenvector of "
    "it. sum_i D_i D_i' is given by v'(sum_i D_i D_i')v for every v: for D = Z_p y u' and C with y'Cy = "
    "|D'v|^2 for every y, the sum of |D_i'v|^2 is tr C.",
)
