"""Rule `negative-curvature`: the least eigenvalue of the Hessian of a polynomial at a point."""

from collections.abc import Sequence
from fractions import Fraction
from operator import mul

from certify.kernel.arithmetic.matrix import Matrix, identity
from certify.kernel.arithmetic.polynomial import Polynomial, height, read_polynomial
from certify.kernel.arithmetic.semidefinite import obstruction
from certify.kernel.fields import Field, show
from certify.kernel.limits import Budget


def check(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected.

    From above, a direction d with d^T H d + margin |d|^2 <= bound |d|^2; from below, H - (bound + margin) I
    semidefinite. A strict relation needs a positive margin. The Hessian H is computed here.
    """
    names, polynomial, at, critical, relation_field, bound_field = statement.fields(
        "variables", "polynomial", "point", "critical", "relation", "bound"
    )
    direction_field, margin_field = witness.fields("direction", "margin")
    variables, budget = names.variables(), statement.budget
    if not variables:
        raise names.reject("a polynomial without variables has no Hessian")
    size = len(variables)
    f = read_polynomial(polynomial, size)
    point = [field.number() for field in at.items(size)]
    relation = relation_field.one_of(("<=", "<", ">=", ">"))
    bound, margin = bound_field.number(), margin_field.number(least=0)
    if relation in "<>" and not margin:
        raise margin_field.reject("a strict inequality needs a positive margin")
    gradient = [derivative(f, axis, budget) for axis in range(size)]
    if critical.integer(0, 1):
        for variable, slope in zip(variables, gradient, strict=True):
            if steepness := value(slope, point, budget):
                raise critical.reject(f"the derivative by {variable} is {show(steepness)} at the point")
    H = hessian(gradient, point, budget)
    if relation in ("<=", "<"):
        d = Matrix.of([[field.number()] for field in direction_field.items(size)])
        if d.is_zero:
            raise direction_field.reject("the direction is zero")
        budget.spend(32 * size**2, H.bits + 2 * d.bits)
        excess = d.inner(H @ d) + (margin - bound) * d.inner(d)
        if excess > 0:
            raise direction_field.reject(f"d^T H d exceeds (bound - margin) |d|^2 by {show(excess)}")
    else:
        direction_field.items(0)
        if failure := obstruction(H - (bound + margin) * identity(size), budget):
            raise witness.reject(f"H - (bound + margin) I is not positive semidefinite: {failure}")
    kind = "critical point" if critical.value else "point"
    return f"the least eigenvalue of the Hessian at the {kind} is {relation} {show(bound)}"


def derivative(p: Polynomial, axis: int, budget: Budget) -> Polynomial:
    """The partial derivative by one variable."""
    budget.spend(8 * len(p), height(p))
    return {
        (*m[:axis], m[axis] - 1, *m[axis + 1 :]): m[axis] * coefficient
        for m, coefficient in p.items()
        if m[axis]
    }


def value(p: Polynomial, point: Sequence[Fraction], budget: Budget) -> Fraction:
    """The value at a point; no number on the way is longer than a term over the common denominator."""
    lengths = [x.numerator.bit_length() + x.denominator.bit_length() for x in point]
    longest = max((sum(map(mul, monomial, lengths)) for monomial in p), default=0)
    factors = 1 + max(map(sum, p), default=0)  # of the common denominator, in that of the value
    bits = height(p) + longest + factors * budget.denominator.bit_length()
    budget.spend(16 * sum(1 + sum(map(bool, monomial)) for monomial in p), bits)
    total = Fraction(0)
    for monomial, coefficient in p.items():
        term = coefficient
        for x, exponent in zip(point, monomial, strict=True):
            term *= x**exponent if exponent else 1
        total += term
    return total


def hessian(gradient: Sequence[Polynomial], point: Sequence[Fraction], budget: Budget) -> Matrix:
    """The second derivatives at a point, as a symmetric matrix."""
    lower = [
        [value(derivative(slope, j, budget), point, budget) for j in range(i + 1)]
        for i, slope in enumerate(gradient)
    ]
    size = len(lower)
    return Matrix.of([[lower[max(i, j)][min(i, j)] for j in range(size)] for i in range(size)])
