"""Charts drawn by the server."""

import itertools
import json
import math
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certify.service.site.charts import for_plotly, of_panel
from certify.service.site.svg import HEIGHT, SMALLEST, WIDTH, Chart, Dot, Line, svg
from tests.service.page.fake_backend import some_picture

number = st.floats(allow_nan=True, allow_infinity=True)
numbers = st.lists(st.tuples(number, number), max_size=12)
words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)


@given(numbers, numbers, words, st.sampled_from(["", "x", "y", "xy"]))
def test_any_values_and_words_give_a_picture_inside_its_frame(
    line: list[tuple[float, float]], dots: list[tuple[float, float]], text: str, logarithmic: str
) -> None:
    lines = [Line(text, [x for x, _ in line], [y for _, y in line])]
    chart = Chart(text, text, text, lines, [Dot(x, y, text, f"/{text}") for x, y in dots], logarithmic)
    drawn = svg(chart)
    root = ElementTree.fromstring(drawn)
    assert root.tag == "svg"
    for path in root.iter("path"):
        if path.get("class", "").startswith("line"):
            places = [float(place) for place in re.findall(r"-?[0-9.]+", path.get("d", ""))]
            assert all(0 <= x <= WIDTH for x in places[::2])
            assert all(0 <= y <= HEIGHT for y in places[1::2])
    for circle in root.iter("circle"):
        assert 0 <= float(circle.get("cx", "")) <= WIDTH
        assert 0 <= float(circle.get("cy", "")) <= HEIGHT


@given(st.lists(st.floats(-1e9, 1e9), min_size=1, max_size=8), st.sampled_from(["", "x"]))
def test_larger_values_stand_further_right(values: list[float], logarithmic: str) -> None:
    usable = [x for x in values if x >= SMALLEST or not logarithmic]
    root = ElementTree.fromstring(
        svg(Chart("", "", "", (), [Dot(x, 0.0, str(x)) for x in values], logarithmic))
    )
    placed = [float(circle.get("cx", "")) for circle in root.iter("circle")]
    assert len(placed) == len(usable)
    pairs = sorted(zip(usable, placed, strict=True))
    assert all(left[1] <= right[1] for left, right in itertools.pairwise(pairs))


@pytest.mark.parametrize("low", [1e-12, 0.5, 3.0, 1e9])
def test_axes_have_round_values_between_their_ends(low: float) -> None:
    root = ElementTree.fromstring(svg(Chart("", "", "", [Line("", [low, 2 * low], [0.0, 1.0])])))
    told = [float(text.text.replace("−", "-")) for text in root.iter("text") if text.text]
    across = [value for value in told if value >= 0.9 * low or value > 1]
    assert len(across) >= 3


def test_points_lead_to_their_jobs_in_both_drawings() -> None:
    chart = of_panel(some_picture()["panels"][0])
    root = ElementTree.fromstring(svg(chart))
    assert [link.get("href") for link in root.iter("a")] == ["/jobs/4"] * 3
    told = json.loads(for_plotly(chart))
    assert [dot["href"] for dot in told["dots"]] == ["/jobs/4"] * 3
    assert [dot["mark"] for dot in told["dots"]] == ["ring", "down", "up"]
    assert all(math.isfinite(y) for line in told["lines"] for y in line["y"])
