"""Lemma 3.9, and [44, Lemma 3.8] with its right sign: alpha^2 + (r/r*) beta^2 <= 1 + ((beta - alpha)_+)^2.

s is sqrt(r*/r), kappa is 1 + eps2/2, ca and ct are the roots of 1 - alpha^2 and 1 - tau^2. The maximum over
tau is at least 1/(1 + kappa s) where the value at one tau is; both denominators are positive.
"""

import numpy as np

from certify.claims.derivations import (
    element,
    equal,
    exists,
    forall,
    library,
    load,
    parameters,
    square,
    theorem,
)
from certify.claims.derivations.sequents import exchanged_case
from certify.claims.derivations.substitution import Exchange

order, constraint_ = load(__file__, "library/order"), load(__file__, "zhang/constraint")
lemma_3_8 = load(__file__, "zhang/lemma_3_8")
section_3, escape, setting = lemma_3_8.section_3, lemma_3_8.escape, lemma_3_8.setting
n, r, q, X, Z, P, Zp, lam, e = (
    getattr(lemma_3_8, name) for name in ["n", "r", "q", "X", "Z", "P", "Zp", "lam", "e"]
)
alpha, beta, tau, ca, ct, Qx = (
    getattr(lemma_3_8, name) for name in ["alpha", "beta", "tau", "ca", "ct", "Qx"]
)
s, kappa = setting.s, parameters("kappa")[0]
value = ca * ct + alpha * tau - kappa * beta * tau
FOUND = exists(
    [tau, ct],
    [
        tau >= 0,
        alpha >= tau,
        ct >= 0,
        equal(ct * ct, 1 - tau * tau),
        value * (1 + kappa * s) >= 1 + kappa * beta * tau,
    ],
)
SCALARS = [
    ("alpha_pos", alpha > 0),
    ("beta_nonneg", beta >= 0),
    ("ca_pos", ca > 0),
    ("ca_square", equal(ca * ca, 1 - alpha * alpha)),
    ("s_pos", s > 0),
    ("kappa_least", kappa >= 1),
]
NUMBERS = [alpha, beta, ca, s, kappa]


def _at_zero(p, reached):
    """tau = 0, where ca (1 + kappa s) >= 1."""
    zero, one = element(0), element(1)
    p.have("tau_nonneg", zero >= 0)
    p.have("tau_small", alpha >= zero, by=p["alpha_pos"])
    p.have("ct_nonneg", one >= 0, by=one)
    p.have("ct_square", equal(one * one, 1 - zero * zero))
    p.have(
        "reached",
        (ca * one + alpha * zero - kappa * beta * zero) * (1 + kappa * s) >= 1 + kappa * beta * zero,
        by=p[reached],
    )
    facts = ["tau_nonneg", "tau_small", "ct_nonneg", "ct_square", "reached"]
    p.finish(*facts, witnesses={"tau": zero, "ct": one})


def _flat(p):
    """s^2 ca^2 >= alpha^2 gives ca (1 + s) >= 1."""
    p.have("kappa_s", (kappa - 1) * s >= 0, by=p["kappa_least"] * p["s_pos"])
    p.have("y", ca * (1 + kappa * s) >= 0, by=p["ca_pos"] * (1 + p["s_pos"] + p["kappa_s"]))
    x = ca * (1 + kappa * s)
    p.have(
        "squares",
        x * x >= element(1) * element(1),
        by=p["steep"]
        + p["ca_square"]
        + 2 * p["ca_pos"] * p["ca_pos"] * (p["s_pos"] + p["kappa_s"])
        + p["ca_pos"] * p["ca_pos"] * p["kappa_s"] * (2 * p["s_pos"] + p["kappa_s"]),
    )
    p.apply(order.root_monotone, "large", parameters={"x": element(1), "y": x}, premises=["y", "squares"])
    _at_zero(p, "large")


flat = theorem(
    "best_tau_flat",
    forall(NUMBERS, [*SCALARS, ("steep", s * s * ca * ca >= alpha * alpha)], FOUND),
    _flat,
    [{"alpha": 0.6, "beta": 2.0, "ca": 0.8, "s": 0.8, "kappa": 1.2}],
)


