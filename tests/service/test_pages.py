"""The pages, as a browser without scripts gets them: whole, sound, and safe with what strangers write."""

import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certify.claims import Grade, Verdict
from certify.service import forms
from certify.service.house import COOKIE
from certify.service.problems import KINDS, Problem
from certify.service.snapshot import make
from certify.service.words import GLYPHS, GRADES, VERDICTS
from tests.service.fake_house import COUNTEREXAMPLE, ESCAPE, ROOT, Browser, FakeHouse, job, some_jobs

VOID = {"meta", "link", "input", "br", "hr", "img"}
HOSTILE = "<script>alert(1)</script>\"'&amp; \u202eevil\u202c \ud800 \x00 {{ 7 * 7 }} </textarea></title> -->"


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What is known of the claims of the example."""
    cache = tmp_path_factory.mktemp("outcomes")
    return make([ROOT / "examples" / "claims"], jobs=1, cache=cache, progress=lambda *_: None)


@pytest.fixture
def house(snapshot: dict[str, Any]) -> FakeHouse:
    return FakeHouse(snapshot)


@pytest.fixture
def client(house: FakeHouse) -> Browser:
    return Browser(house)


class Page(HTMLParser):
    """A page taken apart; raises where elements are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.labelled: list[str] = []
        self.described: list[str] = []
        self.levels: list[int] = []
        self.addresses: list[str] = []
        self.actions: list[tuple[str, str]] = []
        self.fields: dict[str, str] = {}
        self.scripts: list[dict[str, str | None]] = []
        self.handlers: list[str] = []
        self.text = ""
        self.unnamed: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        assert len(given) == len(attrs), f"{tag} has an attribute twice"
        if tag not in VOID:
            self._open.append(tag)
        self.handlers += [name for name in given if name.startswith("on")]
        if tag == "script":
            self.scripts.append(given)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "label":
            self.labelled.append(str(given["for"]))
        self.described += str(given.get("aria-describedby") or "").split()
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag in ("a", "link") and given.get("href"):
            self.addresses.append(str(given["href"]))
        if tag == "script" and given.get("src"):
            self.addresses.append(str(given["src"]))
        if tag == "form":
            self.actions.append((str(given.get("method", "get")), str(given["action"])))
        if tag in ("input", "textarea", "select") and given.get("type") != "hidden":
            self.fields[str(given["id"])] = str(given.get("value") or "")
        if given.get("tabindex") == "0" and not given.get("aria-label"):
            self.unnamed.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag, f"{tag} closes another element"

    def handle_data(self, data: str) -> None:
        self.text += data


def addresses_of_pages(house: FakeHouse) -> list[str]:
    """One of every page, and of a job one of every kind and state."""
    claims = [f"/claims/{claim['id']}" for claim in house.book.claims()[0]]
    papers = [paper["name"] for paper in house.book.papers()]
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
        *(f"/jobs/{row['id']}" for row in house.rows),
        *(f"/phases/{name}" for name in forms.GRIDS),
        *(f"/certificates/{address}" for address in (COUNTEREXAMPLE, ESCAPE)),
        f"/certificates/{ESCAPE}?check=1",
    ]


def check(text: str) -> Page:
    """That a page is sound."""
    page = Page(text)
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    assert set(page.labelled) == set(page.fields), "a field without a label, or a label without a field"
    assert set(page.described) <= set(page.ids)
    assert page.levels[0] == 1
    assert page.levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(page.levels, page.levels[1:], strict=False))
    assert page.handlers == []
    assert all(script.get("src") for script in page.scripts), "a script in line"
    assert page.unnamed == [], "a region one can tab to without a name"
    return page


