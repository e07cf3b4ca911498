"""Small line charts as SVG: axes, curves, and points that are links. Colours and fonts are the page's."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from markupsafe import Markup, escape

WIDTH, HEIGHT = 480.0, 320.0
LEFT, RIGHT, TOP, BOTTOM = 62.0, 12.0, 12.0, 46.0
TICKS = 5
SMALLEST, LARGEST = 1e-100, 1e100  # what lies beyond is left out
COLOURS = 8  # --series-0 … of the style sheet
DASHES = ("", "7 4", "2 3")


@dataclass(frozen=True)
class Line:
    """A curve: `colour` and `dash` are numbers of the page's series and of DASHES."""

    label: str
    x: Sequence[float]
    y: Sequence[float]
    colour: int = 0
    dash: int = 0


@dataclass(frozen=True)
class Dot:
    """A point: `mark` is "ring", "up" or "down" (a caret that points at its value), `text` what it says."""

    x: float
    y: float
    text: str
    href: str = ""
    mark: str = "ring"
    colour: int = 0


@dataclass(frozen=True)
class Chart:
    """One pair of axes; `logarithmic` names those that are, of "xy"."""

    title: str
    x: str
    y: str
    lines: Sequence[Line] = ()
    dots: Sequence[Dot] = ()
    logarithmic: str = ""
    zero: bool = field(default=False)  # a line where y is 0


class _Scale:
    """Values to places."""

    def __init__(self, values: Iterable[float], start: float, end: float, logarithmic: bool) -> None:
        self.logarithmic = logarithmic
        turned = [self._turned(value) for value in values if self.usable(value)] or [0.0]
        low, high = min(turned), max(turned)
        largest = max(abs(low), abs(high))
        if high - low > 1e-12 * max(largest, SMALLEST):
            room = 0.05 * (high - low)
        else:
            room = 0.5 * largest if largest > SMALLEST else 1.0
        self.low, self.high, self.start, self.end = low - room, high + room, start, end

    def _turned(self, value: float) -> float:
        return math.log10(value) if self.logarithmic else value

    def usable(self, value: float) -> bool:
        """Whether it has a place on the axis."""
        return abs(value) <= LARGEST and (value >= SMALLEST or not self.logarithmic)

    def __call__(self, value: float) -> float:
        share = (self._turned(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[tuple[float, str]]:
        """Round values, with their names."""
        width = (self.high - self.low) / TICKS
        power = 10.0 ** math.floor(math.log10(width))
        step = next(nice * power for nice in (1, 2, 5, 10) if nice * power >= width)
        if self.logarithmic:
            if step < 1:
                return self._decades()
            step = float(math.ceil(step))
        found = [n * step for n in range(math.ceil(self.low / step), math.floor(self.high / step) + 1)]
        digits = max(4, 1 + math.ceil(math.log10(max(abs(self.low), abs(self.high)) / step)))
        values = [10.0**value for value in found] if self.logarithmic else found
        return [(value, _named(value, digits)) for value in values]

    def _decades(self) -> list[tuple[float, str]]:
        """1, 2 and 5 of each power of ten in between."""
        powers = range(math.floor(self.low), math.ceil(self.high) + 1)
        every = [digit * 10.0**power for power in powers for digit in (1, 2, 5)]
        return [(v, _named(v, 4)) for v in every if self.low <= math.log10(v) <= self.high]


def svg(chart: Chart) -> Markup:
    """The chart; what it cannot show is left out."""
    xs = [x for line in chart.lines for x in line.x] + [dot.x for dot in chart.dots]
    ys = [y for line in chart.lines for y in line.y] + [dot.y for dot in chart.dots]
    across = _Scale(xs, LEFT, WIDTH - RIGHT, "x" in chart.logarithmic)
    up = _Scale(ys, HEIGHT - BOTTOM, TOP, "y" in chart.logarithmic)
    parts = [_axes(chart, across, up)]
    parts += [_line(line, across, up) for line in chart.lines]
    parts += [
        _dot(dot, across(dot.x), up(dot.y)) for dot in chart.dots if across.usable(dot.x) and up.usable(dot.y)
    ]
    return Markup(
        f'<svg class="chart" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="group" '
        f'aria-label="{escape(chart.title)}">{"".join(parts)}</svg>'
    )


def _axes(chart: Chart, across: _Scale, up: _Scale) -> str:
    foot, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    parts = []
    for value, name in across.ticks():
        x = across(value)
        parts.append(f'<path class="grid" d="M{x:.1f} {TOP:g}V{foot:g}"/>')
        parts.append(f'<text x="{x:.1f}" y="{foot + 16:g}" text-anchor="middle">{name}</text>')
    for value, name in up.ticks():
        y = up(value)
        parts.append(f'<path class="grid" d="M{LEFT:g} {y:.1f}H{right:g}"/>')
        parts.append(f'<text x="{LEFT - 6:g}" y="{y + 4:.1f}" text-anchor="end">{name}</text>')
    if chart.zero and up.low < 0 < up.high:
        parts.append(f'<path class="axis" d="M{LEFT:g} {up(0.0):.1f}H{right:g}"/>')
    parts.append(f'<path class="axis" d="M{LEFT:g} {TOP:g}V{foot:g}H{right:g}"/>')
    middle = (LEFT + right) / 2
    parts.append(f'<text x="{middle:g}" y="{HEIGHT - 8:g}" text-anchor="middle">{escape(chart.x)}</text>')
    height = (TOP + foot) / 2
    upright = f"translate(13 {height:g}) rotate(-90)"
    parts.append(f'<text transform="{upright}" text-anchor="middle">{escape(chart.y)}</text>')
    return "".join(parts)


def _line(line: Line, across: _Scale, up: _Scale) -> str:
    pairs = list(zip(line.x, line.y, strict=True))
    runs = groupby(pairs, key=lambda pair: across.usable(pair[0]) and up.usable(pair[1]))
    path = "".join(
        "M" + "L".join(f"{across(x):.1f} {up(y):.1f}" for x, y in run) for usable, run in runs if usable
    )
    dash = f' stroke-dasharray="{DASHES[line.dash % len(DASHES)]}"' if line.dash % len(DASHES) else ""
    return f'<path class="line s{line.colour % COLOURS}" d="{path}"{dash}/>'


def _dot(dot: Dot, x: float, y: float) -> str:
    if dot.mark == "ring":
        shape = f'<circle class="ring" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
    else:
        # The tip is the value.
        side = 9.0 if dot.mark == "down" else -9.0
        shape = f'<path class="caret" d="M{x:.1f} {y:.1f}l-5 {-side:g}h10z"/>'
    body = f'<g class="dot s{dot.colour % COLOURS}">{shape}<title>{escape(dot.text)}</title></g>'
    return f'<a href="{escape(dot.href)}" aria-label="{escape(dot.text)}">{body}</a>' if dot.href else body


def _named(value: float, digits: int) -> str:
    return f"{value:.{digits}g}".replace("-", "−")
