"""Figure 2 (noisy completion) as SVG: success rates of BM and of the lifted method, with 95 % intervals.
Run: python proofs/noisy_completion/_figure_2.py figure_2.svg"""

import sys

import matplotlib.pyplot as plt
import numpy as np
from _runs import STYLE, factored, lifted, odd_ones, rate, recovered

from certify.recovery.papers.completion import structured_mask


def structured(n: int, trials: int, rng: np.random.Generator) -> tuple[list[bool], list[bool]]:
    """Outcomes of BM and of the lifted method on the mask (20)."""
    mask, z = structured_mask(n), odd_ones(n)
    runs = [(factored(mask, z, rng), lifted(mask, z, 5e-5, rng)) for _ in range(trials)]
    return [recovered(a, z) for a, _ in runs], [recovered(b, z) for _, b in runs]


def independent(n: int, trials: int, rng: np.random.Generator) -> tuple[list[bool], list[bool]]:
    """The same on masks with p = 1/2 and z Gaussian with |z|^2 = 3."""
    outcomes: tuple[list[bool], list[bool]] = ([], [])
    for _ in range(trials):
        z = rng.standard_normal(n)
        z *= np.sqrt(3) / np.linalg.norm(z)
        mask = rng.random((n, n)) < 0.5
        outcomes[0].append(recovered(factored(mask, z, rng), z))
        outcomes[1].append(recovered(lifted(mask, z, 5e-5, rng), z))
    return outcomes


def main(path: str, trials: int = 20) -> None:
    """n = 4, 6, 8 in (a) and n = 3, ..., 6 in (b)."""
    rng = np.random.default_rng(0)
    plt.rcParams.update(STYLE)
    figure, axes = plt.subplots(1, 2, figsize=(8, 3.2), sharey=True, layout="constrained")
    panels = [
        ("(a) mask (20)", (4, 6, 8), structured),
        ("(b) independent, p = 1/2", (3, 4, 5, 6), independent),
    ]
    for axis, (title, sizes, experiment) in zip(axes, panels, strict=True):
        rates = [[rate(outcomes) for outcomes in experiment(n, trials, rng)] for n in sizes]
        for k, name in enumerate(("BM", "lifted, l = 3")):
            mean, low, high = np.array([row[k] for row in rates]).T
            axis.errorbar(np.array(sizes) + 0.1 * k, mean, (low, high), fmt="o-", capsize=3, label=name)
        axis.set_title(title, fontsize=9)
        axis.set_xlabel("n")
        axis.set_xticks(sizes)
    axes[0].plot((4, 6, 8), (1 / 2, 1 / 4, 1 / 8), "k--", label="bound 2^(1−m)")
    axes[0].set_ylabel("success rate")
    axes[0].set_ylim(0, 1)
    axes[0].legend(fontsize=8)
    figure.savefig(path, format="svg", metadata={"Date": None})


if __name__ == "__main__":
    main(sys.argv[1])
