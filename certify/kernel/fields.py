"""A value in a certificate together with its place, and the typed ways to read it.

Every accessor rejects what it does not expect, naming the place; every limit is checked before a number is
built from its digits.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction

from certify.kernel import limits
from certify.kernel.arithmetic.matrix import Matrix
from certify.kernel.limits import Budget, Declined, Rejected
from certify.kernel.reader import Json

NUMBER = re.compile(r"-?([0-9]+)(?:/([0-9]+))?")
VARIABLE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")


@dataclass(frozen=True)
class Field:
    """A JSON value, the path that leads to it, and the budget of the certificate."""

    value: Json
    place: str
    budget: Budget

    def reject(self, why: str) -> Rejected:
        """The exception to raise when this value is why the certificate fails."""
        return Rejected(f"{self.place or 'certificate'}: {why}")

    def fields(self, *names: str) -> Iterator["Field"]:
        """The values of an object that has exactly these keys."""
        if not isinstance(self.value, dict):
            raise self.reject("expected an object")
        if unknown := sorted(self.value.keys() - set(names)):
            raise self.reject(f"unknown field {unknown[0][:40]!r}")
        if missing := sorted(set(names) - self.value.keys()):
            raise self.reject(f"field {missing[0]!r} is missing")
        return (Field(self.value[name], f"{self.place}.{name}".lstrip("."), self.budget) for name in names)

    def items(self, length: int | None = None) -> list["Field"]:
        """The elements of a list, of this length if one is given; places count from 0."""
        if not isinstance(self.value, list):
            raise self.reject("expected a list")
        if len(self.value) > limits.MAX_ITEMS:
            raise Declined(f"{self.place}: more than {limits.MAX_ITEMS} elements")
        if length is not None and len(self.value) != length:
            raise self.reject(f"expected {length} elements, found {len(self.value)}")
        return [Field(value, f"{self.place}[{i}]", self.budget) for i, value in enumerate(self.value)]

    def kind(self, *kinds: str) -> tuple[str, list["Field"]]:
        """A list that begins with one of these words, and what follows it."""
        items = self.items()
        if not items:
            raise self.reject(f"expected a list that begins with one of {', '.join(kinds)}")
        return items[0].one_of(kinds), items[1:]

    def text(self) -> str:
        """A string."""
        if not isinstance(self.value, str):
            raise self.reject("expected a string")
        return self.value

    def one_of(self, words: Collection[str]) -> str:
        """One of these strings."""
        if self.text() not in words:
            raise self.reject(f"expected one of {', '.join(words) or 'nothing'}")
        return self.text()

    def integer(self, least: int, greatest: int) -> int:
        """An integer between two limits, both included."""
        if not isinstance(self.value, int):
            raise self.reject("expected an integer")
        if not least <= self.value <= greatest:
            raise self.reject(f"expected an integer from {least} to {greatest}")
        return self.value

    def number(self, least: int | None = None) -> Fraction:
        """A rational number in canonical form, at least `least` if one is given."""
        match = NUMBER.fullmatch(self.text())
        if match is None:
            raise self.reject('expected a number: a string "n", "-n", "p/q" or "-p/q"')
        if max(len(digits or "") for digits in match.groups()) > limits.MAX_DIGITS:
            raise Declined(f"{self.place}: more than {limits.MAX_DIGITS} digits")
        denominator = int(match[2] or 1)
        number = Fraction(match[0]) if denominator else Fraction(0)
        if str(number) != self.value:
            raise self.reject(
                "the number is not in canonical form, which is lowest terms without a sign on 0"
            )
        if least is not None and number < least:
            raise self.reject(f"expected a number of at least {least}")
        self.budget.record(denominator, self.place)
        return number

    def matrix(self, rows: int | None = None, columns: int | None = None) -> Matrix:
        """A matrix given by its rows; where a size is not given it is any from 1 to limits.MAX_DIMENSION."""
        lines = self.items(rows)
        sizes = [len(lines), len(lines[0].items()) if lines else 0]
        if 0 in sizes:
            raise self.reject("the matrix is empty")
        if max(sizes) > limits.MAX_DIMENSION:
            raise Declined(f"{self.place}: more than {limits.MAX_DIMENSION} rows or columns")
        width = sizes[1] if columns is None else columns
        return Matrix.of([[entry.number() for entry in line.items(width)] for line in lines])

    def symmetric(self, size: int) -> Matrix:
        """A symmetric matrix of this size."""
        matrix = self.matrix(size, size)
        if matrix != matrix.T:
            raise self.reject("the matrix is not symmetric")
        return matrix

    def variables(self) -> tuple[str, ...]:
        """A list of distinct variable names."""
        names = tuple(item.text() for item in self.items())
        if len(names) > limits.MAX_VARIABLES:
            raise Declined(f"{self.place}: more than {limits.MAX_VARIABLES} variables")
        if len(set(names)) < len(names) or not all(VARIABLE.fullmatch(name) for name in names):
            raise self.reject("expected distinct names made of letters, digits and underscores")
        return names


def show(number: Fraction) -> str:
    """A number for a message: itself if short, otherwise its sign and order of magnitude."""
    if max(abs(number.numerator), number.denominator) < 10**18:
        return str(number)
    power = number.numerator.bit_length() - number.denominator.bit_length()
    return f"about {'-' if number < 0 else ''}2^{power}"
