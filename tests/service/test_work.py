"""Jobs from request to outcome, in enclosed workers; and what is refused before it becomes one."""

import hashlib
import json
import math
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.common.errors import InputError
from certify.kernel import check_bytes
from certify.search.campaigns.executors import Local
from certify.service.jobs.progress import tell
from certify.service.jobs.work import (
    KINDS,
    JobLimits,
    JobOutcome,
    ProgressPipe,
    checked,
    finite,
    job_executor,
    outcome_without,
    run_job,
    title_of,
)
from tests.service import misdeeds

ROOT = Path(__file__).parents[2]
INSTANCES = sorted((ROOT / "examples" / "instances").glob("*.json"))
LIMITS = JobLimits()
SMALL: dict[str, Any] = {"X": [["1"], ["0"]], "Z": [["0"], ["3/2"]]}


@pytest.fixture(scope="module")
def progress() -> Iterator[ProgressPipe]:
    pipe = ProgressPipe()
    yield pipe
    pipe.close()


@pytest.fixture(scope="module")
def worker(progress: ProgressPipe) -> Iterator[Local]:
    with job_executor(1, LIMITS, progress) as executor:
        yield executor


def outcome_of(worker: Local, kind: str, request: dict[str, Any], number: int = 1) -> JobOutcome:
    job = (number, kind, checked(kind, request, LIMITS))
    outcome: JobOutcome = worker.submit(run_job, job).result(timeout=600)
    json.dumps(outcome._replace(certificates={}), allow_nan=False)
    return outcome


def proved(outcome: JobOutcome, address: str, rule: str) -> dict[str, Any]:
    """The statement of a certificate of the outcome, once the kernel has accepted it."""
    data = outcome.certificates[address]
    verdict = check_bytes(data)
    assert (verdict.accepted, verdict.rule) == (True, rule)
    assert hashlib.sha256(data).hexdigest() == address
    statement: dict[str, Any] = json.loads(data)["statement"]
    return statement


# ---- each kind, from end to end -------------------------------------------------------------------------


@pytest.mark.parametrize("file", INSTANCES, ids=lambda file: file.stem)
def test_an_instance_has_two_values_that_agree_its_directions_and_the_loss(worker: Local, file: Path) -> None:
    document = json.loads(file.read_text())
    outcome = outcome_of(worker, "duality", document)
    assert (outcome.state, outcome.verdict, outcome.grade) == ("done", "CONFIRMED", "float")
    result = outcome.result
    assert result is not None
    assert outcome.value == result["delta_star"] == result["primal"]
    assert result["primal"] == pytest.approx(result["dual"], abs=1e-6)
    n, r = len(document["X"]), len(document["X"][0])
    directions = [result["escape"]["D0"], *result["escape"]["D"]]
    assert {(len(D), len(D[0])) for D in directions} == {(n, r)}
    assert len(directions) == 1 + result["directions"]
    for curve in result["loss"]:
        assert len(curve["t"]) == len(curve["loss"])
        assert curve["t"] == sorted(curve["t"])
        assert min(map(abs, curve["loss"])) == pytest.approx(0.0, abs=1e-9)  # at t = 0
    assert outcome.certificates == {}


@pytest.mark.parametrize("file", INSTANCES, ids=lambda file: file.stem)
def test_a_decision_has_a_certificate_of_this_very_instance(worker: Local, file: Path) -> None:
    document = {"delta": "1/3", **json.loads(file.read_text())}
    outcome = outcome_of(worker, "decide", document)
    assert (outcome.state, outcome.grade) == ("done", "kernel")
    assert outcome.result is not None
    rule = {"COUNTEREXAMPLE": "counterexample", "ESCAPE_DIRECTIONS": "escape-directions"}
    statement = proved(outcome, outcome.result["certificate"], rule[str(outcome.verdict)])
    for name in ("X", "Z"):
        exact = [[Fraction(x) for x in row] for row in document[name]]
        assert [[Fraction(x) for x in row] for row in statement[name]] == exact
    assert Fraction(statement["delta"]) == Fraction(document["delta"])
    described = outcome.result["description"]
    assert described["bytes"] == len(outcome.certificates[outcome.result["certificate"]])
    assert statement["delta"] in described["claim"]


