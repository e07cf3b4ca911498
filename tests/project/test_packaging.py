"""A fresh clone installs what was tested, and knows nothing of the machine it was written on."""

import re
import subprocess
import tomllib
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text())
PROJECT, PACKAGED = SETTINGS["project"], SETTINGS["tool"]["setuptools"]["package-data"]["certify"]
EXTRAS = PROJECT["optional-dependencies"]
LINES = (ROOT / "constraints.txt").read_text().splitlines()
PINNED = {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in LINES)}
ABSOLUTE = re.compile(
    r"(?<![\w.:/~-])(?:/(?:work|home|Users|root|tmp|mnt|opt|var|private)/|[A-Z]:\\(?:Users|Windows|Program))"
)


def test_constraints_are_names_with_versions_in_order_and_nothing_else() -> None:
    assert [line for line in LINES if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", line)] == []
    assert len(PINNED) == len(LINES)
    names = [line.partition("==")[0].lower() for line in LINES]
    assert sorted(names) == names


@pytest.mark.parametrize(
    "declared", [*PROJECT["dependencies"], *(line for e in EXTRAS.values() for line in e)]
)
def test_a_dependency_is_pinned_to_a_version_it_admits(declared: str) -> None:
    requirement = Requirement(declared)
    assert PINNED[canonicalize_name(requirement.name)] in requirement.specifier


def test_what_the_dependencies_bring_is_pinned_too() -> None:
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [Requirement(line) for line in (*PROJECT["dependencies"], *EXTRAS["dev"], *EXTRAS["service"])]
    while waiting:
        requirement = waiting.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        for line in distribution(name).requires or ():
            brought = Requirement(line)
            asked = [{"extra": extra} for extra in ("", *extras)]
            if brought.marker is None or any(brought.marker.evaluate(extra) for extra in asked):
                waiting.append(brought)
    assert {name for name, _ in seen} - set(PINNED) == set()


def test_an_installation_to_develop_has_the_service() -> None:
    assert set(EXTRAS["service"]) <= set(EXTRAS["dev"])


def tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_every_file_of_the_package_is_installed() -> None:
    package = ROOT / "certify"
    kept = {path for pattern in PACKAGED for path in package.glob(pattern)}
    others = [path for path in tracked() if package in path.parents and path.suffix != ".py"]
    assert package / "service/site/templates/base.html" in others
    assert [path for path in others if path not in kept] == []


def test_no_tracked_file_names_a_place_on_one_machine() -> None:
    here = Path(__file__).resolve()
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        if path.resolve() != here:
            lines = enumerate(text.splitlines(), 1)
            found += [
                f"{path.relative_to(ROOT)}:{n}: {s.strip()[:80]}" for n, s in lines if ABSOLUTE.search(s)
            ]
    assert found == []


@pytest.mark.parametrize(
    "text", ["cd /home/someone/certify", '"/tmp/x.json"', "C:\\Users\\me", "file:///work/a"]
)
def test_an_absolute_path_is_seen(text: str) -> None:
    assert ABSOLUTE.search(text.replace("file://", ""))


@pytest.mark.parametrize(
    "text", ["#!/usr/bin/env bash", "2>/dev/null", "https://example.org/home/x", "~/tmp/a"]
)
def test_what_is_the_same_everywhere_is_not_one(text: str) -> None:
    assert not ABSOLUTE.search(text)
