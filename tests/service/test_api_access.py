"""Who is let in: tokens, scopes, hosts, origins, sizes."""

import json
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from certify.service.auth.tokens import Tokens
from certify.service.settings import Limits
from tests.service.serving import INSTANCE, ROOT, Serving

SAFE = {"get", "head", "options", "trace"}
NOWHERE = {"number": "999999999", "address": "0" * 64, "paper": "none", "name": "none", "picture": "ranks"}


def routes(service: Serving) -> list[tuple[str, str]]:
    document = service.get("/api/v1/openapi.json").json()
    return [
        (method.upper(), path.format(**NOWHERE))
        for path, operations in document["paths"].items()
        for method in operations
    ]


def is_problem(response: object, status: int, slug: str) -> None:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["type"] == f"/problems/{slug}"
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["fix"]
    assert "\n" not in problem["detail"]


def test_what_changes_anything_takes_a_token_of_the_right_scope(service: Serving) -> None:
    changing = [(method, path) for method, path in routes(service) if method.lower() not in SAFE]
    assert len(changing) >= 6
    for method, path in changing:
        bare = service.ask(method, path, json=INSTANCE)
        is_problem(bare, 401, "no-token")
        assert bare.headers["www-authenticate"] == "Bearer"
        is_problem(service.ask(method, path, "certify_wrong", json=INSTANCE), 401, "bad-token")
        is_problem(service.ask(method, path, "reader", json=INSTANCE), 403, "wrong-scope")
        basic = service.ask(method, path, json=INSTANCE, headers={"Authorization": "Basic YTpi"})
        is_problem(basic, 401, "no-token")


def test_the_page_does_nothing_for_nobody(service: Serving) -> None:
    paths = {"/try/duality": {"X": "1", "Z": "2"}, "/jobs/1/cancel": {}}
    for path, form in paths.items():
        response = service.ask("POST", path, data=form, allow_redirects=False)
        assert response.status_code in (303, 401, 404, 405), path
    assert service.get("/api/v1/jobs?kind=duality&limit=1").status_code == 200


def test_everybody_on_this_machine_may_read(service: Serving) -> None:
    for method, path in routes(service):
        if method == "GET" and not path.endswith(("events", "token")):
            assert service.ask(method, path).status_code in (200, 404, 422), path


def test_whose_token(service: Serving) -> None:
    found = service.get("/api/v1/token", "writer").json()
    assert found == {"name": "writer", "scopes": ["read", "submit"]}
    is_problem(service.get("/api/v1/token"), 401, "no-token")


def test_a_revoked_token_is_worth_nothing_at_once(service: Serving) -> None:
    tokens = Tokens(service.folder / "certify.tokens")
    secret = tokens.create("guest", "submit")
    assert service.get("/api/v1/token", secret).status_code == 200
    tokens.revoke("guest")
    is_problem(service.get("/api/v1/token", secret), 401, "bad-token")


def test_a_host_of_another_name_is_refused(service: Serving) -> None:
    port = urlsplit(service.url).port
    for host in (
        "evil.example",
        f"evil.example:{port}",
        "localhost.evil.example",
        "",
        "[",
        "127.0.0.1.evil.example",
    ):
        is_problem(service.get("/api/v1/health", headers={"Host": host}), 400, "bad-host")
    for host in (f"localhost:{port}", f"127.0.0.1:{port}", "[::1]:80", "LOCALHOST"):
        assert service.get("/api/v1/health", headers={"Host": host}).status_code == 200


