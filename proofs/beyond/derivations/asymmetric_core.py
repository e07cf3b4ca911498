"""The core theorem of the asymmetric class, without factors or Hessian: (T - delta) |E| <= eps0 rho + eps1.

M = Wl (sigma I + Qs) Wr' has rank r and least singular value at least sigma, E = M - M* with M* = Us Vs',
and S is the residual H(E, .) + SA. It is small on tangent matrices X1 Wr' + Wl X2', and at most lam sigma
beyond both ranges of M; T > 0 and T^2 + lam s T <= 1. With lam = 1/step and eps1 = 0 the premises on S are
those at a fixed point of projected gradient descent.
"""

import numpy as np

from certify.claims.derivations import (
    equal,
    forall,
    gram,
    identity,
    inner,
    library,
    load,
    matrix,
    parameter,
    parameters,
    square,
    theorem,
    tr,
)

order = load(__file__, "library/order")
eckart_young, noise_bound = load(__file__, "beyond/eckart_young"), load(__file__, "beyond/noise_bound")
numbers, reach = load(__file__, "beyond/core_numbers"), load(__file__, "beyond/reach")
setting = load(__file__, "beyond/asymmetric_setting")
n1, n2, r, q, k, H = (getattr(setting, name) for name in ["n1", "n2", "r", "q", "k", "H"])
Us, Vs, SA = setting.Us, setting.Vs, setting.SA
delta, eps0, eps1, s, T, rho, e = (
    getattr(setting, name) for name in ["delta", "eps0", "eps1", "s", "T", "rho", "e"]
)
Wl, Wr, Qs, sigma = eckart_young.Wl, eckart_young.Wr, eckart_young.Qs, eckart_young.sigma
beyond_left, beyond_right = eckart_young.beyond_left, eckart_young.beyond_right
error = eckart_young.error
lam = parameter("lam")
S = matrix("S", n1, n2)
middle = sigma * identity(r) + Qs

# Objects that the premises bind.
any_matrix = matrix("aM", n1, n2)
X1, X2, nu = matrix("X1", n1, r), matrix("X2", n2, r), parameter("anu")
a, b = matrix("ba", n1, 1), matrix("bb", n2, 1)
tangent = X1 * Wr.T + Wl * X2.T
RESIDUAL = [
    (
        "residual",
        forall([any_matrix], [], equal(H(error, any_matrix) + inner(SA, any_matrix), inner(S, any_matrix))),
    ),
    (
        "tangent",
        forall([nu, X1, X2], [nu >= 0, equal(nu**2, square(tangent))], eps1 * nu + inner(S, tangent) >= 0),
    ),
    (
        "normal",
        forall(
            [a, b],
            [equal(Wl.T * a), equal(Wr.T * b)],
            2 * inner(S, a * b.T) + lam * sigma * (tr(a.T * a) + tr(b.T * b)) >= 0,
        ),
    ),
]
PREMISES = [
    *setting.ROOM,
    ("eps1_nonneg", eps1 >= 0),
    ("lam_least", lam >= 1),
    ("T_sharp", lam * s * T <= 1 - T * T),
    ("e_nonneg", e >= 0),
    ("e_square", equal(e * e, square(error))),
    ("sigma_nonneg", sigma >= 0),
    ("unit_l", equal(Wl.T * Wl, identity(r))),
    ("unit_r", equal(Wr.T * Wr, identity(r))),
    *setting.RIP,
    setting.NOISE,
    *RESIDUAL,
]
FRAMES = [("unit_l", "Wl' Wl"), ("unit_r", "Wr' Wr")]
DEFINED = [("E_is", "E"), ("N_is", "N"), *FRAMES]


