"""The sizes of expressions in matrices: what conforms, and what does not."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from certify.formulas.grammar.refusal import Refused
from certify.formulas.grammar.tree import (
    Call,
    Chain,
    Comparison,
    Condition,
    Expression,
    Matrix,
    Name,
    Negative,
    Number,
    Power,
    Transpose,
)

Shape: TypeAlias = tuple[str, str] | None  # rows and columns by name; None for a scalar


def check_shapes(condition: Condition, matrices: Iterable[Matrix], sizes: frozenset[str]) -> Comparison:
    """The condition, if it is one comparison by ==, <= or >= of what has one shape. Raises Refused."""
    if not isinstance(condition, Comparison) or len(condition.operators) != 1:
        raise Refused(condition.at, "not one comparison", "compare two sides; separate hypotheses by commas")
    if condition.operators[0] not in ("==", "<=", ">="):
        raise Refused(condition.at, f"the relation {condition.operators[0]}", "use ==, <= or >=")
    shapes = _Shapes({one.name: (one.rows, one.columns) for one in matrices}, sizes)
    left, right = (shapes.of(operand) for operand in condition.operands)
    if left != right and not any(is_zero(operand) for operand in condition.operands):
        raise _misfit(condition, "a comparison", left, right)
    if condition.operators[0] != "==" and (left or right):
        raise Refused(condition.at, "an inequality between matrices", "compare scalars, such as traces")
    return condition


def is_zero(node: Expression) -> bool:
    """Whether this is the number 0 as written, which has the shape of what it is compared with."""
    return isinstance(node, Number) and not node.value


class _Shapes:
    def __init__(self, known: Mapping[str, Shape], sizes: frozenset[str]) -> None:
        self.known, self.sizes = known, sizes

    def of(self, node: Expression) -> Shape:
        """The shape of an expression."""
        match node:
            case Name(name):
                return self.known.get(name)
            case Negative(operand):
                return self.of(operand)
            case Transpose(operand):
                shape = self.of(operand)
                if shape is None:
                    raise Refused(node.at, "the transpose of a scalar", "transpose a matrix")
                return shape[1], shape[0]
            case Power(base, exponent):
                shape = self.of(base)
                if exponent.denominator > 1 or exponent < 1:
                    raise Refused(node.at, f"the exponent {exponent}", "use a whole number, at least 1")
                if shape and shape[0] != shape[1]:
                    raise _misfit(node, "a power", shape)
                return shape
            case Call("I", (size,)):
                return self._identity(size)
            case Call("tr", (argument,)):
                shape = self.of(argument)
                if shape is None or shape[0] != shape[1]:
                    raise _misfit(node, "the trace", shape)
                return None
            case Call(_, (left, right)):
                a, b = self.of(left), self.of(right)
                if a is None or a != b:
                    raise _misfit(node, "the inner product", a, b)
                return None
            case Chain(operands):
                shape = self.of(operands[0])
                for operand in operands[1:]:
                    shape = (self._sum if node.is_sum else self._product)(operand, shape, self.of(operand))
                return shape
        return None

    def _identity(self, size: Expression) -> Shape:
        name = size.name if isinstance(size, Name) else size.digits if isinstance(size, Number) else ""
        if name != "1" and name not in self.sizes:
            raise Refused(size.at, "I of what is no size", "use the name of a size, as in I(n)")
        return name, name

    def _sum(self, node: Expression, left: Shape, right: Shape) -> Shape:
        if left != right:
            raise _misfit(node, "a sum", left, right)
        return left

    def _product(self, node: Expression, left: Shape, right: Shape) -> Shape:
        if left and right and left[1] != right[0]:
            raise _misfit(node, "a product", left, right)
        return (left[0], right[1]) if left and right else left or right


def _misfit(node: Expression | Comparison, what: str, *shapes: Shape) -> Refused:
    named = " and ".join(f"{shape[0]} by {shape[1]}" if shape else "a scalar" for shape in shapes)
    return Refused(node.at, f"{what} of {named}", "make the shapes conform")
