"""Where tasks run: processes of this machine, or the workers of a dask scheduler, behind one interface."""

import contextlib
import multiprocessing
import multiprocessing.util
import os
import signal
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from typing import Any, Self
from urllib.parse import urlparse

from certify.errors import CertifyError, InputError
from certify.processes import begin_worker

Work = Callable[[Any], Any]
CONNECT_SECONDS = 10
WATCH_SECONDS = 0.5
BLAS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


class WorkerDiedError(CertifyError):
    """The worker that had a batch is gone; the batch can be given to another.

    Attributes:
        exit_code: of its process, as `multiprocessing.Process.exitcode`; None where it is not known.
    """

    def __init__(self, message: str, exit_code: int | None = None) -> None:
        self.exit_code = exit_code
        super().__init__(message)


class SchedulerLostError(CertifyError):
    """The scheduler is gone, and with it every batch that was given out; accepted results are not."""


class Executor(ABC):
    """Runs `work(batch)` elsewhere, at most `slots` at once."""

    slots: int

    @abstractmethod
    def submit(self, work: Work, batch: Any) -> Future[Any]:
        """The outcome to come; WorkerDiedError where its worker was lost, SchedulerLostError where all is."""

    @abstractmethod
    def close(self) -> None:
        """End what runs."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Local(Executor):
    """Processes of this machine, each a pool of its own: the death of one costs only its own batch.

    Args:
        workers: how many.
        initializer, initargs: called first in every process; a worker in which it raises is a dead one.
        preload: modules that the processes are forked with.
        batches: a process is replaced after so many; 0 for never.

    A worker that leads a process group is ended with all of its group.
    """

    def __init__(
        self,
        workers: int,
        *,
        initializer: Callable[..., None] | None = None,
        initargs: tuple[Any, ...] = (),
        preload: Sequence[str] = ("certify.search.tasks",),
        batches: int = 0,
    ) -> None:
        if workers < 1:
            raise InputError("--workers", f"{workers} is below 1", "give a positive number")
        self.slots = workers
        for name in BLAS:  # two workers share two cores; they inherit this
            os.environ.setdefault(name, "1")
        multiprocessing.util.get_temp_dir()  # one for all processes, removed by this one
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(list(preload))
        self._begin, self._batches = (initializer, initargs), batches
        self._free = [self._pool() for _ in range(workers)]
        self._given: dict[ProcessPoolExecutor, int] = {}
        self._busy: dict[Future[Any], ProcessPoolExecutor] = {}

    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, self._context, initializer=_begin, initargs=self._begin)

    def submit(self, work: Work, batch: Any) -> Future[Any]:
        if not self._free:
            raise RuntimeError("more batches than slots")
        outcome: Future[Any] = Future()
        outcome.set_running_or_notify_cancel()
        pool = self._free.pop()
        try:
            try:
                future = pool.submit(work, batch)
            except BrokenProcessPool:  # it died while it was idle
                self._drop(pool)
                pool = self._pool()
                future = pool.submit(work, batch)
        except (OSError, EOFError) as error:
            self._drop(pool)
            self._free.append(self._pool())
            raise WorkerDiedError("no worker process could be started") from error
        self._given[pool] = self._given.get(pool, 0) + 1
        self._busy[outcome] = pool
        workers = _workers(pool)

        def done(future: Future[Any]) -> None:
            """In the thread of the pool."""
            if self._busy.pop(outcome, None) is None:  # it was ended
                return
            error = future.exception()
            died = isinstance(error, BrokenProcessPool)
            if died or self._given[pool] == self._batches:
                self._drop(pool)
                self._free.append(self._pool())
            else:
                self._free.append(pool)
            if died:
                for worker in workers:
                    _kill(worker)
                    worker.join(1)
                code = workers[0].exitcode if workers else None
                outcome.set_exception(WorkerDiedError("a worker process died", code))
            elif error is not None:
                outcome.set_exception(error)
            else:
                outcome.set_result(future.result())

        future.add_done_callback(done)
        return outcome

    def end(self, outcome: Future[Any]) -> bool:
        """Kill the worker that has this batch, which comes to a WorkerDiedError; False where it has ended."""
        pool = self._busy.pop(outcome, None)
        if pool is None:
            return False
        for worker in _workers(pool):
            _kill(worker)
        self._drop(pool)
        self._free.append(self._pool())
        outcome.set_exception(WorkerDiedError("its worker was ended", -signal.SIGKILL))
        return True

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        self._given.pop(pool, None)
        pool.shutdown(wait=False)

    def close(self) -> None:
        for pool in (*self._free, *self._busy.values()):
            workers = _workers(pool)
            pool.shutdown(wait=False, cancel_futures=True)
            for worker in workers:
                worker.terminate()
                _kill_group(worker)


def _begin(initializer: Callable[..., None] | None, initargs: tuple[Any, ...]) -> None:
    """In a worker."""
    if initializer is not None:
        initializer(*initargs)
    begin_worker()


def _workers(pool: ProcessPoolExecutor) -> list[BaseProcess]:
    return list((getattr(pool, "_processes", None) or {}).values())


def _kill(worker: BaseProcess) -> None:
    """End a worker, and its group where it leads one."""
    worker.kill()
    _kill_group(worker)


def _kill_group(worker: BaseProcess) -> None:
    # No other group can have this number while the worker, or one of its group, is there.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if worker.pid:
            os.killpg(worker.pid, signal.SIGKILL)


class Dask(Executor):
    """The workers of a dask.distributed scheduler, which must have certify installed.

    Args:
        address: tcp://host:port or tls://host:port.
        ca, certificate, key: files for a tls:// scheduler.

    Raises InputError where dask is not installed, the address is not one, or nothing answers there.
    """

    def __init__(self, address: str, ca: str = "", certificate: str = "", key: str = "") -> None:
        try:
            import distributed
        except ImportError:
            raise InputError("--scheduler", "needs dask", 'pip install "certify[cluster]"') from None
        if urlparse(address).scheme not in ("tcp", "tls"):
            raise InputError("--scheduler", f"{address!a} is no address", "write tcp://host:port")
        dask: Any = distributed
        security = None
        if address.startswith("tls"):
            security = dask.Security(
                tls_ca_file=ca or None, tls_client_cert=certificate or None, tls_client_key=key or None
            )
        try:
            self._client = dask.Client(
                address, timeout=CONNECT_SECONDS, security=security, set_as_default=False
            )
            workers = self._client.scheduler_info(n_workers=-1)["workers"]
        except (OSError, ValueError, TypeError) as error:
            reason = " ".join(str(error).split())[:120]
            fix = "start dask scheduler, or correct the address"
            raise InputError("--scheduler", f"nothing answers at {address} ({reason})", fix) from None
        self.slots = max(1, sum(worker["nthreads"] for worker in workers.values()))
        self._address = address
        self._pending: set[Future[Any]] = set()
        self._lock = threading.Lock()
        self._ended = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def submit(self, work: Work, batch: Any) -> Future[Any]:
        outcome: Future[Any] = Future()
        self._pending.add(outcome)

        def done(future: Any) -> None:
            """In a thread of dask's."""
            try:
                error = future.exception() if future.status == "error" else None
                value = future.result() if future.status == "finished" else None
            except Exception:  # the connection broke before the outcome was here
                return self._settle(outcome, error=WorkerDiedError("a dask worker's result was lost"))
            if future.status != "finished" and (error is None or type(error).__name__ == "KilledWorker"):
                error = WorkerDiedError("a dask worker died")
            return self._settle(outcome, value, error)

        try:
            self._client.submit(work, batch, pure=False, retries=0).add_done_callback(done)
        except Exception as error:
            if self._client.status == "running":
                raise
            self._settle(outcome, error=self._lost(error))
        return outcome

    def _settle(self, outcome: Future[Any], value: Any = None, error: BaseException | None = None) -> None:
        """The first word on an outcome, whichever thread has it."""
        with self._lock:
            if outcome not in self._pending:
                return
            self._pending.remove(outcome)
        if error is None:
            outcome.set_result(value)
        else:
            outcome.set_exception(error)

    def _watch(self) -> None:
        """Dask forgets what it was asked once it has given up reconnecting: say so in its stead."""
        while not self._ended.wait(WATCH_SECONDS):
            if self._client.status == "closed":
                for outcome in list(self._pending):
                    self._settle(outcome, error=self._lost())

    def _lost(self, cause: object = "") -> SchedulerLostError:
        reason = f" ({' '.join(str(cause).split())[:120]})" if str(cause) else ""
        return SchedulerLostError(
            f"--scheduler: nothing answers any more at {self._address}{reason}; "
            "start it and run the same command again"
        )

    def close(self) -> None:
        self._ended.set()
        self._client.close()
