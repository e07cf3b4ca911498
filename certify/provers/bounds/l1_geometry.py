"""A point of an l1 objective in numbers: residuals, derivatives, and exact multipliers near float ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np
from flint import fmpq, fmpq_mat

from certify.certificates.rational import Simplest
from certify.claims.statements.l1_point import L1Point
from certify.common.exact import Exact
from certify.provers.bounds.exact_algebra import DENOMINATORS, as_fraction, exact_rows, floats
from certify.recovery.geometry import Floats


@dataclass(frozen=True)
class Geometry:
    """A is (m, d1 d2), its rows the measurements; directions are vectors of all entries of the factors."""

    statement: L1Point

    @cached_property
    def A(self) -> fmpq_mat:
        """The measurements as rows."""
        rows = [[x for row in A for x in row] for A in self.statement.measurements]
        return exact_rows(rows)

    @cached_property
    def residuals(self) -> list[Fraction]:
        """y_i - <A_i, W1 W2>."""
        left, right = (exact_rows(W) for W in self.statement.halves)
        product = left * right
        seen = self.A * fmpq_mat(self.A.ncols(), 1, product.entries())
        return [y - as_fraction(seen[i, 0]) for i, y in enumerate(self.statement.data)]

    @cached_property
    def zero(self) -> list[int]:
        """The measurements with residual zero."""
        return [i for i, r in enumerate(self.residuals) if not r]

    @cached_property
    def signs(self) -> list[int]:
        """The signs of the residuals."""
        return [(r > 0) - (r < 0) for r in self.residuals]

    @cached_property
    def slopes(self) -> fmpq_mat:
        """Row i: the derivatives of <A_i, W1 W2> by the entries of W1 and then of W2 (of W)."""
        left, right = (exact_rows(W) for W in self.statement.halves)
        d1, d2 = left.nrows(), right.ncols()
        rows = []
        for row in self.A.tolist():
            A = fmpq_mat(d1, d2, row)
            if self.statement.symmetric:
                rows.append(((A + A.transpose()) * left).entries())
            else:
                rows.append([*(A * right.transpose()).entries(), *(left.transpose() * A).entries()])
        return fmpq_mat(len(rows), len(rows[0]), [x for row in rows for x in row])

    @cached_property
    def float_slopes(self) -> Floats:
        """The same, as floats."""
        return floats(self.slopes)

    def step(self, direction: Sequence[Fraction]) -> list[Exact]:
        """A direction as matrices of the shapes of the factors."""
        found, start = [], 0
        for W in self.statement.factors:
            columns = len(W[0])
            size = len(W) * columns
            part = direction[start : start + size]
            found.append(tuple(tuple(part[i : i + columns]) for i in range(0, size, columns)))
            start += size
        return found

    def first_order(self, direction: Sequence[Fraction]) -> Fraction:
        """m f'(W; D): the sum of |a_i| over zero residuals, minus sgn(r_i) a_i over the others."""
        column = fmpq_mat(len(direction), 1, [fmpq(x.numerator, x.denominator) for x in direction])
        changes = (self.slopes * column).entries()
        pairs = zip(self.signs, changes, strict=True)
        return as_fraction(sum((-sign * a if sign else abs(a) for sign, a in pairs), fmpq(0)))


def multipliers(
    geometry: Geometry, rows: fmpq_mat, near: Floats, open_end: bool = False
) -> Iterator[list[Fraction]]:
    """Exact signs with sum signs_i rows_i = 0: of nonzero residuals, and numbers of [-1, 1] near floats.

    Of the latter as many are rounded as are free; the others, those farthest from the ends, follow exactly.
    """
    zero, signs = geometry.zero, geometry.signs
    order = sorted(range(len(zero)), key=lambda i: abs(near[i]))
    table = rows.tolist()
    fixed = (fmpq_mat(1, len(signs), signs) * rows).entries()
    system = fmpq_mat([[*(table[zero[i]][j] for i in order), -fixed[j]] for j in range(rows.ncols())])
    echelon, rank = system.rref()
    pivots = [next(j for j in range(system.ncols()) if echelon[i, j] != 0) for i in range(rank)]
    if len(zero) in pivots:
        return
    free = [j for j in range(len(zero)) if j not in set(pivots)]
    right = [as_fraction(echelon[i, len(zero)]) for i in range(rank)]
    weights = [[as_fraction(echelon[i, j]) for j in free] for i in range(rank)]
    seen = set()
    for largest in DENOMINATORS:
        values = Simplest(largest).matrix(np.array([[near[order[j]] for j in free]]))[0] if free else ()
        chosen = tuple(max(Fraction(-1), min(Fraction(1), x)) for x in values)
        if chosen in seen:
            continue
        seen.add(chosen)
        found: list[Fraction] = [Fraction(s) for s in signs]
        for j, x in zip(free, chosen, strict=True):
            found[zero[order[j]]] = x
        for pivot, constant, weight in zip(pivots, right, weights, strict=True):
            moved = sum((w * x for w, x in zip(weight, chosen, strict=True)), Fraction(0))
            found[zero[order[pivot]]] = constant - moved
        if all(abs(found[i]) < 1 or (abs(found[i]) == 1 and not open_end) for i in zero):
            yield found
