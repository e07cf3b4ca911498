"""A sentence about real numbers as a statement, built from sympy's constructors alone.

sympy simplifies while it builds, and what it drops may be where an expression is undefined: x/x becomes 1.
So each operation is simplified only where all roots and denominators stay, and is left as written otherwise.
Relations are never decided while they are built, so that a certificate can say why they hold.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import sympy

from certify.claims.statement import Real
from certify.grammar.tree import (
    Call,
    Chain,
    Comparison,
    Condition,
    Expression,
    Junction,
    Name,
    Negative,
    Not,
    Number,
    Power,
    RealSentence,
)

_RELATIONS: dict[str, Any] = {
    "<": sympy.Lt, "<=": sympy.Le, ">": sympy.Gt, ">=": sympy.Ge, "==": sympy.Eq, "!=": sympy.Ne
}  # fmt: skip
_EXTREMA: dict[str, Any] = {"abs": sympy.Abs, "min": sympy.Min, "max": sympy.Max}
_NOT_REAL = (sympy.nan, sympy.zoo, sympy.oo, -sympy.oo, sympy.I)


def real_statement(sentence: RealSentence) -> Real:
    """The statement that a sentence says."""
    symbols = {name: sympy.Symbol(name, real=True) for name in sentence.names}
    given, show = (
        [_condition(part, symbols) for part in parts] for parts in (sentence.given, (sentence.show,))
    )
    return Real(tuple(symbols.values()), tuple(given), show[0], sentence.exists)


def _condition(node: Condition, symbols: dict[str, Any]) -> Any:
    match node:
        case Not(operand):
            return sympy.Not(_condition(operand, symbols), evaluate=False)
        case Junction(operator, operands):
            return _joined(operator, [_condition(operand, symbols) for operand in operands])
        case Comparison(operands, operators):
            sides = [_expression(operand, symbols) for operand in operands]
            triples = zip(operators, sides, sides[1:], strict=False)
            return _joined("and", [_RELATIONS[sign](a, b, evaluate=False) for sign, a, b in triples])


def _joined(operator: str, parts: list[Any]) -> Any:
    """All or one of the conditions; sympy decides "a or not a" at once, unless the relations are hidden."""
    join = sympy.And if operator == "and" else sympy.Or
    joined = join(*parts, evaluate=False)
    if joined in (sympy.true, sympy.false):
        joined = join(*map(_hidden, parts), evaluate=False)
    return joined


def _hidden(condition: Any) -> Any:
    if condition.func in (sympy.And, sympy.Or):
        return condition.func(*map(_hidden, condition.args), evaluate=False)
    if not condition.is_Relational:
        return condition
    opposite = type(condition.negated)(*condition.args, evaluate=False)
    return sympy.Not(opposite, evaluate=False)


def _expression(node: Expression, symbols: dict[str, Any]) -> Any:
    match node:
        case Number():
            return _rational(node.value)
        case Name(name):
            return symbols[name]
        case Negative(operand):
            return _made(sympy.Mul, sympy.Integer(-1), _expression(operand, symbols))
        case Power(base, exponent):
            return _power(_expression(base, symbols), exponent)
        case Call("sqrt", (argument,)):
            return _power(_expression(argument, symbols), Fraction(1, 2))
        case Call(function, arguments):
            parts = (_expression(argument, symbols) for argument in arguments)
            return _EXTREMA[function](*parts, evaluate=False)
        case Chain() if node.is_sum:
            first, *rest = (_expression(operand, symbols) for operand in node.operands)
            signed = (
                term if sign == "+" else _made(sympy.Mul, sympy.Integer(-1), term)
                for sign, term in zip(node.operators, rest, strict=True)
            )
            return _made(sympy.Add, first, *signed)
        case Chain():
            return _made(sympy.Mul, *_factors(node, symbols))
    raise TypeError(type(node).__name__)


def _factors(node: Chain, symbols: dict[str, Any]) -> Iterator[Any]:
    first = node.operands[0]
    if isinstance(first, Negative):
        yield sympy.Integer(-1)
        first = first.operand
    yield _expression(first, symbols)
    for operator, operand in zip(node.operators, node.operands[1:], strict=True):
        factor = _expression(operand, symbols)
        yield factor if operator == "*" else _power(factor, Fraction(-1))


def _rational(value: Fraction) -> Any:
    return sympy.Rational(value.numerator, value.denominator)


def _power(base: Any, exponent: Fraction) -> Any:
    """A power; of an irrational constant as written, since sympy would compute digits to decide its sign."""
    if not base.free_symbols and not base.is_Rational:
        return sympy.Pow(base, _rational(exponent), evaluate=False)
    return _made(sympy.Pow, base, _rational(exponent))


def _made(operation: Callable[..., Any], *parts: Any) -> Any:
    """The operation, simplified if it stays real and keeps all roots and denominators."""
    as_written = operation(*parts, evaluate=False)
    simplified = operation(*parts)
    same = not simplified.has(*_NOT_REAL) and _partial(simplified) == _partial(as_written)
    return simplified if same else as_written


def _partial(expression: Any) -> set[tuple[str, Any]]:
    """What is not defined everywhere in an expression: its roots, and the factors of its denominators."""
    found = set()
    for part in sympy.preorder_traversal(expression):
        if isinstance(part, sympy.Pow):
            if part.exp.q > 1 and not (part.base.is_Rational and part.base >= 0):
                found.add((f"root {part.exp.q}", part.base))
            if part.exp < 0:
                found |= {("denominator", factor) for factor in _zeros(part.base)}
    return found


def _zeros(expression: Any) -> Iterator[Any]:
    """Expressions of which one is zero where this one is."""
    if isinstance(expression, sympy.Mul):
        for factor in expression.args:
            yield from _zeros(factor)
    elif isinstance(expression, sympy.Pow):
        if expression.exp > 0:
            yield from _zeros(expression.base)
    elif not expression.is_Rational or expression == 0:
        yield expression
