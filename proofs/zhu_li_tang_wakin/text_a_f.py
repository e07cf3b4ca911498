"""Appendix A-F, text (Zhu, Li, Tang, Wakin): "for W in C, [U M; V M^{-1}] is a critical point of f(W) = |U
V^T - X*|^2/2 for any invertible M", which is why mu must not be too small.

It holds for V M^{-T}. Witness: X* = diag(4, 1), U = V = diag(2, 1), M = [1, 1; 0, 1].
"""

import sympy

from certify.claims import Computed, claim, source
from certify.claims.words import Words, identity, matrix, sizes, square

SOURCE = source("Appendix A", page=12)

n, m, r = sizes("n m r")
U, V, X = matrix("U", n, r), matrix("V", m, r), matrix("X", n, m)
M, N = matrix("M", r, r), matrix("N", r, r)  # N = M^{-1}
inverse = (M * N - identity(r), N * M - identity(r))


def _gradient(M: list[list[int]]) -> str:
    U = sympy.diag(2, 1)
    X, M = sympy.diag(4, 1), sympy.Matrix(M)
    A, B = U * M, U * M.inv()
    residual = A * B.T - X
    if (residual * B).is_zero_matrix and (residual.T * A).is_zero_matrix:
        return ""
    return f"X* = diag(4, 1), U = V = diag(2, 1), M = {M.tolist()}: grad_U f = {(residual * B).tolist()}"


critical = claim(
    "Appendix A-F: [U M; V M^{-1}] is a critical point of f for invertible M",
    Computed(
        "grad f = 0 at [U M; V M^{-1}]", _gradient, cases=[{"M": [[1, 1], [0, 1]]}], of="all invertible M"
    ),
    printed=True,
)
critical_repaired = critical.repaired(
    "V M^{-T}",
    show=Words(
        square((U * M * (V * N.T).T - X) * V * N.T) + square((U * M * (V * N.T).T - X).T * U * M),
        "==",
        0,
        vanishing=(*inverse, U * V.T * V - X * V, V * U.T * U - X.T * U),
    ),
)
unchanged = claim(
    "Appendix A-F: U M (V M^{-T})^T = U V^T, so that grad g reduces to grad rho there",
    Words(U * M * (V * N.T).T, "==", U * V.T, vanishing=inverse),
    printed=True,
    rests_on=["text_a_f.critical_repaired"],
)
symmetric_only = claim(
    "On Appendix A-F, for symmetric M: [U M; V M^{-1}] is a critical point of f",
    Words(
        square((U * M * (V * N).T - X) * V * N),
        "==",
        0,
        vanishing=(*inverse, U * V.T * V - X * V, M - M.T, N - N.T),
    ),
)
