"""The distance of Section 2 and Definition 2 (Ma, Li, Chi): dist(Z, Z*) = min over invertible P of
(|X P - X*|^2 + |Y P^{-T} - Y*|^2)^{1/2}, and the alignment matrix Q that attains it.

Chosen: K = P^{-1}. The footnote to the definition says inf for min, and that it makes no difference where it
is used; it does make one in general.
"""

from certify.claims import And, Computed, Eq, Unmechanised, assuming, claim, reals, source
from certify.claims.words import Words, identity, matrix, sizes, square
from certify.recovery.papers.alignment_exact import AlignmentData, scalar_alignment

n1, n2, r = sizes("n1 n2 r")
X, Xs, Y, Ys = matrix("X", n1, r), matrix("Xs", n1, r), matrix("Y", n2, r), matrix("Ys", n2, r)
P, K, A, B = (matrix(name, r, r) for name in "PKAB")
inverse = (P * K - identity(r), K * P - identity(r))
other_inverse = (A * B - identity(r), B * A - identity(r))
p, q, b, s, m, d, D = reals("p q b s m d D")

factors = claim(
    "Section 2: the factors are identifiable up to invertible matrices, (X* P) (Y* P^{-T})^T = X* Y*^T",
    Words((Xs * P) * (Ys * K.T).T, "==", Xs * Ys.T, vanishing=inverse),
    printed=True,
)
balanced = claim(
    "Equation 6, below it: X*^T X* = Y*^T Y* for X* = U T, Y* = V T, T = S^{1/2}",
    Words(
        (matrix("U", n1, r) * matrix("T", r, r, symmetric=True)).T
        * (matrix("U", n1, r) * matrix("T", r, r, symmetric=True)),
        "==",
        (matrix("V", n2, r) * matrix("T", r, r, symmetric=True)).T
        * (matrix("V", n2, r) * matrix("T", r, r, symmetric=True)),
        vanishing=(
            matrix("U", n1, r).T * matrix("U", n1, r) - identity(r),
            matrix("V", n2, r).T * matrix("V", n2, r) - identity(r),
        ),
    ),
    printed=True,
    source=source("Equation 6"),
)
invariant = claim(
    "dist does not change under (X, Y) -> (X A, Y A^{-T}): P and A^{-1} P give the same",
    Words(
        square(X * A * B * P - Xs) + square(Y * B.T * (K * A).T - Ys),
        "==",
        square(X * P - Xs) + square(Y * K.T - Ys),
        vanishing=other_inverse,
    ),
    note="The inverse of A^{-1} P is K A.",
)
below_orthogonal = claim(
    "dist <= the orthogonal distance: P in O(r) has P^{-T} = P",
    Words(
        square(X * P - Xs) + square(Y * K.T - Ys),
        "==",
        square(X * P - Xs) + square(Y * P - Ys),
        vanishing=(K - P.T, P * P.T - identity(r)),
    ),
)


def _not_attained(X: list, Y: list) -> str:
    found = scalar_alignment(AlignmentData(X, Y, [[1], [0]], [[1], [0]]))
    return "" if found.attained else f"X = {X}, Y = {Y}, x* = y* = e1: inf g = {found.infimum}, at no p"


attained = claim(
    "Section 2: the minimum in the definition of dist is attained",
    Computed(
        "some invertible P attains the infimum of g",
        _not_attained,
        cases=[{"X": [[0], [1]], "Y": [[0], [0]]}],
        of="all X, Y",
    ),
    printed=True,
    note="The definition has a minimum over all invertible P, for every Z. The footnote says inf; g(p) = "
    "p^2 + 2 there.",
)
attained_repaired = attained.repaired(
    "X and Y of full column rank",
    show=Unmechanised(
        "if X and Y have full column rank, some invertible P attains the infimum of |X P - X*|_F^2 + |Y "
        "P^{-T} - Y*|_F^2 over the invertible matrices",
        "that a minimiser exists needs the extreme value theorem on a set of matrices, which claims have no "
        "statement for; that the set is bounded is definition_2.sublevel",
    ),
    rests_on=["definition_2.sublevel"],
)
sublevel = claim(
    "Section 2: where X has full column rank, P with g(P) <= D^2 is bounded: |P| <= (D + |X*|)/s_r(X)",
    given=[
        s > 0,
        p >= 0,
        m >= 0,
        d >= 0,
        D >= 0,
        q >= 0,
        d**2 <= D**2,
        assuming("product of singular values", s * p <= q),
        assuming("norm inequalities", q <= d + m),
    ],
    show=p <= (D + m) / s,
    rests_on=["norms.lowest", "norms.triangle"],
    note="s = s_r(X), p = |P|, q = |X P|, m = |X*|, d = |X P - X*|; the same with Y and P^{-1}.",
)


def _asymmetric(Z: tuple, W: tuple) -> str:
    there, back = (
        scalar_alignment(AlignmentData([[a[0]]], [[a[1]]], [[b[0]]], [[b[1]]])).infimum
        for a, b in ((Z, W), (W, Z))
    )
    if there == back:
        return ""
    return f"Z = {Z}, W = {W}: dist(Z, W)^2 = {there.evalf(6)}, dist(W, Z)^2 = {back.evalf(6)}"


metric = claim(
    "Abstract and introduction: dist is a distance metric, thus symmetric",
    Computed("dist(Z, W) = dist(W, Z)", _asymmetric, cases=[{"Z": (1, 1), "W": (4, 1)}], of="all Z, W"),
    printed=True,
    note="'metric' is meant loosely: dist is zero on whole orbits too.",
)
metric_repaired = metric.repaired(
    "dist is zero on the orbit of Z*",
    show=Words(
        square(Xs * P * K - Xs) + square(Ys * K.T * P.T - Ys),
        "==",
        0,
        vanishing=inverse,
    ),
)
unbalanced_copy = claim(
    "dist and the orthogonal distance differ without bound: the copy (t, 1/t) of (1, 1), at t = 10",
    given=[Eq(p, 10), Eq(q**2, 1)],
    show=And(Eq(p * (1 / p), 1), (p * q - 1) ** 2 + (q / p - 1) ** 2 >= 80),
    note="dist = 0 by P = 1/10; the rotations are q = 1 and q = -1.",
)
