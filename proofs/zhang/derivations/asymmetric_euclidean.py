"""Lemma 3.20: a bound for the error of the asymmetric objective g, by Euclidean norms of its derivatives.

At H = B'B + J . J and S = B'(B(Z Z') - 2 b), and with the normal part N = J Z Z' J, the proof is that of
Lemma 3.11: the first-order condition at D = -X/2, the second-order condition at D = Z v u', where u is a unit
eigenvector for the least eigenvalue lam of X'X. <N, E> is not negative, as N Z = 0. xx is |X|.
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
asymmetric, lemma_3_18 = load(__file__, "zhang/asymmetric"), load(__file__, "zhang/lemma_3_18")
setting = asymmetric.setting
n, r, q, k, X, Z, D = (getattr(asymmetric, name) for name in ["n", "r", "q", "k", "X", "Z", "D"])
delta, eps0, eps1, eps2, rho, e, nu = (
    getattr(setting, name) for name in ["delta", "eps0", "eps1", "eps2", "rho", "e", "nu"]
)
E, S, H, g, normal = (getattr(asymmetric, name) for name in ["error", "S", "H", "g", "normal"])
xx, lam = parameters("xx lam")
u, Q = matrix("u", r, 1), matrix("Q", r, r, "semidefinite")
TOLERANCES = [
    ("delta_nonneg", delta >= 0),
    ("eps0_nonneg", eps0 >= 0),
    ("eps1_nonneg", eps1 >= 0),
    ("eps2_nonneg", eps2 >= 0),
]
ERROR = [
    ("rho_nonneg", rho >= 0),
    ("rho_square", equal(rho * rho, r + q)),
    ("e_nonneg", e >= 0),
    ("e_square", equal(e * e, square(E))),
]
SIZE_X = [("xx_nonneg", xx >= 0), ("xx_square", equal(xx * xx, square(X)))]
LEAST = [
    ("unit", equal(u.T * u, identity(1))),
    ("eigenvector", equal(X.T * X * u, lam * u)),
    ("least", equal(X.T * X - lam * identity(r), Q)),
]
# |grad g(X)| <= eps1, as g'(X)[D] >= -eps1 |D| for all D, and g''(X)[D, D] >= -eps2 |D|^2 for all D.
STATIONARY = [
    (
        "gradient",
        forall([nu, D], [nu >= 0, equal(nu**2, square(D))], derivative(g, X, D) >= -(eps1 * nu)),
    ),
    ("hessian", forall([D], [], derivative(g, X, D, order=2) >= -(eps2 * square(D)))),
]
CONDITIONS = [
    *asymmetric.FRAMES,
    *asymmetric.RIP,
    *asymmetric.NOISE,
    *asymmetric.balanced,
    *STATIONARY,
]
weight = eps2 / 2 + 2 * (1 + 2 * delta) * lam


def _noise(p):
    """<S, E> + 2 eps0 rho |E| >= 0."""

    def small(x):
        x.apply("g_4", "at", letters={asymmetric.x.name: x.named("v")})
        x.conclude(by=x["at"])

    put = {
        "sizes": {"m": n},
        "parameters": {"eps": 2 * eps0, "f": e},
        "letters": {"S": S, "A": X, "B": -Z},
    }
    p.have("eps0_twice", 2 * eps0 >= 0, by=2 * p["eps0_nonneg"])
    p.have("factored", equal(e * e, square(X * X.T + -Z * Z.T)), by=p["e_square"])
    p.lemma("noise_again", p.wanted(operator_norm.trace_bound, **put)["bounded"], small, lambda _: None)
    p.apply(operator_norm.trace_bound, "noise_part", **put)


def _lower(p):
    """|E|_H^2 >= (1 - 2 delta) |E|^2."""
    J1, J2 = p.obtain(
        library("orthonormal-pair"),
        "P",
        sizes={"k": k, "m": r, "n": q},
        premises=["room"],
        new={"J": "J1", "K": "J2"},
    )
    pairs = [("P_1", "J1' J1"), ("P_2", "J2' J2"), ("P_3", "J1' J2")]
    left, right = X * J1.T + Z * J2.T, X * J1.T - Z * J2.T
    p.have("factors", equal(left * right.T, right * left.T), rewrite=pairs)
    p.apply("g_5", "at_error", letters={"bP": left, "bR": right}, premises=["factors"])
    p.have(
        "lower",
        H(E, E) >= (1 - 2 * delta) * e * e,
        by=p["at_error"] - (1 - 2 * delta) * p["e_square"],
        rewrite=pairs,
    )


def _curvature(p):
    """<H(E) + N + S, Z Z'> + weight |Z|^2 >= 0."""
    p.apply(library("size-positive"), "r_least", sizes={"n": r})
    p.apply(library("size-positive"), "q_least", sizes={"n": q})
    p.have("k_least", k >= 2, by=p["room"] + p["r_least"] + p["q_least"])
    p.have("upper_pos", 1 + 2 * delta >= 0, by=1 + 2 * p["delta_nonneg"])
    j1, j2 = p.obtain(
        library("orthonormal-pair"),
        "j",
        sizes={"k": k, "m": "1", "n": "1"},
        premises=["k_least"],
        new={"J": "j1", "K": "j2"},
    )
    left_a, right_a = asymmetric.off(E), asymmetric.J * E * asymmetric.J
    L = p.obtain(library("riesz"), "riesz", letters={"A": left_a}, forms={"H": asymmetric.HA})
    half = Z.T * (asymmetric.lifted(L) + right_a + normal + S) * Z / 2

    def quadratic(x):
        v = x.named("vC")
        pairs = [("j_1", "j1' j1"), ("j_2", "j2' j2"), ("j_3", "j1' j2")]
        left, right = Z * v * j2.T + X * u * j1.T, X * u * j2.T + Z * v * j1.T
        D_ = Z * v * u.T
        x.apply("hessian", "at", letters={D.name: D_})
        x.apply("g_3", "split", letters={asymmetric.D.name: D_})
        x.have("factors_v", equal(left * right.T, right * left.T), rewrite=pairs)
        x.apply("g_6", "upper", letters={"bP": left, "bR": right}, premises=["factors_v"])
        x.apply("riesz", "value", letters={"B": asymmetric.off(Z * v * v.T * Z.T)})
        skew = Z * v * u.T * X.T - X * u * v.T * Z.T
        x.conclude(
            by=x["at"] / 2 - x["split"] + x["upper"] / 2 + x["upper_pos"] * square(skew) / 2 - x["value"],
            rewrite=[*pairs, ("eigenvector", "X' X u"), ("unit", "u' u")],
        )

    p.psd("C", half + half.T + weight * Z.T * Z, quadratic, vector="vC")
    p.apply("riesz", "whole_value", letters={"B": asymmetric.off(Z * Z.T)})
    p.have(
        "along_Z",
        H(E, Z * Z.T) + inner(normal + S, Z * Z.T) + weight * square(Z) >= 0,
        by=gram(identity(q), right="C") + p["whole_value"],
        rewrite=[("C_is", "C")],
    )


