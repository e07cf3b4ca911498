"""Rule `mask-enumeration`: the probability of an event about random bits, or the mean of a polynomial."""

from fractions import Fraction
from math import lcm, prod

from certify.kernel.fields import Field, show
from certify.kernel.limits import Budget
from certify.kernel.rules.computation.enumeration import Bits, Condition, Event, probability, sign
from certify.kernel.rules.reals.point import HOLDS


def check(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected: the quantity is computed exactly, without a witness."""
    table, quantity, relation, bound = statement.fields("probabilities", "quantity", "relation", "bound")
    witness.fields()
    holds = HOLDS[relation.one_of(HOLDS)]
    kind, value = evaluate(table, quantity)
    if not holds(sign(value - bound.number())):
        raise bound.reject(f"the {kind} is {show(value)}, which is not {relation.text()} the bound")
    return f"the {kind} is {show(value)}, {relation.text()} the bound"


def evaluate(table: Field, quantity: Field) -> tuple[str, Fraction]:
    """Which quantity it is, and its value."""
    chances = [chance for row in table.matrix().entries for chance in row]
    if not all(0 <= chance <= 1 for chance in chances):
        raise table.reject("a probability is not in [0, 1]")
    kind, (subject,) = quantity.kind("probability", "mean")[0], quantity.items(2)[1:]
    if kind == "mean":
        return kind, mean(read_polynomial(subject, len(chances)), chances, quantity.budget)
    conditions: list[Condition] = []
    event = read_event(subject, len(chances), conditions)
    return kind, probability(event, conditions, chances, quantity.budget)


def read_polynomial(field: Field, size: int) -> dict[Bits, Fraction]:
    """A list of [coefficient, positions]: nonzero coefficients, distinct products of distinct bits."""
    polynomial: dict[Bits, Fraction] = {}
    for term in field.items():
        coefficient, positions = term.items(2)
        product: list[int] = []
        for position in positions.items():
            product.append(position.integer(product[-1] + 1 if product else 0, size - 1))
        bits = tuple(product)
        if bits in polynomial or not coefficient.number():
            raise term.reject("the coefficient is zero, or the product appears twice")
        polynomial[bits] = coefficient.number()
    return polynomial


def read_event(field: Field, size: int, conditions: list[Condition], negated: bool = False) -> Event:
    """["and" | "or", e, ...], ["not", e] or ["holds", polynomial, relation], negations moved inwards."""
    kind, rest = field.kind("and", "or", "not", "holds")
    if kind == "not":
        return read_event(field.items(2)[1], size, conditions, not negated)
    if kind in ("and", "or"):
        parts: list[Event] = []
        for part in rest:
            parts.append(read_event(part, size, conditions, negated))
        return ("and" if (kind == "or") == negated else "or", tuple(parts))
    _, subject, relation = field.items(3)
    polynomial, holds = read_polynomial(subject, size), HOLDS[relation.one_of(HOLDS)]
    scale = lcm(*(coefficient.denominator for coefficient in polynomial.values()))
    signs = frozenset(s for s in (-1, 0, 1) if holds(s) != negated)
    conditions.append(Condition({bits: int(c * scale) for bits, c in polynomial.items()}, signs))
    return "holds", len(conditions) - 1


def mean(polynomial: dict[Bits, Fraction], chances: list[Fraction], budget: Budget) -> Fraction:
    """The mean of a product of distinct independent bits is the product of their probabilities."""
    total = Fraction(0)
    for bits, coefficient in polynomial.items():
        factors = [coefficient, *(chances[position] for position in bits)]
        budget.spend(
            64 * len(factors), sum(x.denominator.bit_length() + x.numerator.bit_length() for x in factors)
        )
        budget.spend(64, total.denominator.bit_length() + total.numerator.bit_length())
        total += prod(factors)
    return total
