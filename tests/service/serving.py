"""A service of its own for a test: a real process on a free port, with its ledger in a folder of the test."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

from certify.service.auth.tokens import Tokens

ROOT = Path(__file__).parents[2]
INSTANCE = {"X": [["1"], ["0"]], "Z": [["0"], ["3/2"]], "delta": "2/5"}
SECONDS = 600.0  # a guard: on a machine that is busy with other things no test fails


class Serving:
    """`certify serve` in a folder, with tokens "reader", "writer" and "chief" of the three scopes."""

    def __init__(self, folder: Path, *options: str, host: str = "127.0.0.1") -> None:
        self.folder, self.options, self.host = folder, options, host
        tokens = Tokens(folder / "certify.tokens")
        scopes = {"reader": "read", "writer": "submit", "chief": "admin"}
        self.tokens = {name: tokens.create(name, scope) for name, scope in scopes.items()}
        self.http = requests.Session()
        self.start()

    def start(self) -> None:
        """Start it, again after `kill`."""
        environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        command = [
            str(Path(sys.executable).with_name("certify")),
            "serve",
            "--port",
            "0",
            "--host",
            self.host,
            "--job-seconds",
            str(5 * SECONDS),
        ]
        self.errors = open(self.folder / "stderr", "ab")  # noqa: SIM115 - closed by `stop`
        self.process = subprocess.Popen(
            [*command, "--ledger", str(self.folder / "ledger"), *self.options],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line.startswith("certify: http://"):
            self.kill()
            raise AssertionError(f"{line}{(self.folder / 'stderr').read_text()}")
        self.url = line.split()[1].replace("0.0.0.0", "127.0.0.1")
        self._until(lambda: self.get("/api/v1/health", token="reader").status_code == 200)

    def stop(self) -> int:
        """End it politely; its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self._ended()

    def kill(self) -> None:
        """As the kernel does where memory runs out."""
        self.process.kill()
        self._ended()

    def _ended(self) -> int:
        code = self.process.wait(SECONDS)
        assert self.process.stdout is not None
        self.process.stdout.close()
        self.errors.close()
        self.http.close()
        return code

    def get(self, path: str, token: str = "", **options: Any) -> requests.Response:
        """GET, as nobody or with a token of a name."""
        return self.ask("GET", path, token, **options)

    def post(self, path: str, body: Any = None, token: str = "writer", **options: Any) -> requests.Response:
        """POST of JSON."""
        return self.ask("POST", path, token, json=body, **options)

    def ask(self, method: str, path: str, token: str = "", **options: Any) -> requests.Response:
        headers = options.pop("headers", {})
        if token:
            headers = {"Authorization": f"Bearer {self.tokens.get(token, token)}", **headers}
        return self.http.request(method, f"{self.url}{path}", headers=headers, timeout=SECONDS, **options)

    def submit(self, kind: str, body: Any, **options: Any) -> dict[str, Any]:
        """A job that is accepted."""
        response = self.post(f"/api/v1/jobs/{kind}", body, **options)
        assert response.status_code == 202, response.text
        job: dict[str, Any] = response.json()
        return job

    def ended(self, number: int) -> dict[str, Any]:
        """A job, once it has ended."""
        found: dict[str, Any] = {}

        def over() -> bool:
            found.update(self.get(f"/api/v1/jobs/{number}").json())
            return found["state"] not in ("waiting", "running")

        self._until(over)
        return found

    def _until(self, so: Any) -> None:
        end = time.monotonic() + SECONDS
        while True:
            try:
                if so():
                    return
            except requests.ConnectionError:
                pass
            assert time.monotonic() < end, f"not within {SECONDS} s: {(self.folder / 'stderr').read_text()}"
            time.sleep(0.05)


def events(response: requests.Response) -> Iterator[tuple[str, dict[str, Any]]]:
    """Names and data of server-sent events, as they come."""
    name = ""
    for line in response.iter_lines(decode_unicode=True):
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))
