"""Theorem 2 (Zhu, Li, Tang, Wakin): mu > 0, rank X* = r. Every critical W that is not a global minimum has
lambda_min(hess g) <= -|W W^T - W* W*^T|/2 <= -sigma_r(X*) ((39)); and g is not strongly convex at any global
minimum. Proof: Appendix G.

The last sentence is false for r = 1: O_1 = {1, -1} is discrete, the direction K2 of the proof needs i < j
<= r, and the Hessian at W* is definite. The proof also prints W W^T - W* W*^T = Q (Lam - S) Q^T/2, where
the factor is 2, and U* for V* in the direction.
"""

from fractions import Fraction

import sympy

from certify import InputError
from certify.claims import Computed, Curvature, Eq, Unmechanised, case, claim, line, reals, source, whole
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square
from certify.recovery.papers.balanced import critical_points

SOURCE = source("Theorem 2", page=11)

n, m, r, N = sizes("n m r N")
mu, sigma, lam = parameters("mu sigma lambda")
U, V, X = matrix("U", n, r), matrix("V", m, r), matrix("X", n, m)
phi, psi, alpha = matrix("phi", n, 1), matrix("psi", m, 1), matrix("alpha", r, 1)
one = identity(1)


def hessian(P, Q):
    """hess g[D, D] for D = [P; Q], (31) and (32)."""
    K = U.T * P - V.T * Q
    return (
        square(P * V.T + U * Q.T)
        + 2 * inner(U * V.T - X, P * Q.T)
        + mu
        * (
            inner(U.T * U - V.T * V, P.T * P - Q.T * Q)
            + inner(U * P.T, P * U.T)
            + inner(V * Q.T, Q * V.T)
            - inner(U * Q.T, P * V.T)
            - inner(V * P.T, Q * U.T)
            + square(K)
        )
    )


units = (phi.T * phi - one, psi.T * psi - one, alpha.T * alpha - one)
left_out = (phi.T * U, psi.T * V, U.T * U - V.T * V, X * psi - sigma * phi, X.T * phi - sigma * psi)
P, Q = phi * alpha.T, psi * alpha.T

null_vector = claim(
    "(48): W alpha = 0 gives U alpha = 0 and V alpha = 0",
    Words(square(U * alpha) + square(V * alpha), "==", 0, vanishing=(alpha.T * (U.T * U + V.T * V) * alpha,)),
    printed=True,
)
direction = claim(
    "Appendix G: the direction [phi alpha^T; psi alpha^T] has hess g[D, D] = -2 sigma_k",
    Words(hessian(P, Q), "==", -2 * sigma, vanishing=(*units, *left_out, U * alpha, V * alpha)),
    printed=True,
    rests_on=[
        "formulas.hessian_g",
        "theorem_2.null_vector",
        "theorem_2.term_1",
        "theorem_2.term_2",
        "theorem_2.term_4",
    ],
)
term_1 = claim(
    "Appendix G: |P V^T + U Q^T|^2 = 0",
    Words(square(P * V.T + U * Q.T), "==", 0, vanishing=(U * alpha, V * alpha)),
    printed=True,
)
term_2 = claim(
    "Appendix G: <U V^T - X*, P Q^T> = -sigma_k",
    Words(inner(U * V.T - X, P * Q.T), "==", -sigma, vanishing=(*units, *left_out)),
    printed=True,
)
term_4 = claim(
    "Appendix G: W^^T D = U^T P - V^T Q = 0, so that the last two terms vanish",
    Words(U.T * P - V.T * Q, "==", 0 * identity(r), vanishing=left_out),
    printed=True,
)
size = claim(
    "Appendix G: |D|^2 = 2",
    Words(square(P) + square(Q), "==", 2, vanishing=units),
    printed=True,
)
S, L, K, R = (
    matrix("S", r, r, symmetric=True),
    matrix("L", r, r, symmetric=True),
    matrix("K", r, r, symmetric=True),
    matrix("R", r, r),
)
Phi = matrix("Phi", n, r)
factored = (K * K - S, R * R.T - identity(r), Phi.T * Phi - identity(r))
difference = claim(
    "Appendix G: W W^T - W* W*^T = Q (Lam - S) Q^T/2 with Q = [Phi; Psi]/sqrt(2), upper left block",
    Words(
        Phi * L * R * (Phi * L * R).T - Phi * K * R * (Phi * K * R).T,
        "==",
        Phi * (L * L - S) * Phi.T / 4,
        vanishing=factored,
    ),
    printed=True,
    note="L = Lam^(1/2), K = S^(1/2). With this factor |W W^T - W* W*^T|/2 would be |Lam - S|/4, not "
    "|Lam - S|.",
)
difference_repaired = difference.repaired(
    "2 Q (Lam - S) Q^T",
    show=Words(
        Phi * L * R * (Phi * L * R).T - Phi * K * R * (Phi * K * R).T,
        "==",
        2 * Phi * (L * L - S) * Phi.T / 2,
        vanishing=factored,
    ),
)
sk, si, li, sr = reals("sigma_k sigma_i lambda_i sigma_r")
order = claim(
    "(39), second inequality: sigma_k = max(sigma_i - lambda_i) >= sigma_r, by an i with lambda_i = 0",
    given=[sk >= si - li, Eq(li, 0), si >= sr],
    show=sk >= sr,
    printed=True,
)
E1, E2 = matrix("E1", n, r), matrix("E2", m, r)
polar = (hessian(P + E1, Q + E2) - hessian(P - E1, Q - E2)) / 4
eigenvalue = claim(
    "On Theorem 2, closed form: [phi alpha^T; psi alpha^T] is an eigenvector of the Hessian with eigenvalue "
    "lambda - sigma, where U^T U alpha = V^T V alpha = lambda alpha",
    Words(
        polar,
        "==",
        (lam - sigma) * (inner(P, E1) + inner(Q, E2)),
        vanishing=(
            phi.T * U,
            psi.T * V,
            U.T * U - V.T * V,
            X * psi - sigma * phi,
            X.T * phi - sigma * psi,
            X * V - U * V.T * V,
            X.T * U - V * U.T * U,
            V.T * V * alpha - lam * alpha,
            psi.T * X.T * U,
            phi.T * X * V,
        ),
    ),
    note="Hence lambda_min = lambda_j - sigma_i over all pairs is attained: the first <= of (39) is an "
    "equality.",
    seconds=30,
)


