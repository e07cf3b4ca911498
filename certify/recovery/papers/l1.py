"""The l1 loss f = (1/m) sum_i |y_i - <A_i, X>| at X = W1 W2 or X = W W^T (MS-asym, MS-sym, MC, Ma & Fattahi).

f is a maximum of smooth functions, so that its directional derivative is Clarke's and its subdifferential is
known in closed form: multipliers lambda_i = sgn(y_i - <A_i, X>), free in [-1, 1] where the residual is zero.
"""

import random
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from certify.common.errors import InputError
from certify.recovery.geometry import Floats
from certify.recovery.objectives.inputs import integer, real_array, real_number

Bools = NDArray[np.bool_]
Factors = tuple[Floats, ...]


class LinearMap(ABC):
    """m linear measurements of (d1, d2) matrices; leading axes are a batch.

    Attributes:
        shape: (d1, d2).
        count: m.
    """

    shape: tuple[int, int]
    count: int

    @abstractmethod
    def measure(self, X: Floats) -> Floats:
        """<A_i, X> as (..., m), for X (..., d1, d2)."""

    @abstractmethod
    def adjoint(self, multipliers: Floats) -> Floats:
        """sum_i lambda_i A_i as (..., d1, d2), for lambda (..., m)."""


class Sensing(LinearMap):
    """Measurement matrices A (m, d1, d2), not symmetrised. Raises InputError on another shape."""

    def __init__(self, A: Any) -> None:
        self.A = real_array("A", A, None, None, None)
        self.count = len(self.A)
        self.shape = (self.A.shape[1], self.A.shape[2])
        self._rows = self.A.reshape(self.count, -1)

    def measure(self, X: Floats) -> Floats:
        measured: Floats = X.reshape(*X.shape[:-2], -1) @ self._rows.T
        return measured

    def adjoint(self, multipliers: Floats) -> Floats:
        return (multipliers @ self._rows).reshape(*multipliers.shape[:-1], *self.shape)


class Completion(LinearMap):
    """The entries observed, mask (d1, d2) in row-major order. Raises InputError when it is not Boolean."""

    def __init__(self, mask: Any) -> None:
        self.mask: Bools = np.asarray(mask)
        if self.mask.dtype != np.bool_ or self.mask.ndim != 2:
            raise InputError("mask", "is not a Boolean matrix", "give True at every index that is observed")
        self.shape = (self.mask.shape[0], self.mask.shape[1])
        self.count = int(self.mask.sum())

    def measure(self, X: Floats) -> Floats:
        return X[..., self.mask]

    def adjoint(self, multipliers: Floats) -> Floats:
        placed = np.zeros((*multipliers.shape[:-1], *self.shape))
        placed[..., self.mask] = multipliers
        return placed


@dataclass(frozen=True)
class Multipliers:
    """Clarke's subdifferential at a point: every lambda with lambda = signs off `free`, |lambda| <= 1 on it.

    Attributes:
        signs: (m,), the signs of the residuals; 0 where free.
        free: (m,), where the residual is zero.
    """

    signs: Floats
    free: Bools


