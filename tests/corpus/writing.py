"""Short names for relations and quotients, and what the files of the corpus share."""

from typing import Any

from certify.claims import Eq
from certify.formulas.expressions import expression
from certify.recovery.instance.instance import Instance

# Instances by name, each with its delta* where that is rational: see proofs/beyond/noiseless_reduction.py.
INSTANCES: dict[str, tuple[Any, Any]] = {
    "across": ([[1], [0]], [[0], ["3/2"]]),  # 41/81
    "orthogonal": ([[1], [0]], [[0], [1]]),  # 1/sqrt(2)
    "tilted": ([[1, 0], [0, 1], [0, 0], [0, 0]], [["1/2", 0], [0, "1/2"], [1, 0], [0, 1]]),  # 21/29
    "two": ([[1, 0], [0, 1], [0, 0], [0, 0]], [[0, 0], [0, 0], [2, 0], [0, "3/2"]]),  # 201/337
    "four": ([[int(i == j) for j in range(4)] for i in range(5)], [[0]] * 4 + [[2]]),  # 1/2 with eps2 = 3
    "nine": ([[int(i == j) for j in range(9)] for i in range(10)], [[0]] * 9 + [[2]]),  # 3/4
    "zero": ([[0, 0], [0, 0], [0, 0]], [[1], [1], [0]]),  # 1
    "deficient": ([[1, 0], [0, 0], [0, 0]], [["1/2"], [0], [1]]),  # 1
    "inside": ([[1, 0], [0, 2], [0, 0]], [[1], [1], [0]]),  # 1
    "repeated": ([[1, 1], [1, 1], [0, 0]], [[0], [1], [1]]),  # 1: two equal columns
}


def at(name: str, delta: str, **eps: str) -> Instance:
    """The instance of this name at this delta."""
    X, Z = INSTANCES[name]
    return Instance(X, Z, delta=delta, **eps)


def ge(left: Any, right: Any) -> Any:
    """left >= right."""
    return expression(left) >= right


def gt(left: Any, right: Any) -> Any:
    """left > right."""
    return expression(left) > right


def eq(left: Any, right: Any) -> Any:
    """left = right."""
    return Eq(left, right)


def over(left: Any, right: Any) -> Any:
    """left/right."""
    return expression(left) / right
