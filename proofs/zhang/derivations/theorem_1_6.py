"""Theorem 1.6 (a), from the core theorem by an expression for its form: M = U V' of sizes n1 and n2.

g(U, V) = 2 |U V' - U* V*'|_A^2 + 4 <S, U V' - U* V*'> + |U'U - V'V|^2 / 2 with U*'U* = V*'V*. In the space of
size n = n1 + n2 with X = [U; V] and Z = [U*; V*], the blocks are cut out by letters s1, s2 with orthonormal
columns, the form is that of the blocks off the diagonal and the balance, and Gm = Zt Zt' with Zt = [U*; -V*].
"""

from certify.claims.derivations import (
    FormExpression,
    derivative,
    element,
    equal,
    forall,
    form,
    gram,
    identity,
    inner,
    library,
    load,
    matrix,
    parameter,
    sizes,
    square,
    theorem,
    tr,
)
from certify.claims.derivations.sequents import Sequent

order = load(__file__, "library/order")
core, setting = load(__file__, "zhang/core"), load(__file__, "zhang/setting")
printed = load(__file__, "zhang/theorem_1_4")
n, r, q, k = setting.n, setting.r, setting.q, setting.k
delta, eps0, eps1, eps2, s, T, rho, w = (
    getattr(setting, name) for name in ["delta", "eps0", "eps1", "eps2", "s", "T", "rho", "w"]
)
P_, R_, v, D, nu = setting.left, setting.right, setting.v, setting.D, setting.nu
n1, n2 = sizes("n1 n2")
f = parameter("f")
HA = form("HA", n1, n2)
U, V, Us, Vs = matrix("U", n1, r), matrix("V", n2, r), matrix("Us", n1, q), matrix("Vs", n2, q)
SA = matrix("SA", n1, n2)
# Bound by premises.
A1, A2, left_, right_, av = (
    matrix("A1", n1, r),
    matrix("A2", n2, r),
    matrix("aP", n1, k),
    matrix("aR", n2, k),
    matrix("av", n2, 1),
)
anu = parameter("anu")
error = U * V.T - Us * Vs.T
balance = U.T * U - V.T * V
loss = 2 * HA(error, error) + 4 * inner(SA, error) + square(balance) / 2
low_rank = left_ * right_.T


def local(D1, D2):
    """The square of the local norm of a direction (D1, D2)."""
    gram_ = U.T * U + V.T * V
    return tr(D1.T * D1 * gram_) + tr(D2.T * D2 * gram_)


def slope(order_):
    """The derivative of g in the direction (A1, A2)."""
    first = derivative(loss, U, A1) + derivative(loss, V, A2)
    if order_ == 1:
        return first
    return derivative(first, U, A1) + derivative(first, V, A2)


CONDITIONS = [
    ("a_lower", forall([left_, right_], [], HA(low_rank, low_rank) >= (1 - delta) * square(low_rank))),
    ("a_upper", forall([left_, right_], [], (1 + delta) * square(low_rank) >= HA(low_rank, low_rank))),
    ("a_noise", forall([av], [], eps0 * eps0 * tr(av.T * av) >= tr(av.T * SA.T * SA * av))),
    (
        "a_first",
        forall([anu, A1, A2], [anu >= 0, equal(anu**2, local(A1, A2))], slope(1) >= -(eps1 * anu)),
    ),
    ("a_second", forall([A1, A2], [], slope(2) >= -(eps2 * local(A1, A2)))),
]
PREMISES = [
    *core.NUMBERS,
    ("T_sharp", (1 + eps2 / 2 + 2 * delta) * s * T <= 1 - T * T),
    ("T_pos", T > 0),
    ("rho_nonneg", rho >= 0),
    ("rho_square", equal(rho * rho, r + q)),
    ("w_nonneg", w >= 0),
    ("w_square", equal(w * w, 2)),
    ("f_nonneg", f >= 0),
    ("f_square", equal(f * f, square(error))),
    ("n_sum", equal(n, n1 + n2)),
    ("star_balanced", equal(Us.T * Us, Vs.T * Vs)),
]


