"""Fact 3.3 (Zhang): |D0 X^T| = |D0 X^T + X D0^T|/2 and sum |D_i X^T|^2 = sum |D_i X^T + X D_i^T|^2/2
= lambda_min(X^T X) |Z_p|^2; of all directions with this decomposition ours minimise sum |D_i X^T|^2.

Found: the first equality holds only where Pi E (I - Pi) = 0; in general 4 |D0 X^T|^2 = |E_T|^2 + 2 |Pi E (I
- Pi)|^2,
so that |D0 X^T| <= |E_T|/sqrt(2). This false line is where eps1/2 in Theorems 1.4, 1.6, 3.10, 3.19 comes
from.
"""

import sympy

from certify.claims import Computed, Theorem, claim, part, whole
from certify.claims.derivations import load
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square

_derivation = load(__file__, "zhang/directions")

n, r, q = sizes("n r q")
X, P, Z = matrix("X", n, r), matrix("P", r, n), matrix("Z", n, q)
u, e, D, K = matrix("u", r, 1), matrix("e", q, 1), matrix("D", n, r), matrix("K", n, r)
Q = matrix("Q", r, r, semidefinite=True)
(lam,) = parameters("lam")
penrose = (X * P * X - X, P * X * P - P, X * P - (X * P).T, P * X - (P * X).T)
Id, Pi = identity(n), X * P
E = X * X.T - Z * Z.T
D0 = (Id - Pi / 2) * Z * (P * Z).T - X / 2
Zp = (Id - Pi) * Z
E_T = Pi * E + E * Pi - Pi * E * Pi
W = D0 * X.T + X * D0.T
block = Pi * E * (Id - Pi)

local_norm = claim(
    "Fact 3.3: |D0 X^T| = |D0 X^T + X D0^T|/2, squared",
    Words(square(D0 * X.T), "==", square(W) / 4, vanishing=penrose),
    printed=True,
    scope=part("first equality"),
)
local_norm_repaired = local_norm.repaired(
    "|D0 X^T|^2 = |E_T|^2/2 - |Pi E Pi|^2/4, hence |D0 X^T| <= |E_T|/sqrt(2)",
    show=Words(square(E_T) / 2, "==", square(D0 * X.T) + square(Pi * E * Pi) / 4, vanishing=penrose),
    rests_on=["fact_3_2.tangent", "fact_3_3.local_norm_exact"],
)
local_norm_exact = claim(
    "Fact 3.3, the exact value: 4 |D0 X^T|^2 = |E_T|^2 + 2 |Pi E (I - Pi)|^2",
    Words(4 * square(D0 * X.T), "==", square(E_T) + 2 * square(block), vanishing=penrose),
    rests_on=["definition_3_1.normal_part"],
)
local_norm_where_it_holds = claim(
    "Fact 3.3, first equality: |D0 X^T| = |E_T|/2 where Pi E (I - Pi) = 0",
    Words(4 * square(D0 * X.T), "==", square(E_T), vanishing=(*penrose, Pi * Z * Z.T - Pi * Z * Z.T * Pi)),
    rests_on=["fact_3_3.local_norm_exact"],
)
normal_directions = claim(
    "Fact 3.3, one summand of the second line: |D_i X^T|^2 = |D_i X^T + X D_i^T|^2/2",
    Words(
        square(Zp * e * u.T * X.T),
        "==",
        square(Zp * e * u.T * X.T + X * u * e.T * Zp.T) / 2,
        vanishing=penrose,
    ),
    printed=True,
)
smallest_eigenvalue = claim(
    "Fact 3.3, one summand of the second line: |D_i X^T|^2 = lambda_min(X^T X) |Z_p e_i|^2",
    Words(
        square(Zp * e * u.T * X.T),
        "==",
        lam * square(Zp * e),
        vanishing=(*penrose, X.T * X * u - lam * u, u.T * u - identity(1)),
    ),
    printed=True,
    note="Summed over i it is lambda_min |Z_p|^2.",
    rests_on=["definition_3_1.length"],
)
tangent_is_minimal = claim(
    "text before Fact 3.3: D0 is orthogonal, in the local norm, to every K with K X^T + X K^T = 0, hence "
    "minimal",
    Words(inner(D0 * X.T, K * X.T), "==", 0, vanishing=(*penrose, K * X.T + X * K.T)),
    printed=True,
    rests_on=["fact_3_2.tangent"],
)
normal_is_minimal = claim(
    "text before Fact 3.3: |D X^T|^2 >= lambda_min |D|^2, so that sum |D_i X^T|^2 >= lambda_min |Z_p|^2",
    Words(square(D * X.T), ">=", lam * square(D), vanishing=(X.T * X - lam * identity(r) - Q,)),
    printed=True,
    note="Q = X^T X - lambda_min I is semidefinite; sum |D_i|^2 = tr(Z_p Z_p^T) for every such "
    "decomposition.",
)


def _first_equality(X: sympy.Matrix, Z: sympy.Matrix) -> str:
    """The first equality of Fact 3.3, squared."""
    plus = X.pinv()
    D0 = (sympy.eye(X.rows) - X * plus / 2) * Z * (plus * Z).T - X / 2
    left, right = (sum(v**2 for v in M) for M in (D0 * X.T, (D0 * X.T + X * D0.T) / 2))
    return (
        ""
        if left == right
        else f"X = {X.tolist()}, Z = {Z.tolist()}: |D0 X^T|^2 = {left}, |D0 X^T + X D0^T|^2/4 = {right}"
    )


fact_whole = claim(
    "Fact 3.3",
    Computed(
        "the directions D0, ..., D_r* of Definition 3.1 satisfy |D0 X^T| = |D0 X^T + X D0^T|/2 and sum_i "
        "|D_i X^T|^2 = sum_i |D_i X^T + X D_i^T|^2/2 = lambda_min(X^T X) |Z_p|^2, for all X (n, r) and Z "
        "(n, r*) with r >= r*",
        _first_equality,
        cases=[{"X": sympy.Matrix([1, 0]), "Z": sympy.Matrix([1, 1])}],
        of="all X and Z with r >= r*",
    ),
    printed=True,
    scope=whole,
    rests_on=["fact_3_3.local_norm", "fact_3_3.smallest_eigenvalue", "fact_3_3.normal_directions"],
    lint_except={"fixed-size": "it is refuted, and one exact witness refutes what is said of all sizes"},
)
fact_repaired = fact_whole.repaired(
    "4 |D0 X^T|^2 = |E_T|^2 + 2 |Pi E (I - Pi)|^2, hence |D0 X^T| <= |D0 X^T + X D0^T|/sqrt(2); the sums "
    "stand",
    scope=whole,
    show=Theorem(_derivation.fact_3_3),
    rests_on=[],
    note="For all sizes, by derivation. q is r*, P the Moore-Penrose inverse of X, lam and u the least "
    "eigenvalue of X'X and a unit eigenvector of it, E_T = -(D0 X' + X D0'). A sum over D_i = Z_p e_i "
    "u' is tr C, where y'Cy is the summand at D = Z_p y u', for every y. That the directions are "
    "minimal stands in the text before the fact (tangent_is_minimal, normal_is_minimal).",
)
