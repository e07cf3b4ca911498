"""Systems closed by one linear programme over all products of their conditions.

A search for a sum of squares wants to know beforehand which product of conditions is contradicted. Here all
products of strict conditions are candidates at once: nonnegative multiples of products of conditions, times
squares of monomials and binomials, and multiples of equations add up to zero, and the products of strict
conditions among them have the weight 1. A vertex is exact once its support is known.
"""

import itertools
import time
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from certify.claims.results.verdict import Grade
from certify.provers.reals.closing.frame import Closed, Frame
from certify.provers.reals.closing.refutation import Identity, Refutation, Sides, Term
from certify.provers.reals.normal_form import Atom, Cell
from certify.provers.reals.polynomials import Poly, degree, is_constant, number, readable, variables_of
from certify.provers.reals.sums_of_squares import Problem, exact_solution, linear_system, monomials

_COLUMNS = 3500
_BINOMIALS = 16  # of a basis of at most so many monomials
_ROWS = 6000
# The degree, how many conditions are multiplied, and by squares of polynomials of which degree.
QUICK = ((2, 2, 1), (3, 3, 1), (4, 4, 2))
PATIENT = (
    (5, 5, 0), (6, 4, 0), (5, 5, 2), (8, 4, 0), (6, 4, 1), (6, 6, 3), (8, 4, 1), (8, 6, 0), (8, 4, 4),
)  # fmt: skip
Schedule = Sequence[tuple[int, int, int]]
_Condition = tuple[Poly, str]


@dataclass(frozen=True)
class _Column:
    """A product of conditions, of which those != 0 count squared, times the square of a polynomial."""

    factors: tuple[_Condition, ...]
    strict: bool
    root: Poly
    value: Poly

    def term(self, factor: Fraction) -> Term:
        """A multiple of it, as a square times conditions that are at least 0."""
        root = self.root
        for p, relation in self.factors:
            root *= p if relation == "!=" else 1
        product = tuple(p for p, relation in self.factors if relation != "!=")
        return Term(product, (root,), ((factor,),))

    @property
    def powers(self) -> tuple[tuple[Poly, int], ...]:
        """The conditions and their exponents."""
        return tuple(
            (p, self.factors.count((p, relation)) * (2 if relation == "!=" else 1))
            for p, relation in dict.fromkeys(self.factors)
        )


def close_by_products(
    frame: Frame, cell: Cell, deadline: float, schedule: Schedule = QUICK + PATIENT
) -> Closed | None:
    """The system closed by products of its conditions, of rising degree.

    A conclusion p != 0 is refuted as it stands, as p^2 > 0, or else on either side.
    """
    last = cell.conclusion
    sides: list[Cell] = []
    if last is not None and last.relation == "!=" and not is_constant(last.polynomial):
        sides = [Cell(cell.atoms, Atom(p, ">")) for p in (last.polynomial, -last.polynomial)]
    found: dict[int, Identity] = {}
    why: Refutation | None = None
    for step in schedule:
        why = _closed(frame, cell, deadline, step)
        for i, side in enumerate(sides):
            if why is None and i not in found and len(found) == i:
                closed = _closed(frame, side, deadline, step)
                found |= {i: closed} if closed else {}
        if why is None and last is not None and len(found) == 2:
            why = Sides(last.polynomial, found[0], found[1])
        if why is not None:
            break
    return Closed(Grade.KERNEL, _in_words(last, why), why) if why else None


def _in_words(last: Atom | None, why: Refutation) -> str:
    """What is shown: the conclusion itself, where it is only used to be contradicted."""
    if last is not None and isinstance(why, Identity):
        p, one = last.polynomial, last.polynomial.ring(1)
        uses = [term for term in why.terms if p in term.product]
        if last.relation == ">" and why.strict == ((p, 1),) and not uses:
            return f"{readable(-p)} ≥ 0 by a sum of squares"
        alone = len(uses) == 1 and (uses[0].product, uses[0].basis) == ((p,), (one,))
        if last.relation == ">=" and alone:
            return f"{readable(-p)} > 0 by a sum of squares"
    return "a combination of products of the conditions is negative"


def _closed(frame: Frame, cell: Cell, deadline: float, step: tuple[int, int, int]) -> Identity | None:
    """The system closed by products up to a degree."""
    conditions = [atom for atom in cell.all if not is_constant(atom.polynomial)]
    equations = [atom.polynomial for atom in conditions if atom.relation == "="]
    known = _needed([(a.polynomial, a.relation) for a in conditions if a.relation != "="])
    top, most, squared = step
    degrees = [degree(p) for p in [*equations, *(p for p, _ in known)]]
    if not degrees or top < min(degrees) or time.monotonic() > deadline:
        return None
    problem = Problem(frame.ring, frame.ring(0), [], equations)
    return _refutation(problem, known, top, most, squared, deadline)


def _needed(known: Sequence[_Condition]) -> list[_Condition]:
    """Without the sums of products of other conditions: of variables that are not negative.

    One that is strict has to have a positive number among its terms: then each product of it is a sum of
    products of the others, one of which is strict where it is.
    """
    variables = {next(iter(p)) for p, relation in known if relation in (">", ">=") and _is_variable(p)}
    places = {i for monomial in variables for i, e in enumerate(monomial) if e}

    def is_sum(p: Poly, relation: str) -> bool:
        if relation == "!=" or _is_variable(p) or any(value < 0 for value in p.values()):
            return False
        if any(e % 2 and i not in places for monomial in p for i, e in enumerate(monomial)):
            return False
        return relation == ">=" or p.ring.zero_monom in p

    return [(p, relation) for p, relation in dict.fromkeys(known) if not is_sum(p, relation)]


def _is_variable(p: Poly) -> bool:
    return len(p) == 1 and sum(p.LM) == 1 and p.LC > 0


