"""Lemma 6 (Zhu, Li, Tang, Wakin): on E = {U^T U = V^T V}, (37) |P U^T|^2 + |Q V^T|^2 = |P V^T|^2 + |Q U^T|^2,
and (38) hess rho >= 0. Proof: Appendix F. D = [P; Q].
"""

from certify import InputError
from certify.claims import Computed, Eq, Unmechanised, claim, part, reals, source, whole
from certify.claims.words import Words, inner, matrix, parameters, sizes, square

SCALING = {"U": 1, "V": 1, "P": 1, "Q": 1}
SOURCE = source("Lemma 6", page=11)

n, m, r = sizes("n m r")
U, V, P, Q = matrix("U", n, r), matrix("V", m, r), matrix("P", n, r), matrix("Q", m, r)
(mu,) = parameters("mu")
balanced = (U.T * U - V.T * V,)
K = U.T * P - V.T * Q  # W^^T D
hessian_rho = mu * (
    inner(U.T * U - V.T * V, P.T * P - Q.T * Q)
    + inner(U * P.T, P * U.T)
    + inner(V * Q.T, Q * V.T)
    - inner(U * Q.T, P * V.T)
    - inner(V * P.T, Q * U.T)
    + square(K)
)

equation_37 = claim(
    "(37): |P U^T|^2 + |Q V^T|^2 = |P V^T|^2 + |Q U^T|^2",
    Words(square(P * U.T) + square(Q * V.T), "==", square(P * V.T) + square(Q * U.T), vanishing=balanced),
    printed=True,
    scope=part("first display"),
    rests_on=["lemma_6.trace_repaired"],
)


def _trace() -> str:
    try:
        _ = P * U.T * U * P
    except InputError as problem:
        return f"trace(D_U U^T U D_U) with D_U, U (n, r): {problem}"
    return ""


trace = claim(
    "Lemma 6, proof: |P U^T|^2 = trace(P U^T U P)",
    Computed("the product P U^T U P is defined", _trace),
    printed=True,
    note="A transpose is missing.",
)
trace_repaired = trace.repaired(
    "trace(P U^T U P^T)", show=Words(square(P * U.T), "==", inner(P, P * U.T * U))
)
chain_1 = claim(
    "Lemma 6, proof: <W^ D^^T, D W^T> + <W^ W^^T, D D^T> = <W^^T D, W^^T D + D^T W^>",
    Words(
        inner(U * P.T, P * U.T)
        + inner(V * Q.T, Q * V.T)
        - inner(U * Q.T, P * V.T)
        - inner(V * P.T, Q * U.T)
        + square(K),
        "==",
        inner(K, K + K.T),
    ),
    printed=True,
)
chain_2 = claim(
    "Lemma 6, proof: <K, K + K^T> = <K + K^T, K + K^T>/2 + <K - K^T, K + K^T>/2 = |K + K^T|^2/2",
    Words(inner(K, K + K.T), "==", square(K + K.T) / 2 + inner(K - K.T, K + K.T) / 2),
    printed=True,
)
skew = claim(
    "Lemma 6, proof: <A - A^T, A + A^T> = 0",
    Words(inner(K - K.T, K + K.T), "==", 0),
    printed=True,
)
equation_38 = claim(
    "(38): hess rho[D, D] = (mu/2) |W^^T D + D^T W^|^2 on E",
    Words(hessian_rho, "==", mu * square(K + K.T) / 2, vanishing=balanced),
    printed=True,
    rests_on=["formulas.hessian_rho", "lemma_6.chain_1", "lemma_6.chain_2", "lemma_6.skew"],
    note="The proof prints >= where equality holds.",
)
nonnegative = claim(
    "(38): hess rho[D, D] >= 0 on E",
    Words(hessian_rho, ">=", 0, vanishing=balanced, nonnegative=(mu,)),
    printed=True,
    scope=part("second display"),
    rests_on=["lemma_6.equation_38", "lemma_6.footnote_6"],
)
u, v = reals("u v")
off_balance = claim(
    "(38) off E (n = m = r = 1): the entry d^2 rho/dv^2 = mu (3 v^2 - u^2) at mu = 1 is nonnegative",
    given=[Eq(u, 2)],
    show=3 * v**2 - u**2 >= 0,
    canary="REFUTED",
)
off_balance_37 = claim(
    "(37) off E",
    Words(square(P * U.T) + square(Q * V.T), "==", square(P * V.T) + square(Q * U.T)),
    canary="REFUTED",
)
footnote_6 = claim(
    "footnote 6: rho >= 0, so that every W of E, where rho = 0, is a global minimum of rho",
    Words(mu * square(U.T * U - V.T * V) / 4, ">=", 0, nonnegative=(mu,)),
    printed=True,
)
lemma = claim(
    "Lemma 6",
    Unmechanised(
        "For every D = [P; Q] and every W with U^T U = V^T V: |P U^T|_F^2 + |Q V^T|_F^2 = |P V^T|_F^2 + "
        "|Q U^T|_F^2, "
        "and hess rho(W) is semidefinite",
        "its two displays are decided one by one; no statement joins them",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_6.equation_37", "lemma_6.nonnegative"],
)
