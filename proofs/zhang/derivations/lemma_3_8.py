"""Lemma 3.8, repaired: eps1/sqrt(2) for eps1/2, Z_p != 0, alpha < 1 and 0 <= tau <= 1.

alpha e = |Z_p Z_p'| and beta e |Z_p Z_p'| = lam |Z_p|^2 with e = |E|; ca and ct are the roots of 1 - alpha^2
and 1 - tau^2, so that t1 = ct/ca and t2 = tau/alpha; w is sqrt(2).
"""

import numpy as np

from certify.claims.derivations import (
    equal,
    evaluate,
    forall,
    identity,
    inner,
    library,
    load,
    matrix,
    parameters,
    square,
    theorem,
    tr,
    zeros,
)

order, escape = load(__file__, "library/order"), load(__file__, "zhang/escape")
section_3, setting = escape.section_3, escape.setting
n, r, q, k, X, Z, S, H = (getattr(setting, name) for name in ["n", "r", "q", "k", "X", "Z", "S", "H"])
delta, eps0, eps1, eps2, rho, e, w = (
    getattr(setting, name) for name in ["delta", "eps0", "eps1", "eps2", "rho", "e", "w"]
)
E, F, P, Zp, D0, t1, t2, lam = (
    getattr(escape, name) for name in ["E", "F", "P", "Zp", "D0", "t1", "t2", "lam"]
)
G, C, u = escape.G, escape.C, escape.u
nu = parameters("nu")[0]
alpha, beta, tau, ca, ct = parameters("alpha beta tau ca ct")
Qx = matrix("Qx", r, r, "semidefinite")
N2 = Zp * Zp.T
POSITION = [
    ("E_not_zero", e > 0),
    ("beyond", square(Zp) > 0),
    ("least", equal(X.T * X - lam * identity(r), Qx)),
    ("alpha_nonneg", alpha >= 0),
    ("alpha_square", equal(alpha * alpha * e * e, square(N2))),
    ("beta_def", equal(beta * e * alpha * e, lam * square(Zp))),
    ("ca_pos", ca > 0),
    ("ca_square", equal(ca * ca, 1 - alpha * alpha)),
    ("tau_nonneg", tau >= 0),
    ("ct_nonneg", ct >= 0),
    ("ct_square", equal(ct * ct, 1 - tau * tau)),
    ("t1_def", equal(t1 * ca, ct)),
    ("t2_def", equal(t2 * alpha, tau)),
    ("eps1_nonneg", eps1 >= 0),
    ("w_nonneg", w >= 0),
    ("w_square", equal(w * w, 2)),
    ("nu_nonneg", nu >= 0),
    ("nu_square", equal(nu * nu, square(D0 * X.T))),
]
OBJECTS = [
    *[n, r, q, k, delta, eps0, eps1, eps2, rho, w, e, lam, alpha, beta, tau, ca, ct, t1, t2, nu],
    *[X, Z, P, S, C, u, Qx, H],
]


def psi(noise):
    """What psi(t1, t2) is the supremum of."""
    return t1 * (escape.slope(noise) + eps1 * nu) + t2 * tr(C) / 2


weight = 1 + delta + eps2 / 2
BOUND = (eps0 * rho + eps1 * w / 2) * e - (ca * ct + (alpha - weight * beta) * tau - delta) * e * e


def positive_alpha(p):
    """alpha > 0, as Z_p is not 0."""
    positive, zero, below = p.cases(alpha, "alpha_sign")
    below.contradiction(by=below["alpha_nonneg"] + below["alpha_sign"])
    zero.have("size", equal(square(N2)), by=alpha * e * e * zero["alpha_sign"] - zero["alpha_square"])
    zero.apply(library("zero-norm"), "vanishes", letters={"M": N2}, premises=["size"])
    zero.contradiction(by=zero["beyond"] - tr(zero["vanishes"]))
    return positive


def normal_size(p):
    """alpha > 0 and t2 >= 0."""
    p = positive_alpha(p)
    p.have("t2_scaled", t2 * alpha >= 0, by=p["tau_nonneg"] + p["t2_def"])
    p.apply(order.divide, "t2_nonneg", parameters={"x": t2, "c": alpha}, premises=["t2_scaled", "alpha_sign"])
    return p


