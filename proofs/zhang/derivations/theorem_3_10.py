"""Theorem 3.10, repaired (eps1/sqrt(2) for eps1/2): one of the directions of Definition 3.1 leaves the point.

With T = 1/(1 + (1 + eps2/2) s): where eps0 rho + eps1/sqrt(2) < (T - delta) |E|, either <grad f, D0> is below
-eps1 |D0 X'|, or the sum of <hess f[D_i], D_i> + eps2 |D_i X'|^2 is negative, and one of its terms with it.
"""

import numpy as np

from certify.claims.derivations import (
    element,
    equal,
    forall,
    inner,
    library,
    load,
    square,
    theorem,
    tr,
    zeros,
)

order, escape = load(__file__, "library/order"), load(__file__, "zhang/escape")
lemma_3_7, lemma_3_8, lemma_3_9 = (
    load(__file__, f"zhang/{name}") for name in ("lemma_3_7", "lemma_3_8", "lemma_3_9")
)
section_3, setting = escape.section_3, escape.setting
n, r, q, k, X, Z, P, S, H, C, u, G, Zp, E, F, D0 = (
    getattr(escape, name)
    for name in ["n", "r", "q", "k", "X", "Z", "P", "S", "H", "C", "u", "G", "Zp", "E", "F", "D0"]
)
delta, eps0, eps1, eps2, rho, e, w, s, T = (
    getattr(setting, name) for name in ["delta", "eps0", "eps1", "eps2", "rho", "e", "w", "s", "T"]
)
alpha, beta, tau, ca, ct, Qx, nu, t1, t2, N2 = (
    getattr(lemma_3_8, name) for name in ["alpha", "beta", "tau", "ca", "ct", "Qx", "nu", "t1", "t2", "N2"]
)
lam, kappa = escape.lam, setting.kappa
PLACE = [one for one in lemma_3_8.POSITION if one[0] in ("least", "nu_nonneg", "nu_square")]
NUMBERS = [
    ("ranks", r >= q),
    ("s_pos", s > 0),
    ("s_square", equal(s * s * r, q)),
    ("eps1_nonneg", eps1 >= 0),
    ("eps2_nonneg", eps2 >= 0),
    ("w_nonneg", w >= 0),
    ("w_square", equal(w * w, 2)),
    ("T_def", equal(T * (1 + kappa * s), 1)),
    ("far", (T - delta) * e > eps0 * rho + eps1 * w / 2),
]
OBJECTS = [n, r, q, k, delta, eps0, eps1, eps2, rho, w, e, s, T, lam, nu, X, Z, P, S, C, u, Qx, H]


def directions(slope):
    """What the theorem says: one of the two is negative."""
    return [[slope < -(eps1 * nu)], [element(0) > tr(C)]]


def normal_part(matrix_):
    """<G, t1 E_T + t2 E_N> >= 0 for t1 >= t2 >= 0."""
    return ("along", forall([t1, t2], [t2 >= 0, t1 >= t2], inner(matrix_, F) >= 0))


def _with_normal(p):
    slope = escape.slope(S + G)
    value = slope + eps1 * nu
    positive, zero, below = p.cases(value, "first")
    below.have("goal", slope < -(eps1 * nu), by=below["first"])
    below.finish("goal")
    for x in (positive, zero):
        x.have("slope_least", value >= 0, by=x["first"])
        up, same, down = x.cases(tr(C), "second")
        down.have("goal", element(0) > tr(C), by=down["second"])
        down.finish("goal", case=1)
        for y in (up, same):
            y.have("curvature_least", tr(C) >= 0, by=y["second"])
            y.apply(impossible)


def _impossible(p):
    """Where neither is negative: the bound for psi contradicts the distance."""
    p.have("kappa_pos", kappa > 0, by=1 + p["eps2_nonneg"] / 2)
    p.have("sigma_pos", kappa * s > 0, by=p["kappa_pos"] * p["s_pos"])
    p.have("divisor", 1 + kappa * s > 0, by=1 + p["sigma_pos"])
    i = p.obtain(library("inverse"), "iT", parameters={"x": 1 + kappa * s}, premises=["divisor"])
    p.have("T_pos", T > 0, by=p["iT_2"] + i * p["T_def"] - T * p["iT_1"])
    p.have("T_most", 1 - T > 0, by=p["T_pos"] * p["sigma_pos"] - p["T_def"])
    p.have(
        "budget",
        eps0 * rho + eps1 * w / 2 >= 0,
        by=p["eps0_nonneg"] * p["rho_nonneg"] + p["eps1_nonneg"] * p["w_nonneg"] / 2,
    )
    p.have("far_pos", (T - delta) * e > 0, by=p["far"] + p["budget"])
    p.have("w_squares", w * w >= element(1) * element(1), by=1 + p["w_square"])
    p.apply(
        order.root_monotone,
        "w_least",
        parameters={"x": element(1), "y": w},
        premises=["w_nonneg", "w_squares"],
    )
    positive, zero, below = p.cases(e, "E_not_zero")
    below.contradiction(by=below["E_not_zero"] + below["e_nonneg"])
    zero.contradiction(by=zero["far_pos"] - (T - delta) * zero["E_not_zero"])
    p = positive
    p.have("gap_scaled", (T - delta) * e >= 0, by=p["far_pos"])
    p.apply(order.divide, "gap", parameters={"x": T - delta, "c": e}, premises=["gap_scaled", "E_not_zero"])
    positive, zero, below = p.cases(square(Zp), "beyond")
    below.contradiction(by=below["beyond"] + square(Zp))
    _inside(zero)
    _beyond(positive)


