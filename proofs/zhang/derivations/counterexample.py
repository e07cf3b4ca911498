"""The counterexamples of Theorems 1.2 and 1.4 (b), as an existence statement for all n >= r + r*.

If r/r* <= [(1 + eps2/4) delta/(1 - delta)]^2, there are A, M* = Z0 Z0' and X0 such that A is within 1 -
delta and 1 + delta of an isometry on all matrices, hence in RIP(delta, k) for every k, the gradient of f(X)
= |A(X X' - M*)|^2/2 vanishes at X0, its Hessian is at least -eps2 in the local norm, and X0 X0' is further
from M* than 0 is. A is A(M) = alpha M + beta <G, M> G: Example 4.1 at eps = eps2/4, whose delta is at most
the given one.
"""

import numpy as np

from certify.claims.derivations import (
    FormExpression,
    derivative,
    equal,
    exists,
    forall,
    inner,
    library,
    load,
    matrix,
    parameters,
    square,
    theorem,
)
from certify.claims.derivations.substitution import Exchange, exchanged

order, example = load(__file__, "library/order"), load(__file__, "zhang/example_4_1_whole")
n, r, q, delta, M, D = example.n, example.r, example.q, example.delta, example.M, example.D
alpha, beta = example.alpha, example.beta
(eps2,) = parameters("eps2")
X0, Z0, G = matrix("X0", n, r), matrix("Z0", n, q), matrix("G", n, n)
ratio = 1 + eps2 / 4
A = example.operator
error = X0 * X0.T - Z0 * Z0.T
loss = square(A(error, G)) / 2
slope, curvature = derivative(loss, X0, D), derivative(loss, X0, D, order=2)
LOWER = forall([M], [], square(A(M, G)) >= (1 - delta) * square(M))
UPPER = forall([M], [], (1 + delta) * square(M) >= square(A(M, G)))
SLOPE = forall([D], [], equal(slope))
CURVATURE = forall([D], [], curvature >= -(eps2 * square(D * X0.T)))
FAR = square(error) > square(Z0 * Z0.T)
OBJECTS = [alpha, beta, G, X0, Z0]
SPURIOUS = [
    ("rip_lower", LOWER),
    ("rip_upper", UPPER),
    ("slope", SLOPE),
    ("curvature", CURVATURE),
    ("far", FAR),
]
PREMISES = [
    ("ranks", r >= q),
    ("room_n", n >= r + q),
    ("delta_nonneg", delta >= 0),
    ("delta_small", 1 - delta > 0),
    ("eps2_nonneg", eps2 >= 0),
    ("threshold", r * (1 - delta) ** 2 <= q * (ratio * delta) ** 2),
]


def root_of(p, name, value, inverse):
    """A positive root of a positive number, with fact name_pos, name_2; `inverse` is 1/value."""
    p.have(f"{name}_under", value > 0, by=inverse)
    p.have(f"{name}_at_least", value >= 0, by=p[f"{name}_under"])
    p.obtain(
        library("square-root"), name, parameters={"x": value}, premises=[f"{name}_at_least"], new={"y": name}
    )
    root = p.named(name)
    above, zero, below = p.cases(root, f"{name}_pos")
    below.contradiction(by=below[f"{name}_1"] + below[f"{name}_pos"])
    zero.contradiction(by=zero[f"{name}_under"] + zero[f"{name}_2"] - root * zero[f"{name}_pos"])
    return above, root


