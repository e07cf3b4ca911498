"""Jobs over HTTP: accepted, run, told of, found again."""

import hashlib
import json
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from certify.kernel import check_bytes
from certify.service.auth.tokens import Tokens
from tests.service.serving import INSTANCE, ROOT, SECONDS, Serving, events

CLAIM = {"statement": "for all a, b with a > 0, b > 0: a**2 + b**2 >= 2*a*b", "seconds": 40}
SEARCH = {"r": 2, "rstar": 1, "starts": 2}
# Longer than any wait here: what ends sooner was not waited for.
LONG = {"r": 6, "rstar": 3, "eps0": "1/10", "seconds": 1000}


def certificate(service: Serving, address: str) -> bytes:
    response = service.get(f"/api/v1/certificates/{address}")
    assert response.status_code == 200
    assert hashlib.sha256(response.content).hexdigest() == address
    return response.content


def test_duality(service: Serving) -> None:
    job = service.ended(service.submit("duality", INSTANCE)["id"])
    assert job["state"] == "done", job
    assert job["value"] == pytest.approx(0.50617284, abs=1e-7)
    result = job["result"]
    assert result["gap"] == pytest.approx(0, abs=1e-7)
    assert result["side"] == "escape_directions"
    assert [len(curve["t"]) == len(curve["loss"]) for curve in result["loss"]]
    assert job["certificates"] == []


def test_decide_leaves_a_certificate_that_the_kernel_accepts(service: Serving) -> None:
    for delta, verdict in (("2/5", "ESCAPE_DIRECTIONS"), ("3/5", "COUNTEREXAMPLE")):
        job = service.ended(service.submit("decide", {**INSTANCE, "delta": delta})["id"])
        assert (job["verdict"], job["grade"]) == (verdict, "kernel")
        (address,) = job["certificates"]
        data = certificate(service, address)
        assert check_bytes(data).accepted
        assert json.loads(data)["statement"]["delta"] == delta
        assert service.get(f"/api/v1/certificates/{address}/check").json()["accepted"] is True


def test_a_claim_is_decided_and_a_false_one_refuted(service: Serving) -> None:
    true = service.ended(service.submit("claim", CLAIM)["id"])
    assert (true["verdict"], true["grade"]) == ("PROVED", "kernel"), true
    assert all(check_bytes(certificate(service, address)).accepted for address in true["certificates"])
    false = service.ended(service.submit("claim", {**CLAIM, "statement": "for all a: a**2 > a"})["id"])
    assert false["verdict"] == "REFUTED", false
    assert false["result"]["witness"]


def test_a_search(service: Serving) -> None:
    job = service.ended(service.submit("search", SEARCH)["id"])
    assert job["value"] == pytest.approx(1 / (1 + 0.5**0.5), abs=1e-7)
    assert job["verdict"] == "COUNTEREXAMPLE"
    assert check_bytes(certificate(service, job["result"]["certificate"])).accepted


def test_an_instance_without_an_answer_fails_by_name(service: Serving) -> None:
    job = service.ended(service.submit("duality", {"X": [["1"]], "Z": [["1"]]})["id"])
    assert job["state"] == "failed"
    assert job["failure"]["cause"] == "input"
    assert job["result"] is None


def test_a_key_stands_for_one_job(service: Serving) -> None:
    key = {"headers": {"Idempotency-Key": "once"}}
    first = service.post("/api/v1/jobs/duality", INSTANCE, **key)
    again = service.post("/api/v1/jobs/duality", INSTANCE, **key)
    assert (first.status_code, again.status_code) == (202, 200)
    assert first.json()["id"] == again.json()["id"]
    assert first.headers["location"] == again.headers["location"] == f"/api/v1/jobs/{first.json()['id']}"
    assert again.headers["idempotency-replayed"] == "true"
    other = service.post("/api/v1/jobs/duality", {**INSTANCE, "delta": "1/5"}, **key)
    assert other.status_code == 422
    assert other.json()["type"] == "/problems/key-reused"
    chief = service.post("/api/v1/jobs/duality", INSTANCE, token="chief", **key)
    assert chief.status_code == 202
    for wrong in ("x" * 201, "a b", "\u00e9".encode("latin-1")):
        response = service.post("/api/v1/jobs/duality", INSTANCE, headers={"Idempotency-Key": wrong})
        assert response.status_code == 422
        assert response.json()["pointer"] == "Idempotency-Key"


def test_pages_of_jobs_have_each_job_once(service: Serving) -> None:
    numbers = [service.submit("duality", INSTANCE)["id"] for _ in range(7)]
    for path in ("/api/v1/jobs", "/api/v1/jobs?kind=duality", "/api/v1/results"):
        for number in numbers:
            service.ended(number)
        found: list[dict[str, Any]] = []
        cursor = ""
        while cursor is not None:
            joint = "&" if "?" in path else "?"
            page = service.get(f"{path}{joint}limit=3{f'&cursor={cursor}' if cursor else ''}")
            assert ("next" in page.links) is (page.json()["next"] is not None)
            found += page.json()["jobs"]
            cursor = page.json()["next"]
        ids = [job["id"] for job in found]
        assert ids == sorted(set(ids), reverse=True)
        assert set(numbers) <= set(ids)