def _inside(p):
    """Z_p = 0: Lemma 3.7."""
    p.apply(library("zero-norm"), "vanishes", letters={"M": Zp}, premises=["beyond"])
    p.have("inside", equal(X * P * Z, Z), by=-p["vanishes"])
    p.have("one", element(1) >= element(0), by=1)
    p.have("zero", element(0) >= 0)
    p.apply("along", "tangent", parameters={"t1": element(1), "t2": element(0)}, premises=["zero", "one"])
    p.have("normal_part", inner(G, E) >= 0, by=p["tangent"], rewrite=[("inside", "X P Z")])
    p.apply(lemma_3_7.with_normal_first, "bound")
    p.contradiction(
        by=p["bound"]
        + p["slope_least"]
        + p["E_not_zero"] * p["far"]
        + p["eps1_nonneg"] * p["E_not_zero"] * p["w_least"] / 2
        + p["T_most"] * p["E_not_zero"] * p["E_not_zero"]
    )


def _beyond(p):
    """Z_p != 0: alpha and beta are defined; Lemmas 3.8 and 3.9, or alpha = 1."""
    p.have("size_nonneg", square(N2) >= 0, by=square(N2))
    size = p.obtain(
        library("square-root"),
        "size",
        parameters={"x": square(N2)},
        premises=["size_nonneg"],
        new={"y": "size"},
    )
    ie = p.obtain(library("inverse"), "ie", parameters={"x": e}, premises=["E_not_zero"], new={"y": "ie"})
    p.let("alpha", size * ie)
    p.have("alpha_nonneg", alpha >= 0, by=p["size_1"] * p["ie_2"] + p["alpha_is"])
    p.have("alpha_e", equal(alpha * e, size), by=e * p["alpha_is"] + size * p["ie_1"])
    p.have(
        "alpha_square",
        equal(alpha * alpha * e * e, square(N2)),
        by=(alpha * e + size) * p["alpha_e"] + p["size_2"],
    )
    p = lemma_3_8.positive_alpha(p)
    p.have("ae", e * alpha * e > 0, by=p["alpha_sign"] * p["E_not_zero"] * p["E_not_zero"])
    ib = p.obtain(library("inverse"), "ib", parameters={"x": e * alpha * e}, premises=["ae"], new={"y": "ib"})
    p.let("beta", lam * square(Zp) * ib)
    p.have(
        "beta_def",
        equal(beta * e * alpha * e, lam * square(Zp)),
        by=e * alpha * e * p["beta_is"] + lam * square(Zp) * p["ib_1"],
    )
    section_3.kept(p)
    en, sq = inner(E, N2), square(N2)
    p.have("orthogonal", equal(en + sq), rewrite=section_3.RULES)
    # (1 - alpha^2) e^2 = |E_T|^2
    p.have("e_2", e * e > 0, by=p["E_not_zero"] * p["E_not_zero"])
    p.have(
        "flat",
        (1 - alpha * alpha) * (e * e) >= 0,
        by=square(E + N2) + p["e_square"] - 2 * p["orthogonal"] - p["alpha_square"],
    )
    p.apply(
        order.divide, "alpha_most", parameters={"x": 1 - alpha * alpha, "c": e * e}, premises=["flat", "e_2"]
    )
    p.obtain(
        library("square-root"),
        "ca",
        parameters={"x": 1 - alpha * alpha},
        premises=["alpha_most"],
        new={"y": "ca"},
    )
    p.have("ca_nonneg", ca >= 0, by=p["ca_1"])
    p.have("ca_square", equal(ca * ca, 1 - alpha * alpha), by=p["ca_2"])
    positive, zero, below = p.cases(ca, "ca_pos")
    below.contradiction(by=below["ca_pos"] + below["ca_nonneg"])
    _generic(positive)
    _normal(zero)


