"""The asymmetric threshold is exact: at delta (1 + kappa sqrt(r*/r)) = 1 there are spurious points.

U = P1, V = O1 and M* = c P2 O2' with orthonormal columns, P1'P2 = 0 and O1'O2 = 0, which needs n1, n2 >= r
+ r*; c delta s = 1, and H(M, N) = (1 + delta) <M, N> - (delta/r*) <K, M> <K, N> with K = s P1 O1' - P2 O2'.
The form is within 1 - delta and 1 + delta of the identity on all matrices, the gradient vanishes for every
mu >= 0, the curvatures are at least -eps2 times the squared norm, and U V' is further from M* than 0 is. In
the local norm eps2 = 2 (1 + delta) (kappa - 1); without a regulariser, in the norm of the factors, eps2 =
(1 + delta) (kappa - 1). At kappa = 1 they are exact second-order points. So the conditions of
asymmetric_threshold are the weakest possible wherever min(n1, n2) >= r + r*.
"""

from certify.claims.derivations import (
    FormExpression,
    equal,
    forall,
    identity,
    inner,
    library,
    load,
    matrix,
    parameters,
    square,
    theorem,
    tr,
    zeros,
)
from certify.claims.derivations.substitution import Exchange, exchanged

order = load(__file__, "library/order")
numbers, setting = load(__file__, "beyond/asymmetric_numbers"), load(__file__, "beyond/asymmetric_setting")
n1, n2, r, q, D1, D2 = (getattr(setting, name) for name in ["n1", "n2", "r", "q", "D1", "D2"])
delta, mu, s, kappa = setting.delta, setting.mu, setting.s, setting.kappa
c, iq, ir = parameters("c iq ir")
P1, P2, O1, O2 = matrix("P1", n1, r), matrix("P2", n1, q), matrix("O1", n2, r), matrix("O2", n2, q)
M = matrix("M", n1, n2)
K = s * P1 * O1.T - P2 * O2.T
error = P1 * O1.T - c * P2 * O2.T
weight = (1 + delta) * kappa


def H(a, b):
    """The form, written out."""
    return (1 + delta) * inner(a, b) - delta * iq * inner(K, a) * inner(K, b)


LEFT, RIGHT = matrix("Left", n1, n2), matrix("Right", n1, n2)
HERE = Exchange(
    {},
    {"U": P1, "V": O1, "Us": c * P2, "Vs": O2, "SA": zeros(n1, n2)},
    {"H": FormExpression(LEFT, RIGHT, H(LEFT, RIGHT))},
)


def here(value):
    """What the setting says of U, V, M* and H, said of the points here."""
    return exchanged(value, HERE)


PREMISES = [
    ("unit_p1", equal(P1.T * P1, identity(r))),
    ("unit_p2", equal(P2.T * P2, identity(q))),
    ("across_p", equal(P1.T * P2)),
    ("unit_o1", equal(O1.T * O1, identity(r))),
    ("unit_o2", equal(O2.T * O2, identity(q))),
    ("across_o", equal(O1.T * O2)),
    ("delta_pos", delta > 0),
    ("s_pos", s > 0),
    ("kappa_least", kappa >= 1),
    ("s_square", equal(s * s * r, q)),
    ("c_def", equal(c * delta * s, 1)),
    ("threshold", equal(delta * (1 + kappa * s), 1)),
    ("iq_def", equal(iq * q, 1)),
    ("ir_def", equal(ir * r, 1)),
    ("iq_pos", iq > 0),
    ("ir_pos", ir > 0),
]
ORTHONORMAL = [
    ("unit_p1", "P1' P1"),
    ("unit_p2", "P2' P2"),
    ("across_p", "P1' P2"),
    ("unit_o1", "O1' O1"),
    ("unit_o2", "O2' O2"),
    ("across_o", "O1' O2"),
]
IQ, IR = ("iq_def", "iq q"), ("ir_def", "ir r")
UPPER = forall([M], [], (1 + delta) * square(M) >= H(M, M))
LOWER = forall([M], [], H(M, M) >= (1 - delta) * square(M))
FAR = square(error) > square(c * P2 * O2.T)


def _upper(p):
    p.conclude(by=p["delta_pos"] * p["iq_pos"] * square(inner(K, M)))


def _lower(p):
    p.apply(library("size-positive"), "q_least", sizes={"n": q})
    p.have("q_pos", 2 * q > 0, by=2 * p["q_least"] + 2)
    p.have("norm_K", equal(square(K), 2 * q), rewrite=[*ORTHONORMAL, ("s_square", "s^2 r")])
    gap = 2 * q * square(M) - inner(K, M) ** 2
    p.have(
        "gap_scaled",
        gap * (2 * q) >= 0,
        by=square(2 * q * M - inner(K, M) * K) - inner(K, M) ** 2 * p["norm_K"],
    )
    p.apply(order.divide, "gap", parameters={"x": gap, "c": 2 * q}, premises=["gap_scaled", "q_pos"])
    p.conclude(by=p["delta_pos"] * p["iq_pos"] * p["gap"], rewrite=[IQ])


