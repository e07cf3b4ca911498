"""What the pages ask of the service they belong to."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from starlette.requests import Request

Document = dict[str, Any]
COOKIE = "certify_session"
STATES = ("waiting", "running", "done", "failed", "cancelled")


class ClaimsSource(Protocol):
    """Papers and claims, as `certify.service.library.claims_index.ClaimsIndex` has them."""

    def papers(self) -> Sequence[Document]:
        """Every paper: name, title, counts."""
        ...

    def paper(self, name: str) -> Document | None:
        """A paper with its numbered results."""
        ...

    def claims(
        self,
        *,
        paper: str | None = None,
        verdict: str | None = None,
        grade: str | None = None,
        printed: bool | None = None,
        canary: bool | None = None,
        q: str = "",
        cursor: str | None = None,
        limit: int = 100,
    ) -> tuple[Sequence[Document], str | None]:
        """Some claims, and the cursor of the next ones."""
        ...

    def claim(self, name: str) -> Document | None:
        """A claim with what it rests on and what rests on it."""
        ...

    def errata(self, paper: str | None = None) -> Sequence[Document]:
        """Lines that do not hold as printed."""
        ...

    def graph(self, paper: str) -> Document | None:
        """A paper's graph, with its picture."""
        ...


class Backend(Protocol):
    """The service behind the pages.

    `submit` and `cancel` raise InputError for a field without an answer, and
    `certify.service.problems.Problem` where the request is refused.
    """

    @property
    def claims_index(self) -> ClaimsSource:
        """Papers and claims."""
        ...

    def latest(self) -> int:
        """The id of the latest event: what happens after it is told by a stream that begins there."""
        ...

    def state(self) -> Document:
        """waiting, running: numbers of jobs; book: {"state", "done", "of", "problem"}; version."""
        ...

    def session(self, request: Request) -> Mapping[str, Any] | None:
        """{"name", "scopes"} of who asks; None for nobody in particular."""
        ...

    def allow_reading(self, request: Request) -> None:
        """Raises Problem where a request may not even read."""
        ...

    async def sign_in(self, secret: str) -> str | None:
        """The cookie of a token; None where it is not known."""
        ...

    def sign_out(self, request: Request) -> None:
        """Forget the session of a request."""
        ...

    async def jobs(
        self,
        *,
        kind: str | None = None,
        state: str | None = None,
        verdict: str | None = None,
        before: int | None = None,
        limit: int = 100,
        finished: bool = False,
    ) -> list[Document]:
        """Summaries of jobs, newest first."""
        ...

    async def job(self, number: int) -> Document | None:
        """A job in full."""
        ...

    async def submit(self, request: Request, kind: str, body: Document) -> int:
        """The number of a new job."""
        ...

    async def cancel(self, request: Request, number: int) -> None:
        """End a job."""
        ...

    async def certificate(self, address: str) -> bytes | None:
        """The canonical bytes of a certificate."""
        ...

    async def check(self, data: bytes) -> Document:
        """The kernel's verdict, as POST /verify answers."""
        ...

    async def describe(self, data: bytes) -> Document | None:
        """claim, given, proof, margins, bytes, digits: a certificate in words; None where it has none."""
        ...

    async def picture(self, name: str) -> Document | None:
        """A phase diagram's panels, caption and missing points."""
        ...

    def openapi(self) -> Document:
        """The OpenAPI document."""
        ...
