"""The state of a proof: every step is written as the certificate format has it and run at once by the kernel.

    def divide(p):
        above, equal, below = p.cases(x, "sign")
        above.finish("sign")
        equal.conclude(by=equal["sign"])
        below.contradiction(by=below["h1"] + below["sign"] * below["h2"])

A step that fails raises StepError with the theorem, the place, the formula and what is left of it. Where the
theorem has instances, a step is tried on them first: a false one is named with the numbers that refute it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Union

from certify.claims.derivations.elements import Declared, Element, Form, Number, element, letter, shown
from certify.claims.derivations.instances import WITNESSES, Instance, Values, drawn
from certify.claims.derivations.leads import lead
from certify.claims.derivations.sequents import (
    Atom,
    Case,
    Fact,
    Sequent,
    case_text,
    exchanged_case,
    fact_apart,
    fact_text,
    fresh_name,
    sequent_from,
)
from certify.claims.derivations.substitution import Exchange, FormExpression, exchanged
from certify.common.errors import InputError
from certify.kernel.fields import Field
from certify.kernel.limits import Budget, Declined, Rejected
from certify.kernel.rules.theorems import derivation as kernel
from certify.kernel.rules.theorems import sequents as kernel_sequents
from certify.kernel.rules.theorems.algebra import ONE
from certify.kernel.rules.theorems.library import LIBRARY
from certify.kernel.rules.theorems.scope import Scope

if TYPE_CHECKING:
    from certify.claims.derivations.theorem import Theorem

Json = dict[str, Any]
Rewrite = Sequence[tuple[str, str | Element]]
Known = Union[str, "LibrarySequent", "Theorem"]


class StepError(InputError):
    """A step that the kernel does not accept, or that is false at an instance."""

    def __init__(self, theorem: str, place: str, problem: str, formula: str = "") -> None:
        self.theorem, self.place, self.formula = theorem, place, formula
        shown_formula = f": {formula[:300]}" if formula else ""
        super().__init__(f"{theorem}, {place}{shown_formula}", problem, "mend this step")


@dataclass(frozen=True)
class LibrarySequent:
    """A fact of the kernel's library."""

    name: str
    sequent: Sequent


@cache
def library(name: str) -> LibrarySequent:
    """The library fact of this name."""
    if name not in LIBRARY:
        raise InputError(name, "is no fact of the library", f"use one of {', '.join(LIBRARY)}")
    return LibrarySequent(name, sequent_from(LIBRARY[name].sequent))


@dataclass
class Started:
    """One run of a proof: its steps, the theorems that it applies, and how many steps there were."""

    theorem: str
    watch: Callable[[int, str], None] | None = None
    steps: list[Json] = field(default_factory=list)
    uses: "dict[str, Theorem]" = field(default_factory=dict)
    count: int = 0


