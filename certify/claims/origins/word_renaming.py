"""Expressions of matrix words with other letters, sizes and parameters in the place of theirs."""

from collections.abc import Mapping
from fractions import Fraction

from certify.claims.statements.words import (
    ONE,
    Expression,
    Letter,
    Shape,
    Word,
    expression,
    size_name,
    tr,
    word_expression,
)
from certify.common.errors import InputError


def renamed_words(value: Expression, by: Mapping[str, Expression]) -> Expression:
    """The expression with what `by` gives in place of its letters, sizes and parameters, by name.

    Raises:
        InputError: a shape that does not fit, a symmetric letter for which something else is put, or a
            semidefinite letter for which something else than one is put.
    """
    shape = _shape(value.shape, by)
    total = Expression({}, shape)
    for term, coefficient in value.terms.items():
        product = expression(coefficient)
        for name, power in term.variables:
            scalar = by.get(name, Expression({ONE._replace(variables=((name, 1),)): Fraction(1)}, None))
            if scalar.shape:
                raise InputError(name, "is a scalar, what takes its place is not", "put a scalar there")
            product = product * scalar**power
        for word in term.traces:
            product = product * tr(_word(word, word[0].shape[0], by))
        total += product * _word(term.word, value.shape[0], by) if value.shape else product
    return total


def _word(word: Word, size: str, by: Mapping[str, Expression]) -> Expression:
    renamed = _size(size, by)
    product = Expression({ONE: Fraction(1)}, (renamed, renamed))
    for letter in word:
        matrix = _letter(letter, by)
        product = product * (matrix.T if letter.transposed else matrix)
    return product


def _letter(letter: Letter, by: Mapping[str, Expression]) -> Expression:
    shape = _size(letter.rows, by), _size(letter.columns, by)
    put = by.get(letter.name)
    if put is None:
        return word_expression((letter._replace(transposed=False, rows=shape[0], columns=shape[1]),))
    if put.shape != shape:
        raise InputError(letter.name, "has another shape than what takes its place", "rename its sizes too")
    if letter.kind != "general" and put != put.T:
        raise InputError(letter.name, "is symmetric, what takes its place is not", "put a symmetric one")
    if letter.kind == "semidefinite" and not _semidefinite(put):
        raise InputError(letter.name, "is semidefinite", "put a letter there that is declared semidefinite")
    return put


def _semidefinite(value: Expression) -> bool:
    letters = [letter for letter in value.letters if letter.kind == "semidefinite"]
    return len(letters) == 1 and value == word_expression((letters[0],))


def _shape(shape: Shape, by: Mapping[str, Expression]) -> Shape:
    return (_size(shape[0], by), _size(shape[1], by)) if shape else None


def _size(name: str, by: Mapping[str, Expression]) -> str:
    return size_name(by[name]) if name in by else name
