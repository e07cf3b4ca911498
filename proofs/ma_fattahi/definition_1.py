"""Definition 1 (Ma & Fattahi): M = U S V^T of rank r is coherent if the largest entry of U and V is 1.

Found: not well defined where singular values repeat: the identity has coherent and incoherent decompositions.
"""

from fractions import Fraction

import sympy
from sympy import Matrix

from certify.claims import Computed, Eq, case, claim, reals

x, y, z = reals("x y z")
aligned = claim(
    "Definition 1: a unit vector with an entry of absolute value 1 is a standard unit vector, up to sign",
    given=[Eq(x**2 + y**2 + z**2, 1), Eq(x**2, 1)],
    show=Eq(y, 0) & Eq(z, 0),
    printed=True,
    scope=case("three entries"),
    note="x: the entry, y and z: the others.",
)
aligned_back = claim(
    "Definition 1: no unit vector has an entry above 1, so that the maximum is 1 at most",
    given=[Eq(x**2 + y**2, 1)],
    show=x <= 1,
    printed=True,
    scope=case("two entries"),
)


def _same_for_every_decomposition(M: Matrix, decompositions: list[tuple[Matrix, Matrix, Matrix]]) -> str:
    """Whether valid decompositions M = U S V^T agree on the largest entry of U and V being 1."""
    found = []
    for U, S, V in decompositions:
        one = Matrix.eye(S.rows)
        valid = (U.T * U, V.T * V, U * S * V.T, S.is_diagonal()) == (one, one, M, True)
        if not valid:
            return ""
        found.append(max(abs(entry) for entry in [*U, *V]))
    if len({value == 1 for value in found}) == 1:
        return ""
    return (
        f"M = {M.tolist()}: the largest entry of U and V is {found[0]} in one decomposition, else {found[1]}"
    )


_turn = Matrix([[3, -4], [4, 3]]) / 5
_one = Matrix.eye(2)
well_defined = claim(
    "Definition 1: coherence is a property of M, whichever singular value decomposition is taken",
    Computed(
        "for valid decompositions of one matrix the answers agree",
        _same_for_every_decomposition,
        cases=[{"M": _one, "decompositions": [(_one, _one, _one), (_turn, _one, _turn)]}],
        of="all matrices M",
    ),
    printed=True,
)
a, b, s1, s2 = reals("a b s1 s2")
well_defined_repaired = well_defined.repaired(
    "distinct singular values (two of them): the singular vectors are then unique up to sign",
    show=claim(
        "",
        given=[s1 > s2, s2 > 0, Eq(a**2 + b**2, 1), Eq(s2**2 * b, s1**2 * b)],
        show=Eq(b, 0) & Eq(a**2, 1),
    ).statement,
    note="a v1 + b v2 is an eigenvector of M^T M for s1^2 only if b = 0.",
)


def _coherence(entries: tuple[Fraction, ...]) -> str:
    """M = e1 v^T/|v| has the left singular vector e1, whatever v is."""
    v = Matrix([sympy.Rational(e.numerator, e.denominator) for e in entries])
    M = Matrix.eye(len(entries))[:, 0] * v.T
    left = M * M.T
    return "" if left[0, 0] == v.dot(v) and left[1:, 1:].is_zero_matrix else "the left vector is not e1"


rank_one = claim(
    "On Definition 1: e1 v^T is coherent, though v is spread out, at two vectors v",
    Computed(
        "the left singular vector of e1 v^T is e1",
        _coherence,
        cases=[
            {"entries": (Fraction(1), Fraction(1), Fraction(1))},
            {"entries": (Fraction(1, 3), Fraction(-2))},
        ],
        of="all v",
    ),
)