class Proof:
    """What is at hand at one place of a proof, and what is to be shown there."""

    def __init__(
        self,
        started: Started,
        state: kernel.Proof,
        names: dict[str, Declared],
        facts: dict[str, Fact],
        goal: tuple[Case, ...],
        instances: list[Instance],
        steps: list[Json],
        path: str,
    ) -> None:
        self.started, self.state, self.names, self.facts = started, state, names, facts
        self.goal, self.instances, self.steps, self.path = goal, instances, steps, path
        self.closed = False
        self.branches: list[Proof] = []

    @classmethod
    def begin(cls, started: Started, sequent: Sequent, instances: list[Instance]) -> "Proof":
        """The state before the first step of a theorem."""
        scope, stated = _read(lambda: _opened(sequent.document()), started.theorem, "the statement")
        state = kernel.Proof(scope, stated.cases, set())
        names = {one.name: one for one in sequent.bound}
        proof = cls(started, state, names, {}, sequent.cases, instances, started.steps, "")
        for name, fact in sequent.premises:
            proof._hold(name, fact)
        return proof

    # What is at hand -------------------------------------------------------------------------------------

    def __getitem__(self, name: str) -> Element:
        """An atom at hand, to be used in `by`: its element, with the sign that the fact gives."""
        fact = self.facts.get(name)
        if not isinstance(fact, Atom):
            raise self._error(f"[{name}]", f"no atom of this name is at hand: {', '.join(self.facts)}"[:300])
        return Element(["fact", name], fact.element.shape, fact.element.names)

    def named(self, name: str) -> Element:
        """A size, parameter or letter in scope."""
        if name not in self.names:
            raise self._error(name, "no object of this name is in scope")
        declared = self.names[name]
        return letter(declared) if declared.sort == "letter" else Element(name, (), {name: declared})

    @property
    def goal_atom(self) -> Element:
        """The element of the goal, where the goal is one atom."""
        return Sequent((), (), (), (), (), self.goal).atom().element

    @property
    def done(self) -> bool:
        """Whether the goal is closed, here or in every branch."""
        return self.closed or (bool(self.branches) and all(branch.done for branch in self.branches))

    # Steps -----------------------------------------------------------------------------------------------

    def have(self, name: str, atom: Atom, by: Element | Number = 0, rewrite: Rewrite = ()) -> Element:
        """An atom, by an expression that has its value after rewriting, and a sign that is enough for it."""
        step = {
            "step": "have",
            "fact": name,
            "kind": atom.kind,
            "element": atom.element.tree,
            "by": _signed(_reason(by, atom).tree),
            "rewrite": self._rewrite(rewrite),
        }
        self._try(name, atom)
        self._step(step, f"have {name}", str(atom))
        self._hold(name, atom, tried=True)
        return self[name]

    def let(self, name: str, value: Element, kind: str = "") -> Element:
        """A name for an element; the fact name_is says so."""
        kind = kind or ("general" if value.shape else "parameter")
        fact = f"{name}_is"
        step = {"step": "let", "name": name, "kind": kind, "element": value.tree, "fact": fact}
        self._step(step, f"let {name}", str(value))
        declared = Declared(name, "parameter")
        if value.shape:
            declared = Declared(name, "letter", value.shape[0], value.shape[1], kind)
        self.names[name] = declared
        for at in self.instances:
            at.values[name] = at.value(value.tree)
        made = self.named(name)
        self._hold(fact, Atom("eq", made - value))
        return made

    def apply(
        self,
        known: Known,
        name: str = "",
        *,
        sizes: Mapping[str, Any] | None = None,
        parameters: Mapping[str, Any] | None = None,
        letters: Mapping[str, Element] | None = None,
        forms: Mapping[str, Any] | None = None,
        premises: Sequence[str] | None = None,
        new: Mapping[str, str] | None = None,
        numbers: Callable[[Values], Values] | None = None,
    ) -> Any:
        """A theorem, library fact or sequent at hand, for some objects.

        Objects not given are those of the same name in scope; sizes also follow from the shapes of letters.
        Premises not named are found among the facts at hand. A sequent with one case adds its facts here,
        as `name` or name_1, name_2, ..., and its new objects are returned; one with several cases gives a
        proof for each; one with none ends this proof. `numbers` gives values of new objects at an instance.
        """
        source, sequent = self._source(known)
        what = f"apply {source[1]}"
        put = self._put(what, sequent, sizes or {}, parameters or {}, letters or {}, forms or {})
        step: Json = {
            "step": "apply",
            "sequent": source,
            "sizes": [put.size(one.name) for one in sequent.sizes],
            "parameters": [put.elements[one.name].tree for one in sequent.parameters],
            "letters": [put.elements[one.name].tree for one in sequent.letters],
            "forms": [_form_document(put.forms[one.name]) for one in sequent.forms],
        }
        place = Field(step, "", self.state.scope.algebra.budget)
        fields = [_at(place, key) for key in ("sequent", "sizes", "parameters", "letters", "forms")]
        inside = self._run(lambda: self.state.sequent(fields[0]), what)
        substitution = self._run(lambda: self.state.instance(inside, *fields[1:]), what)
        step["premises"] = self._premises(what, inside, substitution, sequent, put, premises)
        chosen = [
            self._chosen(case, name or source[1].replace("-", "_"), new or {}) for case in sequent.cases
        ]
        step["cases"] = [document for document, _ in chosen]
        self.started.count += 1
        self._tell(what)
        alone = len(sequent.cases) == 1
        self.steps.append(step)
        for index, (case, (document, renamed)) in enumerate(zip(sequent.cases, chosen, strict=True)):
            proof = self if alone else self._branch(f"{name or source[1]}, case {index + 1}")
            item = Field(dict(document), f"case {index + 1}", place.budget)
            known_case = inside.cases[index]
            self._run(lambda p=proof, i=item, k=known_case: p.state.enter(i, k, substitution, True), what)  # type: ignore[misc]
            if not alone:
                document["steps"] = proof.steps
                self.branches.append(proof)
            proof._enter(source, case, renamed, put, document["facts"], numbers, alone)
        if not alone:
            self.closed = not sequent.cases
            return self.branches
        made = [self.named(one) for one in (*step["cases"][0]["parameters"], *step["cases"][0]["letters"])]
        return made[0] if len(made) == 1 else tuple(made)

    obtain = apply

    def wanted(self, known: Known, **put: Any) -> dict[str, Fact]:
        """The premises of a theorem by name, for the objects that `apply` would be given."""
        source, sequent = self._source(known)
        kinds = ("sizes", "parameters", "letters", "forms")
        exchange = self._put(f"wanted {source[1]}", sequent, *(put.get(kind) or {} for kind in kinds))
        return {name: fact_apart(fact, self.names).exchanged(exchange) for name, fact in sequent.premises}

    def cases(self, value: Element, name: str = "sign") -> "tuple[Proof, Proof, Proof]":
        """Three proofs, with the fact value > 0, value = 0 and -value > 0 under this name."""
        above, equal, below = self.apply(library("trichotomy"), name, parameters={"x": value})
        return above, equal, below

    def psd(
        self,
        name: str,
        value: Element,
        prove: "Callable[[Proof], object]",
        vector: str = "v",
        rewrite: Rewrite = (),
    ) -> Element:
        """A semidefinite letter equal to a symmetric M where `prove` shows v'Mv >= 0 for a new vector v."""
        fact, steps = f"{name}_is", list[Json]()
        step: Json = {
            "step": "psd",
            "name": name,
            "fact": fact,
            "element": value.tree,
            "vector": vector,
            "rewrite": self._rewrite(rewrite),
            "steps": steps,
        }
        what = f"psd {name}"
        place = Field(step, "", self.state.scope.algebra.budget)
        goal = self._run(lambda: self._quadratic(place), what)
        inside = self._sub(goal, steps, f"{what}, proof")
        declared = Declared(vector, "letter", value.shape[0], "1", "general")
        inside.names[vector] = declared
        v = letter(declared)
        inside.goal = (
            Case(
                (),
                (),
                (("goal", Atom("ge", Element(["tr", (v.T * value * v).tree], (), (v.T * value).names))),),
            ),
        )
        inside.instances = [at for at in inside.instances if drawn([declared], at)]
        prove(inside)
        if not inside.done:
            raise self._error(what, "its proof ends and v'Mv >= 0 is not shown")
        self._run(
            lambda: self.state.define(
                _at(place, "fact"),
                self.state.scope.bind(
                    _at(place, "name"), "semidefinite", goal.scope.element(_at(place, "element")).shape
                ),
                self.state.scope.element(_at(place, "element")),
            ),
            what,
        )
        self.names[name] = Declared(name, "letter", value.shape[0], value.shape[1], "semidefinite")
        for at in self.instances:
            at.values[name] = at.value(value.tree)
        self.steps.append(step)
        self.started.count += 1
        self._tell(what)
        made = self.named(name)
        self._hold(fact, Atom("eq", made - value))
        return made

    def lemma(
        self,
        name: str,
        sequent: Sequent,
        prove: "Callable[[Proof], object]",
        numbers: Callable[[Values], Values | None] | None = None,
    ) -> None:
        """A sequent with its own proof here; its premises are at hand in it as name_h1, name_h2, ...

        `numbers` gives values of what the sequent binds at an instance, or None where it has none.
        """
        what = f"lemma {name}"
        sequent = sequent.apart(self.names)
        named = tuple((f"{name}_{premise}"[:32], fact) for premise, fact in sequent.premises)
        sequent = Sequent(
            sequent.sizes, sequent.parameters, sequent.letters, sequent.forms, named, sequent.cases
        )
        steps: list[Json] = []
        step: Json = {"step": "lemma", "fact": name, "sequent": sequent.document(), "steps": steps}
        place = Field(step, "", self.state.scope.algebra.budget)
        scope, known = self._run(lambda: self.state.scope.open(_at(place, "sequent")), what)
        state = kernel.Proof(scope, known.cases, self.state.used, self.state.depth + 1)
        inside = self._sub(state, steps, what)
        inside.names |= {one.name: one for one in sequent.bound}
        inside.goal = sequent.cases
        inside.instances = [at for at in inside.instances if _numbered(sequent, at, numbers)]
        for premise, fact in sequent.premises:
            inside._hold(premise, fact)
        prove(inside)
        if not inside.done:
            raise self._error(what, "its proof ends and the goal is open", str(sequent))
        fact_field = _at(place, "fact")
        self._run(lambda: self.state.scope.add(fact_field, kernel_sequents.Fact("all", known)), what)
        self.steps.append(step)
        self.started.count += 1
        self._tell(what)
        self.facts[name] = sequent

    def finish(
        self, *facts: str, case: int = 0, witnesses: Mapping[str, Element | Number] | None = None
    ) -> None:
        """The goal holds by these facts; with the case of the goal and what is put for its objects."""
        wanted = self.goal[case] if case < len(self.goal) else Case((), (), ())
        put = {key: element(value) for key, value in (witnesses or {}).items()}
        for one in (*wanted.parameters, *wanted.letters):
            put.setdefault(one.name, self.named(one.name) if one.name in self.names else element(0))
        step = {
            "step": "finish",
            "case": case,
            "parameters": [put[one.name].tree for one in wanted.parameters],
            "letters": [put[one.name].tree for one in wanted.letters],
            "facts": list(facts),
        }
        self._step(step, f"finish by {', '.join(facts)}", case_text(wanted))
        self.closed = True

    def absurd(self, fact: str) -> None:
        """This branch cannot occur: no number satisfies the fact."""
        self._step({"step": "absurd", "fact": fact}, f"absurd by {fact}", fact_text(self.facts[fact]))
        self.closed = True

    def contradiction(self, by: Element | Number, rewrite: Rewrite = ()) -> None:
        """This branch cannot occur: the expression is positive, and it is 0."""
        name = fresh_name("contradiction", set(self.facts))
        self.have(name, Atom("gt", element(0)), by, rewrite)
        self.absurd(name)

    def conclude(self, by: Element | Number = 0, rewrite: Rewrite = ()) -> None:
        """The goal, which is one atom, by an expression as in `have`."""
        atom = Sequent((), (), (), (), (), self.goal).atom()
        name = fresh_name("goal", set(self.facts))
        self.have(name, atom, by, rewrite)
        self.finish(name)

    # What the steps have in common -----------------------------------------------------------------------

    def _error(self, what: str, problem: str, formula: str = "") -> StepError:
        where = f"step {self.started.count + 1}{f' ({self.path})' if self.path else ''}, {what}"
        return StepError(self.started.theorem, where, problem, formula)

    def _tell(self, what: str) -> None:
        if self.started.watch is not None:
            self.started.watch(self.started.count, f"{self.path + ': ' if self.path else ''}{what}")

    def _run(self, action: Callable[[], Any], what: str, formula: str = "") -> Any:
        if self.done:
            raise self._error(what, "the goal is closed already", formula)
        try:
            return action()
        except (Rejected, Declined) as error:
            raise self._error(what, str(error), formula) from None

    def _step(self, step: Json, what: str, formula: str = "") -> None:
        place = Field(step, "", self.state.scope.algebra.budget)
        self._run(lambda: self.state.step(place), what, formula)
        self.steps.append(step)
        self.started.count += 1
        self._tell(f"{what}: {formula}"[:200])

    def _rewrite(self, rewrite: Rewrite) -> list[Any]:
        return [[name, lead(term, self.names | self._form_names()).tree] for name, term in rewrite]

    def _form_names(self) -> dict[str, Declared]:
        return {name: one for name, one in self.names.items() if one.sort == "form"}

    def _hold(self, name: str, fact: Fact, tried: bool = False) -> None:
        if isinstance(fact, Atom) and not tried:
            self._try(name, fact)
        self.facts[name] = fact

    def _try(self, name: str, atom: Atom) -> None:
        """Refuse an atom that is false at an instance."""
        for at in self.instances:
            if found := at.violates(atom):
                problem = f"false at {at.name}, where the left minus the right side is {found}"
                raise self._error(name, problem, str(atom))

    def _sub(self, state: kernel.Proof, steps: list[Json], path: str) -> "Proof":
        copies = [at.copy() for at in self.instances]
        where = f"{self.path}; {path}" if self.path else path
        return Proof(self.started, state, dict(self.names), dict(self.facts), self.goal, copies, steps, where)

    def _branch(self, path: str) -> "Proof":
        return self._sub(self.state.within(self.state.goal), [], path)

    def _quadratic(self, place: Field) -> kernel.Proof:
        """The kernel's proof that the quadratic form of a psd step is nonnegative, before its first step."""
        state, element_field = self.state, _at(place, "element")
        value = state.scope.element(element_field)
        if not value.shape or value.shape[0] != value.shape[1]:
            raise element_field.reject("expected a square matrix")
        state.vanish(element_field, [value, state.algebra.transpose(value)], _at(place, "rewrite"))
        inside = state.within(())
        v = state.algebra.letter(inside.scope.bind(_at(place, "vector"), "general", (value.shape[0], ONE)))
        quadratic = state.algebra.inner(v, state.algebra.times(value, v))
        inside.goal = (kernel_sequents.Case((), (kernel_sequents.Fact("ge", quadratic),)),)
        return inside

    def _source(self, known: Known) -> tuple[list[str], Sequent]:
        if isinstance(known, LibrarySequent):
            return ["library", known.name], known.sequent
        if isinstance(known, str):
            fact = self.facts.get(known)
            if not isinstance(fact, Sequent):
                raise self._error(f"apply {known}", "no sequent of this name is at hand")
            return ["fact", known], fact
        if known.fact not in self.state.scope.facts:
            self.started.uses[known.fact] = known
            budget = self.state.scope.algebra.budget
            body = Scope(self.state.scope.algebra).sequent(Field(known.document, known.name, budget))
            self.state.scope.facts[known.fact] = kernel_sequents.Fact("all", body)
            self.facts[known.fact] = known.sequent
        return ["fact", known.fact], known.sequent

    def _put(
        self,
        what: str,
        sequent: Sequent,
        sizes: Mapping[str, Any],
        parameters: Mapping[str, Any],
        letters: Mapping[str, Element],
        forms: Mapping[str, Any],
    ) -> Exchange:
        given = {**sizes, **parameters, **letters, **forms}
        if unknown := sorted(given.keys() - {one.name for one in sequent.bound}):
            raise self._error(what, f"it binds no {unknown[0]}", str(sequent))
        lengths = {
            name: value.name if isinstance(value, Element) else str(value) for name, value in sizes.items()
        }
        elements: dict[str, Element] = {}
        for one in (*sequent.parameters, *sequent.letters):
            if one.name in given:
                elements[one.name] = element(given[one.name])
            elif one.name in self.names and self.names[one.name].sort == one.sort:
                elements[one.name] = self.named(one.name)
            else:
                raise self._error(what, f"nothing is put for {one.name}", str(sequent))
        for one in sequent.letters:
            for name, length in zip(one.shape, elements[one.name].shape, strict=False):
                if name != "1":
                    lengths.setdefault(name, length)
        put_forms: dict[str, Declared | FormExpression] = {}
        for one in sequent.forms:
            value = given.get(one.name)
            if value is None and one.name in self.names and self.names[one.name].sort == "form":
                value = self.names[one.name]
            if value is None:
                raise self._error(what, f"nothing is put for {one.name}", str(sequent))
            put_forms[one.name] = value.declared if isinstance(value, Form) else value
        for size in sequent.sizes:
            if size.name not in lengths and size.name in self.names and self.names[size.name].sort == "size":
                lengths[size.name] = size.name
            if size.name not in lengths:
                raise self._error(what, f"nothing is put for the size {size.name}", str(sequent))
        return Exchange({one.name: lengths[one.name] for one in sequent.sizes}, elements, put_forms)

    def _premises(
        self,
        what: str,
        inside: kernel_sequents.Sequent,
        substitution: kernel_sequents.Substitution,
        sequent: Sequent,
        put: Exchange,
        names: Sequence[str] | None,
    ) -> list[str]:
        """Facts at hand for the premises: those named (for all, or for the atoms alone), others searched."""
        wanted = [self._run(lambda p=premise: substitution.fact(p), what) for premise in inside.premises]  # type: ignore[misc]
        atoms = sum(one.kind != "all" for one in wanted)
        given = list(names or ())
        if names is not None and len(given) not in (atoms, len(wanted)):
            raise self._error(
                what, f"it has {len(wanted)} premises, and {len(given)} are named", str(sequent)
            )
        found: list[str] = []
        for index, one in enumerate(wanted):
            if given and (len(names or ()) == len(wanted) or one.kind != "all"):
                name = given.pop(0)
                place = Field(name, f"premise {index + 1}", self.state.scope.algebra.budget)
                self._run(lambda p=place, w=one: self.state.meets(p, w), what)  # type: ignore[misc]
            else:
                held = self.state.scope.facts
                name = next((key for key, fact in held.items() if fact.serves(one, self.state.algebra)), "")
                if not name:
                    lacking = _premise_text(sequent.premises[index][1], put)
                    raise self._error(what, f"premise {index + 1} is not at hand", lacking)
            found.append(name)
        return found

    def _chosen(self, case: Case, name: str, new: Mapping[str, str]) -> tuple[Json, dict[str, str]]:
        """Names for the objects and facts of a case, as the step writes them, and those of the objects."""
        used, renamed = set(self.names), dict[str, str]()
        for one in (*case.parameters, *case.letters):
            renamed[one.name] = new.get(one.name) or fresh_name(one.name, used)
            used.add(renamed[one.name])
        many = len(case.facts) > 1
        facts = [f"{name}_{index + 1}" if many else name for index in range(len(case.facts))]
        document = {
            "parameters": [renamed[one.name] for one in case.parameters],
            "letters": [renamed[one.name] for one in case.letters],
            "facts": facts,
        }
        return document, renamed

    def _enter(
        self,
        source: list[str],
        case: Case,
        renamed: Mapping[str, str],
        put: Exchange,
        facts: Sequence[str],
        numbers: Callable[[Values], Values] | None,
        alone: bool,
    ) -> None:
        """The objects and facts of a case, on the side of Python."""
        elements = dict(put.elements)
        for one in (*case.parameters, *case.letters):
            declared = put.declared(one)._replace(name=renamed[one.name])
            self.names[declared.name] = declared
            elements[one.name] = self.named(declared.name)
        inside = Exchange(put.sizes, elements, put.forms)
        bare = Case((), (), tuple((name, fact_apart(fact, self.names)) for name, fact in case.facts))
        reached = exchanged_case(bare, inside).facts
        if renamed:
            self._number(source, renamed, put, numbers)
        atoms = [fact for _, fact in reached if isinstance(fact, Atom)]
        if not alone:
            self.instances = [at for at in self.instances if all(at.holds(atom) for atom in atoms)]
        for name, (_, fact) in zip(facts, reached, strict=True):
            self._hold(name, fact)

    def _number(
        self,
        source: list[str],
        renamed: Mapping[str, str],
        put: Exchange,
        numbers: Callable[[Values], Values] | None,
    ) -> None:
        """Values of the new objects at the instances; an instance without them is left out."""
        make = numbers or (WITNESSES.get(source[1]) if source[0] == "library" else None)
        if make is None:
            self.instances = []
        for at in self.instances:
            local: Values = {name: at.size(size) for name, size in put.sizes.items()}
            local |= {name: at.value(value.tree) for name, value in put.elements.items()}
            for name, form in put.forms.items():
                local[name] = at.values[form.name] if isinstance(form, Declared) else _valued(form, at)
            made = (make or dict)(at.values if numbers else local)
            at.values |= {renamed[key]: value for key, value in made.items()}


