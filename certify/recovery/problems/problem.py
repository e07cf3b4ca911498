"""A recovery problem at one point: what (P) and (D) need to know of it, whatever its class.

Let V be a space of matrices, E in V the error, J the lift from directions to V, Q(S) a quadratic form on
directions that is linear in S, R a constant one, and let the noise G lie in a convex set. Then

    (P)  minimise delta over H, G   s.t.   S = H(E) + G,   (1 - delta) Id <= H <= (1 + delta) Id,
         S satisfies the first-order condition,   Q(S)[D] + R[D] + <H(J D), J D> >= 0   for every D;
    (D)  directions D0, D_1 ... D_p, of which M = J D0 + sum Q*(D_i) and
         K(A) = <M, A><E, A> + sum <J D_i, A>^2 are made, exclude every
         delta < -(tr K + sum R[D_i] + price of D0 + support of the noise at M) / ||K||_*.

Everything is in the reduced frame of the point, where ||E|| = 1; R holds the second-order tolerance too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np

from certify.recovery.geometry import Floats
from certify.recovery.objectives import Operator

Apply = Callable[[Floats], Floats]


class Rules(NamedTuple):
    """The kernel's rules for the points of a class: for those of (P), and for those of (D)."""

    counterexample: str
    escape: str


@dataclass(frozen=True)
class WrittenOut:
    """The data of a problem without noise at an exact critical point, in coordinates.

    Attributes:
        directions: (n, k), columns that span the directions which count: those along which nothing changes
            are left out.
        lift: J (N, k) on these columns, in the coordinates of V.
        constant: R (k, k) on them.
        critical: (N, t), a basis of the S that satisfy the first-order condition exactly.
        forms: Q (t, k, k) of each matrix of that basis.
        residual: S from its t coefficients; `critical` as a map.
    """

    directions: Floats
    lift: Floats
    constant: Floats
    critical: Floats
    forms: Floats
    residual: Apply


class Problem(Protocol):
    """A recovery problem in its reduced frame.

    Directions have the shape `direction_shape`, lists of them (p, *direction_shape). Matrices of V have the
    shape of `error`. Of degree 0 under scaling of the point: the frame has taken the scale out.
    """

    @property
    def kind(self) -> str:
        """The name of its class."""

    @property
    def rules(self) -> Rules | None:
        """What its points can be certified by; None where the kernel has no rule, and answers stay floats."""

    @property
    def error(self) -> Floats:
        """E, of Frobenius norm 1."""

    @property
    def direction_shape(self) -> tuple[int, int]:
        """The shape of a direction."""

    def coordinates(self, M: Floats) -> Floats:
        """M (..., *error.shape) in an orthonormal basis of V, (..., N)."""

    def from_coordinates(self, v: Floats) -> Floats:
        """The matrix with coordinates v (N,); inverse of `coordinates`."""

    def lift(self, D: Floats) -> Floats:
        """J D_i (p, *error.shape), the first-order change of the product along each direction."""

    def bend(self, D: Floats) -> Floats:
        """sum Q*(D_i), the matrix with <bend(D), S> = sum Q(S)[D_i] for every S."""

    def constant_curvature(self, D: Floats) -> float:
        """sum R[D_i]: what of the second-order inequality depends on neither S nor H."""

    def first_order_excess(self, S: Floats) -> float:
        """By how much S violates the first-order condition; 0 where it does not."""

    def first_order_price(self, D0: Floats) -> float:
        """sup <S, J D0> over the S that satisfy the first-order condition."""

    def noise_excess(self, G: Floats) -> float:
        """By how much G leaves the set of noises; 0 inside."""

    def noise_support(self, M: Floats) -> float:
        """sup <G, M> over the set of noises."""

    def smallest_curvature(self, S: Floats, H: Operator) -> float:
        """The least value of the second-order form over all directions of length one."""

    def largest_operator(self, w: Floats, delta: float) -> Operator:
        """(1 + delta) Id - w w^T / <E, w> on V, for w = 0 or <E, w> > 0."""

    def slopes(self, S: Floats, H: Apply, M: Floats, D0: Floats, D: Floats) -> tuple[Floats, ...]:
        """d delta* by each matrix of the instance, at optimal points with ||K||_* = 1 (envelope theorem).

        M is J D0 + bend(D). The slopes are in the instance's own coordinates and scale.
        """

    def restore_matrix(self, M: Floats) -> Floats:
        """A matrix of V as one of the instance, at the scale of its error."""

    def restore_direction(self, D: Floats) -> Floats:
        """A direction as one at the instance's point, at the scale of the point."""

    def written_out(self) -> WrittenOut:
        """The data in coordinates. Raises InputError with noise or a first-order tolerance."""


def lagrangian_matrix(problem: Problem, D0: Floats, D: Floats) -> Floats:
    """M = J D0 + sum Q*(D_i)."""
    M: Floats = problem.lift(D0[None])[0] + problem.bend(D)
    return M


def second_order_matrix(problem: Problem, S: Floats, H: Operator, basis: Floats) -> Floats:
    """The second-order form on directions `basis` (k, *direction_shape), as a matrix (k, k)."""
    lifts = H.coordinates(problem.lift(basis)).T
    form = constant_matrix(problem, basis) + form_matrices(problem, S[None], basis)[0]
    return np.asarray(form + H.pull_back(lifts), dtype=np.float64)


def form_matrices(problem: Problem, S: Floats, basis: Floats) -> Floats:
    """Q(S_i) (t, k, k) on directions `basis` (k, *direction_shape), for S (t, *error.shape).

    A quadratic form is told by its values on sums of two directions; a class that knows more is quicker.
    """
    flat = S.reshape(len(S), -1)
    return _polarised(lambda D: flat @ problem.bend(D[None]).ravel(), basis, len(S))


def constant_matrix(problem: Problem, basis: Floats) -> Floats:
    """R (k, k) on directions `basis` (k, *direction_shape)."""
    matrix: Floats = _polarised(lambda D: np.array([problem.constant_curvature(D[None])]), basis, 1)[0]
    return matrix


def _polarised(values: Apply, basis: Floats, count: int) -> Floats:
    k = len(basis)
    matrices = np.zeros((count, k, k))
    for i in range(k):
        matrices[:, i, i] = values(basis[i])
    for i in range(k):
        for j in range(i):
            sums = values(basis[i] + basis[j]) - matrices[:, i, i] - matrices[:, j, j]
            matrices[:, i, j] = matrices[:, j, i] = 0.5 * sums
    return matrices


def identity_directions(problem: Problem) -> Floats:
    """The standard basis of all directions."""
    rows, columns = problem.direction_shape
    return np.eye(rows * columns).reshape(-1, rows, columns)
