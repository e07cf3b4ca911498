"""Search for a point, made exact and readable: violating points, and points that satisfy hypotheses.

Leads come from z3's models, from simple rationals, from seeded random points of all magnitudes, and from
descent on the worst violation. None of them counts: a point is what exact arithmetic and the kernel say.
"""

import itertools
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from sympy.polys.groebnertools import groebner

from certify.certificates.certificate import Certificate
from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.statement import Real
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.reals.normal_form import Atom, Cell, Inexpressible, NormalForm, normal_form
from certify.provers.reals.points.algebraic import AlgebraicPoint, algebraic_points, algebraic_satisfied
from certify.provers.reals.points.exact_points import (
    Point,
    completions,
    point_certificate,
    satisfied,
    witness_text,
)
from certify.provers.reals.points.sampled_points import BRIEF, THOROUGH, sampled
from certify.provers.reals.polynomials import coefficients, is_constant, variables_of
from certify.provers.reals.solvers import Answer, ask_z3

_SIMPLE = sorted(
    {s * Fraction(p, q) for p in range(13) for q in range(1, 13) for s in (1, -1)},
    key=lambda x: (abs(x.numerator) + 2 * x.denominator, x < 0),
)[:160]
SAMPLING = "sampling"  # by whom a lead is that no solver gave
_TRIES = 300  # ways to round a lead, and
_PLANS = 2  # ways to choose the free variables of a cell, in a search that asks no solver


@dataclass(frozen=True)
class Found:
    """A point of a cell, and the kernel's certificate of it if it accepted one."""

    cell: Cell
    point: Point | AlgebraicPoint
    certificate: Certificate | None

    def witness(self, form: NormalForm) -> dict[str, str]:
        """The values of the statement's symbols, in readable exact numbers."""
        if isinstance(self.point, AlgebraicPoint):
            return {name: self.point.text(index) for name, index in form.symbols.items()}
        return witness_text(form, self.point)

    @property
    def grade(self) -> Grade:
        """KERNEL with a certificate; otherwise exact arithmetic alone said so."""
        return Grade.KERNEL if self.certificate else Grade.EXACT


def adversary(statement: Real, budget: Budget) -> Outcome:
    """An exact point that settles the statement: a violation, an example, or where it is undefined."""
    try:
        form = normal_form(statement)
    except Inexpressible as error:
        return undecided(f"adversary: {error}")
    deadline = time.monotonic() + budget.seconds
    if form.exists:
        found = search(form, form.holds, deadline, budget.seed)
        return example(form, found) if found else undecided("adversary: no example found")
    halfway = time.monotonic() + budget.seconds / 2
    if form.undefined and (found := search(form, form.undefined, halfway, budget.seed)):
        return violation(form, found, Verdict.ILL_POSED)
    if form.fails and (found := search(form, form.fails, deadline, budget.seed)):
        return violation(form, found, Verdict.REFUTED)
    return undecided("adversary: no violating point found")


def violation(form: NormalForm, found: Found, verdict: Verdict) -> Outcome:
    """The outcome for a point that violates a universal statement, or at which it is undefined."""
    witness = found.witness(form)
    place = ", ".join(f"{name} = {value}" for name, value in witness.items())
    what = "an expression is undefined" if verdict is Verdict.ILL_POSED else "it fails"
    certificates = (found.certificate,) if found.certificate else ()
    return Outcome(verdict, found.grade, f"{what} at {place or 'every point'}", witness, certificates)


def example(form: NormalForm, found: Found) -> Outcome:
    """The outcome for a point that proves an existence statement."""
    witness = found.witness(form)
    place = ", ".join(f"{name} = {value}" for name, value in witness.items())
    certificates = (found.certificate,) if found.certificate else ()
    return Outcome(Verdict.PROVED, found.grade, f"by the example {place}", witness, certificates)


def search(form: NormalForm, cells: Sequence[Cell], deadline: float, seed: int = 0) -> Found | None:
    """A point of one of the cells, the most readable that is found soon after the first.

    z3 is asked first. Where it gives no point the time that is left is for sampling; where it says that there
    is none it may be wrong, and a bounded number of points is tried all the same.
    """
    generator = np.random.default_rng(seed)
    quick = [cell for cell in cells if not _impossible(cell)]
    unsettled: list[Cell] = []
    denied: list[Cell] = []
    for position, cell in enumerate(quick):
        share = (deadline - time.monotonic()) / (3 * (len(quick) - position))
        answer = ask_z3(form, cell.all, share)
        if answer.word == "sat":
            found = from_lead(form, cell, answer, deadline)
            if found:
                return found
        (denied if answer.word == "unsat" else unsettled).append(cell)
    for position, cell in enumerate(unsettled):
        until = time.monotonic() + (deadline - time.monotonic()) / (len(unsettled) - position)
        found = _by_sampling(form, cell, until, generator)
        if found:
            return found
    return search_independently(form, denied, seed).found


