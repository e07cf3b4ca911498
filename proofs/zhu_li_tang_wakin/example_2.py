"""Example 2 (Zhu, Li, Tang, Wakin): h(U, V) = f(U V^T) does not change under W -> W R, R in O_r."""

from certify.claims import claim, source
from certify.claims.words import Words, identity, matrix, sizes, square

SOURCE = source("Example 2", page=4)

n, m, r = sizes("n m r")
U, V, R = matrix("U", n, r), matrix("V", m, r), matrix("R", r, r)
rotation = (R * R.T - identity(r), R.T * R - identity(r))

product = claim(
    "Example 2, invariance: (U R)(V R)^T = U V^T",
    Words(U * R * (V * R).T, "==", U * V.T, vanishing=rotation),
    printed=True,
    rests_on=["definition_7.group_closed"],
)
energy = claim(
    "Example 2, energy: the action preserves the energy, ||W R|| = ||W||",
    Words(square(U * R) + square(V * R), "==", square(U) + square(V), vanishing=rotation),
    printed=True,
)
regularizer = claim(
    "Section III-B: rho(W R) = rho(W), so that G is invariant too",
    Words(
        square((U * R).T * (U * R) - (V * R).T * (V * R)), "==", square(U.T * U - V.T * V), vanishing=rotation
    ),
    printed=True,
)
M, N = matrix("M", r, r), matrix("N", r, r)
more_invariance = claim(
    "text before (9): (U R1, V R2) is a solution wherever U R1 R2^T V^T = U V^T, as for R1 = M, R2 = M^{-T}",
    Words(U * M * (V * N.T).T, "==", U * V.T, vanishing=(M * N - identity(r),)),
    printed=True,
    note="N = M^{-1}.",
)
not_invariant = claim(
    "text before (9): rho tells these solutions apart: it is not invariant under (U M, V M^{-T})",
    Words(
        square((U * M).T * (U * M) - (V * N.T).T * (V * N.T)),
        "==",
        square(U.T * U - V.T * V),
        vanishing=(M * N - identity(r), N * M - identity(r)),
    ),
    canary="REFUTED",
)
