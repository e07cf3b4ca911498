"""The asymmetric threshold: second-order points are near M* as soon as delta < 1/(1 + sqrt(r*/r)).

For every weight mu >= 0 of the regulariser, 0 included, and all n1, n2 and r >= r*. Theorem 1.6 of the main
paper has 1/(2 (1 + sqrt(r*/r))), mu = 1 and twice the noise. With eps2 in the local norm and mu > 0 the
condition is delta (1 + kappa sqrt(r*/r)) < 1 with kappa = 1 + eps2/(2 (1 + delta)). No weaker condition
will do (asymmetric_exactness). Here T = 1/(1 + kappa s), s = sqrt(r*/r), rho = sqrt(r + r*) and e = |U V' -
M*|.
"""

from certify.claims.derivations import (
    element,
    equal,
    forall,
    library,
    load,
    parameters,
    square,
    theorem,
    zeros,
)

order = load(__file__, "library/order")
numbers, points = load(__file__, "beyond/asymmetric_numbers"), load(__file__, "beyond/second_order_points")
setting = load(__file__, "beyond/asymmetric_setting")
n1, n2, r, q, k, H, HM = (
    *(getattr(setting, name) for name in ["n1", "n2", "r", "q", "k", "H"]),
    points.HM,
)
D1, D2, SA, column = setting.D1, setting.D2, setting.SA, setting.column
delta, eps0, eps2, mu, s, T, rho, e, kappa = (
    getattr(setting, name) for name in ["delta", "eps0", "eps2", "mu", "s", "T", "rho", "e", "kappa"]
)
error = setting.error
x, c = parameters("x c")


def _reciprocal(p):
    inverse = p.obtain(library("inverse"), "inv", parameters={"x": c})
    p.conclude(by=p["inv_2"] + inverse * p["h1"] - x * p["inv_1"])


reciprocal = theorem(
    "reciprocal", forall([x, c], [equal(x * c, 1), c > 0], x > 0), _reciprocal, [{"x": 0.5, "c": 2.0}]
)

NUMBERS = [one for one in setting.NUMBERS if one[0] != "T_pos"]
PRINTED = [*NUMBERS, ("threshold", 1 - delta * (1 + s) > 0), ("T_def", equal(T * (1 + s), 1))]
SLACK = [
    *NUMBERS,
    ("eps2_nonneg", eps2 >= 0),
    ("threshold", 1 - delta * (1 + kappa * s) > 0),
    ("T_def", equal(T * (1 + kappa * s), 1)),
]
GOAL = eps0 * rho >= (T - delta) * e


def margin(p, weight):
    """T > 0, T > delta and T^2 + (1 + delta) kappa s T <= 1, if T (1 + kappa s) = 1 and kappa >= 0."""
    p.have("divisor", 1 + weight * s > 0, by=1 + p["kappa_nonneg"] * p["s_pos"])
    p.apply(reciprocal, "T_pos", parameters={"x": T, "c": 1 + weight * s}, premises=["T_def", "divisor"])
    p.have("margin", delta < T, by=p["T_pos"] * p["threshold"] + delta * p["T_def"])
    p.have(
        "T_most",
        (1 + delta) * weight * s * T <= 1 - T * T,
        by=p["kappa_nonneg"] * p["s_pos"] * p["T_pos"] * p["margin"] - (1 + T) * p["T_def"],
    )


def slack(p, share):
    """kappa >= 1, where share (1 + delta) (kappa - 1) = eps2."""
    p.have("one_delta", share * (1 + delta) > 0, by=share + share * p["delta_nonneg"])
    p.have("kappa_scaled", (kappa - 1) * (share * (1 + delta)) >= 0, by=p["eps2_nonneg"] + p["kappa_def"])
    p.apply(order.divide, "kappa_least", parameters={"x": kappa - 1, "c": share * (1 + delta)})
    p.have("kappa_nonneg", kappa >= 0, by=p["kappa_least"] + 1)


def _without_slack(p, **forms):
    p.have("no_slack", element(0) >= 0)
    p.have("kappa_nonneg", element(1) >= 0, by=1)
    margin(p, 1)
    p.apply(points.second_order_points, "goal", parameters={"eta": 0}, forms=forms)
    p.finish("goal")


EXACT = ("curvature", forall([D1, D2], [], points.second >= 0))
general_losses = theorem(
    "asymmetric_threshold_general_losses",
    forall(
        [*setting.SIZES, delta, eps0, mu, s, T, rho, e, *setting.MATRICES, H, HM],
        [*PRINTED, ("mu_nonneg", mu >= 0), *points.CONDITIONS[:-1], EXACT],
        GOAL,
    ),
    _without_slack,
    numbers.at_threshold,
)

g = setting.loss(mu)
with_noise = theorem(
    "asymmetric_threshold_with_noise",
    forall(
        [*setting.SIZES, delta, eps0, mu, s, T, rho, e, *setting.MATRICES, H],
        [
            *PRINTED,
            ("mu_nonneg", mu >= 0),
            *setting.RIP,
            setting.NOISE,
            setting.stationary(g),
            setting.curvature(g),
        ],
        GOAL,
    ),
    lambda p: _without_slack(p, HM=H),
    numbers.quadratic,
)