def _split(p):
    """N = WA Ga WB', the part of M* beyond both ranges of M, and E = (E + N) - N."""
    p.have("tall_l", n1 >= q, by=square(beyond_left) + p["ranks"], rewrite=FRAMES)
    p.have("tall_r", n2 >= q, by=square(beyond_right) + p["ranks"], rewrite=FRAMES)
    left_part, right_part = beyond_left * Us, beyond_right * Vs
    WB, RB = p.obtain(
        library("polar"), "pb", letters={"M": right_part}, premises=["tall_r"], new={"U": "WB", "R": "RB"}
    )
    WA, Ga = p.obtain(
        library("polar"), "pa", letters={"M": left_part * RB}, premises=["tall_l"], new={"U": "WA", "R": "Ga"}
    )
    units = [*FRAMES, ("pa_1", "WA' WA"), ("pb_1", "WB' WB")]
    E, N = p.let("E", error), p.let("N", left_part * right_part.T)
    Bz, Az = p.let("Bz", right_part), p.let("Az", left_part)
    p.have("Bz_polar", equal(Bz, WB * RB), by=p["Bz_is"] + p["pb_2"])
    p.have("Az_polar", equal(Az * RB, WA * Ga), by=p["pa_2"], rewrite=[("Az_is", "Az")])
    p.have("N_product", equal(N, Az * Bz.T), rewrite=[("N_is", "N"), ("Az_is", "Az"), ("Bz_is", "Bz")])
    p.have(
        "N_polar",
        equal(N, WA * Ga * WB.T),
        by=p["N_product"] + p["Az_polar"] * WB.T,
        rewrite=[("Bz_polar", "Bz")],
    )
    p.have("Wl_N", equal(Wl.T * N), rewrite=[("N_is", "N"), *FRAMES])
    p.have("N_Wr", equal(N * Wr), rewrite=[("N_is", "N"), *FRAMES])
    p.have("Wl_WA", equal(Wl.T * WA * Ga), by=p["Wl_N"] * WB - Wl.T * p["N_polar"] * WB, rewrite=units)
    p.have("WB_Wr", equal(Ga * WB.T * Wr), by=WA.T * p["N_Wr"] - WA.T * p["N_polar"] * Wr, rewrite=units)
    p.have("E_N", equal(inner(E, N) + square(N)), rewrite=DEFINED)
    b2, a2 = p.let("b2", square(N)), p.let("a2", square(E + N))
    p.have("E_E", equal(square(E), e * e), by=-p["e_square"], rewrite=[("E_is", "E")])
    p.have("pythagoras", equal(a2 + b2, e * e), by=p["E_E"] + p["a2_is"] + p["b2_is"] + 2 * p["E_N"])
    p.have("a2_nonneg", a2 >= 0, by=square(E + N) + p["a2_is"])
    p.have("b2_nonneg", b2 >= 0, by=square(N) + p["b2_is"])
    mu = p.let("mu", sigma * tr(Ga))
    p.have("nuclear", tr(Ga) >= 0, by=gram(identity(q), left="Ga"))
    p.have("mu_nonneg", mu >= 0, by=p["sigma_nonneg"] * p["nuclear"] + p["mu_is"])
    p.have(
        "b2_polar",
        equal(b2, tr(Ga * Ga)),
        by=p["b2_is"] + tr((N + WA * Ga * WB.T).T * p["N_polar"]),
        rewrite=units,
    )
    return units


def _normal(p, units):
    """<S, N> + lam mu >= 0: the normal premise at the columns of WA and WB, weighted by Ga."""
    N, WA, WB, mu = (p.named(name) for name in ("N", "WA", "WB", "mu"))
    half = WA.T * beyond_left * S * beyond_right * WB
    norms = WA.T * beyond_left * WA + WB.T * beyond_right * WB

    def columns(x):
        v = x.named("v")
        left, right = beyond_left * WA * v, beyond_right * WB * v
        x.have("a_normal", equal(Wl.T * left), rewrite=FRAMES)
        x.have("b_normal", equal(Wr.T * right), rewrite=FRAMES)
        x.apply("normal", "at", letters={"ba": left, "bb": right}, premises=["a_normal", "b_normal"])
        x.conclude(by=x["at"], rewrite=FRAMES)

    p.psd("Cc", half + half.T + lam * sigma * norms, columns, vector="v")
    p.have(
        "along_N",
        inner(S, N) + lam * mu >= 0,
        by=gram(identity(q), left="Cc", right="Ga") / 2 + lam * p["mu_is"],
        rewrite=[
            ("Cc_is", "Cc"),
            ("Wl_WA", "Wl' WA Ga"),
            ("WB_Wr", "Ga WB' Wr"),
            ("N_polar", "WA Ga WB'"),
            *units,
            ("Wl_N", "Wl' N"),
            ("N_Wr", "N Wr"),
        ],
    )


