"""Statements of the paper in words: the letters, and the table of what is true and what is not."""

from certify.claims.statements.words import (
    Words,
    derivative,
    identity,
    inner,
    matrix,
    parameters,
    sizes,
    square,
    tr,
)

n, r, r_star = sizes("n r r_star")
b, delta, epsilon, rho, lam, t1, t2 = parameters("b delta epsilon rho lam t1 t2")
I = identity(n)  # noqa: E741

# Section 3: X with its pseudo-inverse and the projection onto its range; the ground truth Z; a direction D.
X, Z, D = matrix("X", n, r), matrix("Z", n, r_star), matrix("D", n, r)
Xplus, Pi = matrix("Xplus", r, n), matrix("Pi", n, n, symmetric=True)
PSEUDO_INVERSE = (X * Xplus - Pi, Pi * X - X, Xplus * Pi - Xplus, Xplus * X - (Xplus * X).T)
E = X * X.T - Z * Z.T
D0 = (I - Pi / 2) * Z * (Xplus * Z).T - X / 2
W0 = D0 * X.T + X * D0.T
Z_perp = (I - Pi) * Z
E_T, E_N = Pi * E + E * Pi - Pi * E * Pi, (I - Pi) * E * (I - Pi)
# D_i = z u^T for the columns z of Z_perp.
u, z = matrix("u", r, 1), matrix("z", n, 1)
EIGENVECTOR = (X.T * X * u - lam * u, u.T * u - identity(1), Pi * X - X, Pi * z)
W_i = z * u.T * X.T + X * u * z.T

# Fact 3.6 for one measurement matrix; f is a sum of these, so one suffices by linearity. Here H(M) = A <A, M>
# and S = A (<A, Z Z^T> - b).
A = matrix("A", n, n, symmetric=True)
f = (inner(A, X * X.T) - b) ** 2 / 2
W = D * X.T + X * D.T


def H(M):
    return A * inner(A, M)


S = A * (inner(A, Z * Z.T) - b)

# An operator H on symmetric matrices by its values at two of them, for which it is self-adjoint.
A1, A2 = matrix("A1", n, n, symmetric=True), matrix("A2", n, n, symmetric=True)
HA1, HA2 = matrix("HA1", n, n, symmetric=True), matrix("HA2", n, n, symmetric=True)
SELF_ADJOINT = (inner(HA1, A2) - inner(A1, HA2),)

# A semidefinite N with N Z = 0; J with J^2 = I, and the balance of Z.
N = matrix("N", n, n, semidefinite=True)
J = matrix("J", n, n, symmetric=True)
BALANCED = (J * J - I, Z.T * J * Z)
E12 = (I + J) / 2 * A * (I - J) / 2
E11, E22 = (I + J) / 2 * A * (I + J) / 2, (I - J) / 2 * A * (I - J) / 2

# Example 4.1: orthonormal Q1, Q2, with rho^2 r* = r, and a direction V.
Q1, Q2, V = matrix("Q1", n, r), matrix("Q2", n, r_star), matrix("V", n, r)
ORTHONORMAL = (Q1.T * Q1 - identity(r), Q2.T * Q2 - identity(r_star), Q1.T * Q2)
error = Q1 * Q1.T - (1 + epsilon + rho) * Q2 * Q2.T
# h = 1/2 ||H^(1/2) vec(error)||^2 needs H at the error, by the eigenvalue equations, times 2 rho.
plus, minus = Q1 * Q1.T + rho * Q2 * Q2.T, Q1 * Q1.T - rho * Q2 * Q2.T
second = -(1 + epsilon) * Q2 * Q2.T

# Lemma 4.3: S symmetric, X' and Y' directions; A here is symmetric, as (4.1) says of the operator.
Xdot, Ydot = matrix("Xdot", n, r), matrix("Ydot", n, r)
U0, V0, Udot, Vdot = (matrix(name, n, r) for name in ("U0", "V0", "Udot", "Vdot"))


def says(left, right, given=()):
    return Words(left, "==", right, tuple(given))


