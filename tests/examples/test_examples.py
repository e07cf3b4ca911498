"""The scripts a user would copy run, return what they say, and exit as they say."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from certify import Verdict, verify
from examples import counterexample_search, theorem_sanity_check, threshold_campaign

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    # The output is UTF-8 whatever the machine's locale.
    environment = os.environ | {"PYTHONUTF8": "1"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600)


def test_strong_duality_and_the_order_of_the_bounds_hold_on_the_grid() -> None:
    rows = theorem_sanity_check.main(ranks=[(1, 1), (2, 1)], per_cell=1)
    assert len(rows) == 2 * len(theorem_sanity_check.PATTERNS)
    assert [row.violations for row in rows] == [()] * len(rows)


def test_an_order_that_does_not_hold_is_a_violation(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = theorem_sanity_check.certify.compare

    def too_high(instance):
        found = honest(instance)
        return replace(found, sharp=replace(found.sharp, delta_directions=1.1), threshold=1.2)

    monkeypatch.setattr(theorem_sanity_check.certify, "compare", too_high)
    rows = theorem_sanity_check.main(ranks=[(1, 1)], per_cell=1)
    by_pattern = {row.pattern: row.violations for row in rows}
    assert by_pattern["noiseless"] == ("directions <= delta*", "threshold <= delta(alpha, beta)")
    assert by_pattern["eps0"] == ("directions <= delta*",), "with noise the threshold bounds nothing"


def test_a_violation_makes_the_script_exit_with_1() -> None:
    source = (ROOT / "examples" / "theorem_sanity_check.py").read_text()
    assert "RANKS = ((1, 1), (2, 1), (2, 2), (3, 2))" in source, "the two replacements below still bite"
    small = source.replace("RANKS = ((1, 1), (2, 1), (2, 2), (3, 2))", "RANKS = ((1, 1),)")
    assert run("-c", small).returncode == 0
    assert run("-c", small.replace("TOLERANCE = 1e-6", "TOLERANCE = -1e-6")).returncode == 1


@pytest.mark.parametrize(("r", "r_star", "minimum"), [(1, 1, 1 / 2), (2, 1, 1 / (1 + (1 / 2) ** 0.5))])
def test_the_search_lands_on_example_4_1_and_proves_it(r: int, r_star: int, minimum: float) -> None:
    found = counterexample_search.main(r, r_star, starts=512, refined=1)
    assert found.delta_star == pytest.approx(minimum, abs=1e-6)
    assert found.closed_form == pytest.approx(minimum, abs=1e-12)
    assert found.evaluations <= 512 + counterexample_search.EVALUATIONS
    assert found.decision.verdict is Verdict.COUNTEREXAMPLE
    assert found.instance.delta_exact is not None
    assert 0 < found.instance.delta_exact - minimum <= 1 / 400
    assert verify(found.decision.certificate).accepted


def test_the_search_is_a_script_that_prints_its_certificate() -> None:
    done = run("examples/counterexample_search.py", "1", "1")
    assert (done.returncode, done.stderr) == (0, "")
    assert "δ* = 0.500000" in done.stdout
    assert '"rule":"counterexample"' in done.stdout


def test_the_campaign_meets_the_root_and_takes_up_what_is_left(tmp_path: Path) -> None:
    arguments = {"r": [1, 2], "eps2": ["0", "1"], "starts": 2, "workers": 1}
    rows = threshold_campaign.main(str(tmp_path / "a.ledger"), **arguments)
    assert [(row.r, row.eps2) for row in rows] == [(1, "0"), (1, "1"), (2, "0"), (2, "1")]
    for row in rows:
        s, eps2 = (row.r_star / row.r) ** 0.5, float(row.eps2)
        delta = row.delta_star
        assert delta * (1 + s * (1 + eps2 / (2 * (1 + delta)))) == pytest.approx(1.0, abs=1e-7)
        assert row.root == pytest.approx(delta, abs=threshold_campaign.TOLERANCE)
    before = (tmp_path / "a.ledger").stat().st_mtime_ns
    assert threshold_campaign.main(str(tmp_path / "a.ledger"), **arguments) == rows
    assert (tmp_path / "a.ledger").stat().st_mtime_ns == before, "nothing was asked again"


def test_the_regression_test_to_copy_passes() -> None:
    done = run("-m", "pytest", "-p", "no:cacheprovider", "examples/ci_regression_test.py")
    assert done.returncode == 0, done.stdout
    assert "2 passed" in done.stdout


@pytest.mark.parametrize(
    "name", ["theorem_sanity_check", "counterexample_search", "ci_regression_test", "threshold_campaign"]
)
def test_the_docstring_keeps_the_fixed_order(name: str) -> None:
    text = (ROOT / "examples" / f"{name}.py").read_text().split('"""')[1]
    order = ["The problem:", "The claim:", "Reference:", "Arguments", "Returns:", "Run:"]
    places = [text.index(word) for word in order]
    bound = min(text.index(word) for word in ("Tight:", "Upper:", "Lower:") if word in text)
    assert places == sorted(places)
    assert places[1] < bound < places[2]
