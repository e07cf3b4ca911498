"""Rule `point`: an exact point where the hypotheses hold and a relation fails."""

from collections.abc import Callable
from fractions import Fraction

from certify.kernel.arithmetic.polynomial import Polynomial, constant, plus, read_polynomial, times
from certify.kernel.fields import Field
from certify.kernel.limits import MAX_RADICANDS, Budget, Declined

HOLDS: dict[str, Callable[[int], bool]] = {
    "=": lambda sign: sign == 0,
    "!=": lambda sign: sign != 0,
    ">=": lambda sign: sign >= 0,
    ">": lambda sign: sign > 0,
    "<=": lambda sign: sign <= 0,
    "<": lambda sign: sign < 0,
}


def check(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected.

    The coordinates lie in Q(sqrt c_1, ..., sqrt c_k): each is a rational number, or a sum of
    products of the square roots of the rational numbers c_i >= 0 given as radicands.
    """
    names, hypotheses, fails = statement.fields("variables", "hypotheses", "fails")
    size, budget = len(names.variables()), statement.budget
    radicands_field, coordinates = witness.fields("radicands", "coordinates")
    radicands = [field.number(least=0) for field in radicands_field.items()]
    if len(radicands) > MAX_RADICANDS:
        raise Declined(f"{radicands_field.place}: more than {MAX_RADICANDS} square roots")
    point = [read_surd(field, radicands) for field in coordinates.items(size)]
    for condition in [*hypotheses.items(), fails]:
        polynomial, relation = condition.items(2)
        holds = HOLDS[relation.one_of(HOLDS)]
        value = evaluate(read_polynomial(polynomial, size), point, radicands, budget)
        if holds(sign(value, radicands, budget)) == (condition is fails):
            raise condition.reject(f"the relation {'holds' if condition is fails else 'fails'} at the point")
    return "the hypotheses hold at the point, and the relation said to fail does fail there"


def read_surd(field: Field, radicands: list[Fraction]) -> Polynomial:
    """A rational number, or a list of [coefficient, exponents of the square roots]."""
    if isinstance(field.value, str):
        return constant(field.number(), len(radicands))
    return read_polynomial(field, len(radicands), greatest=1)


def reduced(surd: Polynomial, radicands: list[Fraction]) -> Polynomial:
    """The same number with every square root, now to the power 0, 1 or 2, to the power 0 or 1."""
    result: Polynomial = {}
    for monomial, coefficient in surd.items():
        for exponent, radicand in zip(monomial, radicands, strict=True):
            coefficient *= radicand if exponent == 2 else 1
        key = tuple(exponent % 2 for exponent in monomial)
        result[key] = result.get(key, Fraction(0)) + coefficient
    return {monomial: coefficient for monomial, coefficient in result.items() if coefficient}


def evaluate(
    polynomial: Polynomial, point: list[Polynomial], radicands: list[Fraction], budget: Budget
) -> Polynomial:
    """The value of a polynomial at the point, as an element of the field."""
    total: Polynomial = {}
    for monomial, coefficient in polynomial.items():
        value = constant(coefficient, len(radicands))
        for exponent, coordinate in zip(monomial, point, strict=True):
            for _ in range(exponent):
                value = reduced(times(value, coordinate, budget), radicands)
        total = plus(total, value, 1, budget)
    return total


def sign(surd: Polynomial, radicands: list[Fraction], budget: Budget) -> int:
    """-1, 0 or 1: the sign of a + b sqrt c from those of a, b and a^2 - b^2 c, which have one root less.

    Nothing is assumed of c except c >= 0: it may be a square or depend on the other radicands.
    """
    if not radicands:
        value = surd.get((), Fraction(0))
        return (value > 0) - (value < 0)
    *others, c = radicands
    a = {monomial[:-1]: coefficient for monomial, coefficient in surd.items() if not monomial[-1]}
    b = {monomial[:-1]: coefficient for monomial, coefficient in surd.items() if monomial[-1]}
    sign_a, sign_b = sign(a, others, budget), sign(b, others, budget) if c else 0
    if sign_a * sign_b >= 0:
        return sign_a or sign_b
    square = plus(times(a, a, budget), times(b, b, budget), -c, budget)
    return sign_a * sign(reduced(square, others), others, budget)