TRUE = {
    "Fact 3.2: E_T in both forms": says(-W0, E_T, PSEUDO_INVERSE),
    "Fact 3.2: E_N in both forms": says(E_N, -Z_perp * Z_perp.T, PSEUDO_INVERSE),
    "Fact 3.2: E = E_T + E_N": says(E, -W0 - Z_perp * Z_perp.T, PSEUDO_INVERSE),
    "Fact 3.2: orthogonality": says(inner(E_T, E_N), 0, PSEUDO_INVERSE),
    "Fact 3.2: orthogonality, by D0": says(inner(W0, Z_perp * Z_perp.T), 0, PSEUDO_INVERSE),
    "Fact 3.3(a), repaired": says(
        square(D0 * X.T), square(Pi * E * Pi) / 4 + square((I - Pi) * E * Pi), PSEUDO_INVERSE
    ),
    "Fact 3.3(a), in terms of E_T": says(
        square(D0 * X.T), square(E_T) / 2 - square(Pi * E * Pi) / 4, PSEUDO_INVERSE
    ),
    "Fact 3.3(a) where range Z is in range X": says(
        square(D0 * X.T), square(W0) / 4, (*PSEUDO_INVERSE, Pi * Z - Z)
    ),
    "Fact 3.3(b), first half": says(square(z * u.T * X.T), square(W_i) / 2, EIGENVECTOR),
    "Fact 3.3(b), second half": says(square(z * u.T * X.T), lam * square(z), EIGENVECTOR),
    "Lemma 3.4, the polarisation": says(
        4 * inner(HA1, A2), inner(HA1 + HA2, A1 + A2) - inner(HA1 - HA2, A1 - A2), SELF_ADJOINT
    ),
    "Lemma 3.5, <N, E>": says(inner(N, E), tr(X.T * N * X), (N * Z,)),
    "Lemma 3.5, <N, t1 E_T + t2 E_N>": says(
        inner(N, t1 * E_T + t2 * E_N),
        inner(N, t1 * X * X.T + (t1 - t2) * Z_perp * Z_perp.T),
        (*PSEUDO_INVERSE, N * Z),
    ),
    "Fact 3.6, gradient": says(derivative(f, X, D), inner(H(E) + S, W)),
    "Fact 3.6, Hessian": says(derivative(f, X, D, 2) / 2, inner(H(E) + S, D * D.T) + inner(H(W), W) / 2),
    "Lemma 3.7, the tangent case": says(-W0, E, (*PSEUDO_INVERSE, Pi * Z - Z)),
    "Lemma 3.11.a, D0 = -X/2": says(
        inner(H(E), E),
        -inner(S, E) - derivative(f, X, -X / 2) - (2 * inner(H(E) + S, Z * Z.T)) / 2,
    ),
    "Lemma 3.11.a, the Hessian at D_i": says(
        derivative(f, X, z * u.T, 2) / 2 - inner(H(z * u.T * X.T + X * u * z.T), W_i) / 2,
        inner(H(E) + S, z * z.T),
        (u.T * u - identity(1),),
    ),
    "Lemma 3.11.a, the decomposition": says(E, -(X * (-X / 2).T + (-X / 2) * X.T) - Z * Z.T),
    "Fact 3.14, the blocks of J E J": says(
        inner(A, J * A * J), square(E11) - 2 * square(E12) + square(E22), (J * J - I,)
    ),
    "Fact 3.14, the norm": says(square(A), square(E11) + 2 * square(E12) + square(E22), (J * J - I,)),
    "Fact 3.16, the balance term": says(
        derivative(square(X.T * J * X) / 2, X, D), inner(J * E * J + J * Z * Z.T * J, W)
    ),
    "Fact 3.16, its Hessian": says(
        derivative(square(X.T * J * X) / 2, X, D, 2) / 2,
        inner(J * E * J + J * Z * Z.T * J, D * D.T) + inner(J * W * J, W) / 2,
    ),
    "Lemma 3.17: J Z Z^T J Z = 0": says(J * Z * Z.T * J * Z, 0, BALANCED),
    "Example 4.1: the norm of G": says(
        square(rho * Q1 * Q1.T - Q2 * Q2.T * rho**2), 2 * rho**2 * r, (*ORTHONORMAL, rho**2 * r_star - r)
    ),
    "Lemma 4.2.a, e in eigenvectors": says(
        2 * rho * error, -(1 + epsilon) * plus + (1 + epsilon + 2 * rho) * minus, ORTHONORMAL
    ),
    "Lemma 4.2.c, H e": says(2 * rho * second, -(1 + epsilon) * plus + (1 + epsilon) * minus),
    "Lemma 4.2, the gradient": says(inner(second, Q1 * V.T + V * Q1.T), 0, ORTHONORMAL),
    "Lemma 4.2.d": says(inner(second, V * V.T), -(1 + epsilon) * square(Q2.T * V)),
    "Lemma 4.2.d, the eigenvector": says(
        square(Q1 * V.T * Q2 * Q2.T + Q2 * Q2.T * V * Q1.T), 2 * square(Q2.T * V), ORTHONORMAL
    ),
    "Lemma 4.3, the cross term": says(
        inner(A, Ydot * Xdot.T - Xdot * Ydot.T) + inner(H(Xdot * X.T + X * Xdot.T), Ydot * X.T - X * Ydot.T),
        0,
    ),
    "Lemma 4.3, the parallelogram": says(
        square((Udot + Vdot) / 2) + square((Udot - Vdot) / 2), (square(Udot) + square(Vdot)) / 2
    ),
    "the size of the identity": says(tr(identity(n) * 2), 2 * n),
    "the rank of the projection": says(tr(Q1 * Q1.T), r, ORTHONORMAL),
    "X X+ X = X": says(X * Xplus * X, X, PSEUDO_INVERSE),
    "Pi is a projection": says(Pi * Pi, Pi, PSEUDO_INVERSE),
    "a commutator has trace zero": says(tr(A * A1 - A1 * A), 0),
}

