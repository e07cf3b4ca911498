"""Theorem 1.2, first part: without noise an exact second-order point X has X X' = Z Z'."""

from certify.claims.derivations import (
    derivative,
    element,
    equal,
    forall,
    library,
    load,
    square,
    theorem,
    zeros,
)

order = load(__file__, "library/order")
points, setting = load(__file__, "zhang/points"), load(__file__, "zhang/setting")
theorem_1_4 = load(__file__, "zhang/theorem_1_4")
n, r, q, k, X, Z, H, D, v, nu = (
    getattr(setting, name) for name in ["n", "r", "q", "k", "X", "Z", "H", "D", "v", "nu"]
)
delta, s, T, rho, e, error = (getattr(setting, name) for name in ["delta", "s", "T", "rho", "e", "error"])
loss = H(error, error) / 2
slope, curvature = derivative(loss, X, D), derivative(loss, X, D, order=2)


def _theorem_1_2(p):
    p.have("nonneg", element(0) >= 0)
    p.lemma("noise", forall([v], [], element(0) >= 0), lambda inside: inside.conclude())

    def first(inside):
        inside.apply("stationary", "slope")
        inside.conclude(by=inside["slope"])

    norm = [nu >= 0, equal(nu**2, square(D * X.T))]
    p.lemma("first_order", forall([nu, D], norm, slope >= 0), first)
    p.apply(library("size-positive"), "r_least", sizes={"n": r})
    p.apply(library("size-positive"), "q_least", sizes={"n": q})
    p.have("r_pos", r > 0, by=p["r_least"] + 1)
    p.have("q_pos", q > 0, by=p["q_least"] + 1)
    ratio = q * p.obtain(
        library("inverse"), "inv_r", parameters={"x": r}, premises=["r_pos"], new={"y": "ir"}
    )

    def root(x, name, value, by):
        x.have(f"{name}_under", value >= 0, by=by)
        x.obtain(
            library("square-root"), name, parameters={"x": value}, premises=[f"{name}_under"], new={"y": name}
        )

    root(p, "s", ratio, p["q_pos"] * p["inv_r_2"])
    p.have("s_square", equal(s * s * r, q), by=r * p["s_2"] + q * p["inv_r_1"])
    positive, zero, below = p.cases(s, "s_pos")
    below.contradiction(by=below["s_1"] + below["s_pos"])
    zero.contradiction(by=zero["q_pos"] + zero["s_square"] - s * r * zero["s_pos"])
    p = positive
    root(p, "rho", r + q, p["r_pos"] + p["q_pos"])
    root(p, "w", element(2), 2)
    root(p, "e", square(error), square(error))
    p.have("rho_square", equal(rho * rho, r + q), by=p["rho_2"])
    p.have("divisor", 1 + s > 0, by=1 + p["s_pos"])
    p.obtain(library("inverse"), "inv", parameters={"x": 1 + s}, premises=["divisor"], new={"y": "T"})
    p.have("T_def", equal(T * (1 + s), 1), by=p["inv_1"])
    p.have("bound_def", equal(element(0)))
    none = {name: element(0) for name in ("eps0", "eps1", "eps2", "B")}
    p.apply(theorem_1_4.theorem_1_4, "bound", parameters=none, letters={"S": zeros(n, n)})
    # 0 >= e and e >= 0
    p.apply(order.antisymmetry, "e_zero", parameters={"x": e}, premises=["e_1", "bound"])
    p.have("error_zero", equal(square(error)), by=e * p["e_zero"] - p["e_2"])
    p.apply(library("zero-norm"), "goal", letters={"M": error}, premises=["error_zero"])
    p.finish("goal")


theorem_1_2 = theorem(
    "theorem_1_2_first_part",
    forall(
        [n, r, q, k, delta, X, Z, H],
        [
            ("ranks", r >= q),
            ("room", k >= r + q),
            ("delta_nonneg", delta >= 0),
            ("delta_small", 1 - delta > 0),
            ("threshold", r * (1 - delta) ** 2 > q * delta**2),
            *setting.rip(),
            ("stationary", forall([D], [], equal(slope))),
            ("second_order", forall([D], [], curvature >= 0)),
        ],
        equal(X * X.T, Z * Z.T),
    ),
    _theorem_1_2,
    points.exact_points,
)
