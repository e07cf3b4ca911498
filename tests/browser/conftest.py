"""A service with a paper, and Chromium to look at it: Debian's own, for nothing here downloads a browser.

Without Chromium or axe-core (`make browser-tools`) these tests are skipped; where CI is set they fail.
"""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visitor import DESKTOP, SECONDS, Visitor
from tests.service.serving import INSTANCE, ROOT, Serving

AXE = Path(sys.prefix) / "node" / "node_modules" / "axe-core" / "axe.min.js"
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Visit = Callable[..., Visitor]


@pytest.fixture(scope="package")
def axe() -> str:
    """The source of axe-core."""
    if not AXE.exists():
        _missing("axe-core is not there", "make browser-tools")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="package")
def browser(axe: str) -> Iterator[Browser]:  # noqa: ARG001 - both are needed, or neither
    """Chromium without a window."""
    path = shutil.which("chromium")
    if path is None:
        _missing("there is no chromium", "apt-get install chromium")
    # Chromium's sandbox refuses root.
    options = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=options)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def served(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:  # noqa: ARG001
    """A service; its claims may still be on their way."""
    folder = tmp_path_factory.mktemp("browser")
    serving = Serving(folder, "--proofs", str(ROOT / "proofs" / "zhang"), "--workers", "2")
    yield serving
    assert serving.stop() == 0
    assert "Traceback" not in (folder / "stderr").read_text()


@pytest.fixture(scope="package")
def paper(served: Serving) -> Serving:
    """The same, once its claims are there."""
    end = time.monotonic() + 10 * SECONDS
    while (state := served.get("/api/v1/health").json()["book"]["state"]) == "loading":
        assert time.monotonic() < end, "the claims are still being re-checked"
        time.sleep(0.2)
    assert state == "ready"
    return served


@pytest.fixture(scope="package")
def jobs(served: Serving) -> dict[str, dict[str, Any]]:
    """One job of each kind, and one that was cancelled, all ended."""
    asked = {
        "duality": ("duality", INSTANCE),
        "decide": ("decide", INSTANCE),
        "claim": ("claim", {"statement": "for all a, b with a > 0: a**2 + b**2 >= 2*a*b"}),
        "refuted": ("claim", {"statement": "for all x, y with x > 0, y > 0: x*y <= (x + y)/2"}),
        "search": ("search", {"r": 2, "rstar": 1, "starts": 2, "seconds": 5}),
        "cancelled": ("search", {"r": 6, "rstar": 3, "seconds": 40}),
    }
    numbers = {name: served.submit(kind, body)["id"] for name, (kind, body) in asked.items()}
    assert served.post(f"/api/v1/jobs/{numbers['cancelled']}/cancel").status_code == 200
    return {name: served.ended(number) for name, number in numbers.items()}


@pytest.fixture
def visit(browser: Browser, served: Serving, axe: str) -> Iterator[Visit]:
    """A new visitor, told of by the options of a browser's context. None of them may have met a fault."""
    contexts, visitors = [], []

    def come(**options: Any) -> Visitor:
        context = browser.new_context(**{"viewport": DESKTOP, **options})
        contexts.append(context)
        visitors.append(Visitor(context.new_page(), served, axe))
        return visitors[-1]

    yield come
    for context in contexts:
        context.close()
    for visitor in visitors:
        visitor.well()


def _missing(what: str, fix: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{what}: {fix}")
    pytest.skip(f"{what}: {fix}")
