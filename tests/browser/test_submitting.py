"""A person signs in and asks: an instance, a claim, a search, a phase diagram; and sees the answers come."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.visitor import SECONDS, Visitor

expect.set_options(timeout=1000 * SECONDS)
BRIEF = {"r": 2, "rstar": 1, "eps2": "1", "seconds": 3}
# A page that was loaded anew has forgotten this.
REMEMBER, REMEMBERS = "window.seen = true", "window.seen === true"


def answer(visitor: Visitor, verdict: str) -> None:
    """A job's page shows this in the end."""
    expect(visitor.page).to_have_url(re.compile(r"/jobs/\d+$"))
    expect(visitor.main.locator(".answer .verdict").first).to_contain_text(verdict)


def test_a_token_opens_and_signing_out_closes(visit: Visit) -> None:
    visitor = visit()
    visitor.go("/try")
    visitor.follow("sign in")
    with visitor.refused(422):
        visitor.page.get_by_label("Token").fill("certify_nobody")
        visitor.page.get_by_role("button", name="Sign in").click()
        token = visitor.page.get_by_label("Token")
        expect(token).to_have_accessible_description(re.compile("is not known"))
    token.fill(visitor.service.tokens["writer"])
    visitor.page.get_by_role("button", name="Sign in").click()
    expect(visitor.page).to_have_url(re.compile("/try$"))
    expect(visitor.page.get_by_role("banner")).to_contain_text("writer")
    visitor.page.get_by_role("button", name="Sign out").click()
    expect(visitor.page.get_by_role("banner")).to_contain_text("Sign in")
    assert visitor.page.context.cookies() == []
    with visitor.refused(401):
        visitor.go("/try?example=escape")
        visitor.page.get_by_role("button", name="Compute δ*").click()
        expect(visitor.main.get_by_role("alert")).to_contain_text("Sign in")


