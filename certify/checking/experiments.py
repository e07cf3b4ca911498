"""Running an experiment to its end, over as many interruptions as it takes.

What has been counted is kept in a file every few seconds; a run that is started again takes up what is left.
"""

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from certify.claims.claim import Claim
from certify.claims.collect import claims_of
from certify.claims.statements.computation import Computed, Random
from certify.common.files import write_bytes
from certify.common.processes import process_pool
from certify.provers.computation.experiment import SEED, Stretch, Tally, conclusion, merged, run_units, units
from certify.provers.outcome import Outcome

SCHEMA = "certify/tally/1"
CHUNK, PAUSE = 0.5, 1.0  # seconds that a process runs before it reports, and between two savings


class Progress(NamedTuple):
    """How far an experiment is: units done of all, and how many a second in this run."""

    id: str
    done: int
    total: int
    rate: float


class Experiment:
    """One experiment: its claim, and the file that remembers its counts (none without a folder)."""

    def __init__(self, claim: Claim, folder: Path | None, code: str = "") -> None:
        assert isinstance(claim.statement, Random | Computed)
        self.claim, self.statement = claim, claim.statement
        self.head = {"schema": SCHEMA, "statement": self.statement.hash, "code": code, "seed": SEED}
        self.file = None if folder is None else folder / f"{self.statement.hash}.json"
        self.tally = self._read()

    def run(self, source: Path, jobs: int, progress: Callable[[Progress], None]) -> Outcome:
        """Run what is left in so many processes (0: in this one), from the file of the claim.

        Raises what a unit raises; KeyboardInterrupt ends it. In either case the counts are kept.
        """
        start, before, saved = time.monotonic(), self.tally.done, time.monotonic()
        try:
            for stretch in self._stretches(source, jobs):
                self.tally.add(stretch)
                now = time.monotonic()
                if now - saved > PAUSE:
                    self.save()
                    saved = now
                rate = (self.tally.done - before) / max(now - start, 1e-9)
                progress(Progress(self.claim.id, self.tally.done, self.tally.end, rate))
        finally:
            self.save()
        return conclusion(self.statement, self.tally)

    def save(self) -> None:
        """Write the counts, in one step."""
        if self.file is None:
            return
        document = {**self.head, "stretches": self.tally.stretches, "failed": self.tally.failed}
        self.file.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(self.file, json.dumps(document).encode())

    def _read(self) -> Tally:
        """The counts kept; none where the file is not one of this experiment."""
        tally = Tally(units(self.statement))
        try:
            document: dict[str, Any] = json.loads(self.file.read_text()) if self.file else {}
            if any(document[name] != value for name, value in self.head.items()):
                return tally
            parts = merged([(int(a), int(b), int(c)) for a, b, c in document["stretches"]])
            failed = document["failed"] and (int(document["failed"][0]), str(document["failed"][1]))
            last = max([stop for _, stop, _ in parts], default=0)
            if last > tally.units or (failed and not self._may_fail(failed[0])):
                return tally
        except (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError):
            return tally
        return Tally(tally.units, parts, failed or None)

    def _may_fail(self, unit: int) -> bool:
        return isinstance(self.statement, Computed) and 0 <= unit < len(self.statement.cases)

    def _stretches(self, source: Path, jobs: int) -> Iterator[Stretch]:
        """Stretches as they come. A gap that is left over is shared among the processes that are idle."""
        waiting, running = self.tally.gaps(), dict[Future[Stretch], tuple[int, int]]()
        if not waiting:
            return
        where = str(source), self.claim.id, self.statement.hash, str(self.head["code"])
        with process_pool(jobs) as pool:
            while waiting or running:
                while waiting and len(running) < max(jobs, 1):
                    start, stop = waiting.pop()
                    stop = min(stop, self.tally.end)
                    idle = max(jobs, 1) - len(running) - len(waiting)
                    if idle > 1 and stop - start > 1:
                        share = start + -(-(stop - start) // idle)
                        waiting.append((share, stop))
                        stop = share
                    if start < stop:
                        running[pool.submit(_run, *where, start, stop)] = start, stop
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    _, stop = running.pop(future)
                    stretch = future.result()
                    if not stretch.failure and stretch.stop < stop:
                        waiting.append((stretch.stop, stop))
                    yield stretch


def _run(source: str, name: str, statement: str, code: str, start: int, stop: int) -> Stretch:
    """In a process of the pool."""
    loaded = _loaded(source, name, statement, code)
    return run_units(loaded, start, stop, CHUNK)


@lru_cache(maxsize=8)
def _loaded(source: str, name: str, expected: str, code: str) -> Random | Computed:
    """The statement of a claim; its hash and its code say which version of the file is meant."""
    del code
    statement = next(claim.statement for claim in claims_of(Path(source)) if claim.id == name)
    if statement.hash != expected or not isinstance(statement, Random | Computed):
        raise ValueError("the statement changed while the experiment ran")
    return statement
