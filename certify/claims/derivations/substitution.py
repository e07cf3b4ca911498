"""Names of an element exchanged for elements, all at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from certify.claims.derivations.elements import Declared, Element, Shape, Tree, letter


class FormExpression(NamedTuple):
    """An expression to be put for a form: scalar, bilinear and symmetric in two placeholder letters."""

    left: Element
    right: Element
    element: Element


@dataclass(frozen=True)
class Exchange:
    """What is put for names: sizes for sizes, elements for parameters and letters, a form for a form."""

    sizes: Mapping[str, str] = field(default_factory=dict)
    elements: Mapping[str, Element] = field(default_factory=dict)
    forms: Mapping[str, Declared | FormExpression] = field(default_factory=dict)

    @staticmethod
    def renaming(bound: Iterable[Declared], names: Mapping[str, str]) -> "Exchange":
        """Other names for bound objects."""
        bound = list(bound)
        sizes = {one.name: names[one.name] for one in bound if one.sort == "size"}
        shapes = Exchange(sizes)
        renamed = {one.name: shapes.declared(one._replace(name=names[one.name])) for one in bound}
        elements = {
            one.name: Element(
                renamed[one.name].name, renamed[one.name].shape, letter(renamed[one.name]).names
            )
            for one in bound
            if one.sort in ("parameter", "letter")
        }
        return Exchange(sizes, elements, {one.name: renamed[one.name] for one in bound if one.sort == "form"})

    def size(self, name: str) -> str:
        """What is put for a size."""
        return self.sizes.get(name, name)

    def shape(self, shape: Shape) -> Shape:
        """A shape with its sizes exchanged."""
        return tuple(map(self.size, shape))

    def declared(self, one: Declared) -> Declared:
        """A declaration with its sizes exchanged; its name stays."""
        return one._replace(rows=self.size(one.rows), columns=self.size(one.columns)) if one.rows else one


def exchanged(value: Element, by: Exchange) -> Element:
    """The element with its names exchanged."""
    names: dict[str, Declared] = {}
    for name, declared in value.names.items():
        if name in by.elements:
            names |= by.elements[name].names
        elif name in by.sizes:
            if by.sizes[name] != "1":
                names[by.sizes[name]] = Declared(by.sizes[name], "size")
        elif name in by.forms:
            put = by.forms[name]
            if isinstance(put, FormExpression):
                held = {put.left.name, put.right.name}
                names |= {key: one for key, one in put.element.names.items() if key not in held}
            else:
                names[put.name] = put
        else:
            names[name] = by.declared(declared)
    return Element(_tree(value.tree, by), by.shape(value.shape), names)


def _tree(tree: Tree, by: Exchange) -> Tree:
    if isinstance(tree, str):
        if tree in by.elements:
            return by.elements[tree].tree
        return by.size(tree)
    operation, *parts = tree
    if operation in ("I", "0"):
        return [operation, *map(by.size, parts)]
    if operation == "^":
        return [operation, _tree(parts[0], by), parts[1]]
    if operation == "fact":
        return tree
    if operation == "form":
        put = by.forms.get(parts[0])
        left, right = (_tree(part, by) for part in parts[1:])
        if isinstance(put, FormExpression):
            shape = by.shape(put.left.shape)
            inside = {
                put.left.name: Element(left, shape, {}),
                put.right.name: Element(right, shape, {}),
            }
            return _tree(put.element.tree, Exchange({}, inside))
        return [operation, put.name if put else parts[0], left, right]
    if operation == "gram":
        ends = [by.elements[part].tree if part in by.elements else part for part in parts[:2]]
        return [operation, *ends, [_tree(part, by) for part in parts[2]], parts[3]]
    return [operation, *(_tree(part, by) for part in parts)]
