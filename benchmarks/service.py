"""The service under load: `python -m benchmarks.service [--minutes N]`; needs Debian's wrk.

Client and server share this machine. A ledger of 100,000 results and the claims of proofs/ are there before
anything is asked. Printed are rates and latencies of closed loops (a connection asks again once it is
answered), the lag of events, and what ten minutes of everything at once do to the memory of the server.
"""

import argparse
import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import certify
from certify.ledger import JobLedger
from certify.ledger.jobs import Finish, Submission
from certify.service.auth.tokens import Tokens

ROOT = Path(__file__).parents[1]
RESULTS = 100_000
SECONDS = 15
WATCHERS = 200
INSTANCE = {"X": [["1"], ["0"]], "Z": [["0"], ["3/2"]]}
# X 3 x 2 and Z 3 x 1: d = 3.
OF_THREE = certify.Instance([["1", "0"], ["0", "1"], ["0", "0"]], [["0"], ["0"], ["3/2"]], delta="2/5")


class Load(NamedTuple):
    """One closed loop of wrk.

    Attributes:
        rate: answers a second; p50, p99: milliseconds; failed: answers that are not 2xx, or none.
    """

    rate: float
    p50: float
    p99: float
    failed: int


class Target(NamedTuple):
    """A running service: its address, its process, and a token of scope submit."""

    url: str
    process: subprocess.Popen[str]
    token: str
    folder: Path

    @property
    def memory(self) -> float:
        """MiB of the server's own process."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024


@contextmanager
def serving(folder: Path, results: int, proofs: Path | None) -> Iterator[Target]:
    """A service with so many results and these claims, once they are there."""
    token = Tokens(folder / "certify.tokens").create("load", "admin")
    fill(folder / "ledger", results)
    command = [
        str(Path(sys.executable).with_name("certify")),
        "serve",
        "--port",
        "0",
        "--ledger",
        str(folder / "ledger"),
        *(["--proofs", str(proofs)] if proofs else []),
    ]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        target = Target(process.stdout.readline().split()[1], process, token, folder)
        try:
            while ask(target, "/api/v1/health")["book"]["state"] == "loading":
                time.sleep(0.5)
            yield target
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def fill(place: Path, results: int) -> None:
    """Results, as many jobs that have ended."""
    kinds = ("duality", "decide", "claim", "search")
    with JobLedger(place) as ledger:
        for start in range(0, results, 1000):
            numbers = range(start, min(start + 1000, results))
            jobs = ledger.submit(
                [Submission(kinds[n % 4], f"Filler {n}", {**INSTANCE, "n": n}, "filler") for n in numbers]
            )
            ledger.finish(
                [
                    Finish(
                        job[0],
                        "done",
                        0.01,
                        "CONFIRMED" if n % 97 else "RARE",
                        "float",
                        n / results,
                        {"n": n},
                    )
                    for n, job in zip(numbers, jobs, strict=True)
                    if isinstance(job, tuple)
                ]
            )


def ask(target: Target, path: str, body: object = None) -> dict[str, Any]:
    """One request, as JSON."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {target.token}", "Content-Type": "application/json"}
    with urllib.request.urlopen(
        urllib.request.Request(target.url + path, data, headers), timeout=60
    ) as found:
        document: dict[str, Any] = json.load(found)
    return document


def wrk(
    target: Target,
    paths: list[str],
    *,
    body: bytes | None = None,
    connections: int = 8,
    seconds: int = SECONDS,
) -> Load:
    """The paths in turn, over so many connections."""
    script = target.folder / f"load-{threading.get_ident()}.lua"
    lines = [f"local paths = {{{', '.join(json.dumps(path) for path in paths)}}}", "local n = 0"]
    lines.append(f"wrk.headers['Authorization'] = 'Bearer {target.token}'")
    if body is not None:
        text = body.decode().replace("\\", "\\\\").replace("'", "\\'")
        lines += ["wrk.method = 'POST'", f"wrk.body = '{text}'"]
        lines.append("wrk.headers['Content-Type'] = 'application/json'")
    lines.append("request = function() n = n % #paths + 1; return wrk.format(nil, paths[n]) end")
    script.write_text("\n".join(lines))
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script), target.url]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    errors = re.findall(r"Non-2xx or 3xx responses: (\d+)", told)
    socket_errors = re.findall(r"Socket errors: (.*)", told)
    lost = sum(int(n) for text in socket_errors for n in re.findall(r"\d+", text))
    return Load(
        float(re.findall(r"Requests/sec:\s+([\d.]+)", told)[0]),
        milliseconds(re.findall(r"^ +50% +(\S+)$", told, re.MULTILINE)[0]),
        milliseconds(re.findall(r"^ +99% +(\S+)$", told, re.MULTILINE)[0]),
        sum(map(int, errors)) + lost,
    )


def milliseconds(text: str) -> float:
    """What wrk writes as 1.20ms, 950.00us or 1.5s."""
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()  # type: ignore[union-attr]
    return float(number) * {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}[unit]


