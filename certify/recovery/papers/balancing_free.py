"""Gradient descent on two factors without a balancing term, and where it starts (Ma, Li, Chi: Algorithm 1).

The loss is f(X, Y) = 1/2 |A(X Y^T - M*)|^2, given through M -> A* A(M): the identity for factorization, any
`Operator.apply` for sensing, a mask for completion.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from certify.common.errors import InputError
from certify.recovery.geometry import Floats
from certify.recovery.objectives.inputs import integer, real_array, real_number

Apply = Callable[[Floats], Floats]


def balanced_factors(M: Any, rank: int) -> tuple[Floats, Floats]:
    """X = U S^{1/2} (n1, r) and Y = V S^{1/2} (n2, r) of the truncated SVD of M: X^T X = Y^T Y (equation 6).

    Raises InputError where the rank is not between 1 and min(n1, n2).
    """
    M = real_array("M", M, None, None)
    if integer("rank", rank, least=1) > min(M.shape):
        raise InputError("rank", f"it is {rank}", f"give at most {min(M.shape)}")
    U, singular, Vt = np.linalg.svd(M, full_matrices=False)
    root = np.sqrt(singular[:rank])
    return U[:, :rank] * root, Vt[:rank].T * root


def spectral_initialization(
    apply: Apply, M_star: Any, rank: int, scale: float = 1.0
) -> tuple[Floats, Floats]:
    """The balanced factors of scale A* A(M*). Printed with scale = 1/m; with A* A near Id it has to be 1."""
    return projected_initialization(apply, M_star, rank, 1, scale)


def projected_initialization(
    apply: Apply, M_star: Any, rank: int, steps: int, scale: float = 1.0
) -> tuple[Floats, Floats]:
    """The balanced factors of M_steps, M_{t+1} = P_r(M_t - scale A* A(M_t - M*)), M_0 = 0 (Section 2.3)."""
    M_star = real_array("M_star", M_star, None, None)
    X, Y = np.zeros((M_star.shape[0], rank)), np.zeros((M_star.shape[1], rank))
    for _ in range(integer("steps", steps, least=0)):
        M = X @ Y.T
        X, Y = balanced_factors(M - scale * apply(M - M_star), rank)
    return X, Y


def descent(
    apply: Apply,
    M_star: Any,
    X: Any,
    Y: Any,
    step: float,
    steps: int,
    *,
    normalizer: float | None = None,
    weight: float = 0.0,
) -> Iterator[tuple[Floats, Floats]]:
    """The iterates (X_t, Y_t), t = 0 ... steps, of gradient descent on f + weight |X^T X - Y^T Y|^2.

    Args:
        X, Y: the start (n1, r), (n2, r).
        step: eta, > 0.
        normalizer: both steps are eta/normalizer; equations (14) and (19) take sigma_max. By default they are
            eta/|Y_0|^2 for X and eta/|X_0|^2 for Y in the spectral norm, as in equation (9).
        weight: lambda of equation (4), >= 0; none by default.
    """
    M_star = real_array("M_star", M_star, None, None)
    X, Y = real_array("X", X, M_star.shape[0], None), real_array("Y", Y, M_star.shape[1], None)
    count, eta = integer("steps", steps, least=0), real_number("step", step, least=0.0)
    weight = real_number("weight", weight, least=0.0)
    if normalizer is None:
        of_X, of_Y = float(np.linalg.norm(Y, 2)) ** 2, float(np.linalg.norm(X, 2)) ** 2
    else:
        of_X = of_Y = float(normalizer)
    if min(of_X, of_Y) <= 0.0:
        raise InputError("normalizer", "it is not positive", "give a start with X, Y != 0, or a number > 0")
    yield X, Y
    for _ in range(count):
        residual, B = apply(X @ Y.T - M_star), 4.0 * weight * balance_defect(X, Y)
        X, Y = X - eta / of_X * (residual @ Y + X @ B), Y - eta / of_Y * (residual.T @ X - Y @ B)
        yield X, Y


def balance_defect(X: Floats, Y: Floats) -> Floats:
    """X^T X - Y^T Y (r, r)."""
    defect: Floats = X.T @ X - Y.T @ Y
    return defect
