"""Figure 2 as SVG: runs from near the truth, several draws. Run: python proofs/ma_fattahi/_figure_2.py
figure_2.svg Add a number of draws (5 by default); each has three starts, drawn in one colour."""

import sys

import matplotlib
import matplotlib.pyplot as plt
import numpy as np

from certify.recovery.papers.l1 import L1Objective, sensing_instance, subgradient_method


def errors(symmetric: bool, seed: int, starts: int) -> np.ndarray:
    """Relative errors (records, starts) of runs on one draw, as chosen in figure_2."""
    rng = np.random.default_rng(seed)
    made = sensing_instance(20, 20, 3, 90 if symmetric else 170, 0.1, 10.0, rng, symmetric)
    operator, truth = made.objective.operator, 10.0 * made.truth
    objective = L1Objective(operator, operator.measure(truth) + made.noise, symmetric=symmetric)
    factors = [np.sqrt(10.0) * part for part in made.padded(20)]
    start = tuple(part + np.sqrt(5e-5) * rng.standard_normal((starts, *part.shape)) for part in factors)
    return subgradient_method(objective, start, step=0.002, decay=0.998, steps=4000, truth=truth, every=100)[
        1
    ]


def draw(path: str, draws: int) -> None:
    """Two panels, symmetric and asymmetric sensing."""
    matplotlib.rcParams.update({"svg.hashsalt": "ma_fattahi", "svg.fonttype": "none", "font.size": 9})
    figure, axes = plt.subplots(1, 2, figsize=(7.2, 2.8), sharey=True, layout="constrained")
    for axis, symmetric in zip(axes, (True, False), strict=True):
        for seed in range(draws):
            values = errors(symmetric, seed, 3)
            axis.semilogy(np.arange(len(values)) * 100, values, color=f"C{seed}", lw=0.8)
        axis.set_title("symmetric, m = 90" if symmetric else "asymmetric, m = 170")
        axis.set_xlabel("step")
        axis.grid(alpha=0.3)
    axes[0].set_ylabel("relative error")
    figure.savefig(path, format="svg", metadata={"Date": None})


if __name__ == "__main__":
    draw(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 5)
