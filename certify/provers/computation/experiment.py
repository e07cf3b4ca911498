"""The units of an experiment, one by one: trials of a random statement, cases of a computed one.

A unit depends on its index alone, so that they may be run in any order, in any number of processes, and with
any interruption, and what comes of all of them is the same.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from certify.claims.statements.computation import Computed, Random
from certify.provers.computation.computation import failure_at, held, refuted
from certify.provers.computation.sampling import estimate, trial
from certify.provers.outcome import Outcome

SEED = 0


@dataclass(frozen=True)
class Stretch:
    """Units start, ..., stop - 1 were run; of a random statement, so many happened.

    failure: why the case `stop` of a computed statement fails, or "".
    """

    start: int
    stop: int
    happened: int = 0
    failure: str = ""


@dataclass
class Tally:
    """What is known of the units 0, ..., units - 1 of an experiment.

    Attributes:
        stretches: disjoint, in order, and none beside the next.
        failed: the first case known to fail, and why; what lies behind it is of no interest.
    """

    units: int
    stretches: list[tuple[int, int, int]] = field(default_factory=list)
    failed: tuple[int, str] | None = None

    @property
    def end(self) -> int:
        """The units that matter are those before this one."""
        return self.units if self.failed is None else self.failed[0]

    @property
    def done(self) -> int:
        """How many of the units that matter have been run."""
        return sum(max(0, min(stop, self.end) - start) for start, stop, _ in self.stretches)

    @property
    def happened(self) -> int:
        """In how many of the trials run it happened."""
        return sum(happened for _, _, happened in self.stretches)

    @property
    def complete(self) -> bool:
        """Whether no unit that matters is left."""
        return self.done == self.end

    def gaps(self) -> list[tuple[int, int]]:
        """What is left to run."""
        edges = [0, *(edge for start, stop, _ in self.stretches for edge in (start, stop)), self.units]
        pairs = zip(edges[::2], edges[1::2], strict=True)
        return [(start, min(stop, self.end)) for start, stop in pairs if start < min(stop, self.end)]

    def add(self, stretch: Stretch) -> None:
        """Count a stretch, none of whose units has been counted before. Raises ValueError otherwise."""
        if stretch.start < stretch.stop:
            parts = sorted([*self.stretches, (stretch.start, stretch.stop, stretch.happened)])
            self.stretches = merged(parts)
        if stretch.failure and (self.failed is None or stretch.stop < self.failed[0]):
            self.failed = stretch.stop, stretch.failure


def merged(parts: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Stretches in order, neighbours joined. Raises ValueError where two overlap or one is no stretch."""
    joined: list[tuple[int, int, int]] = []
    for start, stop, happened in parts:
        last = joined[-1] if joined else (0, 0, 0)
        if not (last[1] <= start < stop and 0 <= happened <= stop - start):
            raise ValueError(f"units {start} to {stop} are counted twice, or wrongly")
        if joined and last[1] == start:
            joined[-1] = last[0], stop, last[2] + happened
        else:
            joined.append((start, stop, happened))
    return joined


def units(statement: Random | Computed) -> int:
    """How many trials or cases there are."""
    return statement.trials if isinstance(statement, Random) else len(statement.cases)


def run_units(statement: Random | Computed, start: int, stop: int, seconds: float) -> Stretch:
    """Run units from `start`, at least one of them, until `stop`, a case that fails, or the time is over."""
    until = time.monotonic() + seconds
    happened, unit = 0, start
    while unit < stop:
        if isinstance(statement, Random):
            happened += trial(statement, SEED, unit)
        elif failure := failure_at(statement, statement.cases[unit]):
            return Stretch(start, unit, happened, failure)
        unit += 1
        if time.monotonic() > until:
            break
    return Stretch(start, unit, happened)


def conclusion(statement: Random | Computed, tally: Tally) -> Outcome:
    """What a complete tally says of the statement."""
    if isinstance(statement, Random):
        return estimate(statement, tally.happened, tally.done)
    if tally.failed is not None:
        index, failure = tally.failed
        return refuted(statement.cases[index], failure)
    return held(statement)
