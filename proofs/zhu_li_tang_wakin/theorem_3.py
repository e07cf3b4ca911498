"""Theorem 3 (Zhu, Li, Tang, Wakin): rank X* = r' <= r. The critical set is (35) with R (r', r), R R^T = I;
local minima have Lam = S; elsewhere lambda_min <= -|W W^T - W* W*^T|/2 <= -sigma_{r'}(X*). Proof: Appendix H.

The slips of Lemma 5 are repeated: (S - Lam) S = 0, and singular vectors fixed before W.
"""

from fractions import Fraction

import sympy

from certify.claims import Computed, Curvature, Eq, Unmechanised, case, claim, reals, source, whole
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square
from certify.recovery.papers.balanced import critical_points

SOURCE = source("Theorem 3", page=11)

n, m, r, k = sizes("n m r k")
R, L, S = matrix("R", k, r), matrix("L", k, k, symmetric=True), matrix("S", k, k, symmetric=True)
Phi, Psi = matrix("Phi", n, k), matrix("Psi", m, k)
frames = (Phi.T * Phi - identity(k), Psi.T * Psi - identity(k), R * R.T - identity(k))
chosen = (S * L - L * L * L, L * S - L * L * L)
U, V, X = Phi * L * R, Psi * L * R, Phi * S * Psi.T
sigma, lam = reals("sigma lambda")

critical_set = claim(
    "Theorem 3, the set C: W = 0 is critical, and so in it: lambda_i = 0 satisfies (S - Lam) S = 0",
    given=[sigma > 0, Eq(lam, 0)],
    show=Eq((sigma - lam) * sigma, 0),
    printed=True,
)
critical_set_repaired = critical_set.repaired("(S - Lam) Lam = 0", show=Eq((sigma - lam) * lam, 0))
members = claim(
    "Theorem 3, if: every W of C (repaired) has (U V^T - X*) V = 0, R of shape (r', r)",
    Words((U * V.T - X) * V, "==", 0 * U, vanishing=(*frames, *chosen)),
    printed=True,
    rests_on=["theorem_3.critical_set_repaired"],
)
members_2 = claim(
    "Theorem 3, if: ... and (U V^T - X*)^T U = 0",
    Words((U * V.T - X).T * U, "==", 0 * V, vanishing=(*frames, *chosen)),
    printed=True,
)
members_3 = claim(
    "Theorem 3, if: ... and U^T U = V^T V",
    Words(U.T * U, "==", V.T * V, vanishing=frames),
    printed=True,
)
minima_value = claim(
    "Appendix H: g(W) = 0 for every W of X",
    Words(square(U * V.T - X) + square(U.T * U - V.T * V), "==", 0, vanishing=(*frames, L * L - S)),
    printed=True,
)


def _saddles(sigma: tuple[int, ...], r: int) -> str:
    """The closed spectrum at all critical points: lambda_min against -sigma_{r'}, r' = len(sigma) <= r."""
    for point in critical_points(tuple(Fraction(s) for s in sigma), r):
        values = point.spectrum(len(sigma) + 1, len(sigma) + 2, Fraction(1, 2))
        if point.is_minimum and min(values) < 0:
            return f"sigma = {sigma}: the minimum has the eigenvalue {min(values)}"
        left = [s for i, s in enumerate(sigma) if i not in point.taken]
        if not point.is_minimum and not min(values) == -max(left) <= -min(sigma):
            return f"sigma = {sigma}, taken {point.taken}: lambda_min = {min(values)}"
    return ""


saddles = claim(
    "Theorem 3, last display: lambda_min = -|W W^T - W* W*^T|/2 <= -sigma_{r'} at critical points outside X",
    Computed(
        "the spectrum in closed form at all subsets of singular values",
        _saddles,
        cases=[
            {"sigma": (3, 2), "r": 3},
            {"sigma": (2, 2, 1), "r": 3},
            {"sigma": (2, 2, 1), "r": 5},
            {"sigma": (5, 3, 3, 1), "r": 4},
        ],
        of="all sigma and r",
    ),
    printed=True,
    scope=case("(sigma, r) = ((3, 2), 3), ((2, 2, 1), 3), ((2, 2, 1), 5), ((5, 3, 3, 1), 4)"),
    rests_on=["theorem_3.direction", "theorem_2.saddles"],
)
u, v, w, z = reals("u v w z")
g_zero = (u * v + w * z - 1) ** 2 / 2 + (u**2 - v**2) ** 2 / 8 + (w**2 - z**2) ** 2 / 8
g_zero += (u * w - v * z) ** 2 / 4
over_saddle = claim(
    "Theorem 3, last display: at W = 0, lambda_min <= -1",
    Curvature(g_zero, {u: 0, v: 0, w: 0, z: 0}, at_most=-1, critical=True),
    printed=True,
    scope=case("n = m = 1, r = 2, X* = 1, mu = 1/2"),
    rests_on=["theorem_3.saddles"],
    note="U = (u, w), V = (v, z).",
)
over_flat = claim(
    "Theorem 3, the set X: the minimum (1, 0; 1, 0) has no eigenvalue below 0",
    Curvature(g_zero, {u: 1, v: 1, w: 0, z: 0}, at_least=0, critical=True),
    printed=True,
    scope=case("n = m = 1, r = 2, X* = 1, mu = 1/2"),
)
over_degenerate = claim(
    "On Theorem 3, n = m = 1, r = 2, X* = 1: the least eigenvalue at the minimum is 0",
    Curvature(g_zero, {u: 1, v: 1, w: 0, z: 0}, at_most=0, critical=True),
    rests_on=["theorem_3.degenerate"],
)

