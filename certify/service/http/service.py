"""The service itself: who may do what, and what is done. The API and the page are two faces of it."""

import asyncio
import contextlib
import gc
import re
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from starlette.requests import Request

from certify.common.errors import CertifyError, InputError
from certify.ledger import JobLedger
from certify.ledger.jobs import Conflict, Job, Submission
from certify.service.auth.sessions import Sessions
from certify.service.auth.tokens import Token
from certify.service.documents import write
from certify.service.jobs.checkers import BusyError, Checkers
from certify.service.jobs.events import Events
from certify.service.jobs.ledger_thread import LedgerThread
from certify.service.jobs.runner import Runner
from certify.service.jobs.work import JobLimits, checked, title_of
from certify.service.library.claims_index import ClaimsIndex
from certify.service.problems import Problem
from certify.service.settings import Settings
from certify.service.site.phases import PICTURES
from certify.service.site.readers import Readers

KEY = "[!-~]{1,200}"  # of an idempotency key
FINISHED_BYTES = 16 * 1024 * 1024  # of finished jobs, as they are sent, kept in memory
SEARCHES = 2000  # the newest, in phase diagrams


class Kept:
    """Bytes by key, the most recently used, up to so many bytes in all."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._bytes: OrderedDict[Any, bytes] = OrderedDict()

    def get(self, key: Any) -> bytes | None:
        """What is kept."""
        data = self._bytes.get(key)
        if data is not None:
            self._bytes.move_to_end(key)
        return data

    def put(self, key: Any, data: bytes) -> None:
        """Keep it, in place of what was not used for long."""
        self._size += len(data) - len(self._bytes.pop(key, b""))
        self._bytes[key] = data
        while self._size > self._most:
            _, old = self._bytes.popitem(last=False)
            self._size -= len(old)


class Service(Sessions):
    """One service, which owns its ledger while it is open.

    Raises InputError or LedgerError where the ledger or the tokens cannot be used.
    """

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.settings, self.limits = settings, settings.limits
        self.ledger = JobLedger(settings.ledger)
        self.job_limits = JobLimits(seconds=self.limits.job_seconds, memory=self.limits.job_memory)
        self.claims_index = ClaimsIndex(settings.proofs, settings.snapshot)
        self.events = Events()
        self.version = version("certify")
        self._kept = Kept(FINISHED_BYTES)
        self._arriving: dict[str, int] = {}
        self._pictures: dict[str, tuple[int, dict[str, Any]]] = {}
        self.document: dict[str, Any] = {}

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Running, as long as it is."""
        self.ledger_thread = LedgerThread(self.ledger)
        self.checkers = Checkers(seconds=self.limits.check_seconds, waiting=self.limits.certificates)
        self.readers = Readers(self.job_limits)
        self.runner = Runner(self.ledger_thread, self.events, self.settings.workers, self.job_limits)
        loading = asyncio.create_task(self._prepare())
        try:
            await self.runner.start()
            yield
        finally:
            self.events.close()
            loading.cancel()
            await asyncio.gather(loading, return_exceptions=True)
            await self.runner.close()
            self.readers.close()
            self.checkers.close()
            await asyncio.get_running_loop().run_in_executor(None, self.ledger_thread.close)

    async def _prepare(self) -> None:
        """The diagrams and the claims: the first to look at them does not wait for them."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.claims_index.load())
            group.create_task(self._draw())
        gc.collect()
        gc.freeze()  # the index stays: to go through all of it again takes a tenth of a second each time

    async def _draw(self) -> None:
        for name in PICTURES:
            with contextlib.suppress(CertifyError):
                await self.picture(name)

    def close(self) -> None:
        """Give the ledger back, where it was never open."""
        self.ledger.close()

    # Jobs.

    async def accept(
        self, token: Token, kind: str, body: dict[str, Any], key: str | None = None
    ) -> tuple[int, bool]:
        """Commit a job: its number, and whether it is new.

        Raises:
            InputError: a field without an answer; Problem: the job is refused.
        """
        for name, value in body.items():
            if value is None:
                raise InputError(f"/{name[:60]}", "is null", "leave it out")
        request = await self._checked(kind, body)
        title = title_of(kind, request)
        if key is not None and not re.fullmatch(KEY, key):
            text = "Idempotency-Key has 1 to 200 characters of ASCII, without spaces"
            raise Problem("parameter", text, pointer="Idempotency-Key")
        submission = Submission(kind, title, request, token.name, key)
        refusal = self._refusal(token)
        if refusal is None:
            ticket = await self._commit(submission)
        else:  # one that was accepted before is not refused
            earlier = await self.ledger_thread.read(lambda ledger: ledger.earlier(submission))
            if earlier is None:
                raise refusal
            ticket = earlier
        if isinstance(ticket, Conflict):
            raise Problem("key-reused", f"the key was used for job {ticket.job}", pointer="Idempotency-Key")
        number, fresh = ticket
        if fresh:
            self.runner.add(number, kind, token.name, title)
        return number, fresh

    def _refusal(self, token: Token) -> Problem | None:
        """Why no job is taken from this token at the moment."""
        unfinished = self.runner.unfinished(token.name) + self._arriving.get(token.name, 0)
        if unfinished >= self.limits.jobs:
            return Problem("too-many-jobs", f"{token.name} has {self.limits.jobs} jobs that have not ended")
        if len(self.runner.queue) >= self.limits.waiting:
            return Problem("overloaded", f"{self.limits.waiting} jobs are waiting")
        return None

    async def _commit(self, submission: Submission) -> tuple[int, bool] | Conflict:
        """Into the ledger; until it is there, it counts as a job of its owner."""
        owner = submission.owner
        self._arriving[owner] = self._arriving.get(owner, 0) + 1
        try:
            return await self.ledger_thread.submit(submission)
        finally:
            left = self._arriving.pop(owner) - 1
            if left:
                self._arriving[owner] = left

    async def _checked(self, kind: str, body: dict[str, Any]) -> dict[str, Any]:
        """The request of a job; a long sentence takes its time, and so a thread."""
        if kind == "claim":
            return await asyncio.to_thread(checked, kind, body, self.job_limits)
        return checked(kind, body, self.job_limits)

    async def submit(self, request: Request, kind: str, body: dict[str, Any]) -> int:
        """The number of a job that a page submits."""
        return (await self.accept(self.allow_on_page(request, "submit"), kind, body))[0]

    async def cancel(self, request: Request, number: int) -> None:
        """End a job from a page."""
        await self.end(self.allow_on_page(request, "submit"), number)

    async def end(self, token: Token, number: int) -> None:
        """End a job: one's own, or any with the scope admin. Raises Problem where that cannot be."""
        job = await self.ledger_thread.read(lambda ledger: ledger.job(number))
        if job is None:
            raise Problem("not-found", f"there is no job {number}")
        if job.owner != token.name and not token.allows("admin"):
            raise Problem("wrong-scope", f"job {number} is of {job.owner}; to end it takes the scope admin")
        if job.state != "waiting" or not await self.runner.cancel(number, job.kind, job.owner):
            raise Problem("ended", f"job {number} has ended")

    async def job(self, number: int) -> dict[str, Any] | None:
        """A job in full."""
        job = await self.ledger_thread.read(lambda ledger: ledger.job(number))
        return None if job is None else self._full(job)

    async def job_bytes(self, number: int) -> bytes | None:
        """A job in full, as it is sent."""
        kept = self._kept.get(number)
        if kept is not None:
            return kept
        job = await self.ledger_thread.read(lambda ledger: ledger.job(number))
        if job is None:
            return None
        data = write(self._full(job))
        if job.state != "waiting":  # it can change no more
            self._kept.put(number, data)
        return data

    async def jobs(
        self,
        *,
        kind: str | None = None,
        state: str | None = None,
        verdict: str | None = None,
        before: int | None = None,
        limit: int = 100,
        finished: bool = False,
    ) -> list[dict[str, Any]]:
        """Summaries of jobs, newest first."""
        if state == "running":
            return await self._running(kind, before, limit)
        most = limit + self.runner.running if state == "waiting" else limit  # those wait in the ledger
        found = await self.ledger_thread.read(
            lambda ledger: ledger.jobs(
                kind=kind, state=state, verdict=verdict, before=before, limit=most, finished=finished
            )
        )
        rows = [self._summary(job) for job in found]
        return [row for row in rows if row["state"] == state][:limit] if state == "waiting" else rows

    async def _running(self, kind: str | None, before: int | None, limit: int) -> list[dict[str, Any]]:
        numbers = [n for n in sorted(self.runner.numbers, reverse=True) if before is None or n < before]
        found = await self.ledger_thread.read(lambda ledger: [ledger.job(number) for number in numbers])
        rows = [self._summary(job) for job in found if job is not None and kind in (None, job.kind)]
        return [row for row in rows if row["state"] == "running"][:limit]

    def _summary(self, job: Job) -> dict[str, Any]:
        state = self.runner.state(job.id)[0] if job.state == "waiting" else job.state
        return {
            "id": job.id,
            "kind": job.kind,
            "title": job.title,
            "state": state,
            "submitted": _moment(job.submitted),
            "finished": None if job.finished is None else _moment(job.finished),
            "seconds": job.seconds,
            "owner": job.owner,
            "verdict": job.verdict,
            "grade": job.grade,
            "value": job.value,
            "certificates": list(job.certificates),
        }

    def _full(self, job: Job) -> dict[str, Any]:
        progress = self.runner.state(job.id)[1] if job.state == "waiting" else None
        return {
            **self._summary(job),
            "request": job.request,
            "result": job.result,
            "failure": job.failure,
            "progress": progress,
        }

    # Certificates.

    async def certificate(self, address: str) -> bytes | None:
        """The canonical bytes of a certificate, of a claim or of a job."""
        found: bytes | None = self.claims_index.certificate(address)
        return found or await self.ledger_thread.read(lambda ledger: ledger.certificate(address))

    async def check(self, data: bytes, owner: str = "") -> dict[str, Any]:
        """The kernel's verdict on a certificate. Raises Problem where too many wait."""
        try:
            return await asyncio.wrap_future(self.checkers.submit(data, owner=owner))
        except BusyError as error:
            raise Problem("no-checker", str(error), headers={"Retry-After": "1"}) from None

    async def describe(self, data: bytes) -> dict[str, Any] | None:
        """A certificate in words; None where it has none."""
        return await self.readers.describe(data)

    # What is read.

    async def health(self) -> dict[str, Any]:
        """How much there is to do. Raises LedgerError where the ledger cannot be read."""
        await self.ledger_thread.read(lambda ledger: ledger.probe())
        return self.state()

    def latest(self) -> int:
        """The id of the latest event."""
        return self.events.latest

    def state(self) -> dict[str, Any]:
        """How much there is to do, as far as it is known without the ledger."""
        waiting, running = len(self.runner.queue), self.runner.running
        return {
            "waiting": waiting,
            "running": running,
            "book": self.claims_index.state,
            "version": self.version,
        }

    async def picture(self, name: str) -> dict[str, Any] | None:
        """A phase diagram of the searches that have ended."""
        if name not in PICTURES:
            return None
        ended = self.runner.ended["search"]
        kept = self._pictures.get(name)
        if kept is None or kept[0] != ended:
            jobs = await self.ledger_thread.read(lambda ledger: ledger.finished_searches(SEARCHES))
            kept = self._pictures[name] = (ended, await self.readers.picture(name, jobs))
        return kept[1]

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document."""
        return self.document


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
