"""From floating-point escape directions to an exact certificate that there is no counterexample.

Nothing has to hold exactly beforehand: any rational D0, D_1, ... prove some bound. K is a matrix of rank two
with one negative eigenvalue plus a positive semidefinite one, so for any symmetric A with <A, K(A)> = -c < 0

    K + (1/c) <K(A), .>^2  is positive semidefinite

(deflation by A leaves no negative eigenvalue). Its price, 2 delta ||K(A)||^2 / c, is least where A is the
eigenvector, and grows only with the square of the distance from it: A too may be rounded to few digits.
"""

import math
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from certify.certificates.certificate import Certificate, certificate, matrix_strings, recovery_statement
from certify.certificates.rational import Grid, add, inner, lift, multiply, to_floats, transpose
from certify.common.exact import Exact, rational_string
from certify.recovery.geometry import Floats, smat, svec
from certify.recovery.instance.instance import Instance

GRIDS = (10**2, 10**3, 10**4, 10**6, 10**8, 10**10, 10**13)
# Directions whose share of sum ||D_i||^2 is below this are left out.
NEGLIGIBLE = 1e-9


def escapes(instance: Instance, D0: Floats, D: Floats) -> Iterator[Certificate]:
    """Certificates at the instance's delta from D0 (d, r) and D (p, d, r) of its reduced frame, ever finer.

    None of them need be right: the kernel decides. Grids on which the directions prove nothing are skipped.
    """
    frame = instance.reduced
    assert instance.delta_exact is not None
    statement = recovery_statement(instance, instance.delta_exact, "no-counterexample")
    squares = np.sum(D**2, axis=(1, 2))
    kept = D[squares > NEGLIGIBLE * squares.sum()] if len(D) else D
    # (D0, D_i) -> (c D0, sqrt(c) D_i) proves the same: make the largest entry of the D_i one, at X's scale.
    largest = float(np.abs(kept).max(initial=0.0)) or float(np.abs(D0).max()) ** 0.5 or 1.0
    D0_n = frame.restore_direction(D0 / largest**2)
    D_n = [frame.restore_direction(direction / largest) for direction in kept]
    for steps in GRIDS:
        grid = Grid(frame.root_scale, steps)
        witness = _witness(instance, grid.matrix(D0_n), [grid.matrix(direction) for direction in D_n], steps)
        if witness is not None:
            yield certificate("escape-directions", statement, witness)


def _witness(instance: Instance, D0: Exact, D: list[Exact], steps: int) -> dict[str, object] | None:
    """The bounds that go with exact directions; None where K has no negative eigenvalue to speak of."""
    X, E = instance.X_exact, instance.error_exact
    D = [direction for direction in D if any(map(any, direction))]
    M, lifts = lift(D0, X), [lift(direction, X) for direction in D]
    for direction in D:
        M = add(M, multiply(direction, transpose(direction)), 2)
    A = _negative_direction(E, M, lifts, steps)
    if A is None:
        return None
    U = _apply_K(A, E, M, lifts)
    c = -inner(A, U)
    if c <= 0:
        return None
    plus, minus = _split(M, instance.eps0_exact > 0, steps)
    return {
        "D0": matrix_strings(D0),
        "D": [matrix_strings(direction) for direction in D],
        "nu": rational_string(1 / c),
        "U": matrix_strings(U),
        "M_plus": matrix_strings(plus),
        "M_minus": matrix_strings(minus),
        "q": rational_string(_root_above(_square_norm(multiply(D0, transpose(X))), steps)),
    }


def _apply_K(A: Exact, E: Exact, M: Exact, lifts: list[Exact]) -> Exact:
    """K(A) = (<M, A> E + <E, A> M)/2 + sum <P_i, A> P_i."""
    zero = add(E, E, -1)
    image = add(add(zero, E, inner(M, A) / 2), M, inner(E, A) / 2)
    for P in lifts:
        image = add(image, P, inner(P, A))
    return image


def _negative_direction(E: Exact, M: Exact, lifts: list[Exact], steps: int) -> Exact | None:
    """The eigenvector of K's negative eigenvalue, rounded; None where floats find none."""
    e, m = svec(_unit(E)), svec(_unit(M))
    ratio = _norm(M) / _norm(E)
    K = 0.5 * ratio * (np.outer(e, m) + np.outer(m, e))
    for P in lifts:
        p = svec(_unit(P))
        K += (_norm(P) / _norm(E)) ** 2 * np.outer(p, p)
    if not np.isfinite(K).all():
        return None
    values, vectors = np.linalg.eigh(K)
    return Grid(1.0, max(steps, 10**4)).matrix(smat(vectors[:, 0])) if values[0] < 0.0 else None


def _split(M: Exact, tight: bool, steps: int) -> tuple[Exact, Exact]:
    """M = plus - minus, both positive semidefinite; with tr(plus + minus) near ||M||_* if `tight`."""
    n = len(M)
    bound = max((sum((abs(x) for x in row), Fraction(0)) for row in M), default=Fraction(0))
    shift = Fraction(10) ** math.ceil(math.log10(float(bound))) if bound else Fraction(0)
    minus: Exact = tuple(tuple(shift if i == j else Fraction(0) for j in range(n)) for i in range(n))
    if tight and bound:
        values, vectors = np.linalg.eigh(to_floats(M) / float(bound))
        part = (vectors * np.maximum(-values, 0.0)) @ vectors.T
        grid = Grid(1.0, 100 * steps)
        rounded = grid.matrix(0.5 * (part + part.T))
        # Rounding moves eigenvalues by less than n / (200 steps); the diagonal makes up for it.
        room = Fraction(n, 100 * steps)
        minus = tuple(
            tuple(bound * (rounded[min(i, j)][max(i, j)] + (room if i == j else 0)) for j in range(n))
            for i in range(n)
        )
    return add(M, minus), minus


def _root_above(square: Fraction, steps: int) -> Fraction:
    """A short rational q >= 0 with q^2 >= square, within a relative 1/steps of the least."""
    if square == 0:
        return Fraction(0)
    scale = Fraction(10) ** (2 * round(math.log10(float(square)) / 2)) if 0 < float(square) < math.inf else 1
    root = math.isqrt(math.ceil(square / scale * steps**2)) + 1
    return Fraction(root, steps) * Fraction(10) ** (round(math.log10(float(scale)) / 2))


def _square_norm(A: Exact) -> Fraction:
    return inner(A, A)


def _norm(A: Exact) -> float:
    square = _square_norm(A)
    return math.sqrt(square) if square else 0.0


def _unit(A: Exact) -> Floats:
    """A / ||A|| in floats, zero for A = 0."""
    size = _norm(A)
    return np.array([[float(x / Fraction(size)) if size else 0.0 for x in row] for row in A])
