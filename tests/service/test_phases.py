"""Phase diagrams of a service: the searches that belong there, and nothing about them that was not found."""

import json
import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.search.campaigns.panels import BELOW, Finding, drawn
from certify.search.campaigns.phase import NOTHING
from certify.search.campaigns.spec import LARGEST_PICTURE, spec_of
from certify.search.campaigns.spec import PICTURES as CAMPAIGNS
from certify.service.site.phases import PICTURES, picture

SYMMETRIC = {"r": 2, "rstar": 1, "eps0": "0", "eps1": "0", "eps2": "0", "seed": 0, "seconds": 5.0}


@dataclass
class Search:
    """As much of a finished job as a diagram reads."""

    id: int
    request: dict[str, Any]
    result: dict[str, Any]


def search(number: int, value: float | None = 0.6, **asked: Any) -> Search:
    delta = None if value is None else Fraction(value).limit_denominator(10**6) + Fraction(1, 10**6)
    return Search(
        number,
        {**SYMMETRIC, **asked},
        {
            "delta_star": value,
            "instance": {"delta": str(delta)},
            "certificate": f"c{number}",
            "escape": delta and {"delta": str(delta - BELOW), "certificate": f"e{number}"},
        },
    )


def points(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [point for panel in told["panels"] for point in panel["points"]]


def test_the_diagrams_are_those_of_campaigns() -> None:
    assert tuple(CAMPAIGNS) == PICTURES


@pytest.mark.parametrize("name", PICTURES)
def test_without_a_search_a_diagram_has_its_curves_and_no_point(name: str) -> None:
    told = picture(name, [])
    assert told["caption"]
    assert told["missing"] == {}
    assert points(told) == []
    assert all(panel["curves"] for panel in told["panels"])
    for curve in (curve for panel in told["panels"] for curve in panel["curves"]):
        assert len(curve["x"]) == len(curve["y"]) > 100
        assert curve["source"]


def test_a_search_has_its_value_and_both_certificates_at_exact_deltas() -> None:
    told = picture("ranks", [search(7, 0.6)])
    found, above, below = points(told)
    assert [point["kind"] for point in (found, above, below)] == [
        "found",
        "counterexample",
        "escape directions",
    ]
    assert {point["job"] for point in (found, above, below)} == {7}
    assert (found["x"], found["y"], found["delta"], found["certificate"]) == (2.0, 0.6, None, None)
    assert (above["certificate"], below["certificate"]) == ("c7", "e7")
    assert Fraction(above["delta"]) - Fraction(below["delta"]) == BELOW
    assert above["y"] == float(Fraction(above["delta"]))


def test_the_curve_is_theorem_1_2() -> None:
    (panel,) = picture("ranks", [search(1, r=3)])["panels"]
    (curve,) = panel["curves"]
    for x, y in zip(curve["x"], curve["y"], strict=True):
        assert y == pytest.approx(1 / (1 + math.sqrt(1 / x)), abs=1e-12)


def test_of_searches_for_one_question_the_smallest_value_has_the_point() -> None:
    told = picture("ranks", [search(3, 0.7), search(2, 0.6), search(1, 0.6)])
    assert {point["job"] for point in points(told)} == {2}
    assert told["missing"] == {"1": "job 2 found no larger value", "3": "job 2 found no larger value"}


@pytest.mark.parametrize("value", [None, 1.0, 1.5, math.nan, math.inf])
def test_a_search_that_found_nothing_below_1_is_told_and_not_drawn(value: float | None) -> None:
    job = Search(4, dict(SYMMETRIC), {"delta_star": value, "certificate": None, "instance": None})
    told = picture("ranks", [job])
    assert points(told) == []
    assert told["missing"] == {"4": NOTHING}


def test_each_search_is_in_the_diagrams_it_belongs_to_and_in_no_other() -> None:
    asymmetric = Search(
        5, {"n1": 3, "n2": 2, "r": 1, "rstar": 1, "mu": "1/4"}, {"delta_star": 0.4, "certificate": None}
    )
    jobs = [
        search(1),
        search(2, eps2="1/2"),
        search(3, eps0="1/5"),
        search(4, eps1="1/5", eps2="1"),
        asymmetric,
        search(6, eps0="1/5", eps1="1/5"),
    ]
    where = {name: {point["job"] for point in points(picture(name, jobs))} for name in PICTURES}
    assert where == {"ranks": {1}, "eps2": {1, 2}, "asymmetric": {5}, "noise": {1, 3, 4}}


def test_noise_has_panels_of_its_own_for_each_axis_and_each_eps2() -> None:
    told = picture("noise", [search(1), search(2, eps0="1/5"), search(3, eps1="1/5"), search(4, eps2="1")])
    titles = [panel["title"] for panel in told["panels"]]
    assert [title for title in titles if "ε₀" in title] == titles[:2]
    assert [title for title in titles if "ε₁" in title] == titles[2:]
    jobs = [{point["job"] for point in panel["points"]} for panel in told["panels"]]
    assert jobs == [{1, 2}, {2}, {1, 3}, {3}]
    only = picture("noise", [search(2, eps0="1/5")])
    assert [panel["title"] for panel in only["panels"]] == ["Smallest δ*", "Largest error"]


def test_a_diagram_keeps_the_newest_series_that_it_has_room_for() -> None:
    jobs = [search(n, r=n, rstar=1, eps2="1/2") for n in range(LARGEST_PICTURE + 2, 0, -1)]
    told = picture("eps2", jobs)
    assert len({point["series"] for point in points(told)}) == LARGEST_PICTURE
    assert set(told["missing"]) == {"1", "2"}


QUESTIONS = st.fixed_dictionaries(
    {
        "r": st.integers(1, 12),
        "rstar": st.integers(1, 12),
        **{
            name: st.just("0") | st.fractions(0, 50, max_denominator=999).map(str) | st.just("1e-200")
            for name in ("eps0", "eps1", "eps2")
        },
    }
).filter(lambda asked: asked["r"] >= asked["rstar"])


@given(
    name=st.sampled_from(PICTURES),
    asked=st.lists(st.tuples(QUESTIONS, st.none() | st.floats(0, 2)), max_size=6),
)
def test_any_searches_make_a_diagram_of_finite_numbers_in_which_each_is_drawn_or_told(
    name: str, asked: list[tuple[dict[str, Any], float | None]]
) -> None:
    jobs = [search(number, value, **question) for number, (question, value) in enumerate(asked, 1)][::-1]
    told = picture(name, jobs)
    json.dumps(told, allow_nan=False)
    shown = {point["job"] for point in points(told)}
    assert not shown & set(map(int, told["missing"]))
    if name == "ranks":
        noiseless = {job.id for job in jobs if not any(Fraction(job.request[f"eps{i}"]) for i in range(3))}
        assert shown | set(map(int, told["missing"])) == noiseless


def test_a_campaign_of_the_same_questions_draws_the_same_panels() -> None:
    spec = spec_of({"phase": "eps2", "grid": {"r": 2, "rstar": 1, "eps2": ["0", "1", "5/2"]}})
    panels, caption = drawn("eps2", spec.tasks, [Finding(n, task, 0.6) for n, task in enumerate(spec.tasks)])
    jobs = [
        Search(n, {**SYMMETRIC, "eps2": task["eps2"]}, {"delta_star": 0.6})
        for n, task in enumerate(spec.tasks)
    ]
    mine = picture("eps2", jobs)
    assert mine["caption"] == caption
    for panel, other in zip(panels, mine["panels"], strict=True):
        document = panel.document()
        assert [{"job": point.pop("task"), **point} for point in document["points"]] == other["points"]
        assert {key for point in other["points"] for key in point} == {
            "job", "series", "kind", "x", "y", "delta", "certificate",
        }  # fmt: skip
        assert document["curves"] == other["curves"]
