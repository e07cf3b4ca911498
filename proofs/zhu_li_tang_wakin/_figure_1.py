"""Figure 1 as SVG: two landscapes of weighted PCA with their critical points. Run: python
proofs/zhu_li_tang_wakin/_figure_1.py figure_1.svg"""

import sys

import matplotlib as mpl
import numpy as np

mpl.use("svg")
from matplotlib import pyplot as plt

MINIMUM = {"marker": "o", "color": "white"}
SPURIOUS = {"marker": "D", "color": "tab:orange"}
SADDLE = {"marker": "x", "color": "black"}
MAXIMUM = {"marker": "^", "color": "black"}


def landscape(q: float, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """h at U = (x, y) for weights q on the diagonal and 1 off it."""
    return 0.5 * q * ((x**2 - 1) ** 2 + (y**2 - 1) ** 2) + (x * y - 1) ** 2


def critical(q: float) -> list[tuple[float, float, dict[str, str], str]]:
    """x, y, marker and name of every critical point, as in figure_1.table_a and table_b."""
    found = [(s, s, MINIMUM, "global minimum") for s in (1.0, -1.0)]
    found.append((0.0, 0.0, SADDLE, "saddle") if q <= 1 else (0.0, 0.0, MAXIMUM, "maximum"))
    if q > 3:
        far = np.sqrt((q - 1) / (q + 1))
        found += [(s * far, -s * far, SPURIOUS, "spurious minimum") for s in (1.0, -1.0)]
        plus, minus = np.sqrt(1 - 2 / (q - 1)), np.sqrt(1 + 2 / (q - 1))  # x + y and x - y
        found += [
            ((s * plus + d * minus) / 2, (s * plus - d * minus) / 2, SADDLE, "saddle")
            for s in (1.0, -1.0)
            for d in (1.0, -1.0)
        ]
    return found


def draw(path: str) -> None:
    """Both panels, with contours at equal steps of sqrt(h)."""
    mpl.rcParams.update({"svg.hashsalt": "figure 1", "svg.fonttype": "none", "font.size": 9})
    figure, panels = plt.subplots(1, 2, figsize=(8, 4.4), layout="constrained")
    grid, named = np.linspace(-1.5, 1.5, 61), {}
    x, y = np.meshgrid(grid, grid)
    for panel, q, title in zip(
        panels, (1.0, 64.0), ("(a) Ω = [1, 1; 1, 1]", "(b) Ω = [8, 1; 1, 8]"), strict=True
    ):
        root = np.sqrt(landscape(q, x, y))
        panel.imshow(root, extent=(-1.525, 1.525) * 2, origin="lower", interpolation="none")
        panel.contour(
            x[::2, ::2],
            y[::2, ::2],
            root[::2, ::2],
            levels=np.linspace(0, root.max(), 7)[1:-1],
            colors="white",
            linewidths=0.5,
        )
        for a, b, style, name in critical(q):
            (named[name],) = panel.plot(
                a, b, linestyle="none", markeredgecolor="black", markersize=7, **style
            )
        panel.set(title=title, xlabel="x", ylabel="y", aspect="equal")
    figure.legend(named.values(), named.keys(), loc="outside lower center", ncols=4)
    figure.savefig(path, format="svg", metadata={"Date": None})


if __name__ == "__main__":
    draw(sys.argv[1])
