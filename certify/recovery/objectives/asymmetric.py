"""The asymmetric objective with a balancing regularizer, and its lifted view (Facts 3.14 - 3.16, Zhang)."""

from typing import Any, Self

import numpy as np

from certify.recovery.geometry import Floats
from certify.recovery.objectives.inputs import real_array, real_number
from certify.recovery.objectives.lifted import LiftedOperator
from certify.recovery.objectives.operators import Measurements, Operator
from certify.recovery.objectives.symmetric import SymmetricObjective, quartic_hessian


class AsymmetricObjective:
    """g([U; V]) = scale (||U V^T - M*||_H^2 + 2 <G, U V^T>) + (mu/2) ||U^T U - V^T V||^2 + constant.

    Points are X = [U; V] of shape (n1 + n2, r), for any r. With H = A^T A, G = A^T(A(M*) - b) and the right
    constant the first term is scale ||A(U V^T) - b||^2: scale = 2, mu = 1 is the g of Theorem 1.6;
    mu = 2t that of Example 4.4; scale = 1, mu = 0 the loss of Example 1.8. Value, gradient and
    Hessian scale as 4, 3 and 2 under (X, M*, G) -> (tX, t^2 M*, t^2 G), the constant apart.

    Args:
        operator: H, acting on R^{n1 x n2}.
        M_star: the ground truth (n1, n2).
        G: the noise (n1, n2); none by default.
        scale: the factor of the data term, >= 0.
        mu: the weight of the regularizer, >= 0.

    Raises InputError when H acts on S^n, a shape does not fit or a weight is negative.
    """

    def __init__(
        self,
        operator: Operator,
        M_star: Any,
        G: Any = None,
        *,
        scale: float = 2.0,
        mu: float = 1.0,
        constant: float = 0.0,
    ) -> None:
        self.scale = real_number("scale", scale, least=0.0)
        self.mu = real_number("mu", mu, least=0.0)
        self.lifted_operator = LiftedOperator(operator, scale=self.scale, mu=self.mu)
        self.operator = operator
        self.M_star = real_array("M_star", M_star, *operator.shape)
        self.G = np.zeros(operator.shape) if G is None else real_array("G", G, *operator.shape)
        self.constant = constant

    @classmethod
    def from_measurements(cls, A: Any, b: Any, M_star: Any, *, scale: float = 2.0, mu: float = 1.0) -> Self:
        """scale ||A(U V^T) - b||^2 + (mu/2) ||U^T U - V^T V||^2 for A (m, n1, n2) and b (m,)."""
        operator = Measurements(A, symmetric=False)
        M_star = real_array("M_star", M_star, *operator.shape)
        noise = operator.measure(M_star) - real_array("b", b, len(operator.A))
        G = operator.adjoint(noise)
        constant = float(scale * (noise @ noise - 2.0 * np.vdot(G, M_star)))
        return cls(operator, M_star, G, scale=scale, mu=mu, constant=constant)

    def split(self, X: Floats) -> tuple[Floats, Floats]:
        """U (n1, r) and V (n2, r) of X = [U; V]."""
        n1 = self.operator.shape[0]
        return X[:n1], X[n1:]

    def residual_matrix(self, X: Floats) -> Floats:
        """S = H(U V^T - M*) + G (n1, n2)."""
        U, V = self.split(X)
        return self.operator.apply(U @ V.T - self.M_star) + self.G

    def imbalance(self, X: Floats) -> Floats:
        """U^T U - V^T V (r, r), zero at every critical point when mu > 0."""
        U, V = self.split(X)
        return U.T @ U - V.T @ V

    def value(self, X: Floats) -> float:
        """g(X)."""
        U, V = self.split(X)
        data = self.operator.quadratic(U @ V.T - self.M_star) + 2.0 * float(np.vdot(self.G, U @ V.T))
        return self.scale * data + 0.5 * self.mu * float(np.sum(self.imbalance(X) ** 2)) + self.constant

    def gradient(self, X: Floats) -> Floats:
        """2 [scale S V + mu U B; scale S^T U - mu V B] of the shape of X, with B = U^T U - V^T V."""
        U, V = self.split(X)
        S, B = self.scale * self.residual_matrix(X), self.mu * self.imbalance(X)
        return 2.0 * np.vstack([S @ V + U @ B, S.T @ U - V @ B])

    def hessian_form(self, X: Floats, D: Floats) -> float:
        """<hess g(X)[D], D> for D = [P; Q] of the shape of X, which is

        scale (2 ||P V^T + U Q^T||_H^2 + 4 <S, P Q^T>) + mu (||B'||^2 + 2 <B, P^T P - Q^T Q>),
        where B' = P^T U + U^T P - Q^T V - V^T Q.
        """
        (U, V), (P, Q) = self.split(X), self.split(D)
        data = 2.0 * self.operator.quadratic(P @ V.T + U @ Q.T)
        data += 4.0 * float(np.vdot(self.residual_matrix(X), P @ Q.T))
        half = P.T @ U - Q.T @ V
        balance = float(np.sum((half + half.T) ** 2) + 2.0 * np.vdot(self.imbalance(X), self.imbalance(D)))
        return self.scale * data + self.mu * balance

    def hessian(self, X: Floats) -> Floats:
        """The Hessian (n r, n r) in vec coordinates of X, n = n1 + n2, by way of the lifted view."""
        return quartic_hessian(self.lifted_operator, self._lift(X, self.residual_matrix(X)), X)

    def _lift(self, X: Floats, corner: Floats) -> Floats:
        """mu J X X^T J + scale [0, corner; corner^T, 0] (n, n)."""
        n1 = self.operator.shape[0]
        U, V = self.split(X)
        mirrored = np.vstack([U, -V])
        lifted: Floats = self.mu * (mirrored @ mirrored.T)
        lifted[:n1, n1:] += self.scale * corner
        lifted[n1:, :n1] += self.scale * corner.T
        return lifted

    def lifted(self, Z: Any) -> SymmetricObjective:
        """The same function of X = [U; V], written as the symmetric objective of Fact 3.16 (Zhang).

        Z = [U*; V*] (n1 + n2, r*) is any factor with U* V*^T = M*, which is not checked; its H is
        B^T B + J . J and its G is J Z Z^T J + S (at scale = 2, mu = 1).
        """
        Z = real_array("Z", Z, sum(self.operator.shape), None)
        constant = self.constant - 0.5 * self.mu * float(np.sum(self.imbalance(Z) ** 2))
        return SymmetricObjective(self.lifted_operator, Z, self._lift(Z, self.G), constant=constant)
