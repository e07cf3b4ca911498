"""Jobs on their way, with a ledger and workers that do what the test says."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from typing import Any

import pytest

from certify.common.processes import NotStartedError, WorkerDiedError
from certify.ledger import LedgerError
from certify.ledger.jobs import Finish
from certify.service.jobs import runner as module
from certify.service.jobs.events import Events
from certify.service.jobs.runner import Queue, Runner
from certify.service.jobs.work import JobLimits, JobOutcome

DONE = JobOutcome("done", 0.1, "OPTIMAL", "float", 0.5, {}, None, {})


class Workers:
    """Jobs given out, each with the outcome that it comes to."""

    def __init__(self) -> None:
        self.given: dict[int, Future[JobOutcome]] = {}
        self.broken = False

    def submit(self, _: object, job: tuple[int, str, object]) -> "Future[JobOutcome]":
        outcome: Future[JobOutcome] = Future()
        outcome.set_running_or_notify_cancel()
        if self.broken:
            outcome.set_exception(NotStartedError("no worker process could be started"))
            return outcome
        self.given[job[0]] = outcome
        if job[0] == 0:
            outcome.set_result(DONE)
        return outcome

    def end(self, outcome: "Future[JobOutcome]") -> bool:
        if not outcome.done():
            outcome.set_exception(WorkerDiedError("its worker was ended", -9))
        return True

    async def next_done(self) -> None:
        """One that runs is done, as soon as there is one."""
        await until(lambda: any(not one.done() for one in self.given.values()))
        next(one for one in self.given.values() if not one.done()).set_result(DONE)

    def close(self) -> None:
        pass


class Ledger:
    """What was committed; `trouble` is raised by everything while it is set."""

    def __init__(self) -> None:
        self.ends: list[tuple[int, str]] = []
        self.trouble: LedgerError | None = None
        self.held = asyncio.Event()
        self.held.set()

    async def read(self, do: Callable[[Any], Any]) -> Any:
        await self.held.wait()
        if self.trouble is not None:
            raise self.trouble
        return do(self)

    async def finish(self, finish: Finish) -> bool:
        await self.held.wait()
        if self.trouble is not None:
            raise self.trouble
        self.ends.append((finish.job, finish.state))
        return True

    def waiting(self) -> list[tuple[int, str, str]]:
        return []

    def request(self, _: int) -> tuple[str, dict[str, Any]]:
        return "duality", {}


class Backend:
    def __init__(self, workers: int) -> None:
        self.ledger, self.workers = Ledger(), Workers()
        self.runner = Runner(self.ledger, Events(), workers, JobLimits())  # type: ignore[arg-type]

    def add(self, *jobs: int, owner: str = "o") -> None:
        for job in jobs:
            self.runner.add(job, "duality", owner, "title")


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Runs what is given with a runner of its own."""

    def run(do: Callable[[Backend], Awaitable[None]], workers: int = 1) -> None:
        async def whole() -> None:
            backend = Backend(workers)
            await backend.runner.start()
            try:
                await asyncio.wait_for(do(backend), 20)
            finally:
                await backend.runner.close()

        asyncio.run(whole())

    made = Workers.__init__
    found: list[Workers] = []

    def kept(self: Workers) -> None:
        made(self)
        found.append(self)

    monkeypatch.setattr(Workers, "__init__", kept)
    monkeypatch.setattr(module, "job_executor", lambda *_: found[-1])
    monkeypatch.setattr(module, "AGAIN_SECONDS", 0.02)
    return run


async def until(so: Callable[[], bool]) -> None:
    while not so():
        await asyncio.sleep(0.005)


