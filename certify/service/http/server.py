"""`certify serve`: the application on a socket, until it is told to end."""

import asyncio
import contextlib
import logging
import signal
import socket
import sys

import uvicorn

from certify.common.errors import InputError
from certify.service.http.app import application
from certify.service.http.connections import connections
from certify.service.http.service import Service
from certify.service.jobs.sandbox import require_enclosure
from certify.service.settings import Settings

SECONDS_TO_END = 5
# The event loop waits at most so long for a thread of the ledger or of a checker to let it go on.
SWITCH_SECONDS = 0.0005
BACKLOG = 1024


class _Server(uvicorn.Server):
    """Ends the streams of events first: they would never end by themselves."""

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        super().__init__(config)
        self._service = service

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._service.events.close()
        await super().shutdown(sockets)


def serve(settings: Settings, announce: str = "") -> int:
    """Serve until interrupted; 0 then, 1 where it could not start.

    Raises:
        InputError: an address that cannot be listened on, a bind beyond this machine without a token, or a
            setting without an answer.
        CertifyError: jobs cannot be enclosed on this machine.
        LedgerError: the ledger cannot be used, for example because another process has it.
    """
    settings.check()
    require_enclosure(settings.limits.job_memory)
    listening = _listen(settings)
    with listening:
        service = Service(settings)
        try:
            return _run(service, listening, announce)
        finally:
            service.close()


def _run(service: Service, listening: socket.socket, announce: str) -> int:
    sys.setswitchinterval(SWITCH_SECONDS)
    logging.basicConfig(level=logging.WARNING, format="certify: %(message)s", stream=sys.stderr)
    errors = logging.getLogger("uvicorn.error")
    errors.setLevel(logging.ERROR)  # no line for what strangers send
    errors.addFilter(_is_no_end)
    config = uvicorn.Config(
        application(service),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=SECONDS_TO_END,
        timeout_keep_alive=30,
        http=connections(),
        ws="none",
        lifespan="on",
    )
    server = _Server(config, service)
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    print(f"certify: http://{shown}:{port}{announce}", flush=True)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # uvicorn raises either once more at its end
    loops = config.get_loop_factory()
    with contextlib.suppress(KeyboardInterrupt), asyncio.Runner(loop_factory=loops) as runner:
        runner.run(server.serve([listening]))  # raises the interrupt again once everything has ended
    return 0 if server.started else 1


def _is_no_end(record: logging.LogRecord) -> bool:
    """Whether it is more than that a request was cut off by the end of the service."""
    return not (record.exc_info and isinstance(record.exc_info[1], asyncio.CancelledError))


def _listen(settings: Settings) -> socket.socket:
    try:
        found = socket.getaddrinfo(settings.host.strip("[]"), settings.port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        listening = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError):
        problem = f"{settings.host!a} is no address of this machine"
        raise InputError("--host", problem, "give one, such as 127.0.0.1") from None
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        reason = (error.strerror or "cannot be listened on").lower()
        raise InputError("--port", f"{settings.host}:{settings.port}: {reason}", "choose another") from None
    return listening
