"""Rule `derivation`: a theorem about matrices of all sizes, proved by steps from its premises.

A proof has a scope, with the names and the facts at hand, and a goal, which is a list of cases. The
invariant: every interpretation of sizes, parameters, letters and forms that satisfies the premises, and lies
in the cases chosen on the way, extends to the names made on the way so that all facts at hand hold.
"""

from collections.abc import Callable, Sequence

from certify.kernel.fields import Field
from certify.kernel.limits import Declined
from certify.kernel.rules.theorems.algebra import Algebra, Element, ShapeError
from certify.kernel.rules.theorems.element_reading import ENOUGH, LETTERS
from certify.kernel.rules.theorems.instances import Instances
from certify.kernel.rules.theorems.rewriting import Rule, normal_form, rules
from certify.kernel.rules.theorems.scope import Scope
from certify.kernel.rules.theorems.sequents import Case, Fact, Substitution

MAX_FACTS = 1000  # at hand at one place
MAX_PROOF_DEPTH = 12  # of proofs within proofs


def check(statement: Field, witness: Field) -> str:
    """What the certificate proves, or Rejected."""
    algebra = Algebra(statement.budget)
    scope, theorem = Scope(algebra).open(statement)
    used: set[str] = set()
    (steps,) = witness.fields("steps")
    Proof(scope, theorem.cases, used).run(steps)
    facts = ", ".join(sorted(used)) or "none"
    return f"the premises imply the conclusion, for all sizes; library facts: {facts}"