def _inner(p):
    """With b = kappa beta: V where V (1 - b^2) = 1 - 2 alpha b + b^2, unless b (1 + ca) >= alpha."""
    b, sigma = kappa * beta, kappa * s
    p.have("kappa_pos", kappa > 0, by=1 + p["kappa_least"])
    p.have("b_nonneg", b >= 0, by=p["kappa_pos"] * p["beta_nonneg"])
    p.have("sigma_pos", sigma > 0, by=p["kappa_pos"] * p["s_pos"])
    p.have(
        "flat_side",
        sigma * sigma * ca * ca >= b * b,
        by=square(kappa) * p["gentle"],
    )
    p.have("one_ca", 1 + ca > 0, by=1 + p["ca_pos"])
    p.have("ca_most", 1 - alpha * alpha >= 0, by=p["ca_pos"] * p["ca_pos"] - p["ca_square"])
    inside, *outside = p.cases(alpha - b * (1 + ca), "region")
    for x in outside:
        if x is outside[0]:
            x.have("far", b * (1 + ca) >= alpha, by=-x["region"])
        else:
            x.have("far", b * (1 + ca) >= alpha, by=x["region"])
        # sigma ca (1 + ca) >= alpha, and if ca (1 + sigma) < 1 then alpha < alpha^2
        x.have("sc", sigma * ca >= 0, by=x["sigma_pos"] * x["ca_pos"])
        x.have("sc2", (sigma * ca) * (sigma * ca) >= b * b, by=x["flat_side"])
        x.apply(order.root_monotone, "b_most", parameters={"x": b, "y": sigma * ca}, premises=["sc", "sc2"])
        x.have("bound", sigma * ca * (1 + ca) >= alpha, by=x["b_most"] * x["one_ca"] + x["far"])
        above, same, below = x.cases(ca * (1 + sigma) - 1, "gap")
        above.have("large", ca * (1 + sigma) >= 1, by=above["gap"])
        same.have("large", ca * (1 + sigma) >= 1, by=same["gap"])
        # (1 - ca)(1 + ca) = alpha^2 > alpha: contradiction with alpha <= 1
        below.have(
            "steep",
            alpha * alpha - alpha > 0,
            by=below["gap"] * below["one_ca"] + below["bound"] + below["ca_square"],
        )
        below.contradiction(
            by=below["steep"] * below["alpha_pos"] + below["steep"] + below["alpha_pos"] * below["ca_most"]
        )
        for y in (above, same):
            _at_zero(y, "large")
    p = inside
    h = alpha - b * (1 + ca)
    p.have("alpha_square", 1 - alpha * alpha >= 0, by=p["ca_most"])
    p.have("one", element(1) >= 0, by=1)
    p.have("alpha_2", element(1) * element(1) >= alpha * alpha, by=p["ca_most"])
    p.apply(
        order.root_monotone,
        "alpha_most",
        parameters={"x": alpha, "y": element(1)},
        premises=["one", "alpha_2"],
    )
    p.have("b_small", 1 - b > 0, by=p["region"] + p["alpha_most"] + p["b_nonneg"] * p["ca_pos"])
    p.have("divisor", 1 - b * b > 0, by=p["b_small"] * (1 + p["b_nonneg"]))
    inverse = p.obtain(
        library("inverse"), "id", parameters={"x": 1 - b * b}, premises=["divisor"], new={"y": "iD"}
    )
    top = 1 - 2 * alpha * b + b * b
    V = p.let("V", top * inverse)
    p.have("V_def", equal(V * (1 - b * b), top), by=(1 - b * b) * p["V_is"] + top * p["id_1"])
    p.have("top_pos", top > 0, by=p["ca_pos"] * p["ca_pos"] + square(alpha - b) + p["ca_square"] * (-1))
    p.have("V_pos", V > 0, by=p["top_pos"] * p["id_2"] + p["V_is"])
    iV = p.obtain(library("inverse"), "iv", parameters={"x": V}, premises=["V_pos"], new={"y": "iV"})
    m = alpha - b * (1 + V)
    t_, c_ = m * iV, ca * iV
    p.have(
        "m_part",
        (alpha * (1 + b * b) - 2 * b) * ((1 + ca) * (1 + ca)) >= 0,
        by=2 * p["region"] * p["one_ca"] * p["ca_pos"]
        + p["alpha_pos"] * p["region"] * p["region"]
        + (alpha - 2 * h) * p["ca_square"],
    )
    p.have("one_ca_2", (1 + ca) * (1 + ca) > 0, by=p["one_ca"] * p["one_ca"])
    p.apply(
        order.divide,
        "m_top",
        parameters={"x": alpha * (1 + b * b) - 2 * b, "c": (1 + ca) * (1 + ca)},
        premises=["m_part", "one_ca_2"],
    )
    p.have("m_scaled", m * (1 - b * b) >= 0, by=p["m_top"] - b * p["V_def"])
    p.apply(order.divide, "m_nonneg", parameters={"x": m, "c": 1 - b * b}, premises=["m_scaled", "divisor"])
    p.have("tau_nonneg", t_ >= 0, by=p["m_nonneg"] * p["iv_2"])
    # tau <= alpha
    p.have(
        "m_below",
        (alpha * V - m) * (1 - b * b) >= 0,
        by=2 * p["b_nonneg"] * p["ca_most"] + (alpha + b) * p["V_def"],
    )
    p.apply(
        order.divide,
        "m_most",
        parameters={"x": alpha * V - m, "c": 1 - b * b},
        premises=["m_below", "divisor"],
    )
    p.have("tau_small", alpha >= t_, by=p["m_most"] * p["iv_2"] - alpha * p["iv_1"])
    p.have("ct_nonneg", c_ >= 0, by=p["ca_pos"] * p["iv_2"])
    # V^2 = ca^2 + m^2
    p.have("V_square", equal(V * V, ca * ca + m * m), by=(1 + V) * p["V_def"] - p["ca_square"])
    p.have(
        "ct_square",
        equal(c_ * c_, 1 - t_ * t_),
        by=-iV * iV * p["V_square"] + (V * iV + 1) * p["iv_1"],
    )
    # V (1 + sigma) >= 1
    p.have(
        "reach_scaled",
        (top * (1 + sigma) - (1 - b * b)) * sigma >= 0,
        by=square(sigma * alpha - (1 + sigma) * b) + p["flat_side"] + sigma * sigma * p["ca_square"] * (-1),
    )
    p.apply(
        order.divide,
        "reach_top",
        parameters={"x": top * (1 + sigma) - (1 - b * b), "c": sigma},
        premises=["reach_scaled", "sigma_pos"],
    )
    p.have("reach_V", (V * (1 + sigma) - 1) * (1 - b * b) >= 0, by=p["reach_top"] + (1 + sigma) * p["V_def"])
    p.apply(
        order.divide,
        "V_large",
        parameters={"x": V * (1 + sigma) - 1, "c": 1 - b * b},
        premises=["reach_V", "divisor"],
    )
    there = ca * c_ + alpha * t_ - b * t_
    p.have(
        "there",
        equal(there, V * (1 + b * t_)),
        by=-iV * p["V_square"] + V * p["iv_1"],
    )
    p.have(
        "reached",
        (ca * c_ + alpha * t_ - kappa * beta * t_) * (1 + kappa * s) >= 1 + kappa * beta * t_,
        by=p["V_large"] * (1 + p["b_nonneg"] * p["tau_nonneg"]) + (1 + sigma) * p["there"],
    )
    facts = ["tau_nonneg", "tau_small", "ct_nonneg", "ct_square", "reached"]
    p.finish(*facts, witnesses={"tau": t_, "ct": c_})


