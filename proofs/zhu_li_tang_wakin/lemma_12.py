"""Lemma 12 (Zhu, Li, Tang, Wakin): |hess G[D, D] - hess g[D, D]| <= 2c |U V^T - X*|_F |P Q^T|_F +
c |P V^T + U Q^T|_F^2. D = [P; Q]."""

from certify.claims import And, Eq, Unmechanised, claim, reals, source, whole
from certify.claims.words import Words, inner, matrix, sizes

SOURCE = source("Lemma 12", page=21)

n, m, r = sizes("n m r")
U, V, X, F = matrix("U", n, r), matrix("V", m, r), matrix("X", n, m), matrix("F", n, m)
P, Q = matrix("P", n, r), matrix("Q", m, r)
difference = claim(
    "Lemma 12, proof: 2 <grad f(X), P Q^T> - 2 <X - X*, P Q^T> = 2 <grad f(X) - (X - X*), P Q^T>",
    Words(
        2 * inner(F, P * Q.T) - 2 * inner(U * V.T - X, P * Q.T), "==", 2 * inner(F - (U * V.T - X), P * Q.T)
    ),
    printed=True,
    rests_on=["formulas.hessian_general", "formulas.hessian_g"],
)
i, q, y, k, c, x, h, hg = reals("i q y k c x h h_g")
chain = claim(
    "Lemma 12, proof, last display: |h - h_g| = |2 i + (q - y)| <= 2 c x k + c y",
    given=[
        Eq(h - hg, 2 * i + (q - y)),
        c >= 0,
        x >= 0,
        k >= 0,
        y >= 0,
        i <= c * x * k,
        i >= -c * x * k,
        q <= (1 + c) * y,
        q >= (1 - c) * y,
    ],
    show=And(h - hg <= 2 * c * x * k + c * y, h - hg >= -2 * c * x * k - c * y),
    printed=True,
    rests_on=["lemma_12.difference", "lemma_10.lemma", "lemma_10.equation_73"],
    note="h, h_g = hess G[D, D], hess g[D, D], i = <grad f(X) - grad f(X*) - (X - X*), P Q^T>, x = |X - "
    "X*|, k = |P Q^T|, y = |P V^T + U Q^T|^2, "
    "q = hess f(X)[P V^T + U Q^T, P V^T + U Q^T] by (6): rank P V^T + U Q^T <= 2r <= 4r.",
)
lemma = claim(
    "Lemma 12",
    Unmechanised(
        "Let f have a critical point X* of rank r and satisfy (6) with a = 1 - c, b = 1 + c, c in [0, 1). "
        "For every D "
        "= [P; Q]: |hess G(W)[D, D] - hess g(W)[D, D]| <= 2 c |U V^T - X*|_F |P Q^T|_F + c |P V^T + U "
        "Q^T|_F^2",
        "f ranges over all functions; it rests on Lemma 10. lemma_12.chain is the rest of it",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_12.chain", "lemma_12.difference", "lemma_10.lemma"],
)
