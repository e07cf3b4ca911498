"""A campaign's picture: as SVG for people, as JSON for programs."""

import io
import os
import textwrap
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from certify.common.files import write_bytes
from certify.search.campaigns.panels import COUNTEREXAMPLE, ESCAPE, FOUND, Panel
from certify.search.campaigns.phase import Phase

SCHEMA = "certify/phase/1"
COLOURS = ("#1f5fa8", "#c8590c", "#2e7d4f", "#7b3f9e", "#a1324b", "#4a6b7c", "#8a6d1d", "#333333")
DASHES: tuple[Any, ...] = ("-", "--", (0, (1, 1.2)))
GREY = "#6b6b6b"
# Carets point at their value, from the side on which they prove something.
MARKERS: dict[str, Any] = {FOUND: "o", COUNTEREXAMPLE: 7, ESCAPE: 6}
SAID = {
    FOUND: "smallest δ* found (float)",
    COUNTEREXAMPLE: "counterexample, certified",
    ESCAPE: "escape directions, certified",
}


def document(picture: Phase) -> dict[str, Any]:
    """As JSON data: every curve sampled, every point with its task and certificate."""
    return {
        "schema": SCHEMA,
        "campaign": dict(picture.spec.document),
        "results": picture.results,
        "caption": list(picture.caption),
        "missing": {str(task): why for task, why in sorted(picture.missing.items())},
        "panels": [panel.document() for panel in picture.panels],
    }


def draw(picture: Phase, path: str | os.PathLike[str]) -> None:
    """Write the picture as SVG, replacing the file in one step. The same results give the same bytes.

    Every point is an element with the id "panel-task-kind-certificate", addresses by their first 16 digits.
    """
    style: Any = {
        "svg.hashsalt": "certify",
        "svg.fonttype": "none",  # text stays text
        "font.size": 10,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    count = len(picture.panels)
    colours, dashes = _colours(picture), _dashes(picture)
    with mpl.rc_context(style):
        figure = Figure(figsize=(5.2 + 3.8 * count, 5.6), layout="constrained")
        for index, panel in enumerate(picture.panels):
            axes = figure.add_subplot(1, count, index + 1)
            _draw_panel(axes, panel, index, colours, dashes)
        figure.legend(
            handles=_legend(picture, colours, dashes), loc="outside right upper", frameon=False, fontsize=9
        )
        lines = [*picture.caption]
        if picture.missing:
            lines.append(f"Without a point: {len(picture.missing)} of {len(picture.spec.tasks)} questions.")
        figure.suptitle(picture.spec.name, fontsize=12)
        figure.supxlabel(
            "\n".join(textwrap.fill(line, 60 + 60 * count) for line in lines), fontsize=8, color=GREY
        )
        written = io.BytesIO()
        figure.savefig(written, format="svg", metadata={"Date": None})
    write_bytes(path, written.getvalue())


def _draw_panel(
    axes: Axes, panel: Panel, index: int, colours: dict[str, str], dashes: dict[str, Any]
) -> None:
    for curve in panel.curves:
        colour, dash = colours.get(curve.series, GREY), dashes[curve.label]
        axes.plot(curve.x, curve.y, color=colour, linestyle=dash, linewidth=1.3)
        if curve.series and curve.series not in colours:  # no points to share a colour with
            axes.annotate(
                curve.series, (curve.x[0], curve.y[0]), xytext=(0, 3), textcoords="offset points",
                fontsize=8, color=GREY,
            )  # fmt: skip
    order = list(colours)
    for point in panel.points:
        mark = _mark(point.kind, colours[point.series], order.index(point.series))
        mark.set_data([point.x], [point.y])
        kind = point.kind.replace(" ", "-")
        mark.set_gid(f"panel-{index}-task-{point.task}-{kind}-{point.certificate[:16] or 'float'}")
        axes.add_line(mark)
    axes.autoscale_view()
    if "y" in panel.logarithmic:
        axes.set_yscale("log")
    if "x" in panel.logarithmic:
        places = sorted({point.x for point in panel.points})
        axes.set_xscale("log")
        axes.set_xticks(places, [f"{place:g}" for place in places], minor=False)
        axes.set_xticks([], minor=True)
    axes.set_title(panel.title, fontsize=10)
    axes.set_xlabel(panel.x)
    axes.set_ylabel(panel.y)


def _mark(kind: str, colour: str, order: int) -> Line2D:
    """A point's marker; rings of several series around one value stay apart."""
    ring = kind == FOUND
    return Line2D(
        [], [], marker=MARKERS[kind], linestyle="none", color=colour,
        markerfacecolor="none" if ring else colour, markersize=4.5 + 2.5 * (order % 4) if ring else 5.5,
    )  # fmt: skip


def _legend(picture: Phase, colours: dict[str, str], dashes: dict[str, Any]) -> list[Line2D]:
    kinds = {point.kind for panel in picture.panels for point in panel.points}
    return [
        *(Line2D([], [], color=GREY, linestyle=dash, label=label) for label, dash in dashes.items()),
        *(
            Line2D([], [], marker="s", linestyle="none", color=colour, label=series)
            for series, colour in colours.items()
        ),
        *(_labelled(_mark(kind, GREY, 0), label) for kind, label in SAID.items() if kind in kinds),
    ]


def _labelled(mark: Line2D, label: str) -> Line2D:
    mark.set_label(label)
    return mark


def _colours(picture: Phase) -> dict[str, str]:
    """A colour for each series of points; their curves share it."""
    names = dict.fromkeys(point.series for panel in picture.panels for point in panel.points)
    return {name: COLOURS[index % len(COLOURS)] for index, name in enumerate(names)}


def _dashes(picture: Phase) -> dict[str, Any]:
    """A dash for each label of curves."""
    labels = dict.fromkeys(curve.label for panel in picture.panels for curve in panel.curves)
    return {label: DASHES[index % len(DASHES)] for index, label in enumerate(labels)}