def test_a_job_that_is_cancelled_on_its_way_to_a_worker_is_cancelled(tried: Callable[..., None]) -> None:
    async def cancel(backend: Backend) -> None:
        backend.ledger.held.clear()
        backend.add(1)
        assert backend.runner.state(1)[0] == "running"
        cancelled = asyncio.create_task(backend.runner.cancel(1, "duality", "o"))
        await asyncio.sleep(0.05)
        backend.ledger.held.set()
        assert await cancelled
        assert backend.ledger.ends == [(1, "cancelled")]
        assert backend.runner.unfinished("o") == 0

    tried(cancel)


def test_a_job_that_ends_while_it_is_cancelled_has_one_end(tried: Callable[..., None]) -> None:
    async def race(backend: Backend) -> None:
        for job in range(1, 30):
            backend.add(job)
            await until(lambda job=job: job in backend.workers.given)
            cancelled = asyncio.create_task(backend.runner.cancel(job, "duality", "o"))
            if job % 3:
                await asyncio.sleep(0)
            if not backend.workers.given[job].done():
                backend.workers.given[job].set_result(DONE)
            said = await cancelled
            assert backend.ledger.ends[-1] == (job, "cancelled" if said else "done")
            assert not await backend.runner.cancel(job, "duality", "o")
        assert len(backend.ledger.ends) == 29

    tried(race)


def test_an_end_that_the_ledger_does_not_take_is_kept_and_offered_again(tried: Callable[..., None]) -> None:
    async def trouble(backend: Backend) -> None:
        backend.add(1, 2, 3)
        await until(lambda: 1 in backend.workers.given)
        backend.ledger.trouble = LedgerError("--ledger: disk full; free some space")
        backend.workers.given[1].set_result(DONE)
        await asyncio.sleep(0.1)
        assert backend.ledger.ends == []
        assert len(backend.workers.given) <= 3  # the probe, the first, and at most one that was under way
        backend.ledger.trouble = None
        for _ in range(2):
            await backend.workers.next_done()
        await until(lambda: len(backend.ledger.ends) == 3)
        assert sorted(backend.ledger.ends) == [(1, "done"), (2, "done"), (3, "done")]

    tried(trouble)


@pytest.mark.parametrize("what", ["ledger", "workers"])
def test_a_job_that_cannot_be_begun_is_begun_later(what: str, tried: Callable[..., None]) -> None:
    async def later(backend: Backend) -> None:
        backend.workers.broken = what == "workers"
        backend.ledger.trouble = LedgerError("--ledger: gone; restore it") if what == "ledger" else None
        backend.add(1, 2)
        await asyncio.sleep(0.1)
        assert backend.runner.unfinished("o") == 2
        backend.workers.broken, backend.ledger.trouble = False, None
        for _ in range(2):
            await backend.workers.next_done()
        await until(lambda: len(backend.ledger.ends) == 2)

    tried(later)


def test_a_job_whose_cancelling_cannot_be_committed_still_waits(tried: Callable[..., None]) -> None:
    async def stays(backend: Backend) -> None:
        backend.add(1, 2)
        await until(lambda: 1 in backend.workers.given)
        backend.ledger.trouble = LedgerError("--ledger: disk full; free some space")
        for _ in range(2):
            with pytest.raises(LedgerError):
                await backend.runner.cancel(2, "duality", "o")
        assert 2 in backend.runner.queue
        backend.ledger.trouble = None
        assert await backend.runner.cancel(2, "duality", "o")
        backend.workers.given[1].set_result(DONE)
        await until(lambda: (1, "done") in backend.ledger.ends)
        await asyncio.sleep(0.05)
        assert 2 not in backend.workers.given
        assert backend.ledger.ends == [(2, "cancelled"), (1, "done")]

    tried(stays)


def test_each_owner_has_a_turn() -> None:
    queue = Queue()
    for job in range(1000):
        queue.put(job, "duality", "much")
    queue.put(1000, "duality", "little")
    assert queue.remove(1)
    taken = [found[0] for found in iter(queue.take, None)]
    assert taken.index(1000) <= 1
    assert sorted(taken) == [0, *range(2, 1001)]
    assert len(queue) == 0
