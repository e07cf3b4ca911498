"""The claims and what they rest on, as a picture: border for the verdict, fill for the grade."""

import html
import io
import os
import textwrap
from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Patch

from certify.claims.result import ClaimResult
from certify.claims.verdict import Grade, Verdict
from certify.files import write_bytes

BORDER = {
    Verdict.PROVED: "#1a7f37",
    Verdict.REFUTED: "#b3261e",
    Verdict.SUPPORTED: "#0b6e99",
    Verdict.UNDECIDED: "#9a6700",
    Verdict.VACUOUS: "#8250df",
    Verdict.ILL_POSED: "#8250df",
    Verdict.NOT_MECHANISED: "#6e6e6e",
    Verdict.ERROR: "#000000",
}
FILL = {
    Grade.KERNEL: "#dff3e4",
    Grade.EXACT: "#e8f1fb",
    Grade.SOLVER: "#fdf3d8",
    Grade.BALL: "#fbe9d7",
    Grade.FLOAT: "#f7e0e0",
    Grade.SAMPLED: "#ece4f5",
    Grade.NONE: "#ffffff",
}
WIDTH, HEIGHT, ACROSS, DOWN = 2.6, 0.86, 3.0, 1.5


def draw(results: Sequence[ClaimResult], path: str | os.PathLike[str]) -> None:
    """Write the picture to an .svg file, or to an .html file with a table of the same beside it.

    Claims stand above what they rest on; printed and repaired claims are neighbours. The same results give
    the same bytes.
    """
    picture = _svg(results)
    if str(path).endswith(".html"):
        write_bytes(path, _page(results, picture.decode()).encode())
    else:
        write_bytes(path, picture)


def layers(results: Sequence[ClaimResult]) -> list[list[str]]:
    """Ids by level: what rests on nothing first, each above all it rests on. Links must have no cycle."""
    links = {result.id: list(result.rests_on) for result in results}
    level: dict[str, int] = {}
    waiting = list(links)
    while waiting:
        ready = [name for name in waiting if all(link in level or link not in links for link in links[name])]
        for name in ready:
            level[name] = 1 + max((level[link] for link in links[name] if link in level), default=-1)
        waiting = [name for name in waiting if name not in level]
    rows: list[list[str]] = [[] for _ in range(max(level.values(), default=-1) + 1)]
    for name in links:
        rows[level[name]].append(name)
    for above, below in zip(rows[1:], rows[:-1], strict=True):
        place = {name: position for position, name in enumerate(below)}
        above.sort(key=lambda name: _middle([place[link] for link in links[name] if link in place]))
    return rows


def _middle(places: list[int]) -> float:
    return sum(places) / len(places) if places else 0.0


def _svg(results: Sequence[ClaimResult]) -> bytes:
    rows = _wrapped(layers(results))
    widest = max((len(row) for row in rows), default=1)
    place = {
        name: (ACROSS * (column + (widest - len(row)) / 2), DOWN * level)
        for level, row in enumerate(rows)
        for column, name in enumerate(row)
    }
    style: Any = {"svg.hashsalt": "certify", "font.size": 7.0}
    with mpl.rc_context(style):
        figure = Figure(figsize=(ACROSS * widest * 0.62 + 0.6, (DOWN * len(rows) + 1.4) * 0.62))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(-1.6, ACROSS * widest - 0.4)
        axes.set_ylim(-1.9, DOWN * len(rows))
        axes.axis("off")
        for result in results:
            for link in result.rests_on:
                if link in place:
                    _arrow(axes, place[result.id], place[link], "-", "#555555")
            if result.repairs in place:
                _arrow(axes, place[result.id], place[result.repairs], ":", "#1a7f37")
        for result in results:
            _box(axes, result, *place[result.id])
        _legend(axes, results)
        picture = io.BytesIO()
        figure.savefig(picture, format="svg", metadata={"Date": None})
    return picture.getvalue()


def _wrapped(rows: list[list[str]], most: int = 8) -> list[list[str]]:
    """Long levels over several lines."""
    return [row[start : start + most] for row in rows for start in range(0, len(row), most)]


def _box(axes: Any, result: ClaimResult, x: float, y: float) -> None:
    border = BORDER[result.verdict]
    axes.add_patch(
        FancyBboxPatch(
            (x - WIDTH / 2, y - HEIGHT / 2),
            WIDTH,
            HEIGHT,
            boxstyle="round,pad=0.04",
            linewidth=2.2,
            edgecolor=border,
            facecolor=FILL[result.grade],
            zorder=2,
        )
    )
    title = textwrap.shorten(result.title.replace("repaired", "rep."), 54, placeholder="…")
    axes.text(x, y + 0.14, textwrap.fill(title, 28), ha="center", va="center", zorder=3)
    below = f"{result.verdict.value} · {result.grade.value}"
    if result.transitive is not result.verdict:
        below += f" · with all below: {result.transitive.value}"
    axes.text(x, y - 0.31, below, ha="center", va="center", color=border, fontsize=6.2, zorder=3)


def _arrow(axes: Any, start: tuple[float, float], end: tuple[float, float], style: str, colour: str) -> None:
    axes.add_patch(
        FancyArrowPatch(
            (start[0], start[1] - HEIGHT / 2),
            (end[0], end[1] + HEIGHT / 2),
            arrowstyle="-|>",
            mutation_scale=8,
            linestyle=style,
            linewidth=0.8,
            color=colour,
            shrinkA=0,
            shrinkB=2,
            zorder=1,
        )
    )


def _legend(axes: Any, results: Sequence[ClaimResult]) -> None:
    verdicts = [verdict for verdict in Verdict if any(result.verdict is verdict for result in results)]
    grades = [grade for grade in Grade if any(result.grade is grade for result in results)]
    handles = [Patch(edgecolor=BORDER[v], facecolor="white", linewidth=2, label=v.value) for v in verdicts]
    handles += [Patch(edgecolor="#aaaaaa", facecolor=FILL[g], label=f"by {g.value}") for g in grades]
    axes.legend(handles=handles, loc="lower left", ncols=max(len(handles), 1), frameon=False, fontsize=7)


def _page(results: Sequence[ClaimResult], picture: str) -> str:
    rows = "\n".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in _cells(result)) + "</tr>"
        for result in results
    )
    head = "".join(
        f"<th>{name}</th>" for name in ("claim", "id", "verdict", "grade", "with all below", "how")
    )
    svg = picture[picture.index("<svg") :]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Claims</title>\n'
        "<style>body{font-family:sans-serif;margin:1.5rem}svg{max-width:100%;height:auto}"
        "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.3rem .5rem;text-align:left}"
        "</style></head>\n<body><h1>Claims and what they rest on</h1>\n"
        f"{svg}\n<table><thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></body></html>\n"
    )


def _cells(result: ClaimResult) -> list[str]:
    printed = " (as printed)" if result.printed else ""
    own = (result.title + printed, result.id, result.verdict.value, result.grade.value)
    return [*own, result.transitive.value, result.how]
