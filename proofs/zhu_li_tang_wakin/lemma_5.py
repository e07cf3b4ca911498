"""Lemma 5 (Zhu, Li, Tang, Wakin): W is critical for g (mu > 0, rank X* = r) iff U = Phi Lam^(1/2) R,
V = Psi Lam^(1/2) R with R in O_r, Lam >= 0 diagonal and (S - Lam) S = 0 ((35); S is Sigma).

Two slips. (S - Lam) S = 0 with S > 0 says Lam = S, not "lambda_i in {sigma_i, 0}": W = 0 is critical and
not in the set; (S - Lam) Lam = 0 is meant. And the singular vectors are fixed before W is given: where
singular values repeat, a critical point may use others. X* = I_2, U = V = [a, 0] with a = (3/5, 4/5) is
critical. Repaired: for some reduced SVD of X* (for distinct sigma_i all choices give the same set).
"""

from itertools import product

import sympy

from certify.claims import Computed, Eq, Or, Unmechanised, claim, reals, source, whole
from certify.claims.words import Words, identity, matrix, sizes, square
from certify.recovery.papers.balanced import critical_points

SOURCE = source("Lemma 5", page=11)

n, m, r = sizes("n m r")
U, V, X = matrix("U", n, r), matrix("V", m, r), matrix("X", n, m)
S, L, R = matrix("S", r, r, symmetric=True), matrix("L", r, r, symmetric=True), matrix("R", r, r)
Phi, Psi = matrix("Phi", n, r), matrix("Psi", m, r)
frames = (Phi.T * Phi - identity(r), Psi.T * Psi - identity(r), R * R.T - identity(r))
chosen = (S * L - L * L * L, L * S - L * L * L)  # (S - Lam) Lam = 0 with Lam = L^2, diagonal
U_c, V_c, X_c = Phi * L * R, Psi * L * R, Phi * S * Psi.T

simplified = claim(
    "(33), (34): on balanced W, (U V^T - X*) V = U U^T U - X* V",
    Words((U * V.T - X) * V, "==", U * U.T * U - X * V, vanishing=(U.T * U - V.T * V,)),
    printed=True,
    rests_on=["lemma_2.lemma"],
    note="The left sides of (33), (34) are printed as gradients of rho; those of g are meant.",
)
u, v = matrix("u", n, 1), matrix("v", m, 1)
singular = claim(
    "text before Lemma 5: u u^T u = X* v and v v^T v = X*^T u give X*^T X* v = (v^T v)^2 v where |u| = |v|",
    Words(
        X.T * X * v,
        "==",
        v * v.T * v * v.T * v,
        vanishing=(X * v - u * u.T * u, X.T * u - v * v.T * v, u.T * u - v.T * v),
    ),
    printed=True,
    rests_on=["lemma_5.simplified"],
    note="So v/|v| is a right singular vector with singular value |v|^2. |u| = |v| by Lemma 2.",
)
rotated = claim(
    "text before Lemma 5: grad_U g(W R) = grad_U g(W) R",
    Words(
        (U * R * (V * R).T - X) * V * R + U * R * ((U * R).T * U * R - (V * R).T * V * R),
        "==",
        ((U * V.T - X) * V + U * (U.T * U - V.T * V)) * R,
        vanishing=(R * R.T - identity(r), R.T * R - identity(r)),
    ),
    printed=True,
)
members_are_critical = claim(
    "Lemma 5, if: every W of the set with (S - Lam) Lam = 0 has (U V^T - X*) V = 0",
    Words((U_c * V_c.T - X_c) * V_c, "==", 0 * U_c, vanishing=(*frames, *chosen)),
    printed=True,
)
members_are_critical_2 = claim(
    "Lemma 5, if: ... and (U V^T - X*)^T U = 0",
    Words((U_c * V_c.T - X_c).T * U_c, "==", 0 * V_c, vanishing=(*frames, *chosen)),
    printed=True,
)
members_are_balanced = claim(
    "text after (36): the sets are nested, every W of C has U^T U = V^T V",
    Words(U_c.T * U_c, "==", V_c.T * V_c, vanishing=frames),
    printed=True,
)
sigma, lam = reals("sigma lambda")
equivalent = claim(
    "text after (35): (S - Lam) S = 0 says lambda_i in {sigma_i, 0}",
    given=[sigma > 0, lam >= 0, Or(Eq(lam, sigma), Eq(lam, 0))],
    show=Eq((sigma - lam) * sigma, 0),
    printed=True,
)
equivalent_repaired = equivalent.repaired("(S - Lam) Lam = 0", show=Eq((sigma - lam) * lam, 0))
equivalent_back = claim(
    "text after (35), repaired, conversely: (S - Lam) Lam = 0 gives lambda_i in {sigma_i, 0}",
    given=[sigma > 0, lam >= 0, Eq((sigma - lam) * lam, 0)],
    show=Or(Eq(lam, sigma), Eq(lam, 0)),
)
only_optimal = claim(
    "(35) as printed is the set X of global minima: (S - Lam) S = 0 gives Lam = S",
    given=[sigma > 0, lam >= 0, Eq((sigma - lam) * sigma, 0)],
    show=Eq(lam, sigma),
)


