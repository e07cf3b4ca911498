"""Approximate second-order points without any regulariser: (T - delta) |U V' - M*| <= eps1 + eps0 rho.

f(U, V) = phi(U V') with H, HM and SA as for second-order points. Slopes and curvatures are measured by |D1
V'|^2 + |U D2'|^2, which does not change with the factors of a product U V'; so they need not be balanced.
With kappa = 1 + eps2/(1 + delta) the threshold is delta (1 + kappa sqrt(r*/r)) < 1.
"""

import numpy as np

from certify.claims.derivations import element, equal, forall, inner, library, load, square, theorem

order = load(__file__, "library/order")
core, frames = load(__file__, "beyond/asymmetric_core"), load(__file__, "beyond/frames")
numbers, residual = load(__file__, "beyond/asymmetric_numbers"), load(__file__, "beyond/residual")
points, setting = load(__file__, "beyond/second_order_points"), load(__file__, "beyond/asymmetric_setting")
threshold = load(__file__, "beyond/asymmetric_threshold")
U, V, SA, H, HM, D1, D2, nu = (
    *(getattr(setting, name) for name in ["U", "V", "SA", "H"]),
    points.HM,
    *(getattr(setting, name) for name in ["D1", "D2", "nu"]),
)
delta, eps0, eps1, eps2, s, T, rho, e, kappa, error = (
    getattr(setting, name)
    for name in ["delta", "eps0", "eps1", "eps2", "s", "T", "rho", "e", "kappa", "error"]
)
change, size = setting.change, setting.invariant_norm
lam = 1 + delta + eps2
NORM = [nu >= 0, equal(nu**2, size)]


def conditions(slope, second):
    """Slopes of at least -eps1 nu, and second derivatives of at least -eps2 nu^2, where nu is the norm."""
    return [
        ("first_order", forall([nu, D1, D2], NORM, slope >= -(eps1 * nu))),
        ("second_order", forall([D1, D2], [], second >= -(eps2 * size))),
    ]


GENERAL = conditions(
    H(error, change) + inner(SA, change),
    HM(change, change) + 2 * H(error, D1 * D2.T) + 2 * inner(SA, D1 * D2.T),
)


def _deficient(p, S, name):
    """The goal where V u = 0 or U u = 0 with |u| = 1: S = 0, as S v != 0 would give a direction down."""
    u = p.named(f"u{name}")

    def direction(x, v):
        seen = U * u * v.T if name == "v" else S * v * u.T * V.T
        h = HM(seen, seen) + eps2 * square(seen)
        far = -(h * h + 1) * x.named("y")
        put = (far * S * v * u.T, v * u.T) if name == "v" else (S * v * u.T, far * v * u.T)
        x.apply("second_order", "second_at", letters={"D1": put[0], "D2": put[1]})
        x.apply("pairing", "pairing_at", letters={"aM": put[0] * put[1].T})
        x.have(
            "down",
            h - 2 * (h * h + 1) >= 0,
            by=x["second_at"] - 2 * x["pairing_at"] + 2 * (h * h + 1) * x["inv_1"],
            rewrite=[("null", f"{name.upper()} u{name}"), (f"e{name}_2", f"u{name}' u{name}")],
        )
        x.contradiction(by=x["down"] + 2 * square(h - element(1) / 4) + element(15) / 8)

    residual.vanishing(p, S, direction)
    p.have("S_zero", equal(S), by=p["vanishes"])
    residual.finish_without(p, lam)


FRAMED = [
    ("f_4", "V"),
    ("f_5", "U R"),
    ("f_3", "Wr' Wr"),
    ("f_2", "Wl' Wl"),
    ("f_8", "Gi R R"),
    ("f_9", "Gx R1 R1"),
]


def _tangent(x, S):
    """The first-order condition along factors of the tangent matrix, sharing the part in both ranges."""
    Wl, Wr, R, R1, Gi, Gx = (x.named(name) for name in ("Wl", "Wr", "R", "R1", "Gi", "Gx"))
    X1, X2, bound = x.named("X1"), x.named("X2"), x.named("anu")
    shared = Wl.T * X1 + X2.T * Wr
    left = X1 + Wl * X2.T * Wr - Wl * shared / 2
    right = X2 + Wr * X1.T * Wl - Wr * shared.T / 2
    put = left * Gi * R, right * Gx * R1 * R
    norm = square(left) + square(right)
    x.have("norm_nonneg", norm >= 0, by=norm)
    least = x.obtain(
        library("square-root"), "root", parameters={"x": norm}, premises=["norm_nonneg"], new={"y": "nb"}
    )
    x.have(
        "norm",
        equal(least**2, square(put[0] * V.T) + square(U * put[1].T)),
        by=x["root_2"],
        rewrite=FRAMED,
    )
    x.apply(
        "first_order",
        "at",
        parameters={"nu": least},
        letters={"D1": put[0], "D2": put[1]},
        premises=["root_1", "norm"],
    )
    x.apply("pairing", "pairing_at", letters={"aM": put[0] * V.T + U * put[1].T})
    tangent = X1 * Wr.T + Wl * X2.T
    x.have(
        "bound",
        eps1 * least + inner(S, tangent) >= 0,
        by=x["at"] - x["pairing_at"],
        rewrite=FRAMED,
    )
    x.have(
        "most",
        bound * bound >= least * least,
        by=square(shared) / 2 + x["tangent_h2"] - x["root_2"],
        rewrite=FRAMED[2:4],
    )
    x.have("bound_nonneg", bound >= 0, by=x["tangent_h1"])
    x.apply(
        order.root_monotone, "least", parameters={"x": least, "y": bound}, premises=["bound_nonneg", "most"]
    )
    x.conclude(by=x["bound"] + x["eps1_nonneg"] * x["least"])


