"""Rules `psd-infeasible` and `psd-feasible`: flat vectors, signs by the characteristic polynomial."""

from flint import fmpq_mat

from certify.crosscheck.arithmetic.semidefinite import is_semidefinite
from certify.crosscheck.refusal import Effort, NotProved
from certify.crosscheck.rules.bounds.psd_bound import bits, read_program
from certify.crosscheck.values import matrix, rational, record, sequence, symmetric_matrix


def check_infeasible(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    n, _, A, b, *_ = read_program(statement)
    (steps,) = record(witness, "witness", "steps")
    T, left = fmpq_mat(n, n), len(sequence(steps, "witness.steps"))
    for k, step in enumerate(steps):
        place = f"witness.steps[{k}]"
        multipliers, turn = record(step, place, "y", "R")
        numbers = sequence(multipliers, f"{place}.y", A.nrows())
        y = fmpq_mat(1, A.nrows(), [rational(x, f"{place}.y[{i}]") for i, x in enumerate(numbers)])
        R = matrix(turn, f"{place}.R", n, n)
        effort.spend(100 * (A.nrows() + 2 * n + 1) * n * n, bits(A, b, y, R, T))
        twisted = T * R
        S = fmpq_mat(n, n, (y * A).entries()) + twisted + twisted.transpose()
        left -= 1
        value = (y * b)[0, 0]
        if (value >= 0) if left == 0 else (value != 0):
            raise NotProved(f"{place}.y: b^T y is not 0, or in the last step not negative")
        if not is_semidefinite(S, effort):
            raise NotProved(f"{place}: not positive semidefinite")
        T += S
    if not steps:
        raise NotProved("witness.steps: none")
    return "the constraints have no semidefinite solution"


def check_feasible(statement: object, witness: object, effort: Effort) -> str:
    """What the certificate proves."""
    n, _, A, b, *_ = read_program(statement)
    (solution,) = record(witness, "witness", "X")
    X = symmetric_matrix(solution, "witness.X", n)
    effort.spend(100 * (A.nrows() + 1) * n * n, bits(A, b, X))
    if A * fmpq_mat(n * n, 1, X.entries()) != b:
        raise NotProved("witness.X: it does not satisfy the constraints")
    if not is_semidefinite(X, effort):
        raise NotProved("witness.X: not positive semidefinite")
    return "the constraints have a semidefinite solution"