def _gradient(U: sympy.Matrix, V: sympy.Matrix, X: sympy.Matrix, mu: sympy.Expr) -> sympy.Matrix:
    D = U.T * U - V.T * V
    return sympy.Matrix.vstack((U * V.T - X) * V + mu * U * D, (U * V.T - X).T * U - mu * V * D)


def _in_printed_set(U: list[list[str]], sigma: list[str], rule: str) -> str:
    """Whether the critical W = [U; U] for X* = diag(sigma) lies in C for Phi = Psi = I.

    U U^T = Phi Lam Phi^T decides it: it must be diagonal, with (S - Lam) S = 0 or (S - Lam) Lam = 0.
    """
    factor, S = sympy.Matrix(U), sympy.diag(*map(sympy.Rational, sigma))
    factor = factor.applyfunc(sympy.Rational)
    gradient = _gradient(factor, factor, S, sympy.Symbol("mu", positive=True))
    assert gradient.is_zero_matrix
    Lam = factor * factor.T
    condition = (S - Lam) * (S if rule == "printed" else Lam)
    if Lam.is_diagonal() and condition.is_zero_matrix:
        return ""
    return (
        f"X* = {S.tolist()}, U = V = {factor.tolist()} is critical for every mu, but U U^T = {Lam.tolist()}"
    )


