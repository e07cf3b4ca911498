"""A picture of one instance: where the numbers lie on [0, 1], and the loss along the way out of X."""

import io
import os
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from certify.common.files import write_bytes
from certify.recovery.escape import Comparison
from certify.recovery.escape.loss_curve import loss_curves

OPAQUE = {"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1.0}
BLUE, ORANGE, GREY = "#1f5fa8", "#c8590c", "#6b6b6b"


def draw(comparison: Comparison, path: str | os.PathLike[str]) -> None:
    """Write the picture as SVG, replacing the file in one step. The same input gives the same bytes."""
    style: Any = {
        "svg.hashsalt": "certify",
        "font.size": 10,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    with mpl.rc_context(style):
        figure = Figure(figsize=(11, 4.2), layout="constrained")
        left, right = figure.subplots(1, 2, width_ratios=[1.15, 1])
        _draw_values(left, comparison)
        _draw_curves(right, comparison)
        picture = io.BytesIO()
        figure.savefig(picture, format="svg", metadata={"Date": None})
    write_bytes(path, picture.getvalue())


def _draw_values(axes: Axes, comparison: Comparison) -> None:
    result, sharp = comparison.result, comparison.sharp
    rows = [
        ("δ*  (primal = dual)", result.delta_star, BLUE),
        ("best weights of the\nsharp directions", sharp.delta_directions, GREY),
        ("δ(α, β)", sharp.delta_closed_form, GREY),
        (
            "classical direction Δ",
            None if comparison.classical is None else comparison.classical.delta_directions,
            GREY,
        ),
        ("threshold, Theorem 1.4", comparison.threshold if result.instance.noiseless else None, GREY),
    ]
    shown = [(label, value, colour) for label, value, colour in rows if value is not None]
    places = np.arange(len(shown))[::-1]
    axes.barh(places, [value for _, value, _ in shown], color=[c for *_, c in shown], height=0.5)
    for place, (_, value, _) in zip(places, shown, strict=True):
        axes.text(value + 0.012, place, f"{value:.6f}", va="center", fontsize=9, bbox=OPAQUE)
    axes.set_yticks(places, [label for label, *_ in shown])
    axes.set_xlim(0.0, 1.18)
    axes.set_xticks(np.linspace(0.0, 1.0, 6))
    axes.set_xlabel("δ")
    axes.axvspan(result.delta_star, 1.0, color=BLUE, alpha=0.08, linewidth=0)
    delta = result.instance.delta
    if delta is not None:
        axes.axvline(delta, color=ORANGE, linestyle="--", label=f"asked: δ = {delta:.6g}")
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, -0.32), frameon=False)
    axes.set_title(
        "Counterexamples exist in the shaded range;\neach grey bar is a lower bound on its start", fontsize=10
    )


def _draw_curves(axes: Axes, comparison: Comparison) -> None:
    for curve, colour, dash in zip(loss_curves(comparison), (BLUE, ORANGE), ("-", "--"), strict=False):
        axes.plot(curve.t, curve.loss, color=colour, linestyle=dash, label=curve.label)
    axes.axhline(0.0, color=GREY, linewidth=0.6)
    axes.plot(0.0, 0.0, "o", color=GREY, markersize=4)
    axes.annotate("X", (0.0, 0.0), textcoords="offset points", xytext=(5, 6))
    axes.set_xlabel("t along  X + t D₁ + t² D₀")
    axes.set_ylabel("(f − f(X)) / ‖E‖²")
    axes.legend(frameon=False, loc="best")
    axes.set_title("The loss along the optimal escape directions", fontsize=10)
