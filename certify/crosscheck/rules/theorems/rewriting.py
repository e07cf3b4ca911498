"""Equals put for equals: rules made of equations, applied until none applies.

A rule for a matrix replaces a word; what it makes of one trace or one value of a form is the same in every
term, and is computed once. A rule for a scalar divides the monomial by its leading one.
"""

from collections.abc import Iterator
from typing import NamedTuple

from flint import fmpq

from certify.crosscheck.refusal import NotJudged, NotProved
from certify.crosscheck.rules.theorems.words import (
    MAX_TERMS,
    ONE,
    Algebra,
    Element,
    Key,
    Monomial,
    quotient,
    times,
)

MAX_REPLACEMENTS = 100_000

Terms = list[tuple[Key, fmpq]]


class Rule(NamedTuple):
    """The leading word (of a matrix) or monomial (of a scalar, whose word is empty), and what it equals."""

    word: str
    monomial: Monomial
    rest: Element


class Rewriting:
    """The rules of one step, in order."""

    def __init__(self, algebra: Algebra) -> None:
        self.algebra = algebra
        self.rules: list[Rule] = []
        self.replacements = 0
        self.known: dict[tuple[int, int], Terms | None] = {}  # by rule and quantity

    def add(self, equation: Element, lead: Element, place: str) -> None:
        """The rule that solves an equation for its leading term."""
        if equation.shape == (ONE, ONE):
            equation = self.algebra.trace(equation, place)
            lead = self.algebra.trace(lead, place) if lead.shape == (ONE, ONE) else lead
        if lead.shape != equation.shape:
            raise NotProved(f"{place}: a leading term of another shape than the equation")
        (key, coefficient), *others = lead.terms.items() or [(((), ""), fmpq(0))]
        if others or coefficient != 1:
            raise NotProved(f"{place}: the leading term is not one term with coefficient 1")
        monomial, word = key
        if (monomial or not word) if lead.shape else not monomial:
            raise NotProved(f"{place}: no word alone, or a constant, as leading term")
        if key not in equation.terms:
            raise NotProved(f"{place}: the leading term does not stand in the equation")
        rest = self._solved(equation, key)
        self.rules.append(Rule(word, monomial, rest))
        turned = self.algebra.transposed(equation)
        backwards = self.algebra.backwards(word)
        negative = {key: -c for key, c in turned.terms.items()}
        if word != backwards and equation not in (turned, Element(turned.shape, negative)):
            self.rules.append(Rule(backwards, (), self._solved(turned, ((), backwards))))

    def _solved(self, equation: Element, key: Key) -> Element:
        """The rest of an equation over minus the coefficient of one of its terms."""
        factor = -1 / equation.terms[key]
        terms = [(other, factor * c) for other, c in equation.terms.items() if other != key]
        return self.algebra.collect(equation.shape, terms)

    def normal(self, element: Element) -> Element:
        """The element when no rule applies any more."""
        pending, done = dict(element.terms), dict[Key, fmpq]()
        while pending:
            key, coefficient = pending.popitem()
            replaced = self._replaced(key)
            if replaced is None:
                _add(done, key, coefficient)
                continue
            self.replacements += 1
            if self.replacements > MAX_REPLACEMENTS:
                raise NotJudged(f"too large: more than {MAX_REPLACEMENTS} replacements")
            self.algebra.effort.spend(3000 * (1 + len(replaced)), coefficient.height_bits())
            for other, factor in replaced:
                _add(pending, other, coefficient * factor)
            if len(pending) + len(done) > MAX_TERMS:
                raise NotJudged(f"too large: more than {MAX_TERMS} terms")
        return Element(element.shape, done)

    def _replaced(self, key: Key) -> Terms | None:
        """What the first rule that applies makes of a term."""
        monomial, word = key
        for index, rule in enumerate(self.rules):
            if not rule.word:
                left = quotient(monomial, rule.monomial)
                if left is not None:
                    return [((times(left, m), word), c) for (m, _), c in rule.rest.terms.items()]
                continue
            if rule.word in word:
                return [((times(monomial, m), w), c) for (m, w), c in self._in_word(rule, word)]
            for number, _ in monomial:
                made = self._in_quantity(index, number)
                if made is not None:
                    left = quotient(monomial, ((number, 1),)) or ()
                    return [((times(left, m), word), c) for (m, _), c in made]
        return None

    def _in_word(self, rule: Rule, word: str) -> Iterator[tuple[Key, fmpq]]:
        """A word with the leading word replaced where it stands first."""
        before, _, after = word.partition(rule.word)
        for (m, w), c in rule.rest.terms.items():
            yield self.algebra.times(m, before, w, after), c

    def _in_quantity(self, index: int, number: int) -> Terms | None:
        """What a rule for a word makes of a trace or a value of a form, if it applies to it."""
        if (index, number) not in self.known:
            self.known[index, number] = self._computed(self.rules[index], number)
        return self.known[index, number]

    def _computed(self, rule: Rule, number: int) -> Terms | None:
        kind, form, first, second = self.algebra.quantities[number]
        if kind == "trace" and len(rule.word) <= len(first):
            start = (first + first[: len(rule.word) - 1]).find(rule.word)
            if start >= 0:
                others = (first[start:] + first[:start])[len(rule.word) :]
                rows = rule.rest.shape[0]
                terms = rule.rest.terms.items()
                return [((times(m, self.algebra.loop(w + others, rows)), ""), c) for (m, w), c in terms]
        if kind == "form" and (rule.word in first or rule.word in second):
            changed, kept = (first, second) if rule.word in first else (second, first)
            return [
                ((times(m, self.algebra.one("form", form, *sorted((w, kept)))), ""), c)
                for (m, w), c in self._in_word(rule, changed)
            ]
        return None


def _add(terms: dict[Key, fmpq], key: Key, coefficient: fmpq) -> None:
    """Add a term, and keep no zero."""
    found = terms.get(key)
    coefficient = coefficient if found is None else found + coefficient
    if coefficient == 0:
        terms.pop(key, None)
    else:
        terms[key] = coefficient
