"""What is exact about alignment by an invertible matrix: bounds from below in rationals, and rank one.

With W = P^{-T}, dist(Z, Z*)^2 is the infimum of the quadratic |X P - X*|^2 + |Y W - Y*|^2 under the 2 r^2
quadratic equations P^T W = I and P W^T = I. Its Lagrange dual (the Shor relaxation) bounds it from below
whatever the multipliers are, so that rational multipliers give a proof.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from certify.common.errors import InputError
from certify.recovery.geometry import Floats
from certify.recovery.papers.alignment import Alignment

Rows = Sequence[Sequence[Fraction]]


@dataclass(frozen=True)
class AlignmentData:
    """Rational X, X* (n1, r), Y, Y* (n2, r), as lists of rows; the rows may also hold ints or "p/q"."""

    X: Rows
    Y: Rows
    X_star: Rows
    Y_star: Rows

    def __post_init__(self) -> None:
        for name in ("X", "Y", "X_star", "Y_star"):
            rows = [[Fraction(entry) for entry in row] for row in getattr(self, name)]
            object.__setattr__(self, name, rows)
        widths = {len(row) for M in (self.X, self.Y, self.X_star, self.Y_star) for row in M}
        if len(widths) != 1 or 0 in widths:
            raise InputError("X", "X, Y, X* and Y* have no common number of columns", "give r >= 1 to each")
        for name in ("X", "Y"):
            if len(getattr(self, name)) != len(getattr(self, f"{name}_star")):
                raise InputError(f"{name}_star", f"it has not as many rows as {name}", "make them conform")

    @property
    def rank(self) -> int:
        """r."""
        return len(self.X[0])

    def floats(self) -> Alignment:
        """The same problem in floating point."""
        names = (self.X, self.Y, self.X_star, self.Y_star)
        return Alignment(*(np.array([[float(x) for x in row] for row in M]) for M in names))

    def value(self, P: Rows) -> Fraction:
        """g(P) for rational P (r, r). Raises InputError where P is singular."""
        Xt, Yt = multiply(self.X, P), multiply(self.Y, transpose(inverse(P)))
        return squared_distance(Xt, self.X_star) + squared_distance(Yt, self.Y_star)


@dataclass(frozen=True)
class LowerBound:
    """dist(Z, Z*)^2 >= value, proved by multipliers.

    Attributes:
        value: the bound.
        first, second: the multipliers (r, r) of P^T W = I and P W^T = I.
    """

    value: Fraction
    first: Rows
    second: Rows


def relaxation(
    data: AlignmentData,
) -> tuple[list[list[Fraction]], list[list[list[Fraction]]], list[Fraction]]:
    """C, [A_i], b of the Shor relaxation: dist^2 >= min <C, V> with <A_i, V> = b_i, V psd (2 r^2 + 1 rows).

    V stands for v v^T with v = (vec P, vec W, 1), in row-major order; the last equation is V_last = 1.
    """
    r, size = data.rank, 2 * data.rank**2 + 1
    C = _quadratic(data, None, None)
    equations, right = [], []
    for i in range(r):
        for j in range(r):
            unit = [[Fraction(int((k, m) == (i, j))) for m in range(r)] for k in range(r)]
            for pair in ((unit, None), (None, unit)):
                equations.append(_coupling(r, *pair))
                right.append(Fraction(int(i == j)))
    corner = [[Fraction(int(k == m == size - 1)) for m in range(size)] for k in range(size)]
    return C, [*equations, corner], [*right, Fraction(1)]


def lower_bound(data: AlignmentData, first: Rows, second: Rows) -> LowerBound | None:
    """The bound of these multipliers, or None where the Lagrangian is not strictly convex.

    It is the minimum of the Lagrangian |X P - X*|^2 + |Y W - Y*|^2 + <first, P^T W - I> +
    <second, P W^T - I> over all P, W (r, r), in exact arithmetic.
    """
    full = _quadratic(data, first, second)
    Q, linear, constant = [row[:-1] for row in full[:-1]], [row[-1] for row in full[:-1]], full[-1][-1]
    if not positive_definite(Q):
        return None
    column = [[entry] for entry in linear]
    minimum = constant - _inner(column, solve(Q, column))
    trace = sum((first[i][i] + second[i][i] for i in range(data.rank)), Fraction(0))
    return LowerBound(minimum - trace, first, second)


def best_lower_bound(data: AlignmentData, P: Floats | None = None, digits: int = 9) -> LowerBound | None:
    """A bound by the multipliers that make P stationary, rounded to so many decimal digits.

    By stationarity at P, W = P^{-T} one of the two multipliers determines the other; the choice left is made
    so that the Lagrangian is as convex as a local search can make it. None where it is not convex then: P is
    no global minimiser, or the relaxation is not tight there.

    Args:
        P: a minimiser (r, r); by default the best one found.
    """
    problem = data.floats()
    if P is None:
        P = problem.local_minimizers()[0].P
    first, second = _multipliers(problem, P)
    scale = 10**digits

    def rounded(M: Floats) -> list[list[Fraction]]:
        return [[Fraction(round(float(x) * scale), scale) for x in row] for row in M]

    return lower_bound(data, rounded(first), rounded(second))


def _multipliers(problem: Alignment, P: Floats) -> tuple[Floats, Floats]:
    """Multipliers for which (P, P^{-T}) is stationary for the Lagrangian, the most convex found."""
    from scipy.optimize import minimize

    r, eye = problem.rank, np.eye(problem.rank)
    (Xt, Yt), (Ex, _) = problem.aligned(P), problem.errors(P)
    G = 2.0 * Xt.T @ Ex  # = 2 (Yt^T Ey)^T by Lemma 2: in the frame of P, first^T + second = -G
    left, right = np.kron(Xt.T @ Xt, eye), np.kron(Yt.T @ Yt, eye)

    def split(free: Floats) -> tuple[Floats, Floats]:
        return (free.reshape(r, r) - G / 2.0).T, -G / 2.0 - free.reshape(r, r)

    def concavity(free: Floats) -> float:
        """Minus the least eigenvalue of the Lagrangian's quadratic form in (dP, dW), in the frame of P."""
        first, second = split(free)
        cross = np.einsum("ij,kl->kilj", first, eye) + np.einsum("ij,kl->ikjl", second, eye)
        half = cross.reshape(r * r, r * r) / 2.0
        return -float(np.linalg.eigvalsh(np.block([[left, half], [half.T, right]]))[0])

    free = np.zeros(r * r)
    if concavity(free) > -1e-6:
        free = minimize(concavity, free, method="Nelder-Mead", options={"maxiter": 400 * r * r}).x
    first, second = split(free)
    # out of the frame, where dP = P dP' and dW = P^{-T} dW': P W^T becomes P (...) P^{-1}
    return first, np.linalg.solve(P.T, second) @ P.T