def _residual(p, N):
    """H(E, N) = -(1 + delta) kappa <P2 O2', N>: its product with delta s vanishes, and c delta s = 1."""
    on_1, on_2 = inner(P1 * O1.T, N), inner(P2 * O2.T, N)
    value = H(error, N) + weight * on_2
    p.have("K_E", equal(inner(K, error) - s * r, c * q), rewrite=ORTHONORMAL)
    p.have(
        "K_E_scaled",
        equal(s * iq * inner(K, error) - 1, c * s),
        by=s * iq * p["K_E"] + iq * p["s_square"] + (1 + c * s) * p["iq_def"],
    )
    p.have(
        "scaled",
        equal(delta * s * value),
        by=(1 + delta) * on_2 * p["threshold"]
        - delta * delta * inner(K, N) * p["K_E_scaled"]
        - (delta * s * on_1 + on_2) * p["c_def"],
    )
    p.have("residual", equal(value), by=c * p["scaled"] - value * p["c_def"])


def _slope(share):
    """The gradient: `share` times H(E, D1 V' + U D2')."""

    def prove(p):
        _residual(p, D1 * O1.T + P1 * D2.T)
        p.conclude(by=share * p["residual"], rewrite=ORTHONORMAL)

    return prove


def _curvature(share, more=lambda _: 0):
    """The Hessian as a sum of squares: `share` times that of H(E, E)/2, and what the regulariser adds."""

    def prove(p):
        _residual(p, D1 * D2.T)
        p.have("one_delta", 1 + delta > 0, by=1 + p["delta_pos"])
        p.have("weight_pos", weight > 0, by=p["one_delta"] * (p["kappa_least"] + 1))
        p.have(
            "ratio",
            equal(s * s * iq, ir),
            by=iq * ir * p["s_square"] - s * s * iq * p["ir_def"] + ir * p["iq_def"],
        )
        A, B = P1.T * D1, O1.T * D2
        trace = tr(A + B.T)
        beyond = D1 - P1 * A - P2 * P2.T * D1, D2 - O1 * B - O2 * O2.T * D2
        squares = (
            p["one_delta"] * square(A + B.T - ir * trace * identity(r))
            + p["ir_pos"] * square(trace)
            + p["weight_pos"] * (square(P2.T * D1 - O2.T * D2) + square(beyond[0]) + square(beyond[1]))
            + p["one_delta"] * p["kappa_least"] * (square(A) + square(B))
        )
        p.conclude(
            by=share * squares + 2 * share * p["residual"] + more(p),
            rewrite=[*ORTHONORMAL, IR, ("ratio", "s^2 iq")],
        )

    return prove


def _exactness(slope, curvature):
    def prove(p):
        p.lemma("upper", UPPER, _upper)
        p.lemma("lower", LOWER, _lower)
        p.lemma("slope", *slope)
        p.lemma("curvature", *curvature)
        p.apply(library("size-positive"), "r_least", sizes={"n": r})
        p.have("far", FAR, by=p["r_least"] + 1, rewrite=ORTHONORMAL)
        p.finish("upper", "lower", "slope", "curvature", "far")

    return prove


OBJECTS = [n1, n2, r, q, delta, s, kappa, c, iq, ir, P1, P2, O1, O2]
first = setting.slope(setting.loss(mu))
STATIONARY = forall([D1, D2], [], equal(here(first)))
SLACK = 2 * (1 + delta) * (kappa - 1) * here(setting.local_norm)
CURVATURE = forall([D1, D2], [], here(setting.slope(first)) >= -SLACK)
drift = here(setting.slope(setting.balance))
exactness = theorem(
    "asymmetric_exactness_local_norm",
    forall(
        [*OBJECTS[:4], mu, *OBJECTS[4:]],
        [*PREMISES, ("mu_nonneg", mu >= 0)],
        [UPPER, LOWER, STATIONARY, CURVATURE, FAR],
    ),
    _exactness((STATIONARY, _slope(4)), (CURVATURE, _curvature(4, lambda p: p["mu_nonneg"] * square(drift)))),
    numbers.spurious_points,
)
plain = setting.slope(setting.loss(None))
PLAIN_STATIONARY = forall([D1, D2], [], equal(here(plain)))
PLAIN_CURVATURE = forall(
    [D1, D2],
    [],
    here(setting.slope(plain)) >= -((1 + delta) * (kappa - 1) * here(setting.invariant_norm)),
)
plain_exactness = theorem(
    "asymmetric_exactness_factor_invariant",
    forall(OBJECTS, PREMISES, [UPPER, LOWER, PLAIN_STATIONARY, PLAIN_CURVATURE, FAR]),
    _exactness((PLAIN_STATIONARY, _slope(1)), (PLAIN_CURVATURE, _curvature(1))),
    numbers.spurious_points,
)