def _sharp(c):
    c.have("nn", n >= n1 + n2, by=c["n_sum"])
    s1, s2 = c.obtain(
        library("orthonormal-pair"),
        "J",
        sizes={"k": n, "m": n1, "n": n2},
        premises=["nn"],
        new={"J": "s1", "K": "s2"},
    )
    blocks = [("J_1", "s1' s1"), ("J_2", "s2' s2"), ("J_3", "s1' s2")]
    beyond = identity(n) - s1 * s1.T - s2 * s2.T
    c.have("nothing", equal(square(beyond)), by=c["n_sum"], rewrite=blocks)
    c.apply(library("zero-norm"), "whole", letters={"M": beyond}, premises=["nothing"])
    whole = ("whole", "s2 s2'")
    X, Z, Zt = s1 * U + s2 * V, s1 * Us + s2 * Vs, s1 * Us - s2 * Vs
    J = s1 * s1.T - s2 * s2.T
    E = X * X.T - Z * Z.T

    def off(M):
        return s1.T * M * s2 + s1.T * M.T * s2

    left, right = matrix("Left", n, n), matrix("Right", n, n)
    value = HA(off(left), off(right)) + tr(J * left * J * right.T) / 2 + tr(J * left.T * J * right) / 2
    phi = FormExpression(left, right, value)
    noise = 2 * (s1 * SA * s2.T + s2 * SA.T * s1.T)
    Gz = c.psd("Gz", Zt * Zt.T, lambda x: x.conclude(by=square(Zt.T * x.named("v0"))), vector="v0")
    normal = ("Gz_is", "Gz")
    c.have("kills_Z", equal(Gz * Z), rewrite=[normal, *blocks, ("star_balanced", "Us' Us")])

    def columns(x):
        x.apply("a_noise", "goal", letters={"av": x.named("vA")})
        x.finish("goal")

    QA = c.psd("QA", eps0 * eps0 * identity(n2) - SA.T * SA, columns, vector="vA")

    def rows(x):
        """eps0^2 - SA SA' from eps0^2 - SA' SA."""
        u = x.named("vB")
        y = SA.T * u
        goal = x.goal_atom
        x.have(
            "scaled",
            goal * (eps0 * eps0) >= 0,
            by=square(eps0 * eps0 * u - SA * y) + gram(y, left=QA),
            rewrite=[("QA_is", "QA")],
        )
        above, zero, below = x.cases(eps0, "sign")
        below.contradiction(by=below["eps0_nonneg"] + below["sign"])
        above.have("positive", eps0 * eps0 > 0, by=above["sign"] * above["sign"])
        above.apply(
            order.divide, "goal", parameters={"x": goal, "c": eps0 * eps0}, premises=["scaled", "positive"]
        )
        above.finish("goal")
        # eps0 = 0: SA SA' u = 0
        z = SA * y
        zero.have(
            "at_most",
            -square(z) >= 0,
            by=gram(y, left=QA) - eps0 * square(y) * zero["sign"],
            rewrite=[("QA_is", "QA")],
        )
        zero.have("at_least", square(z) >= 0, by=square(z))
        zero.apply(order.antisymmetry, "norm", parameters={"x": square(z)}, premises=["at_least", "at_most"])
        zero.apply(library("zero-norm"), "vanishes", letters={"M": z}, premises=["norm"])
        zero.conclude(by=eps0 * tr(u.T * u) * zero["sign"], rewrite=[("vanishes", "SA SA' vB")])

    QB = c.psd("QB", eps0 * eps0 * identity(n1) - SA * SA.T, rows, vector="vB")
    c.have("norm_E", square(E) >= 0, by=square(E))
    e = c.obtain(
        library("square-root"), "e", parameters={"x": square(E)}, premises=["norm_E"], new={"y": "e"}
    )
    put = {
        "letters": {"X": X, "Z": Z, "S": noise, "Gm": Gz},
        "parameters": {"delta": 2 * delta, "eps0": 2 * eps0},
        "forms": {"H": phi},
    }
    everything = [normal, *blocks, whole]

    def rip(name, given):
        def prove(x):
            M = P_ * R_.T
            x.apply(given, "given", letters={"aP": s1.T * P_, "aR": s2.T * R_})
            diagonal = square(s1.T * M * s1) + square(s2.T * M * s2)
            x.conclude(
                by=4 * x["given"] + 2 * x["delta_nonneg"] * diagonal,
                rewrite=[(f"{name}_h1", "bR bP'"), *blocks, whole],
            )

        return prove

    def noise_bound(x):
        x.conclude(
            by=4 * gram(s2.T * v, left=QA) + 4 * gram(s1.T * v, left=QB),
            rewrite=[("QA_is", "QA"), ("QB_is", "QB"), *blocks, whole],
        )

    D1, D2 = s1.T * D, s2.T * D

    def first(x):
        x.have("norm", equal(nu**2, local(D1, D2)), by=x["first_order_h2"], rewrite=everything)
        x.apply(
            "a_first",
            "given",
            parameters={"anu": nu},
            letters={"A1": D1, "A2": D2},
            premises=["first_order_h1", "norm"],
        )
        x.conclude(by=x["given"], rewrite=everything)

    def second(x):
        x.apply("a_second", "given", letters={"A1": D1, "A2": D2})
        x.conclude(by=x["given"], rewrite=everything)

    proofs = {
        "rip_lower": rip("rip_lower", "a_lower"),
        "rip_upper": rip("rip_upper", "a_upper"),
        "noise": noise_bound,
        "first_order": first,
        "second_order": second,
    }
    for name, fact in c.wanted(core.core, **put).items():
        if isinstance(fact, Sequent):
            c.lemma(name, fact, proofs[name])
    c.have("delta_2", 2 * delta >= 0, by=2 * c["delta_nonneg"])
    c.have("eps0_2", 2 * eps0 >= 0, by=2 * c["eps0_nonneg"])
    c.apply(core.core, "core_bound", **put)
    # 2 f^2 <= |E|^2, so that w f <= |E|
    c.have(
        "blocks",
        e * e >= (w * f) ** 2,
        by=square(U * U.T - Us * Us.T)
        + square(V * V.T - Vs * Vs.T)
        + c["e_2"]
        - f * f * c["w_square"]
        - 2 * c["f_square"],
        rewrite=blocks,
    )
    c.apply(order.root_monotone, "w_f", parameters={"x": w * f, "y": e}, premises=["e_1", "blocks"])
    above, equal_, below = c.cases(T - 2 * delta, "margin")
    for x, rest in ((equal_, -f * equal_["margin"]), (below, below["margin"] * below["f_nonneg"])):
        x.conclude(by=x["eps1_nonneg"] / 2 + x["w_nonneg"] * x["eps0_nonneg"] * x["rho_nonneg"] + rest)
    goal = above.goal_atom
    above.have(
        "scaled",
        goal * w >= 0,
        by=above["core_bound"] + above["margin"] * above["w_f"] + eps0 * rho * above["w_square"],
    )
    positive, zero, negative = above.cases(w, "w_sign")
    negative.contradiction(by=negative["w_nonneg"] + negative["w_sign"])
    zero.contradiction(by=2 + zero["w_square"] - w * zero["w_sign"])
    positive.apply(order.divide, "goal", parameters={"x": goal, "c": w}, premises=["scaled", "w_sign"])
    positive.finish("goal")


