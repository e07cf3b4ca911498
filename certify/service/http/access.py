"""What a request has to be before the application sees it: Host, Origin, size and form. Plain ASGI.

The headers of every answer are added here as well.

A request passes with its whole body in memory, so that nothing behind this guard waits for a slow client.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, MutableMapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers

from certify.service.problems import Problem
from certify.service.settings import Settings

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

SAFE = {"GET", "HEAD", "OPTIONS"}
LONGEST_PATH = 1000
STREAMS = "/events"  # have no end to be measured
_HOST = re.compile(r"[A-Za-z0-9._:\[\]_-]+")
# Plotly writes style elements; nothing else of the page has any style or script in line.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
]


class RequestGuard:
    """The application behind its guard."""

    def __init__(self, app: Application, settings: Settings) -> None:
        self.app, self.limits = app, settings.limits
        self.names = {"localhost", *(name.lower() for name in settings.names)}
        self.inside = self.held = 0  # requests, and bytes of their bodies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sending, parts = _with_headers(send), list[bytes]()
        self.inside += 1
        try:
            headers = Headers(scope=scope)
            if self.inside > self.limits.requests + self.limits.streams:
                raise Problem("overloaded", "too many requests at once", headers={"Retry-After": "1"})
            self._check_host(headers)
            if len(scope["path"]) > LONGEST_PATH:
                raise Problem("parameter", f"the path has over {LONGEST_PATH} characters", pointer="path")
            if scope["method"] not in SAFE:
                self._check_origin(headers)
                await self._take(parts, headers, receive)
                receive = _replay(b"".join(parts), receive)
            if scope["method"] == "HEAD" and not scope["path"].endswith(STREAMS):
                scope = {**scope, "method": "GET"}  # uvicorn sends no body, as it was asked
            await self.app(scope, receive, sending)
        except Problem as problem:
            await problem.response()(scope, receive, sending)
        finally:
            self.inside -= 1
            self.held -= sum(map(len, parts))

    def _check_host(self, headers: Headers) -> None:
        """A name that is not ours may be one that another site has made to lead here."""
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.known(hosts[0]):
            raise Problem("bad-host", f"the Host header {', '.join(hosts)[:100]!a} is not known")

    def known(self, host: str) -> bool:
        """Whether a Host header is an address or one of the names."""
        if not _HOST.fullmatch(host):
            return False
        try:
            name = (urlsplit(f"//{host}").hostname or "").lower()
        except ValueError:
            return False
        if name in self.names:
            return True
        try:
            ip_address(name)
        except ValueError:
            return False
        return True

    def _check_origin(self, headers: Headers) -> None:
        origin = headers.get("origin")
        site = headers.get("sec-fetch-site", "same-origin")
        if site not in ("same-origin", "none"):
            raise Problem("foreign-origin", f"the browser says that the request is {site[:40]!a}")
        if origin is None:
            return
        try:
            parts = urlsplit(origin)
        except ValueError:
            parts = urlsplit("")
        # Behind a proxy that ends TLS the scheme differs; the host does not.
        if parts.scheme not in ("http", "https") or parts.netloc.lower() != headers["host"].lower():
            raise Problem("foreign-origin", f"the Origin header {origin[:100]!a} is not of this site")

    async def _take(self, parts: list[bytes], headers: Headers, receive: Receive) -> None:
        limit = self.limits.body
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 20 or int(length) > limit:
            raise Problem("too-large", f"the body has more than {limit:,} bytes")
        try:
            async with asyncio.timeout(self.limits.body_seconds):
                size, more = 0, True
                while more:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        raise Problem("slow-body", "the client left before the body was here")
                    part = message.get("body", b"")
                    size, more = size + len(part), message.get("more_body", False)
                    if size > limit:
                        raise Problem("too-large", f"the body has more than {limit:,} bytes")
                    if self.held + len(part) > self.limits.bodies:
                        raise Problem("overloaded", "too many bodies at once", headers={"Retry-After": "1"})
                    parts.append(part)
                    self.held += len(part)
        except TimeoutError:
            raise Problem("slow-body", f"the body took over {self.limits.body_seconds:g} s") from None


def _replay(body: bytes, receive: Receive) -> Receive:
    """The body once more, and after it what the client does next."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return messages.pop() if messages else await receive()

    return replayed


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name for name, _ in message["headers"]}
            added = [header for header in HEADERS if header[0] not in present]
            message["headers"] = [*message["headers"], *added]
        await send(message)

    return sending
