"""What a service is started with, and the limits it keeps."""

import os
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from certify.common.errors import InputError
from certify.kernel.limits import MAX_BYTES

PORT = 8797


@dataclass(frozen=True)
class Limits:
    """What the service takes from those who use it.

    Attributes:
        body: bytes of a request; bodies: of all requests at once.
        depth: nested lists and objects of a request; a certificate is held to the kernel's own.
        body_seconds: how long a request may take to arrive.
        requests: answered at once; streams: of events, open at once.
        jobs: of one token that have not ended; waiting: of all tokens.
        job_seconds, job_memory: wall time, and bytes of address space, of one job.
        certificates: that wait to be verified; check_seconds: for one of them.
    """

    body: int = MAX_BYTES
    bodies: int = 128 * MAX_BYTES
    depth: int = 64
    body_seconds: float = 30.0
    requests: int = 1000
    streams: int = 1000
    jobs: int = 20_000
    waiting: int = 100_000
    job_seconds: float = 60.0
    job_memory: int = 4 * 1024**3
    certificates: int = 500
    check_seconds: float = 20.0


@dataclass(frozen=True)
class Settings:
    """How a service is started.

    Attributes:
        host, port: where it listens; port 0 for any that is free.
        ledger: a file, or the URL of a PostgreSQL database.
        tokens: the file of tokens (`certify.service.auth.tokens`).
        proofs: folders of claims; none where there is nothing to show.
        names: host names it answers to, beside addresses and localhost.
        workers: jobs run at once.
    """

    host: str = "127.0.0.1"
    port: int = PORT
    ledger: str = "certify.ledger"
    tokens: Path = Path("certify.tokens")
    proofs: tuple[Path, ...] = ()
    names: tuple[str, ...] = ()
    workers: int = field(default_factory=lambda: max(1, (os.cpu_count() or 2) - 1))
    limits: Limits = field(default_factory=Limits)

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)

    @property
    def private(self) -> bool:
        """Whether only this machine asks: behind a proxy, for which it has names, others do too."""
        return self.loopback and not self.names

    @property
    def snapshot(self) -> Path:
        """Where the verdicts on the claims are kept between starts: beside the ledger, or the tokens."""
        if "://" in self.ledger:
            return self.tokens.with_name(f"{self.tokens.name}.claims.json")
        return Path(f"{self.ledger}.claims.json")

    def check(self) -> None:
        """Raises InputError for what cannot be served."""
        if not 0 <= self.port <= 65535:
            raise InputError("--port", f"{self.port} is no port", "give a number from 0 to 65535")
        if self.workers < 1:
            raise InputError("--workers", f"{self.workers} is below 1", "give a positive number")
        for path in self.proofs:
            if not path.exists():
                raise InputError("--proofs", f"{str(path)!a} does not exist", "name a folder of claims")


def is_loopback(host: str) -> bool:
    """Whether a host to listen on is reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
