"""Target = sum of (sums of squares) times products of nonnegative polynomials, exactly.

Two searches propose: a linear programme over products and squares of monomials and binomials, whose vertices
are exact once their support is known; and a semidefinite programme, whose interior points are rounded and
projected on the linear constraints, after its face has been found from the eigenvectors that vanish. Nothing
is believed but an exact identity with exactly semidefinite Gram matrices.
"""

import itertools
import time
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import clarabel
import numpy as np
from flint import fmpq, fmpq_mat
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from certify.provers.reals.polynomials import Poly, Ring, coefficients, degree, fraction, number, primitive

Matrix = list[list[Fraction]]
Floats = NDArray[np.float64]

_LARGEST_SYSTEM = 2600  # unknown entries of Gram matrices
_LARGEST_PROGRAMME = 6000  # columns


@dataclass(frozen=True)
class Square:
    """basis^T gram basis times the product of the inequalities with these positions."""

    product: tuple[int, ...]
    basis: tuple[Poly, ...]
    gram: Matrix


@dataclass(frozen=True)
class Decomposition:
    """target - margin = sum of the squares + sum of multiplier times equation, exactly."""

    margin: Fraction
    squares: tuple[Square, ...]
    multipliers: tuple[Poly, ...]


@dataclass
class Problem:
    """Write target (minus a margin > 0 where wanted) with these inequalities and equations."""

    ring: Ring
    target: Poly
    inequalities: list[Poly]
    equations: list[Poly]
    margin: bool = False

    def __post_init__(self) -> None:
        """Equations with coprime leading monomials rewrite; the others get unknown multipliers."""
        self.rules: list[int] = []
        self.others: list[int] = []
        for i, equation in enumerate(self.equations):
            leads = [self.equations[j].LM for j in self.rules]
            coprime = all(not (a and b) for lead in leads for a, b in zip(lead, equation.LM, strict=True))
            (self.rules if coprime and any(equation.LM) else self.others).append(i)
        self._rules = [self.equations[i] for i in self.rules]

    def reduced(self, p: Poly) -> Poly:
        """The remainder by the rewriting equations: a linear map."""
        return p.rem(self._rules) if self._rules else p

    def finished(
        self, margin: Fraction, squares: Iterable[Square], free: dict[int, Poly]
    ) -> Decomposition | None:
        """The decomposition with all multipliers, if it is one exactly."""
        squares = tuple(square for square in squares if any(any(row) for row in square.gram))
        rest = self.target - number(self.ring, margin)
        for square in squares:
            rest -= expanded(self, square)
        multipliers = [self.ring(0)] * len(self.equations)
        for i, multiplier in free.items():
            multipliers[i] = multiplier
            rest -= multiplier * self.equations[i]
        if rest and self._rules:
            quotients, rest = rest.div(self._rules)
            for i, quotient in zip(self.rules, quotients, strict=True):
                multipliers[i] += quotient
        good = not rest and (margin > 0 if self.margin else margin == 0)
        if not good or not all(is_semidefinite(square.gram) for square in squares):
            return None
        return Decomposition(margin, squares, tuple(multipliers))


def expanded(problem: Problem, square: Square) -> Poly:
    """The polynomial a square stands for."""
    total = problem.ring(0)
    for a, row in zip(square.basis, square.gram, strict=True):
        for b, entry in zip(square.basis, row, strict=True):
            if entry:
                total += a * b * number(problem.ring, entry)
    for i in square.product:
        total *= problem.inequalities[i]
    return total


def is_semidefinite(gram: Matrix) -> bool:
    """Whether a symmetric rational matrix is positive semidefinite, by elimination."""
    rows = [list(row) for row in gram]
    while rows:
        pivot = next((i for i, row in enumerate(rows) if row[i]), None)
        if pivot is None:
            return not any(any(row) for row in rows)
        p = rows[pivot][pivot]
        if p < 0:
            return False
        lead = rows[pivot]
        rows = [
            [x - row[pivot] * y / p for j, (x, y) in enumerate(zip(row, lead, strict=True)) if j != pivot]
            for i, row in enumerate(rows)
            if i != pivot
        ]
    return True


