"""Certificates of strangers: the kernel's verdict, and a verdict whatever they do to the process."""

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.kernel import check_bytes
from certify.kernel.check import VERDICTS
from certify.service.jobs import checkers as module
from certify.service.jobs.checkers import BusyError, Checkers, judge

CERTIFICATES = sorted((Path(__file__).parents[2] / "examples" / "certificates").glob("*.json"))
FIELDS = {"verdict", "accepted", "code", "rule", "reason", "address"}
COUNTEREXAMPLE = next(file for file in CERTIFICATES if file.stem == "counterexample").read_bytes()


@pytest.fixture(scope="module")
def checkers() -> Iterator[Checkers]:
    own = Checkers(2)
    yield own
    own.close()


def verdict(own: Checkers, data: bytes, statement: bytes | None = None) -> dict[str, Any]:
    found: dict[str, Any] = own.submit(data, statement).result(timeout=600)
    assert set(found) == FIELDS
    assert found["accepted"] == (found["code"] == 0)
    assert found["verdict"] == VERDICTS[found["code"]]
    return found


@pytest.mark.parametrize("file", CERTIFICATES, ids=lambda file: file.stem)
def test_a_process_says_of_a_certificate_what_the_kernel_says(checkers: Checkers, file: Path) -> None:
    from certify.certificates import Certificate

    data = file.read_bytes()
    said, found = check_bytes(data), verdict(checkers, data)
    assert (found["accepted"], found["reason"], found["rule"]) == (True, said.reason, said.rule)
    assert found["address"] == Certificate.from_json(data).address


def test_a_certificate_of_another_statement_is_rejected(checkers: Checkers) -> None:
    statement = json.loads(COUNTEREXAMPLE)["statement"]
    assert verdict(checkers, COUNTEREXAMPLE, json.dumps(statement).encode())["accepted"]
    other = json.dumps({**statement, "delta": "9/10"}).encode()
    assert verdict(checkers, COUNTEREXAMPLE, other)["verdict"] == "rejected"


@pytest.mark.parametrize("statement", [b"", b"[]", b'"x"', b"\xff", b"{" * 1000, b'{"a": 1e5}'])
def test_a_statement_that_is_none_is_never_proved(checkers: Checkers, statement: bytes) -> None:
    found = verdict(checkers, COUNTEREXAMPLE, statement)
    assert found["verdict"] in ("rejected", "declined")
    assert found["reason"].startswith("the statement asked about")


@given(st.binary(max_size=200) | st.text(max_size=100).map(lambda text: text.encode(errors="replace")))
def test_any_bytes_have_a_verdict(data: bytes) -> None:
    found = judge(data, data)
    assert not found["accepted"]
    assert found["verdict"] in ("rejected", "declined")
    json.dumps(found).encode()


@given(st.integers(0, len(COUNTEREXAMPLE) - 1), st.integers(0, 255))
def test_a_changed_byte_is_never_accepted_as_the_same_certificate(place: int, byte: int) -> None:
    data = COUNTEREXAMPLE[:place] + bytes([byte]) + COUNTEREXAMPLE[place + 1 :]
    before, after = judge(COUNTEREXAMPLE), judge(data)
    assert after["accepted"] == check_bytes(data).accepted
    same = data.translate(None, b" \t\r\n") == COUNTEREXAMPLE.translate(None, b" \t\r\n")
    assert (after["address"] == before["address"]) == same


def test_a_certificate_over_its_time_is_declined_and_the_next_one_is_judged() -> None:
    own = Checkers(1, seconds=600.0)
    try:
        assert verdict(own, COUNTEREXAMPLE)["accepted"]
        (checker,) = own._running
        os.kill(checker._process.pid or 0, signal.SIGSTOP)
        own._seconds = 0.25
        found = verdict(own, COUNTEREXAMPLE)
        assert (found["verdict"], found["address"]) == ("declined", "")
        assert "0.25 s" in found["reason"]
        own._seconds = 600.0
        assert verdict(own, COUNTEREXAMPLE)["accepted"]
    finally:
        own.close()


