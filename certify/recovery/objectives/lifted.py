"""The operator that turns the asymmetric problem on R^{n1 x n2} into a symmetric one on S^{n1 + n2}."""

import numpy as np

from certify.common.errors import InputError
from certify.recovery.geometry import Floats, smat, svec
from certify.recovery.objectives.operators import Operator


class LiftedOperator(Operator):
    """||M||^2 = 2 scale ||M12||_H^2 + mu <M, J M J> on S^n, n = n1 + n2, J = diag(I_n1, -I_n2).

    At scale = 2, mu = 1 it is B^T B + J . J of Fact 3.14 (Zhang), with B_i = [0, A_i; A_i^T, 0]. Raises
    InputError when H does not act on rectangular matrices.
    """

    symmetric = True

    def __init__(self, operator: Operator, *, scale: float = 2.0, mu: float = 1.0) -> None:
        if operator.symmetric:
            raise InputError("operator", "it acts on S^n", "give one on R^{n1 x n2} (symmetric=False)")
        n = sum(operator.shape)
        self.shape = (n, n)
        self.base, self.scale, self.mu = operator, scale, mu
        sign = np.repeat([1.0, -1.0], operator.shape)
        self._signs = np.outer(sign, sign)

    def apply(self, M: Floats) -> Floats:
        n1 = self.base.shape[0]
        image = self.mu * self._signs * M
        corner = self.scale * self.base.apply(M[:n1, n1:])
        image[:n1, n1:] += corner
        image[n1:, :n1] += corner.T
        return image

    def matrix(self) -> Floats:
        return self.pull_back(np.eye(self.dimension))

    def pull_back(self, J: Floats) -> Floats:
        n1 = self.base.shape[0]
        M = smat(J.T)
        corners = self.base.coordinates(M[:, :n1, n1:])
        return 2.0 * self.scale * self.base.pull_back(corners.T) + self.mu * svec(self._signs * M) @ J
