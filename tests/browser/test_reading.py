"""A person reads: from a paper to a line that fails, to its repair, to a certificate."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.service.serving import Serving


def test_a_refuted_line_leads_to_its_repair_and_to_a_certificate(visit: Visit, paper: Serving) -> None:
    visitor = visit()
    visitor.go("/")
    visitor.follow("Zhang")
    expect(visitor.page).to_have_url(f"{paper.url}/papers/zhang")
    result = visitor.main.locator("details.result").filter(
        has=visitor.page.get_by_text("Lemma 3.9", exact=True)
    )
    result.locator("summary").click()
    result.get_by_role("link", name=re.compile("^Lemma 3.9, the substitution")).first.click()
    assert visitor.path == "/claims/zhang/lemma_3_9.boundary"
    expect(visitor.main.locator(".answer")).to_contain_text("REFUTED")
    printed, repaired = visitor.main.locator("section.card").all()
    expect(printed).to_contain_text("As printed")
    expect(printed.locator("math")).to_be_visible()
    expect(visitor.main.locator(".witness")).to_contain_text("1/2")

    repaired.get_by_role("link").click()
    assert visitor.path == "/claims/zhang/lemma_3_9.boundary_repaired"
    expect(visitor.main.locator(".answer")).to_contain_text("PROVED")
    address = visitor.main.locator("a.address").first.inner_text()
    visitor.follow(address)
    assert visitor.path == f"/certificates/{address}"
    visitor.follow("Verify now")
    expect(visitor.main.get_by_role("status")).to_contain_text("accepted")


def test_claims_are_filtered_and_come_in_pages(visit: Visit, paper: Serving) -> None:
    visitor = visit()
    visitor.go("/claims")
    rows = visitor.main.locator("table.claims tbody tr")
    expect(rows).to_have_count(100)
    first = rows.first.inner_text()
    visitor.follow("The next claims")
    expect(rows).to_have_count(100)
    assert rows.first.inner_text() != first
    visitor.go("/claims")
    visitor.main.get_by_label("Verdict").select_option("REFUTED")
    visitor.main.get_by_label("Lines").select_option("printed")
    visitor.main.get_by_label("Words").fill("lemma 3.9")
    visitor.main.get_by_role("button", name="Show").click()
    expect(visitor.main.get_by_label("Words")).to_have_value("lemma 3.9")
    listed = paper.get("/api/v1/claims", params={"verdict": "REFUTED", "printed": True, "q": "lemma 3.9"})
    expect(rows).to_have_count(len(listed.json()["claims"]))
    assert rows.count() > 0
    for row in rows.all():
        expect(row).to_contain_text("REFUTED")


def test_errata_lead_to_the_line_and_to_its_repair(visit: Visit, paper: Serving) -> None:
    visitor = visit()
    visitor.go("/papers/zhang")
    visitor.main.get_by_role("link", name=re.compile("do not hold as printed")).click()
    entries = visitor.main.get_by_role("article")
    expect(entries).to_have_count(len(paper.get("/api/v1/errata?paper=zhang").json()["errata"]))
    entries.first.get_by_role("link").first.click()
    expect(visitor.main).to_contain_text("As printed")


def test_a_node_of_the_graph_opens_its_claim(visit: Visit, paper: Serving) -> None:  # noqa: ARG001
    visitor = visit()
    visitor.go("/papers/zhang")
    visitor.follow("What rests on what")
    graph = visitor.main.get_by_role("group", name="The graph of the claims")
    claims = graph.locator("a[*|href='/claims/zhang/lemma_3_9.boundary']")
    claims.first.click()
    expect(visitor.main.get_by_role("heading", level=1)).to_contain_text("Lemma 3.9, the substitution")
    visitor.page.go_back()
    graph.locator("a[*|href='/papers/zhang#lemma_3_9']").first.click()
    expect(visitor.page).to_have_url(re.compile("/papers/zhang#lemma_3_9$"))
    line = visitor.main.get_by_role("link", name=re.compile("^Lemma 3.9, the substitution")).first
    expect(line).to_be_visible()


def test_the_lines_of_the_api_are_there_to_be_copied(visit: Visit, paper: Serving) -> None:
    visitor = visit()
    visitor.go("/api")
    listed = paper.get("/api/v1/openapi.json").json()["paths"]
    expect(visitor.main.locator("section.route")).to_have_count(sum(map(len, listed.values())))
    expect(visitor.main.get_by_role("region", name="POST /api/v1/verify")).to_contain_text("curl")
    visitor.follow("type")
    expect(visitor.main.get_by_role("heading", level=1)).to_be_visible()


def test_what_is_not_there_says_so(visit: Visit) -> None:
    visitor = visit()
    with visitor.refused(404):
        visitor.go("/claims/zhang/lemma_9_9.nothing")
        expect(visitor.main).to_contain_text("lemma_9_9.nothing")
        assert visitor.judged() == []


def test_axe_finds_a_fault_where_there_is_one(visit: Visit) -> None:
    visitor = visit()
    visitor.go("/")
    visitor.page.evaluate("document.querySelector('h1').style.color = 'color-mix(in srgb, gray, canvas)'")
    assert [one.split()[1] for one in visitor.judged()] == ["color-contrast:"]
