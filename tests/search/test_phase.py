"""Pictures of campaigns: the curves are the formulas, the points are the results, and neither says more."""

import json
import math
import xml.etree.ElementTree as ElementTree
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from certify import InputError, verify
from certify.certificates import Certificate
from certify.cli import main
from certify.ledger import Accepted, Ledger
from certify.search.campaigns.panels import BELOW
from certify.search.campaigns.spec import read_spec, spec_of

CAMPAIGNS = Path(__file__).parents[2] / "examples" / "campaigns"
SPECS = {
    "ranks": 'phase = "ranks"\nstarts = 3\n[grid]\nr = [2, 3]\nrstar = [1, 2]\n',
    "eps2": 'phase = "eps2"\nstarts = 3\n[grid]\nr = 2\nrstar = 1\neps2 = ["0", "1", "5/2"]\n',
    "asymmetric": 'phase = "asymmetric"\nclass = "asymmetric"\nstarts = 2\n'
    '[grid]\nn1 = 2\nn2 = 2\nr = [1, 2]\nrstar = 1\nmu = ["1/4", "2"]\n',
    "noise": 'phase = "noise"\nstarts = 1\n[grid]\nr = 1\nrstar = 1\neps1 = ["0", "1/5"]\n',
}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every picture as SVG and as JSON, from one run of each campaign."""
    folders = {}
    for name, text in SPECS.items():
        folder = folders[name] = tmp_path_factory.mktemp(name)
        (folder / "spec.toml").write_text(f'name = "{name}"\n{text}')
        for kind in ("json", "svg"):
            spec, output = str(folder / "spec.toml"), str(folder / f"picture.{kind}")
            assert main(["phase", spec, "-o", output, "--workers", "1"]) == 0
    return folders


def panels(folder: Path) -> list[dict[str, Any]]:
    return json.loads((folder / "picture.json").read_text())["panels"]


@pytest.mark.parametrize("name", SPECS)
def test_the_json_has_every_point_with_its_task_and_certificate(drawn: dict[str, Path], name: str) -> None:
    answer = json.loads((drawn[name] / "picture.json").read_text())
    spec = read_spec(drawn[name] / "spec.toml")
    assert answer["schema"] == "certify/phase/1"
    assert answer["campaign"] == spec.document
    assert {"results", "caption", "missing", "panels"} <= answer.keys()
    with Ledger(drawn[name] / "picture.ledger", spec.document, len(spec.tasks)) as ledger:
        assert answer["results"] == ledger.hash()
        values = {task: value for task, value, _ in ledger.summaries()}
        for point in (point for panel in answer["panels"] for point in panel["points"]):
            assert set(point) == {"task", "series", "kind", "x", "y", "delta", "certificate"}
            if point["kind"] == "found":
                assert values[point["task"]] in (point["x"], point["y"])
                continue
            data = ledger.certificate(point["certificate"])
            assert data is not None
            certificate = Certificate.from_json(data)
            assert verify(certificate).accepted
            assert certificate.rule == point["kind"].replace(" ", "-")
            assert certificate.document["statement"]["delta"] == point["delta"]
            assert float(Fraction(point["delta"])) in (point["x"], point["y"])
    drawn_tasks = {point["task"] for panel in answer["panels"] for point in panel["points"]}
    assert drawn_tasks | set(map(int, answer["missing"])) == set(range(len(spec.tasks)))


def test_without_noise_the_curve_is_theorem_1_2_with_certificates_on_both_sides(
    drawn: dict[str, Path],
) -> None:
    (panel,) = panels(drawn["ranks"])
    (curve,) = panel["curves"]
    x = np.array(curve["x"])
    np.testing.assert_allclose(curve["y"], 1.0 / (1.0 + np.sqrt(1.0 / x)), atol=1e-12)
    by_task: dict[int, dict[str, Any]] = {}
    for point in panel["points"]:
        by_task.setdefault(point["task"], {})[point["kind"]] = point
    assert len(by_task) == 4
    for points in by_task.values():
        assert set(points) == {"found", "counterexample", "escape directions"}
        sharp = 1.0 / (1.0 + math.sqrt(1.0 / points["found"]["x"]))
        assert points["found"]["y"] >= sharp - 1e-9
        above, below = (Fraction(points[kind]["delta"]) for kind in ("counterexample", "escape directions"))
        assert float(above) >= sharp
        assert above - below == BELOW


def test_with_eps2_points_lie_on_the_sharp_curve_between_the_printed_ones(drawn: dict[str, Path]) -> None:
    (panel,) = panels(drawn["eps2"])
    curves = {curve["formula"]: curve for curve in panel["curves"]}
    s = math.sqrt(1 / 2)
    x = np.array(curves["threshold"]["x"])
    np.testing.assert_allclose(curves["threshold"]["y"], 1 / (1 + (1 + x / 2) * s), atol=1e-12)
    np.testing.assert_allclose(curves["threshold_necessary"]["y"], 1 / (1 + (1 + x / 4) * s), atol=1e-12)
    sharp = np.array(curves["threshold_sharp"]["y"])
    np.testing.assert_allclose(sharp * (1 + s * (1 + x / (2 * (1 + sharp)))), 1.0, atol=1e-12)
    for point in (point for point in panel["points"] if point["kind"] == "found"):
        delta, eps2 = point["y"], point["x"]
        assert delta * (1 + s * (1 + eps2 / (2 * (1 + delta)))) == pytest.approx(1.0, abs=1e-7)
        assert 1 / (1 + (1 + eps2 / 2) * s) - 1e-9 <= delta <= 1 / (1 + (1 + eps2 / 4) * s) + 1e-9


def test_asymmetric_points_lie_above_what_suffices_and_full_rank_has_none(drawn: dict[str, Path]) -> None:
    answer = json.loads((drawn["asymmetric"] / "picture.json").read_text())
    against_mu, against_ratio = answer["panels"]
    sufficient, necessary = against_ratio["curves"]
    x = np.array(sufficient["x"])
    np.testing.assert_allclose(sufficient["y"], 0.5 / (1 + np.sqrt(1 / x)), atol=1e-12)
    np.testing.assert_allclose(necessary["y"], 1.0 / (1 + np.sqrt(1 / x)), atol=1e-12)
    levels = {(curve["formula"], curve["series"]): set(curve["y"]) for curve in against_mu["curves"]}
    assert levels["threshold_asymmetric", "r/r* = 1"] == {0.25}
    assert levels["threshold_asymmetric_necessary", "r/r* = 1"] == {0.5}
    assert sorted(point["x"] for point in against_mu["points"]) == [0.25, 2.0]
    assert all(point["y"] >= 0.25 for point in against_mu["points"])
    assert all(point["certificate"] is None for point in against_mu["points"])
    # U and V square and invertible leave no room for a spurious point: delta* is 1.
    assert answer["missing"] == {"2": "nothing below 1 was found", "3": "nothing below 1 was found"}


def test_with_noise_both_panels_are_one_bound_read_two_ways(drawn: dict[str, Path]) -> None:
    level, reach = panels(drawn["noise"])
    for printed, factor in ((0, 0.5), (1, math.sqrt(0.5))):
        delta, error = (np.array(reach["curves"][printed][axis]) for axis in "xy")
        np.testing.assert_allclose(error, factor / (0.5 - delta), rtol=1e-12)
        np.testing.assert_allclose(1.0 / error, level["curves"][printed]["x"], rtol=1e-12)
        np.testing.assert_allclose(delta, level["curves"][printed]["y"], rtol=1e-12)
    found = [point for point in level["points"] if point["kind"] == "found"]
    assert [point["x"] for point in found] == [0.0, 0.2]
    assert found[0]["y"] == pytest.approx(0.5, abs=1e-7)
    assert 0.5 - 0.2 * math.sqrt(0.5) - 1e-9 <= found[1]["y"] < 0.5
    assert [(p["task"], p["x"], p["y"]) for p in reach["points"] if p["kind"] == "found"] == [
        (1, found[1]["y"], 5.0)
    ]


@pytest.mark.parametrize("name", SPECS)
def test_the_svg_names_its_axes_and_carries_every_point(drawn: dict[str, Path], name: str) -> None:
    tree = ElementTree.parse(drawn[name] / "picture.svg")
    assert tree.getroot().tag.endswith("}svg")
    text = {"".join(element.itertext()).strip() for element in tree.iter() if element.tag.endswith("}text")}
    ids = {element.get("id") for element in tree.iter()}
    for number, panel in enumerate(panels(drawn[name])):
        assert {panel["title"], panel["x"], panel["y"]} <= text
        for point in panel["points"]:
            address = (point["certificate"] or "float")[:16]
            kind = point["kind"].replace(" ", "-")
            assert f"panel-{number}-task-{point['task']}-{kind}-{address}" in ids


def test_the_same_results_give_the_same_bytes_and_no_question_is_asked_twice(
    drawn: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = drawn["ranks"]
    monkeypatch.setattr(
        "certify.search.campaigns.executors.Local.submit", lambda *_: pytest.fail("asked again")
    )
    for kind in ("svg", "json"):
        again = ["-o", str(tmp_path / f"again.{kind}"), "--ledger", str(folder / "picture.ledger")]
        assert main(["phase", str(folder / "spec.toml"), *again]) == 0
        assert (tmp_path / f"again.{kind}").read_bytes() == (folder / f"picture.{kind}").read_bytes()


def test_a_failed_question_is_told_and_not_drawn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "spec.toml").write_text('phase = "ranks"\nstarts = 1\n[grid]\nr = [1, 2]\nrstar = 1\n')
    spec = read_spec(tmp_path / "spec.toml")
    with Ledger(tmp_path / "a.ledger", spec.document, 2) as ledger:
        ledger.accept([Accepted(0, None, 0.1, {"question": spec.tasks[0], "failed": "SolverError"})])
    assert main(["phase", str(tmp_path / "spec.toml"), "-o", str(tmp_path / "a.json")]) == 1
    assert "1 without a point: SolverError" in capsys.readouterr().out
    assert json.loads((tmp_path / "a.json").read_text())["missing"] == {"0": "SolverError"}


def test_a_phase_is_part_of_the_campaign_and_its_absence_changes_nothing() -> None:
    data = {"grid": {"r": 1, "rstar": 1}}
    assert "phase" not in spec_of(data).document
    assert spec_of({**data, "phase": "ranks"}).document == {**spec_of(data).document, "phase": "ranks"}


ASYMMETRIC = {"n1": 3, "n2": 3, "r": 1, "rstar": 1}


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"phase": "circles", "grid": {"r": 1, "rstar": 1}}, "phase"),
        ({"phase": ["ranks"], "grid": {"r": 1, "rstar": 1}}, "phase"),
        ({"phase": "asymmetric", "grid": {"r": 1, "rstar": 1}}, "class"),
        ({"phase": "ranks", "class": "asymmetric", "grid": ASYMMETRIC}, "class"),
        ({"phase": "ranks", "grid": {"r": 1, "rstar": 1, "eps2": [0, 1]}}, "eps2"),
        ({"phase": "eps2", "grid": {"r": 1, "rstar": 1, "eps0": 1}}, "eps0"),
        ({"phase": "noise", "grid": {"r": 1, "rstar": 1}}, "eps0"),
        ({"phase": "noise", "grid": {"r": 1, "rstar": 1, "eps0": [0, 1], "eps1": [0, 1]}}, "eps0"),
        ({"phase": "noise", "grid": {"r": 1, "rstar": 1, "eps0": 1, "eps2": [0, 1]}}, "eps2"),
        ({"phase": "eps2", "grid": {"r": list(range(1, 10)), "rstar": 1}}, "grid"),
    ],
)
def test_a_picture_that_means_nothing_is_refused_by_the_field(data: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as error:
        spec_of(data)
    assert error.value.field == field
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "output", "field"),
    [
        ("[grid]\nr = 1\nrstar = 1\n", "a.svg", "phase"),
        ('phase = "ranks"\n[grid]\nr = 1\nrstar = 1\n', "a.png", "--output"),
        ('phase = "ranks"\n[grid]\nr = 1\nrstar = 1\n', "none/a.svg", "--output"),
    ],
)
def test_no_work_starts_where_nothing_could_be_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, output: str, field: str
) -> None:
    (tmp_path / "spec.toml").write_text(text)
    assert main(["phase", str(tmp_path / "spec.toml"), "-o", str(tmp_path / output)]) == 2
    assert field in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["spec.toml"]


@pytest.mark.parametrize("path", sorted(CAMPAIGNS.glob("*.toml")), ids=lambda path: path.stem)
def test_the_example_campaigns_are_pictures(path: Path) -> None:
    spec = read_spec(path)
    assert spec.document["phase"] == path.stem
    assert 5 <= len(spec.tasks) <= 20