@dataclass(frozen=True)
class Searched:
    """What came of a search that asks no solver: a point of a cell, or None; how many points were tried."""

    found: Found | None
    points: int


def search_independently(form: NormalForm, cells: Sequence[Cell], seed: int = 0) -> Searched:
    """A point of one of the cells among seeded random ones, as many for each cell, however long that takes.

    No solver is asked and no clock is read: what has been tried depends on the cells and the seed alone.
    """
    tried = 0
    for number, cell in enumerate(cells):
        if _impossible(cell):
            continue
        generator = np.random.default_rng((seed, number))
        for atoms, free in _plans(cell):
            tried += BRIEF.drawn(free)
            for near in sampled(atoms, len(form.names), free, generator, BRIEF):
                lead = Answer("sat", SAMPLING, tuple(near))
                found = from_lead(form, cell, lead, math.inf, _TRIES)
                if found:
                    return Searched(found, tried)
    return Searched(None, tried)


def _plans(cell: Cell) -> Iterator[tuple[Sequence[Atom], Sequence[int]]]:
    """What to sample for a cell: its conditions, and where a claim may fail by equality that equation too."""
    plans = list(itertools.islice(_free_variables(cell.all), _PLANS))
    yield from ((cell.all, free) for free in plans)
    if [] in plans:  # the equations may determine everything together, and nothing one after the other
        yield cell.all, variables_of(atom.polynomial for atom in cell.all)
    last = cell.conclusion
    if last is not None and last.relation == ">=":
        boundary = (*cell.atoms, Atom(last.polynomial, "="))
        yield boundary, next(_free_variables(boundary))


def _impossible(cell: Cell) -> bool:
    return any(atom.decided is False for atom in cell.all)


def from_lead(
    form: NormalForm, cell: Cell, lead: Answer, deadline: float, tries: float = math.inf
) -> Found | None:
    """An exact point of the cell near the lead: rounded, completed by its equations, then made readable.

    Args:
        tries: how many ways to round the lead are tried at most.
    """
    if not all(map(math.isfinite, lead.near)):
        return None
    size, tried = len(form.names), itertools.count(1)
    for atoms in _with_boundaries(form, cell.all, lead):
        for free in _free_variables(atoms):
            for rounded in _roundings(lead, free):
                if time.monotonic() > deadline or next(tried) > tries:
                    return None
                point = _best(cell, atoms, rounded, size)
                if point:
                    point = _shrunk(cell, atoms, {i: rounded[i] for i in free}, point, size, deadline)
                    return Found(cell, point, point_certificate(form, cell, point))
        for free in _free_variables(atoms):
            for rounded in itertools.islice(_roundings(lead, free), 6):
                if time.monotonic() > deadline or next(tried) > tries:
                    return None
                for algebraic in algebraic_points(atoms, rounded, size):
                    if algebraic_satisfied(algebraic, cell.all):
                        return Found(cell, algebraic, None)
    return None


def _best(cell: Cell, atoms: Sequence[Atom], chosen: Mapping[int, Fraction], size: int) -> Point | None:
    """The most readable point of the cell with these coordinates."""
    candidates = [
        point
        for point in itertools.islice(completions(atoms, chosen, size), 16)
        if satisfied(point, cell.all)
    ]
    return min(candidates, key=lambda point: point.size, default=None)


def _with_boundaries(form: NormalForm, atoms: Sequence[Atom], lead: Answer) -> Iterator[list[Atom]]:
    """The conditions, also with inequalities that the lead meets with equality as equations, also solved.

    Where two of them touch, descent in floats finds the place to half the digits only.
    """
    near, within = lead.near, 1e-6 if lead.by == SAMPLING else 1e-9
    tight = []
    for atom in atoms:
        if atom.relation != ">=":
            continue
        for factor, _ in atom.polynomial.factor_list()[1]:
            size = sum(abs(_term(m, v, near)) for m, v in coefficients(factor).items())
            if abs(_value(factor, near)) <= within * max(1.0, size):
                tight.append(Atom(factor, "="))
    tight = list(dict.fromkeys(tight))[:4]
    for count in range(len(tight) + 1):
        for subset in itertools.combinations(tight, count):
            yield [*atoms, *subset]
            equations = [a.polynomial for a in (*atoms, *subset) if a.relation == "="]
            if 1 < len(equations) <= 6:
                basis = [Atom(p, "=") for p in groebner(equations, form.ring)]
                yield [*(a for a in atoms if a.relation != "="), *basis]


