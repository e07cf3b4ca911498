"""The smallest delta* for many ranks and tolerances, as a campaign that any interruption only delays.

The problem: minimise delta*(X, Z; eps2) over X (n, r) and Z (n, r*), n = r + r*, for every r, r* and eps2 of
    a grid. Each question is searched with a fixed number of descents and a seed of its own.

The claim: with s = sqrt(r*/r), the minimum is the root in (0, 1) of

    delta (1 + s (1 + eps2/(2 (1 + delta)))) = 1,

    between the sufficient and the necessary threshold of Theorem 1.4, and 1/(1 + s) at eps2 = 0.

Upper: every row is an instance with a certificate, so a value that is attained. That nothing is lower the
    campaign cannot show.

Reference: Theorems 1.2 and 1.4 and Example 4.1, Zhang; the root is beyond them.

Arguments: ledger, the file that keeps the results; r, r_star, eps2, the grid; starts, descents for each
    question; workers, processes of this machine.

Returns: for each question r, r*, eps2, the delta* found, the root, and the certificate's address.

Run: python examples/threshold_campaign.py [LEDGER]
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from certify import verify
from certify.certificates import Certificate
from certify.formulas import threshold_sharp
from certify.ledger import Ledger
from certify.search.campaigns.campaign import run_campaign
from certify.search.campaigns.executors import Local
from certify.search.campaigns.spec import spec_of

TOLERANCE = 1e-7


@dataclass(frozen=True)
class Row:
    """One question and what was found."""

    r: int
    r_star: int
    eps2: str
    delta_star: float
    root: float
    certificate: str


def main(
    ledger: str,
    r: Sequence[int] = (1, 2, 4),
    r_star: Sequence[int] = (1,),
    eps2: Sequence[str] = ("0", "1", "3"),
    starts: int = 4,
    workers: int = 2,
) -> list[Row]:
    grid = {"r": list(r), "rstar": list(r_star), "eps2": list(eps2)}
    spec = spec_of({"name": "thresholds", "starts": starts, "impossible": "skip", "grid": grid})
    rows = []
    with Local(workers) as executor, Ledger(ledger, spec.document, len(spec.tasks)) as opened:
        run_campaign(spec, opened, executor)
        for result in opened.results():
            data = opened.certificate(result.result.get("certificate", ""))
            if result.value is None or data is None or not verify(Certificate.from_json(data)).accepted:
                raise SystemExit(f"question {result.task} has no certificate: {result.result}")
            asked = result.result["question"]
            root = threshold_sharp(asked["r"], asked["rstar"], float(Fraction(asked["eps2"])))
            rows.append(
                Row(
                    asked["r"],
                    asked["rstar"],
                    asked["eps2"],
                    result.value,
                    root,
                    result.result["certificate"],
                )
            )
    return rows


if __name__ == "__main__":
    rows = main(sys.argv[1] if sys.argv[1:] else "threshold_campaign.ledger")
    for row in rows:
        print(
            f"r = {row.r}, r* = {row.r_star}, ε2 = {row.eps2}: "
            f"δ* = {row.delta_star:.9f}, root {row.root:.9f}, {row.certificate[:16]}…"
        )
    sys.exit(any(abs(row.delta_star - row.root) > TOLERANCE for row in rows))
