"""Descent in the instance and its counterexample at once, for eps0 = eps1 = 0.

Without loss of generality X = [diag(s); 0] with s_min = 1 and Z = [Z1; Z2], Z2 lower triangular. The
noiseless reduction is then a smooth program in (delta, v, Z1, Z2, L), where s_j^2 = 1 + v_j and
T = L L^T - c I with c = 1 + delta + eps2/2, so that T + c s_j^2 I = L L^T + c v_j I is semidefinite however
the unknowns move:

    minimise delta   s.t.   (1+delta)^2 (||E11||^2 + 2||E12||^2) + ||(1+delta) F + T||^2 <= 2 delta <E, w>
    4 (1+delta)^2 ||E11||^2 / (4 (1+delta) + eps2) + 2 sum_j s_j^2 (1+delta)^2 e_j^T T_j^{-1} e_j <= <E, w>
    v >= 0.

Both constraints are rational functions, so their derivatives come from a complex step, exact to rounding.
"""

from typing import Any

import numpy as np
import scipy.optimize

from certify.recovery.geometry import Floats
from certify.search.clock import NEVER, StopAt
from certify.search.question import Question

# Keeps T_j invertible where its row of E12 vanishes too; it can only make the constraint harder.
FLOOR = 1e-13
STEP = 1e-30
ALONG_X = 0.1
ITERATIONS = 500


class JointProgram:
    """The program of a noiseless question; its points are vectors (variables,)."""

    def __init__(self, question: Question) -> None:
        self.r, self.q, self.eps2 = question.r, question.r_star, float(question.eps2)
        self.triangle = np.tril_indices(self.q)
        self.sizes = np.cumsum([1, self.r, self.r * self.q, len(self.triangle[0])])
        self.variables = int(self.sizes[-1]) + len(self.triangle[0])

    def start(self, rng: np.random.Generator) -> Floats:
        """A random instance with T = 0, which is strictly feasible at delta near 1.

        Z is drawn less along X than across: more descents then end at the best minimum.
        """
        x = rng.standard_normal(self.variables)
        delta = 0.9
        x[0], x[1 : 1 + self.r] = delta, np.abs(x[1 : 1 + self.r])
        x[self.sizes[1] : self.sizes[2]] *= ALONG_X
        x[self.sizes[-1] :] = (np.sqrt(1.0 + delta + 0.5 * self.eps2) * np.eye(self.q))[self.triangle]
        return x

    def structured_start(self, active: int, rng: np.random.Generator, size: float) -> Floats:
        """Near Example 4.1 for a truth of rank `active` <= r*: X^T Z = 0, equal singular values."""
        x = size * self.start(rng)
        x[0] = 0.9
        x[1 : 1 + self.r] = np.abs(x[1 : 1 + self.r])
        Z2 = np.zeros((self.q, self.q))
        diagonal = np.arange(active)
        Z2[diagonal, diagonal] = np.sqrt(1.0 + np.sqrt(self.r / active))
        x[self.sizes[2] : self.sizes[3]] += Z2[self.triangle]
        x[self.sizes[-1] :] += (1.0 - size) * np.eye(self.q)[self.triangle]
        return x

    def descend(self, x: Floats, until: float = NEVER) -> tuple[Floats, Floats, int]:
        """X (n, r), Z (n, r*) of the local minimum that SLSQP reaches from x, and its evaluations.

        At the moment `until` it stops where it is.

        Nothing is claimed about the point: evaluate delta* there.
        """
        slope: Any = np.zeros(self.variables)
        slope[0] = 1.0
        free: tuple[float | None, float | None] = (None, None)
        bounds: Any = [(0.0, 1.0), *[(0.0, None)] * self.r, *[free] * (self.variables - 1 - self.r)]
        constraints: Any = {"type": "ineq", "fun": self.slack, "jac": self.slopes}
        with np.errstate(all="ignore"):
            found: Any = scipy.optimize.minimize(  # type: ignore[call-overload]
                lambda x: x[0],
                x,
                jac=lambda _: slope,
                constraints=constraints,
                bounds=bounds,
                method="SLSQP",
                callback=StopAt(until),
                options={"maxiter": ITERATIONS, "ftol": 1e-15},
            )
        return (*self.instance(found.x), int(found.nfev))

    def instance(self, x: Floats) -> tuple[Floats, Floats]:
        """X and Z of a point."""
        _, v, Z1, Z2, _ = self._parts(x[None])
        X = np.zeros((self.r + self.q, self.r))
        np.fill_diagonal(X, np.sqrt(1.0 + np.maximum(v[0], 0.0)))
        return X, np.vstack([Z1[0], Z2[0]])

    def slack(self, x: Floats) -> Floats:
        """By how much both constraints are satisfied, over ||E||^2."""
        slack: Floats = self._constraints(x[None])[0]
        return slack

    def slopes(self, x: Floats) -> Floats:
        """The Jacobian (2, variables) of `slack`."""
        moved = x + 1j * STEP * np.eye(self.variables)
        slopes: Floats = self._constraints(moved).imag.T / STEP
        return slopes

    def _parts(self, x: Floats) -> tuple[Floats, ...]:
        """delta, v, Z1, Z2 and L of points (B, variables)."""
        delta, v, Z1, Z2, L = np.split(x, self.sizes, axis=1)
        triangles = []
        for entries in (Z2, L):
            matrix = np.zeros((len(x), self.q, self.q), x.dtype)
            matrix[:, self.triangle[0], self.triangle[1]] = entries
            triangles.append(matrix)
        return delta[:, 0], v, Z1.reshape(-1, self.r, self.q), *triangles

    def _constraints(self, x: Floats) -> Floats:
        """Both slacks (B, 2) at points (B, variables), real or complex: no conjugates anywhere."""
        delta, v, Z1, Z2, L = self._parts(x)
        stretch, shift = 1.0 + delta, 1.0 + delta + 0.5 * self.eps2
        diagonal, identity = np.arange(self.r), np.eye(self.q)
        E11 = -Z1 @ Z1.swapaxes(1, 2)
        E11[:, diagonal, diagonal] += 1.0 + v
        E12, F = -Z1 @ Z2.swapaxes(1, 2), Z2 @ Z2.swapaxes(1, 2)
        LL = L @ L.swapaxes(1, 2)
        T = LL - shift[:, None, None] * identity
        leading = np.sum(E11**2, axis=(1, 2))
        along_X = leading + 2.0 * np.sum(E12**2, axis=(1, 2))
        size = along_X + np.sum(F**2, axis=(1, 2))
        inner = stretch * size + np.sum(F * T, axis=(1, 2))
        normal = stretch[:, None, None] * F + T
        band = 2.0 * delta * inner - stretch**2 * along_X - np.sum(normal**2, axis=(1, 2))
        lifted = LL[:, None] + ((shift[:, None] * v)[:, :, None, None] + FLOOR) * identity
        columns = np.linalg.solve(lifted, E12[..., None])[..., 0]
        fractions = 2.0 * stretch**2 * np.sum((1.0 + v) * np.sum(E12 * columns, axis=2), axis=1)
        curvature = inner - 4.0 * stretch**2 * leading / (4.0 * stretch + self.eps2) - fractions
        return np.stack([band / size, curvature / size], axis=1)
