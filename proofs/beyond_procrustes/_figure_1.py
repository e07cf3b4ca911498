"""Figure 1 as SVG: both scalar losses as surfaces. Run: python _figure_1.py OUT.svg"""

import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

matplotlib.rcParams.update({"svg.hashsalt": "figure 1", "font.size": 9})
SIDE, TOP = 2.0, 4.0


def surface(axes, title: str, weight: float) -> None:
    """(x y - 1)^2 + weight (x^2 - y^2)^2 over [0, 2]^2, cut at TOP, and the set x y = 1 on it."""
    x, y = np.meshgrid(np.linspace(0, SIDE, 33), np.linspace(0, SIDE, 33))
    loss = (x * y - 1) ** 2 + weight * (x**2 - y**2) ** 2
    axes.plot_surface(
        x, y, np.minimum(loss, TOP), cmap="viridis", rstride=1, cstride=1, antialiased=False, rasterized=True
    )
    t = np.linspace(1 / SIDE, SIDE, 60)
    on = weight * (t**2 - t**-2) ** 2
    axes.plot(t[on <= TOP], (1 / t)[on <= TOP], on[on <= TOP], color="red", linewidth=2.5, zorder=10)
    axes.set(xlabel="x", ylabel="y", zlim=(0, TOP), title=title, xticks=(0, 1, 2), yticks=(0, 1, 2))
    axes.view_init(elev=38, azim=-125)


if __name__ == "__main__":
    figure = plt.figure(figsize=(8.0, 3.8), dpi=90)
    panels = [("regularised: $f + g$", 1 / 8), ("unregularised: $f$", 0.0)]
    for k, (title, weight) in enumerate(panels):
        surface(figure.add_subplot(1, 2, k + 1, projection="3d", computed_zorder=False), title, weight)
    figure.text(0.5, 0.02, "$f = (xy - 1)^2$, $g = (x^2 - y^2)^2/8$; red: $xy = 1$", ha="center")
    figure.savefig(sys.argv[1], format="svg", dpi=60, metadata={"Date": None})
