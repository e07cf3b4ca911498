"""Reading an expression: its normal form, and the sign that it certainly has by the way it is written."""

from collections.abc import Callable, Iterable
from enum import Enum
from fractions import Fraction
from typing import Protocol

from certify.kernel.arithmetic.matrix import identity
from certify.kernel.arithmetic.semidefinite import obstruction
from certify.kernel.fields import VARIABLE, Field
from certify.kernel.limits import MAX_EXPONENT
from certify.kernel.rules.theorems.algebra import SQUARE, Algebra, Element, ShapeError
from certify.kernel.rules.theorems.sequents import Fact

LETTERS = ("general", *SQUARE)


class Sign(Enum):
    """What is known of the sign of a number, by the way it is written."""

    UNKNOWN, NONNEGATIVE, POSITIVE, ZERO = range(4)

    @property
    def known(self) -> bool:
        """Whether the number is certainly not negative."""
        return self is not Sign.UNKNOWN


ENOUGH = {
    "eq": (Sign.ZERO,),
    "ge": (Sign.ZERO, Sign.NONNEGATIVE, Sign.POSITIVE),
    "gt": (Sign.POSITIVE,),
}
OF_FACT = {"eq": Sign.ZERO, "ge": Sign.NONNEGATIVE, "gt": Sign.POSITIVE}
Value = tuple[Element, Sign]


class Names(Protocol):
    """What names mean at one place of a proof."""

    algebra: Algebra

    def find(self, place: Field, *kinds: str) -> int:
        """The symbol of a name in scope that has one of these kinds."""

    def length(self, place: Field) -> int:
        """A size in scope, or the constant 1."""

    def fact(self, place: Field, *kinds: str) -> Fact:
        """A fact at hand that has one of these kinds."""


