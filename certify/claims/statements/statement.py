"""What a claim asserts: typed statements, hashed by what they say and not by how they are proved."""

import hashlib
import json
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from certify.claims.origins.origin import Origin
from certify.common.errors import InputError
from certify.formulas.expressions import Condition, Symbol, text, to_document
from certify.formulas.expressions.tree import condition

# A rule of the kernel, and a statement that it judges.
Question: TypeAlias = tuple[str, dict[str, Any]]


class Statement(ABC):
    """Something that is so or not. Equal documents are equal statements."""

    kind: str

    @abstractmethod
    def document(self) -> dict[str, Any]:
        """All that it says, as JSON data."""

    @abstractmethod
    def text(self) -> str:
        """All that it says, for a person, in one or a few lines."""

    def asks(self, proved: bool = True) -> tuple[Question, ...] | None:
        """The kernel's statements of which a certificate for any one proves this, or else refutes it.

        None where no single certificate does either: then nothing binds a certificate to this statement.
        """
        del proved
        return None

    def about_hypotheses(self, hold: bool) -> tuple[Question, ...]:
        """The kernel's statements of which any shows that the hypotheses hold somewhere, or else nowhere."""
        del hold
        return ()

    def about_poles(self) -> tuple[Question, ...]:
        """The kernel's statements of which any shows that it is undefined within its hypotheses."""
        return ()

    @property
    def hash(self) -> str:
        """SHA-256 of the document, in hexadecimal."""
        data = json.dumps({"kind": self.kind, **self.document()}, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(data.encode()).hexdigest()


@dataclass(frozen=True)
class Real(Statement):
    """For all real values of the symbols: given, then show. With exists=True: some values satisfy both.

    Attributes:
        symbols: the symbols bound, each real, by their names.
        given: conditions, all assumed; where a hypothesis leaves an expression of it undefined, it does not
            hold.
        show: the condition asserted. Where a part of it is undefined inside the hypotheses the statement is
            ill posed.
        exists: an existence statement instead of a universal one.
        origins: the hypotheses that are not printed where they are used, with where they come from; no part
            of what is said.

    Raises:
        InputError: a symbol that is not bound, bound twice, or no symbol; something else than a condition.

    Example:
        >>> from certify.formulas.expressions import reals
        >>> a, b = reals("a b")
        >>> Real((a, b), (a > 0,), a + b**2 > 0).text()
        'for all a, b with a > 0: a + b**2 > 0'
    """

    symbols: tuple[Symbol, ...]
    given: tuple[Condition, ...]
    show: Condition
    exists: bool = False
    origins: tuple[Origin, ...] = field(default=(), compare=False, repr=False)
    kind = "real"

    def __post_init__(self) -> None:
        for index, symbol in enumerate(self.symbols):
            if type(symbol) is not Symbol:
                fix = 'symbols are real, made by reals("a b")'
                raise InputError(f"symbols[{index}]", f"{symbol!r} is no symbol of certify.claims", fix)
        for index, part in enumerate(self.given):
            condition(part, f"given[{index}]")
        condition(self.show, "show")
        ordered = tuple(sorted(self.symbols, key=lambda symbol: symbol.name))
        object.__setattr__(self, "symbols", ordered)
        names = [symbol.name for symbol in ordered]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise InputError("symbols", f"{twice[0]} is bound twice", "bind every symbol once")
        free = frozenset[str]().union(*(part.symbols for part in (*self.given, self.show)))
        if loose := sorted(free - set(names)):
            raise InputError("show", f"the symbol {loose[0]} is not bound", "list it among the symbols")

    def document(self) -> dict[str, Any]:
        """The statement of the kernel's rules `real`, `real-refuted`, `real-vacuous` and `real-ill-posed`."""
        return {
            "quantifier": "there are" if self.exists else "for all",
            "symbols": [symbol.name for symbol in self.symbols],
            "given": [to_document(part) for part in self.given],
            "show": to_document(self.show),
        }

    def asks(self, proved: bool = True) -> tuple[Question, ...]:
        return (("real" if proved else "real-refuted", self.document()),)

    def about_hypotheses(self, hold: bool) -> tuple[Question, ...]:
        return () if hold else (("real-vacuous", self.document()),)

    def about_poles(self) -> tuple[Question, ...]:
        return (("real-ill-posed", self.document()),)

    def text(self) -> str:
        names = ", ".join(symbol.name for symbol in self.symbols)
        given = f" with {', '.join(map(text, self.given))}" if self.given else ""
        return f"{'there are' if self.exists else 'for all'} {names}{given}: {text(self.show)}"


@dataclass(frozen=True)
class Unmechanised(Statement):
    """Recorded, with the reason why no check exists."""

    says: str
    reason: str
    kind = "unmechanised"

    def document(self) -> dict[str, Any]:
        return {"says": self.says, "reason": self.reason}

    def text(self) -> str:
        return f"{self.says} (not mechanised: {self.reason})"
