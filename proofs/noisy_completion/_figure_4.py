"""Figure 4 (noisy completion) as SVG: squared errors of four runs, observed entries framed; mask (20), n = 8.
Run: python proofs/noisy_completion/_figure_4.py figure_4.svg"""

import sys

import matplotlib.pyplot as plt
import numpy as np
from _runs import STYLE, lifted, odd_ones, recovered

from certify.recovery.papers.completion import structured_mask


def selected(rng: np.random.Generator, most: int = 60) -> list[np.ndarray]:
    """Three runs that fail and, last, one that succeeds (or a fourth that fails), of at most so many."""
    z, mask = odd_ones(8), structured_mask(8)
    failed: list[np.ndarray] = []
    for _ in range(most):
        M = lifted(mask, z, 1e-4, rng, steps=1500)
        if recovered(M, z):
            if len(failed) >= 3:
                return [*failed[:3], M]
        else:
            failed.append(M)
    return failed[:4]


def main(path: str) -> None:
    """Four heat maps of (M - M*)^2."""
    z, mask = odd_ones(8), structured_mask(8)
    plt.rcParams.update(STYLE)  # each entry as 16 x 16 pixels, so that viewers do not blur it
    figure, axes = plt.subplots(1, 4, figsize=(9, 2.6), layout="constrained")
    for axis, M, name in zip(axes, selected(np.random.default_rng(0)), "abcd", strict=True):
        image = axis.imshow(
            np.kron((M - np.outer(z, z)) ** 2, np.ones((16, 16))),
            vmin=0,
            vmax=4,
            extent=(0, 8, 8, 0),
            interpolation="none",
        )
        rows, columns = np.nonzero(mask)
        axis.scatter(
            columns + 0.5, rows + 0.5, marker="s", facecolors="none", edgecolors="white", s=90, linewidths=0.6
        )
        error = ((M - np.outer(z, z)) ** 2)[~mask].mean()
        axis.set_title(f"({name}) MSE off Ω {error:.3g}", fontsize=9)
        axis.set_xticks([])
        axis.set_yticks([])
    figure.colorbar(image, ax=axes, label="squared error")
    figure.savefig(path, format="svg", metadata={"Date": None}, dpi=72)


if __name__ == "__main__":
    main(sys.argv[1])
