"""Sequents: the text and what its free names stood for when it was read.

To use a sequent, its text is evaluated with chosen values for the bound names; to compare two, both are
evaluated with the same new symbols for theirs. A bound name therefore never meets a name outside.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from certify.crosscheck.refusal import NotJudged, NotProved
from certify.crosscheck.rules.theorems.expressions import NAME, Evaluator
from certify.crosscheck.rules.theorems.objects import Atom, Form, Objects, Size, Thing
from certify.crosscheck.rules.theorems.words import Algebra
from certify.crosscheck.values import choice, record, sequence

MAX_SEQUENT_DEPTH = 4
ATOMS = ("eq", "ge", "gt")
KINDS = ("general", "symmetric", "semidefinite")
BINDERS = ("sizes", "parameters", "letters", "forms")


class Sequent(NamedTuple):
    """A statement for all values of its bound names."""

    data: Mapping[str, Any]
    place: str
    objects: Objects


Fact = Atom | Sequent
Facts = dict[str, Fact]


class Reader:
    """Reads, opens and compares sequents."""

    def __init__(self, algebra: Algebra) -> None:
        self.algebra = algebra
        self.evaluator = Evaluator(algebra)

    def sequent(self, data: object, place: str, objects: Objects) -> Sequent:
        """A sequent, well-formed for general values of its bound names."""
        self._check(data, place, objects, 1)
        assert isinstance(data, dict)
        return Sequent(data, place, objects)

    def _check(self, data: object, place: str, objects: Objects, depth: int) -> None:
        if depth > MAX_SEQUENT_DEPTH:
            raise NotJudged(f"{place}: sequents nested more than {MAX_SEQUENT_DEPTH} deep")
        *binders, premises, cases = record(data, place, *BINDERS, "premises", "cases")
        inside = self.declared(dict(zip(BINDERS, binders, strict=True)), place, objects)
        self._check_facts(premises, f"{place}.premises", inside, depth)
        for k, case in enumerate(sequence(cases, f"{place}.cases")):
            here = f"{place}.cases[{k}]"
            parameters, letters, facts = record(case, here, "parameters", "letters", "facts")
            binder = {"parameters": parameters, "letters": letters}
            within = self.declared(binder, here, inside)
            self._check_facts(facts, f"{here}.facts", within, depth)

    def _check_facts(self, facts: object, place: str, objects: Objects, depth: int) -> None:
        names: set[str] = set()
        for i, fact in enumerate(sequence(facts, place)):
            name, kind, body = sequence(fact, f"{place}[{i}]", 3)
            new_name(name, f"{place}[{i}][0]", names)
            names.add(name)
            if choice(kind, f"{place}[{i}][1]", (*ATOMS, "all")) == "all":
                self._check(body, f"{place}[{i}][2]", objects, depth + 1)
            elif self.evaluator.element(body, f"{place}[{i}][2]", objects).shape and kind != "eq":
                raise NotProved(f"{place}[{i}][2]: an inequality between matrices")

    def declared(self, binder: Mapping[str, Any], place: str, objects: Objects) -> Objects:
        """The objects with new symbols for all names of a binder."""
        inside = dict(objects)
        for i, name in enumerate(sequence(binder.get("sizes", []), f"{place}.sizes")):
            new_name(name, f"{place}.sizes[{i}]", inside)
            inside[name] = Size(self.algebra.symbol())
        for i, name in enumerate(sequence(binder["parameters"], f"{place}.parameters")):
            new_name(name, f"{place}.parameters[{i}]", inside)
            inside[name] = self.parameter()
        for i, letter in enumerate(sequence(binder["letters"], f"{place}.letters")):
            here = f"{place}.letters[{i}]"
            name, rows, columns, kind = sequence(letter, here, 4)
            new_name(name, f"{here}[0]", inside)
            shape = self._shape([rows, columns], here, inside)
            if choice(kind, f"{here}[3]", KINDS) != "general" and shape[0] != shape[1]:
                raise NotProved(f"{here}: symmetric without being square")
            inside[name] = self.letter(shape, kind)
        for i, form in enumerate(sequence(binder.get("forms", []), f"{place}.forms")):
            here = f"{place}.forms[{i}]"
            name, rows, columns = sequence(form, here, 3)
            new_name(name, f"{here}[0]", inside)
            inside[name] = self.form(self._shape([rows, columns], here, inside))
        return inside

    def _shape(self, ends: list[object], place: str, objects: Objects) -> tuple[int, int]:
        rows, columns = (self.evaluator.size(end, f"{place}[{i}]", objects) for i, end in enumerate(ends, 1))
        return rows, columns

    def parameter(self) -> Thing:
        """A new parameter."""
        return Thing(self.algebra.scalar("parameter", self.algebra.symbol()))

    def letter(self, shape: tuple[int, int], kind: str) -> Thing:
        """A new letter."""
        return Thing(self.algebra.letter(*shape, kind != "general"), kind == "semidefinite")

    def form(self, shape: tuple[int, int]) -> Form:
        """A new form."""
        return Form(shape, partial(self.algebra.form_value, self.algebra.symbol()))

    def facts(self, facts: list[Any], place: str, objects: Objects) -> Facts:
        """The facts of a list that was checked before, where its free names have these values."""
        found: Facts = {}
        for i, (name, kind, body) in enumerate(facts):
            here = f"{place}[{i}][2]"
            found[name] = (
                Sequent(body, here, objects)
                if kind == "all"
                else Atom(kind, self.evaluator.element(body, here, objects))
            )
        return found

    def gives(self, given: Fact, wanted: Fact) -> bool:
        """Whether one fact is the other, or its strict form."""
        if isinstance(given, Sequent) and isinstance(wanted, Sequent):
            return self.same(given, wanted)
        return given == wanted or (
            isinstance(wanted, Atom) and wanted.kind == "ge" and given == Atom("gt", wanted.element)
        )

    def same(self, one: Sequent, other: Sequent) -> bool:
        """Whether two sequents say the same when their bound names are the same new symbols."""
        inside = self._bound_alike(one.data, other.data, one.objects, other.objects)
        if inside is None or not self._same_facts(one.data["premises"], other.data["premises"], *inside):
            return False
        cases = one.data["cases"], other.data["cases"]
        if len(cases[0]) != len(cases[1]):
            return False
        for left, right in zip(*cases, strict=True):
            within = self._bound_alike(left, right, *inside)
            if within is None or not self._same_facts(left["facts"], right["facts"], *within):
                return False
        return True

    def _same_facts(self, left: list[Any], right: list[Any], mine: Objects, theirs: Objects) -> bool:
        if len(left) != len(right):
            return False
        for (_, kind, body), (_, other_kind, other_body) in zip(left, right, strict=True):
            if kind != other_kind:
                return False
            if kind == "all":
                if not self.same(Sequent(body, "", mine), Sequent(other_body, "", theirs)):
                    return False
            elif self.evaluator.element(body, "", mine) != self.evaluator.element(other_body, "", theirs):
                return False
        return True

    def _bound_alike(
        self, left: Mapping[str, Any], right: Mapping[str, Any], mine: Objects, theirs: Objects
    ) -> tuple[Objects, Objects] | None:
        """Both scopes with one new symbol for each pair of bound names, if the binders are alike."""
        if any(len(left.get(b, [])) != len(right.get(b, [])) for b in BINDERS):
            return None
        mine, theirs = dict(mine), dict(theirs)
        for name, other in zip(left.get("sizes", []), right.get("sizes", []), strict=True):
            mine[name] = theirs[other] = Size(self.algebra.symbol())
        for name, other in zip(left["parameters"], right["parameters"], strict=True):
            mine[name] = theirs[other] = self.parameter()
        for (name, *ends, kind), (other, *other_ends, other_kind) in zip(
            left["letters"], right["letters"], strict=True
        ):
            shape = self._shape(ends, "", mine)
            if kind != other_kind or shape != self._shape(other_ends, "", theirs):
                return None
            mine[name] = theirs[other] = self.letter(shape, kind)
        for (name, *ends), (other, *other_ends) in zip(
            left.get("forms", []), right.get("forms", []), strict=True
        ):
            shape = self._shape(ends, "", mine)
            if shape != self._shape(other_ends, "", theirs):
                return None
            mine[name] = theirs[other] = self.form(shape)
        return mine, theirs


def new_name(value: object, place: str, taken: Any) -> str:
    """A name that is not taken."""
    if not isinstance(value, str) or NAME.fullmatch(value) is None:
        raise NotProved(f"{place}: no name of letters, digits and underscores")
    if value in taken:
        raise NotProved(f"{place}: the name {value} is already in scope")
    return value
