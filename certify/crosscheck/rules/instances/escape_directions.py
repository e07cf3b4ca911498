"""Rule `escape-directions`: K as a signed sum of squares of linear forms, then the bound."""

from flint import fmpq, fmpq_mat

from certify.crosscheck.arithmetic.semidefinite import is_semidefinite
from certify.crosscheck.refusal import Effort, NotJudged, NotProved
from certify.crosscheck.rules.instances.recovery import (
    coordinates,
    longest_bits,
    read_problem,
    square_norm,
    weights,
)
from certify.crosscheck.values import matrix, rational, record, sequence, symmetric_matrix

MAX_DIRECTIONS = 1024


def check(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    problem = read_problem(statement, "no-counterexample")
    n, r, X, E = problem.n, problem.r, problem.X, problem.E
    D0_rows, D_rows, nu_text, U_rows, plus_rows, minus_rows, q_text = record(
        witness, "witness", "D0", "D", "nu", "U", "M_plus", "M_minus", "q"
    )
    D0 = matrix(D0_rows, "witness.D0", n, r)
    if len(sequence(D_rows, "witness.D")) > MAX_DIRECTIONS:
        raise NotJudged(f"witness.D: more than {MAX_DIRECTIONS} directions")
    D = [matrix(rows, f"witness.D[{i}]", n, r) for i, rows in enumerate(D_rows)]
    nu, q = rational(nu_text, "witness.nu", nonnegative=True), rational(q_text, "witness.q", nonnegative=True)
    U = symmetric_matrix(U_rows, "witness.U", n)
    plus = symmetric_matrix(plus_rows, "witness.M_plus", n)
    minus = symmetric_matrix(minus_rows, "witness.M_minus", n)
    order = n * (n + 1) // 2
    effort.spend((len(D) + 3) * order**2 * (4 + longest_bits(X, E, D0, U, plus, *D) // 8))

    steps = [direction * X.transpose() for direction in D]
    lifts = [step + step.transpose() for step in steps]
    first = D0 * X.transpose()
    M = first + first.transpose()
    for direction in D:
        M += 2 * (direction * direction.transpose())
    if M + minus != plus:
        raise NotProved("witness.M_plus: M_plus - M_minus is not P_D0 + 2 sum D_i D_i^T")
    for name, part in (("M_plus", plus), ("M_minus", minus)):
        if not is_semidefinite(part, effort):
            raise NotProved(f"witness.{name}: not positive semidefinite")
    if square_norm(first) > q * q:
        raise NotProved("witness.q: less than ||D0 X^T||")

    # <M, A><E, A> = (<M + E, A>^2 - <M - E, A>^2) / 4, so K is a signed sum of squares.
    quarter = fmpq(1, 4)
    squares = [(quarter, M + E), (-quarter, M - E), *((fmpq(1), P) for P in lifts)]
    bounded = [*squares, (nu, U)]
    gram = weights(n)
    forms = gram * fmpq_mat([list(coordinates(A).entries()) for _, A in bounded]).transpose()
    scaled = fmpq_mat([[c * x for x in row] for (c, _), row in zip(bounded, _rows_of(forms), strict=True)])
    if not is_semidefinite(forms * scaled, effort):
        raise NotProved("witness.U: K + nu <U, .>^2 is not positive semidefinite")

    trace = sum((c * square_norm(A) for c, A in squares), fmpq(0))
    bound = trace + problem.delta * (trace + 2 * nu * square_norm(U)) + problem.eps1 * q
    bound += problem.eps0 * sum((plus[i, i] + minus[i, i] for i in range(n)), fmpq(0))
    bound += problem.eps2 * sum((square_norm(step) for step in steps), fmpq(0))
    if bound >= 0:
        raise NotProved("witness: the bound is not negative")
    return f"no H within {problem.delta} of the identity makes X critical up to eps1, eps2"


def _rows_of(forms: fmpq_mat) -> list[list[fmpq]]:
    """The columns of the matrix, as lists."""
    columns: list[list[fmpq]] = forms.transpose().tolist()
    return columns
