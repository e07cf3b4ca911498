"""Example 1.3, whole: four measurements on 2 by 2 matrices, with a nonstrict saddle point at x0 = e1.

e1 and e2 are an orthonormal basis of R^n with n = 2; a, b and c stand for sqrt((1 + delta)/2), sqrt((1 -
delta)/2) and sqrt(1 + delta).
"""

import numpy as np

from certify.claims.derivations import (
    derivative,
    element,
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
    total,
    tr,
)
from certify.claims.derivations.substitution import Exchange, exchanged

order = load(__file__, "library/order")
(n,) = sizes("n")
e1, e2, x, d = (matrix(name, n, 1) for name in ("e1", "e2", "x", "d"))
M = matrix("M", n, n)
eps, delta, a, b, c = parameters("eps delta a b c")
A = [a * (e1 * e1.T + e2 * e2.T), b * (e1 * e1.T - e2 * e2.T), c * e2 * e1.T, c * e1 * e2.T]
star = (2 + eps) * e2 * e2.T
error = x * x.T - star
f = total(inner(Ai, error) ** 2 for Ai in A) / 2
slope, curvature = derivative(f, x, d), derivative(f, x, d, order=2)
PREMISES = [
    ("n_is", equal(n, 2)),
    ("unit_1", equal(e1.T * e1, identity(1))),
    ("unit_2", equal(e2.T * e2, identity(1))),
    ("across", equal(e1.T * e2)),
    ("eps_pos", eps > 0),
    ("delta_def", equal(delta * (2 + eps), 1)),
    ("a_nonneg", a >= 0),
    ("a_square", equal(2 * a * a, 1 + delta)),
    ("b_nonneg", b >= 0),
    ("b_square", equal(2 * b * b, 1 - delta)),
    ("c_nonneg", c >= 0),
    ("c_square", equal(c * c, 1 + delta)),
]
POINT = [("unit_1", "e1' e1"), ("unit_2", "e2' e2"), ("across", "e1' e2")]
NUMBERS = [
    ("a_square", "a^2"),
    ("b_square", "b^2"),
    ("c_square", "c^2"),
    ("delta_def", "delta eps"),
]


def measured(value):
    """|A(M)|^2."""
    return total(inner(Ai, value) ** 2 for Ai in A)


LOWER = forall([M], [], measured(M) >= (1 - delta) * square(M))
UPPER = forall([M], [], (1 + delta) * square(M) >= measured(M))
STATIONARY = forall([d], [], equal(slope))
CONVEX = forall([d], [], curvature >= 0)
RECOVERED = equal(x * x.T, star)
FORWARD = forall([x], [("stationary", STATIONARY), ("second_order", CONVEX)], RECOVERED)
BACK = forall([x], [("recovered", RECOVERED)], [STATIONARY, CONVEX])
SADDLE = Exchange({}, {"x": e1})
GRADIENT = forall([d], [], equal(exchanged(slope, SADDLE)))
HESSIAN = forall(
    [d],
    [],
    equal(exchanged(curvature, SADDLE), 4 * inner(e1, d) ** 2 - 2 * eps * (1 + delta) * inner(e2, d) ** 2),
)
FAR = square(exchanged(error, SADDLE)) > square(star)


def _entries(p):
    """|M|^2 is the sum of the squares of the entries, as e1 e1' + e2 e2' = I for n = 2."""
    rest = p["basis"]
    p.have(
        "entries",
        equal(square(M), total(inner(u, M * v) ** 2 for u in (e1, e2) for v in (e1, e2))),
        by=tr(M.T * rest * M) + total(tr(u.T * M * rest * M.T * u) for u in (e1, e2)),
    )


def _lower(p):
    _entries(p)
    trace, off = inner(e1, M * e1) + inner(e2, M * e2), (inner(e1, M * e2), inner(e2, M * e1))
    p.conclude(
        by=p["delta_pos"] * (square(trace) + 2 * square(off[0]) + 2 * square(off[1]))
        - (1 - delta) * p["entries"],
        rewrite=NUMBERS[:3],
    )


def _upper(p):
    _entries(p)
    p.conclude(
        by=p["delta_pos"] * square(inner(e1, M * e1) - inner(e2, M * e2)) + (1 + delta) * p["entries"],
        rewrite=NUMBERS[:3],
    )


def _nonzero(p, vector):
    """Two proofs: the coordinate v = vector'x has v^2 > 0, or is 0."""
    name = vector.name
    above, zero, below = p.cases(square(vector.T * x), f"{name}_sign")
    below.contradiction(by=below[f"{name}_sign"] + square(vector.T * x))
    zero.apply(library("zero-norm"), f"{name}_zero", letters={"M": vector.T * x}, premises=[f"{name}_sign"])
    return above, zero


