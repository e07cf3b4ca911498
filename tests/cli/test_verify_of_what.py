"""`certify verify --instance FILE`, `--claim ID`: of exactly this, or rejected, and where it differs."""

import json
from pathlib import Path

import pytest

from certify import Instance, check, write_instance
from certify.certificates import decide
from certify.certificates.store import CertificateStore
from certify.claims import AtInstance
from certify.cli import main
from certify.kernel import canonical_bytes
from certify.provers import Budget, decide_statement

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "certificates"
TEXT = """
from certify.claims import Random, claim, maximum, reals

a, b, x = reals("a b x")
square = claim("square", given=[a > 0], show=a**2 + b**2 >= 2 * a * b)
other = claim("other", given=[a > 0], show=a**2 + b**2 >= a * b)
too_much = claim("too much", given=[a > 0], show=a**2 >= a)
empty = claim("empty", given=[a > 1, a < 0], show=a > 5)
pole = claim("pole", show=1 / a**2 > 0)
heads = claim("heads", Random("heads", lambda rng: bool(rng.random() < 2), 10, at_least=0.2))
"""
VERDICTS = {"square": "PROVED", "too_much": "REFUTED", "empty": "VACUOUS", "pole": "ILL_POSED"}
X, Z = [[1], [0]], [[0], ["3/2"]]


