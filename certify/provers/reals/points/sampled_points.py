"""Seeded random points in floats: leads near which exact points of a system of conditions may lie.

Some variables are free and drawn from several distributions, of all magnitudes and among simple fractions;
the others are determined by the equations of the system. The points that violate the rest of it least are
improved by descent. Nothing here is exact, and nothing found here counts by itself.
"""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from certify.provers.reals.normal_form import Atom
from certify.provers.reals.polynomials import coefficients, variables_of

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Effort:
    """How many points are drawn, how many of them are improved, and by how many evaluations each.

    Points at which every condition holds in floats are leads; so are the `others` that come nearest to that,
    if no condition is further from holding than `within`, relative to its largest term.
    """

    points: int
    starts: int
    evaluations: int
    others: int
    within: float

    def drawn(self, free: Sequence[int]) -> int:
        """How many points are drawn. Without free variables they differ by the roots of equations only."""
        return self.points if free else min(self.points, 16)


THOROUGH = Effort(points=4000, starts=6, evaluations=300, others=12, within=np.inf)
BRIEF = Effort(points=2000, starts=3, evaluations=200, others=1, within=1e-6)
_ROUNDING = 1e-9  # by how much, relative to its largest term, an equation may fail in floats where it holds


@dataclass(frozen=True)
class _Condition:
    """A condition in floats: of each term the coefficient, and its variables with their exponents."""

    relation: str
    terms: tuple[tuple[float, tuple[tuple[int, int], ...]], ...]
    variables: frozenset[int]

    def degree(self, i: int) -> int:
        """In one variable."""
        return max((e for _, powers in self.terms for j, e in powers if j == i), default=0)


def _in_floats(atoms: Sequence[Atom]) -> list[_Condition]:
    conditions = []
    for atom in atoms:
        terms = tuple(
            (_float(value), tuple((i, e) for i, e in enumerate(monomial) if e))
            for monomial, value in sorted(coefficients(atom.polynomial).items())
        )
        conditions.append(_Condition(atom.relation, terms, frozenset(variables_of([atom.polynomial]))))
    return conditions


def _float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return np.inf if value > 0 else -np.inf


def sampled(
    atoms: Sequence[Atom], size: int, free: Sequence[int], generator: np.random.Generator, effort: Effort
) -> Iterator[Floats]:
    """The few sampled points that violate the conditions least, each also after descent; all finite."""
    count = effort.drawn(free)
    points = np.zeros((size, count))
    for i in free:
        points[i] = _values_of_one(count, generator)
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        conditions = _in_floats(atoms)
        _determine(conditions, points, set(free), generator)
        worst = np.where(np.isfinite(points).all(axis=0), _violation(conditions, points), np.inf)
        order = np.argsort(np.where(np.isnan(worst), np.inf, worst), kind="stable")[: effort.starts]
        starts = [points[:, k].copy() for k in order if np.isfinite(worst[k])]
        ends = [_descended(conditions, start, free, effort.evaluations) for start in starts if free]
        leads = [(float(_violation(conditions, place[:, None])[0]), place) for place in (*starts, *ends)]
    leads = [(far, place) for far, place in leads if np.isfinite(place).all() and far <= effort.within]
    leads.sort(key=lambda lead: lead[0])
    holding = [place for far, place in leads if far < -_ROUNDING]
    yield from holding
    yield from [place for _, place in leads[len(holding) :]][: effort.others]


def _values_of_one(count: int, generator: np.random.Generator) -> Floats:
    """Values of one variable, of all magnitudes."""
    kind = generator.integers(0, 5, count)
    sign = generator.choice([-1.0, 1.0], count)
    moderate = generator.normal(0, 2, count)
    unit = generator.uniform(0, 1, count)
    extreme = sign * 10.0 ** generator.uniform(-12, 12, count)
    edge = generator.integers(-2, 3, count) + sign * 10.0 ** generator.uniform(-9, -1, count)
    simple = generator.integers(-6, 7, count) / generator.integers(1, 4, count)
    return np.choose(kind, [moderate, unit, extreme, edge, simple])


def _descended(
    conditions: Sequence[_Condition], start: Floats, free: Sequence[int], evaluations: int
) -> Floats:
    """Where descent on the worst violation leads, the free variables moved and the others determined."""

    def at(x: Floats) -> Floats:
        place = start.copy()[:, None]
        place[list(free), 0] = x
        _determine(conditions, place, set(free), None, start)
        return place

    def objective(x: Floats) -> float:
        value = float(_violation(conditions, at(x))[0])
        return value if np.isfinite(value) else 1e9

    result = minimize(
        objective,
        start[list(free)],
        method="Nelder-Mead",
        options={"maxfev": evaluations, "xatol": 1e-14, "fatol": 1e-20},
    )
    return at(result.x)[:, 0]


