"""Matrices of every size as sums of words: a letter is a character, a word is a string.

Everything that commutes (a size, a parameter, the trace of a word, a value of a form) is a *quantity*. It is
numbered when it is first met, so that a term is a monomial in numbers and a word. A piece of a word between
two boundaries of the constant size 1 is a scalar: it leaves the word as its trace.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

from flint import fmpq

from certify.crosscheck.refusal import Effort, NotJudged, NotProved

ONE = 0  # the constant size; the sizes that vary are numbered from 1
MAX_WORD = 256
MAX_EXPONENT = 64
MAX_TERMS = 20_000
MAX_SYMBOLS = 400_000
FIRST = 0x10000  # code of the first letter; the transpose of a letter has the code that follows

Shape = tuple[int, ...]  # () of a scalar, otherwise rows and columns
Monomial = tuple[tuple[int, int], ...]  # number of a quantity and its exponent, by increasing number
Key = tuple[Monomial, str]


class Quantity(NamedTuple):
    """What commutes: a size or parameter by its number, tr(first), or form number (first, second)."""

    kind: str
    number: int = 0
    first: str = ""
    second: str = ""


class Element(NamedTuple):
    """A scalar or matrix in normal form; no coefficient is zero, so equal elements are equal data."""

    shape: Shape
    terms: Mapping[Key, fmpq]


class Algebra:
    """The symbols made so far, and arithmetic with what is made of them. No two symbols are ever equal."""

    def __init__(self, effort: Effort) -> None:
        self.effort = effort
        self.symbols = 0
        self.ends: dict[str, tuple[int, int]] = {}  # rows and columns of a character
        self.flips: dict[int, int] = {}
        self.quantities: list[Quantity] = []
        self.numbers: dict[Quantity, int] = {}
        self.known_words: dict[str, Key] = {}
        self.known_loops: dict[str, Monomial] = {}

    def symbol(self) -> int:
        """A number that no symbol had before."""
        self.symbols += 1
        if self.symbols > MAX_SYMBOLS:
            raise NotJudged(f"too large: more than {MAX_SYMBOLS} symbols")
        return self.symbols

    def letter(self, rows: int, columns: int, symmetric: bool) -> Element:
        """A new matrix."""
        code = FIRST + 2 * self.symbol()
        plain, turned = chr(code), chr(code if symmetric else code + 1)
        self.ends |= {turned: (columns, rows), plain: (rows, columns)}
        self.flips |= {ord(plain): ord(turned), ord(turned): ord(plain)}
        return self.collect((rows, columns), [(self.word(plain), fmpq(1))])

    def scalar(self, kind: str, number: int) -> Element:
        """The size or parameter of this number; the constant size is the number one."""
        return self.collect(
            (), [((self.size(number) if kind == "size" else self.one(kind, number), ""), fmpq(1))]
        )

    def one(self, kind: str, number: int = 0, first: str = "", second: str = "") -> Monomial:
        """One quantity as a monomial."""
        quantity = Quantity(kind, number, first, second)
        if quantity not in self.numbers:
            self.numbers[quantity] = len(self.quantities)
            self.quantities.append(quantity)
        return ((self.numbers[quantity], 1),)

    def size(self, number: int) -> Monomial:
        """The trace of the identity of this size."""
        return () if number == ONE else self.one("size", number)

    def collect(self, shape: Shape, terms: Iterable[tuple[Key, fmpq]]) -> Element:
        """The sum of terms in normal form."""
        found: dict[Key, fmpq] = {}
        for key, coefficient in terms:
            if key in found:
                coefficient = found[key] + coefficient
            if coefficient == 0:
                found.pop(key, None)
            else:
                found[key] = coefficient
                if len(found) > MAX_TERMS:
                    raise NotJudged(f"too large: more than {MAX_TERMS} terms")
        return Element(shape, found)

    def total(self, parts: Iterable[tuple[fmpq, Element]], shape: Shape, place: str) -> Element:
        """A combination of elements, all of this shape."""
        found: list[tuple[Key, fmpq]] = []
        for factor, part in parts:
            if part.shape != shape:
                raise NotProved(f"{place}: a sum or difference of different shapes")
            self.spend(len(part.terms), part)
            found += [(key, factor * c) for key, c in part.terms.items()]
        return self.collect(shape, found)

    def product(self, left: Element, right: Element, place: str) -> Element:
        """A scalar times anything, or a product of matrices that fit."""
        shape = left.shape or right.shape
        if left.shape and right.shape:
            if left.shape[1] != right.shape[0]:
                raise NotProved(f"{place}: a product of matrices that do not fit")
            shape = (left.shape[0], right.shape[1])
        self.spend(len(left.terms) * len(right.terms), left, right)
        return self.collect(
            shape,
            (
                (self.times(times(m1, m2), w1, w2), c1 * c2)
                for (m1, w1), c1 in left.terms.items()
                for (m2, w2), c2 in right.terms.items()
            ),
        )

    def transposed(self, element: Element) -> Element:
        """Words backwards, every letter turned."""
        self.spend(len(element.terms))
        terms = [((mono, self.backwards(word)), c) for (mono, word), c in element.terms.items()]
        return self.collect(element.shape[::-1], terms)

    def trace(self, element: Element, place: str) -> Element:
        """The trace of a square matrix."""
        if len(element.shape) != 2 or element.shape[0] != element.shape[1]:
            raise NotProved(f"{place}: the trace of what is no square matrix")
        self.spend(len(element.terms))
        return self.collect(
            (),
            (
                ((times(mono, self.loop(word, element.shape[0])), ""), c)
                for (mono, word), c in element.terms.items()
            ),
        )

    def form_value(self, number: int, left: Element, right: Element) -> Element:
        """A symmetric bilinear form of two matrices, expanded."""
        self.spend(len(left.terms) * len(right.terms), left, right)
        return self.collect(
            (),
            (
                ((times(times(m1, m2), self.one("form", number, *sorted((w1, w2)))), ""), c1 * c2)
                for (m1, w1), c1 in left.terms.items()
                for (m2, w2), c2 in right.terms.items()
            ),
        )

    def times(self, mono: Monomial, *words: str) -> Key:
        """A monomial times a product of words."""
        scalars, word = self.word("".join(words))
        return times(mono, scalars), word

    def backwards(self, word: str) -> str:
        """The transpose of a word."""
        return word[::-1].translate(self.flips)

    def word(self, word: str) -> Key:
        """A word without its scalar pieces, and their traces."""
        if word not in self.known_words:
            if len(word) > MAX_WORD:
                raise NotJudged(f"too large: a word of more than {MAX_WORD} letters")
            cuts = [i for i, letter in enumerate(word) if self.ends[letter][0] == ONE]
            if word and self.ends[word[-1]][1] == ONE:
                cuts.append(len(word))
            scalars: Monomial = ()
            for start, end in pairwise(cuts):
                scalars = times(scalars, self._necklace(word[start:end]))
            rest = word[: cuts[0]] + word[cuts[-1] :] if cuts else word
            self.known_words[word] = scalars, rest
        return self.known_words[word]

    def loop(self, word: str, size: int) -> Monomial:
        """The trace of a square word of this size, which is a product where the loop has scalar pieces."""
        if not word:
            return self.size(size)
        if word not in self.known_loops:
            cuts = [i for i, letter in enumerate(word) if self.ends[letter][0] == ONE]
            start = cuts[0] if cuts else 0
            turned = word[start:] + word[:start]
            scalars: Monomial = ()
            for i, j in pairwise([*(cut - start for cut in cuts or [0]), len(word)]):
                scalars = times(scalars, self._necklace(turned[i:j]))
            self.known_loops[word] = scalars
        return self.known_loops[word]

    def _necklace(self, word: str) -> Monomial:
        """The trace of a word by the least word that has the same trace."""
        if len(word) > MAX_WORD:
            raise NotJudged(f"too large: a trace of more than {MAX_WORD} letters")
        self.effort.spend(500 * len(word))
        ways = [w[i:] + w[:i] for w in (word, self.backwards(word)) for i in range(len(w))]
        return self.one("trace", first=min(ways))

    def spend(self, operations: int, *elements: Element) -> None:
        """Record operations on the coefficients of these elements."""
        bits = sum(max((c.height_bits() for c in e.terms.values()), default=0) for e in elements)
        self.effort.spend(3000 * (1 + operations), bits)


def times(left: Monomial, right: Monomial) -> Monomial:
    """The product of two monomials."""
    if not (left and right):
        return left or right
    powers = dict(left)
    for number, exponent in right:
        powers[number] = powers.get(number, 0) + exponent
        if powers[number] > MAX_EXPONENT:
            raise NotJudged(f"too large: an exponent above {MAX_EXPONENT}")
    return tuple(sorted(powers.items()))


def quotient(dividend: Monomial, divisor: Monomial) -> Monomial | None:
    """What is left of a monomial when it is divided by another, if it is a multiple."""
    powers = dict(dividend)
    for number, exponent in divisor:
        if powers.get(number, 0) < exponent:
            return None
        powers[number] -= exponent
    return tuple((number, exponent) for number, exponent in powers.items() if exponent)
