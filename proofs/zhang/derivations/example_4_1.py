"""The necessary half at the exact threshold delta^2 + (1 + delta + eps2/2) s delta = 1, for all n >= r + r*.

X = Q1, Z Z' = c Q2 Q2' with c delta s = 1, and H(M, N) = (1 + delta) <M, N> - (delta/q) <K, M> <K, N> with
K = s Q1 Q1' - Q2 Q2': an exact first-order and eps2-second-order point that is further from Z Z' than 0 is.
"""

import numpy as np

from certify.claims.derivations import (
    equal,
    forall,
    identity,
    inner,
    library,
    load,
    matrix,
    parameters,
    sizes,
    square,
    theorem,
    tr,
)

order = load(__file__, "library/order")
n, r, q = sizes("n r q")
Q1, Q2 = matrix("Q1", n, r), matrix("Q2", n, q)
M, D = matrix("M", n, n), matrix("D", n, r)
delta, eps2, s, c, iq, ir = parameters("delta eps2 s c iq ir")
eps, rho = parameters("eps rho")
K = s * Q1 * Q1.T - Q2 * Q2.T
E = Q1 * Q1.T - c * Q2 * Q2.T
change = D * Q1.T + Q1 * D.T
kappa = 1 + delta + eps2 / 2
ORTHONORMAL = [("unit_1", "Q1' Q1"), ("unit_2", "Q2' Q2"), ("across", "Q1' Q2")]
IQ, IR = ("iq_def", "iq q"), ("ir_def", "ir r")


def H(a, b):
    """The form, written out."""
    return (1 + delta) * inner(a, b) - delta * iq * inner(K, a) * inner(K, b)


PREMISES = [
    ("unit_1", equal(Q1.T * Q1, identity(r))),
    ("unit_2", equal(Q2.T * Q2, identity(q))),
    ("across", equal(Q1.T * Q2)),
    ("delta_pos", delta > 0),
    ("delta_small", 1 - delta > 0),
    ("s_pos", s > 0),
    ("eps2_nonneg", eps2 >= 0),
    ("s_square", equal(s * s * r, q)),
    ("c_def", equal(c * delta * s, 1)),
    ("threshold", equal(delta * delta + kappa * s * delta, 1)),
    ("iq_def", equal(iq * q, 1)),
    ("ir_def", equal(ir * r, 1)),
    ("iq_pos", iq > 0),
    ("ir_pos", ir > 0),
]
UPPER = forall([M], [], (1 + delta) * square(M) >= H(M, M))
LOWER = forall([M], [], H(M, M) >= (1 - delta) * square(M))
SLOPE = forall([D], [], equal(H(E, change)))
CURVATURE = forall([D], [], 2 * H(E, D * D.T) + H(change, change) >= -(eps2 * square(D * Q1.T)))
FAR = square(E) > square(c * Q2 * Q2.T)


def residual(p, N):
    """H(E, N) = -kappa <Q2 Q2', N>: its product with delta s vanishes, and c delta s = 1."""
    value = H(E, N) + kappa * inner(Q2 * Q2.T, N)
    p.have("k_e", equal(inner(K, E) - s * r, c * q), rewrite=ORTHONORMAL)
    p.have(
        "k_e_scaled",
        equal(s * iq * inner(K, E) - 1, c * s),
        by=s * iq * p["k_e"] + iq * p["s_square"] + (1 + c * s) * p["iq_def"],
    )
    on_1, on_2 = inner(Q1 * Q1.T, N), inner(Q2 * Q2.T, N)
    p.have(
        "scaled",
        equal(delta * s * value),
        by=-(delta * delta * inner(K, N)) * p["k_e_scaled"]
        - (delta * s * on_1 + on_2) * p["c_def"]
        + on_2 * p["threshold"],
    )
    p.have("residual", equal(value), by=c * p["scaled"] - value * p["c_def"])


def _lower(p):
    p.apply(library("size-positive"), "q_least", sizes={"n": q})
    p.have("q_pos", 2 * q > 0, by=2 * p["q_least"] + 2)
    p.have("norm_k", equal(square(K), 2 * q), rewrite=[*ORTHONORMAL, ("s_square", "s^2 r")])
    gap = 2 * q * square(M) - inner(K, M) ** 2
    p.have(
        "gap_scaled",
        gap * (2 * q) >= 0,
        by=square(2 * q * M - inner(K, M) * K) - inner(K, M) ** 2 * p["norm_k"],
    )
    p.apply(order.divide, "gap", parameters={"x": gap, "c": 2 * q}, premises=["gap_scaled", "q_pos"])
    p.conclude(by=p["delta_pos"] * p["iq_pos"] * p["gap"], rewrite=[IQ])