def _reason(by: Element | Number, atom: Atom) -> Element:
    """What an atom is proved by; 0 is the zero of its shape."""
    value = element(by)
    if atom.element.shape and value.tree == "0":
        return Element(["0", *atom.element.shape], atom.element.shape, {})
    return value


def _signed(tree: Any) -> Any:
    """The same with p - q written p + (-q): the sign of a sum is read off its summands."""
    if not isinstance(tree, list) or tree[0] not in ("+", "-", "*"):
        return tree
    operation, *parts = tree
    if operation == "-" and len(parts) == 2:
        return ["+", _signed(parts[0]), ["-", parts[1]]]
    return [operation, *map(_signed, parts)]


def _premise_text(fact: Fact, put: Exchange) -> str:
    return fact_text(
        fact_apart(fact, [name for one in put.elements.values() for name in one.names]).exchanged(put)
    )


def _numbered(sequent: Sequent, at: Instance, numbers: Callable[[Values], Values | None] | None) -> bool:
    """Whether the instance has values for what a sequent binds, under which its premises hold."""
    if numbers is not None:
        made = numbers(at.values)
        at.values |= made or {}
        return made is not None
    if not drawn(sequent.bound, at):
        return False
    return all(at.holds(fact) for _, fact in sequent.premises if isinstance(fact, Atom))


def _valued(form: FormExpression, at: Instance) -> Callable[[Any, Any], Any]:
    """The form that an expression is, at an instance."""
    inside = at.copy()

    def value(left: Any, right: Any) -> Any:
        inside.values |= {form.left.name: left, form.right.name: right}
        return inside.value(form.element.tree)

    return value


def _at(place: Field, key: str) -> Field:
    """The field of a step."""
    value = place.value
    assert isinstance(value, dict)
    return Field(value[key], key, place.budget)


def _form_document(put: Declared | FormExpression) -> Any:
    if isinstance(put, Declared):
        return put.name
    return {"left": put.left.name, "right": put.right.name, "element": put.element.tree}


def _opened(document: Json) -> tuple[Scope, kernel_sequents.Sequent]:
    budget = Budget()
    from certify.kernel.rules.theorems.algebra import Algebra

    return Scope(Algebra(budget)).open(Field(document, "statement", budget))


def _read(action: Callable[[], Any], theorem: str, place: str) -> Any:
    try:
        return action()
    except (Rejected, Declined) as error:
        raise StepError(theorem, place, str(error)) from None


__all__ = ["Instance", "LibrarySequent", "Proof", "Started", "StepError", "exchanged", "library", "shown"]
