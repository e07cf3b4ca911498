"""What a derivation proves and uses: atoms, and sequents "for all objects, the premises imply a case".

scaled = forall([x, c], [x * c >= 0, c > 0], x >= 0)
root = forall([x], [x >= 0], exists([y], [y >= 0, equal(y * y, x)]))
rip = forall([P, R], [equal(M, M.T)], H(M, M) >= (1 - delta) * square(M))
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Union

from certify.claims.derivations.elements import Declared, Element, Form, Number, element, read, shown
from certify.claims.derivations.substitution import Exchange, exchanged
from certify.common.errors import InputError

Fact = Union["Atom", "Sequent"]
SIGNS = {"eq": "=", "ge": ">=", "gt": ">"}


@dataclass(frozen=True, eq=False)
class Atom:
    """element = 0 (eq), >= 0 (ge) or > 0 (gt)."""

    kind: str
    element: Element

    def __post_init__(self) -> None:
        if self.kind != "eq" and self.element.shape:
            raise InputError("atom", "an inequality between matrices", "compare scalars")

    def __bool__(self) -> bool:
        raise InputError("atom", f"{self} is used as true or false", "write two relations for a chain")

    def __str__(self) -> str:
        tree, sign = self.element.tree, SIGNS[self.kind]
        if isinstance(tree, list) and tree[0] == "-" and len(tree) == 3:
            return f"{shown(tree[1])} {sign} {shown(tree[2])}"
        return f"{shown(tree)} {sign} 0"

    __repr__ = __str__

    def document(self) -> list[Any]:
        """Kind and element as the format writes them."""
        return [self.kind, self.element.tree]

    def exchanged(self, by: Exchange) -> "Atom":
        """The atom with names exchanged."""
        return Atom(self.kind, exchanged(self.element, by))


def equal(left: Element, right: Element | Number = 0) -> Atom:
    """left = right; 0 is the zero of any shape."""
    return Atom("eq", left - right if isinstance(right, Element) or right else left)


@dataclass(frozen=True, eq=False)
class Case:
    """There are parameters and letters with facts."""

    parameters: tuple[Declared, ...]
    letters: tuple[Declared, ...]
    facts: tuple[tuple[str, Fact], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names that it binds."""
        return tuple(one.name for one in (*self.parameters, *self.letters))

    def document(self) -> dict[str, Any]:
        """As the format writes it."""
        return {
            "parameters": [one.name for one in self.parameters],
            "letters": [[*one[:1], *one[2:]] for one in self.letters],
            "facts": _facts_document(self.facts),
        }


@dataclass(frozen=True, eq=False)
class Sequent:
    """For all sizes, parameters, letters and forms: the premises imply one of the cases."""

    sizes: tuple[Declared, ...]
    parameters: tuple[Declared, ...]
    letters: tuple[Declared, ...]
    forms: tuple[Declared, ...]
    premises: tuple[tuple[str, Fact], ...]
    cases: tuple[Case, ...]

    @property
    def bound(self) -> tuple[Declared, ...]:
        """The objects for all of which it is said."""
        return (*self.sizes, *self.parameters, *self.letters, *self.forms)

    def document(self) -> dict[str, Any]:
        """As the format writes it."""
        return {
            "sizes": [one.name for one in self.sizes],
            "parameters": [one.name for one in self.parameters],
            "letters": [[*one[:1], *one[2:]] for one in self.letters],
            "forms": [[one.name, one.rows, one.columns] for one in self.forms],
            "premises": _facts_document(self.premises),
            "cases": [case.document() for case in self.cases],
        }

    def atom(self) -> Atom:
        """The one atom that it says, where it has one case with one atom."""
        if len(self.cases) == 1 and len(self.cases[0].facts) == 1 and not self.cases[0].names:
            fact = self.cases[0].facts[0][1]
            if isinstance(fact, Atom):
                return fact
        raise InputError("sequent", "its conclusion is no single atom", "name the case and the fact")

    def exchanged(self, by: Exchange) -> "Sequent":
        """The sequent with free names exchanged; the names that it binds have to be others."""
        return Sequent(
            self.sizes,
            self.parameters,
            tuple(by.declared(one) for one in self.letters),
            tuple(by.declared(one) for one in self.forms),
            tuple((name, fact.exchanged(by)) for name, fact in self.premises),
            tuple(exchanged_case(case, by) for case in self.cases),
        )

    def apart(self, taken: Iterable[str]) -> "Sequent":
        """The same, where no name bound is one of these or bound around: new names only where needed."""
        around = set(taken)
        names = _apart(self.bound, around)
        moved = Sequent((), (), self.letters, self.forms, self.premises, self.cases).exchanged(
            Exchange.renaming(self.bound, names)
        )
        return Sequent(
            tuple(one._replace(name=names[one.name]) for one in self.sizes),
            tuple(one._replace(name=names[one.name]) for one in self.parameters),
            tuple(one._replace(name=names[one.name]) for one in moved.letters),
            tuple(one._replace(name=names[one.name]) for one in moved.forms),
            tuple((name, fact_apart(fact, around)) for name, fact in moved.premises),
            tuple(_case_apart(case, around) for case in moved.cases),
        )

    def __str__(self) -> str:
        return sequent_text(self)

    __repr__ = __str__


