"""The releases of z3 and cvc5 that certify admits have no known wrong answers, nor has the one installed."""

import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
DECLARED = {
    requirement.name: requirement.specifier
    for requirement in map(
        Requirement, tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    )
}
PINNED = dict(
    line.split("==") for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line
)
# Each has said "unsat" of a system with a solution, or eliminates variables unsoundly by its release notes.
WRONG = {
    "cvc5": [
        "1.0.0",
        "1.0.1",
        "1.0.8",
        "1.1.2",
        "1.2.0",
        "1.2.1",
        "1.3.0",
        "1.3.1",
        "1.3.2",
        "1.3.3",
        "1.3.4",
    ],
    "z3-solver": ["4.8.9.0", "4.11.2.0", "4.13.0.0", "4.13.4.0", "4.14.1.0", "4.15.4.0", "4.16.0.0"],
}


@pytest.mark.parametrize(("name", "release"), [(name, release) for name in WRONG for release in WRONG[name]])
def test_a_release_with_a_known_wrong_answer_is_not_admitted(name: str, release: str) -> None:
    assert release not in DECLARED[name]


@pytest.mark.parametrize("name", WRONG)
def test_the_pinned_and_the_installed_release_are_admitted(name: str) -> None:
    assert PINNED[name] in DECLARED[name]
    assert version(name) in DECLARED[name]
