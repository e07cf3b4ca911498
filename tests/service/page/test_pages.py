"""The pages, as a browser without scripts gets them: whole, sound, and safe with what strangers write."""

import html
import json
import re
import shlex
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest

from certify.claims import Grade, Verdict
from certify.service.problems import KINDS
from certify.service.site import forms
from certify.service.site.labels import GLYPHS, GRADES, VERDICTS
from tests.service.page.browser import Browser
from tests.service.page.fake_backend import COUNTEREXAMPLE, ESCAPE, FakeBackend, job, some_jobs
from tests.service.page.sound import Page, check

HOSTILE = "<script>alert(1)</script>\"'&amp; \u202eevil\u202c \ud800 \x00 {{ 7 * 7 }} </textarea></title> -->"


def addresses_of_pages(backend: FakeBackend) -> list[str]:
    """One of every page, and of a job one of every kind and state."""
    claims = [f"/claims/{claim['id']}" for claim in backend.claims_index.claims()[0]]
    papers = [paper["name"] for paper in backend.claims_index.papers()]
    return [
        *(
            "/",
            "/claims",
            "/claims?verdict=PROVED&as=printed&q=lemma",
            "/errata",
            "/try",
            "/jobs",
            "/results",
        ),
        *("/phases", "/sign-in", "/api", "/problems", "/problems/field", "/jobs?state=running", "/try?job=4"),
        *(f"/try?example={name}" for name in forms.INSTANCES),
        *(f"/try?claim={name}" for name in forms.CLAIMS),
        *claims,
        *(f"/{kind}/{paper}" for paper in papers for kind in ("papers", "graph")),
        *(f"/errata?paper={paper}" for paper in papers),
        *(f"/jobs/{row['id']}" for row in backend.rows),
        *(f"/phases/{name}" for name in forms.GRIDS),
        *(f"/certificates/{address}" for address in (COUNTEREXAMPLE, ESCAPE)),
        f"/certificates/{ESCAPE}?check=1",
    ]