def _tangent(p):
    """eps1 nu >= <S, E + N> with nu = |E + N|: the tangent premise at -(E + N)."""
    E, N, a2 = p.named("E"), p.named("N"), p.named("a2")
    left, right = beyond_left * Us * Vs.T * Wr, Wl.T * Us * Vs.T - middle * Wr.T
    size = p.obtain(
        library("square-root"), "nu", parameters={"x": a2}, premises=["a2_nonneg"], new={"y": "nu"}
    )
    opposite = left * Wr.T + Wl * right
    p.have("E_tangent", equal(E + N + Wl * right + left * Wr.T), rewrite=DEFINED)
    p.have(
        "nu_square",
        equal(size**2, square(opposite)),
        by=p["nu_2"] + p["a2_is"] + tr((E + N - opposite).T * p["E_tangent"]),
        rewrite=FRAMES,
    )
    put = {"parameters": {"anu": size}, "letters": {"X1": left, "X2": right.T}}
    p.apply("tangent", "at_E", **put, premises=["nu_1", "nu_square"])
    p.have("along_E", eps1 * size >= inner(S, E + N), by=p["at_E"] - tr(S.T * p["E_tangent"]))


def _estimate(x):
    """The estimate for F = E + N - t N with |F| = g; aE + bN is a product of k columns for all a and b."""
    E, N, J1, J2, t, g, nu_ = (x.named(name) for name in ("E", "N", "J1", "J2", "t", "g", "nu"))
    F = E + N - t * N
    norms = [
        ("E_N", "tr(E' N)"),
        ("N_N", "tr(N' N)"),
        ("E_E", "tr(E' E)"),
        ("estimate_h3", "g^2"),
        ("pythagoras", "a2"),
    ]
    x.have("g_nonneg", g >= 0, by=x["estimate_h2"])
    x.have("nu_most", g * g >= nu_ * nu_, by=x["b2_nonneg"] * square(t) + x["estimate_h3"] - x["nu_2"])
    x.apply(order.root_monotone, "nu_g", parameters={"x": nu_, "y": g}, premises=["g_nonneg", "nu_most"])
    # the noise along F, a product of r + r* columns
    left, other = Wl * middle - (1 - t) * beyond_left * Us * Vs.T * Wr, (1 - t) * beyond_left * Us - Us
    product = left * Wr.T + other * Vs.T
    x.have("F_product", equal(F, product), rewrite=DEFINED)
    x.have("g_square", equal(g * g, square(product)), by=tr((F + product).T * x["F_product"]), rewrite=norms)
    x.apply(noise_bound.noise_bound, "noise_product", letters={"A": left, "B": Wr, "C": other, "D": Vs})
    x.have("noise_F", eps0 * rho * g + inner(SA, F) >= 0, by=x["noise_product"] + tr(SA.T * x["F_product"]))

    # H(E, F) from both bounds at (g + e) E + b N and (g - e) E - b N, b = e (1 - t)
    columns = x.let("Pm", Wl * J1.T + Us * J2.T)
    units = [("J_1", "J1' J1"), ("J_2", "J2' J2"), ("J_3", "J1' J2")]

    def low_rank(name, a_, b_):
        """a E + b N as Pm R'; the rule that puts it for the product."""
        across = a_ * Wr * middle - b_ * beyond_right * Vs * Us.T * Wl
        rows = x.let(name, across * J1.T + (b_ * beyond_right * Vs - a_ * Vs) * J2.T)
        x.have(
            f"product_{name}",
            equal(columns * rows.T, a_ * E + b_ * N),
            rewrite=[("Pm_is", "Pm"), (f"{name}_is", name), *units, *DEFINED],
        )
        return rows, a_ * E + b_ * N, [(f"product_{name}", f"Pm {name}'")]

    b_ = e * (1 - t)
    plus_rows, plus, plus_rule = low_rank("Rp", g + e, b_)
    minus_rows, minus, minus_rule = low_rank("Rm", g - e, -b_)
    x.apply("rip_lower", "low", letters={"aP": columns, "aR": plus_rows})
    x.apply("rip_upper", "up", letters={"aP": columns, "aR": minus_rows})
    x.have("least", H(plus, plus) >= (1 - delta) * square(plus), by=x["low"], rewrite=plus_rule)
    x.have("most", (1 + delta) * square(minus) >= H(minus, minus), by=x["up"], rewrite=minus_rule)
    value = H(E, F) - inner(E, F) + delta * e * g
    x.have("scaled", value * (e * g) >= 0, by=x["least"] / 4 + x["most"] / 4, rewrite=norms)
    x.have("e_g", e * g > 0, by=x["e_sign"] * x["estimate_h2"])
    x.apply(order.divide, "form_F", parameters={"x": value, "c": e * g}, premises=["scaled", "e_g"])
    x.apply("residual", "at_F", letters={"aM": F})
    x.have("S_F", equal(H(E, F) + inner(SA, F), inner(S, F)), by=x["at_F"], rewrite=[("E_is", "E")])
    x.conclude(
        by=x["along_E"]
        + x["estimate_h1"] * x["along_N"]
        + x["form_F"]
        + x["noise_F"]
        + x["eps1_nonneg"] * x["nu_g"]
        - x["S_F"],
        rewrite=[*norms, ("bound_is", "bound")],
    )


