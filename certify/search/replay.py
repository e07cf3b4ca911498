"""A found instance made exact: short rationals, and a certificate that the kernel accepted."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from certify.certificates import Decision, Verdict, decide
from certify.common.errors import CertifyError
from certify.common.exact import Exact
from certify.recovery.duality import delta_star
from certify.recovery.geometry import Floats
from certify.recovery.instance.instance import Instance
from certify.search.question import Question

DENOMINATORS = (1, 2, 3, 4, 6, 8, 10, 12, 20, 50, 100, 1000, 10**4, 10**6, 10**8, 10**10, 10**12)
# Above the delta* of the rational instance, so that (P) has room for a rational certificate.
ROOM = (Fraction(1, 10**4), Fraction(1, 10**6), Fraction(1, 10**8), Fraction(1, 10**9), Fraction(1, 10**11))


@dataclass(frozen=True)
class Replayed:
    """A rational instance with a counterexample at a rational delta, proved by the certificate."""

    instance: Instance
    decision: Decision

    @property
    def delta(self) -> Fraction:
        """The delta at which there is a counterexample; the infimum asked about is at most this."""
        assert self.instance.delta_exact is not None
        return self.instance.delta_exact


def replay(question: Question, X: Floats, Z: Floats, excess: float) -> Replayed | None:
    """The shortest rational instance near (X, Z) proved to have a counterexample at delta* + excess.

    Args:
        X, Z: (n, r) and (n, r*) at ||E|| = 1 where the tolerances ask for it, in any frame.
        excess: how far the certified delta may lie above delta*(X, Z; eps).

    Returns None where no rounding that was tried could be certified.
    """
    X, Z = upright(X, Z)
    if question.noiseless and X.any():
        X, Z = X / np.abs(X).max(), Z / np.abs(X).max()
    eps: tuple[Fraction, ...] = (question.eps0, question.eps1, question.eps2)
    try:
        found = delta_star(Instance(X, Z, *eps))
        goal = max(found.primal, found.dual) + excess  # a solver may err by more than the excess
    except CertifyError:
        return None
    for denominator in DENOMINATORS:
        exact_X, exact_Z = _without_empty_rows(_rounded(X, denominator), _rounded(Z, denominator))
        try:
            eps = _tolerances(question, exact_X, exact_Z, excess)
            star = delta_star(Instance(exact_X, exact_Z, *eps))
        except CertifyError:
            continue
        for delta in _deltas(star.primal, goal):
            instance = Instance(exact_X, exact_Z, *eps, delta=delta)
            decision = decide(instance)
            if decision.verdict is Verdict.COUNTEREXAMPLE:
                return Replayed(instance, decision)
    return None


def upright(X: Floats, Z: Floats) -> tuple[Floats, Floats]:
    """The same instance with X = [diag(s); 0], s falling, and the rest of Z lower triangular."""
    r = X.shape[1]
    U, s, _ = np.linalg.svd(X, full_matrices=True)
    turned = U.T @ Z
    Q = np.linalg.qr(turned[r:].T).Q if len(turned) > r else np.eye(Z.shape[1])
    turned = turned @ Q
    if Q.shape[1] < Z.shape[1]:
        turned = U.T @ Z
    signs = np.where(np.diag(turned[r:]) < 0.0, -1.0, 1.0)
    turned[:, : len(signs)] *= signs
    upper = np.zeros_like(X)
    np.fill_diagonal(upper, s)
    return upper, turned


def _tolerances(question: Question, X: Exact, Z: Exact, excess: float) -> tuple[Fraction, Fraction, Fraction]:
    """eps0, eps1, eps2 of the instance: in units of ||E||, rounded down to a rational a little below it."""
    if question.noiseless:
        return Fraction(0), Fraction(0), question.eps2
    square = sum((x * x for row in Instance(X, Z).error_exact for x in row), Fraction(0))
    steps = 10 ** math.ceil(1.0 - math.log10(excess))
    size = Fraction(math.isqrt(math.floor(square * steps**2)), steps)
    return question.eps0 * size, question.eps1 * size, question.eps2


def _without_empty_rows(X: Exact, Z: Exact) -> tuple[Exact, Exact]:
    """The instance without rows that vanish in both, which change nothing (Lemma 2.3, Zhang)."""
    kept = [row for row in zip(X, Z, strict=True) if any(map(any, row))] or [(X[0], Z[0])]
    return tuple(x for x, _ in kept), tuple(z for _, z in kept)


def _rounded(M: Floats, denominator: int) -> Exact:
    return tuple(tuple(Fraction(float(x)).limit_denominator(denominator) for x in row) for row in M)


def _deltas(star: float, goal: float) -> Iterator[Fraction]:
    """Short rationals from star up to goal, the shortest first."""
    if star > goal:
        return
    for room in ROOM:
        if star + float(room) <= goal:
            delta = simplest_between(Fraction(star), Fraction(star) + room)
            if delta < 1:
                yield delta
    if goal < 1:
        yield simplest_between(Fraction(star), Fraction(goal))


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """The rational of least denominator in [low, high]; 0 <= low <= high."""
    whole = low.__ceil__()
    if whole <= high:
        return Fraction(whole)
    floor = low.__floor__()
    return floor + 1 / simplest_between(1 / (high - floor), 1 / (low - floor))
