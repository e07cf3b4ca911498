"""Lemma 12 (Zhu, Li, Tang, Wakin): |hess G[D, D] - hess g[D, D]| <= 2c |U V^T - X*|_F |P Q^T|_F +
c |P V^T + U Q^T|_F^2. D = [P; Q]."""

from certify.claims import And, claim, reals
from certify.claims.words import Words, inner, matrix, sizes

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
i, j, q, y, k, c, x = reals("i j q y k c x")
lemma = claim(
    "Lemma 12: |2 i + (q - y)| <= 2 c x k + c y",
    given=[
        c >= 0,
        x >= 0,
        k >= 0,
        y >= 0,
        i <= c * x * k,
        i >= -c * x * k,
        q <= (1 + c) * y,
        q >= (1 - c) * y,
    ],
    show=And(2 * i + (q - y) <= 2 * c * x * k + c * y, 2 * i + (q - y) >= -2 * c * x * k - c * y),
    printed=True,
    rests_on=["lemma_12.difference", "lemma_10.lemma", "lemma_10.equation_73"],
    note="i = <grad f(X) - grad f(X*) - (X - X*), P Q^T>, x = |X - X*|, k = |P Q^T|, y = |P V^T + U Q^T|^2, "
    "q = hess f(X)[P V^T + U Q^T, P V^T + U Q^T] by (6): rank P V^T + U Q^T <= 2r <= 4r.",
)