def _spectrum(sigma: tuple[int, ...], r: int, mu: sympy.Rational) -> str:
    """The characteristic polynomial of the exact Hessian at every critical point, X* = diag(sigma)."""
    k = len(sigma)
    entries = sympy.symbols(f"w0:{2 * k * r}", real=True)
    W = sympy.Matrix(2 * k, r, entries)
    U, V = W[:k, :], W[k:, :]
    misfit, balance = U * V.T - sympy.diag(*sigma), U.T * U - V.T * V
    g = sum(x**2 for x in misfit) / 2 + mu * sum(x**2 for x in balance) / 4
    gradient, H = [sympy.diff(g, x) for x in entries], sympy.hessian(g, entries)
    x = sympy.Symbol("x")
    for point in critical_points(sigma, r):
        at = dict.fromkeys(entries, sympy.Integer(0))
        for column, i in enumerate(point.taken):
            at[W[i, column]] = at[W[k + i, column]] = sympy.sqrt(sigma[i])
        if any(sympy.expand(part.subs(at)) != 0 for part in gradient):
            return f"sigma = {sigma}, taken {point.taken}: not critical"
        wanted = sympy.prod(x - value for value in point.spectrum(k, k, mu))
        if sympy.expand(H.subs(at).charpoly(x).as_expr() - wanted) != 0:
            return f"sigma = {sigma}, taken {point.taken}: another spectrum"
        if not point.is_minimum and point.least_eigenvalue_of_saddle > -min(sigma[:r]):
            return f"sigma = {sigma}, taken {point.taken}: {point.least_eigenvalue_of_saddle} > -sigma_r"
    return ""


saddles = claim(
    "Theorem 2, (39): at critical points that are no minima, lambda_min = -|W W^T - W* W*^T|/2 <= -sigma_r",
    Computed(
        "the spectrum in closed form, exactly, at every subset of singular values",
        _spectrum,
        cases=[
            {"sigma": sigma, "r": len(sigma), "mu": mu}
            for sigma in ((2,), (4, 1), (1, 1))
            for mu in (sympy.Rational(1, 2), sympy.Integer(3))
        ],
        of="all sigma, r and mu",
    ),
    printed=True,
    scope=case("X* = diag(2), diag(4, 1) and I_2, mu = 1/2 and 3"),
    rests_on=[
        "theorem_2.direction",
        "theorem_2.difference_repaired",
        "theorem_2.order",
        "definition_1.saddle",
    ],
    seconds=60,
)
W_star, D_K = matrix("W", N, r), matrix("T", r, r)
J = matrix("J", N, N, symmetric=True)
flat = claim(
    "Appendix G: hess g[D, D] = 0 at W* in the directions D = W* T, T = -T^T (mu = 1/2)",
    Words(
        inner(W_star * D_K * (W_star * D_K).T, J * W_star * W_star.T * J) / 2
        + square(W_star * (W_star * D_K).T + W_star * D_K * W_star.T) / 4,
        "==",
        0,
        vanishing=(J * J - identity(N), W_star.T * J * W_star, D_K + D_K.T),
    ),
    printed=True,
    rests_on=["formulas.symmetric_hessian"],
    note="T = e_j e_i^T - e_i e_j^T; it is not zero only for r >= 2.",
)