def question(path: Path, **fields: object) -> str:
    write_instance(Instance(**{"X": X, "Z": Z, "delta": "2/5", **fields}), path)  # type: ignore[arg-type]
    return str(path)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Claims with a certificate for each in NAME.json, and those of an instance on either side."""
    folder = tmp_path_factory.mktemp("of_what")
    (folder / "claims" / "paper").mkdir(parents=True)
    (folder / "claims" / "paper" / "lemma.py").write_text(TEXT)
    store = CertificateStore(folder / "cache" / "certificates")
    for result in check([folder / "claims"], jobs=0, cache=folder / "cache"):
        for address in result.certificates:
            (folder / f"{result.id.split('.')[-1]}.json").write_bytes(store.get(address).to_bytes())
    for name, delta in (("below", "2/5"), ("above", "5/8")):
        made = decide(Instance(X, Z, delta=delta)).certificate
        assert made is not None
        (folder / f"{name}.json").write_bytes(made.to_bytes())
    return folder


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["verify", *arguments])
    out, err = capsys.readouterr()
    assert err == ""
    (line,) = out.splitlines()
    return code, line


@pytest.mark.parametrize(("name", "delta"), [("below", "2/5"), ("above", "5/8")])
def test_a_certificate_of_the_instance_is_accepted_on_either_side(
    name: str, delta: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = question(tmp_path / "question.json", delta=delta)
    code, line = said(capsys, "--instance", file, str(home / f"{name}.json"))
    assert code == 0
    assert f" of {file}: n = 2, r = 1, r* = 1, at delta = {delta} " in line
    code, line = said(capsys, str(home / f"{name}.json"))
    assert f" n = 2, r = 1, r* = 1, at delta = {delta} " in line


OTHERS: dict[str, tuple[dict[str, object], str]] = {
    "another delta": ({"delta": "1/3"}, "statement.delta"),
    "a delta that rounds to it": (
        {"delta": "400000000000000000001/1000000000000000000000"},
        "statement.delta",
    ),
    "another tolerance": ({"eps1": "1/10"}, "statement.eps1"),
    "another truth": ({"Z": [[0], ["8/5"]]}, "statement.Z[1][0]"),
    "a turned point": ({"X": [[-1], [0]]}, "statement.X[0][0]"),
    "more columns": ({"X": [[1, 0], [0, 0]]}, "statement.X[0]"),
    "the instance scaled": ({"X": [[2], [0]], "Z": [[0], [3]]}, "statement.X[0][0]"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_of_another_instance_it_is_rejected_with_the_first_place_that_differs(
    name: str, home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fields, place = OTHERS[name]
    file = question(tmp_path / "question.json", **fields)
    code, line = said(capsys, "--instance", file, str(home / "below.json"))
    assert code == 1
    assert f"rejected escape-directions {place}: differs" in line
    assert main(["verify", "--crosscheck", "--instance", file, str(home / "below.json")]) == 1
    assert "something else" in capsys.readouterr().out


@pytest.mark.parametrize("name", VERDICTS)
def test_a_certificate_of_the_claim_is_accepted_with_the_verdict_that_it_gives(
    name: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--claim", f"paper/lemma.{name}", "--claims", str(home / "claims"))
    code, line = said(capsys, *asked, str(home / f"{name}.json"))
    assert code == 0
    assert f" of paper/lemma.{name} ({VERDICTS[name]}): (for all a" in line
    assert main(["verify", "--json", *asked, str(home / f"{name}.json")]) == 0
    (document,) = json.loads(capsys.readouterr().out)
    assert (document["asked"], document["shows"]) == (f"paper/lemma.{name}", VERDICTS[name])
    assert document["of"].startswith("for all a")
    code, line = said(capsys, str(home / f"{name}.json"))
    assert f"accepted {document['rule']} ({document['of']}) " in line


@pytest.mark.parametrize(
    ("asked", "given", "place"),
    [
        ("other", "square", "statement.show"),
        ("square", "other", "statement.show"),
        ("square", "too_much", "statement"),
        ("square", "below", "rule"),
        ("pole", "empty", "statement"),
    ],
)
def test_a_certificate_of_another_claim_is_rejected(
    asked: str, given: str, place: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ("--claim", f"paper/lemma.{asked}", "--claims", str(home / "claims"))
    code, line = said(capsys, *where, str(home / f"{given}.json"))
    assert code == 1
    assert f" {place}" in line
    assert "differs" in line


def test_one_of_several_files_that_is_of_something_else_decides_the_exit_code(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = question(tmp_path / "question.json")
    assert main(["verify", "--instance", file, str(home / "below.json"), str(home / "above.json")]) == 1
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == ["accepted", "rejected"]


def test_bad_input_is_one_line_and_nothing_is_accepted(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_instance(Instance(X, Z), tmp_path / "open.json")
    claims, file = str(home / "claims"), str(home / "below.json")
    for arguments, word in (
        (["--instance", str(tmp_path / "missing.json")], "missing.json"),
        (["--instance", str(tmp_path / "open.json")], "delta"),
        (["--instance", file], "schema"),
        (["--claim", "paper/lemma.nothing", "--claims", claims], "nothing"),
        (["--claim", "lemma.squ", "--claims", claims], "did you mean paper/lemma.square"),
        (["--claim", "paper/lemma.heads", "--claims", claims], "no certificate"),
        (["--claim", "paper/lemma.square", "--claims", str(tmp_path / "nowhere")], "nowhere"),
        (["--claims", claims], "--claim"),
        (["--claim", "paper/lemma.square", "--instance", file], "--instance"),
    ):
        assert main(["verify", *arguments, file]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert len(err.splitlines()) == 1
        assert word in err


@pytest.mark.parametrize("name", ["a b", "x: accepted", "\u202e", "for all"])
def test_a_name_that_no_claim_can_have_makes_no_second_line(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = json.loads((EXAMPLES / "real.json").read_text().replace('"x"', json.dumps(name)))
    (tmp_path / "odd.json").write_bytes(canonical_bytes(document))
    code, line = said(capsys, str(tmp_path / "odd.json"))
    assert code in (0, 1)
    assert line.isprintable()


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_what_is_told_of_every_kind_of_certificate_is_one_short_line(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, line = said(capsys, str(path))
    assert code == 0
    assert len(line) < 500


@pytest.mark.parametrize(("delta", "side"), [("2/5", "counterexample"), ("5/8", "no counterexample")])
def test_what_refutes_the_other_side_is_of_the_instance_too(
    delta: str, side: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outcome = decide_statement(AtInstance(Instance(X, Z, delta=delta), side), Budget())
    (made,) = outcome.certificates
    (tmp_path / "refuting.json").write_bytes(made.to_bytes())
    file = question(tmp_path / "question.json", delta=delta)
    code, line = said(capsys, "--instance", file, str(tmp_path / "refuting.json"))
    assert (code, f" accepted {made.rule} of {file}: " in line) == (0, True)
    other = question(tmp_path / "other.json", delta="1/3")
    code, line = said(capsys, "--instance", other, str(tmp_path / "refuting.json"))
    assert (code, "statement.delta: differs" in line) == (1, True)
