"""Statements about the curvature of a polynomial at one point: how small the least eigenvalue is there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from certify.claims.statements.statement import Question, Statement
from certify.common.errors import InputError
from certify.common.exact import rational_string
from certify.formulas.expressions import Expression, NotPolynomialError, Symbol, polynomial
from certify.formulas.expressions.polynomials import exact_number
from certify.formulas.expressions.tree import expression

MAX_VARIABLES, MAX_EXPONENT = 16, 64  # of the certificate format
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}")


@dataclass(frozen=True)
class Curvature(Statement):
    """The least eigenvalue of the Hessian of f at a point is at most a number, or at least one.

    Attributes:
        f: a polynomial with rational coefficients.
        at: every symbol of f, and any others the Hessian is taken in, with its rational value.
        at_most, at_least: the bound on the least eigenvalue; exactly one of the two.
        critical: says besides that the gradient vanishes at the point.

    A strict saddle is `at_most` a negative number with critical=True; a second-order point `at_least=0`.
    """

    f: Expression
    at: Mapping[Symbol, Any]
    at_most: Any = None
    at_least: Any = None
    critical: bool = False
    kind = "curvature"

    def __post_init__(self) -> None:
        if (self.at_most is None) == (self.at_least is None):
            raise InputError("at_most", "and at_least are alternatives", "give exactly one of the two")
        object.__setattr__(self, "f", expression(self.f, "f"))
        self.document()

    @property
    def relation(self) -> str:
        """ "<=" or ">=": how the least eigenvalue is said to lie to the bound."""
        return ">=" if self.at_most is None else "<="

    @property
    def bound(self) -> Fraction:
        """The number it is compared with."""
        side = "at_least" if self.at_most is None else "at_most"
        return exact_number(getattr(self, side), side)

    @property
    def symbols(self) -> list[Symbol]:
        """The variables, by their names."""
        if not isinstance(self.at, Mapping) or not all(isinstance(x, Symbol) for x in self.at):
            raise InputError("at", "does not map symbols to numbers", "write {x: 0, y: Fraction(1, 2)}")
        if not 1 <= len(self.at) <= MAX_VARIABLES:
            raise InputError("at", f"has {len(self.at)} variables", f"use from 1 to {MAX_VARIABLES}")
        return sorted(self.at, key=lambda symbol: symbol.name)

    @property
    def point(self) -> list[Fraction]:
        """The coordinates, in the order of the symbols."""
        return [exact_number(self.at[symbol], f"at[{symbol.name}]") for symbol in self.symbols]

    @property
    def terms(self) -> dict[tuple[int, ...], Fraction]:
        """The polynomial: exponents in the order of the symbols -> coefficient."""
        names = [symbol.name for symbol in self.symbols]
        if loose := sorted(self.f.symbols - set(names)):
            raise InputError("at", f"does not give a value for {loose[0]}", "list every symbol of f")
        try:
            terms = polynomial(self.f, names)
        except NotPolynomialError as error:
            raise InputError("f", str(error)[:80], "give a polynomial with rational coefficients") from None
        if max((exponent for monomial in terms for exponent in monomial), default=0) > MAX_EXPONENT:
            raise InputError("f", "has too large an exponent", f"use at most {MAX_EXPONENT}")
        return terms

    def document(self) -> dict[str, Any]:
        """The statement of the kernel's rule `negative-curvature`; names the format lacks are replaced."""
        names = [symbol.name for symbol in self.symbols]
        plain = all(_PLAIN.fullmatch(name) for name in names) and len(set(names)) == len(names)
        terms = sorted(self.terms.items(), reverse=True)
        return {
            "variables": names if plain else [f"x{i + 1}" for i in range(len(names))],
            "polynomial": [[rational_string(c), list(m)] for m, c in terms],
            "point": [rational_string(x) for x in self.point],
            "critical": int(self.critical),
            "relation": self.relation,
            "bound": rational_string(self.bound),
        }

    def asks(self, proved: bool = True) -> tuple[Question, ...] | None:
        return (("negative-curvature" if proved else "negative-curvature-refuted", self.document()),)

    def text(self) -> str:
        place = ", ".join(f"{symbol} = {x}" for symbol, x in zip(self.symbols, self.point, strict=True))
        side = "at most" if self.relation == "<=" else "at least"
        kind = ", a critical point," if self.critical else ""
        return f"at {place}{kind} the least eigenvalue of the Hessian of {self.f} is {side} {self.bound}"
