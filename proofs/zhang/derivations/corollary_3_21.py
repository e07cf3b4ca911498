"""Corollary 3.21, with Delta > 0: the error where g is approximately of second order in Euclidean norms.

T0 = 1/(1 + s), s^2 = r*/r, Delta = T0 - 2 delta, chi = (1 + 2 delta)(1 + 1/s), sc^2 = chi, R is at least
|X| and |Z|. The bound is a + b, where a = 2 eps0 rho/Delta, and b is the root of (eps1 sc R + eps2 chi
R^2)/Delta. Lemma 3.20 is used where |E|^2 >= 2 chi R^2 lam for the least eigenvalue lam of X'X, and else the
core theorem with the normal part N = J Z Z' J, at 2 delta, 2 eps0, eps1/sqrt(lam) and eps2/lam.
"""

import numpy as np

from certify.claims.derivations import (
    derivative,
    element,
    equal,
    evaluate,
    forall,
    gram,
    identity,
    library,
    load,
    parameters,
    square,
    theorem,
)

order, core = load(__file__, "library/order"), load(__file__, "zhang/core")
euclidean, setting = load(__file__, "zhang/asymmetric_euclidean"), load(__file__, "zhang/setting")
lemma_3_18, asymmetric = euclidean.lemma_3_18, euclidean.asymmetric
n, r, q, k, X, Z, S, H, D, nu = (
    getattr(setting, name) for name in ["n", "r", "q", "k", "X", "Z", "S", "H", "D", "nu"]
)
delta, eps0, eps1, eps2, s, T, rho, w, e = (
    getattr(setting, name) for name in ["delta", "eps0", "eps1", "eps2", "s", "T", "rho", "w", "e"]
)
kappa, xx = setting.kappa, euclidean.xx
T0, R, chi, sc, a, b = parameters("T0 R chi sc a b")
twice_delta, twice_eps0 = 2 * delta, 2 * eps0


def _at_printed(p):
    """The core theorem at T = 1/(1 + kappa s); it is trivial for T <= 2 delta."""
    p.have("delta_2", twice_delta >= 0, by=2 * p["delta_nonneg"])
    p.have("eps0_2", twice_eps0 >= 0, by=2 * p["eps0_nonneg"])
    above, zero, below = p.cases(T - twice_delta, "margin")
    for x, rest in ((zero, -e * zero["margin"]), (below, below["margin"] * below["e_nonneg"])):
        x.conclude(
            by=x["eps0_2"] * x["rho_nonneg"] + x["eps1_nonneg"] * x["w_nonneg"] / 2 + rest,
        )
    p = above
    p.have("kappa_least", kappa >= 1, by=p["eps2_nonneg"] / 2)
    p.have(
        "T_sharp",
        (kappa + twice_delta) * s * T <= 1 - T * T,
        by=p["T_pos"] * p["s_pos"] * p["margin"]
        + p["T_pos"] * p["T_pos"] * p["s_pos"] * p["kappa_least"]
        - (1 + T) * p["T_def"],
    )
    N = lemma_3_18.normal_letter(p)
    p.apply(asymmetric.fact_3_16, "g")
    put = {
        "parameters": {"delta": twice_delta, "eps0": twice_eps0},
        "letters": {"S": asymmetric.S, "Gm": N},
        "forms": {"H": asymmetric.operator()},
    }
    wanted = p.wanted(core.core, **put)

    def noise(x):
        x.apply("g_4", "at", letters={"x": setting.v})
        x.conclude(by=x["at"])

    def first(x):
        x.apply("first_g", "given", premises=["first_2_h1", "first_2_h2"])
        x.apply("g_2", "split", letters={asymmetric.D.name: D})
        x.conclude(by=x["given"] - x["split"], rewrite=[("Nn_is", "Nn")])

    def second(x):
        x.apply("second_g", "given")
        x.apply("g_3", "split", letters={asymmetric.D.name: D})
        x.conclude(by=x["given"] - 2 * x["split"], rewrite=[("Nn_is", "Nn")])

    p.lemma("noise_2", wanted["noise"], noise, lambda _: None)
    p.lemma("first_2", wanted["first_order"], first, lambda _: None)
    p.lemma("second_2", wanted["second_order"], second, lambda _: None)
    p.apply(core.core, "goal", **put)
    p.finish("goal")


