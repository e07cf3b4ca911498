"""Formulas of Sections III and Appendix A (Zhu, Li, Tang, Wakin), for all sizes.

Stacked: W = [U; V] and A = W* are (N, r) with N = n + m, J = diag(I, -I), W^ = J W; balanced: A^T J A = 0.
Then U V^T is the corner of W W^T, and g = |Y - J Y J|^2/16 + (mu/4) |W^T J W|^2 with Y = W W^T - A A^T.
"""

from certify.claims import claim, source
from certify.claims.words import Words, derivative, identity, inner, matrix, parameters, sizes, square

SCALING = {
    "U": 1,
    "V": 1,
    "P": 1,
    "Q": 1,
    "W": 1,
    "A": 1,
    "D": 1,
    "L": 1,
    "X": 2,
    "S": 2,
    "F": 2,
    "J": 0,
    "mu": 0,
}
SOURCE = source("Appendix A", page=10)

n, m, r, N = sizes("n m r N")
(mu,) = parameters("mu")
U, V, X = matrix("U", n, r), matrix("V", m, r), matrix("X", n, m)
P, Q = matrix("P", n, r), matrix("Q", m, r)
rho = mu * square(U.T * U - V.T * V) / 4
g = square(U * V.T - X) / 2 + rho


def along(value, order=1):
    """The derivative in the direction D = [P; Q]."""
    both = derivative(value, U, P, order) + derivative(value, V, Q, order)
    if order == 1:
        return both
    return both + 2 * derivative(derivative(value, U, P), V, Q)


gradient = claim(
    "Appendix A-B: grad_U g = (U V^T - X*) V + mu U (U^T U - V^T V), grad_V g likewise with - mu V",
    Words(
        along(g),
        "==",
        inner((U * V.T - X) * V + mu * U * (U.T * U - V.T * V), P)
        + inner((U * V.T - X).T * U - mu * V * (U.T * U - V.T * V), Q),
    ),
    printed=True,
)
balance_gradient = claim(
    "Appendix A-B: the regularizer's part is mu W^ W^^T W: U (U^T U - V^T V) and - V (U^T U - V^T V)",
    Words(along(rho), "==", mu * inner(U * (U.T * U - V.T * V), P) - mu * inner(V * (U.T * U - V.T * V), Q)),
    printed=True,
)
hessian_rho = claim(
    "(32): hess rho[D, D] = mu (<W^^T W, D^^T D> + <W^ D^^T, D W^T> + <W^ W^^T, D D^T>)",
    Words(
        along(rho, 2),
        "==",
        mu
        * (
            inner(U.T * U - V.T * V, P.T * P - Q.T * Q)
            + inner(U * P.T, P * U.T)
            + inner(V * Q.T, Q * V.T)
            - inner(U * Q.T, P * V.T)
            - inner(V * P.T, Q * U.T)
            + square(U.T * P - V.T * Q)
        ),
    ),
    printed=True,
)
hessian_g = claim(
    "(31): hess g[D, D] = |P V^T + U Q^T|^2 + 2 <U V^T - X*, P Q^T> + hess rho[D, D]",
    Words(along(g, 2), "==", square(P * V.T + U * Q.T) + 2 * inner(U * V.T - X, P * Q.T) + along(rho, 2)),
    printed=True,
    rests_on=["formulas.hessian_rho"],
)
F = matrix("F", n, m)
gradient_general = claim(
    "(71): <grad G, D> for f with gradient F at U V^T, <F, P V^T + U Q^T> = <F V, P> + <F^T U, Q>",
    Words(inner(F, P * V.T + U * Q.T), "==", inner(F * V, P) + inner(F.T * U, Q)),
    printed=True,
    rests_on=["formulas.balance_gradient"],
)
hessian_general = claim(
    "(72): the second derivative of a linear f = <F, X> along D is 2 <F, P Q^T>",
    Words(along(inner(F, U * V.T), 2), "==", 2 * inner(F, P * Q.T)),
    printed=True,
    rests_on=["formulas.hessian_rho"],
    note="The other part, hess f(U V^T)[Y, Y] with Y = P V^T + U Q^T, is the chain rule; for quadratic f it "
    "is in hessian_g.",
)