def test_where_nothing_can_be_proved_nothing_is_claimed(worker: Local) -> None:
    # delta* = 41/81 of this instance is missed by less than any solver sees.
    outcome = outcome_of(worker, "decide", {**SMALL, "delta": "0.50617283950617283950"})
    assert (outcome.state, outcome.verdict, outcome.grade) == ("done", "UNDECIDED", "none")
    assert outcome.certificates == {}
    assert outcome.result is not None
    assert outcome.result["certificate"] is outcome.result["description"] is None


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        ("for all a, b with a > 0, b > 0: a**3 + b**3 >= a**2*b", "PROVED"),
        ("for all a, b: a**2 >= b", "REFUTED"),
        ("there are x, y with x > 0: x*y > 1", "PROVED"),
        ("for all x: sqrt(x) >= 0", "ILL_POSED"),
        ("for all matrices X (n x r), symmetric S (n x n): tr(X.T*S*X) == tr(S*X*X.T)", "PROVED"),
    ],
)
def test_a_claim_is_decided_by_the_kernel(worker: Local, statement: str, verdict: str) -> None:
    outcome = outcome_of(worker, "claim", {"statement": statement, "seconds": 40})
    assert (outcome.state, outcome.verdict, outcome.grade) == ("done", verdict, "kernel"), outcome
    assert outcome.result is not None
    assert sorted(outcome.result["certificates"]) == sorted(outcome.certificates)
    assert outcome.certificates
    assert all(check_bytes(data).accepted for data in outcome.certificates.values())
    assert bool(outcome.result["witness"]) == (verdict != "PROVED" or statement.startswith("there"))


def test_a_search_has_a_counterexample_escape_just_below_and_told_how_far_it_was(
    worker: Local, progress: ProgressPipe
) -> None:
    progress.read()
    outcome = outcome_of(worker, "search", {"r": 1, "rstar": 1, "starts": 20}, number=17)
    assert (outcome.state, outcome.verdict, outcome.grade) == ("done", "COUNTEREXAMPLE", "kernel")
    assert outcome.value == pytest.approx(0.5, abs=1e-6)  # 1/(1 + sqrt(r*/r))
    assert outcome.result is not None
    above = proved(outcome, outcome.result["certificate"], "counterexample")
    below = proved(outcome, outcome.result["escape"]["certificate"], "escape-directions")
    assert Fraction(above["delta"]) - Fraction(below["delta"]) == Fraction(1, 1000)
    assert Fraction(below["delta"]) == Fraction(outcome.result["escape"]["delta"])
    assert (above["X"], above["Z"]) == (below["X"], below["Z"])
    told = progress.read()
    assert told
    assert {job for job, _ in told} == {17}
    assert set(told[-1][1]) == {"best", "hits", "starts", "evaluations", "seconds", "of"}


def test_a_search_with_noise_certifies_its_counterexample_alone(worker: Local) -> None:
    outcome = outcome_of(worker, "search", {"r": 1, "rstar": 1, "eps0": "1/10", "starts": 1})
    assert (outcome.state, outcome.verdict) == ("done", "COUNTEREXAMPLE")
    assert outcome.result is not None
    proved(outcome, outcome.result["certificate"], "counterexample")
    assert outcome.result["escape"] is None


def test_a_search_of_the_asymmetric_class_has_floats_and_no_certificate(worker: Local) -> None:
    outcome = outcome_of(worker, "search", {"r": 1, "rstar": 1, "mu": "1/2", "starts": 2})
    assert (outcome.state, outcome.verdict, outcome.grade) == ("done", "FOUND", "float")
    assert outcome.value == pytest.approx(0.5, abs=1e-6)
    assert outcome.certificates == {}


# ---- failures -------------------------------------------------------------------------------------------


def test_an_instance_without_an_answer_is_a_failure_that_names_the_field(worker: Local) -> None:
    outcome = outcome_of(worker, "duality", {"X": [["1"]], "Z": [["-1"]]})
    assert (outcome.state, outcome.result, outcome.verdict) == ("failed", None, None)
    failure = outcome.failure or {}
    assert (failure["cause"], failure["field"]) == ("input", "X")
    assert failure["problem"] in failure["detail"]


@pytest.mark.parametrize(
    ("error", "cause"), [("ValueError", "crash"), ("RecursionError", "crash"), ("MemoryError", "memory")]
)
def test_whatever_is_raised_is_a_failure_of_one_line(worker: Local, error: str, cause: str) -> None:
    outcome = worker.submit(misdeeds.job_that, ("fail", (error,))).result(timeout=600)
    assert (outcome.state, outcome.failure["cause"]) == ("failed", cause)
    assert len(outcome.failure["detail"].splitlines()) == 1
    outcome.failure["detail"].encode()


@pytest.mark.parametrize(
    ("code", "cause"),
    [(-signal.SIGALRM, "time"), (-signal.SIGKILL, "memory"), (-6, "crash"), (None, "crash")],
)
def test_a_process_that_ended_tells_by_its_exit_code_why(code: int | None, cause: str) -> None:
    outcome = outcome_without(code, 1.5, LIMITS)
    assert (outcome.state, outcome.seconds) == ("failed", 1.5)
    assert (outcome.failure or {})["cause"] == cause


