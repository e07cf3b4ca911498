"""Numbers for the objects of a theorem: a step that is false at one of them is named before anything else.

A trial in floating-point numbers proves nothing; it only finds mistakes early.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from certify.claims.derivations.elements import Declared, Element, Tree
from certify.claims.derivations.sequents import Atom, Fact
from certify.common.errors import InputError

TOLERANCE = 1e-7
Values = dict[
    str, Any
]  # sizes to whole numbers, parameters to numbers, letters to arrays, forms to functions


@dataclass
class Instance:
    """Values of names, and a generator for what is drawn at random."""

    values: Values
    rng: np.random.Generator = field(default_factory=lambda: np.random.default_rng(0))
    name: str = ""

    def copy(self) -> "Instance":
        """An instance to which values are added without a trace in this one."""
        return Instance(dict(self.values), self.rng, self.name)

    def size(self, name: str) -> int:
        """The number that a size is."""
        return 1 if name == "1" else int(self.values[name])

    def value(self, tree: Tree) -> Any:
        """The value of an element that mentions no fact: a number or an array."""
        return _value(tree, self)

    def violates(self, atom: Atom) -> str:
        """How the atom fails here, in words; "" where it holds within the tolerance."""
        value = np.asarray(self.value(atom.element.tree), dtype=float)
        scale = 1 + _magnitude(atom.element.tree, self)
        worst = float(np.abs(value).max() if atom.kind == "eq" else -value)
        return "" if worst <= TOLERANCE * scale else f"{np.round(value, 6).tolist()}"

    def holds(self, atom: Atom) -> bool:
        """Whether the atom holds, strictly where it is strict; decides which cases this instance is in."""
        value = np.asarray(self.value(atom.element.tree), dtype=float)
        if atom.kind == "eq":
            return float(np.abs(value).max()) < 1e-9
        return bool(value > (1e-12 if atom.kind == "gt" else -1e-12))


def evaluate(value: Element, values: Values) -> Any:
    """The value of an element at values of its names: a number or an array."""
    return Instance(values).value(value.tree)


def instances(made: Iterable[Mapping[str, Any]]) -> list[Instance]:
    """Instances from dictionaries of values, numbered; each has a generator as its value rng."""
    found = []
    for i, one in enumerate(made):
        rng = one.get("rng") or np.random.default_rng(i)
        found.append(Instance({**one, "rng": rng}, rng, f"instance {i}"))
    return found


def _value(tree: Tree, at: Instance) -> Any:
    if isinstance(tree, str):
        if tree in at.values:
            return at.values[tree]
        if tree[0].isalpha():
            raise InputError(
                tree, f"has no value at {at.name or 'this instance'}", "give one in the instance"
            )
        return float(Fraction(tree))
    operation, *parts = tree
    if operation == "I":
        return np.eye(at.size(parts[0]))
    if operation == "0":
        return np.zeros((at.size(parts[0]), at.size(parts[1])))
    if operation == "form":
        return at.values[parts[0]](_value(parts[1], at), _value(parts[2], at))
    if operation == "^":
        base = _value(parts[0], at)
        return np.linalg.matrix_power(base, parts[1]) if isinstance(base, np.ndarray) else base ** parts[1]
    values = [_value(part, at) for part in parts]
    if operation == "*":
        total = values[0]
        for value in values[1:]:
            both = isinstance(total, np.ndarray) and isinstance(value, np.ndarray)
            total = total @ value if both else total * value
        return total
    return _SIMPLE[operation](*values)


_SIMPLE: dict[str, Callable[..., Any]] = {
    "+": lambda *values: sum(values[1:], values[0]),
    "-": lambda *values: values[0] - values[1] if len(values) == 2 else -values[0],
    "T": np.transpose,
    "tr": lambda a: float(np.trace(a)),
    "inner": lambda a, b: float(np.sum(a * b)),
    "square": lambda a: float(np.sum(np.square(a))),
}


def _magnitude(tree: Tree, at: Instance) -> float:
    """A bound for the size of the summands at the top, for a tolerance relative to it."""
    if isinstance(tree, list) and tree[0] in ("+", "-"):
        return sum(_magnitude(part, at) for part in tree[1:])
    return float(np.abs(np.asarray(_value(tree, at), dtype=float)).max())


def _pseudoinverse(matrix: Any) -> Any:
    left, values, right = np.linalg.svd(matrix, full_matrices=False)
    return right.T @ np.diag([1 / value if value > 1e-9 else 0 for value in values]) @ left.T


def _least(at: Values) -> Values:
    values, vectors = np.linalg.eigh((at["S"] + at["S"].T) / 2)
    return {"lam": float(values[0]), "u": vectors[:, :1], "Q": at["S"] - values[0] * np.eye(len(values))}


def _polar(at: Values) -> Values:
    left, values, right = np.linalg.svd(at["M"], full_matrices=False)
    return {"U": left @ right, "R": right.T @ np.diag(values) @ right}


def _pair(at: Values) -> Values:
    columns = np.linalg.qr(np.random.default_rng(3).standard_normal((at["k"], at["k"])))[0]
    return {"J": columns[:, : at["m"]], "K": columns[:, at["m"] : at["m"] + at["n"]]}


def _riesz(at: Values) -> Values:
    rows, columns = at["A"].shape
    entries = np.zeros((rows, columns))
    for i in range(rows):
        for j in range(columns):
            unit = np.zeros((rows, columns))
            unit[i, j] = 1
            entries[i, j] = at["H"](at["A"], unit)
    return {"L": entries}


WITNESSES: dict[str, Callable[[Values], Values]] = {
    "inverse": lambda at: {"y": 1 / at["x"]},
    "square-root": lambda at: {"y": max(0.0, at["x"]) ** 0.5},
    "moore-penrose": lambda at: {"P": _pseudoinverse(at["M"])},
    "least-eigenpair": _least,
    "polar": _polar,
    "orthonormal-pair": _pair,
    "riesz": _riesz,
}


def drawn(declared: Iterable[Declared], at: Instance) -> bool:
    """Draw values for objects at random; False where sizes or forms are among them."""
    for one in declared:
        if one.sort == "parameter":
            at.values[one.name] = float(at.rng.standard_normal())
        elif one.sort == "letter":
            shape = at.size(one.rows), at.size(one.columns)
            matrix = at.rng.standard_normal(shape)
            matrix = matrix if one.kind == "general" else matrix + matrix.T
            at.values[one.name] = matrix @ matrix.T if one.kind == "semidefinite" else matrix
        else:
            return False
    return True


def failing(facts: Iterable[tuple[str, Fact]], at: Instance) -> str:
    """The name of the first atom that does not hold; "" where all do."""
    return next((name for name, fact in facts if isinstance(fact, Atom) and at.violates(fact)), "")