P, Q, W1, W2 = matrix("P", n, r), matrix("Q", m, r), matrix("W1", n, r), matrix("W2", m, r)
degenerate = claim(
    "On Theorem 3, r' < r: at a minimum the Hessian vanishes in D = [P; Q] with P V^T = U Q^T = 0 and U^T "
    "P = V^T Q = 0: growth there is quartic",
    Words(
        square(P * W2.T + W1 * Q.T)
        + square(W1.T * P - W2.T * Q)
        + inner(W1.T * P - W2.T * Q, (W1.T * P - W2.T * Q).T),
        "==",
        0,
        vanishing=(P * W2.T, W1 * Q.T, W1.T * P, W2.T * Q),
    ),
    note="So the regularity condition of Theorem 5 (1) cannot hold for r > rank X*.",
)
mu, s = parameters("mu sigma")
phi, psi, alpha = matrix("phi", n, 1), matrix("psi", m, 1), matrix("alpha", r, 1)
M = matrix("M", n, m)
direction = claim(
    "Appendix H: with a left out singular pair and W alpha = 0, hess g[D, D] = -2 sigma = -sigma |D|^2",
    Words(
        square(phi * alpha.T * W2.T + W1 * alpha * psi.T)
        + 2 * inner(W1 * W2.T - M, phi * alpha.T * alpha * psi.T)
        + mu * square(W1.T * phi * alpha.T - W2.T * psi * alpha.T),
        "==",
        -2 * s,
        vanishing=(
            W1 * alpha,
            W2 * alpha,
            phi.T * W1,
            psi.T * W2,
            M * psi - s * phi,
            phi.T * phi - identity(1),
            psi.T * psi - identity(1),
            alpha.T * alpha - identity(1),
        ),
    ),
    printed=True,
    rests_on=[
        "lemma_5.lemma_repaired",
        "theorem_3.members",
        "theorem_3.members_2",
        "theorem_3.members_3",
        "theorem_2.direction",
    ],
    note="Where rank W < r such an alpha exists; outside X some pair is left out, and rank W < r' <= r.",
)


def _theorem(sigma: tuple[int, ...], r: int) -> str:
    """Whether the critical point W = 0 is in C: U U^T = Phi Lam Phi^T = 0 asks for Lam = 0."""
    S, U = sympy.diag(*sigma), sympy.zeros(len(sigma), r)
    assert len(sigma) <= r
    assert ((U * U.T - S) * U).is_zero_matrix
    Lam = U * U.T
    if ((S - Lam) * S).is_zero_matrix:
        return ""
    return f"X* = diag{sigma}, r = {r}: W = 0 is critical, but Lam = 0, and (S - Lam) S = {(S * S).tolist()}"


SAYS = (
    "Let X* = Phi S Psi^T be a reduced SVD of rank r' <= r, and mu > 0. W is critical for g iff U = Phi "
    "Lam^(1/2) R, "
    "V = Psi Lam^(1/2) R with R R^T = I, Lam >= 0 diagonal and {rule}. All local minima, which are "
    "global, have Lam "
    "= S; at any other critical W lambda_min(hess g(W)) <= -|W W^T - W* W*^T|/2 <= -sigma_{{r'}}(X*)"
)
theorem = claim(
    "Theorem 3",
    Computed(
        SAYS.format(rule="(S - Lam) S = 0"), _theorem, cases=[{"sigma": (2, 1), "r": 3}], of="all X* and r"
    ),
    printed=True,
    scope=whole,
    rests_on=["theorem_3.critical_set"],
    lint_except={"fixed-size": "the statement is about all sizes, and the case is a counterexample"},
)
theorem_repaired = theorem.repaired(
    "(S - Lam) Lam = 0, for some reduced SVD",
    show=Unmechanised(
        SAYS.format(rule="(S - Lam) Lam = 0, for some reduced SVD of X*"),
        "no statement type speaks of eigenvalues and singular vectors of matrices of every size; the "
        "curvature "
        "where a singular pair is left out is theorem_3.direction",
    ),
    scope=whole,
    rests_on=[
        "lemma_5.lemma_repaired",
        "theorem_3.critical_set_repaired",
        "theorem_3.members",
        "theorem_3.members_2",
        "theorem_3.members_3",
        "theorem_3.minima_value",
        "theorem_3.direction",
        "theorem_3.saddles",
        "theorem_2.difference_repaired",
    ],
)