g = asymmetric.g
local = [nu >= 0, equal(nu**2, square(D * X.T))]
LOCAL = [
    ("first_g", forall([nu, D], local, derivative(g, X, D) >= -(eps1 * nu))),
    ("second_g", forall([D], [], derivative(g, X, D, order=2) >= -(eps2 * square(D * X.T)))),
]
CLASS = [*asymmetric.FRAMES, *asymmetric.RIP, *asymmetric.NOISE, *asymmetric.balanced]
at_printed = theorem(
    "core_at_printed_asymmetric",
    forall(
        [*[one for one in core.OBJECTS if one not in (S, H)], *euclidean.OWN],
        [
            *core.NUMBERS,
            ("T_def", equal(T * (1 + kappa * s), 1)),
            ("T_pos", T > 0),
            *core.NORMS,
            *CLASS,
            *LOCAL,
        ],
        twice_eps0 * rho + eps1 * w / 2 >= (T - twice_delta) * e,
    ),
    _at_printed,
)
total = eps1 * sc * R + eps2 * chi * R * R
margin = T0 - twice_delta
QUADRATIC = twice_eps0 * rho * e + total >= margin * e * e
NUMBERS = [
    ("ranks", r >= q),
    ("room", k >= r + q),
    *euclidean.TOLERANCES,
    ("s_pos", s > 0),
    ("s_square", equal(s * s * r, q)),
    ("T0_def", equal(T0 * (1 + s), 1)),
    ("threshold", margin > 0),
    *euclidean.ERROR,
    ("R_nonneg", R >= 0),
    ("R_X", square(X) <= R * R),
    ("R_Z", square(Z) <= R * R),
    ("chi_def", equal(chi * s, (1 + twice_delta) * (1 + s))),
    ("sc_nonneg", sc >= 0),
    ("sc_square", equal(sc * sc, chi)),
    ("a_def", equal(a * margin, twice_eps0 * rho)),
    ("b_nonneg", b >= 0),
    ("b_square", equal(b * b * margin, total)),
]
OBJECTS = [n, r, q, k, delta, eps0, eps1, eps2, s, T0, rho, e, R, chi, sc, a, b, X, Z, *euclidean.OWN]


def _sizes(p):
    """T0 > 0, chi >= 1, sc >= 1, and the roots of |X|^2 and 2."""
    p.have("one_s", 1 + s > 0, by=1 + p["s_pos"])
    p.have("T0_pos", T0 > 0, by=p["threshold"] + p["delta_2"])
    inverse = p.obtain(library("inverse"), "inv_s", parameters={"x": s}, premises=["s_pos"], new={"y": "si"})
    p.have(
        "chi_least",
        chi >= 1,
        by=p["delta_2"]
        + (1 + p["delta_2"]) * p["inv_s_2"]
        - (chi - 1 - twice_delta) * p["inv_s_1"]
        + inverse * p["chi_def"],
    )
    p.have("sc_squared", sc * sc >= 1, by=p["chi_least"] + p["sc_square"])
    p.apply(
        order.root_monotone, "sc_least", parameters={"x": 1, "y": sc}, premises=["sc_nonneg", "sc_squared"]
    )
    p.have("X_size", square(X) >= 0, by=square(X))
    p.apply(library("square-root"), "xx", parameters={"x": square(X)}, premises=["X_size"], new={"y": "xx"})
    p.have("R_squared", xx * xx <= R * R, by=p["R_X"] - p["xx_2"])
    p.apply(order.root_monotone, "R_xx", parameters={"x": xx, "y": R}, premises=["R_nonneg", "R_squared"])
    p.have("two", element(2) >= 0, by=2)
    p.apply(library("square-root"), "w", parameters={"x": 2}, premises=["two"], new={"y": "w"})
    p.have("upper_nonneg", 1 + twice_delta >= 0, by=1 + p["delta_2"])


def _large(p, lam):
    """|E|^2 >= 2 chi R^2 lam: Lemma 3.11."""
    p.have("xx_nonneg", xx >= 0, by=p["xx_1"])
    p.have("xx_square", equal(xx * xx, square(X)), by=p["xx_2"])
    p.apply(euclidean.lemma_3_20, "euclid", letters={"Q": p.named("Q"), "u": p.named("u")})
    # 1 + 2 delta = chi s T0, and s T0 = 1 - T0.
    p.have(
        "product",
        equal(chi * s * T0, 1 + twice_delta),
        by=T0 * p["chi_def"] + (1 + twice_delta) * p["T0_def"],
    )
    p.conclude(
        by=p["euclid"]
        + p["eps1_nonneg"] * p["R_xx"] / 2
        + p["eps2_nonneg"] * p["R_Z"] / 2
        + 2 * p["upper_nonneg"] * p["lam_nonneg"] * p["R_Z"]
        + p["s_pos"] * p["T0_pos"] * p["large"]
        + p["eps1_nonneg"] * p["R_nonneg"] / 2
        + p["eps1_nonneg"] * p["R_nonneg"] * p["sc_least"]
        + p["eps2_nonneg"] * p["chi_least"] * square(R)
        + p["eps2_nonneg"] * square(R) / 2
        + 2 * lam * R * R * p["product"]
        - e * e * p["T0_def"]
    )


