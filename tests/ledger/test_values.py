"""What goes into a ledger comes back as it went in, from a file or a server, or is refused in one line."""

import json
import math
import struct
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from certify import InputError
from certify.ledger import Accepted, Finish, JobLedger, Ledger, LedgerError, Submission

SUBNORMAL, LARGEST = 5e-324, 1.7976931348623157e308
NUMBERS = [
    -0.0,
    0.0,
    SUBNORMAL,
    -SUBNORMAL,
    2.2250738585072014e-308,
    LARGEST,
    -LARGEST,
    1 / 3,
    2.0**53,
    1e22,
    3,
]
NO_NUMBERS = [math.inf, -math.inf, math.nan, 2**53 + 1, 10**400, -(10**400), "1", 1j, b"1", [1.0]]
TEXTS = [
    "\0",
    "a\0b",
    "\ud800",
    "\udfff",
    "\udc00\ud800",
    "e\u0301",
    "\u00e9",
    "\r\n",
    "\r",
    "\u2028",
    "\U0001f600",
    "\ufeff",
]
HALVES = "\ud83d\ude00"
JSON_OF_KIND = [-0.0, 1e-320, 10**300, 2**64, True, None, "", [], {}, [[], {}], {"": 0}, {"\0": "\ud800"}]
NO_JSON: list[Any] = [
    math.nan,
    math.inf,
    {1: 2},
    {None: 2},
    {"a": {True: 1}},
    HALVES,
    [HALVES],
    {HALVES: 1},
    b"",
    {1, 2},
]


def bits(number: float) -> bytes:
    return struct.pack("d", number)


def submission(request: Any = None, **changes: Any) -> Submission:
    return Submission(
        **{"kind": "decide", "title": "a job", "request": {"of": request}, "owner": "ci", **changes}
    )


def in_order(value: Any) -> str:
    """JSON data as text that tells -0.0 and 0.0, 1 and True apart; the order of fields means nothing."""
    return json.dumps(value, sort_keys=True)


def deep(levels: int) -> Any:
    value: Any = 0
    for _ in range(levels):
        value = [value]
    return value


# ---- jobs


@pytest.mark.parametrize("number", NUMBERS)
def test_a_job_that_ends_with_a_number_is_read_again(number: float, anywhere: str) -> None:
    """-0.0 was once sealed as it is and read as 0.0: the job was lost."""
    with JobLedger(anywhere) as ledger:
        ledger.submit([submission()])
        ledger.finish([Finish(1, "done", seconds=abs(number), value=number)])
        job, (listed,) = ledger.job(1), ledger.jobs(limit=1)
    assert job is not None
    assert bits(job.value or 0.0) == bits(listed.value or 0.0) == bits(number + 0.0)
    assert job.seconds == abs(number)


@pytest.mark.parametrize("field", ["value", "seconds"])
@pytest.mark.parametrize("number", NO_NUMBERS, ids=lambda number: repr(number)[:12])
def test_what_is_no_double_is_no_number_of_a_job(number: Any, field: str) -> None:
    with pytest.raises(InputError) as error:
        Finish(1, "done", **{field: number})
    assert error.value.field == field
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_text_comes_back_wherever_it_may_stand(text: str, anywhere: str) -> None:
    with JobLedger(anywhere) as ledger:
        assert ledger.submit([submission(text, title=text, key=text)]) == [(1, True)]
        ledger.finish([Finish(1, "done", result={text: text}, failure={"a": [text]})])
    with JobLedger(anywhere) as ledger:
        job = ledger.job(1)
        assert job is not None
        assert (job.title, job.request, job.result) == (text, {"of": text}, {text: text})
        assert job.failure == {"a": [text]}
        assert ledger.submit([submission(text, title=text, key=text)]) == [(1, False)]


@pytest.mark.parametrize("value", JSON_OF_KIND, ids=ascii)
def test_json_data_comes_back_to_the_last_bit(value: Any, anywhere: str) -> None:
    with JobLedger(anywhere) as ledger:
        ledger.submit([submission(value)])
        ledger.finish([Finish(1, "failed", result={"of": value}, failure={"of": value})])
        job = ledger.job(1)
    assert job is not None
    assert job.request is not None
    assert job.result is not None
    assert repr(job.request["of"]) == repr(job.result["of"]) == repr(value)


@pytest.mark.parametrize(
    "value", [*NO_JSON, *map(deep, (100, 900, 3000))], ids=[*map(ascii, NO_JSON), "100", "900", "3000"]
)
def test_what_would_not_come_back_is_refused_by_its_field(value: Any, tmp_path: Path) -> None:
    for field, make in (
        ("request", lambda: submission(value)),
        ("result", lambda: Finish(1, "done", result={"of": value})),
        ("failure", lambda: Finish(1, "done", failure={"of": value})),
    ):
        with pytest.raises(InputError) as error:
            make()
        assert error.value.field == field
        assert len(str(error.value).splitlines()) == 1
    with Ledger(tmp_path / "runs", {}, 1) as ledger:
        with pytest.raises(InputError, match="result"):
            ledger.accept([Accepted(0, 0.5, 0.1, {"of": value})])
        assert ledger.unfinished() == [0]
    with pytest.raises(InputError, match="spec"):
        Ledger(tmp_path / "other", {"of": value}, 1)


