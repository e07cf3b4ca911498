"""Second-order points of the asymmetric class, for general losses: (T - delta) |U V' - M*| <= eps0 rho.

For a loss phi the function is g(U, V) = 4 phi(U V') + (mu/2) |U'U - V'V|^2, mu >= 0. H is the mean of phi''
on the segment from M* to U V', and SA = phi'(M*), so that phi'(U V') = H(E, .) + SA; HM is phi'' at U V'. A
quadratic loss has HM = H. The second-order condition holds up to mu eta times the squared local norm; T > 0
and T^2 + (1 + delta + mu eta/2) s T <= 1. For eta = 0 the points are exact, and mu = 0 is no exception.
"""

import numpy as np

from certify.claims.derivations import (
    element,
    equal,
    forall,
    form,
    inner,
    library,
    load,
    parameter,
    square,
    theorem,
    tr,
    zeros,
)

order = load(__file__, "library/order")
core, frames = load(__file__, "beyond/asymmetric_core"), load(__file__, "beyond/frames")
numbers, residual = load(__file__, "beyond/asymmetric_numbers"), load(__file__, "beyond/residual")
setting = load(__file__, "beyond/asymmetric_setting")
n1, n2, r, H, U, V, SA, D1, D2 = (
    getattr(setting, name) for name in ["n1", "n2", "r", "H", "U", "V", "SA", "D1", "D2"]
)
delta, eps0, mu, s, T, rho, e, error, balance = (
    getattr(setting, name) for name in ["delta", "eps0", "mu", "s", "T", "rho", "e", "error", "balance"]
)
eta = parameter("eta")
HM = form("HM", n1, n2)
lam = 1 + delta + mu * eta / 2
product = D1 * D2.T
second = (
    4 * HM(setting.change, setting.change)
    + 8 * H(error, product)
    + 8 * inner(SA, product)
    + mu * (square(setting.slope(balance)) + 2 * inner(balance, D1.T * D1 - D2.T * D2))
)
CONDITIONS = [
    *setting.RIP,
    ("rip_upper_at", setting.upper(HM)),
    setting.NOISE,
    setting.stationary(setting.loss(mu)),
    ("curvature", forall([D1, D2], [], second + mu * eta * setting.local_norm >= 0)),
]


def _balanced(p):
    """mu (U'U - V'V) = 0: B'(U' first - second' V) is 2 mu (|U B|^2 + |V B|^2), B = U'U - V'V."""
    above, zero, below = p.cases(mu, "mu_sign")
    below.contradiction(by=below["mu_nonneg"] + below["mu_sign"])
    zero.conclude(by=balance * zero["mu_sign"])
    p = above
    parts = {"U": U * balance, "V": V * balance}
    both = square(parts["U"]) + square(parts["V"])
    p.have(
        "scaled",
        (-both) * mu >= 0,
        by=tr(balance * V.T * p["second"]) / 2 - tr(balance * U.T * p["first"]) / 2,
    )
    p.apply(order.divide, "both", parameters={"x": -both, "c": mu}, premises=["scaled", "mu_sign"])
    for name, other in (("U", "V"), ("V", "U")):
        size = square(parts[name])
        p.have(f"most_{name}", -size >= 0, by=p["both"] + square(parts[other]))
        p.have(f"least_{name}", size >= 0, by=size)
        p.apply(
            order.antisymmetry,
            f"norm_{name}",
            parameters={"x": size},
            premises=[f"least_{name}", f"most_{name}"],
        )
        p.apply(library("zero-norm"), f"{name}_B", letters={"M": parts[name]}, premises=[f"norm_{name}"])
    p.have("norm_B", equal(square(balance)), by=tr(U.T * p["U_B"]) - tr(V.T * p["V_B"]))
    p.apply(library("zero-norm"), "B_zero", letters={"M": balance}, premises=["norm_B"])
    p.conclude(by=mu * p["B_zero"])


