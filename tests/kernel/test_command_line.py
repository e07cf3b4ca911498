"""python -m certify.kernel: one line for every file, the worst code, nothing but the standard library."""

import ast
import runpy
import subprocess
import sys

import pytest

from certify.kernel import __main__ as command_line

from .certificates import DELETED, EXAMPLES, REPOSITORY, RULES, canonical_bytes, changed, example

KERNEL = REPOSITORY / "certify" / "kernel"
MODULES = sorted(KERNEL.rglob("*.py"))


def run(*arguments):
    """The kernel in an interpreter that sees no installed package."""
    command = [sys.executable, "-S", "-m", "certify.kernel", *map(str, arguments)]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)


def test_the_examples_are_accepted_without_any_installed_package():
    done = run(*(EXAMPLES / f"{rule}.json" for rule in RULES))
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert [line.split(": ", 1)[1].split()[:2] for line in lines] == [["accepted", rule] for rule in RULES]


def test_the_kernel_imports_only_the_standard_library_and_itself():
    script = "import sys; before = set(sys.modules); import certify.kernel; print(*set(sys.modules) - before)"
    done = subprocess.run(
        [sys.executable, "-S", "-c", script], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    foreign = {
        name
        for name in done.stdout.split()
        if name.partition(".")[0] not in sys.stdlib_module_names
        and name != "certify"
        and not name.startswith("certify.kernel")
    }
    assert foreign == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(KERNEL)))
def test_the_source_of_the_kernel_has_no_floats_no_eval_and_no_foreign_imports(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Constant(value=value):
                assert not isinstance(value, float | complex)
            case ast.Name(id=name):
                assert name not in ("float", "eval", "exec", "compile", "__import__")
            case ast.BinOp(op=operation):
                # Division is exact on Fraction only, and Matrix entries are integers.
                assert not isinstance(operation, ast.Div) or path.stem == "counterexample"
            case ast.Import(names=names):
                assert all(name.name in sys.stdlib_module_names for name in names)
            case ast.ImportFrom(module=module):
                assert module.startswith("certify.kernel") or module in (
                    *sys.stdlib_module_names,
                    "collections.abc",
                )


@pytest.fixture
def files(tmp_path):
    """One file for every exit code."""
    contents = {
        "accepted": canonical_bytes(example("identity")),
        "rejected": canonical_bytes(changed(example("counterexample"), witness__S__0__0="1/7")),
        "declined": canonical_bytes(changed(example("identity"), version=2)),
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    return {name: str(tmp_path / name) for name in [*contents, "failed"]}


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["accepted"], 0),
        (["rejected", "accepted"], 1),
        (["accepted", "declined", "rejected"], 2),
        (["declined", "failed", "rejected"], 3),
    ],
)
def test_the_exit_code_is_the_worst_of_the_files(files, capsys, names, code):
    assert command_line.main([files[name] for name in names]) == code
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines] == names


def test_a_line_names_file_verdict_rule_place_and_reason(files, capsys):
    command_line.main([files["rejected"]])
    assert capsys.readouterr().out == (
        f"{files['rejected']}: rejected counterexample witness.S: S X is not zero (entry 1,1 is 1/7)\n"
    )


def test_text_of_a_certificate_cannot_make_a_second_line(tmp_path, capsys):
    path = tmp_path / "a\nb"
    path.write_bytes(
        canonical_bytes(changed(example("identity"), **{"x\u2028accepted": "", "rule": DELETED}))
    )
    assert command_line.main([str(path)]) == 2
    path.write_bytes(canonical_bytes(changed(example("identity"), **{"x\u2028accepted": ""})))
    assert command_line.main([str(path)]) == 1
    output = capsys.readouterr().out
    assert output.isascii()
    assert len(output.splitlines()) == 2


def test_without_files_the_usage_is_printed_and_nothing_is_accepted(capsys):
    assert command_line.main([]) == 3
    assert capsys.readouterr().err == "usage: python -m certify.kernel FILE...\n"


def test_unreadable_paths_are_failures_and_not_verdicts(tmp_path, capsys):
    assert command_line.main([str(tmp_path)]) == 3
    assert command_line.main(["a\0b"]) == 3
    assert "cannot be read" in capsys.readouterr().out


def test_a_file_is_not_read_beyond_the_limit(tmp_path, capsys):
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    assert command_line.main([str(path)]) == 2
    assert "larger than 2097152 bytes" in capsys.readouterr().out


def test_run_as_a_module_it_exits_with_the_code(files, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["certify.kernel", files["rejected"]])
    with pytest.raises(SystemExit, match="1"):
        runpy.run_path(str(KERNEL / "__main__.py"), run_name="__main__")
    assert "rejected" in capsys.readouterr().out