class Expression:
    """One expression: a name, a number, or a list of an operation and its arguments."""

    def __init__(self, scope: Names, proof: bool) -> None:
        self.scope, self.algebra, self.proof = scope, scope.algebra, proof
        self.operations: dict[str, Callable[[list[Field]], Value]] = {
            "+": self.sum, "-": self.difference, "*": self.product, "^": self.power, "T": self.transpose,
            "tr": self.trace, "I": self.identity, "0": self.zero, "form": self.form, "inner": self.inner,
            "square": self.square,
        }  # fmt: skip
        if proof:
            self.operations |= {"fact": self.fact, "gram": self.gram}

    def read(self, place: Field) -> Value:
        """The normal form and the sign."""
        if isinstance(place.value, str):
            return self.name_or_number(place)
        operation, arguments = place.kind(*self.operations)
        try:
            return self.operations[operation](arguments)
        except ShapeError as error:
            raise place.reject(f"shapes do not fit: {error}") from None
        except ValueError:
            raise place.reject(f"{operation!r} has another number of arguments") from None

    def name_or_number(self, place: Field) -> Value:
        """A letter, parameter or size in scope, or a rational."""
        if not VARIABLE.fullmatch(place.text()):
            number = place.number()
            sign = Sign.POSITIVE if number > 0 else Sign.UNKNOWN if number else Sign.ZERO
            return self.algebra.number(number), sign
        symbol = self.scope.find(place, "size", "parameter", *LETTERS)
        kind = self.algebra.symbols[symbol].kind
        if kind in LETTERS:
            return self.algebra.letter(symbol), Sign.UNKNOWN
        return self.algebra.variable(symbol), Sign.POSITIVE if kind == "size" else Sign.UNKNOWN

    def all(self, arguments: list[Field]) -> tuple[list[Element], list[Sign]]:
        """The values of arguments, of which there are some."""
        if not arguments:
            raise ValueError
        values = [self.read(argument) for argument in arguments]
        return [element for element, _ in values], [sign for _, sign in values]

    def sum(self, arguments: list[Field]) -> Value:
        """Nonnegative if every summand is."""
        elements, signs = self.all(arguments)
        return self.algebra.add(*elements), _sum(signs)

    def difference(self, arguments: list[Field]) -> Value:
        """-p or p - q; zero where all are."""
        elements, signs = self.all(arguments)
        if len(elements) > 2:
            raise ValueError
        factors = (-1,) if len(elements) == 1 else (1, -1)
        return self.algebra.add(*elements, factors=factors), _vanishing(all(s is Sign.ZERO for s in signs))

    def product(self, arguments: list[Field]) -> Value:
        """Zero if one factor is; of the product of the signs if all factors are scalars."""
        elements, signs = self.all(arguments)
        total = elements[0]
        for element in elements[1:]:
            total = self.algebra.times(total, element)
        scalar = not any(element.shape for element in elements)
        return total, _product(signs, scalar)

    def power(self, arguments: list[Field]) -> Value:
        """A scalar or square matrix to an integer power of at least 1."""
        base, exponent = arguments
        (element, sign), count = self.read(base), exponent.integer(1, MAX_EXPONENT)
        total = element
        for _ in range(count - 1):
            total = self.algebra.times(total, element)
        if not sign.known and not element.shape and count % 2 == 0:
            sign = Sign.NONNEGATIVE
        return total, sign

    def transpose(self, arguments: list[Field]) -> Value:
        """The transpose."""
        (argument,) = arguments
        element, sign = self.read(argument)
        return self.algebra.transpose(element), _vanishing(sign is Sign.ZERO)

    def trace(self, arguments: list[Field]) -> Value:
        """The trace."""
        (argument,) = arguments
        element, sign = self.read(argument)
        return self.algebra.trace(element), _vanishing(sign is Sign.ZERO)

    def identity(self, arguments: list[Field]) -> Value:
        """The identity matrix of a size."""
        (argument,) = arguments
        size = self.scope.length(argument)
        return self.algebra.word((), (size, size)), Sign.UNKNOWN

    def zero(self, arguments: list[Field]) -> Value:
        """The zero matrix."""
        rows, columns = arguments
        return Element((self.scope.length(rows), self.scope.length(columns)), {}), Sign.ZERO

    def form(self, arguments: list[Field]) -> Value:
        """The value of a form in scope."""
        form, left, right = arguments
        symbol = self.scope.find(form, "form")
        (p, q), signs = self.all([left, right])
        return self.algebra.form(symbol, p, q), _vanishing(Sign.ZERO in signs)

    def inner(self, arguments: list[Field]) -> Value:
        """tr(p' q) of two matrices."""
        left, right = arguments
        (p, q), signs = self.all([left, right])
        if not p.shape:
            raise ShapeError("an inner product of what are not two matrices")
        return self.algebra.inner(p, q), _vanishing(Sign.ZERO in signs)

    def square(self, arguments: list[Field]) -> Value:
        """tr(p' p): nonnegative."""
        (argument,) = arguments
        element, sign = self.read(argument)
        return self.algebra.inner(element, element), Sign.ZERO if sign is Sign.ZERO else Sign.NONNEGATIVE

    def fact(self, arguments: list[Field]) -> Value:
        """The element of a fact at hand, with the sign that the fact gives it."""
        (argument,) = arguments
        fact = self.scope.fact(argument, "eq", "ge", "gt")
        assert isinstance(fact.body, Element)
        return fact.body, OF_FACT[fact.kind]

    def gram(self, arguments: list[Field]) -> Value:
        """sum G_ij tr(w_i' P w_j Q) or sum G_ij w_i w_j: nonnegative, as G, P and Q are semidefinite."""
        before, after, words_field, gram = arguments
        words, _ = self.all(words_field.items())
        shape = words[0].shape
        if any(word.shape != shape for word in words):
            raise words_field.reject("expected words of one shape")
        ends = [self.weight(place, shape[i] if shape else None) for i, place in enumerate((before, after))]
        weighted = [self.around(word, ends) for word in words]
        rows = identity(len(words)).entries
        if gram.value != "":
            matrix = gram.symmetric(len(words))
            if failure := obstruction(matrix, self.algebra.budget):
                raise gram.reject(f"not positive semidefinite: {failure}")
            rows = matrix.entries
        total, factors = [Element((), {})], [Fraction(1)]
        for left, row in zip(words, rows, strict=True):
            for right, entry in zip(weighted, row, strict=True):
                if entry:
                    total.append(self.algebra.inner(left, right))
                    factors.append(entry)
        return self.algebra.add(*total, factors=factors), Sign.NONNEGATIVE

    def weight(self, place: Field, size: int | None) -> Element | None:
        """A semidefinite letter in scope of this size, or none."""
        if place.value == "":
            return None
        letter = self.algebra.letter(self.scope.find(place, "semidefinite"))
        if letter.shape[0] != size:
            raise place.reject("the weight has another size than the words")
        return letter

    def around(self, word: Element, ends: list[Element | None]) -> Element:
        """P w Q."""
        before, after = ends
        word = word if before is None else self.algebra.times(before, word)
        return word if after is None else self.algebra.times(word, after)


def _vanishing(zero: bool) -> Sign:
    return Sign.ZERO if zero else Sign.UNKNOWN


def _sum(signs: Iterable[Sign]) -> Sign:
    found = set(signs)
    if found == {Sign.ZERO}:
        return Sign.ZERO
    if Sign.UNKNOWN in found:
        return Sign.UNKNOWN
    return Sign.POSITIVE if Sign.POSITIVE in found else Sign.NONNEGATIVE


def _product(signs: Iterable[Sign], scalar: bool) -> Sign:
    found = set(signs)
    if Sign.ZERO in found:
        return Sign.ZERO
    if Sign.UNKNOWN in found or not scalar:
        return Sign.UNKNOWN
    return Sign.POSITIVE if found == {Sign.POSITIVE} else Sign.NONNEGATIVE
