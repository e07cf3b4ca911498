"""Lemma 3.7, the two trivial cases: Z in the range of X, and X = 0."""

import numpy as np

from certify.claims.derivations import (
    element,
    equal,
    evaluate,
    forall,
    inner,
    library,
    load,
    square,
    theorem,
    tr,
    zeros,
)

order, escape = load(__file__, "library/order"), load(__file__, "zhang/escape")
lemma_3_8 = load(__file__, "zhang/lemma_3_8")
section_3 = escape.section_3
n, r, q, k, X, Z, S, H = (getattr(escape, name) for name in ["n", "r", "q", "k", "X", "Z", "S", "H"])
delta, eps0, eps1, eps2, rho, e, nu, lam = (
    getattr(escape, name) for name in ["delta", "eps0", "eps1", "eps2", "rho", "e", "nu", "lam"]
)
E, P, D0, G, C, u, Zp = escape.E, escape.P, escape.D0, escape.G, escape.C, escape.u, escape.Zp
nu = lemma_3_8.nu
GRADIENT = [
    ("inside", equal(X * P * Z, Z)),
    ("eps1_nonneg", eps1 >= 0),
    ("nu_nonneg", nu >= 0),
    ("nu_square", equal(nu * nu, square(D0 * X.T))),
]
AT_ZERO = [("X_zero", equal(X)), *escape.UNIT]
TANGENT = (eps0 * rho + eps1 / 2) * e - (1 - delta) * e * e
NORMAL = eps0 * rho * e - (1 - delta) * e * e
OBJECTS = [n, r, q, k, delta, eps0, rho, e, X, Z, P, S, H]
PREMISES = [*section_3.PENROSE, *escape.CLASS]


def _combination(p, t1, t2, rules):
    """What the bound for psi asks of t1 and t2, where F is E."""
    F = t1 * (E + Zp * Zp.T) - t2 * Zp * Zp.T
    p.have("t2_nonneg", t2 >= 0, by=t2)
    p.have("f_square", equal(e * e, square(F)), by=p["e_square"], rewrite=rules)
    p.have("normal_here", inner(G, F) >= 0, by=p["normal_part"], rewrite=rules)
    return F


def _first(p):
    """psi(1, 0): |D0 X'| is |E|/2, and E_N is 0."""
    section_3.kept(p)
    rules = [("inside", "X P Z"), *section_3.RULES]
    F = _combination(p, element(1), element(0), rules)
    least, a, _ = p.obtain(
        library("least-eigenpair"), "ei", letters={"S": X.T * X}, new={"u": "a", "lam": "l", "Q": "Ql"}
    )
    p.have("value", equal(tr(a.T * X.T * X * a), least), rewrite=[("ei_1", "X' X a"), ("ei_2", "a' a")])
    none = zeros(q, q)
    put = {
        "parameters": {"t1": element(1), "t2": element(0), "f": e, "lam": least, "eps2": element(0)},
        "letters": {"C": none, "u": a},
    }
    wanted = p.wanted(escape.escape_bound, **put)
    p.lemma("C_none", wanted["C_def"], lambda x: x.conclude(rewrite=rules))
    p.apply(escape.escape_bound, "gain", **put)
    p.have("size", equal(inner(E, F), e * e), by=-p["e_square"], rewrite=rules)
    p.have("half", (e / 2) * (e / 2) >= nu * nu, by=p["e_square"] / 4 - p["nu_square"], rewrite=rules)
    p.have("half_nonneg", e / 2 >= 0, by=p["e_nonneg"] / 2)
    p.apply(order.root_monotone, "local", parameters={"x": nu, "y": e / 2}, premises=["half_nonneg", "half"])
    p.conclude(by=p["gain"] + p["size"] + p["eps1_nonneg"] * p["local"], rewrite=rules)


def _second(p):
    """psi(0, 1): E = -Z Z', and |D_i X'| is 0."""
    section_3.kept(p)
    rules = [("X_zero", "X")]
    F = _combination(p, element(0), element(1), rules)
    put = {"parameters": {"t1": element(0), "t2": element(1), "f": e}}
    p.apply(escape.escape_bound, "gain", **put)
    p.have("size", equal(inner(E, F), e * e), by=-p["e_square"], rewrite=rules)
    p.have("lam_zero", equal(lam), by=-p["u_value"], rewrite=rules)
    p.conclude(by=p["gain"] + p["size"] - (1 + delta + eps2 / 2) * square(Zp) * p["lam_zero"], rewrite=rules)


def first(noise):
    """What psi(1, 0) is the supremum of."""
    return escape.slope(noise) + eps1 * nu


with_normal_first = theorem(
    "lemma_3_7_first",
    forall(
        [*OBJECTS, eps1, nu, G],
        [*PREMISES, *GRADIENT, ("normal_part", inner(G, E) >= 0)],
        first(S + G) <= TANGENT,
    ),
    _first,
    lambda: inside_points(S + G),
)
with_normal_second = theorem(
    "lemma_3_7_second",
    forall(
        [*OBJECTS, eps2, lam, C, u, G],
        [*PREMISES, *AT_ZERO, ("normal_part", inner(G, E) >= 0), escape.second_order(S + G)],
        tr(C) / 2 <= NORMAL,
    ),
    _second,
    lambda: zero_points(S + G),
)
FIRST = forall([eps1, nu], GRADIENT, first(S) <= TANGENT)
SECOND = forall([eps2, lam, C, u], [*AT_ZERO, escape.second_order(S)], tr(C) / 2 <= NORMAL)


def _lemma_3_7(p):
    p.have("normal_part", inner(zeros(n, n), E) >= 0)

    def part(known):
        def prove(x):
            x.apply(known, "goal", letters={"G": zeros(n, n)})
            x.finish("goal")

        return prove

    p.lemma(
        "first",
        FIRST,
        part(with_normal_first),
        lambda at: {"eps1": 1.0, "nu": _local(at)} if _inside(at) else None,
    )
    p.lemma("second", SECOND, part(with_normal_second), lambda _: None)
    p.finish("first", "second")


lemma_3_7 = theorem(
    "lemma_3_7",
    forall([*OBJECTS], PREMISES, [FIRST, SECOND]),
    _lemma_3_7,
    escape.combinations,
)


def _local(at):
    return np.linalg.norm(evaluate(D0 * X.T, at))


def _inside(at):
    return np.linalg.norm(evaluate(Zp, at)) < 1e-9


def inside_points(noise):
    """Numbers with Z in the range of X."""
    for at in escape.combinations():
        if _inside(at):
            yield at | {"eps1": 1.0, "nu": _local(at), "C": escape.representing(at, noise)}


def zero_points(noise):
    """Numbers with X = 0."""
    for at in escape.combinations():
        if not at["X"].any():
            yield at | {"C": escape.representing(at, noise)}
