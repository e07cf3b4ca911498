"""Whole theorems: statements for matrices of all sizes, proved by a derivation.

from certify.claims import Theorem, claim
from certify.claims.derivations import load

core = load(__file__, "zhang/core")
whole = claim("Theorem 3.10", Theorem(core.core), printed=True, scope="whole")
"""

from dataclasses import dataclass, field
from typing import Any

from certify.claims.derivations.sequents import sequent_text
from certify.claims.derivations.theorem import Theorem as Derivation
from certify.claims.statements.statement import Question, Statement
from certify.common.errors import InputError


@dataclass(frozen=True)
class Theorem(Statement):
    """For all sizes, numbers, matrices and bilinear forms: the premises imply the conclusion.

    Attributes:
        derivation: the theorem with its proof, from `certify.claims.derivations`. What is said is its sequent
        alone.
    """

    derivation: Derivation = field(repr=False)
    kind = "theorem"

    def __post_init__(self) -> None:
        if not isinstance(self.derivation, Derivation):
            raise InputError("theorem", f"{self.derivation!r} is no theorem", "make it by theorem(...)")

    def __hash__(self) -> int:
        return hash(self.hash)

    def document(self) -> dict[str, Any]:
        """The statement of the kernel's rule derivation."""
        return self.derivation.document

    def asks(self, proved: bool = True) -> tuple[Question, ...] | None:
        return (("derivation", self.document()),) if proved else None

    def text(self) -> str:
        return sequent_text(self.derivation.sequent)
