"""Facts 3.2 and 3.3 (repaired) whole: the directions D0 and D_i = Z_p e_i u' of Definition 3.1.

A sum over the unit vectors e_i is a trace: for D(y) = Z_p y u' it is tr C, where y'Cy is the summand at D(y).
"""

import numpy as np

from certify.claims.derivations import (
    equal,
    forall,
    identity,
    inner,
    load,
    matrix,
    parameters,
    square,
    theorem,
    tr,
)

traces, section_3 = load(__file__, "library/traces"), load(__file__, "zhang/section_3")
n, r, q, X, Z, P, E = (getattr(section_3, name) for name in ["n", "r", "q", "X", "Z", "P", "E"])
D0, Zp, Pi = section_3.step, section_3.normal, section_3.projector
(lam,) = parameters("lam")
u, y, v = matrix("u", r, 1), matrix("y", q, 1), matrix("v", n, 1)
C, Q = matrix("C", q, q, "symmetric"), matrix("Q", r, r, "semidefinite")
D = Zp * y * u.T
rest = identity(n) - Pi
E_T, E_N = -(D0 * X.T + X * D0.T), rest * E * rest
block = Pi * E * rest
OBJECTS = [n, r, q, lam, X, Z, P, u, Q]
SETTING = [
    *section_3.PENROSE,
    ("ranks", r >= q),
    ("unit", equal(u.T * u, identity(1))),
    ("eigenvector", equal(X.T * X * u, lam * u)),
    ("least", equal(X.T * X - lam * identity(r), Q)),
]
RULES = [*section_3.RULES, ("unit", "u' u"), ("eigenvector", "X' X u")]


def summed(at, total, *bound):
    """The sum of this value at D(e_i) over all i is the total."""
    given = [forall([y], [], equal(tr(y.T * C * y), at))]
    return forall([*bound, C], given, equal(tr(C), total))


def proved(p, name, statement, B, total=lambda _: 0):
    """A sum, from the matrix B of its quadratic form and an equation for the trace of B."""

    def prove(x):
        def values(inside):
            inside.apply(f"{name}_h1", "at", letters={"y": inside.named("y")})
            inside.conclude(by=inside["at"], rewrite=RULES)

        wanted = x.wanted(traces.same_trace, letters={"B": B})
        x.lemma("values", wanted["same"], values)
        x.apply(traces.same_trace, "trace", letters={"B": B}, premises=["values"])
        x.conclude(by=x["trace"] + total(x), rewrite=RULES)

    p.lemma(name, statement, prove, lambda _: None)


COLUMNS = summed(square(D.T * v), -tr(v.T * E_N * v), v)


def _fact_3_2(p):
    section_3.kept(p)
    p.have("total", equal(E, E_T + E_N), rewrite=RULES)
    p.have("orthogonal", equal(inner(E_T, E_N)), rewrite=RULES)
    p.have("tangent", equal(E_T, Pi * E + E * Pi - Pi * E * Pi), rewrite=RULES)
    p.have("normal", equal(E_N, -Zp * Zp.T), rewrite=RULES)
    proved(p, "columns", COLUMNS, Zp.T * v * v.T * Zp, lambda x: tr(v.T * x["normal"] * v))
    p.finish("total", "orthogonal", "tangent", "columns", "normal")


def points():
    """Numbers with u a least eigenvector of X'X."""
    for at in section_3.inverse_points():
        values, vectors = np.linalg.eigh(at["X"].T @ at["X"])
        at |= {"lam": values[0], "u": vectors[:, :1]}
        yield at | {"Q": at["X"].T @ at["X"] - values[0] * np.eye(at["r"])}


fact_3_2 = theorem(
    "fact_3_2_whole",
    forall(
        OBJECTS,
        SETTING,
        [
            equal(E, E_T + E_N),
            equal(inner(E_T, E_N)),
            equal(E_T, Pi * E + E * Pi - Pi * E * Pi),
            COLUMNS,
            equal(E_N, -Zp * Zp.T),
        ],
    ),
    _fact_3_2,
    points,
)
change = D * X.T + X * D.T
LOCAL = summed(square(D * X.T), lam * square(Zp))
CHANGES = summed(square(change) / 2, lam * square(Zp))


def _fact_3_3(p):
    section_3.kept(p)
    p.have("exact", equal(4 * square(D0 * X.T), square(E_T) + 2 * square(block)), rewrite=RULES)
    p.have(
        "at_most",
        square(E_T) / 2 >= square(D0 * X.T),
        by=square(Pi * E * Pi) / 4,
        rewrite=RULES,
    )
    proved(p, "local", LOCAL, lam * Zp.T * Zp)
    proved(p, "changes", CHANGES, lam * Zp.T * Zp)
    p.finish("exact", "at_most", "local", "changes")


fact_3_3 = theorem(
    "fact_3_3_whole",
    forall(
        OBJECTS,
        SETTING,
        [
            equal(4 * square(D0 * X.T), square(E_T) + 2 * square(block)),
            square(E_T) / 2 >= square(D0 * X.T),
            LOCAL,
            CHANGES,
        ],
    ),
    _fact_3_3,
    points,
)
