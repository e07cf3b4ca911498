"""Strong duality on a grid of random instances, with every lower bound beside it.

The problem: for X (n, r) and Z (n, r*), the smallest delta at which some f with ground truth Z Z^T has X as
    a spurious point: (P), its optimum the counterexample; (D), its optimum the escape directions.

The claim: (P) and (D) have one value, delta*(X, Z), and explicit directions reach up to it from below:

    primal = dual = delta*
    delta(alpha, beta)  <=  best weights of the sharp directions  <=  delta*
    1/(1 + (1 + eps2/2) sqrt(r*/r))  <=  delta(alpha, beta)          where eps0 = eps1 = 0

Tight: primal = dual. Lower: the three others. With noise (eps0 or eps1 positive) delta(alpha, beta) is less
    what the noise can do, and the threshold is no bound on delta* of one instance: it is not compared then.

Reference: Theorem 2.1 (duality), Definition 3.1 (directions), Lemma 3.9 and Theorem 1.4 (bounds), Zhang.

Arguments: ranks, the pairs (r, r*); per_cell, random instances for each pair and pattern of eps; seed.

Returns: one row an instance, with the values found, the closed forms, and what it violates (nothing).

Run: python examples/theorem_sanity_check.py
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

import certify

TOLERANCE = 1e-6
RANKS = ((1, 1), (2, 1), (2, 2), (3, 2))
# eps0 and eps1 as multiples of ||E||, eps2 as it is.
PATTERNS = {
    "noiseless": (0.0, 0.0, 0.0),
    "eps2": (0.0, 0.0, 0.5),
    "eps0": (0.05, 0.0, 0.0),
    "eps1": (0.0, 0.1, 0.0),
    "all eps": (0.05, 0.1, 0.5),
}


@dataclass(frozen=True)
class Row:
    """One instance: its values, and the claims it violates."""

    r: int
    r_star: int
    pattern: str
    primal: float
    dual: float
    directions: float
    closed_form: float
    threshold: float | None
    violations: tuple[str, ...]


def main(ranks: Sequence[tuple[int, int]] = RANKS, per_cell: int = 3, seed: int = 0) -> list[Row]:
    rng = np.random.default_rng(seed)
    cells = [(r, s, pattern) for r, s in ranks for pattern in PATTERNS for _ in range(per_cell)]
    return [check(r, r_star, pattern, rng) for r, r_star, pattern in cells]


def check(r: int, r_star: int, pattern: str, rng: np.random.Generator) -> Row:
    X, Z = rng.standard_normal((r + r_star, r)), rng.standard_normal((r + r_star, r_star))
    size = float(np.linalg.norm(X @ X.T - Z @ Z.T))
    eps0, eps1, eps2 = PATTERNS[pattern]
    found = certify.compare(certify.Instance(X, Z, eps0 * size, eps1 * size, eps2))
    result, directions = found.result, found.sharp.delta_directions
    closed_form, limit = found.sharp.delta_closed_form, found.threshold
    assert closed_form is not None
    holds = {
        "primal = dual": abs(result.gap) <= TOLERANCE,
        "points confirm delta*": result.residuals.largest <= TOLERANCE,
        "directions <= delta*": directions <= result.delta_star + TOLERANCE,
        "delta(alpha, beta) <= directions": closed_form <= directions + TOLERANCE,
    }
    if result.instance.noiseless and limit is not None:
        holds["threshold <= delta(alpha, beta)"] = limit <= closed_form + TOLERANCE
    violations = tuple(claim for claim, so in holds.items() if not so)
    return Row(r, r_star, pattern, result.primal, result.dual, directions, closed_form, limit, violations)


def show(rows: Sequence[Row]) -> None:
    print("r r* pattern      primal     dual       directions  δ(α,β)     threshold")
    for row in rows:
        limit = "-" if row.threshold is None else f"{row.threshold:.6f}"
        noise = "" if row.pattern in ("noiseless", "eps2") else "  (no bound here)"
        line = f"{row.r} {row.r_star}  {row.pattern:<11}  {row.primal:.6f}   {row.dual:.6f}   "
        line += f"{row.directions:.6f}    {row.closed_form:.6f}   {limit}{noise}"
        print(line, *(f"VIOLATED: {claim}" for claim in row.violations))
    gap = max(abs(row.primal - row.dual) for row in rows)
    bad = sum(bool(row.violations) for row in rows)
    print(f"{len(rows)} instances, largest gap {gap:.1e}, {bad} with a violation")


if __name__ == "__main__":
    table = main()
    show(table)
    sys.exit(any(row.violations for row in table))
