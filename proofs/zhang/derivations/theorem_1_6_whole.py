"""Theorem 1.6, repaired, in one statement: min(n1, n2) >= r + r* in the second part.

The second part has A(M) = alpha M + beta <G, M> G and M* = Us Vs' without noise, for every t >= 0. Its A is
within 1 - delta and 1 + delta of an isometry on all matrices, hence in RIP(delta, k) for every k.
"""

from certify.claims.derivations import equal, exists, forall, load, theorem
from certify.claims.derivations.substitution import Exchange

counterexample, core = load(__file__, "zhang/counterexample_asymmetric"), load(__file__, "zhang/core")
first, setting = load(__file__, "zhang/theorem_1_6"), load(__file__, "zhang/setting")
n, n1, n2, r, q, k = first.n, first.n1, first.n2, first.r, first.q, first.k
delta, eps0, eps1, eps2, s, T, rho = (
    getattr(setting, name) for name in ["delta", "eps0", "eps1", "eps2", "s", "T", "rho"]
)
t, nu, D1, D2 = counterexample.t, setting.nu, counterexample.D1, counterexample.D2
COMMON = [
    ("ranks", r >= q),
    ("delta_nonneg", delta >= 0),
    ("below_one", 1 - delta > 0),
    ("eps0_nonneg", eps0 >= 0),
    ("eps1_nonneg", eps1 >= 0),
    ("eps2_nonneg", eps2 >= 0),
]
_known = {name for name, _ in COMMON}
_printed = [one for one in first.theorem_1_6.sequent.premises if one[0] not in _known]
PART_A = forall(
    [n, s, T, rho, first.f, first.bound, first.U, first.V, first.Us, first.Vs, first.SA, first.HA],
    _printed,
    first.bound >= first.f,
)
FIRST_ORDER = forall(
    [nu, D1, D2], [nu >= 0, equal(nu**2, counterexample.local)], counterexample.slope >= -(eps1 * nu)
)
SPURIOUS = [
    ("first_order", FIRST_ORDER) if name == "slope" else (name, fact)
    for name, fact in counterexample.SPURIOUS
]
PART_B = forall(
    [t],
    [one for one in counterexample.PREMISES if one[0] in ("room_1", "room_2", "threshold", "t_nonneg")],
    exists(counterexample.OBJECTS, SPURIOUS),
)


def _part_a(p):
    p.apply(first.theorem_1_6, "goal")
    p.finish("goal")


def _part_b(p):
    made = p.apply(counterexample.counterexample_asymmetric, "at")
    here = dict(zip((one.name for one in counterexample.OBJECTS), made, strict=True))

    def first_order(x):
        x.apply("at_3", "slope")
        x.conclude(by=x["slope"] + x["eps1_nonneg"] * x["first_order_h1"])

    p.lemma("first_order", FIRST_ORDER.exchanged(Exchange({}, here)), first_order)
    p.finish("at_1", "at_2", "first_order", "at_4", "at_5", witnesses=here)


def _whole(p):
    p.lemma("a", PART_A, _part_a)
    p.lemma("b", PART_B, _part_b)
    p.finish("a", "b")


theorem_1_6_whole = theorem(
    "theorem_1_6_whole",
    forall([n1, n2, r, q, k, delta, eps0, eps1, eps2], COMMON, [PART_A, PART_B]),
    _whole,
)
