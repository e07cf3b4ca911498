"""The lifted tensor problem (12) of epsilon-MC for r = 1, by products along modes: no tensor of order 2l.

h(w) = |A^{(x) l}(w w) - b^{(x) l}|^2 for w of order l and dimension n. With the entrywise operator A(M) =
vec(W o M), V = W o W and B = W o mat(b) it is <w^2, V^{(x) l} w^2> - 2 <w, B^{(x) l} w> + |b|^{2l}.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from certify.common.errors import InputError
from certify.recovery.objectives.inputs import integer
from certify.recovery.papers.completion import CompletionSurrogate

Array = NDArray[Any]


def multiply_modes(K: Array, w: Array) -> Array:
    """K (n, n) applied to every mode of w (n, ..., n): K^{(x) l} w. Costs l n^{l+1}."""
    for _ in range(w.ndim):
        w = np.tensordot(w, K, axes=([0], [1]))  # the new mode is the last
    return w


def tensor_power(x: Array, order: int) -> Array:
    """x^{(x) l}, of shape (n, ..., n)."""
    power = x
    for _ in range(order - 1):
        power = np.multiply.outer(power, x)
    return power


@dataclass(frozen=True)
class Trajectory:
    """What the lifted gradient method returns.

    Attributes:
        tensor: w_T.
        factor: X_T (n,), from the leading rank-one part of w_T.
        steps: how many were made.
        finite: whether all iterates stayed finite.
    """

    tensor: Array
    factor: Array
    steps: int
    finite: bool


class TensorLift:
    """The problem (12) for r = 1 and a surrogate with the entrywise operator.

    Args:
        surrogate: gives W and b; its `half` plays no part, (12) has no 1/2.
        order: l >= 1.

    Raises InputError for the symmetrised operator, whose lift is no product along modes.
    """

    def __init__(self, surrogate: CompletionSurrogate, order: int) -> None:
        if surrogate.symmetrised:
            raise InputError("surrogate", "it has symmetrised measurements", "give the entrywise operator")
        self.order = integer("order", order, least=1)
        self.n = len(surrogate.mask)
        self._squares = surrogate.weights**2
        self._data = surrogate.weights * surrogate.data
        self._constant = np.sum(surrogate.data**2) ** self.order

    def value(self, w: Array) -> Any:
        """h(w), for w of shape (n,) * l. Degree 4l in (X, M*^{1/2}) at w = X^{(x) l}."""
        squares = w**2
        quartic = np.sum(squares * multiply_modes(self._squares, squares))
        return quartic - 2 * np.sum(w * multiply_modes(self._data, w)) + self._constant

    def gradient(self, w: Array) -> Array:
        """The gradient of h, of the shape of w: 4 w o (V w^2) - 4 B w, V and B symmetrised as a whole."""
        return np.asarray(4 * w * self._symmetric(self._squares, w**2) - 4 * self._symmetric(self._data, w))

    def hessian(self, w: Array) -> Array:
        """The Hessian (n^l, n^l) of h, for small n^l."""
        flat = w.reshape(-1)
        V, B = self._dense(self._squares), self._dense(self._data)
        curvature = 8 * flat[:, None] * V * flat[None, :] - 4 * B
        return np.asarray(curvature + np.diag(4 * (V @ flat**2)))

    def descend(self, start: Array, step: float, steps: int, *, factor: float = 1.0) -> Trajectory:
        """w <- w - step factor grad h(w)/4, so many times; factor = 4 is gradient descent on (12) as it is.

        Stops where an iterate is no longer finite.
        """
        w, done = start, 0
        quarter = 0.25 * step * factor
        with np.errstate(over="ignore", invalid="ignore"):
            for _ in range(integer("steps", steps, least=0)):
                w = w - quarter * self.gradient(w)
                done += 1
                if not np.isfinite(w).all():
                    return Trajectory(w, np.full(self.n, np.nan), done, False)
        return Trajectory(w, principal_factor(w), done, True)

    def _symmetric(self, K: Array, w: Array) -> Array:
        if np.array_equal(K, K.T):
            return multiply_modes(K, w)
        total = multiply_modes(K, w) + multiply_modes(K.T, w)
        return total / 2

    def _dense(self, K: Array) -> Array:
        power = K
        for _ in range(self.order - 1):
            power = np.kron(power, K)
        return (power + power.T) / 2


def principal_part(w: Array, *, sweeps: int = 200) -> tuple[float, Array]:
    """(lambda, u), |u| = 1: the stationary rank-one part lambda u^{(x) l} of w that power iteration reaches.

    It starts from the leading left singular vector of the unfolding (n, n^{l-1}). For w = 0: (0, e_1).
    """
    n = w.shape[0]
    u = np.eye(n)[0]
    if np.any(w):
        u = np.linalg.svd(w.reshape(n, -1), full_matrices=False)[0][:, 0]
    for _ in range(sweeps):
        image = _contract(w, u)
        length = float(np.linalg.norm(image))
        if length == 0.0:
            break
        turned = image / length
        if w.ndim % 2 == 1 and turned @ u < 0:
            turned = -turned
        if np.linalg.norm(turned - u) < 1e-15:
            break
        u = turned
    return float(_contract(w, u) @ u), u


def principal_factor(w: Array) -> Array:
    """X_T (n,) = sign(lambda) |lambda|^{1/l} u, of which X_T^{(x) l} is the leading part of w for odd l."""
    value, u = principal_part(w)
    return np.asarray(np.sign(value) * abs(value) ** (1 / w.ndim) * u)


def _contract(w: Array, u: Array) -> Array:
    """w with u in all modes but the first."""
    for _ in range(w.ndim - 1):
        w = w @ u
    return w


def rank_one_curvature(surrogate: CompletionSurrogate, X: Array, U: Array, order: int) -> Any:
    """The second derivative of h^l/2 at vec(X)^{(x) l} along vec(U)^{(x) l}, the left side of (23b)
    and (43); for X, U of shape (n, r) and either operator.

    2 <A(P), A(U U^T)>^l - 2 <b, A(U U^T)>^l + |N|^{2l} + |N'|^{2l} + 2 <N, N'>^l with P = X X^T,
    N = A(X U^T), N' = A(U X^T). The last three terms are 4 |N|^{2l} for symmetrised measurements.
    """
    at, along = surrogate.apply(X @ X.T), surrogate.apply(U @ U.T)
    data = surrogate.data.T.reshape(-1)
    N, N_turned = surrogate.apply(X @ U.T), surrogate.apply(U @ X.T)
    curvature = (N @ N) ** order + (N_turned @ N_turned) ** order + 2 * (N @ N_turned) ** order
    return 2 * (at @ along) ** order - 2 * (data @ along) ** order + curvature
