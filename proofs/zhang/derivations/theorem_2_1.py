"""Theorem 2.1 and Lemma 2.2, the half "not both": at a counterexample no sum of the escape directions is < 0.

D_1, ..., D_N are the values at the unit vectors of a linear map u -> D_u, which a form gives: <D_u, B> =
Phi(U u e, J B) for all B, for some U, J and e. T is the matrix with u'Tu the second-order term of D_u, so
that tr T is their sum. A supremum is < 0 if for some gap > 0 all values are at most -gap.
"""

from certify.claims.derivations import (
    derivative,
    equal,
    forall,
    form,
    gram,
    identity,
    inner,
    library,
    load,
    matrix,
    parameters,
    sizes,
    square,
    theorem,
    tr,
)
from certify.claims.derivations.substitution import Exchange, exchanged

setting, section = load(__file__, "zhang/setting"), load(__file__, "zhang/section_2")
n, r, q, k, X, Z, S, H, D = (getattr(setting, name) for name in ["n", "r", "q", "k", "X", "Z", "S", "H", "D"])
delta, eps0, eps1, eps2 = setting.delta, setting.eps0, setting.eps1, setting.eps2
N, t = sizes("N t")
gap, norm = parameters("gap norm")
D0, B, Di, u, v = (
    matrix("D0", n, r),
    matrix("B", n, r),
    matrix("Di", n, r),
    matrix("u", N, 1),
    matrix("bv", n, 1),
)
U, J, e = matrix("U", t, N), matrix("J", t, n), matrix("e", 1, r)
Phi, K = form("Phi", t, r), form("K", n, n)
G, M = matrix("G", n, n), matrix("M", n, n)
T, V = matrix("T", N, N, "symmetric"), matrix("V", N, N, "symmetric")


def along(value, direction, order=1):
    """The derivative of an element at X along a direction."""
    by = Exchange({}, {D.name: direction})
    return exchanged(derivative(value, X, D, order=order), by)


def terms(value, matrix_):
    """u' matrix u is the second-order term of D_u, for all u."""
    second = along(value, Di, 2) + eps2 * square(Di * X.T)
    given = [("is", forall([B], [], equal(inner(Di, B), Phi(U * u * e, J * B))))]
    return ("terms", forall([u, Di], given, equal(tr(u.T * matrix_ * u), second)))


def total(value, matrix_):
    """<grad, D0> + eps1 |D0 X'| + sum_i (<hess [D_i], D_i> + eps2 |D_i X'|^2)."""
    return along(value, D0) + eps1 * norm + tr(matrix_)


def points_of(value):
    """<grad, D> >= -eps1 |D X'| and <hess [D], D> >= -eps2 |D X'|^2 for all D."""
    nu, direction = setting.nu, setting.D
    size = [nu >= 0, equal(nu**2, square(direction * X.T))]
    first = forall([nu, direction], size, along(value, direction) >= -(eps1 * nu))
    second = forall([direction], [], along(value, direction, 2) >= -(eps2 * square(direction * X.T)))
    return [("first_order", first), ("second_order", second)]


def not_both(name, sizes_, noise, member, value):
    """No function of the class has X as a point with eps1 and eps2, if there are escape directions."""
    other = matrix("other", n, n)
    to_other = Exchange({}, {noise.name: other}, {H.name: K.declared})
    inside = [(label, fact.exchanged(to_other)) for label, fact in member]
    elsewhere = exchanged(value, to_other)
    objects = [
        n,
        r,
        q,
        *sizes_,
        N,
        t,
        delta,
        eps0,
        eps1,
        eps2,
        gap,
        norm,
        X,
        Z,
        D0,
        U,
        J,
        e,
        noise,
        T,
        H,
        Phi,
    ]
    given = [
        *member,
        *points_of(value),
        terms(value, T),
        ("gap_positive", gap > 0),
        ("norm_nonneg", norm >= 0),
        ("norm_is", equal(norm**2, square(D0 * X.T))),
        (
            "escape",
            forall([other, V, K], [*inside, terms(elsewhere, V)], -gap >= total(elsewhere, V)),
        ),
    ]

    def proof(p):
        def nonnegative(x):
            vector = x.named("v")
            L = x.obtain(library("riesz"), "value", letters={"A": U * vector * e}, forms={"H": Phi})

            def represented(inside):
                inside.apply("value", "at", letters={"B": J * B})
                inside.conclude(by=-inside["at"])

            put = {"letters": {"u": vector, "Di": J.T * L}}
            x.lemma("is", x.wanted("terms", **put)["is"], represented)
            x.apply("terms", "term", **put)
            x.apply("second_order", "second", letters={"bD": J.T * L})
            x.conclude(by=x["term"] + x["second"])

        W = p.psd("W", T, nonnegative)
        p.have("sum", tr(T) >= 0, by=gram(identity(N), left=W), rewrite=[("W_is", "W")])
        p.apply("first_order", "first", letters={"bD": D0}, parameters={"bnu": norm})
        p.apply("escape", "below", letters={"other": noise, "V": T}, forms={"K": H})
        p.contradiction(by=p["below"] + p["first"] + p["sum"] + p["gap_positive"])

    return theorem(name, forall(objects, given, either=()), proof)


CLASS_F = [*setting.rip(), *setting.noise_bound()]
theorem_2_1 = not_both("theorem_2_1_not_both", [k], S, CLASS_F, setting.loss(S))
CLASS_H = [
    ("h_lower", forall([M], [("symmetric", equal(M, M.T))], H(M, M) >= (1 - delta) * square(M))),
    ("h_upper", forall([M], [("symmetric", equal(M, M.T))], (1 + delta) * square(M) >= H(M, M))),
    ("h_noise", section.bounded(G, v)),
]
h = inner(G, X * X.T) + H(setting.error, setting.error) / 2
lemma_2_2 = not_both("lemma_2_2_not_both", [], G, CLASS_H, h)
