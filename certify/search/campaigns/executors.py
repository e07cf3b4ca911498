"""Where tasks run: processes of this machine, or the workers of a dask scheduler, behind one interface."""

import multiprocessing
import os
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, Self
from urllib.parse import urlparse

from certify.common.errors import CertifyError, InputError
from certify.common.processes import WorkerDiedError, Workers

Work = Callable[[Any], Any]
CONNECT_SECONDS = 10
WATCH_SECONDS = 0.5
BLAS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")


class SchedulerLostError(CertifyError):
    """The scheduler is gone, and with it every batch that was given out; accepted results are not."""


class Executor(ABC):
    """Runs `work(batch)` elsewhere, at most `slots` at once."""

    slots: int

    @abstractmethod
    def submit(self, work: Work, batch: Any) -> Future[Any]:
        """The outcome to come: WorkerDiedError where its worker was lost, SchedulerLostError where all is,
        NotStartedError where no worker could be had."""

    @abstractmethod
    def close(self) -> None:
        """End what runs."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Local(Executor):
    """Processes of this machine.

    Args:
        workers: how many.
        initializer, initargs, batches: of `certify.common.processes.Workers`.
        preload: modules that the processes are forked with.
    """

    def __init__(
        self,
        workers: int,
        *,
        initializer: Callable[..., None] | None = None,
        initargs: tuple[Any, ...] = (),
        preload: Sequence[str] = ("certify.search.campaigns.tasks",),
        batches: int = 0,
    ) -> None:
        if workers < 1:
            raise InputError("--workers", f"{workers} is below 1", "give a positive number")
        self.slots = workers
        for name in BLAS:  # two workers share two cores; they inherit this
            os.environ.setdefault(name, "1")
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(preload))
        self._workers = Workers(workers, context, initializer=initializer, initargs=initargs, batches=batches)

    def submit(self, work: Work, batch: Any) -> Future[Any]:
        return self._workers.submit(work, batch)

    def end(self, outcome: Future[Any]) -> bool:
        """Kill the worker that has this batch, which comes to a WorkerDiedError; False where it has ended."""
        return self._workers.end(outcome)

    def close(self) -> None:
        self._workers.close()


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
