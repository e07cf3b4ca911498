"""Definition 3.1 (Zhang): D0 = (Id - Pi/2) Z (X^+ Z)^T - X/2, D_i = Z_p e_i u^T, u a unit eigenvector for
lambda_min(X^T X).

Chosen: X = 0 gives X^+ = 0, D0 = 0; for rank-deficient X, u lies in the kernel; D_i = 0 where Z_p e_i = 0.
Where lambda_min is a multiple eigenvalue u is not unique; what the paper proves does not depend on it.
"""

from certify.claims import claim
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes

n, r, q = sizes("n r q")
X, P, Z = matrix("X", n, r), matrix("P", r, n), matrix("Z", n, q)
u, e = matrix("u", r, 1), matrix("e", q, 1)
(lam,) = parameters("lam")
penrose = (X * P * X - X, P * X * P - P, X * P - (X * P).T, P * X - (P * X).T)
Id, Pi = identity(n), X * P
D0 = (Id - Pi / 2) * Z * (P * Z).T - X / 2
Zp = (Id - Pi) * Z

at_zero = claim("Definition 3.1 at X = 0: D0 = 0", Words(D0, "==", 0, vanishing=(X, P)))
rank_deficient = claim(
    "Definition 3.1 at a rank-deficient X, where X u = 0: D_i X^T = 0",
    Words((Zp * e * u.T) * X.T, "==", 0, vanishing=(*penrose, X * u)),
    rests_on=["fact_3_3.smallest_eigenvalue"],
)
no_rotation = claim(
    "Definition 3.1: <D_i, X> = 0 and X^T D_i = 0: the D_i are normal to the range of X",
    Words(X.T * (Zp * e * u.T), "==", 0, vanishing=penrose),
)
normal_part = claim(
    "Definition 3.1: (Id - Pi) D0 = Z_p (X^+ Z)^T",
    Words((Id - Pi) * D0, "==", Zp * (P * Z).T, vanishing=penrose),
)
length = claim(
    "Definition 3.1: |D_i|^2 = |Z_p e_i|^2",
    Words(
        inner(Zp * e * u.T, Zp * e * u.T),
        "==",
        inner(Zp * e, Zp * e),
        vanishing=(*penrose, u.T * u - identity(1)),
    ),
)