def leads_somewhere(client: Browser, address: str) -> bool:
    """Whether an address is a page here, or a route of the API, which is not part of these tests."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return False
    if parts.path.startswith("/api/v1/") or not parts.path:
        return True
    return client.get(address).status_code == 200


def test_every_page_is_there_and_sound(client: Browser, house: FakeHouse) -> None:
    for address in addresses_of_pages(house):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        check(answer.text)


def test_every_link_and_form_leads_to_a_page_that_exists(house: FakeHouse) -> None:
    client = Browser(house)
    pages = [Page(client.get(address).text) for address in addresses_of_pages(house)]
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
    house = FakeHouse({**snapshot, "claims": claims, "papers": papers}, [hostile(row) for row in some_jobs()])
    client = Browser(house)
    for address in addresses_of_pages(house):
        answer = client.get(address)
        assert answer.status_code == 200, address
        check(answer.text)
        assert "<script>alert" not in answer.text
    told = client.get("/jobs/1").text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in told
    assert "{{ 7 * 7 }}" in told


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_claim_typed_in_comes_back_as_it_was_or_is_submitted(text: str) -> None:
    client = Browser(FakeHouse({}, []))
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
    assert "X/1/1" in page.text
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
    client: Browser, house: FakeHouse, fields: dict[str, str], kind: str, wanted: dict[str, Any]
) -> None:
    answer = client.post("/try/instance", data=fields)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/jobs/{len(house.rows)}"
    assert house.submitted[-1][0] == kind
    assert wanted.items() <= house.submitted[-1][1].items()


def test_what_is_pasted_and_no_instance_is_said_at_its_field(client: Browser) -> None:
    for text in ("[1]", "{", "[" * 5000, '{"X": 1}', "9" * 5000, '{"X": NaN}'):
        answer = client.post("/try/instance", data={"document": text})
        assert answer.status_code == 422
        assert "instance-document-error" in check(answer.text).described


def test_a_job_can_be_asked_again_with_its_instance(client: Browser, house: FakeHouse) -> None:
    page = check(client.get("/try?job=4").text)
    assert page.fields["search-r"] == "2"
    assert "11/7" in client.get("/try?job=4").text
    assert client.post("/jobs/1/decide", data={"delta": "9/20"}).status_code == 303
    assert house.submitted[-1] == ("decide", {**house.submitted[-1][1], "delta": "9/20"})
    answer = client.post("/jobs/1/decide", data={"delta": "much"})
    assert answer.status_code == 422
    assert "decide-delta-error" in check(answer.text).described


def test_a_refusal_keeps_what_was_typed_and_says_where_to_sign_in(client: Browser, house: FakeHouse) -> None:
    house.refuses = Problem("no-token", "nobody is signed in")
    answer = client.post("/try/claim", data={"statement": "for all x: x == x"})
    assert answer.status_code == 401
    page = check(answer.text)
    assert "for all x: x == x" in page.text
    assert "/sign-in?next=/try" in page.addresses
    house.refuses = Problem("overloaded", "too many jobs", headers={"Retry-After": "7"})
    answer = client.post("/try/claim", data={"statement": "for all x: x == x"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "7")


def test_a_diagram_is_filled_by_its_grid_and_no_more(client: Browser, house: FakeHouse) -> None:
    answer = client.post("/phases/ranks", data={"r": "1 2, 2", "rstar": "1 2", "seconds": "3"})
    assert answer.status_code == 303
    asked = [(body["r"], body["rstar"]) for _, body in house.submitted]
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
    assert len(house.submitted) == 3


def test_lists_are_walked_from_page_to_page_without_a_gap(snapshot: dict[str, Any]) -> None:
    rows = [job(n, "claim", f"claim {n}", verdict="PROVED", grade="kernel") for n in range(1, 251)]
    client = Browser(FakeHouse(snapshot, rows))
    for start in ("/jobs?kind=claim", "/results?verdict=PROVED"):
        seen: list[str] = []
        address: str | None = start
        while address:
            page = check(client.get(address).text)
            seen += [one for one in page.addresses if re.fullmatch("/jobs/[0-9]+", one)]
            following = [one for one in page.addresses if "before=" in one]
            address = start.partition("?")[0] + following[0] if following else None
        assert seen == [f"/jobs/{n}" for n in range(250, 0, -1)]


def test_only_a_job_that_has_not_ended_reloads_itself(client: Browser, house: FakeHouse) -> None:
    for row in house.rows:
        busy = row["state"] in ("waiting", "running")
        text = client.get(f"/jobs/{row['id']}").text
        assert ('<noscript><meta http-equiv="refresh"' in text) is busy
        assert (f'data-live="{row["id"]}"' in text) is busy
    assert client.post("/jobs/7/cancel").status_code == 303
    assert house.cancelled == [7]


def test_where_reading_takes_a_token_pages_lead_to_the_door_and_back(house: FakeHouse) -> None:
    house.public = False
    client = Browser(house)
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


def test_the_words_of_the_page_are_those_of_the_claims() -> None:
    assert {verdict.value: verdict.explanation for verdict in Verdict} == VERDICTS
    assert [grade.value for grade in Grade] == list(GRADES)
    assert set(VERDICTS) <= set(GLYPHS)


def test_the_examples_of_the_form_are_the_instances_that_are_shipped() -> None:
    for name, file in (
        ("escape", "escape-1-1"),
        ("example-1.3", "example-1.3"),
        ("rank-deficient", "rank-deficient"),
    ):
        shipped = json.loads((ROOT / "examples" / "instances" / f"{file}.json").read_bytes())
        assert forms.instance(forms.INSTANCES[name].fields) == shipped


def test_the_style_sheet_and_the_script_are_named_by_what_they_hold(client: Browser) -> None:
    page = Page(client.get("/phases/ranks").text)
    assert [urlsplit(one).path for one in page.addresses if one.startswith("/static/")] == [
        "/static/certify.css", "/static/icon.svg", "/static/plotly.js", "/static/certify.js",
    ]  # fmt: skip
    for address in page.addresses:
        if address.startswith("/static/"):
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
