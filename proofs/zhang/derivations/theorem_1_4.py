"""Theorem 1.4 (a), repaired (eps1 / sqrt(2) for eps1 / 2): the printed form of the core theorem.

T = 1/(1 + (1 + eps2/2) s), and the bound is B = (eps1/sqrt(2) + eps0 rho)/(T - delta), without division.
"""

from certify.claims.derivations import equal, forall, library, load, parameter, theorem, zeros

order = load(__file__, "library/order")
core, points, setting = (
    load(__file__, "zhang/core"),
    load(__file__, "zhang/points"),
    load(__file__, "zhang/setting"),
)
n, r, q, X, Z, S, Gm = (getattr(setting, name) for name in ["n", "r", "q", "X", "Z", "S", "Gm"])
delta, eps0, eps1, s, T, rho, w, e = (
    getattr(setting, name) for name in ["delta", "eps0", "eps1", "s", "T", "rho", "w", "e"]
)
kappa = setting.kappa
bound = parameter("B")
PRINTED = [
    ("T_def", equal(T * (1 + kappa * s), 1)),
    ("delta_small", 1 - delta > 0),
    ("threshold", r * (1 - delta) ** 2 > q * (kappa * delta) ** 2),
    ("bound_def", equal(bound * (T - delta), eps1 * w / 2 + eps0 * rho)),
]


def sharpened(p, d):
    """The facts T_pos, T_above (T > d) and T_sharp, by the threshold; d is delta or 2 delta. The
    proof goes on in the branch that is returned.
    """
    p.have("kappa_pos", kappa > 0, by=1 + p["eps2_nonneg"] / 2)
    p.have("kappa_least", kappa >= 1, by=p["eps2_nonneg"] / 2)
    p.have("divisor", 1 + kappa * s > 0, by=1 + p["kappa_pos"] * p["s_pos"])
    inverse = p.obtain(library("inverse"), "inv", parameters={"x": 1 + kappa * s})
    p.have("T_pos", T > 0, by=p["inv_2"] + inverse * p["T_def"] - T * p["inv_1"])
    # 1 - d > kappa s d, from its square.
    p.have(
        "squares",
        ((1 - d) ** 2 - (kappa * s * d) ** 2) * r > 0,
        by=p["threshold"] - (kappa * d) ** 2 * p["s_square"],
    )
    p.apply(library("size-positive"), "r_least", sizes={"n": r})
    p.have("r_pos", r > 0, by=p["r_least"] + 1)
    above, equal_, below = p.cases(1 - d - kappa * s * d, "margin")
    equal_.contradiction(by=equal_["squares"] - r * (1 - d + kappa * s * d) * equal_["margin"])
    below.contradiction(
        by=below["squares"]
        + below["r_pos"] * below["margin"] ** 2
        + 2 * below["r_pos"] * below["delta_small"] * below["margin"]
    )
    p = above
    # (T - d) (1 + kappa s) = 1 - d - kappa s d
    p.have(
        "T_above",
        d < T,
        by=p["inv_2"] * p["margin"] + inverse * p["T_def"] - (T - d) * p["inv_1"],
    )
    p.have(
        "T_sharp",
        (kappa + d) * s * T <= 1 - T * T,
        by=p["T_pos"] * p["s_pos"] * p["T_above"]
        + p["T_pos"] * p["T_pos"] * p["s_pos"] * p["kappa_least"]
        - (1 + T) * p["T_def"],
    )
    return p


def _with_normal(p):
    p = sharpened(p, delta)
    p.apply(core.core, "core_bound")
    p.have("scaled", (bound - e) * (T - delta) >= 0, by=p["core_bound"] + p["bound_def"])
    p.apply(order.divide, "goal", parameters={"x": bound - e, "c": T - delta})
    p.finish("goal")


OBJECTS = [*core.OBJECTS, bound]
with_normal = theorem(
    "with_normal",
    forall(
        [*OBJECTS, Gm],
        [*core.NUMBERS, *PRINTED, *core.NORMS, *core.KILLS, *core.conditions(S + Gm)],
        bound >= e,
    ),
    _with_normal,
    points.printed_points,
)


def _theorem_1_4(p):
    def nothing(inside):
        inside.conclude()

    p.psd("none", zeros(n, n), nothing, vector="v0")
    none = p.named("none")
    for name, sequent in setting.stationary(S + none):

        def same(inside, name=name):
            inside.apply(
                name, "given", premises=[f"{name}2_h{i + 1}" for i in range(2 * (name == "first_order"))]
            )
            inside.conclude(by=inside["given"], rewrite=[("none_is", "none")])

        p.lemma(f"{name}2", sequent, same)
    p.have("kills_Z", equal(none * Z), rewrite=[("none_is", "none")])
    p.apply(with_normal, "goal", letters={"Gm": none})
    p.finish("goal")


theorem_1_4 = theorem(
    "theorem_1_4_a",
    forall(OBJECTS, [*core.NUMBERS, *PRINTED, *core.NORMS, *core.conditions(S)], bound >= e),
    _theorem_1_4,
    points.points_without,
)
