"""The function psi of Section 3 at the directions of Definition 3.1: a bound for every function of the class.

psi(t1, t2) is the supremum over the class of t1 (<grad f, D0> + eps1 |D0 X'|) plus t2/2 times the sum of
<hess f[D_i], D_i> + eps2 |D_i X'|^2 over D_i = Z_p e_i u'. The sum is tr C, where C is the symmetric matrix
with v'Cv = <hess f[D], D> + eps2 |D X'|^2 for D = Z_p v u' and every v; nu is |D0 X'|.
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
    tr,
)

operator_norm = load(__file__, "library/operator_norm")
section_3, setting = load(__file__, "zhang/section_3"), load(__file__, "zhang/setting")
points_ = load(__file__, "zhang/points")
n, r, q, k, X, Z, S, H = (getattr(setting, name) for name in ["n", "r", "q", "k", "X", "Z", "S", "H"])
delta, eps0, eps1, eps2, rho, e, nu = (
    getattr(setting, name) for name in ["delta", "eps0", "eps1", "eps2", "rho", "e", "nu"]
)
E, F, P, Zp, D0 = section_3.E, section_3.F, section_3.P, section_3.normal, section_3.step
t1, t2, f = section_3.t1, section_3.t2, section_3.f
G = matrix("G", n, n)
C = matrix("C", q, q, "symmetric")
u, v = matrix("u", r, 1), matrix("v", q, 1)
lam = parameters("lam")[0]
D = Zp * v * u.T
RULES = section_3.RULES
DIRECTION = [("u_unit", "u' u"), ("u_value", "tr(u' X' X u)")]
E_T = E + Zp * Zp.T


def slope(noise, at=D0):
    """<grad f, D>."""
    return derivative(setting.loss(noise), X, at)


def curvature(noise, at=None):
    """<hess f[D], D>."""
    # The direction mentions X, so that the formula of Fact 3.6 with a constant direction is used.
    direction = setting.D
    value = derivative(setting.loss(noise), X, direction, order=2)
    return substituted(value, direction, D if at is None else at)


def substituted(value, letter, element):
    """The value with an element put for a letter."""
    from certify.claims.derivations.substitution import Exchange, exchanged

    return exchanged(value, Exchange({}, {letter.name: element}))


def second_order(noise):
    """C is the matrix of <hess f[D], D> + eps2 |D X'|^2."""
    value = curvature(noise) + eps2 * square(D * X.T)
    return ("C_def", forall([v], [], equal(tr(v.T * C * v), value)))


UNIT = [
    ("u_unit", equal(u.T * u, identity(1))),
    ("u_value", equal(tr(u.T * X.T * X * u), lam)),
]
CLASS = [
    ("room", k >= r + q),
    ("delta_nonneg", delta >= 0),
    ("eps0_nonneg", eps0 >= 0),
    ("rho_nonneg", rho >= 0),
    ("rho_square", equal(rho * rho, r + q)),
    ("e_nonneg", e >= 0),
    ("e_square", equal(e * e, square(E))),
    *setting.rip(),
    *setting.noise_bound(),
]
COMBINATION = [
    ("t2_nonneg", t2 >= 0),
    ("f_nonneg", f >= 0),
    ("f_square", equal(f * f, square(F))),
    ("normal_part", inner(G, F) >= 0),
]


