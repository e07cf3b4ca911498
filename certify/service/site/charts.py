"""What is drawn: the loss along a way out, and the panels of a phase diagram. As charts, and for plotly."""

import json
from collections.abc import Mapping
from typing import Any

from certify.service.site.svg import DASHES, Chart, Dot, Line, svg

# Carets point at their value, from the side on which they prove something.
MARKS = {"found": "ring", "counterexample": "down", "escape directions": "up"}
GLYPHS = {"found": "○", "counterexample": "▼", "escape directions": "▲"}
NEUTRAL = 7  # the colour of curves that belong to no series
SAID = {
    "found": "smallest δ* found (float)",
    "counterexample": "counterexample, certified",
    "escape directions": "escape directions, certified",
}


def of_loss(curves: Any) -> Chart | None:
    """The loss along the escape direction of a duality job."""
    if not curves:
        return None
    lines = [Line(c["label"], c["t"], c["loss"], number, number) for number, c in enumerate(curves)]
    title = "The loss along the way out of X that the dual finds"
    return Chart(title, "t, along X + t D₁ + t² D₀", "(f − f(X)) / ‖E‖²", lines, zero=True)


def of_panel(panel: Mapping[str, Any]) -> Chart:
    """One panel of a phase diagram; its points lead to their jobs."""
    labels = list(dict.fromkeys(curve["label"] for curve in panel["curves"]))
    colours = series(panel)
    lines = [
        Line(
            f"{curve['label']}{', ' * bool(curve['series'])}{curve['series']}",
            curve["x"],
            curve["y"],
            colours.get(curve["series"], NEUTRAL),
            labels.index(curve["label"]),
        )
        for curve in panel["curves"]
    ]
    dots = [
        Dot(
            point["x"],
            point["y"],
            told(point),
            f"/jobs/{point['job']}" if point.get("job") is not None else "",
            MARKS.get(point["kind"], "ring"),
            colours[point["series"]],
        )
        for point in panel["points"]
    ]
    return Chart(panel["title"], panel["x"], panel["y"], lines, dots, panel.get("logarithmic") or "")


def series(panel: Mapping[str, Any]) -> dict[str, int]:
    """The series of the points of a panel, with their colours."""
    names = dict.fromkeys(point["series"] for point in panel["points"])
    return {name: number % NEUTRAL for number, name in enumerate(names)}


def keys(panel: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The kinds of points in a panel: their sign, and what they are."""
    return [(GLYPHS[kind], SAID[kind]) for kind in SAID if any(p["kind"] == kind for p in panel["points"])]


def told(point: Mapping[str, Any]) -> str:
    """A point in words."""
    at = point.get("delta") or f"{point['y']:.9f}"
    text = at if len(at) <= 24 else f"{point['y']:.9f}"
    return f"{point['series']}: {SAID.get(point['kind'], point['kind'])}, δ = {text}"


def figure(chart: Chart) -> dict[str, Any]:
    """A chart with what the page shows of it: the picture, and the data for plotly."""
    return {"chart": chart, "svg": svg(chart), "data": for_plotly(chart)}


def for_plotly(chart: Chart) -> str:
    """The same for the page's script, as JSON."""
    return json.dumps(
        {
            "title": chart.title,
            "x": chart.x,
            "y": chart.y,
            "logarithmic": chart.logarithmic,
            "lines": [
                {
                    "label": line.label,
                    "x": list(line.x),
                    "y": list(line.y),
                    "colour": line.colour,
                    "dash": DASHES[line.dash % len(DASHES)].replace(" ", "px,")
                    + "px" * (line.dash % len(DASHES) > 0),
                }
                for line in chart.lines
            ],
            "dots": [
                {"x": d.x, "y": d.y, "text": d.text, "href": d.href, "mark": d.mark, "colour": d.colour}
                for d in chart.dots
            ],
        },
        allow_nan=False,
    )
