"""Theorem 4 (Zhu, Li, Tang, Wakin): r' = rank X* > r and sigma_r > sigma_{r+1}. Critical points take the
singular values of some Omega, #Omega <= r; minima those of 1..r; elsewhere lambda_min <= -(sigma_r -
sigma_{r+1}). Proof: Appendix I.

As in Lemma 5 the singular vectors are fixed before W, which fails where singular values repeat.
"""

from fractions import Fraction

from certify.claims import And, Computed, Eq, Unmechanised, case, claim, part, reals, source, whole
from certify.claims.words import Words, identity, inner, matrix, parameters, sizes, square
from certify.recovery.papers.balanced import critical_points

SOURCE = source("Theorem 4", page=12)

n, m, r, k = sizes("n m r k")
mu, sigma, lam = parameters("mu sigma lambda")
U, V, X = matrix("U", n, r), matrix("V", m, r), matrix("X", n, m)
phi, psi, alpha = matrix("phi", n, 1), matrix("psi", m, 1), matrix("alpha", r, 1)
one = identity(1)
P, Q = phi * alpha.T, psi * alpha.T
units = (phi.T * phi - one, psi.T * psi - one, alpha.T * alpha - one)
facts = (
    *units,
    phi.T * U,
    psi.T * V,
    U.T * U - V.T * V,
    V.T * V * alpha - lam * alpha,
    X * psi - sigma * phi,
    X.T * phi - sigma * psi,
)
K = U.T * P - V.T * Q
term_1 = claim(
    "Appendix I: |P V^T + U Q^T|^2 = 2 s_r(U)^2",
    Words(square(P * V.T + U * Q.T), "==", 2 * lam, vanishing=facts),
    printed=True,
    note="lambda = s_r(U)^2, the least eigenvalue of U^T U = V^T V.",
)
equation_50 = claim(
    "(50): U^T P = 0 and V^T Q = 0, so that W^^T D = 0",
    Words(square(U.T * P) + square(V.T * Q) + square(K), "==", 0, vanishing=facts),
    printed=True,
)
term_2 = claim(
    "Appendix I: <U V^T - X*, P Q^T> = -sigma_i",
    Words(inner(U * V.T - X, P * Q.T), "==", -sigma, vanishing=facts),
    printed=True,
)
direction = claim(
    "Appendix I: hess g[D, D] = -(sigma_i - s_r(U)^2) |D|^2 in the direction [phi_i alpha^T; psi_i alpha^T]",
    Words(
        square(P * V.T + U * Q.T) + 2 * inner(U * V.T - X, P * Q.T) + mu * (square(K) + inner(K, K.T)),
        "==",
        (lam - sigma) * (square(P) + square(Q)),
        vanishing=facts,
    ),
    printed=True,
    rests_on=[
        "theorem_4.term_1",
        "theorem_4.term_2",
        "theorem_4.equation_50",
        "theorem_4.last_line",
        "lemma_6.equation_38",
        "lemma_5.lemma_repaired",
        "theorem_4.members",
    ],
)
si, sr, sr1, su = reals("sigma_i sigma_r sigma_r1 s_U2")
last_line = claim(
    "Appendix I, last line: -(sigma_i - s_r(U)^2) <= -(sigma_r - sigma_{r+1}) < 0 as i <= r < j",
    given=[si >= sr, sr > sr1, sr1 >= 0, su >= 0, su <= sr1],
    show=And(su - si <= -(sr - sr1), su - si < 0),
    printed=True,
    note="(49): s_r(U)^2 is sigma_j with j = max Omega > r where #Omega = r, and 0 otherwise.",
)
R, L = matrix("R", k, r), matrix("L", k, k, symmetric=True)
Phi, Psi, Y = matrix("Phi", n, k), matrix("Psi", m, k), matrix("Y", n, m)
members = claim(
    "Theorem 4, if: U = Phi_O Lam^(1/2) R, V = Psi_O Lam^(1/2) R with X* = Phi_O Lam Psi_O^T + Y, Y "
    "orthogonal to both, is critical",
    Words(
        square((Phi * L * R * (Psi * L * R).T - Phi * L * L * Psi.T - Y) * Psi * L * R),
        "==",
        0,
        vanishing=(
            Phi.T * Phi - identity(k),
            Psi.T * Psi - identity(k),
            R * R.T - identity(k),
            Y * Psi,
            Phi.T * Y,
        ),
    ),
    printed=True,
)


