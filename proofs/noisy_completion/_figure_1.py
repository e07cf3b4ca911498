"""Figure 1 (noisy completion) as SVG: the printed bound 1 - exp(-2 chi^2 ratio) for |M*|_F = 1.
Run: python proofs/noisy_completion/_figure_1.py figure_1.svg"""

import sys

import matplotlib.pyplot as plt
import numpy as np
from _runs import STYLE


def bound(p: float, target: np.ndarray, eps: np.ndarray, ratio: float) -> np.ndarray:
    """The probability of Theorem 2.2 as printed, at chi = p - 1/(1 + target/eps^2); 0 where chi <= 0."""
    chi = p - 1 / (1 + target / eps**2)
    return np.where(chi > 0, 1 - np.exp(-2 * chi**2 * ratio), 0.0)


def main(path: str, size: int = 60) -> None:
    """Three values of p, and |d|_1^2/|d|_2^2 = 10 and 100."""
    target, eps = np.meshgrid(np.linspace(1e-4, 0.05, size), np.linspace(1e-3, 0.1, size))
    plt.rcParams.update(STYLE)
    figure, axes = plt.subplots(2, 3, figsize=(8, 4.8), sharex=True, sharey=True, layout="constrained")
    for row, ratio in zip(axes, (10.0, 100.0), strict=True):
        for axis, p in zip(row, (0.3, 0.4, 0.5), strict=True):
            image = axis.imshow(
                bound(p, target, eps, ratio),
                origin="lower",
                extent=(1e-4, 0.05, 1e-3, 0.1),
                aspect="auto",
                interpolation="none",
                vmin=0,
                vmax=1,
            )
            axis.set_title(f"p = {p}, |d|₁²/|d|₂² = {ratio:g}", fontsize=9)
    figure.supxlabel("target for |M† − M*|²", fontsize=9)
    figure.supylabel("ε", fontsize=9)
    figure.colorbar(image, ax=axes, label="probability claimed by Theorem 2.2")
    figure.savefig(path, format="svg", metadata={"Date": None}, dpi=72)


if __name__ == "__main__":
    main(sys.argv[1])