def _lemma_3_20(p):
    p.apply(asymmetric.fact_3_16, "g")
    lemma_3_18.normal_letter(p)
    p.have("normal_on_E", inner(p.named("Nn"), E) >= 0, by=gram(X, left="Nn"), rewrite=[("kills_Z", "Nn Z")])
    p.have("normal_part", inner(normal, E) >= 0, by=p["normal_on_E"], rewrite=[("Nn_is", "Nn")])
    _noise(p)
    _lower(p)
    _curvature(p)
    p.have("half_nonneg", xx / 2 >= 0, by=p["xx_nonneg"] / 2)
    p.have("half_square", equal((xx / 2) ** 2, square(-X / 2)), by=p["xx_square"] / 4)
    p.apply(
        "gradient",
        "tangent",
        parameters={"bnu": xx / 2},
        letters={D.name: -X / 2},
        premises=["half_nonneg", "half_square"],
    )
    p.apply("g_2", "slope_value", letters={asymmetric.D.name: -X / 2})
    p.conclude(
        by=p["tangent"] - p["slope_value"] + p["along_Z"] + p["noise_part"] + p["lower"] + p["normal_part"]
    )


BOUND = 2 * eps0 * rho * e + eps1 * xx / 2 + eps2 * square(Z) / 2 + 2 * (1 + 2 * delta) * lam * square(Z)
OWN = [asymmetric.n1, asymmetric.n2, asymmetric.b_square, asymmetric.s1, asymmetric.s2]
OWN += [asymmetric.Ab, asymmetric.SA, asymmetric.HA]
OBJECTS = [n, r, q, k, delta, eps0, eps1, eps2, rho, e, xx, lam, X, Z, u, Q, *OWN]


def points():
    """Numbers with the least tolerances for Euclidean norms."""
    for at in asymmetric.points():
        at |= conditions(at)
        values, vectors = np.linalg.eigh(at["X"].T @ at["X"])
        at |= {"xx": np.linalg.norm(at["X"]), "lam": values[0], "u": vectors[:, :1]}
        at |= {"e": np.linalg.norm(evaluate(E, at)), "rho": np.sqrt(at["r"] + at["q"])}
        yield at | {"Q": at["X"].T @ at["X"] - values[0] * np.eye(at["r"])}


def conditions(at):
    """The least eps1 and eps2 at an instance, where D is any matrix."""
    basis = np.eye(at["n"] * at["r"]).reshape(-1, at["n"], at["r"])
    first, second = derivative(g, X, D), derivative(g, X, D, order=2)
    slopes = [evaluate(first, at | {D.name: one}) for one in basis]

    def value(one):
        return evaluate(second, at | {D.name: one})

    own = [value(one) for one in basis]
    form = [[(value(a + b) - own[i] - own[j]) / 2 for j, b in enumerate(basis)] for i, a in enumerate(basis)]
    return {"eps1": np.linalg.norm(slopes), "eps2": max(0.0, -np.linalg.eigvalsh(np.array(form))[0])}


lemma_3_20 = theorem(
    "lemma_3_20",
    forall(
        OBJECTS,
        [("ranks", r >= q), ("room", k >= r + q), *TOLERANCES, *ERROR, *SIZE_X, *LEAST, *CONDITIONS],
        (1 - 2 * delta) * e * e <= BOUND,
    ),
    _lemma_3_20,
    points,
)
