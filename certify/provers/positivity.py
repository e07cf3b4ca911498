"""Systems closed by a Positivstellensatz certificate that the kernel re-checks (rule `positivity`)."""

import itertools
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from certify.certificates.certificate import Certificate, certificate
from certify.claims.statement import Real
from certify.claims.verdict import Grade
from certify.provers.normal_form import Atom, Cell, Inexpressible, NormalForm, normal_form
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.polynomials import (
    Poly,
    coefficients,
    degree,
    is_constant,
    odd_part,
    readable,
    variables_of,
    written,
)
from certify.provers.settle import Closed, settle
from certify.provers.sums_of_squares import Decomposition, Problem, Square, by_semidefinite, by_vertices


def positivity(statement: Real, budget: Budget) -> Outcome:
    """PROVED at grade KERNEL where every system of the statement has a certificate within the budget."""
    try:
        form = normal_form(statement)
    except Inexpressible as error:
        return undecided(f"positivity: {error}")
    return settle(form, _close, budget, "positivity")


def _close(form: NormalForm, cells: Sequence[Cell], deadline: float) -> Closed | str:
    proofs = []
    for position, cell in enumerate(cells):
        share = time.monotonic() + (deadline - time.monotonic()) / (len(cells) - position)
        proof = close_by_positivity(form, cell, share)
        if proof is None:
            return f"no sum of squares found for {cell.conclusion or 'the hypotheses'}"
        proofs.append(proof)
    if not proofs:
        return "no case is left to prove"
    return Closed(Grade.KERNEL, proofs[-1].how, tuple(c for proof in proofs for c in proof.certificates))


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

    @property
    def target(self) -> Poly:
        """What is decomposed: the polynomial without the square that divides it."""
        return self.polynomial.exquo(self.square**2)


def close_by_positivity(
    form: NormalForm, cell: Cell, deadline: float, schedule: Schedule = CHEAP + COSTLY
) -> Closed | None:
    """The system closed by certificates, tried in order of their cost until the time is over."""
    if cell.conclusion is not None and cell.conclusion.relation == "!=":
        p = cell.conclusion.polynomial
        middle = time.monotonic() + (deadline - time.monotonic()) / 2
        first = close_by_positivity(form, Cell(cell.atoms, Atom(p, ">")), middle, schedule)
        second = first and close_by_positivity(form, Cell(cell.atoms, Atom(-p, ">")), deadline, schedule)
        if first is None or second is None:
            return None
        return Closed(Grade.KERNEL, f"{first.how}, and conversely", first.certificates + second.certificates)
    attempts = list(_attempts(form, cell))
    for method, extra, factors, direct in schedule:
        for attempt in attempts:
            if attempt.direct != direct:
                continue
            if time.monotonic() > deadline:
                return None
            made = _tried(form, attempt, method, extra, factors, deadline)
            if made:
                return Closed(Grade.KERNEL, attempt.words, (made,))
    return None


def _attempts(form: NormalForm, cell: Cell) -> Iterator[_Attempt]:
    """What would close the system, the most readable first."""
    one = form.ring(1)
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
        yield _Attempt(
            p, strict, assumed, equations, square, f"{readable(p)} {sign} 0 by a sum of squares", True
        )
    elif last is not None and not is_constant(last.polynomial):
        for p in (last.polynomial, -last.polynomial):
            yield _Attempt(p, True, assumed, equations, one, f"{readable(p)} > 0 by a sum of squares", True)
    # In general: minus a product of things that are positive would be >= 0.
    conditions = [atom for atom in cell.all if not is_constant(atom.polynomial)]
    all_inequalities = tuple(atom.polynomial for atom in conditions if atom.relation in (">", ">="))
    all_equations = tuple(atom.polynomial for atom in conditions if atom.relation == "=")
    yield _Attempt(
        -one, False, all_inequalities, all_equations, one, "a combination of the conditions is negative"
    )
    positive = [atom.polynomial for atom in conditions if atom.relation == ">"]
    positive += [atom.polynomial**2 for atom in conditions if atom.relation == "!="]
    positive = positive[::-1]
    pairs = [a * b for a, b in itertools.combinations_with_replacement(positive[:4], 2)]
    pairs = [p for p in pairs if degree(p) <= 6]
    for product in dict.fromkeys([*positive[:6], *pairs]):
        words = "a product of positive quantities would not be positive"
        yield _Attempt(-product, False, all_inequalities, all_equations, one, words)


def _half_power(p: Poly, factor: Poly) -> int:
    power = 0
    while True:
        quotient, rest = p.div(factor)
        if rest:
            return power // 2
        p, power = quotient, power + 1


def _tried(
    form: NormalForm, attempt: _Attempt, method: Any, extra: int, factors: int, deadline: float
) -> Certificate | None:
    target = attempt.target
    problem = Problem(form.ring, target, list(attempt.inequalities), list(attempt.equations), attempt.strict)
    relevant = [target, *attempt.inequalities, *attempt.equations]
    used = variables_of([target, *attempt.equations]) if not attempt.inequalities else variables_of(relevant)
    lowest = max(degree(problem.reduced(target)), 2)
    if is_constant(target):
        lowest = max([degree(p) for p in attempt.inequalities] + [2])
    top = lowest + lowest % 2 + extra
    found = method(problem, used, top, factors, deadline)
    return _certificate(form, attempt, found) if found else None


def _certificate(form: NormalForm, attempt: _Attempt, found: Decomposition) -> Certificate | None:
    """The kernel's certificate, if it accepts it: only what is used is assumed."""
    square = attempt.square
    needed = sorted({i for s in found.squares for i in s.product})
    multipliers = [m * square**2 for m in found.multipliers]
    kept = [k for k, m in enumerate(multipliers) if m]
    polynomials = [attempt.polynomial, *(attempt.inequalities[i] for i in needed)]
    polynomials += [attempt.equations[k] for k in kept] + [multipliers[k] for k in kept]
    polynomials += [square * b for s in found.squares for b in s.basis]
    used = variables_of(polynomials)
    squares = []
    for s in found.squares:
        monomials, gram = _in_monomials(Square(s.product, tuple(square * b for b in s.basis), s.gram))
        squares.append(
            {
                "product": [needed.index(i) for i in s.product],
                "monomials": [[m[i] for i in used] for m in monomials],
                "gram": [[str(x) for x in row] for row in gram],
            }
        )
    statement = {
        "variables": [form.names[i] for i in used],
        "polynomial": written(attempt.polynomial, used),
        "relation": ">" if attempt.strict else ">=",
        "inequalities": [written(attempt.inequalities[i], used) for i in needed],
        "equations": [written(attempt.equations[k], used) for k in kept],
    }
    witness = {
        "margin": str(found.margin),
        "squares": squares,
        "multipliers": [written(multipliers[k], used) for k in kept],
    }
    made = certificate("positivity", statement, witness)
    try:
        return made if made.check().accepted else None
    except ValueError:
        return None


def _in_monomials(square: Square) -> tuple[list[tuple[int, ...]], list[list[Fraction]]]:
    """The same form in the monomials of its basis: V^T gram V."""
    rows = [coefficients(p) for p in square.basis]
    monomials = sorted({m for row in rows for m in row}, reverse=True)
    half = [
        [
            sum((g * row.get(m, Fraction(0)) for g, row in zip(line, rows, strict=True)), Fraction(0))
            for m in monomials
        ]
        for line in square.gram
    ]
    gram = [
        [
            sum((row.get(m, Fraction(0)) * half[i][j] for i, row in enumerate(rows)), Fraction(0))
            for j in range(len(monomials))
        ]
        for m in monomials
    ]
    return monomials, gram
