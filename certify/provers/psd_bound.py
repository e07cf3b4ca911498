"""A bound on a semidefinite program: an exact dual point proves it, an exact feasible point refutes it."""

import time
from fractions import Fraction

from flint import fmpq_mat

from certify.certificates.certificate import Certificate, certificate, matrix_strings
from certify.certificates.rational import add, inner
from certify.claims.psd_bound import PsdBound
from certify.claims.verdict import Grade, Verdict
from certify.exact import Exact, exact_matrix, rational_string
from certify.provers.exact_algebra import affine_solutions, as_fraction, exact_rows
from certify.provers.outcome import Budget, Outcome, undecided
from certify.provers.spectrahedron import rational_point


def psd_bound(statement: PsdBound, budget: Budget) -> Outcome:
    """PROVED by multipliers, REFUTED by a point, VACUOUS where multipliers show that no X is feasible."""
    start = time.monotonic()
    proof = _multipliers(statement, statement.C, statement.at_least, start + 0.4 * budget.seconds)
    if proof is not None:
        feasible = _solution(statement, None, start + 0.7 * budget.seconds)
        if feasible is not None:
            how = f"by dual multipliers; a feasible X has ⟨C, X⟩ = {_value(statement, feasible)}"
            return Outcome(Verdict.PROVED, Grade.KERNEL, how, {}, (proof, feasible))
        nothing: Exact = tuple((Fraction(0),) * len(statement.C) for _ in statement.C)
        empty = _multipliers(statement, nothing, Fraction(1), start + budget.seconds)
        if empty is not None:
            how = "no semidefinite X satisfies the equations"
            return Outcome(Verdict.VACUOUS, Grade.KERNEL, how, {}, (empty,))
        how = "by dual multipliers; no feasible X was found in rationals"
        return Outcome(Verdict.PROVED, Grade.KERNEL, how, {}, (proof,))
    for room in (Fraction(1, 1000), Fraction(1, 10**6), Fraction(1, 10**9)):
        target = statement.at_least - room * max(Fraction(1), abs(statement.at_least))
        lower = _solution(statement, target, start + budget.seconds)
        if lower is not None:
            value = _value(statement, lower)
            shown = {"X": str(lower.witness["X"]).replace("'", ""), "⟨C, X⟩": str(value)}
            how = f"a feasible X has ⟨C, X⟩ = {value}"
            return Outcome(Verdict.REFUTED, Grade.KERNEL, how, shown, (lower,))
    return undecided("psd-bound: neither multipliers nor an X of smaller value were found in rationals")


def _multipliers(
    statement: PsdBound, objective: Exact, bound: Fraction, deadline: float
) -> Certificate | None:
    """A certificate that <objective, X> >= bound on the feasible set."""
    moves = [
        _beside(tuple(tuple(-x for x in row) for row in A), b)
        for A, b in zip(statement.A, statement.b, strict=True)
    ]
    y = rational_point(_beside(objective, -bound), moves, deadline)
    if y is None:
        return None
    asked = statement.question(">=", bound, objective)
    return _accepted(certificate("psd-bound", asked, {"y": [rational_string(x) for x in y]}))


def _solution(statement: PsdBound, target: Fraction | None, deadline: float) -> Certificate | None:
    """A certificate that a feasible X has <C, X> <= target, below the bound; with None, that one exists."""
    n, C = len(statement.C), statement.C
    places = [(i, j) for i in range(n) for j in range(i + 1)]
    equations = [
        [-b, *(A[i][j] * (1 if i == j else 2) for i, j in places)]
        for A, b in zip(statement.A, statement.b, strict=True)
    ]
    Q = affine_solutions(exact_rows(equations) if equations else fmpq_mat(0, len(places) + 1))
    if Q is None:
        return None
    matrices = [_filled(n, places, [as_fraction(x) for x in row[1:]]) for row in Q.tolist()]
    start, *moves = matrices
    if target is not None:
        start = _beside(start, target - inner(C, start))
        moves = [_beside(move, -inner(C, move)) for move in moves]
    weights = rational_point(start, moves, deadline)
    if weights is None:
        return None
    X = matrices[0]
    for weight, move in zip(weights, matrices[1:], strict=True):
        X = add(X, move, weight)
    bound = statement.at_least if target is not None else inner(C, X) + 1
    asked = statement.question("<", bound)
    return _accepted(certificate("psd-bound", asked, {"X": matrix_strings(X)}))


def _accepted(found: Certificate) -> Certificate | None:
    try:
        return found if found.check().accepted else None
    except ValueError:  # too large to be written
        return None


def _value(statement: PsdBound, found: Certificate) -> Fraction:
    return inner(statement.C, exact_matrix(found.witness["X"], "X"))


def _beside(M: Exact, corner: Fraction) -> Exact:
    """The block diagonal matrix of M and a number."""
    zero = Fraction(0)
    return (*((*row, zero) for row in M), (*(zero for _ in M), corner))


def _filled(n: int, places: list[tuple[int, int]], values: list[Fraction]) -> Exact:
    """The symmetric matrix with these values in the lower triangle."""
    lower = dict(zip(places, values, strict=True))
    return tuple(tuple(lower[max(i, j), min(i, j)] for j in range(n)) for i in range(n))