def test_another_site_cannot_make_a_browser_submit(service: Serving) -> None:
    host = urlsplit(service.url).netloc
    for headers in (
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
        {"Origin": f"http://{host}.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": f"http://{host}", "Sec-Fetch-Site": "same-site"},
    ):
        is_problem(service.post("/api/v1/jobs/duality", INSTANCE, headers=headers), 403, "foreign-origin")
    ours = {"Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
    assert service.post("/api/v1/jobs/duality", INSTANCE, headers=ours).status_code == 202


def test_every_answer_says_what_a_browser_may_do_with_it(service: Serving) -> None:
    for path in ("/", "/api/v1/health", "/api/v1/jobs/0", "/nothing"):
        headers = service.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "unsafe-eval" not in headers["content-security-policy"]
        assert "server" not in headers


def test_a_body_that_is_too_large_is_refused_however_it_is_sent(service: Serving) -> None:
    most = Limits().body
    is_problem(service.ask("POST", "/api/v1/verify", "writer", data=b"x" * (most + 1)), 413, "too-large")
    chunks = (b"x" * 65536 for _ in range(most // 65536 + 2))
    is_problem(service.ask("POST", "/api/v1/verify", "writer", data=chunks), 413, "too-large")


def test_a_length_that_is_a_lie_does_no_harm(service: Serving) -> None:
    host = urlsplit(service.url)
    for length in ("-1", "1" * 30, "1e3", "0x10"):
        with socket.create_connection((host.hostname, host.port), 5) as connection:
            head = f"POST /api/v1/verify HTTP/1.1\r\nHost: {host.netloc}\r\nContent-Length: {length}\r\n\r\n"
            connection.sendall(head.encode())
            assert connection.recv(64).split()[1] in (b"400", b"413")
    assert service.get("/api/v1/health").status_code == 200


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        (b"", 400, "not-json"),
        (b"{", 400, "not-json"),
        (b"\xff\xfe", 400, "not-json"),
        (b'{"X": "\\ud800"}', 400, "not-json"),
        (b"[" * 100_000, 422, "field"),
        (b'{"X":' * 500 + b"1" + b"}" * 500, 422, "field"),
        (b"[]", 422, "field"),
        (b"null", 422, "field"),
        (b'{"X": NaN}', 422, "field"),
        (b'{"X": 1, "X": 2}', 422, "field"),
        (b'{"X": ' + b"9" * 10_000 + b"}", 422, "field"),
    ],
)
def test_a_body_that_is_no_request_is_a_problem(
    service: Serving, body: bytes, status: int, slug: str
) -> None:
    sent = {"data": body, "headers": {"Content-Type": "application/json"}}
    is_problem(service.ask("POST", "/api/v1/jobs/duality", "writer", **sent), status, slug)


def test_the_pointer_names_the_field(service: Serving) -> None:
    for body, pointer in (
        ({**INSTANCE, "X": [["1"], ["1/0"]]}, "/X/1/0"),
        ({**INSTANCE, "X": [["1"], [2]]}, "/X/1/0"),
        ({**INSTANCE, "delta": "1"}, "/delta"),
        ({**INSTANCE, "eps3": "1"}, "/eps3"),
        ({"X": INSTANCE["X"]}, "/Z"),
    ):
        response = service.post("/api/v1/jobs/duality", body)
        is_problem(response, 422, "field")
        assert response.json()["pointer"] == pointer


def test_a_body_of_another_type_is_refused(service: Serving) -> None:
    text = json.dumps(INSTANCE)
    for media in ("text/plain", "application/x-www-form-urlencoded", ""):
        sent = {"data": text, "headers": {"Content-Type": media}}
        is_problem(service.ask("POST", "/api/v1/jobs/duality", "writer", **sent), 415, "media-type")


def started(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [
        str(Path(sys.executable).with_name("certify")),
        "serve",
        "--ledger",
        str(folder / "ledger"),
        "--port",
        "0",
        *options,
    ]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=600)


def test_beyond_this_machine_only_with_a_token(tmp_path: Path) -> None:
    done = started(tmp_path, "--host", "0.0.0.0")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "--host" in done.stderr
    assert "token" in done.stderr


def test_from_elsewhere_even_reading_takes_a_token(tmp_path: Path) -> None:
    serving = Serving(tmp_path, host="0.0.0.0")
    try:
        described = serving.get("/api/v1/openapi.json", "reader").json()["paths"]
        reading = [path.format(**NOWHERE) for path, of in described.items() if "get" in of]
        assert len(reading) >= 15
        for path in (*reading, "/api/v1/openapi.json", "/api/v1/graph?paper=none"):
            response = serving.get(path)
            # What a parameter lacks is said before anybody is asked who they are, and tells nothing else.
            assert response.status_code == (422 if path == "/api/v1/graph" else 401), path
        for path in ("/", "/jobs", "/claims", "/results"):
            page = serving.get(path, headers={"Accept": "text/html"}, allow_redirects=False)
            assert page.status_code in (303, 401), path
        assert serving.get("/api/v1/jobs", "reader").status_code == 200
    finally:
        serving.stop()


def test_behind_a_proxy_reading_takes_a_token_too(tmp_path: Path) -> None:
    serving = Serving(tmp_path, "--name", "lab.example")
    try:
        asked = {"headers": {"Host": "lab.example"}}
        is_problem(serving.get("/api/v1/jobs", **asked), 401, "no-token")
        assert serving.get("/api/v1/jobs", "reader", **asked).status_code == 200
        document = serving.get("/api/v1/openapi.json", "reader", **asked).json()
        assert document["security"] == [{"token": []}]
        is_problem(serving.get("/api/v1/jobs", "reader", headers={"Host": "other.example"}), 400, "bad-host")
    finally:
        serving.stop()


def test_head_is_get_without_the_body(service: Serving) -> None:
    for path in ("/", "/api/v1/health", "/api/v1/jobs/999999999", "/nothing"):
        head, get = service.ask("HEAD", path), service.get(path)
        assert head.status_code == get.status_code
        assert head.content == b""
        assert head.headers["content-type"] == get.headers["content-type"]
    assert service.ask("HEAD", "/api/v1/events").status_code == 405


def test_two_services_cannot_have_one_ledger(service: Serving) -> None:
    done = started(service.folder)
    assert done.returncode == 1
    assert "in use by another process" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_port_that_is_taken_is_told(service: Serving, tmp_path: Path) -> None:
    done = started(tmp_path, "--port", str(urlsplit(service.url).port))
    assert done.returncode == 2
    assert "--port" in done.stderr
    assert done.stderr.count("\n") == 1


def test_without_tokens_one_is_made_and_shown_once(tmp_path: Path) -> None:
    command = [
        str(Path(sys.executable).with_name("certify")),
        "serve",
        "--ledger",
        str(tmp_path / "ledger"),
        "--port",
        "0",
    ]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline(), process.stdout.readline()]
        process.terminate()
    secret = lines[1].split()[-1]
    token = Tokens(tmp_path / "certify.tokens").find(secret)
    assert token is not None
    assert token.scope == "submit"
