"""Statements about one point of an l1 objective: critical, a local or global minimum, or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from certify.claims.statements.statement import Question, Statement
from certify.common.errors import InputError
from certify.common.exact import Exact, as_fraction, exact_matrix, rational_string

MAX_DIMENSION = 64  # of the certificate format
# What can be said, and what else, shown instead, refutes it.
SAYS: dict[str, tuple[str, ...]] = {
    "critical": ("not critical",),
    "not critical": ("critical", "sharp local minimum", "global minimum"),
    "sharp local minimum": ("not critical", "not a local minimum"),
    "global minimum": ("not critical", "not a local minimum", "not a global minimum"),
    "not a local minimum": ("sharp local minimum", "global minimum"),
    "not a global minimum": ("global minimum",),
}
# What else implies it: a proof of that is one of this.
IMPLIED_BY: dict[str, tuple[str, ...]] = {
    "critical": ("sharp local minimum", "global minimum"),
    "not a local minimum": ("not critical",),
    "not a global minimum": ("not critical", "not a local minimum"),
}


@dataclass(frozen=True)
class L1Point(Statement):
    """What a point is to f = (1/m) sum |y_i - <A_i, W1 W2>|, or to the same with W W^T.

    Attributes:
        measurements: the A_i, m >= 1 rational matrices (d1, d2).
        data: y (m,).
        factors: W1 (d1, k) and W2 (k, d2); or W (d, k) alone, for the symmetric objective.
        says: "critical": zero is in the Clarke subdifferential. "not critical": the directional derivative is
            negative in some direction. "sharp local minimum": near the point f grows at least in proportion
            to the distance of the product from W1 W2. "global minimum": over all matrices in the place of
            W1 W2 (all semidefinite ones in the place of W W^T), so for every number k of columns.
            "not a local minimum"; "not a global minimum" (over factors of these shapes).
    """

    measurements: Sequence[Any]
    data: Sequence[Any]
    factors: Sequence[Any]
    says: str
    kind = "l1-point"

    def __post_init__(self) -> None:
        if self.says not in SAYS:
            raise InputError("says", f"{self.says!r} is not known", f"choose one of {', '.join(SAYS)}")
        if len(self.factors) not in (1, 2):
            raise InputError("factors", f"has {len(self.factors)} matrices", "give (W,) or (W1, W2)")
        if not len(self.measurements):
            raise InputError("measurements", "is empty", "give at least one matrix")
        factors = tuple(exact_matrix(W, f"factors[{i}]") for i, W in enumerate(self.factors))
        rows, columns, last = len(factors[0]), len(factors[0][0]), len(factors[-1][0])
        if len(factors) == 2 and len(factors[1]) != columns:
            problem = f"has {len(factors[1])} rows and factors[0] has {columns} columns"
            raise InputError("factors[1]", problem, "give W1 (d1, k) and W2 (k, d2)")
        shape = (rows, last if len(factors) == 2 else rows)
        if max(*shape, columns) > MAX_DIMENSION:
            raise InputError("factors", f"are larger than {MAX_DIMENSION}", "use fewer rows and columns")
        measurements = tuple(exact_matrix(A, f"measurements[{i}]") for i, A in enumerate(self.measurements))
        for i, A in enumerate(measurements):
            if (len(A), len(A[0])) != shape:
                fix = f"the product of the factors has {shape}"
                raise InputError(f"measurements[{i}]", f"has the shape {(len(A), len(A[0]))}", fix)
        data = tuple(as_fraction(y, f"data[{i}]") for i, y in enumerate(self.data))
        if len(data) != len(measurements):
            problem = f"has {len(data)} numbers for {len(measurements)} measurements"
            raise InputError("data", problem, "give one for each")
        for name, value in (("measurements", measurements), ("data", data), ("factors", factors)):
            object.__setattr__(self, name, value)

    @property
    def symmetric(self) -> bool:
        """Whether the objective is that of W W^T."""
        return len(self.factors) == 1

    @property
    def halves(self) -> tuple[Exact, Exact]:
        """W1 and W2, or W and W^T."""
        first = self.factors[0]
        return first, tuple(zip(*first, strict=True)) if self.symmetric else self.factors[1]

    def document(self) -> dict[str, Any]:
        """The statement of the kernel's rules `l1-point` and `l1-point-refuted`."""
        return {
            "measurements": [_strings(A) for A in self.measurements],
            "data": [rational_string(y) for y in self.data],
            "factors": [_strings(W) for W in self.factors],
            "says": self.says,
        }

    def asks(self, proved: bool = True) -> tuple[Question, ...] | None:
        return (("l1-point" if proved else "l1-point-refuted", self.document()),)

    def text(self) -> str:
        (d1, k), d2 = (len(self.halves[0]), len(self.halves[1])), len(self.halves[1][0])
        product = "W Wᵀ" if self.symmetric else "W1 W2"
        sizes = f"{d1} × {d2}, k = {k}, m = {len(self.data)}"
        return f"the point of f = (1/m) Σ |y_i - ⟨A_i, {product}⟩| ({sizes}) is: {self.says}"


def _strings(A: Sequence[Sequence[Fraction]]) -> list[list[str]]:
    return [[rational_string(x) for x in row] for row in A]
