"""Expressions of the rule `derivation` at numbers: the arithmetic of the independent judge.

Nothing is brought to a normal form. An expression becomes a node of a table, and a node is evaluated at
random matrices, many at a time, so that its derivatives come from one evaluation.
"""

import re
from fractions import Fraction

import numpy as np

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}\Z")
ONE = 0  # the constant size
SIZES = ((3, 2, 4, 2, 3), (2, 3, 2, 4, 3), (4, 2, 3, 3, 2), (2, 2, 2, 2, 2))


class Bad(Exception):  # noqa: N818 - a verdict, not a failure
    """A step that the judge finds false or unproved."""


class Unjudged(Exception):  # noqa: N818
    """The judge found no numbers at which to decide."""


class Table:
    """Nodes with their shapes; equal nodes have one number."""

    def __init__(self):
        self.nodes, self.shapes, self.index = [("size", -1, "size", ())], [()], {}

    def node(self, *key, shape=()):
        """The number of a node."""
        found = self.index.get(key)
        if found is None:
            found = self.index[key] = len(self.nodes)
            self.nodes.append(key)
            self.shapes.append(shape)
        return found

    def symbol(self, index, kind, shape=()):
        """An object; a size counts the sizes only, all others are numbered together."""
        return self.node("size" if kind == "size" else "symbol", index, kind, shape, shape=shape)

    def number(self, value):
        return self.node("number", Fraction(value))

    def kind(self, node):
        key = self.nodes[node]
        return key[2] if key[0] in ("symbol", "size") else None

    def add(self, parts, signs):
        if any(self.shapes[part] != self.shapes[parts[0]] for part in parts):
            raise Bad("summands of different shapes")
        return self.node("+", tuple(parts), tuple(signs), shape=self.shapes[parts[0]])

    def times(self, parts):
        shape = ()
        for part in parts:
            new = self.shapes[part]
            if shape and new and shape[1] != new[0]:
                raise Bad("factors whose shapes do not fit")
            shape = (shape[0], new[1]) if shape and new else shape or new
        return self.node("*", tuple(parts), shape=shape)

    def power(self, part, exponent):
        shape = self.shapes[part]
        if shape and shape[0] != shape[1]:
            raise Bad("a power of what is not square")
        if not isinstance(exponent, int) or isinstance(exponent, bool) or not 1 <= exponent <= 64:
            raise Bad("an exponent that is none")
        return self.node("^", part, exponent, shape=shape)

    def transpose(self, part):
        return self.node("T", part, shape=self.shapes[part][::-1])

    def trace(self, part):
        shape = self.shapes[part]
        if not shape or shape[0] != shape[1]:
            raise Bad("a trace of what is not square")
        return self.node("tr", part)

    def inner(self, left, right):
        if self.shapes[left] != self.shapes[right]:
            raise Bad("an inner product of different shapes")
        return self.node("inner", left, right)

    def form(self, form, left, right):
        if self.kind(form) != "form":
            raise Bad("a form that is none")
        if {self.shapes[left], self.shapes[right]} != {self.shapes[form]}:
            raise Bad("a form at the wrong shape")
        return self.node("form", form, left, right)

    def unit(self, size):
        return self.node("I", size, shape=(size, size))

    def zero(self, rows, columns):
        return self.node("0", rows, columns, shape=(rows, columns))

    def put(self, node, values, memo=None):
        """The node with other objects; a form may be (left, right, element)."""
        memo = {} if memo is None else memo
        if node in values:
            return values[node]
        if node not in memo:
            memo[node] = self.rebuilt(node, values, memo)
        return memo[node]

    def rebuilt(self, node, values, memo):
        op, *parts = self.nodes[node]
        if op in ("size", "symbol", "number"):
            return node
        if op == "form":
            form = values.get(parts[0], parts[0])
            left, right = (self.put(part, values, memo) for part in parts[1:])
            if isinstance(form, tuple):
                return self.put(form[2], {form[0]: left, form[1]: right})
            return self.form(form, left, right)
        if op == "+":
            return self.add([self.put(part, values, memo) for part in parts[0]], parts[1])
        if op == "*":
            return self.times([self.put(part, values, memo) for part in parts[0]])
        if op == "^":
            return self.power(self.put(parts[0], values, memo), parts[1])
        new = [self.put(part, values, memo) for part in parts]
        make = {"T": self.transpose, "tr": self.trace, "inner": self.inner, "I": self.unit, "0": self.zero}
        return make[op](*new)

    def leaves(self, node, found=None):
        """The objects in a node that are not sizes."""
        found = {} if found is None else found
        if node in found:
            return found
        op, *parts = self.nodes[node]
        found[node] = op == "symbol"
        if op not in ("size", "symbol", "number"):
            for part in parts[0] if op in "+*" else parts[:1] if op == "^" else parts:
                self.leaves(part, found)
        return found