def _gradient(p, S):
    """S V = 0 and S'U = 0."""
    first, other = 4 * S * V + 2 * mu * U * balance, 4 * S.T * U - 2 * mu * V * balance
    for name, value, put in (
        ("first", first, {"D1": first, "D2": zeros(n2, r)}),
        ("second", other, {"D1": zeros(n1, r), "D2": other}),
    ):
        p.apply("stationary", f"{name}_slope", letters=put)
        p.apply("pairing", f"{name}_pairing", letters={"aM": put["D1"] * V.T + U * put["D2"].T})
        p.have(f"{name}_norm", equal(square(value)), by=p[f"{name}_slope"] - 4 * p[f"{name}_pairing"])
        p.apply(library("zero-norm"), name, letters={"M": value}, premises=[f"{name}_norm"])
    p.lemma("balanced", forall([], [], equal(mu * balance)), _balanced, lambda _: {})
    p.apply("balanced", "mu_B")
    p.have("S_V", equal(S * V), by=p["first"] / 4 - U * p["mu_B"] / 2)
    p.have("S_U", equal(S.T * U), by=p["second"] / 4 + V * p["mu_B"] / 2)


def _deficient(p, S, name):
    """The goal where V u = 0 or U u = 0 with |u| = 1: S = 0, as S'S v != 0 would give a direction down."""
    u = p.named(f"u{name}")

    def direction(x, v):
        a, b = S * v, S.T * S * v
        seen = U * u * b.T if name == "v" else a * u.T * V.T
        h = HM(seen, seen)
        far = -(h * h + 1) * x.named("y")
        put = (far * a * u.T, b * u.T) if name == "v" else (a * u.T, far * b * u.T)
        sign = 1 if name == "v" else -1
        x.apply("curvature", "second_at", letters={"D1": put[0], "D2": put[1]})
        x.apply("pairing", "pairing_at", letters={"aM": put[0] * put[1].T})
        grams = put[0].T * put[0], put[1].T * put[1]
        x.have(
            "down",
            4 * h - 8 * (h * h + 1) >= 0,
            by=x["second_at"]
            - 8 * x["pairing_at"]
            + 8 * (h * h + 1) * x["inv_1"]
            - 2 * tr(x["mu_B"] * (grams[0] - grams[1]))
            - sign * eta * tr(x["mu_B"] * (grams[0] + grams[1])),
            rewrite=[
                ("null", f"{name.upper()} u{name}"),
                (f"e{name}_2", f"u{name}' u{name}"),
                ("S_V", "S V"),
                ("S_U", "S' U"),
            ],
        )
        x.contradiction(by=x["down"] + 8 * square(h - element(1) / 4) + element(15) / 2)

    residual.vanishing(p, S.T * S, direction)
    p.have("S_norm", equal(square(S)), by=tr(p["vanishes"]))
    p.apply(library("zero-norm"), "S_zero", letters={"M": S}, premises=["S_norm"])
    residual.finish_without(p, lam)


def pairing_in_frame(x):
    """The residual premise of the core theorem, from U V' written with frames."""
    x.apply("pairing", "at")
    x.conclude(by=x["at"], rewrite=[("f_7", "Wl Qs Wr'")])


def _normal(x, units):
    """The normal premise: sigma times it is the second derivative along (sigma a u'Gi R, b u'R)."""
    u, R, Gi, sigma, Wl, Wr, j1, j2 = (
        x.named(name) for name in ("u", "R", "Gi", "sigma", "Wl", "Wr", "j1", "j2")
    )
    a, b = x.named("ba"), x.named("bb")
    across = [("normal_h1", "Wl' ba"), ("normal_h2", "Wr' bb")]
    x.have("U_a", equal(U.T * a), rewrite=[("f_6", "U"), across[0]])
    x.have("V_b", equal(V.T * b), rewrite=[("f_4", "V"), across[1]])
    put = sigma * a * u.T * Gi * R, b * u.T * R
    grams = put[0].T * put[0], put[1].T * put[1]
    x.apply("curvature", "second_at", letters={"D1": put[0], "D2": put[1]})
    x.apply("pairing", "pairing_at", letters={"aM": put[0] * put[1].T})
    x.apply(
        "rip_upper_at",
        "most",
        letters={"aP": sigma * (a * j1.T + Wl * u * j2.T), "aR": Wr * u * j1.T + b * j2.T},
    )
    value = x.goal_atom
    x.have(
        "scaled",
        value * sigma >= 0,
        by=x["second_at"] / 4
        + x["most"]
        - 2 * x["pairing_at"]
        - tr(x["mu_B"] * (grams[0] - grams[1])) / 2
        - eta * tr(x["mu_B"] * (grams[0] - grams[1])) / 4,
        rewrite=[
            ("U_a", "U' ba"),
            ("V_b", "V' bb"),
            *across,
            ("f_4", "V"),
            ("f_5", "U R"),
            ("f_3", "Wr' Wr"),
            ("f_2", "Wl' Wl"),
            ("f_8", "Gi R R"),
            ("f_10", "R1 u"),
            ("f_11", "u' u"),
            *units,
        ],
    )
    x.apply(order.divide, "goal", parameters={"x": value, "c": sigma}, premises=["scaled", "f_1"])
    x.finish("goal")


