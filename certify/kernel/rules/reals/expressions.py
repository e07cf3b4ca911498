"""Statements about real numbers: the document, read into nodes of which every one is checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from certify.kernel.arithmetic.polynomial import Polynomial
from certify.kernel.fields import Field
from certify.kernel.limits import MAX_EXPONENT, MAX_NAME, MAX_REALS, Declined

QUANTIFIERS = ("for all", "there are")
RELATIONS = ("=", "!=", "<", "<=", ">", ">=")
SEVERAL = ("+", "*", "min", "max")
EXPRESSIONS = ("num", "var", *SEVERAL, "neg", "/", "^", "sqrt", "abs", "piecewise")
CONDITIONS = (*RELATIONS, "and", "or", "not", "implies", "true", "false")
# With these and with powers of exponents >= 0 an expression is a polynomial, whatever is known of signs.
POLYNOMIAL = ("num", "var", "+", "*", "neg")


@dataclass(eq=False, slots=True)
class Node:
    """An expression or a condition.

    Attributes:
        word: the word that it begins with; `sqrt` is written as "^" with the exponent 1/2.
        parts: its operands in order; of `piecewise`, a condition and its expression by turns.
        number: the value of `num`, the exponent of "^".
        axis: which symbol a `var` is, from 0.
        place: where in the certificate it stands.
        is_polynomial: whether it is a polynomial, or a relation between polynomials, without divisions.
        expanded: that polynomial (of a relation, left minus right), once it has been computed.
    """

    word: str
    parts: tuple["Node", ...] = ()
    number: Fraction = Fraction(0)
    axis: int = 0
    place: str = ""
    is_polynomial: bool = False
    expanded: Polynomial | None = None


@dataclass(frozen=True)
class Document:
    """A statement: for all symbols (or for some) that satisfy what is given, what is to be shown."""

    quantifier: str
    names: tuple[str, ...]
    given: tuple[Node, ...]
    show: Node


def read_document(statement: Field) -> Document:
    """The statement of a certificate, or Rejected."""
    quantifier, symbols, given, show = statement.fields("quantifier", "symbols", "given", "show")
    names = read_names(symbols)
    axes = {name: axis for axis, name in enumerate(names)}
    return Document(
        quantifier.one_of(QUANTIFIERS),
        names,
        tuple(read_condition(field, axes) for field in given.items()),
        read_condition(show, axes),
    )


def read_names(symbols: Field) -> tuple[str, ...]:
    """Distinct names in sorted order."""
    names = tuple(field.text() for field in symbols.items())
    if len(names) > MAX_REALS:
        raise Declined(f"{symbols.place}: more than {MAX_REALS} symbols")
    if not all(1 <= len(name) <= MAX_NAME for name in names):
        raise symbols.reject(f"expected names of 1 to {MAX_NAME} characters")
    if list(names) != sorted(set(names)):
        raise symbols.reject("expected distinct names in sorted order")
    return names


def read_condition(field: Field, axes: Mapping[str, int]) -> Node:
    """A condition in which the names of axes may occur. The depth is bounded by the reader."""
    field.budget.spend(16, 0)
    word, rest = field.kind(*CONDITIONS)
    if word in RELATIONS:
        field.items(3)
        left, right = (read_expression(side, axes) for side in rest)
        polynomial = left.is_polynomial and right.is_polynomial
        return Node(word, (left, right), place=field.place, is_polynomial=polynomial)
    if word in ("and", "or"):
        at_least_two(field, rest)
    else:
        field.items({"not": 2, "implies": 3}.get(word, 1))
    return Node(word, tuple(read_condition(part, axes) for part in rest), place=field.place)


def read_expression(field: Field, axes: Mapping[str, int]) -> Node:
    """An expression in which the names of axes may occur."""
    field.budget.spend(16, 0)
    word, rest = field.kind(*EXPRESSIONS)
    if word == "piecewise":
        if not rest:
            raise field.reject("expected at least one pair")
        pairs = [pair.items(2) for pair in rest]
        cases = [(read_condition(when, axes), read_expression(then, axes)) for when, then in pairs]
        return Node(word, tuple(part for case in cases for part in case), place=field.place)
    if word in SEVERAL:
        at_least_two(field, rest)
    else:
        field.items(3 if word in ("/", "^") else 2)
    if word == "num":
        return Node(word, number=rest[0].number(), place=field.place, is_polynomial=True)
    if word == "var":
        return Node(word, axis=axes[rest[0].one_of(axes)], place=field.place, is_polynomial=True)
    exponent = Fraction(1, 2) if word == "sqrt" else Fraction(0)
    if word == "^":
        exponent = rest.pop().number()
        if max(abs(exponent.numerator), exponent.denominator) > MAX_EXPONENT:
            raise Declined(f"{field.place}: an exponent whose numbers exceed {MAX_EXPONENT}")
    parts = tuple(read_expression(part, axes) for part in rest)
    whole = word in POLYNOMIAL or (word == "^" and exponent.denominator == 1 and exponent >= 0)
    polynomial = whole and all(part.is_polynomial for part in parts)
    return Node("^" if word == "sqrt" else word, parts, exponent, 0, field.place, polynomial)


def at_least_two(field: Field, operands: list[Field]) -> None:
    """Reject an operator that needs several operands and has fewer."""
    if len(operands) < 2:
        raise field.reject("expected at least two operands")
