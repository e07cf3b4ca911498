"""Statements about random masks: every entry of a matrix is observed independently.

w = mask_bits(2, 2)
Masks((2, 2), "3/10", And(w[0, 0] + w[0, 1] >= 1, w[1, 0] + w[1, 1] >= 1), at_most="2601/10000")
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from certify.claims.statements.statement import Question, Statement
from certify.common.errors import InputError
from certify.common.exact import exact_matrix, rational_string
from certify.formulas.expressions import (
    Condition,
    Conjunction,
    Disjunction,
    Implication,
    Negation,
    NotPolynomialError,
    Relation,
    Symbol,
    Truth,
    polynomial,
)
from certify.formulas.expressions.polynomials import exact_number
from certify.formulas.expressions.tree import expression

LARGEST = 64
Terms = Mapping[tuple[int, ...], Fraction]


def mask_bits(n1: int, n2: int) -> Mapping[tuple[int, int], Symbol]:
    """The bits of an n1 x n2 mask: [i, j] is 1 where entry (i, j) is observed, counted from (0, 0)."""
    if not (1 <= n1 <= LARGEST and 1 <= n2 <= LARGEST):
        raise InputError("shape", f"is {n1} x {n2}", f"give sizes from 1 to {LARGEST}")
    return {(i, j): Symbol(f"w_{i}_{j}") for i in range(n1) for j in range(n2)}


@dataclass(frozen=True)
class Masks(Statement):
    """The exact probability of an event, or the mean of a polynomial, is at least, at most or exactly so.

    The kernel takes one bit after the other: all 2^N masks of about N = 16 free bits for any event, hundreds
    of bits where one sum with integer weights is compared with a number.

    Attributes:
        shape: (n1, n2).
        p: the probability that an entry is observed, an int, a Fraction or a string "3/10"; or one for each
            entry, as n1 rows, where 0 and 1 fix an entry.
        event: And, Or, Not of relations between polynomials with rational coefficients in the bits made by
            `mask_bits(n1, n2)`; or such a polynomial, and then its mean is meant.
        at_least, at_most, exactly: the rational bound; one of the three.

    Raises:
        InputError: probabilities outside [0, 1] or of another shape, floats, symbols that are not bits of the
            mask, something that is not a polynomial, none or several bounds.
    """

    shape: tuple[int, int]
    p: Any
    event: Any
    at_least: Any = None
    at_most: Any = None
    exactly: Any = None
    kind = "masks"

    def __post_init__(self) -> None:
        sizes = self.shape if isinstance(self.shape, tuple | list) else ()
        if len(sizes) != 2 or not all(isinstance(n, int) for n in sizes):
            raise InputError("shape", f"is {self.shape}", "give two integers (n1, n2)")
        mask_bits(*self.shape)
        given = [name for name in ("at_least", "at_most", "exactly") if getattr(self, name) is not None]
        if len(given) != 1:
            problem = f"bounds given: {', '.join(given) or 'none'}"
            raise InputError("at_least", problem, "give one of at_least, at_most and exactly")
        _ = self._asked

    @cached_property
    def _positions(self) -> dict[str, int]:
        n2 = self.shape[1]
        return {bit.name: i * n2 + j for (i, j), bit in mask_bits(*self.shape).items()}

    @cached_property
    def _asked(self) -> dict[str, Any]:
        relation, name = (">=", "at_least") if self.at_least is not None else ("<=", "at_most")
        if self.exactly is not None:
            relation, name = "=", "exactly"
        return {
            "probabilities": [[rational_string(x) for x in row] for row in self._chances()],
            "quantity": self._quantity(),
            "relation": relation,
            "bound": rational_string(_rational(getattr(self, name), name)),
        }

    def _chances(self) -> Sequence[Sequence[Fraction]]:
        n1, n2 = self.shape
        rows = self.p.tolist() if hasattr(self.p, "tolist") else self.p
        chances: Sequence[Sequence[Fraction]] = (
            [[_rational(rows, "p")] * n2] * n1 if _is_number(rows) else _table(rows)
        )
        if (len(chances), len(chances[0])) != (n1, n2):
            raise InputError("p", f"is {len(chances)} x {len(chances[0])}", f"give {n1} rows of {n2}")
        if not all(0 <= x <= 1 for row in chances for x in row):
            raise InputError("p", "has a number outside [0, 1]", "give probabilities")
        return chances

    def _quantity(self) -> list[Any]:
        if isinstance(self.event, Condition | bool):
            return ["probability", self._event(self.event)]
        return ["mean", _written(self._terms(self.event))]

    def _event(self, event: Any) -> list[Any]:
        match event:
            case Conjunction(parts):
                return ["and", *map(self._event, parts)]
            case Disjunction(parts):
                return ["or", *map(self._event, parts)]
            case Negation(part):
                return ["not", self._event(part)]
            case Implication(premise, conclusion):
                return ["or", ["not", self._event(premise)], self._event(conclusion)]
            case Truth(value):
                return ["and"] if value else ["or"]
            case bool():
                return ["and"] if event else ["or"]
            case Relation(sense, left, right):
                return ["holds", _written(self._terms(left - right)), sense]
        fix = "use And, Or, Not of relations between polynomials in mask_bits"
        raise InputError("event", f"{str(event)[:60]} is no event about a mask", fix)

    def _terms(self, value: Any) -> Terms:
        """Coefficients by the positions of the bits of a product; the powers of a bit are the bit."""
        whole = expression(value, "event")
        if loose := sorted(whole.symbols - self._positions.keys()):
            n1, n2 = self.shape
            raise InputError("event", f"{loose[0]} is no bit of the mask", f"use mask_bits({n1}, {n2})")
        bits = sorted(whole.symbols, key=self._positions.__getitem__)
        try:
            found = polynomial(whole, bits)
        except NotPolynomialError as error:
            fix = "clear denominators and square the roots"
            raise InputError("event", f"{str(error)[:60]} with rational coefficients", fix) from None
        terms: dict[tuple[int, ...], Fraction] = {}
        for exponents, coefficient in found.items():
            at = tuple(self._positions[bit] for bit, e in zip(bits, exponents, strict=True) if e)
            terms[at] = terms.get(at, Fraction(0)) + coefficient
        return {at: value for at, value in terms.items() if value}

    def document(self) -> dict[str, Any]:
        return self._asked

    def asks(self, proved: bool = True) -> tuple[Question, ...]:
        return (("mask-enumeration" if proved else "mask-enumeration-refuted", self.document()),)

    def text(self) -> str:
        n1, n2 = self.shape
        words = {">=": "at least", "<=": "at most", "=": "exactly"}
        chances = {x for row in self._asked["probabilities"] for x in row}
        p = f"with probability {chances.pop()}" if len(chances) == 1 else "with its own probability"
        subject = "probability of" if self._asked["quantity"][0] == "probability" else "mean of"
        bound = f"{words[self._asked['relation']]} {self._asked['bound']}"
        return f"in a {n1} x {n2} mask, each entry observed {p}: the {subject} {self.event} is {bound}"


def _written(terms: Terms) -> list[Any]:
    return [[rational_string(value), list(bits)] for bits, value in sorted(terms.items())]


def _is_number(value: Any) -> bool:
    return isinstance(value, str) or not isinstance(value, Sequence)


def _table(rows: Sequence[Any]) -> Sequence[Sequence[Fraction]]:
    if not all(isinstance(row, Sequence) and not isinstance(row, str) for row in rows):
        raise InputError(
            "p", "is neither a number nor a list of rows", 'write "3/10", or rows of such numbers'
        )
    return exact_matrix([[_rational(x, "p") for x in row] for row in rows], "p")


def _rational(value: Any, field: str) -> Fraction:
    """An exact number; 0.3 would be another number than 3/10."""
    if isinstance(value, float):
        raise InputError(field, f"{value} is a binary float", 'write a string such as "3/10" or "0.3"')
    return exact_number(value, field)