def _shape() -> str:
    e = identity(r)
    try:
        _ = V * e - U * e
    except InputError as problem:
        return f"V* e_j e_i^T - U* e_i e_j^T with U* (n, r), V* (m, r): {problem}"
    return ""


flat_direction = claim(
    "Appendix G: the direction D_V = V* e_j e_i^T - U* e_i e_j^T",
    Computed("the difference is defined for n and m that differ", _shape),
    printed=True,
)
T = matrix("T", r, r)
flat_direction_repaired = flat_direction.repaired(
    "V* e_i e_j^T",
    show=Words(square(U * T * V.T + U * (V * T).T), "==", 0, vanishing=(T + T.T,)),
)
u, v = reals("u v")
not_strongly_convex = claim(
    "Theorem 2, last sentence: g is not strongly convex at the global minimum (1, 1), lambda_min <= 0",
    Curvature((u * v - 1) ** 2 / 2 + (u**2 - v**2) ** 2 / 8, {u: 1, v: 1}, at_most=0, critical=True),
    printed=True,
    scope=case("n = m = r = 1, X* = 1, mu = 1/2"),
    rests_on=["theorem_2.flat", "theorem_2.flat_direction"],
    note="The Hessian at (1, 1) is 2 I.",
)
not_strongly_convex_repaired = not_strongly_convex.repaired(
    "r >= 2: hess g[D, D] = 0 along D = W* T, T = -T^T not zero",
    show=Words(hessian(U * T, V * T), "==", 0, vanishing=(T + T.T, U.T * U - V.T * V, X - U * V.T)),
    scope=line,
    rests_on=["theorem_2.flat", "theorem_2.flat_direction_repaired"],
)
w, x, y, e = reals("w x y e")
strongly_convex_r1 = claim(
    "On Theorem 2, r = 1, every n and m, mu = 1/2: hess g[D, D] >= sigma |D|^2 at W*, with D = x q1 + "
    "y q2 + e z",
    given=[w > 0],
    show=2 * w * x**2 + 2 * w * y**2 + w * e**2 >= w * (x**2 + y**2 + e**2),
    note="w = sigma; q1 = W*/|W*|, q2 = W*^/|W*|, z orthogonal to both: eigenvalues 2 sigma, 2 sigma "
    "and sigma.",
)


def _theorem(mu: Fraction) -> str:
    """The last sentence at n = m = r = 1, X* = 1, W = (1, 1): whether the Hessian is not definite."""
    u, v = sympy.symbols("u v")
    g = (u * v - 1) ** 2 / 2 + sympy.Rational(mu.numerator, mu.denominator) * (u**2 - v**2) ** 2 / 4
    at = {u: 1, v: 1}
    assert g.subs(at) == 0
    H = sympy.hessian(g, (u, v)).subs(at)
    if H[0, 0] > 0 and H.det() > 0:
        return f"n = m = r = 1, X* = 1, mu = {mu}: the Hessian at the global minimum (1, 1) is {H.tolist()}"
    return ""


SADDLES = (
    "Let mu > 0, rank X* = r and C, X the sets of Lemma 5 and (36){lemma}. Every critical W outside X is "
    "a strict "
    "saddle, lambda_min(hess g(W)) <= -|W W^T - W* W*^T|/2 <= -sigma_r(X*). {last}"
)
theorem = claim(
    "Theorem 2",
    Computed(
        SADDLES.format(lemma="", last="g is not strongly convex at any global minimum W of X"),
        _theorem,
        cases=[{"mu": Fraction(1, 2)}],
        of="all n, m, r, X* and mu",
    ),
    printed=True,
    scope=whole,
    rests_on=["theorem_2.not_strongly_convex"],
    note="The last sentence fails for r = 1.",
    lint_except={"fixed-size": "the statement is about all sizes, and the case is a counterexample"},
)
theorem_repaired = theorem.repaired(
    "r >= 2 in the last sentence, and C as in the repair of Lemma 5",
    show=Unmechanised(
        SADDLES.format(
            lemma=" as repaired", last="For r >= 2, g is not strongly convex at any global minimum W of X"
        ),
        "no statement type speaks of eigenvalues of matrices of every size; that a singular pair is left out "
        "at every W outside X comes from Lemma 5, and the curvature there is theorem_2.direction",
    ),
    scope=whole,
    rests_on=[
        "lemma_5.lemma_repaired",
        "theorem_2.direction",
        "theorem_2.size",
        "theorem_2.difference_repaired",
        "theorem_2.order",
        "theorem_2.saddles",
        "theorem_2.not_strongly_convex_repaired",
        "definition_1.minimum",
    ],
)
