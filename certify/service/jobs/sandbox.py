"""A worker process, enclosed: bounded memory and files, no network, and an end at a set time.

Linux only. What cannot be enclosed is not to run: `enclose` raises.
"""

import contextlib
import ctypes
import errno
import os
import platform
import resource
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from signal import ITIMER_REAL, SIG_DFL, SIGALRM, setitimer, signal
from socket import AF_UNIX
from typing import NamedTuple

from certify.common.errors import CertifyError

FILE_BYTES = 65_536  # of a file: enough for the semaphores of multiprocessing
OPEN_FILES = 256
NICER = 10
CHECK_SECONDS = 60

_PR_SET_NO_NEW_PRIVS, _SET_MODE_FILTER, _TSYNC = 38, 1, 1
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
# Classic BPF: load a word of struct seccomp_data, jump if equal, jump if not below, return.
_LOAD, _EQUAL, _NOT_BELOW, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16  # offsets there; of the argument its low half
_KILL, _ALLOW, _REFUSE = 0x80000000, 0x7FFF0000, 0x00050000 | errno.EPERM
_X32 = 0x40000000  # calls by another table


class _Calls(NamedTuple):
    """What an architecture calls itself (AUDIT_ARCH_*), and its numbers of system calls."""

    architecture: int
    seccomp: int
    sockets: tuple[int, ...]  # socket, socketpair
    refused: tuple[int, ...]  # ptrace, process_vm_readv, process_vm_writev, io_uring_setup, pidfd_getfd


_MACHINES = {
    "x86_64": _Calls(0xC000003E, 317, (41, 53), (101, 310, 311, 425, 438)),
    "aarch64": _Calls(0xC00000B7, 277, (198, 199), (117, 270, 271, 425, 438)),
}


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def enclose(memory: int, nicer: int = NICER) -> None:
    """Enclose this process, for good, and all that it starts: call it once, before there are threads.

    A process group of its own, `nicer` than others, at most `memory` bytes of address space for each process,
    no core files, small files only, no new privileges, and no sockets but AF_UNIX ones.

    Raises:
        CertifyError: the network cannot be taken away on this machine.
    """
    with contextlib.suppress(PermissionError):  # it leads a session, and so a group
        os.setpgid(0, 0)
    os.nice(nicer)
    with contextlib.suppress(OSError):  # where memory runs out, this process goes before the server
        Path("/proc/self/oom_score_adj").write_text("500")
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) or not (_filtered(libc) or _unshared(libc)):
        reason = os.strerror(ctypes.get_errno())
        raise CertifyError(
            f"jobs cannot be kept off the network here: neither seccomp nor a network namespace ({reason}); "
            "run on Linux x86_64 or aarch64 with one of them allowed"
        )


def require_enclosure(memory: int) -> None:
    """See, in a process that ends again, that `enclose` works here. Raises CertifyError where it does not."""
    code = f"from certify.service.jobs.sandbox import enclose; enclose({int(memory)})"
    try:
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=CHECK_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise CertifyError(f"no process can be started: {' '.join(str(error).split())}") from None
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"it ended with {done.returncode}"])[-1]
        raise CertifyError(
            f"jobs cannot be enclosed: {last.removeprefix('certify.common.errors.CertifyError: ')}"
        )


@contextlib.contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """The kernel ends this process after so many seconds in here, whatever it is doing."""
    signal(SIGALRM, SIG_DFL)
    setitimer(ITIMER_REAL, seconds)
    try:
        yield
    finally:
        setitimer(ITIMER_REAL, 0)


def _filtered(libc: ctypes.CDLL) -> bool:
    """Whether the system calls of this process, in all its threads, are now filtered."""
    calls = _MACHINES.get(platform.machine())
    if calls is None or struct.calcsize("P") != 8:
        return False
    code = _filter(calls)
    program = _Program(len(code) // 8, code)
    return not libc.syscall(calls.seccomp, _SET_MODE_FILTER, _TSYNC, ctypes.byref(program))


def _filter(calls: _Calls) -> bytes:
    """The program: each instruction a code, how far to jump where it holds and where not, and a number."""
    program = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, calls.architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_NOT_BELOW, 0, 1, _X32),
        (_RETURN, 0, 0, _REFUSE),
    ]
    for number in calls.refused:
        program += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _REFUSE)]
    for number in calls.sockets:
        program += [
            (_EQUAL, 0, 4, number),
            (_LOAD, 0, 0, _FIRST_ARGUMENT),
            (_EQUAL, 0, 1, AF_UNIX),
            (_RETURN, 0, 0, _ALLOW),
            (_RETURN, 0, 0, _REFUSE),
        ]
    program.append((_RETURN, 0, 0, _ALLOW))
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in program)


def _unshared(libc: ctypes.CDLL) -> bool:
    """Whether this process is now in a network of its own, without a way out."""
    return not libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