def test_no_number_of_a_result_is_one_that_json_lacks() -> None:
    found = finite(
        {"a": [math.nan, 1.5, -math.inf, (math.inf,)], "b": {1: -0.0}, "c": "x", "d": None, "e": 3}
    )
    assert found == {"a": [None, 1.5, None, [None]], "b": {"1": 0.0}, "c": "x", "d": None, "e": 3}
    assert math.copysign(1.0, found["b"]["1"]) == 1.0


# ---- progress -------------------------------------------------------------------------------------------


def test_progress_is_heard_whole_or_not_at_all_and_nobody_waits() -> None:
    pipe = ProgressPipe()
    for number in range(20_000):  # far more than a pipe holds
        tell(pipe.writer, number, {"best": 0.5, "text": "a\nb"})
    tell(pipe.writer, 1, {"too long": "x" * 5000})
    heard = []
    while found := pipe.read():
        heard += found
    assert [job for job, _ in heard] == list(range(len(heard)))
    assert 1 < len(heard) < 20_000
    assert all(progress == {"best": 0.5, "text": "a\nb"} for _, progress in heard)
    tell(pipe.writer, 7, {"again": True})
    assert pipe.read() == [(7, {"again": True})]
    pipe.close()
    tell(pipe.writer, 8, {})


def test_a_line_may_arrive_in_two_parts() -> None:
    pipe = ProgressPipe()
    os.write(pipe.writer.fileno(), b'[1,{"a":')
    assert pipe.read() == []
    os.write(pipe.writer.fileno(), b"2}]\n[3,")
    assert pipe.read() == [(1, {"a": 2})]
    pipe.close()


# ---- requests -------------------------------------------------------------------------------------------


