"""Self-adjoint operators H on matrices, of which a quartic objective is built: ||M||_H^2 = <H(M), M>.

Each acts either on S^n (`symmetric`), in svec coordinates, or on R^{n1 x n2}, in vec (column-major)
coordinates. Given in one of three ways, chosen by what is known: matrices A_i with H = A^T A, a dense Gram
matrix, or the rank-one form of the duality theorem, which costs O(n^2) and never needs a dense matrix.
"""

from abc import ABC, abstractmethod
from typing import Any

import numpy as np

from certify.common.errors import InputError
from certify.recovery.geometry import (
    Floats,
    matrix_size,
    smat,
    svec,
    symmetric_dimension,
    symmetric_part,
    unvec,
)
from certify.recovery.objectives.inputs import real_array, real_number


class Operator(ABC):
    """A self-adjoint linear operator on S^n or on R^{n1 x n2}.

    Attributes:
        shape: the shape (n1, n2) of the matrices it acts on; n1 = n2 = n on S^n.
        symmetric: True on S^n, where only the symmetric part of an argument counts.
    """

    shape: tuple[int, int]
    symmetric: bool

    @property
    def dimension(self) -> int:
        """n(n+1)/2 on S^n, n1 n2 on R^{n1 x n2}."""
        return symmetric_dimension(self.shape[0]) if self.symmetric else self.shape[0] * self.shape[1]

    def coordinates(self, M: Floats) -> Floats:
        """svec (symmetric) or vec (rectangular) of M (..., n1, n2): an isometry onto (..., dimension)."""
        if self.symmetric:
            return svec(M)
        return M.swapaxes(-1, -2).reshape(*M.shape[:-2], self.dimension)

    def from_coordinates(self, v: Floats) -> Floats:
        """The matrix with coordinates v (dimension,); inverse of `coordinates`."""
        return smat(v) if self.symmetric else unvec(v, self.shape[1])

    @abstractmethod
    def apply(self, M: Floats) -> Floats:
        """H(M), of shape `shape`, for M of that shape. Linear in M."""

    @abstractmethod
    def matrix(self) -> Floats:
        """H as a dense symmetric matrix (dimension, dimension) in `coordinates`."""

    def quadratic(self, M: Floats) -> float:
        """||M||_H^2 = <H(M), M>, which may be negative. Degree 2 in M."""
        return float(np.vdot(self.apply(M), M))

    def pull_back(self, J: Floats) -> Floats:
        """J^T H J (p, p) for the coordinates J (dimension, p) of p matrices: their Gram matrix under H."""
        return J.T @ self.matrix() @ J

    def spectrum(self) -> tuple[float, float]:
        """The lowest and the highest eigenvalue of H."""
        eigenvalues = np.linalg.eigvalsh(self.matrix())
        return float(eigenvalues[0]), float(eigenvalues[-1])


class Measurements(Operator):
    """H = A^T A for A(M)_i = <A_i, M>, with A_1 ... A_m stacked in A (m, n1, n2).

    On S^n (the default for square matrices) the A_i are replaced by their symmetric parts, which measure
    the same there. Raises InputError on a malformed A, or on `symmetric` with n1 != n2.
    """

    def __init__(self, A: Any, *, symmetric: bool | None = None) -> None:
        matrices = real_array("A", A, None, None, None)
        square = matrices.shape[1] == matrices.shape[2]
        self.symmetric = square if symmetric is None else symmetric
        if self.symmetric and not square:
            raise InputError("A", f"its matrices are {matrices.shape[1:]}", "give square ones for S^n")
        self.shape = (matrices.shape[1], matrices.shape[2])
        self.A = symmetric_part(matrices) if self.symmetric else matrices
        self._rows = self.coordinates(self.A)

    def measure(self, M: Floats) -> Floats:
        """A(M) (m,), the numbers <A_i, M>."""
        measured: Floats = np.tensordot(self.A, M, 2)
        return measured

    def adjoint(self, y: Floats) -> Floats:
        """A^T(y) = sum_i y_i A_i, for y (m,)."""
        combined: Floats = np.tensordot(y, self.A, 1)
        return combined

    def apply(self, M: Floats) -> Floats:
        return self.adjoint(self.measure(M))

    def quadratic(self, M: Floats) -> float:
        return float(np.sum(self.measure(M) ** 2))

    def matrix(self) -> Floats:
        return self._rows.T @ self._rows

    def pull_back(self, J: Floats) -> Floats:
        measured = self._rows @ J
        return measured.T @ measured

    def spectrum(self) -> tuple[float, float]:
        singular = np.linalg.svd(self._rows, compute_uv=False)
        full = len(singular) == self.dimension
        return (float(singular[-1] ** 2) if full else 0.0), float(singular.max(initial=0.0) ** 2)