inner = theorem(
    "best_tau_inner",
    forall(NUMBERS, [*SCALARS, ("gentle", s * s * ca * ca >= beta * beta)], FOUND),
    _inner,
    [
        {"alpha": 0.6, "beta": 0.5, "ca": 0.8, "s": 0.8, "kappa": 1.2},
        {"alpha": 0.8, "beta": 0.1, "ca": 0.6, "s": 0.8, "kappa": 1.0},
    ],
)


SPECTRUM = [
    one
    for one in lemma_3_8.POSITION
    if one[0] in ("E_not_zero", "beyond", "least", "alpha_nonneg", "alpha_square", "beta_def")
]
PAIR = [
    *section_3.PENROSE,
    ("ranks", r >= q),
    ("s_pos", s > 0),
    ("s_square", equal(s * s * r, q)),
    ("e_square", equal(e * e, square(section_3.E))),
    *SPECTRUM,
    *escape.UNIT,
]
OBJECTS = [n, r, q, lam, e, alpha, beta, s, X, Z, P, Qx, escape.u]
FLAT = s * s * (1 - alpha * alpha)


def _alpha_beta(p):
    p = lemma_3_8.positive_alpha(p)
    p.have("alpha_pos", alpha > 0, by=p["alpha_sign"])
    section_3.kept(p)
    N2, sig = lemma_3_8.N2, square(Zp)
    en, sq = section_3.inner(section_3.E, N2), square(N2)
    p.have("orthogonal", equal(en + sq), rewrite=section_3.RULES)
    p.have("lam_nonneg", lam >= 0, by=square(X * escape.u) - p["u_value"])
    p.have("e_2", e * e > 0, by=p["E_not_zero"] * p["E_not_zero"])
    p.have("ae", alpha * e * e > 0, by=p["alpha_pos"] * p["e_2"])
    p.have("b_scaled", beta * (alpha * e * e) >= 0, by=p["lam_nonneg"] * p["beyond"] + p["beta_def"])
    p.apply(
        order.divide, "beta_nonneg", parameters={"x": beta, "c": alpha * e * e}, premises=["b_scaled", "ae"]
    )
    p.apply(library("size-positive"), "q_least", sizes={"n": q})
    p.apply(library("size-positive"), "r_least", sizes={"n": r})
    p.have("q_pos", q > 0, by=p["q_least"] + 1)
    p.have("r_pos", r > 0, by=p["r_least"] + 1)
    p.have("s_scaled", (1 - s * s) * r >= 0, by=p["ranks"] - p["s_square"])
    p.apply(order.divide, "s_most", parameters={"x": 1 - s * s, "c": r}, premises=["s_scaled", "r_pos"])
    # |Z_p|^4 <= q |Z_p Z_p'|^2, so that beta^2 e^2 <= q lam^2
    p.have(
        "columns",
        (q * sq - sig * sig) * q >= 0,
        by=square(sig * section_3.identity(q) - q * Zp.T * Zp),
    )
    p.apply(
        order.divide, "trace", parameters={"x": q * sq - sig * sig, "c": q}, premises=["columns", "q_pos"]
    )
    p.have("ae_2", alpha * alpha * e * e > 0, by=p["alpha_pos"] * p["ae"])
    rest = q * lam * lam - beta * beta * e * e
    p.have(
        "rest_scaled",
        rest * (alpha * alpha * e * e) >= 0,
        by=square(lam) * p["trace"]
        + q * lam * lam * p["alpha_square"]
        - (beta * e * alpha * e + lam * sig) * p["beta_def"],
    )
    p.apply(
        order.divide,
        "rest",
        parameters={"x": rest, "c": alpha * alpha * e * e},
        premises=["rest_scaled", "ae_2"],
    )
    p.have("Y_def", equal(Zp - Z + X * P * Z))
    p.have("one", element(1) >= 0, by=1)
    p.have("none", 1 - element(1) >= 0)
    p.have(
        "alpha_most",
        e * e - alpha * alpha * e * e >= 0,
        by=square(section_3.E + N2) + p["e_square"] - 2 * p["orthogonal"] - p["alpha_square"],
    )

    def constrained(x, weight, premises):
        x.apply(
            constraint_.constraint,
            "con",
            parameters={"weight": weight},
            letters={"Y": Zp, "Q": Qx},
            premises=["mp1", "mp2", "mp3", "mp4", "least", "lam_pos", "ranks", *premises, "Y_def"],
        )
        x.have(
            "con_2",
            e * e * (1 - alpha * alpha)
            - (r - q) * lam * lam
            - 2 * weight * beta * alpha * e * e
            + weight * weight * alpha * alpha * e * e
            >= 0,
            by=x["con"]
            + x["e_square"]
            - 2 * x["orthogonal"]
            + (weight * weight - 1) * x["alpha_square"]
            - 2 * weight * x["beta_def"],
        )

    def divided(x, goal, case, by, order_by):
        x.have("scaled", goal * (e * e) >= 0, by=by)
        x.apply(order.divide, "goal", parameters={"x": goal, "c": e * e}, premises=["scaled", "e_2"])
        x.have("order", order_by[0], by=order_by[1])
        x.finish(*["beta_nonneg", "order", "goal"][case:], case=case)

    def gentle(x, sign):
        """alpha >= beta: the weight beta / alpha."""
        goal = FLAT - beta * beta
        order_by = (alpha >= beta, sign)
        lam_pos, zero, below = x.cases(lam, "lam_pos")
        below.contradiction(by=below["lam_nonneg"] + below["lam_pos"])
        zero.have("flat", equal(beta * (alpha * e * e)), by=zero["beta_def"] + sig * zero["lam_pos"])
        i = zero.obtain(
            library("inverse"), "ia", parameters={"x": alpha * e * e}, premises=["ae"], new={"y": "ia"}
        )
        zero.have("beta_zero", equal(beta), by=i * zero["flat"] - beta * zero["ia_1"])
        divided(zero, goal, 0, square(s) * zero["alpha_most"] - beta * e * e * zero["beta_zero"], order_by)
        x = lam_pos
        i = x.obtain(
            library("inverse"), "ia", parameters={"x": alpha}, premises=["alpha_pos"], new={"y": "ia"}
        )
        weight = beta * i
        x.have("least_weight", weight >= 0, by=x["beta_nonneg"] * x["ia_2"])
        x.have("most_weight", 1 - weight >= 0, by=sign * x["ia_2"] - x["ia_1"])
        constrained(x, weight, ["least_weight", "most_weight"])
        divided(
            x,
            goal,
            0,
            square(s) * x["con_2"]
            + x["s_most"] * x["rest"]
            + lam * lam * x["s_square"]
            + s * s * beta * beta * e * e * (2 - (alpha * i + 1)) * x["ia_1"],
            order_by,
        )

    above, same, below = p.cases(alpha - beta, "order_sign")
    gentle(above, above["order_sign"])
    gentle(same, same["order_sign"])
    x, zero, negative = below.cases(lam, "lam_pos")
    negative.contradiction(by=negative["lam_nonneg"] + negative["lam_pos"])
    zero.contradiction(
        by=(zero["order_sign"] + zero["alpha_pos"]) * zero["ae"] - zero["beta_def"] - sig * zero["lam_pos"]
    )
    constrained(x, element(1), ["one", "none"])
    divided(
        x,
        FLAT + s * s * (beta - alpha) ** 2 - beta * beta,
        1,
        square(s) * x["con_2"] + x["s_most"] * x["rest"] + lam * lam * x["s_square"],
        (beta >= alpha, x["order_sign"]),
    )


