"""What a claim asserts: typed statements, hashed by what they say and not by how they are proved."""

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import sympy
from sympy.logic.boolalg import Boolean

from certify.errors import InputError

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

    @property
    def hash(self) -> str:
        """SHA-256 of the document, in hexadecimal."""
        data = json.dumps({"kind": self.kind, **self.document()}, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(data.encode()).hexdigest()


@dataclass(frozen=True)
class Real(Statement):
    """For all real values of the symbols: given, then show. With exists=True: some values satisfy both.

    Attributes:
        symbols: the symbols bound, each real.
        given: relations (sympy), all assumed. Square roots, Min, Max, Abs, Piecewise and quotients are
            allowed; where a hypothesis leaves an expression of it undefined, it does not hold.
        show: the relation asserted; `sympy.And` of several is allowed. Where it is undefined inside the
            hypotheses the statement is ill posed.
        exists: an existence statement instead of a universal one.
    """

    symbols: tuple[sympy.Symbol, ...]
    given: tuple[Boolean, ...]
    show: Boolean
    exists: bool = False
    kind = "real"

    def __post_init__(self) -> None:
        free = set().union(*(part.free_symbols for part in (*self.given, self.show)))
        loose = sorted(symbol.name for symbol in free - set(self.symbols))
        if loose:
            raise InputError("show", f"the symbol {loose[0]} is not bound", "list it among the symbols")

    def document(self) -> dict[str, Any]:
        return {
            "symbols": sorted(symbol.name for symbol in self.symbols),
            "given": sorted(sympy.srepr(part) for part in self.given),
            "show": sympy.srepr(self.show),
            "exists": self.exists,
        }

    def text(self) -> str:
        names = ", ".join(symbol.name for symbol in self.symbols)
        given = ", ".join(map(str, self.given))
        condition = f" with {given}" if given else ""
        return f"{'there are' if self.exists else 'for all'} {names}{condition}: {self.show}"


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


def reals(names: str) -> Sequence[sympy.Symbol]:
    """Real symbols, from names separated by spaces; one name gives a list of one."""
    return [sympy.Symbol(name, real=True) for name in names.split()]
