"""Expressions and conditions at one point, in the field of its square roots."""

from typing import NamedTuple

from certify.crosscheck.arithmetic.surds import Surd, SurdField
from certify.crosscheck.refusal import Effort, NotJudged, NotProved
from certify.crosscheck.rules.reals.point import MAX_RADICANDS
from certify.crosscheck.rules.reals.real_document import FALSE, RELATIONS, TRUE, UNDEFINED, Node, connect
from certify.crosscheck.values import rational, record, sequence


class Point(NamedTuple):
    """Coordinates of the symbols, and the numbers offered as roots of what is met."""

    field: SurdField
    coordinates: list[Surd]
    roots: list[Surd]

    def value(self, node: Node) -> Surd | None:
        """The value of an expression, or None where it is undefined."""
        field = self.field
        match node.word:
            case "num":
                return field.constant(node.number)
            case "var":
                return self.coordinates[node.symbol]
            case "piecewise":
                return self._chosen(node)
        values = [self.value(part) for part in node.parts]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return None
        first = known[0]
        match node.word:
            case "+":
                for value in known[1:]:
                    first = field.plus(first, value)
                return first
            case "*":
                for value in known[1:]:
                    first = field.times(first, value)
                return first
            case "neg":
                return field.negative(first)
            case "/":
                return field.times(first, field.inverse(known[1])) if known[1] else None
            case "^":
                return self._power(node, first)
            case "abs":
                return first if field.sign(first) >= 0 else field.negative(first)
            case _:
                wanted = -1 if node.word == "min" else 1
                for value in known[1:]:
                    if field.sign(field.plus(value, field.negative(first))) == wanted:
                        first = value
                return first

    def _chosen(self, node: Node) -> Surd | None:
        """The part of a piecewise whose condition is the first that is not false, if that is true."""
        for condition, part in zip(node.parts[::2], node.parts[1::2], strict=True):
            truth = self.truth(condition)
            if truth != FALSE:
                return self.value(part) if truth == TRUE else None
        return None

    def _power(self, node: Node, base: Surd) -> Surd | None:
        """The base to a rational power."""
        p, q = int(node.number.p), int(node.number.q)
        if q > 1 and base:
            if self.field.sign(base) < 0:
                return None
            base = self._root(node, base, q)
        if p >= 0:
            return self.field.power(base, p)
        return self.field.power(self.field.inverse(base), -p) if base else None

    def _root(self, node: Node, base: Surd, q: int) -> Surd:
        """The positive one of the numbers offered whose q-th power is a positive base."""
        for root in self.roots:
            if self.field.sign(root) > 0 and self.field.power(root, q) == base:
                return root
        raise NotProved(f"{node.place}: no root of the witness is this root at the point")

    def truth(self, condition: Node) -> int:
        """FALSE, UNDEFINED or TRUE."""
        match condition.word:
            case "true":
                return TRUE
            case "false":
                return FALSE
            case word if word in RELATIONS:
                left, right = (self.value(part) for part in condition.parts)
                if left is None or right is None:
                    return UNDEFINED
                sign = self.field.sign(self.field.plus(left, self.field.negative(right)))
                return TRUE if sign in RELATIONS[word] else FALSE
            case word:
                return connect(word, [self.truth(part) for part in condition.parts])


def read_point(value: object, place: str, size: int, effort: Effort) -> Point:
    """A point with so many coordinates."""
    radicand_list, coordinate_list, root_list = record(value, place, "radicands", "coordinates", "roots")
    if len(sequence(radicand_list, f"{place}.radicands")) > MAX_RADICANDS:
        raise NotJudged(f"{place}.radicands: more than {MAX_RADICANDS}")
    radicands = [
        rational(c, f"{place}.radicands[{i}]", nonnegative=True) for i, c in enumerate(radicand_list)
    ]
    field = SurdField(radicands, effort)
    coordinates = [
        field.read(x, f"{place}.coordinates[{i}]")
        for i, x in enumerate(sequence(coordinate_list, f"{place}.coordinates", size))
    ]
    roots = [
        field.read(x, f"{place}.roots[{i}]") for i, x in enumerate(sequence(root_list, f"{place}.roots"))
    ]
    return Point(field, coordinates, roots)
