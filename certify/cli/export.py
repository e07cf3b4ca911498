"""`certify export`: a theorem with its proof, for a paper."""

import sys
from typing import Annotated

import typer

from certify.cli.check import PATHS
from certify.common.errors import InputError


def export(
    claim: Annotated[str, typer.Argument(metavar="THEOREM", help="The id of a claim that is a theorem.")],
    paths: Annotated[list[str] | None, PATHS] = None,
    latex: Annotated[bool, typer.Option("--latex", help="As LaTeX: an appendix of a paper.")] = False,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="A .tex file; by default, print.")
    ] = "",
) -> int:
    """Write a theorem, the facts it rests on and every step of its proof, once the kernel has accepted it."""
    from certify.claims.statements.theorem import Theorem
    from certify.cli.check import known_claim
    from certify.common.files import write_bytes
    from certify.report.theorems.appendix import appendix

    if not latex:
        raise InputError("export", "does not say in which form", "add --latex")
    if output and not output.endswith(".tex"):
        raise InputError("--output", f"{output!r} is no .tex file", "name such a file")
    found, _ = known_claim(claim, paths)
    if not isinstance(found.statement, Theorem):
        raise InputError("THEOREM", f"{claim!r} is no theorem with a derivation", "name one that is")
    certificate = found.statement.derivation.certificate()
    verdict = certificate.check(found.statement.document())
    if not verdict.accepted:
        raise InputError(
            "THEOREM", f"the kernel does not accept its proof: {verdict.reason}", "mend the proof"
        )
    text = appendix(found.title, certificate, found.note)
    if not output:
        print(text, end="")
        return 0
    write_bytes(output, text.encode())
    print(f"{claim}: statement and proof in {output}", file=sys.stdout)
    return 0