def test_filters(service: Serving) -> None:
    service.ended(service.submit("decide", INSTANCE)["id"])
    jobs = service.get("/api/v1/results?kind=decide&verdict=ESCAPE_DIRECTIONS").json()["jobs"]
    assert jobs
    assert all((job["kind"], job["verdict"]) == ("decide", "ESCAPE_DIRECTIONS") for job in jobs)
    assert service.get("/api/v1/results?verdict=%00").json()["jobs"] == []
    for wrong in ("kind=none", "state=none", "limit=0", "limit=x", "cursor=x", "limit=201"):
        response = service.get(f"/api/v1/jobs?{wrong}")
        assert response.status_code == 422, wrong
        assert response.json()["pointer"] == wrong.partition("=")[0]


def test_a_certificate_never_changes(service: Serving) -> None:
    (address,) = service.ended(service.submit("decide", INSTANCE)["id"])["certificates"]
    path = f"/api/v1/certificates/{address}"
    response = service.get(path)
    assert response.headers["etag"] == f'"{address}"'
    assert "immutable" in response.headers["cache-control"]
    again = service.get(path, headers={"If-None-Match": f'"other", {response.headers["etag"]}'})
    assert again.status_code == 304
    assert again.content == b""
    assert service.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert service.get(f"/api/v1/certificates/{'0' * 64}").status_code == 404
    assert service.get("/api/v1/certificates/none").status_code == 422


def test_verify_says_what_the_kernel_says(service: Serving) -> None:
    for path in sorted((ROOT / "examples" / "certificates").glob("*.json")):
        data = path.read_bytes()
        for sent in (data, data.replace(b"1", b"2", 1), data[:-2], b"", b"[1]", b"\xff"):
            headers = {"Content-Type": "application/json"}
            response = service.ask("POST", "/api/v1/verify", "writer", data=sent, headers=headers)
            assert response.status_code == 200
            said, ours = response.json(), check_bytes(sent)
            assert (said["accepted"], said["code"], said["rule"]) == (ours.accepted, ours.code, ours.rule)
            assert said["reason"] == ours.reason
            if said["address"]:
                canonical = json.dumps(json.loads(sent), sort_keys=True, separators=(",", ":"))
                assert said["address"] == hashlib.sha256(canonical.encode()).hexdigest()
            assert said["address"] or not ours.accepted


def test_a_job_tells_how_it_goes_and_ends_its_stream(service: Serving) -> None:
    number = service.submit("search", {**SEARCH, "starts": 40})["id"]
    with service.get(f"/api/v1/jobs/{number}/events", stream=True) as response:
        assert response.headers["content-type"].startswith("text/event-stream")
        heard = list(events(response))
    assert [name for name, _ in heard][-1] == "end"
    assert heard[-1][1]["state"] == "done"
    assert all(event["job"] == number for _, event in heard)
    again = service.get(f"/api/v1/jobs/{number}/events", headers={"Last-Event-ID": "1"})
    assert again.status_code == 204


def test_all_events_are_of_all_jobs(service: Serving) -> None:
    with service.get("/api/v1/events", stream=True) as response:
        numbers = {service.submit("duality", INSTANCE)["id"] for _ in range(5)}
        ended = set()
        for name, event in events(response):
            if name == "end":
                ended.add(event["job"])
            if numbers <= ended:
                break


def first_event(service: Serving, after: int, **options: Any) -> tuple[int, str, dict[str, Any]]:
    """The id of the first event of a stream that begins after an id, its name and its data."""
    address = f"/api/v1/events?after={after}&seconds={SECONDS}"
    with service.get(address, stream=True, **options) as response:
        assert response.status_code == 200
        number = 0
        for line in response.iter_lines(decode_unicode=True):
            if line.startswith("id: "):
                number = int(line.removeprefix("id: "))
            elif line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                return number, name, json.loads(line.removeprefix("data: "))
    raise AssertionError("the stream ended without an event")


def test_a_stream_begins_with_what_came_after_an_event(own_service: Serving) -> None:
    job = own_service.submit("duality", INSTANCE)["id"]
    own_service.ended(job)
    page = own_service.get("/jobs", headers={"Accept": "text/html"}).text
    latest = int(page.split('data-since="')[1].split('"')[0])
    number, name, event = first_event(own_service, latest - 1)
    assert (number, name, event["job"], event["state"]) == (latest, "end", job, "done")
    later = first_event(own_service, 0, headers={"Last-Event-ID": str(latest - 1)})
    assert later == (number, name, event)


@pytest.mark.parametrize("after", [0, 1, 2**53])
def test_who_asks_for_what_came_after_an_event_that_is_not_remembered_is_told_to_look(
    service: Serving, after: int
) -> None:
    assert first_event(service, after) == (0, "reset", {})


