"""At n = r + 1 the second part of Theorem 1.2 fails: the threshold there is that of r - r* + 1 for r/r*.

If (r - r* + 1) (1 - delta)^2 > delta^2, every exact second-order point recovers M*, for every A in
RIP(delta, r + r*). Wherever r > r* >= 2 this holds at delta = 1/(1 + sqrt(r*/r)), where r/r* <= [delta/(1 -
delta)]^2 promises a counterexample: (r - r* + 1) r* > r. The proof is that of the core theorem; at n = r +
1 the part of Z orthogonal to X has rank one, so that (tr N)^2 <= |N|^2 without the factor r*.
"""

import numpy as np

from certify.claims.derivations import (
    element,
    equal,
    exists,
    forall,
    gram,
    identity,
    library,
    load,
    square,
    theorem,
    tr,
    zeros,
)
from certify.claims.derivations.substitution import Exchange

order = load(__file__, "library/order")
core, setting = load(__file__, "zhang/core"), load(__file__, "zhang/setting")
exact = load(__file__, "zhang/theorem_1_2")
n, r, q, k, X, Z, S, Gm, H, D = (
    getattr(setting, name) for name in ["n", "r", "q", "k", "X", "Z", "S", "Gm", "H", "D"]
)
delta, s, T, e, error = setting.delta, setting.s, setting.T, setting.e, setting.error
ratio = r - q + 1


def _rank_one(c):
    """s <= 1, and mu^2 <= lam^2 |N|^2: for lam > 0 the projector I - X P has trace n - r = 1, and fixes N."""
    Y, P, N, lam, b2, mu = (c.named(v) for v in ("Y", "P", "N", "lam", "b2", "mu"))
    c.have("ratio_pos", ratio > 0, by=c["ranks"] + 1)
    c.have("ss1", (1 - s * s) * ratio >= 0, by=c["ranks"] - c["s_square"])
    c.apply(order.divide, "ss", parameters={"x": 1 - s * s, "c": ratio}, premises=["ss1", "ratio_pos"])
    size = square(Y)

    def prove(x):
        above, zero, below = x.cases(lam, "l_sign")
        below.contradiction(by=below["lam0"] + below["l_sign"])
        zero.conclude(
            by=zero["b0"] * square(lam)
            - (mu + lam * size) * (zero["mu_is"])
            - lam * size * size * zero["l_sign"],
        )
        beyond = identity(r) - P * X
        rules = [("mp_4", "X' P'"), ("mp_1", "X P X")]
        above.have(
            "rank_scaled",
            -(r - tr(X * P)) * lam >= 0,
            by=gram(beyond.T, right="Q") + tr(beyond.T * above["ei_3"] * beyond),
            rewrite=rules,
        )
        above.apply(
            order.divide,
            "rank_most",
            parameters={"x": tr(X * P) - r, "c": lam},
            premises=["rank_scaled", "l_sign"],
        )
        above.apply(
            order.antisymmetry, "full", parameters={"x": r - tr(X * P)}, premises=["trP", "rank_most"]
        )
        above.have(
            "cs",
            b2 >= size * size,
            by=square(N - size * (identity(n) - X * P))
            - size * size * (above["n_least"] + above["full"])
            + above["b2_is"],
            rewrite=[("N_is", "N"), ("mp_3", "P' X'"), ("mp_1", "X P X"), ("YX", "Y' X")],
        )
        above.conclude(by=above["cs"] * square(lam), rewrite=[("mu_is", "mu")])

    c.lemma("rank_one", forall([], [], lam * lam * b2 >= mu * mu), prove)
    c.apply("rank_one", "csl")


NUMBERS = [
    *(one for one in core.NUMBERS if one[0] != "s_square"),
    ("s_square", equal(s * s * ratio, 1)),
    ("n_least", equal(n, r + 1)),
]
core_smallest_n = theorem(
    "core_smallest_n",
    forall(
        [*core.OBJECTS, Gm],
        [*NUMBERS, *core.SHARP, *core.NORMS, *core.KILLS, *core.conditions(S + Gm)],
        core.GOAL,
    ),
    lambda p: core.main(p, _rank_one),
)


