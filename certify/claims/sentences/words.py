"""A sentence about matrices as a statement about matrix words."""

from collections.abc import Mapping, Sequence

from certify.claims.statements import words
from certify.claims.statements.words import Words
from certify.formulas.grammar.shapes import is_zero
from certify.formulas.grammar.tree import (
    Call,
    Chain,
    Comparison,
    Expression,
    MatrixSentence,
    Name,
    Negative,
    Number,
    Power,
    Transpose,
)


def words_statement(sentence: MatrixSentence) -> Words:
    """The statement that a sentence says."""
    values = {name: words.sizes(name)[0] for name in sorted(sentence.sizes)}
    sizes: dict[str, words.Expression | int] = {"1": 1, **values}
    values |= {name: words.parameters(name)[0] for name in sentence.scalars}
    for one in sentence.matrices:
        symmetric, semidefinite = one.kind == "symmetric", one.kind == "semidefinite"
        rows, columns = sizes[one.rows], sizes[one.columns]
        values[one.name] = words.matrix(one.name, rows, columns, symmetric, semidefinite)
    vanishing, nonnegative = [], []
    for condition in sentence.given:
        left, right = _sides(condition, values)
        match condition.operators[0]:
            case "==":
                vanishing.append(_difference(left, right))
            case ">=":
                nonnegative.append(_difference(left, right))
            case "<=":
                nonnegative.append(_difference(right, left))
    left, right = _sides(sentence.show, values)
    return Words(left, sentence.show.operators[0], right, tuple(vanishing), tuple(nonnegative))


def _sides(condition: Comparison, values: Mapping[str, words.Expression]) -> Sequence[words.Expression | int]:
    return [0 if is_zero(side) else _expression(side, values) for side in condition.operands]


def _difference(left: words.Expression | int, right: words.Expression | int) -> words.Expression:
    """left - right, where 0 has the shape of the other side."""
    if isinstance(left, int):
        return -words.expression(right)
    return left if isinstance(right, int) else left - right


def _expression(node: Expression, values: Mapping[str, words.Expression]) -> words.Expression:
    match node:
        case Number():
            return words.expression(node.value)
        case Name(name):
            return values[name]
        case Negative(operand):
            return -_expression(operand, values)
        case Transpose(operand):
            return _expression(operand, values).T
        case Power(base, exponent):
            return _expression(base, values) ** int(exponent)
        case Call("I", (size,)):
            return words.identity(values[size.name] if isinstance(size, Name) else 1)
        case Call("tr", (argument,)):
            return words.tr(_expression(argument, values))
        case Call("inner", (left, right)):
            return words.inner(_expression(left, values), _expression(right, values))
        case Chain(operands, operators):
            total, *rest = (_expression(operand, values) for operand in operands)
            for operator, other in zip(operators, rest, strict=True):
                total = _applied(operator, total, other)
            return total
    raise TypeError(type(node).__name__)


def _applied(operator: str, left: words.Expression, right: words.Expression) -> words.Expression:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    (constant,) = right.terms.values()
    return left * (1 / constant)
