"""Examples 1.8 and 4.5 for all n > r and eps > 0: f(U, V) = |A(U V') - b|^2 with A in RIP(0, n), M* = e1 e1'.

H(M, N) stands for <A(M), A(N)>, c for 1/eps, and U'U = c I, e'U = 0 for U = [e2, ..., e_(r+1)]/sqrt(eps).
f/2 is at least -eps in curvature, f as printed is not for eps < sqrt(2).
"""

import numpy as np

from certify.claims.derivations import (
    derivative,
    equal,
    exists,
    forall,
    form,
    identity,
    library,
    matrix,
    parameters,
    sizes,
    square,
    theorem,
    zeros,
)
from certify.claims.derivations.substitution import Exchange, exchanged

n, r = sizes("n r")
U, V, e = matrix("U", n, r), matrix("V", n, r), matrix("e", n, 1)
M, P, Q = matrix("M", n, n), matrix("P", n, r), matrix("Q", n, r)
H = form("H", n, n)
eps, c = parameters("eps c")
error = U * V.T - e * e.T
f = H(error, error)


def slope(value):
    """The derivative along (P, Q)."""
    return derivative(value, U, P) + derivative(value, V, Q)


def at_zero(value):
    """The value at V = 0."""
    return exchanged(value, Exchange({}, {"V": zeros(n, r)}))


first, second = at_zero(slope(f)), at_zero(slope(slope(f)))
size = square(P) + square(Q)
POINT = [("columns", "U' U"), ("unit", "e' e"), ("orthogonal", "e' U")]
PREMISES = [
    ("isometry", forall([M], [], equal(H(M, M), square(M)))),
    ("columns", equal(U.T * U, c * identity(r))),
    ("orthogonal", equal(e.T * U)),
    ("unit", equal(e.T * e, identity(1))),
    ("eps_pos", eps > 0),
    ("c_def", equal(c * eps, 1)),
]
OBJECTS = [n, r, eps, c, U, e, H]
SLOPE = forall([P, Q], [], equal(first))
CURVATURE = forall([P, Q], [], second / 2 >= -(eps * size))
ERROR = equal(square(at_zero(error)), 1)


def polarised(p, name, left, right):
    """H(left, right) = <left, right>, from the isometry at both and at their sum."""
    for part, value in (("_1", left), ("_2", right), ("_3", left + right)):
        p.apply("isometry", name + part, letters={"M": value})
    return (p[name + "_3"] - p[name + "_1"] - p[name + "_2"]) / 2


def _slope(p):
    p.conclude(by=-2 * polarised(p, "at", e * e.T, U * Q.T), rewrite=POINT)


def _curvature(p):
    """-2 <P'e, Q'e> + c |Q|^2 + eps (|P|^2 + |Q|^2) is a sum of squares, as c eps = 1."""
    inside = polarised(p, "at", e * e.T, P * Q.T)
    p.apply("isometry", "change", letters={"M": U * Q.T})
    p.have("positive", c > 0, by=_positive(p))
    p.conclude(
        by=p["change"]
        - 2 * inside
        + p["positive"] * square(Q.T * e - eps * P.T * e)
        + (p["eps_pos"] * square(P - e * e.T * P) + p["positive"] * square(Q - e * e.T * Q))
        + p["eps_pos"] * square(Q),
        rewrite=[*POINT, ("c_def", "c eps")],
    )


def _positive(p):
    inverse = p.obtain(library("inverse"), "ie", parameters={"x": eps}, premises=["eps_pos"])
    return p["ie_2"] + inverse * p["c_def"] - c * p["ie_1"]


def _example_1_8(p):
    p.lemma("slope", SLOPE, _slope)
    p.lemma("curvature", CURVATURE, _curvature)
    p.have("error", ERROR, rewrite=POINT)
    p.finish("slope", "curvature", "error")


def _refuted(p):
    """At P = 2 c e u' and Q = e u' with |u| = 1, the curvature plus eps (|P|^2 + |Q|^2) is eps - 2 c < 0."""
    _, u, _ = p.obtain(
        library("least-eigenpair"),
        "unit_u",
        letters={"S": identity(r)},
        new={"u": "u", "lam": "l", "Q": "Qu"},
    )
    P_, Q_ = 2 * c * e * u.T, e * u.T
    inside = polarised(p, "at", e * e.T, P_ * Q_.T)
    p.apply("isometry", "change", letters={"M": U * Q_.T})
    p.have("positive", c > 0, by=_positive(p))
    put = Exchange({}, {"P": P_, "Q": Q_})
    p.have(
        "below",
        exchanged(-(eps * size) - second, put) > 0,
        by=p["positive"] * p["small"] - 2 * p["change"] + 4 * inside - eps * p["c_def"],
        rewrite=[*POINT, ("unit_u_2", "u' u"), ("c_def", "c eps")],
    )
    p.finish("below", witnesses={"P": P_, "Q": Q_})


def points():
    """Columns of a random orthogonal matrix; eps below sqrt(2)."""
    for seed, (n_, r_, eps_) in enumerate(((5, 3, 0.3), (2, 1, 1.3))):
        columns = np.linalg.qr(np.random.default_rng(seed).standard_normal((n_, n_)))[0]
        yield {
            "n": n_, "r": r_, "eps": eps_, "c": 1 / eps_, "e": columns[:, :1],
            "U": columns[:, 1 : r_ + 1] / np.sqrt(eps_), "H": lambda a, b: np.sum(a * b),
        }  # fmt: skip


example_1_8 = theorem(
    "example_1_8", forall(OBJECTS, PREMISES, [SLOPE, CURVATURE, ERROR]), _example_1_8, points
)
example_1_8_refuted = theorem(
    "example_1_8_refuted",
    forall(OBJECTS, [*PREMISES, ("small", eps * eps < 2)], exists([P, Q], [second < -(eps * size)])),
    _refuted,
    points,
)
