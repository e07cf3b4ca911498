"""Elements of a derivation: matrices and scalars of variable size, written by operators.

    n, r = sizes("n r")
    X, D = matrix("X", n, r), matrix("D", n, r)
    H = form("H", n, n)
    E = X * X.T
    slope = H(E, X * D.T + D * X.T)

An element is kept as it is written, a tree, with its shape; the kernel computes its normal form.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from certify.common.errors import InputError
from certify.kernel.fields import VARIABLE

if TYPE_CHECKING:
    from certify.claims.derivations.sequents import Atom

Number = int | Fraction
Tree = Any  # JSON: a name, a number as text, or [operation, ...]
Shape = tuple[str, ...]  # () of a scalar, (rows, columns) of a matrix
KINDS = ("general", "symmetric", "semidefinite")


class Declared(NamedTuple):
    """What a name stands for: a size, a parameter, a letter or a form, with rows, columns and kind."""

    name: str
    sort: str
    rows: str = ""
    columns: str = ""
    kind: str = ""

    @property
    def shape(self) -> Shape:
        """The shape of a letter or of the arguments of a form."""
        return (self.rows, self.columns) if self.rows else ()


@dataclass(frozen=True, eq=False)
class Element:
    """A matrix or a scalar.

    Attributes:
        tree: as the certificate format writes it.
        shape: names of its sizes, "1" for the number one; () for a scalar. A 1 by 1 matrix is not a scalar.
        names: what the names in it stand for.
    """

    tree: Tree
    shape: Shape
    names: Mapping[str, Declared]

    def __add__(self, other: "Element | Number") -> "Element":
        return _sum("+", self, other)

    def __radd__(self, other: Number) -> "Element":
        return element(other) + self

    def __sub__(self, other: "Element | Number") -> "Element":
        return self if _is_zero(other) else _sum("-", self, other)

    def __rsub__(self, other: Number) -> "Element":
        return -self if _is_zero(other) else element(other) - self

    def __neg__(self) -> "Element":
        return Element(["-", self.tree], self.shape, self.names)

    def __mul__(self, other: "Element | Number") -> "Element":
        return _product(self, element(other))

    def __rmul__(self, other: Number) -> "Element":
        return _product(element(other), self)

    __matmul__ = __mul__

    def __truediv__(self, other: Number) -> "Element":
        if not isinstance(other, int | Fraction):
            raise InputError("element", f"division by {other}", "obtain an inverse, and multiply by it")
        return Fraction(1, 1) / Fraction(other) * self

    def __pow__(self, exponent: int) -> "Element":
        if isinstance(exponent, bool) or not isinstance(exponent, int) or exponent < 1:
            raise InputError("element", f"the exponent {exponent!r}", "use a whole number, at least 1")
        if self.shape and self.shape[0] != self.shape[1]:
            raise InputError("element", f"a power of {named(self.shape)}", "only square matrices have powers")
        return self if exponent == 1 else Element(["^", self.tree, exponent], self.shape, self.names)

    @property
    def T(self) -> "Element":
        """The transpose; a scalar is its own."""
        if not self.shape:
            return self
        if isinstance(self.tree, list) and self.tree[0] == "T":
            return Element(self.tree[1], self.shape[::-1], self.names)
        return Element(["T", self.tree], self.shape[::-1], self.names)

    def __ge__(self, other: "Element | Number") -> "Atom":
        return _atom("ge", self - other)

    def __gt__(self, other: "Element | Number") -> "Atom":
        return _atom("gt", self - other)

    def __le__(self, other: "Element | Number") -> "Atom":
        return _atom("ge", element(other) - self)

    def __lt__(self, other: "Element | Number") -> "Atom":
        return _atom("gt", element(other) - self)

    @property
    def name(self) -> str:
        """The name of a size, parameter or letter that is written by itself."""
        if isinstance(self.tree, str) and self.tree in self.names:
            return self.tree
        raise InputError("element", f"{self} is not a name by itself", "give a letter, parameter or size")

    @property
    def declared(self) -> Declared:
        """What the name stands for."""
        return self.names[self.name]

    def __str__(self) -> str:
        return shown(self.tree)

    __repr__ = __str__


@dataclass(frozen=True)
class Form:
    """A symmetric bilinear form on matrices of one shape; H(A, B) is its value."""

    declared: Declared

    def __call__(self, left: Element, right: Element) -> Element:
        for part in (left, right):
            if part.shape != self.declared.shape:
                problem = f"{self.name} of {named(part.shape)}"
                raise InputError("form", problem, f"give {named(self.declared.shape)}")
        names = {**left.names, **right.names, self.name: self.declared}
        names |= _sizes_of(self.declared)
        return Element(["form", self.name, left.tree, right.tree], (), names)

    @property
    def name(self) -> str:
        """Its name."""
        return self.declared.name


def element(value: Element | Number) -> Element:
    """A number as a scalar element."""
    if isinstance(value, Element):
        return value
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        raise InputError("element", f"{value!r} is no exact number", "use int, Fraction or an element")
    return Element(str(Fraction(value)), (), {})


def _is_zero(value: object) -> bool:
    return isinstance(value, int | Fraction) and not isinstance(value, bool) and value == 0


def named(shape: Shape) -> str:
    """A shape in words."""
    return f"a {shape[0]} by {shape[1]} matrix" if shape else "a scalar"


def _joined(*parts: Element) -> dict[str, Declared]:
    names: dict[str, Declared] = {}
    for part in parts:
        for name, declared in part.names.items():
            if names.setdefault(name, declared) != declared:
                raise InputError(name, "is the name of two things", "give every object one name")
    return names


def _sum(operation: str, left: Element, right: "Element | Number") -> Element:
    right = element(right)
    if left.shape != right.shape:
        problem = f"a sum of {named(left.shape)} and {named(right.shape)}"
        raise InputError("element", problem, "make the shapes agree")
    parts = left.tree[1:] if operation == "+" and _is(left.tree, "+") else [left.tree]
    return Element([operation, *parts, right.tree], left.shape, _joined(left, right))


def _is(tree: Tree, operation: str) -> bool:
    return isinstance(tree, list) and tree[0] == operation


def _product(left: Element, right: Element) -> Element:
    for one, other in ((left, right), (right, left)):
        if one.tree == "1" and not one.shape:
            return other
    if left.shape and right.shape and left.shape[1] != right.shape[0]:
        problem = f"{named(left.shape)} times {named(right.shape)}"
        raise InputError("element", problem, "make the shapes conform")
    shape = (left.shape[0], right.shape[1]) if left.shape and right.shape else left.shape or right.shape
    factors = [f for part in (left, right) for f in (part.tree[1:] if _is(part.tree, "*") else [part.tree])]
    return Element(["*", *factors], shape, _joined(left, right))


def _atom(kind: str, value: Element) -> "Atom":
    from certify.claims.derivations.sequents import Atom

    return Atom(kind, value)


def _check(name: object) -> str:
    if not isinstance(name, str) or not VARIABLE.fullmatch(name):
        raise InputError("name", f"{name!r} is not a name", "use letters, digits and _, at most 32")
    return name


def _scalar(name: str, sort: str) -> Element:
    return Element(_check(name), (), {name: Declared(name, sort)})


def sizes(names: str) -> list[Element]:
    """Numbers of rows or columns, whole and at least 1, from names separated by spaces."""
    return [_scalar(name, "size") for name in names.split()]


def parameters(names: str) -> list[Element]:
    """Real numbers, from names separated by spaces."""
    return [_scalar(name, "parameter") for name in names.split()]


def parameter(name: str) -> Element:
    """A real number."""
    return _scalar(name, "parameter")


def size_name(size: "Element | int | str") -> str:
    """The name of a size, or "1"."""
    if isinstance(size, Element):
        return size.name
    return str(size)


def _sizes_of(declared: Declared) -> dict[str, Declared]:
    return {name: Declared(name, "size") for name in declared.shape if name != "1"}


def letter(declared: Declared) -> Element:
    """The element that a name stands for by itself."""
    return Element(declared.name, declared.shape, {declared.name: declared, **_sizes_of(declared)})


def matrix(
    name: str, rows: "Element | int | str", columns: "Element | int | str", kind: str = "general"
) -> Element:
    """A matrix with these sizes; its kind is general, symmetric or semidefinite."""
    declared = Declared(_check(name), "letter", size_name(rows), size_name(columns), kind)
    if kind not in KINDS:
        raise InputError(name, f"the kind {kind!r}", f"use one of {', '.join(KINDS)}")
    if kind != "general" and declared.rows != declared.columns:
        raise InputError(name, f"{kind}, but {named(declared.shape)}", "make it square")
    return letter(declared)


def form(name: str, rows: "Element | int | str", columns: "Element | int | str") -> Form:
    """A symmetric bilinear form on matrices with these sizes."""
    return Form(Declared(_check(name), "form", size_name(rows), size_name(columns)))


def identity(size: "Element | int | str") -> Element:
    """The identity matrix."""
    name = size_name(size)
    return Element(["I", name], (name, name), _sizes_of(Declared("", "letter", name, name)))


def zeros(rows: "Element | int | str", columns: "Element | int | str") -> Element:
    """The zero matrix."""
    shape = size_name(rows), size_name(columns)
    return Element(["0", *shape], shape, _sizes_of(Declared("", "letter", *shape)))


def tr(value: Element) -> Element:
    """The trace of a square matrix."""
    if not value.shape or value.shape[0] != value.shape[1]:
        raise InputError("tr", f"of {named(value.shape)}", "take the trace of a square matrix")
    return Element(["tr", value.tree], (), value.names)


def inner(left: Element, right: Element) -> Element:
    """tr(left' right) of two matrices, the product of two scalars."""
    if left.shape != right.shape:
        problem = f"of {named(left.shape)} and {named(right.shape)}"
        raise InputError("inner", problem, "make the shapes agree")
    if not left.shape:
        return left * right
    return Element(["inner", left.tree, right.tree], (), _joined(left, right))


def square(value: "Element | Number") -> Element:
    """The squared Frobenius norm of a matrix, the square of a scalar."""
    value = element(value)
    return Element(["square", value.tree], (), value.names)


def gram(
    words: Element | Sequence[Element],
    left: "Element | str" = "",
    right: "Element | str" = "",
    matrix: Sequence[Sequence[Number]] = (),
) -> Element:
    """sum G_ij tr(w_i' P w_j Q), nonnegative for semidefinite letters P = left, Q = right and G = matrix."""
    listed = [words] if isinstance(words, Element) else [*words]
    ends = [part if isinstance(part, str) else part.name for part in (left, right)]
    rows: Tree = [[str(Fraction(entry)) for entry in row] for row in matrix] if matrix else ""
    names = _joined(*listed, *(part for part in (left, right) if isinstance(part, Element)))
    return Element(["gram", *ends, [word.tree for word in listed], rows], (), names)


def total(parts: Iterable[Element]) -> Element:
    """The sum of parts; 0 of none."""
    result: Element | None = None
    for part in parts:
        result = part if result is None else result + part
    return element(0) if result is None else result


def shown(tree: Tree, depth: int = 0) -> str:
    """A tree as text for messages."""
    if isinstance(tree, str):
        return tree
    operation, *parts = tree
    if operation in ("+", "-"):
        if operation == "-" and len(parts) == 1:
            return f"-{shown(parts[0], 2)}"
        text = (parts and shown(parts[0], 0)) or ""
        text += "".join(f" {operation} {shown(part, 1)}" for part in parts[1:])
        return f"({text})" if depth else text
    if operation == "*":
        text = " ".join(shown(part, 2) for part in parts)
        return f"({text})" if depth > 2 else text
    if operation == "^":
        return f"{shown(parts[0], 3)}^{parts[1]}"
    if operation == "T":
        return f"{shown(parts[0], 3)}'"
    if operation == "I":
        return f"I_{parts[0]}"
    if operation == "0":
        return "0"
    if operation == "form":
        return f"{parts[0]}({shown(parts[1])}, {shown(parts[2])})"
    if operation == "inner":
        return f"<{shown(parts[0])}, {shown(parts[1])}>"
    if operation == "square":
        return f"|{shown(parts[0])}|^2"
    if operation == "fact":
        return f"[{parts[0]}]"
    if operation == "gram":
        weights = ", ".join(part for part in parts[:2] if part)
        return f"gram({', '.join(map(shown, parts[2]))}{'; ' + weights if weights else ''})"
    return f"{operation}({', '.join(shown(part) for part in parts)})"


def read(tree: Tree, names: Mapping[str, Declared]) -> Element:
    """An element from its tree, by the declarations of its names. Raises InputError where shapes misfit."""
    if isinstance(tree, str):
        if tree in names:
            return letter(names[tree])
        return element(Fraction(tree))
    operation, *parts = tree
    if operation == "I":
        return identity(parts[0])
    if operation == "0":
        return zeros(*parts)
    if operation == "form":
        return Form(names[parts[0]])(read(parts[1], names), read(parts[2], names))
    if operation == "^":
        base: Element = read(parts[0], names)
        return base ** int(parts[1])
    values = [read(part, names) for part in parts]
    if operation == "-":
        return -values[0] if len(values) == 1 else _sum("-", *values)
    if operation == "+":
        return Element(tree, values[0].shape, _joined(*values))
    if operation == "*":
        shapes = [value.shape for value in values if value.shape]
        shape = (shapes[0][0], shapes[-1][1]) if shapes else ()
        return Element(tree, shape, _joined(*values))
    if operation == "T":
        return Element(tree, values[0].shape[::-1], values[0].names)
    if operation == "inner":
        return inner(*values)
    return tr(*values) if operation == "tr" else square(*values)
