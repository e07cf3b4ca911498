"""The scalar end: from the estimates of the tangent and the normal part of E to T |E|.

Here a2 and b2 are |E|^2 of the tangent and of the normal part, mu is sigma times the nuclear norm of the
latter, and bound is delta |E| + eps0 rho + eps1. The estimate for every t in [0, 1] and g^2 = a2 + t^2 b2,
and the constraint for every c in [0, 1], give bound^2 >= T^2 (a2 + b2), where T > 0 and T^2 + lam s T <= 1.
"""

from certify.claims.derivations import element, equal, forall, library, load, parameters, square, theorem

order, scalar_end = load(__file__, "library/order"), load(__file__, "zhang/scalar_end")
numbers, setting = load(__file__, "beyond/core_numbers"), load(__file__, "beyond/asymmetric_setting")
r, q, s, T = setting.r, setting.q, setting.s, setting.T
a2, b2, mu, lam, sigma, bound = parameters("a2 b2 mu lam sigma bound")
t, g, c = parameters("t g c")  # bound by premises
pull = lam * mu

ESTIMATE = forall(
    [t, g],
    [t >= 0, g > 0, equal(g * g - a2, t * t * b2), 1 - t >= 0],
    bound * g - a2 >= t * (b2 - pull),
)
CONSTRAINT = forall([c], [c >= 0, 1 - c >= 0], a2 + c * c * b2 >= (r - q) * sigma * sigma + 2 * mu * c)
PREMISES = [
    ("ranks", r >= q),
    ("s_pos", s > 0),
    ("s_square", equal(s * s * r, q)),
    ("T_pos", T > 0),
    ("lam_least", lam >= 1),
    ("T_sharp", lam * s * T <= 1 - T * T),
    ("a2_nonneg", a2 >= 0),
    ("b2_nonneg", b2 >= 0),
    ("mu_nonneg", mu >= 0),
    ("bound_nonneg", bound >= 0),
    ("mu_bound", sigma * sigma * q * b2 >= mu * mu),
    ("estimate", ESTIMATE),
    ("constraint", CONSTRAINT),
]
base = ["a2_nonneg", "b2_nonneg", "T_pos", "s_pos", "lam_least", "T_sharp"]


def _divided(p, name, root):
    """(bound - root) root >= 0 with root > 0, and then bound^2 >= root^2 = its square."""
    p.apply(order.divide, name, parameters={"x": bound - root, "c": root}, premises=["scaled", "root_sign"])
    return p[name] * p[name] + 2 * p["root_sign"] * p[name] + p["root_2"]


def _flat(p):
    """t = 0: bound^2 >= a2."""
    above, zero, below = p.cases(a2, "a_sign")
    below.contradiction(by=below["a2_nonneg"] + below["a_sign"])
    zero.conclude(by=zero["bound_nonneg"] * zero["bound_nonneg"] - zero["a_sign"])
    a = above.obtain(
        library("square-root"), "root", parameters={"x": a2}, premises=["a2_nonneg"], new={"y": "a"}
    )
    above, zero, below = above.cases(a, "root_sign")
    below.contradiction(by=below["root_1"] + below["root_sign"])
    zero.contradiction(by=zero["a_sign"] + zero["root_2"] - a * zero["root_sign"])
    above.have("square", equal(a * a - a2, 0 * b2), by=above["root_2"])
    above.apply(
        "estimate", "at", parameters={"t": 0, "g": a}, premises=["zero", "root_sign", "square", "one"]
    )
    above.have("scaled", (bound - a) * a >= 0, by=above["at"] - above["root_2"])
    above.conclude(by=_divided(above, "most", a))


def _steep(p):
    """t b2 = b2 - lam mu > 0: bound^2 >= a2 + t^2 b2."""
    p.have("lam_nonneg", lam >= 0, by=p["lam_least"] + 1)
    p.have("pull_nonneg", pull >= 0, by=p["lam_nonneg"] * p["mu_nonneg"])
    p.have("b_pos", b2 > 0, by=p["steep_h1"] + p["pull_nonneg"])
    p.have("t_scaled", t * b2 >= 0, by=p["steep_h1"] + p["steep_h2"])
    p.apply(order.divide, "t_least", parameters={"x": t, "c": b2}, premises=["t_scaled", "b_pos"])
    p.have("rest_scaled", (1 - t) * b2 >= 0, by=p["pull_nonneg"] - p["steep_h2"])
    p.apply(order.divide, "t_most", parameters={"x": 1 - t, "c": b2}, premises=["rest_scaled", "b_pos"])
    p.have("sum", a2 + t * t * b2 >= 0, by=p["a2_nonneg"] + p["b2_nonneg"] * square(t))
    root = p.obtain(
        library("square-root"), "root", parameters={"x": a2 + t * t * b2}, premises=["sum"], new={"y": "gt"}
    )
    above, zero, below = p.cases(root, "root_sign")
    below.contradiction(by=below["root_1"] + below["root_sign"])
    zero.conclude(by=zero["bound_nonneg"] * zero["bound_nonneg"] + zero["root_2"] - root * zero["root_sign"])
    above.have("square", equal(root * root - a2, t * t * b2), by=above["root_2"])
    above.apply(
        "estimate", "at", parameters={"g": root}, premises=["t_least", "root_sign", "square", "t_most"]
    )
    above.have("scaled", (bound - root) * root >= 0, by=above["at"] - above["root_2"] - t * above["steep_h2"])
    above.conclude(by=_divided(above, "most", root))


