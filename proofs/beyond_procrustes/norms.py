"""Standard facts about norms that the proofs of Ma, Li and Chi use without saying so.

Sums over entries or singular values are handled one summand at a time, so that each claim is the step of an
induction and covers all sizes.
"""

from certify.claims import claim, reals, sqrt
from certify.claims.words import Words, identity, matrix, parameters, sizes, square

n, r, k = sizes("n r k")
A, B, G = matrix("A", n, r), matrix("B", k, n), matrix("G", n, n, semidefinite=True)
(c,) = parameters("c")
a, b, g, x, y, m, s, t = reals("a b g x y m s t")

cauchy_schwarz = claim(
    "Cauchy-Schwarz, one entry more: from g^2 <= a b to (g + x y)^2 <= (a + x^2) (b + y^2)",
    given=[a >= 0, b >= 0, g**2 <= a * b],
    show=(g + x * y) ** 2 <= (a + x**2) * (b + y**2),
    seconds=12,
)
triangle = claim(
    "The triangle inequality: |A + B|^2 = a^2 + 2 g + b^2 with g = <A, B>, |g| <= a b",
    given=[a >= 0, b >= 0, g**2 <= a**2 * b**2],
    show=sqrt(a**2 + 2 * g + b**2) <= a + b,
    rests_on=["norms.cauchy_schwarz"],
    seconds=12,
)
product = claim(
    "|B A|_F <= ||A|| |B|_F, where G = ||A||^2 I - A A^T is semidefinite and c = ||A||^2",
    Words(square(B * A), "<=", c * square(B), vanishing=(A * A.T + G - c * identity(n),)),
)
lowest = claim(
    "|B A|_F >= s_min(A) |B|_F for square or wide A, where G = A A^T - s_min^2 I is semidefinite",
    Words(square(B * A), ">=", c * square(B), vanishing=(A * A.T - G - c * identity(n),)),
)
three = claim(
    "(a + b + c)^2 <= 3 (a^2 + b^2 + c^2)",
    given=[],
    show=(a + b + g) ** 2 <= 3 * (a**2 + b**2 + g**2),
)
