"""delta* of the asymmetric class at balanced points, by the form that serves any problem without noise."""

from dataclasses import dataclass

from certify.recovery.duality.bordered import Solution, solve_bordered
from certify.recovery.geometry import Floats
from certify.recovery.problems.asymmetric import AsymmetricProblem


@dataclass(frozen=True)
class AsymmetricResult:
    """delta* of a balanced point in the asymmetric class.

    Attributes:
        primal: delta of (P); dual: the bound the directions prove, recomputed from them.
        S: H(E) (n1, n2) at the optimum, at the scale of E.
        D: directions (p, n1 + n2, r), the multiplier of the second-order inequality.
        slopes: d delta* / dU, dV, dM*, by the envelope theorem, for U, V moving freely; only their part
            along balanced points means anything.
        solution: the same in the reduced frame, with the way back.
    """

    primal: float
    dual: float
    S: Floats
    D: Floats
    slopes: tuple[Floats, ...]
    solution: Solution

    @property
    def delta_star(self) -> float:
        """The smallest delta for which a counterexample exists, in [0, 1]."""
        return self.solution.delta_star

    @property
    def gap(self) -> float:
        """primal - dual."""
        return self.primal - self.dual


def asymmetric_delta_star(
    U: object, V: object, M_star: object, mu: float = 1.0, *, solver: str = "clarabel"
) -> AsymmetricResult:
    """delta* of U (n1, r), V (n2, r) with U^T U = V^T V of full rank, against M* (n1, n2).

    Of degree 0 under (U, V, M*) -> (tU, tV, t^2 M*). Source: the objective of Theorem 1.6 (Zhang), whose
    mu is 1; the rank-one reduction is beyond it.

    Raises:
        InputError: what is no `AsymmetricProblem`.
        SolverError: the solver failed.
    """
    problem = AsymmetricProblem(U, V, M_star, mu)
    found = solve_bordered(problem, solver)
    dual = found.dual_point
    S, D = problem.restore_matrix(found.S), problem.restore_direction(dual.D)
    return AsymmetricResult(found.delta, dual.bound, S, D, found.slopes, found)
