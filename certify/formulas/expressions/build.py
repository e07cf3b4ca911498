"""How expressions and conditions are written: symbols, numbers, functions, relations, connectives."""

from fractions import Fraction
from typing import Any

from certify.common.errors import InputError
from certify.formulas.expressions.tree import (
    Absolute,
    Cases,
    Condition,
    Conjunction,
    Disjunction,
    Expression,
    Function,
    Implication,
    Maximum,
    Minimum,
    Negation,
    Number,
    Power,
    Relation,
    Root,
    Symbol,
    Truth,
    condition,
    expression,
)

LONGEST_NAME = 64


def reals(names: str) -> list[Symbol]:
    """Real symbols, from names separated by spaces; one name gives a list of one.

    A name is the symbol: `reals("a")` gives the same real number wherever it is written in a claim.

    Raises:
        InputError: no name, a name twice, or one that is no name.

    Example:
        >>> a, b = reals("a b")
        >>> str((a - b) ** 2 >= 0)
        '(a - b)**2 >= 0'
    """
    if not isinstance(names, str):
        raise InputError("names", f"{names!r} is no text", 'write reals("a b")')
    found = names.replace(",", " ").split()
    if not found:
        raise InputError("names", "are missing", 'write reals("a b")')
    for name in found:
        if not name.isidentifier() or len(name) > LONGEST_NAME:
            fix = f"use letters, digits and underscores, at most {LONGEST_NAME}"
            raise InputError("names", f"{name!r} is not a name", fix)
        if found.count(name) > 1:
            raise InputError("names", f"{name} stands there twice", "give every symbol a name of its own")
    return [Symbol(name) for name in found]


def Rational(numerator: Any, denominator: Any = 1) -> Number:
    """A rational number: Rational(1, 3), Rational("19/20"), Rational("0.1"). Raises InputError for floats."""
    above, below = _exact(numerator), _exact(denominator)
    if not below:
        raise InputError("number", f"{numerator}/{denominator} divides by zero", "use another denominator")
    return Number(above / below)


def _exact(value: Any) -> Fraction:
    if isinstance(value, str):
        from certify.common.exact import parse_rational

        return parse_rational(value, "number")
    number = expression(value, "number")
    if not isinstance(number, Number):
        raise InputError("number", f"{number} is no number", 'give integers, or text such as "19/20"')
    return number.value


def sqrt(radicand: Any) -> Root:
    """The square root, undefined where the radicand is negative."""
    return Root(expression(radicand))


def root(radicand: Any, order: int) -> Expression:
    """The nonnegative root of an order of at least 2, undefined where the radicand is negative."""
    if isinstance(order, bool) or not isinstance(order, int) or order < 2:
        raise InputError("order", f"{order!r} is no order of a root", "give an integer of at least 2")
    return Power(expression(radicand), Fraction(1, order))


def exp(exponent: Any) -> Function:
    """The exponential of a constant, in a ledger."""
    return Function("exp", expression(exponent))


def log(value: Any) -> Function:
    """The natural logarithm of a constant, in a ledger."""
    return Function("log", expression(value))


def Abs(value: Any) -> Absolute:
    """The absolute value."""
    return Absolute(expression(value))


def Min(first: Any, *others: Any) -> Expression:
    """The least of several expressions; of one, that one."""
    operands = tuple(map(expression, (first, *others)))
    return Minimum(operands) if others else operands[0]


def Max(first: Any, *others: Any) -> Expression:
    """The largest of several expressions; of one, that one."""
    operands = tuple(map(expression, (first, *others)))
    return Maximum(operands) if others else operands[0]


def cases(*pairs: tuple[Any, Any]) -> Cases:
    """The first expression whose condition is true, from pairs (expression, condition); True is otherwise."""
    if not pairs or not all(isinstance(pair, tuple) and len(pair) == 2 for pair in pairs):
        raise InputError("cases", "are no pairs", "write cases((x, x >= 0), (-x, True))")
    return Cases(tuple((_truth(test), expression(value)) for value, test in pairs))


Piecewise = cases


def _truth(test: Any) -> Condition:
    return Truth(test) if isinstance(test, bool) else condition(test)


def Eq(left: Any, right: Any) -> Relation:
    """The equation left = right."""
    return Relation("=", expression(left), expression(right))


def Ne(left: Any, right: Any) -> Relation:
    """left is not right."""
    return Relation("!=", expression(left), expression(right))


def And(first: Any, *others: Any) -> Condition:
    """All of several conditions; of one, that one."""
    parts = tuple(map(condition, (first, *others)))
    return Conjunction(parts) if others else parts[0]


def Or(first: Any, *others: Any) -> Condition:
    """One of several conditions; of one, that one."""
    parts = tuple(map(condition, (first, *others)))
    return Disjunction(parts) if others else parts[0]


def Not(part: Any) -> Negation:
    """The opposite of a condition; undefined where that is."""
    return Negation(condition(part))


def Implies(premise: Any, conclusion: Any) -> Implication:
    """The premise is false, or the conclusion is true."""
    return Implication(condition(premise), condition(conclusion))


def Iff(left: Any, right: Any) -> Condition:
    """Both conditions, or neither: each implies the other."""
    return And(Implies(left, right), Implies(right, left))
