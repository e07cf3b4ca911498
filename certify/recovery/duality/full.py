"""(P) and (D) in full form, as the paper states them, in cvxpy: the reference the reductions are held to.

Written in the reduced frame (d = rank [X, Z] dimensions, ||E|| = 1) and in svec coordinates of S^d. Both
problems stand here on their own; that their values agree is strong duality (Theorem 2.1, Zhang).
"""

import warnings

import cvxpy as cp
import numpy as np

from certify.common.errors import SolverError
from certify.recovery.duality.points import (
    DualPoint,
    PrimalPoint,
    dual_point,
    factor_directions,
    kernel_directions,
)
from certify.recovery.geometry import (
    Floats,
    Ints,
    gauge_complement,
    lift_matrix,
    smat,
    svec,
    symmetric_part,
    unvec,
)
from certify.recovery.instance.reduction import Reduced
from certify.recovery.objectives import GramOperator

SETTINGS: dict[str, dict[str, object]] = {
    "clarabel": {"solver": cp.CLARABEL, "max_threads": 1},
    "scs": {"solver": cp.SCS, "eps_abs": 1e-9, "eps_rel": 1e-9, "max_iters": 100_000},
}


def solve_full(frame: Reduced, solver: str) -> tuple[PrimalPoint, DualPoint, str]:
    """The points returned for (P) and for (D), each solved by itself, and the solver's words for them.

    Raises:
        SolverError: the solver is unknown, failed, or returned no point.
    """
    primal, primal_status = solve_primal(frame, solver)
    dual, dual_status = solve_dual(frame, solver)
    return primal, dual, f"{primal_status} / {dual_status}"


def solve_primal(frame: Reduced, solver: str) -> tuple[PrimalPoint, str]:
    """(P): minimise delta over H and G, with S = H(E) + G,

    (1 - delta) Id <= H <= (1 + delta) Id,   -eps0 I <= G <= eps0 I,   2 ||S Pi|| <= eps1,
    2<S, D D^T> + <H(P_D), P_D> + eps2 ||D X^T||^2 >= 0   for every D.

    Where eps1 = 0 the last runs over the complement of the gauge, on which it vanishes identically.
    """
    d, e = frame.d, svec(frame.E)
    N = len(e)
    delta = cp.Variable()
    H = cp.Variable((N, N), symmetric=True)
    g = cp.Variable(N)
    s = H @ e + g
    G, S = _matrix(g, d), _matrix(s, d)
    identity = np.eye(N)
    constraints = [H - (1 - delta) * identity >> 0, (1 + delta) * identity - H >> 0]
    if frame.eps0:
        constraints += [frame.eps0 * np.eye(d) - G >> 0, frame.eps0 * np.eye(d) + G >> 0]
    else:
        constraints.append(g == 0)
    if frame.rank:
        tangent = _tangent_coordinates(frame)
        if frame.eps1:
            constraints.append(2 * cp.norm(S[:, : frame.rank], "fro") <= frame.eps1)
        else:
            constraints.append(s[tangent] == 0)
    C, J, local = _directions(frame)
    form = cp.kron(np.eye(frame.r), 2 * S) + J.T @ H @ J + frame.eps2 * local
    constraints.append(_symmetrised(C.T @ form @ C) >> 0)
    status = _run(cp.Problem(cp.Minimize(delta), constraints), solver)
    H_value, G_value = symmetric_part(_value(H)), smat(_value(g))
    operator = GramOperator(H_value)
    S_value = operator.apply(frame.E) + G_value
    return PrimalPoint(float(_value(delta)), S_value, G_value, operator), status


