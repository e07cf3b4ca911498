"""The certificates shipped as examples: one for every rule, each documented and each accepted."""

from pathlib import Path

import pytest

import certify
from certify.certificates import describe
from certify.crosscheck import check_bytes
from certify.kernel.check import RULES

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "certificates"


def test_every_rule_of_the_kernel_is_documented_and_has_one_example() -> None:
    text = "".join(path.read_text() for path in (ROOT / "docs").rglob("*.md"))
    assert [rule for rule in RULES if f"`{rule}`" not in text] == []
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_an_example_is_accepted_by_both_checkers_under_its_rule(rule: str) -> None:
    path = FOLDER / f"{rule}.json"
    found, second = certify.verify(path), check_bytes(path.read_bytes())
    assert (found.accepted, found.rule) == (True, rule)
    assert (second.accepted, second.rule) == (True, rule)


@pytest.mark.parametrize("rule", RULES)
def test_an_example_is_stored_in_canonical_bytes_and_can_be_described(rule: str) -> None:
    data = (FOLDER / f"{rule}.json").read_bytes()
    found = certify.Certificate.from_json(data)
    assert data.rstrip(b"\n") == found.to_bytes()
    assert describe(found).claim