@pytest.mark.parametrize("after", ["yesterday", "", "-1", "1.5", "1e3", str(2**53 + 1), "9" * 400])
def test_what_is_no_event_is_refused_in_one_line(service: Serving, after: str) -> None:
    response = service.get("/api/v1/events", params={"after": after})
    assert response.status_code == 422
    problem = response.json()
    assert problem["detail"].startswith("after: ")
    assert "\n" not in problem["detail"]
    assert len(problem["detail"]) < 200


def test_a_job_can_be_cancelled_by_its_owner_or_the_chief(own_service: Serving) -> None:
    service = own_service
    running, waiting, other = (service.submit("search", LONG)["id"] for _ in range(3))
    started = time.monotonic()
    while service.get(f"/api/v1/jobs/{running}").json()["state"] != "running":
        assert time.monotonic() - started < SECONDS
        time.sleep(0.05)
    stranger = Tokens(service.folder / "certify.tokens").create("stranger", "submit")
    assert service.post(f"/api/v1/jobs/{running}/cancel", token=stranger).status_code == 403
    assert service.post(f"/api/v1/jobs/{other}/cancel", token="chief").json()["state"] == "cancelled"
    for number in (waiting, running):
        response = service.post(f"/api/v1/jobs/{number}/cancel")
        assert response.status_code == 200, response.text
        assert service.ended(number)["state"] == "cancelled"
        assert service.post(f"/api/v1/jobs/{number}/cancel").status_code == 409
    assert service.post("/api/v1/jobs/999999/cancel").status_code == 404
    assert service.ended(service.submit("duality", INSTANCE)["id"])["state"] == "done"


def test_a_job_beyond_its_time_or_memory_is_ended_and_the_next_one_runs(tmp_path: Path) -> None:
    service = Serving(tmp_path, "--job-seconds", "2", "--workers", "1")
    try:
        hard = " + ".join(f"x{n}**8*y{n}**3" for n in range(8))
        names = ", ".join(f"x{n}, y{n}" for n in range(8))
        numbers = [
            service.submit("search", {"r": 8, "rstar": 6, "eps0": "1/10", "seconds": 1})["id"],
            service.submit("claim", {"statement": f"for all {names}: {hard} >= -1", "seconds": 1})["id"],
        ]
        for number in numbers:
            job = service.ended(number)
            assert job["state"] == "done" or job["failure"]["cause"] in ("time", "memory"), job
        assert service.ended(service.submit("duality", INSTANCE)["id"])["state"] == "done"
    finally:
        service.stop()


def test_too_many_jobs_of_one_token_are_refused_for_a_while(tmp_path: Path) -> None:
    service = Serving(tmp_path, "--jobs", "3", "--workers", "1")
    try:
        keys = [{"Idempotency-Key": str(number)} for number in range(4)]
        jobs = [service.submit("search", LONG, headers=key)["id"] for key in keys[:3]]
        for headers in (keys[3], {}):
            response = service.post("/api/v1/jobs/search", LONG, headers=headers)
            assert response.status_code == 429
            assert int(response.headers["retry-after"]) > 0
            assert response.json()["type"] == "/problems/too-many-jobs"
        again = service.post("/api/v1/jobs/search", LONG, headers=keys[0])
        assert (again.status_code, again.json()["id"]) == (200, jobs[0])
        other = service.post("/api/v1/jobs/duality", INSTANCE, headers=keys[0])
        assert other.json()["type"] == "/problems/key-reused"
        assert service.post("/api/v1/jobs/search", LONG, token="chief").status_code == 202
    finally:
        service.stop()


def test_no_kill_loses_an_accepted_job_or_ends_one_twice(own_service: Serving) -> None:
    service, accepted = own_service, []
    for round_ in range(4):
        for number in range(5):
            job = service.submit("duality", INSTANCE, headers={"Idempotency-Key": f"{round_}-{number}"})
            accepted.append(job["id"])
        service.kill()
        service.start()
        for number in range(5):  # a client that heard no answer asks again
            key = {"Idempotency-Key": f"{round_}-{number}"}
            again = service.post("/api/v1/jobs/duality", INSTANCE, headers=key)
            assert again.status_code == 200
            assert again.json()["id"] == accepted[5 * round_ + number]
    assert len(set(accepted)) == 20
    jobs = [service.ended(number) for number in accepted]
    assert all(job["state"] == "done" for job in jobs)
    listed = [job["id"] for job in service.get("/api/v1/results?limit=200").json()["jobs"]]
    assert sorted(listed) == sorted(accepted)
    ends = {job["id"]: job["finished"] for job in jobs}
    service.kill()
    service.start()
    assert {number: service.ended(number)["finished"] for number in accepted} == ends


def test_a_service_that_is_told_to_end_ends_with_its_streams_and_its_workers(own_service: Serving) -> None:
    service = own_service
    service.submit("search", LONG)
    with service.get("/api/v1/events", stream=True):
        assert service.stop() == 0
    left = subprocess.run(["pgrep", "-f", str(service.folder)], capture_output=True, text=True, check=False)
    assert left.stdout == ""