async def lags(target: Target, seconds: float, rate: float) -> list[float]:
    """Seconds from an event to each of WATCHERS clients, while so many jobs a second are submitted."""
    found: list[float] = []
    ready = asyncio.Semaphore(0)
    host = urlsplit(target.url)

    async def watch() -> None:
        reader, writer = await asyncio.open_connection(host.hostname, host.port)
        writer.write(f"GET /api/v1/events HTTP/1.1\r\nHost: {host.netloc}\r\n\r\n".encode())
        ready.release()
        try:
            while line := await reader.readline():
                if line.startswith(b'data: {"job"'):
                    found.append(time.time() - json.loads(line[6:])["at"])
        finally:
            writer.close()

    watchers = [asyncio.create_task(watch()) for _ in range(WATCHERS)]
    for _ in watchers:
        await ready.acquire()
    await asyncio.sleep(1)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        await asyncio.to_thread(ask, target, "/api/v1/jobs/duality", INSTANCE)
        await asyncio.sleep(1 / rate)
    await asyncio.sleep(1)
    for task in watchers:
        task.cancel()
    await asyncio.gather(*watchers, return_exceptions=True)
    return sorted(found)


def reading(target: Target) -> list[str]:
    """What is read: a job, a claim, a certificate, lists."""
    claims = ask(target, "/api/v1/claims?limit=50")["claims"]
    assert isinstance(claims, list)
    address = next(one["certificate"][0] for one in claims if one["certificate"])
    return [
        *(f"/api/v1/jobs/{n}" for n in (1, 777, 50_000)),
        *(f"/api/v1/claims/{one['id']}" for one in claims[:3]),
        f"/api/v1/certificates/{address}",
        "/api/v1/papers",
        "/api/v1/jobs?limit=20",
        "/api/v1/health",
    ]


PAGES = [
    "/results",
    "/results?verdict=RARE",
    "/results?kind=search&verdict=RARE",
    "/jobs",
    "/claims",
    "/claims?q=lemma+3",
    "/claims?verdict=REFUTED",
    "/",
]


def mixed(target: Target, minutes: float, certificate: bytes) -> None:
    """Everything at once; the memory of the server every half minute."""
    paths, seconds = reading(target), max(10, int(60 * minutes))
    loads: dict[str, Load] = {}

    def run(name: str, over: list[str], body: bytes | None, connections: int) -> None:
        loads[name] = wrk(target, over, body=body, connections=connections, seconds=seconds)

    threads = [
        threading.Thread(target=run, args=("read", paths, None, 4)),
        threading.Thread(target=run, args=("pages", PAGES, None, 1)),
        threading.Thread(target=run, args=("verify", ["/api/v1/verify"], certificate, 2)),
    ]
    waiting = threading.Thread(target=lambda: lag_line("mixed", asyncio.run(lags(target, seconds - 2, 5.0))))
    for thread in (*threads, waiting):
        thread.start()
    began, memory = time.monotonic(), []
    while any(thread.is_alive() for thread in threads):
        time.sleep(min(30, seconds / 10))
        memory.append(target.memory)
        print(f"  {time.monotonic() - began:5.0f} s  {memory[-1]:7.1f} MiB", flush=True)
    for thread in (*threads, waiting):
        thread.join()
    for name, load in loads.items():
        line(f"mixed: {name}", load)
    settled = memory[len(memory) // 10]
    print(f"mixed: memory {settled:.1f} -> {memory[-1]:.1f} MiB ({100 * (memory[-1] / settled - 1):+.1f} %)")


def line(name: str, load: Load) -> None:
    print(
        f"{name:<34}{load.rate:8.0f}/s  p50 {load.p50:7.1f} ms  p99 {load.p99:7.1f} ms  failed {load.failed}",
        flush=True,
    )


def lag_line(name: str, found: list[float]) -> None:
    p50, p99 = (1000 * found[int(share * (len(found) - 1))] for share in (0.5, 0.99))
    text = f"{name}: {WATCHERS} watchers"
    print(f"{text:<34}{len(found):8} events  p50 {p50:7.1f} ms  p99 {p99:7.1f} ms", flush=True)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="of mixed load")
    parser.add_argument("--results", type=int, default=RESULTS, help="in the ledger before")
    arguments = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("benchmarks.service: needs wrk; apt-get install wrk")
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    decision = certify.decide(OF_THREE)
    assert decision.certificate is not None
    certificate = decision.certificate.to_bytes()
    # More is submitted than a worker gets done: a service of its own, which is left with the rest.
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), 0, None) as target:
        body = json.dumps(INSTANCE).encode()
        line("submit, a worker busy", wrk(target, ["/api/v1/jobs/duality"], body=body))
        state = ask(target, "/api/v1/health")
        print(f"  {state['waiting']} of them waiting at the end, {target.memory:.0f} MiB")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), arguments.results, ROOT / "proofs") as target,
    ):
        print(f"{arguments.results:,} results, {target.memory:.0f} MiB", flush=True)
        line("verify, d = 3", wrk(target, ["/api/v1/verify"], body=certificate))
        line("read", wrk(target, reading(target)))
        for path in PAGES:
            line(f"page {path}", wrk(target, [path], connections=2, seconds=5))
        lag_line("events", asyncio.run(lags(target, SECONDS, 10.0)))
        mixed(target, arguments.minutes, certificate)


if __name__ == "__main__":
    main()
