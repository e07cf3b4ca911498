"""The thread that has the ledger, and commits together what waits together.

A commit costs the same whether it holds one job or fifty; what is answered has been committed.
"""

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from certify.ledger import JobLedger
from certify.ledger.jobs import Conflict, Finish, Submission

T = TypeVar("T")
TOGETHER = 256


class _Ask(NamedTuple):
    do: Callable[[JobLedger], Any] | Submission | Finish
    loop: asyncio.AbstractEventLoop
    future: asyncio.Future[Any]


_Answer = tuple[_Ask, Any, BaseException | None]


class LedgerThread:
    """The ledger, for the coroutines of one event loop. Errors of the ledger come out of what was asked."""

    def __init__(self, ledger: JobLedger) -> None:
        self._ledger = ledger
        self._asks: queue.SimpleQueue[_Ask | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="ledger", daemon=True)
        self._thread.start()

    async def read(self, do: Callable[[JobLedger], T]) -> T:
        """What a function of the ledger returns."""
        found: T = await self._ask(do)
        return found

    async def submit(self, submission: Submission) -> tuple[int, bool] | Conflict:
        """Its number, committed, and whether it is new; or what the idempotency key was used for before."""
        ticket: tuple[int, bool] | Conflict = await self._ask(submission)
        return ticket

    async def finish(self, finish: Finish) -> bool:
        """Commit how a job ended; False where it had ended before."""
        new: bool = await self._ask(finish)
        return new

    def close(self) -> None:
        """Commit what waits, then give the ledger back."""
        self._asks.put(None)
        self._thread.join()
        self._ledger.close()

    def _ask(self, do: "Callable[[JobLedger], Any] | Submission | Finish") -> "asyncio.Future[Any]":
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Any] = loop.create_future()
        self._asks.put(_Ask(do, loop, future))
        return future

    def _serve(self) -> None:
        while True:
            asks = [self._asks.get()]
            while len(asks) < TOGETHER:
                try:
                    asks.append(self._asks.get_nowait())
                except queue.Empty:
                    break
            self._answer([ask for ask in asks if ask is not None])
            if None in asks:
                return

    def _answer(self, asks: list[_Ask]) -> None:
        answers: list[_Answer] = []
        submitted: list[tuple[_Ask, Submission]] = []
        finished: list[tuple[_Ask, Finish]] = []
        for ask in asks:
            if isinstance(ask.do, Submission):
                submitted.append((ask, ask.do))
            elif isinstance(ask.do, Finish):
                finished.append((ask, ask.do))
            else:
                answers += _tried(self._read, [(ask, ask.do)])
        if submitted:
            answers += _tried(self._ledger.submit, submitted)
        if finished:
            answers += _tried(self._finished, finished)
        for loop in {ask.loop for ask in asks}:
            own = [answer for answer in answers if answer[0].loop is loop]
            with contextlib.suppress(RuntimeError):  # the loop was closed, and nobody waits
                loop.call_soon_threadsafe(_resolve, own)

    def _read(self, asked: list[Callable[[JobLedger], Any]]) -> list[Any]:
        return [do(self._ledger) for do in asked]

    def _finished(self, finishes: list[Finish]) -> list[bool]:
        new = set(self._ledger.finish(finishes))
        new_ones = []
        for finish in finishes:
            new_ones.append(finish.job in new)
            new.discard(finish.job)
        return new_ones


def _tried(do: Callable[[list[T]], Sequence[Any]], asked: list[tuple[_Ask, T]]) -> list[_Answer]:
    """The answers to what was asked together; one error is the answer to all of it."""
    asks = [ask for ask, _ in asked]
    try:
        return [(ask, answer, None) for ask, answer in zip(asks, do([one for _, one in asked]), strict=True)]
    except Exception as error:
        return [(ask, None, error) for ask in asks]


def _resolve(answers: list[_Answer]) -> None:
    """In the event loop."""
    for ask, answer, error in answers:
        if ask.future.cancelled():
            continue
        if error is None:
            ask.future.set_result(answer)
        else:
            ask.future.set_exception(error)
