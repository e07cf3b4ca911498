"""A matrix of closed forms in the same arguments."""

from collections.abc import Sequence
from typing import Any

import sympy

from certify.formulas.expressions import Expression
from certify.formulas.formula import Formula


class MatrixFormula:
    """A sympy matrix, callable like `Formula`: expressions of claims give rows of such
    expressions, exact arguments an exact matrix, a float gives an array
    (rows, columns), and an array of shape s gives an array of shape s + (rows, columns).

    Attributes are those of `Formula`, with `expression` a sympy matrix.
    """

    def __init__(
        self,
        name: str,
        symbols: Sequence[sympy.Symbol],
        expression: sympy.Matrix,
        *,
        source: str,
        domain: Sequence[sympy.Rel] = (),
        description: str = "",
    ) -> None:
        self.name, self.symbols, self.source = name, tuple(symbols), source
        self.expression = sympy.ImmutableMatrix(expression)
        self.domain, self.description = tuple(domain), description
        self.__doc__ = f"{description} ({source})"
        self._entries = {
            entry: Formula(name, symbols, entry, source=source, domain=domain)
            for entry in set(self.expression)
        }

    def __call__(self, *positional: Any, **named: Any) -> Any:
        values = {entry: formula(*positional, **named) for entry, formula in self._entries.items()}
        ordered = [values[entry] for entry in self.expression]
        if any(isinstance(value, Expression) for value in ordered):
            width = self.expression.shape[1]
            return [ordered[start : start + width] for start in range(0, len(ordered), width)]
        if all(isinstance(value, sympy.Expr) for value in ordered):
            return sympy.ImmutableMatrix(*self.expression.shape, ordered)
        import numpy as np

        stacked = np.stack(np.broadcast_arrays(*ordered), axis=-1)
        return stacked.reshape(*stacked.shape[:-1], *self.expression.shape)
