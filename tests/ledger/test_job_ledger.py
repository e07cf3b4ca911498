"""The ledger of a service: who gets which job, what is refused, and what a list costs."""

import itertools
import re
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sql
from sqlalchemy.dialects import sqlite

from certify import InputError
from certify.ledger import Conflict, Finish, JobLedger, Ledger, LedgerError, Submission, job_table

FILTERS = ("kind", "state", "verdict", "owner")


def submission(number: int = 0, **changes: Any) -> Submission:
    given = {"kind": "decide", "title": "a job", "request": {"n": number}, "owner": "ci", **changes}
    return Submission(**given)


def alter(place: str, statement: str) -> None:
    """What a person with another program, or a failing disk, might do."""
    engine = sql.create_engine(place if "://" in place else f"sqlite:///{place}")
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


# ---- keys -----------------------------------------------------------------------------------------------


def test_a_key_used_again_is_the_first_job_even_within_one_batch_and_after_it_is_opened_again(
    anywhere: str,
) -> None:
    with JobLedger(anywhere) as ledger:
        assert ledger.submit([submission(key="k"), submission(key="k")]) == [(1, True), (1, False)]
        ledger.finish([Finish(1, "failed")])
    with JobLedger(anywhere) as ledger:
        assert ledger.submit([submission(key="k")]) == [(1, False)]
        assert ledger.waiting() == []


def test_a_key_used_for_another_job_is_a_conflict_and_the_rest_of_its_batch_is_taken(anywhere: str) -> None:
    with JobLedger(anywhere) as ledger:
        ledger.submit([submission(key="k")])
        batch = [submission(5), submission(1, key="k"), submission(kind="duality", key="k"), submission(6)]
        assert ledger.submit(batch) == [(2, True), Conflict(1), Conflict(1), (3, True)]
        assert ledger.request(1) == ("decide", {"n": 0})


def test_what_a_key_stands_for_is_told_without_a_new_job(anywhere: str) -> None:
    with JobLedger(anywhere) as ledger:
        ledger.submit([submission(), submission(key="k")])
        for other in (submission(), submission(key="l"), submission(key="k", owner="anna")):
            assert ledger.earlier(other) is None
        assert ledger.earlier(submission(key="k")) == (2, False)
        assert ledger.earlier(submission(1, key="k")) == Conflict(2)
        assert ledger.counts()["waiting"] == 2


def test_a_ledger_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    file = tmp_path / "ledger"
    with JobLedger(file) as ledger:
        ledger.probe()
        file.write_bytes(b"no database" * 1000)
        with pytest.raises(LedgerError):
            ledger.probe()


def test_keys_are_of_their_owner_and_no_key_is_never_a_repetition(anywhere: str) -> None:
    with JobLedger(anywhere) as ledger:
        batch = [submission(key="k"), submission(key="k", owner="anna"), submission(), submission()]
        assert ledger.submit(batch) == [(1, True), (2, True), (3, True), (4, True)]


def test_the_order_of_fields_makes_no_other_request(tmp_path: Path) -> None:
    with JobLedger(tmp_path / "a") as ledger:
        one, two = ({"a": 1, "b": 2}, {"b": 2, "a": 1})
        answers = ledger.submit([submission(request=one, key="k"), submission(request=two, key="k")])
        assert answers == [(1, True), (1, False)]


# ---- ends -----------------------------------------------------------------------------------------------


def test_the_first_end_of_a_job_stays_and_a_later_one_leaves_no_certificate(anywhere: str) -> None:
    with JobLedger(anywhere) as ledger:
        ledger.submit([submission()])
        first = Finish(1, "done", 1, "PROVED", "kernel", 0.5, {"a": 1}, None, {"aa": b"one"})
        assert ledger.finish([first, Finish(1, "failed", certificates={"bb": b"two"})]) == [1]
        assert ledger.finish([Finish(1, "cancelled", certificates={"cc": b"three"})]) == []
        job = ledger.job(1)
        assert job is not None
        assert (job.state, job.result, job.certificates) == ("done", {"a": 1}, ("aa",))
        assert [ledger.certificate(address) for address in ("aa", "bb", "cc")] == [b"one", None, None]


def test_the_end_of_a_job_that_is_not_there_is_refused_with_all_of_its_batch(anywhere: str) -> None:
    with JobLedger(anywhere) as ledger:
        ledger.submit([submission()])
        assert ledger.counts()["waiting"] == 1
        with pytest.raises(LedgerError, match="no job 7"):
            ledger.finish([Finish(1, "done", certificates={"aa": b"data"}), Finish(7, "done")])
        assert ledger.counts() == {"waiting": 1, "done": 0, "failed": 0, "cancelled": 0}
        assert ledger.certificate("aa") is None
        assert ledger.finish([Finish(1, "done")]) == [1]


