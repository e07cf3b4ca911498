"""Derivatives of elements by machine, so that a gradient or Hessian is never transcribed.

f = H(E, E) / 2 + inner(S, E)              with E = X * X.T - Z * Z.T
slope = derivative(f, X, D)                d/dt f(X + t D) at t = 0
curvature = derivative(f, X, D, order=2)   d^2/dt^2 f(X + t D) at t = 0
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from certify.claims.derivations.elements import Declared, Element, read
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
    names = {**value.names, **direction.names}
    for _ in range(order):
        tree = _derivative(value.tree, _Along(at.name, direction.tree, names))
        zero = ["0", *value.shape] if value.shape else "0"
        value = Element(zero if tree is _NOTHING else tree, value.shape, names)
    return value


class _Along(NamedTuple):
    """What is moved, the direction as a tree, and the declarations of all names."""

    name: str
    direction: Any
    names: Mapping[str, Declared]


def _derivative(tree: Any, along: _Along) -> Any:
    if isinstance(tree, str):
        return along.direction if tree == along.name else _NOTHING
    operation, *parts = tree
    if operation in ("I", "0"):
        return _NOTHING
    if operation == "^":
        base, exponent = parts
        return _sum([["*", *factors] for factors in _each([base] * exponent, along)])
    if operation == "form":
        form, *parts = parts
        return _sum([["form", form, *pair] for pair in _each(parts, along)])
    if operation == "square":
        changed = _derivative(parts[0], along)
        product = "inner" if read(parts[0], along.names).shape else "*"
        return _NOTHING if changed is _NOTHING else ["*", "2", [product, parts[0], changed]]
    if operation in ("*", "inner"):
        return _sum([[operation, *factors] for factors in _each(parts, along)])
    changed = [_derivative(part, along) for part in parts]
    if operation == "-" and len(parts) == 2:
        first, second = changed
        if second is _NOTHING:
            return first
        return ["-", second] if first is _NOTHING else ["-", first, second]
    kept = [part for part in changed if part is not _NOTHING]
    if operation == "+":
        return _sum(kept)
    return [operation, *kept] if kept else _NOTHING


def _each(parts: list[Any], along: _Along) -> list[list[Any]]:
    """The parts with one of them differentiated, for each that depends on the name."""
    found = []
    for index, part in enumerate(parts):
        changed = _derivative(part, along)
        if changed is not _NOTHING:
            found.append([*parts[:index], changed, *parts[index + 1 :]])
    return found


def _sum(terms: list[Any]) -> Any:
    if not terms:
        return _NOTHING
    return terms[0] if len(terms) == 1 else ["+", *terms]
