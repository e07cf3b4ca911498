"""The counterexamples of Theorem 1.6 as an existence statement for min(n1, n2) >= r + r* and every t >= 0.

If r/r* <= [(1 + eps2/4) delta/(1 - delta)]^2, there are A, M* = Us Vs' and (U0, V0) such that A is within
1 - delta and 1 + delta of an isometry on all matrices, hence in RIP(delta, k) for every k, the gradient of
g(U, V) = 2 |A(U V' - M*)|^2 + t |U'U - V'V|^2 vanishes at (U0, V0), its Hessian is at least -eps2 in the
local norm, and U0 V0' is further from M* than 0 is. A is A(M) = alpha M + beta <G, M> G, as in Example 4.4.
"""

from certify.claims.derivations import (
    derivative,
    equal,
    exists,
    forall,
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
from certify.claims.derivations.substitution import Exchange, exchanged

symmetric = load(__file__, "zhang/counterexample")
r, q, delta, eps2, alpha, beta = (
    getattr(symmetric, name) for name in ["r", "q", "delta", "eps2", "alpha", "beta"]
)
n1, n2 = sizes("n1 n2")
(t,) = parameters("t")
U0, V0, Us, Vs = matrix("U0", n1, r), matrix("V0", n2, r), matrix("Us", n1, q), matrix("Vs", n2, q)
G, M, left, right = (matrix(name, n1, n2) for name in ("G", "M", "Left", "Right"))
D1, D2 = matrix("D1", n1, r), matrix("D2", n2, r)
ratio = symmetric.ratio


def operator(value):
    return alpha * value + beta * inner(G, value) * G


error = U0 * V0.T - Us * Vs.T
loss = 2 * square(operator(error)) + t * square(U0.T * U0 - V0.T * V0)


def along(value):
    """The derivative in the direction (D1, D2)."""
    return derivative(value, U0, D1) + derivative(value, V0, D2)


slope, curvature = along(loss), along(along(loss))
gram_ = U0.T * U0 + V0.T * V0
local = tr(D1.T * D1 * gram_) + tr(D2.T * D2 * gram_)
LOWER = forall([M], [], square(operator(M)) >= (1 - delta) * square(M))
UPPER = forall([M], [], (1 + delta) * square(M) >= square(operator(M)))
SLOPE = forall([D1, D2], [], equal(slope))
CURVATURE = forall([D1, D2], [], curvature >= -(eps2 * local))
FAR = square(error) > square(Us * Vs.T)
OBJECTS = [alpha, beta, G, U0, V0, Us, Vs]
SPURIOUS = [
    ("rip_lower", LOWER),
    ("rip_upper", UPPER),
    ("slope", SLOPE),
    ("curvature", CURVATURE),
    ("far", FAR),
]
PREMISES = [
    ("ranks", r >= q),
    ("room_1", n1 >= r + q),
    ("room_2", n2 >= r + q),
    *(one for one in symmetric.PREMISES if one[0] not in ("ranks", "room_n")),
    ("t_nonneg", t >= 0),
]


def _frame(p, name, size, room, one, two):
    """Orthonormal columns, r and q of them."""
    return p.obtain(
        library("orthonormal-pair"),
        name,
        sizes={"k": size, "m": r, "n": q},
        premises=[room],
        new={"J": one, "K": two},
    )


def _counterexample(p):
    p = symmetric.numbers(p)
    p, z = symmetric.root_of(p, "z", ratio + p.named("rho"), p["ratio_pos"] + p["rho_pos"])
    s, rho, d0, g1, g2 = (p.named(name) for name in ["s", "rho", "d0", "g1", "g2"])
    symmetric.example.scales(p)
    P1, P2 = _frame(p, "rows", n1, "room_1", "P1", "P2")
    R1, R2 = _frame(p, "columns", n2, "room_2", "R1", "R2")
    units = [
        (f"{name}_{i}", f"{word}")
        for name, at in (("rows", "P"), ("columns", "R"))
        for i, word in ((1, f"{at}1' {at}1"), (2, f"{at}2' {at}2"), (3, f"{at}1' {at}2"))
    ]
    p.have("d0_small", 1 - d0 > 0, by=p["delta_small"] + p["larger"])
    p.have("above", 1 + d0 >= 0, by=1 + p["d0_2"])
    p.have("below", 1 - d0 >= 0, by=p["d0_small"])
    a = p.obtain(library("square-root"), "a", parameters={"x": 1 + d0}, premises=["above"], new={"y": "a"})
    b = p.obtain(library("square-root"), "b", parameters={"x": 1 - d0}, premises=["below"], new={"y": "b"})
    normal = g1 * P1 * R1.T - g2 * P2 * R2.T
    there = Exchange(
        {},
        {"alpha": a, "beta": b - a, "G": normal, "U0": P1, "V0": R1, "Us": z * P2, "Vs": z * R2},
    )

    def at(value):
        return exchanged(value, there)

    p.have("unit_G", equal(square(normal), 1), by=p["g1_square"] / 2 + p["g2_square"] / 2, rewrite=units)
    # <A(L), A(R)> = (1 + d0) <L, R> - 2 d0 <G, L> <G, R>
    along_left, along_right = inner(normal, left), inner(normal, right)
    product = inner(at(operator(left)), at(operator(right)))

    def polar(x):
        x.conclude(
            by=inner(left, right) * x["a_2"]
            + along_left * along_right * (x["b_2"] - x["a_2"] + (b - a) * (b - a) * x["unit_G"])
        )

    p.lemma(
        "polar",
        forall(
            [left, right],
            [],
            equal(product, (1 + d0) * inner(left, right) - 2 * d0 * along_left * along_right),
        ),
        polar,
    )
    beyond = M - inner(normal, M) * normal

    def value(x):
        x.apply("polar", "value", letters={"Left": M, "Right": M})

    def lower(x):
        value(x)
        x.conclude(
            by=x["value"]
            + 2 * x["d0_2"] * square(beyond)
            + x["larger"] * square(M)
            - 2 * d0 * square(inner(normal, M)) * x["unit_G"]
        )

    def upper(x):
        value(x)
        x.conclude(by=2 * x["d0_2"] * square(inner(normal, M)) + x["larger"] * square(M) - x["value"])

    # A^T A(E) has no part along the tangent directions, and -(1 + d0) (1 + eps2/4) P2 R2' beyond them
    size = g1 * r + g2 * z * z * q
    p.have(
        "tangent",
        equal((1 + d0) - 2 * d0 * size * g1),
        by=-d0 * p["g1_square"]
        - 2 * d0 * g2 * q * z * z * p["g1_is"]
        - d0 * s * z * z * p["g2_square"]
        - d0 * s * p["z_2"]
        - d0 * p["rho_def"]
        - p["delta_def"],
    )
    p.have(
        "across",
        equal(2 * d0 * size * g2 - (1 + d0) * z * z + (1 + d0) * ratio),
        by=d0 * (rho * p["g1_square"] - 2 * g1 * r * rho * p["g1_is"] - 2 * g1 * g2 * r * p["rho_def"])
        + d0 * z * z * p["g2_square"]
        - p["z_2"]
        + rho * p["delta_def"]
        - d0 * ratio * p["rho_def"],
    )
    change, second = D1 * R1.T + P1 * D2.T, D1 * D2.T
    A, B = P2.T * D1, R2.T * D2
    inside = change - P2 * A * R1.T - P1 * B.T * R2.T

    def slope_(x):
        x.apply("polar", "value", letters={"Left": at(error), "Right": change})
        x.conclude(by=4 * x["value"] + 4 * (tr(P1.T * D1) + tr(R1.T * D2)) * x["tangent"], rewrite=units)

    def curvature_(x):
        x.apply("polar", "error", letters={"Left": at(error), "Right": second})
        x.apply("polar", "change", letters={"Left": change, "Right": change})
        x.apply("polar", "inside", letters={"Left": inside, "Right": inside})
        x.conclude(
            by=4 * square(at(operator(inside)))
            + 4 * (1 + x["d0_2"]) * x["ratio_pos"] * square(A - B)
            + 2 * x["t_nonneg"] * square(D1.T * P1 + P1.T * D1 - D2.T * R1 - R1.T * D2)
            + x["eps2_nonneg"] * x["d0_small"] * (square(D1) + square(D2))
            + x["eps2_nonneg"] * (1 + x["d0_2"]) * (square(D1 - P2 * A) + square(D2 - R2 * B))
            + 8 * x["error"]
            + 4 * x["change"]
            - 4 * x["inside"]
            + 8 * inner(P1 * R1.T, second) * x["tangent"]
            + 8 * inner(A, B) * x["across"],
            rewrite=units,
        )

    proofs = {"rip_lower": lower, "rip_upper": upper, "slope": slope_, "curvature": curvature_}
    for name, sequent in SPURIOUS[:-1]:
        p.lemma(name, sequent.exchanged(there), proofs[name])
    p.have("far", FAR.exchanged(there), by=p["r_pos"], rewrite=units)
    p.finish(*(name for name, _ in SPURIOUS), witnesses=there.elements)


def points():
    """Numbers at the threshold and above it."""
    for at in symmetric.points():
        yield {**at, "n1": at["n"] + 1, "n2": at["n"], "t": 0.5}


counterexample_asymmetric = theorem(
    "counterexample_asymmetric",
    forall([n1, n2, r, q, delta, eps2, t], PREMISES, exists(OBJECTS, SPURIOUS)),
    _counterexample,
    points,
)