def test_what_is_raised_amid_a_batch_takes_all_of_it_back(
    anywhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with JobLedger(anywhere) as ledger:
        ledger.submit([submission()])
        with monkeypatch.context() as patch:
            patch.setattr(ledger._database, "keep", lambda certificates: certificates["no such"])
            with pytest.raises(KeyError):
                ledger.finish([Finish(1, "done")])
        assert ledger.submit([submission()]) == [(2, True)]
        assert ledger.counts() == {"waiting": 2, "done": 0, "failed": 0, "cancelled": 0}
        assert [job for job, _, _ in ledger.waiting()] == [1, 2]


# ---- what is refused, and what is not there -------------------------------------------------------------


def nested(depth: int) -> list[Any]:
    found: list[Any] = []
    for _ in range(depth):
        found = [found]
    return found


NO_JSON = {
    "nan": float("nan"), "infinity": float("inf"), "set": {1, 2}, "bytes": b"bytes", "deep": nested(100_000),
    "keys": {"a": 1, 2: 3}, "digits": 10**5000,
}  # fmt: skip


@pytest.mark.parametrize("value", NO_JSON.values(), ids=NO_JSON.keys())
def test_what_is_no_json_is_refused_before_it_can_spoil_a_batch(value: object) -> None:
    with pytest.raises(InputError, match="request: is no JSON data"):
        submission(request={"a": value})
    for name in ("result", "failure"):
        with pytest.raises(InputError, match=name):
            Finish(1, "done", **{name: {"a": value}})


def test_numbers_and_words_that_a_list_cannot_hold_are_refused() -> None:
    for changes in (
        {"value": float("nan")},
        {"seconds": float("inf")},
        {"verdict": "\0"},
        {"grade": "\ud800"},
    ):
        with pytest.raises(InputError, match=next(iter(changes))):
            Finish(1, "done", **changes)
    for changes in ({"kind": "a\n"}, {"owner": "\ud800"}):
        with pytest.raises(InputError, match=next(iter(changes))):
            submission(**changes)


def test_what_was_never_submitted_is_not_there_whatever_is_asked(anywhere: str) -> None:
    with JobLedger(anywhere) as ledger:
        ledger.submit([submission()])
        for number in (-1, 0, 2, 2**31, 2**63, 10**40):
            assert ledger.job(number) is None
            with pytest.raises(LedgerError, match="no job"):
                ledger.request(number)
        for word in ("\0", "\ud800", "", "a" * 10**6, "'; drop table jobs; --"):
            assert ledger.certificate(word) is None
            for name in FILTERS:
                assert ledger.jobs(**{name: word}, limit=5) == []
        assert len(ledger.jobs(before=10**40, limit=5)) == 1
        assert ledger.jobs(before=-(10**40), limit=5) == []


def test_a_ledger_of_one_kind_is_not_opened_as_the_other(anywhere: str) -> None:
    JobLedger(anywhere).close()
    with pytest.raises(InputError, match="is the ledger of a service; give the ledger of a campaign a file"):
        Ledger(anywhere, {}, 1)
    with JobLedger(anywhere) as ledger:
        assert ledger.submit([submission()]) == [(1, True)]


def test_a_campaign_is_not_opened_as_a_service(anywhere: str) -> None:
    Ledger(anywhere, {}, 1).close()
    with pytest.raises(InputError, match="is the ledger of a campaign; give the ledger of a service a file"):
        JobLedger(anywhere)
    Ledger(anywhere, {}, 1).close()


def test_a_ledger_of_another_version_is_refused_untouched(anywhere: str) -> None:
    JobLedger(anywhere).close()
    alter(anywhere, "update service set schema = 'certify/service/9'")
    with pytest.raises(LedgerError, match="certify/service/9"):
        JobLedger(anywhere)
    alter(anywhere, "update service set schema = 'certify/service/1'")
    JobLedger(anywhere).close()


def test_one_process_owns_a_ledger_and_gives_it_back(anywhere: str) -> None:
    with JobLedger(anywhere), pytest.raises(LedgerError, match="in use"):
        JobLedger(anywhere)
    JobLedger(anywhere).close()


@pytest.mark.parametrize(
    "change",
    [
        "request = '{\"n\":7}'", "request = '{'", "result = null", "result = '{\"a\":2}'", "state = 'failed'",
        "owner = 'anna'", "title = '\"another\"'", "value = 0.25", "certificates = '[]'",
        "verdict = 'REFUTED'", "digest = ''", "kind = 'search'",
    ],
)  # fmt: skip
def test_a_job_that_was_altered_is_noticed_when_it_is_read(anywhere: str, change: str) -> None:
    with JobLedger(anywhere) as ledger:
        ledger.submit([submission(1), submission(2)])
        for job in (1, 2):
            ledger.finish([Finish(job, "done", 1, "PROVED", "kernel", 0.5, {"a": 1}, None, {"aa": b"data"})])
    alter(anywhere, f"update jobs set {change} where id = 2")
    with JobLedger(anywhere) as ledger:
        with pytest.raises(LedgerError, match="job 2 was altered"):
            ledger.job(2)
        assert ledger.job(1) is not None


@pytest.mark.parametrize(
    "change",
    [
        "title = '\"another\"'", "title = 'no JSON'", "value = 0.25", "verdict = 'REFUTED'", "owner = 'anna'",
        "result = '{\"a\":2}'", "digest = ''", "asked = ''",
    ],
)  # fmt: skip
def test_a_list_leaves_out_what_its_own_page_refuses_and_goes_on_below_it(anywhere: str, change: str) -> None:
    with JobLedger(anywhere) as ledger:
        ledger.submit([submission(n) for n in range(1, 6)])
        for job in range(1, 6):
            ledger.finish([Finish(job, "done", 1, "PROVED", "kernel", 0.5, {"a": 1}, None, {})])
    alter(anywhere, f"update jobs set {change} where id in (2, 4)")
    with JobLedger(anywhere) as ledger:
        assert [job.id for job in ledger.jobs(limit=10)] == [5, 3, 1]
        assert [job.id for job in ledger.jobs(limit=2)] == [5, 3]
        assert [job.id for job in ledger.jobs(limit=2, before=3)] == [1]


def test_a_search_that_was_altered_is_not_drawn_and_the_others_are(anywhere: str) -> None:
    with JobLedger(anywhere) as ledger:
        ledger.submit([submission(n, kind="search") for n in range(1, 5)])
        for job in range(1, 5):
            ledger.finish([Finish(job, "done", 1, None, None, 0.5, {"a": 1}, None, {})])
    alter(anywhere, "update jobs set result = null where id = 2")
    alter(anywhere, "update jobs set request = '{' where id = 3")
    with JobLedger(anywhere) as ledger:
        assert [job.id for job in ledger.finished_searches(10)] == [4, 1]


@pytest.mark.parametrize("column", ["title", "certificates", "request", "digest", "kind", "asked"])
@pytest.mark.parametrize("bytes_", ["x'00'", "x'ff'", "cast(x'ff' as text)"])
def test_bytes_that_are_no_text_are_one_line(tmp_path: Path, column: str, bytes_: str) -> None:
    place = str(tmp_path / "a")
    with JobLedger(place) as ledger:
        ledger.submit([submission()])
    alter(place, f"update jobs set {column} = {bytes_}")
    with JobLedger(place) as ledger, pytest.raises(LedgerError) as error:
        ledger.job(1)
    assert len(str(error.value).splitlines()) == 1


# ---- threads, and what a list costs ---------------------------------------------------------------------


def test_the_thread_that_uses_a_ledger_need_not_be_the_one_that_opened_it(anywhere: str) -> None:
    with JobLedger(anywhere) as ledger:
        answers: list[Any] = []
        thread = threading.Thread(target=lambda: answers.append(ledger.submit([submission()])))
        thread.start()
        thread.join()
        assert answers == [[(1, True)]]
        assert ledger.waiting() == [(1, "decide", "ci")]


def plan(place: Path, query: sql.Select[Any]) -> list[str]:
    text = str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    connection = sqlite3.connect(place)
    try:
        return [row[3] for row in connection.execute(f"explain query plan {text}")]
    finally:
        connection.close()


LISTS = [
    (names, finished, before)
    for count in range(5)
    for names in itertools.combinations(FILTERS, count)
    for finished in (False, True)
    for before in (None, 90_000)
]


def test_every_list_is_read_in_the_order_of_an_index_from_where_it_begins(tmp_path: Path) -> None:
    JobLedger(tmp_path / "a").close()
    for names, finished, before in LISTS:
        steps = plan(tmp_path / "a", job_table.listing(dict.fromkeys(names, "a"), finished, before, 50))
        sorts = [step for step in steps if "TEMP B-TREE" in step]
        sought = {*names, *(["state"] if finished else [])}
        if not sought:
            assert steps == ["SEARCH jobs USING INTEGER PRIMARY KEY (rowid<?)" if before else "SCAN jobs"]
            continue
        index = re.fullmatch(r"SEARCH jobs USING INDEX jobs_(\w+) \((.+)\)", steps[0])
        assert index, (names, finished, steps)
        terms = index[2].split(" AND ")
        assert {term.removesuffix("=?") for term in terms} - {"id<?"} <= sought
        assert ("id<?" in terms) == (before is not None)
        assert ("verdict=?" in terms) == ("verdict" in names)
        # The three states of an end, each read newest first, are merged as far as the list goes.
        assert bool(sorts) == (finished and not names)


def test_every_index_of_a_list_holds_all_that_lists_filter_by(tmp_path: Path) -> None:
    JobLedger(tmp_path / "a").close()
    connection = sqlite3.connect(tmp_path / "a")
    for names in job_table.INDEXES:
        columns = [row[2] for row in connection.execute(f"pragma index_info(jobs_{'_'.join(names)})")]
        assert columns[: len(names) + 1] == [*names, "id"]
        assert set(columns) == {*FILTERS, "id"}
    connection.close()


def test_what_waits_is_read_from_an_index_alone(tmp_path: Path) -> None:
    JobLedger(tmp_path / "a").close()
    steps = plan(tmp_path / "a", job_table.WAITING)
    assert [step.split(" (")[0] for step in steps] == ["SEARCH jobs USING COVERING INDEX jobs_state"]