def _generic(p):
    p.apply(lemma_3_9.lemma_3_9, "best")
    tau_, ct_ = p.named("tau"), p.named("ct")
    p.have("tau_nonneg", tau_ >= 0, by=p["best_1"])
    p.have("ct_nonneg", ct_ >= 0, by=p["best_3"])
    p.have("ct_square", equal(ct_ * ct_, 1 - tau_ * tau_), by=p["best_4"])
    ia = p.obtain(library("inverse"), "ia", parameters={"x": alpha}, premises=["alpha_sign"], new={"y": "ia"})
    ic = p.obtain(library("inverse"), "ic", parameters={"x": ca}, premises=["ca_pos"], new={"y": "ic"})
    p.let("t1", ct_ * ic)
    p.let("t2", tau_ * ia)
    p.have("t1_def", equal(t1 * ca, ct_), by=ca * p["t1_is"] + ct_ * p["ic_1"])
    p.have("t2_def", equal(t2 * alpha, tau_), by=alpha * p["t2_is"] + tau_ * p["ia_1"])
    p.have("t1_nonneg", t1 >= 0, by=p["ct_nonneg"] * p["ic_2"] + p["t1_is"])
    p.have("t2_nonneg", t2 >= 0, by=p["tau_nonneg"] * p["ia_2"] + p["t2_is"])
    p.have(
        "roots",
        ct_ * ct_ >= ca * ca,
        by=p["best_2"] * (p["alpha_sign"] + p["tau_nonneg"]) + p["ct_square"] - p["ca_square"],
    )
    p.apply(order.root_monotone, "ct_least", parameters={"x": ca, "y": ct_}, premises=["ct_nonneg", "roots"])
    p.have(
        "t_scaled",
        (t1 - t2) * (alpha * ca) >= 0,
        by=p["ct_nonneg"] * p["best_2"]
        + p["tau_nonneg"] * p["ct_least"]
        + alpha * p["t1_def"]
        - ca * p["t2_def"],
    )
    p.have("a_ca", alpha * ca > 0, by=p["alpha_sign"] * p["ca_pos"])
    p.apply(
        order.divide, "t_order", parameters={"x": t1 - t2, "c": alpha * ca}, premises=["t_scaled", "a_ca"]
    )
    p.apply("along", "normal_part", premises=["t2_nonneg", "t_order"])
    p.apply(lemma_3_8.with_normal, "bound")
    # v >= T (1 + kappa beta tau) >= T (1 + beta tau) for v = ca ct + (alpha - kappa beta) tau
    p.have("lam_nonneg", lam >= 0, by=square(X * u) - p["u_value"])
    p.have("beta_nonneg", beta >= 0, by=p["lam_nonneg"] * p["beyond"] * p["ib_2"] + p["beta_is"])
    v = ca * ct_ + (alpha - kappa * beta) * tau_
    p.have(
        "v_least",
        v >= T * (1 + kappa * beta * tau_),
        by=p["T_pos"] * p["best_5"] - v * p["T_def"],
    )
    p.have(
        "bracket",
        ca * ct_ + (alpha - (1 + delta + eps2 / 2) * beta) * tau_ - delta >= T - delta,
        by=p["v_least"]
        + p["gap"] * p["beta_nonneg"] * p["tau_nonneg"]
        + p["T_pos"] * p["eps2_nonneg"] / 2 * p["beta_nonneg"] * p["tau_nonneg"],
    )
    p.contradiction(
        by=p["bound"]
        + p["t1_nonneg"] * p["slope_least"]
        + p["t2_nonneg"] * p["curvature_least"] / 2
        + p["bracket"] * p["e_2"]
        + p["E_not_zero"] * p["far"]
    )