def leads_somewhere(client: Browser, address: str) -> bool:
    """Whether an address is a page here, or a route of the API, which is not part of these tests."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return False
    if parts.path.startswith("/api/v1/") or not parts.path:
        return True
    return client.get(address).status_code == 200


def test_every_page_is_there_and_sound(client: Browser, backend: FakeBackend) -> None:
    for address in addresses_of_pages(backend):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        check(answer.text)


def test_every_link_and_form_leads_to_a_page_that_exists(backend: FakeBackend) -> None:
    client = Browser(backend)
    pages = [Page(client.get(address).text) for address in addresses_of_pages(backend)]
    linked = {address for page in pages for address in page.addresses}
    assert [one for one in sorted(linked) if not leads_somewhere(client, one)] == []
    for method, action in {action for page in pages for action in page.actions}:
        allowed = client.request(method, action.partition("#")[0]).status_code
        assert allowed not in (404, 405), f"{method} {action}"


def test_a_page_without_its_own_address_names_the_fix(client: Browser) -> None:
    jobs = ("/jobs/99", "/jobs/x", f"/jobs/{'9' * 30}")
    certificates = (f"/certificates/{'0' * 64}", "/certificates/x")
    others = ("/nowhere", "/claims/a/b", "/papers/x", "/graph/x", "/phases/x", "/problems/x", "/static/x")
    for address in (*jobs, *certificates, *others):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert KINDS["not-found"].fix in check(answer.text).text


# What names something, and so is not free text.
KEPT = {
    "id",
    "paper",
    "name",
    "result",
    "file",
    "supports",
    "verdict",
    "grade",
    "transitive",
    "kind",
    "state",
    "schema",
    "source",
}
KEPT |= {
    "svg",
    "math",
    "certificates",
    "certificate",
    "submitted",
    "finished",
    "rests_on",
    "open_links",
    "repairs",
}


def hostile(value: Any) -> Any:
    """The same with every text that is no name of anything replaced."""
    if isinstance(value, dict):
        return {key: inner if key in KEPT else hostile(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner) for inner in value]
    return HOSTILE if isinstance(value, str) else value


def test_what_strangers_write_is_text_on_every_page(snapshot: dict[str, Any]) -> None:
    claims = [{**hostile(claim), "math": None} for claim in snapshot["claims"]]
    papers = [
        {**hostile(paper), "results": [{**hostile(one), "claims": one["claims"]} for one in paper["results"]]}
        for paper in snapshot["papers"]
    ]
    backend = FakeBackend(
        {**snapshot, "claims": claims, "papers": papers}, [hostile(row) for row in some_jobs()]
    )
    client = Browser(backend)
    for address in addresses_of_pages(backend):
        answer = client.get(address)
        assert answer.status_code == 200, address
        check(answer.text)
        assert "<script>alert" not in answer.text
    told = client.get("/jobs/1").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told
    assert "{{ 7 * 7 }}" in told


def test_lists_are_walked_from_page_to_page_without_a_gap(snapshot: dict[str, Any]) -> None:
    rows = [job(n, "claim", f"claim {n}", verdict="PROVED", grade="kernel") for n in range(1, 251)]
    client = Browser(FakeBackend(snapshot, rows))
    for start in ("/jobs?kind=claim", "/results?verdict=PROVED"):
        seen: list[str] = []
        address: str | None = start
        while address:
            page = check(client.get(address).text)
            seen += [one for one in page.addresses if re.fullmatch("/jobs/[0-9]+", one)]
            following = [one for one in page.addresses if "before=" in one]
            address = start.partition("?")[0] + following[0] if following else None
        assert seen == [f"/jobs/{n}" for n in range(250, 0, -1)]


def test_only_a_job_that_has_not_ended_reloads_itself(client: Browser, backend: FakeBackend) -> None:
    for row in backend.rows:
        busy = row["state"] in ("waiting", "running")
        text = client.get(f"/jobs/{row['id']}").text
        assert ('<noscript><meta http-equiv="refresh"' in text) is busy
        assert (f'data-live="{row["id"]}"' in text) is busy
    assert client.post("/jobs/7/cancel").status_code == 303
    assert backend.cancelled == [7]


def test_the_words_of_the_page_are_those_of_the_claims() -> None:
    assert {verdict.value: verdict.explanation for verdict in Verdict} == VERDICTS
    assert [grade.value for grade in Grade] == list(GRADES)
    assert set(VERDICTS) <= set(GLYPHS)


def test_the_style_sheet_and_the_script_are_named_by_what_they_hold(client: Browser) -> None:
    text = client.get("/phases/ranks").text
    addresses = [one for one in Page(text).addresses if one.startswith("/static/")]
    addresses += set(re.findall(r'data-plotly="([^"]+)"', text))  # which the script asks for in its time
    assert [urlsplit(one).path for one in addresses] == [
        "/static/certify.css", "/static/icon.svg", "/static/certify.js", "/static/plotly.js",
    ]  # fmt: skip
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


def test_a_copy_of_a_claim_that_is_repaired_stands_beside_it(
    client: Browser, snapshot: dict[str, Any]
) -> None:
    repaired = next(claim for claim in snapshot["claims"] if claim["repairs"])
    for name in (repaired["id"], repaired["repairs"]):
        page = check(client.get(f"/claims/{name}").text)
        assert "As printed" in page.text
        assert "Repaired" in page.text
        other = repaired["repairs"] if name == repaired["id"] else repaired["id"]
        assert f"/claims/{other}" in [unquote(one) for one in page.addresses]


def test_every_line_that_does_not_hold_is_on_some_page(backend: FakeBackend) -> None:
    entry = backend.claims_index.errata()[0]
    backend.claims_index.errata = lambda _=None: [entry] * 250  # type: ignore[method-assign]
    browser, seen, address = Browser(backend), 0, "/errata"
    while address:
        text = browser.get(address).text
        page = check(text)
        seen += text.count("<article")
        following = [one for one in page.addresses if "start=" in one]
        address = f"/errata{following[0]}" if following else ""
    assert seen == 250
    assert browser.get("/errata?start=x").status_code == 422


@pytest.mark.parametrize("value", ["-1", "x", "9" * 40, "", "1.5", "١"])
def test_a_row_that_is_no_number_is_refused_in_words(client: Browser, value: str) -> None:
    assert client.get(f"/jobs?before={quote(value)}").status_code == 422
    assert client.get(f"/results?before={quote(value)}").status_code == 422


def test_each_line_of_the_api_is_a_command_for_its_method(client: Browser) -> None:
    lines = [
        html.unescape(line) for line in re.findall(r"<pre>(curl.*?)</pre>", client.get("/api").text, re.S)
    ]
    told = [shlex.split(line) for line in lines]
    assert [words[-1] for words in told] == [
        "http://127.0.0.1/api/v1/jobs/claim",
        "http://127.0.0.1/api/v1/jobs/{number}",
        "http://127.0.0.1/api/v1/jobs/{number}",
    ]
    assert json.loads(told[0][told[0].index("--json") + 1]) == {"statement": "for all x: x == x"}
    assert told[2][told[2].index("-X") + 1] == "DELETE"