def _point_in_set(sigma: tuple[int, int, int], a: tuple[str, str]) -> str:
    """r = 1, X* = diag(sigma), sigma_2 = sigma_3: u = v = sqrt(sigma_2) (0, a) is critical; U U^T is
    diagonal for every point of the set with Phi = I."""
    x, y = map(Fraction, a)
    assert x**2 + y**2 == 1
    assert sigma[0] > sigma[1] == sigma[2]
    outer = [[sigma[1] * p * q for q in (x, y)] for p in (x, y)]
    if outer[0][1] == 0:
        return ""
    return (
        f"X* = diag{sigma}, u = v = sqrt({sigma[1]}) (0, {x}, {y}) is critical, but (U U^T)_23 = "
        f"{outer[0][1]} != 0"
    )


critical_set = claim(
    "Theorem 4: the critical points lie in C, made of the columns Phi[:, Omega] of one SVD",
    Computed(
        "the critical point u = v = sqrt(sigma_2) (0, 3/5, 4/5) lies in C",
        _point_in_set,
        cases=[{"sigma": (2, 1, 1), "a": ("3/5", "4/5")}],
        of="all X*, r and critical points",
    ),
    printed=True,
    scope=part("the set C"),
    note="sigma_1 = 2 > sigma_2 = sigma_3 = 1 with r = 1: the hypothesis asks for a gap at r alone.",
)
Rot, Lam = matrix("Rot", r, r), matrix("Lam", r, r, symmetric=True)
critical_set_repaired = critical_set.repaired(
    "for some SVD of X* (only if: X* V R^T = U R^T Lam, X*^T U R^T = V R^T Lam where U^T U = R^T Lam R)",
    show=Words(
        square(X * V * Rot.T - U * Rot.T * Lam) + square(X.T * U * Rot.T - V * Rot.T * Lam),
        "==",
        0,
        vanishing=(
            U * V.T * V - X * V,
            V * U.T * U - X.T * U,
            U.T * U - V.T * V,
            U.T * U - Rot.T * Lam * Rot,
            Rot * Rot.T - identity(r),
            Rot.T * Rot - identity(r),
        ),
    ),
    rests_on=["lemma_5.lemma_repaired", "theorem_4.members"],
    note="As in Lemma 5, whatever the rank of X*.",
)


SAYS = (
    "Let X* = Phi S Psi^T be a reduced SVD of rank r' > r, sigma_r > sigma_(r+1) and mu > 0. W is "
    "critical for g iff, "
    "for {svd}, U = Phi[:, Omega] Lam^(1/2) R, V = Psi[:, Omega] Lam^(1/2) R with Lam = S[Omega, Omega], "
    "R R^T = I and "
    "#Omega <= r. All local minima have Omega = 1..r; at any other critical W lambda_min(hess g(W)) <= "
    "-(sigma_r - sigma_(r+1))"
)
theorem = claim(
    "Theorem 4",
    Computed(
        SAYS.format(svd="this SVD"),
        _point_in_set,
        cases=[{"sigma": (2, 1, 1), "a": ("3/5", "4/5")}],
        of="all X*, r and critical points",
    ),
    printed=True,
    scope=whole,
    rests_on=["theorem_4.critical_set"],
    lint_except={"fixed-size": "the statement is about all sizes, and the case is a counterexample"},
)
theorem_repaired = theorem.repaired(
    "for some reduced SVD",
    show=Unmechanised(
        SAYS.format(svd="some reduced SVD of X*"),
        "no statement type speaks of eigenvalues and singular vectors of matrices of every size; the "
        "curvature "
        "where a singular pair is left out is theorem_4.direction",
    ),
    scope=whole,
    rests_on=[
        "theorem_4.critical_set_repaired",
        "theorem_4.members",
        "theorem_4.direction",
        "theorem_4.last_line",
        "theorem_4.saddles",
    ],
)


