"""Someone at a browser: a page, and all that went wrong while they looked at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response

from tests.service.serving import ROOT, Serving

SCREENSHOTS = ROOT / "out" / "screenshots"
DESKTOP = {"width": 1200, "height": 900}
PHONE = {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]
GRAVE = {"serious", "critical"}
SECONDS = 60.0


class Visitor:
    """A page of a service, watched: consoles, failed requests, requests to elsewhere."""

    def __init__(self, page: Page, service: Serving, axe: str) -> None:
        self.page, self.service, self.axe = page, service, axe
        self.faults: list[str] = []
        self.refusals: set[int] = set()
        page.set_default_timeout(1000 * SECONDS)
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)

    def go(self, path: str) -> None:
        """Type an address."""
        self.page.goto(f"{self.service.url}{path}")

    def tab(self) -> "Visitor":
        """Another tab of the same browser."""
        return Visitor(self.page.context.new_page(), self.service, self.axe)

    def sign_in(self, name: str = "writer") -> None:
        """With the token of a name, on the page for that."""
        self.go("/sign-in")
        self.page.get_by_label("Token").fill(self.service.tokens[name])
        self.page.get_by_role("button", name="Sign in").click()
        self.page.get_by_role("button", name="Sign out").wait_for()

    @property
    def path(self) -> str:
        """Where they are."""
        return urlsplit(self.page.url).path

    @property
    def main(self) -> Locator:
        """What the page is about."""
        return self.page.get_by_role("main")

    def follow(self, name: str, *, exact: bool = True) -> None:
        """Click the first link of that name in the page's content."""
        self.main.get_by_role("link", name=name, exact=exact).first.click()

    @contextmanager
    def refused(self, status: int) -> Iterator[None]:
        """What happens inside is answered with an error, and is to be."""
        self.refusals.add(status)
        yield
        self.page.wait_for_load_state()
        self.refusals.clear()

    def well(self) -> None:
        """Nothing went wrong so far."""
        assert not self.faults, self.faults

    def judged(self, *rules: str) -> list[str]:
        """What axe-core finds on this page: "impact rule: where", by the rules named or by all."""
        chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(self.axe)
        found: dict[str, Any] = self.page.evaluate(
            "options => axe.run(document, options)", {"runOnly": chosen, "resultTypes": ["violations"]}
        )
        return [
            f"{fault['impact']} {fault['id']}: {[node['target'] for node in fault['nodes'][:3]]}"
            for fault in found["violations"]
        ]

    def barriers(self, *rules: str) -> list[str]:
        """Those of them that are serious or critical."""
        return [fault for fault in self.judged(*rules) if fault.split()[0] in GRAVE]

    def shot(self, name: str, **options: Any) -> Path:
        """Keep a picture of what is seen."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        self.page.screenshot(path=path, **options)
        return path

    def _said(self, message: ConsoleMessage) -> None:
        # That a request failed is heard of twice, here without its status.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.faults.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.service.url}/", "data:", "blob:")):
            self.faults.append(f"asked of another origin: {request.url}")

    def _failed(self, request: Request) -> None:
        # Who leaves a page ends what it listens to or waits for.
        if request.is_navigation_request() or request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.refusals:
            self.faults.append(f"{response.status}: {response.url}")