def test_a_title_or_a_key_in_halves_is_refused() -> None:
    for field in ("title", "key"):
        with pytest.raises(InputError) as error:
            submission(**{field: HALVES})
        assert error.value.field == field


@pytest.mark.parametrize("address", ["", "a b", "a\0", "\ud800", "é", "../a"], ids=ascii)
def test_a_certificate_is_kept_by_an_address_that_it_can_be_asked_for_by(
    address: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="certificates"):
        Finish(1, "done", certificates={address: b"x"})
    with Ledger(tmp_path / "runs", {}, 1) as ledger:
        with pytest.raises(InputError, match="certificates"):
            ledger.accept([Accepted(0, 0.5, 0.1, {})], {address: b"x"})
        assert ledger.unfinished() == [0]


def test_numbers_of_jobs_that_no_column_holds_are_those_of_no_job(anywhere: str) -> None:
    with JobLedger(anywhere) as ledger:
        ledger.submit([submission()])
        for number in (2**31, 2**63, 10**30, -(10**30)):
            assert ledger.job(number) is None
            with pytest.raises(LedgerError, match="no job"):
                ledger.finish([Finish(1, "done"), Finish(number, "done")])
        assert len(ledger.jobs(limit=10**30)) == 1
        assert ledger.counts()["waiting"] == 1


def test_times_come_back_to_the_last_bit(anywhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for now in (0.0, 1 / 3, 1764500000.123456789, 2.0**31, 4e9 + 2.0**-20):
        monkeypatch.setattr("certify.ledger.jobs.time.time", lambda now=now: now)
        with JobLedger(anywhere) as ledger:
            ((number, _),) = ledger.submit([submission()])  # type: ignore[misc]
            ledger.finish([Finish(number, "done")])
            job = ledger.job(number)
        assert job is not None
        assert job.submitted == job.finished == now


json_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=())),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(exclude_categories=())), inner)
    ),
    max_leaves=8,
)
anything = st.floats() | st.integers() | st.none()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=anything, result=json_data)
def test_a_job_is_refused_when_it_ends_or_read_as_it_was(value: Any, result: Any, anywhere: str) -> None:
    try:
        end = Finish(1, "done", value=value, result={"of": result})
    except InputError:
        return
    with JobLedger(anywhere) as ledger:
        ((number, _),) = ledger.submit([submission(result)])  # type: ignore[misc]
        ledger.finish([Finish(number, "done", value=value, result=end.result)])
        job = ledger.job(number)
    assert job is not None
    assert job.value == value
    assert in_order(job.result) == in_order(job.request) == in_order({"of": result})


# ---- runs


@pytest.mark.parametrize("number", NUMBERS)
def test_a_result_of_a_run_is_read_again_with_its_number(number: float, anywhere: str) -> None:
    given_one = Accepted(0, number, abs(number), {"of": number})
    with Ledger(anywhere, {}, 1) as ledger:
        ledger.accept([given_one])
        (found,) = ledger.results()
        ((_, value, seconds),) = ledger.summaries()
    assert found == given_one
    assert bits(found.value or 0.0) == bits(value or 0.0) == bits(number + 0.0)
    assert (seconds, found.digest) == (abs(number), given_one.digest)
    assert repr(found.result) == repr({"of": number})


@pytest.mark.parametrize("number", NO_NUMBERS, ids=lambda number: repr(number)[:12])
def test_a_result_of_a_run_has_a_number_that_comes_back_or_is_refused(number: Any, tmp_path: Path) -> None:
    """NaN was once kept as a failure, which has no number."""
    with Ledger(tmp_path / "runs", {}, 2) as ledger:
        for item in (Accepted(0, number, 0.1, {}), Accepted(0, 0.5, number, {})):
            with pytest.raises(InputError) as error:
                ledger.accept([Accepted(1, 0.5, 0.1, {}), item])
            assert error.value.field in ("value", "seconds")
        assert ledger.unfinished() == [0, 1]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=anything, result=json_data)
def test_a_result_of_a_run_is_refused_or_read_as_it_was(value: Any, result: Any, anywhere: str) -> None:
    with Ledger(anywhere, {}, 2000) as ledger:
        task = (ledger.unfinished() or [0])[0]
        try:
            ledger.accept([Accepted(task, value, 0.1, {"of": result})])
        except InputError:
            return
        found = next(item for item in ledger.results() if item.task == task)
    assert found.value == value
    assert in_order(found.result) == in_order({"of": result})


@pytest.mark.parametrize("text", TEXTS, ids=ascii)
def test_text_in_a_run_comes_back(text: str, anywhere: str) -> None:
    with Ledger(anywhere, {"name": text}, 1) as ledger:
        ledger.accept([Accepted(0, 0.5, 0.1, {text: text})])
    with Ledger(anywhere, {"name": text}, 1) as ledger:
        assert [item.result for item in ledger.results()] == [{text: text}]
