"""Matrices and scalars as sums of words: exact arithmetic in which equal things look the same.

A term is a coefficient times parameters and sizes, traces of words, values of symmetric bilinear forms, and
one word of letters outside. In words the letter with symbol s is 2 s, and its transpose 2 s + 1. A piece of
a word between two ends of the constant length 1 is a number, so it stands as its trace.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from certify.kernel.limits import MAX_EXPONENT, MAX_TERMS, MAX_WORD, Budget, Declined

ONE = 0  # the symbol of the constant size 1
SQUARE = ("symmetric", "semidefinite")
Word = tuple[int, ...]
Shape = tuple[int, ...]  # (rows, columns), or () for a scalar


class Term(NamedTuple):
    """Powers of parameters and sizes, traces, values of forms, and a word; each in order."""

    powers: tuple[tuple[int, int], ...] = ()
    traces: tuple[Word, ...] = ()
    forms: tuple[tuple[int, Word, Word], ...] = ()
    word: Word = ()


@dataclass(frozen=True)
class Element:
    """A matrix or a scalar, as a sum of terms with coefficients that are not zero."""

    shape: Shape
    terms: dict[Term, Fraction]

    @property
    def constant(self) -> Fraction | None:
        """The rational number that this scalar is, if it is one."""
        if self.shape or self.terms.keys() - {Term()}:
            return None
        return self.terms.get(Term(), Fraction(0))


class ShapeError(Exception):
    """Shapes that do not fit; the message says which."""


@dataclass(frozen=True)
class Symbol:
    """A size, parameter, letter or form: its name, its kind, and the shape of a letter or form."""

    name: str
    kind: str
    shape: Shape = ()


class Algebra:
    """All symbols that one certificate makes, and the arithmetic of their elements."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.symbols = [Symbol("1", "size")]
        self.cycles: dict[Word, Word] = {}

    def new(self, symbol: Symbol) -> int:
        """A symbol unequal to all others, whatever its name."""
        self.symbols.append(symbol)
        return len(self.symbols) - 1

    def ends(self, letter: int) -> Shape:
        """Rows and columns of a letter or its transpose."""
        shape = self.symbols[letter // 2].shape
        return shape[::-1] if letter % 2 else shape

    def reverse(self, word: Word) -> Word:
        """The transpose of a word."""
        return tuple(x if self.symbols[x // 2].kind in SQUARE else x ^ 1 for x in reversed(word))

    def number(self, value: Fraction | int) -> Element:
        """A rational number."""
        return Element((), {Term(): Fraction(value)} if value else {})

    def variable(self, symbol: int) -> Element:
        """A parameter or a size."""
        return self.number(1) if symbol == ONE else Element((), {Term(powers=((symbol, 1),)): Fraction(1)})

    def letter(self, symbol: int) -> Element:
        """A letter."""
        return self.word((2 * symbol,), self.symbols[symbol].shape)

    def word(self, word: Word, shape: Shape) -> Element:
        """A word of this shape; the empty one is the identity."""
        pieces, rest = self.cut(word, shape[0])
        return Element(shape, {Term(traces=tuple(sorted(pieces)), word=rest): Fraction(1)})

    def cut(self, word: Word, rows: int) -> tuple[list[Word], Word]:
        """The pieces of a word that are numbers, under the trace, and the word that is left."""
        at = [i + 1 for i, letter in enumerate(word) if self.ends(letter)[1] == ONE]
        if rows == ONE:
            at.insert(0, 0)
        if len(at) < 2:
            return [], word
        pieces = [self.cycle(word[i:j]) for i, j in pairwise(at)]
        return pieces, word[: at[0]] + word[at[-1] :]

    def cycle(self, word: Word) -> Word:
        """The least of the words with the same trace: rotations, and those of the transpose."""
        if word not in self.cycles:
            self.budget.spend(len(word) ** 2, 0)
            both = word, self.reverse(word)
            self.cycles[word] = min(w[i:] + w[:i] for w in both for i in range(len(w)))
        return self.cycles[word]

    def add(self, *summands: Element, factors: Sequence[Fraction | int] = ()) -> Element:
        """The sum, each summand times its factor. Raises ShapeError."""
        terms: dict[Term, Fraction] = {}
        for i, element in enumerate(summands):
            if element.shape != summands[0].shape:
                raise ShapeError(f"{self.shown(summands[0].shape)} plus {self.shown(element.shape)}")
            factor = factors[i] if factors else 1
            self.budget.spend(len(element.terms), _bits(element.terms.values()))
            for term, coefficient in element.terms.items():
                terms[term] = terms.get(term, Fraction(0)) + factor * coefficient
        return self.element(summands[0].shape, terms)

    def element(self, shape: Shape, terms: dict[Term, Fraction]) -> Element:
        """An element without the terms that cancelled."""
        if len(terms) > MAX_TERMS:
            raise Declined(f"more than {MAX_TERMS} terms")
        return Element(shape, {term: coefficient for term, coefficient in terms.items() if coefficient})

    def times(self, p: Element, q: Element) -> Element:
        """p q, where a scalar may be a factor of anything. Raises ShapeError."""
        if p.shape and q.shape and p.shape[1] != q.shape[0]:
            raise ShapeError(f"{self.shown(p.shape)} times {self.shown(q.shape)}")
        shape = (p.shape[0], q.shape[1]) if p.shape and q.shape else p.shape or q.shape
        self.budget.spend(8 * len(p.terms) * len(q.terms), _bits(p.terms.values()) + _bits(q.terms.values()))
        terms: dict[Term, Fraction] = {}
        for s, a in p.terms.items():
            for t, b in q.terms.items():
                pieces, word = (
                    self.cut(s.word + t.word, shape[0]) if s.word and t.word else ([], s.word + t.word)
                )
                term = self.merged(s, t, pieces, (), word)
                terms[term] = terms.get(term, Fraction(0)) + a * b
        return self.element(shape, terms)

    def merged(
        self, s: Term, t: Term, traces: Iterable[Word], forms: Iterable[tuple[int, Word, Word]], word: Word
    ) -> Term:
        """The scalar parts of two terms, with more traces and forms, and a word."""
        powers = s.powers
        if t.powers:
            exponents = dict(powers)
            for symbol, exponent in t.powers:
                exponents[symbol] = exponents.get(symbol, 0) + exponent
            powers = tuple(sorted(exponents.items()))
            if max(exponents.values()) > MAX_EXPONENT:
                raise Declined(f"an exponent above {MAX_EXPONENT}")
        term = Term(
            powers,
            tuple(sorted((*s.traces, *t.traces, *traces))),
            tuple(sorted((*s.forms, *t.forms, *forms))),
            word,
        )
        if max(len(term.traces), len(term.forms), len(word)) > MAX_WORD:
            raise Declined(f"a product of more than {MAX_WORD} letters, traces or forms")
        return term

    def transpose(self, p: Element) -> Element:
        """The transpose; of a scalar itself."""
        return Element(p.shape[::-1], {t._replace(word=self.reverse(t.word)): c for t, c in p.terms.items()})

    def trace(self, p: Element) -> Element:
        """The trace; that of the identity is the size. Raises ShapeError."""
        if not p.shape or p.shape[0] != p.shape[1]:
            raise ShapeError(f"the trace of {self.shown(p.shape)}")
        size = Term() if p.shape[0] == ONE else Term(powers=((p.shape[0], 1),))
        terms: dict[Term, Fraction] = {}
        for t, coefficient in p.terms.items():
            term = (
                self.merged(t, Term(), [self.cycle(t.word)], (), ())
                if t.word
                else self.merged(t, size, (), (), ())
            )
            terms[term] = terms.get(term, Fraction(0)) + coefficient
        return self.element((), terms)

    def form(self, form: int, p: Element, q: Element) -> Element:
        """The value of a symmetric bilinear form. Raises ShapeError."""
        if not p.shape == q.shape == self.symbols[form].shape:
            raise ShapeError(
                f"the form {self.symbols[form].name} of {self.shown(p.shape)} and {self.shown(q.shape)}"
            )
        self.budget.spend(8 * len(p.terms) * len(q.terms), _bits(p.terms.values()) + _bits(q.terms.values()))
        terms: dict[Term, Fraction] = {}
        for s, a in p.terms.items():
            for t, b in q.terms.items():
                one, other = sorted((s.word, t.word))
                term = self.merged(s, t, (), [(form, one, other)], ())
                terms[term] = terms.get(term, Fraction(0)) + a * b
        return self.element((), terms)

    def inner(self, p: Element, q: Element) -> Element:
        """tr(p' q), or the product of two scalars. Raises ShapeError."""
        product = self.times(self.transpose(p), q)
        return self.trace(product) if product.shape else product

    def shown(self, shape: Shape) -> str:
        """A shape for a message."""
        return " x ".join(self.symbols[size].name for size in shape) or "a scalar"

    def text(self, element: Element, most: int = 6) -> str:
        """An element for a message: its first terms."""
        parts = []
        for term, coefficient in sorted(element.terms.items())[:most]:
            factors = [self.symbols[s].name + f"^{k}" * (k > 1) for s, k in term.powers]
            factors += [f"tr({self._spelled(word)})" for word in term.traces]
            factors += [
                f"{self.symbols[h].name}({self._spelled(v)}, {self._spelled(w)})" for h, v, w in term.forms
            ]
            factors += [self._spelled(term.word)] if element.shape else []
            parts.append(" ".join([str(coefficient), *factors]))
        more = f" + {len(element.terms) - most} more terms" if len(element.terms) > most else ""
        return (" + ".join(parts) or "0") + more

    def _name(self, letter: int) -> str:
        return self.symbols[letter // 2].name + "'" * (letter % 2)

    def _spelled(self, word: Word) -> str:
        return " ".join(map(self._name, word)) or "I"


def _bits(coefficients: Iterable[Fraction]) -> int:
    return max((c.numerator.bit_length() + c.denominator.bit_length() for c in coefficients), default=0)