def _drawn(at):
    """t, and g with g^2 = a2 + t^2 b2."""
    t = at["rng"].random()
    g = np.sqrt(at["a2"] + t**2 * at["b2"])
    return {"t": t, "g": g} if g > 1e-9 else None


def _core(p):
    above, zero, below = p.cases(e, "e_sign")
    below.contradiction(by=below["e_nonneg"] + below["e_sign"])
    zero.conclude(
        by=zero["eps0_nonneg"] * zero["rho_nonneg"] + zero["eps1_nonneg"] - (T - delta) * zero["e_sign"]
    )
    p = above
    units = _split(p)
    _normal(p, units)
    _tangent(p)
    p.obtain(
        library("orthonormal-pair"),
        "J",
        sizes={"k": k, "m": r, "n": q},
        premises=["room"],
        new={"J": "J1", "K": "J2"},
    )
    b2, mu, N, Ga, WA, WB = (p.named(name) for name in ("b2", "mu", "N", "Ga", "WA", "WB"))
    bound = p.let("bound", delta * e + eps0 * rho + eps1)
    p.have(
        "bound_nonneg",
        bound >= 0,
        by=p["delta_nonneg"] * p["e_sign"]
        + p["eps0_nonneg"] * p["rho_nonneg"]
        + p["eps1_nonneg"]
        + p["bound_is"],
    )
    p.have("N_N", equal(square(N), b2), by=-p["b2_is"])
    wanted = p.wanted(reach.reach)
    p.lemma("estimate", wanted["estimate"], _estimate, _drawn)
    p.have(
        "normal_part",
        equal(beyond_left * Us * Vs.T * beyond_right, WA * Ga * WB.T),
        by=p["N_polar"] - p["N_is"],
    )

    def constraint(x):
        x.apply(
            eckart_young.eckart_young,
            "at",
            letters={"Gm": Ga},
            premises=[
                "sigma_nonneg",
                "unit_l",
                "unit_r",
                "pa_1",
                "pb_1",
                "normal_part",
                "constraint_h1",
                "constraint_h2",
            ],
        )
        c = x.named("c")
        x.conclude(
            by=x["at"] + x["pythagoras"] + x["e_square"] - 2 * c * x["mu_is"] + (c * c - 1) * x["b2_polar"],
            rewrite=units[2:],
        )

    p.lemma("constraint", wanted["constraint"], constraint, lambda at: {"c": at["rng"].random()})
    # mu^2 <= sigma^2 r* |N|^2, as the eigenvalues of Ga are r* numbers
    p.apply(library("size-positive"), "q_least", sizes={"n": q})
    p.have("q_pos", q > 0, by=p["q_least"] + 1)
    spread = q * b2 - tr(Ga) ** 2
    p.have(
        "spread_scaled",
        spread * q >= 0,
        by=square(tr(Ga) * identity(q) - q * Ga),
        rewrite=[("b2_polar", "b2")],
    )
    p.apply(order.divide, "spread", parameters={"x": spread, "c": q}, premises=["spread_scaled", "q_pos"])
    p.have(
        "mu_bound",
        sigma * sigma * q * b2 >= mu * mu,
        by=p["spread"] * square(sigma),
        rewrite=[("mu_is", "mu")],
    )
    p.apply(reach.reach, "reached")
    p.have("reached_e", bound * bound >= T * e * (T * e), by=p["reached"] + T * T * p["pythagoras"])
    p.apply(
        order.root_monotone,
        "T_e",
        parameters={"x": T * e, "y": bound},
        premises=["bound_nonneg", "reached_e"],
    )
    p.conclude(by=p["T_e"] - p["bound_is"])


core = theorem(
    "asymmetric_core",
    forall(
        [n1, n2, r, q, k, *parameters("delta eps0 eps1 lam s T rho e sigma"), Wl, Wr, Qs, Us, Vs, SA, S, H],
        PREMISES,
        eps0 * rho + eps1 >= (T - delta) * e,
    ),
    _core,
    numbers.core_points,
)
