"""The ledger of a service keeps what a dictionary that is told the same keeps."""

import re
from dataclasses import replace

import sqlalchemy as sql
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from certify.ledger import Conflict, Finish, Job, JobLedger, Submission, job_table

KINDS, OWNERS, KEYS = ("decide", "search"), ("anna", "ci"), (None, "a", "b")
ENDS, VERDICTS = ("done", "failed", "cancelled"), (None, "PROVED", "REFUTED")


def numbers(jobs: list[Job]) -> list[int]:
    return [job.id for job in jobs]


# The two halves of a character are refused, each for itself is kept.
any_text = st.text(st.characters(exclude_categories=()), max_size=5).filter(
    lambda text: not re.search("[\ud800-\udbff][\udc00-\udfff]", text)
)
scalars = st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | any_text
json_data = st.dictionaries(any_text, scalars | st.lists(scalars, max_size=3), max_size=3)
submissions = st.builds(
    Submission,
    kind=st.sampled_from(KINDS),
    title=any_text,
    request=st.fixed_dictionaries({"n": st.integers(0, 1)}) | json_data,
    owner=st.sampled_from(OWNERS),
    key=st.none() | st.sampled_from(KEYS),
)


class Model(RuleBasedStateMachine):
    """A ledger and a dictionary that are told the same."""

    place: str

    def __init__(self) -> None:
        super().__init__()
        self.ledger = JobLedger(self.place)
        self.asked: dict[int, Submission] = {}
        self.ended: dict[int, Finish] = {}
        self.keys: dict[tuple[str, str], int] = {}

    def teardown(self) -> None:
        # The next example begins in the same place.
        with self.ledger._database.transaction() as connection:
            connection.execute(sql.delete(job_table.jobs))
        self.ledger.close()

    @rule(batch=st.lists(submissions, max_size=6))
    def submit(self, batch: list[Submission]) -> None:
        for item, answer in zip(batch, self.ledger.submit(batch), strict=True):
            earlier = None if item.key is None else self.keys.get((item.owner, item.key))
            if earlier is None:
                number = len(self.asked) + 1
                assert answer == (number, True)
                self.asked[number] = item
                if item.key is not None:
                    self.keys[item.owner, item.key] = number
            else:
                same = (item.kind, item.request) == (self.asked[earlier].kind, self.asked[earlier].request)
                assert answer == ((earlier, False) if same else Conflict(earlier))

    @rule(data=st.data())
    def finish(self, data: st.DataObject) -> None:
        if not self.asked:
            return
        ends = st.builds(
            Finish,
            job=st.sampled_from(sorted(self.asked)),
            state=st.sampled_from(ENDS),
            seconds=st.none() | st.floats(0, 1e9),
            verdict=st.sampled_from(VERDICTS),
            grade=st.sampled_from((None, "kernel")),
            value=st.none() | st.floats(allow_nan=False, allow_infinity=False),
            result=st.none() | json_data,
            failure=st.none() | json_data,
            certificates=st.dictionaries(st.sampled_from(("aa", "bb")), st.just(b"\x00data")),
        )
        batch = data.draw(st.lists(ends, max_size=4))
        new = []
        for item in batch:
            if item.job not in self.ended:
                self.ended[item.job] = item
                new.append(item.job)
        assert self.ledger.finish(batch) == new

    @rule()
    def open_again(self) -> None:
        self.ledger.close()
        self.ledger = JobLedger(self.place)

    @rule(
        wanted=st.fixed_dictionaries(
            {},
            optional={
                "kind": st.sampled_from((*KINDS, "none", "\ud800\0")),
                "state": st.sampled_from(("waiting", *ENDS)),
                "verdict": st.sampled_from(("PROVED", "REFUTED", "none")),
                "owner": st.sampled_from((*OWNERS, "none")),
            },
        ),
        finished=st.booleans(),
        before=st.none() | st.integers(0, 12) | st.just(10**30),
        limit=st.integers(1, 5),
    )
    def list(self, wanted: dict[str, str], finished: bool, before: int | None, limit: int) -> None:
        expected = [
            number
            for number in sorted(self.asked, reverse=True)
            if (before is None or number < before)
            and (not finished or number in self.ended)
            and all(self.shown(number)[name] == value for name, value in wanted.items())
        ]
        listed = self.ledger.jobs(**wanted, finished=finished, before=before, limit=limit)
        assert numbers(listed) == expected[:limit]
        for job in listed:
            whole = self.ledger.job(job.id)
            assert whole is not None
            assert replace(whole, request=None, result=None, failure=None) == job

    def shown(self, number: int) -> dict[str, str | None]:
        """What a list filters by."""
        item, end = self.asked[number], self.ended.get(number)
        state, verdict = ("waiting", None) if end is None else (end.state, end.verdict)
        return {"kind": item.kind, "owner": item.owner, "state": state, "verdict": verdict}

    @invariant()
    def every_job_is_as_it_was_told(self) -> None:
        for number, item in self.asked.items():
            job, end = self.ledger.job(number), self.ended.get(number)
            assert job is not None
            assert (job.kind, job.title, job.owner) == (item.kind, item.title, item.owner)
            assert job.request == item.request
            assert self.ledger.request(number) == (item.kind, item.request)
            if end is None:
                assert (job.state, job.finished, job.certificates) == ("waiting", None, ())
            else:
                assert job.finished is not None
                for name in ("state", "seconds", "verdict", "grade", "value", "result", "failure"):
                    assert getattr(job, name) == getattr(end, name)
                assert job.certificates == tuple(end.certificates)
                assert all(self.ledger.certificate(a) == data for a, data in end.certificates.items())

    @invariant()
    def the_lists_of_the_service_are_those_of_the_model(self) -> None:
        waiting = [(n, s.kind, s.owner) for n, s in self.asked.items() if n not in self.ended]
        assert self.ledger.waiting() == waiting
        counts = {state: sum(e.state == state for e in self.ended.values()) for state in ENDS}
        assert self.ledger.counts() == {"waiting": len(waiting), **counts}
        searches = [n for n, e in self.ended.items() if (self.asked[n].kind, e.state) == ("search", "done")]
        assert numbers(self.ledger.finished_searches(3)) == sorted(searches, reverse=True)[:3]


def test_a_ledger_keeps_what_a_dictionary_keeps(anywhere: str) -> None:
    machine = type("ModelThere", (Model,), {"place": anywhere})
    bounds = settings(max_examples=40, stateful_step_count=12, deadline=None)
    run_state_machine_as_test(machine, settings=bounds)
