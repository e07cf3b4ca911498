"""Corollary 1.5 without its probability: where the noise is at most 10 sigma sqrt(2 n), by Corollary 3.12.

v is sqrt(n (r + r*)), a is 15 sigma v/(T0 - delta), and R is sqrt(chi) times a bound m for |X| and |Z|.
"""

import numpy as np

from certify.claims.derivations import equal, forall, library, load, parameters, square, theorem

order, given = load(__file__, "library/order"), load(__file__, "zhang/corollary_3_12")
euclidean = given.euclidean
n, r, q, k, X, Z = (getattr(given, name) for name in ["n", "r", "q", "k", "X", "Z"])
delta, eps0, eps1, eps2, s, T0, rho, e, R, chi, sc, a, b = (
    getattr(given, name)
    for name in ["delta", "eps0", "eps1", "eps2", "s", "T0", "rho", "e", "R", "chi", "sc", "a", "b"]
)
margin = given.margin
sigma, m, v = parameters("sigma m v")
CONDITIONS = [
    ("ranks", r >= q),
    ("below_n", n > r),
    ("room", k >= r + q),
    ("delta_nonneg", delta >= 0),
    ("delta_small", 1 - delta > 0),
    ("threshold_ratio", r * (1 - delta) ** 2 > q * delta**2),
    ("sigma_nonneg", sigma >= 0),
    ("eps0_nonneg", eps0 >= 0),
    ("eps0_square", equal(eps0 * eps0, 200 * sigma**2 * n)),
    ("eps1_nonneg", eps1 >= 0),
    ("eps2_nonneg", eps2 >= 0),
    ("s_pos", s > 0),
    ("s_square", equal(s * s * r, q)),
    ("T0_def", equal(T0 * (1 + s), 1)),
    ("e_nonneg", e >= 0),
    ("e_square", equal(e * e, square(euclidean.E))),
    ("m_nonneg", m >= 0),
    ("m_X", m * m >= square(X)),
    ("m_Z", m * m >= square(Z)),
    ("chi_def", equal(chi * s, (1 + delta) * (1 + s))),
    ("sc_nonneg", sc >= 0),
    ("sc_square", equal(sc * sc, chi)),
    ("R_def", equal(R, sc * m)),
    ("v_nonneg", v >= 0),
    ("v_square", equal(v * v, n * (r + q))),
    ("a_def", equal(a * margin, 15 * sigma * v)),
    ("b_nonneg", b >= 0),
    ("b_square", equal(b * b * margin, eps1 * R + eps2 * R * R)),
]


def _corollary(p):
    p.have("one_s", 1 + s > 0, by=1 + p["s_pos"])
    inverse = p.obtain(
        library("inverse"), "inv", parameters={"x": 1 + s}, premises=["one_s"], new={"y": "i1"}
    )
    p.apply(library("size-positive"), "r_least", sizes={"n": r})
    p.apply(library("size-positive"), "q_least", sizes={"n": q})
    p.have("r_pos", r > 0, by=p["r_least"] + 1)
    # 1 - delta > s delta, from its square; then T0 - delta = (1 - delta - s delta)/(1 + s) > 0.
    p.have(
        "squares",
        ((1 - delta) ** 2 - (s * delta) ** 2) * r > 0,
        by=p["threshold_ratio"] - delta**2 * p["s_square"],
    )
    above, zero, below = p.cases(1 - delta - s * delta, "sign")
    zero.contradiction(by=zero["squares"] - r * (1 - delta + s * delta) * zero["sign"])
    below.contradiction(
        by=below["squares"]
        + below["r_pos"] * below["sign"] ** 2
        + 2 * below["r_pos"] * below["delta_small"] * below["sign"]
    )
    p = above
    p.have("threshold", margin > 0, by=p["inv_2"] * p["sign"] + inverse * p["T0_def"] - margin * p["inv_1"])
    p.have("size", r + q >= 0, by=p["r_least"] + p["q_least"] + 2)
    p.apply(library("square-root"), "rho", parameters={"x": r + q}, premises=["size"], new={"y": "rho"})
    p.have("rho_nonneg", rho >= 0, by=p["rho_1"])
    p.have("rho_square", equal(rho * rho, r + q), by=p["rho_2"])
    # eps0 rho <= 15 sigma v
    p.have("right", 15 * sigma * v >= 0, by=15 * p["sigma_nonneg"] * p["v_nonneg"])
    p.apply(library("size-positive"), "n_least", sizes={"n": n})
    p.have("n_nonneg", n >= 0, by=p["n_least"] + 1)
    p.have(
        "noise_squares",
        (15 * sigma * v) ** 2 >= (eps0 * rho) ** 2,
        by=25 * square(sigma) * p["n_nonneg"] * p["size"]
        + 225 * sigma**2 * p["v_square"]
        - rho * rho * p["eps0_square"]
        - 200 * sigma**2 * n * p["rho_square"],
    )
    p.apply(
        order.root_monotone,
        "noise_most",
        parameters={"x": eps0 * rho, "y": 15 * sigma * v},
        premises=["right", "noise_squares"],
    )
    other = p.obtain(
        library("inverse"), "im", parameters={"x": margin}, premises=["threshold"], new={"y": "im"}
    )
    part = eps0 * rho * other
    p.have("part_def", equal(part * margin, eps0 * rho), by=eps0 * rho * p["im_1"])
    p.have(
        "b_value",
        equal(b * b * margin, eps1 * sc * m + eps2 * chi * m * m),
        by=p["b_square"] + (eps1 + eps2 * (R + sc * m)) * p["R_def"] + eps2 * m * m * p["sc_square"],
    )
    p.have("part_most", (a - part) * margin >= 0, by=p["noise_most"] + p["a_def"] - p["part_def"])
    p.apply(
        order.divide, "smaller", parameters={"x": a - part, "c": margin}, premises=["part_most", "threshold"]
    )
    p.apply(given.corollary_3_12, "bound", parameters={"R": m, "a": part})
    p.conclude(by=p["bound"] + p["smaller"])


def points():
    """Numbers with sigma the least for the noise at hand."""
    for at in given.points():
        at["sigma"] = at["eps0"] / np.sqrt(200 * at["n"])
        at["m"], at["R"] = at["R"], at["sc"] * at["R"]
        at["v"] = np.sqrt(at["n"] * (at["r"] + at["q"]))
        at["a"] = 15 * at["sigma"] * at["v"] / (at["T0"] - at["delta"])
        yield at


deterministic = theorem(
    "corollary_1_5_deterministic",
    forall(
        [
            *[one for one in given.OBJECTS if one.name != "rho"],
            *[sigma, m, v],
        ],
        [*CONDITIONS, *euclidean.CONDITIONS],
        a + b >= e,
    ),
    _corollary,
    points,
)
