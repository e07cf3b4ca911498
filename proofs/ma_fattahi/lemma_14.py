"""Lemma 14 (Ma & Fattahi): B = (sum w_i^2)^(-1/2) sum w_i A_i is a standard Gaussian matrix.

Chosen: w = (w_1, ..., w_m)^T; the columns a, b of A hold one entry of all A_i, and another. The entries of
B are jointly Gaussian, with covariances w^T E[a b^T] w/|w|^2.
"""

from certify.claims import Unmechanised, claim, whole
from certify.claims.words import Words, identity, matrix, parameters, sizes, tr

(m,) = sizes("m")
(scale,) = parameters("scale")
w, C = matrix("w", m, 1), matrix("C", m, m)
one = claim(
    "Lemma 14, proof: an entry of B has the variance w^T I w/|w|^2 = 1",
    Words(scale * tr(w.T * C * w), "==", 1, vanishing=(scale * tr(w.T * w) - 1, C - identity(m))),
    printed=True,
    note="scale = 1/sum w_i^2, C = E[a a^T] = I.",
)
two = claim(
    "Lemma 14, proof: two entries of B are uncorrelated",
    Words(scale * tr(w.T * C * w), "==", 0, vanishing=(C,)),
    printed=True,
    note="C = E[a b^T] = 0 for different entries.",
)
lemma = claim(
    "Lemma 14",
    Unmechanised(
        "for i.i.d. standard Gaussian matrices A_1, ..., A_m and scalars w_i with sum w_i^2 > 0 the matrix "
        "(sum w_i^2)^(-1/2) sum w_i A_i is a standard Gaussian matrix",
        "laws of random matrices are no expression of claims; its variances and covariances are decided",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_14.one", "lemma_14.two"],
    note="In Lemma 22 the weights are sgn(eps_i) on S_t, so that S_t must not be empty.",
)