def fresh_name(name: str, taken: Iterable[str]) -> str:
    """The name itself, or with the least number that makes it new."""
    used = taken if isinstance(taken, set) else set(taken)
    if name not in used:
        return name
    stem, number = name[:27].rstrip("0123456789") or name[:27], 2
    while f"{stem}{number}" in used:
        number += 1
    return f"{stem}{number}"


def exchanged_case(case: Case, by: Exchange) -> Case:
    """A case with free names exchanged."""
    letters = tuple(by.declared(one) for one in case.letters)
    return Case(case.parameters, letters, tuple((name, fact.exchanged(by)) for name, fact in case.facts))


def fact_apart(fact: Fact, taken: Iterable[str]) -> Fact:
    """A fact whose bound names are none of these."""
    return fact.apart(taken) if isinstance(fact, Sequent) else fact


def _case_apart(case: Case, taken: Iterable[str]) -> Case:
    around = set(taken)
    bound = (*case.parameters, *case.letters)
    names = _apart(bound, around)
    moved = exchanged_case(case, Exchange.renaming(bound, names))
    return Case(
        tuple(one._replace(name=names[one.name]) for one in moved.parameters),
        tuple(one._replace(name=names[one.name]) for one in moved.letters),
        tuple((name, fact_apart(fact, around)) for name, fact in moved.facts),
    )


def _apart(bound: Iterable[Declared], taken: set[str]) -> dict[str, str]:
    """New names for what is bound, where they are needed; all of them are taken from then on."""
    bound = list(bound)
    names = {one.name: one.name for one in bound if one.name not in taken}
    taken |= set(names)
    for one in bound:
        if one.name not in names:
            names[one.name] = fresh_name(one.name, taken)
            taken.add(names[one.name])
    return names


def _facts_document(facts: Iterable[tuple[str, Fact]]) -> list[Any]:
    return [
        [name, "all", fact.document()] if isinstance(fact, Sequent) else [name, *fact.document()]
        for name, fact in facts
    ]


Given = Fact | tuple[str, Fact]
Then = Fact | Case | Sequence[Fact]


def _named(given: Iterable[Given] | Mapping[str, Fact], letter_: str) -> tuple[tuple[str, Fact], ...]:
    listed = given.items() if isinstance(given, Mapping) else given
    facts = []
    for index, one in enumerate(listed, 1):
        name, fact = one if isinstance(one, tuple) else (f"{letter_}{index}", one)
        if not isinstance(fact, Atom | Sequent):
            raise InputError(name, f"{fact!r} is no fact", "write x >= 0, x > 0, equal(x, y) or forall(...)")
        facts.append((name, fact))
    return tuple(facts)


