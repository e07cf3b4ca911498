"""Rewriting of matrix words by relations, with a record of what was subtracted.

Relations are oriented towards their longest word and completed (Knuth-Bendix, within limits); every rule
remembers how it is made of the relations, so that a normal form comes with cofactors the kernel can check.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from fractions import Fraction
from time import monotonic

from certify.claims.statements.words import (
    ONE,
    Expression,
    Term,
    Word,
    expression,
    reverse,
    tr,
    word_expression,
)

MAX_RULES, MAX_LEAD, MAX_STEPS = 90, 9, 4000


@dataclass(frozen=True)
class Step:
    """factor left relation right, or factor tr(left relation right): a part of a sum that vanishes.

    The factor is a scalar unless the step is closed or the relation is a scalar.
    """

    factor: Expression
    left: Word
    relation: int
    transposed: bool
    right: Word
    closed: bool


@dataclass(frozen=True)
class Known:
    """An expression that vanishes, and the steps whose sum it is."""

    value: Expression
    proof: tuple[Step, ...]


@dataclass(frozen=True)
class Rule:
    """A known expression with leading term `lead`, of coefficient one: a word, or in a scalar a product."""

    lead: Term
    known: Known


class Contradiction(Exception):  # noqa: N818 - a finding, not an error
    """The relations imply that a nonzero number or the identity is zero."""

    def __init__(self, known: Known) -> None:
        self.known = known


def wrap(left: Word, value: Expression, right: Word) -> Expression:
    """left value right."""
    if left:
        value = word_expression(left) * value
    return value * word_expression(right) if right else value


def scalar(coefficient: Fraction, term: Term) -> Expression:
    """The scalar part of a term."""
    return Expression({term._replace(word=()): coefficient}, None)


def inside(step: Step, factor: Expression, left: Word, right: Word, is_open: bool) -> Step:
    """The step times a scalar factor, between two words."""
    if is_open:
        return replace(step, factor=step.factor * factor, left=left + step.left, right=step.right + right)
    return replace(step, factor=factor * wrap(left, step.factor, right))


def under_trace(step: Step, outer: Expression, right: Word, is_open: bool) -> Step:
    """outer tr(step right)."""
    if is_open:
        return replace(step, factor=outer * step.factor, right=step.right + right, closed=True)
    return replace(step, factor=outer * tr(wrap((), step.factor, right)))


class Rewriter:
    """Rules for the relations of one statement."""

    def __init__(self, relations: Iterable[Expression], deadline: float) -> None:
        self.relations = list(relations)
        self.deadline = deadline
        self.matrix_rules: list[Rule] = []
        self.scalar_rules: list[Rule] = []
        self.unoriented: list[Known] = []
        pending = [
            Known(relation, (Step(expression(1), (), i, False, (), False),))
            for i, relation in enumerate(self.relations)
            if relation.terms
        ]
        self._complete(pending)

    def extended(self, more: Iterable[Known]) -> "Rewriter":
        """The same rules, completed by what else vanishes. Raises Contradiction."""
        other = copy(self)
        other.matrix_rules, other.scalar_rules = list(self.matrix_rules), list(self.scalar_rules)
        other.unoriented = list(self.unoriented)
        other._complete(list(more))
        return other

    def is_open(self, step: Step) -> bool:
        """Whether the words of the step stand outside of a trace."""
        return not step.closed and self.relations[step.relation].shape is not None

    def transposed(self, known: Known) -> Known:
        """The transpose of what is known."""
        steps = tuple(
            replace(step, left=reverse(step.right), right=reverse(step.left), transposed=not step.transposed)
            if self.is_open(step)
            else replace(step, factor=step.factor.T)
            for step in known.proof
        )
        return Known(known.value.T, steps)

    def reduce(self, value: Expression) -> tuple[Expression, list[Step]]:
        """A normal form, and the steps whose sum is the value minus the normal form.

        Under a trace a rule and its transpose can lead from one term to another and back; so a term that
        comes again is only replaced by smaller ones.
        """
        waiting, done, steps = dict(value.terms), dict[Term, Fraction](), list[Step]()
        count, seen = 0, set[Term]()
        while waiting:
            term, coefficient = waiting.popitem()
            more_left = count < MAX_STEPS
            found = self._applied(term, coefficient, value.shape, term in seen) if more_left else None
            seen.add(term)
            if found is None:
                done[term] = done.get(term, Fraction(0)) + coefficient
                continue
            count += 1
            if monotonic() > self.deadline:
                count = MAX_STEPS
            subtracted, more = found
            steps += more
            for other, amount in subtracted.terms.items():
                if other != term:
                    waiting[other] = waiting.get(other, Fraction(0)) - amount
                    if not waiting[other]:
                        del waiting[other]
        return Expression({term: c for term, c in done.items() if c}, value.shape), steps

    def _applied(
        self, term: Term, coefficient: Fraction, shape: tuple[str, str] | None, shrinking: bool
    ) -> tuple[Expression, list[Step]] | None:
        """A vanishing expression with this term in it, and its steps; None where no rule applies.

        With `shrinking`, only one whose other terms are smaller.
        """
        size = _weight(term)
        for value, steps in self._matches(term, shape):
            # Under a trace other terms of a rule may turn into the same one, or cancel it.
            grows = shrinking and any(_weight(other) >= size for other in value.terms if other != term)
            if term in value.terms and not grows:
                factor = coefficient / value.terms[term]
                return factor * value, [replace(step, factor=factor * step.factor) for step in steps]
        return None

    def _matches(self, term: Term, shape: tuple[str, str] | None) -> Iterator[tuple[Expression, list[Step]]]:
        """What a rule makes of the term, for every place where its leading term fits."""
        for rule in self.matrix_rules:
            yield from self.fits(rule.known, rule.lead, term, shape)
        for rule in self.scalar_rules:
            yield from self.fits(rule.known, rule.lead, term, shape)

    def fits(
        self, known: Known, part: Term, term: Term, shape: tuple[str, str] | None
    ) -> Iterator[tuple[Expression, list[Step]]]:
        """The multiples of what is known in which the term comes from one of its terms, `part`."""
        rest = divided(term, part)
        if rest is None:
            return
        if known.value.shape is None:
            yield self.in_scalar(known, Expression({rest: Fraction(1)}, shape))
            return
        size = len(part.word)
        for i in range(len(rest.word) - size + 1):
            if rest.word[i : i + size] == part.word:
                left, right = rest.word[:i], rest.word[i + size :]
                yield self.in_word(known, scalar(Fraction(1), rest), left, right)
        for position, trace in enumerate(rest.traces):
            if len(trace) < size:
                continue
            others = rest.traces[:position] + rest.traces[position + 1 :]
            outer = Expression({rest._replace(traces=others): Fraction(1)}, shape)
            for turned in (trace, reverse(trace)):
                twice = turned + turned
                for i in range(len(trace)):
                    if twice[i : i + size] == part.word:
                        yield self.in_trace(known, outer, twice[i + size : i + len(trace)])

    def in_word(
        self, known: Known, factor: Expression, left: Word, right: Word
    ) -> tuple[Expression, list[Step]]:
        """factor left known right."""
        value = factor * wrap(left, known.value, right)
        return value, [inside(step, factor, left, right, self.is_open(step)) for step in known.proof]

    def in_trace(self, known: Known, outer: Expression, right: Word) -> tuple[Expression, list[Step]]:
        """outer tr(known right)."""
        value = outer * tr(wrap((), known.value, right))
        return value, [under_trace(step, outer, right, self.is_open(step)) for step in known.proof]

    def in_scalar(self, known: Known, outer: Expression) -> tuple[Expression, list[Step]]:
        """outer known, for a known scalar; its steps are closed or of scalar relations."""
        return outer * known.value, [replace(step, factor=outer * step.factor) for step in known.proof]

    def _complete(self, pending: list[Known]) -> None:
        """Orient what is pending and what overlaps imply, until nothing is new or a limit is met."""
        overlaps: list[tuple[Rule, Rule]] = []
        while pending or overlaps:
            if monotonic() > self.deadline or len(self.matrix_rules) > MAX_RULES:
                break
            if pending:
                pending.sort(key=lambda known: _length(known.value), reverse=True)
                known = pending.pop()
            else:
                overlaps.sort(key=lambda pair: -len(pair[0].lead.word) - len(pair[1].lead.word))
                first, second = overlaps.pop()
                pending += self._overlaps(first, second)
                continue
            value, steps = self.reduce(known.value)
            if not value.terms:
                continue
            known = Known(value, known.proof + tuple(_negated(steps)))
            rule = oriented(known)
            if rule is None:
                self.unoriented.append(known)
                continue
            if rule.lead == ONE and len(value.terms) == 1:
                raise Contradiction(known)
            if value.shape is None:
                self.scalar_rules.append(rule)
                continue
            if len(rule.lead.word) > MAX_LEAD:
                self.unoriented.append(known)
                continue
            stale = [old for old in self.matrix_rules if _contains(old.lead.word, rule.lead.word)]
            self.matrix_rules = [old for old in self.matrix_rules if old not in stale]
            pending += [old.known for old in stale]
            overlaps = [pair for pair in overlaps if pair[0] not in stale and pair[1] not in stale]
            self.matrix_rules.append(rule)
            overlaps += [(rule, other) for other in self.matrix_rules]
            overlaps += [(other, rule) for other in self.matrix_rules if other is not rule]
            pending.append(self.transposed(rule.known))

    def _overlaps(self, first: Rule, second: Rule) -> Iterator[Known]:
        """What the words imply in which the end of one leading word is the beginning of the other."""
        a, b = first.lead.word, second.lead.word
        for size in range(1, min(len(a), len(b))):
            if a[-size:] == b[:size] and len(a) + len(b) - size <= 2 * MAX_LEAD:
                left, steps = self.in_word(first.known, expression(1), (), b[size:])
                right, others = self.in_word(second.known, expression(1), a[:-size], ())
                yield Known(left - right, (*steps, *_negated(others)))


def _negated(steps: Iterable[Step]) -> list[Step]:
    return [replace(step, factor=-step.factor) for step in steps]


def _length(value: Expression) -> tuple[int, int]:
    return max((len(term.word) for term in value.terms), default=0), len(value.terms)


def _weight(term: Term) -> tuple[int, Word, int, tuple[Word, ...], tuple[tuple[str, int], ...]]:
    return len(term.word), term.word, sum(map(len, term.traces)), term.traces, term.variables


def _contains(word: Word, part: Word) -> bool:
    return any(word[i : i + len(part)] == part for i in range(len(word) - len(part) + 1))


def oriented(known: Known) -> Rule | None:
    """The rule with the greatest term in front; None if that has a factor that is no number."""
    if known.value.shape is None:
        lead = max(
            known.value.terms, key=lambda term: (sum(map(len, term.traces)), term.traces, term.variables)
        )
    else:
        lead = max(known.value.terms, key=_weight)
        if lead.traces or lead.variables:
            return None
        if sum(term.word == lead.word for term in known.value.terms) > 1:
            return None
    factor = 1 / known.value.terms[lead]
    steps = tuple(replace(step, factor=factor * step.factor) for step in known.proof)
    return Rule(lead, Known(factor * known.value, steps))


def divided(term: Term, by: Term) -> Term | None:
    """The term without the variables and traces of another, which has no word; None where it lacks some."""
    powers = dict(term.variables)
    for name, power in by.variables:
        powers[name] = powers.get(name, 0) - power
    traces = list(term.traces)
    for trace in by.traces:
        if trace not in traces:
            return None
        traces.remove(trace)
    if min(powers.values(), default=0) < 0:
        return None
    return Term(tuple((name, power) for name, power in powers.items() if power), tuple(traces), term.word)
