"""The guard, before an application that waits."""

import asyncio
import json
from typing import Any

from certify.service.http.access import RequestGuard
from certify.service.settings import Limits, Settings


class Client:
    """One request, told part by part, and the status and type of its answer."""

    def __init__(self, guard: RequestGuard, method: str = "POST", host: str = "localhost") -> None:
        self.parts: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self.status, self.body = 0, b""
        headers = [(b"host", host.encode())]
        scope = {"type": "http", "method": method, "path": "/", "headers": headers}
        self.done = asyncio.create_task(guard(scope, self.parts.get, self._answered))

    def send(self, body: bytes, more: bool = True) -> None:
        self.parts.put_nowait({"type": "http.request", "body": body, "more_body": more})

    async def answer(self) -> tuple[int, str]:
        await asyncio.wait_for(self.done, 5)
        return self.status, json.loads(self.body)["type"] if self.status >= 400 else ""

    async def _answered(self, message: Any) -> None:
        self.status = message.get("status", self.status)
        self.body += message.get("body", b"")


async def application(_: Any, receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def test_all_bodies_together_are_bounded_and_what_has_gone_counts_no_more() -> None:
    async def crowd() -> None:
        guard = RequestGuard(application, Settings(limits=Limits(body=10, bodies=25)))
        for _ in range(3):
            clients = [Client(guard) for _ in range(4)]
            for client in clients:
                client.send(b"x" * 8)
            await asyncio.sleep(0.01)
            clients[0].send(b"x" * 5)
            assert await clients[0].answer() == (413, "/problems/too-large")
            assert await clients[3].answer() == (503, "/problems/overloaded")
            for client in clients[1:3]:
                client.send(b"x", more=False)
                assert await client.answer() == (200, "")
            assert (guard.held, guard.inside) == (0, 0)

    asyncio.run(crowd())


def test_a_host_is_a_name_and_a_port() -> None:
    guard = RequestGuard(application, Settings(names=("lab.example",)))
    assert all(map(guard.known, ("localhost", "127.0.0.1:80", "[::1]", "[::1]:80", "LAB.example:443")))
    for host in (
        "me@localhost",
        "localhost/x",
        "localhost?",
        "localhost#",
        "local host",
        "localhost\\",
        "x",
        "",
    ):
        assert not guard.known(host)
