"""Operator norms: that of the transpose is the same, and a trace inequality for matrices of known factors.

|S| <= eps stands for |S v|^2 <= eps^2 |v|^2 for all v.
"""

import numpy as np

from certify.claims.derivations import (
    equal,
    forall,
    gram,
    identity,
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

order, norms = load(__file__, "library/order"), load(__file__, "library/norms")
m, n, r, q = sizes("m n r q")
eps, rho, f = parameters("eps rho f")
S, u, v = matrix("S", m, n), matrix("u", m, 1), matrix("v", n, 1)


def at_most(bound, M, vector):
    """|M v|^2 <= bound^2 |v|^2."""
    return bound * bound * square(vector) >= square(M * vector)


def _transposed(p):
    def columns(x):
        x.apply("bounded", "goal", letters={"v": x.named("vS")})
        x.conclude(by=x["goal"])

    rest = p.psd("Q", eps * eps * identity(n) - S.T * S, columns, vector="vS")

    def rows(p):
        goal, y = eps * eps * square(u) - square(S.T * u), S.T * u
        p.have(
            "scaled",
            goal * (eps * eps) >= 0,
            by=square(eps * eps * u - S * y) + gram(y, left=rest),
            rewrite=[("Q_is", "Q")],
        )
        p.have("square", eps * eps >= 0, by=square(eps))
        above, zero, below = p.cases(eps * eps, "sign")
        below.contradiction(by=below["square"] + below["sign"])
        above.apply(order.divide, "goal", parameters={"x": goal, "c": eps * eps}, premises=["scaled", "sign"])
        above.finish("goal")
        # eps = 0: S y = 0 for y = S'u, and then |y|^2 = u'S y = 0
        zero.have(
            "at_most",
            -square(S * y) >= 0,
            by=gram(y, left=rest) - square(y) * zero["sign"],
            rewrite=[("Q_is", "Q")],
        )
        zero.have("at_least", square(S * y) >= 0, by=square(S * y))
        zero.apply(order.antisymmetry, "norm", parameters={"x": square(S * y)})
        zero.apply(library("zero-norm"), "vanishes", letters={"M": S * y}, premises=["norm"])
        zero.conclude(by=square(u) * zero["sign"], rewrite=[("vanishes", "S S' u")])

    p.lemma("rows", forall([u], [], at_most(eps, S.T, u)), rows)
    p.finish("rows")


def _bounded_points():
    for seed, (m_, n_) in enumerate(((2, 3), (4, 2))):
        matrix_ = np.random.default_rng(seed).standard_normal((m_, n_))
        yield {"m": m_, "n": n_, "S": matrix_, "eps": np.linalg.norm(matrix_, 2)}


transposed = theorem(
    "transposed_bound",
    forall(
        [m, n, eps, S],
        [("bounded", forall([v], [], at_most(eps, S, v)))],
        [forall([u], [], at_most(eps, S.T, u))],
    ),
    _transposed,
    _bounded_points,
)

A, B, X, Z = matrix("A", m, r), matrix("B", m, q), matrix("X", n, r), matrix("Z", n, q)
F = A * X.T + B * Z.T


def _trace_bound(p):
    """F = F T for the projector T on the range of [X, Z], and |S T|^2 <= eps^2 tr T <= eps^2 (r + q)."""
    P = p.obtain(library("moore-penrose"), "px", letters={"M": X})
    Y = p.let("Y", Z - X * P * Z)
    rules = [("px_1", "X P X"), ("px_3", "P' X'")]
    p.have("YX", equal(Y.T * X), rewrite=[("Y_is", "Y"), *reversed(rules)])
    K = p.obtain(library("moore-penrose"), "py", letters={"M": Y}, new={"P": "K"})
    p.have("KX", equal(K * X), by=-(p["py_2"] * X) + K * p["py_3"] * X + K * K.T * p["YX"])
    T = p.let("T", X * P + Y * K)
    p.have("TX", equal(T * X, X), rewrite=[("T_is", "T"), ("px_1", "X P X"), ("KX", "K X")])
    p.have("YK", equal(Y * K, K.T * Y.T), by=p["py_3"])
    p.have(
        "TY",
        equal(T * Y, Y),
        rewrite=[("T_is", "T"), ("px_3", "X P"), ("YX", "Y' X"), ("py_1", "Y K Y")],
    )
    p.have("tr_X", r >= tr(X * P), by=square(identity(r) - P * X), rewrite=[("px_4", "X' P'"), rules[0]])
    p.have(
        "tr_Y", q >= tr(Y * K), by=square(identity(q) - K * Y), rewrite=[("py_4", "Y' K'"), ("py_1", "Y K Y")]
    )
    p.have(
        "rank",
        r + q >= square(T),
        by=p["tr_X"] + p["tr_Y"],
        rewrite=[
            ("T_is", "T"),
            ("px_3", "P' X'"),
            ("YK", "K' Y'"),
            ("px_1", "X P X"),
            ("KX", "K X"),
            ("py_1", "Y K Y"),
        ],
    )

    def columns(x):
        x.apply("bounded", "goal", letters={"v": x.named("vS")})
        x.conclude(by=x["goal"])

    rest = p.psd("Q", eps * eps * identity(n) - S.T * S, columns, vector="vS")
    p.have(
        "ST",
        (eps * rho) * (eps * rho) >= square(-S * T),
        by=p["rank"] * square(eps) + gram(T.T, right=rest) + eps * eps * p["rho_square"],
        rewrite=[("Q_is", "Q")],
    )
    p.have("product", eps * rho >= 0, by=p["eps_nonneg"] * p["rho_nonneg"])
    p.have("norm", f * f >= square(F), by=p["f_square"])
    p.apply(
        norms.cauchy_schwarz,
        "bound",
        parameters={"alpha": eps * rho, "beta": f},
        letters={"A": -S * T, "B": F},
        premises=["product", "f_nonneg", "ST", "norm"],
    )
    whole = p["Y_is"]  # Y - Z + X P Z
    p.have("TZ", equal(T * Z, Z), by=whole - T * whole + p["TY"] + p["TX"] * P * Z)
    p.conclude(by=p["bound"], rewrite=[("TX", "T X"), ("TZ", "T Z")])


def _factor_points():
    for seed, (m_, n_, r_, q_) in enumerate(((4, 5, 2, 1), (3, 2, 2, 2), (3, 5, 2, 2))):
        rng = np.random.default_rng(seed)
        at = {"m": m_, "n": n_, "r": r_, "q": q_, "S": rng.standard_normal((m_, n_))}
        at |= {"A": rng.standard_normal((m_, r_)), "B": rng.standard_normal((m_, q_))}
        at |= {"X": rng.standard_normal((n_, r_)), "Z": rng.standard_normal((n_, q_)) * (seed != 2)}
        at["eps"], at["rho"] = np.linalg.norm(at["S"], 2), np.sqrt(r_ + q_)
        at["f"] = np.linalg.norm(at["A"] @ at["X"].T + at["B"] @ at["Z"].T)
        yield at


trace_bound = theorem(
    "trace_bound",
    forall(
        [m, n, r, q, eps, rho, f, S, A, B, X, Z],
        [
            ("eps_nonneg", eps >= 0),
            ("rho_nonneg", rho >= 0),
            ("rho_square", equal(rho * rho, r + q)),
            ("f_nonneg", f >= 0),
            ("f_square", equal(f * f, square(F))),
            ("bounded", forall([v], [], at_most(eps, S, v))),
        ],
        eps * rho * f + inner(S, F) >= 0,
    ),
    _trace_bound,
    _factor_points,
)