FALSE = {
    "Fact 3.3(a), as printed": says(square(D0 * X.T), square(W0) / 4, PSEUDO_INVERSE),
    "Fact 3.2: E_T with the other sign": says(W0, E_T, PSEUDO_INVERSE),
    "Fact 3.2: D0 with Pi in place of Pi/2": says(
        (I - Pi) * Z * (Xplus * Z).T * X.T + X * ((I - Pi) * Z * (Xplus * Z).T).T - X * X.T,
        -E_T,
        PSEUDO_INVERSE,
    ),
    "Fact 3.2: without X X+ = Pi": says(-W0, E_T, PSEUDO_INVERSE[1:]),
    "Fact 3.2: E_N with plus": says(E_N, Z_perp * Z_perp.T, PSEUDO_INVERSE),
    "Fact 3.2: E_N without Pi X = X": says(E_N, -Z_perp * Z_perp.T, (Pi * Pi - Pi,)),
    "Fact 3.2: E_T without the last term": says(-W0, Pi * E + E * Pi, PSEUDO_INVERSE),
    "Fact 3.2: E_T and E orthogonal": says(inner(E_T, E), 0, PSEUDO_INVERSE),
    "Fact 3.3(a), with 1/2 in the repair": says(
        square(D0 * X.T), square(Pi * E * Pi) / 4 + square((I - Pi) * E * Pi) / 2, PSEUDO_INVERSE
    ),
    "Fact 3.3(b) without the norm of u": says(
        square(z * u.T * X.T), lam * square(z), (EIGENVECTOR[0], *EIGENVECTOR[2:])
    ),
    "Fact 3.3(b) without Pi z = 0": says(square(z * u.T * X.T), square(W_i) / 2, EIGENVECTOR[:3]),
    "Lemma 3.4 with a factor 2": says(
        2 * inner(HA1, A2), inner(HA1 + HA2, A1 + A2) - inner(HA1 - HA2, A1 - A2), SELF_ADJOINT
    ),
    "Lemma 3.4 without self-adjointness": says(
        4 * inner(HA1, A2), inner(HA1 + HA2, A1 + A2) - inner(HA1 - HA2, A1 - A2)
    ),
    "Lemma 3.5 without N Z = 0": says(inner(N, E), tr(X.T * N * X)),
    "Lemma 3.5 with t2 - t1": says(
        inner(N, t1 * E_T + t2 * E_N),
        inner(N, t1 * X * X.T + (t2 - t1) * Z_perp * Z_perp.T),
        (*PSEUDO_INVERSE, N * Z),
    ),
    "Fact 3.6, half the gradient": says(derivative(f, X, D) / 2, inner(H(E) + S, W)),
    "Fact 3.6, S with the other sign": says(derivative(f, X, D), inner(H(E) - S, W)),
    "Fact 3.6, the Hessian without 1/2": says(
        derivative(f, X, D, 2), inner(H(E) + S, D * D.T) + inner(H(W), W) / 2
    ),
    "Fact 3.6, D^T D is not D D^T": says(
        derivative(f, X, D, 2) / 2, inner(H(E) + S, D * X.T) + inner(H(W), W) / 2
    ),
    "Fact 3.14 with plus": says(
        inner(A, J * A * J), square(E11) + 2 * square(E12) + square(E22), (J * J - I,)
    ),
    "Fact 3.14 without J^2 = I": says(square(A), square(E11) + 2 * square(E12) + square(E22)),
    "Fact 3.16 without J Z Z^T J": says(derivative(square(X.T * J * X) / 2, X, D), inner(J * E * J, W)),
    "Lemma 3.17 without balance": says(J * Z * Z.T * J * Z, 0, (J * J - I,)),
    "Example 4.1: ||G|| = 1 without rho^2 r* = r": says(
        square(rho * Q1 * Q1.T - Q2 * Q2.T * rho**2), 2 * rho**2 * r, ORTHONORMAL
    ),
    "Lemma 4.2.a with another sign": says(
        2 * rho * error, (1 + epsilon) * plus + (1 + epsilon + 2 * rho) * minus, ORTHONORMAL
    ),
    "Lemma 4.2.d without the 2": says(
        square(Q1 * V.T * Q2 * Q2.T + Q2 * Q2.T * V * Q1.T), square(Q2.T * V), ORTHONORMAL
    ),
    "Lemma 4.2, the gradient without Q1^T Q2 = 0": says(
        inner(second, Q1 * V.T + V * Q1.T), 0, ORTHONORMAL[:2]
    ),
    "Lemma 4.3, the cross term with plus": says(
        inner(A, Ydot * Xdot.T + Xdot * Ydot.T) + inner(H(Xdot * X.T + X * Xdot.T), Ydot * X.T - X * Ydot.T),
        0,
    ),
    "Lemma 4.3 with a missing transpose": says(inner(D * D.T, A) - inner(D, A * A1 * D), 0),
    "matrices do not commute": says(A * A1, A1 * A),
    "three factors do not rotate past each other": says(tr(A * A1 * A2 * J), tr(A * A2 * A1 * J)),
    "a projection is not idempotent for nothing": says(Pi * Pi, Pi),
    "the trace of a projection is not n": says(tr(Q1 * Q1.T), n, ORTHONORMAL),
}

