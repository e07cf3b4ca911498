"""How fast searches evaluate, how long they take to the threshold, and what campaigns cost.

    python -m benchmarks.search [--quick] [-o FILE.json]

Rates are evaluations of delta* a second; a search is timed from its first start to the first instance within
1e-8 of the proved minimum. One worker and two run the same campaign. The ledger is one of 100,000 results.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.duality import NOISE, instance, timed
from certify import delta_star, delta_star_batch
from certify.ledger import Accepted, Ledger
from certify.search import Question, search
from certify.search.campaigns.campaign import run_campaign
from certify.search.campaigns.executors import Local
from certify.search.campaigns.spec import spec_of
from certify.search.campaigns.tasks import run_batch
from certify.search.run import expected

RANKS = [(r, r_star) for r in range(1, 7) for r_star in range(1, min(r, 3) + 1)]
RESULTS = 100_000
# Tasks of about a twentieth of a second.
CAMPAIGN = {"grid": {"r": [1, 2], "rstar": 1, "eps2": [f"{n}/50" for n in range(50)]}, "starts": 1}


def rates() -> dict[str, float]:
    """Evaluations of delta* a second: batches without noise, and one at a time with all eps."""

    def batch(count: int, r: int, r_star: int) -> float:
        rng = np.random.default_rng([r, r_star])
        X, Z = (rng.standard_normal((count, r + r_star, k)) for k in (r, r_star))
        return count / timed(lambda: delta_star_batch(X, Z), 2.0, 5)

    noisy = timed(lambda: delta_star(instance(2, 1, NOISE["all eps"])), 1.0, 100)
    return {
        "batch (3, 1)": batch(100_000, 3, 1),
        "batch (3, 2)": batch(10_000, 3, 2),
        "all eps (2, 1)": 1 / noisy,
    }


def searches(ranks: list[tuple[int, int]]) -> list[tuple[int, int, float, int, bool]]:
    """r, r*, seconds, descents, and whether the threshold was reached, for each pair of ranks."""
    rows = []
    for r, r_star in ranks:
        question, began = Question.of(r, r_star), time.perf_counter()
        found = search(question, starts=400, target=expected(question) + 1e-8, seed=0)
        reached = found.delta_star <= expected(question) + 1e-8
        rows.append((r, r_star, time.perf_counter() - began, found.progress.starts, reached))
    return rows


def campaigns(folder: Path) -> dict[str, float]:
    """Tasks a second of one campaign of quick tasks, with one worker and with two, once they have started.

    How busy the workers were says what the coordinator and the ledger cost, whatever the number of cores.
    """
    spec, found = spec_of(CAMPAIGN), {"cores": float(len(os.sched_getaffinity(0)))}
    rate = []
    for workers in (1, 2):
        with (
            Local(workers) as executor,
            Ledger(folder / f"{workers}.ledger", spec.document, len(spec.tasks)) as ledger,
        ):
            first = [(0, spec.tasks[0])]
            for warm in [executor.submit(run_batch, first) for _ in range(workers)]:
                warm.result()
            state = run_campaign(spec, ledger, executor)
            busy = sum(seconds for _, _, seconds in ledger.summaries()) / (workers * state.seconds)
        rate.append(state.rate)
        found[f"tasks/s, workers: {workers}"], found[f"busy, workers: {workers}"] = state.rate, busy
    return {**found, "two workers / one": rate[1] / rate[0]}


def ledger(folder: Path) -> dict[str, float]:
    """Seconds to open, resume and list a ledger of many results."""
    place = folder / "large.ledger"
    with Ledger(place, {}, RESULTS + 1) as opened:
        results = [
            Accepted(n, n / RESULTS, 0.1, {"question": n, "delta_star": n / RESULTS}) for n in range(RESULTS)
        ]
        found = {"accept all at once": _seconds(lambda: opened.accept(results))}
    began = time.perf_counter()
    with Ledger(place, {}, RESULTS + 1) as opened:
        found["open"] = time.perf_counter() - began
        found["resume (unfinished)"] = _seconds(opened.unfinished)
        found["list (summaries)"] = _seconds(opened.summaries)
        found["read and check every result"] = _seconds(lambda: list(opened.results()))
        found["hash"] = _seconds(opened.hash)
    return found


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="search r <= 3 only")
    parser.add_argument("-o", "--output", type=Path, default=Path("out/benchmark-search.json"))
    options = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory() as folder, console.status("measuring"):
        figures = {
            "evaluations/s": rates(),
            "campaign of quick tasks": campaigns(Path(folder)),
            f"ledger of {RESULTS:,} results, seconds": ledger(Path(folder)),
        }
        rows = searches([pair for pair in RANKS if not options.quick or pair[0] <= 3])
    for title, values in figures.items():
        console.print(title)
        for name, value in values.items():
            console.print(f"  {name}: {value:,.0f}" if value >= 1000 else f"  {name}: {value:,.3g}")
    console.print(_table(rows))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps({"figures": figures, "searches": rows}, indent=1))
    console.print(f"written: {options.output}")


def _table(rows: list[tuple[int, int, float, int, bool]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("search (r, r*)", "seconds", "descents", "reached"):
        table.add_column(name, no_wrap=True, justify="left" if name.startswith("search") else "right")
    for r, r_star, seconds, descents, reached in rows:
        table.add_row(f"({r}, {r_star})", f"{seconds:.2f}", str(descents), "yes" if reached else "no")
    return table


if __name__ == "__main__":
    main()
