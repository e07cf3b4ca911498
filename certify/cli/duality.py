"""`certify duality`: delta* and everything beside it, for instance files."""

import json
import sys
from pathlib import Path
from typing import Annotated, get_args

import typer
from rich.console import Console
from rich.progress import track

from certify.duality import Form, Solver, Status
from certify.errors import InputError
from certify.escape import Comparison, compare
from certify.instance import Instance
from certify.instance_file import read_instance
from certify.report.duality import document, table

FORMS = ", ".join(get_args(Form))
SOLVERS = ", ".join(get_args(Solver))


def duality(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Instance files, .json or .npz.")],
    form: Annotated[str, typer.Option(help=f"One of: {FORMS}.")] = "auto",
    solver: Annotated[str, typer.Option(help=f"One of: auto, {SOLVERS}.")] = "auto",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON: a list with one object a file.")
    ] = False,
    plot: Annotated[str, typer.Option(metavar="FILE.svg", help="Draw the first file's instance.")] = "",
) -> int:
    """Primal, dual, gap, the sharp directions, delta(alpha, beta) and the threshold, side by side.

    Exits with 1 where the points found do not support the values printed.
    """
    if form not in get_args(Form):
        raise InputError("--form", f"{form!r} is not known", f"choose one of {FORMS}")
    if solver not in ("auto", *get_args(Solver)):
        raise InputError("--solver", f"{solver!r} is not known", f"choose one of auto, {SOLVERS}")
    if plot and not Path(plot).suffix == ".svg":
        raise InputError("--plot", f"{plot!r} does not end in .svg", "name an .svg file")
    instances = [read_instance(file) for file in files]
    chosen: Solver | None = None if solver == "auto" else solver  # type: ignore[assignment]
    comparisons = _compare_all(instances, form, chosen)  # type: ignore[arg-type]
    if as_json:
        documents = [document(file, comparison) for file, comparison in zip(files, comparisons, strict=True)]
        print(json.dumps(documents, indent=1))
    else:
        console = Console(highlight=False)
        console.width = max(console.width, 100)  # a table that wraps cannot be read
        for file, comparison in zip(files, comparisons, strict=True):
            console.print(table(file, comparison))
    if plot:
        from certify.report.duality_plot import draw  # matplotlib takes a while to import

        draw(comparisons[0], plot)
    return 0 if all(c.result.status is Status.CONFIRMED for c in comparisons) else 1


def _compare_all(instances: list[Instance], form: Form, solver: Solver | None) -> list[Comparison]:
    quiet = len(instances) == 1 or not sys.stderr.isatty()
    progress = track(instances, "solving", console=Console(stderr=True), transient=True, disable=quiet)
    return [compare(instance, form, solver) for instance in progress]
