"""How long delta* takes in each form, side by side in one run, and how far each is from the best value.

    python -m benchmarks.duality [--quick] [-o FILE.json]

The full form is timed on (P) alone, its reductions on everything `certify.delta_star` does (primal and dual
point, residuals). Times are medians, ratios are against the faster full form of the same run. The error is
the distance from the best proved interval; it cannot be smaller than that interval, given beside it.
"""

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from certify import Instance, delta_star, delta_star_batch
from certify.recovery.duality import Form
from certify.recovery.duality.full import solve_primal

SIZES = [(1, 1), (2, 1), (3, 2), (5, 3), (8, 2)]
NOISE = {"noiseless": (0.0, 0.0, 0.0), "all eps": (0.05, 0.1, 0.2)}
# Left out: it needs more than 1 GiB.
TOO_LARGE = {(8, 2, "all eps", "clarabel")}


@dataclass(frozen=True)
class Row:
    """One form on one instance."""

    r: int
    r_star: int
    noise: str
    form: str
    seconds: float
    value: float
    error: float
    ratio: float


@dataclass(frozen=True)
class _Timing:
    form: str
    seconds: float
    value: float
    lower: float
    upper: float


def timed(call: Callable[[], object], least: float = 0.5, most: int = 30) -> float:
    """The median time of a call, repeated until `least` seconds are spent, at most `most` times."""
    times: list[float] = []
    while not times or (sum(times) < least and len(times) < most):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def instance(r: int, r_star: int, noise: tuple[float, float, float]) -> Instance:
    """A Gaussian instance, always the same."""
    rng = np.random.default_rng([r, r_star])
    X, Z = rng.standard_normal((r + r_star, r)), rng.standard_normal((r + r_star, r_star))
    return Instance(X, Z, *noise)


def measure(r: int, r_star: int, noise: str) -> list[Row]:
    """Every form on one instance."""
    eps = NOISE[noise]
    forms: tuple[Form, ...] = ("reduced", "rank-one") if noise == "noiseless" else ("rank-one",)
    timings = [_time_reduction(r, r_star, eps, form) for form in forms]
    timings += [
        _time_full(instance(r, r_star, eps), solver)
        for solver in ("clarabel", "scs")
        if (r, r_star, noise, solver) not in TOO_LARGE
    ]
    lower, upper = max(t.lower for t in timings), min(t.upper for t in timings)
    fastest_full = min(t.seconds for t in timings if t.form.startswith("full"))
    rows = []
    for t in timings:
        error = max(abs(t.value - lower), abs(t.value - upper))
        rows.append(Row(r, r_star, noise, t.form, t.seconds, t.value, error, fastest_full / t.seconds))
    return rows


def _time_reduction(r: int, r_star: int, eps: tuple[float, float, float], form: Form) -> _Timing:
    result = delta_star(instance(r, r_star, eps), form)
    seconds = timed(lambda: delta_star(instance(r, r_star, eps), form))
    return _Timing(form, seconds, result.delta_star, result.dual, result.primal)


def _time_full(question: Instance, solver: str) -> _Timing:
    values: list[float] = []
    seconds = timed(lambda: values.append(solve_primal(question.reduced, solver)[0].delta), 0.2, 3)
    return _Timing(f"full, {solver}", seconds, values[-1], -np.inf, np.inf)


def other_figures() -> dict[str, float]:
    """The single figures the project promises: large noiseless instances, and the batch."""
    rng = np.random.default_rng(0)
    batch_X, batch_z = rng.standard_normal((100_000, 4, 3)), rng.standard_normal((100_000, 4, 1))
    seconds = timed(lambda: delta_star_batch(batch_X, batch_z), 2.0, 5)
    large = timed(lambda: delta_star(instance(200, 10, NOISE["noiseless"])), 1.0, 3)
    return {"batch r*=1, r=3, instances per second": 100_000 / seconds, "(200, 10) noiseless, seconds": large}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--quick", action="store_true", help="leave out (5, 3) and (8, 2)")
    parser.add_argument("-o", "--output", type=Path, default=Path("out/benchmark-duality.json"))
    options = parser.parse_args()
    console = Console()
    rows: list[Row] = []
    for r, r_star in SIZES[:3] if options.quick else SIZES:
        for noise in NOISE:
            with console.status(f"({r}, {r_star}), {noise}"):
                rows += measure(r, r_star, noise)
    console.print(_table(rows))
    figures = other_figures()
    figures["peak memory, MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name, value in figures.items():
        console.print(f"{name}: {value:,.3g}" if value < 1000 else f"{name}: {value:,.0f}")
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(
        json.dumps({"rows": [asdict(row) for row in rows], "figures": figures}, indent=1)
    )
    console.print(f"written: {options.output}")


def _table(rows: list[Row]) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("(r, r*)", "eps", "form", "seconds", "δ*", "error", "full / this"):
        table.add_column(name, no_wrap=True)
    for row in rows:
        ratio = "" if row.form.startswith("full") else f"{row.ratio:,.0f}"
        numbers = (f"{row.seconds:.2g}", f"{row.value:.9f}", f"{row.error:.0e}", ratio)
        table.add_row(f"({row.r}, {row.r_star})", row.noise, row.form, *numbers)
    return table


if __name__ == "__main__":
    main()
