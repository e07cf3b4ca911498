"""Certificates of strangers, judged by the kernel in enclosed processes that have nothing else."""

import contextlib
import hashlib
import json
import multiprocessing
import threading
from concurrent.futures import Future
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from certify.common.errors import CertifyError
from certify.common.processes import begin_worker
from certify.kernel import CheckResult, canonical_bytes, check_bytes
from certify.kernel.check import DECLINED, FAILED, REJECTED, VERDICTS
from certify.kernel.limits import Declined, Rejected
from certify.kernel.reader import parse
from certify.service.jobs.round_robin import RoundRobin
from certify.service.jobs.sandbox import enclose

MEMORY = 512 * 1024**2
START_SECONDS = 60.0

Verdict = dict[str, Any]


class BusyError(CertifyError):
    """As many certificates wait to be checked as may."""


class _Ask(NamedTuple):
    data: bytes
    statement: bytes | None
    verdict: Future[Verdict]


class Checkers:
    """So many processes with the kernel; a thread for each hands it one certificate after the other.

    Args:
        count: processes.
        seconds: wall time for one certificate; the process that is over it is ended and replaced.
        waiting: certificates that may wait.
        memory: bytes of address space of a process.
    """

    def __init__(
        self, count: int = 1, *, seconds: float = 20.0, waiting: int = 500, memory: int = MEMORY
    ) -> None:
        self._seconds, self._memory = seconds, memory
        self._asks: RoundRobin[_Ask] = RoundRobin()
        self._changed = threading.Condition()
        self._waiting = waiting
        self._running: set[_Checker] = set()
        self._closed = False
        self._threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(count)]
        for thread in self._threads:
            thread.start()

    def submit(self, data: bytes, statement: bytes | None = None, owner: str = "") -> Future[Verdict]:
        """What the kernel will say: verdict, accepted, code, rule, reason, address ("" where it has none).

        Over the time limit the verdict is "declined"; where the process ends otherwise it is "failed".

        Args:
            data: what is said to be a certificate; statement: the JSON text of the one that it must be of.
            owner: who asks: each in turn, so that nobody waits for all that another one asks.

        Raises:
            BusyError: too many wait, or `close` has been called.
        """
        verdict: Future[Verdict] = Future()
        with self._changed:
            if self._closed or len(self._asks) >= self._waiting:
                raise BusyError("too many certificates wait to be checked; try again later")
            self._asks.put(owner, _Ask(data, statement, verdict))
            self._changed.notify()
        return verdict

    def close(self) -> None:
        """End the processes; what waits is not checked."""
        with self._changed:
            self._closed = True
            while (found := self._asks.take()) is not None:
                if found[1].verdict.set_running_or_notify_cancel():
                    found[1].verdict.set_exception(BusyError("the service is closing; try again later"))
            self._changed.notify_all()
        for checker in list(self._running):
            checker.kill()
        for thread in self._threads:
            thread.join(START_SECONDS)

    def _serve(self) -> None:
        """In a thread, with one process after the other."""
        checker = self._started()
        while (ask := self._next()) is not None:
            if not ask.verdict.set_running_or_notify_cancel():
                continue
            if checker is None or not checker.runs():  # it may have ended while it was idle
                self._end(checker)
                checker = self._started()
            answer = checker and checker.check(ask.data, ask.statement, self._seconds)
            ask.verdict.set_result(answer or _verdict(FAILED, "no process could be started"))
        self._end(checker)

    def _next(self) -> _Ask | None:
        """What is to be checked next, as soon as there is something; None once `close` was called."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._asks) or self._closed)
            found = self._asks.take()
        return None if found is None else found[1]

    def _end(self, checker: "_Checker | None") -> None:
        if checker is not None:
            self._running.discard(checker)
            checker.end()

    def _started(self) -> "_Checker | None":
        try:
            checker = _Checker(self._memory)
        except (OSError, EOFError):
            return None
        self._running.add(checker)
        if self._closed:
            checker.kill()
        return checker


class _Checker:
    """One process. OSError or EOFError where it does not start."""

    def __init__(self, memory: int) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_judge_all, args=(theirs, memory), daemon=True)
        self._process.start()
        theirs.close()
        self._ended = False
        try:
            if not self._pipe.poll(START_SECONDS):
                raise EOFError
            self._pipe.recv_bytes()
        except (OSError, EOFError):
            self.end()
            raise

    def check(self, data: bytes, statement: bytes | None, seconds: float) -> Verdict:
        """The verdict; where there is none in time, or at all, it says so and the process is ended."""
        try:
            self._pipe.send((data, statement))
            if self._pipe.poll(seconds):
                answer: Verdict = json.loads(self._pipe.recv_bytes())
                return answer
        except (OSError, EOFError):
            self.end()
            return _verdict(FAILED, "the process of the checker ended")
        self.end()
        return _verdict(DECLINED, f"too large: it took over {seconds:g} s, which is the limit here")

    def kill(self) -> None:
        """From another thread: whoever waits for an answer learns that there is none."""
        with contextlib.suppress(ValueError):  # it has ended
            self._process.kill()

    def runs(self) -> bool:
        """Whether it can be asked."""
        return not self._ended and self._process.is_alive()

    def end(self) -> None:
        """Once or more often."""
        if self._ended:
            return
        self._ended = True
        self._process.kill()
        self._process.join()
        self._process.close()
        self._pipe.close()


def _judge_all(pipe: Connection, memory: int) -> None:
    """In the process: one verdict after the other, until nobody asks."""
    enclose(memory, nicer=0)  # a verdict takes milliseconds, and somebody waits for it
    begin_worker()
    pipe.send_bytes(b"ready")
    with contextlib.suppress(EOFError, OSError):
        while True:
            data, statement = pipe.recv()
            pipe.send_bytes(json.dumps(judge(data, statement)).encode())


def judge(data: bytes, statement: bytes | None = None) -> Verdict:
    """The kernel's verdict as JSON data."""
    asked: Any = None
    try:
        if statement is not None:
            asked = parse(statement)
            if not isinstance(asked, dict):
                raise Rejected("it is no object")
    except Rejected as error:
        return _verdict(REJECTED, f"the statement asked about: {error}")
    except Declined as error:
        return _verdict(DECLINED, f"the statement asked about: {error}")
    found = check_bytes(data, asked)
    try:
        address = hashlib.sha256(canonical_bytes(parse(data))).hexdigest()
    except (Rejected, Declined, ValueError, RecursionError, MemoryError):
        address = ""
    return _document(found, address)


def _document(found: CheckResult, address: str) -> Verdict:
    return {
        "verdict": VERDICTS[found.code],
        "accepted": found.accepted,
        "code": found.code,
        "rule": found.rule,
        "reason": found.reason,
        "address": address,
    }


def _verdict(code: int, reason: str) -> Verdict:
    """What is said where the kernel has said nothing."""
    return _document(CheckResult(False, reason, "", code), "")