def test_a_process_that_ends_costs_only_the_certificate_it_had(checkers: Checkers) -> None:
    assert verdict(checkers, COUNTEREXAMPLE)["accepted"]
    for checker in list(checkers._running):
        os.kill(checker._process.pid or 0, signal.SIGKILL)
        checker._process.join()
    found = [verdict(checkers, COUNTEREXAMPLE) for _ in range(6)]
    assert [one["verdict"] for one in found].count("failed") <= 2
    assert found[-1]["accepted"]


def test_as_many_wait_as_may_and_one_more_is_told_so() -> None:
    own = Checkers(1, waiting=2)  # whose process takes longer to start than this
    try:
        waiting = [own.submit(COUNTEREXAMPLE) for _ in range(2)]
        with pytest.raises(BusyError, match="too many"):
            own.submit(COUNTEREXAMPLE)
        assert all(future.result(timeout=600)["accepted"] for future in waiting)
        assert verdict(own, COUNTEREXAMPLE)["accepted"]
    finally:
        own.close()


def test_one_that_is_not_wanted_any_more_is_not_judged(checkers: Checkers) -> None:
    futures = [checkers.submit(COUNTEREXAMPLE) for _ in range(50)]
    cancelled = [future.cancel() for future in futures]
    assert all(
        future.result(600)["accepted"] for future, gone in zip(futures, cancelled, strict=True) if not gone
    )
    assert verdict(checkers, COUNTEREXAMPLE)["accepted"]


def test_what_waits_when_it_closes_is_told_so_and_nothing_is_left() -> None:
    own = Checkers(1)
    assert verdict(own, COUNTEREXAMPLE)["accepted"]
    (checker,) = own._running
    pid = checker._process.pid
    futures = [own.submit(COUNTEREXAMPLE) for _ in range(200)]
    own.close()
    with pytest.raises(BusyError):
        own.submit(COUNTEREXAMPLE)
    for future in futures:
        error = future.exception(timeout=600)
        assert isinstance(error, BusyError) or future.result()["verdict"] in ("accepted", "failed")
    assert not Path(f"/proc/{pid}").exists()


def test_where_no_process_can_be_started_there_is_a_verdict_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(_: int) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr(module, "_Checker", refused)
    own = Checkers(1)
    try:
        assert verdict(own, COUNTEREXAMPLE)["verdict"] == "failed"
    finally:
        own.close()


def test_the_processes_are_enclosed(checkers: Checkers) -> None:
    assert verdict(checkers, COUNTEREXAMPLE)["accepted"]
    limit = time.monotonic() + 600
    while len(checkers._running) < 2 and time.monotonic() < limit:
        time.sleep(0.01)
    for checker in list(checkers._running):
        status = Path(f"/proc/{checker._process.pid}/status").read_text()
        assert "Seccomp:\t2" in status
        assert "NoNewPrivs:\t1" in status


def test_nobody_waits_for_all_that_another_one_asks() -> None:
    own, order = Checkers(1), []
    try:
        asked = [(owner, own.submit(b"{}", owner=owner)) for owner in ["much"] * 200 + ["little"]]
        for owner, found in asked:
            found.add_done_callback(lambda _, owner=owner: order.append(owner))
        assert {found.result(600)["verdict"] for _, found in asked} == {"rejected"}
        assert order.index("little") < 150
    finally:
        own.close()


def test_a_process_that_was_killed_while_it_was_idle_costs_nobody_a_verdict() -> None:
    own = Checkers(1)
    try:
        for _ in range(3):
            assert verdict(own, COUNTEREXAMPLE)["verdict"] == "accepted"
            (checker,) = own._running
            os.kill(checker._process.pid, signal.SIGKILL)
            checker._process.join()
    finally:
        own.close()
