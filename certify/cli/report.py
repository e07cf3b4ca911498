"""`certify report`: what was decided, written down for readers."""

import sys
from typing import Annotated

import typer

from certify.cli.check import PATHS, Showing
from certify.common.errors import InputError


def report(
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="An .html or .md file; by default, print.")
    ] = "",
    paths: Annotated[list[str] | None, PATHS] = None,
    errata: Annotated[bool, typer.Option("--errata", help="The lines that do not hold as printed.")] = False,
    jobs: Annotated[int, typer.Option(help="Claims decided at once.")] = 2,
    cache: Annotated[
        str, typer.Option(metavar="FOLDER", help="Earlier verdicts; empty for none.")
    ] = ".certify",
) -> int:
    """List the lines that do not hold as printed: witness, repair, and what becomes of what rests on them."""
    from certify.checking.check import check
    from certify.common.files import write_bytes
    from certify.report.errata import entries, html, markdown

    if not errata:
        raise InputError("report", "does not say what to report", "add --errata")
    if output and not output.endswith((".html", ".md")):
        raise InputError("--output", f"{output!r} is neither .html nor .md", "name such a file")
    with Showing() as showing:
        results = check(paths or ["proofs"], jobs=jobs, cache=cache or None, report=showing)
    text = html(results) if output.endswith(".html") else markdown(results)
    if not output:
        print(text, end="")
        return 0
    write_bytes(output, text.encode())
    count = sum(map(len, entries(results).values()))
    print(f"{count} lines do not hold as printed: {output}", file=sys.stdout)
    return 0