def _curvature(p):
    residual(p, D * D.T)
    V, beyond = Q1.T * D, identity(n) - Q1 * Q1.T - Q2 * Q2.T
    p.have("one_delta", 1 + delta > 0, by=1 + p["delta_pos"])
    p.have("kappa_pos", kappa > 0, by=p["one_delta"] + p["eps2_nonneg"] / 2)
    p.have(
        "ratio",
        equal(s * s * iq, ir),
        by=iq * ir * p["s_square"] - s * s * iq * p["ir_def"] + ir * p["iq_def"],
    )
    p.conclude(
        by=2 * p["kappa_pos"] * square(beyond * D)
        + p["eps2_nonneg"] * square(V)
        + p["one_delta"] * square(V + V.T - 2 * ir * tr(V) * identity(r))
        + 4 * p["ir_pos"] * square(tr(V))
        + 2 * p["residual"],
        rewrite=[*ORTHONORMAL, IR, ("ratio", "s^2 iq")],
    )


def _slope(p):
    residual(p, change)
    p.conclude(by=p["residual"], rewrite=ORTHONORMAL)


def _necessity(p):
    p.lemma("upper", UPPER, lambda x: x.conclude(by=x["delta_pos"] * x["iq_pos"] * square(inner(K, M))))
    p.lemma("lower", LOWER, _lower)
    p.lemma("slope", SLOPE, _slope)
    p.lemma("curvature", CURVATURE, _curvature)
    p.apply(library("size-positive"), "r_least", sizes={"n": r})
    p.have("far", FAR, by=p["r_least"] + 1, rewrite=ORTHONORMAL)
    p.finish("upper", "lower", "slope", "curvature", "far")


def from_epsilon(p):
    """The premises at eps2 = 2 (1 + delta) eps, from delta (1 + (1 + eps) s) = 1 and c = 1 + eps + rho."""
    p.have("one_eps", 1 + eps > 0, by=1 + p["eps_nonneg"])
    p.have("divisor", 1 + (1 + eps) * s > 0, by=1 + p["one_eps"] * p["s_pos"])
    inverse = p.obtain(library("inverse"), "inv", parameters={"x": 1 + (1 + eps) * s}, premises=["divisor"])
    p.have("delta_pos", delta > 0, by=p["inv_2"] + inverse * p["delta_def"] - delta * p["inv_1"])
    p.have(
        "delta_small",
        1 - delta > 0,
        by=p["one_eps"] * p["s_pos"] * p["delta_pos"] - p["delta_def"],
    )
    p.let("eps2", 2 * (1 + delta) * eps)
    p.have(
        "eps2_nonneg",
        eps2 >= 0,
        by=2 * p["eps_nonneg"] + 2 * p["eps_nonneg"] * p["delta_pos"] + p["eps2_is"],
    )
    p.have(
        "c_def",
        equal(c * delta * s, 1),
        by=delta * s * p["star_size"] + delta * p["rho_def"] + p["delta_def"],
    )
    p.have(
        "threshold",
        equal(delta * delta + kappa * s * delta, 1),
        by=(1 + delta) * p["delta_def"] + s * delta / 2 * p["eps2_is"],
    )


def points():
    """Numbers at the threshold."""
    for i, (n_, r_, q_, eps) in enumerate(((5, 3, 2, 0.3), (3, 2, 1, 0.0), (6, 3, 3, 1.0))):
        columns = np.linalg.qr(np.random.default_rng(i).standard_normal((n_, n_)))[0]
        ratio = np.sqrt(q_ / r_)
        a, b = 1 + ratio, (1 + eps / 2) * ratio
        least = (-b + np.sqrt(b * b + 4 * a)) / (2 * a)
        yield {
            "n": n_, "r": r_, "q": q_, "Q1": columns[:, :r_], "Q2": columns[:, r_ : r_ + q_], "delta": least,
            "eps2": eps, "s": ratio, "c": 1 / least / ratio, "iq": 1 / q_, "ir": 1 / r_,
        }  # fmt: skip


necessity = theorem(
    "necessity",
    forall([n, r, q, delta, eps2, s, c, iq, ir, Q1, Q2], PREMISES, [UPPER, LOWER, SLOPE, CURVATURE, FAR]),
    _necessity,
    points,
)
