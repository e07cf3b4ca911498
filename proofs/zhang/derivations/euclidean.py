"""Lemma 3.11: a bound for the error by the Euclidean norms of gradient and Hessian, and of X and Z.

The first-order condition is taken at D = -X/2, the second-order condition at D = Z v u' for every v, where
u is a unit eigenvector for the least eigenvalue lam of X'X. xx is |X|.
"""

import numpy as np

from certify.claims.derivations import (
    derivative,
    equal,
    evaluate,
    forall,
    gram,
    identity,
    inner,
    library,
    load,
    matrix,
    parameters,
    square,
    theorem,
)

operator_norm = load(__file__, "library/operator_norm")
points_, setting = load(__file__, "zhang/points"), load(__file__, "zhang/setting")
n, r, q, k, X, Z, S, H = (getattr(setting, name) for name in ["n", "r", "q", "k", "X", "Z", "S", "H"])
delta, eps0, eps1, eps2, rho, e, nu, D = (
    getattr(setting, name) for name in ["delta", "eps0", "eps1", "eps2", "rho", "e", "nu", "D"]
)
E = setting.error
xx, lam = parameters("xx lam")
u, Q = matrix("u", r, 1), matrix("Q", r, r, "semidefinite")
ERROR = [
    ("rho_nonneg", rho >= 0),
    ("rho_square", equal(rho * rho, r + q)),
    ("e_nonneg", e >= 0),
    ("e_square", equal(e * e, square(E))),
]
SIZE_X = [("xx_nonneg", xx >= 0), ("xx_square", equal(xx * xx, square(X)))]
TOLERANCES = [
    ("delta_nonneg", delta >= 0),
    ("eps0_nonneg", eps0 >= 0),
    ("eps1_nonneg", eps1 >= 0),
    ("eps2_nonneg", eps2 >= 0),
]
LEAST = [
    ("unit", equal(u.T * u, identity(1))),
    ("eigenvector", equal(X.T * X * u, lam * u)),
    ("least", equal(X.T * X - lam * identity(r), Q)),
]


def stationary(noise):
    """|grad f(X)| <= eps1, as f'(X)[D] >= -eps1 |D| for all D, and f''(X)[D, D] >= -eps2 |D|^2 for all D."""
    f = setting.loss(noise)
    norm = [nu >= 0, equal(nu**2, square(D))]
    return [
        ("gradient", forall([nu, D], norm, derivative(f, X, D) >= -(eps1 * nu))),
        ("hessian", forall([D], [], derivative(f, X, D, order=2) >= -(eps2 * square(D)))),
    ]


CONDITIONS = [*setting.rip(), *setting.noise_bound(), *stationary(S)]
weight = eps2 / 2 + 2 * (1 + delta) * lam


def isometry(p):
    """The facts noise_part (a bound for <S, E>) and lower (the isometry at E)."""

    def noise(x):
        x.apply("noise", "at", letters={"bv": x.named("v")})
        x.conclude(by=x["at"])

    put = {"sizes": {"m": n}, "parameters": {"eps": eps0, "f": e}, "letters": {"A": X, "B": -Z}}
    p.have("f_square", equal(e * e, square(X * X.T + -Z * Z.T)), by=p["e_square"])
    p.lemma("noise_again", p.wanted(operator_norm.trace_bound, **put)["bounded"], noise, lambda _: None)
    p.apply(operator_norm.trace_bound, "noise_part", **put)
    J1, J2 = p.obtain(
        library("orthonormal-pair"),
        "J",
        sizes={"m": r, "n": q},
        premises=["room"],
        new={"J": "J1", "K": "J2"},
    )
    pairs = [("J_1", "J1' J1"), ("J_2", "J2' J2"), ("J_3", "J1' J2")]
    left, right = X * J1.T + Z * J2.T, X * J1.T - Z * J2.T
    p.have("factors", equal(left * right.T, right * left.T), rewrite=pairs)
    p.apply("rip_lower", "at_error", letters={"bP": left, "bR": right}, premises=["factors"])
    p.have(
        "lower",
        H(E, E) >= (1 - delta) * e * e,
        by=p["at_error"] - (1 - delta) * p["e_square"],
        rewrite=pairs,
    )