def _with_normal(p):
    p = normal_size(p)
    section_3.kept(p)
    en, sq = inner(E, N2), square(N2)
    p.have("orthogonal", equal(en + sq), rewrite=section_3.RULES)
    d1, d2, c2, k2 = p["t1_def"], p["t2_def"], p["ca_square"], p["ct_square"]
    parts = e * e * (t1 * t1 * c2 - k2 - (t1 * ca + ct) * d1 - (t2 * alpha + tau) * d2)
    p.have(
        "F_size",
        equal(e * e, square(F)),
        by=parts
        + t1 * t1 * p["e_square"]
        - 2 * t1 * (t1 - t2) * p["orthogonal"]
        + (t2 * t2 - t1 * t1) * p["alpha_square"],
    )
    p.apply(escape.escape_bound, "gain", parameters={"f": e})
    p.have(
        "inner_value",
        equal(inner(E, F), (ca * ct + alpha * tau) * e * e),
        by=e * e * (ca * d1 - t1 * c2 + alpha * d2)
        + (t1 - t2) * (p["orthogonal"] + p["alpha_square"])
        - t1 * p["e_square"],
    )
    # t1 nu <= |E|/sqrt(2)
    p.apply(section_3.fact_3_3, "local")
    tangent = section_3.E_tangent
    p.have("tangent", equal(square(tangent), square(E) + 2 * en + sq), rewrite=section_3.RULES)
    p.have(
        "t1_nu",
        (w * e / 2) ** 2 >= (t1 * nu) ** 2,
        by=square(t1) * p["local"]
        + square(tau) * square(e) / 2
        + e * e / 4 * p["w_square"]
        - t1 * t1 * p["nu_square"]
        - t1 * t1 / 2 * (2 * p["orthogonal"] + p["alpha_square"] - p["e_square"] + p["tangent"])
        + e * e / 2 * (t1 * t1 * c2 - k2 - (t1 * ca + ct) * d1),
    )
    p.have("w_e", w * e / 2 >= 0, by=p["w_nonneg"] * p["e_nonneg"] / 2)
    p.apply(
        order.root_monotone, "gradient", parameters={"x": t1 * nu, "y": w * e / 2}, premises=["w_e", "t1_nu"]
    )
    p.conclude(
        by=p["gain"]
        + p["eps1_nonneg"] * p["gradient"]
        + p["inner_value"]
        + weight * (t2 * p["beta_def"] - beta * e * e * d2)
    )


with_normal = theorem(
    "lemma_3_8_with_normal",
    forall(
        [*OBJECTS, G],
        [
            *section_3.PENROSE,
            *escape.CLASS,
            *escape.UNIT,
            *POSITION,
            ("normal_part", inner(G, F) >= 0),
            escape.second_order(S + G),
        ],
        psi(S + G) <= BOUND,
    ),
    _with_normal,
    lambda: points(),
)


def _lemma_3_8(p):
    p.have("normal_part", inner(zeros(n, n), F) >= 0)
    p.apply(with_normal, "goal", letters={"G": zeros(n, n)})
    p.finish("goal")


lemma_3_8 = theorem(
    "lemma_3_8",
    forall(
        OBJECTS,
        [*section_3.PENROSE, *escape.CLASS, *escape.UNIT, *POSITION, escape.second_order(S)],
        psi(S) <= BOUND,
    ),
    _lemma_3_8,
    lambda: [{**at, "C": escape.representing(at, S)} for at in points()],
)


def positioned(at, tau_):
    """The numbers alpha, beta and what follows from tau, at an instance; None where alpha is 0 or 1."""
    at["alpha"] = np.linalg.norm(evaluate(N2, at)) / at["e"]
    if not 1e-6 < at["alpha"] < 1 - 1e-6:
        return None
    at["beta"] = at["lam"] * evaluate(square(Zp), at) / (at["e"] ** 2 * at["alpha"])
    at["tau"] = tau_ * at["alpha"]
    at["ca"], at["ct"] = np.sqrt(1 - at["alpha"] ** 2), np.sqrt(1 - at["tau"] ** 2)
    at["t1"], at["t2"], at["w"] = at["ct"] / at["ca"], at["tau"] / at["alpha"], np.sqrt(2)
    at["Qx"] = at["X"].T @ at["X"] - at["lam"] * np.eye(at["r"])
    return at


def points():
    """Numbers with 0 <= tau <= alpha < 1."""
    for tau_, at in zip(
        (0.5, 1.0, 0.0, 0.7, 0.5, 0.5, 0.5, 1.0, 0.3, 0.5), escape.combinations(), strict=True
    ):
        if positioned(at, tau_) is not None:
            yield at
