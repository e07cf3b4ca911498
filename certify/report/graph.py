"""The claims and what they rest on, as a picture: border for the verdict, fill for the grade.

A few claims are drawn one by one. Of a whole paper the numbered results are drawn, each with a square for
every one of its lines; the page beside the picture has the lines in full.
"""

import io
import os
import textwrap
from collections.abc import Callable, Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch, Patch, Rectangle

from certify.claims.results.result import ClaimResult
from certify.claims.results.standing import marks
from certify.claims.results.structure import Structure, result_of
from certify.claims.results.verdict import Grade, Verdict
from certify.common.files import write_bytes
from certify.report.layers import ONE_BY_ONE, WHOLE, Place, layers, layout, places, wrapped
from certify.report.page import escaped, page

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
    Grade.KERNEL: "#bfe5c9",
    Grade.EXACT: "#cfe0f7",
    Grade.SOLVER: "#fbe6a2",
    Grade.BALL: "#f8d3a8",
    Grade.FLOAT: "#f0c4c4",
    Grade.SAMPLED: "#dcc8ee",
    Grade.NONE: "#ffffff",
}
FEW = 40  # claims that are drawn one by one
SQUARE, STEP, SQUARES, MOST = 0.16, 0.21, 12, 48  # a square, from one to the next, in a row, in a box
Link = Callable[[str], str]  # from the name of a claim or of a numbered result to its address


def draw(results: Sequence[ClaimResult], shape: Structure, path: str | os.PathLike[str]) -> None:
    """Write the picture to an .svg file, or to an .html file with the claims in full beside it.

    What rests on something stands above it. The same results give the same bytes.
    """
    drawn = picture(results, shape)
    if str(path).endswith(".html"):
        write_bytes(path, _page(results, shape, drawn.decode()).encode())
    else:
        write_bytes(path, drawn)


def picture(results: Sequence[ClaimResult], shape: Structure, link: Link = "#{}".format) -> bytes:
    """The picture as SVG, in which claims and numbered results are links with a title; without canaries."""
    results = counted(results)
    drawn = (_results if len(results) > FEW else _claims)(results, shape, link).decode()
    titles = {result_of(result.id): heading(result_of(result.id)) for result in results}
    titles |= {result.id: f"{result.title}: {result.mark}" for result in results}
    for name, title in titles.items():
        start = f'<a xlink:href="{escaped(link(name))}"'
        drawn = drawn.replace(f'{start} target="_blank">', f"{start}><title>{escaped(title)}</title>")
    return drawn.encode()


def document(results: Sequence[ClaimResult], shape: Structure) -> dict[str, Any]:
    """As JSON data: the numbered results at their places, with their claims, and the links between them."""
    results = counted(results)
    found = layout(results, shape)
    return {
        "results": [
            {
                "id": name,
                "title": heading(name),
                "x": found.place[name][0],
                "y": found.place[name][1],
                "claims": [
                    {
                        "id": one.id,
                        "title": one.title,
                        "verdict": one.verdict.value,
                        "grade": one.grade.value,
                        "assuming": list(one.assuming),
                    }
                    for one in own
                ],
            }
            for name, own in found.lines.items()
        ],
        "edges": [[name, target] for name, targets in found.links.items() for target in targets],
        "structure": shape.lines(),
    }


def counted(results: Sequence[ClaimResult]) -> list[ClaimResult]:
    """The claims without canaries, which are false or open on purpose."""
    return [result for result in results if not result.canary]


def heading(result: str) -> str:
    """The name of a numbered result as a paper writes it: "zhang/lemma_3_9" is "Lemma 3.9"."""
    words = result.split("/")[-1].split("_")
    text = ""
    for before, word in zip(["", *words], words, strict=False):
        both_numbers = before.isdigit() and word.isdigit()
        text += ("." if both_numbers else " ") + (word.upper() if len(word) == 1 else word)
    text = text.strip()
    return text[:1].upper() + text[1:]


def _claims(results: Sequence[ClaimResult], shape: Structure, link: Link) -> bytes:
    """A box for every claim."""
    rows = wrapped(layers({result.id: result.rests_on for result in results}))
    place = places(rows, ONE_BY_ONE)
    with _style():
        figure, axes = _canvas(rows, ONE_BY_ONE, len(shape.lines()))
        for result in results:
            for target in result.rests_on:
                if target in place:
                    _arrow(axes, place[result.id], place[target], ONE_BY_ONE[1], "-", "#555555")
            if result.repairs in place:
                _arrow(axes, place[result.id], place[result.repairs], ONE_BY_ONE[1], ":", "#1a7f37")
        for result in results:
            _claim(axes, result, link, *place[result.id])
        return _finished(figure, axes, results, shape)


