"""Rule `counterexample`: some H within delta of the identity has X as an approximate critical point."""

from fractions import Fraction
from math import lcm

from certify.kernel.arithmetic.matrix import Matrix, identity
from certify.kernel.arithmetic.semidefinite import obstruction
from certify.kernel.fields import Field, show
from certify.kernel.limits import MAX_ORDER, Declined
from certify.kernel.rules.instances.recovery import Problem, read_problem


def check(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected.

    The witness is S and G; with w = (1 + delta) E - S + G the operator is H = (1 + delta) Id - w w^T / <E, w>
    (the rank-one theorem: no other H does better), or H = (1 + delta) Id if w = 0.
    """
    problem = read_problem(statement, "counterexample-exists")
    n, r = problem.n, problem.r
    S_field, G_field = witness.fields("S", "G")
    S, G = S_field.symmetric(n), G_field.symmetric(n)
    budget = problem.budget
    if n * r + 1 > MAX_ORDER:
        raise Declined(f"statement.X: n r + 1 exceeds {MAX_ORDER}")
    budget.spend(32 * (n * r + 1) ** 2, 2 * problem.E.bits + S.bits + G.bits)

    w = (1 + problem.delta) * problem.E - S + G
    reach = problem.E.inner(w)
    if w.inner(w) > 2 * problem.delta * reach:
        excess = show(w.inner(w) - 2 * problem.delta * reach)
        raise S_field.reject(
            f"||w||^2 exceeds 2 delta <E, w> by {excess}, so no H in the band has H(E) = S - G"
        )
    for sign in (1, -1):
        failure = obstruction(problem.eps0 * identity(n) + sign * G, budget)
        if failure:
            raise G_field.reject(f"eps0 I {'-+'[sign > 0]} G is not positive semidefinite: {failure}")
    first_order(problem, S, S_field)
    failure = obstruction(bordered(problem, S, w, reach), budget)
    if failure:
        raise S_field.reject(f"second-order: the bordered matrix is not positive semidefinite: {failure}")
    return (
        f"at delta = {show(problem.delta)} X is critical up to eps1, eps2 for some H in the band, yet E != 0"
    )


def first_order(problem: Problem, S: Matrix, place: Field) -> None:
    """Reject unless 2 ||S Pi|| <= eps1.

    With x_1, x_2, ... the nonzero vectors of the Gram-Schmidt process on the columns of X (no square roots),
    Pi = sum x_k x_k^T / ||x_k||^2, whatever the rank of X, and ||S Pi||^2 = sum ||S x_k||^2 / ||x_k||^2.
    """
    if problem.eps1 == 0:
        for i, row in enumerate((S @ problem.X).entries):
            for j, entry in enumerate(row):
                if entry:
                    raise place.reject(f"S X is not zero (entry {i + 1},{j + 1} is {show(entry)})")
        return
    n, r = problem.n, problem.r
    problem.budget.spend(32 * n * r * (n + r), 2 * r * problem.X.bits + S.bits)
    orthogonal: list[Matrix] = []
    for column in problem.X.T.rows:
        x = Matrix.reduced([[entry] for entry in column], problem.X.denominator)
        for y in orthogonal:
            x = x - (y.inner(x) / y.inner(y)) * y
        if not x.is_zero:
            orthogonal.append(x)
    square = sum(((S @ x).inner(S @ x) / x.inner(x) for x in orthogonal), Fraction(0))
    if 4 * square > problem.eps1**2:
        raise place.reject(
            f"first-order: 4 ||S Pi||^2 exceeds eps1^2 by {show(4 * square - problem.eps1**2)}"
        )


def bordered(problem: Problem, S: Matrix, w: Matrix, reach: Fraction) -> Matrix:
    """[[2 S (x) I + (1 + delta) J^T J + eps2 X^T X (x) I, J^T w], [., <E, w>]], J : D -> P_D, size n r + 1.

    In the basis D = e_i f_a^T:  <P_D, P_D'> = 2 [i = j] (X^T X)_ab + 2 X_ib X_ja,  <P_D, w> = 2 (w X)_ia.
    The last row and column are scaled by a positive integer, so that all share the denominator of the rest.
    """
    n, r, level = problem.n, problem.r, 2 * (1 + problem.delta)
    X, left = problem.X.entries, (level * problem.X).entries
    gram = ((level + problem.eps2) * (problem.X.T @ problem.X)).entries
    double = (2 * S).entries
    border = [entry for row in (2 * (w @ problem.X)).entries for entry in row]

    def entry(i: int, a: int, j: int, b: int) -> Fraction:
        value = left[i][b] * X[j][a]
        if a == b:
            value += double[i][j]
        return value + gram[a][b] if i == j else value

    basis = [(i, a) for i in range(n) for a in range(r)]
    rows = [[entry(*row, *column) for column in basis] for row in basis]
    shared = lcm(*(value.denominator for row in rows for value in row))
    scale = lcm(*((shared * pull).denominator for pull in border))
    scale *= (shared * scale * scale * reach).denominator
    border = [*(scale * pull for pull in border), scale * scale * reach]
    return Matrix.of([*([*row, pull] for row, pull in zip(rows, border[:-1], strict=True)), border])