def beyond_frames(at):
    """Vectors orthogonal to the frames."""
    left, right = numbers.beyond(at["Wl"]), numbers.beyond(at["Wr"])
    rng = at["rng"]
    return {"ba": left @ rng.standard_normal((at["n1"], 1)), "bb": right @ rng.standard_normal((at["n2"], 1))}


def _tangents(at):
    """A tangent matrix with its norm."""
    return {
        "X1": 1.3 * at["Wl"],
        "X2": 0.7 * at["Wr"],
        "anu": 2 * np.linalg.norm(at["Wl"] @ at["Wr"].T),
    }


def _second_order_points(p):
    p.have("exact", element(0) >= 0)
    p.have("lam_least", lam >= 1, by=p["delta_nonneg"] + p["mu_nonneg"] * p["eta_nonneg"] / 2)
    S = residual.residual(p)
    _gradient(p, S)
    p, zero = residual.least_eigenvector(p, V, "v")
    _deficient(zero, S, "v")
    p, zero = residual.least_eigenvector(p, U, "u")
    _deficient(zero, S, "u")
    p.obtain(frames.frames, "f", numbers=numbers.frame)
    R, R1, Gi, Gx, Wl, Wr = (p.named(name) for name in ("R", "R1", "Gi", "Gx", "Wl", "Wr"))
    p.have(
        "S_Wr",
        equal(S * Wr),
        by=p["S_V"] * (R * Gi) - S * p["f_4"] * (R * Gi),
        rewrite=[("f_8", "Gi R R")],
    )
    p.have(
        "S_Wl",
        equal(S.T * Wl),
        by=p["S_U"] * (R * R1 * Gx) - S.T * p["f_5"] * (R1 * Gx),
        rewrite=[("f_9", "Gx R1 R1")],
    )
    units = residual.columns(p)
    framed = core.error
    p.have("e_frame", equal(e * e, square(framed)), by=p["e_square"] - tr((framed + error).T * p["f_7"]))
    put = {"parameters": {"lam": lam, "eps1": element(0)}}
    wanted = p.wanted(core.core, **put)
    p.lemma("residual", wanted["residual"], pairing_in_frame)
    p.lemma(
        "tangent",
        wanted["tangent"],
        lambda x: x.conclude(rewrite=[("S_Wr", "S Wr"), ("S_Wl", "S' Wl")]),
        _tangents,
    )
    p.lemma("normal", wanted["normal"], lambda x: _normal(x, units), beyond_frames)
    p.have("sigma_nonneg", p.named("sigma") >= 0, by=p["f_1"])
    p.apply(core.core, "bound", **put)
    p.finish("bound")


second_order_points = theorem(
    "second_order_points",
    forall(
        [*setting.SIZES, delta, eps0, mu, eta, s, T, rho, e, *setting.MATRICES, H, HM],
        [
            *setting.NUMBERS,
            ("mu_nonneg", mu >= 0),
            ("eta_nonneg", eta >= 0),
            ("T_sharp", lam * s * T <= 1 - T * T),
            *CONDITIONS,
        ],
        eps0 * rho >= (T - delta) * e,
    ),
    _second_order_points,
    numbers.second_order_points,
)
