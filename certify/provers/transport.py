"""A statement on its way to another process: sympy would simplify it when it unpickles it, this does not."""

from typing import Any

import sympy
from sympy.functions.elementary.piecewise import ExprCondPair

from certify.claims.statement import Real

_EVALUATED = (
    sympy.Add, sympy.Mul, sympy.Pow, sympy.Abs, sympy.Max, sympy.Min, sympy.Piecewise, sympy.Eq, sympy.Ne,
    sympy.Ge, sympy.Gt, sympy.Le, sympy.Lt, sympy.And, sympy.Or, sympy.Not, sympy.Implies, sympy.Equivalent,
    sympy.ITE,
)  # fmt: skip
_BY_NAME: dict[str, Any] = {cls.__name__: cls for cls in _EVALUATED}
_LITERALS: dict[str, Any] = {"true": sympy.true, "false": sympy.false}


def pack(statement: Real) -> Any:
    """The statement as nested tuples of strings, or None where it contains what this cannot carry."""
    try:
        symbols = [_packed(symbol) for symbol in statement.symbols]
        return symbols, [_packed(part) for part in statement.given], _packed(statement.show), statement.exists
    except TypeError:
        return None


def unpack(packed: Any) -> Real:
    """The statement again, with nothing evaluated."""
    symbols, given, show, exists = packed
    return Real(tuple(map(_unpacked, symbols)), tuple(map(_unpacked, given)), _unpacked(show), exists)


def _packed(node: Any) -> Any:
    if node in (sympy.true, sympy.false):
        return "literal", "true" if node == sympy.true else "false"
    if isinstance(node, sympy.Rational):
        return "number", int(node.p), int(node.q)
    if isinstance(node, sympy.Symbol):
        return "symbol", node.name, dict(node._assumptions_orig)
    if isinstance(node, ExprCondPair):
        return "pair", _packed(node.expr), _packed(node.cond)
    name = type(node).__name__
    if _BY_NAME.get(name) is not type(node):
        raise TypeError(name)
    return "node", name, tuple(map(_packed, node.args))


def _unpacked(packed: Any) -> Any:
    match packed:
        case ("literal", name):
            return _LITERALS[name]
        case ("number", p, q):
            return sympy.Rational(p, q)
        case ("symbol", name, assumptions):
            return sympy.Symbol(name, **assumptions)
        case ("pair", expression, condition):
            return ExprCondPair(_unpacked(expression), _unpacked(condition))
        case (_, name, arguments):
            return _BY_NAME[name](*map(_unpacked, arguments), evaluate=False)
    raise ValueError("not a packed statement")