W, A, D = matrix("W", N, r), matrix("A", N, r), matrix("D", N, r)
J = matrix("J", N, N, symmetric=True)
optimal = (J * J - identity(N), A.T * J * A)
Y = W * W.T - A * A.T
M = A * A.T - J * A * A.T * J
g_stacked = square(Y - J * Y * J) / 16 + square(W.T * J * W) / 8  # mu = 1/2
equation_52 = claim(
    "(52): grad g = (W W^T - W* W*^T) W/2 + W*^ W*^^T W/2 at mu = 1/2",
    Words(
        derivative(g_stacked, W, D),
        "==",
        inner(Y * W + J * A * A.T * J * W, D) / 2,
        vanishing=optimal,
    ),
    printed=True,
)
equation_52_mu = claim(
    "(52), second equality: the part of the regularizer beyond mu = 1/2 is (mu - 1/2) W^ W^^T W",
    Words(
        derivative(mu * square(W.T * J * W) / 4, W, D),
        "==",
        mu * inner(J * W * W.T * J * W, D),
        vanishing=(J * J - identity(N),),
    ),
    printed=True,
)
symmetric_form = claim(
    "(52): with M = W* W*^T - W*^ W*^^T, g = |W W^T - M|^2/8 - |X*|^2/2",
    Words(g_stacked, "==", square(W * W.T - M) / 8 - square(M) / 16, vanishing=optimal),
    note="|M|^2 = 8 |X*|^2. So g at mu = 1/2 is a symmetric factorization of an indefinite matrix.",
)
symmetric_hessian = claim(
    "(31) at mu = 1/2: hess g[D, D] = <D D^T, W W^T - M>/2 + |W D^T + D W^T|^2/4",
    Words(
        derivative(g_stacked, W, D, 2),
        "==",
        inner(D * D.T, W * W.T - M) / 2 + square(W * D.T + D * W.T) / 4,
        vanishing=optimal,
    ),
    rests_on=["formulas.symmetric_form"],
)
norm_of_factor = claim(
    "Section III-B: ||W* W*^T||_F = 2 ||X*||_F for balanced factors",
    Words(
        square(P * P.T) + square(Q * Q.T) + 2 * square(P * Q.T),
        "==",
        4 * square(P * Q.T),
        vanishing=(P.T * P - Q.T * Q,),
    ),
    printed=True,
)
S, L, R = matrix("S", r, r, symmetric=True), matrix("L", r, r, symmetric=True), matrix("R", r, r)
Phi, Psi = matrix("Phi", n, r), matrix("Psi", m, r)
svd = (
    Phi.T * Phi - identity(r),
    Psi.T * Psi - identity(r),
    R * R.T - identity(r),
    R.T * R - identity(r),
    L * L - S,
)
singular_values = claim(
    "Section III-B: W*^T W* = 2 R^T S R, so that ||W*|| = sqrt(2) ||X*||^(1/2), s_r(W*) = sqrt(2) "
    "sigma_r^(1/2)",
    Words(
        (Phi * L * R).T * (Phi * L * R) + (Psi * L * R).T * (Psi * L * R),
        "==",
        2 * R.T * S * R,
        vanishing=svd,
    ),
    printed=True,
    note="L = S^(1/2).",
)
balanced_optimum = claim(
    "(8): U* V*^T = X* and W*^T W*^ = 0",
    Words(
        inner(
            Phi * L * R * (Psi * L * R).T - Phi * S * Psi.T, Phi * L * R * (Psi * L * R).T - Phi * S * Psi.T
        )
        + square((Phi * L * R).T * (Phi * L * R) - (Psi * L * R).T * (Psi * L * R)),
        "==",
        0,
        vanishing=svd,
    ),
    printed=True,
)
global_minimum = claim(
    "Section III-B: g >= 0 = g(W*), the regularizer does not move the global minimum",
    Words(square(U * V.T - X) / 2 + square(U.T * U - V.T * V) / 4, ">=", 0),
    printed=True,
    note="The text refers to (29), the factored problem with f = |X - X*|^2/2.",
)
