"""Corollary 1.7 without its probability: where the noise is at most eps0 = 10 sigma sqrt(n), n = n1 + n2.

m is |U V' - U* V*'| for X = [U; V] and Z = [U*; V*]; 2 m^2 <= |E|^2, and Corollary 3.21 bounds |E|. a and b
are the two summands of the bound; rn is sqrt(n) and rho is sqrt(r + r*).
"""

import numpy as np

from certify.claims.derivations import equal, evaluate, forall, library, load, parameters, square, theorem

order, corollary = load(__file__, "library/order"), load(__file__, "zhang/corollary_3_21")
asymmetric, euclidean = corollary.asymmetric, corollary.euclidean
s1, s2, E, n, r, q = (getattr(asymmetric, name) for name in ["s1", "s2", "error", "n", "r", "q"])
delta, eps0, rho, s, T0, a, e = (
    getattr(corollary, name) for name in ["delta", "eps0", "rho", "s", "T0", "a", "e"]
)
m, sigma, rn = parameters("m sigma rn")
off = s1.T * E * s2
PREMISES = [one for one in corollary.NUMBERS if one[0] not in ("threshold", "eps0_nonneg", "a_def")]
NOISE = [
    ("sigma_nonneg", sigma >= 0),
    ("rn_nonneg", rn >= 0),
    ("rn_square", equal(rn * rn, n)),
    ("eps0_def", equal(eps0, 10 * sigma * rn)),
    ("a_def", equal(a * (T0 - 2 * delta), 20 * sigma * rn * rho)),
    ("delta_small", 1 - 2 * delta > 0),
    ("ratio", r * (1 - 2 * delta) ** 2 > q * (2 * delta) ** 2),
    ("m_nonneg", m >= 0),
    ("m_square", equal(m * m, square(off))),
]


def _corollary_1_7(p):
    p.have("eps0_nonneg", eps0 >= 0, by=10 * p["sigma_nonneg"] * p["rn_nonneg"] + p["eps0_def"])
    p.have("a_printed", equal(a * (T0 - 2 * delta), 2 * eps0 * rho), by=p["a_def"] - 2 * rho * p["eps0_def"])
    # (1 - 2 delta)^2 > (2 delta s)^2, so that 1 > 2 delta (1 + s)
    p.apply(library("size-positive"), "r_least", sizes={"n": r})
    p.have("r_pos", r > 0, by=p["r_least"] + 1)
    p.have("one_s", 1 + s > 0, by=1 + p["s_pos"])
    x = 1 - 2 * delta - 2 * delta * s
    positive, zero, below = p.cases(x, "room_left")
    zero.contradiction(
        by=zero["ratio"]
        - r * (1 - 2 * delta + 2 * delta * s) * zero["room_left"]
        - 4 * delta * delta * zero["s_square"]
    )
    below.contradiction(
        by=below["ratio"]
        + below["r_pos"]
        * below["room_left"]
        * (below["delta_small"] + 2 * below["delta_nonneg"] * below["s_pos"])
        - 4 * delta * delta * below["s_square"]
    )
    p = positive
    inverse = p.obtain(library("inverse"), "i1", parameters={"x": 1 + s}, premises=["one_s"], new={"y": "i1"})
    p.have("T0_value", equal(T0, inverse), by=inverse * p["T0_def"] - T0 * p["i1_1"])
    p.have(
        "threshold",
        T0 - 2 * delta > 0,
        by=p["room_left"] * p["i1_2"] + p["T0_value"] + 2 * delta * p["i1_1"],
    )
    p.apply(corollary.corollary_3_21, "error")
    p.have(
        "blocks",
        e * e >= m * m,
        by=square(s1.T * E * s1) + square(s2.T * E * s2) + square(off) + p["e_square"] - p["m_square"],
        rewrite=asymmetric.RULES,
    )
    p.apply(order.root_monotone, "smaller", parameters={"x": m, "y": e}, premises=["e_nonneg", "blocks"])
    p.conclude(by=p["error"] + p["smaller"])


def points():
    """Numbers of Corollary 3.21 that satisfy the hypothesis on the ranks."""
    for at in corollary.points():
        at["rn"] = np.sqrt(at["n"])
        at["sigma"] = at["eps0"] / (10 * at["rn"])
        yield at | {"m": np.linalg.norm(evaluate(off, at))}


corollary_1_7 = theorem(
    "corollary_1_7_bounded",
    forall(
        [*corollary.OBJECTS, sigma, rn, m],
        [*PREMISES, *NOISE, *euclidean.CONDITIONS],
        a + corollary.b >= m,
    ),
    _corollary_1_7,
    points,
)
