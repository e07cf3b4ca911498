"""`certify show`: a certificate for people."""

from typing import Annotated

import typer

from certify.errors import InputError


def show(file: Annotated[str, typer.Argument(metavar="CERT", help="A certificate file.")]) -> int:
    """What a certificate proves, in words and formulas, its sizes and its margins; and the kernel's verdict.

    Exits as `certify verify` does.
    """
    from rich.console import Console

    from certify.certificates import Certificate, describe
    from certify.report.certificate import page
    from certify.verification import verify

    try:
        with open(file, "rb") as stream:
            certificate = Certificate.from_json(stream.read())
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise InputError(file, reason, "give the path of a certificate") from None
    verdict = verify(file)
    console = Console(highlight=False)
    console.print(page(file, describe(certificate)))
    word = ("ACCEPTED by the kernel:", "REJECTED:", "DECLINED:", "THE KERNEL FAILED:")[verdict.code]
    console.print(f"  {word} {verdict.reason}", markup=False)
    return verdict.code
