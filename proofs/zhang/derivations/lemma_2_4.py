"""Lemma 2.4: for every f in F_Z(delta, eps0) there is h in H_Zh(delta, eps0) with its derivatives.

h has the form <A(P M P'), A(P N P')> and G = P'SP, with S = A^T (A(Z Z') - b). P M P' has rank at most
d <= r + r*.
"""

import numpy as np

from certify.claims.derivations import (
    derivative,
    equal,
    forall,
    identity,
    inner,
    library,
    load,
    matrix,
    parameter,
    square,
    theorem,
    tr,
)
from certify.claims.derivations.substitution import Exchange, exchanged

setting, section = load(__file__, "zhang/setting"), load(__file__, "zhang/section_2")
n, r, q, k, X, Z, S, H, D = (getattr(setting, name) for name in ["n", "r", "q", "k", "X", "Z", "S", "H", "D"])
delta, eps0 = setting.delta, setting.eps0
d, P, Xh, Zh, Dh = (getattr(section, name) for name in ["d", "P", "Xh", "Zh", "Dh"])
C1, C2 = matrix("C1", r, d), matrix("C2", q, d)
a, B = matrix("a", n, n), matrix("B", n, n)
beta = parameter("beta")
RANGE = ("range", equal(P, X * C1 + Z * C2))


def _dimension(p):
    """If d > r + q, the d rows of P' [X, Z] would be independent in dimension r + q."""
    above, zero, below = p.cases(d - r - q, "sign")
    zero.conclude(by=-zero["sign"])
    below.conclude(by=below["sign"])
    J, K = above.obtain(library("orthonormal-pair"), "pair", sizes={"k": d, "m": r, "n": q})
    pair = [("pair_1", "J' J"), ("pair_2", "K' K"), ("pair_3", "J' K")]
    A = above.let("A", P.T * X * J.T + P.T * Z * K.T)
    inverse = J * C1 + K * C2
    above.have(
        "right_inverse",
        equal(A * inverse, identity(d)),
        by=above["orthonormal"] - P.T * above["range"],
        rewrite=[("A_is", "A"), *pair],
    )
    above.have("inside", equal(A * J * J.T + A * K * K.T, A), rewrite=[("A_is", "A"), *pair])
    N = above.obtain(library("moore-penrose"), "inverse", letters={"M": A}, new={"P": "N"})
    one = above["right_inverse"]
    above.have("onto", equal(A * N, identity(d)), by=one - A * N * one + above["inverse_1"] * inverse)
    above.have(
        "trace", equal(square(N * A), d), by=-tr(above["inverse_4"] * N * A), rewrite=[("onto", "A N")]
    )
    above.have(
        "enough",
        r + q - d >= 0,
        by=square(J * J.T + K * K.T - N * A) - above["trace"],
        rewrite=[*pair, ("inside", "A K K'"), ("onto", "A N")],
    )
    above.contradiction(by=above["sign"] + above["enough"])


def _bases():
    for seed, (n_, r_, q_, d_) in enumerate(((6, 2, 1, 3), (5, 3, 2, 2), (3, 2, 1, 3))):
        rng = np.random.default_rng(seed)
        basis = np.linalg.qr(rng.standard_normal((n_, d_)))[0]
        both = basis @ rng.standard_normal((d_, r_ + q_))
        back = np.linalg.pinv(both) @ basis
        yield {
            "n": n_, "r": r_, "q": q_, "d": d_, "P": basis, "X": both[:, :r_], "Z": both[:, r_:],
            "C1": back[:r_], "C2": back[r_:],
        }  # fmt: skip


dimension = theorem(
    "dimension_of_range",
    forall(
        [n, r, q, d, X, Z, P, C1, C2],
        [("orthonormal", equal(P.T * P, identity(d))), RANGE],
        r + q >= d,
    ),
    _dimension,
    _bases,
)

# |A(U U') - b|^2 / 2 and <G, U U'> + |U U' - Zh Zh'|_H^2 / 2, with a = A^T b and beta = |b|^2.
f = H(X * X.T, X * X.T) / 2 - inner(a, X * X.T) + beta / 2
h = inner(P.T * S * P, Xh * Xh.T) + section.restricted(section.small_error, section.small_error) / 2


def along(order):
    """The derivative of f at X along P Dh."""
    return exchanged(derivative(f, X, D, order=order), Exchange({}, {D.name: P * Dh}))


SLOPES = forall([Dh], [], equal(derivative(h, Xh, Dh), along(1)))
CURVATURES = forall([Dh], [], equal(derivative(h, Xh, Dh, order=2), along(2)))
RESIDUAL = ("residual", forall([B], [], equal(inner(S, B), H(Z * Z.T, B) - inner(a, B))))


def _proof(p):
    rules = [("X_hat", "Xh"), ("X_range", P * P.T * X), ("Z_hat", "Zh"), ("Z_range", P * P.T * Z)]
    p.have("X_inside", equal(X, P * Xh), rewrite=rules)
    p.have("Z_inside", equal(Z, P * Zh), rewrite=rules)
    p.apply(dimension, "dimension")
    p.have("room", k >= d, by=p["ranks"] + p["dimension"])
    p.apply(section.lemma_2_4, "core")

    def slopes(x):
        x.apply("core_4", "slope")
        x.apply("residual", "at", letters={"B": P * Dh * X.T + X * Dh.T * P.T})
        x.conclude(by=x["at"] - x["slope"])

    def curvatures(x):
        x.apply("core_5", "curvature")
        x.apply("residual", "at", letters={"B": P * Dh * Dh.T * P.T})
        x.conclude(by=2 * x["at"] - x["curvature"])

    p.lemma("slopes", SLOPES, slopes)
    p.lemma("curvatures", CURVATURES, curvatures)
    p.finish("core_1", "core_2", "core_3", "slopes", "curvatures")


def _points():
    for at in section.points():
        back = np.linalg.pinv(np.hstack([at["X"], at["Z"]])) @ at["P"]
        residual, ZZ = at["S"], at["Z"] @ at["Z"].T
        size = at["n"]
        whole = np.array([[at["H"](ZZ, np.outer(e, g)) for g in np.eye(size)] for e in np.eye(size)])
        yield at | {"C1": back[: at["r"]], "C2": back[at["r"] :], "a": whole - residual, "beta": 2.0}


lemma_2_4 = theorem(
    "lemma_2_4_whole",
    forall(
        [n, r, q, k, d, delta, eps0, beta, X, Z, P, Xh, Zh, C1, C2, a, S, H],
        [*section.ORTH, RANGE, ("ranks", k >= r + q), *setting.rip(), RESIDUAL, *setting.noise_bound()],
        [section.LOWER_H, section.UPPER_H, section.bounded(P.T * S * P, section.y), SLOPES, CURVATURES],
    ),
    _proof,
    _points,
)
