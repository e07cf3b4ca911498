"""What strangers send to bring a service down, and what they get."""

import contextlib
import json
import signal
import socket
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.service.documents import MOST_DIGITS, MOST_PARTS, read_object
from certify.service.jobs.requests import JobLimits, checked
from certify.service.problems import Problem
from certify.service.settings import Limits
from certify.service.site.forms import LARGEST_FORM
from tests.service.serving import INSTANCE, Serving

# Longer than any wait here: what ends sooner was not waited for.
SEARCH = {"r": 6, "rstar": 3, "eps0": "1/10", "seconds": 1000}


def refused(body: bytes) -> Problem:
    with pytest.raises(Problem) as caught:
        read_object(body, Limits())
    return caught.value


@pytest.mark.parametrize("part", [b"1", b"{}", b"[]", b'""', b'{"":0}', b"1e9"])
def test_a_wide_document_is_refused_unread(part: bytes) -> None:
    assert "too many parts" in refused(b'{"X":[' + (part + b",") * MOST_PARTS + b"1]}").detail


def test_the_largest_instance_is_not_too_wide() -> None:
    limits = JobLimits()
    matrix = [["-" + "1" * limits.digits] * limits.columns] * limits.rows
    body = json.dumps({"X": matrix, "Z": matrix, "delta": "1/2"}).encode()
    assert checked("decide", read_object(body, Limits()), limits)["X"] == matrix


def test_a_name_given_twice_is_found_among_many() -> None:
    names = [f"{number:x}" for number in range(MOST_PARTS - 10)]
    body = json.dumps(dict.fromkeys(names, 1)).encode()[:-1] + f', "{names[-1]}": 1}}'.encode()
    assert refused(body).detail.startswith(names[-1])


@given(st.integers(1, 5000))
def test_only_integers_of_many_digits_are_refused(digits: int) -> None:
    body = b'{"X":' + b"7" * digits + b"}"
    if digits > MOST_DIGITS:
        assert str(digits) in refused(body).detail
    else:
        assert read_object(body, Limits()) == {"X": int("7" * digits)}


def test_a_form_takes_no_more_than_the_api(service: Serving) -> None:
    wide = '{"X":[' + "1," * MOST_PARTS + "1]}"
    page = service.ask("POST", "/try/instance", data={"document": wide})
    assert page.status_code == 422
    assert "too many parts" in page.text
    page = service.ask("POST", "/try/instance", data={"X": "<" * LARGEST_FORM, "Z": "1"})
    assert page.status_code == 422
    assert "is larger than" in page.text


@pytest.mark.parametrize(
    "prefix", ["/api/v1/jobs/", "/jobs/", "/api/v1/papers/", "/papers/", "/static/", "/"]
)
@pytest.mark.parametrize("name", ["9" * 5000, "%2e%2e%2f" * 200, "a" * 5000, "%00", "%ed%a0%80", "%0d%0aX:1"])
def test_no_path_is_a_defect(prefix: str, name: str, service: Serving) -> None:
    for accept in ("text/html", "application/json"):
        response = service.get(prefix + name, headers={"Accept": accept})
        assert response.status_code in (404, 422)
        assert "x" not in response.headers


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"schema": "certify/tokens/1", "tokens": [{"name": 1}]}',
        b'{"schema": "certify/tokens/1", "tokens": [{"name": "a", "sha256": "b", "scope": "admin", '
        b'"created": 0, "expires": "never"}]}',
    ],
)
def test_a_broken_file_of_tokens_lets_nobody_in_and_is_told(text: bytes, broken: Serving) -> None:
    file = broken.folder / "certify.tokens"
    sound = file.read_bytes()
    try:
        file.write_bytes(text)
        response = broken.post("/api/v1/jobs/duality", INSTANCE)
        assert response.status_code == 503
        assert response.json()["type"] == "/problems/tokens"
        assert broken.get("/api/v1/health").status_code == 200
    finally:
        file.write_bytes(sound)
    assert broken.get("/api/v1/token", "writer").status_code == 200


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Any:
    serving = Serving(tmp_path_factory.mktemp("broken"), "--workers", "1")
    yield serving
    serving.stop()


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_no_client_keeps_a_service_from_its_end(by: signal.Signals, tmp_path: Path) -> None:
    service = Serving(tmp_path, "--workers", "1")
    host = urlsplit(service.url)
    service.submit("search", SEARCH)
    heads = (
        "GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST /api/v1/verify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{",
        "GET / HTTP/1.1\r\nHost:",
    )
    with contextlib.ExitStack() as stack:
        for head in heads:
            connection = stack.enter_context(socket.create_connection((host.hostname, host.port), 5))
            connection.sendall(head.encode())
        assert service.get("/api/v1/health").status_code == 200
        service.process.send_signal(by)
        assert service._ended() == 0
    assert "Traceback" not in (tmp_path / "stderr").read_text()


def test_a_list_of_what_waits_is_whole_though_one_of_it_runs(tmp_path: Path) -> None:
    service = Serving(tmp_path, "--workers", "1")
    try:
        older = [service.submit("search", SEARCH)["id"] for _ in range(6)]
        newest = service.submit("search", SEARCH, token="chief")["id"]
        while (running := listed(service, "running")) != [newest]:
            for number in running:
                service.post(f"/api/v1/jobs/{number}/cancel", token="chief")
        cancelled = listed(service, "cancelled")
        assert len(cancelled) <= 2
        assert listed(service, "waiting") == sorted(set(older) - set(cancelled), reverse=True)
    finally:
        service.stop()


def listed(service: Serving, state: str) -> list[int]:
    """The jobs of a state, two by two."""
    found: list[int] = []
    cursor = ""
    while cursor is not None:
        page = service.get(f"/api/v1/jobs?state={state}&limit=2{cursor and f'&cursor={cursor}'}").json()
        found += [job["id"] for job in page["jobs"]]
        cursor = page["next"]
    return found
