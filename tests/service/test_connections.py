"""Connections on which nothing comes or goes, before an application that would wait for ever."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import uvicorn

from certify.service.http import connections as module
from certify.service.http.connections import HEAD_BYTES, connections

Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
SOON = 0.3
GET = b"GET / HTTP/1.1\r\nHost: x\r\n"


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """An answer at /; one without an end anywhere else, as fast as it is taken."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    while scope["path"] != "/" and (await asyncio.sleep(0)) is None:
        if (await asyncio.wait_for(_next(receive), None)) == "http.disconnect":
            return
        await send({"type": "http.response.body", "body": bytes(65536), "more_body": True})
    await send({"type": "http.response.body", "body": b"here"})


async def _next(receive: Any) -> str:
    try:
        return str((await asyncio.wait_for(receive(), 0.001))["type"])
    except TimeoutError:
        return ""


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> Callable[[Talk], None]:
    """Lets a client talk to a server; a connection has to go on within SOON."""
    monkeypatch.setattr(module, "REQUEST_SECONDS", SOON)
    monkeypatch.setattr(module, "TAKE_SECONDS", SOON)

    def run(client: Talk) -> None:
        async def whole() -> None:
            config = uvicorn.Config(
                application, port=0, http=connections(), lifespan="off", log_config=None, access_log=False
            )
            server = uvicorn.Server(config)
            serving = asyncio.create_task(server._serve())
            while not server.started:
                await asyncio.sleep(0.01)
            port = server.servers[0].sockets[0].getsockname()[1]
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                await asyncio.wait_for(client(reader, writer), 20)
            finally:
                writer.transport.abort()
                server.should_exit = True
                await serving

        asyncio.run(whole())

    return run


async def ended(reader: asyncio.StreamReader) -> bytes:
    """What comes until the end, however it comes."""
    found = b""
    try:
        while part := await reader.read(65536):
            found = (found + part)[-1000:]
    except ConnectionError:
        pass
    return found


@pytest.mark.parametrize("start", [b"", b"\r\n", b"GET", GET, GET + b"Content-Length: 9\r\n\r\n1"])
def test_a_request_that_does_not_come_ends_the_connection(start: bytes, talk: Callable[[Talk], None]) -> None:
    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        assert b"400" not in await ended(reader)

    talk(client)


@pytest.mark.parametrize("drop", [b"\r\n", b"X: y\r\n"])
def test_a_request_that_comes_drop_by_drop_ends_the_connection(
    drop: bytes, talk: Callable[[Talk], None]
) -> None:
    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(GET + b"\r\n")
        await reader.readuntil(b"0\r\n\r\n")
        writer.write(b"" if drop == b"\r\n" else GET)
        end = asyncio.create_task(ended(reader))
        while not end.done():
            writer.write(drop)
            await asyncio.sleep(0.02)

    talk(client)


def test_a_head_without_an_end_is_refused_while_it_is_small(talk: Callable[[Talk], None]) -> None:
    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(GET + b"X: ")
        sent = 0
        try:
            while not reader.at_eof() and sent < 100 * HEAD_BYTES:
                writer.write(b"y" * 8192)
                await writer.drain()
                sent += 8192
                await asyncio.sleep(0)
        except ConnectionError:
            pass
        assert sent < 100 * HEAD_BYTES

    talk(client)


def test_requests_one_after_the_other_are_answered(talk: Callable[[Talk], None]) -> None:
    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(4):  # together they take longer than one may
            writer.write(GET + b"X: " + b"y" * (HEAD_BYTES // 2))
            await asyncio.sleep(SOON / 3)
            writer.write(b"\r\nContent-Length: 3\r\n\r\nab")
            await asyncio.sleep(SOON / 6)
            writer.write(b"c")
            assert b"here" in await reader.readuntil(b"0\r\n\r\n")

    talk(client)


def test_who_does_not_take_an_answer_is_given_up(talk: Callable[[Talk], None]) -> None:
    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"GET /endless HTTP/1.1\r\nHost: x\r\n\r\n")
        await reader.read(100)
        writer.transport.pause_reading()
        await asyncio.sleep(6 * SOON)
        writer.transport.resume_reading()
        await ended(reader)

    talk(client)
