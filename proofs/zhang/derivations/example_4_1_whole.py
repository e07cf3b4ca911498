"""Example 4.1, whole: such an A exists, and every one is in RIP(delta, n) and has a spurious point at Q1.

A enters by H(M, N) = <A(M), A(N)>, which |A(M)|^2 determines. A(M) = alpha M + beta <G, M> G with
alpha^2 = 1 + delta and (alpha + beta)^2 = 1 - delta is one. s, rho, g1 and g2 stand for sqrt(r*/r),
sqrt(r/r*), 1/sqrt(2r) and 1/sqrt(2r*), and q for r*.
"""

from certify.claims.derivations import (
    derivative,
    equal,
    exists,
    forall,
    form,
    inner,
    library,
    load,
    matrix,
    parameters,
    square,
    theorem,
)

order, spurious = load(__file__, "library/order"), load(__file__, "zhang/example_4_1")
n, r, q, Q1, Q2, M, D = (getattr(spurious, name) for name in ["n", "r", "q", "Q1", "Q2", "M", "D"])
delta, eps, s, rho = spurious.delta, spurious.eps, spurious.s, spurious.rho
g1, g2, alpha, beta = parameters("g1 g2 alpha beta")
left, right = matrix("Left", n, n), matrix("Right", n, n)
H = form("H", n, n)
G = g1 * Q1 * Q1.T - g2 * Q2 * Q2.T
star = (1 + eps + rho) * Q2 * Q2.T
error = Q1 * Q1.T - star
loss = H(error, error) / 2

PREMISES = [
    *spurious.PREMISES[:3],
    ("ranks", r >= q),
    ("below_n", n > r),
    ("eps_nonneg", eps >= 0),
    ("s_pos", s > 0),
    ("s_square", equal(s * s * r, q)),
    ("rho_pos", rho > 0),
    ("rho_square", equal(rho * rho * q, r)),
    ("g1_pos", g1 > 0),
    ("g1_square", equal(2 * g1 * g1 * r, 1)),
    ("g2_pos", g2 > 0),
    ("g2_square", equal(2 * g2 * g2 * q, 1)),
    ("delta_def", equal(delta * (1 + (1 + eps) * s), 1)),
]


def measured(value, G):
    """|A(M)|^2 as the example has it."""
    return (1 + delta) * square(value) - 2 * delta * square(inner(G, value))


def operator(value, G):
    """The A that is given here."""
    return alpha * value + beta * inner(G, value) * G


GIVEN = forall([M], [], equal(H(M, M), measured(M, G)))
EXISTS = forall([M], [], equal(square(operator(M, G)), measured(M, G)))
UPPER = forall([M], [], (1 + delta) * square(M) >= H(M, M))
LOWER = forall([M], [], H(M, M) >= (1 - delta) * square(M))
SLOPE = forall([D], [], equal(derivative(loss, Q1, D)))
CURVATURE = forall([D], [], derivative(loss, Q1, D, order=2) >= -(2 * (1 + delta) * eps * square(D)))
EVERY = forall([H], [("given", GIVEN)], [UPPER, LOWER, SLOPE, CURVATURE])
FAR = square(error) > square(star)
HERE = [("g1_is", "g1"), ("iq_is", "iq"), ("c_is", "c")]


def _every(p):
    p.lemma(
        "polar",
        forall([left, right], [], equal(H(left, right), _polar())),
        lambda x: x.conclude(by=_polarised(x)),
    )

    def upper(x):
        x.apply("every_given", "given")
        x.apply("at_1", "bound")
        x.conclude(by=x["bound"] - x["given"], rewrite=HERE)

    def lower(x):
        x.apply("every_given", "given")
        x.apply("at_2", "bound")
        x.conclude(by=x["bound"] + x["given"], rewrite=HERE)

    change = D * Q1.T + Q1 * D.T

    def slope(x):
        x.apply("polar", "value", letters={"Left": error, "Right": change})
        x.apply("at_3", "zero")
        x.conclude(by=x["value"] + x["zero"], rewrite=HERE)

    def curvature(x):
        x.apply("polar", "value", letters={"Left": error, "Right": D * D.T})
        x.apply("polar", "size", letters={"Left": change, "Right": change})
        x.apply("at_4", "bound")
        x.conclude(
            by=2 * x["value"] + x["size"] + x["bound"],
            rewrite=[*HERE, ("unit_1", "Q1' Q1"), ("eps2_is", "eps2")],
        )

    for name, sequent, prove in (
        ("upper", UPPER, upper),
        ("lower", LOWER, lower),
        ("slope", SLOPE, slope),
        ("curvature", CURVATURE, curvature),
    ):
        p.lemma(name, sequent, prove)
    p.finish("upper", "lower", "slope", "curvature")