def _forward(p):
    """In the coordinates v, w of x the gradient is 2 v P and 2 w Q, and the second curvature 2 Q + 4 w^2."""
    v, w = inner(e1, x), inner(e2, x)
    P = v * v + (1 + 2 * delta) * w * w - 1
    Q = (1 + 2 * delta) * v * v + w * w - 2 - eps
    for name, vector, value in (("P", e1, v * P), ("Q", e2, w * Q)):
        p.apply("forward_stationary", f"along_{name}", letters={"d": vector})
        p.have(f"{name}_scaled", equal(value), by=p[f"along_{name}"] / 2, rewrite=[*POINT, *NUMBERS])
    p.apply("forward_second_order", "along", letters={"d": e2})
    p.have("curved", 2 * Q + 4 * w * w >= 0, by=p["along"], rewrite=[*POINT, *NUMBERS])

    def divided(y, name, value, coordinate, sign):
        y.have(
            f"{name}_square", equal(value * (coordinate * coordinate)), by=coordinate * y[f"{name}_scaled"]
        )
        y.have(f"{name}_divisor", coordinate * coordinate > 0, by=y[sign])
        y.apply(
            order.cancel,
            name,
            parameters={"x": value, "c": coordinate * coordinate},
            premises=[f"{name}_square", f"{name}_divisor"],
        )

    some, none = _nonzero(p, e1)
    divided(some, "P", P, v, "e1_sign")
    both, first = _nonzero(some, e2)
    divided(both, "Q", Q, w, "e2_sign")
    more = (1 + both["delta_pos"]) * both["delta_pos"]
    both.contradiction(
        by=4 * more * square(w) + 2 * both["half"] + both["eps_pos"] + both["Q"] - (1 + 2 * delta) * both["P"]
    )
    first.contradiction(
        by=first["curved"] + 4 * first["half"] + 2 * first["eps_pos"] - 2 * (1 + 2 * delta) * first["P"],
        rewrite=[("e2_zero", "e2' x")],
    )
    second, neither = _nonzero(none, e2)
    neither.contradiction(
        by=neither["curved"] + 2 * neither["two_eps"], rewrite=[("e1_zero", "e1' x"), ("e2_zero", "e2' x")]
    )
    divided(second, "Q", Q, w, "e2_sign")
    rest, basis = second["basis"], e1 * e1.T + e2 * e2.T
    second.conclude(
        by=rest * x * x.T + basis * x * x.T * rest + second["Q"] * e2 * e2.T,
        rewrite=[("e1_zero", "e1' x")],
    )


def _back(p):
    zero = p["back_recovered"]
    change = d * x.T + x * d.T

    def stationary(y):
        y.conclude(by=total(inner(Ai, zero) * inner(Ai, change) for Ai in A))

    def convex(y):
        y.conclude(by=measured(change) + 2 * total(inner(Ai, zero) * inner(Ai, d * d.T) for Ai in A))

    p.lemma("stationary", STATIONARY, stationary)
    p.lemma("convex", CONVEX, convex)
    p.finish("stationary", "convex")


def _recovering(at):
    """A value of x for trials."""
    return {"x": (2 + at["eps"]) ** 0.5 * at["e2"]}


def _example_1_3(p):
    p.have("two_eps", 2 + eps > 0, by=2 + p["eps_pos"])
    inverse = p.obtain(library("inverse"), "inv", parameters={"x": 2 + eps}, premises=["two_eps"])
    p.have("delta_pos", delta > 0, by=p["inv_2"] + inverse * p["delta_def"] - delta * p["inv_1"])
    p.have("half", element(1) / 2 > delta, by=(p["eps_pos"] * p["delta_pos"] - p["delta_def"]) / 2)
    beyond = identity(n) - e1 * e1.T - e2 * e2.T
    p.have("nothing", equal(square(beyond)), by=p["n_is"], rewrite=POINT)
    p.apply(library("zero-norm"), "basis", letters={"M": beyond}, premises=["nothing"])
    p.lemma("lower", LOWER, _lower)
    p.lemma("upper", UPPER, _upper)
    p.lemma("forward", FORWARD, _forward, _recovering)
    p.lemma("back", BACK, _back, _recovering)

    def at_the_saddle(y):
        y.conclude(rewrite=[*POINT, *NUMBERS])

    p.lemma("gradient", GRADIENT, at_the_saddle)
    p.lemma("hessian", HESSIAN, at_the_saddle)
    p.have("far", FAR, by=1, rewrite=POINT)
    p.have("delta_nonneg", delta >= 0, by=p["delta_pos"])
    p.finish("delta_nonneg", "half", "lower", "upper", "forward", "back", "gradient", "hessian", "far")


def points():
    """Two numbers eps, and a random basis."""
    for seed, eps_ in enumerate((0.01, 1.5)):
        basis = np.linalg.qr(np.random.default_rng(seed).standard_normal((2, 2)))[0]
        d_ = 1 / (2 + eps_)
        yield {
            "n": 2, "e1": basis[:, :1], "e2": basis[:, 1:], "eps": eps_, "delta": d_,
            "a": ((1 + d_) / 2) ** 0.5, "b": ((1 - d_) / 2) ** 0.5, "c": (1 + d_) ** 0.5,
        }  # fmt: skip


example_1_3 = theorem(
    "example_1_3",
    forall(
        [n, eps, delta, a, b, c, e1, e2],
        PREMISES,
        [
            delta >= 0,
            element(1) / 2 > delta,
            LOWER,
            UPPER,
            FORWARD,
            BACK,
            GRADIENT,
            HESSIAN,
            FAR,
        ],
    ),
    _example_1_3,
    points,
)
