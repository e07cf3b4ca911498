"""Figure 3 (noisy completion) as SVG: success rates against eps and against p, n = 6, with 95 % intervals.
Run: python proofs/noisy_completion/_figure_3.py figure_3.svg"""

import sys

import matplotlib.pyplot as plt
import numpy as np
from _runs import STYLE, factored, lifted, odd_ones, rate, recovered

from certify.recovery.papers.completion import structured_mask

LEVELS = (1e-1, 1e-2, 1e-3, 5e-4, 1e-4, 5e-5, 1e-5)
CHANCES = (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4)


def draw(
    axis: plt.Axes, places: tuple[float, ...], outcomes: list[list[bool]], name: str, style: str
) -> None:
    """One curve of rates with intervals."""
    mean, low, high = np.array([rate(list(row)) for row in outcomes]).T
    axis.errorbar(places, mean, (low, high), fmt=style, capsize=2, markersize=4, label=name)


def main(path: str, trials: int = 20) -> None:
    """trials per level of eps and of p."""
    rng, z = np.random.default_rng(0), odd_ones(6)
    plt.rcParams.update(STYLE)
    figure, (top, bottom) = plt.subplots(1, 2, figsize=(8, 3.2), sharey=True, layout="constrained")
    runs = [[lifted(structured_mask(6), z, eps, rng) for _ in range(trials)] for eps in LEVELS]
    for tolerance, style in ((0.05, "o-"), (0.01, "x:")):
        outcomes = [[recovered(M, z, tolerance) for M in row] for row in runs]
        draw(top, LEVELS, outcomes, f"lifted, {tolerance}", style)
    baseline = [recovered(factored(structured_mask(6), z, rng), z) for _ in range(2 * trials)]
    top.axhline(rate(baseline)[0], linestyle="--", color="gray", label="BM")
    top.set_xscale("log")
    top.set_xlabel("ε, mask (20)")
    top.set_ylabel("success rate")
    ours, theirs = [], []
    for p in CHANCES:
        masks = [rng.random((6, 6)) < p for _ in range(trials)]
        ours.append([recovered(lifted(mask, z, 5e-4, rng), z) for mask in masks])
        theirs.append([recovered(factored(mask, z, rng), z) for mask in masks])
    draw(bottom, CHANCES, ours, "lifted, 0.05", "o-")
    draw(bottom, CHANCES, theirs, "BM, 0.05", "s--")
    bottom.set_xlabel("p, independent entries")
    for axis in (top, bottom):
        axis.set_ylim(0, 1)
        axis.legend(fontsize=8)
    figure.savefig(path, format="svg", metadata={"Date": None})


if __name__ == "__main__":
    main(sys.argv[1])
