"""Replacing equals by equals: equations as rules that put the rest of an equation for one of its terms."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from certify.kernel.limits import Declined
from certify.kernel.rules.theorems.algebra import ONE, Algebra, Element, ShapeError, Term, Word

T = TypeVar("T")
MAX_REPLACEMENTS = 100_000  # in one normal form


@dataclass(frozen=True)
class Rule:
    """Put `rest` for the term `lead`: a word alone of a matrix equation, or a term of a scalar equation."""

    lead: Term
    rest: Element


def rules(algebra: Algebra, equation: Element, lead: Element) -> list[Rule]:
    """The rules of an equation, by one of its terms, and of its transpose. Raises ShapeError."""
    if equation.shape == (ONE, ONE):
        equation = algebra.trace(equation)
        lead = algebra.trace(lead) if lead.shape == (ONE, ONE) else lead
    if lead.shape != equation.shape or len(lead.terms) != 1:
        raise ShapeError(
            f"a lead {algebra.text(lead)} for an equation of shape {algebra.shown(equation.shape)}"
        )
    ((term, coefficient),) = lead.terms.items()
    alone = term == Term(word=term.word) and term.word if equation.shape else term != Term()
    if not alone or coefficient != 1 or term not in equation.terms:
        what = "a word alone" if equation.shape else "a term other than 1"
        raise ShapeError(
            f"the lead {algebra.text(lead)} is not {what} of the equation {algebra.text(equation)}"
        )
    scale = -(equation.terms[term] ** -1)
    rest = Element(equation.shape, {t: scale * c for t, c in equation.terms.items() if t != term})
    found = [Rule(term, rest)]
    if equation.shape:
        back = algebra.transpose(equation)
        turned = algebra.reverse(term.word)
        multiple = back.shape == equation.shape and any(
            not algebra.add(back, equation, factors=(1, sign)).terms for sign in (1, -1)
        )
        if turned != term.word and not multiple:
            found.append(Rule(Term(word=turned), algebra.transpose(rest)))
    return found


def normal_form(algebra: Algebra, element: Element, given: Sequence[Rule]) -> Element:
    """What is left of an element when no rule applies; the first rule that applies to a term is used."""
    if not given:
        return element
    waiting, done, count = dict(element.terms), dict[Term, Fraction](), 0
    while waiting:
        term, coefficient = waiting.popitem()
        replaced = next(
            (found for rule in given for found in replacement(algebra, term, element, rule)), None
        )
        if replaced is None:
            done[term] = done.get(term, Fraction(0)) + coefficient
            continue
        count += 1
        if count > MAX_REPLACEMENTS:
            raise Declined(f"rewriting takes more than {MAX_REPLACEMENTS} replacements")
        for new, factor in replaced.terms.items():
            total = waiting.get(new, Fraction(0)) + coefficient * factor
            if total:
                waiting[new] = total
            else:
                waiting.pop(new, None)
    return algebra.element(element.shape, done)


def replacement(algebra: Algebra, term: Term, whole: Element, rule: Rule) -> Iterator[Element]:
    """The term of an element, with the lead of a rule replaced where it stands first; nothing if nowhere."""
    lead, rest = rule.lead, rule.rest
    shape = whole.shape
    algebra.budget.spend(1 + len(term.traces) + len(term.forms), 0)
    if not rest.shape:
        if (left := _without(term, lead)) is not None:
            yield algebra.times(rest, Element(shape, {left: Fraction(1)}))
        return
    word, length = lead.word, len(lead.word)
    for i in _places(term.word, word):
        inside = _around(algebra, term.word[:i], rest, term.word[i + length :], shape)
        yield algebra.times(Element((), {term._replace(word=()): Fraction(1)}), inside)
    for j, cycle in enumerate(term.traces):
        for i in range(len(cycle)):
            turned = cycle[i:] + cycle[:i]
            if turned[:length] == word:
                ends = rest.shape[::-1]
                inside = algebra.trace(_around(algebra, (), rest, turned[length:], (ends[1], ends[1])))
                others = term._replace(traces=term.traces[:j] + term.traces[j + 1 :])
                yield algebra.times(inside, Element(shape, {others: Fraction(1)}))
    for j, (form, *pair) in enumerate(term.forms):
        ends = algebra.symbols[form].shape
        for this, other in (pair, pair[::-1]):
            for i in _places(this, word):
                inside = _around(algebra, this[:i], rest, this[i + length :], ends)
                value = algebra.form(form, inside, algebra.word(other, ends))
                others = term._replace(forms=term.forms[:j] + term.forms[j + 1 :])
                yield algebra.times(value, Element(shape, {others: Fraction(1)}))


def _places(word: Word, lead: Word) -> Iterator[int]:
    return (i for i in range(len(word) - len(lead) + 1) if word[i : i + len(lead)] == lead)


def _around(algebra: Algebra, left: Word, middle: Element, right: Word, shape: tuple[int, ...]) -> Element:
    """left middle right, of this shape."""
    if left:
        middle = algebra.times(algebra.word(left, (shape[0], middle.shape[0])), middle)
    if right:
        middle = algebra.times(middle, algebra.word(right, (middle.shape[1], shape[1])))
    return middle


def _without(term: Term, lead: Term) -> Term | None:
    """The term divided by a scalar term, if it is a multiple of it."""
    powers = dict(term.powers)
    for symbol, exponent in lead.powers:
        powers[symbol] = powers.get(symbol, 0) - exponent
        if powers[symbol] < 0:
            return None
    traces, forms = _less(term.traces, lead.traces), _less(term.forms, lead.forms)
    if traces is None or forms is None:
        return None
    kept = tuple((symbol, exponent) for symbol, exponent in powers.items() if exponent)
    return Term(kept, traces, forms, term.word)


def _less(whole: tuple[T, ...], part: tuple[T, ...]) -> tuple[T, ...] | None:
    """The factors that are left, if all of the part are among the whole."""
    left = list(whole)
    for factor in part:
        if factor not in left:
            return None
        left.remove(factor)
    return tuple(left)
