"""Frobenius norms: the inequality of Cauchy and Schwarz, with bounds for the norms in place of norms."""

import numpy as np

from certify.claims.derivations import (
    forall,
    inner,
    library,
    load,
    matrix,
    parameters,
    sizes,
    square,
    theorem,
)

order = load(__file__, "library/order")
m, n = sizes("m n")
A, B = matrix("A", m, n), matrix("B", m, n)
alpha, beta = parameters("alpha beta")


def _cauchy_schwarz(p):
    def vanishing(q, M, norm_bound, bound, sign, other):
        """|M| <= bound = 0 makes M = 0, and then the goal is 0 >= 0."""
        q.have("at_most", -square(M) >= 0, by=q[norm_bound] - bound * q[sign])
        above, norm, below = q.cases(square(M), "norm")
        above.contradiction(by=above["norm"] + above["at_most"])
        below.contradiction(by=below["norm"] + square(M))
        norm.apply(library("zero-norm"), "vanishes", letters={"M": M})
        norm.conclude(by=other * norm[sign], rewrite=[("vanishes", M)])

    positive, zero, below = p.cases(alpha, "sign")
    below.contradiction(by=below["h1"] + below["sign"])
    vanishing(zero, A, "h3", alpha, "sign", beta)
    both, zero, below = positive.cases(beta, "sign_b")
    below.contradiction(by=below["h2"] + below["sign_b"])
    vanishing(zero, B, "h4", beta, "sign_b", alpha)
    both.have("product", alpha * beta > 0, by=both["sign"] * both["sign_b"])
    # alpha beta (alpha beta - <A, B>) is half of
    # |beta A - alpha B|^2 + beta^2 (alpha^2 - |A|^2) + alpha^2 (beta^2 - |B|^2)
    both.have(
        "scaled",
        (alpha * beta - inner(A, B)) * (alpha * beta) >= 0,
        by=(
            square(beta * A - alpha * B)
            + both["sign_b"] * both["sign_b"] * both["h3"]
            + both["sign"] * both["sign"] * both["h4"]
        )
        / 2,
    )
    both.apply(order.divide, "goal", parameters={"x": alpha * beta - inner(A, B), "c": alpha * beta})
    both.finish("goal")


def _matrices():
    for seed in range(3):
        rng = np.random.default_rng(seed)
        one, other = rng.standard_normal((3, 2)) * (seed != 2), rng.standard_normal((3, 2))
        norms = np.linalg.norm(one), 1.1 * np.linalg.norm(other)
        yield {"m": 3, "n": 2, "A": one, "B": other, "alpha": norms[0], "beta": norms[1]}


cauchy_schwarz = theorem(
    "cauchy_schwarz",
    forall(
        [m, n, alpha, beta, A, B],
        [alpha >= 0, beta >= 0, alpha * alpha >= square(A), beta * beta >= square(B)],
        alpha * beta >= inner(A, B),
    ),
    _cauchy_schwarz,
    _matrices,
)
