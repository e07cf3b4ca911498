"""Descent on delta* itself, for any tolerances: L-BFGS with the gradient of the envelope theorem."""

import numpy as np
import scipy.optimize

from certify.common.errors import CertifyError
from certify.recovery.duality import delta_star, gradient
from certify.recovery.geometry import Floats
from certify.recovery.instance.instance import Instance
from certify.search.clock import NEVER, StopAt
from certify.search.question import Question

ITERATIONS = 200
# Where no value can be computed: above every value there is.
NO_VALUE = 2.0


class Descent:
    """delta*(X, Z; eps) at ||E|| = 1 as a function of the entries of X and Z, one below the other.

    Attributes:
        evaluations: how often delta* was computed.
        failures: why it could not be, each time.
    """

    def __init__(self, question: Question) -> None:
        self.question = question
        self.evaluations = 0
        self.failures: list[str] = []

    def start(self, rng: np.random.Generator) -> Floats:
        """A random instance, as a vector."""
        question = self.question
        return rng.standard_normal(question.n * (question.r + question.r_star))

    def structured_start(self, active: int, rng: np.random.Generator, size: float) -> Floats:
        """Near Example 4.1 for a truth of rank `active` <= r*: X^T X = I, X^T Z = 0."""
        question = self.question
        X, Z = np.eye(question.n, question.r), np.zeros((question.n, question.r_star))
        columns = np.arange(active)
        Z[question.r + columns, columns] = np.sqrt(1.0 + np.sqrt(question.r / active))
        return np.concatenate([X.ravel(), Z.ravel()]) + size * self.start(rng)

    def instance(self, x: Floats) -> tuple[Floats, Floats]:
        """X (n, r) and Z (n, r*) of a vector, scaled to ||E|| = 1."""
        n, r = self.question.n, self.question.r
        X, Z = x[: n * r].reshape(n, r), x[n * r :].reshape(n, self.question.r_star)
        size = float(np.linalg.norm(X @ X.T - Z @ Z.T))
        return X / size**0.5, Z / size**0.5

    def value(self, x: Floats) -> tuple[float, Floats]:
        """delta* and its derivative in x."""
        question = self.question
        X, Z = self.instance(x)
        self.evaluations += 1
        try:
            found = delta_star(
                Instance(X, Z, float(question.eps0), float(question.eps1), float(question.eps2))
            )
            slope = gradient(found)
        except CertifyError as error:
            self.failures.append(type(error).__name__)
            return NO_VALUE, np.zeros_like(x)
        # The scaling to ||E|| = 1 turns with x: d(x / rho) = dx / rho - x (d rho) / rho^2, rho = ||E||^(1/2).
        E = X @ X.T - Z @ Z.T
        along = np.concatenate([slope.X.ravel(), slope.Z.ravel()])
        here = np.concatenate([X.ravel(), Z.ravel()])
        d_rho = np.concatenate([(E @ X).ravel(), -(E @ Z).ravel()])
        scale = float(np.linalg.norm(x) / np.linalg.norm(here))
        return found.primal, (along - float(along @ here) * d_rho) / scale

    def descend(self, x: Floats, until: float = NEVER) -> tuple[Floats, Floats]:
        """X and Z of the local minimum that L-BFGS reaches from x; where it is at the moment `until`."""
        found = scipy.optimize.minimize(
            self.value,
            x,
            jac=True,
            method="L-BFGS-B",
            callback=StopAt(until),
            options={"maxiter": ITERATIONS, "ftol": 1e-14},
        )
        return self.instance(found.x)
