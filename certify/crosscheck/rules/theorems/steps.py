"""The steps of a derivation. A state is copied where a sub-proof begins, so nothing leaves it."""

from collections.abc import Callable
from typing import Any

from flint import fmpq

from certify.crosscheck.refusal import Effort, NotProved
from certify.crosscheck.rules.theorems.instances import Instances
from certify.crosscheck.rules.theorems.library import LIBRARY
from certify.crosscheck.rules.theorems.objects import AT_LEAST, Atom, Objects, Sign
from certify.crosscheck.rules.theorems.rewriting import Rewriting
from certify.crosscheck.rules.theorems.sequents import ATOMS, BINDERS, Facts, Reader, Sequent, new_name
from certify.crosscheck.rules.theorems.state import State
from certify.crosscheck.rules.theorems.words import ONE, Algebra, Element
from certify.crosscheck.values import choice, record, sequence, small_integer

NAMED = ("parameters", "letters", "facts")
ENOUGH = {"eq": {Sign.ZERO}, "ge": AT_LEAST, "gt": {Sign.POSITIVE}}


class Derivation:
    """Replays the steps of one certificate."""

    def __init__(self, effort: Effort) -> None:
        self.algebra = Algebra(effort)
        self.reader = Reader(self.algebra)
        self.evaluator = self.reader.evaluator
        self.instances = Instances(self.reader)
        self.used: set[str] = set()
        # Each step says whether it ends its list.
        self.steps: dict[str, Callable[[Any, str, State], bool]] = {
            "let": self._let,
            "have": self._have,
            "apply": self._apply,
            "psd": self._psd,
            "lemma": self._lemma,
            "finish": self._finish,
            "absurd": self._absurd,
        }

    def prove(self, sequent: Sequent, steps: object, place: str, state: State) -> None:
        """Refuse unless the steps prove a sequent in this state; the state is the sub-proof's own."""
        binder = {name: sequent.data[name] for name in BINDERS}
        objects = self.reader.declared(binder, sequent.place, sequent.objects)
        premises = sequent.data["premises"]
        state.objects.update(objects)
        here = f"{sequent.place}.premises"
        for i, (name, fact) in enumerate(self.reader.facts(premises, here, objects).items()):
            state.note(name, fact, f"{here}[{i}][0]")
        self._run(steps, place, state._replace(goal=sequent.data["cases"], goal_objects=objects))

    def _run(self, steps: object, place: str, state: State) -> None:
        """Refuse unless these steps close the goal, the last of them and no other."""
        closed = False
        for i, step in enumerate(sequence(steps, place)):
            here = f"{place}[{i}]"
            if closed:
                raise NotProved(f"{here}: a step after the goal was closed")
            kind = choice(step.get("step") if isinstance(step, dict) else None, f"{here}.step", self.steps)
            closed = self.steps[kind](step, here, state)
        if not closed:
            raise NotProved(f"{place}: the steps end before the goal is closed")

    def _let(self, step: Any, place: str, state: State) -> bool:
        _, name, kind, value, fact = record(step, place, "step", "name", "kind", "element", "fact")
        choice(kind, f"{place}.kind", ("parameter", "general", "symmetric"))
        element = self.evaluator.element(value, f"{place}.element", state.objects)
        new_name(name, f"{place}.name", state.objects)
        if kind == "parameter":
            thing = self.reader.parameter()
        else:
            thing = self.reader.letter(self._matrix(element, f"{place}.element"), kind)
        if thing.element.shape != element.shape:
            raise NotProved(f"{place}.element: a matrix for a parameter")
        if kind == "symmetric" and self.algebra.transposed(element) != element:
            raise NotProved(f"{place}.element: not symmetric as it stands")
        state.objects[name] = thing
        state.note(fact, Atom("eq", self._minus(thing.element, element, place)), f"{place}.fact")
        return False

    def _matrix(self, element: Element, place: str) -> tuple[int, int]:
        if len(element.shape) != 2:
            raise NotProved(f"{place}: a scalar for a matrix")
        return element.shape[0], element.shape[1]

    def _minus(self, left: Element, right: Element, place: str) -> Element:
        return self.algebra.total([(fmpq(1), left), (fmpq(-1), right)], left.shape, place)

    def _have(self, step: Any, place: str, state: State) -> bool:
        _, fact, kind, value, by, rules = record(
            step, place, "step", "fact", "kind", "element", "by", "rewrite"
        )
        choice(kind, f"{place}.kind", ATOMS)
        element = self.evaluator.element(value, f"{place}.element", state.objects)
        if kind != "eq" and element.shape:
            raise NotProved(f"{place}.element: an inequality between matrices")
        found, sign = self.evaluator.judged(by, f"{place}.by", state.objects, state.facts)
        if sign not in ENOUGH[kind]:
            raise NotProved(f"{place}.by: {sign.value}, which does not give {kind}")
        difference = self._minus(element, found, f"{place}.by")
        self._vanishes(difference, rules, f"{place}.rewrite", state, f"{place}.by")
        state.note(fact, Atom(kind, element), f"{place}.fact")
        return False

    def _vanishes(self, element: Element, rules: object, place: str, state: State, blamed: str) -> None:
        """Refuse unless an element is zero once it is rewritten."""
        rewriting = Rewriting(self.algebra)
        for i, rule in enumerate(sequence(rules, place)):
            here = f"{place}[{i}]"
            name, lead = sequence(rule, here, 2)
            fact = state.fact(name, f"{here}[0]")
            if not isinstance(fact, Atom) or fact.kind != "eq":
                raise NotProved(f"{here}[0]: a rule from what is no equation")
            rewriting.add(
                fact.element, self.evaluator.element(lead, f"{here}[1]", state.objects), f"{here}[1]"
            )
        rest = rewriting.normal(element)
        if rest.terms:
            raise NotProved(f"{blamed}: {len(rest.terms)} terms do not cancel")

    def _apply(self, step: Any, place: str, state: State) -> bool:
        _, source, *given, premises, cases = record(
            step, place, "step", "sequent", *BINDERS, "premises", "cases"
        )
        sequent = self._sequent_named(source, f"{place}.sequent", state)
        objects = self.instances.instance(sequent, given, place, state.objects)
        wanted = self.reader.facts(sequent.data["premises"], sequent.place, objects)
        self._match(wanted, premises, f"{place}.premises", state)
        outcomes = sequent.data["cases"]
        for k, case in enumerate(sequence(cases, f"{place}.cases", len(outcomes))):
            here = f"{place}.cases[{k}]"
            if len(outcomes) == 1:
                self._name_outcome(outcomes[0], objects, record(case, here, *NAMED), here, state)
            else:
                *named, steps = record(case, here, *NAMED, "steps")
                inside = state.inner()
                self._name_outcome(outcomes[k], objects, named, here, inside)
                self._run(steps, f"{here}.steps", inside)
        return len(outcomes) != 1

    def _sequent_named(self, source: object, place: str, state: State) -> Sequent:
        """A sequent at hand or of the library."""
        origin, name = sequence(source, place, 2)
        if choice(origin, f"{place}[0]", ("fact", "library")) == "library":
            choice(name, f"{place}[1]", LIBRARY)
            self.used.add(name)
            return Sequent(LIBRARY[name], name, {})
        fact = state.fact(name, f"{place}[1]")
        if not isinstance(fact, Sequent):
            raise NotProved(f"{place}[1]: an equation or inequality, no sequent")
        return fact

    def _match(self, wanted: Facts, names: object, place: str, state: State) -> None:
        """Refuse unless the facts of these names are the wanted ones, in order."""
        given = sequence(names, place, len(wanted))
        for i, fact in enumerate(wanted.values()):
            here = f"{place}[{i}]"
            if not self.reader.gives(state.fact(given[i], here), fact):
                raise NotProved(f"{here}: the fact {given[i]} is not what is wanted here")

    def _name_outcome(self, case: Any, objects: Objects, named: list[Any], place: str, state: State) -> None:
        """Add the existentials and facts of a case under their new names."""
        parameters, letters, facts = (
            sequence(names, f"{place}.{part}", len(case[part]))
            for part, names in zip(NAMED, named, strict=True)
        )
        inside = self.reader.declared(
            {"parameters": case["parameters"], "letters": case["letters"]}, place, objects
        )
        chosen = [*case["parameters"], *(letter[0] for letter in case["letters"])]
        for i, (bound, name) in enumerate(zip(chosen, [*parameters, *letters], strict=True)):
            j = i - len(parameters)
            here = f"{place}.parameters[{i}]" if j < 0 else f"{place}.letters[{j}]"
            state.objects[new_name(name, here, state.objects)] = inside[bound]
        outcome = self.reader.facts(case["facts"], place, inside)
        for i, (name, fact) in enumerate(zip(facts, outcome.values(), strict=True)):
            state.note(name, fact, f"{place}.facts[{i}]")

    def _psd(self, step: Any, place: str, state: State) -> bool:
        _, name, fact, value, vector, rules, steps = record(
            step, place, "step", "name", "fact", "element", "vector", "rewrite", "steps"
        )
        element = self.evaluator.element(value, f"{place}.element", state.objects)
        rows, columns = self._matrix(element, f"{place}.element")
        if rows != columns:
            raise NotProved(f"{place}.element: not square")
        new_name(vector, f"{place}.vector", state.objects)
        new_name(name, f"{place}.name", {**state.objects, vector: None})
        difference = self._minus(element, self.algebra.transposed(element), place)
        self._vanishes(difference, rules, f"{place}.rewrite", state, f"{place}.element")
        inside = state.inner()
        inside.objects[vector] = self.reader.letter((rows, ONE), "general")
        goal = _quadratic(vector, value)
        self._run(steps, f"{place}.steps", inside._replace(goal=[goal], goal_objects=dict(inside.objects)))
        state.objects[name] = self.reader.letter((rows, rows), "semidefinite")
        letter = self.evaluator.element(name, place, state.objects)
        state.note(fact, Atom("eq", self._minus(letter, element, place)), f"{place}.fact")
        return False

    def _lemma(self, step: Any, place: str, state: State) -> bool:
        _, fact, data, steps = record(step, place, "step", "fact", "sequent", "steps")
        sequent = self.reader.sequent(data, f"{place}.sequent", dict(state.objects))
        self.prove(sequent, steps, f"{place}.steps", state.inner())
        state.note(fact, sequent, f"{place}.fact")
        return False

    def _finish(self, step: Any, place: str, state: State) -> bool:
        _, index, parameters, letters, facts = record(
            step, place, "step", "case", "parameters", "letters", "facts"
        )
        case = state.goal[small_integer(index, f"{place}.case", len(state.goal) - 1)]
        sequence(parameters, f"{place}.parameters", len(case["parameters"]))
        sequence(letters, f"{place}.letters", len(case["letters"]))
        objects = dict(state.goal_objects)
        self.instances.witnesses(case, parameters, letters, place, objects, state.objects)
        self._match(self.reader.facts(case["facts"], place, objects), facts, f"{place}.facts", state)
        return True

    def _absurd(self, step: Any, place: str, state: State) -> bool:
        _, name = record(step, place, "step", "fact")
        fact = state.fact(name, f"{place}.fact")
        if not isinstance(fact, Atom) or fact.element.shape or fact.element.terms.keys() - {((), "")}:
            raise NotProved(f"{place}.fact: not about a constant")
        constant = fact.element.terms.get(((), ""), fmpq(0))
        holds = {"eq": constant == 0, "ge": constant >= 0, "gt": constant > 0}
        if holds[fact.kind]:
            raise NotProved(f"{place}.fact: true")
        return True


def _quadratic(vector: str, element: Any) -> dict[str, Any]:
    """The goal vector' element vector >= 0."""
    value = ["tr", ["*", ["T", vector], element, vector]]
    return {"parameters": [], "letters": [], "facts": [["value", "ge", value]]}
