"""Lemmas 2.3 and 2.4: f on n by r matrices and h on d by r matrices, d the rank of [X, Z].

The columns of P are an orthonormal basis of the range of [X, Z], so that X = P Xh and Z = P Zh. H stands for
<A(.), A(.)>, and a form near the identity is one for some A, as 1 - delta >= 0.
"""

import numpy as np

from certify.claims.derivations import (
    derivative,
    equal,
    forall,
    form,
    identity,
    inner,
    library,
    load,
    matrix,
    sizes,
    square,
    theorem,
    zeros,
)
from certify.claims.derivations.substitution import Exchange, exchanged

setting = load(__file__, "zhang/setting")
n, r, q, k, X, Z, S, H, D = (getattr(setting, name) for name in ["n", "r", "q", "k", "X", "Z", "S", "H", "D"])
delta, eps0, error = setting.delta, setting.eps0, setting.error
d = sizes("d")[0]
P = matrix("P", n, d)
Xh, Zh, Dh = matrix("Xh", d, r), matrix("Zh", d, q), matrix("Dh", d, r)
G, Mh, y = matrix("G", d, d), matrix("Mh", d, d), matrix("y", d, 1)
M = matrix("M", n, n)
Hh = form("Hh", d, d)
BASIS = [
    ("orthonormal", equal(P.T * P, identity(d))),
    ("X_inside", equal(X, P * Xh)),
    ("Z_inside", equal(Z, P * Zh)),
]
# The columns of P are an orthonormal basis of the range of [X, Z], and Xh = P'X, Zh = P'Z.
ORTH = [
    ("orthonormal", equal(P.T * P, identity(d))),
    ("X_range", equal(X, P * P.T * X)),
    ("Z_range", equal(Z, P * P.T * Z)),
    ("X_hat", equal(Xh, P.T * X)),
    ("Z_hat", equal(Zh, P.T * Z)),
]
RULES = [("X_inside", "X"), ("Z_inside", "Z"), ("orthonormal", "P' P")]
small_error = Xh * Xh.T - Zh * Zh.T


def loss(form_, noise, at):
    """|U U' - Z Z'|_H^2 / 2 + <G, U U'> without its constant."""
    return form_(at, at) / 2 + inner(noise, at)


def derivatives(value, letter, direction, put):
    """The first and the second derivative along a direction."""
    by = Exchange({}, {direction.name: put})
    return [exchanged(derivative(value, letter, direction, order=i), by) for i in (1, 2)]


def restricted(left, right):
    """<A(P M P'), A(P N P')>."""
    return H(P * left * P.T, P * right * P.T)


symmetric = [("symmetric", equal(Mh, Mh.T))]
SMALL = (
    ("h_lower", forall([Mh], symmetric, Hh(Mh, Mh) >= (1 - delta) * square(Mh))),
    ("h_upper", forall([Mh], symmetric, (1 + delta) * square(Mh) >= Hh(Mh, Mh))),
)
LOWER_H = forall([Mh], symmetric, restricted(Mh, Mh) >= (1 - delta) * square(Mh))
UPPER_H = forall([Mh], symmetric, (1 + delta) * square(Mh) >= restricted(Mh, Mh))


def bounded(noise, vector):
    """|noise v| <= eps0 |v| for all v."""
    return forall([vector], [], eps0 * eps0 * square(vector) >= square(noise * vector))


along = derivatives(loss(H, S, error), X, D, P * Dh)
inside = derivatives(loss(restricted, P.T * S * P, small_error), Xh, Dh, Dh)
SLOPES_H, CURVATURES_H = (
    forall([Dh], [], equal(one, other)) for one, other in zip(along, inside, strict=True)
)


def _lemma_2_4(p):
    """rank P M P' <= d <= k: P M P' = (P M J') (P J')' with J'J = I."""

    J, _ = p.obtain(
        library("polar"), "polar", letters={"M": zeros(k, d)}, premises=["room"], new={"U": "J", "R": "Rj"}
    )
    rules = [("polar_1", "J' J"), ("orthonormal", "P' P")]

    def isometry(name, given):
        def prove(x):
            left, right = P * Mh * J.T, P * J.T
            x.have(
                "same",
                equal(left * right.T, right * left.T),
                by=P * x[f"{name}_symmetric"] * P.T,
                rewrite=rules,
            )
            x.apply(given, "at", letters={"bP": left, "bR": right}, premises=["same"])
            x.conclude(by=x["at"], rewrite=rules)

        return prove

    def noise(x):
        """|P'S P y|^2 <= |S P y|^2 <= eps0^2 |P y|^2 = eps0^2 |y|^2."""
        x.apply("noise", "at", letters={"bv": P * y})
        z = S * P * y
        x.conclude(by=x["at"] + square(z - P * P.T * z), rewrite=rules)

    p.lemma("lower", LOWER_H, isometry("lower", "rip_lower"))
    p.lemma("upper", UPPER_H, isometry("upper", "rip_upper"))
    p.lemma("small", bounded(P.T * S * P, y), noise)
    p.lemma("slopes", SLOPES_H, lambda x: x.conclude(rewrite=RULES))
    p.lemma("curvatures", CURVATURES_H, lambda x: x.conclude(rewrite=RULES))
    p.finish("lower", "upper", "small", "slopes", "curvatures")


