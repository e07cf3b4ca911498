"""Example (4)-(6) (noisy completion), n = 2, all entries observed but (2, 2), and what Section 2 says of RIP.

T_Omega = diag(1, 1, 1, 0) has vec(M) = (0, 0, 0, 1) in its null space, so no delta < 1;
T_{Omega,eps} = diag(1, 1, 1, eps); b = A_eps(M*) + w_eps, w_eps = (0, 0, 0, -eps M*_22).
"A RIP constant implies a trivial null space"; "RIP fails for completion unless all entries are observed".

Found: RIP restricts matrices of small rank only, and leaves room for a null space of matrices of larger rank.
"""

import sympy

from certify.claims import And, Computed, Eq, claim, reals, source
from certify.claims.words import Words, matrix, parameters, sizes, square, tr
from certify.recovery.papers.completion import CompletionSurrogate

SOURCE = source("Section 2")

MASK = [[1, 1], [1, 0]]
eps, b, w, delta, size = reals("epsilon b w delta size")
m11, m12, m21, m22 = reals("m11 m12 m21 m22")


def _example() -> str:
    m11, m12, m21, m22 = entries = sympy.symbols("m11 m12 m21 m22")
    M = sympy.Matrix(2, 2, entries)
    problem = CompletionSurrogate(MASK, sympy.Rational(1, 2), M.tolist())
    vec = [m11, m21, m12, m22]
    found = {
        "A_Omega": list(problem.observe(problem.truth)) == [*vec[:3], 0],
        "A_eps": list(problem.apply(problem.truth)) == [*vec[:3], m22 / 2],
        "w_eps": list(problem.noise) == [0, 0, 0, -m22 / 2],
    }
    return "; ".join(f"{name} differs" for name, holds in found.items() if not holds)


library = claim(
    "(4)-(6): the library's operators and noise, eps = 1/2, the entries of M* as symbols",
    Computed(
        "A_Omega(M), A_eps(M) and w_eps are those of (4)-(6)", _example, symbols="all real 2 by 2 matrices M*"
    ),
)
null_space = claim(
    "(4): diag(1, 1, 1, 0) has no RIP constant delta < 1",
    given=[delta < 1, Eq(m11, 0), Eq(m12, 0), Eq(m21, 0), Eq(m22, 1)],
    show=m11**2 + m12**2 + m21**2 < (1 - delta) * (m11**2 + m12**2 + m21**2 + m22**2),
    printed=True,
)
trivial_null_space = claim(
    "(5): diag(1, 1, 1, eps) has a trivial null space for eps in (0, 1]",
    given=[eps > 0, eps <= 1, Eq(m11, 0), Eq(m12, 0), Eq(m21, 0), Eq(eps * m22, 0)],
    show=Eq(m22, 0),
    printed=True,
)
noise = claim(
    "(6): b = A_eps(M*) + w_eps at the entry that is not observed, where b = 0",
    given=[eps > 0, eps <= 1, Eq(b, 0), Eq(w, -eps * m22)],
    show=Eq(b, eps * m22 + w),
    printed=True,
)

# R1. A(M) = (M11 - M22, M12, M21) on R^{2x2}: isometric up to 1/2 on rank one, and A(I) = 0.
u1, u2, v1, v2 = reals("u1 u2 v1 v2")
image = (u1 * v1 - u2 * v2) ** 2 + (u1 * v2) ** 2 + (u2 * v1) ** 2
length = (u1**2 + u2**2) * (v1**2 + v2**2)
rank_one_isometry = claim(
    "Section 2: A(M) = (M11 - M22, M12, M21) satisfies delta_1-RIP with delta_1 = 1/2",
    show=And(image >= length / 2, image <= 3 * length / 2),
    note="M = u v^T.",
)


def _has_null_space() -> str:
    """delta_1 = 1/2 is shown by two sums of squares; the identity matrix is in the null space."""
    u1, u2, v1, v2 = sympy.symbols("u1 u2 v1 v2")
    image = (u1 * v1 - u2 * v2) ** 2 + (u1 * v2) ** 2 + (u2 * v1) ** 2
    length = (u1**2 + u2**2) * (v1**2 + v2**2)
    lower = ((u1 * v1 - u2 * v2) ** 2 + (u1 * v2 - u2 * v1) ** 2) / 2
    upper = ((u1 * v1 + u2 * v2) ** 2 + (u1 * v2 + u2 * v1) ** 2) / 2
    valid = sympy.expand(image - length / 2 - lower) == 0 == sympy.expand(3 * length / 2 - image - upper)
    kernel = [1 - 1, 0, 0]
    if not valid or any(kernel):
        return ""
    return "n = 2, A(M) = (M11 - M22, M12, M21): delta_1 = 1/2 is a valid RIP constant and A(I) = 0"


null_space_trivial = claim(
    "Section 2: the attainment of a RIP constant implies a trivial null space",
    Computed(
        "a linear map with delta_p-RIP, delta_p < 1, sends only M = 0 to 0",
        _has_null_space,
        of="all linear maps and all p",
    ),
    printed=True,
    rests_on=["example_2x2.rank_one_isometry"],
    note="Definition C.1 restricts the rank to p; the witness has p = 1, n = 2.",
)
null_space_trivial_repaired = null_space_trivial.repaired(
    "p = n, so that RIP speaks of every matrix",
    show=claim(
        "", given=[delta < 1, size >= 0, (1 - delta) * size <= b, Eq(b, 0)], show=Eq(size, 0)
    ).statement,
    note="size = |M|_F^2, b = |A(M)|^2.",
)
(n,) = sizes("n")
M, P = matrix("M", n, n), matrix("P", n, n, symmetric=True)
(t,) = parameters("t")
trace_square = claim(
    "Section 2, all n: |M|^2 - 2 t tr M + t^2 rank M >= 0",
    Words(square(M) + t**2 * tr(P), ">=", 2 * t * tr(M), vanishing=(P * P - P, P * M - M)),
    note="|M - t P|^2, where P projects on the range of M and tr P = rank M.",
)
step, trace, rank, order = reals("t trace rank n")
trace_isometry = claim(
    "Section 2, all n: A(M) = M - (tr M/n) I satisfies RIP on ranks p < n, and A(I) = 0",
    given=[
        *(rank >= 1, order > rank, size >= 0, Eq(step * rank, trace)),
        size - 2 * step * trace + step**2 * rank >= 0,
    ],
    show=And(size - trace**2 / order >= (1 - rank / order) * size, size - trace**2 / order <= size),
    rests_on=["example_2x2.trace_square"],
    note="size = |M|^2, |A(M)|^2 = |M|^2 - (tr M)^2/n, t = tr M/rank M.",
)
unobserved = claim(
    "Section 2: RIP of any rank fails for completion unless all entries are observed",
    given=[delta >= 0, delta < 1, Eq(b, 0), Eq(size, 1)],
    show=b < (1 - delta) * size,
    printed=True,
    note="M = e_i e_j^T for an unobserved (i, j): rank one, |M|_F^2 = size = 1, |A_Omega(M)|^2 = b = 0.",
)
