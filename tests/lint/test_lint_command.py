"""`certify check --lint` prints findings with their cure and fails without a reason; it decides nothing."""

import json
from pathlib import Path

import pytest

from certify.claims import claim, reals
from certify.claims.lint.kinds import KINDS, excepted
from certify.claims.lint.run import CHECKS, on_claim
from certify.cli import main
from certify.common.errors import InputError

a, b = reals("a b")
CLAIMS = (
    "from certify.claims import claim, reals\na, b = reals('a b')\nSCALING = dict(a=1, b=2)\n"
    "given = claim('a step', a + 1 >= 0, given=[a >= 0]{more})\n"
)


def write(folder: Path, more: str = "") -> str:
    (folder / "steps.py").write_text(CLAIMS.format(more=more))
    return str(folder)


def test_a_finding_is_a_line_with_id_kind_message_and_cure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--lint", write(tmp_path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(
        f"{tmp_path.name}/steps.given: circular: a + 1 >= 0 is given; take the hypothesis out"
    )
    assert lines[1].startswith(
        f"{tmp_path.name}/steps.given: homogeneity: a sum of terms of the degrees 0, 1"
    )
    assert lines[-1] == "lint: 2 findings (1 circular, 1 homogeneity) in 1 claims, 0 more with a reason"


def test_with_a_reason_for_each_it_exits_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = ", lint_except={'circular': 'printed so', 'homogeneity': 'printed so'}"
    assert main(["check", "--lint", write(tmp_path, more)]) == 0
    assert capsys.readouterr().out == "lint: 0 findings in 1 claims, 2 more with a reason\n"
    assert main(["check", "--lint", "--json", str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {(one["kind"], one["reason"]) for one in found} == {
        ("circular", "printed so"),
        ("homogeneity", "printed so"),
    }


def test_nothing_is_decided(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("certify.checking.check.check", lambda *_, **__: pytest.fail("it decided"))
    main(["check", "--lint", write(tmp_path)])
    assert "PROVED" not in capsys.readouterr().out


def test_a_file_that_cannot_be_read_fails_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.py").write_text("1 / 0\n")
    assert main(["check", "--lint", str(tmp_path)]) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_only_what_is_selected_is_told(tmp_path: Path) -> None:
    assert main(["check", "--lint", write(tmp_path), "--select", "*other"]) == 0


@pytest.mark.parametrize(
    ("reasons", "problem"),
    [({"circle": "why"}, "'circle' is no kind of finding"), ({"title": " "}, "no reason for title")],
)
def test_an_exception_has_a_known_kind_and_a_reason(reasons: dict[str, str], problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        claim("x", a >= b, lint_except=reasons)
    assert excepted({"title": "the paper calls it so"})


def test_an_exception_that_nothing_needs_is_a_finding() -> None:
    (one,) = on_claim(claim("a step", a >= b, lint_except={"title": "why"}))
    assert (one.kind, one.reason) == ("exception", "")


def test_canaries_are_false_on_purpose_and_have_no_findings() -> None:
    assert not list(on_claim(claim("Lemma 1", a >= b, given=[a >= b], printed=True, canary="PROVED")))


def test_every_kind_has_a_meaning_a_cure_and_a_check() -> None:
    assert set(KINDS) == {*CHECKS, "no-whole", "exception"}
    assert all(len(meaning) > 10 and len(cure) > 10 for meaning, cure in KINDS.values())
