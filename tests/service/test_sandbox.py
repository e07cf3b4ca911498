"""What an enclosed process cannot do, and that it ends with all that it started."""

import errno
import operator
import os
import platform
import signal
import socket
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.common.processes import WorkerDiedError
from certify.search.campaigns.executors import Local
from certify.service.jobs import sandbox
from certify.service.jobs.work import JobLimits, begin_worker
from tests.service import misdeeds

LIMITS = JobLimits(seconds=300.0, memory=2**30)
ROOT = Path(__file__).parents[2]
ENDED_SECONDS = 600.0  # a guard, as are all waits here
x86_64 = pytest.mark.skipif(platform.machine() != "x86_64", reason="calls of x86_64")


def workers(count: int = 1, limits: JobLimits = LIMITS, batches: int = 0) -> Local:
    begin = (limits, None)
    return Local(
        count, initializer=begin_worker, initargs=begin, preload=["tests.service.misdeeds"], batches=batches
    )


@pytest.fixture(scope="module")
def worker() -> Iterator[Local]:
    with workers() as executor:
        yield executor


def done(executor: Local, name: str, *arguments: object) -> object:
    return executor.submit(misdeeds.call, (name, arguments)).result(timeout=ENDED_SECONDS)


def alive(pid: int) -> bool:
    """Whether a process is there and is no zombie, which nobody may have waited for."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def read_when_there(path: Path) -> int:
    limit = time.monotonic() + ENDED_SECONDS
    while not (path.exists() and path.read_text()):
        assert time.monotonic() < limit, "it has not begun"
        time.sleep(0.01)
    return int(path.read_text())


def has_ended(pid: int) -> bool:
    limit = time.monotonic() + ENDED_SECONDS
    while alive(pid) and time.monotonic() < limit:
        time.sleep(0.01)
    return not alive(pid)


# ---- the network ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW])
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK, 17, 40])
def test_a_worker_opens_no_socket_that_leaves_the_machine(worker: Local, family: int, kind: int) -> None:
    assert done(worker, "opened", int(family), int(kind)) == "PermissionError"


def test_neither_does_a_program_that_it_starts(worker: Local) -> None:
    arguments = int(socket.AF_INET), int(socket.SOCK_STREAM)
    assert done(worker, "opened_by_a_child", *arguments) == "PermissionError"


def test_processes_of_this_machine_can_talk(worker: Local) -> None:
    assert done(worker, "opened", int(socket.AF_UNIX), int(socket.SOCK_STREAM)) == "open"
    assert done(worker, "paired", int(socket.AF_UNIX)) == "open"
    assert done(worker, "paired", int(socket.AF_INET)) == "PermissionError"


@x86_64
@pytest.mark.parametrize(
    "call",
    [
        (425, 1, 0),  # io_uring_setup
        (101, 0),  # ptrace
        (310, 1, 0, 0, 0, 0, 0),  # process_vm_readv
        (438, 0, 0, 0),  # pidfd_getfd
        (0x40000000 | 41, 2, 1, 0),  # socket of x32
    ],
)
def test_ways_around_are_refused(worker: Local, call: tuple[int, ...]) -> None:
    assert done(worker, "called", *call) == errno.EPERM


@x86_64
def test_the_calls_of_another_architecture_end_the_process() -> None:
    with workers() as executor:
        with pytest.raises(WorkerDiedError) as error:
            done(executor, "call_as_i386")
        # The second where the kernel has no such calls at all.
        assert error.value.exit_code in (-signal.SIGSYS, -signal.SIGSEGV)


calls = st.one_of(
    st.sampled_from([41, 53, 101, 310, 311, 425, 438, 198, 199, 117, 270, 271]), st.integers(0, 2**32 - 1)
)
architectures = st.sampled_from([0xC000003E, 0xC00000B7, 0x40000003, 0x40000028])


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
@given(architecture=architectures, number=calls, family=st.sampled_from([0, 1, 2, 10, 16, 17, 2**32 - 1]))
def test_the_filter_means_what_it_should_on_every_machine(
    machine: str, architecture: int, number: int, family: int
) -> None:
    calls = sandbox._MACHINES[machine]
    found = interpreted(sandbox._filter(calls), {0: number, 4: architecture, 16: family})
    if architecture != calls.architecture:
        expected = 0x80000000  # SECCOMP_RET_KILL_PROCESS
    elif number >= 0x40000000 or number in calls.refused or (number in calls.sockets and family != 1):
        expected = 0x00050000 | errno.EPERM  # SECCOMP_RET_ERRNO
    else:
        expected = 0x7FFF0000  # SECCOMP_RET_ALLOW
    assert found == expected


def interpreted(code: bytes, words: dict[int, int]) -> int:
    """What a program of classic BPF returns, for the instructions that ours uses."""
    program = list(struct.iter_unpack("=HBBI", code))
    place = accumulator = 0
    compared = {0x15: operator.eq, 0x35: operator.ge}
    while True:
        operation, if_so, if_not, number = program[place]
        place += 1
        if operation == 0x20:
            accumulator = words[number]
        elif operation in compared:
            place += if_so if compared[operation](accumulator, number) else if_not
        else:
            assert operation == 0x06
            return int(number)


def test_without_seccomp_the_network_is_another() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = f"from tests.service import misdeeds; print(misdeeds.reach({server.getsockname()[1]}))"
        result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    if "CertifyError" in result.stderr:
        pytest.skip("no namespaces here")
    assert result.stdout.strip() in ("OSError", "ConnectionRefusedError"), result.stderr


def test_where_neither_works_nothing_is_enclosed_and_nothing_runs() -> None:
    code = "from tests.service import misdeeds; misdeeds.enclose_nowhere()"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 1
    assert "CertifyError: jobs cannot be kept off the network here" in result.stderr
    executor = Local(1, initializer=misdeeds.enclose_nowhere, preload=["tests.service.misdeeds"])
    with executor, pytest.raises(WorkerDiedError):
        done(executor, "state")


def test_that_it_works_here_is_seen_beforehand(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.require_enclosure(2**31)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(sandbox.CertifyError, match="jobs cannot be enclosed"):
        sandbox.require_enclosure(2**31)
    monkeypatch.setattr(sys, "executable", "/no/such/file")
    with pytest.raises(sandbox.CertifyError, match="no process can be started"):
        sandbox.require_enclosure(2**31)


# ---- limits ---------------------------------------------------------------------------------------------


def test_a_worker_is_in_a_group_of_its_own_nice_and_without_new_privileges(worker: Local) -> None:
    state = done(worker, "state")
    assert isinstance(state, dict)
    assert state["group"] == state["pid"]
    assert int(state["nice"]) >= min(19, os.nice(0) + sandbox.NICER)
    assert (state["NoNewPrivs"], state["Seccomp"]) == ("1", "2")


def test_a_worker_writes_no_large_files(worker: Local, tmp_path: Path) -> None:
    assert done(worker, "write", str(tmp_path / "a"), 1000) == 1000
    with pytest.raises(OSError, match="File too large"):
        done(worker, "write", str(tmp_path / "b"), 10**6)


@pytest.mark.parametrize("misdeed", ["exhaust_python", "exhaust_numpy"])
def test_a_job_that_takes_too_much_memory_fails_and_the_next_one_runs(worker: Local, misdeed: str) -> None:
    outcome = worker.submit(misdeeds.job_that, (misdeed, ())).result(timeout=ENDED_SECONDS)
    assert (outcome.state, outcome.failure["cause"]) == ("failed", "memory")
    assert isinstance(done(worker, "state"), dict)


@pytest.mark.parametrize("misdeed", ["loop", "loop_in_c"])
def test_a_job_over_its_time_is_ended_whatever_it_does_and_the_next_one_runs(misdeed: str) -> None:
    with workers(limits=JobLimits(seconds=0.5, memory=2**33)) as executor:
        with pytest.raises(WorkerDiedError) as error:
            executor.submit(misdeeds.job_that, (misdeed, ())).result(timeout=ENDED_SECONDS)
        assert error.value.exit_code == -signal.SIGALRM
        assert isinstance(done(executor, "state"), dict)


def test_the_deadline_of_one_job_is_not_that_of_the_next(worker: Local) -> None:
    assert worker.submit(misdeeds.job_that, ("fail", ("ValueError",))).result().state == "failed"
    assert done(worker, "state") is not None
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    with sandbox.deadline(100.0):
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 50.0
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


# ---- ends -----------------------------------------------------------------------------------------------


def test_a_job_over_its_time_takes_its_children_along(tmp_path: Path) -> None:
    with workers(limits=JobLimits(seconds=300, memory=2**30)) as executor:
        future = executor.submit(misdeeds.job_that, ("bear_and_be_late", (str(tmp_path / "pid"),)))
        child = read_when_there(tmp_path / "pid")
        with pytest.raises(WorkerDiedError):
            future.result(timeout=ENDED_SECONDS)
        assert has_ended(child)


def test_a_job_that_is_ended_takes_its_children_along_and_its_place_is_free_at_once(tmp_path: Path) -> None:
    with workers(limits=JobLimits(seconds=300, memory=2**30)) as executor:
        future = executor.submit(misdeeds.job_that, ("bear_and_wait", (str(tmp_path / "pid"),)))
        child = read_when_there(tmp_path / "pid")
        assert executor.end(future)
        following = executor.submit(misdeeds.call, ("state", ()))
        with pytest.raises(WorkerDiedError):
            future.result(timeout=0)
        assert has_ended(child)
        assert following.result(timeout=ENDED_SECONDS)
        assert not executor.end(following)
        assert not executor.end(future)


def test_a_worker_is_replaced_after_so_many_jobs() -> None:
    with workers(batches=2) as executor:
        states = [done(executor, "state") for _ in range(5)]
    pids = [state["pid"] for state in states if isinstance(state, dict)]
    assert [pids[0] == pids[1], pids[1] == pids[2], pids[2] == pids[3], pids[3] == pids[4]] == [1, 0, 1, 0]


def test_an_executor_that_is_closed_leaves_nothing_behind(tmp_path: Path) -> None:
    with workers(limits=JobLimits(seconds=300, memory=2**30)) as executor:
        executor.submit(misdeeds.job_that, ("bear_and_wait", (str(tmp_path / "pid"),)))
        child = read_when_there(tmp_path / "pid")
    assert has_ended(child)


def test_a_server_that_is_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.service.misdeeds", str(tmp_path / "pid")]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "rejected\n"
        children = [read_when_there(tmp_path / f"pid{number}") for number in (1, 2)]
        started = offspring(server.pid)
        assert set(children) <= started
        assert len(started) >= 6  # two workers, their children, what they are forked from, a checker
        server.kill()
    assert all(has_ended(pid) for pid in started)


def offspring(pid: int) -> set[int]:
    """All the processes below one."""
    parents: dict[int, int] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(file.parent.name)] = int(file.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
    found, level = set(), {pid}
    while level:
        level = {child for child, parent in parents.items() if parent in level}
        found |= level
    return found