alpha_beta = theorem(
    "alpha_beta_constraint",
    forall(
        OBJECTS,
        PAIR,
        either=[
            [beta >= 0, alpha >= beta, beta * beta <= FLAT],
            [beta >= alpha, FLAT + s * s * (beta - alpha) ** 2 >= beta * beta],
        ],
    ),
    _alpha_beta,
    lambda: points(),
)


half = 1 + setting.eps2 / 2


def _lemma_3_9(p):
    p.have("kappa_least", half >= 1, by=p["eps2_nonneg"] / 2)
    p = lemma_3_8.positive_alpha(p)
    p.have("alpha_pos", alpha > 0, by=p["alpha_sign"])
    put = {"kappa": half}
    first, second = p.apply(alpha_beta, "between")
    first.have("beta_nonneg", beta >= 0, by=first["between_1"])
    # s^2 ca^2 >= alpha^2 where beta >= alpha
    second.have("beta_nonneg", beta >= 0, by=second["between_1"] + second["alpha_pos"])
    second.apply(library("size-positive"), "r_least", sizes={"n": r})
    second.have("r_pos", r > 0, by=second["r_least"] + 1)
    second.have("s_scaled", (1 - s * s) * r >= 0, by=second["ranks"] - second["s_square"])
    second.apply(order.divide, "s_most", parameters={"x": 1 - s * s, "c": r}, premises=["s_scaled", "r_pos"])
    more = second["between_1"]  # beta - alpha
    second.have(
        "steep",
        s * s * ca * ca >= alpha * alpha,
        by=second["between_2"]
        + s * s * second["ca_square"]
        + second["s_most"] * (more * more + 2 * second["alpha_pos"] * more)
        + 2 * square(s) * second["alpha_pos"] * more,
    )
    first.have("gentle", s * s * ca * ca >= beta * beta, by=first["between_3"] + s * s * first["ca_square"])

    def ended(x):
        x.finish(*(f"found_{i}" for i in range(1, 6)), witnesses={"tau": x.named("tau"), "ct": x.named("ct")})

    positive, zero, below = second.cases(ca, "ca_pos")
    below.contradiction(by=below["ca_nonneg"] + below["ca_pos"])
    zero.contradiction(by=zero["steep"] + zero["alpha_pos"] * zero["alpha_pos"] - s * s * ca * zero["ca_pos"])
    positive.apply(flat, "found", parameters=put)
    ended(positive)
    positive, zero, below = first.cases(ca, "ca_pos")
    below.contradiction(by=below["ca_nonneg"] + below["ca_pos"])
    positive.apply(inner, "found", parameters=put)
    ended(positive)
    # alpha = 1 and beta = 0: tau = alpha
    x = zero
    x.have("b_zero", -beta * beta >= 0, by=x["gentle"] - s * s * ca * x["ca_pos"])
    x.have("b_least", beta * beta >= 0, by=square(beta))
    x.apply(order.antisymmetry, "b_square", parameters={"x": beta * beta}, premises=["b_least", "b_zero"])
    x.have("one", equal(alpha * alpha, 1), by=x["ca_square"] - ca * x["ca_pos"])
    positive, same, below = x.cases(beta, "b_sign")
    positive.contradiction(by=positive["b_sign"] * positive["b_sign"] - positive["b_square"])
    below.contradiction(by=below["b_sign"] + below["beta_nonneg"])
    x = same
    x.have("tau_nonneg", alpha >= 0, by=x["alpha_pos"])
    x.have("tau_small", alpha - alpha >= 0)
    x.have("ct_nonneg", element(0) >= 0)
    x.have("ct_square", equal(element(0) * element(0), 1 - alpha * alpha), by=x["one"])
    x.have("half_pos", half > 0, by=1 + x["eps2_nonneg"] / 2)
    x.have(
        "reached",
        (ca * element(0) + alpha * alpha - half * beta * alpha) * (1 + half * s) >= 1 + half * beta * alpha,
        by=x["half_pos"] * x["s_pos"]
        + (1 + half * s) * x["one"]
        - half * alpha * (2 + half * s) * x["b_sign"],
    )
    facts = ["tau_nonneg", "tau_small", "ct_nonneg", "ct_square", "reached"]
    x.finish(*facts, witnesses={"tau": alpha, "ct": element(0)})


HALF = Exchange({}, {"kappa": half})
lemma_3_9 = theorem(
    "lemma_3_9",
    forall(
        [*OBJECTS, ca, setting.eps2],
        [
            *PAIR,
            ("eps2_nonneg", setting.eps2 >= 0),
            ("ca_nonneg", ca >= 0),
            ("ca_square", equal(ca * ca, 1 - alpha * alpha)),
        ],
        exchanged_case(FOUND, HALF),
    ),
    _lemma_3_9,
    lambda: points(),
)


def points():
    """Numbers of Lemma 3.8 with s."""
    for at in lemma_3_8.points():
        yield at | {"s": np.sqrt(at["q"] / at["r"]), "kappa": 1.1}
