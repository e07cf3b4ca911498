"""`certify show`: a certificate for people."""

import json
from typing import Annotated

import typer

from certify.common.errors import InputError


def show(
    file: Annotated[str, typer.Argument(metavar="CERT", help="A certificate file.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """What a certificate proves, in words and formulas, its sizes and its margins; and the kernel's verdict.

    Exits as `certify verify` does, but with 2 where the file is not a certificate at all.
    """
    from rich.console import Console

    from certify.certificates import Certificate, describe
    from certify.kernel import check_bytes
    from certify.kernel.limits import MAX_BYTES
    from certify.report.certificate import number, page, printable

    try:
        with open(file, "rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or "cannot be read").lower()
        raise InputError(ascii(file)[1:-1], reason, "give the path of a certificate") from None
    if len(data) > MAX_BYTES:
        problem = f"is larger than {MAX_BYTES >> 20} MiB"
        raise InputError(ascii(file)[1:-1], problem, "give a certificate")
    certificate, verdict = Certificate.from_json(data), check_bytes(data)
    try:
        description, problem = describe(certificate), ""
    except InputError as error:
        description, problem = None, str(error)
    word = ("accepted", "rejected", "declined", "failed")[verdict.code]
    if as_json:
        document: dict[str, object] = {"file": file, "rule": verdict.rule, "verdict": word}
        document |= {"reason": verdict.reason, "problem": problem}
        if description is not None:
            margins = {name: number(value, 1000) for name, value in description.margins.items()}
            document |= {"claim": description.claim, "proof": description.proof, "margins": margins}
            document |= {"bytes": description.bytes, "digits": description.digits}
        print(json.dumps(document, indent=1))
        return verdict.code
    console = Console(highlight=False)
    if description is not None:
        console.print(page(file, description))
    else:
        console.print(f"{printable(file)}\n  cannot be shown: {printable(problem)}", markup=False)
    said = {"accepted": "ACCEPTED by the kernel", "failed": "THE KERNEL FAILED"}.get(word, word.upper())
    console.print(f"  {said}: {printable(verdict.reason)}", markup=False)
    return verdict.code
