"""Which elements may stand for the objects of a sequent, and which facts for its premises."""

from certify.kernel.fields import Field
from certify.kernel.rules.theorems.algebra import Element, Symbol
from certify.kernel.rules.theorems.element_reading import ENOUGH, LETTERS
from certify.kernel.rules.theorems.library import LIBRARY
from certify.kernel.rules.theorems.scope import Scope
from certify.kernel.rules.theorems.sequents import Fact, FormExpression, Sequent, Substitution


class Instances:
    """Instances of sequents at one place of a proof."""

    def __init__(self, scope: Scope, used: set[str]) -> None:
        self.scope, self.algebra = scope, scope.algebra
        self.used = used  # library facts

    def kept(self, place: Field, kind: str, value: Element) -> None:
        """Reject an element that may not stand for a letter of this kind."""
        if kind == "symmetric" and self.algebra.transpose(value) != value:
            raise place.reject("the element is not its own transpose")
        semidefinite = (
            i for i in self.scope.names.values() if self.algebra.symbols[i].kind == "semidefinite"
        )
        if kind == "semidefinite" and all(self.algebra.letter(i) != value for i in semidefinite):
            raise place.reject("expected a semidefinite letter in scope")

    def sequent(self, place: Field) -> Sequent:
        """A sequent at hand or of the library: never one that is written in the step."""
        source, arguments = place.kind("fact", "library")
        if len(arguments) != 1:
            raise place.reject("expected one name")
        if source == "fact":
            found = self.scope.fact(arguments[0], "all").body
            assert isinstance(found, Sequent)
            return found
        name = arguments[0].one_of(LIBRARY)
        self.used.add(name)
        return Scope(self.algebra).sequent(Field(LIBRARY[name].sequent, f"library.{name}", place.budget))

    def instance(
        self, known: Sequent, sizes: Field, parameters: Field, letters: Field, forms: Field
    ) -> Substitution:
        """What is put for the objects of a sequent: one entry for each, by kind and in order."""
        put = Substitution(self.algebra)
        entries = {
            "size": iter(sizes.items()),
            "parameter": iter(parameters.items()),
            "form": iter(forms.items()),
        }
        entries |= dict.fromkeys(LETTERS, iter(letters.items()))
        places = {"size": sizes, "parameter": parameters, "form": forms} | dict.fromkeys(LETTERS, letters)
        for symbol in known.objects:
            bound = self.algebra.symbols[symbol]
            place = next(entries[bound.kind], None)
            if place is None:
                raise places[bound.kind].reject(f"nothing is put for {bound.name}")
            if bound.kind == "size":
                put = put.put(symbol, self.scope.length(place))
            elif bound.kind == "form":
                put = put.put(symbol, self.form(place, Symbol(bound.name, "form", put.shape(bound.shape))))
            else:
                put = put.put(symbol, self.witness(place, bound, put))
        if extra := next((place for kind in entries.values() for place in kind), None):
            raise extra.reject("the sequent binds no object for this")
        return put

    def witness(self, place: Field, bound: Symbol, put: Substitution) -> Element:
        """An element for a parameter or letter, of its shape and kind."""
        value = self.scope.element(place, put.shape(bound.shape))
        self.kept(place, bound.kind, value)
        return value

    def form(self, place: Field, bound: Symbol) -> int | FormExpression:
        """A form in scope, or an expression that is bilinear and symmetric in two letters of its own."""
        if isinstance(place.value, str):
            symbol = self.scope.find(place, "form")
            if self.algebra.symbols[symbol].shape != bound.shape:
                raise place.reject("the form has another shape")
            return symbol
        left_name, right_name, field = place.fields("left", "right", "element")
        inside = self.scope.copy()
        left, right = (inside.bind(name, "general", bound.shape) for name in (left_name, right_name))
        element = inside.element(field, ())
        for term in element.terms:
            words = [*term.traces, *(word for _, *pair in term.forms for word in pair)]
            letters = [letter // 2 for word in words for letter in word]
            if letters.count(left) != 1 or letters.count(right) != 1:
                raise field.reject(f"a term holds {left_name.text()} or {right_name.text()} not exactly once")
        exchange = {left: self.algebra.letter(right), right: self.algebra.letter(left)}
        if Substitution(self.algebra, values=exchange).element(element) != element:
            raise field.reject("the expression changes when its arguments are exchanged")
        return FormExpression(left, right, element)

    def meets(self, name: Field, wanted: Fact) -> None:
        """Reject unless the fact of this name is the wanted one, or stronger."""
        found = self.scope.fact(name, *ENOUGH, "all")
        if found.serves(wanted, self.algebra):
            return
        if isinstance(wanted.body, Element) and isinstance(found.body, Element):
            texts = [f"{fact.kind} {self.algebra.text(fact.body)}" for fact in (wanted, found)]  # type: ignore[arg-type]
            raise name.reject(f"wanted is {texts[0]}; the fact is {texts[1]}")
        raise name.reject(f"the fact is not the sequent that is wanted as {wanted.name}")
