"""Trees as JSON data: what a claim hashes, what the kernel reads."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from certify.common.errors import InputError
from certify.formulas.expressions.tree import (
    Absolute,
    Cases,
    Condition,
    Conjunction,
    Disjunction,
    Expression,
    Function,
    Implication,
    Maximum,
    Minimum,
    Negation,
    Negative,
    Node,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Truth,
)

Document = list[Any]
SENSES = ("=", "!=", "<", "<=", ">", ">=")


def to_document(node: Node) -> Document:
    """A node as lists that begin with a word: ["+", ["var", "a"], ["num", "1/2"]]."""
    match node:
        case Number(value):
            return ["num", str(value)]
        case Symbol(name):
            return ["var", name]
        case Sum(parts):
            return ["+", *map(to_document, parts)]
        case Product(parts):
            return ["*", *map(to_document, parts)]
        case Negative(part):
            return ["neg", to_document(part)]
        case Quotient(above, below):
            return ["/", to_document(above), to_document(below)]
        case Power(base, exponent):
            return ["^", to_document(base), str(exponent)]
        case Root(part):
            return ["sqrt", to_document(part)]
        case Absolute(part):
            return ["abs", to_document(part)]
        case Minimum(parts):
            return ["min", *map(to_document, parts)]
        case Maximum(parts):
            return ["max", *map(to_document, parts)]
        case Cases(pairs):
            return ["piecewise", *([to_document(test), to_document(value)] for test, value in pairs)]
        case Function(name, part):
            return [name, to_document(part)]
        case Relation(sense, left, right):
            return [sense, to_document(left), to_document(right)]
        case Conjunction(conditions):
            return ["and", *map(to_document, conditions)]
        case Disjunction(conditions):
            return ["or", *map(to_document, conditions)]
        case Negation(opposite):
            return ["not", to_document(opposite)]
        case Implication(premise, conclusion):
            return ["implies", to_document(premise), to_document(conclusion)]
        case Truth(literal):
            return ["true" if literal else "false"]
    raise TypeError(type(node).__name__)


_OF_EXPRESSIONS: dict[str, Callable[..., Expression]] = {
    "+": lambda *parts: Sum(parts), "*": lambda *parts: Product(parts), "neg": Negative, "/": Quotient,
    "sqrt": Root, "abs": Absolute, "min": lambda *parts: Minimum(parts), "max": lambda *parts: Maximum(parts),
    "exp": lambda part: Function("exp", part), "log": lambda part: Function("log", part),
}  # fmt: skip
_OF_CONDITIONS: dict[str, Callable[..., Condition]] = {
    "and": lambda *parts: Conjunction(parts), "or": lambda *parts: Disjunction(parts), "not": Negation,
    "implies": Implication, "true": lambda: Truth(True), "false": lambda: Truth(False),
}  # fmt: skip


def from_document(document: Any) -> Any:
    """The node that a document describes. Raises InputError where it describes none."""
    try:
        word, *rest = document
        if word == "num":
            node: Any = Number(Fraction(*rest))
        elif word == "var":
            node = Symbol(*rest)
        elif word == "^":
            base, exponent = rest
            node = Power(from_document(base), Fraction(exponent))
        elif word == "piecewise":
            node = Cases(tuple((from_document(test), from_document(value)) for test, value in rest))
        elif word in SENSES:
            left, right = map(from_document, rest)
            node = Relation(word, left, right)
        elif word in _OF_CONDITIONS:
            node = _OF_CONDITIONS[word](*map(from_document, rest))
        else:
            node = _OF_EXPRESSIONS[word](*map(from_document, rest))
        if to_document(node) == document:
            return node
    except (ValueError, TypeError, KeyError, ZeroDivisionError):
        pass
    raise InputError(
        "document", f"{str(document)[:60]} describes no expression", "see docs/certificate-format.md"
    )