def _bound(p):
    section_3.kept(p)
    p.have("e2", equal(e**2, square(E)), by=p["e_square"])
    p.have("f2", equal(f**2, square(F)), by=p["f_square"])
    p.apply(section_3.lemma_3_4, "polarised")
    # the noise: F = A X' + B Z'
    rest = (t1 - t2) * Zp
    A, B = t1 * X - rest * (P * Z).T, rest - t1 * Z
    p.have("f_factors", equal(f * f, square(A * X.T + B * Z.T)), by=p["f_square"])

    def noise(x):
        x.apply("noise", "at", letters={"bv": x.named("v")})
        x.conclude(by=x["at"])

    wanted = p.wanted(
        operator_norm.trace_bound,
        sizes={"m": n},
        parameters={"eps": eps0},
        letters={"A": A, "B": B},
    )
    p.lemma("noise_again", wanted["bounded"], noise)
    p.apply(
        operator_norm.trace_bound,
        "noise_part",
        sizes={"m": n},
        parameters={"eps": eps0},
        letters={"A": A, "B": B},
    )
    # The second order: C is at most the matrix of
    # 2 H(E, DD') + 2 <S + G, DD'> + (2 (1 + delta) + eps2) lam |Zp v|^2.
    p.apply(library("size-positive"), "r_least", sizes={"n": r})
    p.apply(library("size-positive"), "q_least", sizes={"n": q})
    p.have("k_least", k >= 2, by=p["room"] + p["r_least"] + p["q_least"])
    j1, j2 = p.obtain(
        library("orthonormal-pair"),
        "j",
        sizes={"k": k, "m": "1", "n": "1"},
        premises=["k_least"],
        new={"J": "j1", "K": "j2"},
    )
    L = p.obtain(library("riesz"), "riesz", letters={"A": E})
    half = Zp.T * (L + S + G) * Zp
    weight = 2 * (1 + delta) + eps2
    top = half + half.T + weight * lam * Zp.T * Zp - C

    def quadratic(x):
        y = x.named("y")
        pairs = [("j_1", "j1' j1"), ("j_2", "j2' j2"), ("j_3", "j1' j2")]
        left, right = Zp * y * j2.T + X * u * j1.T, X * u * j2.T + Zp * y * j1.T
        x.have("symmetric", equal(left * right.T, right * left.T), rewrite=pairs)
        x.apply("rip_upper", "upper", letters={"bP": left, "bR": right}, premises=["symmetric"])
        x.apply("riesz", "value", letters={"B": Zp * y * y.T * Zp.T})
        x.apply("C_def", "C_value", letters={"v": y})
        x.conclude(
            by=x["upper"] - 2 * x["value"] - x["C_value"],
            rewrite=[*pairs, *DIRECTION, *RULES],
        )

    p.psd("Q", top, quadratic, vector="y")
    p.apply("riesz", "whole", letters={"B": Zp * Zp.T})
    p.conclude(
        by=p["noise_part"]
        + p["normal_part"]
        + p["polarised"]
        + p["t2_nonneg"] * gram(identity(q), right="Q") / 2
        + t2 * p["whole"],
        rewrite=[("Q_is", "Q"), *RULES],
    )


GAIN = eps0 * rho * f - inner(E, F) + delta * e * f + t2 * (1 + delta + eps2 / 2) * lam * square(Zp)
escape_bound = theorem(
    "escape_bound",
    forall(
        [n, r, q, k, delta, eps0, eps2, rho, e, f, lam, t1, t2, X, Z, P, S, G, C, u, H],
        [*section_3.PENROSE, *CLASS, *COMBINATION, *UNIT, second_order(S + G)],
        t1 * slope(S + G) + t2 * tr(C) / 2 <= GAIN,
    ),
    _bound,
    lambda: combinations(),
)


def representing(at, noise):
    """C at an instance: the polarised quadratic form."""
    columns = np.eye(at["q"])

    def value(y):
        inside = at | {"v": y[:, None]}
        return evaluate(curvature(noise) + eps2 * square(D * X.T), inside)

    values = [[value(a + b) - value(a) - value(b) for b in columns] for a in columns]
    return np.array(values) / 2


def combinations():
    """Numbers with t1 >= t2 >= 0, u a least eigenvector of X'X, G semidefinite and G Z = 0."""
    for at in points_.points():
        lams, vectors = np.linalg.eigh(at["X"].T @ at["X"])
        at |= {"P": np.linalg.pinv(at["X"], rcond=1e-9), "lam": lams[0], "u": vectors[:, :1]}
        at["t2"] = 0.3
        at["t1"], at["G"], at["eps2"] = 0.9, at["Gm"], 0.2
        at["e"], at["f"] = (np.linalg.norm(evaluate(value, at)) for value in (E, F))
        at["nu"] = np.linalg.norm(evaluate(D0 * X.T, at))
        at["C"] = representing(at, S + G)
        yield at