def _small(p, lam):
    """|E|^2 < 2 chi R^2 lam: the core theorem, as lam |D|^2 <= |D X'|^2."""
    il = p.obtain(library("inverse"), "il", parameters={"x": lam}, premises=["lam_pos"], new={"y": "il"})
    p.have("il_nonneg", il >= 0, by=p["il_2"])
    root = p.obtain(
        library("square-root"), "ir", parameters={"x": il}, premises=["il_nonneg"], new={"y": "ir"}
    )
    cancel = ("il_1", "il lam")
    e1, e2 = eps1 * root, eps2 * il
    p.have(
        "divisor",
        1 + (1 + e2 / 2) * s > 0,
        by=1 + p["s_pos"] + p["eps2_nonneg"] * p["il_nonneg"] * p["s_pos"] / 2,
    )
    p.apply(
        library("inverse"),
        "T",
        parameters={"x": 1 + (1 + e2 / 2) * s},
        premises=["divisor"],
        new={"y": "T"},
    )
    p.have("T_def", equal(T * (1 + (1 + e2 / 2) * s), 1), by=p["T_1"])
    p.have("T_pos", T > 0, by=p["T_2"])
    p.have("e1_nonneg", e1 >= 0, by=p["eps1_nonneg"] * p["ir_1"])
    p.have("e2_nonneg", e2 >= 0, by=p["eps2_nonneg"] * p["il_nonneg"])
    wanted = p.wanted(at_printed, parameters={"eps1": e1, "eps2": e2})

    def first(x):
        bD, bound = x.named("bD"), x.named("bnu")
        x.have("D_size", square(bD) >= 0, by=square(bD))
        size = x.obtain(
            library("square-root"), "nd", parameters={"x": square(bD)}, premises=["D_size"], new={"y": "nd"}
        )
        x.have("scaled", root * bound >= 0, by=x["ir_1"] * x["first_h1"])
        x.have(
            "squares",
            (root * bound) ** 2 >= size**2,
            by=x["il_nonneg"] * gram(bD, right="Q") + bound**2 * x["ir_2"] + il * x["first_h2"] - x["nd_2"],
            rewrite=[("least", "X' X"), cancel],
        )
        x.apply(
            order.root_monotone,
            "smaller",
            parameters={"x": size, "y": root * bound},
            premises=["scaled", "squares"],
        )
        x.apply("gradient", "at", parameters={"bnu": size}, letters={"bD": bD}, premises=["nd_1", "nd_2"])
        x.conclude(by=x["at"] + x["eps1_nonneg"] * x["smaller"])

    def second(x):
        bD = x.named("bD")
        x.apply("hessian", "at", letters={"bD": bD})
        x.conclude(
            by=x["at"] + x["eps2_nonneg"] * x["il_nonneg"] * gram(bD, right="Q"),
            rewrite=[("least", "X' X"), cancel],
        )

    p.lemma("first", wanted["first_g"], first, lambda _: None)
    p.lemma("second", wanted["second_g"], second, lambda _: None)
    p.have("w_nonneg", w >= 0, by=p["w_1"])
    p.have("w_square", equal(w * w, 2), by=p["w_2"])
    p.apply(at_printed, "local", parameters={"eps1": e1, "eps2": e2})
    # T0 - T = (e2/2) s T0 T <= e2/2
    p.have("sT0", 1 - s * T0 >= 0, by=p["T0_pos"] - p["T0_def"])
    p.have("T_most", 1 - T >= 0, by=p["T_pos"] * p["s_pos"] * (1 + p["e2_nonneg"] / 2) - p["T_def"])
    p.have("sT0_nonneg", s * T0 >= 0, by=p["s_pos"] * p["T0_pos"])
    p.have(
        "difference",
        e2 / 2 >= T0 - T,
        by=p["e2_nonneg"] * p["sT0"] / 2
        + p["e2_nonneg"] * p["sT0_nonneg"] * p["T_most"] / 2
        + T0 * p["T_def"]
        - T * p["T0_def"],
    )
    p.have("quotient", 2 * chi * R * R >= il * e * e, by=p["small"] * p["il_nonneg"], rewrite=[cancel])
    p.have("root_nonneg", w * sc * R >= 0, by=p["w_nonneg"] * p["sc_nonneg"] * p["R_nonneg"])
    p.have(
        "roots",
        (w * sc * R) ** 2 >= (root * e) ** 2,
        by=p["quotient"] + sc * sc * R * R * p["w_square"] + 2 * R * R * p["sc_square"] - e * e * p["ir_2"],
    )
    p.apply(
        order.root_monotone,
        "ratio",
        parameters={"x": root * e, "y": w * sc * R},
        premises=["root_nonneg", "roots"],
    )
    p.conclude(
        by=p["local"] * p["e_nonneg"]
        + p["difference"] * square(e)
        + p["eps1_nonneg"] * p["w_nonneg"] * p["ratio"] / 2
        + p["eps2_nonneg"] * p["quotient"] / 2
        - eps1 * sc * R / 2 * p["w_square"]
    )