def test_what_the_server_imports_is_not_numerical() -> None:
    code = (
        "import sys; from certify.service.jobs.work import *; import certify.service.jobs.checkers as c;"
        "checked('claim', {'statement': 'for all a: a**2 >= 0'}, JobLimits());"
        "print([m for m in ('numpy', 'scipy', 'sympy', 'cvxpy', 'flint', 'z3') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr


numbers = st.sampled_from(["0", "1", "-1/2", "0.25", " 3 ", "1/0", "1e5", "", "9" * 201, "0/1", "٣", "nan"])
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | numbers,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
names = st.sampled_from(
    ["schema", "X", "Z", "delta", "eps0", "eps1", "eps2", "statement", "seconds", "r", "rstar", "seed",
     "starts", "mu", "n1", "n2", "a/b~c", ""]
)  # fmt: skip
matrices = st.integers(1, 3).flatmap(
    lambda rows: st.lists(st.lists(numbers, min_size=1, max_size=1), min_size=rows, max_size=rows)
)
integers = st.integers(-1, 14) | st.just(10**5000)
requests = json_values | st.dictionaries(names, json_values | matrices | numbers | integers, max_size=8)


def in_request(pointer: str, request: Any) -> bool:
    """Whether a JSON pointer names a value of the request, or a field that one of its objects lacks."""
    value = request
    for part in pointer.split("/")[1:]:
        part = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            if part not in value:
                return True
            value = value[part]
        elif isinstance(value, list) and part.isdecimal() and int(part) < len(value):
            value = value[int(part)]
        else:
            return False
    return pointer == "" or pointer.startswith("/")


@given(kind=st.sampled_from(KINDS), request=requests)
def test_any_request_is_accepted_whole_or_refused_by_a_field_of_it(kind: str, request: Any) -> None:
    try:
        accepted = checked(kind, request, LIMITS)
    except InputError as error:
        refusal = error
    else:
        assert checked(kind, accepted, LIMITS) == accepted
        json.dumps(accepted, allow_nan=False)
        assert len(title_of(kind, accepted).splitlines()) == 1
        return
    assert in_request(refusal.field, request)
    assert len(str(refusal).splitlines()) == 1
    assert len(str(refusal)) < 1000


good_number = st.sampled_from(["0", "1", "-3/2", "0.125", "7", "200/7"])


@given(data=st.data(), n=st.integers(1, 4), r=st.integers(1, 3), r_star=st.integers(1, 3))
def test_every_instance_within_the_limits_is_accepted_as_it_is(
    data: st.DataObject, n: int, r: int, r_star: int
) -> None:
    def matrix(columns: int) -> list[list[str]]:
        row = st.lists(good_number, min_size=columns, max_size=columns)
        return data.draw(st.lists(row, min_size=n, max_size=n))

    request = {"X": matrix(r), "Z": matrix(r_star), "delta": "2/5", "schema": "certify/instance/1"}
    accepted = checked("decide", request, LIMITS)
    del request["schema"]
    assert accepted == request | {"eps0": "0", "eps1": "0", "eps2": "0"}
    assert title_of("duality", accepted) == f"δ* of a {n} × {r} instance, r* = {r_star}"


@pytest.mark.parametrize(
    ("kind", "request_", "field"),
    [
        ("unknown", {}, "/kind"),
        ("duality", [], ""),
        ("duality", {"X": [["1"]]}, "/Z"),
        ("duality", {**SMALL, "a/b~\ud800": 1}, "/a~1b~0\\ud800"),
        ("duality", {**SMALL, "schema": "certify/instance/2"}, "/schema"),
        ("duality", {**SMALL, "X": []}, "/X"),
        ("duality", {**SMALL, "X": [["1"], []]}, "/X/1"),
        ("duality", {**SMALL, "X": [["1"], ["1", "2"]]}, "/X/1"),
        ("duality", {**SMALL, "X": [["1"], [1]]}, "/X/1/0"),
        ("duality", {**SMALL, "X": [["1"], ["1/0"]]}, "/X/1/0"),
        ("duality", {**SMALL, "X": [["1"], ["1" * 201]]}, "/X/1/0"),
        ("duality", {**SMALL, "X": [["1"], ["1" * 10**6]]}, "/X/1/0"),
        ("duality", {**SMALL, "X": [["1"]]}, "/Z"),
        ("duality", {**SMALL, "X": [["1"]] * 65, "Z": [["1"]] * 65}, "/X"),
        ("duality", {**SMALL, "X": [["1"] * 33] * 2}, "/X/0"),
        ("duality", {**SMALL, "delta": "1"}, "/delta"),
        ("duality", {**SMALL, "delta": "-1/9"}, "/delta"),
        ("duality", {**SMALL, "eps1": "-1"}, "/eps1"),
        ("decide", SMALL, "/delta"),
        ("claim", {"statement": 3}, "/statement"),
        ("claim", {"statement": "for all a: a >"}, "/statement"),
        ("claim", {"statement": "\ud800" * 10}, "/statement"),
        ("claim", {"statement": "(" * 10**6}, "/statement"),
        ("claim", {"statement": "for all a: a > 0", "seconds": 0}, "/seconds"),
        ("claim", {"statement": "for all a: a > 0", "seconds": math.nan}, "/seconds"),
        ("claim", {"statement": "for all a: a > 0", "seconds": 41}, "/seconds"),
        ("search", {"r": 1}, "/rstar"),
        ("search", {"r": 1, "rstar": 2}, "/r"),
        ("search", {"r": 13, "rstar": 1}, "/r"),
        ("search", {"r": True, "rstar": 1}, "/r"),
        ("search", {"r": 10**5000, "rstar": 1}, "/r"),
        ("search", {"r": 1, "rstar": 1, "eps2": "-1"}, "/eps2"),
        ("search", {"r": 1, "rstar": 1, "starts": 0}, "/starts"),
        ("search", {"r": 1, "rstar": 1, "seed": -1}, "/seed"),
        ("search", {"r": 1, "rstar": 1, "mu": "0"}, "/mu"),
        ("search", {"r": 1, "rstar": 1, "mu": "1", "eps0": "1"}, "/eps0"),
        ("search", {"r": 2, "rstar": 1, "n1": 1}, "/n1"),
    ],
)
def test_a_request_is_refused_by_the_field_at_fault(kind: str, request_: Any, field: str) -> None:
    with pytest.raises(InputError) as error:
        checked(kind, request_, LIMITS)
    assert error.value.field == field
    str(error.value).encode()


@pytest.mark.parametrize(
    ("kind", "request_", "title"),
    [
        ("decide", {**SMALL, "delta": "2/5"}, "At δ = 2/5: a 2 × 1 instance, r* = 1"),
        ("claim", {"statement": "for all  a:\n a**2 >= 0"}, "for all a: a**2 >= 0"),
        ("search", {"r": 2, "rstar": 1, "eps0": "1/10"}, "Smallest δ* for r = 2, r* = 1, ε0 = 1/10"),
        ("search", {"r": 2, "rstar": 1, "mu": "1/2"}, "Smallest δ* of 3 × 3, r = 2, r* = 1, μ = 1/2"),
    ],
)
def test_a_job_has_a_title_of_one_line(kind: str, request_: dict[str, Any], title: str) -> None:
    assert title_of(kind, checked(kind, request_, LIMITS)) == title
