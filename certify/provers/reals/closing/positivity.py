"""Systems closed by a Positivstellensatz identity: a combination of conditions that cannot be."""

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from certify.claims.results.verdict import Grade
from certify.provers.reals.closing.frame import Closed, Frame
from certify.provers.reals.closing.refutation import Identity, Sides, Term, constant_term, times_one
from certify.provers.reals.normal_form import Atom, Cell
from certify.provers.reals.polynomials import Poly, degree, is_constant, odd_part, readable, variables_of
from certify.provers.reals.sums_of_squares import Decomposition, Problem, by_semidefinite, by_vertices

# How; how far above the degree of the target; how many inequalities are multiplied; and whether only for what
# the conclusion says itself. Linear programmes of low degree first, then semidefinite ones.
CHEAP = (
    (by_vertices, 0, 1, True),
    (by_vertices, 0, 2, True),
    (by_semidefinite, 0, 1, True),
    (by_vertices, 0, 1, False),
    (by_vertices, 0, 2, False),
    (by_semidefinite, 0, 1, False),
    (by_vertices, 1, 3, True),
    (by_semidefinite, 0, 2, True),
    (by_vertices, 1, 3, False),
    (by_semidefinite, 0, 2, False),
)
COSTLY = (
    (by_semidefinite, 2, 1, True),
    (by_semidefinite, 2, 1, False),
    (by_semidefinite, 2, 2, True),
    (by_semidefinite, 2, 2, False),
    (by_vertices, 2, 4, True),
    (by_vertices, 2, 4, False),
    (by_semidefinite, 4, 2, True),
    (by_semidefinite, 4, 2, False),
    (by_semidefinite, 6, 2, False),
)
Schedule = tuple[tuple[Any, int, int, bool], ...]


@dataclass(frozen=True)
class _Attempt:
    """One polynomial whose sign would close the system: what is to be shown and from what."""

    polynomial: Poly  # shown to be >= 0, or > 0 with margin
    strict: bool
    inequalities: tuple[Poly, ...]
    equations: tuple[Poly, ...]
    square: Poly  # the target is polynomial / square^2, a polynomial
    words: str
    direct: bool = False  # it is what the conclusion asserts
    # Conditions whose product is minus the polynomial; or the condition = 0 that it is, and its sign.
    product: tuple[Poly, ...] = ()
    equation: tuple[Poly, int] | None = field(default=None)

    @property
    def target(self) -> Poly:
        """What is decomposed: the polynomial without the square that divides it."""
        return self.polynomial.exquo(self.square**2)


def close_by_positivity(
    frame: Frame, cell: Cell, deadline: float, schedule: Schedule = CHEAP + COSTLY
) -> Closed | None:
    """The system closed by an identity, tried in order of their cost until the time is over."""
    if cell.conclusion is not None and cell.conclusion.relation == "!=":
        p = cell.conclusion.polynomial
        middle = time.monotonic() + (deadline - time.monotonic()) / 2
        first = close_by_positivity(frame, Cell(cell.atoms, Atom(p, ">")), middle, schedule)
        second = first and close_by_positivity(frame, Cell(cell.atoms, Atom(-p, ">")), deadline, schedule)
        if first is None or second is None or first.refutation is None or second.refutation is None:
            return None
        sides = Sides(p, first.refutation, second.refutation)
        return Closed(Grade.KERNEL, f"{first.how}, and conversely", sides)
    attempts = list(_attempts(frame, cell))
    for method, extra, factors, direct in schedule:
        for attempt in attempts:
            if attempt.direct != direct:
                continue
            if time.monotonic() > deadline:
                return None
            why = _tried(frame, attempt, method, extra, factors, deadline)
            if why:
                return Closed(Grade.KERNEL, attempt.words, why)
    return None


