"""Statements about the curvature of a polynomial at one point: how small the least eigenvalue is there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy

from certify.claims.statement import Question, Statement
from certify.errors import InputError
from certify.exact import as_fraction, rational_string

MAX_VARIABLES, MAX_EXPONENT = 16, 64  # of the certificate format
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")


@dataclass(frozen=True)
class Curvature(Statement):
    """The least eigenvalue of the Hessian of f at a point is at most a number, or at least one.

    Attributes:
        f: a polynomial (sympy) with rational coefficients.
        at: every symbol of f, and any others the Hessian is taken in, with its rational value.
        at_most, at_least: the bound on the least eigenvalue; exactly one of the two.
        critical: says besides that the gradient vanishes at the point.

    A strict saddle is `at_most` a negative number with critical=True; a second-order point `at_least=0`.
    """

    f: sympy.Expr
    at: Mapping[sympy.Symbol, Any]
    at_most: Any = None
    at_least: Any = None
    critical: bool = False
    kind = "curvature"

    def __post_init__(self) -> None:
        if (self.at_most is None) == (self.at_least is None):
            raise InputError("at_most", "and at_least are alternatives", "give exactly one of the two")
        self.question(self.relation)

    @property
    def relation(self) -> str:
        """ "<=" or ">=": how the least eigenvalue is said to lie to the bound."""
        return ">=" if self.at_most is None else "<="

    @property
    def bound(self) -> Fraction:
        """The number it is compared with."""
        side = "at_least" if self.at_most is None else "at_most"
        return as_fraction(getattr(self, side), side)

    @property
    def symbols(self) -> list[sympy.Symbol]:
        """The variables, by their names."""
        if not isinstance(self.at, Mapping) or not all(isinstance(x, sympy.Symbol) for x in self.at):
            raise InputError("at", "does not map symbols to numbers", "write {x: 0, y: Fraction(1, 2)}")
        if not 1 <= len(self.at) <= MAX_VARIABLES:
            raise InputError("at", f"has {len(self.at)} variables", f"use from 1 to {MAX_VARIABLES}")
        return sorted(self.at, key=lambda symbol: str(symbol.name))

    @property
    def point(self) -> list[Fraction]:
        """The coordinates, in the order of the symbols."""
        return [as_fraction(self.at[symbol], f"at[{symbol.name}]") for symbol in self.symbols]

    @property
    def terms(self) -> dict[tuple[int, ...], Fraction]:
        """The polynomial: exponents in the order of the symbols -> coefficient."""
        if not isinstance(self.f, sympy.Expr):
            raise InputError("f", "is not a sympy expression", "give a polynomial in symbols")
        if loose := self.f.free_symbols - set(self.symbols):
            name = min(str(symbol) for symbol in loose)
            raise InputError("at", f"does not give a value for {name}", "list every symbol of f")
        try:
            p = sympy.Poly(self.f, *self.symbols)
        except (sympy.PolynomialError, TypeError, ValueError):
            raise InputError("f", "is not a polynomial", "give a sympy polynomial in the symbols") from None
        if not (p.domain.is_ZZ or p.domain.is_QQ):
            raise InputError("f", "has coefficients that are not rational", "write sympy.Rational(1, 10)")
        if max(p.degree_list()) > MAX_EXPONENT:
            raise InputError("f", "has too large an exponent", f"use at most {MAX_EXPONENT}")
        return {
            tuple(map(int, monomial)): Fraction(int(value.p), int(value.q))
            for monomial, value in p.terms()
            if value
        }

    def question(self, relation: str) -> dict[str, Any]:
        """The kernel's statement that the least eigenvalue has this relation to the bound."""
        names = [symbol.name for symbol in self.symbols]
        plain = all(_PLAIN.fullmatch(name) for name in names) and len(set(names)) == len(names)
        terms = sorted(self.terms.items(), reverse=True)
        return {
            "variables": names if plain else [f"x{i + 1}" for i in range(len(names))],
            "polynomial": [[rational_string(c), list(m)] for m, c in terms],
            "point": [rational_string(x) for x in self.point],
            "critical": int(self.critical),
            "relation": relation,
            "bound": rational_string(self.bound),
        }

    def asks(self, proved: bool = True) -> tuple[Question, ...] | None:
        opposite = {"<=": ">", ">=": "<"}
        return (("negative-curvature", self.question(self.relation if proved else opposite[self.relation])),)

    def document(self) -> dict[str, Any]:
        return {**self.question(self.relation), "symbols": [symbol.name for symbol in self.symbols]}

    def text(self) -> str:
        place = ", ".join(f"{symbol} = {x}" for symbol, x in zip(self.symbols, self.point, strict=True))
        side = "at most" if self.relation == "<=" else "at least"
        kind = ", a critical point," if self.critical else ""
        return f"at {place}{kind} the least eigenvalue of the Hessian of {self.f} is {side} {self.bound}"
