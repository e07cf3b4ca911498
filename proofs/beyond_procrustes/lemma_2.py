"""Lemma 2 (Ma, Li, Chi): at an optimal alignment Xt^T (Xt - X*) = (Yt - Y*)^T Yt, Xt = X Q, Yt = Y Q^{-T}.

Chosen: K for P^{-1}, so that (P P^T)^{-1} = K^T K; D a direction in which P moves. Appendix B line by line.
The condition is necessary only: it also holds at points that are no minimisers.
"""

from certify.claims import And, Computed, Eq, Unmechanised, assuming, claim, part, reals, source, whole
from certify.claims.words import Words, derivative, identity, inner, matrix, sizes, square, tr
from certify.recovery.papers.alignment_exact import AlignmentData, scalar_alignment

n1, n2, r = sizes("n1 n2 r")
X, Xs, Y, Ys = matrix("X", n1, r), matrix("Xs", n1, r), matrix("Y", n2, r), matrix("Ys", n2, r)
P, K, D, C = (matrix(name, r, r) for name in "PKDC")
inverse = (P * K - identity(r), K * P - identity(r))
Xt, Yt = X * P, Y * K.T
g = square(Xt - Xs) + square(Yt - Ys)
gradient = 2 * X.T * X * P - 2 * X.T * Xs - 2 * K.T * K * Y.T * Y * K.T * K * P + 2 * K.T * Ys.T * Y * K.T

expansion = claim(
    "Appendix B, first display: g(P) as traces",
    Words(
        g,
        "==",
        tr(X * P * P.T * X.T)
        - 2 * tr(P.T * X.T * Xs)
        + tr(Xs.T * Xs)
        + tr(K * Y.T * Y * K.T)
        - 2 * tr(K * Y.T * Ys)
        + tr(Ys.T * Ys),
    ),
    printed=True,
)
inverse_moves = claim(
    "Appendix B: where P moves by D, its inverse K moves by C = -K D K",
    Words(C, "==", -K * D * K, vanishing=(*inverse, P * C + D * K)),
)
gradient_of_g = claim(
    "Appendix B, second display: the gradient of g, by the trace expansion",
    Words(
        derivative(g, P, D) + derivative(g, K, -K * D * K),
        "==",
        inner(gradient, D),
        vanishing=inverse,
    ),
    printed=True,
    rests_on=["lemma_2.expansion", "lemma_2.inverse_moves"],
)
lemma = claim(
    "Lemma 2: Xt^T (Xt - X*) = (Yt - Y*)^T Yt wherever the gradient of g vanishes",
    Words(
        Xt.T * (Xt - Xs),
        "==",
        (Yt - Ys).T * Yt,
        vanishing=(*inverse, assuming("first-order condition", gradient)),
    ),
    printed=True,
    scope=part("at stationary Q"),
    rests_on=["lemma_2.gradient_of_g"],
    note="P is Q. A minimiser over the open set GL(r) has gradient zero, which is the fact assumed.",
)
lemma_whole = claim(
    "Lemma 2",
    Unmechanised(
        "for all n1, n2, r, Z = [X; Y] and Z*: if Q minimises |X Q - X*|_F^2 + |Y Q^{-T} - Y*|_F^2 over the "
        "invertible matrices, then Xt = X Q and Yt = Y Q^{-T} have Xt^T (Xt - X*) = (Yt - Y*)^T Yt",
        "that Q is a minimiser is a hypothesis about all invertible matrices, which words cannot state; at "
        "a Q where the gradient vanishes it is lemma_2.lemma",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_2.lemma"],
)
last_display = claim(
    "Appendix B, last display: Xt^T Xt - Xt^T X* = Yt^T Yt - Y*^T Yt",
    Words(
        Xt.T * Xt - Xt.T * Xs,
        "==",
        Yt.T * Yt - Ys.T * Yt,
        vanishing=(*inverse, assuming("first-order condition", gradient)),
    ),
    printed=True,
)
moving_frame = claim(
    "g along P (I + H): the gradient is 2 (Xt^T Ex - Ey^T Yt)",
    Words(
        derivative(g, P, P * D) + derivative(g, K, -D * K),
        "==",
        2 * inner(Xt.T * (Xt - Xs) - (Yt - Ys).T * Yt, D),
        vanishing=inverse,
    ),
    rests_on=["lemma_2.inverse_moves"],
)
p, q = reals("p q")
necessary_only = claim(
    "Lemma 2 is necessary only: x = y = x* = y* = 1 has a stationary p that is not a minimiser",
    given=[Eq(p**4 - p**3 + p - 1, 0), q > 0],
    show=And(p < 0, (p - 1) ** 2 + (1 / p - 1) ** 2 > (q - 1) ** 2 + (1 / q - 1) ** 2),
    exists=True,
)


def _two_minimisers(X: list, Y: list, X_star: list, Y_star: list) -> str:
    found = scalar_alignment(AlignmentData(X, Y, X_star, Y_star))
    return "" if len(found.minimizers) == 1 else f"g is least, {found.infimum}, at p = {found.minimizers}"


unique = claim(
    "Definition 2: the optimal alignment matrix, where it exists, is one matrix",
    Computed(
        "g has at most one minimiser",
        _two_minimisers,
        cases=[{"X": [[0], [1]], "Y": [[0], [1]], "X_star": [[1], [0]], "Y_star": [[1], [0]]}],
        of="all X, Y, X*, Y*",
    ),
    printed=True,
    source=source("Definition 2"),
    note="The definite article and '=' in Definition 2 and in the hypothesis of Lemma 3; the proofs need a "
    "minimiser only.",
)
unique_repaired = unique.repaired(
    "a minimiser, not the minimiser: equal values at x = y = e2, x* = y* = e1",
    show=claim("", given=[Eq(p**2, 1), q**2 > 0], show=q**2 + 1 / q**2 + 2 >= p**2 + 1 / p**2 + 2).statement,
)
