"""What has to be computed for a page, with libraries the server itself does not load: one process for it."""

import asyncio
from typing import Any

from certify.common.errors import CertifyError
from certify.ledger.jobs import Job
from certify.service.jobs.work import PRELOAD, JobLimits, begin_worker
from certify.service.problems import Problem

SECONDS = 30.0
WAITING = 100


class Readers:
    """One process, started when it is first needed. Of one event loop."""

    def __init__(self, limits: JobLimits) -> None:
        from certify.search.campaigns.executors import Local

        self._turn = asyncio.Lock()
        self._inside = 0
        self._executor = Local(1, initializer=begin_worker, initargs=(limits, None), preload=PRELOAD)

    async def describe(self, data: bytes) -> dict[str, Any] | None:
        """A certificate in words; None where it cannot be told."""
        found: dict[str, Any] | None = await self._ask(_describe, data)
        return found

    async def picture(self, name: str, jobs: list[Job]) -> dict[str, Any]:
        """A phase diagram of searches."""
        found: dict[str, Any] = await self._ask(_picture, (name, jobs))
        return found

    def close(self) -> None:
        """End the process."""
        self._executor.close()

    async def _ask(self, work: Any, argument: Any) -> Any:
        if self._inside > WAITING:
            raise Problem("overloaded", "too many pages wait to be computed")
        self._inside += 1
        try:
            return await self._asked(work, argument)
        finally:
            self._inside -= 1

    async def _asked(self, work: Any, argument: Any) -> Any:
        async with self._turn:
            try:
                future = self._executor.submit(work, argument)
                return await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(future)), SECONDS)
            except TimeoutError:
                self._executor.end(future)
                raise Problem("overloaded", "it took too long to compute this page") from None
            except CertifyError as error:
                raise Problem("overloaded", str(error)) from None


def _describe(data: bytes) -> dict[str, Any] | None:
    """In the process."""
    from certify.certificates import Certificate
    from certify.service.jobs.kinds import description

    return description(Certificate.from_json(data))


def _picture(asked: tuple[str, list[Job]]) -> dict[str, Any]:
    """In the process."""
    from certify.service.site.phases import picture

    return picture(*asked)