def _values(condition: _Condition, points: Floats) -> tuple[Floats, Floats]:
    """The polynomial at the columns, and the size of its largest term there."""
    total, largest = np.zeros(points.shape[1]), np.full(points.shape[1], 1e-300)
    for value, powers in condition.terms:
        term = np.full(points.shape[1], value)
        for i, exponent in powers:
            term *= points[i] ** exponent
        total += term
        largest = np.maximum(largest, np.abs(term))
    return total, largest


def _violation(conditions: Sequence[_Condition], points: Floats) -> Floats:
    """How far the worst condition is from holding, relative to its terms; negative where all hold."""
    worst = np.full(points.shape[1], -1.0)
    for condition in conditions:
        if condition.relation == "!=":
            continue
        total, largest = _values(condition, points)
        if condition.relation == "=":
            residue = np.abs(total) / largest
            worst = np.maximum(worst, np.where(residue > _ROUNDING, residue, -1.0))
        else:
            worst = np.maximum(worst, -total / largest)
    return worst


def _determine(
    conditions: Sequence[_Condition],
    points: Floats,
    known: set[int],
    generator: np.random.Generator | None,
    like: Floats | None = None,
) -> None:
    """Fill in the variables that equations determine; NaN without a real root.

    Of several roots the one nearest to `like` is taken, or else one drawn by the generator.
    """
    pending = [condition for condition in conditions if condition.relation == "="]
    progress = True
    while pending and progress:
        progress = False
        for equation in list(pending):
            unknown = equation.variables - known
            if len(unknown) > 1:
                continue
            pending.remove(equation)
            progress = True
            for i in unknown:
                near = None if like is None else like[i]
                points[i] = _root(_in_one_variable(equation, i, points), generator, near)
                known.add(i)


def _in_one_variable(equation: _Condition, i: int, points: Floats) -> Floats:
    """The coefficients of the powers of variable i at each point, the lowest first; (degree + 1, points)."""
    parts = np.zeros((equation.degree(i) + 1, points.shape[1]))
    for value, powers in equation.terms:
        term = np.full(points.shape[1], value)
        for j, exponent in powers:
            if j != i:
                term *= points[j] ** exponent
        parts[dict(powers).get(i, 0)] += term
    return parts


def _root(parts: Floats, generator: np.random.Generator | None, near: float | None) -> Floats:
    """A real root at each point, of the polynomials with these coefficients; NaN where there is none."""
    if len(parts) == 2:
        quotient: Floats = -parts[0] / parts[1]
        return quotient
    if len(parts) == 3:
        root = np.sqrt(parts[1] ** 2 - 4 * parts[2] * parts[0])
        high: Floats = (-parts[1] + root) / (2 * parts[2])
        low: Floats = (-parts[1] - root) / (2 * parts[2])
        if near is not None:
            return np.where(np.abs(high - near) <= np.abs(low - near), high, low)
        chosen = np.full(len(high), 0.0) if generator is None else generator.random(len(high))
        return np.where(chosen < 0.7, high, low)
    return _root_of_any_degree(parts, generator, near)


def _root_of_any_degree(parts: Floats, generator: np.random.Generator | None, near: float | None) -> Floats:
    """As _root, by the eigenvalues of companion matrices."""
    degree, count = len(parts) - 1, parts.shape[1]
    found = np.full(count, np.nan)
    monic = -(parts[-2::-1] / parts[-1]).T
    usable = np.flatnonzero(np.isfinite(monic).all(axis=1))
    if not len(usable):
        return found
    companion = np.zeros((len(usable), degree, degree))
    companion[:, 0, :] = monic[usable]
    companion[:, range(1, degree), range(degree - 1)] = 1.0
    roots = np.linalg.eigvals(companion)
    real = np.abs(roots.imag) <= 1e-6 * np.maximum(1.0, np.abs(roots))
    if near is not None and np.isfinite(near):
        rank = np.abs(roots.real - near)
    else:
        rank = np.zeros(roots.shape) if generator is None else generator.random(roots.shape)
    chosen = np.argmin(np.where(real, rank, np.inf), axis=1)
    rows = np.arange(len(usable))
    found[usable] = np.where(real[rows, chosen], roots.real[rows, chosen], np.nan)
    return found