def _normal(x, units):
    """The normal premise: sigma times it is the second derivative along (sigma a u'Gi R, b u'R)."""
    u, R, Gi, sigma, Wl, Wr, j1, j2 = (
        x.named(name) for name in ("u", "R", "Gi", "sigma", "Wl", "Wr", "j1", "j2")
    )
    a, b = x.named("ba"), x.named("bb")
    put = sigma * a * u.T * Gi * R, b * u.T * R
    x.apply("second_order", "second_at", letters={"D1": put[0], "D2": put[1]})
    x.apply("pairing", "pairing_at", letters={"aM": put[0] * put[1].T})
    x.apply(
        "rip_upper_at",
        "most",
        letters={"aP": sigma * (a * j1.T + Wl * u * j2.T), "aR": Wr * u * j1.T + b * j2.T},
    )
    value = x.goal_atom
    across = [("normal_h1", "Wl' ba"), ("normal_h2", "Wr' bb")]
    x.have(
        "scaled",
        value * sigma >= 0,
        by=x["second_at"] + x["most"] - 2 * x["pairing_at"],
        rewrite=[*across, *FRAMED[:5], ("f_10", "R1 u"), ("f_11", "u' u"), *units],
    )
    x.apply(order.divide, "goal", parameters={"x": value, "c": sigma}, premises=["scaled", "f_1"])
    x.finish("goal")


def _tangents(at):
    """A tangent matrix with its norm."""
    rng = at["rng"]
    left, right = rng.standard_normal(at["Wl"].shape), rng.standard_normal(at["Wr"].shape)
    return {"X1": left, "X2": right, "anu": np.linalg.norm(left @ at["Wr"].T + at["Wl"] @ right.T)}


def _approximate_points(p):
    p.have("lam_least", lam >= 1, by=p["delta_nonneg"] + p["eps2_nonneg"])
    S = residual.residual(p)
    p, zero = residual.least_eigenvector(p, V, "v")
    _deficient(zero, S, "v")
    p, zero = residual.least_eigenvector(p, U, "u")
    _deficient(zero, S, "u")
    p.obtain(frames.frames, "f", numbers=numbers.frame)
    units = residual.columns(p)
    framed = core.error
    p.have("e_frame", equal(e * e, square(framed)), by=p["e_square"] - inner(framed + error, p["f_7"]))
    put = {"parameters": {"lam": lam}}
    wanted = p.wanted(core.core, **put)
    p.lemma("residual", wanted["residual"], points.pairing_in_frame)
    p.lemma("tangent", wanted["tangent"], lambda x: _tangent(x, S), _tangents)
    p.lemma("normal", wanted["normal"], lambda x: _normal(x, units), points.beyond_frames)
    p.have("sigma_nonneg", p.named("sigma") >= 0, by=p["f_1"])
    p.apply(core.core, "bound", **put)
    p.finish("bound")


GOAL = eps0 * rho + eps1 >= (T - delta) * e
approximate_points = theorem(
    "approximate_points",
    forall(
        [*setting.SIZES, delta, eps0, eps1, eps2, s, T, rho, e, *setting.MATRICES, H, HM],
        [
            *setting.NUMBERS,
            ("eps1_nonneg", eps1 >= 0),
            ("eps2_nonneg", eps2 >= 0),
            ("T_sharp", lam * s * T <= 1 - T * T),
            *setting.RIP,
            ("rip_upper_at", setting.upper(HM)),
            setting.NOISE,
            *GENERAL,
        ],
        GOAL,
    ),
    _approximate_points,
    numbers.unbalanced_points,
)


def _factor_invariant(p):
    threshold.slack(p, 1)
    threshold.margin(p, kappa)
    p.have("T_sharp", lam * s * T <= 1 - T * T, by=p["T_most"] + s * T * p["kappa_def"])
    p.apply(approximate_points, "goal", forms={"HM": H})
    p.finish("goal")


loss = setting.loss(None)
factor_invariant = theorem(
    "asymmetric_threshold_factor_invariant",
    forall(
        [*setting.SIZES, delta, eps0, eps1, eps2, s, kappa, T, rho, e, *setting.MATRICES, H],
        [
            *threshold.SLACK,
            ("eps1_nonneg", eps1 >= 0),
            ("kappa_def", equal((1 + delta) * (kappa - 1), eps2)),
            *setting.RIP,
            setting.NOISE,
            *conditions(setting.slope(loss), setting.slope(setting.slope(loss))),
        ],
        GOAL,
    ),
    _factor_invariant,
    numbers.unbalanced_at_threshold,
)
