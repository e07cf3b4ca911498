"""Example 1.3, whole: four measurements on 2 by 2 matrices, with a nonstrict saddle point at x0 = e1.

e1 and e2 are an orthonormal basis of R^n with n = 2; a, b and c stand for sqrt((1 + delta)/2), sqrt((1 -
delta)/2) and sqrt(1 + delta). That exact second-order points recover M* is the first part of Theorem 1.2.
"""

import numpy as np

from certify.derivations import (
    FormExpression,
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
from certify.derivations.substitution import Exchange, exchanged

recovery = load(__file__, "zhang/theorem_1_2")
(n,) = sizes("n")
e1, e2, x, d = (matrix(name, n, 1) for name in ("e1", "e2", "x", "d"))
M, left, right = (matrix(name, n, n) for name in ("M", "Left", "Right"))
eps, delta, a, b, c = parameters("eps delta a b c")
A = [a * (e1 * e1.T + e2 * e2.T), b * (e1 * e1.T - e2 * e2.T), c * e2 * e1.T, c * e1 * e2.T]
star = (2 + eps) * e2 * e2.T
error = x * x.T - star
f = total(square(inner(Ai, error)) for Ai in A) / 2
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
    return total(square(inner(Ai, value)) for Ai in A)


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


def _forward(p):
    """Theorem 1.2 with r = r* = 1, k = n and Z = z e2."""
    p.have("nonneg", element(0) >= 0)
    p.have("star_size", 2 + eps >= 0, by=2 + p["eps_pos"])
    z = p.obtain(
        library("square-root"), "z", parameters={"x": 2 + eps}, premises=["star_size"], new={"y": "z"}
    )
    form = FormExpression(left, right, total(inner(Ai, left) * inner(Ai, right) for Ai in A))
    put = {
        "sizes": {"n": n, "r": "1", "q": "1", "k": n},
        "letters": {"X": x, "Z": z * e2},
        "forms": {"H": form},
    }
    wanted = p.wanted(recovery.theorem_1_2, **put)
    star_rule = ("z_2", "z^2")

    def bound(name):
        def prove(y):
            y.apply(name, "bound", letters={"M": y.named("bP") * y.named("bR").T})
            y.conclude(by=y["bound"])

        return prove

    def stationary(y):
        y.apply("forward_stationary", "value", letters={"d": y.named("bD")})
        y.conclude(by=y["value"], rewrite=[star_rule])

    def second_order(y):
        y.apply("forward_second_order", "value", letters={"d": y.named("bD")})
        y.conclude(by=y["value"], rewrite=[star_rule])

    proofs = {
        "rip_lower": bound("lower"),
        "rip_upper": bound("upper"),
        "stationary": stationary,
        "second_order": second_order,
    }
    for name, prove in proofs.items():
        p.lemma(f"{name}_1", wanted[name], prove)
    p.have("room", n >= 2, by=p["n_is"])
    p.have("delta_nonneg", delta >= 0, by=p["delta_pos"])
    p.have("delta_small", 1 - delta > 0, by=p["half"] + element(1) / 2)
    p.have("threshold", (1 - delta) ** 2 > delta**2, by=2 * p["half"])
    p.apply(recovery.theorem_1_2, "same", **put)
    p.conclude(by=p["same"], rewrite=[star_rule])


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
