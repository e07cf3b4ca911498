"""Sequents: statements for all sizes, numbers, matrices and forms; and putting terms for their symbols.

Every binder that is read makes new symbols, and so does every binder under which something is put: so no
symbol is bound twice, none that is bound is ever in scope, and nothing can be captured.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from certify.kernel.rules.theorems.algebra import Algebra, Element, Shape, Symbol


@dataclass(frozen=True)
class Fact:
    """An element that is zero ("eq"), >= 0 ("ge") or > 0 ("gt"), or a sequent that holds ("all")."""

    kind: str
    body: "Element | Sequent"
    name: str = ""

    def serves(self, other: "Fact", algebra: Algebra) -> bool:
        """Whether this fact is the other one, or is stronger as > 0 is than >= 0."""
        if isinstance(self.body, Element) and isinstance(other.body, Element):
            kinds = self.kind == other.kind or (self.kind, other.kind) == ("gt", "ge")
            return kinds and self.body == other.body
        if isinstance(self.body, Sequent) and isinstance(other.body, Sequent):
            return self.body.same(other.body, algebra)
        return False


@dataclass(frozen=True)
class Case:
    """There are these parameters and letters with these facts."""

    objects: tuple[int, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Sequent:
    """For all sizes, parameters, letters and forms, in this order: the premises imply one of the cases."""

    objects: tuple[int, ...]
    premises: tuple[Fact, ...]
    cases: tuple[Case, ...]

    def same(self, other: "Sequent", algebra: Algebra) -> bool:
        """Whether the two say the same, up to the names of what they bind."""
        put = Substitution(algebra).named(other.objects, self.objects)
        if put is None or len(self.cases) != len(other.cases):
            return False
        if not _same(self.premises, map(put.fact, other.premises), algebra):
            return False
        for mine, theirs in zip(self.cases, other.cases, strict=True):
            inside = put.named(theirs.objects, mine.objects)
            if inside is None or not _same(mine.facts, map(inside.fact, theirs.facts), algebra):
                return False
        return True


def _same(mine: Iterable[Fact], theirs: Iterable[Fact], algebra: Algebra) -> bool:
    one, other = tuple(mine), tuple(theirs)
    return len(one) == len(other) and all(
        p.kind == q.kind and p.serves(q, algebra) for p, q in zip(one, other, strict=True)
    )


@dataclass(frozen=True)
class FormExpression:
    """A symmetric bilinear form written out, with two letters for its arguments."""

    left: int
    right: int
    element: Element


@dataclass(frozen=True)
class Substitution:
    """What is put for symbols, all at once: sizes for sizes, elements for parameters and letters, forms."""

    algebra: Algebra
    sizes: Mapping[int, int] = field(default_factory=dict)
    values: Mapping[int, Element] = field(default_factory=dict)
    forms: Mapping[int, "int | FormExpression"] = field(default_factory=dict)

    def put(self, symbol: int, value: "int | Element | FormExpression") -> "Substitution":
        """This substitution and one more."""
        kind = self.algebra.symbols[symbol].kind
        place = {"size": "sizes", "form": "forms"}.get(kind, "values")
        found = {name: dict(getattr(self, name)) for name in ("sizes", "values", "forms")}
        found[place][symbol] = value
        return Substitution(self.algebra, **found)

    def shape(self, shape: Shape) -> Shape:
        """A shape after the sizes."""
        return tuple(self.sizes.get(size, size) for size in shape)

    def rename(self, symbol: int, other: int) -> "Substitution":
        """Another symbol of its kind in place of a symbol."""
        kind = self.algebra.symbols[symbol].kind
        if kind in ("size", "form"):
            return self.put(symbol, other)
        element = self.algebra.variable(other) if kind == "parameter" else self.algebra.letter(other)
        return self.put(symbol, element)

    def named(self, objects: tuple[int, ...], others: tuple[int, ...]) -> "Substitution | None":
        """The others in place of the objects, in order; None where kinds or shapes are not the same."""
        if len(objects) != len(others):
            return None
        found = self
        for symbol, other in zip(objects, others, strict=True):
            mine, theirs = self.algebra.symbols[symbol], self.algebra.symbols[other]
            if mine.kind != theirs.kind or found.shape(mine.shape) != theirs.shape:
                return None
            found = found.rename(symbol, other)
        return found

    def fresh(self, objects: tuple[int, ...]) -> "tuple[Substitution, tuple[int, ...]]":
        """New symbols in place of bound ones, of the shapes after the sizes."""
        found, made = self, []
        for symbol in objects:
            old = self.algebra.symbols[symbol]
            made.append(self.algebra.new(Symbol(old.name, old.kind, found.shape(old.shape))))
            found = found.rename(symbol, made[-1])
        return found, tuple(made)

    def fact(self, fact: Fact) -> Fact:
        """A fact after the substitution."""
        body = fact.body
        return Fact(
            fact.kind, self.element(body) if isinstance(body, Element) else self.sequent(body), fact.name
        )

    def sequent(self, sequent: Sequent) -> Sequent:
        """A sequent after the substitution; what it binds is bound by new symbols."""
        inside, objects = self.fresh(sequent.objects)
        cases = []
        for case in sequent.cases:
            deeper, made = inside.fresh(case.objects)
            cases.append(Case(made, tuple(map(deeper.fact, case.facts))))
        return Sequent(objects, tuple(map(inside.fact, sequent.premises)), tuple(cases))

    def element(self, element: Element) -> Element:
        """An element after the substitution."""
        algebra, shape = self.algebra, self.shape(element.shape)
        parts = []
        for term, coefficient in element.terms.items():
            part = algebra.number(coefficient)
            for symbol, exponent in term.powers:
                value = self.values.get(symbol)
                value = algebra.variable(self.sizes.get(symbol, symbol)) if value is None else value
                for _ in range(exponent):
                    part = algebra.times(part, value)
            for word in term.traces:
                part = algebra.times(part, algebra.trace(self.word(word, ())))
            for form, one, other in term.forms:
                ends = self.shape(algebra.symbols[form].shape)
                p, q = self.word(one, ends), self.word(other, ends)
                part = algebra.times(part, self.form(form, p, q))
            if shape:
                part = algebra.times(part, self.word(term.word, shape))
            parts.append(part)
        return algebra.add(Element(shape, {}), *parts)

    def word(self, word: tuple[int, ...], shape: Shape) -> Element:
        """A word after the substitution; the empty one is the identity of this shape."""
        algebra = self.algebra
        if not word:
            return algebra.word((), shape)
        found = None
        for letter in word:
            value = self.values.get(letter // 2)
            value = algebra.letter(letter // 2) if value is None else value
            value = algebra.transpose(value) if letter % 2 else value
            found = value if found is None else algebra.times(found, value)
        assert found is not None
        return found

    def form(self, form: int, p: Element, q: Element) -> Element:
        """The value at two elements of what is put for a form."""
        value = self.forms.get(form, form)
        if isinstance(value, int):
            return self.algebra.form(value, p, q)
        return Substitution(self.algebra, values={value.left: p, value.right: q}).element(value.element)
