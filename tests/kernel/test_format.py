"""docs/certificate-format.md says what the kernel does: its limits, its rules, what it prints."""

import re

import pytest

from certify.kernel import __main__ as command_line
from certify.kernel import check, limits

from .certificates import REPOSITORY

FORMAT = (REPOSITORY / "docs" / "certificate-format.md").read_text("utf-8")
LIMITS = {name: value for name, value in vars(limits).items() if name.startswith("MAX_")}
WRITTEN = {"MAX_BYTES": "2 MiB", "MAX_WORK": "2·10⁹ units", "MAX_RADICANDS": "roots of a point | 4 |"}


@pytest.mark.parametrize("name", LIMITS)
def test_every_limit_is_documented(name):
    section = FORMAT.partition("## 2. Limits")[2].partition("## 3.")[0]
    assert re.search(rf"\b{re.escape(WRITTEN.get(name, f'{LIMITS[name]:,}'))}", section)


def test_every_rule_has_a_section():
    headings = "\n".join(line for line in FORMAT.splitlines() if line.startswith("##"))
    assert [rule for rule in check.RULES if f"`{rule}`" not in headings] == []


def test_the_output_shown_is_what_the_kernel_prints(monkeypatch, capsys):
    command, output = re.search(r"\$ python -m certify\.kernel (\S+)\n(.*\n)```", FORMAT).groups()
    monkeypatch.chdir(REPOSITORY)
    assert command_line.main([command]) == 0
    assert capsys.readouterr().out == output