def _small(p):
    """b2 >= mu: s^2 a2 b2 >= mu^2, by the constraint at c = mu / b2."""
    above, zero, below = p.cases(b2, "b_sign")
    below.contradiction(by=below["b2_nonneg"] + below["b_sign"])
    zero.have("mu_most", -mu >= 0, by=zero["small_h1"] - zero["b_sign"])
    zero.apply(order.antisymmetry, "mu_zero", parameters={"x": mu}, premises=["mu_nonneg", "mu_most"])
    zero.conclude(by=zero["a2_nonneg"] * zero["b2_nonneg"] * square(s) - mu * zero["mu_zero"])
    inverse = above.obtain(
        library("inverse"), "inv", parameters={"x": b2}, premises=["b_sign"], new={"y": "ib"}
    )
    weight = mu * inverse
    above.have("c_least", weight >= 0, by=above["mu_nonneg"] * above["inv_2"])
    above.have("c_most", 1 - weight >= 0, by=above["small_h1"] * above["inv_2"] - above["inv_1"])
    above.apply("constraint", "at", parameters={"c": weight}, premises=["c_least", "c_most"])
    above.conclude(
        by=above["at"] * above["b_sign"] * square(s) + above["ratio"] * above["mu_bound"],
        rewrite=[("inv_1", "b2 ib"), ("s_square", "r s^2")],
    )


def _large(p):
    """mu >= b2: s^2 a2 >= b2, by the constraint at c = 1."""
    above, zero, below = p.cases(b2, "b_sign")
    below.contradiction(by=below["b2_nonneg"] + below["b_sign"])
    zero.conclude(by=zero["a2_nonneg"] * square(s) - zero["b_sign"])
    above.have("no_rest", 1 - element(1) >= 0)
    above.apply("constraint", "at", parameters={"c": 1}, premises=["one", "no_rest"])
    value = s * s * a2 - b2
    above.have(
        "scaled",
        value * b2 >= 0,
        by=above["at"] * above["b_sign"] * square(s)
        + above["ratio"] * above["mu_bound"]
        + 2 * above["large_h1"] * above["b_sign"]
        + above["ratio"] * above["large_h1"] * above["large_h1"],
        rewrite=[("s_square", "r s^2")],
    )
    above.apply(order.divide, "goal", parameters={"x": value, "c": b2}, premises=["scaled", "b_sign"])
    above.finish("goal")


def _reach(p):
    p.have("zero", element(0) >= 0)
    p.have("one", element(1) >= 0, by=1)
    p.lemma("flat", forall([], [], bound * bound >= a2), _flat, lambda _: {})
    p.lemma(
        "steep",
        forall([t], [b2 > pull, equal(t * b2, b2 - pull)], bound * bound - a2 >= t * t * b2),
        _steep,
        lambda at: (
            {"t": 1 - at["lam"] * at["mu"] / at["b2"]} if at["b2"] > at["lam"] * at["mu"] + 1e-9 else None
        ),
    )
    p.apply(library("size-positive"), "r_least", sizes={"n": r})
    p.have("r_pos", r > 0, by=p["r_least"] + 1)
    p.have("ratio_scaled", (1 - s * s) * r >= 0, by=p["ranks"] - p["s_square"])
    p.apply(order.divide, "ratio", parameters={"x": 1 - s * s, "c": r}, premises=["ratio_scaled", "r_pos"])
    p.lemma(
        "small",
        forall([], [b2 >= mu], s * s * a2 * b2 >= mu * mu),
        _small,
        lambda at: {} if at["b2"] >= at["mu"] else None,
    )
    p.lemma(
        "large",
        forall([], [mu >= b2], s * s * a2 >= b2),
        _large,
        lambda at: {} if at["mu"] >= at["b2"] else None,
    )
    put = {"a2": a2, "b2": b2, "T": T, "s": s, "kappa": lam}

    def flat_end(x, name):
        x.apply("flat", "most")
        x.conclude(by=x["most"] + x[name])

    above, equal_, below = p.cases(mu - b2, "m_sign")
    for x in (above, equal_):
        x.have("most_mu", mu >= b2, by=x["m_sign"])
        x.apply("large", "tangent", premises=["most_mu"])
        x.apply(scalar_end.flat_large, "least", parameters=put, premises=[*base, "ratio", "tangent"])
        flat_end(x, "least")
    below.have("most_b", b2 >= mu, by=below["m_sign"])
    below.apply("small", "tangent", premises=["most_b"])
    put = {**put, "mu": mu}
    above, equal_, below = below.cases(b2 - pull, "p_sign")
    above.have("pull_nonneg", pull >= 0, by=above["mu_nonneg"] + above["mu_nonneg"] * above["lam_least"])
    above.have("b_sign", b2 > 0, by=above["p_sign"] + above["pull_nonneg"])
    inverse = above.obtain(
        library("inverse"), "inv", parameters={"x": b2}, premises=["b_sign"], new={"y": "ib"}
    )
    best = (b2 - pull) * inverse
    above.have("best", equal(best * b2, b2 - pull), by=(b2 - pull) * above["inv_1"])
    above.apply("steep", "most", parameters={"t": best}, premises=["p_sign", "best"])
    above.apply(
        scalar_end.inner,
        "least",
        parameters={**put, "t": best},
        premises=[*base, "mu_nonneg", "tangent", "p_sign", "best"],
    )
    above.conclude(by=above["most"] + above["least"])
    equal_.have("most_pull", pull >= b2, by=-equal_["p_sign"])
    below.have("most_pull", pull >= b2, by=below["p_sign"])
    for x in (equal_, below):
        x.apply(
            scalar_end.flat_small,
            "least",
            parameters=put,
            premises=[*base, "mu_nonneg", "tangent", "most_pull"],
        )
        flat_end(x, "least")


reach = theorem(
    "reach",
    forall([r, q, a2, b2, mu, lam, sigma, bound, s, T], PREMISES, bound * bound >= T * T * (a2 + b2)),
    _reach,
    numbers.estimates,
)
