"""The scalar end of the core theorem: from bounds on |E_T|^2 and |E_N|^2 to |E|.

Here a2 = |E_T|^2, b2 = |E_N|^2, kappa = 1 + eps2/2 + delta, T^2 + kappa s T <= 1 and p = kappa mu.
"""

import numpy as np

from certify.claims.derivations import element, equal, forall, load, parameters, square, theorem

order = load(__file__, "library/order")
a2, b2, mu, T, s, kap, t = parameters("a2 b2 mu T s kappa t")
pp = kap * mu
base = [
    ("a2_nonneg", a2 >= 0),
    ("b2_nonneg", b2 >= 0),
    ("T_pos", T > 0),
    ("s_pos", s > 0),
    ("kappa_least", kap >= 1),
    ("T_bound", kap * s * T <= 1 - T * T),
]
tail = [mu >= 0, s * s * a2 * b2 >= mu * mu]


def smodels(inner):
    out = []
    r = np.random.default_rng(5)
    while len(out) < 6:
        m = {"a2": r.random(), "b2": r.random(), "s": r.random(), "kappa": 1 + r.random(), "mu": r.random()}
        h = m["kappa"] * m["s"] / 2
        m["T"] = (h * h + 1) ** 0.5 - h
        P = m["kappa"] * m["mu"]
        if inner is None:
            if m["s"] ** 2 * m["a2"] < m["b2"]:
                continue
        else:
            if m["s"] ** 2 * m["a2"] * m["b2"] < m["mu"] ** 2 or (m["b2"] > P) != inner:
                continue
            m["t"] = 1 - P / m["b2"]
        out.append(m)
    return out


def common(c):
    c.have("kap0", kap > 0, by=c["kappa_least"] + 1)
    c.have("v", kap * s * T > 0, by=c["kap0"] * c["s_pos"] * c["T_pos"])
    c.have("u", 1 - T * T > 0, by=c["T_bound"] + c["v"])


def _flat_large(c):  # h7: 1 - s^2, h8: s^2 a2 - b2
    common(c)
    c.have("one", element(1) >= 0, by=1)
    c.have("t2", element(1) >= T * T, by=c["u"])
    c.apply(order.root_monotone, "t1", parameters={"x": T, "y": 1}, premises=["one", "t2"])
    c.have("s2", element(1) >= s * s, by=c["h7"])
    c.apply(order.root_monotone, "s1", parameters={"x": s, "y": 1}, premises=["one", "s2"])
    c.have("w", kap >= T * s, by=c["kappa_least"] + c["s1"] + c["t1"] * c["s_pos"])
    c.conclude(
        by=c["T_bound"] * c["a2_nonneg"]
        + c["h8"] * square(T)
        + c["T_pos"] * c["s_pos"] * c["w"] * c["a2_nonneg"]
    )


flat_large = theorem(
    "flat_large",
    forall([a2, b2, T, s, kap], [*base, 1 - s * s >= 0, s * s * a2 >= b2], a2 >= T * T * (a2 + b2)),
    _flat_large,
    lambda: smodels(None),
)


def one(c):  # h7 mu, h8 s^2 a2 b2 - mu^2
    common(c)
    c.have(
        "P1",
        (1 - T * T) ** 2 * a2 * b2 >= T * T * pp * pp,
        by=c["T_bound"] * c["T_bound"] * c["a2_nonneg"] * c["b2_nonneg"]
        + 2 * c["v"] * c["T_bound"] * c["a2_nonneg"] * c["b2_nonneg"]
        + c["h8"] * square(T * kap),
    )


def _flat_small(c):  # h9: p - b2
    one(c)
    A_, B_, N_ = c.cases(b2, "t")
    N_.contradiction(by=N_["b2_nonneg"] + N_["t"])
    B_.conclude(by=B_["u"] * B_["a2_nonneg"] + -T * T * B_["t"])
    A_.have(
        "P2",
        ((1 - T * T) ** 2 * a2 - T * T * b2) * b2 >= 0,
        by=A_["P1"] + A_["h9"] * A_["h9"] * square(T) + 2 * A_["b2_nonneg"] * A_["h9"] * square(T),
    )
    A_.apply(
        order.divide,
        "P3",
        parameters={"x": (1 - T * T) ** 2 * a2 - T * T * b2, "c": b2},
        premises=["P2", "t"],
    )
    A_.conclude(by=A_["P3"] + A_["u"] * A_["a2_nonneg"] * square(T))


PAR = [a2, b2, T, s, kap, mu]
flat_small = theorem(
    "flat_small",
    forall([*PAR], [*base, *tail, pp >= b2], a2 >= T * T * (a2 + b2)),
    _flat_small,
    lambda: smodels(False),
)


def _inner(c):  # h9: b2 - p > 0, h10: t b2 = b2 - p
    one(c)
    c.have("p0", pp >= 0, by=c["kap0"] * c["h7"])
    c.have("b0", b2 > 0, by=c["h9"] + c["p0"])
    Z = (1 - T * T) * a2 * b2 + (b2 - pp) ** 2 - T * T * b2 * b2
    c.have("Z1", Z * (1 - T * T) >= 0, by=square((1 - T * T) * b2 - pp) + c["P1"])
    c.apply(order.divide, "Z2", parameters={"x": Z, "c": 1 - T * T}, premises=["Z1", "u"])
    c.have(
        "Z3", (a2 + t * t * b2 - T * T * (a2 + b2)) * b2 >= 0, by=c["Z2"] + (t * b2 + (b2 - pp)) * c["h10"]
    )
    c.apply(
        order.divide,
        "g",
        parameters={"x": a2 + t * t * b2 - T * T * (a2 + b2), "c": b2},
        premises=["Z3", "b0"],
    )
    c.finish("g")


inner = theorem(
    "inner",
    forall([*PAR, t], [*base, *tail, b2 > pp, equal(t * b2, b2 - pp)], a2 + t * t * b2 >= T * T * (a2 + b2)),
    _inner,
    lambda: smodels(True),
)
