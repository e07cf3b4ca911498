"""A browser without scripts, and without a server to ask."""

import asyncio
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

from tests.service.page.fake_backend import FakeBackend, application


@dataclass(frozen=True)
class Answer:
    """What comes back; the names of headers in small letters."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


class Browser:
    """Asks for pages without a server, and without scripts. Keeps cookies; follows no redirects."""

    def __init__(self, backend: FakeBackend) -> None:
        self._app = application(backend)
        self._cookies = SimpleCookie()

    def get(self, address: str) -> Answer:
        return self.request("GET", address)

    def post(self, address: str, data: Mapping[str, str] | bytes = b"") -> Answer:
        body = data if isinstance(data, bytes) else urlencode(data, errors="surrogatepass").encode()
        return self.request("POST", address, body)

    def request(self, method: str, address: str, body: bytes = b"") -> Answer:
        """Through ASGI, as a server would ask."""
        parts = urlsplit(address)
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self._cookies.items())
        headers = {"host": "127.0.0.1", "accept": "text/html", "cookie": cookies}
        headers["content-type"] = "application/x-www-form-urlencoded"
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method.upper(),
            "scheme": "http",
            "path": unquote(parts.path),
            "query_string": parts.query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "server": ("127.0.0.1", 80),
        }
        sent: list[MutableMapping[str, Any]] = []

        received = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            if not received:
                await asyncio.Event().wait()  # nobody hangs up
            return received.pop()

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        asyncio.run(self._app(scope, receive, send))
        found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        self._cookies.load(found.get("set-cookie", ""))
        return Answer(sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:]))
