"""Rule `escape-directions`: no H within delta of the identity has X as an approximate critical point."""

from fractions import Fraction

from certify.kernel.arithmetic.matrix import Matrix
from certify.kernel.arithmetic.semidefinite import obstruction
from certify.kernel.fields import Field, show
from certify.kernel.limits import MAX_DIRECTIONS, MAX_ORDER, Declined
from certify.kernel.rules.instances.recovery import read_problem


def check(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected.

    The witness is D_0 for the first-order condition, D_1, ..., D_k for the second-order one, and what bounds
    the supremum over H and G of their sum: nu and U with K + nu <U, .>^2 >= 0 (then
    <H, K> <= (1 + delta) tr K + 2 delta nu ||U||^2), M = M_plus - M_minus (then
    <G, M> <= eps0 tr(M_plus + M_minus)) and q >= ||D_0 X^T||. A negative bound contradicts every H and G.
    """
    problem = read_problem(statement, "no-counterexample")
    n, r, X, E = problem.n, problem.r, problem.X, problem.E
    D0_field, D_field, nu_field, U_field, plus_field, minus_field, q_field = witness.fields(
        "D0", "D", "nu", "U", "M_plus", "M_minus", "q"
    )
    D0 = D0_field.matrix(n, r)
    if len(D_field.items()) > MAX_DIRECTIONS:
        raise Declined(f"{D_field.place}: more than {MAX_DIRECTIONS} directions")
    directions = [field.matrix(n, r) for field in D_field.items()]
    nu, U = nu_field.number(least=0), U_field.symmetric(n)
    plus, minus = plus_field.symmetric(n), minus_field.symmetric(n)
    q = q_field.number(least=0)
    budget, order = problem.budget, n * (n + 1) // 2
    if order > MAX_ORDER:
        raise Declined(f"statement.X: n (n + 1) / 2 exceeds {MAX_ORDER}")
    longest = max(matrix.bits for matrix in (X, D0, *directions, plus, minus, U))
    budget.spend((len(directions) + 3) * (4 * n * n * r + order * order), 4 * longest)

    M = lift(D0, X)
    for D in directions:
        M = M + 2 * (D @ D.T)
    if plus - minus != M:
        raise plus_field.reject("M_plus - M_minus differs from D_0 X^T + X D_0^T + 2 sum D_i D_i^T")
    for field, part in ((plus_field, plus), (minus_field, minus)):
        failure = obstruction(part, budget)
        if failure:
            raise field.reject(f"not positive semidefinite: {failure}")
    reach = (D0 @ X.T).inner(D0 @ X.T)
    if q * q < reach:
        raise q_field.reject(f"q^2 is below ||D_0 X^T||^2 = {show(reach)}")

    lifts = [lift(D, X) for D in directions]
    failure = obstruction(twice_form(M, E, lifts, nu, U), budget)
    if failure:
        raise U_field.reject(f"K + nu <U, .>^2 is not positive semidefinite: {failure}")

    trace = M.inner(E) + sum(P.inner(P) for P in lifts)
    length = sum((D @ X.T).inner(D @ X.T) for D in directions)
    bound = (
        (1 + problem.delta) * trace
        + 2 * problem.delta * nu * U.inner(U)
        + problem.eps0 * (plus + minus).trace
        + problem.eps1 * q
        + problem.eps2 * length
    )
    if bound >= 0:
        raise witness.reject(f"the bound on the sum is not negative (it is {show(bound)})")
    return f"at delta = {show(problem.delta)} every H in the band lets X be escaped (bound {show(bound)})"


def lift(D: Matrix, X: Matrix) -> Matrix:
    """P_D = D X^T + X D^T."""
    half = D @ X.T
    return half + half.T


def twice_form(M: Matrix, E: Matrix, lifts: list[Matrix], nu: Fraction, U: Matrix) -> Matrix:
    """Twice the matrix of <M, .><E, .> + sum <P_i, .>^2 + nu <U, .>^2 in the basis E_ii, E_ij + E_ji."""
    half = coordinates(M) @ coordinates(E).T
    u = coordinates(U)
    form = half + half.T + (2 * nu) * (u @ u.T)
    if lifts:
        p = Matrix.of([[entry for (entry,) in coordinates(P).entries] for P in lifts])
        form = form + 2 * (p.T @ p)
    return form


def coordinates(A: Matrix) -> Matrix:
    """The column <A, B> for B in the basis E_ii, E_ij + E_ji (i < j) of the symmetric matrices."""
    pairs = [(i, j) for i in range(len(A.rows)) for j in range(i, len(A.rows))]
    return Matrix.reduced([[A.rows[i][j] * (1 + (i < j))] for i, j in pairs], A.denominator)
