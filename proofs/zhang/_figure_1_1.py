"""Figure 1.1 as SVG: the paths of SGD on Example 1.3. Run: python proofs/zhang/_figure_1_1.py
figure_1_1.svg"""

import sys
from pathlib import Path

import numpy as np


def paths(eps: float, steps: int, trials: int, seed: int) -> np.ndarray:
    """Points (trials, steps + 1, 2) of SGD with Nesterov momentum, as in figure_1_1.stalls."""
    rng, size, delta = np.random.default_rng(seed), 2.0 + eps, 1.0 / (2.0 + eps)
    A = np.zeros((4, 2, 2))
    A[0], A[1] = np.sqrt((1 + delta) / 2) * np.eye(2), np.sqrt((1 - delta) / 2) * np.diag([1.0, -1.0])
    A[2, 1, 0] = A[3, 0, 1] = np.sqrt(1 + delta)
    shift, sym = A[:, 1, 1] * size, A + A.transpose(0, 2, 1)
    x, v = rng.standard_normal((trials, 2)), np.zeros((trials, 2))
    found = [x]
    for step in range(steps):
        if step % 4 == 0:
            order = rng.permuted(np.tile(np.arange(4), (trials, 1)), axis=1)
        i = order[:, step % 4]
        Sx = np.einsum("tij,tj->ti", sym[i], x)
        gradient = (0.5 * np.einsum("ti,ti->t", Sx, x) - shift[i])[:, None] * Sx
        v = 0.9 * v - 0.01 * gradient
        x = x + 0.9 * v - 0.01 * gradient
        found.append(x)
    return np.stack(found, axis=1)


def svg(panels: list[tuple[str, np.ndarray]], width: int = 320) -> str:
    """One square panel beside the other, x1 to the right and x2 upwards, both from -2.5 to 2.5."""
    parts = []
    for k, (title, points) in enumerate(panels):
        parts.append(f'<text x="{k * width + 10}" y="16" font-size="12">{title}</text>')
        for path in points[:, :: max(1, points.shape[1] // 400)]:
            places = " ".join(
                f"{k * width + (a + 2.5) * width / 5:.1f},{(2.5 - b) * width / 5 + 20:.1f}"
                for a, b in np.clip(path, -2.5, 2.5)
            )
            parts.append(f'<polyline points="{places}" fill="none" stroke="steelblue" stroke-opacity="0.3"/>')
    size = f'width="{len(panels) * width}" height="{width + 20}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>\n'


if __name__ == "__main__":
    drawn = [("eps = 1e-2, 10^3 steps", 1e-2, 1000), ("eps = 1e-2, 10^4 steps", 1e-2, 10_000)]
    drawn.append(("eps = 1e-3, 10^4 steps", 1e-3, 10_000))
    text = svg([(title, paths(eps, steps, 100, 0)) for title, eps, steps in drawn])
    Path(sys.argv[1]).write_text(text)