def numbers(p):
    """s, rho, g1, g2 of the example, and d0 = 1/(1 + (1 + eps2/4) s), which is at most delta."""
    p.have("r_pos", r > 0, by=r)
    p.have("q_pos", q > 0, by=q)
    ir = p.obtain(library("inverse"), "ir", parameters={"x": r}, premises=["r_pos"], new={"y": "ir"})
    iq = p.obtain(library("inverse"), "iq", parameters={"x": q}, premises=["q_pos"], new={"y": "iq"})
    p, s = root_of(p, "s", q * ir, q * p["ir_2"])
    p, rho = root_of(p, "rho", r * iq, r * p["iq_2"])
    p, g1 = root_of(p, "g1", ir / 2, p["ir_2"] / 2)
    p, g2 = root_of(p, "g2", iq / 2, p["iq_2"] / 2)
    p.have("s_square", equal(s * s * r, q), by=r * p["s_2"] + q * p["ir_1"])
    p.have("rho_square", equal(rho * rho * q, r), by=q * p["rho_2"] + r * p["iq_1"])
    p.have("g1_square", equal(2 * g1 * g1 * r, 1), by=2 * r * p["g1_2"] + p["ir_1"])
    p.have("g2_square", equal(2 * g2 * g2 * q, 1), by=2 * q * p["g2_2"] + p["iq_1"])
    p.have("ratio_pos", ratio > 0, by=1 + p["eps2_nonneg"] / 4)
    divisor = 1 + ratio * s
    p.have("divisor", divisor > 0, by=1 + p["ratio_pos"] * p["s_pos"])
    p.obtain(library("inverse"), "d0", parameters={"x": divisor}, premises=["divisor"], new={"y": "d0"})
    d0 = p.named("d0")
    p.have("delta_def", equal(d0 * divisor, 1), by=p["d0_1"])
    # 1 - delta <= ratio s delta, from the squares
    p.have("bound_nonneg", ratio * s * delta >= 0, by=p["ratio_pos"] * p["s_pos"] * p["delta_nonneg"])
    p.have(
        "squares_scaled",
        ((ratio * s * delta) ** 2 - (1 - delta) ** 2) * r >= 0,
        by=p["threshold"] + (ratio * delta) ** 2 * p["s_square"],
    )
    p.apply(
        order.divide,
        "squares",
        parameters={"x": (ratio * s * delta) ** 2 - (1 - delta) ** 2, "c": r},
        premises=["squares_scaled", "r_pos"],
    )
    p.have(
        "squares_2", (ratio * s * delta) * (ratio * s * delta) >= (1 - delta) * (1 - delta), by=p["squares"]
    )
    p.apply(
        order.root_monotone,
        "reached",
        parameters={"x": 1 - delta, "y": ratio * s * delta},
        premises=["bound_nonneg", "squares_2"],
    )
    p.have("larger_scaled", (delta - d0) * divisor >= 0, by=p["reached"] - p["delta_def"])
    p.apply(
        order.divide,
        "larger",
        parameters={"x": delta - d0, "c": divisor},
        premises=["larger_scaled", "divisor"],
    )
    return p


def _counterexample(p):
    p = numbers(p)
    p, z = root_of(p, "z", ratio + p.named("rho"), p["ratio_pos"] + p["rho_pos"])
    d0, g1, g2 = p.named("d0"), p.named("g1"), p.named("g2")
    Q1, Q2 = p.obtain(
        library("orthonormal-pair"),
        "frame",
        sizes={"k": n, "m": r, "n": q},
        premises=["room_n"],
        new={"J": "Q1", "K": "Q2"},
    )
    p.have("below_n", n > r, by=p["room_n"] + q)
    p.have("eps_nonneg", eps2 / 4 >= 0, by=p["eps2_nonneg"] / 4)
    a, b = p.obtain(
        example.example_4_1, "at", parameters={"delta": d0, "eps": eps2 / 4}, new={"alpha": "a", "beta": "b"}
    )
    normal = g1 * Q1 * Q1.T - g2 * Q2 * Q2.T
    there = Exchange({}, {"alpha": a, "beta": b, "G": normal, "X0": Q1, "Z0": z * Q2})

    def at(value):
        return exchanged(value, there)

    left, right = example.left, example.right
    form = {"H": FormExpression(left, right, inner(at(A(left, G)), at(A(right, G))))}
    (given,) = p.wanted("at_4", forms=form).values()

    def measured(x):
        x.apply("at_1", "value")
        x.conclude(by=x["value"])

    p.lemma("given", given, measured)
    p.apply("at_4", "point", forms=form)
    star = ("z_2", "z^2")

    def lower(x):
        x.apply("point_2", "bound")
        x.conclude(by=x["bound"] + x["larger"] * square(M))

    def upper(x):
        x.apply("point_1", "bound")
        x.conclude(by=x["bound"] + x["larger"] * square(M))

    def slope_(x):
        x.apply("point_3", "value")
        x.conclude(by=x["value"], rewrite=[star])

    def curvature_(x):
        """-2 (1 + d0) eps2/4 is at least -eps2, as d0 < 1, and |D Q1'| = |D|."""
        x.apply("point_4", "bound")
        x.conclude(
            by=x["bound"] + x["at_3"] * x["eps2_nonneg"] / 2 * square(D),
            rewrite=[star, ("frame_1", "Q1' Q1")],
        )

    proofs = {"rip_lower": lower, "rip_upper": upper, "slope": slope_, "curvature": curvature_}
    for name, sequent in SPURIOUS[:-1]:
        p.lemma(name, sequent.exchanged(there), proofs[name])
    p.have("far", FAR.exchanged(there), by=p["at_5"], rewrite=[star])
    p.finish(*(name for name, _ in SPURIOUS), witnesses=there.elements)


def points():
    """Numbers at the threshold and above it."""
    for n_, r_, q_, eps2_, more in ((5, 3, 2, 0.3, 0.0), (3, 2, 1, 0.0, 0.2), (6, 3, 3, 1.0, 0.1)):
        least = 1 / (1 + (1 + eps2_ / 4) * np.sqrt(q_ / r_))
        yield {"n": n_, "r": r_, "q": q_, "eps2": eps2_, "delta": least + more}


counterexample = theorem(
    "counterexample",
    forall([n, r, q, delta, eps2], PREMISES, exists(OBJECTS, SPURIOUS)),
    _counterexample,
    points,
)
