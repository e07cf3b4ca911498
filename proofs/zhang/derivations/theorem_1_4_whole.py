"""Theorem 1.4, repaired, in one statement: eps1/sqrt(2) in the first part, n >= r + r* in the second.

The second part has A(M) = alpha M + beta <G, M> G and M* = Z0 Z0' without noise. Its A is within 1 - delta
and 1 + delta of an isometry on all matrices, hence in RIP(delta, k) for every k.
"""

from certify.claims.derivations import equal, exists, forall, load, square, theorem

counterexample, core = load(__file__, "zhang/counterexample"), load(__file__, "zhang/core")
points, setting = load(__file__, "zhang/points"), load(__file__, "zhang/setting")
first = load(__file__, "zhang/theorem_1_4")
n, r, q, k, X, Z, S, H = (getattr(setting, name) for name in ["n", "r", "q", "k", "X", "Z", "S", "H"])
delta, eps0, eps1, eps2, s, T, rho, w, e = (
    getattr(setting, name) for name in ["delta", "eps0", "eps1", "eps2", "s", "T", "rho", "w", "e"]
)
nu, D, X0 = setting.nu, counterexample.D, counterexample.X0


def _of(facts, *names):
    return [one for one in facts if one[0] in names]


COMMON = [
    ("ranks", r >= q),
    ("below_n", n > r),
    ("delta_nonneg", delta >= 0),
    ("delta_small", 1 - delta > 0),
    ("eps0_nonneg", eps0 >= 0),
    ("eps1_nonneg", eps1 >= 0),
    ("eps2_nonneg", eps2 >= 0),
]
PART_A = forall(
    [s, T, rho, w, e, first.bound, X, Z, S, H],
    [
        *_of(core.NUMBERS, "room", "s_pos", "s_square"),
        *_of(first.PRINTED, "T_def", "threshold", "bound_def"),
        *core.NORMS,
        *core.conditions(S),
    ],
    first.bound >= e,
)
FIRST_ORDER = forall([nu, D], [nu >= 0, equal(nu**2, square(D * X0.T))], counterexample.slope >= -(eps1 * nu))
SPURIOUS = [
    ("first_order", FIRST_ORDER) if name == "slope" else (name, fact)
    for name, fact in counterexample.SPURIOUS
]
PART_B = forall(
    [], _of(counterexample.PREMISES, "room_n", "threshold"), exists(counterexample.OBJECTS, SPURIOUS)
)


def _part_a(p):
    p.apply(first.theorem_1_4, "goal")
    p.finish("goal")


def _part_b(p):
    made = p.apply(counterexample.counterexample, "at")
    here = dict(zip((one.name for one in counterexample.OBJECTS), made, strict=True))

    def first_order(x):
        x.apply("at_3", "slope")
        x.conclude(by=x["slope"] + x["eps1_nonneg"] * x["first_order_h1"])

    p.lemma("first_order", FIRST_ORDER.exchanged(counterexample.Exchange({}, here)), first_order)
    p.finish("at_1", "at_2", "first_order", "at_4", "at_5", witnesses=here)


def _whole(p):
    p.lemma("a", PART_A, _part_a)
    p.lemma("b", PART_B, _part_b)
    p.finish("a", "b")


theorem_1_4_whole = theorem(
    "theorem_1_4_whole",
    forall([n, r, q, k, delta, eps0, eps1, eps2], COMMON, [PART_A, PART_B]),
    _whole,
    points.points_without,
)
