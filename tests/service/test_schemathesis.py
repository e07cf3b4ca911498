"""The OpenAPI document is held to its word: generated requests, and every answer one that is documented."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.serving import ROOT, Serving

# That a body which fits its schema may still have no answer (two matrices that do not go together) is said by
# a 422, which the check positive_data_acceptance would not have.
EXCEPT = "positive_data_acceptance"
CONFIG = """
[[operations]]
include-path = "/api/v1/events"
parameters = { seconds = 0.2 }

[[operations]]
include-path = "/api/v1/jobs/{number}/events"
parameters = { seconds = 0.2 }
"""


@pytest.fixture
def hurried(tmp_path: Path) -> Iterator[Serving]:
    """A service whose jobs end within a second or two, and that takes as many as are sent."""
    options = ("--proofs", str(ROOT / "proofs" / "beyond"), "--job-seconds", "2", "--jobs", "1000000")
    serving = Serving(tmp_path, *options)
    yield serving
    serving.stop()


def cases(service: Serving, examples: int, seconds: float) -> int:
    """How many cases schemathesis made; fails where one of them found anything."""
    config = service.folder / "schemathesis.toml"
    config.write_text(CONFIG)
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        f"--config-file={config}",
        "run",
        f"{service.url}/api/v1/openapi.json",
        f"--header=Authorization: Bearer {service.tokens['chief']}",
        f"--max-examples={examples}",
        f"--exclude-checks={EXCEPT}",
        "--request-timeout=600",
        "--continue-on-failure",
        "--warnings=off",
        "--seed=7",
    ]
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(
        command, cwd=service.folder, env=environment, capture_output=True, text=True, timeout=seconds
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    return int(re.findall(r"([\d,]+) generated", done.stdout)[-1].replace(",", ""))


def test_generated_requests_get_documented_answers(hurried: Serving) -> None:
    found = cases(hurried, 8, 300)
    assert found >= 700
    assert hurried.get("/api/v1/health").json()["status"] == "ok"
    assert hurried.get("/api/v1/jobs?limit=1").json()["jobs"]


@pytest.mark.soak
def test_ten_thousand_generated_requests_get_documented_answers(hurried: Serving) -> None:
    found = cases(hurried, 1000, 7200)
    print(f"{found} cases")
    assert found >= 10_000
