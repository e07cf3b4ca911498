"""What is known at a node of a case distinction: signs of polynomials, and the roots given names there."""

from typing import Any, NamedTuple

from flint import fmpq, fmpq_mpoly

from certify.crosscheck.arithmetic.polynomials import height, plus, product, ring
from certify.crosscheck.refusal import Effort, NotProved
from certify.crosscheck.values import choice

Signs = frozenset[int]
Key = tuple[Any, ...]

WRITTEN: dict[str, Signs] = {
    "-": frozenset({-1}),
    "0": frozenset({0}),
    "+": frozenset({1}),
    "-0": frozenset({-1, 0}),
    "0+": frozenset({0, 1}),
    "-+": frozenset({-1, 1}),
}
ALL: Signs = frozenset({-1, 0, 1})


class Fact(NamedTuple):
    """A polynomial and the signs it can have: "0", "+", "0+" or "-+"."""

    polynomial: fmpq_mpoly
    signs: str


class Root(NamedTuple):
    """The variable that is the q-th root of the quotient of two polynomials."""

    variable: int
    q: int
    numerator: fmpq_mpoly
    denominator: fmpq_mpoly


class Facts:
    """The facts at a node, in the order in which they were recorded."""

    def __init__(
        self, variables: int, facts: list[Fact], known: dict[Key, Signs], roots: list[Root], effort: Effort
    ) -> None:
        self.variables, self.facts, self.known, self.roots = variables, facts, known, roots
        self.effort = effort

    def with_fact(self, p: fmpq_mpoly, signs: str) -> "Facts":
        """These and one more; p is not zero."""
        if signs in ("-", "-0"):
            p, signs = -p, "+" if signs == "-" else "0+"
        line, sign = self._line(p)
        known = self.known.copy()
        known[line] = self.known.get(line, ALL) & _turned(WRITTEN[signs], sign)
        return Facts(self.variables, [*self.facts, Fact(p, signs)], known, self.roots, self.effort)

    def with_root(self, q: int, numerator: fmpq_mpoly, denominator: fmpq_mpoly) -> "Facts":
        """These with one variable more, the q-th root of numerator/denominator, and what is known of it."""
        size = self.variables
        wider = Facts(size + 1, [], {}, [], self.effort)
        for p, signs in self.facts:
            wider = wider.with_fact(self._widened(p), signs)
        wider.roots = [
            Root(variable, degree, self._widened(N), self._widened(D))
            for variable, degree, N, D in [*self.roots, Root(size, q, numerator, denominator)]
        ]
        N, D = wider.roots[-1][2:]
        v = ring(size + 1).from_dict({(0,) * size + (1,): 1})
        power = ring(size + 1).from_dict({(0,) * size + (q,): 1})
        wider = wider.with_fact(v, "0+")
        return wider.with_fact(plus(product(power, D, self.effort), -N, self.effort), "0")

    def _widened(self, p: fmpq_mpoly) -> fmpq_mpoly:
        self.effort.spend(5000 + 1000 * len(p), height(p))
        terms = {(*monomial, 0): coefficient for monomial, coefficient in p.to_dict().items()}
        return ring(self.variables + 1).from_dict(terms)

    def _line(self, p: fmpq_mpoly) -> tuple[Key, int]:
        """A name for the multiples of a polynomial that is not zero, and the sign of p among them."""
        self.effort.spend(10_000 + 1000 * len(p), height(p))
        leading = p.leading_coefficient()
        return key(p / leading), 1 if leading > 0 else -1

    def signs(self, p: fmpq_mpoly) -> Signs:
        """The signs that p can have: of a constant its own, of a multiple of facts what they say."""
        if p.is_constant():
            value = p.leading_coefficient() if len(p) else fmpq(0)
            return frozenset({(value > 0) - (value < 0)})
        line, sign = self._line(p)
        return _turned(self.known.get(line, ALL), sign)

    def within(self, p: fmpq_mpoly, signs: Signs) -> bool:
        """Whether p is known to have one of these signs."""
        return self.signs(p) <= signs

    def outside(self, p: fmpq_mpoly, signs: Signs) -> bool:
        """Whether p is known to have none of these signs."""
        return not self.signs(p) & signs


def read_signs(value: object, place: str) -> str:
    """Signs as they are written."""
    return choice(value, place, WRITTEN)


def nonzero(p: fmpq_mpoly, place: str) -> fmpq_mpoly:
    """The polynomial, which is not zero."""
    if not len(p):
        raise NotProved(f"{place}: the polynomial is zero")
    return p


def key(p: fmpq_mpoly) -> Key:
    """The polynomial as something to look up."""
    return tuple(p.monoms()), tuple(p.coeffs())


def _turned(signs: Signs, sign: int) -> Signs:
    return frozenset(sign * s for s in signs)