def exists(objects: Iterable[Element], facts: Iterable[Given] | Mapping[str, Fact]) -> Case:
    """A case: there are parameters and letters with facts."""
    declared = [one.declared for one in objects]
    if wrong := [one.name for one in declared if one.sort not in ("parameter", "letter")]:
        raise InputError(wrong[0], "cannot be said to exist", "give parameters and letters")
    return Case(
        tuple(one for one in declared if one.sort == "parameter"),
        tuple(one for one in declared if one.sort == "letter"),
        _named(facts, "c"),
    )


def forall(
    objects: Iterable[Element | Form],
    given: Iterable[Given] | Mapping[str, Fact],
    then: Then | None = None,
    *,
    either: Iterable[Then] | None = None,
) -> Sequent:
    """For all objects, the premises imply the conclusion, or one of several; with either=() nothing."""
    declared = [one.declared for one in objects]
    conclusions = list(either) if either is not None else [then]
    sizes, parameters, letters, forms = (
        tuple(one for one in declared if one.sort == sort) for sort in ("size", "parameter", "letter", "form")
    )
    cases = tuple(_case(one) for one in conclusions if one is not None)
    return Sequent(sizes, parameters, letters, forms, _named(given, "h"), cases)


def _case(then: Then) -> Case:
    if isinstance(then, Case):
        return then
    return exists([], [then] if isinstance(then, Atom | Sequent) else list(then))


def sequent_text(sequent: Sequent) -> str:
    """A sequent for a person, in a line."""
    bound = ", ".join(described(one) for one in sequent.bound)
    premises = "; ".join(fact_text(fact) for _, fact in sequent.premises)
    cases = " or ".join(case_text(case) for case in sequent.cases) or "a contradiction"
    text = f"for all {bound}: " if bound else ""
    return f"{text}{premises + ' imply ' if premises else ''}{cases}"


def fact_text(fact: Fact) -> str:
    """A fact for a person, in a line."""
    return f"({fact})" if isinstance(fact, Sequent) else str(fact)


def case_text(case: Case) -> str:
    """A case for a person, in a line."""
    bound = ", ".join(described(one) for one in (*case.parameters, *case.letters))
    facts = " and ".join(fact_text(fact) for _, fact in case.facts) or "nothing"
    return f"there are {bound} with {facts}" if bound else facts


def described(one: Declared) -> str:
    """A bound object for a person."""
    if one.sort == "form":
        return f"form {one.name} on {one.rows} by {one.columns}"
    kind = f" {one.kind}" if one.kind not in ("", "general") else ""
    return f"{one.name} ({one.rows} by {one.columns}{kind})" if one.rows else one.name


def sequent_from(document: Mapping[str, Any], scope: Mapping[str, Declared] | None = None) -> Sequent:
    """A sequent read from its document."""
    names = dict(scope or {})
    sizes = tuple(Declared(name, "size") for name in document["sizes"])
    parameters = tuple(Declared(name, "parameter") for name in document["parameters"])
    letters = tuple(Declared(name, "letter", *rest) for name, *rest in document["letters"])
    forms = tuple(Declared(name, "form", *rest) for name, *rest in document["forms"])
    names |= {one.name: one for one in (*sizes, *parameters, *letters, *forms)}
    premises = tuple(_facts_from(document["premises"], names))
    return Sequent(
        sizes,
        parameters,
        letters,
        forms,
        premises,
        tuple(_case_from(one, names) for one in document["cases"]),
    )


def _facts_from(facts: Iterable[Any], names: Mapping[str, Declared]) -> Iterator[tuple[str, Fact]]:
    for name, kind, body in facts:
        yield name, sequent_from(body, names) if kind == "all" else Atom(kind, read(body, names))


def _case_from(document: Mapping[str, Any], names: Mapping[str, Declared]) -> Case:
    parameters = tuple(Declared(name, "parameter") for name in document["parameters"])
    letters = tuple(Declared(name, "letter", *rest) for name, *rest in document["letters"])
    inside = {**names, **{one.name: one for one in (*parameters, *letters)}}
    return Case(parameters, letters, tuple(_facts_from(document["facts"], inside)))


__all__ = ["Atom", "Case", "Fact", "Sequent", "element", "equal", "exists", "forall"]