def _quadratic(p):
    least, u, _ = p.obtain(
        library("least-eigenpair"), "ei", letters={"S": X.T * X}, new={"lam": "lam", "u": "u"}
    )
    p.have("eigenvector", equal(X.T * X * u, least * u), by=p["ei_1"])
    p.have("unit", equal(u.T * u, identity(1)), by=p["ei_2"])
    p.have("least", equal(X.T * X - least * identity(r), p.named("Q")), by=p["ei_3"])
    p.have("lam_nonneg", least >= 0, by=square(X * u), rewrite=[("eigenvector", "X' X u"), ("unit", "u' u")])
    above, zero, below = p.cases(e * e - 2 * chi * R * R * least, "sign")
    above.have("large", e * e >= 2 * chi * R * R * least, by=above["sign"])
    zero.have("large", e * e >= 2 * chi * R * R * least, by=zero["sign"])
    for x in (above, zero):
        _large(x, least)
    positive, none, negative = below.cases(least, "lam_pos")
    negative.contradiction(by=negative["lam_nonneg"] + negative["lam_pos"])
    none.contradiction(by=none["sign"] + square(e) - 2 * chi * R * R * none["lam_pos"])
    positive.have("small", 2 * chi * R * R * least >= e * e, by=positive["sign"])
    _small(positive, least)


def _corollary(p):
    p.have("delta_2", twice_delta >= 0, by=2 * p["delta_nonneg"])
    p.have("eps0_2", twice_eps0 >= 0, by=2 * p["eps0_nonneg"])
    _sizes(p)
    p.lemma("quadratic", forall([], [], QUADRATIC), _quadratic, lambda _: {})
    p.apply("quadratic", "below")
    # x = margin (e - a): if x > margin b, then x^2 <= margin e x <= margin total = (margin b)^2.
    x = margin * (e - a)
    above, equal_, below = p.cases(b - (e - a), "sign")
    above.conclude(by=above["sign"])
    equal_.conclude(by=equal_["sign"])
    p = below
    p.have("b_scaled", margin * b >= 0, by=p["threshold"] * p["b_nonneg"])
    p.have("further", x > margin * b, by=p["threshold"] * p["sign"])
    p.have("x_nonneg", x >= 0, by=p["further"] + p["b_scaled"])
    p.have("noise_nonneg", twice_eps0 * rho >= 0, by=p["eps0_2"] * p["rho_nonneg"])
    p.have(
        "squares",
        (margin * b) ** 2 >= x * x,
        by=p["threshold"] * p["below"]
        + p["x_nonneg"] * p["noise_nonneg"]
        + margin * p["b_square"]
        + margin * (2 * e - a) * p["a_def"],
    )
    p.contradiction(by=p["squares"] + p["further"] * p["further"] + 2 * p["b_scaled"] * p["further"])


def points():
    """Numbers with the least R, for Euclidean norms."""
    for at in euclidean.points():
        at["s"] = np.sqrt(at["q"] / at["r"])
        at["T0"] = 1 / (1 + at["s"])
        gap = at["T0"] - 2 * at["delta"]
        if gap <= 0:
            continue
        at["R"] = max(at["xx"], np.linalg.norm(at["Z"]))
        at["chi"] = (1 + 2 * at["delta"]) * (1 + 1 / at["s"])
        at["sc"] = np.sqrt(at["chi"])
        at["a"] = 2 * at["eps0"] * at["rho"] / gap
        at["b"] = np.sqrt(evaluate(total, at) / gap)
        yield {key: at[key] for key in at if key not in ("xx", "lam", "u", "Q")}


corollary_3_21 = theorem(
    "corollary_3_21",
    forall(OBJECTS, [*NUMBERS, *euclidean.CONDITIONS], a + b >= e),
    _corollary,
    points,
)
