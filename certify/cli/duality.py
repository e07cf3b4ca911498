"""`certify duality`: delta* and everything beside it, for instance files."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from certify.common.errors import InputError

if TYPE_CHECKING:
    from certify.recovery.duality import Form, Solver
    from certify.recovery.escape import Comparison
    from certify.recovery.instance.instance import Instance


def duality(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Instance files, .json or .npz.")],
    form: Annotated[str, typer.Option(help="One of: auto, full, rank-one, reduced.")] = "auto",
    solver: Annotated[str, typer.Option(help="One of: auto, clarabel, scs.")] = "auto",
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON: a list with one object a file.")
    ] = False,
    plot: Annotated[str, typer.Option(metavar="FILE.svg", help="Draw the first file's instance.")] = "",
) -> int:
    """Primal, dual, gap, the sharp directions, delta(alpha, beta) and the threshold, side by side.

    Exits with 1 where the points found do not support the values printed.
    """
    from rich.console import Console

    from certify.recovery.duality import Status
    from certify.recovery.instance.file import read_instance
    from certify.report.duality import document, table

    if plot and Path(plot).suffix != ".svg":
        raise InputError("--plot", f"{plot!r} does not end in .svg", "name an .svg file")
    chosen = _choice("--form", form, ("auto", "full", "rank-one", "reduced"))
    by = _choice("--solver", solver, ("auto", "clarabel", "scs"))
    instances = [read_instance(file) for file in files]
    if plot and not Path(plot).absolute().parent.is_dir():
        raise InputError("--plot", f"{plot!r} is in no folder that exists", "name an .svg file in one")
    comparisons = _compare_all(instances, chosen, None if by == "auto" else by)  # type: ignore[arg-type]
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


def _choice(option: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        raise InputError(option, f"{value!r} is not known", f"choose one of {', '.join(choices)}")
    return value


def _compare_all(instances: "list[Instance]", form: "Form", solver: "Solver | None") -> "list[Comparison]":
    from rich.console import Console
    from rich.progress import track

    from certify.recovery.escape import compare

    quiet = len(instances) == 1 or not sys.stderr.isatty()
    progress = track(instances, "solving", console=Console(stderr=True), transient=True, disable=quiet)
    return [compare(instance, form, solver) for instance in progress]