def _quadratic(data: AlignmentData, first: Rows | None, second: Rows | None) -> list[list[Fraction]]:
    """|X P - X*|^2 + |Y W - Y*|^2 + <first, P^T W> + <second, P W^T> as a matrix in (vec P, vec W, 1)."""
    r, block = data.rank, data.rank**2
    form = _coupling(r, first, second)
    for offset, A, B in ((0, data.X, data.X_star), (block, data.Y, data.Y_star)):
        gram, mixed = multiply(transpose(A), A), multiply(transpose(A), B)
        for i in range(r):
            for j in range(r):
                for k in range(r):
                    form[offset + i * r + k][offset + j * r + k] += gram[i][j]
                form[offset + i * r + j][-1] -= mixed[i][j]
                form[-1][offset + i * r + j] -= mixed[i][j]
        form[-1][-1] += sum((x * x for row in B for x in row), Fraction(0))
    return form


def _coupling(r: int, first: Rows | None, second: Rows | None) -> list[list[Fraction]]:
    """<first, P^T W> + <second, P W^T> as a symmetric matrix in (vec P, vec W, 1)."""
    block, size = r * r, 2 * r * r + 1
    form = [[Fraction(0)] * size for _ in range(size)]
    for i in range(r):
        for j in range(r):
            for k in range(r):
                places = ((first, k * r + i, k * r + j), (second, i * r + k, j * r + k))
                for weights, p, w in places:
                    if weights is not None:
                        form[p][block + w] += weights[i][j] / 2
                        form[block + w][p] += weights[i][j] / 2
    return form


@dataclass(frozen=True)
class ScalarAlignment:
    """dist(Z, Z*)^2 for r = 1, exactly.

    Attributes:
        infimum: of g over p != 0, a real algebraic number (sympy).
        minimizers: all p with g(p) = infimum, in increasing order; empty where it is not attained.
        stationary: all (g(p), p) with g'(p) = 0, p in increasing order.
        constant: g does not depend on p (X = 0 and Y = 0): every p is a minimiser, none is listed.
    """

    infimum: Any
    minimizers: tuple[Any, ...]
    stationary: tuple[tuple[Any, Any], ...]
    constant: bool = False

    @property
    def attained(self) -> bool:
        """Whether some p != 0 attains the infimum."""
        return self.constant or bool(self.minimizers)