def _lemma_3_11(p):
    isometry(p)
    p.apply(library("size-positive"), "r_least", sizes={"n": r})
    p.apply(library("size-positive"), "q_least", sizes={"n": q})
    p.have("k_least", k >= 2, by=p["room"] + p["r_least"] + p["q_least"])
    p.have("upper_pos", 1 + delta >= 0, by=1 + p["delta_nonneg"])
    j1, j2 = p.obtain(
        library("orthonormal-pair"),
        "j",
        sizes={"k": k, "m": "1", "n": "1"},
        premises=["k_least"],
        new={"J": "j1", "K": "j2"},
    )
    L = p.obtain(library("riesz"), "riesz", letters={"A": E})
    half = Z.T * (L + S) * Z / 2

    def curvature(x):
        v = x.named("v")
        pairs = [("j_1", "j1' j1"), ("j_2", "j2' j2"), ("j_3", "j1' j2")]
        left, right = Z * v * j2.T + X * u * j1.T, X * u * j2.T + Z * v * j1.T
        x.apply("hessian", "at", letters={"bD": Z * v * u.T})
        x.have("factors_v", equal(left * right.T, right * left.T), rewrite=pairs)
        x.apply("rip_upper", "upper", letters={"bP": left, "bR": right}, premises=["factors_v"])
        x.apply("riesz", "value", letters={"B": Z * v * v.T * Z.T})
        skew = Z * v * u.T * X.T - X * u * v.T * Z.T
        x.conclude(
            by=x["at"] / 2 + x["upper"] / 2 + x["upper_pos"] * square(skew) / 2 - x["value"],
            rewrite=[*pairs, ("eigenvector", "X' X u"), ("unit", "u' u")],
        )

    p.psd("C", half + half.T + weight * Z.T * Z, curvature, vector="v")
    p.apply("riesz", "whole", letters={"B": Z * Z.T})
    p.have(
        "normal",
        H(E, Z * Z.T) + inner(S, Z * Z.T) + weight * square(Z) >= 0,
        by=gram(identity(q), right="C") + p["whole"],
        rewrite=[("C_is", "C")],
    )
    p.have("half_nonneg", xx / 2 >= 0, by=p["xx_nonneg"] / 2)
    p.have("half_square", equal((xx / 2) ** 2, square(-X / 2)), by=p["xx_square"] / 4)
    p.apply(
        "gradient",
        "tangent",
        parameters={"bnu": xx / 2},
        letters={"bD": -X / 2},
        premises=["half_nonneg", "half_square"],
    )
    p.conclude(by=p["tangent"] + p["normal"] + p["noise_part"] + p["lower"])


BOUND = eps0 * rho * e + eps1 * xx / 2 + eps2 * square(Z) / 2 + 2 * (1 + delta) * lam * square(Z)
OBJECTS = [n, r, q, k, delta, eps0, eps1, eps2, rho, e, xx, lam, X, Z, S, u, Q, H]


def points():
    """Numbers with the least tolerances for Euclidean norms."""
    for at in points_.points_without():
        at |= conditions(at)
        values, vectors = np.linalg.eigh(at["X"].T @ at["X"])
        at |= {"xx": np.linalg.norm(at["X"]), "lam": values[0], "u": vectors[:, :1]}
        yield at | {"Q": at["X"].T @ at["X"] - values[0] * np.eye(at["r"])}


def conditions(at):
    """The least eps1 and eps2 at an instance, where D is any matrix."""
    f, basis = setting.loss(S), np.eye(at["n"] * at["r"]).reshape(-1, at["n"], at["r"])
    first, second = derivative(f, X, D), derivative(f, X, D, order=2)
    slopes = [evaluate(first, at | {"bD": one}) for one in basis]

    def value(one):
        return evaluate(second, at | {"bD": one})

    own = [value(one) for one in basis]
    form = [[(value(a + b) - own[i] - own[j]) / 2 for j, b in enumerate(basis)] for i, a in enumerate(basis)]
    return {"eps1": np.linalg.norm(slopes), "eps2": max(0.0, -np.linalg.eigvalsh(np.array(form))[0])}


lemma_3_11 = theorem(
    "lemma_3_11",
    forall(
        OBJECTS,
        [("ranks", r >= q), ("room", k >= r + q), *TOLERANCES, *ERROR, *SIZE_X, *LEAST, *CONDITIONS],
        (1 - delta) * e * e <= BOUND,
    ),
    _lemma_3_11,
    points,
)