def _local_norm(p):
    inverse = p.obtain(library("inverse"), "inv", parameters={"x": mu}, premises=["mu_pos"], new={"y": "im"})
    unit = ("inv_1", "im mu")
    eta = eps2 * inverse
    put = {"parameters": {"eta": eta}, "forms": {"HM": H}}
    slack(p, 2)
    margin(p, kappa)

    def curvature(inside):
        inside.apply("curvature", "at")
        inside.conclude(by=inside["at"], rewrite=[unit])

    p.lemma("curvature_eta", p.wanted(points.second_order_points, **put)["curvature"], curvature)
    p.have("eta_nonneg", eta >= 0, by=p["eps2_nonneg"] * p["inv_2"])
    p.have("mu_nonneg", mu >= 0, by=p["mu_pos"])
    p.have(
        "T_sharp",
        (1 + delta + mu * eta / 2) * s * T <= 1 - T * T,
        by=p["T_most"] + s * T / 2 * p["kappa_def"],
        rewrite=[unit],
    )
    p.apply(points.second_order_points, "goal", **put)
    p.finish("goal")


local_norm = theorem(
    "asymmetric_threshold_local_norm",
    forall(
        [*setting.SIZES, delta, eps0, eps2, mu, s, kappa, T, rho, e, *setting.MATRICES, H],
        [
            *SLACK,
            ("mu_pos", mu > 0),
            ("kappa_def", equal(2 * (1 + delta) * (kappa - 1), eps2)),
            *setting.RIP,
            setting.NOISE,
            setting.stationary(g),
            setting.curvature(g, eps2 * setting.local_norm),
        ],
        GOAL,
    ),
    _local_norm,
    numbers.quadratic_with_slack,
)


def _root(p, name, value, by):
    p.have(f"{name}_under", value >= 0, by=by)
    p.obtain(
        library("square-root"), name, parameters={"x": value}, premises=[f"{name}_under"], new={"y": name}
    )


def _exact(p):
    p.have("no_noise", element(0) >= 0)
    none = {"parameters": {"eps0": 0}, "letters": {"SA": zeros(n1, n2)}}
    p.lemma("noise", forall([column], [], element(0) >= 0), lambda inside: inside.conclude())
    p.apply(library("size-positive"), "r_least", sizes={"n": r})
    p.apply(library("size-positive"), "q_least", sizes={"n": q})
    p.have("r_pos", r > 0, by=p["r_least"] + 1)
    p.have("q_pos", q > 0, by=p["q_least"] + 1)
    inverse = p.obtain(library("inverse"), "inv_r", parameters={"x": r}, premises=["r_pos"], new={"y": "ir"})
    _root(p, "s", q * inverse, p["q_pos"] * p["inv_r_2"])
    p.have("s_square", equal(s * s * r, q), by=r * p["s_2"] + q * p["inv_r_1"])
    above, zero, below = p.cases(s, "s_pos")
    below.contradiction(by=below["s_1"] + below["s_pos"])
    zero.contradiction(by=zero["q_pos"] + zero["s_square"] - s * r * zero["s_pos"])
    p = above
    # 1 - delta > s delta, as r (1 - delta)^2 > r (s delta)^2
    rest = 1 - delta
    p.have("squares", (rest**2 - (s * delta) ** 2) * r > 0, by=p["ratio"] - delta**2 * p["s_square"])
    above, zero, below = p.cases(rest - s * delta, "sign")
    zero.contradiction(by=zero["squares"] - r * (rest + s * delta) * zero["sign"])
    below.contradiction(
        by=below["squares"]
        + below["r_pos"] * below["sign"] * below["sign"]
        + 2 * below["r_pos"] * below["delta_small"] * below["sign"]
    )
    p = above
    p.have("threshold", 1 - delta * (1 + s) > 0, by=p["sign"])
    _root(p, "rho", r + q, p["r_pos"] + p["q_pos"])
    _root(p, "e", square(error), square(error))
    p.have("rho_square", equal(rho * rho, r + q), by=p["rho_2"])
    p.have("divisor", 1 + s > 0, by=1 + p["s_pos"])
    p.obtain(library("inverse"), "inv", parameters={"x": 1 + s}, premises=["divisor"], new={"y": "T"})
    p.have("T_def", equal(T * (1 + s), 1), by=p["inv_1"])
    p.apply(with_noise, "bound", **none)
    # (T - delta) e <= 0 <= e, and T > delta
    p.have("margin", delta < T, by=p["inv_2"] * p["threshold"] + delta * p["T_def"])
    p.have("scaled", -e * (T - delta) >= 0, by=p["bound"])
    p.apply(order.divide, "most", parameters={"x": -e, "c": T - delta}, premises=["scaled", "margin"])
    p.apply(order.antisymmetry, "e_zero", parameters={"x": e}, premises=["e_1", "most"])
    p.have("norm", equal(square(error)), by=e * p["e_zero"] - p["e_2"])
    p.apply(library("zero-norm"), "goal", letters={"M": error}, premises=["norm"])
    p.finish("goal")


noiseless = setting.loss(mu, zeros(n1, n2))
exact = theorem(
    "asymmetric_threshold",
    forall(
        [*setting.SIZES, delta, mu, *setting.MATRICES[:-1], H],
        [
            ("ranks", r >= q),
            ("room", k >= r + q),
            ("delta_nonneg", delta >= 0),
            ("delta_small", 1 - delta > 0),
            ("ratio", r * (1 - delta) ** 2 > q * delta**2),
            ("mu_nonneg", mu >= 0),
            *setting.RIP,
            setting.stationary(noiseless),
            setting.curvature(noiseless),
        ],
        equal(setting.U * setting.V.T, setting.Us * setting.Vs.T),
    ),
    _exact,
    numbers.exact_points,
)
