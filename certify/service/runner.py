"""Jobs on their way: who waits, what runs, and how it ended.

The ledger says which jobs there are; a job that has no end there is run, after a restart again.
"""

import asyncio
import contextlib
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from signal import SIGALRM
from typing import Any

from certify.errors import CertifyError
from certify.ledger.jobs import Finish
from certify.service.desk import Desk
from certify.service.events import Events
from certify.service.work import (
    JobLimits,
    JobOutcome,
    ProgressPipe,
    job_executor,
    outcome_without,
    run_job,
)

# What a worker is given beyond the time of its job before it is taken for stuck.
GRACE = 10.0


@dataclass
class _Running:
    kind: str
    owner: str
    future: "Future[JobOutcome]"
    began: float = field(default_factory=time.monotonic)
    progress: dict[str, Any] | None = None
    cancelled: bool = False


class Queue:
    """Jobs that wait, by owner: each owner in turn, the jobs of one in the order they came."""

    def __init__(self) -> None:
        self._by_owner: OrderedDict[str, deque[tuple[int, str]]] = OrderedDict()
        self._gone: set[int] = set()
        self._in: set[int] = set()

    def __len__(self) -> int:
        return len(self._in)

    def __contains__(self, job: object) -> bool:
        return job in self._in

    def put(self, job: int, kind: str, owner: str) -> None:
        """At the end of its owner's."""
        self._by_owner.setdefault(owner, deque()).append((job, kind))
        self._in.add(job)

    def take(self) -> tuple[int, str, str] | None:
        """The next job, its kind and its owner; None where nothing waits."""
        while self._by_owner:
            owner, own = self._by_owner.popitem(last=False)
            job, kind = own.popleft()
            if own:
                self._by_owner[owner] = own
            if job in self._gone:
                self._gone.discard(job)
                continue
            self._in.discard(job)
            return job, kind, owner
        return None

    def remove(self, job: int) -> bool:
        """Whether it was waiting."""
        if job not in self._in:
            return False
        self._in.discard(job)
        self._gone.add(job)
        return True


class Runner:
    """Runs what is in the ledger without an end, on processes of this machine. Of one event loop."""

    def __init__(self, desk: Desk, events: Events, workers: int, limits: JobLimits) -> None:
        self._desk, self._events, self._limits = desk, events, limits
        self._progress = ProgressPipe()
        self._executor = job_executor(workers, limits, self._progress)
        self._running: dict[int, _Running] = {}
        self._taken = 0  # on their way from the queue to a worker
        self._unfinished: dict[str, int] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self.queue = Queue()
        self.ended: Counter[str] = Counter()  # since the start, by kind

    async def start(self) -> None:
        """Take up what is left from before."""
        first = await self._given((0, "", {}))  # the first process takes a while to start
        await asyncio.wrap_future(first)
        loop = asyncio.get_running_loop()
        loop.add_reader(self._progress.fileno(), self._hear)
        for job, kind, owner in await self._desk.read(lambda ledger: list(ledger.waiting())):
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
        """End a job; False where it has ended by itself."""
        found = self._running.get(job)
        if found is not None:
            found.cancelled = True
            await asyncio.to_thread(self._executor.end, found.future)
            with contextlib.suppress(Exception):
                await asyncio.wrap_future(found.future)
            return True
        if not self.queue.remove(job):
            return False
        await self._end(job, kind, owner, _failure("cancelled", "cancelled before it ran", 0.0))
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
        while not self._closed and len(self._running) + self._taken < self._executor.slots:
            taken = self.queue.take()
            if taken is None:
                return
            self._taken += 1
            task = asyncio.get_running_loop().create_task(self._run(*taken))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _run(self, job: int, kind: str, owner: str) -> None:
        held = True
        try:
            _, request = await self._desk.read(lambda ledger: ledger.request(job))
            running = _Running(kind, owner, await self._given((job, kind, request)))
            self._running[job] = running
            self._taken, held = self._taken - 1, False
            self._events.publish(job, "state", {"state": "running", "kind": kind})
            outcome = await self._outcome(running)
            del self._running[job]
            if not self._closed:
                await self._end(job, kind, owner, outcome)
        except CertifyError as error:  # the ledger: the job stays, and is taken up at the next start
            self._running.pop(job, None)
            self._events.publish(job, "trouble", {"detail": str(error)})
        finally:
            self._taken -= held
            self._fill()

    async def _given(self, job: tuple[int, str, Mapping[str, Any]]) -> "Future[JobOutcome]":
        """A job, given to a worker, by a thread: a worker may have to be started first."""
        return await asyncio.to_thread(self._executor.submit, run_job, job)

    async def _outcome(self, running: _Running) -> JobOutcome:
        try:
            return await asyncio.wait_for(asyncio.wrap_future(running.future), self._limits.seconds + GRACE)
        except TimeoutError:
            await asyncio.to_thread(self._executor.end, running.future)
            code: int | None = -SIGALRM
        except CertifyError as error:
            code = getattr(error, "exit_code", None)
        spent = time.monotonic() - running.began
        if running.cancelled:
            return _failure("cancelled", "cancelled while it ran", spent)
        return outcome_without(code, spent, self._limits)

    async def _end(self, job: int, kind: str, owner: str, outcome: JobOutcome) -> None:
        await self._desk.finish(Finish(job, **outcome._asdict()))
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
