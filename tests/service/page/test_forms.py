"""The forms of the page: what is typed is submitted as it is, or comes back with what is wrong beside it."""

import html
import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.service.backend import COOKIE
from certify.service.jobs.requests import JobLimits, checked
from certify.service.problems import Problem
from certify.service.site import forms
from tests.service.page.browser import Browser
from tests.service.page.fake_backend import ROOT, FakeBackend
from tests.service.page.sound import check


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_claim_typed_in_comes_back_as_it_was_or_is_submitted(text: str) -> None:
    client = Browser(FakeBackend({}, []))
    body = "statement=" + "".join(f"%{byte:02X}" for byte in text.encode(errors="surrogatepass"))
    answer = client.post("/try/claim", body.encode())
    assert answer.status_code in (303, 422)
    if answer.status_code == 422:
        check(answer.text)


def test_a_bad_field_is_shown_again_with_the_error_beside_it(client: Browser) -> None:
    answer = client.post(
        "/try/instance", data={"X": "1 0\n0 x<y", "Z": "1\n2", "eps1": "", "kind": "duality"}
    )
    assert answer.status_code == 422
    page = check(answer.text)
    assert "0 x&lt;y" in answer.text
    assert "instance-X-error" in page.described
    assert "row 2, entry 2: " in page.text
    answer = client.post("/try/search", data={"r": "two", "rstar": "1"})
    assert answer.status_code == 422
    page = check(answer.text)
    assert "search-r-error" in page.described
    assert page.fields["search-r"] == "two"


@pytest.mark.parametrize(
    ("fields", "kind", "wanted"),
    [
        ({"X": "1\n0", "Z": "0\n3/2", "delta": "2/5", "kind": "decide"}, "decide", {"delta": "2/5"}),
        (
            {"X": "1,0;0,1", "Z": "0\r\n3/2"},
            "duality",
            {"X": [["1", "0"], ["0", "1"]], "Z": [["0"], ["3/2"]]},
        ),
        (
            {"document": '{"schema": "certify/instance/1", "X": [["1"]], "Z": [["2"]]}', "X": "7"},
            "duality",
            {"X": [["1"]]},
        ),
    ],
)
def test_an_instance_is_submitted_as_it_was_typed(
    client: Browser, backend: FakeBackend, fields: dict[str, str], kind: str, wanted: dict[str, Any]
) -> None:
    answer = client.post("/try/instance", data=fields)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/jobs/{len(backend.rows)}"
    assert backend.submitted[-1][0] == kind
    assert wanted.items() <= backend.submitted[-1][1].items()


def test_what_is_pasted_and_no_instance_is_said_at_its_field(client: Browser) -> None:
    for text in ("[1]", "{", "[" * 5000, '{"X": 1}', "9" * 5000, '{"X": NaN}'):
        answer = client.post("/try/instance", data={"document": text})
        assert answer.status_code == 422
        assert "instance-document-error" in check(answer.text).described


def test_a_job_can_be_asked_again_with_its_instance(client: Browser, backend: FakeBackend) -> None:
    page = check(client.get("/try?job=4").text)
    assert page.fields["search-r"] == "2"
    assert "11/7" in client.get("/try?job=4").text
    assert client.post("/jobs/1/decide", data={"delta": "9/20"}).status_code == 303
    assert backend.submitted[-1] == ("decide", {**backend.submitted[-1][1], "delta": "9/20"})
    answer = client.post("/jobs/1/decide", data={"delta": "much"})
    assert answer.status_code == 422
    assert "decide-delta-error" in check(answer.text).described


def test_a_refusal_keeps_what_was_typed_and_says_where_to_sign_in(
    client: Browser, backend: FakeBackend
) -> None:
    backend.refuses = Problem("no-token", "nobody is signed in")
    answer = client.post("/try/claim", data={"statement": "for all x: x == x"})
    assert answer.status_code == 401
    page = check(answer.text)
    assert "for all x: x == x" in page.text
    assert "/sign-in?next=/try" in page.addresses
    backend.refuses = Problem("overloaded", "too many jobs", headers={"Retry-After": "7"})
    answer = client.post("/try/claim", data={"statement": "for all x: x == x"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "7")


def test_a_diagram_is_filled_by_its_grid_and_no_more(client: Browser, backend: FakeBackend) -> None:
    answer = client.post("/phases/ranks", data={"r": "1 2, 2", "rstar": "1 2", "seconds": "3"})
    assert answer.status_code == 303
    asked = [(body["r"], body["rstar"]) for _, body in backend.submitted]
    assert asked == [(1, 1), (2, 1), (2, 2)]
    many = " ".join(map(str, range(1, 13)))
    answer = client.post("/phases/ranks", data={"r": many, "rstar": many})
    assert answer.status_code == 422
    assert "grid-r-error" in check(answer.text).described
    for fields in (
        {"r": "", "rstar": "1"},
        {"r": "1", "rstar": "2"},
        {"r": "1", "rstar": "1", "seconds": "inf"},
    ):
        assert client.post("/phases/ranks", data=fields).status_code == 422
    assert len(backend.submitted) == 3


def test_where_reading_takes_a_token_pages_lead_to_the_door_and_back(backend: FakeBackend) -> None:
    backend.public = False
    client = Browser(backend)
    answer = client.get("/jobs/1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Fjobs%2F1")
    assert client.get("/static/certify.css").status_code == 200
    assert client.post("/sign-in", data={"token": "wrong"}).status_code == 422
    answer = client.post("/sign-in", data={"token": "secret", "next": "/jobs/1"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/jobs/1")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=cookie")
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert client.get("/jobs/1").status_code == 200


@pytest.mark.parametrize(
    "place", ["//evil.example", "https://evil.example", "/\\evil.example", "x", "/a\r\nb: c", ""]
)
def test_signing_in_leads_to_no_other_site(client: Browser, place: str) -> None:
    answer = client.post("/sign-in", data={"token": "secret", "next": place})
    assert answer.headers["location"] == "/"


def test_the_examples_of_the_form_are_the_instances_that_are_shipped() -> None:
    for name, file in (
        ("escape", "escape-1-1"),
        ("example-1.3", "example-1.3"),
        ("rank-deficient", "rank-deficient"),
    ):
        shipped = json.loads((ROOT / "examples" / "instances" / f"{file}.json").read_bytes())
        assert forms.instance(forms.INSTANCES[name].fields) == shipped


def test_the_claims_that_the_form_shows_are_sentences_of_the_grammar(client: Browser) -> None:
    told = re.search(
        r"<summary>How a claim is written</summary>.*?<pre>(.*?)</pre>", client.get("/try").text, re.S
    )
    assert told is not None
    sentences = html.unescape(told[1]).splitlines()
    assert len(sentences) > len(forms.CLAIMS)
    for sentence in sentences:
        assert checked("claim", {"statement": sentence}, JobLimits())["statement"]
