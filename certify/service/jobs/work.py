"""Jobs, in their worker processes: from a checked request to plain data, whatever happens on the way.

Everything numerical is imported in the worker; the server that imports this module stays small.
"""

import math
import time
from collections.abc import Mapping
from multiprocessing.connection import Connection
from signal import SIGALRM, SIGKILL
from typing import TYPE_CHECKING, Any, NamedTuple

from certify.common.errors import InputError, SolverError
from certify.service.jobs.answer import Answer
from certify.service.jobs.progress import ProgressPipe, tell
from certify.service.jobs.requests import KINDS, JobLimits, checked, title_of
from certify.service.jobs.sandbox import deadline, enclose

if TYPE_CHECKING:
    from certify.search.campaigns.executors import Local

__all__ = [
    "KINDS",
    "JobLimits",
    "JobOutcome",
    "ProgressPipe",
    "checked",
    "job_executor",
    "outcome_without",
    "run_job",
    "title_of",
]

# What worker processes are forked with.
PRELOAD = (
    "certify.service.jobs.work",
    "certify.certificates",
    "certify.recovery.escape.loss_curve",
    "certify.claims.sentences",
    "certify.provers",
    "certify.report.certificate",
    "certify.report.duality",
    "certify.report.search",
    "certify.search.asymmetric",
    "certify.search.campaigns.phase",
)
JOBS = 200  # of one worker, before another takes its place
LONGEST_LINE = 500


class JobOutcome(NamedTuple):
    """What came of a job, as plain data.

    Attributes:
        state: "done" or "failed" (or "cancelled", by the server); seconds: wall time.
        verdict, grade: in the words of its kind; value: delta*.
        result: JSON data, all numbers finite; None where it failed.
        failure: {"cause", "detail"}, cause one of input, time, memory, crash, solver, cancelled; for an
            input also field, problem and fix.
        certificates: their canonical bytes by address.
    """

    state: str
    seconds: float
    verdict: str | None
    grade: str | None
    value: float | None
    result: dict[str, Any] | None
    failure: dict[str, Any] | None
    certificates: dict[str, bytes]


class _Worker(NamedTuple):
    limits: JobLimits
    writer: Connection | None


_worker = _Worker(JobLimits(), None)


def job_executor(workers: int, limits: JobLimits, progress: ProgressPipe) -> "Local":
    """Enclosed processes that run `run_job`."""
    from certify.search.campaigns.executors import Local

    begin = (limits, progress.writer)
    return Local(workers, initializer=begin_worker, initargs=begin, preload=PRELOAD, batches=JOBS)


def begin_worker(limits: JobLimits, writer: Connection | None) -> None:
    """In a new worker: enclose it. Raises CertifyError where that cannot be done."""
    global _worker
    _worker = _Worker(limits, writer)
    enclose(limits.memory)


def run_job(job: tuple[int, str, Mapping[str, Any]]) -> JobOutcome:
    """The outcome of a job (its number, kind and checked request). Never raises.

    A process that is over the time of its job is ended by the kernel; so is one that has run out of memory
    where nothing can be raised.
    """
    number, kind, request = job
    limits, began = _worker.limits, time.monotonic()

    def report(progress: Mapping[str, Any]) -> None:
        if _worker.writer is not None:
            tell(_worker.writer, number, progress)

    try:
        with deadline(limits.seconds):
            answer = _answer(kind, request, limits, report)
            certificates = {one.address: one.to_bytes() for one in answer.certificates}
            result = finite(answer.result)
    except Exception as error:
        failure = _failure(error)
        return JobOutcome("failed", time.monotonic() - began, None, None, None, None, failure, {})
    value = finite(answer.value)
    seconds = time.monotonic() - began
    return JobOutcome("done", seconds, answer.verdict, answer.grade, value, result, None, certificates)


def outcome_without(exit_code: int | None, seconds: float, limits: JobLimits) -> JobOutcome:
    """The outcome of a job whose process ended before it had one, from the exit code of the process."""
    if exit_code == -SIGALRM:
        failure = {"cause": "time", "detail": f"it took over {limits.seconds:g} s"}
    elif exit_code == -SIGKILL:
        failure = {"cause": "memory", "detail": "its process was killed, as happens for want of memory"}
    else:
        name = "" if exit_code is None else f" with {exit_code}"
        failure = {"cause": "crash", "detail": f"its process ended{name}"}
    return JobOutcome("failed", seconds, None, None, None, None, failure, {})


def _answer(kind: str, request: Mapping[str, Any], limits: JobLimits, report: Any) -> Answer:
    from certify.service.jobs import kinds

    if kind == "search":
        return kinds.search(request, report)
    if kind == "claim":
        return kinds.claim(request, limits)
    return kinds.duality(request) if kind == "duality" else kinds.decide(request)


def _failure(error: Exception) -> dict[str, Any]:
    if isinstance(error, InputError):
        parts = {"field": error.field, "problem": error.problem, "fix": error.fix}
        return {"cause": "input", "detail": _line(str(error))} | {k: _line(v) for k, v in parts.items()}
    if isinstance(error, MemoryError):
        return {"cause": "memory", "detail": "it took more memory than a job may have"}
    solver = isinstance(error, SolverError) or type(error).__name__ == "LinAlgError"
    return {"cause": "solver" if solver else "crash", "detail": _line(f"{type(error).__name__}: {error}")}


def _line(text: str) -> str:
    """In one line that can be written."""
    return " ".join(text.split())[:LONGEST_LINE].encode(errors="backslashreplace").decode()


def finite(value: Any) -> Any:
    """JSON data with None for every number that JSON cannot write."""
    if isinstance(value, float):
        return float(value) + 0.0 if math.isfinite(value) else None  # -0.0 is 0.0
    if isinstance(value, dict):
        return {str(name): finite(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [finite(item) for item in value]
    return value