class Proof(Instances):
    """The state of a proof: what is at hand, what is to be shown, and the library facts used so far."""

    def __init__(self, scope: Scope, goal: tuple[Case, ...], used: set[str], depth: int = 1) -> None:
        super().__init__(scope, used)
        self.goal, self.depth = goal, depth
        self.closed = False

    def run(self, steps: Field) -> None:
        """All steps of a list; the last of them, and no other, closes the goal."""
        if self.depth > MAX_PROOF_DEPTH:
            raise Declined(f"{steps.place}: proofs nested deeper than {MAX_PROOF_DEPTH}")
        for step in steps.items():
            self.step(step)
        if not self.closed:
            raise steps.reject("the steps end and the goal is open")

    def step(self, step: Field) -> None:
        """One step."""
        if self.closed:
            raise step.reject("a step after the goal is closed")
        kind = step.value.get("step") if isinstance(step.value, dict) else None
        if kind is None:
            raise step.reject("expected an object with a field 'step'")
        names, take = STEPS[Field(kind, f"{step.place}.step", step.budget).one_of(STEPS)]
        take(self, *list(step.fields("step", *names))[1:])
        if len(self.scope.facts) > MAX_FACTS:
            raise Declined(f"{step.place}: more than {MAX_FACTS} facts at hand")

    def within(self, goal: tuple[Case, ...]) -> "Proof":
        """A proof that begins with what is at hand here; what it adds is not at hand here."""
        return Proof(self.scope.copy(), goal, self.used, self.depth + 1)

    def rules(self, place: Field) -> list[Rule]:
        """The equations to rewrite with, each by one of its terms."""
        found: list[Rule] = []
        for item in place.items():
            name, lead = item.items(2)
            equation = self.scope.fact(name, "eq").body
            assert isinstance(equation, Element)
            try:
                found += rules(self.algebra, equation, self.scope.element(lead))
            except ShapeError as error:
                raise item.reject(str(error)) from None
        return found

    def vanish(self, place: Field, parts: Sequence[Element], rewrite: Field) -> None:
        """Reject unless the first part minus the others is zero after rewriting."""
        if any(part.shape != parts[0].shape for part in parts):
            raise place.reject(
                f"the shapes are {' and '.join(self.algebra.shown(part.shape) for part in parts)}"
            )
        difference = self.algebra.add(*parts, factors=[1, *[-1] * (len(parts) - 1)])
        rest = normal_form(self.algebra, difference, self.rules(rewrite))
        if rest.terms:
            raise place.reject(f"what is left is {self.algebra.text(rest)}")

    def let(self, name: Field, kind: Field, element: Field, fact: Field) -> None:
        """A name for an element."""
        value = self.scope.element(element)
        if kind.one_of(("parameter", "general", "symmetric")) == "parameter" and value.shape:
            raise element.reject("a parameter is a scalar")
        if kind.text() != "parameter" and not value.shape:
            raise element.reject("a letter is a matrix")
        self.kept(element, kind.text(), value)
        symbol = self.scope.bind(name, kind.text(), value.shape)
        self.define(fact, symbol, value)

    def define(self, fact: Field, symbol: int, value: Element) -> None:
        """The fact that a symbol is an element."""
        self.scope.add(fact, Fact("eq", self.algebra.add(self.named(symbol), value, factors=(1, -1))))

    def named(self, symbol: int) -> Element:
        """A letter, parameter or size as an element."""
        letter = self.algebra.symbols[symbol].kind in LETTERS
        return self.algebra.letter(symbol) if letter else self.algebra.variable(symbol)

    def have(self, fact: Field, kind: Field, element: Field, by: Field, rewrite: Field) -> None:
        """An atom, by an expression that has its value and a sign that is enough for it."""
        enough = ENOUGH[kind.one_of(ENOUGH)]
        goal = self.scope.atom(kind, element)
        value, sign = self.scope.signed(by)
        if sign not in enough:
            raise by.reject(
                f"the sign of the expression is {sign.name.lower()}, and the kind is {kind.text()}"
            )
        self.vanish(element, [goal, value], rewrite)
        self.scope.add(fact, Fact(kind.text(), goal))

    def apply(
        self, sequent: Field, sizes: Field, parameters: Field, letters: Field, forms: Field,
        premises: Field, cases: Field,
    ) -> None:  # fmt: skip
        """A sequent at hand or of the library, for some objects."""
        known = self.sequent(sequent)
        put = self.instance(known, sizes, parameters, letters, forms)
        for name, premise in zip(premises.items(len(known.premises)), known.premises, strict=True):
            self.meets(name, put.fact(premise))
        alone = len(known.cases) == 1
        for item, case in zip(cases.items(len(known.cases)), known.cases, strict=True):
            proof = self if alone else self.within(self.goal)
            steps = proof.enter(item, case, put, alone)
            if steps is not None:
                proof.run(steps)
        self.closed = not alone

    def enter(self, place: Field, case: Case, put: Substitution, alone: bool) -> Field | None:
        """New objects and facts of a case; the steps that follow in it, unless it is the only one."""
        given, letters, facts, *steps = place.fields(
            "parameters", "letters", "facts", *[] if alone else ["steps"]
        )
        kinds = [self.algebra.symbols[symbol] for symbol in case.objects]
        names = [*given.items(sum(one.kind == "parameter" for one in kinds))]
        names += letters.items(len(kinds) - len(names))
        for name, symbol, old in zip(names, case.objects, kinds, strict=True):
            put = put.rename(symbol, self.scope.bind(name, old.kind, put.shape(old.shape)))
        for name, fact in zip(facts.items(len(case.facts)), case.facts, strict=True):
            self.scope.add(name, put.fact(fact))
        return steps[0] if steps else None

    def psd(
        self,
        name: Field,
        fact: Field,
        element: Field,
        vector: Field,
        rewrite: Field,
        steps: Field,
    ) -> None:
        """A semidefinite letter for a symmetric element whose quadratic form is nonnegative."""
        value = self.scope.element(element)
        if not value.shape or value.shape[0] != value.shape[1]:
            raise element.reject("expected a square matrix")
        self.vanish(element, [value, self.algebra.transpose(value)], rewrite)
        if name.value == vector.value:
            raise vector.reject("the vector has the name of the letter")
        proof = self.within(())
        v = self.algebra.letter(proof.scope.bind(vector, "general", (value.shape[0], proof.scope.names["1"])))
        quadratic = self.algebra.inner(v, self.algebra.times(value, v))
        proof.goal = (Case((), (Fact("ge", quadratic),)),)
        proof.run(steps)
        self.define(fact, self.scope.bind(name, "semidefinite", value.shape), value)

    def lemma(self, fact: Field, sequent: Field, steps: Field) -> None:
        """A sequent with its proof."""
        inside, known = self.scope.open(sequent)
        Proof(inside, known.cases, self.used, self.depth + 1).run(steps)
        self.scope.add(fact, Fact("all", known))

    def finish(self, case: Field, parameters: Field, letters: Field, facts: Field) -> None:
        """One case of the goal holds, with these witnesses."""
        if not self.goal:
            raise case.reject("the goal has no case; end with absurd")
        wanted = self.goal[case.integer(0, len(self.goal) - 1)]
        put = Substitution(self.algebra)
        kinds = [self.algebra.symbols[symbol] for symbol in wanted.objects]
        places = parameters.items(sum(one.kind == "parameter" for one in kinds))
        places += letters.items(len(kinds) - len(places))
        for place, symbol, bound in zip(places, wanted.objects, kinds, strict=True):
            put = put.put(symbol, self.witness(place, bound, put))
        for name, fact in zip(facts.items(len(wanted.facts)), wanted.facts, strict=True):
            self.meets(name, put.fact(fact))
        self.closed = True

    def absurd(self, fact: Field) -> None:
        """A fact that no number satisfies: the branch cannot occur."""
        found = self.scope.fact(fact, *ENOUGH)
        constant = found.body.constant if isinstance(found.body, Element) else None
        false = {"eq": constant != 0, "ge": (constant or 0) < 0, "gt": (constant or 0) <= 0}
        if constant is None or not false[found.kind]:
            raise fact.reject("the fact is not false of a constant")
        self.closed = True


STEPS: dict[str, tuple[tuple[str, ...], Callable[..., None]]] = {
    "let": (("name", "kind", "element", "fact"), Proof.let),
    "have": (("fact", "kind", "element", "by", "rewrite"), Proof.have),
    "apply": (("sequent", "sizes", "parameters", "letters", "forms", "premises", "cases"), Proof.apply),
    "psd": (("name", "fact", "element", "vector", "rewrite", "steps"), Proof.psd),
    "lemma": (("fact", "sequent", "steps"), Proof.lemma),
    "finish": (("case", "parameters", "letters", "facts"), Proof.finish),
    "absurd": (("fact",), Proof.absurd),
}