def _above_delta(p, T):
    """T > delta and (1 + delta) s T <= 1 - T^2, from 1 - delta > s delta."""
    p.have(
        "squares",
        ((1 - delta) ** 2 - (s * delta) ** 2) * ratio > 0,
        by=p["threshold"] - delta**2 * p["s_square"],
    )
    above, zero, below = p.cases(1 - delta - s * delta, "margin")
    zero.contradiction(by=zero["squares"] - ratio * (1 - delta + s * delta) * zero["margin"])
    below.contradiction(
        by=below["squares"]
        + below["ratio_pos"] * below["margin"] ** 2
        + 2 * below["ratio_pos"] * below["delta_small"] * below["margin"]
    )
    p = above
    p.have("T_above", delta < T, by=p["T_pos"] * p["margin"] + delta * p["inv_1"])
    p.have(
        "T_sharp",
        (1 + delta) * s * T <= 1 - T * T,
        by=p["T_pos"] * p["s_pos"] * p["T_above"] - (1 + T) * p["inv_1"],
    )
    return p


def _no_counterexample(p):
    p.have("nonneg", element(0) >= 0)
    p.have("ratio_pos", ratio > 0, by=p["ranks"] + 1)
    inverse = p.obtain(
        library("inverse"), "ratio", parameters={"x": ratio}, new={"y": "i"}, premises=["ratio_pos"]
    )
    roots = (
        ("s", inverse, p["ratio_2"]),
        ("rho", r + q, r + q),
        ("w", element(2), 2),
        ("e", square(error), square(error)),
    )
    for name, value, by in roots:
        p.have(f"{name}_under", value >= 0, by=by)
        p.obtain(
            library("square-root"), name, parameters={"x": value}, premises=[f"{name}_under"], new={"y": name}
        )
    p.have("s_square", equal(s * s * ratio, 1), by=ratio * p["s_2"] + p["ratio_1"])
    above, zero, below = p.cases(s, "s_pos")
    below.contradiction(by=below["s_1"] + below["s_pos"])
    zero.contradiction(by=1 + zero["s_square"] - s * ratio * zero["s_pos"])
    p = above
    p.have("divisor", 1 + s > 0, by=1 + p["s_pos"])
    T = p.obtain(library("inverse"), "inv", parameters={"x": 1 + s}, premises=["divisor"], new={"y": "T"})
    p.have("T_pos", T > 0, by=p["inv_2"])
    p = _above_delta(p, T)
    none = p.psd("none", zeros(n, n), lambda x: x.conclude(), vector="v0")
    p.have("kills_Z", equal(none * Z), rewrite=[("none_is", "none")])
    nothing = {name: element(0) for name in ("eps0", "eps1", "eps2")}
    put = {"parameters": nothing, "letters": {"S": zeros(n, n), "Gm": none}}

    def noise(x):
        x.conclude()

    def first(x):
        x.apply("stationary", "slope")
        x.conclude(by=x["slope"], rewrite=[("none_is", "none")])

    def second(x):
        x.apply("second_order", "curvature")
        x.conclude(by=x["curvature"], rewrite=[("none_is", "none")])

    wanted = p.wanted(core_smallest_n, **put)
    for name, prove in (("noise", noise), ("first_order", first), ("second_order", second)):
        p.lemma(f"{name}_0", wanted[name], prove)
    p.apply(core_smallest_n, "bound", **put)
    p.have("scaled", -e * (T - delta) >= 0, by=p["bound"])
    p.apply(order.divide, "at_most", parameters={"x": -e, "c": T - delta}, premises=["scaled", "T_above"])
    p.apply(order.antisymmetry, "e_zero", parameters={"x": e}, premises=["e_1", "at_most"])
    p.have("error_zero", equal(square(error)), by=e * p["e_zero"] - p["e_2"])
    p.apply(library("zero-norm"), "goal", letters={"M": error}, premises=["error_zero"])
    p.finish("goal")


