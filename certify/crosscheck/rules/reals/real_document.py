"""Statements about real numbers as trees of nodes, and the logic of three values that they are read with."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from flint import fmpq

from certify.crosscheck.arithmetic.polynomials import MAX_EXPONENT
from certify.crosscheck.refusal import NotJudged, NotProved
from certify.crosscheck.values import choice, rational, record, sequence

MAX_REALS = 32  # symbols, and the roots on the way to a node beside them
MAX_NAME = 64  # characters

# The truth values, in the order of strong Kleene logic.
FALSE, UNDEFINED, TRUE = range(3)

# Relation -> the signs of left - right with which it holds.
RELATIONS: dict[str, frozenset[int]] = {
    "=": frozenset({0}),
    "!=": frozenset({-1, 1}),
    "<": frozenset({-1}),
    "<=": frozenset({-1, 0}),
    ">": frozenset({1}),
    ">=": frozenset({0, 1}),
}
# Word -> how many operands: exactly so many, or at least two where it is 0.
OPERATIONS = {"+": 0, "*": 0, "neg": 1, "/": 2, "abs": 1, "min": 0, "max": 0, "sqrt": 1}
CONNECTIVES = {"and": 0, "or": 0, "not": 1, "implies": 2}
EXPRESSIONS = ("num", "var", "^", "piecewise", *OPERATIONS)
CONDITIONS = ("true", "false", *RELATIONS, *CONNECTIVES)


class Node(NamedTuple):
    """An expression or a condition; the parts of a piecewise are its conditions and expressions in turn."""

    word: str
    place: str
    parts: tuple["Node", ...] = ()
    number: fmpq = fmpq(0)  # of "num"; the exponent of "^", as which "sqrt" is read
    symbol: int = 0  # of "var": which of the symbols


class Document(NamedTuple):
    """A statement: whether it is about all points or about one, and what it says of them."""

    for_all: bool
    symbols: tuple[str, ...]
    given: tuple[Node, ...]
    show: Node


def read_document(value: object, place: str) -> Document:
    """A statement, all of it checked."""
    quantifier, names, given, show = record(value, place, "quantifier", "symbols", "given", "show")
    for_all = choice(quantifier, f"{place}.quantifier", ("for all", "there are")) == "for all"
    symbols = read_symbols(names, f"{place}.symbols")
    conditions = tuple(
        read_condition(part, f"{place}.given[{i}]", symbols)
        for i, part in enumerate(sequence(given, f"{place}.given"))
    )
    return Document(for_all, symbols, conditions, read_condition(show, f"{place}.show", symbols))


def read_symbols(value: object, place: str) -> tuple[str, ...]:
    """Distinct names in order."""
    names = sequence(value, place)
    if len(names) > MAX_REALS:
        raise NotJudged(f"{place}: more than {MAX_REALS} symbols")
    if not all(isinstance(name, str) and 1 <= len(name) <= MAX_NAME for name in names):
        raise NotProved(f"{place}: a symbol that is no string of 1 to {MAX_NAME} characters")
    if any(left >= right for left, right in pairwise(names)):
        raise NotProved(f"{place}: not distinct and in order")
    return tuple(names)


def read_expression(value: object, place: str, symbols: Sequence[str]) -> Node:
    """An expression in these symbols."""
    word, operands = _headed(value, place, EXPRESSIONS)
    match word:
        case "num":
            (number,) = sequence(operands, place, 1)
            return Node(word, place, number=rational(number, f"{place}[1]"))
        case "var":
            (name,) = sequence(operands, place, 1)
            return Node(word, place, symbol=symbols.index(choice(name, f"{place}[1]", symbols)))
        case "^":
            base, exponent = sequence(operands, place, 2)
            number = rational(exponent, f"{place}[2]")
            if max(abs(int(number.p)), int(number.q)) > MAX_EXPONENT:
                raise NotJudged(f"{place}[2]: numerator or denominator above {MAX_EXPONENT}")
            return Node(word, place, (read_expression(base, f"{place}[1]", symbols),), number)
        case "piecewise":
            parts: list[Node] = []
            for i, pair in enumerate(operands, 1):
                condition, part = sequence(pair, f"{place}[{i}]", 2)
                parts.append(read_condition(condition, f"{place}[{i}][0]", symbols))
                parts.append(read_expression(part, f"{place}[{i}][1]", symbols))
            if not parts:
                raise NotProved(f"{place}: no part")
            return Node(word, place, tuple(parts))
        case _:
            read = _operands(operands, place, OPERATIONS[word], symbols, read_expression)
            return Node("^", place, read, fmpq(1, 2)) if word == "sqrt" else Node(word, place, read)


def read_condition(value: object, place: str, symbols: Sequence[str]) -> Node:
    """A condition on these symbols."""
    word, operands = _headed(value, place, CONDITIONS)
    if word in CONNECTIVES:
        return Node(word, place, _operands(operands, place, CONNECTIVES[word], symbols, read_condition))
    if word in RELATIONS:
        return Node(word, place, _operands(operands, place, 2, symbols, read_expression))
    sequence(operands, place, 0)
    return Node(word, place)


def _headed(value: object, place: str, words: Sequence[str]) -> tuple[str, list[object]]:
    """A list that begins with one of these words, and the rest of it."""
    head, *rest = sequence(value, place) or [""]
    return choice(head, f"{place}[0]", words), rest


def _operands(
    values: list[object],
    place: str,
    count: int,
    symbols: Sequence[str],
    read: Callable[[object, str, Sequence[str]], Node],
) -> tuple[Node, ...]:
    if len(values) != count if count else len(values) < 2:
        raise NotProved(f"{place}: {len(values)} operands")
    return tuple(read(value, f"{place}[{i}]", symbols) for i, value in enumerate(values, 1))


def variables_of(node: Node) -> set[int]:
    """Which symbols occur in it."""
    found = {node.symbol} if node.word == "var" else set()
    return found.union(*map(variables_of, node.parts))


def asserted(condition: Node) -> Iterable[Node]:
    """The parts that a condition asserts."""
    if condition.word != "and":
        yield condition
        return
    for part in condition.parts:
        yield from asserted(part)


def connect(word: str, truths: Sequence[int]) -> int:
    """The truth of a connective from the truths of its parts."""
    match word:
        case "and":
            return min(truths)
        case "or":
            return max(truths)
        case "not":
            return TRUE - truths[0]
        case _:
            return max(TRUE - truths[0], truths[1])
