"""From an operator H back to measurement matrices A_i with sum_i <A_i, M>^2 = <H(M), M>."""

import math

import numpy as np

from certify.common.errors import InputError
from certify.recovery.geometry import Floats, smat, symmetric_dimension
from certify.recovery.objectives.operators import BandOperator, Measurements, Operator

# An eigenvalue this far below zero, relative to the largest, is rounding; further below, H is not PSD.
_ROUNDING = 1e-12


def measurement_matrices(operator: Operator, *, with_skew: bool = False) -> Floats:
    """Matrices A_i (m, n1, n2), symmetric when H acts on S^n, with sum_i A_i (x) A_i = H there.

    On S^n such A_i see nothing of a skew matrix. `with_skew` appends the n(n-1)/2 measurements of Lemma 2.3
    (Zhang) that act as the identity on skew matrices, so that (1-delta) Id <= H <= (1+delta) Id on S^n gives
    RIP(delta, n) on all of R^{n x n}, as Definition 1.1 asks.

    Raises InputError when H is not positive semidefinite (no measurements exist), or on `with_skew` for a
    rectangular operator.
    """
    matrices = _square_root(operator)
    if not with_skew:
        return matrices
    if not operator.symmetric:
        raise InputError("with_skew", "the operator acts on rectangular matrices", "leave it out")
    return np.concatenate([matrices, _skew_basis(operator.shape[0])])


def _square_root(operator: Operator) -> Floats:
    if isinstance(operator, Measurements):
        return operator.A.copy()
    lowest, highest = operator.spectrum()
    if highest < 0.0 or lowest < -_ROUNDING * highest:
        problem = f"its lowest eigenvalue is {lowest:.3g}, so <H(M), M> is not a sum of squares"
        raise InputError("operator", problem, "give a positive semidefinite operator")
    if isinstance(operator, BandOperator):
        # H^(1/2) = sqrt(high) Id - (sqrt(high) - sqrt(low)) u u^T, row by row on the basis of S^n.
        high = math.sqrt(1.0 + operator.delta)
        low = math.sqrt(max(1.0 + operator.delta - operator.weight, 0.0))
        basis = smat(np.eye(operator.dimension))
        along = operator.coordinates(operator.direction)
        return high * basis - (high - low) * np.multiply.outer(along, operator.direction)
    eigenvalues, vectors = np.linalg.eigh(operator.matrix())
    kept = eigenvalues > _ROUNDING * highest
    rows = (vectors[:, kept] * np.sqrt(eigenvalues[kept])).T
    return np.array([operator.from_coordinates(row) for row in rows]).reshape(-1, *operator.shape)


def _skew_basis(n: int) -> Floats:
    rows, columns = np.triu_indices(n, 1)
    basis = np.zeros((n * n - symmetric_dimension(n), n, n))
    index = np.arange(len(basis))
    basis[index, rows, columns] = math.sqrt(0.5)
    basis[index, columns, rows] = -math.sqrt(0.5)
    return basis
