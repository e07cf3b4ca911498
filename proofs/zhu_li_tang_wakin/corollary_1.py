"""Corollary 1 (Zhu, Li, Tang, Wakin): matrix sensing (22), mu = 1/2, delta_4r <= (1/100)
sigma_r^(3/2)/(|X*|_F |X*|^(1/2)) ((25)): all of Theorem 1 with the same constants. (26) leaves out the
rotation as (15) does.

Smallest case: n = m = r = 1, A(x) = sqrt(w) x, X* = 1, W = (u, v). The regions are "as defined in Theorem
5", which takes them from Theorem 1.
"""

from fractions import Fraction

import numpy as np

from certify.claims import (
    Abs,
    Computed,
    Eq,
    Or,
    Random,
    Rational,
    Unmechanised,
    case,
    claim,
    reals,
    source,
    sqrt,
    whole,
)
from certify.recovery.objectives import AsymmetricObjective, GramOperator
from certify.recovery.papers.balanced import optimal_factor, regions

SOURCE = source("Corollary 1", page=9)

u, v, w = reals("u v w")
gradient_u = w * (u * v - 1) * v + u * (u**2 - v**2) / 2
gradient_v = w * (u * v - 1) * u - v * (u**2 - v**2) / 2
size2 = u**2 + v**2
distance2 = size2 + 2 - 2 * Abs(u + v)
along = gradient_u * (u - 1) + gradient_v * (v - 1)
weights = (100 * w >= 99, 100 * w <= 101)
regularity = claim(
    "(26): <grad G, W - W*> >= (1/16) sigma_r dist^2 + |grad G|^2/(260 |X*|) on R1",
    given=[*weights, distance2 <= 1],
    show=along >= distance2 / 16 + (gradient_u**2 + gradient_v**2) / 260,
    printed=True,
    scope=case("n = m = r = 1, X* = 1, A(x) = sqrt(w) x"),
)
t, A = reals("t A")
misfit = t**2 - A - 1
slope_t, slope_d = 2 * w * t * misfit + 4 * t * A, 4 * t**2 - 2 * w * misfit
near = 2 * (t - 1) ** 2 + 2 * A
regularity_repaired = regularity.repaired(
    "W - W* R, in u = t + d, v = t - d, A = d^2, at both ends delta_4r = 1/100",
    given=[t >= 0, A >= 0, near <= 1, Or(Eq(100 * w, 99), Eq(100 * w, 101))],
    show=slope_t * (t - 1) + A * slope_d >= near / 16 + (slope_t**2 + A * slope_d**2) / 520,
    rests_on=["theorem_1.regularity_all", "theorem_1.coordinates", "theorem_1.concave"],
    seconds=60,
)
s, k, phi, d = reals("sigma_r sigma_1 X_F delta_4r")
specialised = claim(
    "(25): its delta_4r, the c of (14), is at most 1/100 < 1",
    given=[s > 0, k >= s, phi >= k, d >= 0, 100 * d * phi * sqrt(k) <= s * sqrt(s)],
    show=d <= Rational(1, 100),
    seconds=40,
)


def _at_identity(r: int, t: Fraction) -> str:
    """The last display for A = identity (delta_4r = 0), n = m = r, X* = I, W = [t I; t I] in R3'''.

    All matrices are diagonal with equal entries: grad_U G = grad_V G = t (t^2 - 1) I, and W W^T has 4 blocks
    t^2 I.
    """
    gradient, lifted, star = 2 * r * (t * (t**2 - 1)) ** 2, 4 * r * t**4, 4 * r
    if 81 * lifted <= 100 * star or 45**4 * gradient**2 >= lifted**3:
        return ""
    return (
        f"A = identity, n = m = r = {r}, X* = I, U = V = {t} I: |W W^T|_F^2 = {lifted} > (100/81) {star}, "
        f"but "
        f"|grad G|_F^2 = {gradient}"
    )


SAYS = (
    "Let G be as in (22) with mu = 1/2, and let A satisfy the 4r-RIP with delta_4r <= (1/100) "
    "sigma_r^(3/2)/(|X*|_F "
    "|X*|^(1/2)). Then for every W: on R1 {regularity}; on R2 lambda_min(hess G(W)) <= -sigma_r/6; |grad "
    "G(W)|_F is "
    "at least sigma_r^(3/2)/50 on R3', |W|^3/50 on R3'', and {last} on R3'''"
)
corollary = claim(
    "Corollary 1",
    Computed(
        SAYS.format(
            regularity="<grad G(W), W - W*> >= sigma_r dist(W, W*)^2/16 + |grad G(W)|_F^2/(260 |X*|)",
            last="|W W^T|_F^(3/2)/45",
        ),
        _at_identity,
        cases=[{"r": 81, "t": Fraction(58, 55)}],
        of="all n, m, r, X*, A and W",
    ),
    printed=True,
    scope=whole,
    rests_on=["theorem_1.gradient_3_all"],
    note="(26) fails besides, as it is printed without the rotation: corollary_1.regularity.",
    lint_except={"fixed-size": "the statement is about all sizes, and the case is a counterexample"},
)
corollary_repaired = corollary.repaired(
    "W - W* R in (26), r^(1/4) |grad G|_F in the last line",
    show=Unmechanised(
        SAYS.format(
            regularity="<grad G(W), W - W* R> >= sigma_r dist(W, W*)^2/16 + |grad G(W)|_F^2/(260 |X*|) "
            "with R "
            "of (13)",
            last="r^(-1/4) |W W^T|_F^(3/2)/45",
        ),
        "it is Theorem 1 as repaired with c = delta_4r, which has no check as a whole",
    ),
    scope=whole,
    rests_on=[
        "theorem_1.theorem_repaired",
        "corollary_1.specialised",
        "definition_10.constants_repaired",
        "definition_10.normalised",
        "assumption_2.sensing_critical",
        "corollary_1.regularity_repaired",
    ],
)


def _sensing(rng: np.random.Generator) -> bool:
    """Random X* (3, 3) of rank 1 and a random A with delta_4r = |Gram - I| as in (25): (17) to (19), r =
    1."""
    X_star = np.outer(rng.standard_normal(3), rng.standard_normal(3))
    basis = np.linalg.qr(rng.standard_normal((9, 9)))[0]
    gram = (basis * (1 + 0.01 * rng.uniform(-1, 1, 9))) @ basis.T
    G = AsymmetricObjective(GramOperator((gram + gram.T) / 2, (3, 3)), X_star, scale=0.5, mu=0.25)
    W_star = optimal_factor(X_star, 1)
    W = rng.choice([0.2, 0.7, 1.0]) * np.linalg.norm(W_star) * rng.standard_normal((6, 1)) / 2
    names = regions(W, W_star).names
    sigma = float(np.vdot(W_star, W_star)) / 2
    size, top = np.linalg.norm(G.gradient(W)), np.linalg.norm(W)
    holds = []
    if "R3'" in names:
        holds.append(size >= sigma**1.5 / 50)
    if "R3''" in names:
        holds.append(size >= top**3 / 50)
    if "R3'''" in names:
        holds.append(size >= top**3 / 45)
    return all(holds)


stressed = claim(
    "Experiment on Corollary 1, third part, at r = 1, n = m = 3, with random A of exactly known delta_4r",
    Random("the gradient is as large as (17) to (19) say", _sensing, trials=1000, at_least=0.99),
    rests_on=["corollary_1.corollary_repaired"],
    note="Here every matrix has rank at most 4r, so that delta_4r is the distance of the Gram matrix from I.",
)
