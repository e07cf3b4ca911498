"""`certify campaign`: many questions, into a ledger, over as many interruptions as it takes."""

import json
import sys
import time
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from certify.search.campaigns.campaign import State

campaign = typer.Typer(
    help="Many searches, into a ledger: run them, resume them, list what came of them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
LEDGER = typer.Option("--ledger", metavar="FILE", help="A file, or postgresql+psycopg://…")


@campaign.command()
def run(
    spec: Annotated[str, typer.Argument(metavar="SPEC.toml", help="The campaign.")],
    ledger: Annotated[str, LEDGER],
    workers: Annotated[int, typer.Option(help="Processes of this machine.")] = 2,
    scheduler: Annotated[str, typer.Option(metavar="tcp://…", help="A dask scheduler instead.")] = "",
    tls_ca: Annotated[str, typer.Option(metavar="FILE", help="For a tls:// scheduler.")] = "",
    tls_cert: Annotated[str, typer.Option(metavar="FILE", help="For a tls:// scheduler.")] = "",
    tls_key: Annotated[str, typer.Option(metavar="FILE", help="For a tls:// scheduler.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Run every question that has no result yet. The same command resumes after any interruption.

    Exits with 0 where every question has a result, 1 where some failed.
    """
    from certify.ledger import Ledger
    from certify.search.campaigns.campaign import run_campaign
    from certify.search.campaigns.executors import Dask, Local
    from certify.search.campaigns.spec import read_spec

    read = read_spec(spec)
    with (
        Dask(scheduler, tls_ca, tls_cert, tls_key) if scheduler else Local(workers) as executor,
        Ledger(ledger, read.document, len(read.tasks)) as opened,
        Progress() as report,
    ):
        try:
            state = run_campaign(read, opened, executor, report)
        except KeyboardInterrupt:
            print("certify: interrupted; the same command takes up what is left", file=sys.stderr)
            return 130
        answer: dict[str, Any] = {
            "name": read.name,
            "tasks": state.total,
            "done": state.done,
            "new": state.new,
            "failed": state.failed,
            "deaths": state.deaths,
            "hash": opened.hash(),
            "best": min((value for _, value, _ in opened.summaries() if value is not None), default=None),
        }
    if as_json:
        print(json.dumps(answer, indent=1))
    else:
        failures = "".join(f", {count} × {cause}" for cause, count in state.failed.items())
        counts = f"{state.done:,} of {state.total:,} questions have a result, {state.new:,} new"
        print(f"{read.name}: {counts}{failures}")
        if state.deaths:
            print(f"  {state.deaths} workers died; what they had was given to others")
        print(f"  results {answer['hash'][:16]}…  certify campaign show {spec} --ledger {ledger}")
    return 1 if state.failed else 0


@campaign.command()
def show(
    spec: Annotated[str, typer.Argument(metavar="SPEC.toml", help="The campaign.")],
    ledger: Annotated[str, LEDGER],
    limit: Annotated[int, typer.Option(help="How many to list, the smallest delta* first; 0 for all.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, one result a line.")] = False,
) -> int:
    """What came of a campaign so far: the smallest delta* first."""
    from rich.console import Console
    from rich.table import Table

    from certify.common.errors import InputError
    from certify.ledger import Ledger
    from certify.search.campaigns.spec import read_spec

    if limit < 0:
        raise InputError("--limit", "is negative", "give a number >= 0")
    read = read_spec(spec)
    with Ledger(ledger, read.document, len(read.tasks)) as opened:
        if as_json:
            for item in opened.results():
                line = {"task": item.task, "seconds": item.seconds, **item.result}
                print(json.dumps(line))
            return 0
        rows = opened.summaries()
    rows.sort(key=lambda row: (row[1] is None, row[1], row[0]))
    table = Table(box=None, pad_edge=False)
    for heading in ("task", "δ*", "question", "seconds"):
        table.add_column(heading, justify="left" if heading == "question" else "right")
    for task, value, seconds in rows[: limit or None]:
        shown = "failed" if value is None else f"{value:.10f}"
        table.add_row(str(task), shown, _question(read.tasks[task]), f"{seconds:.1f}")
    Console(highlight=False).print(table)
    print(f"{len(rows):,} of {len(read.tasks):,} questions have a result")
    return 0


def _question(task: dict[str, Any]) -> str:
    hidden = ("class", "starts", "seed")
    return ", ".join(
        f"{name} = {value}" for name, value in task.items() if name not in hidden and value != "0"
    )


class Progress:
    """One line on stderr that keeps changing, where stderr is a terminal; else one every ten seconds."""

    def __init__(self) -> None:
        self.shown, self.last = False, time.monotonic()

    def __enter__(self) -> "Progress":
        return self

    def __call__(self, state: "State") -> None:
        terminal = sys.stderr.isatty()
        now = time.monotonic()
        if not terminal and now - self.last < 10.0:
            return
        self.last = now
        best = "" if state.best is None else f"  best {state.best:.9f}"
        failed = "".join(f"  {count} × {cause}" for cause, count in state.failed.items())
        deaths = f"  {state.deaths} workers died" if state.deaths else ""
        left = f"{state.left:,.0f} s left" if state.rate else ""
        text = f"{state.done:,}/{state.total:,}  {state.rate:,.1f}/s  {left}{best}{failed}{deaths}"
        if terminal:
            print(f"\r{text[:110]:<110}", end="", file=sys.stderr, flush=True)
            self.shown = True
        else:
            print(text, file=sys.stderr, flush=True)

    def __exit__(self, *_: object) -> None:
        if self.shown:
            print("\r" + " " * 110 + "\r", end="", file=sys.stderr)
