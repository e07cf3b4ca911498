"""Rule `psd-bound`: the least value of <C, X> over semidefinite X with <A_i, X> = b_i, against a bound."""

from fractions import Fraction

from certify.kernel.arithmetic.matrix import Matrix
from certify.kernel.arithmetic.semidefinite import obstruction
from certify.kernel.fields import Field, show


def check(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected.

    From below, multipliers y with C - sum y_i A_i semidefinite and b^T y >= bound; from above, a
    semidefinite X that satisfies the equations and has <C, X> < bound.
    """
    C, A, b, relation, bound = read_program(statement)
    size, budget = len(C.rows), statement.budget
    shared = budget.denominator.bit_length()
    longest = max((matrix.bits for matrix in A), default=0) + C.bits + shared
    if relation == ">=":
        (multipliers,) = witness.fields("y")
        y = [field.number() for field in multipliers.items(len(A))]
        digits = max((number.numerator.bit_length() for number in y), default=0)
        budget.spend(32 * size**2 * (len(A) + 1), longest + digits + shared)
        S = C
        for factor, matrix in zip(y, A, strict=True):
            S = S - factor * matrix
        if failure := obstruction(S, budget):
            raise multipliers.reject(f"C - sum y_i A_i is not positive semidefinite: {failure}")
        least = sum((value * factor for value, factor in zip(b, y, strict=True)), Fraction(0))
        if least < bound:
            raise multipliers.reject(f"b^T y is {show(least)}, less than the bound")
        return f"<C, X> >= {show(bound)} for every semidefinite X that satisfies the constraints"
    (solution,) = witness.fields("X")
    X = solution.symmetric(size)
    budget.spend(4 * size**2 * (len(A) + 1), longest + X.bits)
    for i, (matrix, number) in enumerate(zip(A, b, strict=True)):
        if matrix.inner(X) != number:
            raise solution.reject(f"<A, X> is {show(matrix.inner(X))} in constraints[{i}]")
    if (reached := C.inner(X)) >= bound:
        raise solution.reject(f"<C, X> is {show(reached)}, not less than the bound")
    if failure := obstruction(X, budget):
        raise solution.reject(f"not positive semidefinite: {failure}")
    return f"some semidefinite X satisfies the constraints and has <C, X> < {show(bound)}"


def read_program(statement: Field) -> tuple[Matrix, list[Matrix], list[Fraction], str, Fraction]:
    """C, the A_i, the b_i, the relation and the bound."""
    objective, equations, relation, bound = statement.fields("objective", "constraints", "relation", "bound")
    size = len(objective.items())
    C, pairs = objective.symmetric(size), [field.items(2) for field in equations.items()]
    A = [matrix.symmetric(size) for matrix, _ in pairs]
    return C, A, [number.number() for _, number in pairs], relation.one_of((">=", "<")), bound.number()
