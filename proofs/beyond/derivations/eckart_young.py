"""A lower bound for |M - M*|^2 by what of M* lies beyond the ranges of M, in the manner of Eckart and Young.

M = Wl (sigma I + Qs) Wr' has rank r and least singular value at least sigma, and N = WA Gm WB' is the part
of M* = Us Vs' beyond both ranges of M. For every c in [0, 1]

    |M - M*|^2 >= (1 - c^2) |N|^2 + 2 c sigma tr Gm + (r - r*) sigma^2.

At c = 1 it is a sum of squares; in general it is that of M* with its parts beyond the ranges shrunk by sqrt
c.
"""

from certify.claims.derivations import (
    equal,
    forall,
    gram,
    identity,
    library,
    load,
    matrix,
    parameters,
    square,
    theorem,
    tr,
)

numbers, setting = load(__file__, "beyond/core_numbers"), load(__file__, "beyond/asymmetric_setting")
n1, n2, r, q, Us, Vs = (getattr(setting, name) for name in ["n1", "n2", "r", "q", "Us", "Vs"])
sigma, c = parameters("sigma c")
Wl, Wr, Qs = matrix("Wl", n1, r), matrix("Wr", n2, r), matrix("Qs", r, r, "semidefinite")
WA, Gm, WB = matrix("WA", n1, q), matrix("Gm", q, q), matrix("WB", n2, q)
M = Wl * (sigma * identity(r) + Qs) * Wr.T
error = M - Us * Vs.T
beyond_left, beyond_right = identity(n1) - Wl * Wl.T, identity(n2) - Wr * Wr.T
normal = beyond_left * Us * Vs.T * beyond_right
N = WA * Gm * WB.T

OBJECTS = [n1, n2, r, q, sigma, Wl, Wr, Qs, Us, Vs, WA, Gm, WB]
PREMISES = [
    ("sigma_nonneg", sigma >= 0),
    ("unit_l", equal(Wl.T * Wl, identity(r))),
    ("unit_r", equal(Wr.T * Wr, identity(r))),
    ("unit_a", equal(WA.T * WA, identity(q))),
    ("unit_b", equal(WB.T * WB, identity(q))),
    ("normal_part", equal(normal, N)),
]
ORTHONORMAL = [("unit_l", "Wl' Wl"), ("unit_r", "Wr' Wr"), ("unit_a", "WA' WA"), ("unit_b", "WB' WB")]


def _at_one(p):
    # Pi, the projector on the row space of M*
    K = p.obtain(library("moore-penrose"), "mp", letters={"M": Vs}, new={"P": "K"})
    Pi = p.let("Pi", (Vs * K + K.T * Vs.T) / 2, "symmetric")
    p.have("Pi_K", equal(Pi, Vs * K), by=p["Pi_is"] - p["mp_3"] / 2)
    p.have("Pi_Vs", equal(Pi * Vs, Vs), by=p["Pi_K"] * Vs + p["mp_1"])
    fixed = ("Pi_Vs", "Pi Vs")
    p.have("Pi_Pi", equal(Pi * Pi, Pi), by=Pi * p["Pi_K"] - p["Pi_K"], rewrite=[fixed])
    p.have(
        "rank",
        q >= tr(Pi),
        by=square(identity(q) - K * Vs) - tr(p["Pi_K"]),
        rewrite=[("mp_4", "Vs' K'"), ("mp_1", "Vs K Vs")],
    )
    # M + sigma J has all of its r + r* singular values at least sigma
    J = beyond_left * WA * WB.T * beyond_right
    rest = identity(n2) - Pi
    p.conclude(
        by=square((M + sigma * J - Us * Vs.T) * Pi)
        + square(Qs * Wr.T * rest)
        + 2 * p["sigma_nonneg"] * gram(rest * Wr, right="Qs")
        + square(sigma * (identity(n2) - WB * WB.T) * beyond_right * Pi)
        + square(sigma * Wl.T * WA * WB.T * beyond_right * Pi)
        + p["rank"] * square(sigma)
        + 2 * sigma * tr(WB * WA.T * p["normal_part"]),
        rewrite=[*ORTHONORMAL, ("Pi_Pi", "Pi Pi"), fixed],
    )


at_one = theorem(
    "eckart_young_at_one",
    forall(OBJECTS, PREMISES, square(error) >= 2 * sigma * tr(Gm) + (r - q) * sigma**2),
    _at_one,
    numbers.normal_parts,
)


def _eckart_young(p):
    tau = p.obtain(
        library("square-root"), "root", parameters={"x": c}, premises=["c_least"], new={"y": "tau"}
    )
    root = ("root_2", "tau^2")
    shrunk = {
        "Us": Us + (tau - 1) * beyond_left * Us,
        "Vs": Vs + (tau - 1) * beyond_right * Vs,
        "Gm": c * Gm,
    }
    p.have(
        "shrunk_part",
        equal(beyond_left * shrunk["Us"] * shrunk["Vs"].T * beyond_right, WA * (c * Gm) * WB.T),
        by=c * p["normal_part"],
        rewrite=[*ORTHONORMAL, root],
    )
    p.apply(at_one, "bound", letters=shrunk)
    p.conclude(
        by=p["bound"]
        + p["c_most"] * square(Wl.T * Us * Vs.T * beyond_right)
        + p["c_most"] * square(beyond_left * Us * Vs.T * Wr)
        + (1 - c * c) * tr((normal + N).T * p["normal_part"]),
        rewrite=[*ORTHONORMAL, root],
    )


eckart_young = theorem(
    "eckart_young",
    forall(
        [*OBJECTS[:5], c, *OBJECTS[5:]],
        [*PREMISES, ("c_least", c >= 0), ("c_most", 1 - c >= 0)],
        square(error) >= (1 - c * c) * square(N) + 2 * c * sigma * tr(Gm) + (r - q) * sigma**2,
    ),
    _eckart_young,
    numbers.normal_parts,
)
