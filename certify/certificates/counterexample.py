"""From floating-point S and G to an exact counterexample.

What must hold exactly is built in before rounding: S and G live on the span of [X, Z], and S X = 0 where
eps1 = 0, because they are N Y N^T for an integer basis N of the right subspace and a Y that may be rounded
freely. On the gauge, and on directions outside the span, the second-order form is then exactly zero, and
elsewhere an interior point has room for the rounding.
"""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from certify.certificates.certificate import Certificate, certificate, matrix_strings, recovery_statement
from certify.certificates.rational import Grid, Simplest, add, integer_rows, kernel_basis, multiply, transpose
from certify.common.exact import Exact
from certify.recovery.geometry import Floats
from certify.recovery.instance.instance import Instance

GUESSES = (12, 100, 1000, 10_000, 100_000)
GRIDS = (10**3, 10**5, 10**7, 10**9, 10**12, 10**15)


def counterexamples(
    instance: Instance, S: Floats, G: Floats, *, guess: bool = False
) -> Iterator[Certificate]:
    """Certificates at the instance's delta from S and G (d, d) of its reduced frame, ever finer rounded.

    None of them need be right: the kernel decides. With `guess` the entries are taken for rationals with
    small denominators, which is the only hope where delta = delta* leaves no room.
    """
    frame = instance.reduced
    assert instance.delta_exact is not None
    statement = recovery_statement(instance, instance.delta_exact, "counterexample-exists")
    span, critical = _bases(instance)
    size = frame.root_scale**2
    S, G = frame.restore_matrix(S), frame.restore_matrix(G)
    roundings = map(Simplest, GUESSES) if guess else (Grid(size, steps) for steps in GRIDS)
    for rounding in roundings:
        exact_S = _rounded(S, span if instance.eps1_exact else critical, rounding)
        exact_G = _rounded(G, span if instance.eps0_exact else [], rounding)
        if not instance.delta_exact:
            # H = Id is the whole band, and S = E + G has to hold exactly.
            if instance.eps0_exact:
                exact_G = add(exact_S, instance.error_exact, -1)
            else:
                exact_S = instance.error_exact
        witness = {"S": matrix_strings(exact_S), "G": matrix_strings(exact_G)}
        yield certificate("counterexample", statement, witness)


def _bases(instance: Instance) -> tuple[list[list[int]], list[list[int]]]:
    """Integer bases, as rows, of the span of [X, Z] and of the part of it orthogonal to X."""
    X, Z, n = integer_rows(transpose(instance.X_exact)), integer_rows(transpose(instance.Z_exact)), instance.n
    outside = kernel_basis([*X, *Z], n)
    return kernel_basis(outside, n), kernel_basis([*X, *outside], n)


def _rounded(M: Floats, basis: list[list[int]], rounding: Grid | Simplest) -> Exact:
    """The symmetric matrix N Y N^T nearest to M, with the columns of N the basis and Y rounded."""
    n = len(M)
    if not basis:
        return ((Fraction(0),) * n,) * n
    exponents = [max(abs(x) for x in vector).bit_length() for vector in basis]
    N = np.array([[x / 2**e for x in vector] for vector, e in zip(basis, exponents, strict=True)]).T
    inverse = np.linalg.pinv(N)
    Y = rounding.matrix(inverse @ (0.5 * (M + M.T)) @ inverse.T)
    scaled: Exact = tuple(
        tuple(y / 2 ** (e + f) for y, f in zip(row, exponents, strict=True))
        for row, e in zip(_symmetrised(Y), exponents, strict=True)
    )
    return _congruence(basis, scaled)


def _symmetrised(Y: Exact) -> Exact:
    return tuple(tuple(Y[min(i, j)][max(i, j)] for j in range(len(Y))) for i in range(len(Y)))


def _congruence(basis: list[list[int]], Y: Exact) -> Exact:
    """N Y N^T."""
    N = transpose(tuple(tuple(map(Fraction, vector)) for vector in basis))
    return multiply(multiply(N, Y), transpose(N))
