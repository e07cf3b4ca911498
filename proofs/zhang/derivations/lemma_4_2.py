"""Lemma 4.2 (with Q2 Q2' and H >= 0): a form with three families of eigenvectors has a spurious point at Q1.

H(M, N) stands for vec(M)' H vec(N), rho for sqrt(r/r*), s for 1/rho and q for r*.
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
    matrix,
    parameters,
    sizes,
    square,
    theorem,
)

n, r, q = sizes("n r q")
Q1, Q2 = matrix("Q1", n, r), matrix("Q2", n, q)
M, D, V = matrix("M", n, n), matrix("D", n, r), matrix("V", r, q)
H = form("H", n, n)
delta, eps, rho, s = parameters("delta eps rho s")
plus = Q1 * Q1.T + rho * Q2 * Q2.T
minus = Q1 * Q1.T - rho * Q2 * Q2.T
cross = Q1 * V * Q2.T + Q2 * V.T * Q1.T
error = Q1 * Q1.T - (1 + eps + rho) * Q2 * Q2.T
loss = H(error, error) / 2
ORTHONORMAL = [("unit_1", "Q1' Q1"), ("unit_2", "Q2' Q2"), ("across", "Q1' Q2")]
FRAMES = [
    ("unit_1", equal(Q1.T * Q1, identity(r))),
    ("unit_2", equal(Q2.T * Q2, identity(q))),
    ("across", equal(Q1.T * Q2)),
]
NUMBERS = [
    ("eps_nonneg", eps >= 0),
    ("rho_pos", rho > 0),
    ("rho_square", equal(rho * rho * q, r)),
    ("s_def", equal(s * rho, 1)),
    ("delta_def", equal(delta * (1 + (1 + eps) * s), 1)),
]
EIGENVECTORS = [
    ("nonnegative", forall([M], [], H(M, M) >= 0)),
    ("first", forall([M], [], equal(H(plus, M), inner(plus, M)))),
    ("second", forall([M], [], equal((1 + delta) * H(minus, M), (1 - delta) * inner(minus, M)))),
    ("third", forall([V, M], [], equal(H(cross, M), inner(cross, M)))),
]
SLOPE = forall([D], [], equal(derivative(loss, Q1, D)))
CURVATURE = forall([D], [], derivative(loss, Q1, D, order=2) >= -(2 * eps * square(D)))


def _residual(p):
    """H(E, M) = -(1 + eps) <Q2 Q2', M>, as 2 E + g plus = (2 + g) minus with g = (1 + eps) s."""
    g = (1 + eps) * s
    on_1, on_2 = inner(Q1 * Q1.T, M), inner(Q2 * Q2.T, M)
    value = H(error, M) + (1 + eps) * on_2
    p.apply("first", "at_plus")
    p.apply("second", "at_minus")
    p.have("one_eps", 1 + eps > 0, by=1 + p["eps_nonneg"])
    rho_inverse = p.obtain(library("inverse"), "ir", parameters={"x": rho}, premises=["rho_pos"])
    p.have("s_pos", s > 0, by=p["ir_2"] + rho_inverse * p["s_def"] - s * p["ir_1"])
    p.have("divisor", 1 + g > 0, by=1 + p["one_eps"] * p["s_pos"])
    inverse = p.obtain(library("inverse"), "ig", parameters={"x": 1 + g}, premises=["divisor"])
    p.have("one_delta", 1 + delta > 0, by=1 + p["ig_2"] + inverse * p["delta_def"] - delta * p["ig_1"])
    inverse = p.obtain(library("inverse"), "id", parameters={"x": 1 + delta}, premises=["one_delta"])
    p.have(
        "scaled",
        equal((1 + delta) * value),
        by=((2 + g) * p["at_minus"] - g * (1 + delta) * p["at_plus"]) / 2
        + (1 + delta) * (1 + eps) * (H(Q2 * Q2.T, M) - on_2) * p["s_def"]
        + (rho * on_2 - on_1) * p["delta_def"],
    )
    p.conclude(by=inverse * p["scaled"] - value * p["id_1"])


def _slope(p):
    p.apply("residual", "at", letters={"M": D * Q1.T + Q1 * D.T})
    p.conclude(by=p["at"], rewrite=ORTHONORMAL)


def _curvature(p):
    """W = D Q1' + Q1 D' is C + R with C an eigenvector orthogonal to R, and |C|^2 = 2 |Q2' D|^2."""
    W = D * Q1.T + Q1 * D.T
    along = {"V": D.T * Q2}
    C = Q1 * D.T * Q2 * Q2.T + Q2 * Q2.T * D * Q1.T
    p.apply("residual", "at", letters={"M": D * D.T})
    p.apply("third", "at_C", letters={**along, "M": 2 * W - C})
    p.apply("nonnegative", "rest", letters={"M": W - C})
    p.conclude(
        by=2 * p["at"] + p["at_C"] + p["rest"] + 2 * p["eps_nonneg"] * square(D - Q2 * Q2.T * D),
        rewrite=ORTHONORMAL,
    )


def _lemma_4_2(p):
    p.lemma("residual", forall([M], [], equal(H(error, M), -(1 + eps) * inner(Q2 * Q2.T, M))), _residual)
    p.lemma("slope", SLOPE, _slope)
    p.lemma("curvature", CURVATURE, _curvature)
    p.finish("slope", "curvature")


def points():
    """Numbers with the form of Example 4.1, divided by 1 + delta as the lemma has it."""
    for seed, (n_, r_, q_, eps_) in enumerate(((5, 3, 2, 0.3), (3, 2, 1, 0.0), (7, 3, 3, 1.0))):
        columns = np.linalg.qr(np.random.default_rng(seed).standard_normal((n_, n_)))[0]
        one, two, root = columns[:, :r_], columns[:, r_ : r_ + q_], np.sqrt(r_ / q_)
        d, G = root / (root + 1 + eps_), (one @ one.T - root * two @ two.T) / np.sqrt(2 * r_)
        yield {
            "n": n_, "r": r_, "q": q_, "Q1": one, "Q2": two, "eps": eps_, "rho": root, "s": 1 / root,
            "delta": d,
            "H": lambda a, b, d=d, G=G: np.sum(a * b) - 2 * d / (1 + d) * np.sum(G * a) * np.sum(G * b),
        }  # fmt: skip


lemma_4_2 = theorem(
    "lemma_4_2",
    forall([n, r, q, eps, rho, s, delta, Q1, Q2, H], [*FRAMES, *NUMBERS, *EIGENVECTORS], [SLOPE, CURVATURE]),
    _lemma_4_2,
    points,
)
