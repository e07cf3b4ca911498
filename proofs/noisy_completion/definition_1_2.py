"""Definition 1.2 (noisy completion): |e_i^T U| <= sqrt(mu_0 r/n1), |e_j^T V| <= sqrt(mu_0 r/n2).

The least mu_0 lies between 1 and max(n1, n2)/r; so does the spikiness alpha_sp of Lemma D.1 between 1 and n.
"""

from fractions import Fraction

from certify.claims import And, Computed, Eq, claim, reals, source
from certify.claims.words import Words, identity, inner, matrix, sizes, square
from certify.recovery.papers.completion import incoherence, spikiness_squared

SOURCE = source("Definition 1.2", page=2)

n, r = sizes("n r")
U, e, o = matrix("U", n, r), matrix("e", n, 1), matrix("o", n, 1)
largest, rank, length, rows, size, top = reals("largest r n rows M_squared top")

row_at_most_one = claim(
    "Definition 1.2: a row of U has |e_i^T U| <= 1",
    Words(square(e), ">=", square(U.T * e), vanishing=(U.T * U - identity(r),)),
)
rows_sum_to_r = claim(
    "Definition 1.2: the squared rows of U sum to r",
    Words(square(U), "==", inner(identity(r), identity(r)), vanishing=(U.T * U - identity(r),)),
)
bounds = claim(
    "Definition 1.2: 1 <= mu_0 <= n/r",
    given=[rank > 0, length >= rank, Eq(rows, rank), rows <= length * largest, largest <= 1],
    show=And(length * largest / rank >= 1, length * largest / rank <= length / rank),
    rests_on=["definition_1_2.row_at_most_one", "definition_1_2.rows_sum_to_r"],
    note="largest = max_i |e_i^T U|^2, rows = sum_i |e_i^T U|^2, mu_0 = n largest/r.",
)
spikiness = claim(
    "Lemma D.1, the spikiness: 1 <= alpha_sp(M)^2 = n^2 max M_ij^2/|M|_F^2 <= n^2",
    given=[length >= 1, top > 0, size >= top, size <= length**2 * top],
    show=And(length**2 * top / size >= 1, length**2 * top / size <= length**2),
    source=source("Lemma D.1"),
    note="top = max M_ij^2, M_squared = |M|_F^2.",
)


def _examples(n: int) -> str:
    ones = [[1] * n for _ in range(n)]
    spike = [[int(i == j == 0) for j in range(n)] for i in range(n)]
    found = [incoherence(ones), incoherence(spike), spikiness_squared(ones), spikiness_squared(spike)]
    wanted = [Fraction(1), Fraction(n), Fraction(1), Fraction(n**2)]
    return "" if found == wanted else f"n = {n}: {found}"


extremes = claim(
    "Definition 1.2: J has mu_0 = alpha_sp = 1, e_1 e_1^T has mu_0 = alpha_sp = n (n <= 5)",
    Computed("for n = 1, ..., 5", _examples, cases=[{"n": n} for n in range(1, 6)]),
)