def _refutation(
    problem: Problem, known: Sequence[_Condition], top: int, most: int, squared: int, deadline: float
) -> Identity | None:
    columns = _columns(problem, known, top, most, squared, deadline)
    if columns is None:
        return None
    used = variables_of([p for p, _ in known] + problem.equations)
    free = [
        (i, m)
        for i in problem.others
        for m in monomials(problem, used, max(0, top - degree(problem.equations[i])))
    ]
    polynomials = [problem.reduced(column.value) for column in columns]
    polynomials += [problem.reduced(m * problem.equations[i]) for i, m in free]
    matrix, _ = linear_system(polynomials, problem.ring(0))
    if matrix is None or matrix.shape[0] > _ROWS or len(polynomials) > 2 * _COLUMNS:
        return None
    weights = [1.0 if column.strict else 0.0 for column in columns] + [0.0] * len(free)
    support = _vertex(matrix, np.array(weights), len(columns), deadline)
    if support is None:
        return None
    return _exact(problem, columns, free, polynomials, support)


def _columns(
    problem: Problem, known: Sequence[_Condition], top: int, most: int, squared: int, deadline: float
) -> list[_Column] | None:
    """The terms of the combination; None where they are too many."""
    one = problem.ring(1)
    used = variables_of([p for p, _ in known] + problem.equations)
    bases = [monomials(problem, used, room) for room in range(min(squared, top // 2) + 1)]
    columns: list[_Column] = []
    for count, (factors, strict, value, room) in enumerate(_products(problem, known, top, most)):
        if len(columns) > _COLUMNS or (count % 64 == 0 and time.monotonic() > deadline):
            return None
        columns.append(_Column(factors, strict, one, value))
        if len(factors) > 2 or not squared:
            continue
        basis = bases[min(squared, room // 2)]
        roots = list(basis[1:])
        if len(factors) < 2 and len(basis) <= _BINOMIALS:
            roots += [a + s * b for a, b in itertools.combinations(basis, 2) for s in (1, -1)]
        columns += [_Column(factors, False, root, value * root**2) for root in roots]
    return columns if len(columns) <= _COLUMNS else None


def _products(
    problem: Problem, known: Sequence[_Condition], top: int, most: int
) -> Iterator[tuple[tuple[_Condition, ...], bool, Poly, int]]:
    """Products of conditions, whether all are strict, their value, and the degree that is left."""
    values = [p**2 if relation == "!=" else p for p, relation in known]
    pending: list[tuple[int, tuple[_Condition, ...], bool, Poly, int]] = [(0, (), True, problem.ring(1), top)]
    while pending:
        level = list[tuple[int, tuple[_Condition, ...], bool, Poly, int]]()
        for first, factors, strict, value, room in pending:
            yield factors, strict, value, room
            if len(factors) >= most:
                continue
            for i in range(first, len(known)):
                p, its = values[i], known[i]
                if degree(p) <= room:
                    is_strict = strict and its[1] != ">="
                    level.append((i, (*factors, its), is_strict, value * p, room - degree(p)))
        pending = level


def _vertex(matrix: Any, weights: NDArray[np.float64], count: int, deadline: float) -> list[int] | None:
    """The columns that a vertex of {x: matrix x = 0, weights x = 1, the first so many x >= 0} uses."""
    scale = np.maximum(np.abs(matrix).max(axis=1).toarray().ravel(), 1e-300)
    last = sparse.csr_matrix(weights.reshape(1, -1))
    scaled = sparse.vstack([sparse.diags(1 / scale) @ matrix, last]).tocsr()
    right = np.zeros(scaled.shape[0])
    right[-1] = 1.0
    sizes = scaled.shape[1]
    cost = np.concatenate([np.ones(count), np.zeros(sizes - count)])
    bounds = [(0, None)] * count + [(None, None)] * (sizes - count)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = linprog(
            cost, A_eq=scaled, b_eq=right, bounds=bounds, method="highs-ds",
            options={"time_limit": max(0.05, deadline - time.monotonic())},
        )  # fmt: skip
    if result.x is None or result.status != 0:
        return None
    return [j for j, x in enumerate(result.x) if x != 0]


def _exact(
    problem: Problem,
    columns: Sequence[_Column],
    free: Sequence[tuple[int, Poly]],
    polynomials: Sequence[Poly],
    support: Sequence[int],
) -> Identity | None:
    """The combination with this support, where it is one exactly."""
    count = len(columns)
    leading = [j for j in support if j < count and columns[j].strict]
    for lead in leading[:4]:
        others = [j for j in support if j != lead]
        values = exact_solution([polynomials[j] for j in others], -polynomials[lead], [])
        if values is None or any(x < 0 for j, x in zip(others, values, strict=True) if j < count):
            continue
        rest = -columns[lead].value
        terms, multipliers = list[Term](), dict[int, Poly]()
        for j, value in zip(others, values, strict=True):
            if not value:
                continue
            if j < count:
                column = columns[j]
                terms.append(column.term(value))
                rest -= column.value * number(problem.ring, value)
            else:
                i, m = free[j - count]
                part = m * number(problem.ring, value)
                multipliers[i] = multipliers.get(i, problem.ring(0)) + part
                rest -= part * problem.equations[i]
        rules = [problem.equations[i] for i in problem.rules]
        if rest and rules:
            quotients, rest = rest.div(rules)
            for i, quotient in zip(problem.rules, quotients, strict=True):
                multipliers[i] = multipliers.get(i, problem.ring(0)) + quotient
        if rest:
            continue
        pairs = tuple((problem.equations[i], m) for i, m in multipliers.items() if m)
        return Identity(Fraction(1), columns[lead].powers, tuple(terms), pairs)
    return None
