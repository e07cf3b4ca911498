"""Lists and jobs go on being true while someone looks at them, however the browser comes to hear of it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visit
from tests.browser.visitor import SECONDS, Visitor

expect.set_options(timeout=1000 * SECONDS)
LONG = {"r": 6, "rstar": 3, "seconds": 600}
ALL_EVENTS = re.compile(r"/api/v1/events\b")
EVENTS = re.compile(r"/api/v1/.*events\b")
LISTS = ["/jobs", "/", "/jobs?state=running"]
HIDE = """hidden => {
    Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
}"""


@contextmanager
def running(visitor: Visitor) -> Iterator[int]:
    """The number of a job that runs until it is cancelled at the end, or before."""
    number = int(visitor.service.submit("search", LONG)["id"])
    try:
        yield number
    finally:
        cancel(visitor, number)


def cancel(visitor: Visitor, number: int) -> None:
    """End a job, if it has not ended."""
    assert visitor.service.post(f"/api/v1/jobs/{number}/cancel").status_code in (200, 409)


def row(page: Page, number: int) -> Any:
    """The row of a job."""
    return page.locator(f"tr[data-job='{number}']")


def wait_for(visitor: Visitor, held: list[Route]) -> None:
    """Until the page has asked for its stream."""
    for _ in range(int(20 * SECONDS)):
        if held:
            return
        visitor.page.wait_for_timeout(50)
    raise AssertionError("the page has not asked for a stream")


@pytest.mark.parametrize("path", LISTS)
def test_what_happens_before_a_list_hears_of_events_is_not_missed(visit: Visit, path: str) -> None:
    visitor = visit()
    held: list[Route] = []
    visitor.page.route(ALL_EVENTS, lambda route: held.append(route))
    with running(visitor) as number:
        visitor.go(path)
        expect(row(visitor.page, number)).to_contain_text(re.compile("waiting|running"))
        wait_for(visitor, held)
        cancel(visitor, number)
        visitor.service.ended(number)
        held[0].continue_()
        expect(row(visitor.page, number)).to_contain_text("cancelled")


def test_what_happens_before_a_job_hears_of_events_is_not_missed(visit: Visit) -> None:
    visitor = visit()
    held: list[Route] = []
    visitor.page.route(EVENTS, lambda route: held.append(route))
    with running(visitor) as number:
        visitor.go(f"/jobs/{number}")
        wait_for(visitor, held)
        cancel(visitor, number)
        visitor.service.ended(number)
        held[0].continue_()
        expect(visitor.main.locator(".answer")).to_have_text("cancelled")


def test_a_row_that_has_left_its_list_is_renewed_all_the_same(visit: Visit) -> None:
    visitor = visit()
    with running(visitor) as number:
        visitor.go("/")
        expect(row(visitor.page, number)).to_contain_text(re.compile("waiting|running"))
        for _ in range(8):  # the first page shows as many
            visitor.service.submit("claim", {"statement": "for all x: x**2 >= 0"})
        cancel(visitor, number)
        expect(row(visitor.page, number)).to_contain_text("cancelled")


def test_the_focus_neither_keeps_a_row_from_being_renewed_nor_is_lost(visit: Visit) -> None:
    visitor = visit()
    with running(visitor) as number:
        visitor.go("/jobs")
        link = row(visitor.page, number).get_by_role("link")
        link.focus()
        cancel(visitor, number)
        expect(row(visitor.page, number)).to_contain_text("cancelled")
        expect(link).to_be_focused()


@pytest.mark.parametrize("path", [*LISTS, "job"])
def test_where_no_stream_is_to_be_had_the_page_looks_again(visit: Visit, path: str) -> None:
    visitor = visit()
    visitor.page.route(EVENTS, lambda route: route.fulfill(status=503))
    with visitor.refused(503), running(visitor) as number:
        visitor.go(f"/jobs/{number}" if path == "job" else path)
        place = visitor.main.locator(".live, .answer") if path == "job" else row(visitor.page, number)
        expect(place).to_contain_text("running")
        cancel(visitor, number)
        expect(place).to_contain_text("cancelled")


def test_many_tabs_all_follow_and_another_one_opens(visit: Visit) -> None:
    first = visit()
    tabs = [first, *(first.tab() for _ in range(7))]
    with running(first) as number:
        for i, tab in enumerate(tabs):
            tab.go(f"/jobs/{number}" if i % 3 == 2 else LISTS[i % 3])
        cancel(first, number)
        for i, tab in enumerate(tabs):
            place = tab.main.locator(".live, .answer") if i % 3 == 2 else row(tab.page, number)
            expect(place).to_contain_text("cancelled")
    for tab in tabs:
        tab.well()


def test_a_tab_that_nobody_sees_has_no_stream_and_is_true_once_it_is_seen(visit: Visit) -> None:
    visitor = visit()
    with running(visitor) as number:
        with visitor.page.expect_response(ALL_EVENTS):
            visitor.go("/jobs")
        with visitor.page.expect_event("requestfailed", lambda request: bool(ALL_EVENTS.search(request.url))):
            visitor.page.evaluate(HIDE, True)
        asked: list[str] = []
        visitor.page.on("request", lambda request: asked.append(request.url))
        cancel(visitor, number)
        visitor.page.wait_for_timeout(3000)
        assert asked == []
        visitor.page.evaluate(HIDE, False)
        expect(row(visitor.page, number)).to_contain_text("cancelled")


def test_a_list_whose_jobs_have_all_ended_lets_its_stream_go(visit: Visit) -> None:
    visitor = visit()
    with running(visitor) as number:
        visitor.go("/jobs?state=running")
        with visitor.page.expect_event("requestfailed", lambda request: bool(ALL_EVENTS.search(request.url))):
            cancel(visitor, number)
        expect(row(visitor.page, number)).to_contain_text("cancelled")