def monomials(problem: Problem, used: Sequence[int], top: int) -> list[Poly]:
    """All monomials of at most this degree in the used variables that no equation rewrites."""
    ring, leads = problem.ring, [problem.equations[i].LM for i in problem.rules]
    found = []
    for total in range(top + 1):
        for choice in itertools.combinations_with_replacement(used, total):
            exponents = [0] * len(ring.gens)
            for i in choice:
                exponents[i] += 1
            if not any(all(a >= b for a, b in zip(exponents, lead, strict=True)) for lead in leads):
                found.append(ring.term_new(tuple(exponents), ring.domain.one))
    return found


def products(
    problem: Problem, factors: int, top: int, repeated: bool
) -> Iterator[tuple[tuple[int, ...], Poly]]:
    """Products of at most so many inequalities with degree at most top, the empty one first."""
    choose = itertools.combinations_with_replacement if repeated else itertools.combinations
    for count in range(factors + 1):
        for choice in choose(range(len(problem.inequalities)), count):
            if sum(degree(problem.inequalities[i]) for i in choice) <= top:
                value = problem.ring(1)
                for i in choice:
                    value *= problem.inequalities[i]
                yield choice, value


# The linear programme


def by_vertices(
    problem: Problem, used: Sequence[int], top: int, factors: int, deadline: float
) -> Decomposition | None:
    """A decomposition into products of inequalities times squares of monomials and binomials."""
    columns: list[tuple[tuple[int, ...], tuple[Poly, ...], Matrix, Poly]] = []
    one = [[Fraction(1)]]
    for choice, value in products(problem, factors, top, True):
        basis = monomials(problem, used, (top - degree(value)) // 2)
        columns += [(choice, (m,), one, value * m * m) for m in basis]
        if len(choice) <= 1 and len(basis) ** 2 <= 1200:
            for a, b in itertools.combinations(basis, 2):
                for s in (1, -1):
                    gram = [[Fraction(1), Fraction(s)], [Fraction(s), Fraction(1)]]
                    columns.append((choice, (a, b), gram, value * (a + s * b) ** 2))
        if len(columns) > _LARGEST_PROGRAMME or time.monotonic() > deadline:
            return None
    free = _multiplier_columns(problem, used, top)
    polynomials = [problem.reduced(column[3]) for column in columns]
    polynomials += [problem.reduced(m * problem.equations[i]) for i, m in free]
    if problem.margin:
        polynomials.append(problem.ring(1))
    matrix, right = linear_system(polynomials, problem.reduced(problem.target))
    if matrix is None:
        return None
    count = len(columns)
    cost = np.zeros(len(polynomials))
    bounds: list[tuple[float | None, float | None]] = [(0, None)] * count + [(None, None)] * len(free)
    if problem.margin:
        cost[-1] = -1.0
        bounds.append((0, 1e3))
    else:
        cost[:count] = 1.0
    scale = np.maximum(np.abs(matrix).max(axis=1).toarray().ravel(), 1e-300)
    scaled = sparse.diags(1 / scale) @ matrix
    limit = max(0.05, deadline - time.monotonic())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = linprog(
            cost, A_eq=scaled, b_eq=np.array([float(x) for x in right]) / scale, bounds=bounds,
            method="highs-ds", options={"time_limit": limit},
        )  # fmt: skip
    if result.x is None or result.status != 0:
        return None
    support = [j for j, x in enumerate(result.x) if x != 0]
    values = exact_solution([polynomials[j] for j in support], problem.reduced(problem.target), [])
    if values is None or any(value < 0 for j, value in zip(support, values, strict=True) if j < count):
        return None
    margin, squares, multipliers = Fraction(0), [], dict.fromkeys({i for i, _ in free}, problem.ring(0))
    for j, value in zip(support, values, strict=True):
        if j < count:
            choice, basis_pair, gram, _ = columns[j]
            squares.append(Square(choice, basis_pair, [[x * value for x in row] for row in gram]))
        elif j < count + len(free):
            i, m = free[j - count]
            multipliers[i] += m * number(problem.ring, value)
        else:
            margin = value
    return problem.finished(margin, squares, multipliers)


def _multiplier_columns(problem: Problem, used: Sequence[int], top: int) -> list[tuple[int, Poly]]:
    return [
        (i, m)
        for i in problem.others
        for m in monomials(problem, used, max(0, top - degree(problem.equations[i])))
    ]


def linear_system(polynomials: Sequence[Poly], target: Poly) -> tuple[Any, list[Fraction]]:
    """Coefficientwise: matrix times unknowns = right side; None if a monomial of the target is never met."""
    rows: dict[tuple[int, ...], int] = {}
    data, where, which = [], [], []
    for j, p in enumerate(polynomials):
        for monomial, value in coefficients(p).items():
            where.append(rows.setdefault(monomial, len(rows)))
            which.append(j)
            data.append(float(value))
    right = [Fraction(0)] * len(rows)
    for monomial, value in coefficients(target).items():
        if monomial not in rows:
            return None, []
        right[rows[monomial]] = value
    if not rows:
        return None, []
    return sparse.csr_matrix((data, (where, which)), shape=(len(rows), len(polynomials))), right


def exact_solution(
    polynomials: Sequence[Poly], target: Poly, wanted: Sequence[Fraction]
) -> list[Fraction] | None:
    """Rational unknowns with sum of unknown times polynomial = target, near those wanted (default: zero)."""
    rows: dict[tuple[int, ...], dict[int, Fraction]] = {}
    for j, p in enumerate(polynomials):
        for monomial, value in coefficients(p).items():
            rows.setdefault(monomial, {})[j] = value
    last = len(polynomials)
    for monomial, value in coefficients(target).items():
        rows.setdefault(monomial, {})[last] = value
    if not rows:
        return [Fraction(0)] * last
    entries = [
        fmpq(row.get(j, Fraction(0)).numerator, row.get(j, Fraction(0)).denominator)
        for row in rows.values()
        for j in range(last + 1)
    ]
    echelon, rank = fmpq_mat(len(rows), last + 1, entries).rref()
    pivots = []
    for i in range(rank):
        pivot = next(j for j in range(last + 1) if echelon[i, j] != 0)
        if pivot == last:
            return None
        pivots.append(pivot)
    values = list(wanted) or [Fraction(0)] * last
    chosen = set(pivots)
    for i, pivot in enumerate(pivots):
        total = fraction(echelon[i, last])
        for j in range(pivot + 1, last):
            if j not in chosen and echelon[i, j] != 0:
                total -= fraction(echelon[i, j]) * values[j]
        values[pivot] = total
    return values


# The semidefinite programme


@dataclass
class _Block:
    product: tuple[int, ...]
    factor: Poly
    basis: list[Poly]


def by_semidefinite(
    problem: Problem, used: Sequence[int], top: int, factors: int, deadline: float
) -> Decomposition | None:
    """A decomposition with full Gram matrices."""
    blocks, size = [], 0
    for choice, value in products(problem, factors, top, False):
        basis = monomials(problem, used, (top - degree(value)) // 2)
        size += len(basis) * (len(basis) + 1) // 2
        if size > _LARGEST_SYSTEM:
            return None
        blocks.append(_Block(choice, value, basis))
    free = _multiplier_columns(problem, used, top)
    _drop_forced_zeros(problem, blocks, free)
    for _ in range(6):
        if time.monotonic() > deadline:
            return None
        blocks = [block for block in blocks if block.basis]
        columns = _columns(problem, blocks, free)
        if columns is None:
            return None
        solved = _solve(problem, blocks, columns, deadline)
        if solved is None:
            return None
        grams, rest, interior = solved
        found = _rounded(problem, blocks, free, columns, grams, rest)
        if found:
            return found
        if interior > 1e-4 or not _reduce_faces(problem, blocks, grams):
            return None
    return None


def _drop_forced_zeros(problem: Problem, blocks: list[_Block], free: list[tuple[int, Poly]]) -> None:
    """Remove basis elements whose squares nothing can cancel (the Newton polytope, for sums of squares)."""
    touched = {m for i, p in free for m in problem.reduced(p * problem.equations[i])}
    target = set(problem.reduced(problem.target)) | ({problem.ring.zero_monom} if problem.margin else set())
    changed = True
    while changed:
        changed = False
        rows: dict[tuple[int, ...], list[tuple[int, int, int, Any]]] = {}
        for k, block in enumerate(blocks):
            for i, j in _entries(len(block.basis)):
                p = problem.reduced(block.basis[i] * block.basis[j] * block.factor)
                for monomial, value in p.items():
                    rows.setdefault(monomial, []).append((k, i, j, value))
        doomed: set[tuple[int, int]] = set()
        for monomial, row in rows.items():
            if monomial in target or monomial in touched or any(i != j for _, i, j, _ in row):
                continue
            if all(value > 0 for *_, value in row) or all(value < 0 for *_, value in row):
                doomed |= {(k, i) for k, i, _, _ in row}
        for k, block in enumerate(blocks):
            kept = [b for i, b in enumerate(block.basis) if (k, i) not in doomed]
            changed |= len(kept) < len(block.basis)
            block.basis = kept


def _entries(n: int) -> list[tuple[int, int]]:
    """The positions of the upper triangle, column by column."""
    return [(i, j) for j in range(n) for i in range(j + 1)]


def _columns(problem: Problem, blocks: list[_Block], free: list[tuple[int, Poly]]) -> list[Poly] | None:
    columns = []
    for block in blocks:
        for i, j in _entries(len(block.basis)):
            p = problem.reduced(block.basis[i] * block.basis[j] * block.factor)
            columns.append(p if i == j else p * problem.ring.domain(2))
    columns += [problem.reduced(m * problem.equations[i]) for i, m in free]
    if problem.margin:
        columns.append(problem.ring(1))
    return columns if len(columns) <= 2 * _LARGEST_SYSTEM else None


def _solve(
    problem: Problem,
    blocks: list[_Block],
    columns: list[Poly],
    deadline: float,
) -> tuple[list[Floats], Floats, float] | None:
    """Gram matrices as far inside the cone as they go, the other unknowns, and how far inside."""
    matrix, right = linear_system(columns, problem.reduced(problem.target))
    if matrix is None:
        return None
    count = len(columns)
    scale = np.maximum(np.abs(matrix).max(axis=1).toarray().ravel(), 1e-300)
    equal = sparse.hstack([sparse.diags(1 / scale) @ matrix, sparse.csr_matrix((len(right), 1))])
    rows, cols, data = [], [], []
    cones: list[Any] = [clarabel.ZeroConeT(len(right))]
    position = height = 0
    for block in blocks:
        n = len(block.basis)
        for i, j in _entries(n):
            rows.append(height)
            cols.append(position)
            data.append(-1.0 if i == j else -np.sqrt(2))
            if i == j:
                rows.append(height)
                cols.append(count)
                data.append(1.0)
            position, height = position + 1, height + 1
        cones.append(clarabel.PSDTriangleConeT(n))
    extra = 1
    rows.append(height)
    cols.append(count)
    data.append(1.0)
    if problem.margin:
        rows += [height + 1, height + 1]
        cols += [count - 1, count]
        data += [-1.0, 1.0]
        extra = 2
    cones.append(clarabel.NonnegativeConeT(extra))
    inequality = sparse.csr_matrix((data, (rows, cols)), shape=(height + extra, count + 1))
    b = np.concatenate(
        [np.array([float(x) for x in right]) / scale, np.zeros(height), [1.0], [0.0] * (extra - 1)]
    )
    settings = clarabel.DefaultSettings()
    settings.verbose = False
    settings.max_threads = 1
    settings.time_limit = max(0.05, deadline - time.monotonic())
    cost = np.zeros(count + 1)
    cost[count] = -1.0
    P = sparse.csc_matrix((count + 1, count + 1))
    A = sparse.csc_matrix(sparse.vstack([equal, inequality]))
    solution = clarabel.DefaultSolver(P, cost, A, b, cones, settings).solve()
    x = np.array(solution.x)
    if str(solution.status) not in ("Solved", "AlmostSolved", "InsufficientProgress", "MaxIterations"):
        return None
    if not np.isfinite(x).all() or x[count] < -1e-3:
        return None
    if x[count] < 1e-5:  # no interior: a point deep inside the face of solutions instead
        A0 = sparse.csc_matrix(A[:, :count])
        P0, free_cost = sparse.csc_matrix((count, count)), np.zeros(count)
        settings.time_limit = max(0.05, deadline - time.monotonic())
        b[-extra] = 1.0
        again = clarabel.DefaultSolver(P0, free_cost, A0, b, cones, settings).solve()
        if np.isfinite(np.array(again.x)).all() and str(again.status) in ("Solved", "AlmostSolved"):
            x = np.concatenate([np.array(again.x), [x[count]]])
    grams, position = [], 0
    for block in blocks:
        n = len(block.basis)
        gram = np.zeros((n, n))
        for i, j in _entries(n):
            gram[i, j] = gram[j, i] = x[position]
            position += 1
        grams.append(gram)
    return grams, x[position:count], float(x[count])


def _rounded(
    problem: Problem,
    blocks: list[_Block],
    free: list[tuple[int, Poly]],
    columns: list[Poly],
    grams: list[Floats],
    rest: Floats,
) -> Decomposition | None:
    """The float solution rounded on ever finer grids and projected on the exact linear constraints."""
    floats = [
        float(g[i, j]) for g, block in zip(grams, blocks, strict=True) for i, j in _entries(len(block.basis))
    ]
    floats += [float(x) for x in rest]
    target = problem.reduced(problem.target)
    seen = set()
    for steps in (1, 2, 12, 60, 1000, 10**5, 10**8, 10**11):
        wanted = tuple(Fraction(round(Fraction(x) * steps), steps) for x in floats)
        if wanted in seen:
            continue
        seen.add(wanted)
        values = exact_solution(columns, target, wanted)
        if values is None:
            return None
        position, squares = 0, []
        for block in blocks:
            n = len(block.basis)
            gram = [[Fraction(0)] * n for _ in range(n)]
            for i, j in _entries(n):
                gram[i][j] = gram[j][i] = values[position]
                position += 1
            squares.append(Square(block.product, tuple(block.basis), gram))
        if not all(is_semidefinite(square.gram) for square in squares):
            continue
        multipliers = dict.fromkeys({i for i, _ in free}, problem.ring(0))
        for (i, m), value in zip(free, values[position:], strict=False):
            multipliers[i] += m * number(problem.ring, value)
        margin = values[-1] if problem.margin else Fraction(0)
        found = problem.finished(margin, squares, multipliers)
        if found:
            return found
    return None


def _reduce_faces(problem: Problem, blocks: list[_Block], grams: list[Floats]) -> bool:
    """Replace bases by those of the face the Gram matrices lie in; False if none could be reduced."""
    largest = max((float(np.abs(gram).max()) for gram in grams if gram.size), default=0.0)
    changed = False
    for block, gram in zip(blocks, grams, strict=True):
        values, vectors = np.linalg.eigh(gram)
        top = max(float(values[-1]), 0.0)
        if top < 1e-6 * max(1.0, largest):
            block.basis = []
            changed = True
            continue
        for tolerance in (1e-3, 1e-4, 1e-5, 1e-6):
            small = values < tolerance * top
            if not small.any() or small.all():
                continue
            null = rational_span(vectors[:, small].T)
            if null is None:
                continue
            block.basis = _complement(problem, block.basis, null)
            changed = True
            break
    return changed


def rational_span(rows: Floats) -> list[list[Fraction]] | None:
    """The row space in reduced echelon form with simple rational entries, if it has them."""
    work, rank = rows.copy(), 0
    for column in range(work.shape[1]):
        if rank == len(work):
            break
        pivot = rank + int(np.argmax(np.abs(work[rank:, column])))
        if abs(work[pivot, column]) < 2e-2:
            continue
        work[[rank, pivot]] = work[[pivot, rank]]
        work[rank] /= work[rank, column]
        for i in range(len(work)):
            if i != rank:
                work[i] -= work[i, column] * work[rank]
        rank += 1
    found = []
    for row in work[:rank]:
        entries = [Fraction(float(x)).limit_denominator(60) for x in row]
        if any(abs(float(e) - x) > 2e-3 * max(1.0, abs(x)) for e, x in zip(entries, row, strict=True)):
            return None
        found.append(entries)
    return found


def _complement(problem: Problem, basis: list[Poly], null: list[list[Fraction]]) -> list[Poly]:
    """The combinations of basis elements orthogonal to the null vectors."""
    entries = [fmpq(x.numerator, x.denominator) for row in null for x in row]
    echelon, rank = fmpq_mat(len(null), len(basis), entries).rref()
    pivots = [next(j for j in range(len(basis)) if echelon[i, j] != 0) for i in range(rank)]
    found = []
    for j in range(len(basis)):
        if j in pivots:
            continue
        combined = basis[j]
        for i, pivot in enumerate(pivots):
            combined -= basis[pivot] * number(problem.ring, fraction(echelon[i, j]))
        found.append(primitive(combined))
    return found
