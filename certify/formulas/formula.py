"""A closed form that is written once and evaluated exactly, in floats, or over whole arrays."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

import sympy

from certify.common.errors import InputError
from certify.formulas.expressions import Expression
from certify.formulas.expressions.tree import expression


class Formula:
    """One sympy expression, callable in whatever the arguments are.

    Called with expressions of claims among its arguments it gives an expression of claims, that of the
    formula word for word; with sympy expressions, or exact numbers (int, Fraction, sympy), it substitutes and
    returns a sympy expression; with a float among numbers, a float; with an array among numbers, an array of
    floats of the broadcast shape. Outside its domain a number raises InputError and an array entry becomes
    nan.

    Attributes:
        name: what it is called.
        symbols: its arguments, in order; they can also be given by name.
        expression: the sympy expression in those symbols.
        source: where it is stated.
        domain: the relations under which it is stated, each over the symbols.
        description: what it says, and how it scales.
    """

    def __init__(
        self,
        name: str,
        symbols: Sequence[sympy.Symbol],
        expression: sympy.Expr,
        *,
        source: str,
        domain: Sequence[sympy.Rel] = (),
        description: str = "",
    ) -> None:
        self.name, self.symbols, self.expression = name, tuple(symbols), expression
        self.source, self.domain, self.description = source, tuple(domain), description
        self.__doc__ = f"{description} ({source})"

    def __repr__(self) -> str:
        arguments = ", ".join(symbol.name for symbol in self.symbols)
        return f"{self.name}({arguments}) = {self.expression}  [{self.source}]"

    def __call__(self, *positional: Any, **named: Any) -> Any:
        values = self._bind(positional, named)
        if any(isinstance(value, Expression) for value in values):
            return self._written(values)
        arrays = [getattr(value, "ndim", 0) > 0 for value in values]
        numbers = [
            value if array else _number(symbol.name, value)
            for symbol, value, array in zip(self.symbols, values, arrays, strict=True)
        ]
        if any(arrays):
            return self._array([v if array else float(v) for v, array in zip(numbers, arrays, strict=True)])
        if any(isinstance(number, float) for number in numbers) and all(map(_is_number, numbers)):
            return self._float(numbers)
        return self._substitute(numbers)

    def _bind(self, positional: Sequence[Any], named: dict[str, Any]) -> list[Any]:
        names = [symbol.name for symbol in self.symbols]
        given = dict(zip(names, positional, strict=False))
        if len(positional) > len(names) or not named.keys().isdisjoint(given):
            raise TypeError(f"{self.name} takes ({', '.join(names)}), each once")
        given |= named
        if given.keys() != set(names):
            raise TypeError(f"{self.name} takes ({', '.join(names)}), not ({', '.join(given)})")
        return [given[name] for name in names]

    def _written(self, values: Sequence[Any]) -> Expression:
        """The formula in a claim; where it is stated, its domain, is for the claim's hypotheses to say."""
        from certify.formulas.written import as_written

        given = [expression(v, s.name) for s, v in zip(self.symbols, values, strict=True)]
        written: Expression = as_written(self.expression, dict(zip(self.symbols, given, strict=True)))
        return written

    def _substitute(self, values: Sequence[Any]) -> sympy.Expr:
        point = dict(zip(self.symbols, values, strict=True))
        for relation in self.domain:
            if relation.subs(point, simultaneous=True) == sympy.false:
                raise self._outside(relation)
        return self.expression.subs(point, simultaneous=True)

    def _float(self, values: Sequence[Any]) -> float:
        value, inside = self._evaluate([float(value) for value in values])
        for relation, holds in zip(self.domain, inside, strict=True):
            if not holds:
                raise self._outside(relation)
        number = float(value)
        if number != number:
            raise InputError(self.name, f"it is undefined at {tuple(values)}", "give a point of its domain")
        return number

    def _array(self, values: Sequence[Any]) -> Any:
        import numpy as np

        result, inside = self._evaluate(values)
        for holds in inside:
            result = np.where(holds, result, np.nan)
        return result

    def _evaluate(self, values: Sequence[Any]) -> tuple[Any, list[Any]]:
        """The array of values, and for each relation of the domain the array of where it holds."""
        import numpy as np

        arrays = [np.asarray(value) for value in values]
        for symbol, array in zip(self.symbols, arrays, strict=True):
            if array.dtype.kind not in "biuf":
                raise InputError(symbol.name, f"its entries are {array.dtype}", "give an array of floats")
        floats = np.broadcast_arrays(*[array.astype(np.float64) for array in arrays])
        # Every branch is computed everywhere and the right one selected: what the others raise is no news.
        with np.errstate(all="ignore"):
            value = np.array(np.broadcast_to(self._compiled(*floats), floats[0].shape), dtype=np.float64)
            return value, self._inside(*floats)

    def _outside(self, relation: sympy.Rel) -> InputError:
        fields = ", ".join(sorted(symbol.name for symbol in relation.free_symbols))
        return InputError(fields, f"{self.name} is stated for {relation}", "give a point of its domain")

    @cached_property
    def _compiled(self) -> Callable[..., Any]:
        compiled: Callable[..., Any] = sympy.lambdify(self.symbols, self.expression, "numpy", cse=True)
        return compiled

    @cached_property
    def _inside(self) -> Callable[..., Any]:
        compiled: Callable[..., Any] = sympy.lambdify(self.symbols, list(self.domain), "numpy")
        return compiled


def _number(field: str, value: Any) -> Any:
    """value as a float or a sympy expression."""
    if isinstance(value, sympy.Expr):
        return value
    if hasattr(value, "item"):  # a numpy scalar or 0-d array
        value = value.item()
    if isinstance(value, Fraction):
        return sympy.Rational(value.numerator, value.denominator)
    if isinstance(value, int) and not isinstance(value, bool):
        return sympy.Integer(value)
    if isinstance(value, float):
        return value
    raise InputError(field, f"{value!r} is not a real number", "give a number or a sympy expression")


def _is_number(value: Any) -> bool:
    return isinstance(value, float) or not value.free_symbols
