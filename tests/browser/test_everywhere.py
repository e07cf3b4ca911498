"""Every page, at a desk and on a phone, light and dark: accessible, and no wider than the screen."""

from typing import Any

import pytest

from tests.browser.conftest import Visit
from tests.browser.visitor import DESKTOP, PHONE
from tests.service.serving import Serving

PAGES = {
    "home": "/",
    "paper": "/papers/zhang",
    "graph": "/graph/zhang",
    "claims": "/claims",
    "claims-none": "/claims?q=no+claim+is+like+that",
    "claim-refuted": "/claims/zhang/lemma_3_9.boundary",
    "claim-repaired": "/claims/zhang/lemma_3_9.boundary_repaired",
    "claim-linked": "/claims/zhang/theorem_1_4.bound_repaired",
    "errata": "/errata",
    "sign-in": "/sign-in",
    "try": "/try?example=escape&claim=matrices",
    "jobs": "/jobs",
    "results": "/results",
    "duality": "/jobs/{duality}",
    "decide": "/jobs/{decide}",
    "claim": "/jobs/{claim}",
    "claim-false": "/jobs/{refuted}",
    "search": "/jobs/{search}",
    "cancelled": "/jobs/{cancelled}",
    "certificate": "/certificates/{address}",
    "verified": "/certificates/{address}?check=1",
    "phases": "/phases",
    "phases-ranks": "/phases/ranks",
    "phases-noise": "/phases/noise",
    "api": "/api",
    "problems": "/problems",
}
OPEN = "for (const one of document.querySelectorAll('details')) one.open = true"
CLOSE = OPEN.replace("true", "false")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_fits_the_screen(
    name: str,
    visit: Visit,
    jobs: dict[str, dict[str, Any]],
    paper: Serving,  # noqa: ARG001
) -> None:
    address = jobs["decide"]["certificates"][0]
    numbers = {kind: job["id"] for kind, job in jobs.items()}
    visitor = visit(reduced_motion="reduce")
    visitor.go(PAGES[name].format(address=address, **numbers))
    page = visitor.page
    for chart in page.locator("[data-chart]").all():
        chart.locator(".drawn .main-svg").first.wait_for()
    found: dict[str, list[str]] = {}
    for window, size in (("desktop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            visitor.shot(f"{name}-{window}-{scheme}")
        page.evaluate(OPEN)
        # What is not a colour is the same in both schemes.
        found[f"{window}, dark"] = visitor.barriers("color-contrast")
        page.emulate_media(color_scheme="light")
        found[f"{window}, light"] = visitor.barriers()
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        page.evaluate(CLOSE)
    assert not any(found.values()), found
    assert page.title()


def test_a_refusal_fits_a_phone_for_someone_signed_in(visit: Visit) -> None:
    visitor = visit(viewport=PHONE, color_scheme="dark")
    visitor.sign_in()
    visitor.go("/try")
    visitor.page.get_by_label("X, the candidate point").fill("1 " * 200)
    with visitor.refused(422):
        visitor.page.get_by_role("button", name="Decide at δ").click()
        visitor.main.locator(".wrong").first.wait_for()
    visitor.shot("refusal-phone-dark", full_page=True)
    assert visitor.barriers() == []
    assert visitor.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
