"""delta*(X, Z; eps): the one question of (P) and (D), answered in the form that suits the instance."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from certify.duality.noiseless import solve_noiseless
from certify.duality.points import DualPoint, PrimalPoint, Residuals, residuals
from certify.duality.rank_one import solve_rank_one
from certify.duality.result import GAP_TOLERANCE, RESIDUAL_TOLERANCE, DualityResult, Status
from certify.errors import InputError, SolverError
from certify.instance import Instance
from certify.reduction import Reduced

Form = Literal["auto", "full", "rank-one", "reduced"]
Solver = Literal["clarabel", "scs"]
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

    @property
    def error(self) -> float:
        return max(abs(self.primal.delta - self.dual.bound), self.residuals.largest)

    @property
    def confirmed(self) -> bool:
        gap = abs(self.primal.delta - self.dual.bound)
        return gap <= GAP_TOLERANCE and self.residuals.largest <= RESIDUAL_TOLERANCE


def delta_star(instance: Instance, form: Form = "auto", solver: Solver | None = None) -> DualityResult:
    """The smallest delta for which some f with ground truth Z Z^T has X as a spurious point.

        (P)  minimise delta over H, G            (D)  maximise the bound of `certify.duality.points`
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
    if form == "auto":
        form = "reduced" if instance.noiseless else "rank-one"
    best: _Attempt | None = None
    failures = []
    for name in (solver,) if solver else get_args(Solver):
        try:
            attempt = _attempt(instance.reduced, form, name)
        except SolverError as error:
            failures.append(str(error))
            continue
        if best is None or attempt.error < best.error:
            best = attempt
        if best.confirmed:
            break
    if best is None:
        raise SolverError("; ".join(failures))
    return _result(instance, best)


def _attempt(frame: Reduced, form: str, solver: str) -> _Attempt:
    primal, dual, said = _solve_in(form)(frame, solver)
    return _Attempt(primal, dual, residuals(frame, primal), form, solver, said)


def _solve_in(form: str) -> Solve:
    if form == "reduced":
        return solve_noiseless
    if form == "rank-one":
        return solve_rank_one
    from certify.duality.full import solve_full  # cvxpy takes seconds to import

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
