"""Lemma 2.3: for every h in H_Zh(delta, eps0) there is f in F_Z(delta, eps0) with its derivatives.

Chosen: A(M) = (c M, T M), of 2 n^2 measurements, where c^2 = 1 - delta and T is symmetric with
T^2 = <A(.), A(.)> - c^2 Id, which is semidefinite; b = (b1, 0) with c b1 = A^T b = A^T A(Z Z') - P G P'.

A form is bound by no case. So "there is A" is said as: it cannot be that no A has these properties.
"""

from certify.claims.derivations import (
    FormExpression,
    derivative,
    equal,
    forall,
    form,
    inner,
    library,
    load,
    matrix,
    parameter,
    square,
    theorem,
    zeros,
)
from certify.claims.derivations.substitution import Exchange, exchanged

setting, section = load(__file__, "zhang/setting"), load(__file__, "zhang/section_2")
n, r, q, X, Z, D, v = (getattr(setting, name) for name in ["n", "r", "q", "X", "Z", "D", "v"])
delta, eps0 = setting.delta, setting.eps0
d, P, Xh, Zh, G, Hh, Dh, M = (getattr(section, name) for name in ["d", "P", "Xh", "Zh", "G", "Hh", "Dh", "M"])
small_error, extended = section.small_error, section.extended
B, L, b1, b2, a, S = (matrix(name, n, n) for name in ["B", "L", "b1", "b2", "a", "S"])
left, right = matrix("left", n, n), matrix("right", n, n)
H, T = form("H", n, n), form("T", n, n)
c = parameter("c")

# |A(U U') - b|^2 / 2 and <G, U U'> + |U U' - Zh Zh'|_H^2 / 2, with a = A^T b.
f = H(X * X.T, X * X.T) / 2 - inner(a, X * X.T) + (square(b1) + square(b2)) / 2
h = inner(G, Xh * Xh.T) + Hh(small_error, small_error) / 2


def along(order):
    """The derivative of h at Xh along P'D."""
    return exchanged(derivative(h, Xh, Dh, order=order), Exchange({}, {Dh.name: P.T * D}))


outside = 2 * square((D - P * P.T * D) * Xh.T)
PROPERTIES = (
    # <A(M), A(M)> = c^2 |M|^2 + |T M|^2, where L = T M says that T(M, .) is <L, .>.
    (
        "measured",
        forall(
            [M, L],
            [("represents", forall([B], [], equal(T(M, B), inner(L, B))))],
            equal(H(M, M), c * c * square(M) + square(L)),
        ),
    ),
    ("adjoint", forall([B], [], equal(inner(a, B), c * inner(b1, B) + T(b2, B)))),
    ("rip_lower", forall([M], [], H(M, M) >= (1 - delta) * square(M))),
    ("rip_upper", forall([M], [], (1 + delta) * square(M) >= H(M, M))),
    # S = A^T (A(Z Z') - b)
    ("residual", forall([B], [], equal(inner(S, B), H(Z * Z.T, B) - inner(a, B)))),
    ("small", section.bounded(S, v)),
    ("slopes", forall([D], [], equal(derivative(f, X, D), along(1)))),
    ("curvatures", forall([D], [], equal(derivative(f, X, D, order=2), along(2) + outside))),
)


def _proof(p):
    rules = [("X_hat", "Xh"), ("X_range", P * P.T * X), ("Z_hat", "Zh"), ("Z_range", P * P.T * Z)]
    p.have("X_inside", equal(X, P * Xh), rewrite=rules)
    p.have("Z_inside", equal(Z, P * Zh), rewrite=rules)
    p.apply(section.lemma_2_3, "core")
    gram = FormExpression(left, right, extended(left, right))
    rest = FormExpression(left, right, extended(left, right) - (1 - delta) * inner(left, right))
    full = p.obtain(library("riesz"), "full", letters={"A": Z * Z.T}, forms={"H": gram}, new={"L": "F"})
    root = p.obtain(library("square-root"), "root", parameters={"x": 1 - delta}, new={"y": "root"})
    over = p.obtain(library("inverse"), "inverse", parameters={"x": 1 - delta}, new={"y": "over"})
    noise = P * G * P.T
    adjoint = full - noise
    one = p["root_2"] * over + p["inverse_1"]  # root^2 over - 1

    def at(x, value):
        """<A^T A(Z Z'), value>, by Riesz."""
        x.apply("full", "at", letters={"B": value})
        return x["at"]

    def measured(x):
        x.apply("no_root_root", "at", letters={"M": M, "L": L})
        x.conclude(by=x["at"] - x["root_2"] * square(M))

    def slopes(x):
        x.apply("core_4", "slope")
        value = at(x, D * X.T + X * D.T)
        x.conclude(by=x["slope"] + value, rewrite=section.RULES)

    def curvatures(x):
        x.apply("core_5", "curvature")
        value = at(x, D * D.T)
        x.conclude(by=x["curvature"] + 2 * value, rewrite=section.RULES)

    proofs = {
        "measured": measured,
        "adjoint": lambda x: x.conclude(by=-one * inner(adjoint, B)),
        "residual": lambda x: x.conclude(by=-at(x, B)),
        "slopes": slopes,
        "curvatures": curvatures,
    }

    def contradiction(x):
        put = {
            "parameters": {"c": root},
            "letters": {"b1": root * over * adjoint, "b2": zeros(n, n), "a": adjoint, "S": noise},
            "forms": {"H": gram, "T": form("K", n, n)},
        }
        wanted = x.wanted("none", **put)
        for name, prove in proofs.items():
            x.lemma(name, wanted[name], prove)
        x.apply("none", **put)

    def semidefinite(x):
        x.apply("core_1", "at")
        x.conclude(by=x["at"])

    wanted = p.wanted(library("form-root"), sizes={"m": n, "n": n}, forms={"H": rest})
    p.lemma("semidefinite", wanted["semidefinite"], semidefinite)
    p.lemma("no_root", wanted["none"], contradiction)
    p.apply(library("form-root"), sizes={"m": n, "n": n}, forms={"H": rest})


lemma_2_3 = theorem(
    "lemma_2_3_whole",
    forall(
        [n, r, q, d, delta, eps0, X, Z, P, Xh, Zh, G, Hh],
        [
            *section.ORTH,
            ("delta_nonneg", delta >= 0),
            ("delta_below", delta < 1),
            *section.SMALL,
            ("h_noise", section.bounded(G, section.y)),
            ("none", forall([c, b1, b2, a, S, H, T], PROPERTIES, either=())),
        ],
        either=(),
    ),
    _proof,
    section.points,
)
