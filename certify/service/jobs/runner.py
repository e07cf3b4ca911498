"""Jobs on their way: who waits, what runs, and how it ended.

The ledger says which jobs there are; a job that has no end there is run, after a restart again.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from signal import SIGALRM
from typing import Any

from certify.common.processes import NotStartedError, WorkerDiedError
from certify.ledger import LedgerError
from certify.ledger.jobs import Finish
from certify.service.jobs.events import Events
from certify.service.jobs.ledger_thread import LedgerThread
from certify.service.jobs.round_robin import RoundRobin
from certify.service.jobs.work import (
    JobLimits,
    JobOutcome,
    ProgressPipe,
    job_executor,
    outcome_without,
    run_job,
)

# What a worker is given beyond the time of its job before it is taken for stuck.
GRACE = 10.0
# Until the ledger, or a worker that could not be started, is tried again.
AGAIN_SECONDS = 5.0


@dataclass
class _Running:
    """A job from when it is taken from the queue until its end is committed."""

    kind: str
    owner: str
    ended: "asyncio.Future[str]"  # its state in the ledger
    future: "Future[JobOutcome] | None" = None  # none before a worker has it
    began: float = field(default_factory=time.monotonic)
    progress: dict[str, Any] | None = None
    cancelled: bool = False


class Queue:
    """Jobs that wait, each owner in turn."""

    def __init__(self) -> None:
        self._round_robin: RoundRobin[tuple[int, str]] = RoundRobin()
        self._in: set[int] = set()

    def __len__(self) -> int:
        return len(self._in)

    def __contains__(self, job: object) -> bool:
        return job in self._in

    def put(self, job: int, kind: str, owner: str) -> None:
        """At the end of its owner's."""
        self._round_robin.put(owner, (job, kind))
        self._in.add(job)

    def take(self) -> tuple[int, str, str] | None:
        """The next job, its kind and its owner; None where nothing waits."""
        while (found := self._round_robin.take()) is not None:
            owner, (job, kind) = found
            if job in self._in:
                self._in.discard(job)
                return job, kind, owner
        return None

    def remove(self, job: int) -> bool:
        """Whether it was waiting."""
        if job not in self._in:
            return False
        self._in.discard(job)  # `take` passes over it
        return True


