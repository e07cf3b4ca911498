"""Events for those who watch: sent on in small batches, so that many watchers cost little."""

import asyncio
import json
import math
import time
from collections import deque
from collections.abc import AsyncIterator, Mapping
from typing import Any, NamedTuple

# Events of this long are one chunk to every watcher.
TICK = 0.15
REMEMBERED = 1000  # events a watcher that comes back can still be given
BEHIND = 64  # chunks a watcher may be behind before it is told to look for itself
HEARTBEAT = 15.0
RESET = b"event: reset\ndata: {}\n\n"


class Event(NamedTuple):
    """Something that happened to a job."""

    number: int
    job: int
    data: bytes


class Watcher:
    """One stream: what is to be sent on it next."""

    def __init__(self, job: int | None) -> None:
        self.job, self.lost = job, False
        self.chunks: deque[bytes] = deque()
        self.woken = asyncio.Event()

    def give(self, chunk: bytes) -> None:
        """Send this next; one that is too far behind has to look for itself."""
        if len(self.chunks) >= BEHIND:
            self.chunks.clear()
            self.lost = True
        else:
            self.chunks.append(chunk)
        self.woken.set()


class Events:
    """What happens, and who watches. Of one event loop."""

    def __init__(self) -> None:
        self.watchers: set[Watcher] = set()
        self._number = time.time_ns() // 1_000_000  # ids go on rising after a restart
        self._past: deque[Event] = deque(maxlen=REMEMBERED)
        self._new: list[Event] = []
        self._flush: asyncio.TimerHandle | None = None
        self.closed = False

    @property
    def latest(self) -> int:
        """The id of the latest event. Who reads it, then looks, and then asks for what came after it misses
        nothing: what happens between the look and the stream is sent first.
        """
        return self._number

    def publish(self, job: int, name: str, data: dict[str, Any]) -> None:
        """Tell all who watch this job, or every job."""
        self._number += 1
        text = json.dumps({"job": job, "at": round(time.time(), 3), **data}, separators=(",", ":"))
        event = Event(self._number, job, f"id: {self._number}\nevent: {name}\ndata: {text}\n\n".encode())
        self._past.append(event)
        if self.watchers:
            self._new.append(event)
            if self._flush is None:
                self._flush = asyncio.get_running_loop().call_later(TICK, self._send)

    def now(self, job: Mapping[str, Any], ended: bool, latest: int) -> bytes:
        """How a job stands, as the first event of its stream; `latest` was read before the job was."""
        fields = ("state", "kind", "title", "verdict", "value", "progress")
        told = {"job": job["id"], "at": round(time.time(), 3), **{name: job[name] for name in fields}}
        name = "end" if ended else "state"
        text = json.dumps(told, separators=(",", ":"))
        return f"id: {latest}\nevent: {name}\ndata: {text}\n\n".encode()

    async def stream(
        self, job: int | None, after: int | None, first: bytes = b"", seconds: float = math.inf
    ) -> AsyncIterator[bytes]:
        """The events of a job, or of all, as server-sent events; after an id, those remembered since.

        `first` is sent before them. The stream of a job ends with it, and any after so many seconds.
        """
        watcher, end = Watcher(job), time.monotonic() + seconds
        self.watchers.add(watcher)
        try:
            past = self._since(job, after)
            yield b"retry: 2000\n\n" + first + past
            if job is not None and b"\nevent: end\n" in past:
                return
            while not self.closed and (left := end - time.monotonic()) > 0:
                try:
                    await asyncio.wait_for(watcher.woken.wait(), min(left, HEARTBEAT))
                except TimeoutError:
                    yield b": still here\n\n"
                    continue
                watcher.woken.clear()
                if watcher.lost:
                    watcher.lost = False
                    yield RESET
                while watcher.chunks:
                    chunk = watcher.chunks.popleft()
                    yield chunk
                    if job is not None and b"\nevent: end\n" in chunk:
                        return
        finally:
            self.watchers.discard(watcher)

    def close(self) -> None:
        """End every stream."""
        self.closed = True
        for watcher in self.watchers:
            watcher.woken.set()

    def _since(self, job: int | None, after: int | None) -> bytes:
        if after is None:
            return b""
        past = list(self._past)
        missed = after > self._number or (past[0].number > after + 1 if past else after < self._number)
        found = [event.data for event in past if event.number > after and job in (None, event.job)]
        return (RESET if missed else b"") + b"".join(found)

    def _send(self) -> None:
        self._flush = None
        events, self._new = self._new, []
        whole = b"".join(event.data for event in events)
        by_job: dict[int, bytes] = {}
        for watcher in self.watchers:
            if watcher.job is None:
                watcher.give(whole)
                continue
            if watcher.job not in by_job:
                by_job[watcher.job] = b"".join(e.data for e in events if e.job == watcher.job)
            if by_job[watcher.job]:
                watcher.give(by_job[watcher.job])
