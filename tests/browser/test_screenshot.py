"""The picture of the page that README.md shows."""

import os
import re

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.service.serving import ROOT, Serving

LARGEST = 250_000  # bytes


def test_the_page_of_a_refuted_line_makes_a_picture(visit: Visit, paper: Serving) -> None:  # noqa: ARG001
    """Where CERTIFY_SCREENSHOT names a file, the picture is kept there."""
    visitor = visit(viewport={"width": 1200, "height": 860})
    visitor.go("/claims/zhang/lemma_3_9.boundary")
    expect(visitor.main.get_by_role("link", name=re.compile("^Verify now"))).to_be_visible()
    picture = visitor.shot("service").read_bytes()
    assert 10_000 < len(picture) < LARGEST
    if name := os.environ.get("CERTIFY_SCREENSHOT"):
        (ROOT / name).write_bytes(picture)
