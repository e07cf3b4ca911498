"""Polynomials with rational coefficients, as FLINT has them, and products that are not too large."""

from typing import Any

from flint import fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from certify.crosscheck.refusal import Effort, NotJudged, NotProved
from certify.crosscheck.values import rational, sequence, small_integer

MAX_EXPONENT = 64
MAX_TERMS = 20_000
MAX_DEGREE = 2**31

Terms = dict[tuple[int, ...], fmpq]


def ring(variables: int) -> Any:
    """The ring of polynomials in so many variables. Their names play no part, so there are few rings."""
    return fmpq_mpoly_ctx.get(("x", variables) if variables else (), "lex")


def exponents(value: object, place: str, variables: int, greatest: int = MAX_EXPONENT) -> tuple[int, ...]:
    """The exponents of a monomial."""
    numbers = sequence(value, place, variables)
    return tuple(small_integer(e, f"{place}[{i}]", greatest) for i, e in enumerate(numbers))


def terms(value: object, place: str, variables: int, greatest: int = MAX_EXPONENT) -> Terms:
    """A polynomial as it is written."""
    written: Terms = {}
    for i, term in enumerate(sequence(value, place)):
        coefficient, powers = sequence(term, f"{place}[{i}]", 2)
        monomial = exponents(powers, f"{place}[{i}][1]", variables, greatest)
        number = rational(coefficient, f"{place}[{i}][0]")
        if monomial in written:
            raise NotProved(f"{place}[{i}]: a monomial for the second time")
        if number == 0:
            raise NotProved(f"{place}[{i}]: a coefficient that is zero")
        written[monomial] = number
    if len(written) > MAX_TERMS:
        raise NotJudged(f"{place}: more than {MAX_TERMS} terms")
    return written


def polynomial(value: object, place: str, variables: int) -> fmpq_mpoly:
    """A polynomial as an element of the ring."""
    return ring(variables).from_dict(terms(value, place, variables))


def product(p: fmpq_mpoly, q: fmpq_mpoly, effort: Effort) -> fmpq_mpoly:
    """p q, unless it would be too large."""
    effort.spend(15_000 + 100 * len(p) * len(q), height(p) + height(q))
    if any(a + b >= MAX_DEGREE for a, b in zip(p.degrees(), q.degrees(), strict=True)):
        raise NotJudged(f"too large: a polynomial of degree {MAX_DEGREE} or more")
    return not_too_long(p * q)


def plus(p: fmpq_mpoly, q: fmpq_mpoly, effort: Effort) -> fmpq_mpoly:
    """p + q, unless it would be too large."""
    effort.spend(15_000 + 100 * (len(p) + len(q)), height(p) + height(q))
    return not_too_long(p + q)


def height(p: fmpq_mpoly) -> int:
    """The length of its longest coefficient."""
    return max((int(c.height_bits()) for c in p.coeffs()), default=0)


def not_too_long(p: fmpq_mpoly) -> fmpq_mpoly:
    """The polynomial, unless it has too many terms."""
    if len(p) > MAX_TERMS:
        raise NotJudged(f"too large: a polynomial of more than {MAX_TERMS} terms")
    return p
