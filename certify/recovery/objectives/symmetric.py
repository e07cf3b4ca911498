"""The symmetric objective f(X) = 1/2 ||A(X X^T) - b||^2 and its derivatives (Fact 3.6, Zhang)."""

from typing import Any, Self

import numpy as np

from certify.common.errors import InputError
from certify.recovery.geometry import Floats, error_matrix, lift, lift_matrix, symmetric_part
from certify.recovery.objectives.inputs import real_array
from certify.recovery.objectives.operators import Measurements, Operator


class SymmetricObjective:
    """h(U) = <G, U U^T> + 1/2 ||U U^T - Z Z^T||_H^2 + constant, on U of shape (n, r), for any r.

    This is f for H = A^T A, G = A^T(A(Z Z^T) - b) and the constant that makes the two equal. Value, gradient
    and Hessian scale as 4, 3 and 2 under (U, Z, G) -> (tU, tZ, t^2 G), the constant apart.

    Args:
        operator: H, acting on S^n.
        Z: the factor (n, r*) of the ground truth.
        G: the noise (n, n), of which the symmetric part counts; none by default.

    Raises InputError when H does not act on S^n or a shape does not fit.
    """

    def __init__(self, operator: Operator, Z: Any, G: Any = None, *, constant: float = 0.0) -> None:
        if not operator.symmetric:
            raise InputError("operator", "it acts on rectangular matrices", "give one on S^n")
        n = operator.shape[0]
        self.operator = operator
        self.Z = real_array("Z", Z, n, None)
        self.G = np.zeros((n, n)) if G is None else symmetric_part(real_array("G", G, n, n))
        self.constant = constant

    @classmethod
    def from_measurements(cls, A: Any, b: Any, Z: Any) -> Self:
        """f for matrices A (m, n, n) and measurements b (m,), around the ground truth Z Z^T."""
        operator = Measurements(A, symmetric=True)
        Z = real_array("Z", Z, operator.shape[0], None)
        noise = operator.measure(Z @ Z.T) - real_array("b", b, len(operator.A))
        G = operator.adjoint(noise)
        return cls(operator, Z, G, constant=float(0.5 * noise @ noise - np.vdot(G, Z @ Z.T)))

    def residual_matrix(self, X: Floats) -> Floats:
        """S = H(E) + G (n, n), of which gradient and Hessian are made."""
        return self.operator.apply(error_matrix(X, self.Z)) + self.G

    def value(self, X: Floats) -> float:
        """h(X)."""
        energy = self.operator.quadratic(error_matrix(X, self.Z))
        return float(np.vdot(self.G, X @ X.T)) + 0.5 * energy + self.constant

    def gradient(self, X: Floats) -> Floats:
        """2 S X, of the shape (n, r) of X: <grad h(X), D> = <S, P_D>."""
        return 2.0 * self.residual_matrix(X) @ X

    def hessian_form(self, X: Floats, D: Floats) -> float:
        """<hess h(X)[D], D> = 2 <S, D D^T> + ||P_D||_H^2."""
        curvature = np.vdot(self.residual_matrix(X) @ D, D)
        return 2.0 * float(curvature) + self.operator.quadratic(lift(X, D))

    def hessian(self, X: Floats) -> Floats:
        """The Hessian (n r, n r) in vec coordinates: 2 I_r (x) S + J^T H J, where J vec D = svec P_D."""
        return quartic_hessian(self.operator, self.residual_matrix(X), X)


def quartic_hessian(operator: Operator, residual: Floats, X: Floats) -> Floats:
    """The matrix (n r, n r), in vec coordinates of D, of 2 <S, D D^T> + ||P_D||_H^2, with S the residual."""
    n, r = X.shape
    hessian = operator.pull_back(lift_matrix(X))
    blocks = hessian.reshape(r, n, r, n)
    columns = np.arange(r)
    blocks[columns, :, columns, :] += 2.0 * residual
    return symmetric_part(blocks.reshape(n * r, n * r))