def scalar_alignment(data: AlignmentData) -> ScalarAlignment:
    """All stationary points and the infimum of g(p) = a p^2 - 2 b p + d/p^2 - 2 e/p + c over p != 0.

    a = |x|^2, b = <x, x*>, d = |y|^2, e = <y, y*>, c = |x*|^2 + |y*|^2; the stationary points are the real
    roots p != 0 of a p^4 - b p^3 + e p - d. Raises InputError where r > 1.
    """
    if data.rank != 1:
        raise InputError("X", f"it has {data.rank} columns", "give one column: this is for r = 1")
    import sympy

    a, b = _inner(data.X, data.X), _inner(data.X, data.X_star)
    d, e = _inner(data.Y, data.Y), _inner(data.Y, data.Y_star)
    c = _inner(data.X_star, data.X_star) + _inner(data.Y_star, data.Y_star)
    if a == d == 0:
        return ScalarAlignment(_rational(c), (), (), constant=True)
    if a == 0 or d == 0:  # one factor is zero: p, or 1/p, minimises a parabola on the rest
        least = e / d if a == 0 else b / a
        value = _rational(c - (e * e / d if a == 0 else b * b / a))
        if least == 0:
            return ScalarAlignment(value, (), ())
        at = _rational(1 / least if a == 0 else least)
        return ScalarAlignment(value, (at,), ((value, at),))
    p, v = sympy.symbols("p v")
    A, B, C, D, E = map(_rational, (a, b, c, d, e))
    stationary = sympy.Poly(A * p**4 - B * p**3 + E * p - D, p)
    levels = sympy.Poly(A * p**4 - 2 * B * p**3 + (C - v) * p**2 - 2 * E * p + D, p)
    values = sympy.real_roots(sympy.Poly(sympy.resultant(stationary, levels), v), multiple=False)
    ordered = [value for value, _ in values]
    points = [root for root, _ in sympy.real_roots(stationary, multiple=False)]
    found = tuple((ordered[_place(ordered, root, (a, b, c, d, e))], root) for root in points)
    best = min(ordered.index(value) for value, _ in found)
    return ScalarAlignment(
        ordered[best], tuple(root for value, root in found if value == ordered[best]), found
    )


def _place(ordered: Sequence[Any], root: Any, coefficients: tuple[Fraction, ...]) -> int:
    """Which of these real algebraic numbers g(root) is, by enclosures that shrink until only one is left."""
    width = Fraction(1, 1000)
    while True:
        low, high = _enclosed(root, width)
        if low * high > 0:
            least, most = _levels(low, high, coefficients)
            enclosures = [_enclosed(value, width) for value in ordered]
            left = [k for k, (start, end) in enumerate(enclosures) if start <= most and end >= least]
            if len(left) == 1:
                return left[0]
        width /= 1000


def _levels(low: Fraction, high: Fraction, coefficients: tuple[Fraction, ...]) -> tuple[Fraction, Fraction]:
    """Bounds on g over [low, high], an interval without 0: each term is monotone there."""
    a, b, c, d, e = coefficients
    ends = [(a * p * p, -2 * b * p, d / (p * p), -2 * e / p) for p in (low, high)]
    pairs = list(zip(*ends, strict=True))
    return c + sum(min(pair) for pair in pairs), c + sum(max(pair) for pair in pairs)


def _enclosed(number: Any, width: Fraction) -> tuple[Fraction, Fraction]:
    """A rational interval of at most twice this width around a real algebraic number."""
    near = number if number.is_Rational else number.eval_rational(dx=_rational(width))
    middle = Fraction(int(near.p), int(near.q))
    return (middle, middle) if number.is_Rational else (middle - width, middle + width)


def _rational(value: Fraction) -> Any:
    import sympy

    return sympy.Rational(value.numerator, value.denominator)


def _inner(A: Rows, B: Rows) -> Fraction:
    return sum(
        (a * b for one, other in zip(A, B, strict=True) for a, b in zip(one, other, strict=True)), Fraction(0)
    )


def transpose(A: Rows) -> list[list[Fraction]]:
    """A^T."""
    return [list(column) for column in zip(*A, strict=True)]


def multiply(A: Rows, B: Rows) -> list[list[Fraction]]:
    """A B."""
    columns = transpose(B)
    return [
        [sum((a * b for a, b in zip(row, column, strict=True)), Fraction(0)) for column in columns]
        for row in A
    ]


def squared_distance(A: Rows, B: Rows) -> Fraction:
    """|A - B|_F^2."""
    return sum(
        ((a - b) ** 2 for one, other in zip(A, B, strict=True) for a, b in zip(one, other, strict=True)),
        Fraction(0),
    )


def solve(A: Rows, B: Rows) -> list[list[Fraction]]:
    """A^{-1} B by elimination. Raises InputError where A is singular."""
    size = len(A)
    rows = [[*map(Fraction, left), *map(Fraction, right)] for left, right in zip(A, B, strict=True)]
    for k in range(size):
        pivot = next((i for i in range(k, size) if rows[i][k]), None)
        if pivot is None:
            raise InputError("P", "the matrix is singular", "give an invertible matrix")
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [entry / rows[k][k] for entry in rows[k]]
        for i in range(size):
            if i != k and rows[i][k]:
                rows[i] = [x - rows[i][k] * y for x, y in zip(rows[i], rows[k], strict=True)]
    return [row[size:] for row in rows]


def inverse(A: Rows) -> list[list[Fraction]]:
    """A^{-1}. Raises InputError where A is singular."""
    return solve(A, [[Fraction(int(i == j)) for j in range(len(A))] for i in range(len(A))])


def positive_definite(A: Rows) -> bool:
    """Whether a symmetric matrix is positive definite: all pivots of elimination are positive."""
    rows = [list(row) for row in A]
    for k, pivot_row in enumerate(rows):
        if pivot_row[k] <= 0:
            return False
        for i in range(k + 1, len(rows)):
            factor = rows[i][k] / pivot_row[k]
            rows[i] = [x - factor * y for x, y in zip(rows[i], pivot_row, strict=True)]
    return True
