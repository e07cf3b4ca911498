"""Statements about a semidefinite program: its value is at least a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from certify.claims.statements.statement import Question, Statement
from certify.common.errors import InputError
from certify.common.exact import Exact, as_fraction, exact_matrix, rational_string

MAX_DIMENSION = 64  # of the certificate format


@dataclass(frozen=True)
class PsdBound(Statement):
    """<C, X> >= at_least for every semidefinite X with <A_i, X> = b_i.

    Nonnegative scalar variables are further diagonal entries of a block diagonal problem.

    Attributes:
        C: the objective, symmetric (n, n), rational.
        A: the constraints, m symmetric (n, n).
        b: their right sides (m,).
        at_least: the bound.
    """

    C: Any
    A: Sequence[Any]
    b: Sequence[Any]
    at_least: Any
    kind = "psd-bound"

    def __post_init__(self) -> None:
        C = _symmetric(self.C, "C")
        if len(C) > MAX_DIMENSION:
            raise InputError("C", f"has {len(C)} rows", f"use at most {MAX_DIMENSION}")
        A = tuple(_symmetric(matrix, f"A[{i}]") for i, matrix in enumerate(self.A))
        for i, matrix in enumerate(A):
            if len(matrix) != len(C):
                raise InputError(f"A[{i}]", f"has {len(matrix)} rows and C has {len(C)}", "use one size")
        b = tuple(as_fraction(x, f"b[{i}]") for i, x in enumerate(self.b))
        if len(b) != len(A):
            raise InputError("b", f"has {len(b)} numbers for {len(A)} constraints", "give one for each")
        values = {"C": C, "A": A, "b": b, "at_least": as_fraction(self.at_least, "at_least")}
        for name, value in values.items():
            object.__setattr__(self, name, value)

    def asks(self, proved: bool = True) -> tuple[Question, ...] | None:
        return (("psd-bound" if proved else "psd-bound-refuted", self.document()),)

    def about_hypotheses(self, hold: bool) -> tuple[Question, ...]:
        return (("psd-feasible" if hold else "psd-infeasible", self.document()),)

    def document(self) -> dict[str, Any]:
        """The statement of the kernel's rules `psd-bound`, `psd-bound-refuted` and those of feasibility."""
        return {
            "objective": _strings(self.C),
            "constraints": [[_strings(A), rational_string(b)] for A, b in zip(self.A, self.b, strict=True)],
            "relation": ">=",
            "bound": rational_string(self.at_least),
        }

    def text(self) -> str:
        size = f"{len(self.C)} × {len(self.C)}, {len(self.A)} equations"
        return f"min {{⟨C, X⟩ : ⟨A_i, X⟩ = b_i, X ⪰ 0}} ≥ {self.at_least} ({size})"


def _symmetric(value: Any, field: str) -> Exact:
    matrix = exact_matrix(value, field)
    if matrix != tuple(zip(*matrix, strict=True)):
        raise InputError(field, "is not symmetric", "give a symmetric matrix")
    return matrix


def _strings(A: Exact) -> list[list[str]]:
    return [[rational_string(x) for x in row] for row in A]