sharp = theorem(
    "theorem_1_6_a_sharp",
    forall(
        [n, n1, n2, r, q, k, delta, eps0, eps1, eps2, s, T, rho, w, f, U, V, Us, Vs, SA, HA],
        [*PREMISES, *CONDITIONS],
        eps1 / 2 + w * eps0 * rho >= (T - 2 * delta) * f,
    ),
    _sharp,
)
bound = parameter("B")


def _theorem_1_6(p):
    p = printed.sharpened(p, 2 * delta)
    p.have("two", element(2) >= 0, by=2)
    root = p.obtain(library("square-root"), "w", parameters={"x": 2}, premises=["two"], new={"y": "w"})
    p.have("w_square", equal(root * root, 2), by=p["w_2"])
    p.apply(sharp, "sharp_bound")
    p.have("one", root * root <= 2 * 2, by=2 - p["w_square"])
    p.apply(order.root_monotone, "w_most", parameters={"x": root, "y": 2}, premises=["two", "one"])
    p.have(
        "scaled",
        (bound - f) * (T - 2 * delta) >= 0,
        by=p["sharp_bound"] + p["bound_def"] + p["w_most"] * p["eps0_nonneg"] * p["rho_nonneg"],
    )
    p.apply(order.divide, "goal", parameters={"x": bound - f, "c": T - 2 * delta})
    p.finish("goal")


kappa = setting.kappa
PRINTED = [
    ("T_def", equal(T * (1 + kappa * s), 1)),
    ("delta_small", 1 - 2 * delta > 0),
    ("threshold", r * (1 - 2 * delta) ** 2 > q * (kappa * (2 * delta)) ** 2),
    ("bound_def", equal(bound * (T - 2 * delta), eps1 / 2 + 2 * eps0 * rho)),
]
theorem_1_6 = theorem(
    "theorem_1_6_a",
    forall(
        [n, n1, n2, r, q, k, delta, eps0, eps1, eps2, s, T, rho, f, bound, U, V, Us, Vs, SA, HA],
        [
            *core.NUMBERS,
            *PRINTED,
            *(one for one in PREMISES[10:] if one[0] not in ("w_nonneg", "w_square")),
            *CONDITIONS,
        ],
        bound >= f,
    ),
    _theorem_1_6,
)
