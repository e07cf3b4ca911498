"""delta*(X, Z; eps): the one question of (P) and (D), answered in the form that suits the instance."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, get_args

import numpy as np

from certify.common.errors import InputError, SolverError
from certify.recovery.duality.noiseless import solve_noiseless
from certify.recovery.duality.points import DualPoint, PrimalPoint, Residuals, dual_point
from certify.recovery.duality.rank_one import solve_rank_one
from certify.recovery.duality.refinement import refine
from certify.recovery.duality.result import GAP_TOLERANCE, RESIDUAL_TOLERANCE, DualityResult, Status
from certify.recovery.instance.instance import Instance
from certify.recovery.instance.reduction import Reduced
from certify.recovery.problems.symmetric_curvature import curvature_rounding

Form = Literal["auto", "full", "rank-one", "reduced"]
Solver = Literal["clarabel", "scs"]
# Tolerances this small beside ||E|| leave (P) next to no interior, and an interior-point solver no digits.
NEGLIGIBLE = 1e-5
GOOD_ENOUGH = 1e-8
Solve = Callable[[Reduced, str], tuple[PrimalPoint, DualPoint, str]]


@dataclass(frozen=True)
class _Attempt:
    """One pair of points, with what was recomputed from them."""

    primal: PrimalPoint
    dual: DualPoint
    residuals: Residuals
    form: str
    solver: str
    said: str
    rounding: float

    @property
    def error(self) -> float:
        return max(abs(self.primal.delta - self.dual.bound), self.residuals.largest)

    @property
    def confirmed(self) -> bool:
        gap = abs(self.primal.delta - self.dual.bound)
        return gap <= GAP_TOLERANCE and max(self.residuals.largest, self.rounding) <= RESIDUAL_TOLERANCE


def delta_star(instance: Instance, form: Form = "auto", solver: Solver | None = None) -> DualityResult:
    """The smallest delta for which some f with ground truth Z Z^T has X as a spurious point.

        (P)  minimise delta over H, G            (D)  maximise the bound of `certify.recovery.duality.points`
             s.t. the conditions of Theorem 1.4       over D0 and D_1 ... D_p

    A counterexample exists iff delta >= delta*; below, escape directions do (Theorem 2.1, Zhang). Of degree
    0 under (X, Z, eps0, eps1) -> (tX, tZ, t^2 eps0, t^2 eps1).

    Args:
        form: "full" is the reference in cvxpy; "rank-one" has no matrix variable H; "reduced" is for
            eps0 = eps1 = 0 and has the fewest unknowns; "auto" takes the smallest that applies.
        solver: "clarabel" or "scs"; by default Clarabel, then SCS if the points do not bear it out.

    Returns:
        Both values, gap and residuals recomputed from the points, the counterexample and the escape
        directions. Its `status` says whether the points support the answer.

    Raises:
        InputError: an unknown form or solver, or form="reduced" with noise.
        SolverError: no solver returned a usable point.
    """
    if form not in get_args(Form):
        raise InputError("form", f"{form!r} is not known", f"choose one of {', '.join(get_args(Form))}")
    if solver is not None and solver not in get_args(Solver):
        fix = f"choose one of {', '.join(get_args(Solver))}"
        raise InputError("solver", f"{solver!r} is not known", fix)
    if form == "reduced" and not instance.noiseless:
        raise InputError("form", '"reduced" needs eps0 = eps1 = 0', 'use "auto" or "rank-one"')
    best: _Attempt | None = None
    failures = []
    for attempt, enough in _attempts(instance.reduced, form, solver):
        if best is not None and best.error <= enough:
            continue
        try:
            found = attempt()
        except SolverError as error:
            failures.append(str(error))
            continue
        if best is None or found.error < best.error:
            best = found
    if best is None:
        raise SolverError("; ".join(failures))
    return _result(instance, best)


def _attempts(
    frame: Reduced, form: Form, solver: Solver | None
) -> Iterator[tuple[Callable[[], _Attempt], float]]:
    """Ways to solve, the quickest first, each with the error of an earlier one that makes it superfluous."""
    solvers: tuple[Solver, ...] = (solver,) if solver else get_args(Solver)
    chosen = _smallest_form(frame) if form == "auto" else form
    yield partial(_attempt, frame, frame, chosen, solvers[0]), 0.0
    if form == "auto" and (0.0 < frame.eps0 < NEGLIGIBLE or 0.0 < frame.eps1 < NEGLIGIBLE):
        yield partial(_attempt, frame, _without_negligible(frame), "auto", solvers[0]), GOOD_ENOUGH
    for name in solvers[1:]:
        yield partial(_attempt, frame, frame, chosen, name), GAP_TOLERANCE


def _smallest_form(frame: Reduced) -> str:
    return "rank-one" if frame.eps0 or frame.eps1 else "reduced"


def _without_negligible(frame: Reduced) -> Reduced:
    """The frame with the tolerances that leave (P) next to no interior set to 0.

    Its primal points are points of (P) itself, its directions prove a bound for (D) itself: only the gap
    between the two, recomputed for the tolerances asked about, says whether it was close enough.
    """
    eps0 = 0.0 if frame.eps0 < NEGLIGIBLE else frame.eps0
    return replace(frame, eps0=eps0, eps1=0.0 if frame.eps1 < NEGLIGIBLE else frame.eps1)


def _attempt(frame: Reduced, solved: Reduced, form: str, solver: str) -> _Attempt:
    """Points found for `solved`, judged as points of `frame`."""
    form = _smallest_form(solved) if form == "auto" else form
    try:
        primal, dual, said = _solve_in(form)(solved, solver)
    except np.linalg.LinAlgError as error:
        raise SolverError(f"{solver}: its point could not be used ({error})") from error
    if solved is not frame:
        dual = dual_point(frame, dual.D0, dual.D)
    primal, violations = refine(frame, primal, dual.bound)
    return _Attempt(primal, dual, violations, form, solver, said, curvature_rounding(frame))


def _solve_in(form: str) -> Solve:
    if form == "reduced":
        return solve_noiseless
    if form == "rank-one":
        return solve_rank_one
    from certify.recovery.duality.full import solve_full  # cvxpy takes seconds to import

    return solve_full


def _result(instance: Instance, best: _Attempt) -> DualityResult:
    primal, dual = best.primal.delta, best.dual.bound
    return DualityResult(
        instance=instance,
        delta_star=min(max(primal, 0.0), 1.0),
        primal=primal,
        dual=dual,
        gap=primal - dual,
        residuals=best.residuals,
        form=best.form,
        solver=best.solver,
        solver_status=best.said,
        status=Status.CONFIRMED if best.confirmed else Status.INACCURATE,
        primal_point=best.primal,
        dual_point=best.dual,
    )