def _results(results: Sequence[ClaimResult], shape: Structure, link: Link) -> bytes:
    """A box for every numbered result, with a square for each of its lines; those apart below the others."""
    found = layout(results, shape)
    rows, place = found.rows, found.place
    with _style():
        figure, axes = _canvas(rows, WHOLE, len(shape.lines()))
        for name, targets in found.links.items():
            for target in targets:
                _arrow(axes, place[name], place[target], WHOLE[1], "-", "#8a8a8a")
        for name, own in found.lines.items():
            paper = f"{name.split('/')[0]}: " if len(shape.results) > 1 else ""
            _result(axes, name, own, paper, link, *place[name])
        if found.apart:
            y = WHOLE[3] * (found.apart - 1) + WHOLE[1] / 2 + 0.12
            x = min(place[name][0] for name in rows[found.apart - 1]) - WHOLE[0] / 2
            axes.text(x, y, "connected to no other result:", va="bottom", fontsize=6.6, color="#333333")
        return _finished(figure, axes, results, shape)


def _style() -> Any:
    style: Any = {"svg.hashsalt": "certify", "svg.fonttype": "none", "font.size": 7.0}
    return mpl.rc_context(style)


def _canvas(rows: Sequence[Sequence[str]], measures: tuple[float, ...], lines: int) -> tuple[Figure, Any]:
    """A figure for the rows, with room below for the legend and so many lines of caption."""
    across, down = measures[2:]
    widest = max(3, max((len(row) for row in rows), default=1))
    below = measures[1] / 2 + 1.2 + 0.3 * lines
    width, height = across * widest + 1.2, down * len(rows) - (down - measures[1]) / 2 + below
    figure = Figure(figsize=(width * 0.62, height * 0.62))
    axes = figure.add_axes((0, 0, 1, 1))
    actual = max((len(row) for row in rows), default=1)
    axes.set_xlim(-1.6 - across * (widest - actual) / 2, across * (widest + actual) / 2 - 0.4)
    axes.set_ylim(-below, down * len(rows) - (down - measures[1]) / 2)
    axes.axis("off")
    return figure, axes


def _box(axes: Any, x: float, y: float, size: tuple[float, float], border: str, fill: str, url: str) -> None:
    width, height = size
    axes.add_patch(
        FancyBboxPatch(
            (x - width / 2, y - height / 2),
            width,
            height,
            boxstyle="round,pad=0.04",
            linewidth=2.2 if fill != "#fbfbfa" else 1.0,
            edgecolor=border,
            facecolor=fill,
            zorder=2,
            url=url,
        )
    )


def _claim(axes: Any, result: ClaimResult, link: Link, x: float, y: float) -> None:
    border = BORDER[result.verdict]
    _box(axes, x, y, ONE_BY_ONE[:2], border, FILL[result.grade], link(result.id))
    title = textwrap.shorten(result.title.replace("repaired", "rep."), 54, placeholder="…")
    axes.text(x, y + 0.14, textwrap.fill(title, 28), ha="center", va="center", zorder=3)
    below = f"{result.mark} · {result.grade.value}"
    if result.transitive is not result.verdict:
        below += f" · with all below: {result.transitive.value}"
    axes.text(x, y - 0.31, below, ha="center", va="center", color=border, fontsize=6.2, zorder=3)


def _result(
    axes: Any, name: str, lines: Sequence[ClaimResult], paper: str, link: Link, x: float, y: float
) -> None:
    _box(axes, x, y, WHOLE[:2], "#6e6e6e", "#fbfbfa", link(name))
    top = y + WHOLE[1] / 2
    axes.text(
        x, top - 0.16, textwrap.shorten(heading(name), 30), ha="center", va="center", fontsize=8, zorder=3
    )
    counts = [f"{count} {mark}" for mark, count in marks(lines).items()]
    told = textwrap.fill(paper + ", ".join(counts), 36)
    axes.text(x, top - 0.34, told, ha="center", va="top", fontsize=5.6, color="#555555", zorder=3)
    across = min(len(lines), SQUARES)
    for position, result in enumerate(lines[:MOST]):
        row, column = divmod(position, SQUARES)
        corner = x + (column - (across - 1) / 2) * STEP - SQUARE / 2, top - 0.9 - row * STEP
        axes.add_patch(
            Rectangle(
                corner,
                SQUARE,
                SQUARE,
                linewidth=1.5,
                edgecolor=BORDER[result.verdict],
                facecolor=FILL[result.grade],
                zorder=3,
                url=link(result.id),
            )
        )
    if len(lines) > MOST:
        more = f"+ {len(lines) - MOST}"
        axes.text(x + WHOLE[0] / 2, y - WHOLE[1] / 2, more, ha="right", va="bottom", fontsize=6, zorder=3)


