"""docs/derivations.md: its examples are proved, its messages are those of steps, its facts the library's."""

import re
from pathlib import Path

import pytest

from certify.claims.derivations import StepError
from certify.claims.derivations.loading import module
from certify.claims.derivations.theorem import Theorem
from certify.cli import main
from certify.crosscheck.check import check_bytes as second_check
from certify.kernel import check_bytes
from certify.kernel.rules.theorems.library import LIBRARY

DOCUMENT = (Path(__file__).parents[2] / "docs" / "derivations.md").read_text()
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", DOCUMENT, re.DOTALL)


@pytest.fixture
def paper(tmp_path):
    """The files of the examples; blocks of one file follow each other in it."""
    files = {}
    for kind, text in BLOCKS:
        if kind == "python":
            name, _, code = text.partition("\n")
            files.setdefault(tmp_path / name.removeprefix("# "), []).append(code)
    for file, parts in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(parts))
    return tmp_path


def theorems(file):
    return {name: one for name, one in vars(module(file)).items() if isinstance(one, Theorem)}


def test_both_checkers_accept_the_examples(paper):
    found = theorems(paper / "my_paper" / "derivations" / "bounds.py")
    assert set(found) == {"divide", "weighted", "definite", "norm"}
    for one in found.values():
        data = one.certificate().to_bytes()
        assert check_bytes(data, one.document).accepted
        assert second_check(data).accepted


def test_the_messages_are_those_of_the_steps(paper):
    messages = [text.strip() for kind, text in BLOCKS if kind == "text"]
    names = [message.partition(",")[0] for message in messages]
    assert len(messages) == 3
    for name, message in zip(names, messages, strict=True):
        wrong = theorems(paper / "my_paper" / "derivations" / f"{name}.py")["wrong"]
        with pytest.raises(StepError) as error:
            wrong.certificate()
        assert str(error.value) == message


def test_the_commands_print_what_is_shown(paper, monkeypatch, capsys):
    """Up to blanks; three dots stand for anything."""
    monkeypatch.chdir(paper)
    (console,) = (text for kind, text in BLOCKS if kind == "console")
    for part in re.split(r"^\$ certify ", console, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        assert main(command.split()) == 0
        printed = " ".join(capsys.readouterr().out.split())
        pattern = ".*".join(re.escape(" ".join(words.split())) for words in shown.split("…"))
        assert re.search(pattern, printed), printed


def test_the_table_of_facts_is_the_library():
    table = DOCUMENT.split("## Library facts")[1].split("\n## ")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == list(LIBRARY)
