"""A sentence about real numbers as a statement: the same tree that a claim file builds.

Nothing is computed but literals: -2, 1/2 and -1/2 are numbers, and a - 2 is the sum of a and the number -2.
Everything else stays as it is written, sums and products from left to right.
"""

from fractions import Fraction
from itertools import pairwise

from certify.claims.statements.statement import Real
from certify.formulas import expressions as tree
from certify.formulas.grammar.tree import (
    Call,
    Cases,
    Chain,
    Comparison,
    Condition,
    Expression,
    Implies,
    Junction,
    Name,
    Negative,
    Not,
    Number,
    Power,
    RealSentence,
    Truth,
)

_SENSES = {"==": "="}


def real_statement(sentence: RealSentence) -> Real:
    """The statement that a sentence says."""
    symbols = tuple(map(tree.Symbol, sentence.names))
    given = tuple(map(_condition, sentence.given))
    return Real(symbols, given, _condition(sentence.show), sentence.exists)


def _condition(node: Condition) -> tree.Condition:
    match node:
        case Not(operand):
            return tree.Negation(_condition(operand))
        case Implies(premise, conclusion):
            return tree.Implication(_condition(premise), _condition(conclusion))
        case Truth(value):
            return tree.Truth(value)
        case Junction(operator, operands):
            join = tree.Conjunction if operator == "and" else tree.Disjunction
            return join(tuple(map(_condition, operands)))
        case Comparison(operands, operators):
            pairs = zip(operators, pairwise(map(_expression, operands)), strict=True)
            relations = tuple(tree.Relation(_SENSES.get(sign, sign), *sides) for sign, sides in pairs)
            return relations[0] if len(relations) == 1 else tree.Conjunction(relations)


def _expression(node: Expression) -> tree.Expression:
    match node:
        case Number():
            return tree.Number(node.value)
        case Name(name):
            return tree.Symbol(name)
        case Negative(Number() as number) if not number.apart:
            return tree.Number(-number.value)
        case Negative(operand):
            return tree.Negative(_expression(operand))
        case Power(base, exponent):
            return tree.Power(_expression(base), exponent)
        case Call("sqrt", (argument,)):
            return tree.Root(_expression(argument))
        case Call("abs", (argument,)):
            return tree.Absolute(_expression(argument))
        case Call("min" | "max" as function, arguments):
            extremum = tree.Minimum if function == "min" else tree.Maximum
            return extremum(tuple(map(_expression, arguments)))
        case Cases(pairs):
            return tree.Cases(tuple((_test(test), _expression(value)) for value, test in pairs))
        case Chain():
            return _sum(node) if node.is_sum else _product(node)
    raise TypeError(type(node).__name__)


def _test(condition: Condition | None) -> tree.Condition:
    return tree.Truth(True) if condition is None else _condition(condition)


def _sum(node: Chain) -> tree.Expression:
    first, *rest = map(_expression, node.operands)
    terms = (
        term if sign == "+" else _opposite(term) for sign, term in zip(node.operators, rest, strict=True)
    )
    return tree.Sum((first, *terms))


def _opposite(term: tree.Expression) -> tree.Expression:
    """What is added where a term is subtracted: of a number without a sign, the negative number."""
    if isinstance(term, tree.Number) and term.value >= 0:
        return tree.Number(-term.value)
    return tree.Negative(term)


def _product(node: Chain) -> tree.Expression:
    """Factors one after the other; each quotient is the numerator, or the first factor, of what follows."""
    first, *rest = node.operands
    operators = list(node.operators)
    factors = [_expression(first)]
    if (fraction := _fraction(node)) is not None:
        factors = [tree.Number(fraction)]
        del rest[0], operators[0]
    for operator, operand in zip(operators, rest, strict=True):
        factor = _expression(operand)
        factors = [*factors, factor] if operator == "*" else [tree.Quotient(_joined(factors), factor)]
    return _joined(factors)


def _joined(factors: list[tree.Expression]) -> tree.Expression:
    return factors[0] if len(factors) == 1 else tree.Product(tuple(factors))


def _fraction(node: Chain) -> Fraction | None:
    """The number with which a product begins, if that is a fraction of whole numbers, as 1/2 is."""
    above, below = node.operands[:2]
    sign = 1
    if isinstance(above, Negative) and not (isinstance(above.operand, Number) and above.operand.apart):
        sign, above = -1, above.operand
    if node.operators[0] != "/" or not isinstance(above, Number) or not isinstance(below, Number):
        return None
    whole = "." not in above.digits + below.digits
    return sign * above.value / below.value if whole and not below.apart and below.value else None
