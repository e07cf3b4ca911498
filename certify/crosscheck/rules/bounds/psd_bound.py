"""Rule `psd-bound`: equations and slack as flat vectors, signs by the characteristic polynomial."""

from flint import fmpq, fmpq_mat

from certify.crosscheck.arithmetic.semidefinite import is_semidefinite
from certify.crosscheck.refusal import Effort, NotProved
from certify.crosscheck.values import choice, rational, record, sequence, symmetric_matrix


def check(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    n, C, A, b, relation, bound = read_program(statement)
    if relation == ">=":
        (multipliers,) = record(witness, "witness", "y")
        y_list = [
            rational(x, f"witness.y[{i}]")
            for i, x in enumerate(sequence(multipliers, "witness.y", A.nrows()))
        ]
        y = fmpq_mat(A.nrows(), 1, y_list)
        effort.spend(100 * (A.nrows() + 1) * n * n, bits(A, b, y, C))
        slack = fmpq_mat(1, n * n, C.entries()) - y.transpose() * A
        if (b.transpose() * y)[0, 0] < bound:
            raise NotProved("witness.y: b^T y is less than the bound")
        if not is_semidefinite(fmpq_mat(n, n, slack.entries()), effort):
            raise NotProved("witness.y: the slack C - sum y_i A_i is not positive semidefinite")
        return "no semidefinite X that satisfies the constraints has <C, X> below the bound"
    (solution,) = record(witness, "witness", "X")
    X = symmetric_matrix(solution, "witness.X", n)
    effort.spend(100 * (A.nrows() + 1) * n * n, bits(A, b, X, C))
    flat = fmpq_mat(n * n, 1, X.entries())
    if A * flat != b:
        raise NotProved("witness.X: it does not satisfy the constraints")
    if (fmpq_mat(1, n * n, C.entries()) * flat)[0, 0] >= bound:
        raise NotProved("witness.X: <C, X> is not less than the bound")
    if not is_semidefinite(X, effort):
        raise NotProved("witness.X: not positive semidefinite")
    return "some semidefinite X satisfies the constraints and has <C, X> below the bound"


def read_program(statement: object) -> tuple[int, fmpq_mat, fmpq_mat, fmpq_mat, str, fmpq]:
    """The order, C, the A_i as rows, the b_i, the relation and the bound."""
    objective, equations, relation, bound = record(
        statement, "statement", "objective", "constraints", "relation", "bound"
    )
    n = len(sequence(objective, "statement.objective"))
    C = symmetric_matrix(objective, "statement.objective", n)
    rows, targets = [], []
    for i, equation in enumerate(sequence(equations, "statement.constraints")):
        place = f"statement.constraints[{i}]"
        matrix, number = sequence(equation, place, 2)
        rows.append(symmetric_matrix(matrix, f"{place}[0]", n).entries())
        targets.append(rational(number, f"{place}[1]"))
    A, b = fmpq_mat(len(rows), n * n, [x for row in rows for x in row]), fmpq_mat(len(rows), 1, targets)
    sense = choice(relation, "statement.relation", (">=", "<"))
    return n, C, A, b, sense, rational(bound, "statement.bound")


def bits(*matrices: fmpq_mat) -> int:
    """The length of the longest entries, added up."""
    return sum(max((int(x.height_bits()) for x in M.entries()), default=0) for M in matrices)
