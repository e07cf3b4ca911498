"""Lemmas 3.17 and 3.18 (repaired as Lemma 3.8, with 0 <= tau <= alpha) for the asymmetric objective g."""

import numpy as np

from certify.claims.derivations import (
    derivative,
    equal,
    evaluate,
    forall,
    gram,
    inner,
    load,
    square,
    theorem,
    tr,
)
from certify.claims.derivations.substitution import Exchange, exchanged

order, asymmetric = load(__file__, "library/order"), load(__file__, "zhang/asymmetric")
lemma_3_7, lemma_3_8 = load(__file__, "zhang/lemma_3_7"), load(__file__, "zhang/lemma_3_8")
escape, section_3 = lemma_3_8.escape, lemma_3_8.section_3
X, Z, P, D0, F, C, u = escape.X, escape.Z, escape.P, escape.D0, escape.F, escape.C, escape.u
t1, t2, tau, alpha, nu, ca, ct = (
    getattr(lemma_3_8, name) for name in ["t1", "t2", "tau", "alpha", "nu", "ca", "ct"]
)
delta, eps0, eps1, eps2 = escape.delta, escape.eps0, escape.eps1, escape.eps2
g, normal = asymmetric.g, asymmetric.normal
TWICE = Exchange({}, {"delta": 2 * delta, "eps0": 2 * eps0})
OWN = [asymmetric.n1, asymmetric.n2, asymmetric.b_square, asymmetric.s1, asymmetric.s2]
OWN += [asymmetric.Ab, asymmetric.SA, asymmetric.HA]
CLASS = [
    *asymmetric.FRAMES,
    *(one for one in escape.CLASS if one[0] not in ("rip_lower", "rip_upper", "noise")),
    *asymmetric.RIP,
    *asymmetric.NOISE,
    *asymmetric.balanced,
]
value = escape.substituted(derivative(g, X, escape.setting.D, order=2), escape.setting.D, escape.D)
local = value + eps2 * square(escape.D * X.T)
SECOND_ORDER = ("C_def", forall([escape.v], [], equal(tr(escape.v.T * C * escape.v), local)))
SLOPE = derivative(g, X, D0)
put = {
    "parameters": {"delta": 2 * delta, "eps0": 2 * eps0},
    "letters": {"S": asymmetric.S, "G": normal},
    "forms": {"H": asymmetric.operator()},
}


def twice(value):
    """With 2 delta and 2 eps0 for delta and eps0."""
    return exchanged(value, TWICE)


def symmetric_class(p, known, second_order=""):
    """The premises of a theorem about f, at H = B^T B + J . J, S = B^T(B(Z Z') - 2 b) and N = J Z Z' J."""
    p.apply(asymmetric.fact_3_16, "g")
    p.have("twice_delta", 2 * delta >= 0, by=2 * p["delta_nonneg"])
    p.have("twice_eps0", 2 * eps0 >= 0, by=2 * p["eps0_nonneg"])

    def noise(x):
        x.apply("g_4", "at", letters={"x": escape.setting.v})
        x.conclude(by=x["at"])

    def curvature(x):
        x.apply(second_order, "given")
        x.apply("g_3", "at", letters={asymmetric.D.name: escape.D})
        x.conclude(by=x["given"] + 2 * x["at"])

    wanted = p.wanted(known, **put)
    p.lemma("noise_2", wanted["noise"], noise)
    if second_order:
        p.lemma("C_2", wanted["C_def"], curvature)


def slope_at(p):
    """<grad g, D0> = <grad f, D0>."""
    p.apply("g_2", "slope_value", letters={asymmetric.D.name: D0})
    return p["slope_value"]


def normal_letter(p):
    """N = J Z Z' J as a semidefinite letter with N Z = 0."""
    J = asymmetric.J
    N = p.psd("Nn", normal, lambda x: x.conclude(by=square(Z.T * J * x.named("y"))), vector="y")
    p.have("kills_Z", equal(N * Z), by=J * Z * p["balanced"], rewrite=[("Nn_is", "Nn")])
    return N


