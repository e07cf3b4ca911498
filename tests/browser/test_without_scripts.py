"""All that matters works where no script runs."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.test_submitting import answer
from tests.service.serving import Serving


def test_reading_without_scripts(visit: Visit, paper: Serving) -> None:  # noqa: ARG001
    visitor = visit(java_script_enabled=False)
    visitor.go("/")
    visitor.follow("Zhang")
    visitor.main.locator("details.result summary").first.click()
    visitor.main.locator("details.result").first.get_by_role("link").first.click()
    expect(visitor.main.locator(".answer")).to_be_visible()
    visitor.go("/claims?q=lemma_3_9.boundary")
    visitor.main.get_by_label("Verdict").select_option("REFUTED")
    visitor.main.get_by_role("button", name="Show").click()
    visitor.main.locator("table.claims").get_by_role("link").first.click()
    visitor.main.get_by_role("link", name=re.compile("^Verify now")).first.click()
    expect(visitor.main.get_by_role("status")).to_contain_text("accepted")


def test_asking_without_scripts(visit: Visit) -> None:
    visitor = visit(java_script_enabled=False)
    visitor.sign_in()
    visitor.go("/try")
    visitor.follow("X = e₁, Z = 3/2 e₂, below δ*")
    visitor.page.get_by_role("button", name="Compute δ*").click()
    answer(visitor, "CONFIRMED")
    expect(visitor.main.locator("svg.chart path.line")).to_have_count(2)
    expect(visitor.main.locator("svg.chart")).to_be_visible()
    visitor.shot("loss-without-scripts", full_page=True)
    visitor.page.get_by_role("button", name="Decide at δ").click()
    answer(visitor, "ESCAPE DIRECTIONS")


def test_a_point_of_a_phase_diagram_is_a_link_without_scripts(visit: Visit) -> None:
    visitor = visit(java_script_enabled=False)
    job = visitor.service.submit("search", {"r": 2, "rstar": 1, "eps2": "1", "starts": 2, "seconds": 5})
    assert visitor.service.ended(job["id"])["state"] == "done"
    visitor.go("/phases/eps2")
    visitor.main.locator("svg.chart a").last.click()
    expect(visitor.page).to_have_url(re.compile(r"/jobs/\d+$"))
