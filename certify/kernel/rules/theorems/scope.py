"""The names in scope and the facts at hand at one place of a proof, and the reading of sequents there."""

from dataclasses import dataclass, field

from certify.kernel.fields import VARIABLE, Field
from certify.kernel.limits import Declined
from certify.kernel.rules.theorems.algebra import ONE, Algebra, Element, Shape, Symbol
from certify.kernel.rules.theorems.element_reading import LETTERS, Expression, Value
from certify.kernel.rules.theorems.sequents import Case, Fact, Sequent

MAX_SEQUENT_DEPTH = 4


@dataclass
class Scope:
    """The objects and facts that have a name at one place of a proof."""

    algebra: Algebra
    names: dict[str, int] = field(default_factory=lambda: {"1": ONE})
    facts: dict[str, Fact] = field(default_factory=dict)

    def copy(self) -> "Scope":
        """A scope to which more is added without a trace in this one."""
        return Scope(self.algebra, dict(self.names), dict(self.facts))

    def bind(self, place: Field, kind: str, shape: Shape = ()) -> int:
        """A new symbol under a new name."""
        name = place.text()
        if not VARIABLE.fullmatch(name):
            raise place.reject("expected a name made of letters, digits and underscores")
        if name in self.names:
            raise place.reject(f"the name {name} is in scope already")
        self.names[name] = self.algebra.new(Symbol(name, kind, shape))
        return self.names[name]

    def find(self, place: Field, *kinds: str) -> int:
        """The symbol of a name in scope that has one of these kinds."""
        symbol = self.names.get(place.text())
        if symbol is None or self.algebra.symbols[symbol].kind not in kinds:
            raise place.reject(f"expected the name of a {' or '.join(kinds)} in scope")
        return symbol

    def length(self, place: Field) -> int:
        """A size in scope, or the constant 1."""
        return self.find(place, "size")

    def fact(self, place: Field, *kinds: str) -> Fact:
        """A fact at hand that has one of these kinds."""
        found = self.facts.get(place.text())
        if found is None or found.kind not in kinds:
            raise place.reject(f"expected the name of a fact at hand of kind {' or '.join(kinds)}")
        return found

    def objects(self, sizes: Field, parameters: Field, letters: Field, forms: Field) -> tuple[int, ...]:
        """New symbols for what a binder lists."""
        made = [self.bind(size, "size") for size in sizes.items()]
        return (*made, *self.given(parameters, letters), *self.bilinear(forms))

    def given(self, parameters: Field, letters: Field) -> tuple[int, ...]:
        """New symbols for parameters and letters."""
        made = [self.bind(parameter, "parameter") for parameter in parameters.items()]
        for letter in letters.items():
            name, rows, columns, kind = letter.items(4)
            shape = self.length(rows), self.length(columns)
            if kind.one_of(LETTERS) != "general" and shape[0] != shape[1]:
                raise letter.reject(f"a {kind.text()} letter is square")
            made.append(self.bind(name, kind.text(), shape))
        return tuple(made)

    def bilinear(self, forms: Field) -> tuple[int, ...]:
        """New symbols for symmetric bilinear forms."""
        made = []
        for form in forms.items():
            name, rows, columns = form.items(3)
            made.append(self.bind(name, "form", (self.length(rows), self.length(columns))))
        return tuple(made)

    def sequent(self, place: Field, depth: int = 1) -> Sequent:
        """A sequent that may mention what is in scope; what it binds is in scope only within it."""
        return self.open(place, depth)[1]

    def open(self, place: Field, depth: int = 1) -> "tuple[Scope, Sequent]":
        """A sequent, and the scope in which its premises hold."""
        if depth > MAX_SEQUENT_DEPTH:
            raise Declined(f"{place.place}: sequents nested deeper than {MAX_SEQUENT_DEPTH}")
        *binders, premises_field, cases_field = place.fields(
            "sizes", "parameters", "letters", "forms", "premises", "cases"
        )
        inside = self.copy()
        objects = inside.objects(*binders)
        premises = inside.listed(premises_field, depth)
        cases = []
        for case in cases_field.items():
            parameters, letters, facts = case.fields("parameters", "letters", "facts")
            within = inside.copy()
            cases.append(Case(within.given(parameters, letters), within.listed(facts, depth)))
        for fact, item in zip(premises, premises_field.items(), strict=True):
            inside.add(item.items()[0], fact)
        return inside, Sequent(objects, premises, tuple(cases))

    def listed(self, place: Field, depth: int) -> tuple[Fact, ...]:
        """The facts of a list of [name, kind, body]."""
        found: list[Fact] = []
        for item in place.items():
            name, kind, body = item.items(3)
            if not VARIABLE.fullmatch(name.text()) or name.text() in {fact.name for fact in found}:
                raise name.reject("expected distinct names made of letters, digits and underscores")
            if kind.one_of(("eq", "ge", "gt", "all")) == "all":
                found.append(Fact("all", self.sequent(body, depth + 1), name.text()))
            else:
                found.append(Fact(kind.text(), self.atom(kind, body), name.text()))
        return tuple(found)

    def atom(self, kind: Field, body: Field) -> Element:
        """The element of an atom: only scalars have a sign."""
        element = self.element(body)
        if kind.text() != "eq" and element.shape:
            raise body.reject("expected a scalar: there is no order on matrices")
        return element

    def add(self, name: Field, fact: Fact) -> None:
        """One more fact at hand, under a new name."""
        if not VARIABLE.fullmatch(name.text()) or name.text() in self.facts:
            raise name.reject("expected a name that no fact at hand has")
        self.facts[name.text()] = fact

    def element(self, place: Field, shape: Shape | None = None) -> Element:
        """An element, of this shape if one is given; it may not mention facts."""
        element = Expression(self, False).read(place)[0]
        if shape not in (None, element.shape):
            wanted = self.algebra.shown(shape or ())
            raise place.reject(f"expected {wanted}, found {self.algebra.shown(element.shape)}")
        return element

    def signed(self, place: Field) -> Value:
        """An element that may mention facts, and the sign that it certainly has where they hold."""
        return Expression(self, True).read(place)
