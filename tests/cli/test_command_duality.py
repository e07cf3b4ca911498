"""`certify duality`: exit codes, one line for an error, documented numbers, nothing written when it fails."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from zoo import instance

from certify import delta_star, read_instance, write_instance
from certify.cli import main

SHIPPED = Path(__file__).resolve().parents[2] / "examples" / "instances"
FILE = str(SHIPPED / "escape-1-1.json")
DOCUMENTED = {
    "file",
    "primal",
    "dual",
    "gap",
    "delta_star",
    "residuals",
    "status",
    "alpha",
    "beta",
    "delta_closed_form",
    "delta_sharp_directions",
    "delta_classical_direction",
    "threshold",
    "side",
    "form",
    "solver",
}


def refused(capsys: pytest.CaptureFixture[str], arguments: list[str], *words: str) -> None:
    """Exit code 2, one line on stderr with these words, nothing on stdout."""
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert err.startswith("certify: ")
    assert "Traceback" not in err
    for word in words:
        assert word in err


def test_the_table_shows_the_numbers_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["duality", FILE]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    # 1 - alpha^2 + ... : delta* = delta(alpha, beta) = 41/81 at X = e1, Z = 3/2 e2.
    for text in ("primal", "dual", "gap", "0.506172", "0.500000000", "0.9138", "At δ = 0.4"):
        assert text in out


def test_json_holds_the_documented_numbers_for_every_file_in_order(
    capsys: pytest.CaptureFixture[str],
) -> None:
    files = [str(SHIPPED / name) for name in ("noisy-3-2.json", "escape-1-1.json", "rank-deficient.json")]
    assert main(["duality", *files, "--json"]) == 0
    out, err = capsys.readouterr()
    documents = json.loads(out)
    assert err == ""
    assert [document["file"] for document in documents] == files
    for document in documents:
        assert set(document) >= DOCUMENTED
        result = delta_star(read_instance(document["file"]))
        assert document["primal"] == pytest.approx(result.primal, abs=1e-9)
        assert document["dual"] == pytest.approx(result.dual, abs=1e-9)
        assert document["gap"] == pytest.approx(document["primal"] - document["dual"], abs=1e-12)
        assert document["status"] == "confirmed"
        assert document["delta_closed_form"] <= document["delta_sharp_directions"] + 1e-7
        assert document["delta_sharp_directions"] <= document["delta_star"] + 1e-6
    assert documents[1]["primal"] == pytest.approx(41 / 81, abs=1e-8)
    assert documents[1]["side"] == "escape_directions"


@pytest.mark.parametrize("form", ["auto", "full", "rank-one", "reduced"])
@pytest.mark.parametrize("solver", ["auto", "clarabel", "scs"])
def test_every_form_and_solver_can_be_asked_for(
    form: str, solver: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["duality", FILE, "--json", "--form", form, "--solver", solver]) == 0
    (document,) = json.loads(capsys.readouterr().out)
    assert document["primal"] == pytest.approx(41 / 81, abs=1e-6)
    assert document["form"] == {"auto": "reduced"}.get(form, form)


def test_the_same_question_gives_the_same_text_twice(capsys: pytest.CaptureFixture[str]) -> None:
    outputs = []
    for _ in range(2):
        assert main(["duality", str(SHIPPED / "noisy-3-2.json"), "--json"]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]


@pytest.mark.parametrize("pattern", [(0.0, 0.0, 0.0), (0.05, 0.1, 0.2)], ids=str)
@pytest.mark.parametrize("kind", ["generic", "rank-deficient X", "Z inside range X", "Z zero", "short"])
@pytest.mark.parametrize(("r", "r_star"), [(2, 1), (1, 2)])
def test_degenerate_instances_are_shown_and_drawn_too(
    kind: str, r: int, r_star: int, pattern: tuple[float, ...], tmp_path: Path
) -> None:
    if r == 1 and kind == "rank-deficient X":
        kind = "tall"
    path, plot = tmp_path / "instance.json", tmp_path / "plot.svg"
    write_instance(instance(kind, r, r_star, 100, pattern), path)
    assert main(["duality", str(path), "--plot", str(plot)]) == 0
    assert ET.parse(plot).getroot().tag.endswith("svg")


def test_a_plot_is_svg_and_the_same_bytes_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [tmp_path / "a.svg", tmp_path / "b.svg"]
    for path in paths:
        assert main(["duality", FILE, "--plot", str(path)]) == 0
    capsys.readouterr()
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.svg", "b.svg"]
    root = ET.parse(paths[0]).getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert len(list(root.iter())) > 100


def test_bad_options_are_refused_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    refused(capsys, ["duality", FILE, "--form", "dual"], "--form", "rank-one")
    refused(capsys, ["duality", FILE, "--solver", "mosek"], "--solver", "clarabel")
    refused(capsys, ["duality", FILE, "--plot", str(tmp_path / "a.png")], "--plot", ".svg")
    refused(capsys, ["duality", FILE, "--nope"], "--nope")
    refused(capsys, ["duality"], "FILE")
    refused(capsys, ["dualty", FILE], "dualty")
    refused(capsys, ["duality", str(SHIPPED / "noisy-3-2.json"), "--form", "reduced"], "form")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("{", "JSON"),
        ('{"schema": "certify/instance/1", "X": [["1"]], "Z": [["NaN"]]}', "Z[0][0]"),
        ('{"schema": "certify/instance/1", "X": [["1"]], "Z": [["1"]]}', "nothing to separate"),
        ('{"schema": "certify/instance/1", "X": [["1"]], "Z": [["2"]], "delta": "1"}', "delta"),
        ('{"schema": "certify/instance/1", "X": [["1"]], "Z": [["2"]], "eps0": "-1"}', "eps0"),
        ('{"schema": "certify/instance/1", "X": [["1"]], "Z": [["2"]], "eps": "1"}', "eps"),
    ],
)
def test_one_bad_file_among_good_ones_stops_before_anything_is_written(
    text: str, field: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, plot = tmp_path / "bad.json", tmp_path / "plot.svg"
    bad.write_text(text)
    for extra in ([], ["--json"], ["--plot", str(plot)]):
        refused(capsys, ["duality", FILE, str(bad), *extra], "bad.json", field)
    assert not plot.exists()


def test_a_missing_file_and_a_directory_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    refused(capsys, ["duality", str(tmp_path / "none.json")], "none.json", "no such file")
    refused(capsys, ["duality", str(tmp_path)], "directory")


def test_help_is_not_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "duality" in capsys.readouterr().out
    assert main(["duality", "--help"]) == 0
    assert "--json" in capsys.readouterr().out
