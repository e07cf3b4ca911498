"""Files for those who deploy the service speak of what there is: options, paths, problems, scopes."""

import json
import re
import shlex
import shutil
import subprocess
import tomllib
from configparser import ConfigParser
from pathlib import Path

import pytest
import typer
from packaging.specifiers import SpecifierSet

from certify.cli.app import app
from certify.service.auth.tokens import SCOPES
from certify.service.jobs.requests import JobLimits
from certify.service.jobs.sandbox import FILE_BYTES
from certify.service.problems import KINDS
from certify.service.settings import PORT, Limits

ROOT = Path(__file__).parents[2]
UNIT = (ROOT / "deploy/certify.service").read_text("utf-8")
CONTAINER = (ROOT / "deploy/Containerfile").read_text("utf-8")
MANUAL = (ROOT / "docs/service.md").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


def unit() -> ConfigParser:
    parser = ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(UNIT)
    return parser


def commands() -> dict[str, set[str]]:
    """The options of every command of certify, by its words."""
    root = typer.main.get_command(app)
    found: dict[str, set[str]] = {}

    def add(words: tuple[str, ...], command: object) -> None:
        for name, inner in getattr(command, "commands", {}).items():
            add((*words, name), inner)
        found[" ".join(words)] = {text for one in getattr(command, "params", ()) for text in one.opts}

    add((), root)
    return found


def unknown(line: str) -> list[str]:
    """The words of a command line, after `certify`, that certify does not know."""
    known, words = commands(), shlex.split(line)
    for length in (2, 1):
        options = known.get(" ".join(words[:length]))
        if options is not None:
            return [word for word in words[length:] if word.startswith("--") and word not in options]
    return words


def stages() -> list[list[tuple[str, str]]]:
    """The instructions of each stage of the Containerfile, without comments."""
    lines = [line for line in CONTAINER.splitlines() if line and not line.startswith("#")]
    found: list[list[tuple[str, str]]] = []
    for line in lines:
        word, _, rest = line.partition(" ")
        if word == "FROM":
            found.append([])
        found[-1].append((word, rest))
    return found


def test_the_unit_starts_a_command_that_there_is() -> None:
    program, _, line = unit()["Service"]["ExecStart"].partition(" ")
    assert program.endswith("/bin/certify")
    assert unknown(line) == []


def test_a_command_or_an_option_that_there_is_not_is_seen() -> None:
    assert unknown("server --ledger x") == ["server", "--ledger", "x"]
    assert unknown("serve --ledgers x") == ["--ledgers"]
    assert unknown("token create me --tokens x") == []


def test_systemd_understands_every_line_of_the_unit(tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("there is no systemd here")
    file = tmp_path / "certify.service"
    file.write_text(re.sub(r"^ExecStart=\S+", f"ExecStart={shutil.which('true')}", UNIT, flags=re.MULTILINE))
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(file)], capture_output=True, text=True, check=False
    )
    about_it = [line for line in (done.stdout + done.stderr).splitlines() if "certify" in line]
    assert about_it == []


def test_the_unit_leaves_jobs_what_they_enclose_themselves_with() -> None:
    service = unit()["Service"]
    # seccomp is in no set of systemd 252 that @system-service holds; prctl is in @process.
    assert service["SystemCallFilter"].split() == ["@system-service", "seccomp"]
    assert "AF_UNIX" in service["RestrictAddressFamilies"].split()


def test_a_job_that_is_killed_for_want_of_memory_leaves_the_service_running() -> None:
    assert unit()["Service"]["OOMPolicy"] == "continue"


def test_the_container_starts_a_command_that_there_is_as_a_user_without_rights() -> None:
    last = dict(stages()[-1])
    entry, start = json.loads(last["ENTRYPOINT"]), json.loads(last["CMD"])
    assert entry == ["tini", "--", "certify"]
    assert unknown(shlex.join(start)) == []
    assert last["USER"] == "certify"
    assert last["EXPOSE"] == str(PORT)


def test_what_the_container_keeps_lies_in_its_volume() -> None:
    last = dict(stages()[-1])
    start = json.loads(last["CMD"])
    assert Path(start[start.index("--ledger") + 1]).parent == Path(last["VOLUME"])
    assert f":{last['VOLUME']} certify token create" in CONTAINER


def test_the_container_is_built_of_files_that_there_are_with_the_versions_that_were_tested() -> None:
    copied = [rest.split()[:-1] for stage in stages() for word, rest in stage if word == "COPY"]
    own = [name for names in copied if not names[0].startswith("--from=") for name in names]
    assert {"pyproject.toml", "constraints.txt", "certify", "proofs"} <= set(own)
    assert [name for name in own if not (ROOT / name).exists()] == []
    assert '--constraint /src/constraints.txt "/src[service]"' in CONTAINER
    bases = {rest.split()[0] for stage in stages() for word, rest in stage if word == "FROM"}
    (version,) = (re.fullmatch(r"python:([0-9.]+)-slim", base) for base in bases)
    assert version is not None
    assert version[1] in SpecifierSet(PROJECT["requires-python"])


@pytest.mark.parametrize("line", re.findall(r"podman run .* certify (\w.*)", CONTAINER))
def test_a_command_in_the_containers_comments_is_one(line: str) -> None:
    assert unknown(line) == []


def test_the_table_of_problems_is_that_of_the_code() -> None:
    shown = re.findall(r"^\| `(/problems/[a-z-]+)` \| (\d+) \| (.*) \|$", MANUAL, re.MULTILINE)
    assert shown == [(kind.type, str(kind.status), kind.title) for kind in KINDS.values()]


def test_the_table_of_scopes_is_that_of_the_code() -> None:
    table = MANUAL.partition("| scope | allows |")[2].partition("\n\n")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == SCOPES


def test_every_option_the_manual_names_is_one_of_serve_or_token() -> None:
    known = set().union(
        *(options for name, options in commands().items() if name.split()[:1] in (["serve"], ["token"]))
    )
    named = set(re.findall(r"`[^`\n]*?(--[a-z-]+)[^`\n]*`", MANUAL))
    assert {"--name", "--job-seconds", "--tokens"} <= named
    assert named - known == set()


def test_every_limit_of_serve_is_in_the_manual() -> None:
    limits = commands()["serve"] - {"--help", "--host", "--port"}
    assert [option for option in sorted(limits) if option not in MANUAL] == []


def test_the_limits_of_the_manual_are_those_of_the_code() -> None:
    limits, job = Limits(), JobLimits()
    rows = [
        f"| {limits.body >> 20} MiB, ",
        f", {limits.depth} levels, {limits.body_seconds:g} s to arrive",
        f"{job.rows} rows, {job.columns} columns, {job.digits} digits",
        f"`--job-seconds`, {limits.job_seconds:g};",
        f"`--job-memory`, {limits.job_memory >> 20} MiB",
        f"`--jobs`, {limits.jobs:,}",
        f"{limits.certificates:,}, {limits.check_seconds:g} s each",
        f"jobs that wait | {limits.waiting:,} |",
        f"{limits.requests:,}; {limits.streams:,}",
    ]
    table = MANUAL.partition("## Limits")[2].partition("## Events")[0]
    assert [row for row in rows if row not in table] == []
    assert f"at most {FILE_BYTES >> 10} KiB" in table
    assert job.asked == pytest.approx(job.seconds * 2 / 3)


def test_what_the_manual_links_to_exists() -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", MANUAL)
    assert "../deploy/certify.service" in links
    assert [link for link in links if not (ROOT / "docs" / link).exists()] == []
