"""Example 4.4 for all n >= r + r*: g_t(U, V) = 2 |A(U V' - M*)|^2 + t |U'U - V'V|^2 at U = V = Q1.

A and M* = c Q2 Q2' are those of Example 4.1: |A(M)|^2 = (1 + delta) |M|^2 - (delta/q) <K, M>^2 with
K = s Q1 Q1' - Q2 Q2', s = 1/rho and delta (1 + (1 + eps) s) = 1. The curvature is at least
-4 (1 + delta) eps, and the printed -2 (1 + delta) eps fails for every eps > 0.
"""

import numpy as np

from certify.claims.derivations import (
    FormExpression,
    equal,
    exists,
    forall,
    identity,
    library,
    load,
    matrix,
    parameters,
    square,
    theorem,
)
from certify.claims.derivations.sequents import Sequent
from certify.claims.derivations.substitution import Exchange, exchanged

example_4_1, lemma_4_3 = load(__file__, "zhang/example_4_1"), load(__file__, "zhang/lemma_4_3")
n, r, q, Q1, Q2, H = (getattr(example_4_1, name) for name in ["n", "r", "q", "Q1", "Q2", "H"])
delta, eps2, s, c, iq, ir = (getattr(example_4_1, name) for name in ["delta", "eps2", "s", "c", "iq", "ir"])
U, V, P, Q = lemma_4_3.U, lemma_4_3.V, lemma_4_3.P, lemma_4_3.Q
eps, rho, t = parameters("eps rho t")
left, right = matrix("Left", n, n), matrix("Right", n, n)
star = c * Q2 * Q2.T
g = 2 * H(U * V.T - star, U * V.T - star) + t * square(U.T * U - V.T * V)


def at_the_point(value):
    """The value at U = V = Q1."""
    return lemma_4_3.at_the_point(value, Q1, Q1)


first, second = (
    at_the_point(lemma_4_3.slope(g)),
    at_the_point(lemma_4_3.slope(lemma_4_3.slope(g))),
)
size = square(P) + square(Q)
SIGNS = ("unit_1", "unit_2", "across", "s_pos", "s_square", "iq_def", "ir_def", "iq_pos", "ir_pos")
PREMISES = [
    *(one for one in example_4_1.PREMISES if one[0] in SIGNS),
    ("rho_def", equal(rho * s, 1)),
    ("delta_def", equal(delta * (1 + (1 + eps) * s), 1)),
    ("star_size", equal(c, 1 + eps + rho)),
    ("t_nonneg", t >= 0),
]
OBJECTS = [n, r, q, delta, eps, rho, s, c, iq, ir, t, Q1, Q2]
SLOPE = forall([P, Q], [], equal(first))
CURVATURE = forall([P, Q], [], second >= -(4 * (1 + delta) * eps * size))
ERROR = square(Q1 * Q1.T - star) > square(star)


def _example_4_4(p):
    example_4_1.from_epsilon(p)
    p.apply(example_4_1.necessity, "at")
    form = FormExpression(left, right, H(left, right))
    put = {"letters": {"X": Q1, "Ms": star}, "parameters": {"eps": 2 * eps2}, "forms": {"H": form}}

    def nonnegative(x):
        M = lemma_4_3.M
        x.apply("at_2", "lower", letters={"M": M})
        x.conclude(by=x["lower"] + x["delta_small"] * square(M))

    def first_order(x):
        x.apply("at_3", "given", letters={"D": lemma_4_3.D})
        x.conclude(by=2 * x["given"])

    def second_order(x):
        x.apply("at_4", "given", letters={"D": lemma_4_3.D})
        x.conclude(by=2 * x["given"], rewrite=[("unit_1", "Q1' Q1")])

    def residual(x):
        Y = lemma_4_3.Y
        example_4_1.residual(x, Y * Y.T)
        x.have("kappa_pos", example_4_1.kappa > 0, by=1 + x["delta_pos"] + x["eps2_nonneg"] / 2)
        x.conclude(by=x["kappa_pos"] * square(Q2.T * Y) - x["residual"])

    proofs = {
        "nonnegative": nonnegative,
        "first_order": first_order,
        "second_order": second_order,
        "transposes": lambda x: x.conclude(),
        "residual": residual,
    }
    for name, fact in p.wanted(lemma_4_3.lemma_4_3_sharp, **put).items():
        if isinstance(fact, Sequent):
            p.lemma(name, fact, proofs[name])
    p.have("twice", 2 * eps2 >= 0, by=2 * p["eps2_nonneg"])
    p.apply(lemma_4_3.lemma_4_3_sharp, "data", **put)

    def slope(x):
        x.apply("data_1", "given")
        x.conclude(by=2 * x["given"])

    def curvature(x):
        x.apply("data_2", "given")
        balance = P.T * Q1 + Q1.T * P - Q.T * Q1 - Q1.T * Q
        x.conclude(by=2 * x["given"] + 2 * x["t_nonneg"] * square(balance) - 2 * size * x["eps2_is"])

    p.lemma("slope", SLOPE, slope)
    p.lemma("curvature", CURVATURE, curvature)
    p.finish("slope", "curvature", "at_5")


def _refuted(p):
    """Along P = Q = Q2 a b' with unit vectors a and b the quotient is -4 (1 + delta) eps."""
    p.have("eps_nonneg", eps >= 0, by=p["eps_pos"])
    example_4_1.from_epsilon(p)
    new = [{"u": "a", "lam": "la", "Q": "Qa"}, {"u": "b", "lam": "lb", "Q": "Qb"}]
    _, a, _ = p.obtain(library("least-eigenpair"), "a", letters={"S": identity(q)}, new=new[0])
    _, b, _ = p.obtain(library("least-eigenpair"), "b", letters={"S": identity(r)}, new=new[1])
    D = Q2 * a * b.T
    example_4_1.residual(p, D * D.T)
    p.have(
        "below",
        exchanged(-(2 * (1 + delta) * eps * size) - second, Exchange({}, {"P": D, "Q": D})) > 0,
        by=4 * p["eps_pos"] + 4 * p["eps_pos"] * p["delta_pos"] - 8 * p["residual"] + 4 * p["eps2_is"],
        rewrite=[*example_4_1.ORTHONORMAL, ("a_2", "a' a"), ("b_2", "b' b")],
    )
    p.finish("below", witnesses={"P": D, "Q": D})


def points():
    """Numbers of Example 4.1."""
    for seed, (n_, r_, q_, eps_) in enumerate(((5, 3, 2, 0.3), (3, 2, 1, 0.5))):
        columns = np.linalg.qr(np.random.default_rng(seed).standard_normal((n_, n_)))[0]
        root = np.sqrt(r_ / q_)
        yield {
            "n": n_, "r": r_, "q": q_, "Q1": columns[:, :r_], "Q2": columns[:, r_ : r_ + q_], "t": 0.7,
            "delta": root / (root + 1 + eps_), "eps": eps_, "s": 1 / root, "rho": root, "c": 1 + eps_ + root,
            "iq": 1 / q_, "ir": 1 / r_,
        }  # fmt: skip


example_4_4 = theorem(
    "example_4_4",
    forall(OBJECTS, [*PREMISES, ("eps_nonneg", eps >= 0)], [SLOPE, CURVATURE, ERROR]),
    _example_4_4,
    points,
)
example_4_4_refuted = theorem(
    "example_4_4_refuted",
    forall(
        OBJECTS,
        [*PREMISES, ("eps_pos", eps > 0)],
        exists([P, Q], [second < -(2 * (1 + delta) * eps * size)]),
    ),
    _refuted,
    points,
)