def _polar():
    return (1 + delta) * inner(left, right) - 2 * delta * inner(G, left) * inner(G, right)


def _polarised(p):
    for name, value in (("one", left), ("two", right), ("both", left + right)):
        p.apply("every_given", name, letters={"M": value})
    return (p["both"] - p["one"] - p["two"]) / 2


def scales(p):
    """rho s = 1 and g1 = s g2."""
    p.have("rho_s", (rho * s + 1) * r > 0, by=(p["rho_pos"] * p["s_pos"] + 1) * r)
    p.have(
        "rho_scaled",
        equal((rho * s - 1) * ((rho * s + 1) * r)),
        by=rho * rho * p["s_square"] + p["rho_square"],
    )
    p.apply(
        order.cancel,
        "rho_is",
        parameters={"x": rho * s - 1, "c": (rho * s + 1) * r},
        premises=["rho_scaled", "rho_s"],
    )
    p.have("rho_def", equal(rho * s, 1), by=p["rho_is"])
    p.have("g_sum", (g1 + s * g2) * (2 * r) > 0, by=(p["g1_pos"] + p["s_pos"] * p["g2_pos"]) * (2 * r))
    p.have(
        "g_scaled",
        equal((g1 - s * g2) * ((g1 + s * g2) * (2 * r))),
        by=p["g1_square"] - 2 * g2 * g2 * p["s_square"] - p["g2_square"],
    )
    p.apply(
        order.cancel,
        "g1_is",
        parameters={"x": g1 - s * g2, "c": (g1 + s * g2) * (2 * r)},
        premises=["g_scaled", "g_sum"],
    )


def _numbers(p):
    """The numbers of the spurious point."""
    scales(p)
    p.let("iq", 2 * g2 * g2)
    p.let("ir", 2 * g1 * g1)
    p.let("c", 1 + eps + rho)
    for name, root in (("q", "g2"), ("r", "g1")):
        inverse, size = p.named(f"i{name}"), p.named(name)
        p.have(f"i{name}_def", equal(inverse * size, 1), by=size * p[f"i{name}_is"] + p[f"{root}_square"])
        p.have(f"i{name}_pos", inverse > 0, by=2 * p[f"{root}_pos"] * p[f"{root}_pos"] + p[f"i{name}_is"])
    p.have("star_size", equal(p.named("c"), 1 + eps + rho), by=p["c_is"])
    spurious.from_epsilon(p)


def _example_4_1(p):
    _numbers(p)
    p.apply(spurious.necessity, "at")
    p.lemma("every", EVERY, _every)
    p.have("above", 1 + delta >= 0, by=1 + p["delta_pos"])
    p.have("below", 1 - delta >= 0, by=p["delta_small"])
    a = p.obtain(library("square-root"), "a", parameters={"x": 1 + delta}, premises=["above"], new={"y": "a"})
    b = p.obtain(library("square-root"), "b", parameters={"x": 1 - delta}, premises=["below"], new={"y": "b"})
    p.have(
        "unit_G",
        equal(square(G), 1),
        by=p["g1_square"] / 2 + p["g2_square"] / 2,
        rewrite=spurious.ORTHONORMAL,
    )
    value = a * M + (b - a) * inner(G, M) * G

    def isometry(x):
        x.conclude(
            by=square(M) * x["a_2"]
            + square(inner(G, M)) * (x["b_2"] - x["a_2"])
            + (b - a) * (b - a) * square(inner(G, M)) * x["unit_G"]
        )

    p.lemma("map", forall([M], [], equal(square(value), measured(M, G))), isometry)
    p.have("delta_nonneg", delta >= 0, by=p["delta_pos"])
    p.have("far", FAR, by=p["at_5"], rewrite=HERE)
    p.finish("map", "delta_nonneg", "delta_small", "every", "far", witnesses={"alpha": a, "beta": b - a})


def points():
    """Numbers of the example."""
    for at in spurious.points():
        root, eps_ = 1 / at["s"], at["eps2"]
        yield at | {
            "eps": eps_, "rho": root, "delta": root / (root + 1 + eps_),
            "g1": (2 * at["r"]) ** -0.5, "g2": (2 * at["q"]) ** -0.5,
        }  # fmt: skip


OBJECTS = [n, r, q, delta, eps, s, rho, g1, g2, Q1, Q2]
example_4_1 = theorem(
    "example_4_1",
    forall(
        OBJECTS,
        PREMISES,
        exists(
            [alpha, beta],
            [
                ("exists", EXISTS),
                ("delta_nonneg", delta >= 0),
                ("delta_small", 1 - delta > 0),
                ("every", EVERY),
                ("far", FAR),
            ],
        ),
    ),
    _example_4_1,
    points,
)
