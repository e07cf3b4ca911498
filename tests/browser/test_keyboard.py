"""The page is used by the keyboard alone, and shows where one is."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_submitting import answer

FOCUSED = "document.activeElement.labels?.[0]?.textContent || document.activeElement.textContent.trim()"
OUTLINE = "getComputedStyle(document.activeElement).outlineStyle"
MOST = 60


def tab_to(page: Page, name: str) -> None:
    """Go on by Tab until there; everything on the way shows that it has the focus."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement !== document.body"):
            assert page.evaluate(OUTLINE) != "none"
        if page.evaluate(FOCUSED) == name:
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_the_first_tab_leads_past_the_head(visit: Visit) -> None:
    visitor = visit()
    visitor.go("/claims")
    page = visitor.page
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(visitor.main).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Paper")).to_be_focused()


def test_signing_in_and_asking_by_keyboard(visit: Visit) -> None:
    visitor = visit()
    visitor.go("/")
    page, keys = visitor.page, visitor.page.keyboard
    tab_to(page, "Sign in")
    keys.press("Enter")
    expect(page).to_have_url(re.compile("/sign-in$"))
    tab_to(page, "Token")
    keys.type(visitor.service.tokens["writer"])
    keys.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    tab_to(page, "Try")
    keys.press("Enter")
    expect(page).to_have_url(re.compile("/try$"))
    tab_to(page, "X, the candidate point")
    keys.type("1\n0")
    tab_to(page, "Z, the ground truth")
    keys.type("0\n3/2")
    tab_to(page, "δ")
    keys.type("3/5")
    tab_to(page, "Decide at δ")
    keys.press("Space")
    answer(visitor, "COUNTEREXAMPLE")
    expect(page.get_by_role("link", name=re.compile("^Verify now"))).to_be_visible()
    for _ in range(MOST):
        keys.press("Tab")
        if page.evaluate(FOCUSED).startswith("Verify now"):
            break
    keys.press("Enter")
    expect(visitor.main.get_by_role("status")).to_contain_text("accepted")