class L1Objective:
    """f(W1, W2) = (1/m) sum_i |y_i - <A_i, W1 W2>|, or f(W) with X = W W^T when `symmetric`.

    Factors are a tuple (W1, W2) of shapes (..., d1, k), (..., k, d2), or (W,) of shape (..., d, k), for any
    k; leading axes are a batch. The value has degree 1 under (W W^T, y) -> (t W W^T, t y).

    Raises InputError when y does not have m >= 1 entries, or `symmetric` without d1 = d2.
    """

    def __init__(self, operator: LinearMap, y: Any, *, symmetric: bool = False) -> None:
        if symmetric and operator.shape[0] != operator.shape[1]:
            raise InputError("symmetric", f"the matrices are {operator.shape}", "give square ones")
        if operator.count < 1:
            raise InputError("operator", "it measures nothing", "give at least one measurement")
        self.operator, self.symmetric = operator, symmetric
        self.y = real_array("y", y, operator.count)

    def product(self, factors: Factors) -> Floats:
        """X (..., d1, d2)."""
        X: Floats = factors[0] @ (factors[0].swapaxes(-1, -2) if self.symmetric else factors[1])
        return X

    def linearised(self, factors: Factors, directions: Factors) -> Floats:
        """The derivative of the product: W1 D2 + D1 W2, or W D^T + D W^T."""
        if self.symmetric:
            half: Floats = factors[0] @ directions[0].swapaxes(-1, -2)
            return half + half.swapaxes(-1, -2)
        moved: Floats = factors[0] @ directions[1] + directions[0] @ factors[1]
        return moved

    def residuals(self, factors: Factors) -> Floats:
        """y_i - <A_i, X> as (..., m)."""
        return self.y - self.operator.measure(self.product(factors))

    def value(self, factors: Factors) -> Floats:
        """f, one number for each point of the batch."""
        values: Floats = np.abs(self.residuals(factors)).mean(axis=-1)
        return values

    def smooth_piece(self, signs: Floats, factors: Factors) -> Floats:
        """g_sigma = (1/m) sum_i sigma_i (y_i - <A_i, X>); f is its maximum over sigma in {-1, 1}^m."""
        values: Floats = (signs * self.residuals(factors)).mean(axis=-1)
        return values

    def multipliers(self, factors: Factors, tolerance: float = 0.0) -> Multipliers:
        """The subdifferential at one point; residuals up to `tolerance` count as zero."""
        residuals = self.residuals(factors)
        free = np.abs(residuals) <= tolerance
        return Multipliers(np.where(free, 0.0, np.sign(residuals)), free)

    def directional_derivative(self, factors: Factors, directions: Factors, tolerance: float = 0.0) -> Floats:
        """f'(W, D) = (1/m) (sum_free |<A_i, L>| - sum_other sgn(residual_i) <A_i, L>), L the linearised."""
        slope = self.operator.measure(self.linearised(factors, directions))
        residuals = self.residuals(factors)
        free = np.abs(residuals) <= tolerance
        derivative: Floats = np.where(free, np.abs(slope), -np.sign(residuals) * slope).mean(axis=-1)
        return derivative

    def subgradient(self, factors: Factors, multipliers: Floats | None = None) -> Factors:
        """-(1/m) (G W2^T, W1^T G), or -(1/m) (G + G^T) W, with G = sum_i lambda_i A_i.

        `multipliers` (..., m) default to the signs of the residuals, sgn(0) = 0.
        """
        lam = np.sign(self.residuals(factors)) if multipliers is None else multipliers
        G = self.operator.adjoint(lam) / -self.operator.count
        if self.symmetric:
            return ((G + G.swapaxes(-1, -2)) @ factors[0],)
        return G @ factors[1].swapaxes(-1, -2), factors[0].swapaxes(-1, -2) @ G

    def criticality(self, factors: Factors, tolerance: float = 0.0) -> tuple[float, Floats]:
        """The least max |lambda_i| over the free i with a zero subgradient, and such a lambda (m,).

        The point is critical iff the number is at most 1; it is infinite where no lambda at all works. Found
        by a linear program in floating point: evidence, which exact arithmetic has to confirm.
        """
        data = self.multipliers(factors, tolerance)
        basis = np.flatnonzero(data.free)
        columns = [self._flat(factors, np.eye(self.operator.count)[i]) for i in basis]
        fixed = self._flat(factors, data.signs)
        matrix = np.column_stack([*columns, np.zeros_like(fixed)])
        unit = np.eye(len(basis))
        bounds = np.block([[unit, -np.ones((len(basis), 1))], [-unit, -np.ones((len(basis), 1))]])
        cost = np.append(np.zeros(len(basis)), 1.0)
        limits = [(None, None)] * len(basis) + [(0.0, None)]
        found = linprog(cost, bounds, np.zeros(2 * len(basis)), matrix, -fixed, limits, method="highs")
        lam = data.signs.copy()
        if found.x is None:
            return np.inf, lam
        lam[basis] = found.x[:-1]
        return float(found.x[-1]), lam

    def _flat(self, factors: Factors, lam: Floats) -> Floats:
        return np.concatenate([part.ravel() for part in self.subgradient(factors, lam)])


@dataclass(frozen=True)
class L1Instance:
    """A truth, its noisy measurements and their loss.

    Attributes:
        objective: f.
        factors: a true solution with r columns, the balanced one of the singular value decomposition.
        truth: X* (d1, d2).
        noise: epsilon (m,); zero on the clean measurements.
    """

    objective: L1Objective
    factors: Factors
    truth: Floats
    noise: Floats

    def padded(self, k: int) -> Factors:
        """The true solution with zero columns up to the search rank k >= r. Raises InputError below r."""
        missing = integer("k", k, least=self.factors[0].shape[1]) - self.factors[0].shape[1]
        first = np.pad(self.factors[0], ((0, 0), (0, missing)))
        if self.objective.symmetric:
            return (first,)
        return first, np.pad(self.factors[1], ((0, missing), (0, 0)))


