"""Derivatives of elements by machine, so that a gradient or Hessian is never transcribed.

f = H(E, E) / 2 + inner(S, E)              with E = X * X.T - Z * Z.T
slope = derivative(f, X, D)                d/dt f(X + t D) at t = 0
curvature = derivative(f, X, D, order=2)   d^2/dt^2 f(X + t D) at t = 0
"""

from typing import Any

from certify.claims.derivations.elements import Element
from certify.common.errors import InputError

_NOTHING = None  # the derivative of what does not depend on the letter


def derivative(value: Element, at: Element, direction: Element, order: int = 1) -> Element:
    """d^order/dt^order of the element with at + t direction put for the letter or parameter `at`, at t = 0.

    Raises:
        InputError: a direction of another shape, or one that mentions `at` where the order is above 1.
    """
    if direction.shape != at.shape:
        raise InputError(
            "direction", f"{direction} has another shape than {at}", "give one of the same shape"
        )
    if order > 1 and at.name in direction.names:
        raise InputError("direction", f"it mentions {at.name}", "give a constant direction")
    for _ in range(order):
        tree = _derivative(value.tree, at.name, direction.tree)
        zero = ["0", *value.shape] if value.shape else "0"
        value = Element(zero if tree is _NOTHING else tree, value.shape, {**value.names, **direction.names})
    return value


def _derivative(tree: Any, name: str, direction: Any) -> Any:
    if isinstance(tree, str):
        return direction if tree == name else _NOTHING
    operation, *parts = tree
    if operation in ("I", "0"):
        return _NOTHING
    if operation == "^":
        base, exponent = parts
        return _sum([["*", *factors] for factors in _each([base] * exponent, name, direction)])
    if operation == "form":
        form, *parts = parts
        return _sum([["form", form, *pair] for pair in _each(parts, name, direction)])
    if operation == "square":
        inner = _derivative(parts[0], name, direction)
        return _NOTHING if inner is _NOTHING else ["*", "2", _inner(parts[0], inner)]
    if operation in ("*", "inner"):
        return _sum([[operation, *factors] for factors in _each(parts, name, direction)])
    changed = [_derivative(part, name, direction) for part in parts]
    if operation == "-" and len(parts) == 2:
        first, second = changed
        if second is _NOTHING:
            return first
        return ["-", second] if first is _NOTHING else ["-", first, second]
    kept = [part for part in changed if part is not _NOTHING]
    if operation == "+":
        return _sum(kept)
    return [operation, *kept] if kept else _NOTHING


def _inner(left: Any, right: Any) -> Any:
    """The inner product of two parts of a square, which may be scalars."""
    return ["inner", left, right]


def _each(parts: list[Any], name: str, direction: Any) -> list[list[Any]]:
    """The parts with one of them differentiated, for each that depends on the name."""
    found = []
    for index, part in enumerate(parts):
        changed = _derivative(part, name, direction)
        if changed is not _NOTHING:
            found.append([*parts[:index], changed, *parts[index + 1 :]])
    return found


def _sum(terms: list[Any]) -> Any:
    if not terms:
        return _NOTHING
    return terms[0] if len(terms) == 1 else ["+", *terms]
