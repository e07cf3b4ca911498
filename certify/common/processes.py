"""Processes that work for this one, and end when it is interrupted."""

import contextlib
import multiprocessing.util
import os
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.reduction import ForkingPickler
from signal import SIG_IGN, SIGINT, SIGKILL, signal
from threading import Condition, Event, Thread
from typing import Any, NamedTuple, Protocol, Self, TypeVar

from certify.common.errors import CertifyError
from certify.common.unguarded import leaving_the_script_alone

T = TypeVar("T")
# A process that ends by itself has so long until it is killed, so that its exit code is its own.
ENDING_SECONDS = 1.0
CLOSING_SECONDS = 5.0


class WorkerDiedError(CertifyError):
    """The process that had it is gone; it can be given to another.

    Attributes:
        exit_code: of the process, as `multiprocessing.Process.exitcode`; None where it is not known.
    """

    def __init__(self, message: str, exit_code: int | None = None) -> None:
        self.exit_code = exit_code
        super().__init__(message)


class NotStartedError(CertifyError):
    """No process could be started for it; it can be asked for again once the machine has room."""


class Pool(Protocol):
    """Where functions run."""

    def submit(self, do: Callable[..., T], /, *arguments: Any) -> Future[T]:
        """What it will return or raise."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


def process_pool(jobs: int) -> Pool:
    """So many processes, which leave an interrupt to this one and end at once with it; 0 for this one."""
    return Workers(jobs, get_context("spawn")) if jobs else _Here()


class _Here:
    """Runs in this process, at once."""

    def submit(self, do: Callable[..., T], /, *arguments: Any) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(do(*arguments))
        return future

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


class _Ask(NamedTuple):
    future: Future[Any]
    do: Callable[..., Any]
    arguments: tuple[Any, ...]


class _Place:
    """Where one process works after the other, and how much the present one has done."""

    def __init__(self) -> None:
        self.process: _Process | None = None
        self.done = 0


class Workers:
    """Processes that each do one thing after the other; the death of one costs only what it had.

    What a `concurrent.futures.ProcessPoolExecutor` does not bear, they do: to be killed at any moment. A pool
    waits for ever for the rest of an answer whose process was killed while it sent it.

    Args:
        count: how many, each started when it is first needed.
        context: how they are started.
        initializer, initargs: called first in every process; one in which it raises is a dead one.
        batches: a process is replaced after so many; 0 for never.

    A process that leads a group is ended with all of its group.
    """

    def __init__(
        self,
        count: int,
        context: SpawnContext | ForkServerContext,
        *,
        initializer: Callable[..., None] | None = None,
        initargs: tuple[Any, ...] = (),
        batches: int = 0,
    ) -> None:
        multiprocessing.util.get_temp_dir()  # one for all processes, removed by this one
        self._context, self._begin, self._batches = context, (initializer, initargs), batches
        self._changed, self._closed = Condition(), Event()
        self._asks: deque[_Ask] = deque()
        self._places = [_Place() for _ in range(count)]
        self._idle = list(self._places)
        self._busy: dict[Future[Any], _Place] = {}
        # Where nobody closes them: before this process waits for them at its end.
        kill = (self._changed, self._closed, self._places)
        self._kill = multiprocessing.util.Finalize(self, _kill_all, kill, exitpriority=0)

    def submit(self, do: Callable[..., T], /, *arguments: Any) -> Future[T]:
        """What it will return or raise; WorkerDiedError where its process died, NotStartedError where there
        was none."""
        ask = _Ask(Future(), do, arguments)
        with self._changed:
            if self._closed.is_set():
                raise RuntimeError("the processes have been ended")
            self._asks.append(ask)
            if self._idle:
                self._begin_to_serve(ask)
        return ask.future

    def end(self, future: Future[Any]) -> bool:
        """Have this not done, or kill the process that does it: it comes to a WorkerDiedError; False where it
        has come to something already."""
        with self._changed:
            place = self._busy.pop(future, None)
            if place is not None and place.process is not None:
                place.process.kill()
            waiting = [ask for ask in self._asks if ask.future is future]
            for ask in waiting:
                self._asks.remove(ask)
        if place is None and not (waiting and future.set_running_or_notify_cancel()):
            return False
        future.set_exception(WorkerDiedError("its worker was ended", -SIGKILL))
        return True

    def close(self) -> None:
        """Kill every process; what they had comes to a WorkerDiedError, and what waits is cancelled."""
        _kill_all(self._changed, self._closed, self._places)
        with self._changed:
            asks, self._asks = self._asks, deque()
        for ask in asks:
            ask.future.cancel()
        with self._changed:
            self._changed.wait_for(lambda: len(self._idle) == len(self._places), CLOSING_SECONDS)
            idle = list(self._idle)
        for place in idle:
            self._end(place)
        self._kill.cancel()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _begin_to_serve(self, ask: _Ask) -> None:
        """Have the place that was used last serve in a thread, with the lock held."""
        place = self._idle.pop()
        try:
            Thread(target=self._serve, args=(place,), daemon=True).start()
        except RuntimeError as error:
            self._idle.append(place)
            self._asks.remove(ask)
            raise NotStartedError("no thread could be started for a worker") from error

    def _serve(self, place: _Place) -> None:
        """In a thread: what waits, one after the other, until nothing does."""
        while (ask := self._next(place)) is not None:
            value, raised = None, None
            try:
                value = self._answer(place, ask)
            except BaseException as error:
                raised = error
            with self._changed:
                wanted = self._busy.pop(ask.future, None) is not None
            if not wanted:
                self._end(place)  # it was killed
            elif raised is None:
                ask.future.set_result(value)
            else:
                ask.future.set_exception(raised)

    def _next(self, place: _Place) -> _Ask | None:
        with self._changed:
            while self._asks:
                ask = self._asks.popleft()
                if ask.future.set_running_or_notify_cancel():
                    self._busy[ask.future] = place
                    return ask
            self._idle.append(place)
            self._changed.notify_all()
            return None

    def _answer(self, place: _Place, ask: _Ask) -> Any:
        """What it returns. Raises what it raises, WorkerDiedError or NotStartedError."""
        data = ForkingPickler.dumps((ask.do, ask.arguments))
        if place.process is None or not place.process.runs():  # it may have died while it was idle
            self._end(place)
            self._start(place, ask)
        assert place.process is not None
        answer = place.process.ask(data)
        place.done += 1
        if answer is None:
            raise WorkerDiedError("a worker process died", self._end(place, ENDING_SECONDS))
        if place.done == self._batches:
            self._end(place)
        fine, found = ForkingPickler.loads(answer)
        if not fine:
            raise found
        return found

    def _start(self, place: _Place, ask: _Ask) -> None:
        try:
            process = _Process(self._context, *self._begin)
        except (OSError, EOFError) as error:
            raise NotStartedError("no worker process could be started") from error
        with self._changed:
            place.process, place.done = process, 0
            if ask.future not in self._busy or self._closed.is_set():  # ended meanwhile
                process.kill()

    def _end(self, place: _Place, patience: float = 0.0) -> int | None:
        """End the process of a place, if it has one; its exit code."""
        with self._changed:
            process, place.process = place.process, None
        return process.end(patience) if process is not None else None


def _kill_all(changed: Condition, closed: Event, places: Iterable[_Place]) -> None:
    with changed:
        closed.set()
        for place in places:
            if place.process is not None:
                place.process.kill()


class _Process:
    """A process, and the pipe to it. The process alone holds the other end: where it dies, there is no more
    to be read, even in the middle of an answer."""

    def __init__(
        self,
        context: SpawnContext | ForkServerContext,
        initializer: Callable[..., None] | None,
        initargs: tuple[Any, ...],
    ) -> None:
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, initializer, initargs))
        try:
            with leaving_the_script_alone():
                self._process.start()
        except BaseException:
            self._pipe.close()
            raise
        finally:
            theirs.close()

    def ask(self, data: bytes | memoryview) -> bytes | None:
        """Its answer; None where it has ended."""
        try:
            self._pipe.send_bytes(data)
            return self._pipe.recv_bytes()
        except (EOFError, OSError):
            return None

    def runs(self) -> bool:
        """Whether it can be asked."""
        return self._process.is_alive()

    def kill(self) -> None:
        """With its group, where it leads one. From any thread."""
        self._process.kill()
        # No other group can have this number while the process, or one of its group, is there.
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self._process.pid:
                os.killpg(self._process.pid, SIGKILL)

    def end(self, patience: float = 0.0) -> int | None:
        """Its exit code, once it is gone; it is killed where it does not end by itself in so many seconds."""
        self._process.join(patience)
        self.kill()
        self._process.join()
        code = self._process.exitcode
        self._process.close()
        self._pipe.close()
        return code


def _work(pipe: Connection, initializer: Callable[..., None] | None, initargs: tuple[Any, ...]) -> None:
    """In the process: one thing after the other, until nobody asks."""
    if initializer is not None:
        initializer(*initargs)
    begin_worker()
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send_bytes(_done(pipe.recv_bytes()))


def _done(data: bytes) -> memoryview:
    """What was asked for, or what it raised."""
    try:
        do, arguments = ForkingPickler.loads(data)
        return ForkingPickler.dumps((True, do(*arguments)))
    except BaseException as error:
        try:
            return ForkingPickler.dumps((False, error))
        except Exception:
            return ForkingPickler.dumps((False, CertifyError(f"{type(error).__name__}: {error}")))


def begin_worker() -> None:
    """In a process: leave interrupts to the process that started it, and do not outlive that."""
    signal(SIGINT, SIG_IGN)
    Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        if os.getpgrp() == os.getpid():  # a group of its own goes with it
            os.killpg(os.getpid(), SIGKILL)
        os._exit(1)
