"""Expressions are evaluated where they stand: the value of a name is whatever is bound to it there.

Nothing is ever substituted in a text or a term. To instantiate a statement is to evaluate it again with other
values for its bound names; a form given by an expression is that expression, waiting for its two arguments.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from flint import fmpq

from certify.crosscheck.arithmetic.semidefinite import is_semidefinite
from certify.crosscheck.refusal import NotJudged, NotProved
from certify.crosscheck.rules.theorems.objects import (
    AT_LEAST,
    OF_KIND,
    Atom,
    Form,
    Judged,
    Objects,
    Sign,
    Size,
    Thing,
)
from certify.crosscheck.rules.theorems.words import MAX_EXPONENT, ONE, Algebra, Element
from certify.crosscheck.values import rational, sequence, symmetric_matrix

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")


class Evaluator:
    """Evaluates the expressions of one certificate."""

    def __init__(self, algebra: Algebra) -> None:
        self.algebra = algebra
        self.operations: dict[str, Callable[..., Judged]] = {
            "+": self._sum,
            "-": self._difference,
            "*": self._product,
            "^": self._power,
            "T": self._transpose,
            "tr": self._trace,
            "I": self._identity,
            "0": self._zero,
            "form": self._form,
            "inner": self._inner,
            "square": self._square,
            "fact": self._fact,
            "gram": self._gram,
        }

    def element(self, value: object, place: str, objects: Objects) -> Element:
        """An element over the objects in scope."""
        return self.judged(value, place, objects, None)[0]

    def judged(
        self, value: object, place: str, objects: Objects, atoms: Mapping[str, object] | None
    ) -> Judged:
        """An expression and its sign; `atoms` are the facts that may occur, None if none may."""
        if isinstance(value, str):
            return self._leaf(value, place, objects)
        word, *operands = sequence(value, place) or [None]
        operation = self.operations.get(word) if isinstance(word, str) else None
        if operation is None or (atoms is None and word in ("fact", "gram")):
            raise NotProved(f"{place}: no operation of an element")
        return operation(operands, place, (objects, atoms))

    def size(self, value: object, place: str, objects: Objects) -> int:
        """A size in scope, or the constant."""
        found = objects.get(value) if isinstance(value, str) else None
        if value != "1" and not isinstance(found, Size):
            raise NotProved(f"{place}: no size in scope")
        return found.number if isinstance(found, Size) else ONE

    def _leaf(self, value: str, place: str, objects: Objects) -> Judged:
        if NAME.fullmatch(value) is None:
            number = rational(value, place)
            sign = Sign.POSITIVE if number > 0 else Sign.UNKNOWN if number < 0 else Sign.ZERO
            return self.algebra.collect((), [(((), ""), number)]), sign
        found = objects.get(value)
        if isinstance(found, Size):
            return self.algebra.scalar("size", found.number), Sign.POSITIVE
        if not isinstance(found, Thing):
            raise NotProved(f"{place}: {value} is no letter, parameter or size in scope")
        return found.element, Sign.UNKNOWN

    def _operands(
        self, operands: list[Any], place: str, where: Any, count: int | None = None
    ) -> list[Judged]:
        """The values of the operands: so many, or at least one."""
        if len(operands) != count if count else not operands:
            raise NotProved(f"{place}: {len(operands)} operands")
        return [self.judged(e, f"{place}[{i}]", *where) for i, e in enumerate(operands, 1)]

    def _sum(self, operands: list[Any], place: str, where: Any) -> Judged:
        parts = self._operands(operands, place, where)
        value = self.algebra.total([(fmpq(1), e) for e, _ in parts], parts[0][0].shape, place)
        signs = {sign for _, sign in parts}
        if not signs <= AT_LEAST:
            return value, Sign.UNKNOWN
        if Sign.POSITIVE in signs:
            return value, Sign.POSITIVE
        return value, Sign.NONNEGATIVE if Sign.NONNEGATIVE in signs else Sign.ZERO

    def _difference(self, operands: list[Any], place: str, where: Any) -> Judged:
        parts = self._operands(operands, place, where, 1 if len(operands) == 1 else 2)
        factors = [fmpq(-1)] if len(parts) == 1 else [fmpq(1), fmpq(-1)]
        terms = [(factor, e) for factor, (e, _) in zip(factors, parts, strict=True)]
        return self.algebra.total(terms, parts[0][0].shape, place), _zero_if(
            all(sign is Sign.ZERO for _, sign in parts)
        )

    def _product(self, operands: list[Any], place: str, where: Any) -> Judged:
        parts = self._operands(operands, place, where)
        value = parts[0][0]
        for element, _ in parts[1:]:
            value = self.algebra.product(value, element, place)
        signs = {sign for _, sign in parts}
        if Sign.ZERO in signs:
            return value, Sign.ZERO
        if value.shape or not signs <= AT_LEAST:
            return value, Sign.UNKNOWN
        return value, Sign.NONNEGATIVE if Sign.NONNEGATIVE in signs else Sign.POSITIVE

    def _power(self, operands: list[Any], place: str, where: Any) -> Judged:
        *base, exponent = operands or [0]
        (element, sign), *_ = self._operands(base, place, where, 1)
        if not isinstance(exponent, int) or exponent < 1:
            raise NotProved(f"{place}[2]: the exponent is no integer from 1 on")
        if exponent > MAX_EXPONENT:
            raise NotJudged(f"{place}[2]: an exponent above {MAX_EXPONENT}")
        value = element
        for _ in range(exponent - 1):
            value = self.algebra.product(value, element, place)
        if element.shape:
            if element.shape[0] != element.shape[1]:
                raise NotProved(f"{place}: a power of what is no square matrix")
            return value, _zero_if(sign is Sign.ZERO)
        if sign is Sign.UNKNOWN and exponent % 2 == 0:
            sign = Sign.NONNEGATIVE
        return value, sign

    def _transpose(self, operands: list[Any], place: str, where: Any) -> Judged:
        ((element, sign),) = self._operands(operands, place, where, 1)
        value = self.algebra.transposed(element) if element.shape else element
        return value, _zero_if(sign is Sign.ZERO)

    def _trace(self, operands: list[Any], place: str, where: Any) -> Judged:
        ((element, sign),) = self._operands(operands, place, where, 1)
        return self.algebra.trace(element, place), _zero_if(sign is Sign.ZERO)

    def _identity(self, operands: list[Any], place: str, where: Any) -> Judged:
        (size,) = sequence(operands, place, 1)
        number = self.size(size, f"{place}[1]", where[0])
        return Element((number, number), {((), ""): fmpq(1)}), Sign.UNKNOWN

    def _zero(self, operands: list[Any], place: str, where: Any) -> Judged:
        rows, columns = sequence(operands, place, 2)
        shape = (self.size(rows, f"{place}[1]", where[0]), self.size(columns, f"{place}[2]", where[0]))
        return Element(shape, {}), Sign.ZERO

    def _form(self, operands: list[Any], place: str, where: Any) -> Judged:
        name, *arguments = operands or [None]
        form = where[0].get(name) if isinstance(name, str) else None
        if not isinstance(form, Form):
            raise NotProved(f"{place}[1]: no form in scope")
        if len(arguments) != 2:
            raise NotProved(f"{place}: {len(arguments)} arguments of a form")
        left, right = (self.judged(e, f"{place}[{i}]", *where) for i, e in enumerate(arguments, 2))
        if left[0].shape != form.shape or right[0].shape != form.shape:
            raise NotProved(f"{place}: an argument of another shape than the form")
        return form.value(left[0], right[0]), _zero_if(Sign.ZERO in (left[1], right[1]))

    def _inner(self, operands: list[Any], place: str, where: Any) -> Judged:
        left, right = self._operands(operands, place, where, 2)
        return self.inner(left[0], right[0], place), _zero_if(Sign.ZERO in (left[1], right[1]))

    def inner(self, left: Element, right: Element, place: str) -> Element:
        """tr(left' right) of two matrices of one shape."""
        if not left.shape or left.shape != right.shape:
            raise NotProved(f"{place}: the inner product of what are not two matrices of one shape")
        product = self.algebra.product(self.algebra.transposed(left), right, place)
        return self.algebra.trace(product, place)

    def _square(self, operands: list[Any], place: str, where: Any) -> Judged:
        ((element, sign),) = self._operands(operands, place, where, 1)
        value = (
            self.inner(element, element, place)
            if element.shape
            else self.algebra.product(element, element, place)
        )
        return value, Sign.ZERO if sign is Sign.ZERO else Sign.NONNEGATIVE

    def _fact(self, operands: list[Any], place: str, where: Any) -> Judged:
        (name,) = sequence(operands, place, 1)
        atom = where[1].get(name) if isinstance(name, str) else None
        if not isinstance(atom, Atom):
            raise NotProved(f"{place}[1]: no equation or inequality in scope")
        return atom.element, OF_KIND[atom.kind]

    def _gram(self, operands: list[Any], place: str, where: Any) -> Judged:
        first, second, values, gram = sequence(operands, place, 4)
        words = [
            self.judged(word, f"{place}[3][{i}]", *where)[0]
            for i, word in enumerate(sequence(values, f"{place}[3]"))
        ]
        if not words or any(word.shape != words[0].shape for word in words):
            raise NotProved(f"{place}[3]: no words, or of different shapes")
        shape = words[0].shape
        weights = []
        for i, name in enumerate((first, second)):
            weight = where[0].get(name) if isinstance(name, str) else None
            if isinstance(weight, Thing) and weight.semidefinite and shape:
                if weight.element.shape[0] != shape[i]:
                    raise NotProved(f"{place}[{i + 1}]: a weight of another size than the words")
                weights.append(weight.element)
            elif name != "":
                raise NotProved(f"{place}[{i + 1}]: no semidefinite letter in scope between matrices")
            else:
                weights.append(Element((), {((), ""): fmpq(1)}))
        rows = [[fmpq(int(i == j)) for j in range(len(words))] for i in range(len(words))]
        if gram != "":
            matrix = symmetric_matrix(gram, f"{place}[4]", len(words))
            if not is_semidefinite(matrix, self.algebra.effort):
                raise NotProved(f"{place}[4]: not positive semidefinite")
            rows = matrix.tolist()
        return self._gram_sum(words, rows, weights, place), Sign.NONNEGATIVE

    def _gram_sum(
        self, words: list[Element], rows: list[list[fmpq]], weights: list[Element], place: str
    ) -> Element:
        """Each word times the combination of all that its row of the Gram matrix gives."""
        algebra = self.algebra
        between = [algebra.product(algebra.product(weights[0], w, place), weights[1], place) for w in words]
        parts = []
        for word, row in zip(words, rows, strict=True):
            other = algebra.total(zip(row, between, strict=True), word.shape, place)
            part = self.inner(word, other, place) if word.shape else algebra.product(word, other, place)
            parts.append((fmpq(1), part))
        return algebra.total(parts, (), place)


def _zero_if(condition: bool) -> Sign:
    return Sign.ZERO if condition else Sign.UNKNOWN
