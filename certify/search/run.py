"""One question, searched until the budget is spent: descents from structured and random starts."""

import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from certify.common.errors import CertifyError, InputError
from certify.formulas import threshold_sharp
from certify.recovery.duality import delta_star
from certify.recovery.geometry import Floats
from certify.recovery.instance.instance import Instance
from certify.search.clock import NEVER
from certify.search.descent import Descent
from certify.search.joint import JointProgram
from certify.search.question import Question
from certify.search.replay import Replayed, replay
from certify.search.sameness import invariants, same

# A descent that ends this close above the best value has found the same value again.
SAME_VALUE = 1e-8
EXCESS = 1e-9
NEAR = 0.1  # how far structured starts lie from Example 4.1
READABLE = 1e-3


@dataclass(frozen=True)
class Found:
    """A local minimum: the instance in floats, and delta* there (its primal value)."""

    X: Floats
    Z: Floats
    delta_star: float


@dataclass
class Progress:
    """Where a search stands.

    Attributes:
        starts: descents ended; hits: how many of them ended at the best value.
        evaluations: of delta* or of the joint program's constraints.
        failures: descents or evaluations that gave nothing, by cause.
        minima: local minima that are not the same instance, the best first.
    """

    starts: int = 0
    hits: int = 0
    evaluations: int = 0
    seconds: float = 0.0
    failures: dict[str, int] = field(default_factory=dict)
    minima: list[Found] = field(default_factory=list)

    @property
    def best(self) -> Found | None:
        """The best local minimum so far."""
        return self.minima[0] if self.minima else None

    def failed(self, cause: str) -> None:
        self.failures[cause] = self.failures.get(cause, 0) + 1

    def add(self, found: Found) -> None:
        """Keep a local minimum unless it is known already."""
        best = self.best
        if best is None or found.delta_star < best.delta_star - SAME_VALUE:
            self.hits = 0
        if best is None or found.delta_star < best.delta_star + SAME_VALUE:
            self.hits += 1
        mark = invariants(found.X, found.Z)
        for index, known in enumerate(self.minima):
            if same(mark, invariants(known.X, known.Z)):
                if found.delta_star < known.delta_star:
                    self.minima[index] = found
                break
        else:
            self.minima.append(found)
        self.minima.sort(key=lambda known: known.delta_star)


@dataclass(frozen=True)
class SearchResult:
    """What a search found within its budget. It bounds the infimum from above and says nothing below.

    Attributes:
        question, seed, seconds_allowed: what was asked.
        progress: counts, and the local minima found.
        exact: the best instance in rationals, with its certificate; None if nothing could be certified.
        readable: the shortest one within 1e-3 of it, likewise.
        expected: the sharp threshold where one is proved (noiseless and with eps2); nan elsewhere.
    """

    question: Question
    seed: int | Sequence[int]
    seconds_allowed: float
    progress: Progress
    exact: Replayed | None
    readable: Replayed | None
    expected: float

    @property
    def delta_star(self) -> float:
        """The smallest delta* found, where it was smaller the certified one; 1 if nothing was found."""
        best = 1.0 if self.progress.best is None else self.progress.best.delta_star
        return best if self.exact is None else min(best, float(self.exact.delta))


Report = Callable[[Progress], None]


def search(
    question: Question,
    *,
    seconds: float = 10.0,
    starts: int | None = None,
    seed: int | Sequence[int] = 0,
    structured: bool = True,
    target: float | None = None,
    report: Report | None = None,
) -> SearchResult:
    """Descend from many starts and keep the smallest delta*, then make the best instance exact.

    Args:
        seconds: when to stop: the descent that runs then stops where it is. What makes the best instance
            exact comes on top.
        starts: stop after so many descents, whatever the time: the result then depends on the seed alone.
        structured: also start near Example 4.1 for truths of every rank; False for random starts only.
        target: stop once delta* is at most this.
        report: called after each descent.

    Raises:
        InputError: seconds or starts not positive.
    """
    if not seconds > 0:
        raise InputError("seconds", f"{seconds!r} is no time", "give a positive number")
    if starts is not None and starts < 1:
        raise InputError("starts", f"{starts!r} is too few", "give a positive integer")
    progress, began = Progress(), time.monotonic()
    until = NEVER if starts is not None else began + seconds
    descents = (_noiseless if question.noiseless else _noisy)(question, seed, structured, until)
    for found, evaluations, failures in descents:
        progress.starts += 1
        progress.evaluations += evaluations
        progress.seconds = time.monotonic() - began
        for cause in failures:
            progress.failed(cause)
        if found is not None:
            progress.add(found)
        if report is not None:
            report(progress)
        reached = target is not None and progress.best is not None and progress.best.delta_star <= target
        if reached or (progress.starts >= starts if starts is not None else progress.seconds >= seconds):
            break
    best = progress.best
    exact = readable = None
    if best is not None and best.delta_star < 1.0:
        exact = replay(question, best.X, best.Z, EXCESS)
        readable = replay(question, best.X, best.Z, READABLE)
    return SearchResult(question, seed, seconds, progress, exact, readable, expected(question))


def expected(question: Question) -> float:
    """The proved minimum: Theorem 1.2 and the sharper threshold beyond Theorem 1.4; nan where none is."""
    if not question.noiseless:
        return float("nan")
    return float(threshold_sharp(question.r, question.r_star, float(question.eps2)))


_Descents = Iterator[tuple[Found | None, int, list[str]]]


def _noiseless(question: Question, seed: int | Sequence[int], structured: bool, until: float) -> _Descents:
    program = JointProgram(question)
    for start in _starts(question, program, seed, structured):
        try:
            X, Z, evaluations = program.descend(start, until)
            yield evaluate(question, X, Z), evaluations, []
        except (CertifyError, np.linalg.LinAlgError, ValueError) as error:
            yield None, 0, [type(error).__name__]


def _noisy(question: Question, seed: int | Sequence[int], structured: bool, until: float) -> _Descents:
    descent = Descent(question)
    for start in _starts(question, descent, seed, structured):
        before, known = descent.evaluations, len(descent.failures)
        try:
            X, Z = descent.descend(start, until)
            found: Found | None = evaluate(question, X, Z)
        except (CertifyError, np.linalg.LinAlgError, ValueError) as error:
            found = None
            descent.failures.append(type(error).__name__)
        yield found, descent.evaluations - before, descent.failures[known:]


def _starts(
    question: Question, program: JointProgram | Descent, seed: int | Sequence[int], structured: bool
) -> Iterator[Floats]:
    """The k-th start depends on the seed and k alone: random ones, and one near Example 4.1 for each rank."""
    for index in itertools.count():
        rng = np.random.default_rng([*(seed if isinstance(seed, Sequence) else [seed]), index])
        rank = index % (question.r_star + 2) - 1
        if structured and rank >= 1:
            yield program.structured_start(rank, rng, NEAR)
        else:
            yield program.start(rng)


def evaluate(question: Question, X: Floats, Z: Floats) -> Found:
    """delta* at an instance, recomputed by (P): what a descent believed does not count."""
    size = float(np.linalg.norm(X @ X.T - Z @ Z.T)) if not question.noiseless else 1.0
    eps = (float(question.eps0) * size, float(question.eps1) * size, float(question.eps2))
    found = delta_star(Instance(X, Z, *eps))
    return Found(X, Z, max(found.primal, found.dual))
