"""A campaign: every task given out until it has a result, every result accepted once."""

import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from typing import Any

from certify.common.processes import WorkerDiedError
from certify.ledger import Accepted, Ledger
from certify.search.campaigns.executors import Executor
from certify.search.campaigns.spec import Spec, Task
from certify.search.campaigns.tasks import Outcome, run_batch

# A batch is sized to take about this long, and never more tasks than this.
BATCH_SECONDS, LARGEST_BATCH = 1.0, 256
# A task whose worker has died so often, alone in its batch, is at fault itself.
ATTEMPTS = 10

Work = Callable[[Any], list[Outcome]]


@dataclass
class State:
    """Where a campaign stands: tasks with a result of all, in this run and before, deaths of workers."""

    total: int
    done: int
    new: int = 0
    failed: dict[str, int] = field(default_factory=dict)
    deaths: int = 0
    best: float | None = None
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Tasks a second in this run."""
        return self.new / self.seconds if self.seconds else 0.0

    @property
    def left(self) -> float:
        """Seconds to go at this rate."""
        return (self.total - self.done) / self.rate if self.rate else float("inf")


Report = Callable[[State], None]


def run_campaign(
    spec: Spec,
    ledger: Ledger,
    executor: Executor,
    report: Report | None = None,
    work: Work = run_batch,
) -> State:
    """Run every task that has no result yet.

    A result is committed before its task counts as done; tasks of a worker that died are given out again.
    Interrupted or killed, the same call takes up what is left.

    Raises:
        LedgerError: a result could not be committed.
    """
    unfinished = ledger.unfinished()
    state = State(len(spec.tasks), len(spec.tasks) - len(unfinished))
    waiting = deque(unfinished)
    alone: deque[int] = deque()
    deaths: dict[int, int] = {}
    running: dict[Future[list[Outcome]], list[int]] = {}
    began, spent, counted = time.monotonic(), 0.0, 0
    while waiting or alone or running:
        while (waiting or alone) and len(running) < executor.slots:
            batch = [alone.popleft()] if alone else _taken(waiting, spent, counted, executor.slots)
            running[executor.submit(work, [(task, spec.tasks[task]) for task in batch])] = batch
        ready, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in ready:
            batch = running.pop(future)
            try:
                outcomes = future.result()
            except WorkerDiedError:
                state.deaths += 1
                for task in batch:
                    deaths[task] = deaths.get(task, 0) + (len(batch) == 1)
                alone.extend(task for task in batch if deaths[task] < ATTEMPTS)
                outcomes = [_lost(task, spec.tasks[task]) for task in batch if deaths[task] >= ATTEMPTS]
            spent += sum(outcome.seconds for outcome in outcomes)
            counted += len(outcomes)
            _accept(ledger, outcomes, state)
        state.seconds = time.monotonic() - began
        if report is not None:
            report(state)
    return state


def _taken(waiting: deque[int], spent: float, counted: int, slots: int) -> list[int]:
    """The next batch: one task until it is known how long they take, and no more than a fair share."""
    size = 1
    if counted:
        size = int(BATCH_SECONDS * counted / max(spent, 1e-6))
    size = max(1, min(size, LARGEST_BATCH, -(-len(waiting) // slots)))
    return [waiting.popleft() for _ in range(size)]


def _accept(ledger: Ledger, outcomes: list[Outcome], state: State) -> None:
    items = [Accepted(o.task, o.value, o.seconds, o.result) for o in outcomes]
    certificates = {address: data for o in outcomes for address, data in o.certificates.items()}
    new = ledger.accept(items, certificates) if items else []
    state.done += len(new)
    state.new += len(new)
    for item in new:
        if item.value is None:
            cause = str(item.result.get("failed", "unknown"))
            state.failed[cause] = state.failed.get(cause, 0) + 1
        elif state.best is None or item.value < state.best:
            state.best = item.value


def _lost(task: int, question: Task) -> Outcome:
    return Outcome(task, None, 0.0, {"question": question, "failed": "WorkerDiedError"}, {})