class GramOperator(Operator):
    """H given by its dense symmetric matrix: in svec coordinates of S^n, or, with `shape`, in vec
    coordinates of R^{n1 x n2}. Raises InputError when the matrix is not symmetric or of no such size.
    """

    def __init__(self, matrix: Any, shape: tuple[int, int] | None = None) -> None:
        dense = real_array("matrix", matrix, None, None)
        if not np.allclose(dense, dense.T, rtol=0.0, atol=1e-10 * np.abs(dense).max(initial=0.0)):
            raise InputError("matrix", "it is not symmetric", "give the matrix of a self-adjoint operator")
        self.symmetric = shape is None
        if shape is None:
            try:
                n = matrix_size(len(dense))
            except ValueError as error:
                raise InputError("matrix", str(error), "give svec coordinates of S^n, or a shape") from None
            shape = (n, n)
        elif shape[0] * shape[1] != len(dense):
            raise InputError("shape", f"{shape} does not have {len(dense)} entries", "match the matrix")
        self.shape = (int(shape[0]), int(shape[1]))
        self._matrix = symmetric_part(dense)

    def apply(self, M: Floats) -> Floats:
        return self.from_coordinates(self._matrix @ self.coordinates(M))

    def matrix(self) -> Floats:
        return self._matrix.copy()


class BandOperator(Operator):
    """H = (1 + delta) Id - w w^T / <E, w> on S^n: the largest H <= (1 + delta) Id with H(E) = (1+delta)E - w.

    The rank-one theorem says that no other H need be looked at. Its eigenvalues are 1 + delta and, along w,
    1 + delta - ||w||^2 / <E, w>; so 1 - delta <= H iff ||w||^2 <= 2 delta <E, w>. With w = 0 it is
    (1 + delta) Id. Degree 0 under (E, w) -> (tE, tw). Raises InputError when w != 0 and <E, w> <= 0.
    """

    symmetric = True

    def __init__(self, E: Any, w: Any, delta: Any) -> None:
        E = real_array("E", E, None, None)
        self.E = symmetric_part(real_array("E", E, len(E), len(E)))
        self.w = symmetric_part(real_array("w", w, *self.E.shape))
        self.delta = real_number("delta", delta)
        self.shape = (len(self.E), len(self.E))
        # Unit vectors, so that neither ||w||^2 nor <E, w> over- or underflows.
        scale = float(np.abs(self.w).max(initial=0.0))
        length = float(np.linalg.norm(self.w / scale)) if scale else 1.0
        self.direction = self.w / scale / length if scale else self.w
        along = float(np.vdot(self.E, self.direction))
        if scale and along <= 0.0:
            inner = along * length * scale
            raise InputError("w", f"<E, w> = {inner:g} is not positive", "give w with <E, w> > 0")
        self.weight = length * scale / along if scale else 0.0

    def apply(self, M: Floats) -> Floats:
        part = symmetric_part(M)
        along = float(np.vdot(self.direction, part))
        return (1.0 + self.delta) * part - self.weight * along * self.direction

    def matrix(self) -> Floats:
        direction = svec(self.direction)
        return (1.0 + self.delta) * np.eye(self.dimension) - self.weight * np.outer(direction, direction)

    def pull_back(self, J: Floats) -> Floats:
        along = J.T @ svec(self.direction)
        return (1.0 + self.delta) * (J.T @ J) - self.weight * np.outer(along, along)

    def spectrum(self) -> tuple[float, float]:
        highest = 1.0 + self.delta
        return highest - self.weight, highest if self.dimension > 1 else highest - self.weight
