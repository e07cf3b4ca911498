"""Examples 1.3, 1.8, 4.1, 4.4 and 4.5 of Zhang, as printed, over floats or (exact=True) over sympy numbers.

Each docstring states the example as printed, and the fields hold what is printed; where that was found to
fail, "Found" says how. The Hessian bounds are in the Euclidean norm: hess >= bound * I.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from certify.common.errors import InputError
from certify.recovery.objectives.asymmetric import AsymmetricObjective
from certify.recovery.objectives.inputs import integer
from certify.recovery.objectives.operators import BandOperator, GramOperator, Measurements
from certify.recovery.objectives.symmetric import SymmetricObjective
from certify.recovery.papers.scalars import Array, Scalars, scalars


@dataclass(frozen=True, eq=False)
class SymmetricExample:
    """A point X0 (n, r), a truth M_star = Z Z^T (n, n) with Z (n, r*), and what the paper claims of them.

    Attributes:
        delta: the isometry constant of the measurements.
        G: the matrix of Example 4.1, whose multiples alone H shrinks; None where there is none.
        A: the measurement matrices (m, n, n) where the paper gives them.
        hessian: the Hessian at X0 in vec coordinates, where the paper prints it.
        hessian_bound: the printed lower bound on the Hessian at X0.
        objective: f in floats; None when the example is exact.
    """

    epsilon: Any
    delta: Any
    X0: Array
    Z: Array
    M_star: Array
    hessian_bound: Any
    G: Array | None = None
    A: Array | None = None
    hessian: Array | None = None
    objective: SymmetricObjective | None = None


@dataclass(frozen=True, eq=False)
class AsymmetricExample:
    """A point X0 = [U0; V0] (2n, r), a truth M_star (n, n) with factor Z = [U*; V*], and the paper's claim.

    Attributes:
        delta, G, hessian_bound, objective: as in `SymmetricExample`, for g instead of f.
        scale, mu: g = scale ||A(U V^T - M*)||^2 + (mu/2) ||U^T U - V^T V||^2.
    """

    epsilon: Any
    delta: Any
    X0: Array
    Z: Array
    M_star: Array
    hessian_bound: Any
    scale: Any
    mu: Any
    G: Array | None = None
    objective: AsymmetricObjective | None = None


def example_1_3(epsilon: Any, *, exact: bool = False) -> SymmetricExample:
    """Example 1.3 (failure by nonstrict saddle point), Section 1: n = 2, r = r* = 1, epsilon > 0.

    M* = diag(0, 2 + epsilon), delta = 1/(2 + epsilon), f(x) = 1/2 ||A(x x^T - M*)||^2 with four A_i, A in
    RIP(delta, 2). At x0 = [1; 0]: grad f = 0, hess f = diag(4, -2 epsilon (1 + 1/(2 + epsilon))) and
    ||x0 x0^T - M*|| > ||M*||. Raises InputError unless epsilon > 0.
    """
    field = scalars(exact)
    epsilon = field.number("epsilon", epsilon, positive=True)
    zero, one, size = field.ratio(0, 1), field.ratio(1, 1), 2 + epsilon
    delta = 1 / size
    plus, minus = field.sqrt((1 + delta) / 2), field.sqrt((1 - delta) / 2)
    off = field.sqrt(1 + delta)
    A = field.array(
        [
            [[plus, zero], [zero, plus]],
            [[minus, zero], [zero, -minus]],
            [[zero, zero], [off, zero]],
            [[zero, off], [zero, zero]],
        ]
    )
    Z = field.array([[zero], [field.sqrt(size)]])
    lowest = -2 * epsilon * (1 + 1 / size)
    return SymmetricExample(
        epsilon=epsilon,
        delta=delta,
        X0=field.array([[one], [zero]]),
        Z=Z,
        M_star=field.array([[zero, zero], [zero, size]]),
        A=A,
        hessian=field.array([[4 * one, zero], [zero, lowest]]),
        hessian_bound=lowest,
        objective=None if exact else SymmetricObjective(Measurements(A), Z),
    )


def example_4_1(
    r: int, r_star: int, epsilon: Any, n: int | None = None, *, exact: bool = False
) -> SymmetricExample:
    """Example 4.1 (symmetric parameterization), Section 4: 1 <= r* <= r, epsilon >= 0.

    [Q1, Q2] (n, r + r*) has orthonormal columns, here the first of the identity. With
    delta = 1/(1 + (1 + epsilon) sqrt(r*/r)), M* = (1 + epsilon + sqrt(r/r*)) Q2 Q2^T and
    ||A(E)||^2 = (1 + delta) ||E||^2 - 2 delta <G, E>^2, G = Q1 Q1^T/sqrt(2r) - Q2 Q2^T/sqrt(2r*), the map is
    in RIP(delta, n), and f(X) = 1/2 ||A(X X^T - M*)||^2 has at X0 = Q1: grad f = 0,
    hess f >= -2 (1 + delta) epsilon I and ||X0 X0^T - M*|| > ||M*||.

    The example is printed for every n > r, but such [Q1, Q2] exist only for n >= r + r* (the default).
    Raises InputError unless r >= r* >= 1, n >= r + r* and epsilon >= 0.
    """
    field = scalars(exact)
    data = _construct(field, r, r_star, epsilon, n)
    objective = None
    if not exact:
        E = data.Q1 @ data.Q1.T - data.M_star
        # The band operator with w along G whose lower eigenvalue is 1 - delta.
        w = 2.0 * data.delta * np.vdot(E, data.G) * data.G
        objective = SymmetricObjective(BandOperator(E, w, data.delta), data.Z)
    return SymmetricExample(
        epsilon=data.epsilon,
        delta=data.delta,
        X0=data.Q1,
        Z=data.Z,
        M_star=data.M_star,
        G=data.G,
        hessian_bound=data.hessian_bound,
        objective=objective,
    )


def example_4_4(
    r: int,
    r_star: int,
    epsilon: Any,
    t: Any = Fraction(1, 2),
    n: int | None = None,
    *,
    exact: bool = False,
) -> AsymmetricExample:
    """Example 4.4 (asymmetric parameterization), Section 4, p. 22: n1 = n2 = n, epsilon >= 0, t >= 0.

    Under the setting of Example 4.1, g_t([U; V]) = 2 ||A(U V^T - M*)||^2 + t ||U^T U - V^T V||^2 has at
    U0 = V0 = Q1: grad g_t = 0, hess g_t >= -2 (1 + delta) epsilon I and ||U0 V0^T - M*|| > ||M*||.
    The regularizer of Theorem 1.6 is t = 1/2. Raises InputError as `example_4_1`, and unless t >= 0.

    Found: the lowest eigenvalue is -4 (1 + delta) epsilon, twice what is printed, so the bound fails for
    every epsilon > 0 (the factor 2 of g_t is lost; with 1 it holds). In the local norm of Theorem 1.6 the
    curvature is -2 (1 + delta) epsilon, since X0^T X0 = 2 I.
    """
    field = scalars(exact)
    data = _construct(field, r, r_star, epsilon, n)
    mu = 2 * field.number("t", t)
    objective = None
    if not exact:
        direction = data.G.T.reshape(-1)
        gram = (1.0 + data.delta) * np.eye(len(direction)) - 2.0 * data.delta * np.outer(direction, direction)
        operator = GramOperator(gram, data.G.shape)
        objective = AsymmetricObjective(operator, data.M_star, scale=2.0, mu=mu)
    return AsymmetricExample(
        epsilon=data.epsilon,
        delta=data.delta,
        X0=np.vstack([data.Q1, data.Q1]),
        Z=np.vstack([data.Z, data.Z]),
        M_star=data.M_star,
        G=data.G,
        hessian_bound=data.hessian_bound,
        scale=field.ratio(2, 1),
        mu=mu,
        objective=objective,
    )


def example_1_8(r: int, epsilon: Any, n: int | None = None, *, exact: bool = False) -> AsymmetricExample:
    """Example 1.8 (necessity of the balancing regularizer), Section 1.1: 1 <= r < n, epsilon > 0.

    M* = e1 e1^T, A in RIP(0, n) (here the identity), f([U; V]) = ||A(U V^T) - b||^2 with b = A(M*), without
    a factor 1/2. At U = (1/sqrt(epsilon)) [e2, ..., e_(r+1)], V = 0: grad f = 0, hess f >= -epsilon I and
    ||U V^T - M*|| = 1. n defaults to r + 1. Raises InputError unless 1 <= r < n and epsilon > 0.

    Found: the lowest eigenvalue is (1 - sqrt(1 + 4 epsilon^2))/epsilon, about -2 epsilon, so the bound fails
    for epsilon < sqrt(2); it holds for 1/2 ||A(U V^T) - b||^2.
    """
    field = scalars(exact)
    epsilon = field.number("epsilon", epsilon, positive=True)
    r = integer("r", r, least=1)
    n = r + 1 if n is None else integer("n", n, least=r + 1)
    first = field.units(n, 0, 1)
    U0 = field.units(n, 1, r) * (1 / field.sqrt(epsilon))
    M_star = first @ first.T
    objective = None
    if not exact:
        objective = AsymmetricObjective(GramOperator(np.eye(n * n), (n, n)), M_star, scale=1.0, mu=0.0)
    return AsymmetricExample(
        epsilon=epsilon,
        delta=field.ratio(0, 1),
        X0=np.vstack([U0, field.ratio(0, 1) * U0]),
        Z=np.vstack([first, first]),
        M_star=M_star,
        hessian_bound=-epsilon,
        scale=field.ratio(1, 1),
        mu=field.ratio(0, 1),
        objective=objective,
    )


def example_4_5(r: int, epsilon: Any, n: int | None = None, *, exact: bool = False) -> AsymmetricExample:
    """Example 4.5 (necessity of the balancing regularizer), Section 4: "a slight rephrasing of Example 1.8".

    g([U; V]) = ||U V^T - e1 e1^T||^2, without a factor 1/2, at the same point and with the same claims:
    grad g = 0, hess g >= -epsilon I, ||U0 V0^T - e1 e1^T|| = 1. Its proof displays the Hessian of g/2.
    Found: as for Example 1.8.
    """
    return example_1_8(r, epsilon, n, exact=exact)


@dataclass(frozen=True, eq=False)
class _Construction:
    """What Examples 4.1 and 4.4 share."""

    epsilon: Any
    delta: Any
    Q1: Array
    Z: Array
    M_star: Array
    G: Array
    hessian_bound: Any


def _construct(field: Scalars, r: int, r_star: int, epsilon: Any, n: int | None) -> _Construction:
    epsilon = field.number("epsilon", epsilon)
    r_star = integer("r_star", r_star, least=1)
    r = integer("r", r, least=1)
    if r < r_star:
        raise InputError("r", f"it is {r}", f"give an integer >= r_star = {r_star}")
    n = r + r_star if n is None else integer("n", n, least=r + r_star)
    Q1, Q2 = field.units(n, 0, r), field.units(n, r, r_star)
    delta = 1 / (1 + (1 + epsilon) * field.sqrt(field.ratio(r_star, r)))
    size = 1 + epsilon + field.sqrt(field.ratio(r, r_star))
    two = field.ratio(2, 1)
    return _Construction(
        epsilon=epsilon,
        delta=delta,
        Q1=Q1,
        Z=field.sqrt(size) * Q2,
        M_star=size * (Q2 @ Q2.T),
        G=Q1 @ Q1.T * (1 / field.sqrt(two * r)) - Q2 @ Q2.T * (1 / field.sqrt(two * r_star)),
        hessian_bound=-2 * (1 + delta) * epsilon,
    )