def _arrow(axes: Any, start: Place, end: Place, height: float, style: str, colour: str) -> None:
    """From the foot of one box to the head of another; between neighbours of a level, from side to side."""
    level = start[1] == end[1]
    side = (ONE_BY_ONE[0] / 2 + 0.04) * (1 if end[0] > start[0] else -1) if level else 0.0
    drop = 0.0 if level else (height / 2) * (1 if end[1] < start[1] else -1)
    axes.add_patch(
        FancyArrowPatch(
            (start[0] + side, start[1] - drop),
            (end[0] - side, end[1] + drop),
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


def _finished(figure: Figure, axes: Any, results: Sequence[ClaimResult], shape: Structure) -> bytes:
    """The legend and the caption below, and the whole as SVG."""
    verdicts = [verdict for verdict in Verdict if any(result.verdict is verdict for result in results)]
    grades = [grade for grade in Grade if any(result.grade is grade for result in results)]
    handles = [Patch(edgecolor=BORDER[v], facecolor="white", linewidth=2, label=v.value) for v in verdicts]
    handles += [Patch(edgecolor="#aaaaaa", facecolor=FILL[g], label=f"by {g.value}") for g in grades]
    low, high = axes.get_xlim()
    columns = max(1, min(len(handles), int((high - low) / 1.7)))
    axes.legend(handles=handles, loc="lower left", ncols=columns, frameon=False, fontsize=7)
    caption = "An arrow leads to what is rested on." + (
        " Dotted: the printed claim that is repaired."
        if len(results) <= FEW
        else " A square is a line of a result."
    )
    wide = max(40, int((high - low) * 11))
    foot = axes.get_ylim()[0] + 0.75 + 0.3 * (1 + len(shape.lines()))
    told = [textwrap.shorten(text, wide, placeholder=" …") for text in (caption, *shape.lines())]
    axes.text(low + 0.15, foot, "\n".join(told), ha="left", va="top", fontsize=6.6, color="#333333")
    picture = io.BytesIO()
    figure.savefig(picture, format="svg", metadata={"Date": None})
    return picture.getvalue()


def _page(results: Sequence[ClaimResult], shape: Structure, picture: str) -> str:
    """The picture, what is said of the structure, and the lines of every result."""
    parts = [f'<div class="figure">{picture[picture.index("<svg") :]}</div>', "<ul>"]
    parts += [f"<li>{escaped(text)}</li>" for text in shape.lines()]
    parts.append("</ul>")
    known = {result.id for result in results}
    apart = counted(results)
    for name in dict.fromkeys(result_of(result.id) for result in apart):
        own = [result for result in apart if result_of(result.id) == name]
        paper = f'<span class="soft">{escaped(name.split("/")[0])}</span>'
        parts.append(f'<h2 id="{escaped(name)}">{escaped(heading(name))} {paper}</h2>')
        parts += [_card(result, known) for result in own]
    if canaries := [result for result in results if result.canary]:
        parts.append("<h2>Canaries: false or open on purpose, and counted nowhere</h2>")
        parts += [_card(result, known) for result in canaries]
    return page("Claims and what they rest on", "\n".join(parts))


def _card(result: ClaimResult, known: set[str]) -> str:
    """One claim: its verdict to be seen at once, the rest when it is opened."""
    colour = BORDER[result.verdict]
    tag = f'<span class="tag" style="background:{colour}">{escaped(result.mark)}</span>'
    printed = " <span class=soft>as printed</span>" if result.printed else ""
    rows = [("statement", f'<span class="formula">{escaped(result.statement)}</span>')]
    rows.append((f"grade {result.grade.value}", escaped(result.how)))
    links = [
        f'<a href="#{escaped(link)}">{escaped(link)}</a>'
        if link in known
        else f"{escaped(link)} (not checked)"
        for link in result.rests_on
    ]
    if links:
        together = f"together with all below it: {result.transitive.value}"
        rows.append(("rests on", f"{', '.join(links)}; {together}"))
    if result.repairs:
        rows.append(("repairs", f'<a href="#{escaped(result.repairs)}">{escaped(result.repairs)}</a>'))
    if result.note:
        rows.append(("note", escaped(result.note)))
    rows.append(("id", f"<code>{escaped(result.id)}</code>"))
    listed = "".join(f"<dt>{name}</dt><dd>{text}</dd>" for name, text in rows)
    return (
        f'<details id="{escaped(result.id)}" style="border-left-color:{colour}"><summary>{tag} '
        f"{escaped(result.title)}{printed}</summary><dl>{listed}</dl></details>"
    )
