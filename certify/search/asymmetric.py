"""The smallest delta* over the balanced points of the asymmetric class."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.optimize

from certify.common.errors import CertifyError, InputError
from certify.recovery.duality.asymmetric import AsymmetricResult, asymmetric_delta_star
from certify.recovery.geometry import Floats
from certify.search.clock import NEVER, StopAt
from certify.search.question import LARGEST_RANK

ITERATIONS = 200
NO_VALUE = 2.0
NEAR, SAME_VALUE = 0.1, 1e-6
SPREAD = 3.0  # of log s: beyond, X is as good as rank deficient, and delta* is 1


@dataclass(frozen=True)
class AsymmetricQuestion:
    """The infimum of delta* over balanced U (n1, r), V (n2, r) and M* (n1, n2) of rank <= r*, with weight mu.

    Raises:
        InputError: sizes that are no positive integers, r < r*, r > min(n1, n2), or mu not positive.
    """

    n1: int
    n2: int
    r: int
    r_star: int
    mu: float = 1.0

    def __post_init__(self) -> None:
        for name in ("n1", "n2", "r", "r_star"):
            size = getattr(self, name)
            if isinstance(size, bool) or not isinstance(size, int) or not 1 <= size <= 2 * LARGEST_RANK:
                raise InputError(
                    name, f"{size!r} is not a size", f"give an integer from 1 to {2 * LARGEST_RANK}"
                )
        if self.r < self.r_star:
            raise InputError("r", f"{self.r} is below r* = {self.r_star}", "ask for r >= r*")
        if self.r > min(self.n1, self.n2):
            raise InputError("r", f"{self.r} exceeds min(n1, n2)", "U and V have full column rank")
        if not self.mu > 0.0:
            raise InputError("mu", f"{self.mu!r} is not positive", "give the weight of the balancing term")


class AsymmetricDescent:
    """delta* as a function of x = (log s, A, B): U = [diag(s); 0], V = [diag(s); 0], M* = A B^T.

    Up to rotations every balanced point of full rank is one of these.
    """

    def __init__(self, question: AsymmetricQuestion) -> None:
        self.question = question
        self.evaluations = 0
        self.failures: list[str] = []
        sizes = (question.r, question.n1 * question.r_star, question.n2 * question.r_star)
        self.variables, self.cuts = sum(sizes), np.cumsum(sizes)[:-1]

    def start(self, rng: np.random.Generator) -> Floats:
        """A random point."""
        x = rng.standard_normal(self.variables)
        x[: self.question.r] *= 0.3
        return x

    def structured_start(self, active: int, rng: np.random.Generator, size: float) -> Floats:
        """Near equal singular values and a truth of rank `active` across U and V, as far as there is room."""
        question = self.question
        A, B = np.zeros((question.n1, question.r_star)), np.zeros((question.n2, question.r_star))
        height = np.sqrt(1.0 + np.sqrt(question.r / active))
        for factor, rows in ((A, question.n1), (B, question.n2)):
            for column in range(active):
                factor[min(question.r + column, rows - 1), column] = height
        return np.concatenate([np.zeros(question.r), A.ravel(), B.ravel()]) + size * self.start(rng)

    def point(self, x: Floats) -> tuple[Floats, Floats, Floats]:
        """U, V and M* of a vector."""
        question = self.question
        log_s, A, B = np.split(x, self.cuts)
        s = np.exp(np.clip(log_s, -SPREAD, SPREAD))
        U, V = np.zeros((question.n1, question.r)), np.zeros((question.n2, question.r))
        np.fill_diagonal(U, s)
        np.fill_diagonal(V, s)
        return U, V, A.reshape(question.n1, -1) @ B.reshape(question.n2, -1).T

    def solve(self, x: Floats) -> AsymmetricResult:
        """delta* at a vector."""
        return asymmetric_delta_star(*self.point(x), self.question.mu)

    def value(self, x: Floats) -> tuple[float, Floats]:
        """delta* and its derivative in x."""
        self.evaluations += 1
        try:
            found = self.solve(x)
        except CertifyError as error:
            self.failures.append(type(error).__name__)
            return NO_VALUE, np.zeros_like(x)
        U = self.point(x)[0]
        _, A, B = np.split(x, self.cuts)
        along_U, along_V, along_M = found.slopes
        along_s = np.diag(along_U[: self.question.r]) + np.diag(along_V[: self.question.r])
        inside = np.abs(x[: self.question.r]) < SPREAD
        slopes = (
            along_s * np.diag(U[: self.question.r]) * inside,
            (along_M @ B.reshape(self.question.n2, -1)).ravel(),
            (along_M.T @ A.reshape(self.question.n1, -1)).ravel(),
        )
        return found.primal, np.concatenate(slopes)

    def descend(self, x: Floats, until: float = NEVER) -> Floats:
        """The local minimum that L-BFGS reaches from x, as a vector; where it is at the moment `until`."""
        found = scipy.optimize.minimize(
            self.value,
            x,
            jac=True,
            method="L-BFGS-B",
            callback=StopAt(until),
            options={"maxiter": ITERATIONS, "ftol": 1e-14},
        )
        point: Floats = np.asarray(found.x)
        return point


@dataclass
class AsymmetricFound:
    """What a search of the asymmetric class found; floats, for which there are no certificates.

    Attributes:
        delta_star: the smallest value, 1 if nothing below it was found; point: U, V and M* there, or None.
        starts, hits, evaluations, failures, seconds: the budget and how it went.
    """

    question: AsymmetricQuestion
    delta_star: float = 1.0
    point: tuple[Floats, Floats, Floats] | None = None
    starts: int = 0
    hits: int = 0
    evaluations: int = 0
    failures: int = 0
    seconds: float = 0.0


def search_asymmetric(
    question: AsymmetricQuestion,
    *,
    seconds: float = 10.0,
    starts: int | None = None,
    seed: int | Sequence[int] = 0,
) -> AsymmetricFound:
    """Descend from random and structured starts until the time is over, where the last one stops as it is.

    With `starts` the time does not matter: the result depends on the seed alone.
    """
    descent, found, began = AsymmetricDescent(question), AsymmetricFound(question), time.monotonic()
    until = NEVER if starts is not None else began + seconds
    seeds = seed if isinstance(seed, Sequence) else [seed]
    while found.starts < starts if starts is not None else found.seconds < seconds:
        rng = np.random.default_rng([*seeds, found.starts])
        rank = found.starts % (question.r_star + 1)
        start = descent.structured_start(rank, rng, NEAR) if rank else descent.start(rng)
        found.starts += 1
        try:
            x = descent.descend(start, until)
            value = descent.solve(x).delta_star
        except (CertifyError, np.linalg.LinAlgError):
            found.failures += 1
        else:
            found.hits = (found.hits if value > found.delta_star - SAME_VALUE else 0) + (
                value < found.delta_star + SAME_VALUE
            )
            if value < found.delta_star:
                found.delta_star, found.point = value, descent.point(x)
        found.evaluations, found.seconds = descent.evaluations, time.monotonic() - began
    return found
