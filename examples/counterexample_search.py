"""The worst instance for given ranks, found by search, and proved by an exact certificate.

The problem: minimise delta*(X, Z) over X (d, r) and Z (d, r*), d = r + r*, without noise. Below the minimum
    no instance of these ranks has a spurious point; at it, one has.

The claim: the minimum is attained by Example 4.1, X^T X = I, X^T Z = 0, Z Z^T = (1 + sqrt(r/r*)) Q2 Q2^T:

    min delta*(X, Z) = 1/(1 + sqrt(r*/r))

Upper: the search gives an instance, so a value that is attained. That nothing is lower is Theorem 1.2.

Reference: Theorem 1.2 and Example 4.1, Zhang.

Arguments: r, r_star; starts and refined, the budget: `starts` random instances in one batch, the best
    `refined` of them improved by Nelder-Mead with at most 4,000 evaluations each; seed.

Returns: the delta* found and the closed form; the instance found, rounded to rationals with denominators of
    at most 1,000; the Decision with its certificate, at a delta at most 1/500 above that instance's delta*.

Run: python examples/counterexample_search.py [R RSTAR]
"""

import math
import sys
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import scipy.optimize
from numpy.typing import NDArray

import certify

EVALUATIONS = 4000
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Found:
    """The best value, the closed form, and the certified instance near it."""

    delta_star: float
    closed_form: float
    evaluations: int
    instance: certify.Instance
    decision: certify.Decision


def main(r: int = 1, r_star: int = 1, starts: int = 4096, refined: int = 3, seed: int = 0) -> Found:
    def value(point: Floats) -> float:
        return float(certify.delta_star_batch(*unpack(point[None], r, r_star))[0])

    rng = np.random.default_rng(seed)
    points = rng.standard_normal((starts, r - 1 + (r + r_star) * r_star))
    values = certify.delta_star_batch(*unpack(points, r, r_star))
    runs = [
        scipy.optimize.minimize(
            value,
            points[start],
            method="Nelder-Mead",
            options={"maxfev": EVALUATIONS, "xatol": 1e-10, "fatol": 1e-13, "adaptive": True},
        )
        for start in np.argsort(values)[:refined]
    ]
    best = min(runs, key=lambda run: run.fun)
    X, Z = unpack(best.x[None], r, r_star)
    instance = nearby(X[0], Z[0])
    evaluations = starts + sum(int(run.nfev) for run in runs)
    return Found(
        float(best.fun), 1 / (1 + math.sqrt(r_star / r)), evaluations, instance, certify.decide(instance)
    )


def unpack(points: Floats, r: int, r_star: int) -> tuple[Floats, Floats]:
    """X (B, d, r) = [diag(1, x); 0] and Z (B, d, r*): where X != 0, any instance, turned and scaled."""
    X = np.zeros((len(points), r + r_star, r))
    diagonal = np.arange(r)
    X[:, diagonal, diagonal] = np.hstack([np.ones((len(points), 1)), points[:, : r - 1]])
    return X, points[:, r - 1 :].reshape(-1, r + r_star, r_star)


def nearby(X: Floats, Z: Floats) -> certify.Instance:
    """The instance in short rationals, asked about at a delta just above its own delta*."""
    X_short, Z_short = ([[Fraction(x).limit_denominator(1000) for x in row] for row in M] for M in (X, Z))
    star = certify.delta_star(certify.Instance(X_short, Z_short)).delta_star
    return certify.Instance(X_short, Z_short, delta=Fraction(math.floor(1000 * star) + 2, 1000))


if __name__ == "__main__":
    found = main(*map(int, sys.argv[1:3]))
    instance, decision = found.instance, found.decision
    print(f"δ* = {found.delta_star:.9f} after {found.evaluations:,} evaluations")
    print(f"     {found.closed_form:.9f} = 1/(1 + √(r*/r)), Example 4.1")
    for name, matrix in (("X", instance.X_exact), ("Z", instance.Z_exact)):
        print(f"{name} = " + ", ".join("(" + " ".join(map(str, row)) + ")" for row in matrix))
    print(f"at δ = {instance.delta_exact}: {decision.verdict.value.replace('_', ' ').lower()}")
    print(decision.certificate.to_json() if decision.certificate else decision.reason)
    sys.exit(decision.verdict is not certify.Verdict.COUNTEREXAMPLE or found.delta_star >= 1)