# Inequalities. The band of an operator H at named matrices is a fact, with the values of H as letters.
P, Q = matrix("P", n, n, semidefinite=True), matrix("Q", n, n, semidefinite=True)
(norm_b,) = parameters("norm_b")  # ||B(E)||^2 = 4 ||A(E12)||^2 of Fact 3.14
BAND = (
    inner(HA1 + HA2, A1 + A2) - (1 - delta) * square(A1 + A2),
    (1 + delta) * square(A1 - A2) - inner(HA1 - HA2, A1 - A2),
)


def at_least(left, right, vanishing=(), facts=()):
    return Words(left, ">=", right, tuple(vanishing), tuple(facts))


def at_most(left, right, vanishing=(), facts=()):
    return Words(left, "<=", right, tuple(vanishing), tuple(facts))


def lemma_34(factor):
    right = 4 * inner(A1, A2) - factor * delta * (square(A1) + square(A2))
    return at_least(4 * inner(HA1, A2), right, SELF_ADJOINT, BAND)


TRUE_INEQUALITIES = {
    "a norm is nonnegative": at_least(square(X), 0),
    "arithmetic and geometric mean": at_least(square(X) + square(D), 2 * inner(X, D)),
    "the trace of a semidefinite matrix": at_least(tr(P), 0),
    "the inner product of two": at_least(tr(P * Q), 0),
    "a congruence": at_least(tr(X.T * P * X), 0),
    "the square of a trace": at_least(tr(A) ** 2, 0),
    "a projection shortens": at_most(square(Pi * Z), square(Z), (Pi * Pi - Pi,)),
    "Fact 3.3(a), upper bound": at_most(square(D0 * X.T), square(E_T) / 2, PSEUDO_INVERSE),
    "Fact 3.3(a), lower bound": at_least(square(D0 * X.T), square(E_T) / 4, PSEUDO_INVERSE),
    "Fact 3.3(c): D0 has the least norm": at_least(
        square(D * X.T), square(D0 * X.T), (*PSEUDO_INVERSE, (D - D0) * X.T + X * (D - D0).T)
    ),
    "Lemma 3.4": lemma_34(2),
    "Lemma 3.5, <N, E>": at_least(inner(N, E), 0, (N * Z,)),
    "Lemma 3.5, t1 >= t2 >= 0": at_least(
        inner(N, t1 * E_T + t2 * E_N), 0, (*PSEUDO_INVERSE, N * Z), (t1 - t2, t2)
    ),
    "Fact 3.14, lower bound": at_least(
        norm_b + inner(A, J * A * J),
        (1 - 2 * delta) * square(A),
        (J * J - I,),
        (delta, norm_b - 4 * (1 - delta) * square(E12)),
    ),
    "Fact 3.14, upper bound": at_most(
        norm_b + inner(A, J * A * J),
        (1 + 2 * delta) * square(A),
        (J * J - I,),
        (delta, 4 * (1 + delta) * square(E12) - norm_b),
    ),
    "Lemma 4.2.d": at_least(
        2 * inner(second, V * V.T) + 2 * square(Q2.T * V),
        -2 * epsilon * square(V),
        ORTHONORMAL,
        (epsilon,),
    ),
    "Lemma 4.3, the norm of a mean": at_most(square((Udot + Vdot) / 2), (square(Udot) + square(Vdot)) / 2),
}

