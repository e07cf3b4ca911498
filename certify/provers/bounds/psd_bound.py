"""A bound on a semidefinite program: an exact dual point proves it, an exact feasible point refutes it."""

import time
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from flint import fmpq, fmpq_mat

from certify.certificates.certificate import Certificate, certificate, matrix_strings
from certify.certificates.rational import inner
from certify.claims.results.verdict import Grade, Verdict
from certify.claims.statements.psd_bound import PsdBound
from certify.common.exact import Exact, rational_string
from certify.provers.bounds.exact_algebra import as_fraction, exact_rows, floats
from certify.provers.bounds.psd_feasibility import (
    Solutions,
    accepted,
    beside,
    feasible,
    feasible_certificate,
    feasible_point,
    infeasible,
)
from certify.provers.bounds.spectrahedron import least_change, rational_point
from certify.provers.outcome import Budget, Outcome, undecided

# How much of the way from the bound, or from the value reached, to the least value in sight is gone at once.
STEPS = (Fraction(1, 2), Fraction(1, 20), Fraction(1, 1000))
ROUNDS = 60


def psd_bound(statement: PsdBound, budget: Budget) -> Outcome:
    """VACUOUS where no X is feasible, PROVED by multipliers, REFUTED by a point, or UNDECIDED."""
    start = time.monotonic()
    X = feasible(statement, start + 0.2 * budget.seconds)
    if X is None and (empty := infeasible(statement, start + 0.4 * budget.seconds)) is not None:
        steps = len(empty.witness["steps"]) - 1
        faces = f", after {steps} reductions to a face" if steps else ""
        how = f"no semidefinite X satisfies the equations: by multipliers{faces}"
        return Outcome(Verdict.VACUOUS, Grade.KERNEL, how, {}, (empty,))
    proof = _multipliers(statement, start + (0.6 if X is None else 0.5) * budget.seconds)
    if proof is not None:
        if X is None:
            X = feasible(statement, start + budget.seconds)
        shown = X and feasible_certificate(statement, X)
        if X is None or not shown:
            return Outcome(Verdict.PROVED, Grade.KERNEL, "by dual multipliers", {}, (proof,), "not shown")
        how = f"by dual multipliers; a feasible X has ⟨C, X⟩ = {inner(statement.C, X)}"
        return Outcome(Verdict.PROVED, Grade.KERNEL, how, {}, (proof, shown), "shown")
    for lower in _descent(statement, X, start + budget.seconds):
        witness = {"X": matrix_strings(lower)}
        found = accepted(certificate("psd-bound-refuted", statement.document(), witness))
        if found is not None:
            point, how = feasible_point(statement, found)
            return Outcome(Verdict.REFUTED, Grade.KERNEL, how, point, (found,))
    return undecided("psd-bound: neither multipliers nor an X of smaller value were found in rationals")


def _multipliers(statement: PsdBound, deadline: float) -> Certificate | None:
    """A certificate that <C, X> >= at_least on the feasible set."""
    moves = [
        beside(tuple(tuple(-x for x in row) for row in A), b)
        for A, b in zip(statement.A, statement.b, strict=True)
    ]
    y = rational_point(beside(statement.C, -statement.at_least), moves, deadline)
    if y is None:
        return None
    witness = {"y": [rational_string(x) for x in y]}
    return accepted(certificate("psd-bound", statement.document(), witness))


def _descent(statement: PsdBound, X: Exact | None, deadline: float) -> Iterator[Exact]:
    """Feasible X of values below the bound.

    The least value near the last X is sought in coordinates in which that X is about the identity, so that
    unknowns may go as far as it takes, in several rounds. Where that least value is below the bound, a target
    between the two is one that exact X reach, or it is the value itself, if that is a simple number.
    """
    bound, L, point = statement.at_least, None, X
    for _ in range(ROUNDS):
        solutions = Solutions(statement, L, point)
        if not solutions.matrices or time.monotonic() > deadline:
            return
        reached = solutions.value(solutions.matrices[0])
        if point is not None and reached < bound:
            yield point
        change = least_change(solutions.C, solutions.matrices, deadline)
        if change is None or change >= 0:
            return
        least = reached + Fraction(change)
        for target in _targets(least, bound, reached):
            if (lower := solutions.below(target, deadline)) is not None:
                yield lower
        lower = None
        for step in STEPS[1::-1]:
            if point is not None and lower is None:
                lower = solutions.below(reached + _short((1 - step) * (least - reached)), deadline)
        if point is None or (lower is None and L is not None):
            return
        point = lower or point
        L = _root(point, L)
        if L is None and lower is None:
            return


def _targets(least: Fraction, bound: Fraction, reached: Fraction) -> Iterator[Fraction]:
    """Values below the bound that may be reached, where the least one in sight is about this."""
    tolerance = max(abs(least), abs(bound), abs(reached - least)) / 10**6
    for denominator in (1, 12, 60, 1000):
        simple = least.limit_denominator(denominator)
        if simple < bound and abs(simple - least) <= tolerance:
            yield simple
            break
    if least < bound:
        yield from (bound - _short(step * (bound - least)) for step in STEPS)


def _short(x: Fraction, bits: int = 20) -> Fraction:
    """About the same number, with few digits."""
    if not x:
        return x
    scale = Fraction(2) ** (x.denominator.bit_length() - x.numerator.bit_length() + bits)
    return Fraction(round(x * scale)) / scale


def _root(X: Exact, L: fmpq_mat | None) -> fmpq_mat | None:
    """A short root with root root^T about X, if X is definite as floats see it in the coordinates of L."""
    L = L if L is not None else exact_rows([[Fraction(i == j) for j in range(len(X))] for i in range(len(X))])
    inverse = L.inv()
    M = floats(inverse * exact_rows(X) * inverse.transpose())
    scale = np.sqrt(np.diag(M).clip(min=1e-300))
    try:
        factor = np.linalg.cholesky(M / np.outer(scale, scale)) * scale[:, None]
    except np.linalg.LinAlgError:
        return None
    root = L * exact_rows([[_short(Fraction(float(x))) for x in row] for row in factor])
    short = exact_rows([[_short(as_fraction(x), 60) for x in row] for row in root.tolist()])
    return short if short.det() != fmpq(0) else None
