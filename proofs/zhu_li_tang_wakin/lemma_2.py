"""Lemma 2 (Zhu, Li, Tang, Wakin): for mu > 0 every critical point of G has U^T U = V^T V. Proof: Appendix D.

F = grad f(U V^T) is any matrix (n, m). The intermediate display F^T U = mu (U^T U - V^T V) V^T does not
conform: (m, r) against (r, m).
"""

from certify import InputError
from certify.claims import And, Computed, Eq, Unmechanised, claim, reals, source, whole
from certify.claims.words import Words, matrix, parameters, sizes, square

SOURCE = source("Lemma 2", page=6)

n, m, r = sizes("n m r")
U, V, F = matrix("U", n, r), matrix("V", m, r), matrix("F", n, m)
(mu,) = parameters("mu")
D = U.T * U - V.T * V
critical = (F * V + mu * U * D, F.T * U - mu * V * D)


def _shapes() -> str:
    try:
        Words(F.T * U, "==", mu * D * V.T)
    except InputError as problem:
        return f"grad f(U V^T)^T U = mu (U^T U - V^T V) V^T with U (n, r), V (m, r): {problem}"
    return ""


intermediate = claim(
    "Appendix D, second display: (46) gives grad f^T U = mu (U^T U - V^T V) V^T",
    Computed("both sides have the same shape", _shapes),
    printed=True,
)
intermediate_repaired = intermediate.repaired(
    "U^T grad f(U V^T) on the left, of which the text speaks",
    show=Words(square(U.T * F - mu * D * V.T), "==", 0, vanishing=(F.T * U - mu * V * D,)),
)
third_display = claim(
    "Appendix D, third display: (U^T U - V^T V) V^T V + U^T U (U^T U - V^T V) = 0, times mu",
    Words(
        mu * (D * V.T * V + U.T * U * D),
        "==",
        0 * D,
        vanishing=(U.T * F * V + mu * U.T * U * D, U.T * F * V - mu * D * V.T * V),
    ),
    printed=True,
    rests_on=["lemma_2.intermediate_repaired"],
)
fourth_display = claim(
    "Appendix D, fourth display: U^T U U^T U = V^T V V^T V",
    Words(
        U.T * U * U.T * U,
        "==",
        V.T * V * V.T * V,
        vanishing=(D * V.T * V + U.T * U * D,),
    ),
    printed=True,
    lint_except={"circular": "the step multiplies brackets out, which is done when words are written"},
    rests_on=["lemma_2.third_display"],
)
root_1 = claim(
    "Appendix D, uniqueness of the root: P^2 = Q^2 gives U (P - Q) = 0 and V (P - Q) = 0, P = U^T U, Q = "
    "V^T V",
    Words(square(U * D) + square(V * D), "==", 0, vanishing=(U.T * U * U.T * U - V.T * V * V.T * V,)),
    printed=True,
    rests_on=["lemma_2.fourth_display"],
)
root_2 = claim(
    "Appendix D, uniqueness of the root: U (P - Q) = 0 and V (P - Q) = 0 give P = Q",
    Words(square(D), "==", 0, vanishing=(U * D, V * D)),
    printed=True,
    rests_on=["lemma_2.root_1"],
)
balance = claim(
    "On Lemma 2: mu (|U D|^2 + |V D|^2) = 0 at every critical point of G, D = U^T U - V^T V",
    Words(mu * (square(U * D) + square(V * D)), "==", 0, vanishing=critical),
    rests_on=["lemma_2.root_2"],
    note="As mu > 0, U D = V D = 0, and root_2 gives D = 0.",
)
lemma = claim(
    "Lemma 2",
    Unmechanised(
        "Let G = f(U V^T) + (mu/4) |U^T U - V^T V|_F^2 with mu > 0. If grad G(W) = 0, then U^T U = V^T V",
        "its steps are decided one by one: lemma_2.balance gives U D = 0 and V D = 0 for mu > 0, "
        "lemma_2.root_2 then D = 0; no statement joins them",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "lemma_2.balance",
        "lemma_2.root_2",
        "lemma_2.intermediate_repaired",
        "lemma_2.third_display",
        "lemma_2.fourth_display",
        "lemma_2.root_1",
    ],
)
u, v = reals("u v")
without_regularizer = claim(
    "On Lemma 2, for mu = 0: critical points of (u v - 1)^2/2 are balanced",
    given=[Eq(u, 2), Eq((u * v - 1) * v, 0), Eq((u * v - 1) * u, 0)],
    show=Eq(u**2, v**2),
    canary="REFUTED",
)
nonconvex = claim(
    "On Lemma 2, for mu < 0, mu = -1/2: critical points of (u v - 1)^2/2 - (u^2 - v^2)^2/8 are balanced",
    given=[
        And(
            Eq((u * v - 1) * v - u * (u**2 - v**2) / 2, 0),
            Eq((u * v - 1) * u + v * (u**2 - v**2) / 2, 0),
        )
    ],
    show=Eq(u**2, v**2),
    note="In the scalar case the sign of mu does not matter, only mu != 0.",
)
