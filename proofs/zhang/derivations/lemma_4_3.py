"""Lemma 4.3: from f(X) = |A(X X' - M*)|^2 to g(U, V) = |A(U V' - M*)|^2 at U = V = X0.

H(M, N) stands for <A(M), A(N)>. That A'A commutes with the transpose says H(M', N) = H(M, N').
"""

import numpy as np

from certify.claims.derivations import (
    derivative,
    equal,
    forall,
    form,
    matrix,
    parameter,
    sizes,
    square,
    theorem,
)
from certify.claims.derivations.substitution import Exchange, exchanged

n, r = sizes("n r")
X, U, V = matrix("X", n, r), matrix("U", n, r), matrix("V", n, r)
Ms = matrix("Ms", n, n, "symmetric")
M, N = matrix("M", n, n), matrix("N", n, n)
D, Y, P, Q = matrix("D", n, r), matrix("Y", n, r), matrix("P", n, r), matrix("Q", n, r)
H = form("H", n, n)
eps = parameter("eps")
error = X * X.T - Ms
f = H(error, error)
apart = U * V.T - Ms
g = H(apart, apart)


def at_the_point(value, U_at=X, V_at=X):
    """The value of an element in U and V at a point."""
    return exchanged(value, Exchange({}, {"U": U_at, "V": V_at}))


def slope(value):
    """The derivative along (P, Q)."""
    return derivative(value, U, P) + derivative(value, V, Q)


g_slope, g_curvature = at_the_point(slope(g)), at_the_point(slope(slope(g)))
PREMISES = [
    ("nonnegative", forall([M], [], H(M, M) >= 0)),
    ("eps_nonneg", eps >= 0),
    ("first_order", forall([D], [], equal(derivative(f, X, D)))),
    ("second_order", forall([D], [], derivative(f, X, D, order=2) >= -(eps * square(D)))),
    ("transposes", forall([M, N], [], equal(H(M.T, N), H(M, N.T)))),
    ("residual", forall([Y], [], H(error, Y * Y.T) <= 0)),
]
OBJECTS = [n, r, eps, X, Ms, H]
SLOPE = forall([P, Q], [], equal(g_slope))


def curvature(bound):
    """The second derivative of g is at least -bound times the square of the norm."""
    return forall([P, Q], [], g_curvature >= -(bound * (square(P) + square(Q))))


def _slope(p):
    """<S, P X' + X Q'> = <S, D X' + X D'> for D = (P + Q)/2, as S is symmetric."""
    p.apply("first_order", "at", letters={"D": P + Q})
    p.apply("transposes", "turned_2", letters={"M": error, "N": Q * X.T})
    p.apply("transposes", "turned_1", letters={"M": error, "N": P * X.T})
    p.conclude(by=p["at"] / 2 + p["turned_1"] - p["turned_2"])


def _curvature(p):
    """Along (D + Y, D - Y): that of f along D, and that of (Y, -Y); the cross terms vanish."""
    d, y = (P + Q) / 2, (P - Q) / 2
    even, odd = d * X.T + X * d.T, y * X.T - X * y.T
    p.apply("second_order", "at", letters={"D": d})
    p.apply("residual", "at_y", letters={"Y": y})
    p.apply("nonnegative", "square", letters={"M": odd})
    p.apply("transposes", "cross_1", letters={"M": error, "N": y * d.T})
    p.apply("transposes", "cross_2", letters={"M": even, "N": odd})
    p.conclude(
        by=p["at"]
        + 4 * p["at_y"]
        + 2 * p["square"]
        + 4 * p["cross_1"]
        + 2 * p["cross_2"]
        + p["eps_nonneg"] * square(y),
    )


def _sharp(p):
    p.lemma("slope", SLOPE, _slope)
    p.lemma("curvature", curvature(eps / 2), _curvature)
    p.finish("slope", "curvature")


def _lemma_4_3(p):
    def weaker(x):
        x.apply("sharp_2", "at")
        x.conclude(by=x["at"] + x["eps_nonneg"] * (square(P) + square(Q)) / 2)

    p.apply(lemma_4_3_sharp, "sharp")
    p.lemma("curvature", curvature(eps), weaker)
    p.finish("sharp_1", "curvature")


def points():
    """The points and forms of Example 4.1, for which eps is 4 (1 + delta) times its own."""
    for seed, (n_, r_, q_, eps_) in enumerate(((5, 3, 2, 0.3), (3, 2, 1, 0.0))):
        columns = np.linalg.qr(np.random.default_rng(seed).standard_normal((n_, n_)))[0]
        one, two, root = columns[:, :r_], columns[:, r_ : r_ + q_], np.sqrt(r_ / q_)
        d, G = root / (root + 1 + eps_), (one @ one.T - root * two @ two.T) / np.sqrt(2 * r_)
        yield {
            "n": n_, "r": r_, "X": one, "Ms": (1 + eps_ + root) * two @ two.T, "eps": 4 * (1 + d) * eps_,
            "H": lambda a, b, d=d, G=G: (1 + d) * np.sum(a * b) - 2 * d * np.sum(G * a) * np.sum(G * b),
        }  # fmt: skip


lemma_4_3_sharp = theorem(
    "lemma_4_3_sharp", forall(OBJECTS, PREMISES, [SLOPE, curvature(eps / 2)]), _sharp, points
)
lemma_4_3 = theorem("lemma_4_3", forall(OBJECTS, PREMISES, [SLOPE, curvature(eps)]), _lemma_4_3, points)
