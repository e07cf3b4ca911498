"""Definition 10, (23), (24) (Zhu, Li, Tang, Wakin): the restricted isometry property; 4r-RIP gives (6) with
a = 1 - delta_4r and, printed, b = 1 - delta_4r; 1 + delta_4r is meant.

h = hess f(X)[D, D] = |A(D)|^2 for f = |A(X - X*)|^2/2; D2 = |D|_F^2, A2 = |A(D)|^2 for one D of rank at
most 4r.
"""

from certify.claims import And, Eq, claim, reals, source
from certify.claims.words import Words, derivative, matrix, sizes, square

SOURCE = source("Definition 10", page=8)

m, d, w1, w2, c, s, h, A2, D2 = reals("m delta_4r w1 w2 c s h A2 D2")
rip = (d >= 0, d < 1, D2 >= 0, (1 - d) * D2 <= A2, (1 + d) * D2 >= A2, Eq(h, A2))
constants = claim(
    "Definition 10, text: 4r-RIP gives (6) with a = 1 - delta_4r and b = 1 - delta_4r",
    given=rip,
    show=And((1 - d) * D2 <= h, h <= (1 - d) * D2),
    printed=True,
    rests_on=["definition_10.quadratic"],
    note="h = hess f(X)[D, D].",
)
constants_repaired = constants.repaired("b = 1 + delta_4r", show=And((1 - d) * D2 <= h, h <= (1 + d) * D2))
N, p = sizes("N p")
A, x, x_star, D = matrix("A", p, N), matrix("x", N, 1), matrix("x_star", N, 1), matrix("D", N, 1)
quadratic = claim(
    "text before Definition 10: hess f(X)[D, D] = |A(D)|^2 for f = |A(X - X*)|^2/2",
    Words(derivative(square(A * (x - x_star)) / 2, x, D, 2), "==", square(A * D)),
    printed=True,
    note="x, x_star, D: the matrices as vectors, A the matrix of the linear map.",
)
nested = claim(
    "On Definition 10: delta_r <= delta_4r, the bound for rank <= 4r covers rank <= r",
    given=[s >= 0, d >= 0, m <= s, s <= d],
    show=m <= d,
)
diagonal = claim(
    "On Definition 10, smallest case: two measurements sqrt(w_i) e_i e_i^T of diagonal D have delta = max "
    "|w_i - 1|",
    given=[w1 >= 1 - d, w1 <= 1 + d, w2 >= 1 - d, w2 <= 1 + d],
    show=And(
        w1 * c**2 + w2 * s**2 >= (1 - d) * (c**2 + s**2), w1 * c**2 + w2 * s**2 <= (1 + d) * (c**2 + s**2)
    ),
)
normalised = claim(
    "(24) with (7): a = 1 - delta_4r, b = 1 + delta_4r are normalised, c = delta_4r",
    given=[d >= 0, d < 1],
    show=Eq(((1 + d) - (1 - d)) / ((1 + d) + (1 - d)), d),
    rests_on=["definition_10.constants_repaired", "assumption_2.scaled_range"],
)
