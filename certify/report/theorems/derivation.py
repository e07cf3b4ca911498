"""A derivation step by step, read from its certificate: what each step says, and why it holds.

Every step has a number (3.2 is the second step of the proof that step 3 holds). What a step adds is written
out, so that a sequent applied is shown at the objects it is applied to.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from certify.claims.derivations.elements import Declared, Element, Tree, letter, read, shown
from certify.claims.derivations.proof import library
from certify.claims.derivations.sequents import (
    Atom,
    Case,
    Fact,
    Sequent,
    exchanged_case,
    fact_apart,
    sequent_from,
)
from certify.claims.derivations.substitution import Exchange, FormExpression

RELATIONS = {"eq": "=", "ge": ">=", "gt": ">"}


@dataclass(frozen=True)
class Line:
    """A step: its number, how deep it stands, and its sentence."""

    number: str
    depth: int
    sentence: str


class Writing(ABC):
    """How formulas and names are set; sentences are the same everywhere."""

    @abstractmethod
    def formula(self, tree: Tree, letters: Mapping[str, Declared]) -> str:
        """An element. `letters` are the objects in scope."""

    @abstractmethod
    def relation(self, left: Tree, sign: str, right: Tree, letters: Mapping[str, Declared]) -> str:
        """left = right, left >= right or left > right."""

    @abstractmethod
    def name(self, fact: str) -> str:
        """The name of a fact."""

    @abstractmethod
    def described(self, one: Declared) -> str:
        """An object where it is bound."""

    def fact(self, fact: Fact, names: Mapping[str, Declared]) -> str:
        """A fact, in a line."""
        if isinstance(fact, Atom):
            tree, sign = fact.element.tree, RELATIONS[fact.kind]
            both = isinstance(tree, list) and tree[0] == "-" and len(tree) == 3
            left, right = tree[1:] if both else (tree, "0")
            return self.relation(left, sign, right, names)
        inside = {**names, **{one.name: one for one in fact.bound}}
        premises = self.facts((one for _, one in fact.premises), inside)
        cases = self.cases(fact.cases, inside)
        bound = ", ".join(map(self.described, fact.bound))
        text = f"if {premises}, then {cases}" if premises else cases
        return f"for all {bound}: {text}" if bound else text

    def facts(self, facts: Iterable[Fact], names: Mapping[str, Declared]) -> str:
        """Facts, joined by "and"; a sequent among others stands in parentheses."""
        told = [
            (f"({self.fact(fact, names)})" if isinstance(fact, Sequent) else self.fact(fact, names))
            for fact in facts
        ]
        return " and ".join(told)

    def case(self, case: Case, names: Mapping[str, Declared]) -> str:
        """A case, in a line."""
        objects = (*case.parameters, *case.letters)
        inside = {**names, **{one.name: one for one in objects}}
        facts = self.facts((fact for _, fact in case.facts), inside) or "nothing"
        return f"there are {', '.join(map(self.described, objects))} with {facts}" if objects else facts

    def cases(self, cases: Sequence[Case], names: Mapping[str, Declared]) -> str:
        """The conclusion of a sequent."""
        return " or ".join(self.case(case, names) for case in cases) or "there is a contradiction"


class Plain(Writing):
    """Text, as messages have it."""

    def formula(self, tree: Tree, letters: Mapping[str, Declared]) -> str:  # noqa: ARG002
        return shown(tree)

    def relation(
        self,
        left: Tree,
        sign: str,
        right: Tree,
        letters: Mapping[str, Declared],  # noqa: ARG002
    ) -> str:
        return f"{shown(left)} {sign} {shown(right)}"

    def name(self, fact: str) -> str:
        return fact

    def described(self, one: Declared) -> str:
        if one.sort == "form":
            return f"form {one.name} on {one.rows} by {one.columns}"
        kind = f" {one.kind}" if one.kind not in ("", "general") else ""
        return f"{one.name} ({one.rows} by {one.columns}{kind})" if one.rows else one.name


@dataclass
class _Place:
    """What is at hand at one place, and the goal there."""

    names: dict[str, Declared]
    facts: dict[str, Fact]
    goal: tuple[Case, ...]

    def within(self, goal: tuple[Case, ...] | None = None) -> "_Place":
        return _Place(dict(self.names), dict(self.facts), self.goal if goal is None else goal)


def steps(statement: Mapping[str, Any], witness: Mapping[str, Any], writing: Writing) -> Iterator[Line]:
    """The steps of an accepted certificate of the rule derivation, in order."""
    sequent = sequent_from(statement)
    names = {one.name: one for one in sequent.bound}
    place = _Place(names, dict(sequent.premises), sequent.cases)
    yield from _Walk(writing).listed(witness["steps"], place, "", 0)


class _Walk:
    def __init__(self, writing: Writing) -> None:
        self.writing = writing

    def listed(self, listed: Sequence[Any], place: _Place, number: str, depth: int) -> Iterator[Line]:
        for index, step in enumerate(listed, 1):
            yield from getattr(self, step["step"])(step, place, f"{number}{index}", depth)

    def let(self, step: Mapping[str, Any], place: _Place, number: str, depth: int) -> Iterator[Line]:
        value = read(step["element"], place.names)
        self._define(place, step, value, step["kind"])
        named = self.writing.formula(step["name"], place.names)
        yield Line(
            number,
            depth,
            f"Let {named} be {self.writing.formula(value.tree, place.names)} "
            f"({self.writing.name(step['fact'])}).",
        )

    def have(self, step: Mapping[str, Any], place: _Place, number: str, depth: int) -> Iterator[Line]:
        atom = Atom(step["kind"], read(step["element"], place.names))
        reasons = []
        by = step["by"]
        if by != "0" and not (isinstance(by, list) and by[0] == "0"):
            reasons.append(f"by {self.writing.formula(by, place.names)}")
        reasons += self._rewriting(step, place)
        because = ", ".join(reasons) or "by expansion"
        place.facts[step["fact"]] = atom
        name = self.writing.name(step["fact"])
        yield Line(number, depth, f"{name}: {self.writing.fact(atom, place.names)}, {because}.")

    def apply(self, step: Mapping[str, Any], place: _Place, number: str, depth: int) -> Iterator[Line]:
        kind, name = step["sequent"]
        known = library(name).sequent if kind == "library" else place.facts[name]
        assert isinstance(known, Sequent)
        put = _put(known, step, place.names)
        source = (
            f"the library fact {self.writing.name(name)}" if kind == "library" else self.writing.name(name)
        )
        at = self._objects(known, put, place)
        given = ", ".join(map(self.writing.name, step["premises"]))
        sentence = f"By {source}{f' at {at}' if at else ''}{f', from {given}' if given else ''}: "
        entered = []
        for case, item in zip(known.cases, step["cases"], strict=True):
            inside = place if len(known.cases) == 1 else place.within()
            entered.append((inside, self._enter(case, item, put, inside)))
        if len(entered) == 1:
            yield Line(number, depth, f"{sentence}{entered[0][1]}.")
            return
        yield Line(number, depth, f"{sentence}{'one of these cases' if entered else 'a contradiction'}.")
        for index, ((inside, told), item) in enumerate(zip(entered, step["cases"], strict=True), 1):
            yield Line(f"{number}.{index}", depth + 1, f"Case {index}: {told}.")
            yield from self.listed(item["steps"], inside, f"{number}.{index}.", depth + 2)

    def psd(self, step: Mapping[str, Any], place: _Place, number: str, depth: int) -> Iterator[Line]:
        value = read(step["element"], place.names)
        inside = place.within()
        inside.names[step["vector"]] = vector = Declared(
            step["vector"], "letter", value.shape[0], "1", "general"
        )
        v = letter(vector)
        quadratic = Atom("ge", Element(["tr", (v.T * value * v).tree], (), (v.T * value).names))
        inside.goal = (Case((), (), (("goal", quadratic),)),)
        self._define(place, step, value, "semidefinite")
        named = self.writing.formula(step["name"], place.names)
        symmetric = ", ".join(self._rewriting(step, place))
        told = self.writing.formula(value.tree, place.names)
        yield Line(
            number,
            depth,
            f"{self.writing.name(step['fact'])}: {named} = {told} is positive semidefinite"
            f"{f' (symmetric {symmetric})' if symmetric else ''}, since for all "
            f"{self.writing.described(vector)}: {self.writing.fact(quadratic, inside.names)}.",
        )
        yield from self.listed(step["steps"], inside, f"{number}.", depth + 1)

    def lemma(self, step: Mapping[str, Any], place: _Place, number: str, depth: int) -> Iterator[Line]:
        sequent = sequent_from(step["sequent"], place.names)
        inside = place.within(sequent.cases)
        inside.names |= {one.name: one for one in sequent.bound}
        inside.facts |= dict(sequent.premises)
        name = self.writing.name(step["fact"])
        assumed = ", ".join(self.writing.name(premise) for premise, _ in sequent.premises)
        calls = f" (the premises are {assumed} in its proof)" if assumed else ""
        yield Line(number, depth, f"{name}: {self.writing.fact(sequent, place.names)}{calls}.")
        yield from self.listed(step["steps"], inside, f"{number}.", depth + 1)
        place.facts[step["fact"]] = sequent

    def finish(self, step: Mapping[str, Any], place: _Place, number: str, depth: int) -> Iterator[Line]:
        case = place.goal[step["case"]]
        objects = (*case.parameters, *case.letters)
        values = (*step["parameters"], *step["letters"])
        put = "; ".join(
            f"{self.writing.formula(one.name, {one.name: one})} := {self.writing.formula(value, place.names)}"
            for one, value in zip(objects, values, strict=True)
        )
        which = f", case {step['case'] + 1}" if len(place.goal) > 1 else ""
        facts = ", ".join(map(self.writing.name, step["facts"])) or "nothing more"
        yield Line(number, depth, f"This is the goal{which}{f', with {put}' if put else ''}, by {facts}.")

    def absurd(self, step: Mapping[str, Any], place: _Place, number: str, depth: int) -> Iterator[Line]:
        fact = place.facts[step["fact"]]
        told = self.writing.fact(fact, place.names)
        yield Line(number, depth, f"{self.writing.name(step['fact'])}, {told}, is false: this cannot be.")

    def _define(self, place: _Place, step: Mapping[str, Any], value: Element, kind: str) -> None:
        name = step["name"]
        one = Declared(name, "parameter")
        if value.shape:
            one = Declared(name, "letter", value.shape[0], value.shape[1], kind)
        place.names[name] = one
        made = letter(one) if value.shape else Element(name, (), {name: one})
        place.facts[step["fact"]] = Atom("eq", made - value)

    def _rewriting(self, step: Mapping[str, Any], place: _Place) -> list[str]:
        rules = [
            f"{self.writing.formula(lead, place.names)} by {self.writing.name(fact)}"
            for fact, lead in step["rewrite"]
        ]
        return [f"replacing {'; '.join(rules)}"] if rules else []

    def _objects(self, known: Sequent, put: Exchange, place: _Place) -> str:
        told = []
        for one in (*known.parameters, *known.letters):
            if put.elements[one.name].tree != one.name:
                name = self.writing.formula(one.name, {one.name: one})
                told.append(f"{name} := {self.writing.formula(put.elements[one.name].tree, place.names)}")
        for one in known.forms:
            form = put.forms[one.name]
            if isinstance(form, FormExpression):
                inside = {
                    **place.names,
                    form.left.name: form.left.declared,
                    form.right.name: form.right.declared,
                }
                left, right = form.left.tree, form.right.tree
                name = self.writing.formula(["form", one.name, left, right], inside)
                told.append(f"{name} := {self.writing.formula(form.element.tree, inside)}")
            elif form.name != one.name:
                name = self.writing.formula(one.name, {one.name: one})
                told.append(f"{name} := {self.writing.formula(form.name, place.names)}")
        return "; ".join(told)

    def _enter(self, case: Case, item: Mapping[str, Any], put: Exchange, place: _Place) -> str:
        """A case with its new names; its facts are at hand from then on."""
        elements = dict(put.elements)
        objects = []
        made = (*item["parameters"], *item["letters"])
        for one, name in zip((*case.parameters, *case.letters), made, strict=True):
            declared = put.declared(one)._replace(name=name)
            place.names[name] = declared
            elements[one.name] = letter(declared) if declared.rows else Element(name, (), {name: declared})
            objects.append(declared)
        bare = Case((), (), tuple((name, fact_apart(fact, place.names)) for name, fact in case.facts))
        reached = exchanged_case(bare, Exchange(put.sizes, elements, put.forms)).facts
        facts = dict(zip(item["facts"], (fact for _, fact in reached), strict=True))
        place.facts |= facts
        told = "; ".join(
            f"{self.writing.name(name)}: {self.writing.fact(fact, place.names)}"
            for name, fact in facts.items()
        )
        some = ", ".join(map(self.writing.described, objects))
        return f"there are {some} with {told}" if some else told or "nothing"


def _put(known: Sequent, step: Mapping[str, Any], names: Mapping[str, Declared]) -> Exchange:
    """What a step puts for the objects of a sequent."""
    sizes = dict(zip((one.name for one in known.sizes), step["sizes"], strict=True))
    shapes = Exchange(sizes)
    objects = (*known.parameters, *known.letters)
    trees = (*step["parameters"], *step["letters"])
    elements = {one.name: read(tree, names) for one, tree in zip(objects, trees, strict=True)}
    forms: dict[str, Declared | FormExpression] = {}
    for one, value in zip(known.forms, step["forms"], strict=True):
        if isinstance(value, str):
            forms[one.name] = names[value]
            continue
        there = shapes.declared(one)._replace(sort="letter", kind="general")
        left, right = (letter(there._replace(name=value[end])) for end in ("left", "right"))
        inside = {**names, left.name: left.declared, right.name: right.declared}
        forms[one.name] = FormExpression(left, right, read(value["element"], inside))
    return Exchange(sizes, elements, forms)