def _attempts(frame: Frame, cell: Cell) -> Iterator[_Attempt]:
    """What would close the system, the most readable first."""
    one = frame.ring(1)
    equations = tuple(a.polynomial for a in cell.atoms if a.relation == "=" and not is_constant(a.polynomial))
    assumed = tuple(
        a.polynomial for a in cell.atoms if a.relation in (">", ">=") and not is_constant(a.polynomial)
    )
    last = cell.conclusion
    if last is not None and last.relation in (">", ">="):
        p, strict = -last.polynomial, last.relation == ">="
        square = one
        if not strict and p:
            for factor in odd_part(p)[1]:
                square *= factor ** _half_power(p, factor)
        sign = ">" if strict else "≥"
        words = f"{readable(p)} {sign} 0 by a sum of squares"
        yield _Attempt(p, strict, assumed, equations, square, words, True, (last.polynomial,))
    elif last is not None and not is_constant(last.polynomial):
        for sign_, p in ((1, last.polynomial), (-1, -last.polynomial)):
            words = f"{readable(p)} > 0 by a sum of squares"
            equation = last.polynomial, sign_
            yield _Attempt(p, True, assumed, equations, one, words, True, (), equation)
    # In general: minus a product of things that are positive would be >= 0.
    conditions = [atom for atom in cell.all if not is_constant(atom.polynomial)]
    all_inequalities = tuple(atom.polynomial for atom in conditions if atom.relation in (">", ">="))
    all_equations = tuple(atom.polynomial for atom in conditions if atom.relation == "=")
    words = "a combination of the conditions is negative"
    yield _Attempt(-one, False, all_inequalities, all_equations, one, words)
    positive: list[tuple[Poly, ...]] = [(atom.polynomial,) for atom in conditions if atom.relation == ">"]
    positive += [(atom.polynomial,) * 2 for atom in conditions if atom.relation == "!="]
    positive = positive[::-1]
    pairs = [a + b for a, b in itertools.combinations_with_replacement(positive[:4], 2)]
    words = "a product of positive quantities would not be positive"
    for factors in dict.fromkeys([*positive[:6], *pairs]):
        product = one
        for factor in factors:
            product *= factor
        if len(factors) < 3 or degree(product) <= 6:
            yield _Attempt(
                -product, False, all_inequalities, all_equations, one, words, False, tuple(factors)
            )


def _half_power(p: Poly, factor: Poly) -> int:
    power = 0
    while True:
        quotient, rest = p.div(factor)
        if rest:
            return power // 2
        p, power = quotient, power + 1


def _tried(
    frame: Frame, attempt: _Attempt, method: Any, extra: int, factors: int, deadline: float
) -> Identity | None:
    target = attempt.target
    problem = Problem(frame.ring, target, list(attempt.inequalities), list(attempt.equations), attempt.strict)
    relevant = [target, *attempt.inequalities, *attempt.equations]
    used = variables_of([target, *attempt.equations]) if not attempt.inequalities else variables_of(relevant)
    lowest = max(degree(problem.reduced(target)), 2)
    if is_constant(target):
        lowest = max([degree(p) for p in attempt.inequalities] + [2])
    top = lowest + lowest % 2 + extra
    found = method(problem, used, top, factors, deadline)
    return _identity(attempt, found) if found else None


def _identity(attempt: _Attempt, found: Decomposition) -> Identity:
    """polynomial - margin = squares + multiples, as what contradicts the conditions."""
    square, p = attempt.square, attempt.polynomial
    terms = [
        Term(
            tuple(attempt.inequalities[i] for i in one.product),
            tuple(square * b for b in one.basis),
            tuple(map(tuple, one.gram)),
        )
        for one in found.squares
    ]
    multipliers = [
        (equation, multiplier * square**2)
        for equation, multiplier in zip(attempt.equations, found.multipliers, strict=True)
        if multiplier
    ]
    if attempt.equation is not None:  # p = 0 as well, up to its sign
        equation, sign = attempt.equation
        multipliers.append((equation, p.ring(-sign)))
        return Identity(found.margin, (), tuple(terms), tuple(multipliers))
    if attempt.strict:  # -p >= 0 as well
        terms.append(times_one(attempt.product[0]))
        return Identity(found.margin, (), tuple(terms), tuple(multipliers))
    if found.margin:
        terms.append(constant_term(p, found.margin))
    strict = tuple((factor, attempt.product.count(factor)) for factor in dict.fromkeys(attempt.product))
    return Identity(Fraction(1), strict, tuple(terms), tuple(multipliers))