FALSE_INEQUALITIES = {
    "arithmetic and geometric mean with 3": at_least(square(X) + square(D), 3 * inner(X, D)),
    "the trace of a semidefinite matrix, other sign": at_most(tr(P), 0),
    "a third power": at_least(tr(A * A * A), 0),
    "an inner product": at_least(inner(X, D), 0),
    "the trace of three semidefinite matrices": at_least(tr(P * Q * N), 0),
    "a projection lengthens": at_least(square(Pi * Z), square(Z), (Pi * Pi - Pi,)),
    "Fact 3.3(a), 1/4": at_most(square(D0 * X.T), square(E_T) / 4, PSEUDO_INVERSE),
    "Fact 3.3(a), 49/100": at_most(square(D0 * X.T), 49 * square(E_T) / 100, PSEUDO_INVERSE),
    "Fact 3.3(a), lower bound with 26/100": at_least(
        square(D0 * X.T), 26 * square(E_T) / 100, PSEUDO_INVERSE
    ),
    "Lemma 3.4 with delta/2": lemma_34(1),
    "Lemma 3.4 without the band at A1 - A2": Words(
        lemma_34(2).left, ">=", lemma_34(2).right, SELF_ADJOINT, BAND[:1]
    ),
    "Lemma 3.5 without N Z = 0": at_least(inner(N, E), 0),
    "Lemma 3.5 with N symmetric only": at_least(inner(A, E), 0, (A * Z,)),
    "Fact 3.14 with delta in place of 2 delta": at_least(
        norm_b + inner(A, J * A * J),
        (1 - delta) * square(A),
        (J * J - I,),
        (delta, norm_b - 4 * (1 - delta) * square(E12)),
    ),
    "Fact 3.14 for negative delta": at_least(
        norm_b + inner(A, J * A * J),
        (1 - 2 * delta) * square(A),
        (J * J - I,),
        (norm_b - 4 * (1 - delta) * square(E12),),
    ),
    "Lemma 4.2.d with epsilon in place of 2 epsilon": at_least(
        2 * inner(second, V * V.T) + 2 * square(Q2.T * V), -epsilon * square(V), ORTHONORMAL, (epsilon,)
    ),
    "Lemma 4.2.d for negative epsilon": at_least(
        2 * inner(second, V * V.T) + 2 * square(Q2.T * V), -2 * epsilon * square(V), ORTHONORMAL
    ),
}
# True, and out of reach of sums of squares of words: it needs products of entries.
OUT_OF_REACH = at_most(square(D * D.T), tr(D * D.T) ** 2)