def _term(monomial: Sequence[int], value: Fraction, near: Sequence[float]) -> float:
    term = float(value)
    try:
        for x, exponent in zip(near, monomial, strict=True):
            term *= x**exponent if exponent else 1.0
    except OverflowError:
        return math.nan
    return term


def _value(p: Any, near: Sequence[float]) -> float:
    return sum(_term(m, v, near) for m, v in coefficients(p).items())


def _free_variables(atoms: Sequence[Atom]) -> Iterator[list[int]]:
    """Ways to choose the variables that are not determined by the equations, the likeliest first.

    An equation determines a variable in which it has degree one or two; a later one may use it.
    """
    used = variables_of(atom.polynomial for atom in atoms)
    equations = [
        atom.polynomial for atom in atoms if atom.relation == "=" and not is_constant(atom.polynomial)
    ]
    options = []
    for equation in equations:
        degrees = {i: max(m[i] for m in equation) for i in variables_of([equation])}
        options.append(sorted(degrees, key=lambda i, degrees=degrees: (degrees[i], i)))  # type: ignore[misc]
    seen = set()
    for choice in itertools.islice(itertools.product(*options), 64):
        determined = frozenset(choice)
        if (len(determined) == len(choice) or len(choice) > len(used)) and determined not in seen:
            seen.add(determined)
            yield [i for i in used if i not in determined]
        if len(seen) >= 8:
            return
    if not seen:
        yield []
        yield used


def _roundings(lead: Answer, free: Sequence[int]) -> Iterator[dict[int, Fraction]]:
    """Rational coordinates near the lead, the simplest first; its exact ones where it has them."""
    seen = set()

    def new(values: tuple[Fraction, ...]) -> bool:
        if values in seen:
            return False
        seen.add(values)
        return True

    if not free:
        yield {}
        return
    near = [Fraction(lead.near[i]) for i in free]
    exact = [lead.exact[i] if lead.exact else None for i in free]
    for denominator in range(1, 13):
        values = tuple(Fraction(round(x * denominator), denominator) for x in near)
        if new(values):
            yield dict(zip(free, values, strict=True))
    for bound in (16, 30, 100, 10**3, 10**4, 10**6, 10**9, 10**12, 10**15):
        for kept in (True, False):
            rounded = [x.limit_denominator(bound) for x in near]
            values = tuple(e if e is not None and kept else x for e, x in zip(exact, rounded, strict=True))
            if new(values):
                yield dict(zip(free, values, strict=True))


def _shrunk(
    cell: Cell,
    atoms: Sequence[Atom],
    chosen: dict[int, Fraction],
    point: Point,
    size: int,
    deadline: float,
) -> Point:
    """A more readable point, one coordinate after the other replaced by the simplest number that will do."""
    deadline = min(deadline, time.monotonic() + 1.0)
    for _ in range(3):
        before = point.size
        for i in chosen:
            current = chosen[i]
            near = [current.limit_denominator(d) for d in (*range(1, 33), 100, 10**3, 10**6, 10**9)]
            for value in dict.fromkeys([*_SIMPLE, *near]):
                if time.monotonic() > deadline:
                    return point
                if _digits(value) >= _digits(current):
                    continue
                other = _best(cell, atoms, {**chosen, i: value}, size)
                if other and other.size < point.size:
                    point, chosen = other, {**chosen, i: value}
                    break
        if point.size == before:
            break
    return point


def _digits(value: Fraction) -> int:
    return abs(value.numerator).bit_length() + 2 * value.denominator.bit_length()


# Sampling, where no solver is believed


def _by_sampling(
    form: NormalForm, cell: Cell, deadline: float, generator: np.random.Generator
) -> Found | None:
    """Random points of all magnitudes, descent from the best of them, and exact points near those."""
    plans = list(itertools.islice(_free_variables(cell.all), 3))
    for free in itertools.cycle(plans):
        if time.monotonic() > deadline:
            return None
        for near in sampled(cell.all, len(form.names), free, generator, THOROUGH):
            lead = Answer("sat", SAMPLING, tuple(near))
            found = from_lead(form, cell, lead, min(deadline, time.monotonic() + 0.5))
            if found or time.monotonic() > deadline:
                return found
        if not free:
            return None
    return None
