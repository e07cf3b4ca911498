"""Rules `psd-infeasible` and `psd-feasible`: whether any semidefinite X satisfies the constraints."""

from fractions import Fraction

from certify.kernel.arithmetic.matrix import Matrix
from certify.kernel.arithmetic.semidefinite import obstruction
from certify.kernel.fields import Field, show
from certify.kernel.rules.bounds.psd_bound import read_program


def check_infeasible(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected.

    A step (y, R) makes S = sum y_i A_i + T R + R^T T semidefinite, T the sum of the S before it. As long as
    b^T y = 0, feasible X have S X = 0, so that T R adds nothing to <S, X>; the last step has b^T y < 0.
    """
    C, A, b, *_ = read_program(statement)
    size, budget = len(C.rows), statement.budget
    (steps,) = witness.fields("steps")
    T, value = Matrix(((0,) * size,) * size, 1), Fraction(0)
    for field in steps.items():
        if value < 0:
            raise field.reject("a step after the last")
        multipliers, turn = field.fields("y", "R")
        y = [number.number() for number in multipliers.items(len(A))]
        R = turn.matrix(size, size)
        shared = budget.denominator.bit_length()
        digits = max((number.numerator.bit_length() for number in y), default=0)
        longest = max((matrix.bits for matrix in A), default=0) + digits + shared
        budget.spend(32 * size**2 * (len(A) + 1), longest)
        budget.spend(8 * size**3, T.bits + R.bits)
        S = (T @ R) + (T @ R).T
        for factor, matrix in zip(y, A, strict=True):
            S = S + factor * matrix
        if failure := obstruction(S, budget):
            raise field.reject(f"sum y_i A_i + T R + R^T T is not positive semidefinite: {failure}")
        value = sum((side * factor for side, factor in zip(b, y, strict=True)), Fraction(0))
        if value > 0:
            raise multipliers.reject(f"b^T y is {show(value)}, greater than 0")
        T = T + S
    if value == 0:
        raise steps.reject("no step has b^T y < 0")
    return "no semidefinite X satisfies the constraints"


def check_feasible(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected: the X of the witness satisfies the constraints."""
    C, A, b, *_ = read_program(statement)
    size, budget = len(C.rows), statement.budget
    (solution,) = witness.fields("X")
    X = solution.symmetric(size)
    longest = max((matrix.bits for matrix in A), default=0)
    budget.spend(4 * size**2 * (len(A) + 1), longest + X.bits)
    for i, (matrix, number) in enumerate(zip(A, b, strict=True)):
        if matrix.inner(X) != number:
            raise solution.reject(f"constraint {i}: <A, X> is {show(matrix.inner(X))}")
    if failure := obstruction(X, budget):
        raise solution.reject(f"not positive semidefinite: {failure}")
    return "some semidefinite X satisfies the constraints"
