"""Theorem 1.2 as one statement: recovery above the threshold, a spurious point below it for n >= r + r*.

H stands for <A(.), A(.)>, which is nonnegative. The counterexample has A(M) = alpha M + beta <G, M> G and
M* = Z0 Z0'; its A is within 1 - delta and 1 + delta of an isometry on all matrices, hence in RIP(delta, k)
for every k, its gradient vanishes at X0, and its Hessian is semidefinite there.
"""

from certify.claims.derivations import element, equal, exists, forall, load, theorem

counterexample, setting = load(__file__, "zhang/counterexample"), load(__file__, "zhang/setting")
first, points = load(__file__, "zhang/theorem_1_2"), load(__file__, "zhang/points")
n, r, q, k, X, Z, H, D, delta = (
    getattr(first, name) for name in ["n", "r", "q", "k", "X", "Z", "H", "D", "delta"]
)

COMMON = [
    ("ranks", r >= q),
    ("below_n", n > r),
    ("delta_nonneg", delta >= 0),
    ("delta_small", 1 - delta > 0),
]
STATIONARY = forall([D], [], equal(first.slope))
SECOND_ORDER = forall([D], [], first.curvature >= 0)
RECOVERED = equal(X * X.T, Z * Z.T)
FORWARD = forall([], [("stationary", STATIONARY), ("second_order", SECOND_ORDER)], RECOVERED)
BACK = forall([], [("recovered", RECOVERED)], [STATIONARY, SECOND_ORDER])
M = counterexample.M
PART_1 = forall(
    [X, Z, H],
    [
        ("room", k >= r + q),
        ("threshold", r * (1 - delta) ** 2 > q * delta**2),
        ("nonnegative", forall([M], [], H(M, M) >= 0)),
        *setting.rip(),
    ],
    [FORWARD, BACK],
)
D0 = counterexample.D
CONVEX = forall([D0], [], counterexample.curvature >= 0)
SPURIOUS = [
    ("curvature", CONVEX) if name == "curvature" else (name, fact) for name, fact in counterexample.SPURIOUS
]
PART_2 = forall(
    [],
    [("room_n", n >= r + q), ("threshold", r * (1 - delta) ** 2 <= q * delta**2)],
    exists(counterexample.OBJECTS, SPURIOUS),
)


def _forward(p):
    p.apply(first.theorem_1_2, "goal")
    p.finish("goal")


def _back(p):
    """The error is 0, so that the gradient is 0 and the Hessian H(W, W) with W = D X' + X D'."""
    rule = ("back_recovered", "X X'")

    def slope(x):
        x.conclude(rewrite=[rule])

    def curvature(x):
        x.apply("part_1_nonnegative", "size", letters={"M": D * X.T + X * D.T})
        x.conclude(by=x["size"], rewrite=[rule])

    p.lemma("slope", STATIONARY, slope)
    p.lemma("curvature", SECOND_ORDER, curvature)
    p.finish("slope", "curvature")


def _part_1(p):
    p.lemma("forward", FORWARD, _forward)
    p.lemma("back", BACK, _back)
    p.finish("forward", "back")


def _part_2(p):
    p.have("zero", element(0) >= 0)
    made = p.apply(counterexample.counterexample, "at", parameters={"eps2": 0})
    here = dict(zip((one.name for one in counterexample.OBJECTS), made, strict=True))

    def curvature(x):
        x.apply("at_4", "bound")
        x.conclude(by=x["bound"])

    p.lemma("curvature", CONVEX.exchanged(counterexample.Exchange({}, here)), curvature)
    p.finish("at_1", "at_2", "at_3", "curvature", "at_5", witnesses=here)


def _whole(p):
    p.lemma("part_1", PART_1, _part_1)
    p.lemma("part_2", PART_2, _part_2)
    p.finish("part_1", "part_2")


theorem_1_2_whole = theorem(
    "theorem_1_2_whole",
    forall([n, r, q, k, delta], COMMON, [PART_1, PART_2]),
    _whole,
    points.exact_points,
)