def test_a_session_ends_where_its_token_may_not_submit(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in("reader")
    with visitor.refused(403):
        visitor.go("/try?example=escape")
        visitor.page.get_by_role("button", name="Compute δ*").click()
        expect(visitor.main.get_by_role("alert")).to_be_visible()
    expect(visitor.page.get_by_label("Z, the ground truth")).to_have_value("0\n3/2")


def test_an_instance_leads_to_its_certificate(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in()
    visitor.go("/try")
    page = visitor.page
    page.get_by_label("X, the candidate point").fill("1\n0")
    page.get_by_label("Z, the ground truth").fill("0\n3/2")
    page.get_by_label("δ", exact=True).fill("2/5")
    page.get_by_role("button", name="Compute δ*").click()
    answer(visitor, "CONFIRMED")
    row = visitor.main.get_by_role("row").filter(has_text="Primal (P)")
    expect(row).to_contain_text("0.506172840")
    # Plotly draws what the server drew, and takes its place.
    expect(visitor.main.locator(".drawn .scatterlayer path.js-line")).to_have_count(2)
    expect(visitor.main.locator("svg.chart")).to_be_hidden()
    visitor.shot("loss", full_page=True)

    delta = visitor.main.get_by_label("δ", exact=True)
    with visitor.refused(422):
        delta.fill("two fifths")
        visitor.page.get_by_role("button", name="Decide at δ").click()
        expect(delta).to_have_attribute("aria-invalid", "true")
    delta.fill("2/5")
    visitor.page.get_by_role("button", name="Decide at δ").click()
    answer(visitor, "ESCAPE DIRECTIONS")
    visitor.main.get_by_role("link", name=re.compile("^Verify now")).first.click()
    expect(visitor.main.get_by_role("status")).to_contain_text("accepted")


def test_what_is_typed_wrongly_is_kept_and_told_beside_its_field(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in()
    visitor.go("/try")
    page = visitor.page
    wrong = "1 one\n<b>0</b> &amp;"
    field = page.get_by_label("X, the candidate point")
    field.fill(wrong)
    page.get_by_label("Z, the ground truth").fill("0\n3/2")
    with visitor.refused(422):
        page.get_by_role("button", name="Decide at δ").click()
        expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value(wrong)
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description(re.compile("'one'|not a"))
    expect(page.get_by_label("Z, the ground truth")).to_have_value("0\n3/2")
    assert visitor.barriers() == []


def test_a_claim_is_refuted_at_a_point(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in()
    visitor.go("/try")
    visitor.page.get_by_label("Claim", exact=True).fill("for all x, y with x > 0, y > 0: x*y <= (x + y)/2")
    visitor.page.get_by_role("button", name="Decide the claim").click()
    answer(visitor, "REFUTED")
    expect(visitor.main.get_by_role("heading", name="It fails at")).to_be_visible()
    expect(visitor.main.locator(".witness dt")).to_have_count(2)
    visitor.follow("Change it and submit again")
    expect(visitor.page.get_by_label("Claim", exact=True)).to_have_value(re.compile("for all x, y"))


def test_a_search_tells_how_far_it_is_and_can_be_cancelled(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in()
    visitor.go("/try")
    page = visitor.page
    for name, value in (("r, columns of X", "6"), ("r*, columns of Z", "3"), ("Seconds", "30")):
        page.get_by_role("region", name="A search").get_by_label(name, exact=True).fill(value)
    page.get_by_role("button", name="Search", exact=True).click()
    expect(page).to_have_url(re.compile(r"/jobs/\d+$"))
    page.evaluate(REMEMBER)
    progress = visitor.main.locator("[data-progress]")
    expect(progress).not_to_be_empty()
    before = progress.text_content()
    expect(progress).not_to_have_text(before or "")
    expect(visitor.main.locator("[data-state]")).to_have_text("running")
    assert page.evaluate(REMEMBERS)
    visitor.shot("progress")
    assert visitor.barriers() == []
    page.get_by_role("button", name="Cancel").click()
    expect(visitor.main.locator(".answer")).to_have_text("cancelled")


def test_a_job_that_ends_shows_its_answer_by_itself(visit: Visit) -> None:
    visitor = visit()
    job = visitor.service.submit("search", BRIEF)
    visitor.go(f"/jobs/{job['id']}")
    visitor.page.evaluate(REMEMBER)
    answer(visitor, "COUNTEREXAMPLE")
    assert not visitor.page.evaluate(REMEMBERS)


def test_the_list_of_jobs_follows_them_as_it_stands(visit: Visit) -> None:
    visitor = visit()
    job = visitor.service.submit("search", BRIEF)
    visitor.go("/jobs")
    visitor.page.evaluate(REMEMBER)
    row = visitor.main.locator(f"tr[data-job='{job['id']}']")
    expect(row).to_contain_text(re.compile("waiting|running"))
    expect(row).to_contain_text("done")
    expect(row).to_contain_text("COUNTEREXAMPLE")
    assert visitor.page.evaluate(REMEMBERS)


def test_a_phase_diagram_is_filled_and_its_points_open_their_jobs(visit: Visit) -> None:
    visitor = visit()
    visitor.sign_in()
    visitor.go("/phases/ranks")
    page = visitor.page
    fill = page.get_by_role("button", name="Submit the searches")
    with visitor.refused(422):
        page.get_by_label("r", exact=True).fill("1 x")
        fill.click()
        expect(page.get_by_label("r", exact=True)).to_have_value("1 x")
        expect(page.get_by_label("r", exact=True)).to_be_focused()
    page.get_by_label("r", exact=True).fill("2 3")
    page.get_by_label("r*", exact=True).fill("1")
    page.get_by_label("Seconds each").fill("2")
    fill.click()
    expect(page).to_have_url(re.compile(r"/jobs\?kind=search$"))
    for row in visitor.main.locator("tr[data-job]").all()[:2]:
        expect(row).to_contain_text("done")
    visitor.go("/phases/ranks")
    points = visitor.main.locator(".drawn .scatterlayer .points path")
    expect(points.first).to_be_visible()
    assert points.count() >= 2
    visitor.shot("phase", full_page=True)
    # Plotly listens on a sheet above its points.
    box = points.last.bounding_box()
    assert box is not None
    point = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.move(*point)
    expect(visitor.main.locator(".hoverlayer text").first).to_contain_text("δ =")
    page.mouse.click(*point)
    expect(page).to_have_url(re.compile(r"/jobs/\d+$"))
    visitor.page.go_back()
    visitor.main.locator("summary").first.click()
    visitor.main.get_by_role("row").nth(1).get_by_role("link").last.click()
    expect(visitor.main.get_by_role("heading", level=1)).to_have_text(re.compile("^Certificate$|^Smallest"))
