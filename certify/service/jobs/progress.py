"""How far jobs are: told by workers through one pipe, heard by the server, lost where nobody listens."""

import contextlib
import json
import multiprocessing
import os
from collections.abc import Mapping
from multiprocessing.connection import Connection
from select import PIPE_BUF
from typing import Any


class ProgressPipe:
    """Lines of JSON. A write of up to PIPE_BUF bytes is all or nothing, so that workers can share it."""

    def __init__(self) -> None:
        self._reader, self.writer = multiprocessing.Pipe(duplex=False)
        for end in (self._reader, self.writer):
            os.set_blocking(end.fileno(), False)
        self._rest = b""

    def fileno(self) -> int:
        """For select, or the event loop's add_reader."""
        return self._reader.fileno()

    def read(self) -> list[tuple[int, dict[str, Any]]]:
        """What has been told since: the job's number, and how far it is. Does not wait."""
        with contextlib.suppress(BlockingIOError):
            self._rest += os.read(self._reader.fileno(), 65_536)
        *lines, self._rest = self._rest.split(b"\n")
        return [(job, progress) for job, progress in map(json.loads, lines)]

    def close(self) -> None:
        """Nothing is heard after it."""
        self._reader.close()
        self.writer.close()


def tell(writer: Connection, job: int, progress: Mapping[str, Any]) -> None:
    """Say how far a job is, in a worker; nothing where the pipe is full or it is too long to say."""
    line = json.dumps([job, progress], separators=(",", ":")).encode() + b"\n"
    if len(line) <= PIPE_BUF:
        with contextlib.suppress(OSError):
            os.write(writer.fileno(), line)