def _saddles(sigma: tuple[int, ...], r: int) -> str:
    gap = sigma[r - 1] - sigma[r]
    for point in critical_points(tuple(Fraction(s) for s in sigma), r):
        values = point.spectrum(len(sigma), len(sigma) + 1, Fraction(1, 2))
        if point.is_minimum and min(values) < 0:
            return f"sigma = {sigma}, r = {r}: the minimum has the eigenvalue {min(values)}"
        if not point.is_minimum and not min(values) <= -gap < 0:
            return f"sigma = {sigma}, r = {r}, taken {point.taken}: lambda_min = {min(values)}, gap {gap}"
    return ""


saddles = claim(
    "Theorem 4, last display: lambda_min <= -(sigma_r - sigma_{r+1}) at critical points outside X",
    Computed(
        "the spectrum in closed form at all subsets of singular values",
        _saddles,
        cases=[
            {"sigma": (2, 1), "r": 1},
            {"sigma": (3, 2, 1), "r": 2},
            {"sigma": (3, 3, 1, 1), "r": 2},
            {"sigma": (5, 4, 3, 2, 1), "r": 3},
        ],
        of="all sigma and r",
    ),
    printed=True,
    scope=case("(sigma, r) = ((2, 1), 1), ((3, 2, 1), 2), ((3, 3, 1, 1), 2), ((5, 4, 3, 2, 1), 3)"),
    rests_on=["theorem_4.direction"],
)


def _sharp() -> str:
    """Omega = {1, ..., r-1, r+1}: lambda_min = sigma_{r+1} - sigma_r, so that the bound is attained."""
    (point,) = (p for p in critical_points((Fraction(3), Fraction(2), Fraction(1)), 2) if p.taken == (0, 2))
    value = min(point.spectrum(3, 3, Fraction(1, 2)))
    return "" if value == -1 else f"lambda_min = {value}"


sharp = claim(
    "On Theorem 4, attained at sigma = (3, 2, 1), r = 2: Omega = {1, 3} has lambda_min = -(sigma_2 - "
    "sigma_3)",
    Computed("sigma = (3, 2, 1), r = 2: lambda_min = -1 at Omega = {1, 3}", _sharp),
)
tie = claim(
    "footnote 5: with sigma_r = sigma_{r+1} the point Omega = {1, ..., r - 1, r + 1} is another global "
    "minimum: the misfit sum over i not in Omega of sigma_i^2/2 is the same",
    given=[sr >= 0, Eq(sr, sr1)],
    show=Eq(sr1**2 / 2, sr**2 / 2),
    printed=True,
)
without_regularizer = claim(
    "text after Theorem 4: the strict saddle property holds for mu = 0 too",
    Unmechanised(
        "every critical point of |U V^T - X*|^2/2 is a global minimum or a strict saddle",
        "cited, without a bound",
    ),
    printed=True,
)
x, y = reals("x y")
without_regularizer_smallest = claim(
    "text after Theorem 4, mu = 0: a critical point has x y = 1 or is 0, where the curvature is -1",
    given=[Eq((x * y - 1) * y, 0), Eq((x * y - 1) * x, 0)],
    show=Eq(x * y, 1) | And(Eq(x, 0), Eq(y, 0)),
    printed=True,
    scope=case("n = m = r = 1"),
)
eckart_young = claim(
    "text after Theorem 4: among the critical points the misfit sum over i not in Omega of sigma_i^2/2 is "
    "least for Omega = 1..r",
    given=[sr >= sr1, sr1 >= 0],
    show=sr1**2 / 2 <= sr**2 / 2,
    printed=True,
    scope=case("two singular values, r = 1"),
    note="The paper cites the theorem on best approximations.",
)