def rounded_gaussians(seed: int, *shape: int, digits: int = 1) -> Any:
    """Nested lists of decimals such as "-0.7": standard Gaussians rounded, the same on every machine.

    For exact statements about one draw of Assumption 1; `digits` are those after the point.
    """
    draw = random.Random(seed).gauss

    def nested(lengths: tuple[int, ...]) -> Any:
        if not lengths:
            return f"{draw(0.0, 1.0):.{digits}f}"
        return [nested(lengths[1:]) for _ in range(lengths[0])]

    return nested(shape)


def random_truth(d1: int, d2: int, r: int, rng: np.random.Generator, *, symmetric: bool = False) -> Factors:
    """Balanced factors of X* = U V^T (X* = U U^T if symmetric), U and V random with orthonormal columns."""
    if r > min(d1, d2):
        raise InputError("r", f"is {r}", f"give at most min(d1, d2) = {min(d1, d2)}")
    U = np.linalg.qr(rng.standard_normal((d1, r)))[0]
    return (U,) if symmetric else (U, np.linalg.qr(rng.standard_normal((d2, r)))[0].T)


def sparse_noise(count: int, p: float, size: float, rng: np.random.Generator) -> Floats:
    """Assumption 3: each of so many measurements is corrupted with probability p, by N(0, size^2)."""
    share = real_number("p", p, least=0.0)
    corrupted = rng.random(count) < share
    return np.where(corrupted, size * rng.standard_normal(count), 0.0)


def sensing_instance(
    d1: int, d2: int, r: int, m: int, p: float, size: float, rng: np.random.Generator, symmetric: bool = False
) -> L1Instance:
    """Assumptions 1 and 3: m standard Gaussian matrices (d1, d2), sparse Gaussian noise of that size."""
    operator = Sensing(rng.standard_normal((m, d1, d2)))
    factors = random_truth(d1, d2, r, rng, symmetric=symmetric)
    return _observed(operator, factors, sparse_noise(m, p, size, rng), symmetric)


def completion_instance(
    d1: int,
    d2: int,
    r: int,
    s: float,
    p: float,
    size: float,
    rng: np.random.Generator,
    symmetric: bool = False,
    scale: float = 1.0,
) -> L1Instance:
    """Assumptions 2 and 3: every entry is observed with probability s; X* = scale U V^T."""
    operator = Completion(rng.random((d1, d2)) < s)
    factors = random_truth(d1, d2, r, rng, symmetric=symmetric)
    scaled = tuple(np.sqrt(scale) * part for part in factors)
    return _observed(operator, scaled, sparse_noise(operator.count, p, size, rng), symmetric)


def _observed(operator: LinearMap, factors: Factors, noise: Floats, symmetric: bool) -> L1Instance:
    clean = L1Objective(operator, np.zeros(operator.count), symmetric=symmetric)
    truth = clean.product(factors)
    y = operator.measure(truth) + noise
    return L1Instance(L1Objective(operator, y, symmetric=symmetric), factors, truth, noise)


def subgradient_method(
    objective: L1Objective,
    start: Factors,
    *,
    step: float,
    decay: float,
    steps: int,
    scale: float = 1.0,
    truth: Floats | None = None,
    every: int = 1,
) -> tuple[Factors, Floats]:
    """W <- W - step decay^t scale psi_t, psi_t a subgradient with sgn(0) = 0; steps of the paper's Figure 1.

    Args:
        start: factors, a batch if they have leading axes.
        scale: a factor of the subgradient (d/|Psi| sets that of completion beside that of sensing).
        truth, every: record ||X_t - truth||_F / ||truth||_F every so many steps.

    Returns:
        the last factors, and what was recorded (records, ...); empty without `truth`.
    """
    factors, recorded = start, []
    for t in range(steps):
        if truth is not None and t % every == 0:
            recorded.append(_distance(objective.product(factors), truth))
        length = step * decay**t * scale
        gradient = objective.subgradient(factors)
        factors = tuple(part - length * slope for part, slope in zip(factors, gradient, strict=True))
    if truth is not None:
        recorded.append(_distance(objective.product(factors), truth))
    return factors, np.array(recorded)


def _distance(X: Floats, truth: Floats) -> Floats:
    distance: Floats = np.linalg.norm(X - truth, axis=(-2, -1)) / np.linalg.norm(truth)
    return distance
