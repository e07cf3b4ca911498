"""What README.md shows is what happens: its commands are run, its output compared.

Words are compared exactly, `…` stands for anything left out, and numbers that come of floating point (and
what hangs on them: sizes, digits of a bound, addresses) may differ; those with nine digits, by at most 1e-6.
A command that ends in & goes on beside those after it, on a port that is free, until `kill %certify`.
"""

import doctest
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text("utf-8")
# What `make verify` runs once everything is installed; `make test` would run this test.
RECIPES = {"make verify": "certify duality examples/instances/*.json", "make test": None}
PORT = "8797"
NUMBER = re.compile(r"-?\d[\d.,]*(?:e[+-]?\d+)?(?:/\d+)?")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def session() -> list[tuple[str, str]]:
    """Every command of the console blocks, in order, with the output shown below it."""
    steps = [step for block in blocks("console") for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(command, output) for command, _, output in (step.partition("\n") for step in steps)]


def masked(text: str) -> str:
    """The words of a text, without its white space and with # for every number and address."""
    text = re.sub(r"\b[0-9a-f]{64}\b", "#", text)
    return " ".join(NUMBER.sub("#", text).split())


def same(shown: str, seen: str) -> bool:
    pattern = ".*".join(re.escape(masked(part)) for part in shown.split("…"))
    found = re.fullmatch(pattern.replace(".*", r"\s*.*\s*"), masked(seen), re.DOTALL)
    close = all(
        any(abs(float(a) - float(b)) <= 1e-6 for b in re.findall(r"\d\.\d{9}\b", seen))
        for a in re.findall(r"\d\.\d{9}\b", shown)
    )
    return bool(found) and close


def free_port() -> str:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return str(listening.getsockname()[1])


@contextmanager
def going_on(line: str, folder: Path, environment: Mapping[str, str]) -> Iterator[None]:
    """A command beside others; it has to end well when it is told to, and ends in any case."""
    process = subprocess.Popen(
        ["bash", "-c", f"exec {line}"], cwd=folder, env=environment, start_new_session=True
    )
    try:
        yield
        process.terminate()
        assert process.wait(600) in (0, -signal.SIGTERM)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The part of a checkout that the page speaks of, where its commands may write."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "certify", tmp_path / "certify", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "out").mkdir()
    return tmp_path


def test_the_commands_print_and_exit_as_shown(clone: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONUTF8": "1", "PYTHONPATH": str(clone), "COLUMNS": "80"}
    steps, status, port = session(), 0, free_port()
    assert len(steps) > 8
    with ExitStack() as background:
        for (command, shown), (following, _) in zip(steps, [*steps[1:], ("", "")], strict=True):
            line = RECIPES.get(command, command)
            if line is None:
                continue
            line = line.replace(PORT, port)
            if line.endswith(" &"):
                background.enter_context(going_on(line.removesuffix(" &"), clone, environment))
                continue
            if line == "kill %certify":
                background.close()
                continue
            done = subprocess.run(
                ["bash", "-c", f"(exit {status}); {line}"],
                cwd=clone,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                timeout=600,
            )
            status = done.returncode
            assert same(shown, done.stdout), f"$ {command}\n{done.stdout}"
            assert status == 0 or following == "echo $?", (
                f"$ {command} exits with {status}, which is not shown"
            )
    assert (clone / "out" / "duality.svg").read_text().startswith("<?xml")


def test_the_recipe_run_for_make_verify_is_the_one_of_the_makefile() -> None:
    assert f"verify: setup\n\t$(VENV)/bin/{RECIPES['make verify']}\n" in (ROOT / "Makefile").read_text()


def test_words_and_digits_that_differ_are_noticed() -> None:
    assert same("δ* = 0.506172840, #1\n…\nlast 3", "δ* = 0.506172839, #1\nanything\nlast 4")
    assert not same("δ* = 0.506172840", "δ* = 0.507172840")
    assert not same("first\n…\nlast", "first\nmore")
    assert not same("accepted", "rejected")


def test_the_instance_shown_is_the_file_named() -> None:
    (shown,) = blocks("json")
    assert json.loads(shown) == json.loads((ROOT / "examples/instances/escape-1-1.json").read_text())


def test_the_python_shown_prints_what_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    (shown,) = blocks("pycon")
    test = doctest.DocTestParser().get_doctest(shown, {}, "README", "README.md", 0)
    assert len(test.examples) > 5
    report: list[str] = []
    result = doctest.DocTestRunner().run(test, out=report.append)
    assert result.failed == 0, "".join(report)


def test_what_the_page_links_to_exists() -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", TEXT)
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []
    assert "docs/duality.svg" in links


def test_contributing_is_under_fifty_lines() -> None:
    assert len((ROOT / "CONTRIBUTING.md").read_text().splitlines()) < 50
