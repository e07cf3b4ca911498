"""Figure 2 as SVG: one run at full size. Run: python _figure_2.py OUT.svg [n r p]"""

import sys
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from figure_2 import errors

matplotlib.rcParams["svg.hashsalt"] = "figure 2"

if __name__ == "__main__":
    n, r, p = (
        (int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])) if len(sys.argv) > 4 else (1000, 10, 0.15)
    )
    plain, regularised = errors(np.random.default_rng(0), n, r, p, 80)
    figure, axes = plt.subplots(figsize=(5.0, 3.6), layout="constrained")
    axes.semilogy(plain, color="tab:blue", label="without the balancing term")
    axes.semilogy(
        regularised, color="tab:orange", linestyle="--", label=r"with $\frac{1}{64}\|X^TX - Y^TY\|_F^2$"
    )
    axes.set(xlabel="iteration", ylabel=r"$\|X_tY_t^T - M_*\|_F/\|M_*\|_F$")
    axes.set_title(f"{n} x {n}, rank {r}, p = {p:g}")
    axes.legend()
    figure.savefig(sys.argv[1], format="svg", metadata={"Date": None})
