"""Figure 1.1 as SVG. Run: python proofs/zhang/_figure_1_1.py docs/figures/zhang_figure_1_1.svg"""

import sys
from pathlib import Path

import numpy as np
from figure_1_1 import PANELS, path, stalls
from numpy.typing import NDArray
from scipy.stats import binom, binomtest

DRAWN, RUNS = 100, 20_000  # runs drawn, and those the rate is from: the first so many of the claims
SIZE, GAP, TOP, REACH = 300, 14, 44, 2.4  # pixels; both axes go from -REACH to REACH
TITLES = {  # what is drawn, and how many of 100 are reported to stall
    "left": ("eps = 1e-2, 10^3 steps", None),
    "right_top": ("eps = 1e-2, 10^4 steps", 0),
    "right_bottom": ("eps = 1e-3, 10^4 steps", 2),
}


def place(point: NDArray[np.float64]) -> str:
    """A point of the plane in pixels of its panel."""
    x, y = np.clip(point, -REACH, REACH)
    return f"{(x + REACH) * SIZE / (2 * REACH):.0f},{(REACH - y) * SIZE / (2 * REACH):.0f}"


def polyline(points: NDArray[np.float64], stalled: bool) -> str:
    """The run, in whole pixels and without repetitions; at most 60 of the points of its first 400 steps."""
    early = points[:400:7]
    places = list(dict.fromkeys([place(point) for point in (*early, points[-1])]))
    return f'<polyline class="{"s" if stalled else "r"}" points="{" ".join(places)}"/>'


def drawing(panel: str) -> str:
    """One panel, with the counts and the exact interval of the rate of stalling."""
    eps, steps = PANELS[panel]
    ends = [stalls(panel, np.random.default_rng([0, k])) for k in range(RUNS)]
    count, stalled = sum(ends), ends[:DRAWN]
    low, high = (100 * end for end in binomtest(count, RUNS).proportion_ci(method="exact"))
    runs = [np.array(list(path(eps, steps, np.random.default_rng([0, k])))) for k in range(DRAWN)]
    title, reported = TITLES[panel]
    report = "no count reported"
    if reported is not None:
        chance = 100 * float(binom.pmf(reported, 100, count / RUNS))
        report = f"reported: {reported} (at this rate {chance:.3g} % likely)"
    lines = [
        f'<text y="-30" font-weight="bold">{title}</text>',
        f'<text y="-17">{sum(stalled)} of {DRAWN} stall; {report}</text>',
        f'<text y="-4">{count} of {RUNS:,} stall: {low:.2g} % to {high:.2g} %</text>',
        f'<rect width="{SIZE}" height="{SIZE}" fill="none" stroke="#999"/>',
    ]
    order = sorted(range(DRAWN), key=lambda k: stalled[k])
    lines += [polyline(runs[k], stalled[k]) for k in order]
    best = np.sqrt(2.0 + eps)
    for x, y, kind in ((0.0, best, "m"), (0.0, -best, "m"), (1.0, 0.0, "p"), (-1.0, 0.0, "p")):
        cx, cy = place(np.array([x, y])).split(",")
        lines.append(f'<circle class="{kind}" cx="{cx}" cy="{cy}" r="4"/>')
    return "\n".join(lines)


def figure() -> str:
    """All panels side by side, x1 to the right and x2 upwards."""
    panels = [
        f'<g transform="translate({GAP + k * (SIZE + GAP)},{TOP})">\n{drawing(panel)}\n</g>'
        for k, panel in enumerate(PANELS)
    ]
    width, height = GAP + len(PANELS) * (SIZE + GAP), TOP + SIZE + 40
    style = (
        "text{font:11px sans-serif;fill:#222}polyline{fill:none;stroke-width:.8}.r{stroke:#4682b4;opacity:.6}"
        ".s{stroke:#c0392b;stroke-width:2}.m{fill:#27823a}.p{fill:#fff;stroke:#c0392b;stroke-width:2}"
    )
    legend = "\n".join(
        f'<text x="{GAP}" y="{TOP + SIZE + 17 + 14 * k}">{line}</text>'
        for k, line in enumerate(
            [
                "SGD with momentum on Example 1.3, 100 runs each, x1 to the right, x2 upwards. "
                "Beside the counts: exact 95 % intervals of the rate.",
                "Filled: the minima (0, ±√(2 + eps)). Rings: the spurious points (±1, 0). "
                "Red: runs that stall there.",
            ]
        )
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}">\n<style>{style}</style>\n<rect width="100%" height="100%" fill="#fff"/>\n'
        + "\n".join([*panels, legend])
        + "\n</svg>\n"
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(figure(), encoding="utf-8")
