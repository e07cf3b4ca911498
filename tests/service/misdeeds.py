"""What jobs may not do, done in a worker for the tests, and a server to be killed."""

import ctypes
import mmap
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from certify.service.jobs import kinds, sandbox
from certify.service.jobs.work import JobOutcome, run_job

COMPILED = b"\xb8\x67\x01\x00\x00\xcd\x80\xc3"  # mov eax, 359 (socket of i386); int 0x80; ret


def call(job: tuple[str, tuple[Any, ...]]) -> Any:
    """A function of this file, in the worker."""
    name, arguments = job
    return globals()[name](*arguments)


def job_that(job: tuple[str, tuple[Any, ...]]) -> JobOutcome:
    """The outcome of a job that calls a function of this file instead of what it should."""
    duality, kinds.duality = kinds.duality, lambda _: call(job)
    try:
        return run_job((1, "duality", {}))
    finally:
        kinds.duality = duality


def opened(family: int, kind: int) -> str:
    import socket

    try:
        with socket.socket(family, kind):
            return "open"
    except OSError as error:
        return type(error).__name__


def opened_by_a_child(family: int, kind: int) -> str:
    code = f"from tests.service import misdeeds; print(misdeeds.opened({family}, {kind}))"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    return done.stdout.strip()


def paired(family: int) -> str:
    import socket

    try:
        for end in socket.socketpair(family):
            end.close()
    except OSError as error:
        return type(error).__name__
    return "open"


def called(number: int, *arguments: int) -> int:
    """0 where a system call is allowed, else its errno."""
    libc = ctypes.CDLL(None, use_errno=True)
    return 0 if libc.syscall(number, *arguments) != -1 else ctypes.get_errno()


def call_as_i386() -> int:
    memory = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(COMPILED)
    function = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
    return int(function())


def write(path: str, size: int) -> int:
    Path(path).write_bytes(bytes(size))
    return size


def state() -> dict[str, str]:
    """Of this process, as the kernel has it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    found = {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}
    return {**found, "group": str(os.getpgrp()), "pid": str(os.getpid()), "nice": str(os.nice(0))}


def exhaust_python() -> None:
    kept = []
    while True:
        kept.append(bytearray(2**20))


def exhaust_numpy() -> Any:
    import numpy as np

    return np.ones(2**40)


def loop() -> None:
    while True:
        pass


def loop_in_c() -> int:
    return 7 ** (10**10)


def bear_and_wait(path: str) -> None:
    """A child that would live on."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(path).write_text(str(child.pid))
    time.sleep(600)


def bear_and_be_late(path: str) -> None:
    """As above; the time of the job is over once the child is there, and not before."""
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    Path(path).write_text(str(child.pid))
    assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
    signal.setitimer(signal.ITIMER_REAL, 0.1)
    time.sleep(600)


def fail(kind: str) -> None:
    raise {"ValueError": ValueError, "RecursionError": RecursionError, "MemoryError": MemoryError}[kind](
        "first line\nsecond line \ud800"
    )


def enclose_nowhere() -> None:
    """In a process of its own."""
    sandbox._filtered = sandbox._unshared = lambda _: False
    sandbox.enclose(2**31)


def reach(port: int) -> str:
    """In a process of its own: as where there is no seccomp, is the network out of reach?"""
    import socket

    sandbox._filtered = lambda _: False
    sandbox.enclose(2**31)
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError as error:
        return type(error).__name__
    return "reached"


def serve(path: str) -> None:
    """A server with two workers and a checker, until it is killed."""
    from certify.search.campaigns.executors import Local
    from certify.service.jobs.checkers import Checkers
    from certify.service.jobs.work import JobLimits, begin_worker

    limits = JobLimits(seconds=300, memory=2**30)
    with Local(
        2, initializer=begin_worker, initargs=(limits, None), preload=["service.misdeeds"]
    ) as executor:
        checkers = Checkers(1)
        print(checkers.submit(b"{}").result()["verdict"], flush=True)
        for number in (1, 2):
            executor.submit(job_that, ("bear_and_wait", (f"{path}{number}",)))
        while True:
            time.sleep(1)


if __name__ == "__main__":
    from tests.service import misdeeds  # so that workers find its functions by its module

    misdeeds.serve(sys.argv[1])
