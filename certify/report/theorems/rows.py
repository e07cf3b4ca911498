"""Whole theorems as rows of presentation MathML: objects, premises, conclusion."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from certify.claims.derivations.elements import Declared, Tree, shown
from certify.claims.derivations.sequents import Atom, Case, Fact, Sequent
from certify.report.formula import TIMES, digits, identifier, operator, row, symbol, words
from certify.report.theorems.elements import ElementNotation

WIDEST = 44  # characters of a formula, as text, that fit on one line of a phone
INDENT = '<mspace width="1.5em"/>'
SIGNS = {"eq": "==", "ge": ">=", "gt": ">"}
KINDS = {"symmetric": " symmetric", "semidefinite": " ⪰ 0"}


class _Elements(ElementNotation):
    def symbol(self, name: str) -> str:
        return digits(name) if name.isdigit() else symbol(name)

    def digits(self, value: Fraction) -> str:
        if value.denominator == 1:
            return digits(str(value))
        return f"<mfrac>{digits(str(value.numerator))}{digits(str(value.denominator))}</mfrac>"

    def operator(self, sign: str) -> str:
        return operator(sign)

    def times(self) -> str:
        return operator(TIMES)

    def power(self, base: str, exponent: str) -> str:
        return f"<msup>{row(base)}{exponent}</msup>"

    def transpose(self, base: str) -> str:
        return f"<msup>{row(base)}<mo>⊤</mo></msup>"

    def identity(self, size: str) -> str:
        return f"<msub><mi>I</mi>{size}</msub>"

    def group(self, inside: str) -> str:
        return row(f"<mo>(</mo>{inside}<mo>)</mo>")

    def call(self, name: str, arguments: Sequence[str]) -> str:
        told = identifier("tr") if name == "tr" else symbol(name)
        return told + self.group("<mo>,</mo>".join(arguments))

    def inner(self, left: str, right: str) -> str:
        return row(f"<mo>⟨</mo>{left}<mo>,</mo>{right}<mo>⟩</mo>")

    def norm(self, inside: str) -> str:
        return f"<msup>{row(f'<mo>‖</mo>{inside}<mo>‖</mo>')}<mn>2</mn></msup>"

    def fact(self, name: str) -> str:
        return row(f"<mo>[</mo>{identifier(name)}<mo>]</mo>")

    def gram(self, ends: Sequence[str], words: Sequence[str], matrix: Sequence[Sequence[str]]) -> str:
        del ends, words, matrix
        raise ValueError("no part of a statement")


ELEMENTS = _Elements()


def names_of(sequent: Sequent) -> set[str]:
    """All names that a sequent binds, at every depth."""
    found = {one.name for one in sequent.bound}
    cases = [fact for case in sequent.cases for _, fact in case.facts]
    for case in sequent.cases:
        found |= set(case.names)
    for fact in (*(fact for _, fact in sequent.premises), *cases):
        found |= names_of(fact) if isinstance(fact, Sequent) else set()
    return found


def rows(sequent: Sequent, around: Mapping[str, Declared] | None = None, first: str = "") -> Iterator[str]:
    """The rows of a sequent; what stands in a premise is indented."""
    names = {**(around or {}), **{one.name: one for one in sequent.bound}}
    yield from _listed(f"{first} for all".strip(), sequent.bound)
    for index, (_, fact) in enumerate(sequent.premises):
        yield from _fact(fact, names, "and" if index else "with")
    opening = "then" if sequent.premises else ""
    for index, case in enumerate(sequent.cases):
        yield from _case(case, names, "or" if index else opening)
    if not sequent.cases:
        yield words(f"{opening} there is a contradiction".strip())


def _case(case: Case, names: Mapping[str, Declared], word: str) -> Iterator[str]:
    objects = (*case.parameters, *case.letters)
    inside = {**names, **{one.name: one for one in objects}}
    if objects:
        yield from _listed(f"{word} there are".strip(), objects)
    for index, (_, fact) in enumerate(case.facts):
        yield from _fact(fact, inside, "and" if index else "with" if objects else word)


def _fact(fact: Fact, names: Mapping[str, Declared], word: str) -> Iterator[str]:
    if isinstance(fact, Sequent):
        first, *rest = rows(fact, names, word)
        yield first
        yield from (INDENT + line for line in rest)
        return
    yield from _atom(fact, names, word)


def _atom(atom: Atom, names: Mapping[str, Declared], word: str) -> Iterator[str]:
    """A relation, over as many lines as it takes."""
    tree = atom.element.tree
    both = isinstance(tree, list) and tree[0] == "-" and len(tree) == 3
    left, right = tree[1:] if both else (tree, "0")
    line, length = words(word), len(word)
    for begin, tree in (("", left), (operator(SIGNS[atom.kind]), right)):
        for sign, term in _terms(tree):
            told = ELEMENTS.told(term, names)
            loose = bool(sign) and (_negative(term) or (sign == "-" and _is_sum(term)))
            told = begin + (operator(sign) if sign else "") + (ELEMENTS.group(told) if loose else told)
            width = len(shown(term)) + 3
            if length > len(word) and length + width > WIDEST:
                yield line
                line, length = INDENT, 0
            line, length, begin = line + told, length + width, ""
    yield line


def _is_sum(tree: Tree) -> bool:
    return isinstance(tree, list) and tree[0] in ("+", "-")


def _negative(tree: Tree) -> bool:
    return tree.startswith("-") if isinstance(tree, str) else tree[0] == "-" and len(tree) == 2


def _terms(tree: Tree) -> Iterator[tuple[str, Tree]]:
    """The terms of a sum, each with the sign before it."""
    if isinstance(tree, list) and (tree[0] == "+" or (tree[0] == "-" and len(tree) == 3)):
        yield from _terms(tree[1])
        yield from ((tree[0], part) for part in tree[2:])
    else:
        yield "", tree


def _listed(word: str, objects: Sequence[Declared]) -> Iterator[str]:
    """Objects with commas between them, as many in a line as fit; nothing where there are none."""
    line, length = words(word), 0
    for place, one in enumerate(objects):
        width = 14 if one.rows else len(one.name) + 2
        if length and length + width > WIDEST:
            yield line
            line, length = INDENT, 0
        line += row(_described(one)) + ("<mo>,</mo>" if place + 1 < len(objects) else "")
        length += width
    if objects:
        yield line
    elif word not in ("", "for all"):
        yield words(word.removesuffix(" for all"))


def _described(one: Declared) -> str:
    if one.sort == "size":
        return f"{symbol(one.name)}<mo>∈</mo><mi>ℕ</mi>"
    if one.sort == "parameter":
        return f"{symbol(one.name)}<mo>∈</mo><mi>ℝ</mi>"
    sizes = f"{ELEMENTS.symbol(one.rows)}<mo>×</mo>{ELEMENTS.symbol(one.columns)}"
    space = f"<msup><mi>ℝ</mi><mrow>{sizes}</mrow></msup>"
    if one.sort == "form":
        return f"{words('a symmetric form')}{symbol(one.name)}{words(' on')}{space}"
    kind = words(KINDS[one.kind]) if one.kind in KINDS else ""
    return f"{symbol(one.name)}<mo>∈</mo>{space}{kind}"
