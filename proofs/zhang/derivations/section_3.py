"""Facts 3.2, 3.3 and 3.6 and Lemmas 3.4 and 3.5, for all sizes and ranks.

P is the Moore-Penrose inverse of X, so that X P is the projector on the range of X; E = X X' - Z Z'.
"""

import numpy as np

from certify.claims.derivations import (
    derivative,
    equal,
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

order = load(__file__, "library/order")
constraint, points, setting = (
    load(__file__, f"zhang/{name}") for name in ("constraint", "points", "setting")
)
n, r, q, k, X, Z, S, H, D = (getattr(setting, name) for name in ["n", "r", "q", "k", "X", "Z", "S", "H", "D"])
E, delta = setting.error, setting.delta
P = constraint.P
projector = X * P
normal = Z - projector * Z
E_tangent = projector * E + E * projector - projector * E * projector
E_normal = (identity(n) - projector) * E * (identity(n) - projector)
# The direction of Fact 3.2: X D' + D X' = E_T for D = -step.
step = (identity(n) - projector / 2) * Z * (P * Z).T - X / 2
OBJECTS = [n, r, q, X, Z, P]
PENROSE = constraint.penrose(X, P)
RULES = [("mp1", "X P X"), ("mp3", "P' X'"), ("kept", "X' X P")]


def kept(p):
    """X' X P = X'."""
    p.have("kept", equal(X.T * X * P, X.T), by=X.T * p["mp3"], rewrite=[("mp1", "X P X")])


def inverse_points():
    """Numbers with P the Moore-Penrose inverse of X, and a semidefinite N with N Z = 0."""
    for seed, kind in enumerate(("generic", "deficient", "inside", "alpha1")):
        x, z = points.factors(seed, kind)
        rng = np.random.default_rng(seed)
        left = np.linalg.svd(z)[0][:, 2:]
        t2 = 0.4 * rng.random()
        yield {
            "n": 5, "r": 3, "q": 2, "X": x, "Z": z, "P": np.linalg.pinv(x, rcond=1e-9),
            "t2": t2, "t1": t2 + 1,
            "Nn": left @ left.T @ np.diag(range(5)) @ left @ left.T,
        }  # fmt: skip


def _fact_3_2(p):
    kept(p)
    p.have("tangent", equal(-step * X.T - X * step.T, E_tangent), rewrite=RULES)
    p.have("normal", equal(E_normal, -normal * normal.T), rewrite=RULES)
    p.have("orthogonal", equal(inner(E_tangent, E_normal)), rewrite=RULES)
    p.finish("tangent", "normal", "orthogonal")


fact_3_2 = theorem(
    "fact_3_2",
    forall(
        OBJECTS,
        PENROSE,
        [
            equal(-step * X.T - X * step.T, E_tangent),
            equal(E_normal, -normal * normal.T),
            equal(inner(E_tangent, E_normal)),
        ],
    ),
    _fact_3_2,
    inverse_points,
)


def _fact_3_3(p):
    kept(p)
    p.conclude(by=square(projector * E * projector) / 4, rewrite=RULES)


fact_3_3 = theorem(
    "fact_3_3",
    forall(OBJECTS, PENROSE, square(E_tangent) / 2 >= square(step * X.T)),
    _fact_3_3,
    inverse_points,
)
# By Fact 3.2, E_N = -Z_p Z_p' and E_T = E - E_N: in this form F is symmetric without further ado.
t1, t2, f = parameters("t1 t2 f")
e = setting.e
F = t1 * (E + normal * normal.T) - t2 * normal * normal.T
N = matrix("Nn", n, n, "semidefinite")


def _lemma_3_5(p):
    kept(p)
    p.have("t1_nonneg", t1 >= 0, by=p["t1_above"] + p["t2_nonneg"])
    p.conclude(
        by=p["t1_nonneg"] * gram(X, left=N) + p["t1_above"] * gram(normal, left=N),
        rewrite=[("kills_Z", "Nn Z"), *RULES],
    )


lemma_3_5 = theorem(
    "lemma_3_5",
    forall(
        [*OBJECTS, t1, t2, N],
        [*PENROSE, ("kills_Z", equal(N * Z)), ("t2_nonneg", t2 >= 0), ("t1_above", t1 >= t2)],
        inner(N, F) >= 0,
    ),
    _lemma_3_5,
    inverse_points,
)


def _lemma_3_4(p):
    J1, J2 = p.obtain(
        library("orthonormal-pair"),
        "J",
        sizes={"m": r, "n": q},
        premises=["room"],
        new={"J": "J1", "K": "J2"},
    )
    orthonormal = [("J_1", "J1' J1"), ("J_2", "J2' J2"), ("J_3", "J1' J2")]
    A, B = p.let("Ee", E, "symmetric"), p.let("Ff", F, "symmetric")
    short = [("Ee_is", "Ee"), ("Ff_is", "Ff")]
    factor = X * J1.T + Z * J2.T
    goal = H(A, B) - inner(A, B) + delta * e * f

    def rest(a, b):
        """a E + b F = factor times the transpose of this."""
        first, second = a + b * t1, b * (t1 - t2)
        return first * X * J1.T - first * Z * J2.T + second * normal * (J2 - J1 * P * Z).T

    p.have("EE", equal(square(A), e**2), by=-p["e_square"], rewrite=short)
    p.have("FF", equal(square(B), f**2), by=-p["f_square"], rewrite=short)
    p.have("same", equal(goal, p.goal_atom), rewrite=short)

    def vanishing(x, which, norm, bound, other, sign):
        """A matrix of norm 0 is 0, and the goal is 0 >= 0."""
        x.have("norm", equal(square(which)), by=x[norm] + bound * x[sign])
        x.apply(library("zero-norm"), "zero", letters={"M": which}, premises=["norm"])
        x.have("rest", goal >= 0, by=delta * other * x[sign], rewrite=[("zero", which)])
        x.conclude(by=x["rest"] - x["same"])

    positive, zero, below = p.cases(e, "e_sign")
    below.contradiction(by=below["e_nonneg"] + below["e_sign"])
    vanishing(zero, A, "EE", e, f, "e_sign")
    p, zero, below = positive.cases(f, "f_sign")
    below.contradiction(by=below["f_nonneg"] + below["f_sign"])
    vanishing(zero, B, "FF", f, e, "f_sign")
    for name, factors in (("plus", rest(f, e)), ("minus", rest(f, -e))):
        p.have(name, equal(factor * factors.T, factors * factor.T), rewrite=orthonormal)
    p.apply("rip_lower", "lower", letters={"bP": factor, "bR": rest(f, e)}, premises=["plus"])
    p.apply("rip_upper", "upper", letters={"bP": factor, "bR": rest(f, -e)}, premises=["minus"])
    plus, minus = f * A + e * B, f * A - e * B
    rules = [*orthonormal, *short]
    p.have("at_plus", H(plus, plus) >= (1 - delta) * square(plus), by=p["lower"], rewrite=rules)
    p.have("at_minus", (1 + delta) * square(minus) >= H(minus, minus), by=p["upper"], rewrite=rules)
    p.have(
        "scaled",
        goal * (e * f) >= 0,
        by=p["at_plus"] / 4 + p["at_minus"] / 4,
        rewrite=[("EE", "tr(Ee Ee)"), ("FF", "tr(Ff Ff)")],
    )
    p.have("product", e * f > 0, by=p["e_sign"] * p["f_sign"])
    p.apply(order.divide, "divided", parameters={"x": goal, "c": e * f}, premises=["scaled", "product"])
    p.conclude(by=p["divided"] - p["same"])


def _polarised_points():
    from certify.claims.derivations import evaluate

    for at in points.points():
        at["P"] = np.linalg.pinv(at["X"], rcond=1e-9)
        at["t1"], at["t2"] = at["rng"].standard_normal(2)
        at["e"], at["f"] = (np.linalg.norm(evaluate(value, at)) for value in (E, F))
        yield at


lemma_3_4 = theorem(
    "lemma_3_4",
    forall(
        [n, r, q, k, delta, t1, t2, e, f, X, Z, P, H],
        [
            *PENROSE,
            ("e_nonneg", e >= 0),
            ("e_square", equal(e**2, square(E))),
            ("f_nonneg", f >= 0),
            ("f_square", equal(f**2, square(F))),
            ("room", k >= r + q),
            *setting.rip(),
        ],
        H(E, F) >= inner(E, F) - delta * e * f,
    ),
    _lemma_3_4,
    _polarised_points,
)
tau = setting.parameter("tau")
noise = inner(S, E)
loss = H(E, E) / 2 + noise
change = D * X.T + X * D.T


def _fact_3_6(p):
    p.have("slope", equal(derivative(loss, X, D), H(E, change) + inner(S, change)))
    p.have(
        "curvature",
        equal(
            derivative(loss, X, D, order=2) / 2,
            H(E, D * D.T) + inner(S, D * D.T) + H(change, change) / 2,
        ),
    )
    p.finish("slope", "curvature")


fact_3_6 = theorem(
    "fact_3_6",
    forall(
        [n, r, q, X, Z, S, D, H],
        [],
        [
            equal(derivative(loss, X, D), H(E, change) + inner(S, change)),
            equal(
                derivative(loss, X, D, order=2) / 2,
                H(E, D * D.T) + inner(S, D * D.T) + H(change, change) / 2,
            ),
        ],
    ),
    _fact_3_6,
)
