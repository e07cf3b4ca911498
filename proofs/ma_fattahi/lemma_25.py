"""Lemma 25 (Ma & Fattahi): m <~ d1 k, d1 >= c d2, c > 1: w.p. 1 - exp(-Omega(d1 k)) min over W_R(tau, k/3) of
sigma_min(A_W) >~ sqrt(d1 k) tau. Proof: A_W = A (W2^T kron I).

Found: the first line equates sigma_min with its square, and sqrt(d2 k') is printed for sqrt(d1 k').
"""

from certify.claims import Eq, Unmechanised, assuming, claim, reals, whole
from certify.claims.words import Words, identity, matrix, parameters, sizes, tr

m, q, n, k = sizes("m q n k")
A, W, u = matrix("A", m, q), matrix("W", q, n), matrix("u", m, 1)
P, V, S = matrix("P", n, n, symmetric=True), matrix("V", q, k), matrix("S", k, n)
(bound,) = parameters("tau")
gap = matrix("Gap", k, k, semidefinite=True)
s, x, d1, d2, kk, k3, tau, least, c, root_c, mm = reals("s x d1 d2 k kprime tau minimum c root_c m")
truncated = claim(
    "Lemma 25, proof: u^T A W W^T A^T u >= u^T A W P W^T A^T u for a projector P",
    Words(tr(u.T * A * W * W.T * A.T * u), ">=", tr(u.T * A * W * P * W.T * A.T * u), vanishing=(P * P - P,)),
    printed=True,
    note="W = W2^T kron I, W P = W2(tau)^T kron I.",
)
factors = claim(
    "Lemma 25, proof: A W2(tau) = A_V (Sigma U^T kron I), and S S^T >= tau^2 gives the bound (S S^T = tau^2 "
    "I + Gap)",
    Words(
        tr(u.T * (A * V * S) * (A * V * S).T * u),
        ">=",
        bound**2 * tr(u.T * A * V * V.T * A.T * u),
        vanishing=(S * S.T - bound**2 * identity(k) - gap,),
    ),
    printed=True,
)
square = claim(
    "Lemma 25, proof: sigma_min(A_W) = min u^T A_W A_W^T u over unit u",
    given=[s > 0, assuming("Courant-Fischer", Eq(least, s**2))],
    show=Eq(s, least),
    printed=True,
    note="s = sigma_min(A_W); the minimum is sigma_min^2, and so it is used.",
)
third = claim(
    "Lemma 25, proof: k' >= k/3 gives sqrt(d1 k') >= sqrt(d1 k/3)",
    given=[d1 >= 1, kk >= 1, k3 >= kk / 3],
    show=d1 * k3 >= d1 * kk / 3,
    printed=True,
)
misprint = claim(
    "Lemma 25, proof: Lemma 13 gives sqrt(d2 k'), and hence sqrt(d1 k')",
    given=[d2 >= 1, d1 >= 2 * d2, k3 >= 1, x >= d2 * k3],
    show=x >= d1 * k3,
    printed=True,
    note="x = sigma_min(A_V)^2 up to a constant. Lemma 13 gives d1 k'.",
)
room = claim(
    "On Lemma 25: W_R(tau, k/3) is empty unless k/3 <= d2",
    given=[kk >= 1, k3 >= kk / 3, k3 <= d2],
    show=kk <= 3 * d2,
)
hypothesis = claim(
    "Lemma 25, proof: 'm <~ d1 k' is the condition of Lemma 13 at k' >= k/3: m <= ((sqrt(c)-1)^2/(4c)) d1 "
    "k/3",
    given=[
        *(root_c > 1, d1 >= 1, kk >= 1, k3 >= kk / 3),
        mm <= (root_c - 1) ** 2 / (4 * root_c**2) * d1 * kk / 3,
    ],
    show=mm <= (root_c - 1) ** 2 / (4 * root_c**2) * d1 * k3,
    printed=True,
    note="root_c = sqrt(c).",
    seconds=40,
)
end = claim(
    "Lemma 25, proof: sigma_min(A_W) >= tau sigma_min(A_V) >= c tau sqrt(d1 k/3)",
    given=[tau > 0, s >= tau * x, x > 0, x**2 >= d1 * k3 * c**2, k3 >= kk / 3, d1 >= 1, kk >= 1, c > 0],
    show=s**2 >= tau**2 * c**2 * d1 * kk / 3,
    printed=True,
    rests_on=["lemma_25.truncated", "lemma_25.factors"],
    note="s = sigma_min(A_W), x = sigma_min(A_V) >= c sqrt(d1 k') by Lemma 13.",
)
lemma = claim(
    "Lemma 25",
    Unmechanised(
        "for m <~ d1 k and d1 >= c d2, c > 1 constant: w.p. >= 1 - exp(-Omega(d1 k)) the minimum over "
        "W_R(tau, k/3) of sigma_min(A_W) is >~ sqrt(d1 k) tau",
        "a statement on chance with constants that are not given; it rests on Lemma 13, false as printed",
    ),
    printed=True,
    scope=whole,
    rests_on=[
        "lemma_25.end",
        "lemma_25.square",
        "lemma_25.misprint",
        "lemma_25.hypothesis",
        "lemma_13.lemma",
    ],
)
lemma_repaired = lemma.repaired(
    "Lemma 13 as repaired, with sqrt(d1 k'), and the square of sigma_min in the first line",
    show=Unmechanised(
        "for d1 >= c d2, c > 1, m <= ((sqrt(c)-1)^2/(4c)) d1 k/3: w.p. >= 1 - exp(-Omega(d1 k)) "
        "sigma_min(A_W) >= ((sqrt(c)-1)/(4 sqrt(c))) tau sqrt(d1 k/3) on W_R(tau, k/3), which is empty "
        "unless k/3 <= d2",
        "it rests on the repaired Lemma 13, which is not mechanised; the other lines are decided",
    ),
    rests_on=[
        "lemma_25.truncated",
        "lemma_25.factors",
        "lemma_25.end",
        "lemma_25.hypothesis",
        "lemma_25.room",
        "lemma_13.lemma_repaired",
    ],
    scope=whole,
)
