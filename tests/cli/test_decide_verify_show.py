"""`certify decide`, `verify`, `show`: exit codes, what is written, one line for whatever a file holds."""

import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from certify import Certificate, Instance, verify, write_instance
from certify.certificates import rational_measurements
from certify.cli import main
from certify.kernel.limits import MAX_BYTES

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "examples" / "certificates").glob("*.json"))
COUNTEREXAMPLE = next(path for path in EXAMPLES if path.stem == "counterexample")
ESCAPE = next(path for path in EXAMPLES if path.stem == "escape-directions")
DOCUMENT = json.loads(COUNTEREXAMPLE.read_bytes())


@pytest.fixture
def question(tmp_path):
    """Write the instance X = [1; 0], Z = [0; 3/2] (delta* = 41/81) at a delta, and return its path."""

    def write(delta, **fields):
        path = tmp_path / "question.json"
        write_instance(Instance([[1], [0]], [[0], ["3/2"]], delta=delta, **fields), path)
        return str(path)

    return write


@pytest.fixture
def saved(tmp_path):
    """Write bytes, text or a document to a file, and return its path."""

    def write(content, name="cert.json"):
        path = tmp_path / name
        data = json.dumps(content).encode() if isinstance(content, dict) else content
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return str(path)

    return write


def altered(**statement):
    """The example counterexample with other fields in its statement: rejected."""
    return {**DOCUMENT, "statement": {**DOCUMENT["statement"], **statement}}


REJECTED = altered(delta="1/2")
DECLINED = {**DOCUMENT, "version": 2}


def refused(capsys, arguments, *words, code=2):
    """This exit code, one line on stderr with these words, nothing on stdout."""
    assert main(arguments) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert err.startswith("certify: ")
    for word in words:
        assert word in err


