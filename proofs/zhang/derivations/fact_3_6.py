"""Fact 3.6 whole: f(X) = |A(XX') - b|^2/2 for a linear A, with S = A'(A(ZZ') - b) and H(M, N) = <A(M), A(N)>.

f is H(XX', XX')/2 - <B, XX'> + c/2, where B is A'(b) and c is |b|^2, and L is A'(A(ZZ')), so that S = L - B.
"""

import numpy as np

from certify.claims.derivations import (
    derivative,
    equal,
    forall,
    inner,
    load,
    matrix,
    parameters,
    square,
    theorem,
)

setting, points_ = load(__file__, "zhang/setting"), load(__file__, "zhang/points")
n, r, q, k, X, Z, S, H = (getattr(setting, name) for name in ["n", "r", "q", "k", "X", "Z", "S", "H"])
delta, eps0, E = setting.delta, setting.eps0, setting.error
(c,) = parameters("c")
B, L, M, D = matrix("B", n, n), matrix("L", n, n), matrix("M", n, n), matrix("D", n, r)
left, right, low = setting.left, setting.right, setting.low_rank
f = H(X * X.T, X * X.T) / 2 - inner(B, X * X.T) + c / 2
W = D * X.T + X * D.T
SLOPE = equal(derivative(f, X, D), H(E, W) + inner(S, W))
CURVATURE = equal(derivative(f, X, D, order=2) / 2, H(E, D * D.T) + inner(S, D * D.T) + H(W, W) / 2)
RIP = [
    ("rip_lower", forall([left, right], [], H(low, low) >= (1 - delta) * square(low))),
    ("rip_upper", forall([left, right], [], (1 + delta) * square(low) >= H(low, low))),
]
CLASS = [
    ("ranks", r >= q),
    ("room", equal(k, r + q)),
    ("ground", forall([M], [], equal(H(Z * Z.T, M), inner(L, M)))),
    ("noise_def", equal(S, L - B)),
    *setting.noise_bound(),
    *RIP,
]


def _fact_3_6(p):
    for name, goal, at in (("slope", SLOPE, W), ("curvature", CURVATURE, D * D.T)):
        p.apply("ground", f"{name}_ground", letters={"M": at})
        p.have(name, goal, by=p[f"{name}_ground"], rewrite=[("noise_def", "S")])
    names = ["noise", "rip_lower", "rip_upper"]
    for name, statement in [*setting.noise_bound(), *setting.rip()]:

        def same(x, name=name):
            x.apply(name, "at")
            x.conclude(by=x["at"])

        p.lemma(f"{name}_again", statement, same, lambda _: None)
    p.finish("slope", "curvature", *(f"{name}_again" for name in names))


def _points():
    for at in points_.points_without():
        if at["k"] == at["r"] + at["q"]:
            size = at["n"]
            basis = np.eye(size * size).reshape(-1, size, size)
            ground = at["Z"] @ at["Z"].T
            at["L"] = np.array([at["H"](ground, one) for one in basis]).reshape(size, size)
            yield at | {
                "B": at["L"] - at["S"],
                "c": 2.0,
                "D": np.cos(np.arange(size * at["r"])).reshape(size, -1),
            }


fact_3_6 = theorem(
    "fact_3_6_whole",
    forall(
        [n, r, q, k, delta, eps0, c, X, Z, D, B, L, S, H],
        CLASS,
        [SLOPE, CURVATURE, *(one for _, one in setting.noise_bound()), *(one for _, one in setting.rip())],
    ),
    _fact_3_6,
    _points,
)
