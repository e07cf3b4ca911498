"""Figure 1 as SVG: the error of the subgradient method, four problems. Run: python
proofs/ma_fattahi/_figure_1.py figure_1.svg Add a number of runs for each problem (2 by default)."""

import sys

import matplotlib
import matplotlib.pyplot as plt
import numpy as np

from certify.recovery.papers.l1 import completion_instance, sensing_instance, subgradient_method


def errors(problem: str, symmetric: bool, seed: int) -> np.ndarray:
    """Relative errors of one run, as chosen in figure_1."""
    rng = np.random.default_rng(seed)
    if problem == "completion":
        made = completion_instance(40, 40, 2, 0.7, 0.1, 10.0, rng, symmetric, scale=40.0)
        size, rule = 1e-8, {"step": 0.05, "decay": 0.999, "steps": 8000, "scale": 40.0, "every": 100}
    else:
        made = sensing_instance(40, 40, 2, 1000, 0.1, 10.0, rng, symmetric)
        size, rule = 1e-4, {"step": 0.1, "decay": 0.995, "steps": 1500, "every": 20}
    start = tuple(size * rng.standard_normal(part.shape) for part in made.padded(40))
    return subgradient_method(made.objective, start, truth=made.truth, **rule)[1]


def draw(path: str, runs: int) -> None:
    """Two panels, sensing and completion."""
    matplotlib.rcParams.update({"svg.hashsalt": "ma_fattahi", "svg.fonttype": "none", "font.size": 9})
    figure, axes = plt.subplots(1, 2, figsize=(7.2, 2.8), sharey=True, layout="constrained")
    for axis, (problem, every) in zip(axes, (("sensing", 20), ("completion", 100)), strict=True):
        for symmetric, colour in ((True, "C0"), (False, "C3")):
            for seed in range(runs):
                values = errors(problem, symmetric, seed)
                label = ("symmetric" if symmetric else "asymmetric") if seed == 0 else None
                axis.semilogy(np.arange(len(values)) * every, values, color=colour, lw=1, label=label)
        axis.set_title(f"{problem}, d = k = 40, r = 2")
        axis.set_xlabel("step")
        axis.grid(alpha=0.3)
    axes[0].set_ylabel("relative error")
    axes[0].legend(frameon=False)
    figure.savefig(path, format="svg", metadata={"Date": None})


if __name__ == "__main__":
    draw(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 2)
