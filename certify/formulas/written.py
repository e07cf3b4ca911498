"""From sympy's expressions to those of claims: node by node, with nothing evaluated on the way.

This is the only way from sympy into a claim. What sympy has simplified before cannot be seen here: a claim
that uses a computed expression says that expression, and no other.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from operator import mul
from typing import Any

import sympy
from sympy.core.relational import Relational

from certify.common.errors import InputError
from certify.formulas.expressions import (
    Abs,
    And,
    Condition,
    Expression,
    Function,
    Implies,
    Max,
    Min,
    Not,
    Number,
    Or,
    Power,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Truth,
    cases,
    expression,
)

_SENSES = {
    sympy.Equality: "=", sympy.Unequality: "!=", sympy.StrictLessThan: "<", sympy.LessThan: "<=",
    sympy.StrictGreaterThan: ">", sympy.GreaterThan: ">=",
}  # fmt: skip


def as_written(value: Any, symbols: Mapping[Any, Expression] | None = None) -> Any:
    """An expression or condition of sympy as one of claims; what is one already stays as it is.

    Args:
        symbols: expressions of claims in place of symbols of sympy; the others keep their names.

    Raises:
        InputError: a float, an infinity, a symbol that is not commutative, or another function.

    Example:
        >>> x = sympy.Symbol("x", real=True)
        >>> str(as_written(sympy.diff(x**3 + 1 / x, x)))
        '3*x**2 - 1/x**2'
    """
    if isinstance(value, Expression | Condition):
        return value
    if not isinstance(value, sympy.Basic):
        return expression(value)
    return _Conversion(symbols or {}).of(value)


class _Conversion:
    def __init__(self, symbols: Mapping[Any, Expression]) -> None:
        self.symbols, self.known = symbols, dict[Any, Any]()

    def of(self, node: Any) -> Any:
        """The node, converted once wherever it occurs."""
        if node not in self.known:
            self.known[node] = self._converted(node)
        return self.known[node]

    def _converted(self, node: Any) -> Any:
        if isinstance(node, sympy.Rational):
            return Number(Fraction(int(node.p), int(node.q)))
        if isinstance(node, sympy.Symbol) and node.is_commutative:
            return self.symbols[node] if node in self.symbols else Symbol(node.name)
        for kind, sense in _SENSES.items():
            if isinstance(node, kind):
                return Relation(sense, self.of(node.lhs), self.of(node.rhs))
        parts = node.args
        match node:
            case sympy.Add():
                return self._sum(node)
            case sympy.Mul():
                return self._product(node)
            case sympy.Pow():
                return self._power(node)
            case sympy.exp() | sympy.log() if len(parts) == 1:
                return Function(type(node).__name__, self.of(parts[0]))
            case sympy.Abs():
                return Abs(self.of(parts[0]))
            case sympy.Max():
                return Max(*map(self.of, parts))
            case sympy.Min():
                return Min(*map(self.of, parts))
            case sympy.Piecewise():
                return cases(*((self.of(pair.expr), self.of(pair.cond)) for pair in parts))
            case sympy.And():
                return And(*map(self.of, parts))
            case sympy.Or():
                return Or(*map(self.of, parts))
            case sympy.Not():
                return Not(self.of(parts[0]))
            case sympy.Implies():
                return Implies(*map(self.of, parts))
        if node in (sympy.true, sympy.false):
            return Truth(node == sympy.true)
        kind = "relation" if isinstance(node, Relational) else type(node).__name__
        fix = "use rational numbers, symbols, + - * / **, sqrt, Abs, Min, Max and Piecewise"
        raise InputError("expression", f"{str(node)[:60]} ({kind}) is nothing that claims are made of", fix)

    def _sum(self, node: Any) -> Expression:
        """The terms in the order in which sympy prints them, negative ones as what is subtracted."""
        terms = [self.of(term) for term in node.as_ordered_terms()]
        return Sum(tuple(terms))

    def _product(self, node: Any) -> Expression:
        """Factors with negative exponents are divided by; a leading minus is the sign of the product."""
        above: list[Expression] = []
        below: list[Expression] = []
        sign = 1
        for factor in node.as_ordered_factors():
            if isinstance(factor, sympy.Pow) and factor.exp.is_Rational and factor.exp < 0:
                below.append(self._raised(factor.base, -factor.exp))
            elif isinstance(factor, sympy.Rational):
                sign *= -1 if factor < 0 else 1
                size = abs(factor)
                above += [Number(Fraction(int(size.p)))] if size.p != 1 else []
                below += [Number(Fraction(int(size.q)))] if size.q != 1 else []
            else:
                above.append(self.of(factor))
        result: Expression = reduce(mul, above) if above else Number(Fraction(1))
        if below:
            result = Quotient(result, reduce(mul, below))
        return -result if sign < 0 else result

    def _power(self, node: Any) -> Expression:
        if not isinstance(node.exp, sympy.Rational):
            fix = "write a claim for each exponent, or a function of constants in a ledger"
            raise InputError("exponent", f"{node.exp} is no rational number", fix)
        if node.exp < 0:
            return Quotient(Number(Fraction(1)), self._raised(node.base, -node.exp))
        return self._raised(node.base, node.exp)

    def _raised(self, base: Any, exponent: Any) -> Expression:
        inner: Expression = self.of(base)
        if exponent == 1:
            return inner
        if exponent == sympy.Rational(1, 2):
            return Root(inner)
        return Power(inner, Fraction(int(exponent.p), int(exponent.q)))