class Runner:
    """Runs what is in the ledger without an end, on processes of this machine. Of one event loop."""

    def __init__(self, ledger_thread: LedgerThread, events: Events, workers: int, limits: JobLimits) -> None:
        self._ledger_thread, self._events, self._limits = ledger_thread, events, limits
        self._progress = ProgressPipe()
        self._executor = job_executor(workers, limits, self._progress)
        self._running: dict[int, _Running] = {}
        self._free = workers
        self._unkept = 0  # ends that the ledger did not take yet: nothing is begun meanwhile
        self._unfinished: dict[str, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self.queue = Queue()
        self.ended: Counter[str] = Counter()  # since the start, by kind

    async def start(self) -> None:
        """Take up what is left from before."""
        # The first process takes a while to start.
        await asyncio.wrap_future(self._executor.submit(run_job, (0, "", {})))
        loop = asyncio.get_running_loop()
        loop.add_reader(self._progress.fileno(), self._hear)
        for job, kind, owner in await self._ledger_thread.read(lambda ledger: list(ledger.waiting())):
            self._count(owner, 1)
            self.queue.put(job, kind, owner)
        self._fill()

    def add(self, job: int, kind: str, owner: str, title: str) -> None:
        """A job that has just been accepted."""
        self._count(owner, 1)
        self.queue.put(job, kind, owner)
        self._events.publish(job, "state", {"state": "waiting", "kind": kind, "title": title})
        self._fill()

    def unfinished(self, owner: str) -> int:
        """Jobs of an owner that have not ended."""
        return self._unfinished.get(owner, 0)

    @property
    def running(self) -> int:
        """Jobs that run."""
        return len(self._running)

    @property
    def numbers(self) -> list[int]:
        """Of the jobs that run."""
        return list(self._running)

    def state(self, job: int) -> tuple[str, dict[str, Any] | None]:
        """Whether a job without an end is running, and its latest progress."""
        found = self._running.get(job)
        return ("waiting", None) if found is None else ("running", found.progress)

    async def cancel(self, job: int, kind: str, owner: str) -> bool:
        """End a job, and return once that is committed; False where it has ended by itself."""
        found = self._running.get(job)
        if found is not None:
            found.cancelled = True
            if found.future is not None:
                self._executor.end(found.future)
            return await asyncio.shield(found.ended) == "cancelled"
        if not self.queue.remove(job):
            return False
        outcome = _failure("cancelled", "cancelled before it ran", 0.0)
        try:
            await self._ledger_thread.finish(Finish(job, **outcome._asdict()))
        except LedgerError:
            self.queue.put(job, kind, owner)
            raise
        self._tell_end(job, kind, owner, outcome)
        return True

    async def close(self) -> None:
        """End what runs; it has no end in the ledger, and is run again after the next start."""
        self._closed = True
        asyncio.get_running_loop().remove_reader(self._progress.fileno())
        self._executor.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._progress.close()

    def _fill(self) -> None:
        """Give every free worker a job."""
        loop = asyncio.get_running_loop()
        while self._free and not self._closed and not self._unkept:
            taken = self.queue.take()
            if taken is None:
                return
            job, kind, owner = taken
            self._free -= 1
            self._running[job] = _Running(kind, owner, loop.create_future())
            task = loop.create_task(self._run(job, self._running[job]))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _run(self, job: int, running: _Running) -> None:
        try:
            outcome = await self._outcome(job, running)
        except (LedgerError, NotStartedError) as error:
            self._events.publish(job, "trouble", {"detail": str(error)})
            await asyncio.sleep(AGAIN_SECONDS)
            outcome = None
        if self._closed:
            return
        self._free += 1
        if outcome is None and running.cancelled:
            outcome = _failure("cancelled", "cancelled before it ran", 0.0)
        if outcome is None:
            self.queue.put(job, running.kind, running.owner)
        self._fill()
        if outcome is not None:
            await self._end(job, running, outcome)
            running.ended.set_result(outcome.state)
        del self._running[job]

    async def _outcome(self, job: int, running: _Running) -> JobOutcome | None:
        """Give a job to a worker: how it ended; None where it is not to be begun any more.

        Raises:
            LedgerError, NotStartedError: it could not be begun.
        """
        _, request = await self._ledger_thread.read(lambda ledger: ledger.request(job))
        return None if running.cancelled else await self._given(job, running, request)

    async def _given(self, job: int, running: _Running, request: Mapping[str, Any]) -> JobOutcome:
        running.future = self._executor.submit(run_job, (job, running.kind, request))
        self._events.publish(job, "state", {"state": "running", "kind": running.kind})
        try:
            return await asyncio.wait_for(asyncio.wrap_future(running.future), self._limits.seconds + GRACE)
        except TimeoutError:
            self._executor.end(running.future)
            code: int | None = -SIGALRM
        except WorkerDiedError as error:
            code = error.exit_code
        spent = time.monotonic() - running.began
        if running.cancelled:
            return _failure("cancelled", "cancelled while it ran", spent)
        return outcome_without(code, spent, self._limits)

    async def _end(self, job: int, running: _Running, outcome: JobOutcome) -> None:
        """Commit how a job ended, as soon as the ledger takes it."""
        finish, failed = Finish(job, **outcome._asdict()), False
        try:
            while True:
                try:
                    await self._ledger_thread.finish(finish)
                    break
                except LedgerError as error:
                    self._events.publish(job, "trouble", {"detail": str(error)})
                    self._unkept, failed = self._unkept + (not failed), True
                    await asyncio.sleep(AGAIN_SECONDS)
        finally:
            self._unkept -= failed
        self._tell_end(job, running.kind, running.owner, outcome)
        self._fill()

    def _tell_end(self, job: int, kind: str, owner: str, outcome: JobOutcome) -> None:
        self._count(owner, -1)
        self.ended[kind] += 1
        told = {"state": outcome.state, "kind": kind, "verdict": outcome.verdict, "value": outcome.value}
        self._events.publish(job, "end", told)

    def _count(self, owner: str, change: int) -> None:
        count = self._unfinished.get(owner, 0) + change
        if count > 0:
            self._unfinished[owner] = count
        else:
            self._unfinished.pop(owner, None)

    def _hear(self) -> None:
        for job, progress in self._progress.read():
            found = self._running.get(job)
            if found is not None:
                found.progress = progress
                self._events.publish(job, "progress", {"progress": progress})


def _failure(cause: str, detail: str, seconds: float) -> JobOutcome:
    failure: Mapping[str, Any] = {"cause": cause, "detail": detail}
    return JobOutcome(
        state="cancelled" if cause == "cancelled" else "failed",
        seconds=seconds,
        verdict=None,
        grade=None,
        value=None,
        result=None,
        failure=dict(failure),
        certificates={},
    )