# --- decide ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("delta", "verdict", "rule"),
    [("2/5", "ESCAPE_DIRECTIONS", "escape-directions"), ("5/8", "COUNTEREXAMPLE", "counterexample")],
)
def test_decide_writes_a_certificate_that_verify_accepts(delta, verdict, rule, question, tmp_path, capsys):
    output = tmp_path / "cert.json"
    assert main(["decide", question(delta), "-o", str(output)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert verdict.replace("_", " ").lower() in out
    certificate = Certificate.from_json(output.read_bytes())
    assert output.read_bytes() == certificate.to_bytes()
    assert certificate.rule == rule
    assert certificate.address in out
    assert f"certify verify {output}" in out
    assert main(["verify", "--crosscheck", str(output)]) == 0
    assert main(["show", str(output)]) == 0


def test_decide_prints_json_that_names_what_was_written(question, tmp_path, capsys):
    output = tmp_path / "cert.json"
    file = question("5/8")
    assert main(["decide", file, "--json", "-o", str(output)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == {"file", "verdict", "reason", "delta_star", "certificate", "written"}
    assert (answer["file"], answer["verdict"], answer["written"]) == (file, "COUNTEREXAMPLE", str(output))
    assert answer["certificate"] == Certificate.from_json(output.read_bytes()).address
    assert answer["delta_star"] == pytest.approx(41 / 81, abs=1e-8)
    assert main(["decide", file, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {**answer, "written": ""}


def test_decide_without_an_output_writes_nothing(question, tmp_path, capsys):
    file = question("5/8")
    before = sorted(tmp_path.iterdir())
    assert main(["decide", file]) == 0
    assert sorted(tmp_path.iterdir()) == before
    assert "-o CERT" in capsys.readouterr().out


def test_the_measurements_written_are_those_of_the_certificate(question, tmp_path, capsys):
    output, measurements = tmp_path / "cert.json", tmp_path / "f.json"
    assert main(["decide", question("5/8"), "-o", str(output), "--measurements", str(measurements)]) == 0
    capsys.readouterr()
    found = json.loads(measurements.read_text())
    expected = rational_measurements(Certificate.from_json(output.read_bytes()))
    assert [Fraction(c) for c in found["weights"]] == list(expected.weights)
    assert [Fraction(b) for b in found["data"]] == list(expected.data)
    assert found["matrices"] == [[[str(x) for x in row] for row in A] for A in expected.matrices]


def test_escape_directions_have_no_measurements_to_write(question, tmp_path):
    assert main(["decide", question("2/5"), "--measurements", str(tmp_path / "f.json")]) == 0
    assert not (tmp_path / "f.json").exists()


@pytest.fixture
def undecided(monkeypatch):
    """No solver returns anything."""
    from certify.recovery.duality import conic

    def fail(*_arguments):
        raise RuntimeError("no")

    for name in conic.SOLVERS:
        monkeypatch.setitem(conic.SOLVERS, name, fail)


@pytest.mark.usefixtures("undecided")
def test_what_stays_undecided_exits_with_1_and_writes_nothing(question, tmp_path, capsys):
    file = question("5/8")
    before = sorted(tmp_path.iterdir())
    for more in ([], ["--json"]):
        arguments = ["decide", file, "-o", str(tmp_path / "c"), "--measurements", str(tmp_path / "m"), *more]
        assert main(arguments) == 1
        assert "undecided" in capsys.readouterr().out.lower()
        assert sorted(tmp_path.iterdir()) == before
    assert main(["decide", file, "--json", "-o", str(tmp_path / "c")]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["verdict"], answer["certificate"], answer["written"]) == ("UNDECIDED", None, "")


@pytest.mark.parametrize("option", ["-o", "--output", "--measurements"])
@pytest.mark.parametrize("where", ["missing/cert.json", "question.json/cert.json"])
def test_an_output_that_cannot_be_written_is_refused_and_nothing_is(
    option, where, question, tmp_path, capsys
):
    file = question("5/8")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    other = "-o" if option == "--measurements" else "--measurements"
    refused(capsys, ["decide", file, option, str(tmp_path / where), other, str(tmp_path / "fine.json")])
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_decide_names_the_field_at_fault(question, saved, capsys, tmp_path):
    refused(capsys, ["decide", str(tmp_path / "missing.json")], "missing.json")
    file = question("5/8")
    document = json.loads(Path(file).read_text())
    del document["delta"]
    refused(capsys, ["decide", saved(document, "no-delta.json")], "delta", "missing")
    refused(capsys, ["decide", saved({**document, "delta": "3/2"}, "large.json")], "delta")
    refused(capsys, ["decide", saved({**document, "eps0": "-1"}, "negative.json")], "eps0")
    refused(capsys, ["decide", file, "--what"], "--what")


# --- verify ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_verify_says_what_the_kernel_says(path, capsys):
    expected = verify(path)
    assert main(["verify", str(path), "--crosscheck"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"{path}: accepted {expected.rule} ")
    assert first.endswith(expected.reason.encode("unicode_escape").decode())
    assert second.startswith(f"{path}: the second checker agrees (accepted {expected.rule}")
    assert main(["verify", str(path), "--crosscheck", "--json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer["crosscheck"]["accepted"] is True
    assert (answer["accepted"], answer["rule"], answer["reason"], answer["code"]) == (
        True,
        expected.rule,
        expected.reason,
        0,
    )


def test_the_exit_code_is_the_worst_of_all_files(saved, tmp_path, capsys):
    accepted, rejected = str(COUNTEREXAMPLE), saved(REJECTED, "rejected.json")
    declined, missing = saved(DECLINED, "declined.json"), str(tmp_path / "missing.json")
    words = {accepted: "accepted", rejected: "rejected", declined: "declined", missing: "failed"}
    code = {accepted: 0, rejected: 1, declined: 2, missing: 3}
    for files in (
        [accepted, accepted],
        [rejected],
        [declined],
        [missing],
        [accepted, rejected, accepted],
        [declined, rejected],
        [rejected, missing, declined, accepted],
    ):
        for more in ([], ["--crosscheck"]):
            assert main(["verify", *files, *more]) == max(code[file] for file in files)
            lines = capsys.readouterr().out.splitlines()
            assert len(lines) == len(files) * (2 if more else 1)
            for file, line in zip(files, lines[:: 2 if more else 1], strict=True):
                assert line.startswith(f"{file}: {words[file]}")
        assert main(["verify", "--json", *files]) == max(code[file] for file in files)
        assert [answer["code"] for answer in json.loads(capsys.readouterr().out)] == [code[f] for f in files]


@pytest.mark.parametrize("accepted", [True, False])
def test_checkers_that_disagree_are_a_failure_whoever_accepts(accepted, saved, capsys, monkeypatch):
    from certify import crosscheck

    file = str(COUNTEREXAMPLE) if not accepted else saved(REJECTED)
    other = crosscheck.CheckResult(accepted, "because", "counterexample", 0 if accepted else 1)
    monkeypatch.setattr(crosscheck, "check_bytes", lambda _: other)
    assert main(["verify", "--crosscheck", file]) == 3
    first, second = capsys.readouterr().out.splitlines()
    assert "DISAGREE" in second
    assert first.startswith(f"{file}: {'rejected' if accepted else 'accepted'}")
    assert main(["verify", "--crosscheck", "--json", file]) == 3
    (answer,) = json.loads(capsys.readouterr().out)
    assert answer["accepted"] is not answer["crosscheck"]["accepted"]
    assert main(["verify", file]) == (1 if accepted else 0)


def test_a_second_checker_that_crashes_does_not_pass_for_agreement(capsys, monkeypatch):
    from certify import crosscheck

    def crash(_):
        raise RuntimeError("out of luck")

    monkeypatch.setattr(crosscheck, "check_bytes", crash)
    assert main(["verify", "--crosscheck", str(COUNTEREXAMPLE)]) == 3
    capsys.readouterr()


def test_neither_checker_reads_more_of_a_file_than_its_limit(saved, capsys, monkeypatch):
    from certify import crosscheck

    file = saved(COUNTEREXAMPLE.read_bytes() + b" " * (3 * MAX_BYTES))
    lengths = []
    honest = crosscheck.check_bytes
    monkeypatch.setattr(crosscheck, "check_bytes", lambda data: lengths.append(len(data)) or honest(data))
    assert main(["verify", "--crosscheck", file]) == 2
    assert lengths == [MAX_BYTES + 1]
    assert "declined" in capsys.readouterr().out
    refused(capsys, ["show", file], "larger than 2 MiB")


def test_verify_imports_no_numerical_library():
    heavy = "{'numpy', 'cvxpy', 'scipy', 'flint', 'sympy', 'matplotlib', 'clarabel', 'scs'}"
    program = (
        f"import sys; from certify.cli import main; code = main(['verify', {str(COUNTEREXAMPLE)!r}]); "
        f"print(code, *sorted({heavy} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.splitlines()[-1] == "0"


# --- show -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_can_be_shown(path, capsys):
    assert main(["show", str(path)]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "Traceback" not in out
    assert "ACCEPTED by the kernel" in out
    assert main(["show", "--json", str(path)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["verdict"], answer["rule"], answer["problem"]) == ("accepted", path.stem, "")
    assert answer["reason"] == verify(path).reason
    assert answer["bytes"] == len(Certificate.from_json(path.read_bytes()).to_bytes())


MANGLED = {
    "rejected": REJECTED,
    "declined": DECLINED,
    "without X": {**DOCUMENT, "statement": {k: v for k, v in DOCUMENT["statement"].items() if k != "X"}},
    "X of the wrong kind": altered(X="1"),
    "X ragged": altered(X=[["1"], ["1", "2"]]),
    "witness empty": {**DOCUMENT, "witness": {}},
    "witness a list": {**DOCUMENT, "witness": []},
    "unknown rule": {**DOCUMENT, "rule": "faith"},
    "rule a list": {**DOCUMENT, "rule": ["counterexample"]},
    "more fields": {**DOCUMENT, "signature": "trust me"},
    "a float": {**DOCUMENT, "version": 1.0},
    "numbers beyond floats": altered(X=[["9" * 1500], ["0"]]),
}


@pytest.mark.parametrize("name", MANGLED)
def test_show_exits_as_verify_does_and_shows_no_traceback(name, saved, capsys):
    file = saved(MANGLED[name])
    code = main(["verify", file])
    assert code in (1, 2)
    capsys.readouterr()
    for more in ([], ["--json"]):
        assert main(["show", file, *more]) == code
        out, err = capsys.readouterr()
        assert err == ""
        assert "Traceback" not in out
        assert "ACCEPTED by" not in out
        assert ("REJECTED:", "DECLINED:")[code - 1] in out or more
    assert json.loads(out)["verdict"] == ("rejected", "declined")[code - 1]


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{", b"\xff\xfe", b"text", b"{}", b"[" * 50_000, b"3", b"null"]
)
def test_what_is_no_certificate_at_all_is_refused_in_one_line(data, saved, capsys):
    refused(capsys, ["show", saved(data)], "certificate")


def test_a_file_that_cannot_be_read_is_refused_by_name(tmp_path, capsys):
    refused(capsys, ["show", str(tmp_path / "missing.json")], "missing.json", "no such file")
    refused(capsys, ["show", str(tmp_path)], str(tmp_path))
    refused(capsys, ["show", "a\0b"])


# --- hostile text ---------------------------------------------------------------------------------------

ESCAPES = ("\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\u202e", "\u2028", "\x85", "\x7f", "\x08")
FORGERY = "\n  ACCEPTED by the kernel: all is well\nx.json: accepted counterexample"


def hostile_documents():
    """Texts at every place where a file has a say in what is printed."""
    for text in (*ESCAPES, FORGERY, "\r", "[bold]", "[/]"):
        yield {**DOCUMENT, "rule": text}
        yield {**DOCUMENT, "schema": text}
        yield {**DOCUMENT, text: "1"}
        yield altered(conclusion=text)
        yield altered(delta=text)
        yield altered(X=[[text], ["0"]])
        yield {**DOCUMENT, "statement": {**DOCUMENT["statement"], text: "1"}}
        yield {**DOCUMENT, "witness": {text: text}}
        for rule in ("box", "identity", "point", "positivity"):
            yield {**DOCUMENT, "rule": rule, "statement": {text: text}, "witness": {}}
            yield {**DOCUMENT, "rule": rule, "statement": {"variables": [text, text * 50]}, "witness": {}}


def assert_tame(text):
    """Nothing but printable characters and the line ends of the command itself."""
    assert all(line.isprintable() for line in text.split("\n"))
    assert not any(line.startswith(("  ACCEPTED", "x.json")) for line in text.split("\n"))


@pytest.mark.parametrize("escaped", [True, False], ids=["JSON escapes", "raw"])
def test_no_text_of_a_file_makes_a_second_line_or_an_escape_code(escaped, saved, capsys):
    for document in hostile_documents():
        file = saved(json.dumps(document, ensure_ascii=escaped))
        code = main(["verify", "--crosscheck", file])
        out, err = capsys.readouterr()
        assert code in (1, 2)
        assert err == ""
        assert_tame(out)
        assert len(out.splitlines()) == 2
        shown = main(["show", file])
        out, err = capsys.readouterr()
        assert shown in (code, 2)
        assert_tame(out + err)


def test_no_file_name_makes_a_second_line_or_an_escape_code(tmp_path, capsys):
    for text in (*ESCAPES, FORGERY.replace("/", "")):
        path = tmp_path / f"a{text}b"
        path.write_bytes(COUNTEREXAMPLE.read_bytes())
        for command in (["verify", "--crosscheck"], ["show"]):
            assert main([*command, str(path)]) == 0
            out, err = capsys.readouterr()
            assert_tame((out + err).replace("  ACCEPTED by the kernel: at delta", ""))
        os.unlink(path)
        for command in ("verify", "show"):
            assert main([command, str(path)]) in (2, 3)
            out, err = capsys.readouterr()
            assert_tame(out + err)
            assert len((out + err).splitlines()) == 1
