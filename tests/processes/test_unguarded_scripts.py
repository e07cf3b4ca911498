"""A script that checks claims without a guard runs once, however many processes that takes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CLAIMS = """
from certify.claims import Computed, claim, reals
a, b = reals("a b")
def small(n): return "" if n < 5 else "large"
square = claim("square", given=[a > 0], show=a**2 + b**2 >= 2 * a * b)
computed = claim("computed", Computed("n is small", small, [{"n": 1}]))
"""
SCRIPT = """
import certify
print("started", flush=True)
for result in certify.check([{folder!r}], jobs={jobs}, cache=None):
    print(result.id, result.verdict, flush=True)
"""


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_a_script_without_a_guard_runs_once(tmp_path: Path, jobs: int) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    (folder / "lemma.py").write_text(CLAIMS)
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(folder=str(folder), jobs=jobs))
    root = str(Path(__file__).parents[2])
    run = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""
    assert run.stdout.splitlines() == [
        "started", "paper/lemma.square PROVED", "paper/lemma.computed PROVED"
    ]  # fmt: skip
