"""What an applied sequent is about: elements for its bound names, in place of them."""

from typing import Any

from flint import fmpq

from certify.crosscheck.refusal import NotProved
from certify.crosscheck.rules.theorems.objects import Form, Objects, Size, Thing
from certify.crosscheck.rules.theorems.sequents import BINDERS, Reader, Sequent, new_name
from certify.crosscheck.rules.theorems.words import Element
from certify.crosscheck.values import record, sequence


class Instances:
    """Reads what stands for bound names; `scope` is where a step stands."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.algebra = reader.algebra
        self.evaluator = reader.evaluator

    def instance(self, sequent: Sequent, given: list[Any], place: str, scope: Objects) -> Objects:
        """What the free and bound names of a sequent stand for."""
        objects, data = dict(sequent.objects), sequent.data
        lists = [
            sequence(values, f"{place}.{binder}", len(data[binder]))
            for binder, values in zip(BINDERS, given, strict=True)
        ]
        for i, name in enumerate(data["sizes"]):
            objects[name] = Size(self.evaluator.size(lists[0][i], f"{place}.sizes[{i}]", scope))
        self.witnesses(data, lists[1], lists[2], place, objects, scope)
        for i, (name, *ends) in enumerate(data["forms"]):
            rows, columns = (self.evaluator.size(end, place, objects) for end in ends)
            objects[name] = self._form(lists[3][i], f"{place}.forms[{i}]", (rows, columns), scope)
        return objects

    def witnesses(
        self,
        data: Any,
        parameters: list[Any],
        letters: list[Any],
        place: str,
        objects: Objects,
        scope: Objects,
    ) -> None:
        """Bind parameters and letters to elements of the state."""
        for i, name in enumerate(data["parameters"]):
            here = f"{place}.parameters[{i}]"
            element = self.evaluator.element(parameters[i], here, scope)
            if element.shape:
                raise NotProved(f"{here}: a matrix for a parameter")
            objects[name] = Thing(element)
        for i, (name, rows, columns, kind) in enumerate(data["letters"]):
            here = f"{place}.letters[{i}]"
            element = self.evaluator.element(letters[i], here, scope)
            if element.shape != tuple(self.evaluator.size(end, here, objects) for end in (rows, columns)):
                raise NotProved(f"{here}: of another shape than the letter")
            if kind == "symmetric" and self.algebra.transposed(element) != element:
                raise NotProved(f"{here}: not symmetric as it stands")
            semidefinite = kind == "semidefinite"
            if semidefinite and not any(
                isinstance(thing, Thing) and thing.semidefinite and thing.element == element
                for thing in scope.values()
            ):
                raise NotProved(f"{here}: no semidefinite letter in scope")
            objects[name] = Thing(element, semidefinite)

    def _form(self, value: Any, place: str, shape: tuple[int, int], scope: Objects) -> Form:
        """A form in scope, or one given by an expression in two placeholders."""
        if isinstance(value, str):
            found = scope.get(value)
            if not isinstance(found, Form) or found.shape != shape:
                raise NotProved(f"{place}: no form of this shape in scope")
            return found
        left, right, body = record(value, place, "left", "right", "element")
        new_name(left, f"{place}.left", scope)
        new_name(right, f"{place}.right", {**scope, left: None})
        first, second = self.reader.letter(shape, "general"), self.reader.letter(shape, "general")
        outside, here = dict(scope), f"{place}.element"

        def value_at(one: Element, other: Element) -> Element:
            return self.evaluator.element(body, here, {**outside, left: Thing(one), right: Thing(other)})

        general = value_at(first.element, second.element)
        if general.shape:
            raise NotProved(f"{here}: a matrix for the value of a form")
        if general != value_at(second.element, first.element):
            raise NotProved(f"{here}: changed by exchanging the placeholders")
        two = Element((), {((), ""): fmpq(2)})
        # Twice the argument gives 2^d times a term in which it occurs d times.
        doubled = value_at(self.algebra.product(two, first.element, here), second.element)
        if doubled != self.algebra.product(two, general, here):
            raise NotProved(f"{here}: a term in which a placeholder does not occur exactly once")
        return Form(shape, value_at)
