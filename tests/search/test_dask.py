"""Workers of a dask scheduler give what processes of this machine give, and their death loses nothing."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from killed_campaign import work

from certify.ledger import Accepted, Ledger
from certify.search.campaigns.campaign import State, run_campaign
from certify.search.campaigns.executors import Dask, Executor, SchedulerLostError
from certify.search.campaigns.spec import Spec, spec_of
from certify.search.campaigns.tasks import run_batch

distributed = pytest.importorskip("distributed")

# The cluster's own: sockets that its event loop closes after the test, and its deprecations.
pytestmark = pytest.mark.filterwarnings("ignore:::distributed", "ignore::ResourceWarning")
TASKS = 400
QUICK = Spec({"name": "dask test", "tasks": TASKS}, [{"number": n} for n in range(TASKS)])


class Here(Executor):
    """Runs in this process."""

    slots = 1

    def submit(self, work: Any, batch: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(work(batch))
        return future

    def close(self) -> None:
        pass


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A scheduler on the loopback device, and two workers that are processes of their own."""
    folder = str(Path(__file__).parent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", folder)  # so that workers find `killed_campaign`
        patch.setenv("OMP_NUM_THREADS", "1")
        patch.setenv("OPENBLAS_NUM_THREADS", "1")
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None,
            silence_logs=50,
        ) as cluster:  # fmt: skip
            yield cluster


def result_of(spec: Spec, place: Path, executor: Executor, job: Any, report: Any = None) -> tuple[State, str]:
    with Ledger(place, spec.document, len(spec.tasks)) as ledger:
        state = run_campaign(spec, ledger, executor, report, job)
        assert ledger.unfinished() == []
        return state, ledger.hash()


def test_a_cluster_gives_what_this_process_gives(tmp_path: Path, cluster: Any) -> None:
    spec = spec_of({"grid": {"r": [1, 2], "rstar": 1, "eps2": ["0", "1"]}, "starts": 1})
    with Dask(cluster.scheduler_address) as executor:
        assert executor.slots == 2
        _, far = result_of(spec, tmp_path / "far", executor, run_batch)
    _, near = result_of(spec, tmp_path / "near", Here(), run_batch)
    assert far == near


def test_an_error_of_the_work_itself_is_raised(cluster: Any) -> None:
    with Dask(cluster.scheduler_address) as executor, pytest.raises(TypeError):
        executor.submit(work, 3).result(timeout=600)


def test_a_killed_worker_loses_nothing(tmp_path: Path, cluster: Any) -> None:
    _, undisturbed = result_of(QUICK, tmp_path / "quiet", Here(), work)
    killed: list[int] = []

    def kill(state: State) -> None:
        worker = cluster.workers[len(killed) % 2].pid
        if worker and len(killed) < 2 and state.new > 40 * (1 + len(killed)):
            os.kill(worker, signal.SIGKILL)
            killed.append(worker)

    with Dask(cluster.scheduler_address) as executor:
        state, disturbed = result_of(QUICK, tmp_path / "disturbed", executor, work, kill)
    assert len(set(killed)) == 2
    assert (state.done, state.failed) == (TASKS, {})
    assert disturbed == undisturbed


def test_a_scheduler_that_is_gone_is_told_and_what_was_accepted_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("certify.search.campaigns.executors.CONNECT_SECONDS", 600)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}  # it reads what the work is, too
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment) as scheduler:
        try:
            wait_for(port)
            with Dask(f"tcp://127.0.0.1:{port}") as executor, Ledger(tmp_path / "a", {}, TASKS) as ledger:
                executor._client._timeout = 1  # once connected: how long it tries to be so again
                ledger.accept([Accepted(0, 0.5, 0.1, {})])
                threading.Timer(0.5, scheduler.kill).start()  # it has no workers: nothing is ever done
                with pytest.raises(SchedulerLostError, match="run the same command again"):
                    run_campaign(QUICK, ledger, executor, work=work)
                assert len(ledger.unfinished()) == TASKS - 1
        finally:
            scheduler.kill()


def wait_for(port: int) -> None:
    """Until something answers there."""
    for _ in range(6000):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError("the scheduler does not start")