def points():
    """A = Id and X X' = Z Z' at n = r + 1."""
    for seed, (r_, q_) in enumerate(((3, 2), (1, 1), (4, 2))):
        rng = np.random.default_rng(seed)
        z = rng.standard_normal((r_ + 1, q_))
        turn = np.linalg.qr(rng.standard_normal((r_, r_)))[0]
        yield {
            "n": r_ + 1, "r": r_, "q": q_, "k": r_ + q_, "X": z @ turn[:q_], "Z": z, "delta": 0.3,
            "H": lambda a, b: np.sum(a * b),
        }  # fmt: skip


SECOND_ORDER_POINT = [
    *setting.rip(),
    ("stationary", forall([D], [], equal(exact.slope))),
    ("second_order", forall([D], [], exact.curvature >= 0)),
]
no_counterexample = theorem(
    "no_counterexample_at_smallest_n",
    forall(
        [n, r, q, k, delta, X, Z, H],
        [
            ("n_least", equal(n, r + 1)),
            ("ranks", r >= q),
            ("room", k >= r + q),
            ("delta_nonneg", delta >= 0),
            ("delta_small", 1 - delta > 0),
            ("threshold", ratio * (1 - delta) ** 2 > delta**2),
            *SECOND_ORDER_POINT,
        ],
        equal(X * X.T, Z * Z.T),
    ),
    _no_counterexample,
    points,
)
NONE = forall([k, X, Z, H], [("room", k >= r + q), *SECOND_ORDER_POINT], equal(X * X.T, Z * Z.T))
PROMISED = [
    ("delta_nonneg", delta >= 0),
    ("delta_small", 1 - delta > 0),
    ("promised", r * (1 - delta) ** 2 <= q * delta**2),
    ("none", NONE),
]


def _refuted(p):
    """At delta (1 + s) = 1 with s^2 = r*/r; then (r - r* + 1) s^2 - 1 = (r* - 1) (r - r*)/r > 0."""
    p.have("ranks", r >= q, by=p["more_rank"])
    p.have("r_pos", r > 0, by=r)
    ir = p.obtain(library("inverse"), "ir", parameters={"x": r}, premises=["r_pos"], new={"y": "ir"})
    p.have("under", q * ir >= 0, by=q * p["ir_2"])
    s = p.obtain(library("square-root"), "s", parameters={"x": q * ir}, premises=["under"], new={"y": "s"})
    p.have("divisor", 1 + s > 0, by=1 + p["s_1"])
    d = p.obtain(library("inverse"), "d", parameters={"x": 1 + s}, premises=["divisor"], new={"y": "d"})
    above, zero, below = p.cases(s, "s_pos")
    below.contradiction(by=below["s_1"] + below["s_pos"])
    zero.contradiction(by=q * zero["ir_2"] + zero["s_2"] - s * zero["s_pos"])
    p = above
    p.have("rest", equal(1 - d, s * d), by=-p["d_1"])
    p.have("delta_nonneg", d >= 0, by=p["d_2"])
    p.have("delta_small", 1 - d > 0, by=p["s_pos"] * p["d_2"] + p["rest"])
    sum_ = 1 - d + s * d
    p.have(
        "promised",
        r * (1 - d) ** 2 <= q * d**2,
        by=-r * sum_ * p["rest"] - d * d * r * p["s_2"] - d * d * q * p["ir_1"],
    )
    p.have(
        "threshold",
        ratio * (1 - d) ** 2 > d**2,
        by=p["d_2"] * p["d_2"] * p["two"] * p["more_rank"] * p["ir_2"]
        + ratio * sum_ * p["rest"]
        + d * d * (ratio * p["s_2"] + p["ir_1"]),
    )

    def none(x):
        x.apply(no_counterexample, "goal", parameters={"delta": d})
        x.finish("goal")

    p.lemma("none", NONE.exchanged(Exchange({}, {"delta": d})), none)
    p.finish("delta_nonneg", "delta_small", "promised", "none", witnesses={"delta": d})


refuted = theorem(
    "second_part_refuted",
    forall(
        [n, r, q],
        [("n_least", equal(n, r + 1)), ("more_rank", r > q), ("two", q > 1)],
        exists([delta], PROMISED),
    ),
    _refuted,
    [{"n": 4, "r": 3, "q": 2}, {"n": 7, "r": 6, "q": 3}],
)
