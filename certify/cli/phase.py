"""`certify phase`: run a campaign, or take up what is left of it, and draw what came of it."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from certify.cli.campaign import Progress


def phase(
    spec: Annotated[str, typer.Argument(metavar="SPEC.toml", help="A campaign with a phase.")],
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="An .svg or .json file.")],
    ledger: Annotated[
        str, typer.Option(metavar="FILE", help="Its ledger; by default beside FILE, as .ledger.")
    ] = "",
    workers: Annotated[int, typer.Option(help="Processes of this machine.")] = 2,
) -> int:
    """Draw a campaign: what it found and certified, beside the thresholds that are proved or printed.

    Questions that have a result in the ledger are not asked again. Exits with 0 where every question has a
    result, 1 where some failed.
    """
    from certify.common.errors import InputError
    from certify.common.files import write_bytes
    from certify.ledger import Ledger
    from certify.report.phase import document, draw
    from certify.search.campaigns.campaign import run_campaign
    from certify.search.campaigns.executors import Local
    from certify.search.campaigns.phase import NOTHING
    from certify.search.campaigns.phase import phase as picture_of
    from certify.search.campaigns.spec import read_spec

    read = read_spec(spec)
    if "phase" not in read.document:
        raise InputError("phase", "is missing", 'write phase = "ranks", "eps2", "asymmetric" or "noise"')
    file = Path(output)
    if file.suffix not in (".svg", ".json") or not file.absolute().parent.is_dir() or file.is_dir():
        raise InputError(
            "--output", f"{output!a} is no .svg or .json file in a folder that exists", "name one"
        )
    place = ledger or str(file.with_suffix(".ledger"))
    with (
        Local(workers) as executor,
        Ledger(place, read.document, len(read.tasks)) as opened,
        Progress() as report,
    ):
        try:
            run_campaign(read, opened, executor, report)
        except KeyboardInterrupt:
            print("certify: interrupted; the same command takes up what is left", file=sys.stderr)
            return 130
        picture = picture_of(read, opened)
    if file.suffix == ".svg":
        draw(picture, file)
    else:
        write_bytes(file, (json.dumps(document(picture), indent=1, ensure_ascii=False) + "\n").encode())
    points = {point.task for panel in picture.panels for point in panel.points}
    certified = {p.certificate for panel in picture.panels for p in panel.points if p.certificate}
    print(
        f"{read.name}: {len(points):,} of {len(read.tasks):,} questions drawn, "
        f"{len(certified):,} certificates: {output}"
    )
    for why in sorted(set(picture.missing.values())):
        count = list(picture.missing.values()).count(why)
        print(f"  {count} without a point: {why}")
    return 1 if set(picture.missing.values()) - {NOTHING} else 0
