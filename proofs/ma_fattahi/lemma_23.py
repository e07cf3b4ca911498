"""Lemma 23 (Ma & Fattahi), (15)-(17): V(g, z) = {U1: |U1|_F <= g, <A_i, U1 W2> = 0 off S_t, = z sgn(eps_i)
on S_t} is nonempty if A_W, with the rows vec(A_i W2^T), has full row rank and z <= g/(sqrt|S_t| |A_W^T
(A_W A_W^T)^(-1)|).
"""

from certify.claims import Abs, Eq, Unmechanised, assuming, case, claim, line, reals, whole
from certify.claims.words import Words, identity, matrix, sizes, square, tr

m, q, d1, d2, k = sizes("m q d1 d2 k")
A, K, b = matrix("A", m, q), matrix("K", m, m, symmetric=True), matrix("b", m, 1)
inverse = (A * A.T * K - identity(m), K * A * A.T - identity(m))
u = A.T * K * b
solves = claim(
    "Lemma 23, proof: u = A^T (A A^T)^(-1) b solves A u = b",
    Words(A * u, "==", b, vanishing=inverse),
    printed=True,
)
v, P = matrix("v", q, 1), matrix("P", q, q, symmetric=True)
projector = claim(
    "On Lemma 23: A^T (A A^T)^(-1) A is a projector",
    Words((A.T * K * A) * (A.T * K * A), "==", A.T * K * A, vanishing=inverse),
)
least = claim(
    "Lemma 23, proof: it is the least solution: |v|^2 >= |u|^2 for A v = b",
    Words(square(v), ">=", square(P * v), vanishing=(P * P - P,)),
    printed=True,
    rests_on=["lemma_23.projector"],
    note="P = A^T (A A^T)^(-1) A, P v = u.",
)
adjoint = claim(
    "Lemma 23, proof: <A_i, U1 W2> = <A_i W2^T, U1>",
    Words(
        tr(matrix("Ai", d1, d2).T * matrix("U1", d1, k) * matrix("W2", k, d2)),
        "==",
        tr((matrix("Ai", d1, d2) * matrix("W2", k, d2).T).T * matrix("U1", d1, k)),
    ),
    printed=True,
)
z, g, norm, root, length, size, e, t0, a = reals("z g norm root length size e t0 a")
length_of_u = claim(
    "Lemma 23, proof: |u| <= |A_W^+| |b| = |A_W^+| sqrt|S_t| z <= g",
    given=[
        *(root > 0, norm > 0, z >= 0, z <= g / (root * norm), Eq(size, root * z)),
        assuming("norm inequalities", length <= norm * size),
    ],
    show=length <= g,
    printed=True,
    rests_on=["lemma_23.solves", "lemma_23.adjoint"],
    note="root = sqrt|S_t|, norm = |A_W^+|, size = |b|, length = |u|.",
)
lemma = claim(
    "Lemma 23",
    Unmechanised(
        "V(g, z) is not empty if A_W, with the rows vec(A_i W2^T), has full row rank and z <= g/(sqrt|S_t| "
        "|A_W^T (A_W A_W^T)^(-1)|)",
        "that a set is not empty is no sentence about words; the point u of the proof is decided",
    ),
    printed=True,
    scope=whole,
    rests_on=["lemma_23.solves", "lemma_23.least", "lemma_23.adjoint", "lemma_23.length_of_u"],
)
empty_set = claim(
    "Lemma 23, its condition: 1/(sqrt|S_t| |A_W^+|) is defined",
    given=[root >= 0, norm > 0, Eq(size, root * norm)],
    show=1 / size > 0,
    printed=True,
    scope=case("S_t empty"),
    note="For S_t empty the condition divides by zero; V(g, z) then contains 0 for every z.",
)
empty_set_repaired = empty_set.repaired(
    "|S_t| > 0", scope=line, given=[root > 0, norm > 0, Eq(size, root * norm)]
)
inside_u = claim(
    "Section 5.3: V(g, z) lies in U(g) for z <= t0: a = z sgn(eps) has a eps >= 0 and |a| <= |eps|",
    given=[z >= 0, z <= t0, e >= t0, Eq(a, z)],
    show=(a * e >= 0) & (Abs(a) <= Abs(e)),
    printed=True,
)
sixteen = claim(
    "(16): on V(g, z) the sum over S_t of |<A_i, U1 W2>| is |S_t| z",
    given=[size >= 0, Eq(a, z), z >= 0],
    show=Eq(size * Abs(a), size * z),
    printed=True,
)
sigma = claim(
    "Lemma 24, proof: |A_W^T (A_W A_W^T)^(-1)| = 1/sigma_min <= 1/xi, so that z <= xi g/sqrt|S_t| suffices",
    given=[root > 0, norm > 0, z >= 0, g > 0, size > 0, norm * size <= 1, z * root <= size * g],
    show=z * root * norm <= g,
    printed=True,
    note="size = xi, norm = |A_W^+|.",
)