SAYS = (
    "Let X* = Phi S Psi^T be a reduced SVD of rank r, and mu > 0. W is critical for g iff{svd} U = Phi "
    "Lam^(1/2) R, "
    "V = Psi Lam^(1/2) R with R in O_r, Lam >= 0 diagonal and {rule}"
)
lemma = claim(
    "Lemma 5",
    Computed(
        SAYS.format(svd="", rule="(S - Lam) S = 0"),
        _in_printed_set,
        cases=[{"U": [["0", "0"], ["0", "0"]], "sigma": ["2", "1"], "rule": "printed"}],
        of="all X*, mu and critical points",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_5.equivalent"],
    note="Witness: W = 0. Theorem 2 speaks of C minus X, which would be empty.",
    lint_except={"fixed-size": "the statement is about all sizes, and the case is a counterexample"},
)
lemma_distinct = lemma.repaired(
    "(S - Lam) Lam = 0",
    show=Computed(
        SAYS.format(svd="", rule="(S - Lam) Lam = 0"),
        _in_printed_set,
        cases=[{"U": [["3/5", "0"], ["4/5", "0"]], "sigma": ["1", "1"], "rule": "repaired"}],
        of="all X*, mu and critical points",
    ),
    scope=whole,
    note="False where singular values repeat: C is made with one SVD, chosen before W. Witness: U = V = "
    "[a, 0] with "
    "X* = I_2, a = (3/5, 4/5).",
    rests_on=["lemma_5.equivalent_repaired"],
    lint_except={"fixed-size": "the statement is about all sizes, and the case is a counterexample"},
)


def _all_critical(sigma: tuple[int, ...]) -> str:
    """r = 1, mu = 1/2: the real solutions of w_i (|w|^2 - M_i) = 0, M = (2 sigma, -2 sigma), by their
    supports.

    On a support all M_i agree with |w|^2 >= 0; the solutions are spheres of radius |w|^2 = M_i.
    """
    values = [2 * s for s in sigma] + [-2 * s for s in sigma]
    found = set()
    for support in product((False, True), repeat=len(values)):
        on_support = [value for value, inside in zip(values, support, strict=True) if inside]
        if len(set(on_support)) <= 1 and all(value > 0 for value in on_support):
            found.add(tuple(sorted(set(on_support))))
    wanted = {()} | {(2 * s,) for s in sigma}
    listed = [tuple(2 * point.sigma[i] for i in point.taken) for point in critical_points(sigma, 1)]
    return (
        "" if found == wanted == set(listed) and len(listed) == len(wanted) else f"{found}, listed {listed}"
    )


Lam = matrix("Lam", r, r, symmetric=True)
critical = (
    U * V.T * V - X * V,
    V * U.T * U - X.T * U,
    U.T * U - V.T * V,
    U.T * U - R.T * Lam * R,
    R * R.T - identity(r),
    R.T * R - identity(r),
)
only_if = Words(
    square(X * V * R.T - U * R.T * Lam) + square(X.T * U * R.T - V * R.T * Lam),
    "==",
    0,
    vanishing=critical,
)
only_if_repaired = claim(
    "On Lemma 5, only if: X* V R^T = U R^T Lam, X*^T U R^T = V R^T Lam where U^T U = R^T Lam R",
    only_if,
    rests_on=["lemma_2.lemma", "lemma_5.simplified"],
    note="R and Lam diagonalise U^T U = V^T V. The columns of U R^T and V R^T are then orthogonal with "
    "squared norms lambda_i and, where they are not zero, singular vectors of X* with singular value "
    "lambda_i: they extend to a reduced SVD with (S - Lam) Lam = 0. The other direction is "
    "members_are_critical.",
)
lemma_repaired = lemma_distinct.repaired(
    "for some reduced SVD of X*",
    show=Unmechanised(
        SAYS.format(svd=", for some reduced SVD of X*,", rule="(S - Lam) Lam = 0"),
        "both directions are decided for all sizes, lemma_5.only_if_repaired and members_are_critical; that "
        "singular pairs extend to an SVD is no statement about words",
    ),
    scope=whole,
    rests_on=[
        "lemma_5.only_if_repaired",
        "lemma_2.lemma",
        "lemma_5.simplified",
        "lemma_5.rotated",
        "lemma_5.singular",
        "lemma_5.members_are_critical",
        "lemma_5.members_are_critical_2",
        "lemma_5.members_are_balanced",
        "lemma_5.equivalent_back",
    ],
)
enumeration = claim(
    "On Lemma 5, r = 1: the critical points of g (mu = 1/2), by elimination",
    Computed(
        "w (|w|^2 - M) = 0 has only the solutions of Lemma 5 as repaired, and the library enumerates them",
        _all_critical,
        cases=[{"sigma": (2, 1)}, {"sigma": (2, 2)}, {"sigma": (3, 2, 2, 1)}],
        of="all sigma",
    ),
    rests_on=["formulas.equation_52"],
)
a, b = reals("a b")
zero = claim(
    "On Lemma 5: W = 0 is a critical point (n = m = r = 1, X* = sigma, every mu)",
    given=[Eq(a, 0), Eq(b, 0)],
    show=Eq((a * b - sigma) * b + lam * a * (a**2 - b**2), 0),
)
