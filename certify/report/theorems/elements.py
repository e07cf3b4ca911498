"""Elements of derivations as formulas: where parentheses and signs stand, whatever they are set in.

What a name, a transpose or a norm looks like is said by the subclasses, for LaTeX and MathML.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from fractions import Fraction

from certify.claims.derivations.elements import Declared, Tree

SUM, PRODUCT, ATOM = range(3)
SCALARS = ("tr", "inner", "square", "form", "gram", "fact")


class ElementNotation(ABC):
    """A way to set elements. Parts are given as they are set."""

    @abstractmethod
    def symbol(self, name: str) -> str:
        """A letter, parameter, size or form; or the size 1."""

    @abstractmethod
    def digits(self, value: Fraction) -> str:
        """A number that is not negative."""

    @abstractmethod
    def operator(self, sign: str) -> str:
        """A sign between two parts: + - = >= >."""

    @abstractmethod
    def times(self) -> str:
        """The sign of a product."""

    @abstractmethod
    def power(self, base: str, exponent: str) -> str:
        """A base with an exponent that is set."""

    @abstractmethod
    def transpose(self, base: str) -> str:
        """A transpose."""

    @abstractmethod
    def identity(self, size: str) -> str:
        """An identity matrix of a size."""

    @abstractmethod
    def group(self, inside: str) -> str:
        """Parentheses."""

    @abstractmethod
    def call(self, name: str, arguments: Sequence[str]) -> str:
        """A value: tr, or a form that is set."""

    @abstractmethod
    def inner(self, left: str, right: str) -> str:
        """An inner product."""

    @abstractmethod
    def norm(self, inside: str) -> str:
        """A squared Frobenius norm."""

    @abstractmethod
    def fact(self, name: str) -> str:
        """The difference of the sides of a fact."""

    @abstractmethod
    def gram(self, ends: Sequence[str], words: Sequence[str], matrix: Sequence[Sequence[str]]) -> str:
        """A Gram sum; the ends are set, or all empty."""

    def told(self, tree: Tree, letters: Mapping[str, Declared]) -> str:
        """An element, where `letters` are the objects in scope."""
        return self._told(tree, letters)[0]

    def relation(self, left: Tree, sign: str, right: Tree, letters: Mapping[str, Declared]) -> str:
        """Two elements with the sign of a relation between them."""
        return self.told(left, letters) + self.operator(sign) + self.told(right, letters)

    def _told(self, tree: Tree, letters: Mapping[str, Declared]) -> tuple[str, int]:
        """An element, and how tightly its parts hold together."""
        if isinstance(tree, str):
            return self._atom(tree, letters)
        operation, *parts = tree

        def told(part: Tree) -> str:
            return self.told(part, letters)

        def within(part: Tree, tight: int) -> str:
            text, loose = self._told(part, letters)
            return text if loose >= tight else self.group(text)

        match operation:
            case "+":
                terms = [within(parts[0], SUM), *(within(part, PRODUCT) for part in parts[1:])]
                return self.operator("+").join(terms), SUM
            case "-":
                first = within(parts[0], SUM) if len(parts) == 2 else ""
                return first + self.operator("-") + within(parts[-1], PRODUCT), SUM
            case "*":
                return self.times().join(within(part, PRODUCT) for part in parts), PRODUCT
            case "^":
                return self.power(within(parts[0], ATOM), self.digits(Fraction(parts[1]))), PRODUCT
            case "T":
                return self.transpose(within(parts[0], ATOM)), PRODUCT
            case "I":
                return self.identity(self.symbol(parts[0])), ATOM
            case "0":
                return self.digits(Fraction(0)), ATOM
            case "tr":
                return self.call("tr", [told(parts[0])]), ATOM
            case "inner":
                return self.inner(told(parts[0]), told(parts[1])), ATOM
            case "square" if is_scalar(parts[0], letters):
                return self.power(within(parts[0], ATOM), self.digits(Fraction(2))), PRODUCT
            case "square":
                return self.norm(told(parts[0])), PRODUCT
            case "form":
                return self.call(parts[0], [told(part) for part in parts[1:]]), ATOM
            case "fact":
                return self.fact(parts[0]), ATOM
            case "gram":
                ends = [self.symbol(end or "I") for end in parts[:2]] if any(parts[:2]) else []
                matrix = [[told(entry) for entry in line] for line in parts[3] or []]
                return self.gram(ends, [told(word) for word in parts[2]], matrix), ATOM
        raise ValueError(f"no element: {operation}")

    def _atom(self, text: str, letters: Mapping[str, Declared]) -> tuple[str, int]:
        if text in letters or text[0].isalpha():
            return self.symbol(text), ATOM
        value = Fraction(text)
        if value < 0:
            return self.operator("-") + self.digits(-value), SUM
        return self.digits(value), ATOM if value.denominator == 1 else PRODUCT


def is_scalar(tree: Tree, letters: Mapping[str, Declared]) -> bool:
    """Whether an element is a number."""
    if isinstance(tree, str):
        return tree not in letters or letters[tree].sort != "letter"
    operation, *parts = tree
    if operation in ("I", "0") or operation in SCALARS:
        return operation in SCALARS
    return all(is_scalar(part, letters) for part in (parts if operation == "*" else parts[:1]))