def _lemma_3_18(p):
    p = lemma_3_8.normal_size(p)
    # t1 >= t2, from (t1 - t2) alpha ca = ct (alpha - tau) + tau (ct - ca)
    p.have(
        "roots",
        ct * ct >= ca * ca,
        by=p["tau_small"] * (p["alpha_sign"] + p["tau_nonneg"]) + p["ct_square"] - p["ca_square"],
    )
    p.apply(order.root_monotone, "ct_least", parameters={"x": ca, "y": ct}, premises=["ct_nonneg", "roots"])
    p.have(
        "scaled",
        (t1 - t2) * (alpha * ca) >= 0,
        by=p["ct_nonneg"] * p["tau_small"]
        + p["tau_nonneg"] * p["ct_least"]
        + alpha * p["t1_def"]
        - ca * p["t2_def"],
    )
    p.have("divisor", alpha * ca > 0, by=p["alpha_sign"] * p["ca_pos"])
    p.apply(
        order.divide, "t1_least", parameters={"x": t1 - t2, "c": alpha * ca}, premises=["scaled", "divisor"]
    )
    normal_letter(p)
    p.apply(section_3.lemma_3_5, "along")
    p.have("normal_part", inner(normal, F) >= 0, by=p["along"], rewrite=[("Nn_is", "Nn")])
    symmetric_class(p, lemma_3_8.with_normal, "C_def")
    p.apply(lemma_3_8.with_normal, "goal", **put)
    p.conclude(by=p["goal"] - t1 * slope_at(p))


lemma_3_18 = theorem(
    "lemma_3_18",
    forall(
        [*[one for one in lemma_3_8.OBJECTS if one not in (escape.S, escape.H)], *OWN],
        [
            *section_3.PENROSE,
            *CLASS,
            *escape.UNIT,
            *lemma_3_8.POSITION,
            ("tau_small", alpha >= tau),
            SECOND_ORDER,
        ],
        t1 * (SLOPE + eps1 * nu) + t2 * tr(C) / 2 <= twice(lemma_3_8.BOUND),
    ),
    _lemma_3_18,
    lambda: points(),
)
FIRST = forall([eps1, nu], lemma_3_7.GRADIENT, SLOPE + eps1 * nu <= twice(lemma_3_7.TANGENT))
SECOND = forall(
    [eps2, lemma_3_7.lam, C, u], [*lemma_3_7.AT_ZERO, SECOND_ORDER], tr(C) / 2 <= twice(lemma_3_7.NORMAL)
)


def _lemma_3_17(p):
    normal_letter(p)

    # <N, E> = <N, X X'>, as N Z = 0
    E = escape.E
    p.have("along", inner(p.named("Nn"), E) >= 0, by=gram(X, left="Nn"), rewrite=[("kills_Z", "Nn Z")])
    p.have("normal_part", inner(normal, E) >= 0, by=p["along"], rewrite=[("Nn_is", "Nn")])

    def first(x):
        symmetric_class(x, lemma_3_7.with_normal_first)
        x.apply(lemma_3_7.with_normal_first, "goal", **put)
        x.conclude(by=x["goal"] - slope_at(x))

    def second(x):
        symmetric_class(x, lemma_3_7.with_normal_second, "second_C_def")
        x.apply(lemma_3_7.with_normal_second, "goal", **put)
        x.conclude(by=x["goal"])

    p.lemma("first", FIRST, first, lambda _: None)
    p.lemma("second", SECOND, second, lambda _: None)
    p.finish("first", "second")


lemma_3_17 = theorem(
    "lemma_3_17",
    forall(
        [*[one for one in lemma_3_7.OBJECTS if one not in (escape.S, escape.H)], *OWN],
        [*section_3.PENROSE, *CLASS],
        [FIRST, SECOND],
    ),
    _lemma_3_17,
    lambda: points(),
)


def points():
    """Numbers of the asymmetric setting with tau = alpha/2."""
    for at in asymmetric.points():
        E = at["X"] @ at["X"].T - at["Z"] @ at["Z"].T
        lams, vectors = np.linalg.eigh(at["X"].T @ at["X"])
        at |= {"e": np.linalg.norm(E), "lam": lams[0], "u": vectors[:, :1], "P": np.linalg.pinv(at["X"])}
        at |= {"rho": np.sqrt(at["r"] + at["q"]), "eps1": 0.7, "eps2": 0.2}
        if lemma_3_8.positioned(at, 0.5) is None:
            continue
        at["nu"] = np.linalg.norm(evaluate(D0 * X.T, at))
        at["C"] = representing(at)
        yield at


def representing(at):
    """C at an instance: the polarised quadratic form."""
    columns = np.eye(at["q"])

    def value_at(y):
        return evaluate(local, at | {"v": y[:, None]})

    return np.array([[value_at(a + b) - value_at(a) - value_at(b) for b in columns] for a in columns]) / 2