def points():
    """Random pairs in a subspace of dimension d."""
    for seed, (n_, r_, q_, d_) in enumerate(((6, 2, 1, 3), (5, 3, 2, 2), (3, 2, 1, 3))):
        rng = np.random.default_rng(seed)
        basis = np.linalg.qr(rng.standard_normal((n_, d_)))[0]
        at = {
            "rng": rng,
            "n": n_,
            "r": r_,
            "q": q_,
            "d": d_,
            "k": r_ + q_,
            "P": basis,
            "delta": 0.1,
            "eps0": 1.0,
        }
        at |= {"Xh": rng.standard_normal((d_, r_)), "Zh": rng.standard_normal((d_, q_))}
        for name, size in (("H", n_), ("Hh", d_)):
            A = rng.standard_normal((size**2, size**2))
            A = np.eye(size**2) + 0.1 * (A + A.T) / np.abs(np.linalg.eigvalsh(A + A.T)).max()
            at[name] = lambda a, b, A=A: a.ravel() @ A @ b.ravel()
        for name, size in (("S", n_), ("G", d_)):
            noise = rng.standard_normal((size, size))
            at[name] = noise / np.linalg.norm(noise, 2)
        yield at | {"X": basis @ at["Xh"], "Z": basis @ at["Zh"]}


lemma_2_4 = theorem(
    "lemma_2_4",
    forall(
        [n, r, q, k, d, delta, eps0, X, Z, P, Xh, Zh, S, H],
        [*BASIS, ("room", k >= d), *setting.rip(), *setting.noise_bound()],
        [LOWER_H, UPPER_H, bounded(P.T * S * P, y), SLOPES_H, CURVATURES_H],
    ),
    _lemma_2_4,
    points,
)


def core(value):
    """The symmetric part of P'MP."""
    return (P.T * value * P + P.T * value.T * P) / 2


def extended(left, right):
    """The form of h on the symmetric part of P'MP, and the identity on what is orthogonal to it."""
    one, other = core(left), core(right)
    return inner(left, right) - inner(one, other) + Hh(one, other)


noise = P * G * P.T
outside = derivatives(loss(extended, noise, error), X, D, D)
within = derivatives(loss(Hh, G, small_error), Xh, Dh, P.T * D)
beyond = 2 * square((D - P * P.T * D) * Xh.T)
SLOPES = forall([D], [], equal(outside[0], within[0]))
CURVATURES = forall([D], [], equal(outside[1], within[1] + beyond))
LOWER = forall([M], [], extended(M, M) >= (1 - delta) * square(M))
UPPER = forall([M], [], (1 + delta) * square(M) >= extended(M, M))


def _lemma_2_3(p):
    rules = [("orthonormal", "P' P")]
    rest = square(M - P * core(M) * P.T)

    def isometry(given):
        def prove(x):
            x.have("same", equal(core(M), core(M).T))
            x.apply(given, "at", letters={"Mh": core(M)}, premises=["same"])
            x.conclude(by=x["at"] + x["delta_nonneg"] * rest, rewrite=rules)

        return prove

    def small(x):
        v = setting.v
        x.apply("h_noise", "at", letters={"y": P.T * v})
        x.conclude(by=x["at"] + square(eps0) * square(v - P * P.T * v), rewrite=rules)

    p.lemma("lower", LOWER, isometry("h_lower"))
    p.lemma("upper", UPPER, isometry("h_upper"))
    p.lemma("small", bounded(noise, setting.v), small)
    p.lemma("slopes", SLOPES, lambda x: x.conclude(rewrite=RULES))
    p.lemma("curvatures", CURVATURES, lambda x: x.conclude(rewrite=RULES))
    p.finish("lower", "upper", "small", "slopes", "curvatures")


lemma_2_3 = theorem(
    "lemma_2_3",
    forall(
        [n, r, q, d, delta, eps0, X, Z, P, Xh, Zh, G, Hh],
        [*BASIS, ("delta_nonneg", delta >= 0), *SMALL, ("h_noise", bounded(G, y))],
        [LOWER, UPPER, bounded(noise, setting.v), SLOPES, CURVATURES],
    ),
    _lemma_2_3,
    points,
)
