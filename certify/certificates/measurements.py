"""A counterexample as measurements a reader can recompute by hand: rational weights, matrices and data.

    f(U) = 1/2 sum_k c_k (<A_k, U U^T> - b_k)^2,     c_k > 0

has sum_k c_k <A_k, M>^2 = <H(M), M> on symmetric M, and the gradient and Hessian of the counterexample at X.
(The measurements of Definition 1.1 are sqrt(c_k) A_k, whose entries need not be rational.)
"""

from dataclasses import dataclass
from fractions import Fraction

from certify.certificates.certificate import Certificate
from certify.certificates.rational import add, inner, multiply, transpose
from certify.common.errors import InputError
from certify.common.exact import Exact, exact_matrix, parse_rational


@dataclass(frozen=True)
class RationalMeasurements:
    """Weights c (m,), symmetric matrices A (m, n, n) and data b (m,), m = n(n+1)/2, all rational."""

    weights: tuple[Fraction, ...]
    matrices: tuple[Exact, ...]
    data: tuple[Fraction, ...]


def rational_measurements(certificate: Certificate) -> RationalMeasurements:
    """The measurements behind a counterexample certificate. It is read, not checked: verify it first.

    Raises:
        InputError: the certificate is of another rule, or its H is not positive definite.
    """
    if certificate.rule != "counterexample":
        fix = "give a counterexample certificate"
        raise InputError("rule", f"{certificate.rule!r} has no measurements", fix)
    statement, witness = certificate.statement, certificate.witness
    X, Z = exact_matrix(statement["X"], "X"), exact_matrix(statement["Z"], "Z")
    delta = parse_rational(statement["delta"], "delta")
    S, G = exact_matrix(witness["S"], "S"), exact_matrix(witness["G"], "G")
    truth = multiply(Z, transpose(Z))
    E = add(multiply(X, transpose(X)), truth, -1)
    w = add(add(_scaled(E, 1 + delta), S, -1), G)
    reach = inner(E, w)

    def H(M: Exact) -> Exact:
        image = _scaled(M, 1 + delta)
        return add(image, w, -inner(w, M) / reach) if reach else image

    n = len(E)
    basis = [_unit(n, i, j) for i in range(n) for j in range(i, n)]
    gram = [[inner(H(B), C) for C in basis] for B in basis]
    L, weights = _ldl(gram)
    target = add(H(truth), G, -1)
    solved = _forward(L, [inner(target, B) for B in basis])
    matrices = tuple(_from_coordinates(n, [row[k] for row in L]) for k in range(len(basis)))
    return RationalMeasurements(
        tuple(weights), matrices, tuple(y / c for y, c in zip(solved, weights, strict=True))
    )


def _scaled(M: Exact, factor: Fraction) -> Exact:
    return tuple(tuple(factor * x for x in row) for row in M)


def _unit(n: int, i: int, j: int) -> Exact:
    """E_ii, or E_ij + E_ji."""
    return tuple(tuple(Fraction(int({a, b} == {i, j})) for b in range(n)) for a in range(n))


def _from_coordinates(n: int, row: list[Fraction]) -> Exact:
    """The symmetric A with <A, E_ii> and <A, E_ij + E_ji> the entries of the row."""
    places = [(i, j) for i in range(n) for j in range(i, n)]
    value = {place: x if place[0] == place[1] else x / 2 for place, x in zip(places, row, strict=True)}
    return tuple(tuple(value[min(i, j), max(i, j)] for j in range(n)) for i in range(n))


def _ldl(gram: list[list[Fraction]]) -> tuple[list[list[Fraction]], list[Fraction]]:
    """L unit lower triangular and c > 0 with gram = L diag(c) L^T."""
    size = len(gram)
    L = [[Fraction(int(i == j)) for j in range(size)] for i in range(size)]
    weights: list[Fraction] = []
    for k in range(size):
        pivot = gram[k][k] - sum((L[k][j] ** 2 * weights[j] for j in range(k)), Fraction(0))
        if pivot <= 0:
            fix = "ask for a counterexample at a smaller delta"
            raise InputError("witness", "its operator is not positive definite", fix)
        weights.append(pivot)
        for i in range(k + 1, size):
            known = sum((L[i][j] * L[k][j] * weights[j] for j in range(k) if L[k][j]), Fraction(0))
            L[i][k] = (gram[i][k] - known) / pivot
    return L, weights


def _forward(L: list[list[Fraction]], right: list[Fraction]) -> list[Fraction]:
    """y with L y = right."""
    y: list[Fraction] = []
    for row, value in zip(L, right, strict=True):
        y.append(value - sum((a * b for a, b in zip(row, y, strict=False)), Fraction(0)))
    return y