def solve_dual(frame: Reduced, solver: str) -> tuple[DualPoint, str]:
    """(D): maximise -(tr K + eps0 ||M||_* + eps1 ||D0 X^T|| + eps2 sum ||D_i X^T||^2) over ||K||_* <= 1,

    D0 and V = sum vec(D_i) vec(D_i)^T >= 0, where M = P_{D0} + 2 sum D_i D_i^T and
    K(A) = <M, A><E, A> + sum <P_{D_i}, A>^2 (the convention of Theorem 2.1, without the factor 1/2).
    """
    d, r, e = frame.d, frame.r, svec(frame.E)
    C, J, local = _directions(frame)
    W = cp.Variable((C.shape[1], C.shape[1]), PSD=True)
    D0 = cp.Variable(d * r)
    P_D0 = _matrix(J @ D0, d)
    V = C @ W @ C.T
    M = P_D0 + 2 * sum(V[a * d : (a + 1) * d, a * d : (a + 1) * d] for a in range(r))
    m = J @ D0 + _coordinates(M - P_D0, d)
    half = cp.reshape(m, (len(e), 1), order="F") @ e[None] / 2
    JC = J @ C
    K = half + half.T + JC @ W @ JC.T
    positive, negative = (cp.Variable(K.shape, PSD=True) for _ in range(2))
    cost = cp.trace(K) + frame.eps2 * cp.trace(C.T @ local @ C @ W)
    if frame.eps0:
        cost += frame.eps0 * cp.normNuc(_symmetrised(M))
    if frame.eps1:
        cost += frame.eps1 * cp.norm(cp.reshape(D0, (d, r), order="F") @ frame.X.T, "fro")
    constraints = [_symmetrised(K) == positive - negative, cp.trace(positive) + cp.trace(negative) <= 1]
    status = _run(cp.Problem(cp.Maximize(-cost), constraints), solver)
    V_value = symmetric_part(C @ _value(W) @ C.T)
    return dual_point(frame, unvec(_value(D0), r), _all_directions(frame, V_value)), status


def _directions(frame: Reduced) -> tuple[Floats, Floats, Floats]:
    """C (directions looked at), J (D -> P_D) and the local norm ||D X^T||^2, in vec coordinates of D."""
    X = frame.X
    C = np.eye(X.size) if frame.eps1 else gauge_complement(X, frame.rank)
    return C, lift_matrix(X), np.asarray(np.kron(X.T @ X, np.eye(frame.d)), dtype=np.float64)


def _all_directions(frame: Reduced, V: Floats) -> Floats:
    """D_1 ... D_p with sum vec(D_i) vec(D_i)^T = V, up to what the columns where X vanishes cannot tell."""
    core = frame.d * frame.rank
    directions = [factor_directions(frame, V[:core, :core])]
    for a in range(frame.rank, frame.r):
        block = slice(a * frame.d, (a + 1) * frame.d)
        directions.append(kernel_directions(frame, V[block, block]))
    return np.concatenate(directions)


def _tangent_coordinates(frame: Reduced) -> Ints:
    """Which svec coordinates of S belong to S Pi."""
    touched = np.zeros((frame.d, frame.d))
    touched[: frame.rank] = touched[:, : frame.rank] = 1.0
    coordinates: Ints = np.flatnonzero(svec(touched))
    return coordinates


def _matrix(v: cp.Expression, d: int) -> cp.Expression:
    """smat as a cvxpy expression."""
    basis = smat(np.eye(v.shape[0])).reshape(v.shape[0], d * d)
    return cp.reshape(basis.T @ v, (d, d), order="F")


def _coordinates(M: cp.Expression, d: int) -> cp.Expression:
    """svec as a cvxpy expression, of a symmetric M."""
    unit = np.eye(d * d).reshape(d * d, d, d)
    return svec(unit).T @ cp.vec(M, order="F")


def _symmetrised(M: cp.Expression) -> cp.Expression:
    return (M + M.T) / 2


def _value(variable: cp.Expression) -> Floats:
    if variable.value is None:
        raise SolverError("full form: the solver returned no point")
    return np.asarray(variable.value, dtype=np.float64)


def _run(problem: cp.Problem, solver: str) -> str:
    if solver not in SETTINGS:
        raise SolverError(f"solver: {solver!r} is not known; choose one of {', '.join(SETTINGS)}")
    try:
        with warnings.catch_warnings():
            # cvxpy warns of an inaccurate solution; the residuals say it better.
            warnings.simplefilter("ignore")
            problem.solve(**SETTINGS[solver])
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in a compiled solver is not an Exception
        raise SolverError(f"{solver}: failed with {type(error).__name__}: {error}") from error
    return str(problem.status)
