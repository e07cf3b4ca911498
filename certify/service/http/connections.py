"""Connections that have to go on: a request is here in time and its head is small, an answer is taken."""

import asyncio
import resource

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

HEAD_BYTES = 64 * 1024
REQUEST_SECONDS = 60.0  # for a whole request, from its first byte or from that of the connection
TAKE_SECONDS = 60.0  # for the client to take what is ready to be sent
CONNECTIONS = 4096
OTHER_FILES = 256  # what else the server has open


class Connection(HttpToolsProtocol):
    """A connection of uvicorn's that is given up where nothing comes or goes."""

    most = CONNECTIONS
    _head, _outside = 0, True  # bytes of a head that is not whole; whether no body is expected
    _arriving: asyncio.TimerHandle | None = None
    _leaving: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if len(self.connections) > self.most:
            transport.abort()
        else:
            self._await_request()

    def data_received(self, data: bytes) -> None:
        if self._outside:
            self._head += len(data)
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self._head > HEAD_BYTES:
            self.send_400_response("The head of the request is too large.")
        elif self._arriving is None and (self._head or not self._outside):
            self._await_request()

    def on_headers_complete(self) -> None:
        self._head, self._outside = 0, False
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._outside = True
        self._arriving = _stopped(self._arriving)
        super().on_message_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._leaving = self.loop.call_later(TAKE_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        self._leaving = _stopped(self._leaving)
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._arriving, self._leaving = _stopped(self._arriving), _stopped(self._leaving)
        super().connection_lost(exc)

    def _await_request(self) -> None:
        self._arriving = self.loop.call_later(REQUEST_SECONDS, self.transport.abort)


def connections() -> type[Connection]:
    """Connections, as many as there may be open files beside those the server needs."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    most = CONNECTIONS if soft == resource.RLIM_INFINITY else min(CONNECTIONS, max(1, soft - OTHER_FILES))
    return type("Connection", (Connection,), {"most": most})


def _stopped(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    """No timer any more."""
    if timer is not None:
        timer.cancel()
    return None