class World:
    """Numbers for all objects: random where nothing else was put."""

    def __init__(self, table, seed, sizes=SIZES[0]):
        self.table, self.seed, self.sizes, self.given = table, seed, sizes, {}
        self.fixed = {}

    def size(self, node):
        index = self.table.nodes[node][1]
        return 1 if index < 0 else self.sizes[index % len(self.sizes)]

    def raw(self, symbol):
        """The free numbers behind an object: a factor of a semidefinite letter, half of a symmetric one."""
        if symbol not in self.given:
            _, index, kind, shape = self.table.nodes[symbol]
            rows = [self.size(part) for part in shape]
            if kind == "form":
                rows = [rows[0] * rows[1]] * 2
            rng = np.random.default_rng([self.seed, index, len(kind), *rows])
            self.given[symbol] = rng.standard_normal(rows)
        return self.given[symbol]

    def cooked(self, symbol, raw):
        """The value of an object, from the free numbers, for a batch."""
        kind = self.table.kind(symbol)
        if kind in ("symmetric", "form"):
            return (raw + np.swapaxes(raw, -1, -2)) / 2
        return raw @ np.swapaxes(raw, -1, -2) if kind == "semidefinite" else raw

    def value(self, node, moved=None, memo=None):
        """The value of a node, with a batch axis in front; `moved` are free numbers with a batch axis."""
        moved = {} if moved is None else moved
        memo = self.fixed if not moved and memo is None else {} if memo is None else memo
        if node not in memo:
            memo[node] = self.computed(node, moved, memo)
        return memo[node]

    def computed(self, node, moved, memo):
        op, *parts = self.table.nodes[node]

        def of(part):
            return self.value(part, moved, memo)

        if op == "symbol":
            return self.cooked(node, moved[node] if node in moved else self.raw(node)[None])
        if op == "number":
            return np.array([float(parts[0])])
        if op == "size":
            return np.array([float(self.size(node))])
        if op == "I":
            return np.eye(self.size(parts[0]))[None]
        if op == "0":
            return np.zeros((1, self.size(parts[0]), self.size(parts[1])))
        if op == "+":
            return sum(sign * of(part) for part, sign in zip(*parts, strict=True))
        if op == "*":
            return self.product([(of(part), bool(self.table.shapes[part])) for part in parts[0]])
        if op == "^":
            base = of(parts[0])
            return base ** parts[1] if base.ndim == 1 else np.linalg.matrix_power(base, parts[1])
        if op == "T":
            return np.swapaxes(of(parts[0]), -1, -2) if self.table.shapes[parts[0]] else of(parts[0])
        if op == "tr":
            return np.trace(of(parts[0]), axis1=-2, axis2=-1)
        if op == "inner":
            left, right = of(parts[0]), of(parts[1])
            return left * right if left.ndim == 1 else (left * right).sum((-1, -2))
        form, left, right = (of(part) for part in parts)
        left, right = (side.reshape(len(side), -1) for side in (left, right))
        return ((left[:, None, :] @ form)[:, 0, :] * right).sum(-1)

    @staticmethod
    def product(factors):
        number, matrix = None, None
        for value, is_matrix in factors:
            if is_matrix:
                matrix = value if matrix is None else matrix @ value
            else:
                number = value if number is None else number * value
        if matrix is None or number is None:
            return number if matrix is None else matrix
        return number[:, None, None] * matrix

    def solve(self, equations, rounds=40):
        """Move the free numbers until the equations hold; whether they do."""
        unknown = sorted(
            {leaf for one in equations for leaf, is_leaf in self.table.leaves(one).items() if is_leaf}
        )
        shapes = [self.raw(symbol).shape for symbol in unknown]
        point = np.concatenate([self.raw(symbol).ravel() for symbol in unknown]) if unknown else np.zeros(0)
        ends = np.cumsum([int(np.prod(shape)) for shape in shapes])
        if len(point) > 900:
            return False

        def residual(points):
            pieces = np.split(points, ends[:-1], axis=1) if unknown else []
            moved = {
                symbol: piece.reshape(len(points), *shape)
                for symbol, piece, shape in zip(unknown, pieces, shapes, strict=True)
            }
            memo = {}
            values = [self.value(one, moved or None, memo) for one in equations]
            return np.concatenate(
                [np.broadcast_to(v, (len(points), *v.shape[1:])).reshape(len(points), -1) for v in values], 1
            )

        for _ in range(rounds):
            rest = residual(point[None].astype(complex))[0].real
            if not np.isfinite(rest).all() or np.abs(point).max(initial=0) > 1e4:
                return False
            if np.abs(rest).max(initial=0) < 1e-12:
                break
            if not unknown:
                return False
            jacobian = residual(point[None] + 1e-30j * np.eye(len(point))).imag.T / 1e-30
            point = point - np.linalg.lstsq(jacobian, rest, rcond=1e-11)[0]
        else:
            return False
        for symbol, piece, shape in zip(
            unknown, np.split(point, ends[:-1]) if unknown else [], shapes, strict=True
        ):
            self.given[symbol] = piece.reshape(shape)
        self.fixed = {}
        return True

    def distance(self, left, right):
        """How far apart two nodes are, relative to their sizes; 0 to 1."""
        a, b = self.value(left), self.value(right)
        scale = 1 + np.abs(a).max() + np.abs(b).max()
        return float(np.abs(a - b).max() / scale)