def _normal(p):
    """alpha = 1: E_T = 0, so that E = E_N, beta = 0 and |D0 X'| = 0."""
    one = element(1)
    p.have("one", equal(alpha * alpha, 1), by=p["ca_square"] - ca * p["ca_pos"])
    first, second = p.apply(lemma_3_9.alpha_beta, "between")
    second.apply(library("size-positive"), "r_least", sizes={"n": r})
    second.have("r_pos", r > 0, by=second["r_least"] + 1)
    second.have("s_scaled", (1 - s * s) * r >= 0, by=second["ranks"] - second["s_square"])
    second.apply(order.divide, "s_most", parameters={"x": 1 - s * s, "c": r}, premises=["s_scaled", "r_pos"])
    more = second["between_1"]
    second.contradiction(
        by=second["between_2"]
        + second["s_most"] * more * more
        + 2 * second["alpha_sign"] * more
        + second["alpha_sign"] * second["alpha_sign"]
        + s * s * second["one"]
    )
    p = first
    p.have("b_zero", -beta * beta >= 0, by=p["between_3"] + s * s * p["one"])
    p.have("b_least", beta * beta >= 0, by=square(beta))
    p.apply(order.antisymmetry, "b_square", parameters={"x": beta * beta}, premises=["b_least", "b_zero"])
    p.have("beta_positive", beta >= 0, by=p["between_1"])
    up, same, down = p.cases(beta, "b_sign")
    up.contradiction(by=up["b_sign"] * up["b_sign"] - up["b_square"])
    down.contradiction(by=down["b_sign"] + down["beta_positive"])
    p = same
    p.have("no_local", equal(lam * square(Zp)), by=e * alpha * e * p["b_sign"] - p["beta_def"])
    # |E_T| = 0, and |D0 X'| <= |E_T|/sqrt(2)
    p.apply(section_3.fact_3_3, "local")
    tangent = section_3.E_tangent
    en, sq = inner(E, N2), square(N2)
    p.have("tangent", equal(square(tangent), square(E) + 2 * en + sq), rewrite=section_3.RULES)
    p.have(
        "nu_squares",
        element(0) * element(0) >= nu * nu,
        by=p["local"]
        - p["nu_square"]
        - (p["tangent"] - p["e_square"] + 2 * p["orthogonal"] + p["alpha_square"] - e * e * p["one"]) / 2,
    )
    p.have("zero", element(0) >= 0)
    p.apply(
        order.root_monotone, "nu_most", parameters={"x": nu, "y": element(0)}, premises=["zero", "nu_squares"]
    )
    p.have("ones", one - one >= 0)
    p.have("t2_nonneg", one >= 0, by=1)
    p.apply("along", "normal_part", parameters={"t1": one, "t2": one}, premises=["t2_nonneg", "ones"])
    put = {"parameters": {"t1": one, "t2": one, "f": e}}
    p.have("f_square", equal(e * e, square(one * (E + N2) - one * N2)), by=p["e_square"])
    p.apply(escape.escape_bound, "bound", **put)
    p.contradiction(
        by=p["bound"]
        + p["slope_least"]
        + p["curvature_least"] / 2
        + p["eps1_nonneg"] * p["nu_most"]
        + p["E_not_zero"] * p["far"]
        + p["eps1_nonneg"] * p["w_nonneg"] * p["E_not_zero"] / 2
        + p["T_most"] * p["E_not_zero"] * p["E_not_zero"]
        - p["e_square"]
        - (1 + delta + eps2 / 2) * p["no_local"]
    )


PREMISES = [*section_3.PENROSE, *escape.CLASS, *escape.UNIT, *PLACE, *NUMBERS]
impossible = theorem(
    "theorem_3_10_impossible",
    forall(
        [*OBJECTS, G],
        [
            *PREMISES,
            normal_part(G),
            escape.second_order(S + G),
            ("slope_least", escape.slope(S + G) + eps1 * nu >= 0),
            ("curvature_least", tr(C) >= 0),
        ],
        either=(),
    ),
    _impossible,
)
with_normal = theorem(
    "theorem_3_10_with_normal",
    forall(
        [*OBJECTS, G],
        [*PREMISES, normal_part(G), escape.second_order(S + G)],
        either=directions(escape.slope(S + G)),
    ),
    _with_normal,
)


def _theorem_3_10(p):
    p.lemma("along", normal_part(zeros(n, n))[1], lambda x: x.conclude())
    first, second = p.apply(with_normal, "goal", letters={"G": zeros(n, n)})
    first.finish("goal")
    second.finish("goal", case=1)


theorem_3_10 = theorem(
    "theorem_3_10",
    forall(OBJECTS, [*PREMISES, escape.second_order(S)], either=directions(escape.slope(S))),
    _theorem_3_10,
    lambda: points(),
)


def points():
    """Numbers of Lemma 3.8 with eps1 small enough for the distance to be large."""
    for at in lemma_3_9.points():
        at["eps1"], at["T"] = 0.01, 1 / (1 + (1 + at["eps2"] / 2) * at["s"])
        small = 0.5 * (at["T"] - at["delta"]) * at["e"] / at["rho"]
        scale = small / at["eps0"] if at["eps0"] else 1.0
        at["S"], at["eps0"] = at["S"] * min(1, scale), at["eps0"] * min(1, scale)
        if (at["T"] - at["delta"]) * at["e"] > at["eps0"] * at["rho"] + at["eps1"] * np.sqrt(2) / 2:
            yield at | {"C": escape.representing(at, S)}
